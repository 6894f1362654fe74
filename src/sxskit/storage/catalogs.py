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
from sxskit.storage.files import DASH, STDIN, is_finite, is_folder, shown
from sxskit.storage.finding import MARKDOWN, walk
from sxskit.storage.states import noting

# The suffix of a memory of human or machine translations, after the document's name: "a.md.ht".
_SPLIT = pattern(r"(?<=\.md)\.[hm]t$", re.IGNORECASE)
# The code of a catalog that is applied to a document that it does not name.
RENAMED = "renamed-document"


class Held(NamedTuple):
    """The entries of catalogs for a document, and findings on the catalogs."""

    catalog: Catalog
    findings: tuple[Finding, ...] = ()


class CatalogSet:
    """The catalogs at some paths, found by the names of documents.

    A catalog that mirrors one document is read on request, any other at once. Of a file in several
    languages each document gets the catalog in its own. Raises CatalogError or FileError if a path
    is not a catalog, or if no catalog is for one of the names, unless these are only a part of all
    documents. A pipe or device in a folder is a FileError: raised, or passed to `onerror`.
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
        # The files of catalogs for more than one document.
        self.digests = tuple(f"{each.digest} {each.path}" for each in notes.read)

    def _add_folder(
        self, folder: Path, names: Collection[str], onerror: Callable[[FileError], None] | None
    ) -> None:
        mirrored: dict[str, list[Path]] = {}
        for path, relative in catalogs_at(folder, onerror=onerror):
            document = document_of(shown(relative))
            if document:
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
        """Return the files of the catalogs for a document."""
        return self._mirrored.get(name, [])

    @property
    def documents(self) -> set[str]:
        """The documents with catalogs."""
        shared = (name for _, catalog in self._shared for name in catalog.documents)
        return {*self._mirrored, *shared}

    def of(self, name: str, document: Document, language: str = "") -> Held:
        """Return the entries for a document in a language; an empty tag matches any language.

        Catalogs in another language are omitted and reported as findings.

        A catalog whose path mirrors the document but that names another one, because a tool wrote
        its own path, is used if it matches the document, with a finding. Raises CatalogError or
        FileError if a catalog of the document is unreadable, is for another document, is in
        several languages without this one, or has an entry of another catalog.
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
    """The content of a catalog whose path mirrors a document, with the name of that document."""
    contents.rename("", name)
    named = contents.documents
    if not named or name in named:
        return []
    catalog = _in_language(path, contents, named[0], language)
    if catalog is None or not (_may_be(named[0], name) and _agrees(catalog, document)):
        raise CatalogError(f"{shown(path)}: {_strangers(named, [name])}")
    contents.rename(named[0], name)
    message = f"{shown(path)} names {named[0]}, but contains the ids and sources of this document"
    return [Locations(document, name).at_line(1, RENAMED, message)]


def _light(path: Path, contents: Collected) -> Catalog | Collected:
    """The content of a file; of a single language only the catalog, to save memory."""
    if len(contents.languages) > 1:
        return contents
    try:
        return contents.catalog()
    except CatalogError as error:
        raise error.at(shown(path)) from error


def _in_language(
    path: Path, contents: Catalog | Collected, name: str, language: str
) -> Catalog | None:
    """The catalog for a document in a language; None if the file contains none."""
    if isinstance(contents, Catalog):
        return contents if contents.part(name).units else None
    try:
        return contents.of(name, language)
    except CatalogError as error:
        raise error.at(shown(path)) from error


def _joined(catalogs: list[tuple[Path, Catalog]], name: str) -> Catalog:
    """Catalogs of a document as one; CatalogError if two of them have the same entry."""
    if len(catalogs) < 2:
        return catalogs[0][1] if catalogs else Catalog("", "")
    entries: dict[str, Entry] = {}
    first: dict[str, Path] = {}
    for path, catalog in catalogs:
        for id, entry in catalog.of(name).items():
            if id in entries:
                what = f"duplicate entry {elided(str(entry.key))}, also in {shown(first[id])}"
                raise CatalogError(f"{shown(path)}: {what}: remove one of them")
            entries[id], first[id] = entry, path
    return replace(catalogs[0][1], entries=tuple(entries.values()))


def document_of(relative: str) -> str:
    """The document that a catalog mirrors, by its path in a folder without suffix; empty: none."""
    document = _SPLIT.sub("", relative)
    return document if document.lower().endswith(MARKDOWN) else ""


def catalogs_at(
    path: Path,
    *,
    skip: Collection[Path] = (),
    onerror: Callable[[FileError], None] | None = None,
) -> list[tuple[Path, Path]]:
    """Return the catalogs in a folder, sorted, or the one at a path, with their relative names.

    A relative name has no suffix of a format; in a folder it is the name of the document. Folders
    in `skip` are omitted. Raises CatalogError for a folder without catalogs. A pipe or a device is
    a FileError: raised, or passed to `onerror`.
    """
    if path == DASH or not is_folder(path):
        return [(path, Path(path.stem))]
    named = [each for each in map(Path, walk(path, skip=skip)) if format_of(each)]
    found = sorted(each for each in named if is_finite(each, onerror))
    if not found:
        raise CatalogError(f"{shown(path)}: contains no catalogs")
    return [(each, each.relative_to(path).with_suffix("")) for each in found]


def _mirrored(path: Path, names: Collection[str]) -> str:
    """The document whose path is the end of the path of a catalog; empty if there is none."""
    stem = _SPLIT.sub("", shown(path.with_suffix("")))
    return max((name for name in names if f"/{stem}".endswith(f"/{name}")), key=len, default="")


def _may_be(theirs: str, name: str) -> bool:
    """Whether a tool may have written this name: it has the same end, or it is not a path."""
    last = re.split(r"[/\\]", theirs)[-1]
    return last in (theirs, name.rpartition("/")[2])


def _agrees(catalog: Catalog, document: Document) -> bool:
    """Whether all entries are of one document, with the ids and sources of this one.

    For front-matter values the key is enough: their sources are in the English document.
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
