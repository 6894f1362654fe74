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

# The suffixes of Markdown files.
MARKDOWN = (".md", ".markdown", ".mdx")


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
    anywhere: bool = False,
) -> list[Found]:
    """Return the documents at paths, relative to `root`, unique and sorted by name.

    A directory means the Markdown files in it, except in hidden directories and those in `skip`;
    `below` selects the files below it. A path that is missing, unreadable or, unless `anywhere`,
    not below `root` is a FileError: raised, or passed to `onerror`, and the search continues.
    """
    found: dict[str, Found] = {}
    paths = [*paths]
    naming = _Naming(root, paths, anywhere)
    for path in paths:
        try:
            for each in _found(path, naming, skip, below, onerror):
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
    naming: _Naming,
    skip: Collection[Path],
    below: Callable[[Path], Keep] | None,
    onerror: Callable[[FileError], None] | None,
) -> Iterator[Found]:
    if is_folder(path):
        keep = below(path) if below else None
        folders: dict[Path, Path | None] = {}  # fewer than documents
        for each in walk(path, skip=skip, keep=keep, onerror=onerror):
            if each.suffix.lower() in MARKDOWN and is_finite(each, onerror):
                folder = each.parent
                if folder not in folders:
                    folders[folder] = _below(folder, naming.root, os.path.abspath)
                above = folders[folder]
                yield Found(above / each.name if above else naming.relative(each), each, False)
    else:
        try:
            path.stat()
        except OSError as error:
            raise file_error(path, error) from error
        yield Found(naming.relative(path), path, True)


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


class _Naming(NamedTuple):
    """How documents get their relative paths."""

    root: Path
    paths: Collection[Path]  # all that were given
    anywhere: bool  # also outside of the root

    def relative(self, path: Path) -> Path:
        """The path of a document from the root; FileError where it has to be below it."""
        for absolute in (os.path.abspath, os.path.realpath):
            relative = _below(path, self.root, absolute)
            if relative is not None:
                return relative
        if self.anywhere:
            return _from(path, self.root)
        what = f"outside {shown(self.root)}: give --root {shown(self._root_of_all())}"
        raise FileError(f"{shown(path)}: {what}")

    def _root_of_all(self) -> Path:
        """The nearest folder above all that were given, as they were given."""
        folders = [path if is_folder(path) else path.parent for path in self.paths]
        with suppress(ValueError):  # on several drives there is none
            top = Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))
            return top if any(path.is_absolute() for path in folders) else _from(top, Path())
        return Path("DIR")


def _from(path: Path, folder: Path) -> Path:
    """A path relative to a folder, also upwards; on another drive an absolute one."""
    with suppress(ValueError):
        return Path(os.path.relpath(path, folder))
    return path.absolute()


def _below(path: Path, root: Path, absolute: Callable[[Path], str]) -> Path | None:
    """A path relative to a folder; None if it is not below the folder."""
    with suppress(ValueError):
        return Path(absolute(path)).relative_to(absolute(root))
    return None
