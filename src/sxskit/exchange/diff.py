r"""What a hand-off changed, unit by unit, and how many words have to be translated.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> def catalog(id, **texts):
...     entries = [Entry(Key("a.md", f"{id}-{n}"), source, target, State.DONE)
...                for n, (source, target) in enumerate(texts.items(), 101)]
...     return Catalog("en-US", "ru-RU", tuple(entries))
>>> changes = diff(catalog("1a2b3", Hello="Привет", Sky="Небо"), catalog("4c5d6", Sky="Небеса"))
>>> [(str(change.kind), change.source) for change in changes.changes]
[('changed target', 'Sky'), ('gone', 'Hello')]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sxskit.catalog import Catalog, Entry, State
from sxskit.dialect.document import Document
from sxskit.exchange.extract import extract
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.exchange.homes import Old, Unit, olds_of, place, units_of
from sxskit.exchange.proposals import with_near_alternative
from sxskit.exchange.sides import Standing, is_same
from sxskit.exchange.similar import NEAR, Similar
from sxskit.markdown.words import words
from sxskit.similarity import EQUAL, THRESHOLD, is_available


class Kind(StrEnum):
    """What a hand-off did to a unit."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    TARGET = "changed target"
    SOURCE = "changed source"
    NEW = "new"
    GONE = "gone"


class Band(StrEnum):
    """How much of a source has been translated before, as agencies count it."""

    REPETITION = "repetitions"
    EQUAL = "100 %"
    HIGH = "95-99 %"
    MIDDLE = "85-94 %"
    LOW = "75-84 %"
    NONE = "no match"

    @classmethod
    def of(cls, score: int) -> Band:
        """The band of the score of the most similar old source."""
        lowest = {EQUAL: cls.EQUAL, 95: cls.HIGH, 85: cls.MIDDLE, THRESHOLD: cls.LOW}
        return next((band for least, band in lowest.items() if score >= least), cls.NONE)


@dataclass(frozen=True, slots=True)
class Change:
    """One unit: as it was and as it is, of which one may be missing.

    `score` is that of the most similar source that was translated before, `words` how many the
    source has; `band` is where these count. It is None where the unit is gone.
    """

    kind: Kind
    old: Entry | None
    new: Entry | None
    words: int
    score: int = 0
    band: Band | None = None

    @property
    def source(self) -> str:
        """The source of the unit, as it is or as it was."""
        entry = self.new or self.old
        return entry.source if entry else ""


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes in document order, those that are gone at the end.

    `documents` has the old name of each document that there was before, by its new one.
    """

    changes: tuple[Change, ...]
    old_documents: tuple[str, ...] = ()
    new_documents: tuple[str, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind | Band) -> list[Change]:
        """The changes of a kind, or in a band."""
        return [each for each in self.changes if kind in (each.kind, each.band)]

    @property
    def todo(self) -> tuple[Entry, ...]:
        """The entries that need work: untranslated, or changed and not done.

        One whose source has changed has the translation of the old one as an alternative.
        """
        return tuple(filter(None, map(_todo, self.changes)))


Side = Catalog | Mapping[str, Document]


def diff(old: Side, new: Side, *, front_matter: Collection[str] = TRANSLATED) -> Diff:
    """What changed from one hand-off to the next: of documents, given by name, or of catalogs.

    `front_matter` are the keys of values in catalogs. Without rapidfuzz, a changed source is known
    by the id of its unit alone, and no similar one is found.
    """
    before, after = _catalog(old), _catalog(new)
    olds = {name: olds_of(before, name, None, front_matter) for name in before.documents}
    for each in (each for entries in olds.values() for each in entries):
        each.standing = Standing.DONE
    units = {name: units_of(_part(after, name), front_matter) for name in after.documents}
    documents = place(olds, units)
    moved = {id(unit) for name in documents for unit in _moved(olds, units[name], documents[name])}
    scores = _Scores(olds, documents)
    changes = [
        _change(unit, name, scores, is_moved=id(unit) in moved)
        for name, each_units in units.items()
        for unit in each_units
    ]
    changes = _with_bands(changes)
    for each in (each for entries in olds.values() for each in entries):
        if each.unit is None and id(each) not in scores.changed:
            changes.append(Change(Kind.GONE, each.entry, None, _count(each.entry)))
    return Diff(tuple(changes), before.documents, after.documents, documents)


def _catalog(side: Side) -> Catalog:
    if isinstance(side, Catalog):
        return side
    entries = [entry for name in side for entry in extract({name: side[name]}).entries]
    return Catalog("", "", tuple(entries))


def _part(catalog: Catalog, name: str) -> Catalog:
    return Catalog("", "", tuple(catalog.of(name).values()))


def _count(entry: Entry) -> int:
    return len(words(entry.source))


def _moved(olds: Mapping[str, Sequence[Old]], units: Sequence[Unit], old: str) -> Iterator[Unit]:
    """The units that are from another document, or not in the order of the others."""
    index = {id(each): n for n, each in enumerate(olds[old])}
    here = [(index[id(unit.old)], unit) for unit in units if id(unit.old) in index]
    stayed = _ascending([n for n, _ in here])
    yield from (unit for n, unit in here if n not in stayed)
    yield from (unit for unit in units if unit.old is not None and id(unit.old) not in index)


def _ascending(numbers: Sequence[int]) -> set[int]:
    """A longest part of different numbers that is in ascending order."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found = set[int]()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


