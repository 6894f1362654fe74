r"""Edits, approvals and notes of a catalog, kept when it is extracted again.

A written catalog holds a digest of its entries, which shows later whether it was edited. `keep`
carries edits from an edited catalog into a newly extracted one.

>>> from dataclasses import replace
>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.REVIEW)
>>> extracted = Catalog("en-US", "ru-RU", (entry,))
>>> approved = replace(extracted, entries=(replace(entry, state=State.DONE),))
>>> keep(extracted, approved).catalog.entries == approved.entries
True
>>> edited = replace(extracted, entries=(replace(entry, target="Здравствуйте"),))
>>> [str(entry.key) for entry in keep(extracted, edited).lost]
['a.md#7758d-103']

Laws: every target, approval and note of an edited catalog is in the kept one, or its entry is lost;
``keep(new, keep(new, old).catalog).catalog == keep(new, old).catalog`` where nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from sxskit.catalog import (
    DIGEST,
    Catalog,
    Entry,
    Key,
    State,
)
from sxskit.dialect.edges import entry_text
from sxskit.exchange.extract import LINK_TARGET
from sxskit.exchange.front_matter import MOVED_ON

# The notes that `extract` writes begin so; all others are of people, or of their tools.
_OURS = (LINK_TARGET, MOVED_ON)
# What follows the digest of a catalog that holds more than the documents do: work that people have
# done in it, and work that came from another file.
_EDITED, _CONVERTED = " edited", " converted"
_by_key = attrgetter("key")


@dataclass(frozen=True, slots=True)
class Kept:
    """A catalog with the work of people; `lost` are the old entries whose work it does not hold."""

    catalog: Catalog
    lost: tuple[Entry, ...] = ()


def keep(new: Catalog, *old: Catalog) -> Kept:
    """A newly extracted catalog with the work of people in the catalogs that it replaces.

    An entry with the same key, source and target keeps a stated state, and each key its notes; one
    whose target was removed is to review. An entry whose key is gone is the new one with the same
    texts. A target, an approval or a note that finds no place makes its entry `Kept.lost`. Obsolete
    entries are kept, as are the alternatives and the previous source of an entry with the same
    source. A catalog that has its digest and was not edited since holds no work.
    """
    changed = [each for each in old if not is_untouched(each)]
    if not changed:
        return Kept(_stamped(new))
    edited = _named(changed, new)
    before = _matched(new, edited)
    entries = tuple([_carried(each, before.get(each.key)) for each in new.entries])
    obsolete = _obsolete(new, _named(changed, new, is_obsolete=True))
    kept = replace(new, entries=entries, obsolete=obsolete)
    mark = "" if kept == new else _EDITED
    return Kept(_stamped(kept, mark), _lost(kept, edited))


def _obsolete(new: Catalog, old: Sequence[Entry]) -> tuple[Entry, ...]:
    """The obsolete entries of a new catalog and old ones, less those whose unit is there again."""
    if not old:
        return new.obsolete
    present = {(entry.key, *_texts(entry)) for entry in new.entries}
    gone = [each for each in old if (each.key, *_texts(each)) not in present]
    return tuple(dict.fromkeys([*new.obsolete, *gone]))


def supersede(new: Catalog, *old: Catalog) -> Kept:
    """A catalog, as another file holds it, in the place of the catalogs that it replaces.

    Nothing is carried into it. The work that people have done in the old catalogs is `Kept.lost`
    unless the new one holds it; what came into them from another file is not.
    """
    changed = [each for each in old if not _is_as_written(each)]
    obsolete = _named(changed, new, is_obsolete=True)
    held = {_texts(entry) for entry in (*new.entries, *new.obsolete)}
    lost = [each for each in obsolete if each.target.strip() and _texts(each) not in held]
    return Kept(
        _stamped(new, "" if is_untouched(new) else _CONVERTED),
        (*_lost(new, _named(changed, new)), *lost),
    )


def part(catalog: Catalog, entries: tuple[Entry, ...], obsolete: tuple[Entry, ...] = ()) -> Catalog:
    """Some entries of a kept catalog as a catalog of their own."""
    _, blank, mark = catalog.metadata[DIGEST].partition(" ")
    return _stamped(replace(catalog, entries=entries, obsolete=obsolete), f"{blank}{mark}")


def _stamped(catalog: Catalog, mark: str = "") -> Catalog:
    """The catalog with the digest of its entries, and a mark, in the metadata."""
    metadata = {key: value for key, value in catalog.metadata.items() if key != DIGEST}
    metadata[DIGEST] = f"{_digest(catalog)}{mark}"
    return replace(catalog, metadata=metadata)


def is_untouched(catalog: Catalog) -> bool:
    """Whether a catalog holds what the documents held, and nothing else."""
    return DIGEST in catalog.metadata and catalog.metadata[DIGEST] == _digest(catalog)


def _is_as_written(catalog: Catalog) -> bool:
    """Whether the work in a catalog, if any, came from another file, and nobody has added to it."""
    said = catalog.metadata.get(DIGEST, "")
    return said != "" and said.removesuffix(_CONVERTED) == _digest(catalog)


def _digest(catalog: Catalog) -> str:
    """A digest of the translations, the notes and what is proposed, in any order and layout.

    Entries with neither do not count, for TMX leaves them out; nor do sources, with which no work
    is lost, and whose digest would take as long as that of the targets.
    """
    from hashlib import sha256  # on use: only a catalog that is written needs it

    done = State.DONE
    entries = sorted(catalog.entries, key=_by_key)
    said = [
        f"{entry.key.unit}{'=' if entry.state is done else '~'}{entry.target}"
        for entry in entries
        if entry.target.strip()
    ]
    said += [f"{e.key.unit} {note}" for e in entries if e.notes for note in _notes(e)]
    said += [
        f"{e.key.unit}|{text}"
        for e in entries
        if e.alternatives or e.previous_source
        for text in (e.previous_source, *[each.text for each in e.alternatives])
    ]
    said += sorted([f"{e.key.unit}#{e.target}" for e in catalog.obsolete if e.target.strip()])
    return sha256("\0".join(said).encode(errors="surrogatepass")).hexdigest()[:32]


def _notes(entry: Entry) -> tuple[str, ...]:
    """The notes of people."""
    return tuple([note for note in entry.notes if not note.startswith(_OURS)])


def _named(catalogs: Iterable[Catalog], new: Catalog, *, is_obsolete: bool = False) -> list[Entry]:
    """The entries of old catalogs, or the obsolete ones.

    Those without a document are of the one of the new catalog.
    """
    documents = new.documents
    only = documents[0] if len(documents) == 1 else ""
    return [
        entry if entry.key.document else replace(entry, key=Key(only, entry.key.unit))
        for catalog in catalogs
        for entry in (catalog.obsolete if is_obsolete else catalog.entries)
    ]


def _texts(entry: Entry) -> tuple[str, str]:
    return entry_text(entry.source), entry_text(entry.target)


def _matched(new: Catalog, old: Sequence[Entry]) -> dict[Key, Entry]:
    """Old entries by the keys of the new ones that are for the same unit.

    Another hand-off has other ids: an entry whose key is gone is the next new one with its texts.
    """
    matched = {entry.key: entry for entry in old}
    keys = {entry.key for entry in new.entries}
    gone = defaultdict[tuple[str, str], deque[Entry]](deque)
    for entry in old:
        if entry.key not in keys:
            gone[_texts(entry)].append(entry)
            matched.pop(entry.key, None)
    for entry in new.entries:
        if gone and entry.key not in matched and gone[_texts(entry)]:
            matched[entry.key] = gone[_texts(entry)].popleft()
    return matched


def _carried(entry: Entry, before: Entry | None) -> Entry:
    """A new entry with the state and the notes that people have given to the old one."""
    if before is None:
        return entry
    state = entry.state
    if entry.target.strip() and entry_text(entry.source) == entry_text(before.source):
        if entry_text(entry.target) == entry_text(before.target):
            state = before.state if before.state_is_stated else state
        elif not before.target.strip():
            state = State.REVIEW
    notes = [note for note in _notes(before) if note not in entry.notes]
    if state is not entry.state or notes:
        entry = replace(entry, state=state, notes=(*entry.notes, *notes))
    return _with_proposals(entry, before) if _has_proposals(before) else entry


def _has_proposals(entry: Entry) -> bool:
    return bool(entry.alternatives or entry.previous_source)


def _with_proposals(entry: Entry, before: Entry) -> Entry:
    """A new entry with what an old one of the same texts has beside its target."""
    if entry_text(entry.source) != entry_text(before.source):
        return entry
    is_same = entry_text(entry.target) == entry_text(before.target)
    return replace(
        entry,
        alternatives=entry.alternatives or before.alternatives,
        previous_source=entry.previous_source or (before.previous_source if is_same else ""),
    )


def _lost(kept: Catalog, old: Sequence[Entry]) -> tuple[Entry, ...]:
    """The old entries with work that a catalog does not hold."""
    matched = _matched(kept, old)
    after = {matched[entry.key].key: entry for entry in kept.entries if entry.key in matched}
    texts = {_texts(entry) for entry in kept.entries}
    return tuple([entry for entry in old if not _is_held(entry, after.get(entry.key), texts)])


def _is_held(old: Entry, new: Entry | None, texts: Collection[tuple[str, str]]) -> bool:
    """Whether the work in an old entry is in the new one; without one, whether its texts are."""
    if old.defect is not None:  # half a translation, which no entry can hold
        return False
    notes = _notes(old)
    if new is None:
        return not notes and (not old.target.strip() or _texts(old) in texts)
    if old.target.strip() and entry_text(old.target) != entry_text(new.target):
        return False
    is_approved = old.state is State.DONE and old.state_is_stated and _texts(old) == _texts(new)
    return (new.state is State.DONE or not is_approved) and set(notes) <= set(new.notes)
