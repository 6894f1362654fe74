"""Results of earlier runs for unchanged documents.

There is one file for each command, options and working directory: a digest of the rest, and JSON
with, for each document, the states of the files that were read and written, and the findings.
Documents without a valid record are processed again.
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
from sxskit.storage.states import State, digest

# A cache that nobody has used for so long is taken away.
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
        """What is noted of a finding."""
        return cls(
            *(finding.line, finding.code, finding.message, finding.column, finding.end_column),
            *(finding.stated_severity, finding.key, finding.text, finding.digest),
        )

    @classmethod
    def read(cls, values: Any) -> Noted:
        """What was noted, its types looked at; TypeError or ValueError where they are wrong."""
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
        """The finding on a document."""
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
    """What came of a document, in values that JSON has."""

    read: Sequence[State]  # the document first
    written: Sequence[State]
    units: int | None  # None: no pair markup in it
    findings: Sequence[Noted]
    result: Any

    def of(self, document: str) -> tuple[Finding, ...]:
        """Its findings."""
        return tuple(each.finding(document) for each in self.findings)

    def is_made_of(self, inputs: Sequence[Path]) -> bool:
        """Whether these are the files that it depends on."""
        paths = [os.fspath(path) for path in inputs]
        return [each.path for each in self.read] == (paths[:1] if self.units is None else paths)


@dataclass(slots=True)
class Cache:
    """The records of a command, by the name of the document."""

    path: Path
    shared: Sequence[str] = ()  # the digests of what all documents depend on
    verify: bool = False  # trust no signature
    _records: Mapping[str, Any] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)  # of the documents that there are now
    _is_new: bool = False

    @classmethod
    def at(cls, folder: Path, *what: str, shared: Sequence[str] = (), verify: bool = False) -> Self:
        """The cache in a folder for what the arguments say; empty where none can be read.

        It is empty, too, if something has changed that all documents depend on.
        """
        version = (__version__, _installed(), sys.version)
        key = digest("\0".join([*version, *what]).encode(errors="surrogatepass"))
        cache = cls(folder / f"{key}.json", shared, verify)
        with suppress(SxsError, ValueError, TypeError, RecursionError):
            cache._load(files.read_own(cache.path))
            files.touch(cache.path)
        return cache

    def _load(self, data: bytes) -> None:
        """Take the records of a file; ValueError or TypeError where there are none."""
        import json

        check, _, body = data.partition(b"\n")
        if check != digest(body).encode():
            return
        noted, shared, records = json.loads(body)
        if not isinstance(records, dict) or shared != [*self.shared]:
            return
        self._records = records
        if not noted <= time.time_ns():  # the clock was set back: times may come again
            self.verify = self._is_new = True

    def record(
        self, document: str, inputs: Sequence[Path], outputs: Iterable[Path]
    ) -> Record | None:
        """What came of a document, if it was made of the same files, and they are as they were.

        So must be what was written for it, by paths on which there are no other links.
        """
        try:
            values = self._records[document]
            record = _record(values)
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return None
        if not record.is_made_of(inputs):
            return None
        if record.written:
            places = {writing.real(path) for path in outputs}
            if not all(each.path in places for each in record.written):
                return None
        read, written = self._as_noted(record.read), self._as_noted(record.written)
        if read is None or written is None:
            return None
        if read == record.read and written == record.written:
            self._kept[document] = values
        else:
            self.keep(document, record._replace(read=read, written=written))
        return record

    def _as_noted(self, before: Sequence[State]) -> list[State] | None:
        """The states of now; None where one of the files is another one."""
        now = []
        for each in before:
            same = _now(each, verify=self.verify)
            if same is None:
                return None
            now.append(same)
        return now

    def keep(self, document: str, record: Record) -> None:
        """Remember what came of a document."""
        self._kept[document] = record
        self._is_new = True

    def save(self) -> None:
        """Write what is new, if it can be written; and take away caches that nobody uses."""
        if not self._is_new:
            return
        import json

        now = time.time_ns()
        body = json.dumps([now, self.shared, self._kept]).encode()
        with suppress(SxsError):
            writing.write_own(self.path, digest(body).encode() + b"\n" + body)
            files.remove_older(self.path.parent, _NAME, than=now / 1e9 - _DAYS * 24 * 60 * 60)


def _installed() -> str:
    """What tells this installation from another one of the same version, as developers have."""
    package = Path(__file__).parent
    statuses = [files.status(path) for path in sorted(package.rglob("*.py"))]
    return repr([status and (status.st_size, status.st_mtime_ns) for status in statuses])


def _record(values: Any) -> Record:
    """A record from JSON, its shape looked at; TypeError or ValueError where it is none."""
    read, written, units, findings, result = values
    record = Record(
        _states(read),
        _states(written),
        None if units is None else int(units),
        [Noted.read(finding) for finding in findings],
        result if result is None else tuple(result),
    )
    if not record.read:
        raise ValueError("a record of another version")
    return record


def _states(values: Any) -> list[State]:
    return [
        State(str(path), tuple(map(int, signature)), str(digest))
        for path, signature, digest in values
    ]


def _now(before: State, *, verify: bool) -> State | None:
    """The state of a file that is as it was before; None where it is not."""
    path = Path(before.path)
    status = files.status(path)
    if status is None:
        return None
    if states.signature(status) == before.signature and not verify:
        return before
    signature = states.trusted(status)
    with suppress(SxsError):
        if digest(files.read(path)) == before.digest:
            return before._replace(signature=signature)
    return None
