r"""Catalogs of the next hand-off, with the work in an older catalog.

>>> from dataclasses import replace
>>> from sxskit.catalog import State
>>> from sxskit.dialect.document import parse
>>> from sxskit.exchange.extract import extract
>>> def document(id, source, target):
...     return parse(
...         "---\nms.contentlocale: ru-RU\nms.translationtype: MT\n---\n"
...         f'# <span data-ttu-id="{id}">{target}</span>'
...         f'<span class="sxs-lookup"><span data-stu-id="{id}">{source}</span></span>\n'
...     )
>>> catalog = extract({"a.md": document("7758d-103", "Hello", "Хай")})
>>> [entry] = catalog.entries
>>> corrected = replace(entry, target="Привет", state=State.DONE)
>>> corrected = replace(catalog, entries=(corrected,))
>>> updated = update(corrected, {"b.md": document("0a1b2-103", "Hello", "Алло")})
>>> [(str(entry.key), entry.target, str(entry.state)) for entry in updated.catalog.entries]
[('b.md#0a1b2-103', 'Привет', 'done')]

Laws: ``update(c, d).catalog == c`` for a catalog of the documents, whatever edits it contains; a
second update by the same hand-off changes nothing. Each old entry that is work is at one unit, or
obsolete. The result depends neither on the order of documents nor on their names. With a memory,
the same holds while that is unchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sxskit.catalog import Catalog, Entry, Key, State
from sxskit.dialect.document import Document
from sxskit.dialect.locations import at_pair
from sxskit.errors import CatalogError
from sxskit.exchange.extract import extract, joined
from sxskit.exchange.front_matter import NOTHING, TRANSLATED
from sxskit.exchange.homes import (
    Old,
    Unit,
    move,
    obsolete_of,
    olds_of,
    place,
    units_of,
    value_of,
    ways_of,
)
from sxskit.exchange.pretranslation import Lookup, Translation, TranslationMemory, is_open
from sxskit.exchange.proposals import Proposals
from sxskit.exchange.sides import decided, is_same
from sxskit.exchange.uses import Uses
from sxskit.findings import Finding
from sxskit.languages.tags import Difference, difference
from sxskit.scores import THRESHOLD


@dataclass(frozen=True, slots=True)
class Updated:
    """The catalog of a hand-off, with findings on entries in conflict, and counts of entries.

    `kept` were of this hand-off already, `carried` come from the old catalog, `copied` are other
    uses of a source in it, `proposed` have the translation of a similar source, to review,
    `matched` have a translation of the memory, and `retired` are newly obsolete. `documents` maps
    the name of each document to its old name.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    kept: int = 0
    carried: int = 0
    copied: int = 0
    proposed: int = 0
    retired: int = 0
    documents: Mapping[str, str] = field(default_factory=dict)
    matched: int = 0


def update(
    catalog: Catalog,
    documents: Mapping[str, Document],
    *,
    base: Mapping[str, Document] | None = None,
    language: str | None = None,
    english: Mapping[str, str] = NOTHING,
    base_english: Mapping[str, str] = NOTHING,
    front_matter: Collection[str] = TRANSLATED,
    threshold: int = THRESHOLD,
    memory: TranslationMemory | None = None,
) -> Updated:
    """Return the catalog of documents, given by name, with the work in an older catalog.

    `base` are the documents from which the old catalog was extracted: texts equal to theirs are not
    work. `english` and `base_english` are English documents, as for `extract`. Near matches have
    scores from the threshold, 1 to 100, and require rapidfuzz. Units without a text of the old
    catalog get a translation of the `memory`, as with `extract`.

    Raises CatalogError if the languages of catalog and documents differ, or the memory has
    translations in other languages only.
    """
    theirs = _extracted(documents, english, front_matter)
    old = _extracted(base or {}, base_english, front_matter)
    return update_catalogs(catalog, theirs, old, language, front_matter, threshold, memory=memory)


