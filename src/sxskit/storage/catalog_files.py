"""Catalogs as files, read and written."""

from __future__ import annotations

from pathlib import Path

from sxskit.catalog import Catalog
from sxskit.errors import CatalogError, FileError
from sxskit.formats import (
    FORMATS,
    LIMIT,
    PLAIN,
    XML,
    Format,
    Style,
    collected,
    collected_memory,
    dumps,
    format_of,
    suffix,
    too_large,
)
from sxskit.formats._collected import Collected as Collected
from sxskit.storage.files import (
    DASH,
    AnyPath,
    is_stream,
    read,
    read_stdin,
    shown,
    status,
)
from sxskit.storage.writing import write


def read_catalog(
    path: AnyPath,
    *,
    language: str | None = None,
    limit: int = LIMIT,
    format: Format | None = None,
) -> Catalog:
    """Return the catalog in a file; by default the suffix or the XML root names the format.

    The target language is `language`, or the only one. Raises CatalogError, with path and line, if
    the file is not such a catalog or XML over the limit, and FileError if it is unreadable, a pipe
    or a device.
    """
    path = Path(path)
    contents = read_collected(path, limit=limit, format=format)
    try:
        return contents.catalog(language)
    except CatalogError as error:
        raise error.at(shown(path)) from error


def read_collected(path: Path, *, limit: int = LIMIT, format: Format | None = None) -> Collected:
    """Return the entries of a file in all target languages; with the errors of `read_catalog`.

    With a format, `DASH` is standard input.
    """
    is_stdin = path == DASH and format is not None
    format = format or format_of(path)
    data = read_stdin() if is_stdin else _data(path, limit if format in XML else None)
    if format is None:
        raise CatalogError(f"{shown(path)}: not a catalog: its name must end in one of {_SUFFIXES}")
    try:
        return collected(data, format)
    except CatalogError as error:
        raise error.at(shown(path)) from error


def read_memory(path: Path, *, limit: int = LIMIT) -> Collected:
    """Return the entries of a TMX file of any tool; with the errors of `read_catalog`.

    Units without a key get a number, and the name of the file as their document.
    """
    data = _data(path, limit)
    try:
        contents = collected_memory(data)
    except CatalogError as error:
        raise error.at(shown(path)) from error
    contents.rename("", shown(Path(path.name)))
    return contents


def _data(path: Path, limit: int | None) -> bytes:
    """The bytes of a file that may be a catalog."""
    if is_stream(path):
        raise FileError(f"{shown(path)}: not a regular file: copy its content into one")
    found = status(path)
    if limit is not None and found and found.st_size > limit:
        raise too_large(limit).at(shown(path))
    return read(path)


def write_catalog(
    path: AnyPath,
    catalog: Catalog,
    *,
    format: Format | None = None,
    style: Style = PLAIN,
    within: AnyPath | None = None,
) -> bool:
    """Write a catalog if the file would change; return whether it was written.

    The default format is that of the suffix. Raises CatalogError, with the path, if the format
    cannot represent the catalog, and FileError if the path cannot be written or leads out of
    `within`.
    """
    path = Path(path)
    format = format or format_of(path)
    if format is None:
        raise CatalogError(
            f"{shown(path)}: unknown format: the name must end in one of {_SUFFIXES}"
        )
    try:
        data = dumps(catalog, format, style)
    except CatalogError as error:
        raise error.at(shown(path)) from error
    return write(path, data, within=None if within is None else Path(within))


_SUFFIXES = ", ".join(dict.fromkeys(suffix(format) for format in FORMATS))
