r"""Edits, approvals and notes of a catalog, kept when it is extracted again.

A written catalog contains a digest of its entries, which shows whether it was edited. `keep` copies
edits from an edited catalog into a newly extracted one.

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

Laws: every target, approval and note of an edited catalog is in the kept one, or its entry is in
`lost`; ``keep(new, keep(new, old).catalog).catalog == keep(new, old).catalog`` if nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import le

from sxskit.catalog import (
    DIGEST,
    Catalog,
    Columns,
    Entry,
    Key,
    State,
)
from sxskit.dialect.edges import entry_text
from sxskit.exchange.notes import notes_of_people, of_people

# The mark after the digest of a catalog that contains more than the documents: edits of people in
# the catalog, and edits that came from another file.
_SEPARATOR, _LENGTH = "\0", 32  # of the texts in a digest, and of the digest
_EDITED, _CONVERTED = " edited", " converted"


@dataclass(frozen=True, slots=True)
class Kept:
    """A catalog with the edits of people; `lost` are old entries whose edits are missing in it."""

    catalog: Catalog
    lost: tuple[Entry, ...] = ()


def keep(new: Catalog, *old: Catalog) -> Kept:
    """Return a newly extracted catalog with the edits from the catalogs that it replaces.

    An entry with the same key, source and target keeps a state that the file contains, and each key
    keeps its notes. An entry whose target was removed is to review. An entry whose key no longer
    exists is matched with a new one with the same texts. An entry with a target, an approval or a
    note that cannot be kept is in `Kept.lost`. Obsolete entries are kept, and so are the
    alternatives and the previous source of an entry with the same source. A catalog that matches
    its digest contains no edits.
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
    """The obsolete entries of a new catalog and old ones, without those of units that exist."""
    if not old:
        return new.obsolete
    present = {(entry.key, *_texts(entry)) for entry in new.entries}
    gone = [each for each in old if (each.key, *_texts(each)) not in present]
    return tuple(dict.fromkeys([*new.obsolete, *gone]))


def supersede(new: Catalog, *old: Catalog) -> Kept:
    """Return a catalog from another file as the replacement of catalogs.

    Nothing is copied into it. Edits of people in the old catalogs that it does not contain are in
    `Kept.lost`; edits that came into them from another file are not.
    """
    digest = _digest_of(new)
    is_plain = new.metadata.get(DIGEST) == digest
    kept = _labeled(new, digest if is_plain else f"{digest}{_CONVERTED}")
    return Kept(kept, _superseded(new, old))


def _superseded(new: Catalog, old: Sequence[Catalog]) -> tuple[Entry, ...]:
    """The entries of old catalogs with edits of people that a catalog does not contain."""
    changed = [each for each in old if not _is_as_written(each)]
    if not changed:
        return ()
    obsolete = _named(changed, new, is_obsolete=True)
    held = {_texts(entry) for entry in (*new.entries, *new.obsolete)}
    lost = [each for each in obsolete if each.target.strip() and _texts(each) not in held]
    return (*_lost(new, _named(changed, new)), *lost)


def renew(new: Catalog, extracted: Catalog, *old: Catalog) -> Kept:
    """Return a catalog of the next hand-off as the replacement of old catalogs.

    It counts as edited if it differs from the extracted catalog. Edits of people in the old
    catalogs that it does not contain are in `Kept.lost`.
    """
    lost = _superseded(new, old)
    if DIGEST in new.metadata:
        return Kept(new, lost)
    is_same = (new.entries, new.obsolete) == (extracted.entries, extracted.obsolete)
    return Kept(_stamped(new, "" if is_same else _EDITED), lost)


def part(catalog: Catalog, entries: tuple[Entry, ...], obsolete: tuple[Entry, ...] = ()) -> Catalog:
    """Return some entries of a kept catalog as a catalog."""
    _, blank, mark = catalog.metadata[DIGEST].partition(" ")
    return _stamped(replace(catalog, entries=entries, obsolete=obsolete), f"{blank}{mark}")


def _stamped(catalog: Catalog, mark: str = "") -> Catalog:
    """The catalog with the digest of its entries, and a mark, in its metadata."""
    return _labeled(catalog, f"{_digest_of(catalog)}{mark}")


def _labeled(catalog: Catalog, digest: str) -> Catalog:
    metadata = {key: value for key, value in catalog.metadata.items() if key != DIGEST}
    metadata[DIGEST] = digest
    return catalog.labeled(target_language=catalog.target_language, metadata=metadata)


def stamped(head: Catalog, parts: Iterable[Catalog]) -> Catalog:
    """Return a catalog without entries with the digest of those of parts in its metadata.

    The parts are newly extracted, of one document each, in the order of their names.
    """
    metadata = {**head.metadata, DIGEST: _digest(each.columns for each in parts)}
    return head.labeled(target_language=head.target_language, metadata=metadata)


def is_untouched(catalog: Catalog) -> bool:
    """Whether a catalog contains no edits."""
    return DIGEST in catalog.metadata and catalog.metadata[DIGEST] == _digest_of(catalog)


