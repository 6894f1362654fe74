"""The matches of a memory: translations of equal sources, and of similar ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from sxskit.adaptation import adapted
from sxskit.catalog import Key, Origin, State
from sxskit.encoding import encode
from sxskit.errors import CatalogError
from sxskit.memory.index import EFFORT, Effort, Index
from sxskit.memory.store import errors, reading
from sxskit.memory.texts import NONE, digest, text_id
from sxskit.scores import LOWEST, THRESHOLD, is_available

# The default maximal number of near matches of a source.
MATCHES = 5
_HIGHEST = 99
# The maximal numbers of translations of a source that are read, and that are exact matches.
_READ, _MOST = 1000, 50
Row: TypeAlias = Sequence[Any]
# Faster than calling the enumeration.
_STATES = {state.value: state for state in State}
_ORIGINS = {origin.value: origin for origin in Origin}
_COLUMNS = "translation.id, target.text, state, uses, document.name, unit, hand_off, origin"
_JOINED = "JOIN text AS target ON target.id = target JOIN document ON document.id = document"
_BY_ID = (
    f"SELECT {_COLUMNS} FROM translation {_JOINED}"  # noqa: S608
    f" WHERE translation.source = ? AND translation.language_pair = ? LIMIT {_READ}"
)
_BY_DIGEST = (
    f"SELECT source.text, {_COLUMNS} FROM text AS source"  # noqa: S608
    f" JOIN translation ON translation.source = source.id {_JOINED}"
    f" WHERE source.digest = ? AND translation.language_pair = ? LIMIT {_READ}"
)
_BETWEEN = (
    "SELECT document.name, unit, hand_off, origin"
    " FROM entry JOIN document ON document.id = document"
    " WHERE translation = ? AND before = ? AND after = ?"
    " ORDER BY document.name = ? DESC, hand_off DESC, document.name, position LIMIT 1"
)
_IN_DOCUMENT = (
    "SELECT document.name, unit, hand_off, origin"
    " FROM entry JOIN document ON document.id = document"
    " WHERE translation = ? AND document.name = ? ORDER BY hand_off DESC, position LIMIT 1"
)


class Match(NamedTuple):
    """A translation that a memory proposes.

    `score` is that of `source` and the requested text, in percent; 100 means equal. `state` is that
    of the entry in the memory if the sources are equal, or review. `key`, `hand_off` and `origin`
    are those of an entry with the translation: between the same neighbors, in the same document,
    or the newest. `uses` counts the entries of this source, target and state. `is_between_same` is
    whether the entries before and after that one have the given sources. `notes` are remarks for
    the translator on differences. `stored_state` is the state in the memory, also for similar
    sources.
    """

    source: str
    target: str
    score: int
    state: State
    key: Key
    hand_off: str = ""
    uses: int = 1
    origin: Origin = Origin.UNKNOWN
    is_between_same: bool = False
    notes: tuple[str, ...] = ()
    stored_state: State = State.REVIEW


class Matcher:
    """A search for translations of a memory in one language pair."""

    def __init__(self, connection: sqlite3.Connection, pair: int, name: str) -> None:
        self._connection = connection
        self._pair = pair
        self._name = name
        self._index = Index(connection, pair)

    def matches(
        self,
        source: str,
        *,
        before: str | None = None,
        after: str | None = None,
        document: str = "",
        threshold: int = THRESHOLD,
        limit: int = MATCHES,
    ) -> list[Match]:
        """Return the exact matches of a source, followed by the near ones, up to the limit."""
        found = self.exact(source, before=before, after=after, document=document)[:limit]
        left = limit - len(found)
        return found + self.near(source, threshold, limit=left) if left else found

    def exact(
        self,
        source: str,
        *,
        before: str | None = None,
        after: str | None = None,
        document: str = "",
    ) -> list[Match]:
        """Return the translations of an equal source, the best first.

        `before` and `after` are the sources of the neighbors, empty if there is none, None if it is
        unknown. Translations between the same neighbors come first, then those that are done, then
        those of the same document, the newest hand-off, and the most used.
        """
        with errors(self._name):
            key = digest(source), self._pair
            rows = [
                row for text, *row in self._connection.execute(_BY_DIGEST, key) if text == source
            ]
            between = self._ids_of(before, after) if rows else None
            return self._ranked(source, _most_used(rows), between, document)

    def exact_all(self, sources: Sequence[str], *, document: str = "") -> list[list[Match]]:
        """Return the exact matches of the sources of a document, with their neighbors."""
        with reading(self._connection, self._name):
            known = {text: text_id(self._connection, text) for text in dict.fromkeys(sources)}
            ids = [NONE, *(known[text] for text in sources), NONE]
            rows = {id: self._rows(id) for id in known.values() if id is not None}
            found: list[list[Match]] = []
            for before, id, after, source in zip(ids, ids[1:], ids[2:], sources, strict=False):
                between = None if before is None or after is None else (before, after)
                translations = [] if id is None else rows[id]
                found.append(self._ranked(source, translations, between, document))
            return found

    def near(
        self,
        source: str,
        threshold: int = THRESHOLD,
        *,
        limit: int = MATCHES,
        effort: Effort = EFFORT,
    ) -> list[Match]:
        """Return the translations of similar sources with scores from the threshold to 99.

        The best come first. Without rapidfuzz there are none. Raises ValueError for a threshold
        below 60, and CatalogError for a text that is not Unicode.
        """
        if not LOWEST <= threshold <= _HIGHEST:
            raise ValueError(f"threshold {threshold} must be between {LOWEST} and {_HIGHEST}")
        encode(source, CatalogError)
        if not is_available():
            return []
        found: list[Match] = []
        with reading(self._connection, self._name):
            for id, text, score in self._index.similar(source, threshold, effort):
                if text != source:
                    found += self._similar(id, source, text, score)
                if len(found) >= limit:
                    break
        return found[:limit]

    def _rows(self, id: int) -> list[Row]:
        """The rows of the translations of a source, by its id."""
        return _most_used(self._connection.execute(_BY_ID, (id, self._pair)).fetchall())

    def _ids_of(self, before: str | None, after: str | None) -> tuple[int, int] | None:
        """The ids of neighbors; None if one of them is unknown."""
        if before is None or after is None:
            return None
        ids = [text_id(self._connection, text) if text else NONE for text in (before, after)]
        return None if ids[0] is None or ids[1] is None else (ids[0], ids[1])

    def _ranked(
        self, source: str, rows: Iterable[Row], between: tuple[int, int] | None, document: str
    ) -> list[Match]:
        """The exact matches of a source, by rows of its translations and the ids of neighbors."""
        ranked = []
        for translation, target, state, uses, *newest in rows:
            place, is_between_same = None, False
            if between is not None:
                place = self._connection.execute(
                    _BETWEEN, (translation, *between, document)
                ).fetchone()
                is_between_same = place is not None
            if place is None and document and newest[0] != document:
                place = self._connection.execute(_IN_DOCUMENT, (translation, document)).fetchone()
            name, unit, hand_off, origin = place or newest
            match = Match(
                *(source, target, 100, _STATES[state], Key(name, unit), hand_off, uses),
                origin=_ORIGINS[origin],
                is_between_same=is_between_same,
                stored_state=_STATES[state],
            )
            ranked.append(match)
        if len(ranked) > 1:
            ranked.sort(key=lambda match: match.target)
            ranked.sort(key=lambda match: _rank(match, document), reverse=True)
        return ranked

    def _similar(self, id: int, source: str, text: str, score: int) -> Iterator[Match]:
        """The near matches with one similar source."""
        for match in self._ranked(text, self._rows(id), None, ""):
            target, notes = adapted(source, text, match.target)
            yield match._replace(target=target, score=score, state=State.REVIEW, notes=notes)


def _most_used(rows: list[Row]) -> list[Row]:
    """The rows of the translations that are done and most used, if they are too many."""
    if len(rows) <= _MOST:
        return rows
    return sorted(rows, key=lambda row: (row[2] != State.DONE, -row[3], row[1]))[:_MOST]


def _rank(match: Match, document: str) -> tuple[bool, bool, bool, str, int]:
    is_done = match.state is State.DONE
    is_here = match.key.document == document
    return match.is_between_same, is_done, is_here, match.hand_off, match.uses
