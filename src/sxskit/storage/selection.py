"""Include, exclude and .gitignore patterns.

>>> wanted = Selection(include=("guide/",), exclude=("draft-*",)).below(Path(), Path())
>>> names = ["a.md", "draft-b.md"]
>>> wanted("guide", ["images"], names, names)
(['images'], ['a.md'])

Patterns have the syntax of ``.gitignore`` files and are relative to the root.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from sxskit.storage import ignoring
from sxskit.storage.files import is_file, is_folder, read
from sxskit.storage.ignoring import IgnoreFile

_IGNORED = ".gitignore"


class _Ignored(NamedTuple):
    """An ignore file, and the folder that it is in."""

    folder: str
    file: IgnoreFile


class Selection(NamedTuple):
    """The selection of files in folders; a file that is given itself is always selected."""

    include: tuple[str, ...] = ()  # empty: all files
    exclude: tuple[str, ...] = ()
    gitignore: bool = True

    def below(self, folder: Path, root: Path) -> Filter:
        """Return the filter for one folder; patterns are relative to `root`."""
        return Filter(self, os.path.abspath(root), os.path.abspath(folder))


class Filter:
    """A filter for the names in a folder and the folders below it."""

    def __init__(self, selection: Selection, root: str, start: str) -> None:
        self._root = root
        self._include = ignoring.spec(selection.include)
        self._exclude = ignoring.spec(selection.exclude)
        self._is_ignoring = selection.gitignore
        self._chains: dict[str, list[_Ignored]] = {}
        if self._is_ignoring:
            self._chains[os.path.dirname(start)] = _above(start)

    def __call__(
        self, folder: str, folders: list[str], names: list[str], files: Collection[str]
    ) -> tuple[list[str], list[str]]:
        """Return the selected folders and names of those in a folder with all these files."""
        folder = os.path.abspath(folder)
        chain = self._chain(folder, files) if self._is_ignoring else []
        if self._include is not None or self._exclude is not None:
            folders = [name for name in folders if self._is_wanted(folder, name, "/")]
            names = [name for name in names if self._is_wanted(folder, name, "")]
        if chain:
            folders = _kept(chain, folder, folders, is_folder=True)
            names = _kept(chain, folder, names, is_folder=False)
        return folders, names

    def _is_wanted(self, folder: str, name: str, end: str) -> bool:
        path = f"{_relative(folder, self._root)}{name}{end}"
        if self._exclude is not None and self._exclude.match_file(path):
            return False
        return end == "/" or self._include is None or self._include.match_file(path)

    def _chain(self, folder: str, files: Collection[str]) -> list[_Ignored]:
        """The ignore files for a folder with these files, the nearest last."""
        above = self._chains.get(os.path.dirname(folder), [])
        chain = [*above, *_ignore_file(folder)] if _IGNORED in files else above
        self._chains[folder] = chain
        return chain


def _above(start: str) -> list[_Ignored]:
    """The ignore files above a folder, from the top of its repository down."""
    folders = [start, *map(str, Path(start).parents)]
    top = next((n for n, each in enumerate(folders) if _is_top(each)), 0)
    chain: list[_Ignored] = []
    for folder in reversed(folders[1 : top + 1]):
        chain += _ignore_file(folder)
    return chain


def _is_top(folder: str) -> bool:
    git = Path(folder, ".git")
    return is_folder(git) or is_file(git)  # a file in a worktree


def _ignore_file(folder: str) -> list[_Ignored]:
    path = Path(folder, _IGNORED)
    if not is_file(path):
        return []
    lines = read(path).decode("utf-8-sig", "surrogateescape").split("\n")
    file = IgnoreFile(lines)
    return [_Ignored(folder, file)] if file else []


def _kept(
    chain: Sequence[_Ignored], folder: str, names: list[str], *, is_folder: bool
) -> list[str]:
    """The names in a folder that are not ignored: the nearest file that names one decides."""
    ignored: set[str] = set()
    left = names
    for base, file in reversed(chain):
        verdicts = file.verdicts(_relative(folder, base), left, is_folder=is_folder)
        if verdicts:
            ignored.update(name for name, is_ignored in verdicts.items() if is_ignored)
            left = [name for name in left if name not in verdicts]
    return [name for name in names if name not in ignored] if ignored else names


def _relative(folder: str, base: str) -> str:
    """A folder relative to another, with ``/`` at the end; empty if it is the same."""
    if folder == base:
        return ""
    above = os.path.join(base, "")
    below = (
        folder.removeprefix(above) if folder.startswith(above) else os.path.relpath(folder, base)
    )
    return f"{below.replace(os.sep, '/')}/"
