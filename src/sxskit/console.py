"""What a command reads, says and writes: documents, findings, counts and the exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from sxskit import files
from sxskit.document import Document
from sxskit.errors import FileError, SxsError
from sxskit.files import Found
from sxskit.findings import Finding

# What ends a line, or does worse, on some terminal.
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Standard input as a document, standard output as a place for one.
DASH = Path("-")


class Report:
    """What a command has met and said so far, and the exit code that comes of it."""

    def __init__(self, verb: str, *, quiet: bool, document_on_stdout: bool) -> None:
        self.documents = self.units = self.findings = self.errors = self.written = 0
        self._verb = verb
        self._quiet = quiet
        self._document_on_stdout = document_on_stdout
        self.failures: list[str] = []
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
        """What fails inside is said and counted, and the next document has its turn."""
        try:
            yield
        except SxsError as error:
            self.fail(error)

    def fail(self, error: SxsError) -> None:
        self.errors += 1
        self.failures.append(str(error))
        self._echo(str(error), err=True)

    def watched(self, found: list[Found]) -> Iterator[Found]:
        """The documents, with a bar on a terminal; what is said meanwhile comes after it."""
        if self._quiet or not sys.stderr.isatty() or len(found) < 2:
            yield from found
            return
        self._held = []
        with click.progressbar(found, label=self._verb, file=sys.stderr) as bar:
            yield from bar
        held, self._held = self._held, None
        for text, err in held:
            click.echo(one_line(text), err=err)

    def finish(self, summary: str, *, failed: bool = False) -> NoReturn:
        """The counts on standard error, and the end of the command with its exit code."""
        if not self._quiet and (self.units or self.documents or not self.errors):
            documents = [count(self.documents, "document")] if self.documents else []
            read = ", ".join([*documents, count(self.units, "unit")])
            found = [count(self.findings, "finding")] if self.findings else []
            unread = [count(self.errors, "error")] if self.errors else []
            click.echo(f"{read}: {', '.join([summary, *found, *unread])}", err=True)
        click.get_current_context().exit(1 if self.findings or self.errors or failed else 0)

    def _echo(self, text: str, *, err: bool) -> None:
        if self._held is None:
            click.echo(one_line(text), err=err)
        else:
            self._held.append((text, err))


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class Input:
    """The documents that the arguments of a command name."""

    docs: tuple[Path, ...]
    root: Path
    stdin_filename: str

    @property
    def is_stdin(self) -> bool:
        return DASH in self.docs

    def found(self, report: Report, *, skip: Path | None) -> list[Found]:
        """The documents there are; a path that leads to none is reported."""
        if not self.is_stdin:
            skipped = [skip] if skip else []
            return files.find(self.docs, self.root, skip=skipped, onerror=report.fail)
        if len(self.docs) > 1:
            raise click.UsageError("'-' is one document: give it alone")
        return [Found(Path(self.stdin_filename), DASH, True)]

    def covers(self, name: str) -> bool:
        """Whether a document of that name would be in one of the directories."""
        path = os.path.abspath(self.root / name)
        folders = [os.path.abspath(path) for path in self.docs if files.is_folder(path)]
        return any(path.startswith(os.path.join(folder, "")) for folder in folders)

    def unknown(self, documents: Collection[str], found: Iterable[Found]) -> Iterator[Finding]:
        """The documents that catalogs have entries for, and that are not in the directories."""
        for name in sorted({*documents} - {each.name for each in found}):
            if self.covers(name):
                message = "no such document: the catalogs have entries for it"
                yield Finding(name, 1, "unknown-entry", message)

    def documents(self, found: list[Found], report: Report) -> Iterator[tuple[Found, Document]]:
        """Each document that can be read; in a directory those that hold pair markup."""
        for each in report.watched(found):
            with report.guard():
                data = _stdin() if self.is_stdin else files.read(each.path)
                if each.asked or files.holds_pairs(data):
                    document = files.decoded(data, each.name)
                    report.documents += 1
                    report.units += len(document.units)
                    yield each, document
        if not report.documents and not report.errors:
            where = ", ".join(files.shown(path) for path in self.docs)
            raise FileError(f"{where}: no document with pair markup in it")


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

    def write(self, found: Found, text: str, *, before: Document) -> bool:
        """Write a document that was read as `before`; whether a file has changed."""
        data = files.encoded(text, found.name)
        if self.is_stdout:
            return to_stdout(data)
        if self.directory is None:
            return text != before.text and files.write(found.path, data, within=self.root)
        return files.write(self.directory / found.relative, data, within=self.directory)


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


def _stdin() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError) as error:  # closed: then it is None
        what = getattr(error, "strerror", None) or "closed"
        raise FileError(f"standard input: {what.lower()}") from error


def one_line(text: str) -> str:
    """A message as one line: what names and ids from files could break it with is an escape."""
    return _BREAKING.sub(lambda match: repr(match[0])[1:-1], text)
