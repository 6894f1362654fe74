"""The English documents that localized ones were made from, by the same relative path.

`sxskit.dialect.freshness` recognizes the version of one that was translated, and
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
    """Where the English of a document is found, for a path relative to the localized root.

    What it has none for is None; what is there and not UTF-8 is a DocumentError.
    """

    def current(self, relative: Path) -> str | None:
        """The English document as it is now."""

    def original(self, relative: Path, document: Document) -> str | None:
        """The one that a localized document was made from, as near as that is known."""

    def inputs(self, relative: Path) -> Iterable[Path]:
        """The files that both depend on."""

    @property
    def is_of_files(self) -> bool:
        """Whether these are all that they depend on."""


def cached(english: EnglishDocuments | None, *what: str) -> tuple[str, ...] | None:
    """What else a result depends on; None where that cannot be told from one run to another."""
    return what if english is None or english.is_of_files else None


def current(english: EnglishDocuments | None, relative: Path) -> tuple[str | None, Errors]:
    """The English document as it is now, and the error where it cannot be read."""
    return _asked(lambda: english.current(relative) if english else None)


def original(
    english: EnglishDocuments | None, relative: Path, document: Document
) -> tuple[str | None, Errors]:
    """The one that a document was made from, and the error where it cannot be read."""
    return _asked(lambda: english.original(relative, document) if english else None)


def _asked(ask: Callable[[], str | None]) -> tuple[str | None, Errors]:
    try:
        return ask(), ()
    except SxsError as error:
        return None, (error,)


@dataclass(frozen=True, slots=True, init=False)
class English:
    """English documents in a folder, each under the path that the localized one has in its own."""

    folder: Path

    def __init__(self, folder: AnyPath) -> None:
        object.__setattr__(self, "folder", Path(folder))

    def path(self, relative: AnyPath) -> Path:
        """Where the English of a document would be."""
        return self.folder / relative

    def text(self, relative: AnyPath) -> str | None:
        """The English of a document, None where there is none.

        Raises DocumentError, with path and offset, where it is not UTF-8, and FileError where it
        cannot be read.
        """
        path = self.path(relative)
        if not files.is_file(path):
            return None
        return files.text(files.read(path), files.shown(path))

    def current(self, relative: AnyPath) -> str | None:
        """The same: there is one version."""
        return self.text(relative)

    def original(self, relative: AnyPath, document: Document) -> str | None:  # noqa: ARG002
        """The same: there is one version."""
        return self.text(relative)

    def inputs(self, relative: AnyPath) -> list[Path]:
        """The file, if there is one."""
        path = self.path(relative)
        return [path] if files.is_file(path) else []

    @property
    def is_of_files(self) -> bool:
        """Yes."""
        return True
