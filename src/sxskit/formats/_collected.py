"""Entries of a catalog file in order, each key once in a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    Catalog,
    Entry,
    Key,
)
from sxskit.errors import CatalogError
from sxskit.languages.tags import (
    Difference,
    closest,
    difference,
    varieties,
)


class Collected:
    """The entries of a file, in one target language or in several.

    An entry without a language belongs to each of them.
    """

    def __init__(self) -> None:
        self.source_language = SOURCE_LANGUAGE
        self._entries: list[Entry] = []
        self._lines: list[int] = []
        self._tags: list[str] = []
        self._obsolete: list[tuple[Entry, str]] = []
        self._metadata: dict[str, Mapping[str, str]] = {}
        self._languages: tuple[str, ...] | None = None
        self._by_document: dict[str, dict[str, None]] | None = None
        self._catalogs: dict[str, Catalog] = {}

    def add(
        self, entry: Entry, line: int, language: str = "", *, is_obsolete: bool = False
    ) -> None:
        """Add an entry, its line in the file, and the tag of its target.

        CatalogError, with its line, if its id is empty or only white space and it is not obsolete.
        """
        if is_obsolete:
            self._obsolete.append((entry, language))
            return
        if not entry.key.unit.strip():
            what = "empty id: an entry needs the id of its unit, as sxs extract writes it"
            raise CatalogError(what, line=line)
        self._entries.append(entry)
        self._lines.append(line)
        self._tags.append(language)

    def describe(self, language: str, metadata: Mapping[str, str]) -> None:
        """Add a language that the file names, with its metadata; an empty one is any of them."""
        self._metadata.setdefault(language, metadata)

    @property
    def languages(self) -> tuple[str, ...]:
        """The target languages, in order; of two names for the same one the first."""
        if self._languages is None:
            obsolete = [tag for _, tag in self._obsolete]
            named = dict.fromkeys([*self._metadata, *self._tags, *obsolete])
            self._languages = varieties(filter(None, named))
        return self._languages

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the entries belong to, in order."""
        return tuple(dict.fromkeys([entry.key.document for entry in self._entries]))

    def rename(self, old: str, new: str) -> None:
        """Give the entries of one document to another."""
        for n, entry in enumerate(self._entries):
            if entry.key.document == old:
                self._entries[n] = _renamed(entry, new)
        for n, (entry, tag) in enumerate(self._obsolete):
            if entry.key.document == old:
                self._obsolete[n] = _renamed(entry, new), tag
        self._by_document = None
        self._catalogs.clear()

    def catalog(self, language: str | None = None) -> Catalog:
        """The catalog in a target language, or in the only one.

        Where no language is named, it is taken to be the one that is asked for. CatalogError,
        naming the languages, where it is none of them and where it may be several, and, naming both
        lines, for a duplicate key.
        """
        named = self.languages
        if language and not named:
            return replace(self._in(""), target_language=language)
        chosen = closest(language, named) if language else named
        if language and not chosen:
            raise CatalogError(f"no targets in {language}, only in {' and in '.join(named)}")
        return self._in(self._only(chosen))

    def of(self, document: str, language: str) -> Catalog | None:
        """The catalog for a document in a language, which may not be known; None without entries.

        Where the document has entries in other languages only, it is one of those.
        """
        if self._by_document is None:
            self._by_document = {}
            for entry, tag in zip(self._entries, self._tags, strict=True):
                self._by_document.setdefault(entry.key.document, {})[tag] = None
        if document not in self._by_document:
            return None
        named = varieties(filter(None, self._by_document[document])) or self.languages
        chosen = closest(language, named) if language else named
        return self._in(self._only(chosen or named[:1]))

    def _in(self, language: str) -> Catalog:
        """The catalog in one of the languages; in an empty one, of all entries."""
        if language not in self._catalogs:
            obsolete = {tag for _, tag in self._obsolete}
            named = {*self._metadata, *self._tags, *obsolete}
            tags = {tag for tag in named if difference(tag, language) is Difference.NONE}
            kept = [n for n, tag in enumerate(self._tags) if tag in tags]
            metadata = [each for tag, each in self._metadata.items() if tag in tags]
            self._catalogs[language] = Catalog(
                self.source_language,
                language,
                self._unique(kept),
                metadata[0] if metadata else {},
                tuple([entry for entry, tag in self._obsolete if tag in tags]),
            )
        return self._catalogs[language]

    def _only(self, languages: tuple[str, ...]) -> str:
        """The one language, empty where there is none; CatalogError, naming them, for several."""
        if len(languages) > 1:
            second = (
                line
                for line, tag in zip(self._lines, self._tags, strict=True)
                if tag == languages[1]
            )
            what = f"targets in {' and in '.join(languages)}: name one language with --language"
            raise CatalogError(what, line=next(second, None))
        return languages[0] if languages else ""

    def _unique(self, kept: Sequence[int]) -> tuple[Entry, ...]:
        """Some of the entries; CatalogError, naming both lines, for a duplicate key."""
        entries = tuple([self._entries[n] for n in kept])
        if len({entry.key for entry in entries}) == len(entries):
            return entries
        first: dict[Key, int] = {}
        for n in kept:
            key, line = self._entries[n].key, self._lines[n]
            if key in first:
                named = str(key) if key.document else key.unit
                what = f"duplicate key {named}, first in line {first[key]}: keep one of them"
                raise CatalogError(what, line=line)
            first[key] = line
        raise AssertionError


def _renamed(entry: Entry, document: str) -> Entry:
    return replace(entry, key=Key(document, entry.key.unit))
