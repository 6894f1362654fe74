"""Counts and messages of one run of a command, and its exit code."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from time import monotonic
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from sxskit.cli.progress import Progress
from sxskit.cli.writer import Written
from sxskit.errors import FileError, SxsError, WriteError
from sxskit.findings import Finding
from sxskit.printable import one_line
from sxskit.running.batch import run
from sxskit.running.outcome import Outcome
from sxskit.running.task import (
    DocumentTask,
    Step,
    StepResult,
    TaskResult,
)
from sxskit.storage import writing
from sxskit.storage.finding import Found
from sxskit.storage.writing import known_folders

if TYPE_CHECKING:
    from sxskit.running.cache import Cache, Record

T = TypeVar("T")
# The bytes of documents for which starting another worker process saves time.
_WORTHWHILE = 1 << 20


class Report:
    """Counts and messages of one run, and its exit code."""

    def __init__(
        self, verb: str, *, quiet: bool, document_on_stdout: bool, is_dry: bool = False
    ) -> None:
        self.documents = self.units = self.findings = self.errors = self.written = 0
        self._verb = verb
        self._quiet = quiet
        self._document_on_stdout = document_on_stdout
        self._is_dry = is_dry
        self.failures: list[str] = []
        self.unread: list[str] = []  # the documents that some failures are about
        self.given: Mapping[str, str] = {}  # the given paths of documents by name
        self._start = monotonic()
        self._held: list[tuple[str | bytes, bool]] | None = None

    def of_next_pass(self, verb: str) -> Report:
        """Return a report on another pass over the documents of this run."""
        return Report(
            verb,
            quiet=self._quiet,
            document_on_stdout=self._document_on_stdout,
            is_dry=self._is_dry,
        )

    def say(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.findings += 1
            self._echo(self.text_of(finding), err=self._document_on_stdout)

    def note(self, findings: Iterable[Finding]) -> None:
        """Show a note that does not change the exit code."""
        for finding in findings:
            self._echo(self.text_of(finding), err=self._document_on_stdout)

    def text_of(self, finding: Finding) -> str:
        """Return the line of a finding, with the given path of its document."""
        return self._as_given(str(finding), finding.path)

    def _as_given(self, text: str, name: str) -> str:
        """A text with the given path of a document instead of the name at its start."""
        given = self.given.get(name)
        return text if given is None else f"{given}{text.removeprefix(name)}"

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Report and count an error in the context, and continue with the next document.

        An error that concerns all files is raised, because nothing can be written.
        """
        try:
            yield
        except SxsError as error:
            if isinstance(error, WriteError) and error.is_for_all:
                raise
            self.fail(error)

    def add(self, written: Written) -> None:
        """Count files, and show the preview of those that would be written."""
        self.written += self.show(written)

    def show(self, written: Written) -> int:
        """Show the preview of files; return their number."""
        if written.preview:
            self._echo(written.preview, err=False)
        return written.files

    def fail(self, error: SxsError, document: str = "") -> None:
        """Show and count an error, which may be about a document of that name."""
        text = str(error)
        self.errors += 1
        self.failures.append(text)
        is_named = document and text.startswith(f"{document}:")
        self._echo(self._as_given(text, document) if is_named else text, err=True)

    def results(
        self, found: Sequence[Found], step: Step[T], *, jobs: int | None, cache: Cache | None = None
    ) -> Iterator[tuple[Found, StepResult[T]]]:
        """Yield the results of documents in order; count them, and report errors.

        Without a number of jobs there may be as many as CPUs.
        """
        with known_folders():
            yield from self._results(found, step, jobs, cache)
        if cache:
            cache.save()

    def _results(
        self, found: Sequence[Found], step: Step[T], jobs: int | None, cache: Cache | None
    ) -> Iterator[tuple[Found, StepResult[T]]]:
        records = _records(found, step, cache)
        new = [each for each, record in zip(found, records, strict=True) if record is None]
        task = DocumentTask(step, is_recorded=cache is not None)
        is_in_place = bool(new) and new[0].path in step.outputs(new[0])
        sizes = {each.path: each.size for each in new} if jobs != 1 and len(new) > 1 else {}
        outcomes = run(
            *(task, new),
            jobs=_useful(jobs, sizes.values()),
            weigh=lambda each: sizes[each.path],
            key=_real if is_in_place else None,
        )
        progress = Progress(self._verb, len(found), quiet=self._quiet)
        with closing(outcomes), self._holding(progress.is_bar), progress:
            for index, (each, record) in enumerate(zip(found, records, strict=True)):
                result: StepResult[T] | None = None
                if record is not None:
                    result = self._of_record(each, record)
                else:
                    outcome = next(outcomes)
                    if _is_hopeless(outcome.error, found[index:], step):
                        self._stop(outcome.error, found[index:])
                        break
                    result = self._of(each, outcome, cache)
                if result is not None:
                    for error in result.errors:
                        self.fail(error)
                    self.documents += 1
                    self.units += result.units
                    self.add(Written(result.written, result.preview))
                    yield each, result
                progress.step()

    def _stop(self, error: SxsError | None, left: Sequence[Found]) -> None:
        """Report once why the remaining documents cannot be written."""
        self.unread += [each.name for each in left]
        rest = f": stopped, {count(len(left) - 1, 'document')} left" if len(left) > 1 else ""
        self.fail(FileError(f"{error}{rest}"))

    def _of(
        self, found: Found, outcome: Outcome[TaskResult[T]], cache: Cache | None
    ) -> StepResult[T] | None:
        """The result of a document in this run."""
        if outcome.value is None:
            self.unread.append(found.name)
        if outcome.death:
            self.fail(
                FileError(f"{found.name}: {outcome.death}; document not processed"), found.name
            )
        if outcome.error is not None:
            self.fail(outcome.error, found.name)
        if outcome.value is None:
            return None
        if cache and outcome.value.record:
            cache.keep(found.name, outcome.value.record)
        return outcome.value.result

    @staticmethod
    def _of_record(found: Found, record: Record) -> StepResult[T] | None:
        """The result of an earlier run for an unchanged document."""
        if record.units is None:
            return None
        return StepResult(record.units, record.of(found.name), 0, record.result)

    @contextmanager
    def _holding(self, is_held: bool) -> Iterator[None]:
        """Delay messages until the progress bar is gone."""
        self._held = [] if is_held else None
        try:
            yield
        finally:
            held, self._held = self._held or [], None
            for text, err in held:
                _print(text, err=err)

    @property
    def participle(self) -> str:
        """The participle for counted files: written, or what a preview shows."""
        return "to write" if self._is_dry else "written"

    def files_written(self) -> tuple[str, str]:
        """The counts of written documents for the summary."""
        return f"{self.written} {self.participle}", f"{self.documents - self.written} unchanged"

    def finish(self, *summary: str, failed: bool = False) -> NoReturn:
        """Show the counts on standard error, and end the command with its exit code."""
        if not self._quiet and (self.units or self.documents or not self.errors):
            documents = [count(self.documents, "document")] if self.documents else []
            read = ", ".join([*documents, count(self.units, "unit")])
            found = [count(self.findings, "finding")] if self.findings else []
            unread = [count(self.errors, "failure")] if self.errors else []
            seconds = f"{monotonic() - self._start:.1f} s"
            click.echo(f"{read}: {', '.join([*summary, *found, *unread, seconds])}", err=True)
        click.get_current_context().exit(1 if self.findings or self.errors or failed else 0)

    def _echo(self, text: str | bytes, *, err: bool) -> None:
        if self._held is None:
            _print(text, err=err)
        else:
            self._held.append((text, err))


