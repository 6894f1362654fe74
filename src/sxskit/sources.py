"""The English documents that localized ones were made from, by the same relative path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sxskit import files


@dataclass(frozen=True, slots=True)
class Sources:
    """English documents in a folder, each under the path that the localized one has in its own."""

    folder: Path

    def path(self, relative: Path) -> Path:
        """Where the English of a document would be."""
        return self.folder / relative

    def text(self, relative: Path) -> str | None:
        """The English of a document, None where there is none.

        Raises DocumentError, with path and offset, where it is not UTF-8, and FileError where it
        cannot be read.
        """
        path = self.path(relative)
        if not files.is_file(path):
            return None
        return files.text(files.read(path), files.shown(path))

    def inputs(self, relative: Path) -> list[Path]:
        """The file, if there is one."""
        path = self.path(relative)
        return [path] if files.is_file(path) else []
