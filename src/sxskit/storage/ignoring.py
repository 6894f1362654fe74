"""Ignore files: which names in a folder git ignores.

>>> lines = ["*.tmp", "/build/", "!keep.tmp"]
>>> IgnoreFile(lines).verdicts("", ["a.md", "b.tmp", "keep.tmp", "build"], is_folder=False)
{'b.tmp': True, 'keep.tmp': False}
>>> IgnoreFile(lines).verdicts("", ["build"], is_folder=True)
{'build': True}

Most names match no line, so all lines are tested at once, and one by one only for the few names
that match. Lines of ordinary patterns are read here; pathspec, which is slow to load, reads the
others: those with escapes, and classes of anything but letters and digits.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress

from sxskit.patterns import pattern

TYPE_CHECKING = False  # loading typing takes longer than this module
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# One name of an ordinary pattern: no escapes, no white space but blanks, no classes of signs.
_NAME = r"(?:[^\\\[\]\s/]| |\[[!^]?(?:[A-Za-z0-9](?:-[A-Za-z0-9])?)+\])+"
_ORDINARY = pattern(rf"(?P<no>!?)(?P<path>(?![ #!])/?{_NAME}(?:/{_NAME})*)(?P<folder>/?)")
_RANGE = pattern(r"([A-Za-z0-9])-([A-Za-z0-9])(?=[^\[]*\])")
_SPECIAL = pattern(r"[*?\[]")
_PIECE = pattern(r"\*+|\?|\[[!^]?[^\]]+\]|[^*?\[]+")


class IgnoreFile:
    """The lines of an ignore file; folders are relative to its own, with ``/`` at the end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rules = [rule for rule in map(_rule, lines) if rule is not None]
        ordinary = [rule for rule in self._rules if isinstance(rule, _Rule)]
        self._rare = [rule for rule in self._rules if isinstance(rule, _RareRule)]
        self._deep = pattern("|".join(rule.regex for rule in ordinary if rule.is_deep))
        self._has_deep = any(rule.is_deep for rule in ordinary)
        globs: dict[str | None, list[str]] = {}
        for rule in ordinary:
            if not rule.is_deep:
                globs.setdefault(rule.parent, []).append(rule.last)
        self._by_parent = {parent: _Globs(each) for parent, each in globs.items()}

    def __bool__(self) -> bool:
        return bool(self._rules)

    def verdicts(self, folder: str, names: Sequence[str], *, is_folder: bool) -> dict[str, bool]:
        """Return whether the names in a folder are ignored that a line matches.

        The last line counts that matches the name itself, not a folder above it.
        """
        found: dict[str, bool] = {}
        for name in self._candidates(folder, names, is_folder):
            for rule in reversed(self._rules):
                if rule.matches(folder, name, is_folder):
                    found[name] = rule.ignores
                    break
        return found

    def _candidates(self, folder: str, names: Sequence[str], is_folder: bool) -> Iterable[str]:
        """The names that a line may match."""
        found: dict[str, None] = {}
        for parent in (None, folder):
            globs = self._by_parent.get(parent)
            if globs:
                found.update(dict.fromkeys(globs.matching(names)))
        if self._has_deep:
            match = self._deep.fullmatch
            found.update(dict.fromkeys([name for name in names if match(folder + name)]))
        for rule in self._rare:
            matching = [name for name in names if rule.matches(folder, name, is_folder)]
            found.update(dict.fromkeys(matching))
        return found


class _Globs:
    """A quick test for names that match one of many globs."""

    def __init__(self, globs: Iterable[str]) -> None:
        literal, starts, ends, others = set(), [], [], []
        for glob in globs:
            if not _SPECIAL.search(glob):
                literal.add(glob)
            elif glob[0] == "*" and not _SPECIAL.search(glob, 1):
                ends.append(glob[1:])
            elif glob[-1] == "*" and not _SPECIAL.search(glob[:-1]):
                starts.append(glob[:-1])
            else:
                others.append(_regex(glob))
        self._literal, self._starts, self._ends = literal, tuple(starts), tuple(ends)
        self._others = pattern("|".join(others)) if others else None

    def matching(self, names: Iterable[str]) -> list[str]:
        literal, starts, ends = self._literal, self._starts, self._ends
        match = self._others.fullmatch if self._others else None
        return [
            name
            for name in names
            if name in literal
            or name.endswith(ends)
            or name.startswith(starts)
            or (match and match(name))
        ]


