"""The task of a worker: read a document, run one step on it, return the result.

A `DocumentTask` is sent to worker processes, so its attributes must be picklable.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from sxskit.dialect.document import Document
from sxskit.errors import SxsError
from sxskit.findings import Finding
from sxskit.storage.documents import document_at
from sxskit.storage.files import AnyPath
from sxskit.storage.finding import Found
from sxskit.storage.states import Notes, noting

if TYPE_CHECKING:
    from sxskit.running.cache import Record

T = TypeVar("T")


class StepResult(NamedTuple, Generic[T]):
    """The result of a step for one document: units, findings, files written, and a value.

    `errors` are about files that were omitted, `preview` is the text on standard output about files
    that would be written.
    """

    units: int
    findings: tuple[Finding, ...]
    written: int
    value: T
    errors: tuple[SxsError, ...] = ()
    preview: bytes = b""


class Step(Generic[T]):
    """One step of a command, called for each document."""

    __slots__ = ()

    @property
    def shared(self) -> Sequence[str]:
        """Return the digests of inputs of all documents, as read before the first one."""
        return ()

    def read(self, found: Found) -> Document | None:
        """Return the document in a file; None for a file that the step omits."""
        return document_at(found)

    def __call__(self, found: Found, document: Document) -> StepResult[T]:
        """Return the result for a document."""
        raise NotImplementedError

    def inputs(self, found: Found) -> Iterable[Path]:  # noqa: ARG002
        """Return the files that the step reads in addition to the document."""
        return ()

    def outputs(self, found: Found) -> Sequence[str]:  # noqa: ARG002
        """Return the files that the step writes."""
        return ()


class TaskResult(NamedTuple, Generic[T]):
    """The result for one file; None if a file in a folder has no pair markup."""

    result: StepResult[T] | None
    record: Record | None = None


class DocumentTask(Generic[T]):
    """The reading of a document and a step; for a cache, with a record of the files."""

    __slots__ = ("is_recorded", "step")

    def __init__(self, step: Step[T], *, is_recorded: bool) -> None:
        self.step = step
        self.is_recorded = is_recorded

    def __call__(self, found: Found) -> TaskResult[T]:
        if found.is_stdin or not self.is_recorded:
            return TaskResult(self._run(found))
        inputs: list[AnyPath] = [found.path, *self.step.inputs(found)]  # before they are searched
        with noting() as notes:
            result = self._run(found)
        return TaskResult(result, self._record(found, inputs, notes, result))

    def _run(self, found: Found) -> StepResult[T] | None:
        document = self.step.read(found)
        return None if document is None else self.step(found, document)

    def _record(
        self, found: Found, inputs: Sequence[AnyPath], notes: Notes, result: StepResult[T] | None
    ) -> Record | None:
        """The record of a document; None if it, or one of its files, has changed meanwhile."""
        from sxskit.running.cache import Noted, Record  # on use: only with a cache

        if result is None:
            inputs = inputs[:1]
        read = [notes.read_from(os.fspath(path)) for path in inputs]
        if not all(read):
            return None
        states = [each for each in read if each]
        if result is None:
            return Record(states, [], None, [], None)
        if result.errors:  # errors are reported in each run
            return None
        if result.written and found.path in self.step.outputs(found):  # changed in place
            return None
        findings = [Noted.of(each) for each in result.findings]
        return Record(states, notes.written, result.units, findings, result.value)
