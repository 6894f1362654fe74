"""Catalog: entries of one language pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from sxskit.catalog.columns import Columns
from sxskit.catalog.entry import Entry, Origin
from sxskit.errors import CatalogError

SOURCE_LANGUAGE = "en-US"
# The key of the digest in the metadata, by which `sxskit.exchange.keeping` detects edits.
DIGEST = "sxs.digest"
# The key of the translation type of the documents: MT or HT.
TRANSLATION_TYPE = "ms.translationtype"


@dataclass(frozen=True, slots=True, init=False)
class Catalog:
    """Entries of one language pair, in order; CatalogError for a duplicate key.

    Languages are BCP 47 tags, or empty (unknown). `metadata` are the common front-matter values of
    the documents, and under `DIGEST` the digest of the entries as written. `obsolete` are entries
    that are no longer in the documents, kept for their translations; their keys may be duplicates
    or without a unit.
    """

    source_language: str
    target_language: str
    entries: tuple[Entry, ...]
    metadata: Mapping[str, str]
    obsolete: tuple[Entry, ...]
    # Created on use: the entries in columns, or the entries of columns; and by document.
    _columns: Columns | None = field(init=False, compare=False, repr=False)
    _parts: dict[str, Columns] = field(init=False, compare=False, repr=False)
    _by_document: dict[str, Mapping[str, Entry]] = field(init=False, compare=False, repr=False)

    def __init__(
        self,
        source_language: str,
        target_language: str,
        entries: Iterable[Entry] = (),
        metadata: Mapping[str, str] | None = None,
        obsolete: tuple[Entry, ...] = (),
    ) -> None:
        entries = tuple(entries)
        _refuse_keys(entries, obsolete)
        self._fill(source_language, target_language, metadata or {}, obsolete, None)
        object.__setattr__(self, "entries", entries)

    def _fill(
        self,
        source_language: str,
        target_language: str,
        metadata: Mapping[str, str],
        obsolete: tuple[Entry, ...],
        columns: Columns | None,
    ) -> None:
        fill = object.__setattr__
        fill(self, "source_language", source_language)
        fill(self, "target_language", target_language)
        fill(self, "metadata", metadata)
        fill(self, "obsolete", obsolete)
        fill(self, "_columns", columns)
        fill(self, "_parts", {})
        fill(self, "_by_document", {})

    @classmethod
    def in_columns(
        cls,
        source_language: str,
        target_language: str,
        columns: Columns,
        metadata: Mapping[str, str],
        obsolete: tuple[Entry, ...] = (),
    ) -> Self:
        """Return the catalog of columns, whose keys are known to be unique and without ``#``."""
        catalog = cls.__new__(cls)
        catalog._fill(source_language, target_language, metadata, obsolete, columns)
        return catalog

    def __reduce__(self) -> tuple[object, ...]:
        """Return what a pickle contains: the columns, which are smaller than the entries."""
        languages = self.source_language, self.target_language
        return Catalog.in_columns, (*languages, self.columns, self.metadata, self.obsolete)

    def __getattr__(self, name: str) -> object:
        """Create the entries, the only attribute that may be missing."""
        if name != "entries" or self._columns is None:
            raise AttributeError(f"a catalog has no {name!r}")
        object.__setattr__(self, "entries", self._columns.entries())
        return self.entries

    @property
    def columns(self) -> Columns:
        """The entries in columns."""
        if self._columns is None:
            columns = Columns.of(self.entries)
            object.__setattr__(self, "_columns", columns)
            return columns
        return self._columns

    def labeled(self, *, target_language: str, metadata: Mapping[str, str]) -> Catalog:
        """Return the same entries with a target language and metadata."""
        catalog = Catalog.__new__(Catalog)
        catalog._fill(self.source_language, target_language, metadata, self.obsolete, self._columns)
        with suppress(AttributeError):  # entries that exist need not be created again
            object.__setattr__(catalog, "entries", object.__getattribute__(self, "entries"))
        return catalog

    @property
    def is_machine_translated(self) -> bool:
        """Whether the documents are machine translations according to the metadata."""
        return self.origin is Origin.MACHINE

    @property
    def origin(self) -> Origin:
        """The origin of the translations according to the metadata."""
        return Origin.of(self.metadata.get(TRANSLATION_TYPE, ""))

    def origin_of(self, entry: Entry) -> Origin:
        """Return the origin of the target of an entry, by default that of the metadata."""
        return self.origin if entry.origin is Origin.UNKNOWN else entry.origin

    @property
    def documents(self) -> tuple[str, ...]:
        """The unique documents of the entries, in order."""
        return tuple(dict.fromkeys(self.columns.documents))

    def of(self, document: str) -> Mapping[str, Entry]:
        """Return the entries of one document by the ids of their units, in order."""
        if document not in self._by_document:
            entries = self.part(document).entries()
            self._by_document[document] = {entry.key.unit: entry for entry in entries}
        return self._by_document[document]

    def part(self, document: str) -> Columns:
        """Return the entries of one document in columns, in order."""
        if not self._parts:
            rows: dict[str, list[int]] = {}
            for name, indexes in self.columns.runs():
                rows.setdefault(name, []).extend(indexes)
            is_whole = len(rows) == 1
            for name, all_indexes in rows.items():
                self._parts[name] = self.columns if is_whole else self.columns.at(all_indexes)
        return self._parts.get(document) or Columns.of(())


def _refuse_keys(entries: tuple[Entry, ...], obsolete: tuple[Entry, ...]) -> None:
    """Raise CatalogError for duplicate keys, and units that are not ids."""
    keys = {entry.key for entry in entries}
    if len(keys) < len(entries):
        again = Counter(entry.key for entry in entries).most_common(1)
        raise CatalogError(f"duplicate key {again[0][0]}")
    units = [unit for _, unit in keys]
    if obsolete:
        units += [entry.key.unit for entry in obsolete]
    if "#" in "".join(units):
        unit = next(unit for unit in units if "#" in unit)
        raise CatalogError(f"{unit!r} is not the id of a unit: it contains '#'")
