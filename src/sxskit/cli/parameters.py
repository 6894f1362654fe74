"""Parsing of the values of arguments and options."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from sxskit.exchange import provenance
from sxskit.findings import chosen
from sxskit.frontmatter.block import is_key
from sxskit.languages.tags import is_tag, tag_of
from sxskit.running.cpus import available_cpus
from sxskit.storage.files import DASH


def place(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """Paths, of which ``-`` is a stream and ``./-`` a file of that name."""
    if isinstance(value, tuple):
        return tuple(place(_ctx, _param, each) for each in value)
    if value == "":
        raise click.BadParameter("an empty path")
    if value is None or value == "-":
        return value and DASH
    path = Path(value)
    return path.absolute() if path == DASH else path


def name(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The name of a document, which is a path below the root."""
    if value.startswith("/") or ".." in value.split("/") or not value.strip("./"):
        raise click.BadParameter(f"{value!r} is no path of a document from the root")
    return value


def jobs(_ctx: click.Context, _option: click.Parameter, value: int | None) -> int:
    """How many processes may work."""
    return available_cpus() if value is None else value


def tag(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The tag of a language, in canonical case."""
    if value is None:
        return None
    if not (is_tag(value) and tag_of(value)):
        raise click.BadParameter(f"{value!r} is no language tag such as ru-RU or zh-Hans")
    return tag_of(value)


def values(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """What KEY=VALUE options say."""
    pairs = [each.partition("=") for each in given]
    for key, equals, value in pairs:
        if not key.strip() or not equals:
            raise click.BadParameter(f"{key + equals + value!r} is not KEY=VALUE")
    return {key.strip(): value for key, _, value in pairs}


def keys(
    _ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The keys of front-matter values; None where none is given."""
    for key in given:
        if not is_key(key):
            raise click.BadParameter(f"{key!r} is no key of a front matter")
    return given or None


def day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else provenance.day(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def chosen_codes(
    _ctx: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> frozenset[str] | None:
    """The codes that lists name; None where there is no list."""
    try:
        return chosen(",".join(names)) if names else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
