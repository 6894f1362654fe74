"""Parsing of the values of arguments and options."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sxskit.catalog import State
from sxskit.findings import (
    FORMER,
    FormerCodes,
    chosen,
    notes_on,
)
from sxskit.formats import LIMIT
from sxskit.frontmatter.block import is_key
from sxskit.languages.tags import is_tag, tag_of
from sxskit.patterns import pattern
from sxskit.printable import one_line
from sxskit.storage.files import DASH

if TYPE_CHECKING:
    from datetime import date

_SIZE = pattern(r"([0-9]{1,12})([KMG]?)", re.IGNORECASE)
_UNITS = {"": 0, "K": 10, "M": 20, "G": 30}


def place(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """Return a path; ``-`` is a stream and ``./-`` a file with that name."""
    if isinstance(value, tuple):
        return tuple(place(_ctx, _param, each) for each in value)
    if value == "":
        raise click.BadParameter("the path is empty")
    if value is None or value == "-":
        return value and DASH
    path = Path(value)
    return path.absolute() if path == DASH else path


class Out(NamedTuple):
    """The path for catalogs, and whether it ends with a slash, which means a folder."""

    path: Path
    is_folder: bool


def catalog_place(ctx: click.Context, param: click.Parameter, value: str) -> Out:
    """A place for catalogs."""
    return Out(place(ctx, param, value), value.endswith(("/", os.sep)))


def name(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Return the name of a document, which is a path below the root."""
    if value.startswith("/") or ".." in value.split("/") or not value.strip("./"):
        raise click.BadParameter(f"{value!r} must be a path below the root")
    return value


def size(_ctx: click.Context, _option: click.Parameter, value: str | None) -> int:
    """Return the number of bytes of a size such as 500M or 2G."""
    if value is None:
        return LIMIT
    match = _SIZE.fullmatch(value)
    if match is None or not int(match[1]):
        raise click.BadParameter(f"{value!r} must be a size such as 500M or 2G")
    return int(match[1]) << _UNITS[match[2].upper()]


def tag(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return a language tag in canonical case."""
    if value is None:
        return None
    if not (is_tag(value) and tag_of(value)):
        raise click.BadParameter(f"{value!r} must be a language tag such as ru-RU or zh-Hans")
    return tag_of(value)


def states(_ctx: click.Context, _option: click.Parameter, accept_fuzzy: bool) -> tuple[State, ...]:
    """Return the states of translations that merge applies."""
    return (State.DONE, State.REVIEW) if accept_fuzzy else (State.DONE,)


def values(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return the values of KEY=VALUE options."""
    pairs = [each.partition("=") for each in given]
    for key, equals, value in pairs:
        if not key.strip() or not equals:
            raise click.BadParameter(f"{key + equals + value!r} must be KEY=VALUE")
    return {key.strip(): value for key, _, value in pairs}


def keys(
    _ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the keys of front-matter values; None without any."""
    for key in given:
        if not is_key(key):
            raise click.BadParameter(f"{key!r} is not a front-matter key")
    return given or None


def day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    from sxskit.exchange import provenance  # on use: it loads datetime

    try:
        return None if value is None else provenance.day(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def code_lists(
    former: FormerCodes = FORMER,
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], frozenset[str] | None]:
    """Return the callback for lists of codes, which returns the codes, or None without a list."""

    def chosen_codes(
        ctx: click.Context, _option: click.Parameter, lists: tuple[str, ...]
    ) -> frozenset[str] | None:
        names = ",".join(lists)
        try:
            codes = chosen(names, former=former) if lists else None
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
        note_once(ctx, *notes_on(names, former=former))
        return codes

    return chosen_codes


def note_once(ctx: click.Context, *notes: str) -> None:
    """Show each note on standard error, once per run."""
    shown: set[str] = ctx.meta.setdefault("sxskit.notes", set())
    for note in notes:
        if note not in shown:
            shown.add(note)
            click.echo(one_line(note), err=True)
