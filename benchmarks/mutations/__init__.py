"""Faults as they happen to localized documents: for every code of `CODES` a mutator.

A mutator takes a page, which is a unit with what stands around it, and gives the ways in which it
can be broken so that the code applies: what has happened, and the text that comes of it. What they
do follows from the meaning of the codes and from what MT engines, translators, editors and merges
do to Markdown, not from how a check finds it: so they measure the checks. What a check need not
find is not a fault here, such as a number in another format, or a link that the source and the
target do not share to begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import NamedTuple

from mutations import characters, markup, reading
from mutations.catalogs import CATALOGS, NAME, returned
from mutations.documents import DOCUMENTS
from mutations.page import Broken, Page
from mutations.rewrites import Mutator
from sxskit.catalog import Catalog
from sxskit.dialect.document import ID, parse

# The target of a unit, broken; `DOCUMENTS` break the document around it, `CATALOGS` a catalog that
# comes back for the document.
TARGETS: Mapping[str, Mutator] = {**markup.TARGETS, **characters.TARGETS, **reading.TARGETS}
KNOWN = frozenset({*TARGETS, *DOCUMENTS, *CATALOGS})
# Findings with these codes name no unit.
NAMELESS = frozenset({"damaged-tag", "invalid-front-matter", "no-front-matter", "no-language"})
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
            Fault(label, text, repr(catalog.of(NAME).get(id)), frozenset({id}), catalog)
            for label, (text, catalog, id) in returned(page, CATALOGS[code], rng).items()
        ]
    old = page.text
    ids = frozenset() if code in NAMELESS else frozenset({page.unit.id})
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
