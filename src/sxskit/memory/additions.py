"""Additions to a memory: the entries of catalogs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sxskit.catalog import SOURCE_LANGUAGE, Catalog, Entry, Origin, State
from sxskit.encoding import encode
from sxskit.errors import CatalogError
from sxskit.memory import index
from sxskit.memory.texts import NONE, add_texts
from sxskit.patterns import pattern

# The front-matter keys with the date of a hand-off, as in PO headers.
_DATES = ("ms.lasthandoff", "ms.date")
_DATE = pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


class Added(NamedTuple):
    """The numbers of new, changed and unchanged entries of an addition."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: object) -> Added:
        if not isinstance(other, Added):
            return NotImplemented
        return Added(*map(sum, zip(self, other, strict=True)))


def hand_off_of(metadata: Mapping[str, str]) -> str:
    """Return the hand-off in the metadata of documents: a date such as 2021-07-01, or empty."""
    named = next(filter(None, (metadata.get(key, "").strip() for key in _DATES)), "")
    date = _DATE.fullmatch(named)
    return f"{date[3]}-{date[1]:0>2}-{date[2]:0>2}" if date else named


def add(connection: sqlite3.Connection, catalog: Catalog, hand_off: str) -> Added:
    """Add the entries of a catalog that have a target; call it in a transaction.

    An entry replaces the one that the memory has of its document, unit and hand-off, unless that
    one is done, has the same source, and the new one is to review.
    Raises CatalogError if the catalog names no target language, or a text is not Unicode.
    """
    if not catalog.target_language:
        raise CatalogError("target language is missing: give it with --language")
    encode("".join([hand_off, *(str(entry.key) for entry in catalog.entries)]), CatalogError)
    pair = _language_pair(connection, catalog)
    addition = _Addition(connection, catalog, pair, _stored_texts(connection, catalog))
    for name in catalog.documents:
        addition.add(name, hand_off, [*catalog.of(name).values()])
    addition.recount()
    return addition.counts


def _is_translated(entry: Entry) -> bool:
    return entry.state is not State.NEW and bool(entry.target.strip()) and bool(entry.source)


def _language_pair(connection: sqlite3.Connection, catalog: Catalog) -> int:
    languages = catalog.source_language or SOURCE_LANGUAGE, catalog.target_language
    connection.execute(
        "INSERT OR IGNORE INTO language_pair (source, target) VALUES (?, ?)", languages
    )
    [[id]] = connection.execute(
        "SELECT id FROM language_pair WHERE source = ? AND target = ?", languages
    )
    return int(id)


def _stored_texts(connection: sqlite3.Connection, catalog: Catalog) -> dict[str, int]:
    """The ids of the texts of a catalog; the sources of its translations are indexed."""
    translated = [entry for entry in catalog.entries if _is_translated(entry)]
    sources = dict.fromkeys([entry.source for entry in translated])
    neighbors = [entry.source for entry in catalog.entries] if translated else []
    targets = [entry.target for entry in translated]
    ids = add_texts(connection, [*sources, *neighbors, *targets])
    new = {ids[text]: text for text in sources if not _is_indexed(connection, ids[text])}
    index.add(connection, new)
    connection.executemany("UPDATE text SET is_indexed = 1 WHERE id = ?", ((id,) for id in new))
    return ids


def _is_indexed(connection: sqlite3.Connection, id: int) -> bool:
    [[is_indexed]] = connection.execute("SELECT is_indexed FROM text WHERE id = ?", (id,))
    return bool(is_indexed)


