r"""The changes of a hand-off, unit by unit, and the number of words to translate.

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
from sxskit.errors import CatalogError
from sxskit.exchange.extract import extract
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.exchange.homes import Old, Unit, olds_of, place, units_of
from sxskit.exchange.proposals import with_near_alternative
from sxskit.exchange.sides import Standing, is_same
from sxskit.exchange.similar import NEAR, Similar
from sxskit.languages.tags import Difference, difference, varieties
from sxskit.markdown.words import words
from sxskit.scores import EQUAL, THRESHOLD, is_available


class Kind(StrEnum):
    """The kind of a change."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    TARGET = "changed target"
    SOURCE = "changed source"
    NEW = "new"
    GONE = "gone"


class Band(StrEnum):
    """The band of a source by the similarity of an older one, as agencies count words."""

    REPETITION = "repetitions"
    EQUAL = "100 %"
    HIGH = "95-99 %"
    MIDDLE = "85-94 %"
    LOW = "75-84 %"
    NONE = "no match"

    @classmethod
    def of(cls, score: int) -> Band:
        """Return the band of a score."""
        lowest = {EQUAL: cls.EQUAL, 95: cls.HIGH, 85: cls.MIDDLE, THRESHOLD: cls.LOW}
        return next((band for least, band in lowest.items() if score >= least), cls.NONE)


@dataclass(frozen=True, slots=True)
class Change:
    """The old and the new entry of a unit; the old one is None for new units, the new one for gone.

    `words` is the number of words of the source, `score` the similarity of the most similar source
    with an old translation, in percent, and `band` the band of the score, None for gone units.
    """

    kind: Kind
    old: Entry | None
    new: Entry | None
    words: int
    score: int = 0
    band: Band | None = None

    @property
    def source(self) -> str:
        """Return the new source of the unit, or the old one of a gone unit."""
        entry = self.new or self.old
        return entry.source if entry else ""


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes in document order, gone units at the end.

    `documents` maps the new name of each document to the old one, except for new documents.
    """

    changes: tuple[Change, ...]
    old_documents: tuple[str, ...] = ()
    new_documents: tuple[str, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind | Band) -> list[Change]:
        """Return the changes of a kind, or in a band."""
        return [each for each in self.changes if kind in (each.kind, each.band)]

    def by_document(self) -> Mapping[str, tuple[Change, ...]]:
        """The changes by the new name of their document; of those without one, by the old name."""
        now = {old: new for new, old in self.documents.items()}
        found: dict[str, list[Change]] = {}
        for each in self.changes:
            if each.new is not None:
                found.setdefault(each.new.key.document, []).append(each)
            elif each.old is not None:
                old = each.old.key.document
                found.setdefault(now.get(old, old), []).append(each)
        return {name: tuple(changes) for name, changes in found.items()}

    @property
    def todo(self) -> tuple[Entry, ...]:
        """Return the entries that need work: untranslated, or changed and not done.

        The translation of a changed source is an alternative.
        """
        return tuple(filter(None, map(_todo, self.changes)))


Side = Catalog | Mapping[str, Document]


def diff(old: Side, new: Side, *, front_matter: Collection[str] = TRANSLATED) -> Diff:
    """Return the changes between two hand-offs, given as catalogs or as documents by name.

    `front_matter` are the keys of front-matter values in catalogs. Similar sources are found with
    rapidfuzz; without it, a source counts as changed only if the id of its unit is the same.

    Raises CatalogError if the hand-offs are in different languages.
    """
    before, after = _catalog(old), _catalog(new)
    languages = before.target_language, after.target_language
    if difference(*languages) is Difference.LANGUAGE:
        raise CatalogError(
            f"the old hand-off is in {languages[0]}, the new one in {languages[1]}: "
            "give those of one language"
        )
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
    catalogs = [extract({name: side[name]}) for name in side]
    named = varieties(each.target_language for each in catalogs if each.target_language)
    entries = [entry for each in catalogs for entry in each.entries]
    return Catalog("", named[0] if len(named) == 1 else "", tuple(entries))


def _part(catalog: Catalog, name: str) -> Catalog:
    return Catalog("", "", tuple(catalog.of(name).values()))


def _count(entry: Entry) -> int:
    return len(words(entry.source))


def _moved(olds: Mapping[str, Sequence[Old]], units: Sequence[Unit], old: str) -> Iterator[Unit]:
    """The units from another document, and those in another order than the rest."""
    index = {id(each): n for n, each in enumerate(olds[old])}
    here = [(index[id(unit.old)], unit) for unit in units if id(unit.old) in index]
    stayed = _ascending([n for n, _ in here])
    yield from (unit for n, unit in here if n not in stayed)
    yield from (unit for unit in units if unit.old is not None and id(unit.old) not in index)


def _ascending(numbers: Sequence[int]) -> set[int]:
    """A longest ascending subsequence of different numbers."""
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
    """The similarity of sources to translated sources of the old hand-off."""

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
        """Return the score of a source, and the old entry of which it is a change, or None."""
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
        """The indexes of the sources of a document to compare; none if they are too many."""
        near = self._at.get(document, [])
        return near if len(near) <= NEAR else ()

    def change(self, old: Old) -> None:
        """Record that the source of an old entry has changed."""
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
    """The changes with their bands; further uses of a source that is new are repetitions."""
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
    """The entry of a change, if it needs work."""
    entry = change.new
    if entry is None or entry.state is State.DONE:
        return None
    if entry.state is State.REVIEW and change.kind in (Kind.UNCHANGED, Kind.MOVED):
        return None
    if change.kind is Kind.SOURCE and change.old is not None and change.old.target.strip():
        return with_near_alternative(entry, change.old, change.score or None)
    return entry