class _Rule:
    """A line with an ordinary pattern."""

    __slots__ = ("_names", "_only_folders", "_pattern", "ignores", "is_deep", "last", "parent")

    def __init__(self, path: str, *, ignores: bool, only_folders: bool) -> None:
        self.ignores = ignores
        self._only_folders = only_folders
        self._pattern: re.Pattern[str] | None = None
        if path.startswith("**/") and path.count("/") == 1:
            path = path.removeprefix("**/")
        self._names = path.removeprefix("/").split("/")
        self.last = self._names[-1]
        above = path.removeprefix("/").removesuffix(self.last)
        # The only folder in which a name can match; None for any.
        self.parent = above if "/" in path else None
        # Whether the whole path counts, not only the name.
        self.is_deep = self.parent is not None and (
            _SPECIAL.search(above) is not None or (self.last == "**" and above != "")
        )

    @property
    def regex(self) -> str:
        """The regular expression of the path or the name."""
        if not self.is_deep:
            return _regex(self.last)
        *above, last = self._names
        folders = ["(?:[^/]+/)*" if name == "**" else f"{_regex(name)}/" for name in above]
        return "".join([*folders, "(?s:.+)" if last == "**" else _regex(last)])

    def matches(self, folder: str, name: str, is_folder: bool) -> bool:
        """Whether the pattern matches a name in a folder."""
        if self._only_folders and not is_folder:
            return False
        if not self.is_deep and self.parent not in (None, folder):
            return False
        if self._pattern is None:
            self._pattern = re.compile(self.regex)
        return self._pattern.fullmatch(folder + name if self.is_deep else name) is not None


class _RareRule:
    """A line that pathspec reads."""

    __slots__ = ("_is_inside", "_is_name", "_spec", "ignores")

    def __init__(self, line: str, spec: GitIgnoreSpec) -> None:
        self._spec = spec
        self.ignores = not line.startswith("!")
        # It matches a name in any folder: it has no slash except at its end.
        bare = line.strip().lstrip("!").removeprefix("**/").rstrip("/")
        self._is_name = "/" not in bare
        # It matches the contents of a folder, not the folder: "build/**".
        self._is_inside = line.rstrip().endswith("/**")

    def matches(self, folder: str, name: str, is_folder: bool) -> bool:
        """Whether the pattern matches a name in a folder, itself and not by a folder above it."""
        path = name if self._is_name else f"{folder}{name}"
        if is_folder and not self._is_inside:
            path += "/"
        if self._spec.check_file(path).include is None:
            return False
        above = f"{path.rstrip('/').rpartition('/')[0]}/"
        is_above = above != "/" and self._spec.check_file(above).include is not None
        return self._is_inside or not is_above


def _rule(line: str) -> _Rule | _RareRule | None:
    """The rule of a line; None if git ignores the line."""
    line = line.rstrip("\r")
    ordinary = _ORDINARY.fullmatch(line.rstrip(" "))
    if ordinary and all(first <= last for first, last in _RANGE.findall(line)):
        no, path, folder = ordinary.groups()
        return _Rule(path, ignores=not no, only_folders=bool(folder))
    found = spec([line])
    return _RareRule(line, found) if found else None


def spec(patterns: Iterable[str]) -> GitIgnoreSpec | None:
    """Return the patterns of some lines, without lines that git ignores, as pathspec reads them."""
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


def _regex(glob: str) -> str:
    """The regular expression of a glob for one name."""
    return "".join(map(_piece, _PIECE.findall(glob)))


def _piece(piece: str) -> str:
    if piece[0] == "*":
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if piece[0] == "[":
        return f"[^/{piece[2:]}" if piece[1] in "!^" else piece
    return re.escape(piece)
