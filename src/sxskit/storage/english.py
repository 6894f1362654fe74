"""The English documents of localized ones, found by the same relative paths.

`sxskit.dialect.freshness` recognizes the translated version of an English document, and
`sxskit.storage.history` finds it in a git repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeAlias

from sxskit.dialect.document import Document
from sxskit.errors import SxsError
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
