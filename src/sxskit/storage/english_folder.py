"""English: the English documents in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sxskit.dialect.document import Document
from sxskit.storage import files
from sxskit.storage.files import AnyPath


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
