"""The entries of a catalog file in order, with unique keys in each language."""

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
        self.format = ""  # its name, which of XML the content tells
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
        """Add an entry with its line in the file and the tag of its target.

        Raises CatalogError, with the line, for an empty id of an entry that is not obsolete.
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
        """Add a language of the file with its metadata; an empty tag means all languages."""
        self._metadata.setdefault(language, metadata)

    @property
    def languages(self) -> tuple[str, ...]:
        """The target languages, in order; of equal ones the first name."""
        if self._languages is None:
            obsolete = [tag for _, tag in self._obsolete]
            named = dict.fromkeys([*self._metadata, *self._tags, *obsolete])
            self._languages = varieties(filter(None, named))
        return self._languages

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the entries, in order."""
        return tuple(dict.fromkeys([entry.key.document for entry in self._entries]))

    def rename(self, old: str, new: str) -> None:
        """Assign the entries of one document to another."""
        for n, entry in enumerate(self._entries):
            if entry.key.document == old:
                self._entries[n] = _renamed(entry, new)
        for n, (entry, tag) in enumerate(self._obsolete):
            if entry.key.document == old:
                self._obsolete[n] = _renamed(entry, new), tag
        self._by_document = None
        self._catalogs.clear()

    def catalog(self, language: str | None = None) -> Catalog:
        """Return the catalog in a target language, or in the only one.

        A file without a language is in the requested one. Raises CatalogError, with the languages,
        if the language is missing or ambiguous, and, with both lines, for a duplicate key.
        """
        named = self.languages
        if language and not named:
            return replace(self._in(""), target_language=language)
        chosen = closest(language, named) if language else named
        if language and not chosen:
            raise CatalogError(f"no targets in {language}, only in {' and in '.join(named)}")
        return self._in(self._only(chosen))

    def of(self, document: str, language: str) -> Catalog | None:
        """Return the catalog for a document in a language or an unknown one; None without entries.

        If the document has entries in other languages only, it is one of those.
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
        """The catalog in one of the languages; for an empty tag, of all entries."""
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
        """The only language, empty if there is none; CatalogError, with the tags, for several."""
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
        """Some of the entries; CatalogError, with both lines, for a duplicate key."""
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
