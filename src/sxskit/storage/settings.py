"""Configuration from sxskit.toml or pyproject.toml.

In `sxskit.toml` the keys are at the top level, in `pyproject.toml` under ``[tool.sxskit]``. Paths
are relative to the folder of the file.

>>> settings = loads(b'''
... ignore = ["end-punctuation", "url"]
... fail-on = "warning"
... baseline = "known.json"
... ''', Path("site/sxskit.toml"))
>>> sorted(settings.ignore or ()), settings.fail_on, settings.select
(['end-punctuation', 'url'], 'warning', None)
>>> settings.baseline == Path("site/known.json")
True
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from sxskit.encoding import decode
from sxskit.errors import FileError, unknown
from sxskit.findings import (
    DEFAULT,
    FORMER,
    FormerCodes,
    chosen,
    notes_on,
)
from sxskit.frontmatter.block import is_key
from sxskit.languages.tags import is_tag, tag_of
from sxskit.patterns import pattern
from sxskit.storage import files
from sxskit.storage.files import AnyPath

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
_OWN = "sxskit.toml"
_SHARED = "pyproject.toml"
_KEYS = ("select", "ignore", "fail-on", "baseline", "front-matter", "language")
# The end of a message of tomllib: " (at line 1, column 7)", " (at end of document)".
_PLACE = pattern(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of a configuration; None for missing keys."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] | None = None
    fail_on: FailOn | None = None
    baseline: Path | None = None
    front_matter: tuple[str, ...] | None = None
    languages: tuple[tuple[Path, str], ...] = ()  # of the documents in folders, the deepest first
    notes: tuple[str, ...] = ()  # about codes of former versions, each with its file

    @property
    def codes(self) -> frozenset[str]:
        """The codes to check: the selected ones, or the default ones, without ignored ones."""
        return (DEFAULT if self.select is None else self.select) - (self.ignore or frozenset())

    def languages_below(self, root: AnyPath) -> dict[str, str]:
        """Return the languages of folders by their paths from a root, the deepest first.

        The path of the root and of a folder above it is empty.
        """
        top = os.path.realpath(root)
        found: dict[str, str] = {}
        for folder, language in self.languages:
            path = os.path.realpath(folder)
            if path == top or top.startswith(os.path.join(path, "")):
                found.setdefault("", language)
            elif path.startswith(os.path.join(top, "")):
                found[Path(path).relative_to(top).as_posix()] = language
        return found


def find_settings(folder: AnyPath = ".") -> Path | None:
    """Return the configuration of a folder: the nearest one in it or above it.

    A `pyproject.toml` counts if it contains ``[tool.sxskit]``. Raises FileError for a file that
    mentions sxskit and is not TOML, or that is unreadable.
    """
    start = Path(os.path.realpath(folder))
    for each in (start, *start.parents):
        for path in (_short(each / _OWN), _short(each / _SHARED)):
            if files.is_file(path) and _counts(path):
                return path
    return None


def _counts(path: Path) -> bool:
    if path.name == _OWN:
        return True
    data = files.read(path)
    # A file about other tools is not checked, even if it is not TOML.
    return b"sxskit" in data and _shared(_parsed(data, path)) is not None


def _short(path: Path) -> Path:
    """A path relative to the current folder if it is below it."""
    with suppress(ValueError):
        return path.relative_to(Path.cwd())
    return path


def read_settings(path: AnyPath) -> Settings:
    """Return the settings in a file; FileError, with its name, if it is invalid or unreadable.

    A file with the name `pyproject.toml` must contain ``[tool.sxskit]``; in other files the keys
    are at the top level.
    """
    path = Path(path)
    return loads(files.read(path), path)


def loads(data: bytes, path: Path, *, former: FormerCodes = FORMER) -> Settings:
    """Return the settings in the bytes of a file; FileError, with its name, if they are invalid."""
    parsed = _parsed(data, path)
    table = _shared(parsed) if path.name == _SHARED else parsed
    if table is None:
        raise FileError(f"{files.shown(path)}: [tool.sxskit] is missing")
    try:
        return _settings(table, path, former)
    except ValueError as error:
        raise FileError(f"{files.shown(path)}: {error}") from error


def _shared(parsed: Mapping[str, object]) -> object:
    """The table of sxskit in a `pyproject.toml`; None if it is missing."""
    tools = parsed.get("tool")
    return tools.get("sxskit") if isinstance(tools, dict) else None


def _parsed(data: bytes, path: Path) -> Mapping[str, object]:
    import tomllib  # on use: most folders have no configuration

    name = files.shown(path)
    try:
        return tomllib.loads(decode(data, FileError))
    except FileError as error:
        raise error.at(name) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        what = _PLACE.sub("", str(error))
        at = (place and place["line"]) or data.count(b"\n") + 1
        raise FileError(f"{name}:{at}: not TOML: {what[:1].lower()}{what[1:]}") from error
    except ValueError as error:  # too many digits for Python
        raise FileError(f"{name}: not TOML: number out of range") from error
    except RecursionError as error:
        raise FileError(f"{name}: the nesting is too deep") from error


def _settings(table: object, path: Path, former: FormerCodes) -> Settings:
    """The settings in a table; ValueError if they are invalid."""
    if not isinstance(table, dict):
        raise ValueError("[tool.sxskit] must be a table")
    for key in table:
        if key not in _KEYS:
            if key == "tool":
                hint = "the keys of [tool.sxskit] must be at the top level of this file"
                raise ValueError(f"unknown key {key!r}: {hint}")
            raise unknown("key", key, _KEYS)
    listed = {key: _listed(key, table.get(key)) for key in ("select", "ignore")}
    everything = ",".join(filter(None, listed.values()))
    return Settings(
        _codes("select", listed["select"], former),
        _codes("ignore", listed["ignore"], former),
        _fail_on(table.get("fail-on")),
        _path(table.get("baseline"), path.parent),
        _front_matter(table.get("front-matter")),
        _languages(table.get("language"), path.parent),
        tuple(f"{files.shown(path)}: {note}" for note in notes_on(everything, former=former)),
    )


def _listed(key: str, value: object) -> str | None:
    """The names of codes in a value, as one list."""
    if value is None:
        return None
    values: list[object] = value if isinstance(value, list) else [value]
    names = [name for name in values if isinstance(name, str)]
    if len(names) < len(values):
        raise ValueError(f"{key!r} must be a string or a list of strings")
    return ",".join(names)


def _codes(key: str, names: str | None, former: FormerCodes) -> frozenset[str] | None:
    try:
        return None if names is None else chosen(names, former=former)
    except ValueError as error:
        raise ValueError(f"{key!r}: {error}") from error


def _front_matter(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    values: list[object] = value if isinstance(value, list) else [value]
    keys = [key for key in values if isinstance(key, str)]
    if len(keys) < len(values):
        raise ValueError("'front-matter' must be a string or a list of strings")
    wrong = next((key for key in keys if not is_key(key)), None)
    if wrong is not None:
        raise ValueError(f"'front-matter': {wrong!r} is not a front-matter key")
    return tuple(keys)


def _languages(value: object, folder: Path) -> tuple[tuple[Path, str], ...]:
    """The languages of folders: a tag for all, or a table of folders with tags."""
    if value is None:
        return ()
    table: Mapping[str, object] = value if isinstance(value, dict) else {"": value}
    found: list[tuple[Path, str]] = []
    for name, tag in table.items():
        if not (isinstance(tag, str) and is_tag(tag) and tag_of(tag)) or "\0" in name:
            raise ValueError(f"'language': {tag!r} must be a language tag such as ru-RU")
        found.append((folder / name, tag_of(tag)))
    return tuple(sorted(found, key=lambda each: -len(each[0].parts)))


def _fail_on(value: object) -> FailOn | None:
    if value is None:
        return None
    for name in FAIL_ON:
        if name == value:
            return name
    raise ValueError(f"'fail-on' must be {', '.join(FAIL_ON[:-1])} or {FAIL_ON[-1]}, not {value!r}")


def _path(value: object, folder: Path) -> Path | None:
    if value is None:
        return None
    # Paths cannot contain a NUL, and the error of Python has no context.
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError(f"'baseline' must be a path, not {value!r}")
    return folder / value
