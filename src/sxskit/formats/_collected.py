"""The entries of a catalog file in order, with unique keys in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    Catalog,
    Columns,
    Entry,
    Key,
    blank,
)
from sxskit.errors import CatalogError
from sxskit.languages.tags import (
    Difference,
    closest,
    difference,
    varieties,
)

_EMPTY = "empty id: an entry needs the id of its unit, as sxs extract writes it"


class Collected:
    """The entries of a file, in one target language or in several.

    An entry without a language belongs to each of them. The entries are added one by one, or all at
    once in columns.
    """

    def __init__(self) -> None:
        self.source_language = SOURCE_LANGUAGE
        self.format = ""  # its name, which of XML the content tells
        self._entries: list[Entry] = []
        self._columns: Columns | None = None  # instead of entries
        self._lines: list[int] = []
        self._read_lines: Callable[[], Sequence[int]] = lambda: self._lines
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
            raise CatalogError(_EMPTY, line=line)
        self._entries.append(entry)
        self._lines.append(line)
        self._tags.append(language)

    def fill(self, columns: Columns, lines: Callable[[], Sequence[int]]) -> None:
        """Add all entries of a file at once; `lines` returns their lines in the file.

        Raises CatalogError, with the line, for an empty id.
        """
        self._columns, self._read_lines = columns, lines
        self._tags = [""] * len(columns)
        for index in blank(columns.units):
            raise CatalogError(_EMPTY, line=lines()[index])

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
        return tuple(dict.fromkeys(self._documents))

    @property
    def _documents(self) -> list[str]:
        """The document of each entry."""
        if self._columns is not None:
            return self._columns.documents
        return [entry.key.document for entry in self._entries]

    def rename(self, old: str, new: str) -> None:
        """Assign the entries of one document to another."""
        if self._columns is not None and old in self._columns.documents:
            documents = [new if name == old else name for name in self._columns.documents]
            self._columns = self._columns.of_documents(documents)
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
            whole = self._in("")
            return whole.labeled(target_language=language, metadata=whole.metadata)
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
            for name, tag in dict.fromkeys(zip(self._documents, self._tags, strict=True)):
                self._by_document.setdefault(name, {})[tag] = None
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
            self._refuse_duplicates(kept)
            self._catalogs[language] = self._made(
                *(language, kept, metadata[0] if metadata else {}),
                tuple([entry for entry, tag in self._obsolete if tag in tags]),
            )
        return self._catalogs[language]

    def _made(
        self,
        language: str,
        kept: Sequence[int],
        metadata: Mapping[str, str],
        obsolete: tuple[Entry, ...],
    ) -> Catalog:
        """The catalog of some of the entries; in columns, an entry has no language and is kept."""
        if self._columns is None:
            entries = tuple([self._entries[n] for n in kept])
            return Catalog(self.source_language, language, entries, metadata, obsolete)
        return Catalog.in_columns(
            *(self.source_language, language, self._columns, metadata, obsolete)
        )

    def _only(self, languages: tuple[str, ...]) -> str:
        """The only language, empty if there is none; CatalogError, with the tags, for several."""
        if len(languages) > 1:
            second = (
                line
                for line, tag in zip(self._read_lines(), self._tags, strict=True)
                if tag == languages[1]
            )
            what = f"targets in {' and in '.join(languages)}: name one language with --language"
            raise CatalogError(what, line=next(second, None))
        return languages[0] if languages else ""

    def _refuse_duplicates(self, kept: Sequence[int]) -> None:
        """Raise CatalogError, with both lines, for a duplicate key of some of the entries."""
        if self._columns is not None:
            keys = [*zip(self._columns.documents, self._columns.units, strict=True)]
        else:
            keys = [(entry.key.document, entry.key.unit) for entry in self._entries]
        if len({keys[n] for n in kept}) == len(kept):
            return
        lines = self._read_lines()
        first: dict[tuple[str, str], int] = {}
        for n in kept:
            if keys[n] in first:
                document, unit = keys[n]
                named = f"{document}#{unit}" if document else unit
                what = f"duplicate key {named}, first in line {first[keys[n]]}: keep one of them"
                raise CatalogError(what, line=lines[n])
            first[keys[n]] = lines[n]


def _renamed(entry: Entry, document: str) -> Entry:
    return replace(entry, key=Key(document, entry.key.unit))
