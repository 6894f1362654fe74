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

from sxskit.catalog import Catalog, Columns, State
from sxskit.deprecation import renamed_argument
from sxskit.dialect.document import (
    Document,
    Frame,
    parse,
)
from sxskit.dialect.edges import document_text
from sxskit.dialect.metadata import language_findings
from sxskit.dialect.places import Places, Spot, places_of
from sxskit.dialect.surroundings import Site, Surroundings
from sxskit.dialect.unsafe import may_be_unsafe, why_unsafe
from sxskit.errors import MergeError
from sxskit.exchange.front_matter import (
    FOR_REVIEW,
    NOTHING,
    TRANSLATED,
    Filled,
    filled,
)
from sxskit.exchange.pairing import Pairing
from sxskit.exchange.provenance import hand_off_values, is_reviewed, with_metadata
from sxskit.findings import Finding


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
    pairing = Pairing.of(document, entries)
    of_units = _with_targets(document, name, pairing, accept)
    values = _with_values(of_units.document, name, pairing, front_matter, accept, english)
    findings, applied = (*of_units.findings, *values.findings), of_units.applied + values.applied
    if applied:
        is_human = human and not findings and is_reviewed(values.document, entries)
        metadata = {**hand_off_values(values.document, human=is_human, touched=touched), **metadata}
    merged, unset = with_metadata(values.document, name, metadata)
    findings = tuple(sorted([*findings, *unset, *of_languages]))
    return Merged(merged, findings, applied, len(pairing.indexes) - len(pairing.rows))


def _entries(
    document: Document, name: str, catalog: Catalog, language: str | None
) -> tuple[Columns, tuple[Finding, ...]]:
    """The entries for a document, none in another language, and findings on the language."""
    entries = catalog.part(name)
    if not entries.units:
        return entries, ()
    found = language_findings(document, name, [catalog.target_language], language)
    is_other = any(finding.code == "wrong-language" for finding in found)
    return Columns.of(()) if is_other else entries, found


def _with_targets(
    document: Document, name: str, pairing: Pairing, accept: Collection[State]
) -> Merged:
    """The document with the new targets of its units."""
    pending = pairing.pending
    if not pending:
        return Merged(document)
    where = places_of(document)
    surroundings = Surroundings(document)
    changed: dict[int, str] = {}
    refused: dict[int, tuple[str, str]] = {}
    for index, row in pending:
        verdict = _verdict(pairing, index, row, where.spots[index], surroundings, accept)
        if isinstance(verdict, str):
            changed[index] = verdict
        else:
            refused[index] = verdict
    merged = _merged(document, changed, refused, where)
    if merged is None:
        raise MergeError(f"{name}: does not read back as merged: please report this fault")
    findings = [
        pairing.finding(name, where.lines[index], *refusal, index)
        for index, refusal in refused.items()
    ]
    return Merged(merged, tuple(findings), len(changed))


def _merged(
    document: Document,
    changed: dict[int, str],
    refused: dict[int, tuple[str, str]],
    where: Places,
) -> Document | None:
    """The document with changed targets; None if it does not read back as that.

    All are read back at once. If that fails, targets that do not read back alone are refused; those
    in the front matter are also refused if they would change it.
    """
    merged = _with_targets_at(document, changed)
    in_block = [index for index in changed if where.spots[index].kind == "front matter"]
    read = parse(merged.text)
    if not in_block and _is_same(read, merged):
        return read
    for index, target in [*changed.items()]:
        unit = replace(document.units[index], target=target)
        if "<" in target and parse(unit.text).nodes != (unit,):
            refused[index] = "unsafe-target", "the translation contains pair markup"
            del changed[index]
    in_block = [index for index in in_block if index in changed]
    for index in _unsafe_in_front_matter(document, changed, in_block):
        refused[index] = "unsafe-target", "the translation would break the front matter"
        del changed[index]
    merged = _with_targets_at(document, changed)
    return merged if _is_same(parse(merged.text), merged) else None


def _is_same(one: Document, other: Document) -> bool:
    return one.columns == other.columns or one == other


def _with_targets_at(document: Document, changed: Mapping[int, str]) -> Document:
    """The document with other targets at some indexes."""
    targets = [*document.columns.targets]
    for index, target in changed.items():
        targets[index] = target
    return Document.of(document.columns._replace(targets=targets))


def _verdict(
    pairing: Pairing,
    index: int,
    row: int,
    spot: Spot,
    surroundings: Surroundings,
    accept: Collection[State],
) -> str | tuple[str, str]:
    """The new target of a unit, or the code and the message of a finding."""
    entries, new = pairing.entries, pairing.entries.targets[row]
    if row in entries.defects:
        return "incomplete-target", entries.defects[row].message
    if not new.strip():
        return "untranslated", "the translation is missing"
    if not pairing.has_same_source(index, row):
        return "stale", "the translation was made from another source text"
    if entries.states[row] not in accept:
        return "needs-review", FOR_REVIEW
    _, _, targets, sources, _ = pairing.document.columns
    old, source = targets[index], sources[index]
    target = document_text(new, into=old if old.strip() else source, line_end=spot.line_end)
    holds = ""
    if may_be_unsafe(target):
        holds = why_unsafe(
            target,
            old=old,
            source=source,
            one_line=spot.one_line,
            row=spot.row,
            site=Site(surroundings, index),
        )
    return ("unsafe-target", f"the translation contains {holds}") if holds else target


def _unsafe_in_front_matter(
    document: Document, changed: Mapping[int, str], in_block: Collection[int]
) -> Collection[int]:
    """The changed units inside the YAML block that would change the block."""
    if not in_block:
        return ()
    before = document.front_matter

    def holds(kept: Iterable[int]) -> bool:
        after = _with_targets_at(document, {index: changed[index] for index in kept}).front_matter
        return before.is_valid == after.is_valid and list(before) == list(after)

    frames = {index: document.units[index].frame for index in in_block}
    unsafe = [index for index in in_block if not _is_quoted(frames[index], changed[index])]
    kept = [index for index in in_block if index not in unsafe]
    if not holds(kept):
        unsafe += [index for index in kept if not holds([index])]
        kept = [index for index in in_block if index not in unsafe]
    return unsafe if holds(kept) else in_block


def _is_quoted(frame: Frame, target: str) -> bool:
    """Whether YAML reads a target literally: in double quotes, without these and backslashes."""
    if '\\"' not in frame.head:
        return True
    return not re.search(r'["\\]', re.sub(r'\\["\\]', "", target))


def _with_values(
    document: Document,
    name: str,
    pairing: Pairing,
    keys: Collection[str],
    accept: Collection[State],
    english: str | None,
) -> Filled:
    """The document with the front-matter values of the entries that name none of its units."""
    others = pairing.other_entries()
    return filled(
        *(document, name, others),
        keys=keys,
        accept=accept,
        english=english,
        is_of_hand_off=bool(others) and pairing.is_of_hand_off,
    )
