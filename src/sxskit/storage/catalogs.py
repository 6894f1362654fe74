"""Catalogs in files, and in folders that mirror the documents, such as ``docs/a.md.po``.

The document names in catalogs are labels: they are compared with the names of the given documents
and never opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sxskit.catalog import Catalog, Entry
from sxskit.dialect.document import Document, Unit
from sxskit.dialect.edges import entry_text
from sxskit.dialect.locations import Locations
from sxskit.dialect.metadata import language_findings
from sxskit.errors import CatalogError, FileError
from sxskit.findings import Finding
from sxskit.formats import LIMIT, Collected, Format, format_of
from sxskit.languages.tags import Difference, difference
from sxskit.patterns import pattern
from sxskit.printable import elided
from sxskit.storage.catalog_files import read_collected
from sxskit.storage.files import DASH, is_finite, is_folder, shown
from sxskit.storage.finding import walk
from sxskit.storage.states import noting

# What a memory of people or of machines has behind the name of its document: "a.md.ht".
_SPLIT = pattern(r"(?<=\.md)\.[hm]t$", re.IGNORECASE)
# The name of a document that comes from standard input and has been given no other.
STDIN = "-"
# The code of a catalog that names another document than the one it is taken for.
RENAMED = "renamed-document"


class Held(NamedTuple):
    """What catalogs hold for a document, and what is odd about them."""

    catalog: Catalog
    findings: tuple[Finding, ...] = ()


class CatalogSet:
    """The catalogs at some paths, each looked up by the name of a document.

    A catalog that mirrors one document is read when that document is asked for, any other at once;
    of a file in several languages each document has the catalog in its own.
    Raises CatalogError or FileError where a path holds no catalog, or, unless the names are only a
    part of those that there are, none is for any of them. A file in a folder that is none is a
    FileError: raised, or given to `onerror`.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        names: Collection[str],
        *,
        is_part: bool = False,
        onerror: Callable[[FileError], None] | None = None,
        limit: int = LIMIT,
        format: Format | None = None,
    ) -> None:
        self._format = format  # of the files that are named, whatever their suffix
        self._is_part = is_part or not names
        self._limit = limit
        self._mirrored: dict[str, list[Path]] = {}
        self._shared: list[tuple[Path, Catalog | Collected]] = []
        with noting() as notes:
            for path in paths:
                if path != DASH and is_folder(path):
                    self._add_folder(path, names, onerror)
                else:
                    self._add_file(path, names)
        # What the catalogs were made of that are for more than one document.
        self.digests = tuple(f"{each.digest} {each.path}" for each in notes.read)

    def _add_folder(
        self, folder: Path, names: Collection[str], onerror: Callable[[FileError], None] | None
    ) -> None:
        mirrored: dict[str, list[Path]] = {}
        for path, relative in catalogs_at(folder, onerror=onerror):
            document = _SPLIT.sub("", shown(relative))
            if document.lower().endswith(".md"):
                mirrored.setdefault(document, []).append(path)
            else:
                contents = read_collected(path, limit=self._limit)
                self._shared.append((path, _light(path, contents)))
        known = {*mirrored, *(name for _, catalog in self._shared for name in catalog.documents)}
        if not self._is_part and not known.intersection(names):
            raise CatalogError(f"{shown(folder)}: {_strangers(known, names)}")
        for document, paths in mirrored.items():
            self._mirrored.setdefault(document, []).extend(paths)

    def _add_file(self, path: Path, names: Collection[str]) -> None:
        contents = read_collected(path, limit=self._limit, format=self._format)
        documents = contents.documents
        if len(names) == 1:
            [name] = names
            is_only = name == STDIN and len(documents) == 1
            contents.rename(documents[0] if is_only else "", name)
            documents = contents.documents
        is_strange = not set(documents).intersection(names)
        is_lookup = documents and is_strange and self._format is None
        mirrored = _mirrored(path, names) if is_lookup else ""
        if mirrored:
            self._mirrored.setdefault(mirrored, []).append(path)
            return
        if documents and is_strange and not self._is_part:
            raise CatalogError(f"{shown(path)}: {_strangers(documents, names)}")
        self._shared.append((path, _light(path, contents)))

    def files(self, name: str) -> list[Path]:
        """The catalogs that are read for a document."""
        return self._mirrored.get(name, [])

    @property
    def documents(self) -> set[str]:
        """The documents that there are catalogs for."""
        shared = (name for _, catalog in self._shared for name in catalog.documents)
        return {*self._mirrored, *shared}

    def of(self, name: str, document: Document, language: str = "") -> Held:
        """What the catalogs hold for a document of that name in a language; an empty one: any.

        Catalogs in another language are left out, and findings name them.

        A catalog whose path mirrors the document and that names another one, as tools do that write
        paths of their own, is taken if it agrees with the document; a finding tells of it.
        Raises CatalogError, or FileError, where a catalog of the document cannot be read, is one of
        another document or in one of several languages, or holds what another one holds too.
        """
        found = [*self._shared]
        findings: list[Finding] = []
        for path in self._mirrored.get(name, ()):
            contents = read_collected(path, limit=self._limit)
            renamed = _mirror(path, contents, name, document, language)
            found.append((path, contents))
            findings += renamed
        catalogs = [
            (path, catalog)
            for path, contents in found
            if (catalog := _in_language(path, contents, name, language)) is not None
        ]
        tags = [catalog.target_language for _, catalog in catalogs]
        findings += language_findings(document, name, tags, language)
        own = [
            each
            for each, tag in zip(catalogs, tags, strict=True)
            if difference(tag, language) is not Difference.LANGUAGE
        ]
        return Held(_joined(own, name), tuple(findings))


