"""Exceptions for bytes and files that cannot be read or written.

A problem *inside* a document is a `sxskit.findings.Finding`. Every message is ``where: what``, with
the cure if it is known.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from sxskit.printable import shortened


class SxsError(Exception):
    """The base class of the exceptions of sxskit.

    `line` is the line of the error, counted from 1, or None.
    """

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line

    def at(self, where: str) -> Self:
        """Return the error with its place: ``where:line: what``.

        Long words and quoted texts are shown without their middle.
        """
        place = where if self.line is None else f"{where}:{self.line}"
        return type(self)(f"{place}: {shortened(str(self))}")


class DocumentError(SxsError, ValueError):
    """The bytes are not a document: not UTF-8."""


class FrontMatterError(SxsError, ValueError):
    """A front-matter value cannot be replaced or added."""


class CatalogError(SxsError, ValueError):
    """The bytes are not a catalog, or the catalog is contradictory."""


class FileError(SxsError, OSError):
    """A path cannot be read or written, or leads out of its folder."""


class WriteError(FileError):
    """A file cannot be written; `is_for_all` is whether the cause concerns all files."""

    def __init__(self, message: str, *, line: int | None = None, is_for_all: bool = False) -> None:
        super().__init__(message, line=line)
        self.is_for_all = is_for_all


class AlignError(SxsError, ValueError):
    """A page cannot be aligned because it contains pairs."""


class MergeError(SxsError, RuntimeError):
    """A merged document does not read back as merged: a fault in sxskit."""


def unknown(kind: str, name: str, known: Collection[str]) -> ValueError:
    """Return the error for an unknown name, with the nearest known one.

    >>> unknown("format", "xlif", ("po", "xliff"))
    ValueError("unknown format 'xlif': did you mean 'xliff'?")
    """
    from difflib import get_close_matches  # on use

    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"
    return ValueError(f"unknown {kind} {name!r}: {hint}")
