"""The English documents of localized ones, found by the same relative paths.

`sxskit.dialect.freshness` recognizes the translated version of an English document, and
`sxskit.storage.history` finds it in a git repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from sxskit.dialect.document import Document
from sxskit.errors import SxsError
from sxskit.storage import files
from sxskit.storage.files import AnyPath

Errors: TypeAlias = tuple[SxsError, ...]


class EnglishDocuments(Protocol):
    """English documents by the relative paths of localized ones.

    `folder` is for messages. A missing document is None; one that is not UTF-8 is a DocumentError.
    """

    @property
    def folder(self) -> Path:
        """The folder that contains them."""

    def current(self, relative: AnyPath) -> str | None:
        """Return the current English document."""

    def original(self, relative: AnyPath, document: Document) -> str | None:
        """Return the translated English version of a document, or the nearest known one."""

    def contains(self, relative: AnyPath) -> bool:
        """Whether there is a current English document."""

    def inputs(self, relative: AnyPath) -> Iterable[Path]:
        """Return the files that are read."""

    @property
    def is_of_files(self) -> bool:
        """Whether the results depend on these files only."""


def cached(english: EnglishDocuments | None, *what: str) -> tuple[str, ...] | None:
    """A part of the cache key for a result; None if results cannot be cached."""
    return what if english is None or english.is_of_files else None


def current(english: EnglishDocuments | None, relative: AnyPath) -> tuple[str | None, Errors]:
    """Return the current English document, or the error if it is unreadable."""
    return _asked(lambda: english.current(relative) if english else None)


def original(
    english: EnglishDocuments | None, relative: AnyPath, document: Document
) -> tuple[str | None, Errors]:
    """Return the translated English version, or the error if it is unreadable."""
    return _asked(lambda: english.original(relative, document) if english else None)


def _asked(ask: Callable[[], str | None]) -> tuple[str | None, Errors]:
    try:
        return ask(), ()
    except SxsError as error:
        return None, (error,)


@dataclass(frozen=True, slots=True, init=False)
class English:
    """English documents in a folder, under the relative paths of the localized ones."""

    folder: Path

    def __init__(self, folder: AnyPath) -> None:
        object.__setattr__(self, "folder", Path(folder))

    def path(self, relative: AnyPath) -> Path:
        """Return the path of the English document, whether it exists or not."""
        return self.folder / relative

    def text(self, relative: AnyPath) -> str | None:
        """Return the English document, None if it does not exist.

        Raises DocumentError, with path and line, if it is not UTF-8, and FileError if it is
        unreadable.
        """
        if not self.contains(relative):
            return None
        path = self.path(relative)
        return files.text(files.read(path), files.shown(path))

    def current(self, relative: AnyPath) -> str | None:
        """Return the only version of the English document."""
        return self.text(relative)

    def original(self, relative: AnyPath, document: Document) -> str | None:  # noqa: ARG002
        """Return the only version of the English document."""
        return self.text(relative)

    def contains(self, relative: AnyPath) -> bool:
        """Return whether the file exists."""
        return files.is_file(self.path(relative))

    def inputs(self, relative: AnyPath) -> list[Path]:
        """Return the file if it exists."""
        return [self.path(relative)] if self.contains(relative) else []

    @property
    def is_of_files(self) -> bool:
        """Return True."""
        return True
