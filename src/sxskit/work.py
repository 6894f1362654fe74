"""What a command does with each document: read it, hand it on, and say what came of it.

A `Task` is sent to worker processes, so what it holds has to be picklable.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from sxskit import cache, files
from sxskit.cache import Read, Record
from sxskit.document import Document
from sxskit.errors import FileError
from sxskit.files import Found
from sxskit.findings import Finding

T = TypeVar("T")


class Work(NamedTuple, Generic[T]):
    """What came of a document: its units, what is odd in it, how many files have changed."""

    units: int
    findings: tuple[Finding, ...]
    written: int
    result: T


class Step(Generic[T]):
    """What is done with a document."""

    __slots__ = ()

    def __call__(self, found: Found, document: Document) -> Work[T]:
        """Do it."""
        raise NotImplementedError

    def inputs(self, found: Found) -> Iterable[Path]:  # noqa: ARG002
        """The files that it depends on, besides the document."""
        return ()

    def outputs(self, found: Found) -> Iterable[Path]:  # noqa: ARG002
        """The files that it writes."""
        return ()


class Done(NamedTuple, Generic[T]):
    """What came of a file; no work where a file in a folder has no pair markup."""

    work: Work[T] | None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """Reading a document, and a step; for a cache, with a record of what was read and written."""

    step: Step[T]
    is_recorded: bool

    def __call__(self, found: Found) -> Done[T]:
        if found.is_stdin:
            return Done(self._work(found, _stdin()))
        if not self.is_recorded:
            return Done(self._work(found, files.read(found.path, found.name)))
        inputs = [cache.read(path) for path in self.step.inputs(found)]
        signature = files.signature(found.path)
        data = files.read(found.path, found.name)
        own = Read(os.fspath(found.path), cache.settled(signature or ()), cache.digest(data))
        return Done(*self._recorded(found, data, [own, *(each for each in inputs if each)]))

    def _work(self, found: Found, data: bytes) -> Work[T] | None:
        if not (found.asked or files.holds_pairs(data)):
            return None
        return self.step(found, files.decoded(data, found.name))

    def _recorded(
        self, found: Found, data: bytes, reads: list[Read]
    ) -> tuple[Work[T] | None, Record | None]:
        work = self._work(found, data)
        if work is None:
            return None, Record(reads, [], None, [], None)
        outputs = [*self.step.outputs(found)]
        if work.written and found.path in outputs:  # changed in place: it is another document now
            return work, None
        findings = [(each.line, each.code, each.message) for each in work.findings]
        return work, Record(reads, cache.written(outputs), work.units, findings, work.result)


def _stdin() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError) as error:  # closed: then it is None
        what = getattr(error, "strerror", None) or "closed"
        raise FileError(f"standard input: {what.lower()}") from error
