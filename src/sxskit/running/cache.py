"""Results of earlier runs for unchanged documents.

There is one file for each command with its options and working directory: a digest, and JSON with
the states of the files that were read and written, and the findings, for each document. Documents
without a valid record are processed again.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self

from sxskit._version import __version__
from sxskit.errors import SxsError
from sxskit.findings import CODES, Finding, Severity
from sxskit.patterns import pattern
from sxskit.storage import files, states, writing
from sxskit.storage.files import AnyPath
from sxskit.storage.states import State, digest

# The age of an unused cache at which it is removed.
_DAYS = 30
_NAME = pattern(r"[0-9a-f]{32}\.json")


class Noted(NamedTuple):
    """A finding without its document."""

    line: int
    code: str
    message: str
    column: int | None
    end_column: int | None
    severity: Severity | None
    key: str | None
    text: str
    digest: str

    @classmethod
    def of(cls, finding: Finding) -> Noted:
        """Return a finding without its document."""
        return cls(
            *(finding.line, finding.code, finding.message, finding.column, finding.end_column),
            *(finding.stated_severity, finding.key, finding.text, finding.digest),
        )

    @classmethod
    def read(cls, values: Any) -> Noted:
        """Return a finding from JSON; TypeError or ValueError for wrong types."""
        line, code, message, column, end_column, severity, key, text, digest = values
        if code not in CODES:
            raise ValueError("a code of another version")
        return cls(
            *(int(line), str(code), str(message)),
            None if column is None else int(column),
            None if end_column is None else int(end_column),
            None if severity is None else Severity(severity),
            None if key is None else str(key),
            *(str(text), str(digest)),
        )

    def finding(self, document: str) -> Finding:
        """Return the finding with its document."""
        return Finding(
            *(document, self.line, self.code, self.message),
            column=self.column,
            end_column=self.end_column,
            severity=self.severity,
            key=self.key,
            text=self.text,
            digest=self.digest,
        )


class Record(NamedTuple):
    """The result for a document, in types of JSON."""

    read: Sequence[State]  # the document first
    written: Sequence[State]
    units: int | None  # None: no pair markup
    findings: Sequence[Noted]
    result: Any

    def of(self, document: str) -> tuple[Finding, ...]:
        """Return the findings."""
        return tuple(each.finding(document) for each in self.findings)


@dataclass(slots=True)
class Cache:
    """The records of a command, by name of the document."""

    path: Path
    shared: Sequence[str] = ()  # the digests of inputs of all documents
    verify: bool = False  # trust no signature
    _records: Mapping[str, Any] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)  # records of documents that still exist
    _is_new: bool = False

    @classmethod
    def at(cls, folder: Path, *what: str, shared: Sequence[str] = (), verify: bool = False) -> Self:
        """Return the cache in a folder for a command with its arguments; empty if it is unreadable.

        It is also empty if an input of all documents has changed.
        """
        version = (__version__, _installed(), sys.version)
        key = digest("\0".join([*version, *what]).encode(errors="surrogatepass"))
        cache = cls(folder / f"{key}.json", shared, verify)
        with suppress(SxsError, ValueError, TypeError, RecursionError):
            cache._load(files.read_own(cache.path))
            files.touch(cache.path)
        return cache

    def _load(self, data: bytes) -> None:
        """Load the records of a file; ValueError or TypeError if it contains none."""
        import json

        check, _, body = data.partition(b"\n")
        if check != digest(body).encode():
            return
        noted, shared, records = json.loads(body)
        if not isinstance(records, dict) or shared != [*self.shared]:
            return
        self._records = records
        if not noted <= time.time_ns():  # the clock was set back: times may repeat
            self.verify = self._is_new = True

    def record(
        self, document: str, inputs: Sequence[AnyPath], outputs: Iterable[str]
    ) -> Record | None:
        """Return the result for a document if it was made from the same files and none has changed.

        Neither may the files that were written for it, nor the links on their paths.
        """
        try:
            values = self._records[document]
            read, written, units, findings, result = values
            record = _record(units, findings, result)
            paths = [os.fspath(path) for path in inputs]
            if [path for path, _, _ in read] != (paths[:1] if units is None else paths):
                return None
            if written:
                places = {writing.real(path) for path in outputs}
                if not all(path in places for path, _, _ in written):
                    return None
            now = [_now(*each, verify=self.verify) for each in (*read, *written)]
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return None
        if None in now:
            return None
        if now == [*read, *written]:
            self._kept[document] = values
        else:
            self._kept[document] = [now[: len(read)], now[len(read) :], units, findings, result]
            self._is_new = True
        return record

    def keep(self, document: str, record: Record) -> None:
        """Record the result for a document."""
        self._kept[document] = record
        self._is_new = True

    def save(self) -> None:
        """Write new records if possible, and remove unused caches."""
        if not self._is_new:
            return
        import json

        now = time.time_ns()
        body = json.dumps([now, self.shared, self._kept]).encode()
        with suppress(SxsError):
            writing.write_own(self.path, digest(body).encode() + b"\n" + body)
            files.remove_older(self.path.parent, _NAME, than=now / 1e9 - _DAYS * 24 * 60 * 60)


def _installed() -> str:
    """A value that distinguishes installations of the same version, such as clones."""
    return repr(states.signatures(Path(__file__).parent.parent, ".py"))


def _record(units: Any, findings: Any, result: Any) -> Record:
    """A record from JSON, without its files; TypeError or ValueError for other shapes."""
    return Record(
        *((), ()),
        None if units is None else int(units),
        [Noted.read(finding) for finding in findings],
        result if result is None else tuple(result),
    )


def _now(path: str, signature: list[int], noted: str, *, verify: bool) -> list[Any] | None:
    """The state of a file in JSON if it is unchanged; None if it has changed."""
    status = files.status(path)
    if status is None:
        return None
    if [*states.signature(status)] == signature and not verify:
        return [path, signature, noted]
    now = [*states.trusted(status)]
    with suppress(SxsError):
        if digest(files.read(path)) == noted:
            return [path, now, noted]
    return None
