"""The place of each old entry among the units of a new hand-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sxskit.catalog import Catalog, Entry, Key, Origin, State
from sxskit.dialect.edges import entry_text
from sxskit.exchange.matching import (
    Company,
    aligned,
    companies,
    in_company,
    in_order,
    paired,
)
from sxskit.exchange.sides import Standing, is_same, standing


@dataclass(eq=False, slots=True)
class Old:
    """An old entry, the entry of the base, and its place in the old document."""

    entry: Entry
    text: str
    base: Entry | None
    standing: Standing
    company: Company
    unit: Unit | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the entry is of this hand-off already."""
        return self.unit is not None and self.unit.is_kept

    @property
    def is_value(self) -> bool:
        """Whether the entry is a front-matter value."""
        return "\0" in self.text


@dataclass(eq=False, slots=True)
class Unit:
    """A unit of the hand-off, and the old entry with its home there."""

    entry: Entry
    text: str
    company: Company
    old: Old | None = None
    is_kept: bool = False  # the old catalog contains its id and its source
    is_certain: bool = True  # the old entry is certain to belong to this unit
    is_checked: bool = True  # its source is in the hand-off, not only in the old catalog

    def take(self, old: Old, *, is_certain: bool = True) -> None:
        """Make this unit the home of an old entry."""
        self.old, old.unit, self.is_certain = old, self, is_certain


def olds_of(ours: Catalog, name: str, base: Catalog | None, keys: Collection[str]) -> list[Old]:
    """Return the old entries of a document; `keys` are those of front-matter values."""
    entries = [*ours.of(name).values()]
    texts = [_text(entry, keys) for entry in entries]
    former = base.of(name) if base else {}
    olds = []
    for entry, text, company in zip(entries, texts, companies(texts), strict=True):
        before = former.get(entry.key.unit)
        if before is None and base and "\0" in text and entry.key.unit in base.metadata:
            before = value_of(entry, entry.key, base)
        if before is not None and not is_same(before.source, entry.source):
            before = None
        olds.append(Old(entry, text, before, standing(entry, before), company))
    return olds


def obsolete_of(ours: Catalog, keys: Collection[str]) -> list[Old]:
    """Return the obsolete entries of a catalog, without neighbors."""
    texts = [_text(entry, keys) for entry in ours.obsolete]
    return [
        Old(entry, text, None, standing(entry, None), Company("\0before", text, "\0after"))
        for entry, text in zip(ours.obsolete, texts, strict=True)
    ]


def units_of(theirs: Catalog, keys: Collection[str]) -> list[Unit]:
    """Return the units of a document; `keys` are those of front-matter values."""
    texts = [_text(entry, keys) for entry in theirs.entries]
    return [
        Unit(entry, text, company)
        for entry, text, company in zip(theirs.entries, texts, companies(texts), strict=True)
    ]


def value_of(ours: Entry, key: Key, document: Catalog) -> Entry:
    """Return the entry of a front-matter value, with the source of the old entry."""
    target = entry_text(document.metadata[key.unit])
    state = State.of(target, is_done=document.origin is not Origin.MACHINE)
    return Entry(key, ours.source, target, state, ours.line, ours.kind, origin=document.origin)


def _text(entry: Entry, keys: Collection[str]) -> str:
    """The text by which units are matched: the source, after the key of a front-matter value."""
    return f"{entry.key.unit}\0{entry.source}" if entry.key.unit in keys else entry.source


def place(old: Mapping[str, Sequence[Old]], new: Mapping[str, Sequence[Unit]]) -> dict[str, str]:
    """Give old entries a home at units of a hand-off; return the old name of each document.

    A home is in the same document; for work without a unit there, in any other document.
    """
    for name, units in new.items():
        _keep({each.entry.key.unit: each for each in old.get(name, ())}, units)
    documents = old_documents(old, new)
    ways = ways_of(each for entries in old.values() for each in entries)
    for name in sorted(documents, key=lambda name: name != documents[name]):
        _align(old[documents[name]], new[name], ways)
    olds = [each for name in in_order(_texts(old)) for each in old[name] if each.unit is None]
    units = [each for name in in_order(_texts(new)) for each in new[name] if each.old is None]
    for rank in (Standing.DONE, Standing.DRAFT, Standing.UNKNOWN):
        move([each for each in olds if each.standing is rank], units, ways)
    return documents


