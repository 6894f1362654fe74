"""Writing of files, or with --dry-run and --diff a preview of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sxskit.cli.unified import unified
from sxskit.printable import one_line
from sxskit.storage import files, writing


class Written(NamedTuple):
    """How many files were written, or would be, and what is shown of the latter."""

    files: int
    preview: bytes = b""

    @classmethod
    def together(cls, parts: Iterable[Written]) -> Written:
        """Several as one."""
        parts = [*parts]
        return cls(sum(part.files for part in parts), b"".join(part.preview for part in parts))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes files, or shows which it would write, or how it would change them."""

    is_dry: bool = False
    is_diff: bool = False

    def write(self, path: Path, data: bytes, *, within: Path | None = None) -> Written:
        """Write bytes if the file does not hold them yet; errors are those of `writing.write`."""
        if not self.is_dry:
            return Written(writing.write(path, data, within=within))
        before = writing.replaceable(path, within=within)
        if before == data:
            return Written(0)
        if self.is_diff:
            return Written(1, unified(files.shown(path), before, data))
        return Written(1, _line(f"would write {files.shown(path)}"))

    def remove(self, path: Path, *, within: Path) -> Written:
        """Remove a file in a folder."""
        if not self.is_dry:
            writing.remove(path, within=within)
            return Written(1)
        before = writing.replaceable(path, within=within)
        if self.is_diff:
            return Written(1, unified(files.shown(path), before, None))
        return Written(1, _line(f"would remove {files.shown(path)}"))


def _line(text: str) -> bytes:
    return f"{one_line(text)}\n".encode()
