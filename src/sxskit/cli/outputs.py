"""The documents that a command writes, and standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import click

from sxskit.cli.inputs import Input
from sxskit.cli.session import Report
from sxskit.cli.writer import Writer, Written
from sxskit.dialect.document import Document
from sxskit.errors import FileError
from sxskit.storage import files, writing
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found


class Output(NamedTuple):
    """The output of documents: a directory, the same files, or standard output."""

    directory: Path | None
    root: Path
    writer: Writer

    @classmethod
    def of(cls, given: Input, out: Path | None, in_place: bool, writer: Writer) -> Output:
        """Return the output for options; a usage error for contradictory ones."""
        if given.is_stdin and out is None and not in_place:
            out = DASH
        if (out is None) is not in_place:
            raise click.UsageError("give either -o DIR or --in-place")
        if in_place and given.is_stdin:
            raise click.UsageError("--in-place requires files: give -o - for standard output")
        if out == DASH and (len(given.docs) > 1 or files.is_folder(given.docs[0])):
            raise click.UsageError("'-o -' requires a single document")
        if out and out != DASH:
            places = {given.root.resolve(), *(path.resolve() for path in given.docs)}
            if out.resolve() in places:
                what = "-o is where the documents are: give another folder, or --in-place"
                raise click.UsageError(what)
        if out == DASH:
            refuse_dry_run(writer)
        return cls(out, given.root, writer)

    @property
    def is_stdout(self) -> bool:
        return self.directory == DASH

    @property
    def is_cached(self) -> bool:
        """Whether unchanged documents need not be written again."""
        return not (self.is_stdout or self.writer.is_dry)

    def report(self, verb: str, *, quiet: bool) -> Report:
        """Return a report on a command that writes these documents."""
        return report_on(verb, self.writer, quiet=quiet, is_stdout=self.is_stdout)

    def path(self, found: Found) -> str:
        """Return the path to write a document to."""
        if self.directory is None:
            return found.path
        return files.below(self.directory, found.relative)

    def write(self, found: Found, text: str, *, before: Document) -> Written:
        """Write a document that was read as `before`."""
        data = writing.encoded(text, found.name)
        if self.is_stdout:
            if self.writer.is_diff:
                from sxskit.cli.unified import unified  # on use: only --diff needs it

                old = writing.encoded(before.text, found.name)
                return Written(old != data, unified(found.name, old, data))
            return Written(to_stdout(data))
        if self.directory is None and text == before.text:
            if not self.writer.is_dry:
                writing.sweep_beside(found.path)
            return Written(0)
        within = self.root if self.directory is None else self.directory
        return self.writer.write(self.path(found), data, within=within)


def report_on(verb: str, writer: Writer, *, quiet: bool, is_stdout: bool) -> Report:
    """Return a report that leaves standard output to documents, catalogs or a diff."""
    is_taken = is_stdout or writer.is_diff
    return Report(verb, quiet=quiet, document_on_stdout=is_taken, is_dry=writer.is_dry)


def refuse_dry_run(writer: Writer) -> None:
    """Raise a usage error for --dry-run with standard output."""
    if writer.is_dry and not writer.is_diff:
        raise click.UsageError("--dry-run requires files: '-o -' writes none")


def to_stdout(data: bytes) -> bool:
    """Write bytes to standard output; FileError if that fails."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError) as error:  # closed: then it is None
        what = getattr(error, "strerror", None) or "closed"
        raise FileError(f"standard output: {what.lower()}") from error
    return True
