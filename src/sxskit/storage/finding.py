"""Search for documents at paths and in folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from sxskit.errors import FileError
from sxskit.storage.files import (
    BESIDE,
    DASH,
    file_error,
    is_finite,
    is_folder,
    shown,
)


class Found(NamedTuple):
    """A document on disk; `asked` is whether it was given itself or found in a directory."""

    relative: Path  # from the root
    path: Path
    asked: bool

    @property
    def name(self) -> str:
        """The name in keys and messages."""
        return shown(self.relative)

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input."""
        return self.path == DASH

    @property
    def size(self) -> int:
        """The number of bytes; 0 if it is unknown."""
        with suppress(OSError, ValueError):
            return self.path.stat().st_size
        return 0


def find(
    paths: Iterable[Path],
    root: Path,
    *,
    skip: Collection[Path] = (),
    below: Callable[[Path], Keep] | None = None,
    onerror: Callable[[FileError], None] | None = None,
) -> list[Found]:
    """Return the documents at paths, relative to `root`, unique and sorted by name.

    A directory means the Markdown files in it, except in hidden directories and those in `skip`;
    `below` selects the files below it. A path that is missing, unreadable or not below `root` is a
    FileError: raised, or passed to `onerror`, and the search continues.
    """
    found: dict[str, Found] = {}
    for path in paths:
        try:
            for each in _found(path, root, skip, below, onerror):
                name = each.name
                before = found.setdefault(name, each)
                if before is each:
                    continue
                if os.path.abspath(before.path) != os.path.abspath(each.path):
                    raise FileError(f"{name}: two files have this name as text: rename one")
                if each.asked:
                    found[name] = each
        except FileError as error:
            if onerror is None:
                raise
            onerror(error)
    return [each for _, each in sorted(found.items(), key=lambda item: item[0].split("/"))]


def _found(
    path: Path,
    root: Path,
    skip: Collection[Path],
    below: Callable[[Path], Keep] | None,
    onerror: Callable[[FileError], None] | None,
) -> Iterator[Found]:
    if is_folder(path):
        keep = below(path) if below else None
        folders: dict[Path, Path | None] = {}  # fewer than documents
        for each in walk(path, skip=skip, keep=keep, onerror=onerror):
            if each.suffix.lower() == ".md" and is_finite(each, onerror):
                folder = each.parent
                if folder not in folders:
                    folders[folder] = _below(folder, root, os.path.abspath)
                above = folders[folder]
                yield Found(above / each.name if above else _relative(each, root), each, False)
    else:
        try:
            path.stat()
        except OSError as error:
            raise file_error(path, error) from error
        yield Found(_relative(path, root), path, True)


class Keep(Protocol):
    """A filter for the names in a folder."""

    def __call__(self, folder: str, names: Iterable[str], *, is_folder: bool) -> list[str]: ...


def walk(
    directory: Path,
    *,
    skip: Collection[Path] = (),
    keep: Keep | None = None,
    onerror: Callable[[FileError], None] | None = None,
) -> Iterator[Path]:
    """Yield the files below a directory, without hidden directories and those in `skip`.

    Files that macOS or an editor creates beside another one (``._a.md``, ``.#a.md``) are omitted.

    Links to directories are not followed, so there are no loops. An unreadable directory is a
    FileError: raised, or passed to `onerror`, and the walk continues.
    """

    def failed(error: OSError) -> None:
        unreadable = file_error(Path(os.fsdecode(error.filename)), error)
        if onerror is None:
            raise unreadable
        onerror(unreadable)

    skipped = {os.path.realpath(path) for path in skip}
    for folder, folders, names in os.walk(directory, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = [name for name in names if not name.startswith(BESIDE)]
        if skipped:
            real = os.path.realpath(folder)
            folders[:] = [name for name in folders if f"{real}{os.sep}{name}" not in skipped]
        if keep is not None:
            folders[:] = keep(folder, folders, is_folder=True)
            names = keep(folder, names, is_folder=False)
        yield from (Path(folder, name) for name in names)


def _relative(path: Path, root: Path) -> Path:
    for absolute in (os.path.abspath, os.path.realpath):
        relative = _below(path, root, absolute)
        if relative is not None:
            return relative
    what = f"outside {shown(root)}: give a folder above both as root (--root)"
    raise FileError(f"{shown(path)}: {what}")


def _below(path: Path, root: Path, absolute: Callable[[Path], str]) -> Path | None:
    """A path relative to a folder; None if it is not below the folder."""
    with suppress(ValueError):
        return Path(absolute(path)).relative_to(absolute(root))
    return None