def _texts(documents: Mapping[str, Sequence[Old | Unit]]) -> dict[str, list[str]]:
    return {name: [each.text for each in entries] for name, entries in documents.items()}


def old_documents(
    old: Mapping[str, Sequence[Old]], new: Mapping[str, Sequence[Unit]]
) -> dict[str, str]:
    """Return the old name of each document; documents with kept entries have the same name."""
    same = {name for name, units in new.items() if any(each.is_kept for each in units)}
    others = paired(
        _texts({name: each for name, each in old.items() if name not in same}),
        _texts({name: each for name, each in new.items() if name not in same}),
    )
    # The rest of a document whose texts were moved to another one keeps its name.
    stayed = {name for name in new if name in old and name not in others}
    return {name: name for name in sorted(same | stayed)} | others


def _keep(known: Mapping[str, Old], units: Sequence[Unit]) -> None:
    """Give units with the id and the source of an old entry that entry.

    The key of a front-matter value is the same in every hand-off, so it counts only beside a unit.
    """
    same = [
        (known[unit.entry.key.unit], unit)
        for unit in units
        if unit.entry.key.unit in known
        and is_same(known[unit.entry.key.unit].entry.source, unit.entry.source)
    ]
    if all("\0" in unit.text for _, unit in same) and any("\0" not in each.text for each in units):
        return
    for each, unit in same:
        unit.take(each)
        unit.is_kept = True


def ways_of(olds: Iterable[Old]) -> dict[str, set[str]]:
    """Return the different translations of each text."""
    ways: dict[str, set[str]] = {}
    for each in olds:
        if each.entry.target.strip():
            ways.setdefault(each.text, set()).add(each.entry.target.strip())
    return ways


def _align(olds: Sequence[Old], units: Sequence[Unit], ways: Mapping[str, set[str]]) -> None:
    """Give the old entries of a document homes in the same document."""
    index = {id(each): n for n, each in enumerate(olds)}
    fixed = {
        n: index[id(unit.old)]
        for n, unit in enumerate(units)
        if unit.old is not None and id(unit.old) in index
    }
    here = set(fixed.values())
    matched = aligned(
        # An entry with a home in another document matches no text here.
        [each.text if each.unit is None or n in here else f"\0{n}" for n, each in enumerate(olds)],
        [each.text for each in units],
        fixed,
    )
    _prefer_work(olds, units, matched, fixed)
    for n, m in matched.items():
        if n not in fixed:
            old, unit = olds[m], units[n]
            is_certain = len(ways.get(old.text, ())) < 2 or old.company.is_like(unit.company)
            unit.take(old, is_certain=is_certain)


def _prefer_work(
    olds: Sequence[Old], units: Sequence[Unit], matched: dict[int, int], fixed: Mapping[int, int]
) -> None:
    """Give the units of a text to those of its old entries that are work of people."""
    taken = set(matched.values())
    waiting = {each.text for n, each in enumerate(olds) if n not in taken and each.standing.is_work}
    if not waiting:
        return
    at = defaultdict[str, list[int]](list)
    for n in sorted(matched.keys() - fixed.keys()):
        if units[n].text in waiting:
            at[units[n].text].append(n)
    uses = defaultdict[str, list[int]](list)
    kept = set(fixed.values())
    for n, each in enumerate(olds):
        if each.text in at and n not in kept and each.unit is None:
            uses[each.text].append(n)
    for text, places in at.items():
        before = {matched[n] for n in places}
        ranked = sorted(uses[text], key=lambda n: (-olds[n].standing, n not in before, n))
        chosen = sorted(ranked[: len(places)])
        if sum(olds[n].standing for n in chosen) > sum(olds[n].standing for n in before):
            matched.update(zip(places, chosen, strict=True))


def move(olds: Sequence[Old], units: Sequence[Unit], ways: Mapping[str, set[str]]) -> None:
    """Give old entries homes at free units of the same text in any document."""
    texts = {each.text for each in olds}
    free = [each for each in units if each.old is None and each.text in texts]
    for n, m in in_company([each.company for each in olds], [each.company for each in free]):
        old, unit = olds[n], free[m]
        is_certain = len(ways.get(old.text, ())) < 2 or old.company == unit.company
        unit.take(old, is_certain=is_certain)
