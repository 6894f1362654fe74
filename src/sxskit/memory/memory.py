"""A translation memory in a file: translations of hand-offs and translators.

Several processes can read a memory while one adds to it. An addition is complete or missing, and
after `add` has returned, a crash does not lose it.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sxskit.catalog import SOURCE_LANGUAGE, Catalog, Entry, Key, Origin, State
from sxskit.memory import store
from sxskit.memory.additions import Added, add, hand_off_of
from sxskit.memory.matcher import Matcher


class LanguagePair(NamedTuple):
    """A language pair of a memory, with counts.

    `entries` are units of documents, `done` those whose state is done, `translations` different
    pairs of texts and states, `sources` different source texts.
    """

    source: str
    target: str
    documents: int = 0
    hand_offs: int = 0
    entries: int = 0
    done: int = 0
    translations: int = 0
    sources: int = 0


class Memory:
    """A translation memory in a file, or without one; a context manager that closes it."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @classmethod
    def at(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = False,
        patience: float = store.PATIENCE,
    ) -> Self:
        """Return the memory in a file; with `create`, a new one if it does not exist.

        `patience` are the seconds to wait for another process that writes. Raises FileError if the
        file is missing, of a newer version, or not a memory.
        """
        path = Path(path)
        connection = store.connect(path, is_new=create, patience=patience)
        return cls(connection, store.shown(path))

    @classmethod
    def empty(cls) -> Self:
        """Return an empty memory without a file, which ends when it is closed."""
        return cls(store.in_process(), "memory")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the memory; its matchers cannot be used any more."""
        self._connection.close()

    def add(self, *catalogs: Catalog, hand_off: str | None = None) -> Added:
        """Add the translations of catalogs: all of them or, after an error, none.

        The default hand-off is that of the metadata: ``ms.lasthandoff``, as 2021-07-01. An entry
        replaces that of the same document, unit and hand-off, unless that one is done, has the same
        source, and the new one is to review.

        Raises CatalogError for a catalog without a target language, and FileError if the memory
        cannot be written.
        """
        counts = Added()
        with store.errors(self._name), store.transaction(self._connection):
            for catalog in catalogs:
                named = hand_off_of(catalog.metadata) if hand_off is None else hand_off
                counts += add(self._connection, catalog, named)
        return counts

    def matcher(self, target_language: str, source_language: str = SOURCE_LANGUAGE) -> Matcher:
        """Return the matcher for a language pair; it finds nothing in an unknown one."""
        with store.errors(self._name):
            found = self._connection.execute(_PAIR, (source_language, target_language)).fetchone()
        return Matcher(self._connection, found[0] if found else 0, self._name)

    def languages(self) -> list[tuple[str, str]]:
        """Return the source and the target language of each pair, sorted."""
        with store.errors(self._name):
            return self._connection.execute(_LANGUAGES).fetchall()

    def language_pairs(self) -> list[LanguagePair]:
        """Return the language pairs of the memory, with counts, by the tags of their languages."""
        with store.errors(self._name):
            return [LanguagePair(*row) for row in self._connection.execute(_COUNTS)]

    def catalog(self, target_language: str, source_language: str = SOURCE_LANGUAGE) -> Catalog:
        """Return the entries of a language pair, for each key that of the newest hand-off.

        The catalog is empty for a language pair that is not in the memory.
        """
        entries: dict[Key, Entry] = {}
        with store.errors(self._name):
            rows = self._connection.execute(_ENTRIES, (source_language, target_language))
            for document, unit, source, target, state, origin in rows:
                key = Key(document, unit)
                entries.setdefault(
                    key, Entry(key, source, target, State(state), origin=Origin(origin))
                )
        return Catalog(source_language, target_language, tuple(entries.values()))


_PAIR = "SELECT id FROM language_pair WHERE source = ? AND target = ?"
_LANGUAGES = "SELECT source, target FROM language_pair ORDER BY source, target"
_COUNTS = """
SELECT pair.source, pair.target,
    (SELECT count(DISTINCT name) FROM document WHERE language_pair = pair.id),
    (SELECT count(DISTINCT hand_off) FROM document WHERE language_pair = pair.id),
    coalesce(sum(uses), 0), coalesce(sum(uses * (state = 'done')), 0),
    count(uses), count(DISTINCT translation.source)
FROM language_pair AS pair LEFT JOIN translation ON translation.language_pair = pair.id
GROUP BY pair.id ORDER BY pair.source, pair.target
"""
_ENTRIES = """
SELECT document.name, entry.unit, source.text, target.text, translation.state, entry.origin
FROM language_pair AS pair
JOIN document ON document.language_pair = pair.id
JOIN entry ON entry.document = document.id
JOIN translation ON translation.id = entry.translation
JOIN text AS source ON source.id = translation.source
JOIN text AS target ON target.id = translation.target
WHERE pair.source = ? AND pair.target = ?
ORDER BY document.name, document.hand_off DESC, entry.position, entry.unit
"""