class _Scores:
    """The translated sources of old documents, and which of them have changed."""

    def __init__(self, olds: Mapping[str, Sequence[Old]], documents: Mapping[str, str]) -> None:
        self._documents = documents
        self._by_key = {each.entry.key: each for entries in olds.values() for each in entries}
        everything = [each for entries in olds.values() for each in entries]
        self._olds = [each for each in everything if each.entry.target.strip()]
        self._translated = {each.entry.source for each in self._olds}
        self._similar = Similar([each.entry.source for each in self._olds])
        self._at: dict[str, list[int]] = {}
        for n, each in enumerate(self._olds):
            self._at.setdefault(each.entry.key.document, []).append(n)
        self.changed: set[int] = set()

    def score(self, unit: Unit, name: str) -> tuple[int, Old | None]:
        """The score of a unit's source, and the old entry of which it is a change."""
        source = unit.entry.source
        if source in self._translated:
            return EQUAL, None
        here = self._documents.get(name, "")
        found = None
        if is_available():
            found = self._similar.best(source, THRESHOLD, self._near(here))
        old = self._by_key.get(unit.entry.key) if here == name else None
        if old is None and found is not None:
            old = self._olds[found[0]]
        if old is not None and (old.unit is not None or id(old) in self.changed):
            old = None
        return found[1] if found else 0, old

    def _near(self, document: str) -> Sequence[int]:
        """The sources of a document, which are all compared unless there are too many."""
        near = self._at.get(document, [])
        return near if len(near) <= NEAR else ()

    def change(self, old: Old) -> None:
        self.changed.add(id(old))


def _change(unit: Unit, name: str, scores: _Scores, *, is_moved: bool) -> Change:
    score, changed = scores.score(unit, name)
    count = _count(unit.entry)
    old = unit.old
    if old is None:
        if changed is None:
            return Change(Kind.NEW, None, unit.entry, count, score)
        scores.change(changed)
        return Change(Kind.SOURCE, changed.entry, unit.entry, count, score)
    kind = Kind.MOVED if is_moved else Kind.UNCHANGED
    if not is_same(old.entry.target, unit.entry.target):
        kind = Kind.TARGET
    return Change(kind, old.entry, unit.entry, count, score)


def _with_bands(changes: Sequence[Change]) -> list[Change]:
    """The changes with their bands: of a source without an equal one, the first use counts."""
    found = []
    met: set[str] = set()
    for change in changes:
        band = Band.of(change.score)
        if band is not Band.EQUAL and change.source in met:
            band = Band.REPETITION
        met.add(change.source)
        found.append(replace(change, band=band))
    return found


def _todo(change: Change) -> Entry | None:
    """The entry of a change that needs work."""
    entry = change.new
    if entry is None or entry.state is State.DONE:
        return None
    if entry.state is State.REVIEW and change.kind in (Kind.UNCHANGED, Kind.MOVED):
        return None
    if change.kind is Kind.SOURCE and change.old is not None and change.old.target.strip():
        return with_near_alternative(entry, change.old, change.score or None)
    return entry
