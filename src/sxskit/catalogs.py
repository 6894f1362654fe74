"""Where catalogs lie: in files, and in folders that mirror the documents, as ``docs/a.md.po``.

The documents that catalogs name are labels: they are compared with the names of the documents at
hand, and never opened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sxskit.catalog import Catalog, Entry, Key
from sxskit.document import Document, Unit
from sxskit.errors import CatalogError
from sxskit.files import is_folder, shown, walk
from sxskit.findings import Finding
from sxskit.formats import format_of, read_catalog
from sxskit.texts import core

# What a memory of people or of machines has behind the name of its document: "a.md.ht".
_SPLIT = re.compile(r"(?<=\.md)\.[hm]t$", re.IGNORECASE)
# The name of a document that comes from standard input and has been given no other.
STDIN = "-"
# The code of a catalog that names another document than the one it is taken for.
RENAMED = "renamed-document"


class Held(NamedTuple):
    """What catalogs hold for a document, and what is odd about them."""

    catalog: Catalog
    findings: tuple[Finding, ...] = ()


_NOTHING = Held(Catalog("", ""))


class Catalogs:
    """The catalogs at some paths, each looked up by the name of a document.

    A catalog that mirrors one document is read when that document is asked for, any other at once.
    Raises CatalogError or FileError where a path holds no catalog, or, unless the names are only a
    part of those that there are, none is for any of them.
    """

    def __init__(
        self, paths: Iterable[Path], names: Collection[str], *, is_part: bool = False
    ) -> None:
        self._is_part = is_part or not names
        self._mirrored: dict[str, list[Path]] = {}
        self._shared: list[tuple[Path, Catalog]] = []
        for path in paths:
            if is_folder(path):
                self._add_folder(path, names)
            else:
                self._add_file(path, names)

    def _add_folder(self, folder: Path, names: Collection[str]) -> None:
        mirrored: dict[str, list[Path]] = {}
        for path, relative in catalogs_at(folder):
            document = _SPLIT.sub("", shown(relative))
            if document.lower().endswith(".md"):
                mirrored.setdefault(document, []).append(path)
            else:
                self._shared.append((path, read_catalog(path)))
        known = {*mirrored, *(name for _, catalog in self._shared for name in catalog.documents)}
        if not self._is_part and not known.intersection(names):
            raise CatalogError(f"{shown(folder)}: {_strangers(known, names)}")
        for document, paths in mirrored.items():
            self._mirrored.setdefault(document, []).extend(paths)

    def _add_file(self, path: Path, names: Collection[str]) -> None:
        catalog = read_catalog(path)
        if len(names) == 1:
            [name] = names
            is_only = name == STDIN and len(catalog.documents) == 1
            catalog = _named(catalog, name, instead_of=catalog.documents[0] if is_only else "")
        is_strange = not set(catalog.documents).intersection(names)
        mirrored = _mirrored(path, names) if catalog.entries and is_strange else ""
        if mirrored:
            self._mirrored.setdefault(mirrored, []).append(path)
            return
        if catalog.entries and is_strange and not self._is_part:
            raise CatalogError(f"{shown(path)}: {_strangers(catalog.documents, names)}")
        self._shared.append((path, catalog))

    def files(self, name: str) -> list[Path]:
        """The catalogs that may hold something for a document."""
        return [*(path for path, _ in self._shared), *self._mirrored.get(name, ())]

    @property
    def documents(self) -> set[str]:
        """The documents that there are catalogs for."""
        shared = (name for _, catalog in self._shared for name in catalog.documents)
        return {*self._mirrored, *shared}

    def of(self, name: str, document: Document) -> Held:
        """What the catalogs hold for a document of that name.

        A catalog whose path mirrors the document and that names another one, as tools do that write
        paths of their own, is taken if it agrees with the document; a finding tells of it.
        Raises CatalogError, or FileError, where a catalog of the document cannot be read, is one of
        another document, or holds what another one holds too.
        """
        catalogs = [(path, catalog) for path, catalog in self._shared if catalog.of(name)]
        findings = []
        for path in self._mirrored.get(name, ()):
            catalog = _named(read_catalog(path), name)
            if catalog.entries and not catalog.of(name):
                theirs = catalog.documents[0]
                if not (_may_be(theirs, name) and _agrees(catalog, document)):
                    raise CatalogError(f"{shown(path)}: {_strangers(catalog.documents, [name])}")
                message = f"{shown(path)} names {theirs}, and has the ids and sources of this one"
                findings.append(Finding(name, 1, RENAMED, message))
                catalog = _named(catalog, name, instead_of=theirs)
            catalogs.append((path, catalog))
        if len(catalogs) < 2:
            return Held(catalogs[0][1], tuple(findings)) if catalogs else _NOTHING
        entries: dict[str, Entry] = {}
        first: dict[str, Path] = {}
        for path, catalog in catalogs:
            for id, entry in catalog.of(name).items():
                if id in entries:
                    message = f"{entry.key} stands in {shown(first[id])} too: take one of them away"
                    raise CatalogError(f"{shown(path)}: {message}")
                entries[id], first[id] = entry, path
        return Held(replace(catalogs[0][1], entries=tuple(entries.values())), tuple(findings))


def catalogs_at(path: Path, *, skip: Collection[Path] = ()) -> list[tuple[Path, Path]]:
    """The catalogs in a folder, sorted, or the one a path names; each with its relative name.

    That is without the suffix of the format, which in a folder leaves the name of the document; the
    folders of `skip` are left out.
    Raises CatalogError for a folder without catalogs.
    """
    if not is_folder(path):
        return [(path, Path(path.stem))]
    found = sorted(each for each in walk(path, skip=skip) if format_of(each))
    if not found:
        raise CatalogError(f"{shown(path)}: no catalogs in it")
    return [(each, each.relative_to(path).with_suffix("")) for each in found]


def _named(catalog: Catalog, name: str, *, instead_of: str = "") -> Catalog:
    """The catalog with the entries of one document, or of no known one, given to `name`."""
    if not catalog.of(instead_of):
        return catalog
    entries = [
        replace(entry, key=Key(name, entry.key.unit)) if entry.key.document == instead_of else entry
        for entry in catalog.entries
    ]
    return replace(catalog, entries=tuple(entries))


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
    return (
        len(catalog.documents) == 1
        and bool(of_units)
        and all(core(entry.source) == core(units[entry.key.unit].source) for entry in of_units)
        and all(unit in document.front_matter for unit in others)
    )


def _strangers(documents: Iterable[str], names: Collection[str]) -> str:
    theirs = next(iter(sorted(documents)), "") or "a document that it does not name"
    ours = next(iter(sorted(names)), "none")
    more = " and others" if len(names) > 1 else ""
    return f"for {theirs}, not for {ours}{more}: was it extracted with another --root?"