def _extracted(
    documents: Mapping[str, Document], english: Mapping[str, str], keys: Collection[str]
) -> dict[str, Catalog]:
    """The catalog of each document."""
    return {
        name: extract(
            {name: document},
            english={name: english[name]} if name in english else NOTHING,
            front_matter=keys,
        )
        for name, document in documents.items()
    }


def update_catalogs(
    ours: Catalog,
    theirs: Mapping[str, Catalog],
    base: Mapping[str, Catalog],
    language: str | None = None,
    front_matter: Collection[str] = TRANSLATED,
    threshold: int = THRESHOLD,
    *,
    memory: TranslationMemory | None = None,
) -> Updated:
    """Return the result of `update` for documents given as catalogs, by name."""
    new = joined(theirs, language=language)
    if difference(ours.target_language, new.target_language) is Difference.LANGUAGE:
        raise CatalogError(
            f"the catalog is in {ours.target_language}, the documents in {new.target_language}: "
            "give those of one language, or name it with --language"
        )
    if not new.target_language:
        new = replace(new, target_language=ours.target_language)
    step = _Update(ours, theirs, base, front_matter)
    if memory is not None:
        step.lookup = Lookup(memory, new.source_language, new.target_language, threshold)
    entries = step.entries(threshold)
    obsolete = step.obsolete()
    catalog = replace(new, entries=entries, obsolete=(*obsolete.kept, *obsolete.retired))
    units = [unit for units in step.new.values() for unit in units if unit.old is not None]
    kept = sum(unit.is_kept for unit in units)
    return Updated(
        ours if _is_same(catalog, ours) else catalog,
        tuple(step.findings),
        kept,
        carried=len(units) - kept,
        copied=step.copied,
        proposed=step.proposed,
        retired=len(obsolete.retired),
        documents=step.documents,
        matched=step.matched,
    )


def _is_same(catalog: Catalog, other: Catalog) -> bool:
    return catalog.entries == other.entries and catalog.obsolete == other.obsolete


