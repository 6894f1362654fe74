"""Mutators for catalogs: what a translation office hands back that does not fit its document."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import NamedTuple

from mutations.page import Page, word
from sxskit.catalog import Catalog, Key, State
from sxskit.document import Frame, parse
from sxskit.exchange import extract

# What the page is called.
NAME = "docs/page.md"


class Returned(NamedTuple):
    """A document, the catalog that comes back for it, and the id of the entry with the fault."""

    text: str
    catalog: Catalog
    id: str


def untranslated(rng: Random, page: Page) -> dict[str, Returned]:  # noqa: ARG001
    """An entry without a target, for a unit that has none either."""
    targets = {"empty": "", "a blank": " ", "a no-break space": "\u00a0"}
    return {
        label: _returned(
            replace(page, unit=replace(page.unit, target=target)), target="", state=State.NEW
        )
        for label, target in targets.items()
    }


def needs_review(rng: Random, page: Page) -> dict[str, Returned]:
    """A new target that is not done."""
    targets = {"new": _other(rng, page), "only a word": word(rng, page) * 2}
    return {
        label: _returned(page, target=target, state=State.REVIEW)
        for label, target in targets.items()
    }


def stale(rng: Random, page: Page) -> dict[str, Returned]:
    """A new target that was made from another source text."""
    source = page.unit.source.strip()
    sources = {
        "word added": f"{source} now",
        "word dropped": source.rpartition(" ")[0] or f"{source}s",
        "other case": source.swapcase(),
        "other punctuation": source[:-1] if source.endswith(".") else f"{source}.",
        "another text": "Read this first.",
        "blank doubled": source.replace(" ", "  ", 1),
    }
    return {
        label: _returned(page, source=old, target=_other(rng, page))
        for label, old in sources.items()
        if old != source
    }


def unsafe_target(rng: Random, page: Page) -> dict[str, Returned]:
    """A new target with pair markup, or with what ends the block that the unit is in."""
    target, new = page.unit.target.strip(), word(rng, page)
    head, middle, tail = Frame.of(rng.choice([page.unit.id, "0a1b2-999"]))
    targets = {
        "head": f"{head}{target} {new}",
        "whole pair": f"{head}{target}{middle}{page.unit.source}{tail}",
        "middle": f"{target}{middle}{new}",
        "head at the end": f"{target}{head}",
        "blank line": f"{target}\n\n{new}",
        "blank line of blanks": f"{target}\n  \n{new}",
    }
    if page.place.one_line:
        targets["line break"] = f"{target}\n{new}"
        targets["hard break"] = f"{target}  \n{new}"
    if page.place.row and "|" not in page.unit.source:
        targets["pipe"] = f"{target} | {new}"
        targets["pipe in code"] = f"{target} `{new}|x`"
    return {label: _returned(page, target=text) for label, text in targets.items()}


def unknown_entry(rng: Random, page: Page) -> dict[str, Returned]:
    """An entry whose id is none of the document's, in place of the one it had or beside it."""
    prefix, _, count = page.unit.id.rpartition("-")
    ids = {
        "other number": f"{prefix}-{count}99",
        "of another hand-off": f"{rng.randrange(16**5):05x}-{count}",
        "upper case": page.unit.id.upper(),
        "cut": page.unit.id[:-1],
    }
    text, whole, _ = _returned(page)
    extra = replace(whole.entries[0], key=Key(NAME, f"{prefix}-8888"))
    added = replace(whole, entries=(*whole.entries, extra))
    return {
        **{label: _returned(page, id=id) for label, id in ids.items() if id not in text},
        "added": Returned(text, added, extra.key.unit),
    }


def _other(rng: Random, page: Page) -> str:
    return f"{word(rng, page)} {page.unit.target.strip()}"


def _returned(
    page: Page,
    *,
    source: str | None = None,
    target: str | None = None,
    state: State = State.DONE,
    id: str | None = None,
) -> Returned:
    """The page with its catalog, in which the entry of the unit says something else."""
    catalog = extract({NAME: parse(page.text)})
    entries = tuple(
        replace(
            entry,
            key=Key(NAME, entry.key.unit if id is None else id),
            source=entry.source if source is None else source,
            target=entry.target if target is None else target,
            state=state,
        )
        if entry.key.unit == page.unit.id
        else entry
        for entry in catalog.entries
    )
    return Returned(page.text, replace(catalog, entries=entries), id or page.unit.id)