def _mirror(
    path: Path, contents: Collected, name: str, document: Document, language: str
) -> list[Finding]:
    """Give what a catalog holds whose path mirrors a document the name of that document."""
    contents.rename("", name)
    named = contents.documents
    if not named or name in named:
        return []
    catalog = _in_language(path, contents, named[0], language)
    if catalog is None or not (_may_be(named[0], name) and _agrees(catalog, document)):
        raise CatalogError(f"{shown(path)}: {_strangers(named, [name])}")
    contents.rename(named[0], name)
    message = f"{shown(path)} names {named[0]}, and has the ids and sources of this one"
    return [Locations(document, name).at_line(1, RENAMED, message)]


def _light(path: Path, contents: Collected) -> Catalog | Collected:
    """What a file holds: of one language the catalog, which is all that will be asked for."""
    if len(contents.languages) > 1:
        return contents
    try:
        return contents.catalog()
    except CatalogError as error:
        raise error.at(shown(path)) from error


def _in_language(
    path: Path, contents: Catalog | Collected, name: str, language: str
) -> Catalog | None:
    """The catalog for a document in a language; None where the file holds nothing for it."""
    if isinstance(contents, Catalog):
        return contents if contents.of(name) else None
    try:
        return contents.of(name, language)
    except CatalogError as error:
        raise error.at(shown(path)) from error


def _joined(catalogs: list[tuple[Path, Catalog]], name: str) -> Catalog:
    """Catalogs of a document as one; CatalogError where two of them have the same entry."""
    if len(catalogs) < 2:
        return catalogs[0][1] if catalogs else Catalog("", "")
    entries: dict[str, Entry] = {}
    first: dict[str, Path] = {}
    for path, catalog in catalogs:
        for id, entry in catalog.of(name).items():
            if id in entries:
                what = f"{elided(str(entry.key))} stands in {shown(first[id])} too"
                raise CatalogError(f"{shown(path)}: {what}: take one of them away")
            entries[id], first[id] = entry, path
    return replace(catalogs[0][1], entries=tuple(entries.values()))


def catalogs_at(
    path: Path,
    *,
    skip: Collection[Path] = (),
    onerror: Callable[[FileError], None] | None = None,
) -> list[tuple[Path, Path]]:
    """The catalogs in a folder, sorted, or the one a path names; each with its relative name.

    That is without the suffix of the format, which in a folder leaves the name of the document; the
    folders of `skip` are left out.
    Raises CatalogError for a folder without catalogs. A pipe or a device is a FileError: raised, or
    given to `onerror`.
    """
    if path == DASH or not is_folder(path):
        return [(path, Path(path.stem))]
    named = [each for each in walk(path, skip=skip) if format_of(each)]
    found = sorted(each for each in named if is_finite(each, onerror))
    if not found:
        raise CatalogError(f"{shown(path)}: no catalogs in it")
    return [(each, each.relative_to(path).with_suffix("")) for each in found]


def _mirrored(path: Path, names: Collection[str]) -> str:
    """The document whose path the path of a catalog ends in; empty: none."""
    stem = _SPLIT.sub("", shown(path.with_suffix("")))
    return max((name for name in names if f"/{stem}".endswith(f"/{name}")), key=len, default="")


def _may_be(theirs: str, name: str) -> bool:
    """Whether a tool may have given a document this name: it ends alike, or it is no path."""
    last = re.split(r"[/\\]", theirs)[-1]
    return last in (theirs, name.rpartition("/")[2])


def _agrees(catalog: Catalog, document: Document) -> bool:
    """Whether all entries are of one document with the ids and the sources of this one.

    Of front-matter values there has to be the key: their sources are in the English document.
    """
    units: dict[str, Unit] = {}
    for unit in document.units:
        units.setdefault(unit.id, unit)
    of_units = [entry for entry in catalog.entries if entry.key.unit in units]
    others = {entry.key.unit for entry in catalog.entries} - units.keys()
    sources = (
        (entry_text(entry.source), entry_text(units[entry.key.unit].source)) for entry in of_units
    )
    return (
        len(catalog.documents) == 1
        and bool(of_units)
        and all(theirs == ours for theirs, ours in sources)
        and all(unit in document.front_matter for unit in others)
    )


def _strangers(documents: Iterable[str], names: Collection[str]) -> str:
    theirs = next(iter(sorted(documents)), "") or "a document that it does not name"
    ours = next(iter(sorted(names)), "none")
    more = " and others" if len(names) > 1 else ""
    return f"for {elided(theirs)}, not for {ours}{more}: was it extracted with another --root?"
