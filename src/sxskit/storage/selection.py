"""Include, exclude and .gitignore patterns.

>>> wanted = Selection(include=("guide/",), exclude=("draft-*",)).below(Path(), Path())
>>> wanted("guide", ["a.md", "draft-b.md"], is_folder=False)
['a.md']

Patterns have the syntax of ``.gitignore`` files and are relative to the root. pathspec, which reads
them, is loaded on use.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sxskit.storage.files import is_file, is_folder, read

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_IGNORED = ".gitignore"


class _Ignored(NamedTuple):
    """A pattern, the folder of its file, and whether it matches a name in any folder."""

    folder: str
    is_name: bool
    is_inside: bool  # matches the contents of a folder, not the folder: "build/**"
    spec: GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Selection:
    """The selection of files in folders; a file that is given itself is always selected."""

    include: tuple[str, ...] = ()  # empty: all files
    exclude: tuple[str, ...] = ()
    gitignore: bool = True

    def below(self, folder: Path, root: Path) -> Filter:
        """Return the filter for one folder; patterns are relative to `root`."""
        return Filter(self, os.path.abspath(root), os.path.abspath(folder))


@dataclass(slots=True)
class Filter:
    """A filter for the names in a folder and the folders below it."""

    selection: Selection
    root: str
    start: str
    _include: GitIgnoreSpec | None = field(init=False, default=None)
    _exclude: GitIgnoreSpec | None = field(init=False, default=None)
    _chains: dict[str, list[_Ignored]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._include = _spec(self.selection.include)
        self._exclude = _spec(self.selection.exclude)
        if self.selection.gitignore:
            self._chains[os.path.dirname(self.start)] = self._above()

    def __call__(self, folder: str, names: Iterable[str], *, is_folder: bool) -> list[str]:
        """Return the selected names in a folder, which are those of folders or of files."""
        folder = os.path.abspath(folder)
        chain = self._chain(folder) if self.selection.gitignore else []
        end = "/" if is_folder else ""
        return [
            name
            for name in names
            if self._is_wanted(folder, name, end) and not _is_ignored(chain, folder, name, end)
        ]

    def _is_wanted(self, folder: str, name: str, end: str) -> bool:
        if self._include is None and self._exclude is None:
            return True
        path = _relative(folder, name, self.root) + end
        if self._exclude is not None and self._exclude.match_file(path):
            return False
        return end == "/" or self._include is None or self._include.match_file(path)

    def _above(self) -> list[_Ignored]:
        """The ignore files above the folder, from the top of its repository down."""
        folders = [self.start, *map(str, Path(self.start).parents)]
        top = next((n for n, each in enumerate(folders) if _is_top(each)), 0)
        chain: list[_Ignored] = []
        for folder in reversed(folders[1 : top + 1]):
            chain += _ignore_file(folder)
        return chain

    def _chain(self, folder: str) -> list[_Ignored]:
        """The ignore files for a folder, the nearest last."""
        if folder not in self._chains:
            above = self._chains.get(os.path.dirname(folder), [])
            self._chains[folder] = [*above, *_ignore_file(folder)]
        return self._chains[folder]


def _is_top(folder: str) -> bool:
    git = Path(folder, ".git")
    return is_folder(git) or is_file(git)  # a file in a worktree


def _ignore_file(folder: str) -> list[_Ignored]:
    path = Path(folder, _IGNORED)
    if not is_file(path):
        return []
    lines = read(path).decode("utf-8-sig", "surrogateescape").split("\n")
    # One for each line: the last one that matches the path itself counts.
    specs = ((line, _spec([line])) for line in lines)
    return [
        _Ignored(folder, _is_name(line), line.rstrip().endswith("/**"), spec)
        for line, spec in specs
        if spec
    ]


def _is_name(line: str) -> bool:
    """Whether a pattern matches a name in any folder: it has no slash except at its end."""
    return "/" not in line.strip().lstrip("!").removeprefix("**/").rstrip("/")


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    """The patterns of some lines, without lines that git ignores."""
    lines = [line.rstrip("\r") for line in patterns if line.strip() and not line.startswith("#")]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    valid = []
    for line in lines:
        with suppress(ValueError, FutureWarning, re.error), warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # for ambiguous character sets
            GitIgnoreSpec.from_lines([line])
            valid.append(line)
    return GitIgnoreSpec.from_lines(valid)


def _is_ignored(chain: list[_Ignored], folder: str, name: str, end: str) -> bool:
    """Whether the last pattern that matches the path itself, not a folder above it, ignores it."""
    for base, is_name, is_inside, spec in reversed(chain):
        path = (name if is_name else _relative(folder, name, base)) + ("" if is_inside else end)
        above = f"{path.rstrip('/').rpartition('/')[0]}/"
        is_included = spec.check_file(path).include
        is_above = above != "/" and spec.check_file(above).include is not None
        if is_included is not None and (is_inside or not is_above):
            return is_included
    return False


def _relative(folder: str, name: str, base: str) -> str:
    path = os.path.relpath(os.path.join(folder, name), base)
    return path.replace(os.sep, "/")
