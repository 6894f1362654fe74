r"""Translations of a catalog applied to a document.

>>> from dataclasses import replace
>>> from sxskit.dialect.document import parse
>>> from sxskit.exchange.extract import extract
>>> document = parse(
...     '# <span data-ttu-id="7758d-103">Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\n'
... )
>>> from sxskit.exchange.extract import extract
>>> catalog = extract({"a.md": document}, language="ru-RU")
>>> entry, = catalog.entries
>>> edited = replace(catalog, entries=(replace(entry, target="Здравствуйте"),))
>>> merge(document, "a.md", edited).document.strip("target")
'# Здравствуйте\n'

A new target is applied if its state is accepted, its source is that of the unit, and the document
is not damaged; every other unit stays byte for byte, and a finding gives the reason. The same holds
for front-matter values, whose source must be that of the English document. Without an English
document, the catalog must contain a unit of the document, because ids belong to one hand-off. A
catalog in another language than the document is not applied.

Laws: ``merge(d, name, extract({name: d})).document == d``, and another target for one unit changes
exactly the bytes of that unit's target.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from sxskit.catalog import Catalog, Entry, State
from sxskit.deprecation import renamed_argument
from sxskit.dialect.document import (
    Document,
    Node,
    Unit,
    parse,
)
from sxskit.dialect.edges import document_text, entry_text
from sxskit.dialect.locations import at_pair
from sxskit.dialect.metadata import language_findings
from sxskit.dialect.places import Place, places
from sxskit.dialect.surroundings import Surroundings
from sxskit.dialect.unsafe import may_be_unsafe, why_unsafe
from sxskit.errors import MergeError
from sxskit.exchange.front_matter import (
    FOR_REVIEW,
    NOTHING,
    TRANSLATED,
    Filled,
    filled,
)
from sxskit.exchange.provenance import hand_off_values, is_reviewed, with_metadata
from sxskit.findings import Finding

_NO_ENTRIES: Mapping[str, Entry] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Merged:
    """A document with merged translations.

    `findings` are about translations that were not applied, in document order; `applied` counts the
    units and front-matter values whose target changed, `missing` those without an entry.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    applied: int = 0
    missing: int = 0


@renamed_argument("source", "english")
def merge(
    document: Document,
    name: str,
    catalog: Catalog,
    *,
    language: str | None = None,
    accept: Collection[State] = (State.DONE,),
    metadata: Mapping[str, str] = NOTHING,
    english: str | None = None,
    front_matter: Collection[str] = TRANSLATED,
    human: bool = False,
    touched: date | None = None,
) -> Merged:
    """Return a document with its translations from a catalog.

    `name` is that of the document in the catalog, `front_matter` are the keys of the values to
    translate, `english` is the text of the English document, and `language` the language of the
    document, by default its ``ms.contentlocale``.

    `metadata` are front-matter values to set. If a translation was applied, `touched` is set as the
    day of the hand-off and of the document, and with `human` a machine translation becomes a human
    one if all of it has been reviewed.

    Raises FrontMatterError if a value cannot be set, and MergeError if the merged document does not
    read back as merged, which is a fault in sxskit.
    """
    entries, of_languages = _entries(document, name, catalog, language)
    units = _first_of_each_id(document)
    of_units = _with_targets(document, name, units, entries, accept)
    values = _with_values(of_units.document, name, units, entries, front_matter, accept, english)
    findings, applied = (*of_units.findings, *values.findings), of_units.applied + values.applied
    if applied:
        is_human = human and not findings and is_reviewed(values.document, entries)
        metadata = {**hand_off_values(values.document, human=is_human, touched=touched), **metadata}
    merged, unset = with_metadata(values.document, name, metadata)
    missing = sum(id not in entries for id in units)
    return Merged(merged, tuple(sorted([*findings, *unset, *of_languages])), applied, missing)


def _entries(
    document: Document, name: str, catalog: Catalog, language: str | None
) -> tuple[Mapping[str, Entry], tuple[Finding, ...]]:
    """The entries for a document, empty in another language, and findings on the language."""
    entries = catalog.of(name)
    if not entries:
        return entries, ()
    found = language_findings(document, name, [catalog.target_language], language)
    is_other = any(finding.code == "wrong-language" for finding in found)
    return _NO_ENTRIES if is_other else entries, found


def _with_targets(
    document: Document,
    name: str,
    units: Mapping[str, Unit],
    entries: Mapping[str, Entry],
    accept: Collection[State],
) -> Merged:
    """The document with the new targets of its units."""
    pending = [unit for unit in units.values() if _differs(unit, entries.get(unit.id))]
    if not pending:
        return Merged(document)
    place_of = _places(document)
    surroundings = Surroundings(document)
    changed: dict[str, Unit] = {}
    findings = []
    for unit in pending:
        place, entry = place_of[unit.id], entries[unit.id]
        verdict = _verdict(unit, entry, place, surroundings, accept)
        if isinstance(verdict, Unit):
            changed[unit.id] = verdict
        else:
            findings.append(_at_entry(name, place.line, *verdict, unit, entry))
    for id in _unsafe_in_front_matter(document, units, changed, place_of):
        del changed[id]
        message = f"{id}: the translation would break the front matter"
        line = place_of[id].line
        findings.append(_at_entry(name, line, "unsafe-target", message, units[id], entries[id]))
    merged = _with_units(document, units, changed)
    if changed and parse(merged.text) != merged:
        raise MergeError(f"{name}: does not read back as merged: please report this fault")
    return Merged(merged, tuple(findings), len(changed))