def _print(text: str | bytes, *, err: bool) -> None:
    """Print a line, or the lines of a preview."""
    if isinstance(text, bytes):
        click.echo(text, err=err, nl=False)
    else:
        click.echo(one_line(text), err=err)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _records(found: Iterable[Found], step: Step[T], cache: Cache | None) -> list[Record | None]:
    """The cached record of each document."""
    if cache is None:
        return [None for _ in found]
    return [
        cache.record(each.name, (each.path, *step.inputs(each)), step.outputs(each))
        for each in found
    ]


def _is_hopeless(error: SxsError | None, found: Iterable[Found], step: Step[T]) -> bool:
    """Whether none of these documents can be written."""
    if not isinstance(error, WriteError):
        return False
    paths = (path for each in found for path in step.outputs(each))
    return error.is_for_all or not any(writing.is_writable(path) for path in paths)


def _real(found: Found) -> str:
    """The path without links: writing through a link changes the file."""
    return os.path.realpath(found.path)


def _useful(jobs: int | None, sizes: Collection[int]) -> int:
    """The number of worker processes that save time: one for each megabyte to read."""
    useful = sum(sizes) // _WORTHWHILE + 1
    if useful == 1 or len(sizes) < 2:
        return 1
    if jobs is None:
        from sxskit.running.cpus import available_cpus  # on use: it reads files

        jobs = available_cpus()
    return min(jobs, useful)
