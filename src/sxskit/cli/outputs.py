"""The documents that a command writes, and standard output."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from sxskit.cli.inputs import Input
from sxskit.dialect.document import Document
from sxskit.errors import FileError
from sxskit.storage import files, writing
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found


@dataclass(frozen=True, slots=True)
class Output:
    """The output of documents: a directory, the same files, or standard output."""

    directory: Path | None
    root: Path

    @classmethod
    def of(cls, given: Input, out: Path | None, in_place: bool) -> Output:
        """Return the output for options; a usage error for contradictory ones."""
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
        """Return the path to write a document to."""
        return found.path if self.directory is None else self.directory / found.relative

    def write(self, found: Found, text: str, *, before: Document) -> bool:
        """Write a document that was read as `before`; whether a file has changed."""
        data = writing.encoded(text, found.name)
        if self.is_stdout:
            return to_stdout(data)
        if self.directory is None and text == before.text:
            writing.sweep(found.path.parent)
            return False
        if self.directory is None:
            return writing.write(found.path, data, within=self.root)
        return writing.write(self.path(found), data, within=self.directory)


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