class _Addition:
    """The entries of one catalog that are added to the memory."""

    def __init__(
        self, connection: sqlite3.Connection, catalog: Catalog, pair: int, texts: Mapping[str, int]
    ) -> None:
        self._connection = connection
        self._catalog = catalog
        self._pair = pair
        self._texts = texts
        self._touched: set[int] = set()
        self.counts = Added()

    def add(self, name: str, hand_off: str, entries: Sequence[Entry]) -> None:
        """Add the translated entries of a document."""
        if not any(map(_is_translated, entries)):
            return
        document = self._document(name, hand_off or self._known_hand_off(name, entries))
        sources = [NONE, *(self._texts[entry.source] for entry in entries), NONE]
        for position, entry in enumerate(entries):
            if _is_translated(entry):
                neighbors = sources[position], sources[position + 2]
                entry = replace(entry, origin=self._catalog.origin_of(entry))
                self.counts += self._placed(document, position, entry, neighbors)

    def _known_hand_off(self, name: str, entries: Sequence[Entry]) -> str:
        """The newest hand-off with one of the entries, or an empty text.

        Ids change with every hand-off, so the same id and source belong to the same one.
        """
        for entry in entries:
            key = self._pair, name, entry.key.unit, self._texts[entry.source]
            for [hand_off] in self._connection.execute(_HAND_OFF, key):
                return str(hand_off)
        return ""

    def _document(self, name: str, hand_off: str) -> int:
        key = self._pair, name, hand_off
        self._connection.execute(
            "INSERT OR IGNORE INTO document (language_pair, name, hand_off) VALUES (?, ?, ?)", key
        )
        [[id]] = self._connection.execute(
            "SELECT id FROM document WHERE language_pair = ? AND name = ? AND hand_off = ?", key
        )
        return int(id)

    def _placed(
        self, document: int, position: int, entry: Entry, neighbors: tuple[int, int]
    ) -> Added:
        """Add one entry, or replace the one of its unit; return the counts."""
        unit, source = entry.key.unit, self._texts[entry.source]
        old = self._connection.execute(_OLD, (document, unit)).fetchone() or _NOTHING
        if old[4:6] == (source, State.DONE) and entry.state is State.REVIEW:
            return Added(unchanged=1)
        translation = self._translation(source, entry)
        is_told = entry.origin is not Origin.UNKNOWN or old[0] != translation
        row = (translation, position, *neighbors, entry.origin.value if is_told else old[6])
        if (*old[:4], old[6]) == row:
            return Added(unchanged=1)
        self._connection.execute(_PLACE, (document, unit, *row))
        self._touched |= {translation, old[0]} - {NONE}
        if old[0] == translation:
            return Added(unchanged=1)
        return Added(changed=1) if old[0] else Added(new=1)

    def _translation(self, source: int, entry: Entry) -> int:
        key = source, self._pair, self._texts[entry.target], entry.state.value
        for [id] in self._connection.execute(_TRANSLATION, key):
            return int(id)
        inserted = self._connection.execute(
            "INSERT INTO translation (source, language_pair, target, state) VALUES (?, ?, ?, ?)",
            key,
        )
        return int(inserted.lastrowid or 0)

    def recount(self) -> None:
        """Count the uses of changed translations, and record the newest one."""
        for translation in sorted(self._touched):
            [[uses]] = self._connection.execute(_USES, (translation,))
            if uses:
                newest = self._connection.execute(_NEWEST, (translation,)).fetchone()
                self._connection.execute(_RECOUNT, (uses, *newest, translation))
            else:
                self._connection.execute("DELETE FROM translation WHERE id = ?", (translation,))


_HAND_OFF = (
    "SELECT hand_off FROM document"
    " JOIN entry ON entry.document = document.id"
    " JOIN translation ON translation.id = entry.translation"
    " WHERE document.language_pair = ? AND name = ? AND entry.unit = ? AND translation.source = ?"
    " ORDER BY hand_off DESC LIMIT 1"
)
_NOTHING = (NONE, 0, NONE, NONE, NONE, "", "")
_OLD = (
    "SELECT translation, position, before, after, source, state, entry.origin"
    " FROM entry JOIN translation ON translation.id = translation"
    " WHERE entry.document = ? AND entry.unit = ?"
)
_PLACE = (
    "INSERT OR REPLACE INTO entry (document, unit, translation, position, before, after, origin)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_TRANSLATION = (
    "SELECT id FROM translation WHERE source = ? AND language_pair = ? AND target = ? AND state = ?"
)
_USES = "SELECT count(*) FROM entry WHERE translation = ?"
_NEWEST = (
    "SELECT document.id, entry.unit, entry.origin"
    " FROM entry JOIN document ON document.id = entry.document"
    " WHERE entry.translation = ?"
    " ORDER BY document.hand_off DESC, document.name, entry.position LIMIT 1"
)
_RECOUNT = "UPDATE translation SET uses = ?, document = ?, unit = ?, origin = ? WHERE id = ?"
