"""Faults as they happen to localized documents: for every code of `CODES` a mutator.

A mutator takes a page, which is a unit with what stands around it, and gives the ways in which it
can be broken so that the code applies: what has happened, and the text that comes of it. What they
do follows from the meaning of the codes and from what MT engines, translators, editors and merges
do to Markdown, not from how a check finds it: so they measure the checks. What a check need not
find is no fault here, such as a number in another format, or a link that the source and the target
do not share to begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import NamedTuple, TypeAlias

from mutations import catalogs, characters, documents, markup, reading, references
from mutations.catalogs import Returned
from mutations.page import Broken, Page
from sxskit.catalog import Catalog
from sxskit.document import ID, parse

Mutator: TypeAlias = Callable[[Random, Page], Broken]

# The target of a unit, broken.
TARGETS: Mapping[str, Mutator] = {
    "wrong-script": reading.wrong_script,
    "code-span": markup.code_span,
    "link": references.link,
    "xref": references.xref,
    "include": references.include,
    "url": references.url,
    "tag": markup.tag,
    "placeholder": markup.placeholder,
    "line-break": markup.line_break,
    "pipe": markup.pipe,
    "emphasis": markup.emphasis,
    "entity": markup.entity,
    "escape": markup.escape,
    "number": reading.number,
    "bracket": reading.bracket,
    "quote": reading.quote,
    "doubled-space": characters.doubled_space,
    "doubled-word": reading.doubled_word,
    "edge-space": characters.edge_space,
    "bidi": characters.bidi,
    "unclosed-bidi": characters.unclosed_bidi,
    "zero-width": characters.zero_width,
    "replacement-character": characters.replacement_character,
    "end-punctuation": reading.end_punctuation,
    "added-stop": reading.added_stop,
    "identical": reading.identical,
    "inconsistent": reading.inconsistent,
    "length": reading.length,
}
# The document around a unit, broken.
DOCUMENTS: Mapping[str, Mutator] = {
    "unclosed-unit": documents.unclosed_unit,
    "stray-source": documents.stray_source,
    "id-mismatch": documents.id_mismatch,
    "duplicate-id": documents.duplicate_id,
    "misplaced-pair": documents.misplaced_pair,
    "damaged-frame": documents.damaged_frame,
    "damaged-tag": documents.damaged_tag,
    "invalid-front-matter": documents.invalid_front_matter,
    "no-front-matter": documents.no_front_matter,
    "no-language": documents.no_language,
}
# A catalog that comes back for the document.
CATALOGS: Mapping[str, Callable[[Random, Page], dict[str, Returned]]] = {
    "untranslated": catalogs.untranslated,
    "needs-review": catalogs.needs_review,
    "stale": catalogs.stale,
    "unsafe-target": catalogs.unsafe_target,
    "unknown-entry": catalogs.unknown_entry,
}
KNOWN = frozenset({*TARGETS, *DOCUMENTS, *CATALOGS})
# Findings with these codes name no unit.
OF_THE_DOCUMENT = frozenset(
    {"invalid-front-matter", "no-front-matter", "no-language", "damaged-tag"}
)
# An id of a pair, in whatever quotes: data-ttu-id=&quot;7758d-103.
_ID = re.compile(rf"data-[ts]tu-id=(?:&quot;|\W)*({ID})")


class Fault(NamedTuple):
    """A page that was broken; a finding has to name one of `ids`, if there are any."""

    label: str
    text: str
    shown: str
    ids: frozenset[str] = frozenset()
    catalog: Catalog | None = None


def faults(code: str, rng: Random, page: Page) -> list[Fault]:
    """The ways to break a page for a code that change it; none where it does not suit."""
    if code in TARGETS:
        return _in_the_target(TARGETS[code](rng, page), page)
    if code in CATALOGS:
        return [
            Fault(label, text, repr(catalog.of(catalogs.NAME).get(id)), frozenset({id}), catalog)
            for label, (text, catalog, id) in CATALOGS[code](rng, page).items()
        ]
    old = page.text
    ids = frozenset() if code in OF_THE_DOCUMENT else frozenset({page.unit.id})
    return [
        Fault(label, text, _difference(old, text), ids and ids | _new_ids(old, text))
        for label, text in DOCUMENTS[code](rng, page).items()
        if text != old
    ]


def _in_the_target(targets: Broken, page: Page) -> list[Fault]:
    """The faults of a unit that is still a unit with them, and one that has a target."""
    units = [(label, replace(page.unit, target=target)) for label, target in targets.items()]
    return [
        Fault(label, page.around(unit.text), unit.target, frozenset({unit.id}))
        for label, unit in units
        if unit.target.strip() and unit != page.unit and parse(unit.text).nodes == (unit,)
    ]


def _difference(old: str, new: str) -> str:
    """The part of a text that is not as it was, with a little around it."""
    same = _common(old, new)
    rest = _common(old[same:][::-1], new[same:][::-1])
    part = new[max(0, same - 40) : len(new) - rest + 40]
    return part if len(part) < 600 else f"{part[:300]} ... {part[-300:]}"


def _common(one: str, other: str) -> int:
    """How many characters two texts start with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _new_ids(old: str, new: str) -> frozenset[str]:
    return frozenset(Counter(_ID.findall(new)) - Counter(_ID.findall(old)))