def _with_values(
    document: Document,
    name: str,
    units: Mapping[str, Unit],
    entries: Mapping[str, Entry],
    keys: Collection[str],
    accept: Collection[State],
    english: str | None,
) -> Filled:
    """The document with the front-matter values of the entries that name none of its units."""
    others = [entry for id, entry in entries.items() if id not in units]
    return filled(
        *(document, name, others),
        keys=keys,
        accept=accept,
        english=english,
        is_of_hand_off=bool(others) and _is_of_hand_off(units, entries),
    )


def _at_entry(name: str, line: int, code: str, message: str, unit: Unit, entry: Entry) -> Finding:
    """A finding on a unit, with its target in a catalog."""
    return at_pair(
        *(name, line, code, message), unit=unit.id, source=unit.source, target=entry.target
    )


def _is_of_hand_off(units: Mapping[str, Unit], entries: Mapping[str, Entry]) -> bool:
    """Whether entries are known to be of a document: another hand-off has other ids."""
    return any(
        id in units and entry_text(entry.source) == entry_text(units[id].source)
        for id, entry in entries.items()
    )


def _first_of_each_id(document: Document) -> dict[str, Unit]:
    """The units that catalogs can name: of duplicate ids the first."""
    units: dict[str, Unit] = {}
    for unit in document.units:
        units.setdefault(unit.id, unit)
    return units


def _places(document: Document) -> dict[str, Place]:
    place_of: dict[str, Place] = {}
    for unit, place in zip(document.units, places(document), strict=True):
        place_of.setdefault(unit.id, place)
    return place_of


def _differs(unit: Unit, entry: Entry | None) -> bool:
    """Whether an entry would change the unit; an empty target leaves its text unchanged."""
    if entry is None:
        return False
    if entry.target == unit.target and unit.target.strip():
        return False
    if entry.target.strip():
        return entry_text(entry.target) != entry_text(unit.target)
    return entry.defect is not None or not unit.target.strip()


def _verdict(
    unit: Unit,
    entry: Entry,
    place: Place,
    surroundings: Surroundings,
    accept: Collection[State],
) -> Unit | tuple[str, str]:
    """The unit with its new target, or the code and the message of a finding."""
    id = unit.id
    if entry.defect is not None:
        return "incomplete-target", f"{id}: {entry.defect.message}"
    if not entry.target.strip():
        return "untranslated", f"{id}: the translation is missing"
    if entry_text(entry.source) != entry_text(unit.source):
        return "stale", f"{id}: the translation was made from another source text"
    if entry.state not in accept:
        return "needs-review", f"{id}: {FOR_REVIEW}"
    into = unit.target if unit.target.strip() else unit.source
    target = document_text(entry.target, into=into, line_end=place.line_end)
    holds = ""
    if may_be_unsafe(target):
        site = surroundings.of_first(id)
        holds = why_unsafe(
            target,
            old=unit.target,
            source=unit.source,
            one_line=place.one_line,
            row=place.row,
            site=site,
        )
    changed = replace(unit, target=target)
    if not holds and "<" in target and parse(changed.text).nodes != (changed,):
        holds = "pair markup"
    return ("unsafe-target", f"{id}: the translation contains {holds}") if holds else changed


def _unsafe_in_front_matter(
    document: Document,
    units: Mapping[str, Unit],
    changed: Mapping[str, Unit],
    place_of: Mapping[str, Place],
) -> list[str]:
    """The changed units inside the YAML block that would change the block."""
    ids = [id for id in changed if place_of[id].kind == "front matter"]
    if not ids:
        return []
    before = document.front_matter

    def holds(kept: Iterable[str]) -> bool:
        after = _with_units(document, units, {id: changed[id] for id in kept}).front_matter
        return before.is_valid == after.is_valid and list(before) == list(after)

    unsafe = [id for id in ids if not _is_quoted(changed[id])]
    kept = [id for id in ids if id not in unsafe]
    if not holds(kept):
        unsafe += [id for id in kept if not holds([id])]
        kept = [id for id in ids if id not in unsafe]
    return unsafe if holds(kept) else ids


def _is_quoted(unit: Unit) -> bool:
    """Whether YAML reads a target literally: in double quotes, without these and backslashes."""
    if '\\"' not in unit.frame.head:
        return True
    return not re.search(r'["\\]', re.sub(r'\\["\\]', "", unit.target))


def _with_units(
    document: Document, units: Mapping[str, Unit], changed: Mapping[str, Unit]
) -> Document:
    if not changed:
        return document
    nodes: list[Node] = [
        changed.get(node.id, node) if isinstance(node, Unit) and node is units[node.id] else node
        for node in document.nodes
    ]
    return Document(tuple(nodes))
