"""Search for documents at paths and in folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from sxskit.errors import FileError
from sxskit.storage.files import (
    BESIDE,
    STDIN,
    AnyPath,
    file_error,
    is_finite,
    is_folder,
    shown,
)

# The suffixes of Markdown files.
MARKDOWN = (".md", ".markdown", ".mdx")


class Found(NamedTuple):
    """A document on disk: paths are text, because there may be many documents."""

    name: str  # in keys and messages
    relative: str  # the path from the root
    path: str
    asked: bool  # given itself, not found in a directory

    @classmethod
    def at(cls, relative: AnyPath, path: AnyPath, *, asked: bool) -> Self:
        """Return the document at a path, with its name."""
        return cls(shown(relative), os.fspath(relative), os.fspath(path), asked)

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input."""
        return self.path == STDIN

    @property
    def size(self) -> int:
        """The number of bytes; 0 if it is unknown."""
        with suppress(OSError, ValueError):
            return os.stat(self.path).st_size
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
                before = found.setdefault(each.name, each)
                if before is each:
                    continue
                if os.path.abspath(before.path) != os.path.abspath(each.path):
                    raise FileError(f"{each.name}: two files have this name as text: rename one")
                if each.asked:
                    found[each.name] = each
        except FileError as error:
            if onerror is None:
                raise
            onerror(error)
    return [found[name] for name in sorted(found, key=lambda name: name.split("/"))]


def _found(
    path: Path,
    naming: _Naming,
    skip: Collection[Path],
    below: Callable[[Path], Keep] | None,
    onerror: Callable[[FileError], None] | None,
) -> Iterator[Found]:
    if not is_folder(path):
        try:
            path.stat()
        except OSError as error:
            raise file_error(path, error) from error
        yield Found.at(naming.relative(path), path, asked=True)
        return
    keep = below(path) if below else None
    for folder, entries in _folders(path, skip=skip, keep=keep, onerror=onerror, suffix=MARKDOWN):
        above = naming.folder(folder)
        for entry in entries:
            each = os.path.join(folder, entry.name)
            if entry.is_file(follow_symlinks=False) or is_finite(each, onerror):
                relative = naming.relative(Path(each)) if above is None else f"{above}{entry.name}"
                yield Found.at(relative, each, asked=False)


class Keep(Protocol):
    """A filter for the names of folders and of files in a folder with all these files."""

    def __call__(
        self, folder: str, folders: list[str], names: list[str], files: Collection[str]
    ) -> tuple[list[str], list[str]]: ...


def walk(
    directory: Path,
    *,
    skip: Collection[Path] = (),
    onerror: Callable[[FileError], None] | None = None,
) -> Iterator[str]:
    """Yield the files below a directory, without hidden directories and those in `skip`.

    Files that macOS or an editor creates beside another one (``._a.md``, ``.#a.md``) are omitted.

    Links to directories are not followed, so there are no loops. An unreadable directory is a
    FileError: raised, or passed to `onerror`, and the walk continues.
    """
    for folder, entries in _folders(directory, skip=skip, onerror=onerror):
        yield from (os.path.join(folder, entry.name) for entry in entries)


def _folders(
    directory: Path,
    *,
    skip: Collection[Path],
    keep: Keep | None = None,
    onerror: Callable[[FileError], None] | None,
    suffix: str | tuple[str, ...] = "",
) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """The folders of `walk`, and the files in each whose names have a suffix."""
    skipped = {os.path.realpath(path) for path in skip}
    start = "" if directory == Path() else os.fspath(directory)
    left = [(start, os.path.realpath(directory) if skipped else "")]
    while left:
        folder, real = left.pop()
        try:
            with os.scandir(folder or os.curdir) as entries:
                folders, files = _sorted_out(entries)
        except OSError as error:
            unreadable = file_error(Path(folder), error)
            if onerror is None:
                raise unreadable from error
            onerror(unreadable)
            continue
        names = [name for name in files if name.lower().endswith(suffix)]
        if keep is not None:
            folders, names = keep(folder, folders, names, files)
        if names:
            yield folder, [files[name] for name in names]
        for name in reversed(folders):
            within = f"{real}{os.sep}{name}"
            if within not in skipped:
                left.append((os.path.join(folder, name), within))


def _sorted_out(
    entries: Iterable[os.DirEntry[str]],
) -> tuple[list[str], dict[str, os.DirEntry[str]]]:
    """The names of the folders to walk, and the files, of a folder."""
    folders: list[str] = []
    files: dict[str, os.DirEntry[str]] = {}
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                folders.append(entry.name)
        elif not (entry.name.startswith(BESIDE) or (entry.is_symlink() and is_folder(entry.path))):
            files[entry.name] = entry
    return folders, files


class _Naming(NamedTuple):
    """How documents get their relative paths."""

    root: Path
    paths: Collection[Path]  # all that were given
    anywhere: bool  # also outside of the root

    def folder(self, folder: str) -> str | None:
        """The path of a folder from the root, with a separator at its end; None if not below it."""
        above, root = os.path.abspath(folder), os.path.abspath(self.root)
        if above == root:
            return ""
        top = os.path.join(root, "")
        return os.path.join(above.removeprefix(top), "") if above.startswith(top) else None

    def relative(self, path: Path) -> Path:
        """The path of a document from the root; FileError if it is outside and must not be."""
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
