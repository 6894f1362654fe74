"""Writing of files, or with --dry-run and --diff a preview of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sxskit.printable import one_line
from sxskit.storage import files, writing
from sxskit.storage.files import AnyPath


class Written(NamedTuple):
    """The number of files that were or would be written, and the preview of the latter."""

    files: int
    preview: bytes = b""

    @classmethod
    def together(cls, parts: Iterable[Written]) -> Written:
        """Return several results as one."""
        parts = [*parts]
        return cls(sum(part.files for part in parts), b"".join(part.preview for part in parts))


class Writer(NamedTuple):
    """Writing of files, or a preview of their names or changes."""

    is_dry: bool = False
    is_diff: bool = False

    def write(self, path: AnyPath, data: bytes, *, within: Path | None = None) -> Written:
        """Write bytes if the file would change; with the errors of `writing.write`."""
        if not self.is_dry:
            return Written(writing.write(path, data, within=within))
        before = writing.replaceable(path, within=within)
        if before == data:
            return Written(0)
        if self.is_diff:
            return Written(1, _changes(path, before, data))
        return Written(1, _line(f"would write {files.shown(path)}"))

    def remove(self, path: Path, *, within: Path) -> Written:
        """Remove a file in a folder."""
        if not self.is_dry:
            writing.remove(path, within=within)
            return Written(1)
        before = writing.replaceable(path, within=within)
        if self.is_diff:
            return Written(1, _changes(path, before, None))
        return Written(1, _line(f"would remove {files.shown(path)}"))


def _changes(path: AnyPath, before: bytes | None, after: bytes | None) -> bytes:
    from sxskit.cli.unified import unified  # on use: only --diff needs it

    return unified(files.shown(path), before, after)


def _line(text: str) -> bytes:
    return f"{one_line(text)}\n".encode()
