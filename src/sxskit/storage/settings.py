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
import tomllib
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
from sxskit.patterns import pattern
from sxskit.storage import files
from sxskit.storage.files import AnyPath

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
_OWN = "sxskit.toml"
_SHARED = "pyproject.toml"
_KEYS = ("select", "ignore", "fail-on", "baseline", "front-matter")
# How tomllib ends what it says: " (at line 1, column 7)", " (at end of document)".
_PLACE = pattern(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration says; None where it says nothing."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] | None = None
    fail_on: FailOn | None = None
    baseline: Path | None = None
    front_matter: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()  # on codes of former versions, each with its file

    @property
    def codes(self) -> frozenset[str]:
        """The codes to look for: those that are selected, or the default ones, and not ignored."""
        return (DEFAULT if self.select is None else self.select) - (self.ignore or frozenset())


def find_settings(folder: AnyPath = ".") -> Path | None:
    """The configuration of a folder: that of the nearest one, from it upward, which has any.

    A `pyproject.toml` counts where it has ``[tool.sxskit]``. Raises FileError for one that mentions
    sxskit and is no TOML, or that cannot be read.
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
    # One that is about other things is not ours to judge, be it no TOML at all.
    return b"sxskit" in data and _shared(_parsed(data, path)) is not None


def _short(path: Path) -> Path:
    """A path as a person would name it: from where they are, if it is there."""
    with suppress(ValueError):
        return path.relative_to(Path.cwd())
    return path


def read_settings(path: AnyPath) -> Settings:
    """The settings in a file; FileError, with its name, where they are not right or not readable.

    A file called `pyproject.toml` has to have ``[tool.sxskit]``; in any other the keys are at the
    top.
    """
    path = Path(path)
    return loads(files.read(path), path)


def loads(data: bytes, path: Path, *, former: FormerCodes = FORMER) -> Settings:
    """The settings in the bytes of a file; FileError, with its name, where they are not right."""
    parsed = _parsed(data, path)
    table = _shared(parsed) if path.name == _SHARED else parsed
    if table is None:
        raise FileError(f"{files.shown(path)}: no [tool.sxskit] in it")
    try:
        return _settings(table, path, former)
    except ValueError as error:
        raise FileError(f"{files.shown(path)}: {error}") from error


def _shared(parsed: Mapping[str, object]) -> object:
    """What a `pyproject.toml` has for us; None where there is nothing."""
    tools = parsed.get("tool")
    return tools.get("sxskit") if isinstance(tools, dict) else None


def _parsed(data: bytes, path: Path) -> Mapping[str, object]:
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
    except ValueError as error:  # more digits than Python reads
        raise FileError(f"{name}: not TOML: a number out of bounds") from error
    except RecursionError as error:
        raise FileError(f"{name}: nested too deep") from error


def _settings(table: object, path: Path, former: FormerCodes) -> Settings:
    """The settings in a table; ValueError where they are not right."""
    if not isinstance(table, dict):
        raise ValueError("[tool.sxskit] is no table")
    for key in table:
        if key not in _KEYS:
            if key == "tool":
                hint = "the keys of [tool.sxskit] stand at the top of this file"
                raise ValueError(f"no key {key!r}: {hint}")
            raise unknown("key", key, _KEYS)
    listed = {key: _listed(key, table.get(key)) for key in ("select", "ignore")}
    everything = ",".join(filter(None, listed.values()))
    return Settings(
        _codes("select", listed["select"], former),
        _codes("ignore", listed["ignore"], former),
        _fail_on(table.get("fail-on")),
        _path(table.get("baseline"), path.parent),
        _front_matter(table.get("front-matter")),
        tuple(f"{files.shown(path)}: {note}" for note in notes_on(everything, former=former)),
    )


def _listed(key: str, value: object) -> str | None:
    """The names of codes in a value, as one list."""
    if value is None:
        return None
    values: list[object] = value if isinstance(value, list) else [value]
    names = [name for name in values if isinstance(name, str)]
    if len(names) < len(values):
        raise ValueError(f"{key!r} is neither a string nor a list of strings")
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
        raise ValueError("'front-matter' is neither a string nor a list of strings")
    wrong = next((key for key in keys if not is_key(key)), None)
    if wrong is not None:
        raise ValueError(f"'front-matter': {wrong!r} is no key of a front matter")
    return tuple(keys)


def _fail_on(value: object) -> FailOn | None:
    if value is None:
        return None
    for name in FAIL_ON:
        if name == value:
            return name
    raise ValueError(f"'fail-on' is {value!r}: one of {', '.join(FAIL_ON)}")


def _path(value: object, folder: Path) -> Path | None:
    if value is None:
        return None
    # No system has a path with a NUL, and Python says so in a way of its own.
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError(f"'baseline' is {value!r}: not a path")
    return folder / value
