"""All catalogs of an earlier hand-off, in any format, as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, get_args

from sxskit.catalog import Catalog, Entry, Key, Origin
from sxskit.errors import CatalogError
from sxskit.formats import LIMIT, Format
from sxskit.printable import elided
from sxskit.storage.catalog_files import read_collected
from sxskit.storage.catalogs import catalogs_at, document_of
from sxskit.storage.files import is_folder, shown
from sxskit.storage.finding import Found, find

# The name, without its suffix, of a file of obsolete entries whose documents are gone.
LEFTOVERS = "obsolete"


class Source(NamedTuple):
    """A catalog file.

    In a folder that mirrors documents, `folder` is that folder and `name` the name of the document;
    for other catalogs, these are None and empty.
    """

    path: Path
    format: Format
    catalog: Catalog
    folder: Path | None = None
    name: str = ""


def read_sources(
    paths: Iterable[Path], language: str | None = None, *, limit: int = LIMIT
) -> list[Source]:
    """Return the catalogs in files and folders, sorted by path.

    For a file such as ``ru.csv``, a file of leftovers beside it is read, too. Raises CatalogError
    or FileError for a path without a catalog, or without one in the language.
    """
    found: list[tuple[Path, Path | None, Path | None]] = []
    for path in sorted(paths):
        if is_folder(path):
            found += [(each, path, relative) for each, relative in catalogs_at(path)]
            continue
        found.append((path, None, None))
        beside = leftovers_of(path)
        if beside != path and beside.is_file():
            found.append((beside, None, None))
    return [_read(*each, language, limit) for each in found]


def leftovers_of(path: Path) -> Path:
    """Return the path for obsolete entries that the format of a catalog cannot contain."""
    return path.with_name(f"{path.stem}.{LEFTOVERS}.po")


def _read(
    path: Path, folder: Path | None, relative: Path | None, language: str | None, limit: int
) -> Source:
    contents = read_collected(path, limit=limit)
    name = "" if relative is None else document_of(shown(relative))
    if name:
        contents.rename("", name)
    try:
        catalog = contents.catalog(language)
    except CatalogError as error:
        raise error.at(shown(path)) from error
    [format] = [each for each in get_args(Format) if each == contents.format]
    return Source(path, format, catalog, folder if name else None, name)


def documents_of(path: Path, names: Collection[str]) -> list[Found]:
    """Return the documents at a path, under their names in catalogs.

    Names are relative to the folder, or to the folder above it with most of the names of the
    catalogs. Raises CatalogError if no name matches.
    """
    folder = path if is_folder(path) else path.parent
    found = {each.name for each in find([path], folder)}
    above = folder.resolve()
    roots = [above, *above.parents]

    def known(root: Path) -> int:
        prefix = "" if root == above else f"{above.relative_to(root).as_posix()}/"
        return sum(f"{prefix}{name}" in names for name in found)

    root = max(roots, key=known)
    if not known(root) and names:
        name = min(names)
        raise CatalogError(f"{shown(path)}: contains no document of the catalogs, such as {name}")
    return find([path], root)


def as_one(sources: Sequence[Source]) -> Catalog:
    """Return the catalogs of sources as one; CatalogError for a key in two of them."""
    if len(sources) == 1:
        return sources[0].catalog
    entries: dict[Key, Entry] = {}
    first: dict[Key, Path] = {}
    obsolete: list[Entry] = []
    for path, _, catalog, *_ in sources:
        for entry in catalog.entries:
            if entry.key in entries:
                what = f"duplicate key {elided(str(entry.key))}, first in {shown(first[entry.key])}"
                raise CatalogError(f"{shown(path)}: {what}: keep one of them")
            entries[entry.key], first[entry.key] = _with_origin(entry, catalog), path
        obsolete += [_with_origin(entry, catalog) for entry in catalog.obsolete]
    tags = [each.catalog.target_language for each in sources if each.catalog.target_language]
    tag = tags[0] if tags else ""
    source = next((each.catalog.source_language for each in sources), "")
    return Catalog(source, tag, tuple(entries.values()), {}, tuple(dict.fromkeys(obsolete)))


def _with_origin(entry: Entry, catalog: Catalog) -> Entry:
    """An entry with its own origin, or else with that of its catalog."""
    if entry.origin is not Origin.UNKNOWN or catalog.origin is Origin.UNKNOWN:
        return entry
    return replace(entry, origin=catalog.origin) if entry.target.strip() else entry
