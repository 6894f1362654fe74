"""The exceptions, for bytes and files that cannot be read or written.

A problem *inside* a document is a `sxskit.findings.Finding`. Every message is ``where: what``, with
what would work where that is known.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from sxskit.printable import shortened


class SxsError(Exception):
    """The base of every error that sxskit raises on purpose.

    `line` is the line the error is about, counted from 1, where there is one.
    """

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line

    def at(self, where: str) -> Self:
        """The same error with its place in front: ``where:line: what``.

        Of a long word or quoted text in it, the middle is left out.
        """
        place = where if self.line is None else f"{where}:{self.line}"
        return type(self)(f"{place}: {shortened(str(self))}")


class DocumentError(SxsError, ValueError):
    """The bytes are no document: not UTF-8."""


class FrontMatterError(SxsError, ValueError):
    """A front-matter value cannot be replaced, or added, in place."""


class CatalogError(SxsError, ValueError):
    """The bytes are no catalog, or the catalog contradicts itself."""


class FileError(SxsError, OSError):
    """A path cannot be read or written, or leads where it must not."""


class WriteError(FileError):
    """A file cannot be written; `is_for_all` is whether this keeps back every other one, too."""

    def __init__(self, message: str, *, line: int | None = None, is_for_all: bool = False) -> None:
        super().__init__(message, line=line)
        self.is_for_all = is_for_all


class MergeError(SxsError, RuntimeError):
    """A merged document does not read back as what was merged: a fault in sxskit."""


def unknown(kind: str, name: str, known: Collection[str]) -> ValueError:
    """The error about a name that is none of the known ones, with the nearest of them.

    >>> unknown("format", "xlif", ("po", "xliff"))
    ValueError("no format 'xlif': did you mean 'xliff'?")
    """
    from difflib import get_close_matches  # on use

    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(known)}"
    return ValueError(f"no {kind} {name!r}: {hint}")