def _is_as_written(catalog: Catalog) -> bool:
    """Whether a catalog contains no edits except those from another file."""
    stamped = catalog.metadata.get(DIGEST, "")
    return stamped != "" and stamped.removesuffix(_CONVERTED) == _digest_of(catalog)


def _digest_of(catalog: Catalog) -> str:
    return _digest([catalog.columns], catalog.obsolete)


def _digest(parts: Iterable[Columns], obsolete: Iterable[Entry] = ()) -> str:
    """A digest of the translations, notes and proposals, for any order and layout.

    Entries with neither do not count, because TMX omits them. Sources do not count, because no edit
    is lost with them. The parts are in the order of their keys.
    """
    from hashlib import sha256  # on use: needed for written catalogs only

    digest = sha256()
    separator = ""
    for texts in _digested(parts, obsolete):
        if texts:
            digest.update(f"{separator}{_SEPARATOR.join(texts)}".encode(errors="surrogatepass"))
            separator = _SEPARATOR
    return digest.hexdigest()[:_LENGTH]


def _digested(parts: Iterable[Columns], obsolete: Iterable[Entry]) -> Iterator[list[str]]:
    """The texts of a digest: of each part the targets, then all notes and all proposals."""
    done = State.DONE
    notes: list[str] = []
    proposals: list[str] = []
    for part in parts:
        columns = _in_order(part)
        units = columns.units
        yield [
            f"{unit}{'=' if state is done else '~'}{target}"
            for unit, state, target in zip(units, columns.states, columns.targets, strict=True)
            if target.strip()
        ]
        notes += [
            f"{unit} {note}"
            for unit, each in zip(units, columns.remarks.notes, strict=True)
            if each
            for note in of_people(each)
        ]
        proposals += [
            f"{units[index]}|{text}"
            for index, rare in sorted(columns.remarks.rare.items())
            if rare.alternatives or rare.previous_source
            for text in (rare.previous_source, *[each.text for each in rare.alternatives])
        ]
    yield notes
    yield proposals
    yield sorted([f"{e.key.unit}#{e.target}" for e in obsolete if e.target.strip()])


def _in_order(columns: Columns) -> Columns:
    """The columns in the order of the keys."""
    documents, units = columns.documents, columns.units
    keys = [*zip(documents, units, strict=True)] if len({*documents}) > 1 else units
    if all(map(le, keys, keys[1:])):
        return columns
    return columns.at(sorted(range(len(keys)), key=keys.__getitem__))


def _named(catalogs: Iterable[Catalog], new: Catalog, *, is_obsolete: bool = False) -> list[Entry]:
    """The entries of old catalogs, or the obsolete ones.

    Entries without a document belong to that of the new catalog.
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
    """Old entries by the keys of the new entries for the same unit.

    Another hand-off has other ids: an entry whose key no longer exists is matched with the next new
    one with its texts.
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
    """A new entry with the state and the notes of the old one."""
    if before is None:
        return entry
    state = entry.state
    if entry.target.strip() and entry_text(entry.source) == entry_text(before.source):
        if entry_text(entry.target) == entry_text(before.target):
            state = before.state if before.state_is_stated else state
        elif not before.target.strip():
            state = State.REVIEW
    notes = [note for note in notes_of_people(before) if note not in entry.notes]
    if state is not entry.state or notes:
        entry = replace(entry, state=state, notes=(*entry.notes, *notes))
    return _with_proposals(entry, before) if _has_proposals(before) else entry


def _has_proposals(entry: Entry) -> bool:
    return bool(entry.alternatives or entry.previous_source)


def _with_proposals(entry: Entry, before: Entry) -> Entry:
    """A new entry with the alternatives and the previous source of an old one."""
    if entry_text(entry.source) != entry_text(before.source):
        return entry
    is_same = entry_text(entry.target) == entry_text(before.target)
    return replace(
        entry,
        alternatives=entry.alternatives or before.alternatives,
        previous_source=entry.previous_source or (before.previous_source if is_same else ""),
    )


def _lost(kept: Catalog, old: Sequence[Entry]) -> tuple[Entry, ...]:
    """The old entries with edits that a catalog does not contain."""
    matched = _matched(kept, old)
    after = {matched[entry.key].key: entry for entry in kept.entries if entry.key in matched}
    texts = {_texts(entry) for entry in kept.entries}
    return tuple([entry for entry in old if not _is_held(entry, after.get(entry.key), texts)])


def _is_held(old: Entry, new: Entry | None, texts: Collection[tuple[str, str]]) -> bool:
    """Whether the new entry, or without one the texts, contain the edits of an old entry."""
    if old.defect is not None:  # a part of a translation, which an entry cannot contain
        return False
    notes = notes_of_people(old)
    if new is None:
        return not notes and (not old.target.strip() or _texts(old) in texts)
    if old.target.strip() and entry_text(old.target) != entry_text(new.target):
        return False
    is_approved = old.state is State.DONE and old.state_is_stated and _texts(old) == _texts(new)
    return (new.state is State.DONE or not is_approved) and set(notes) <= set(new.notes)