class _Update:
    """One update: the old entries and the new units by document, and the counts."""

    def __init__(
        self,
        ours: Catalog,
        theirs: Mapping[str, Catalog],
        base: Mapping[str, Catalog],
        keys: Collection[str],
    ) -> None:
        self._ours = ours
        self._theirs = theirs
        self.old = {name: olds_of(ours, name, base.get(name), keys) for name in ours.documents}
        self.new = {name: units_of(catalog, keys) for name, catalog in theirs.items()}
        self.documents = place(self.old, self.new)
        self._olds = [each for entries in self.old.values() for each in entries]
        self._retired = obsolete_of(ours, keys)
        self.lookup: Lookup | None = None
        self.findings: list[Finding] = []
        self.copied = self.proposed = self.matched = 0

    def entries(self, threshold: int) -> tuple[Entry, ...]:
        """Return the entries of the new units, in order."""
        known = {each.text for each in self._olds}
        free = [each for units in self.new.values() for each in units if each.old is None]
        gone = [each for each in self._retired if each.text not in known]
        move(gone, free, ways_of(gone))
        self._add_values()
        uses = Uses(self._olds, self._retired, self.documents)
        proposals = Proposals([*self._olds, *self._retired], self.documents, threshold)
        entries: list[Entry] = []
        for name, units in self.new.items():
            is_known = any(unit.is_kept for unit in units)
            uses.begin()
            for unit, exact in zip(units, self._exact(name, units), strict=True):
                entry = self._entry(name, unit, uses, is_known=is_known)
                if unit.is_kept or (entry and not is_same(entry.target, unit.entry.target)):
                    entries.append(entry or unit.entry)
                else:
                    entries.append(self._proposed(name, unit, entry, proposals, exact))
        return tuple(entries)

    def _exact(self, name: str, units: Sequence[Unit]) -> Sequence[Sequence[Translation]]:
        """The translations of the memory for the source of each unit of a document."""
        theirs = [unit.entry for unit in units]
        if self.lookup is None or not any(map(is_open, theirs)):
            return [()] * len(units)
        return self.lookup.exact(theirs, self.documents.get(name, name))

    def _proposed(
        self,
        name: str,
        unit: Unit,
        ours: Entry | None,
        proposals: Proposals,
        exact: Sequence[Translation],
    ) -> Entry:
        """The entry of a unit that has the text of the hand-off.

        An equal source in the memory comes first, then the most similar source of all. `ours` is
        None if the old catalog does not contain the source.
        """
        entry = ours or unit.entry
        if self.lookup and is_open(entry):
            matched = self.lookup.with_exact(entry, exact)
            if matched != entry:
                self.matched += 1
                return matched
        proposed, score = proposals.proposed(name, unit) if ours is None else (ours, 0)
        if self.lookup and is_open(entry) and not entry.alternatives:
            matched = self.lookup.with_near(entry, above=score)
            if matched != entry:
                self.matched += 1
                return matched
        self.proposed += score > 0 and proposed.previous_source != ""
        return proposed

    def _add_values(self) -> None:
        """Add the front-matter values of documents whose English documents are not given."""
        for name, old_name in self.documents.items():
            units = self.new[name]
            is_known = any(unit.is_kept for unit in units)
            present = {unit.entry.key.unit for unit in units}
            values = self._theirs[name].metadata
            added = []
            for old in self.old[old_name]:
                key = old.entry.key.unit
                if old.is_value and old.unit is None and key in values and key not in present:
                    theirs = value_of(old.entry, Key(name, key), self._theirs[name])
                    unit = Unit(theirs, old.text, old.company, is_checked=False)
                    unit.take(old)
                    unit.is_kept = is_known
                    added.append(unit)
            units[:0] = added

    def _entry(self, name: str, unit: Unit, uses: Uses, *, is_known: bool) -> Entry | None:
        """The entry of a unit: kept, carried or copied; None if its source is new."""
        if unit.old is not None:
            uses.place(unit, unit.old)
            if unit.is_kept:
                return _kept(unit.old.entry, unit.entry)
            return self._decided(name, unit, unit.old)[0]
        copy = uses.copy(name, unit, is_known=is_known)
        if isinstance(copy, Old):
            entry, is_ours = self._decided(name, unit, copy)
            self.copied += is_ours
            return entry
        return copy

    def _decided(self, name: str, unit: Unit, old: Old) -> tuple[Entry, bool]:
        """The entry of a unit, chosen from ours and theirs, and whether the text is ours."""
        ours, origin = old.entry, self._ours.origin_of(old.entry)
        if origin is not ours.origin:
            ours = replace(ours, origin=origin)
        decision = decided(unit.entry, ours, old.base, is_certain=unit.is_certain)
        entry = decision.entry
        if decision.is_ours and not unit.is_checked and entry.state is State.DONE:
            entry = replace(entry, state=State.REVIEW)
        if decision.is_conflict:
            what = f"{entry.key.unit}: {_CONFLICT}"
            self.findings.append(
                at_pair(
                    *(name, entry.line or 1, "conflict", what),
                    unit=entry.key.unit,
                    source=entry.source,
                    target=entry.target,
                )
            )
        return entry, decision.is_ours

    def obsolete(self) -> _Obsolete:
        """Return the entries that are work and have no home."""
        now = {old: new for new, old in self.documents.items() if old not in self.new}
        retired = []
        for each in self._olds:
            if each.unit is None and each.standing.is_work:
                document, id = each.entry.key
                retired.append(replace(each.entry, key=Key(now.get(document, document), id)))
        kept = [each.entry for each in self._retired if each.unit is None]
        return _Obsolete(tuple(kept), tuple(retired))


class _Obsolete(NamedTuple):
    """The entries that were obsolete before, and those that are newly obsolete."""

    kept: tuple[Entry, ...]
    retired: tuple[Entry, ...]


def _kept(ours: Entry, theirs: Entry) -> Entry:
    """The old entry with the line, kind and headings of its unit, if it has any."""
    place = ours.line, ours.kind, ours.context
    now = theirs.line, theirs.kind, theirs.context
    if place in (now, (None, "", ())):
        return ours
    return replace(ours, line=theirs.line, kind=theirs.kind, context=theirs.context)


_CONFLICT = "changed in the catalog and in the hand-off: choose one of the two translations"
