"""What a command reads, says and writes: documents, findings, counts and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from time import monotonic
from typing import NoReturn, TypeVar

import click

from sxskit import files
from sxskit.batch import Outcome, run
from sxskit.cache import Cache, Record
from sxskit.document import Document
from sxskit.errors import FileError, SxsError, WriteError
from sxskit.files import DASH, Found
from sxskit.findings import Finding
from sxskit.printable import one_line
from sxskit.progress import Progress
from sxskit.selection import Selection
from sxskit.work import Done, Step, Task, Work

T = TypeVar("T")
# How many bytes of documents a worker process has to save others before it is worth its start.
_WORTHWHILE = 1 << 20


class Report:
    """What a command has met and said so far, and the exit code that comes of it."""

    def __init__(self, verb: str, *, quiet: bool, document_on_stdout: bool) -> None:
        self.documents = self.units = self.findings = self.errors = self.written = 0
        self._verb = verb
        self._quiet = quiet
        self._document_on_stdout = document_on_stdout
        self.failures: list[str] = []
        self.unread: list[str] = []  # the documents that some of them are about
        self._start = monotonic()
        self._held: list[tuple[str, bool]] | None = None

    def say(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.findings += 1
            self._echo(str(finding), err=self._document_on_stdout)

    def note(self, findings: Iterable[Finding]) -> None:
        """Say what nobody has to do anything about."""
        for finding in findings:
            self._echo(str(finding), err=self._document_on_stdout)

    @contextmanager
    def guard(self) -> Iterator[None]:
        """What fails inside is said and counted, and the next one has its turn.

        Unless it can only fail, too, because nothing can be written.
        """
        try:
            yield
        except SxsError as error:
            if isinstance(error, WriteError) and error.is_for_all:
                raise
            self.fail(error)

    def fail(self, error: SxsError) -> None:
        self.errors += 1
        self.failures.append(str(error))
        self._echo(str(error), err=True)

    def results(
        self, found: Sequence[Found], step: Step[T], *, jobs: int, cache: Cache | None = None
    ) -> Iterator[tuple[Found, Work[T]]]:
        """What came of each document, in order and counted; what failed has been said."""
        records = _records(found, step, cache)
        new = [each for each, record in zip(found, records, strict=True) if record is None]
        task = Task(step, is_recorded=cache is not None)
        is_in_place = bool(new) and new[0].path in step.outputs(new[0])
        outcomes = run(
            *(task, new),
            jobs=_useful(jobs, new),
            weigh=attrgetter("size"),
            key=_real if is_in_place else None,
        )
        progress = Progress(self._verb, len(found), quiet=self._quiet)
        with closing(outcomes), self._holding(progress.is_bar), progress:
            for index, (each, record) in enumerate(zip(found, records, strict=True)):
                work: Work[T] | None = None
                if record is not None:
                    work = self._of_record(each, record)
                else:
                    outcome = next(outcomes)
                    if _is_hopeless(outcome.error, found[index:], step):
                        self._stop(outcome.error, found[index:])
                        break
                    work = self._of(each, outcome, cache)
                if work is not None:
                    for error in work.errors:
                        self.fail(error)
                    self.documents += 1
                    self.units += work.units
                    self.written += work.written
                    yield each, work
                progress.step()
        if cache:
            cache.save()

    def _stop(self, error: SxsError | None, left: Sequence[Found]) -> None:
        """Say once what keeps these documents from being written."""
        self.unread += [each.name for each in left]
        rest = f": stopped, {count(len(left) - 1, 'document')} left" if len(left) > 1 else ""
        self.fail(FileError(f"{error}{rest}"))

    def _of(self, found: Found, outcome: Outcome[Done[T]], cache: Cache | None) -> Work[T] | None:
        """What came of a document just now."""
        if outcome.value is None:
            self.unread.append(found.name)
        if outcome.death:
            self.fail(FileError(f"{found.name}: {outcome.death}: not done"))
        if outcome.error is not None:
            self.fail(outcome.error)
        if outcome.value is None:
            return None
        if cache and outcome.value.record:
            cache.keep(found.name, outcome.value.record)
        return outcome.value.work

    @staticmethod
    def _of_record(found: Found, record: Record) -> Work[T] | None:
        """What came of a document that has not changed since."""
        if record.units is None:
            return None
        return Work(record.units, record.of(found.name), 0, record.result)

    @contextmanager
    def _holding(self, is_held: bool) -> Iterator[None]:
        """What is said meanwhile comes after the bar."""
        self._held = [] if is_held else None
        try:
            yield
        finally:
            held, self._held = self._held or [], None
            for text, err in held:
                click.echo(one_line(text), err=err)

    def files_written(self) -> tuple[str, str]:
        """What became of the documents, for the summary."""
        return f"{self.written} written", f"{self.documents - self.written} unchanged"

    def finish(self, *summary: str, failed: bool = False) -> NoReturn:
        """The counts on standard error, and the end of the command with its exit code."""
        if not self._quiet and (self.units or self.documents or not self.errors):
            documents = [count(self.documents, "document")] if self.documents else []
            read = ", ".join([*documents, count(self.units, "unit")])
            found = [count(self.findings, "finding")] if self.findings else []
            unread = [count(self.errors, "error")] if self.errors else []
            seconds = f"{monotonic() - self._start:.1f} s"
            click.echo(f"{read}: {', '.join([*summary, *found, *unread, seconds])}", err=True)
        click.get_current_context().exit(1 if self.findings or self.errors or failed else 0)

    def _echo(self, text: str, *, err: bool) -> None:
        if self._held is None:
            click.echo(one_line(text), err=err)
        else:
            self._held.append((text, err))


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_ALL = Selection()
# What makes no difference to what comes of a document.
_PASSING = frozenset({"jobs", "quiet", "cache_dir", "no_cache", "verify_cache"})


@dataclass(frozen=True, slots=True)
class Input:
    """The documents that the arguments of a command name."""

    docs: tuple[Path, ...]
    root: Path
    stdin_filename: str
    jobs: int = 1
    selection: Selection = _ALL
    since: str | None = None
    cache: Path | None = None  # where caches are kept
    verify_cache: bool = False

    @property
    def is_stdin(self) -> bool:
        return DASH in self.docs

    def found(self, report: Report, *, skip: Path | None) -> list[Found]:
        """The documents there are; a path that leads to none is reported."""
        if self.is_stdin:
            if len(self.docs) > 1:
                raise click.UsageError("'-' is one document: give it alone")
            return [Found(Path(self.stdin_filename), DASH, True)]
        found = self.walked(skip=skip, onerror=report.fail)
        if self.since is None:
            return found
        from sxskit import git  # on use, as its subprocess

        changed = git.changed(self.root, self.since)
        return [each for each in found if os.path.realpath(each.path) in changed]

    def walked(self, *, skip: Path | None, onerror: Callable[[FileError], None]) -> list[Found]:
        """The documents that paths name, changed or not."""
        return files.find(
            self.docs,
            self.root,
            skip=[skip] if skip else [],
            below=lambda folder: self.selection.below(folder, self.root),
            onerror=onerror,
        )

    @property
    def is_part(self) -> bool:
        """Whether some documents are left out of what the arguments name."""
        return self.since is not None or self.selection != _ALL

    def covers(self, name: str) -> bool:
        """Whether a document of that name would be in one of the directories."""
        path = os.path.abspath(self.root / name)
        folders = [os.path.abspath(path) for path in self.docs if files.is_folder(path)]
        return any(path.startswith(os.path.join(folder, "")) for folder in folders)

    def unknown(self, documents: Collection[str], found: Iterable[Found]) -> Iterator[Finding]:
        """The documents that catalogs have entries for, and that are not in the directories."""
        for name in sorted({*documents} - {each.name for each in found}):
            if self.covers(name) and not files.is_file(self.root / name):
                message = "no such document: the catalogs have entries for it"
                yield Finding(name, 1, "unknown-entry", message)

    def results(
        self,
        found: Sequence[Found],
        step: Step[T],
        report: Report,
        *,
        cached: Sequence[str] | None = None,
    ) -> Iterator[tuple[Found, Work[T]]]:
        """What came of each document that can be read; in a directory of those that hold pairs.

        With `cached` what has not changed is not done again; it is what the result depends on
        besides the files and the options of the command.
        """
        is_cached = cached is not None and not self.is_stdin
        cache = self._cache(cached or (), step.shared) if is_cached else None
        yield from report.results(found, step, jobs=self.jobs, cache=cache)
        if not (report.documents or report.errors or self.since is not None):
            where = ", ".join(files.shown(path) for path in self.docs)
            what = "no document with pair markup in it"
            if self._is_ignored(found):
                what += " but those that .gitignore leaves out: --no-ignore takes them"
            raise FileError(f"{where}: {what}")

    def _is_ignored(self, found: Iterable[Found]) -> bool:
        """Whether there are documents that were not found because of what git ignores."""
        if not self.selection.gitignore:
            return False
        paths = {each.path for each in found}
        everything = replace(self, selection=replace(self.selection, gitignore=False))
        for each in everything.walked(skip=None, onerror=lambda _: None):
            with suppress(FileError):
                if each.path not in paths and files.holds_pairs(files.read(each.path)):
                    return True
        return False

    def _cache(self, what: Sequence[str], shared: Sequence[str]) -> Cache | None:
        """The cache of the command, with its options, in this place."""
        if self.cache is None:
            return None
        context = click.get_current_context()
        options = sorted(
            f"{name}={value!r}" for name, value in context.params.items() if name not in _PASSING
        )
        everything = [str(context.info_name), str(Path.cwd()), *options, *what]
        return Cache.at(self.cache, *everything, shared=shared, verify=self.verify_cache)


@dataclass(frozen=True, slots=True)
class Output:
    """Where documents go: a directory, the files they came from, or standard output."""

    directory: Path | None
    root: Path

    @classmethod
    def of(cls, given: Input, out: Path | None, in_place: bool) -> Output:
        """Where options want documents; a usage error where they contradict each other."""
        if given.is_stdin and out is None and not in_place:
            out = DASH
        if (out is None) is not in_place or (in_place and given.is_stdin):
            raise click.UsageError("give either -o DIR or --in-place")
        if out == DASH and (len(given.docs) > 1 or files.is_folder(given.docs[0])):
            raise click.UsageError("'-o -' takes one document")
        if out and out != DASH and out.resolve() == given.root.resolve():
            raise click.UsageError("-o is where the documents are: give --in-place to change them")
        return cls(out, given.root)

    @property
    def is_stdout(self) -> bool:
        return self.directory == DASH

    def path(self, found: Found) -> Path:
        """Where a document goes."""
        return found.path if self.directory is None else self.directory / found.relative

    def write(self, found: Found, text: str, *, before: Document) -> bool:
        """Write a document that was read as `before`; whether a file has changed."""
        data = files.encoded(text, found.name)
        if self.is_stdout:
            return to_stdout(data)
        if self.directory is None and text == before.text:
            files.sweep(found.path.parent)
            return False
        if self.directory is None:
            return files.write(found.path, data, within=self.root)
        return files.write(self.path(found), data, within=self.directory)


def to_stdout(data: bytes) -> bool:
    """Write bytes to standard output; FileError where it takes none."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError) as error:  # closed: then it is None
        what = getattr(error, "strerror", None) or "closed"
        raise FileError(f"standard output: {what.lower()}") from error
    return True


def _records(found: Iterable[Found], step: Step[T], cache: Cache | None) -> list[Record | None]:
    """What is remembered of each document."""
    if cache is None:
        return [None for _ in found]
    return [
        cache.record(each.name, (each.path, *step.inputs(each)), step.outputs(each))
        for each in found
    ]


def _is_hopeless(error: SxsError | None, found: Iterable[Found], step: Step[T]) -> bool:
    """Whether nothing can be written for any of these documents."""
    if not isinstance(error, WriteError):
        return False
    paths = (path for each in found for path in step.outputs(each))
    return error.is_for_all or not any(files.is_writable(path) for path in paths)


def _real(found: Found) -> str:
    """The file itself: links to it change it, too."""
    return os.path.realpath(found.path)


def _useful(jobs: int, found: Sequence[Found]) -> int:
    """As many jobs as are worth starting: one for each megabyte to read."""
    if jobs < 2 or len(found) < 2:
        return 1
    enough = (jobs - 1) * _WORTHWHILE
    for each in found:
        enough -= each.size
        if enough <= 0:
            return jobs
    return jobs - -(-enough // _WORTHWHILE)
