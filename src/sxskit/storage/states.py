"""The states of files that a run read and wrote, by which a later run detects changes.

A state is trusted by size, times and inode if both times were more than two seconds old when it was
noted, because a file that changes within one clock tick keeps its times. Otherwise its digest
decides.

>>> with noting() as notes:
...     note_read("a.md", (), b"# The dome")
>>> notes.read_from("a.md") == notes.read[0], notes.read_from("b.md")
(True, None)
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple, TypeAlias

# Size, time of modification, time of change, inode.
Signature: TypeAlias = tuple[int, ...]
_MARGIN = 2_000_000_000  # nanoseconds: the coarsest clock of a file system, that of FAT


class State(NamedTuple):
    """A file as it was read or written."""

    path: str
    signature: Signature  # empty: the digest decides
    digest: str


class Notes:
    """The states of the files that were read and written, in order."""

    def __init__(self) -> None:
        self.read: list[State] = []
        self.written: list[State] = []  # by real path

    def read_from(self, path: str) -> State | None:
        """The state of one file; None if it was not read, or changed between two readings."""
        states = [each for each in self.read if each.path == path]
        return states[0] if len({each.digest for each in states}) == 1 else None


_notes: ContextVar[Notes | None] = ContextVar("_notes", default=None)


@contextmanager
def noting() -> Iterator[Notes]:
    """Note the files that are read and written in the context."""
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def are_noted() -> bool:
    """Whether files are noted in this context."""
    return _notes.get() is not None


def note_read(path: str, signature: Signature, data: bytes) -> None:
    """Note that a file was read; the signature must be older than the bytes."""
    notes = _notes.get()
    if notes is not None:
        notes.read.append(State(path, signature, digest(data)))


def note_written(path: str, signature: Signature, data: bytes) -> None:
    """Note that a file was written or unchanged; the path must be real, without links."""
    notes = _notes.get()
    if notes is not None:
        notes.written.append(State(path, signature, digest(data)))


def signature(status: os.stat_result) -> Signature:
    """Return the part of a status that changes when a file is written."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def trusted(status: os.stat_result) -> Signature:
    """Return the signature to trust later; empty if a change may leave it the same.

    It must be taken before the bytes are read.
    """
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    is_settled = stat.S_ISREG(status.st_mode) and time.time_ns() - latest > _MARGIN
    return signature(status) if is_settled else ()


def signatures(folder: Path, suffix: str) -> list[Signature]:
    """Return the sizes and times of modification of all files with a suffix in a folder."""
    paths = sorted(
        os.path.join(each, name)
        for each, _, names in os.walk(folder)
        for name in names
        if name.endswith(suffix)
    )
    return [(status.st_size, status.st_mtime_ns) for status in map(os.stat, paths)]


def digest(data: bytes) -> str:
    """Return the digest of bytes."""
    from hashlib import blake2b  # on use: a run without a cache does not need it

    return blake2b(data, digest_size=16).hexdigest()
