"""Mutators for catalogs: what a translation office hands back that does not fit its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import TypeAlias

from mutations.page import Page, word
from sxskit.catalog import (
    Catalog,
    Entry,
    Key,
    State,
)
from sxskit.dialect.document import Frame, parse
from sxskit.exchange.extract import extract

# What the page is called.
NAME = "docs/page.md"
# What comes back for the entry of the unit.
Returned: TypeAlias = dict[str, Entry]


def returned(
    page: Page, change: Callable[[Random, Page, Entry], Returned], rng: Random
) -> dict[str, tuple[str, Catalog, str]]:
    """By label the document, the catalog that comes back for it, and the id of the fault."""
    catalog = extract({NAME: parse(page.text)})
    mine = catalog.of(NAME)[page.unit.id]
    broken = {}
    for label, new in change(rng, page, replace(mine, state=State.DONE)).items():
        entries = tuple(new if each is mine else each for each in catalog.entries)
        kept = page if new.target.strip() else replace(page, unit=replace(page.unit, target=""))
        broken[label] = (kept.text, replace(catalog, entries=entries), new.key.unit)
    return broken


def untranslated(rng: Random, page: Page, entry: Entry) -> Returned:  # noqa: ARG001
    """An entry without a target, for a unit that has none either."""
    targets = {"empty": "", "a blank": " ", "a no-break space": "\u00a0"}
    return {label: replace(entry, target=new, state=State.NEW) for label, new in targets.items()}


def needs_review(rng: Random, page: Page, entry: Entry) -> Returned:
    """A new target that is not done."""
    targets = {"new": f"{word(rng, page)} {entry.target}", "only a word": word(rng, page) * 2}
    return {label: replace(entry, target=new, state=State.REVIEW) for label, new in targets.items()}


def stale(rng: Random, page: Page, entry: Entry) -> Returned:
    """A new target that was made from another source text."""
    source, target = entry.source, f"{word(rng, page)} {entry.target}"
    sources = {
        "word added": f"{source} now",
        "word dropped": source.rpartition(" ")[0] or f"{source}s",
        "other case": source.swapcase(),
        "other punctuation": source[:-1] if source.endswith(".") else f"{source}.",
        "another text": "Read this first.",
        "blank doubled": source.replace(" ", "  ", 1),
    }
    return {
        label: replace(entry, source=old, target=target)
        for label, old in sources.items()
        if old != source
    }


def unsafe_target(rng: Random, page: Page, entry: Entry) -> Returned:
    """A new target with pair markup, or with what ends the block that the unit is in."""
    target, new = entry.target, word(rng, page)
    head, middle, tail = Frame.of(rng.choice([page.unit.id, "0a1b2-999"]))
    targets = {
        "head": f"{head}{target} {new}",
        "whole pair": f"{head}{target}{middle}{entry.source}{tail}",
        "middle": f"{target}{middle}{new}",
        "head at the end": f"{target}{head}",
        "blank line": f"{target}\n\n{new}",
        "blank line of blanks": f"{target}\n  \n{new}",
    }
    if page.place.row or page.place.kind.startswith("title"):
        targets |= {"line break": f"{target}\n{new}", "hard break": f"{target}  \n{new}"}
    if page.place.row and "|" not in entry.source:
        targets |= {"pipe": f"{target} | {new}", "pipe in code": f"{target} `{new}|x`"}
    return {label: replace(entry, target=text) for label, text in targets.items()}


def unknown_entry(rng: Random, page: Page, entry: Entry) -> Returned:
    """An entry whose id is none of the document's, in place of the one it had."""
    prefix, _, count = entry.key.unit.rpartition("-")
    ids = {
        "other number": f"{prefix}-{count}99",
        "of another hand-off": f"{rng.randrange(16**5):05x}-{count}",
        "upper case": entry.key.unit.upper(),
        "cut": entry.key.unit[:-1],
    }
    new = {label: replace(entry, key=Key(NAME, id)) for label, id in ids.items()}
    return {label: each for label, each in new.items() if f'"{each.key.unit}"' not in page.text}


CATALOGS: Mapping[str, Callable[[Random, Page, Entry], Returned]] = {
    "untranslated": untranslated,
    "needs-review": needs_review,
    "stale": stale,
    "unsafe-target": unsafe_target,
    "unknown-entry": unknown_entry,
}
