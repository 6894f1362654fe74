"""What came of documents that have not changed since: kept between runs of a command.

There is a file for each command with its options and place: a digest of the rest, and in JSON, for
each document, what was read and what was written, and what there was to say. It is only ever a
shortcut: what it cannot tell is done again.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeAlias

from sxskit import files
from sxskit._version import __version__
from sxskit.errors import SxsError
from sxskit.findings import CODES, Finding

# Size, times and place of a file: another one whenever it is written.
Signature: TypeAlias = tuple[int, ...]
# A cache that nobody has used for so long is taken away.
_DAYS = 30
_TICK = 20_000_000  # nanoseconds: two of the slowest clocks
_NAME = re.compile(r"[0-9a-f]{32}\.json")


class Read(NamedTuple):
    """A file that was read, as it was."""

    path: str
    signature: Signature
    digest: str


class Written(NamedTuple):
    """A file that was written, or was there already, as it is."""

    path: str
    signature: Signature


class Record(NamedTuple):
    """What came of a document, in values that JSON has."""

    read: Sequence[Read]
    written: Sequence[Written]
    units: int | None  # None: no pair markup in it
    findings: Sequence[tuple[int, str, str]]
    result: Any

    def of(self, document: str) -> tuple[Finding, ...]:
        """Its findings."""
        return tuple(Finding(document, *finding) for finding in self.findings)


def settled(signature: Signature) -> Signature:
    """A signature that can be trusted; empty where the file may still change without another one.

    The clock of a file system stands still for some milliseconds, in which a file may change twice.
    """
    return signature if time.time_ns() - max(signature[1:3], default=0) > _TICK else ()


def read(path: Path, data: bytes | None = None) -> Read | None:
    """The state of a file, whose bytes may be at hand; None where there is none.

    The signature is taken before the bytes are read: a file that changes meanwhile differs from it.
    """
    signature = files.signature(path)
    if signature is None:
        return None
    content = digest(data) if data is not None else _read(path, signature)
    return Read(os.fspath(path), settled(signature), content)


def written(paths: Iterable[Path]) -> list[Written]:
    """The states of the files that are there."""
    states = ((os.fspath(path), files.signature(path)) for path in paths)
    return [Written(path, signature) for path, signature in states if signature is not None]


def digest(data: bytes) -> str:
    """What tells bytes from others."""
    from hashlib import blake2b  # on use, as JSON: a run without a cache needs neither

    return blake2b(data, digest_size=16).hexdigest()


@lru_cache(maxsize=64)  # a catalog of many documents is asked for with each of them
def _read(path: Path, _signature: Signature) -> str:
    return digest(files.read(path))


@dataclass(slots=True)
class Cache:
    """The records of a command, by the name of the document."""

    path: Path
    _records: dict[str, Any] = field(default_factory=dict)
    _is_new: bool = False

    @classmethod
    def at(cls, folder: Path, *what: str) -> Self:
        """The cache in a folder for what the arguments say; empty where none can be read."""
        key = digest("\0".join([__version__, _installed(), *what]).encode(errors="surrogatepass"))
        cache = cls(folder / f"{key}.json")
        import json

        with suppress(SxsError, ValueError, RecursionError):
            check, _, body = files.read(cache.path).partition(b"\n")
            records = json.loads(body) if check == digest(body).encode() else {}
            cache._records = records if isinstance(records, dict) else {}
            files.touch(cache.path)
        return cache

    def record(self, document: str, inputs: Iterable[Path]) -> Record | None:
        """What came of a document, if it was made of the same files, and they are as they were."""
        try:
            record = _record(self._records[document])
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return None
        if [each.path for each in record.read] != [os.fspath(path) for path in inputs]:
            return None
        if all(_is_there(each) for each in record.written):
            fresh = [_refreshed(Read(*each)) for each in record.read]
            if fresh and all(fresh):
                if fresh != list(record.read):
                    self.keep(document, record._replace(read=[each for each in fresh if each]))
                return record
        return None

    def keep(self, document: str, record: Record) -> None:
        """Remember what came of a document."""
        self._records[document] = record
        self._is_new = True

    def save(self) -> None:
        """Write what is new, if it can be written; and take away caches that nobody uses."""
        if not self._is_new:
            return
        import json

        body = json.dumps(self._records).encode()
        with suppress(SxsError):
            files.write(self.path, digest(body).encode() + b"\n" + body)
            files.remove_older(self.path.parent, _NAME, than=time.time() - _DAYS * 24 * 60 * 60)


def _installed() -> str:
    """What tells this installation from another one of the same version, as developers have."""
    package = Path(__file__).parent
    signatures = [files.signature(path) for path in sorted(package.rglob("*.py"))]
    return repr([signature and signature[:2] for signature in signatures])


def _record(values: Any) -> Record:
    """A record from JSON, its shape looked at; TypeError or ValueError where it is none."""
    reads, writes, units, findings, result = values
    record = Record(
        [
            Read(str(path), tuple(map(int, signature)), str(digest))
            for path, signature, digest in reads
        ],
        [Written(str(path), tuple(map(int, signature))) for path, signature in writes],
        None if units is None else int(units),
        [(int(line), str(code), str(message)) for line, code, message in findings],
        result if result is None else tuple(result),
    )
    if any(code not in CODES for _, code, _ in record.findings):
        raise ValueError("a code of another version")
    return record


def _is_there(state: Written) -> bool:
    return files.signature(Path(state.path)) == state.signature


def _refreshed(state: Read) -> Read | None:
    """The state with the signature of now; None where the bytes are not the same."""
    path = Path(state.path)
    now = files.signature(path)
    if now == state.signature:
        return state
    with suppress(SxsError):
        return state._replace(signature=now) if now and _read(path, now) == state.digest else None
    return None
