"""The formats of catalogs: which room reads and writes which, and catalogs as files.

A room is a module with two functions, ``loads(bytes) -> Catalog`` and ``dumps(Catalog) -> bytes``;
it is imported on use.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol, TypeAlias, get_args

from sxskit.catalog import Catalog
from sxskit.errors import CatalogError
from sxskit.files import read, shown, write

Format: TypeAlias = Literal["po"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Room(Protocol):
    """What every format's module has."""

    def loads(self, data: bytes) -> Catalog: ...
    def dumps(self, catalog: Catalog) -> bytes: ...


def room(format: Format) -> Room:
    """The module of a format."""
    match format:
        case "po":
            from sxskit.formats import po

            return po


def suffix(format: Format) -> str:
    """What the name of a catalog in this format ends with."""
    match format:
        case "po":
            return ".po"


def format_of(path: Path) -> Format | None:
    """The format that a file's name promises; None where it promises none."""
    match path.suffix.lower():
        case ".po":
            return "po"
        case _:
            return None


def read_catalog(path: Path) -> Catalog:
    """The catalog in a file, its format taken from the suffix.

    Raises CatalogError, with path and line, where it is none, and FileError where it is unreadable.
    """
    data = read(path)
    format = format_of(path)
    if format is None:
        raise CatalogError(f"{shown(path)}: not a catalog: its name ends in none of {_SUFFIXES}")
    try:
        return room(format).loads(data)
    except CatalogError as error:
        raise error.at(shown(path)) from error


def write_catalog(path: Path, catalog: Catalog, *, within: Path | None = None) -> bool:
    """Write a catalog, in the format of the suffix, if the file does not hold it yet.

    Returns whether it was written. Raises CatalogError, with the path, where the format cannot hold
    it, and FileError where the path cannot be written or leads out of `within`.
    """
    format = format_of(path)
    if format is None:
        raise CatalogError(f"{shown(path)}: name it with one of {_SUFFIXES} to say the format")
    try:
        data = room(format).dumps(catalog)
    except CatalogError as error:
        raise error.at(shown(path)) from error
    return write(path, data, within=within)


_SUFFIXES = ", ".join(suffix(format) for format in FORMATS)
