"""Mutators for white space, direction marks, invisible and lost characters, and pipes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from mutations import patterns as p
from mutations.page import RIGHT_TO_LEFT, Broken, Page, anywhere, between, prose
from mutations.rewrites import Mutator, Rewrite, together

_SPACES = {
    "two blanks": "  ",
    "three blanks": "   ",
    "no-break space and blank": "\u00a0 ",
    "blank and no-break space": " \u00a0",
}
_BIDI = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_MARKS = {
    "right-to-left mark": "\u200f{all}",
    "left-to-right mark": "{all}\u200e",
    "Arabic letter mark": "\u061c{all}",
    "closed embedding": "\u202a{all}\u202c",
    "closed override": "\u202d{all}\u202c",
    "closed isolate": "\u2066{all}\u2069",
    "end of an embedding": "{all}\u202c",
}
_UNCLOSED = {
    "embedding": "\u202b{all}",
    "override": "\u202e{all}",
    "isolate": "\u2067{all}",
    "embedding closed as an isolate": "\u202b{all}\u2069",
    "isolate closed as an embedding": "\u2068{all}\u202c",
    "one of two": "\u202b\u202a{all}\u202c",
}
_INVISIBLE = "[\u00ad\u200b-\u200d\u2060\ufeff]"
_HIDDEN = {"space": "\u200b", "word joiner": "\u2060", "byte order mark": "\ufeff"}
_JOINERS = {"joiner": "\u200d", "non-joiner": "\u200c", "soft hyphen": "\u00ad"}
_AT_EDGES = {"byte order mark at the start": "\ufeff{all}", "space at the end": "{all}\u200b"}
_LOST = {"for a letter": "\ufffd", "twice": "\ufffd\ufffd", "before a letter": "\ufffd{all}"}


def own(pattern: re.Pattern[str], ways: Mapping[str, str], lacks: str) -> Rewrite:
    """Anywhere in a target, where neither text has such a thing."""
    return Rewrite(pattern, ways, str if pattern is p.ALL else prose, is_shared=False, lacks=lacks)


def edge_space(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """White space at an edge where the source has none, or the reverse."""
    source, target = page.unit.source, page.unit.target
    broken: Broken = {}
    if not source[:1].isspace() and not target[:1].isspace():
        broken |= {"leading blank": f" {target}", "leading no-break space": f"\u00a0{target}"}
    elif source[:1] == " " and target[:1].isspace():
        broken["leading blank lost"] = target.lstrip()
    if not source[-1:].isspace() and not target[-1:].isspace():
        broken |= {"trailing blank": f"{target} ", "trailing no-break space": f"{target}\u00a0"}
        broken["trailing tab"] = f"{target}\t"
    elif source[-1:] == " " and target[-1:].isspace():
        broken["trailing blank lost"] = target.rstrip()
    return broken


def bidi(rng: Random, page: Page) -> Broken:
    """A direction mark in a language that is written from left to right, open or closed."""
    if not page.language or page.language in RIGHT_TO_LEFT:
        return {}
    start = own(p.ALL, {"mark at the start": "\u200e{all}"}, _BIDI)
    return own(p.WORD, _MARKS, _BIDI)(rng, page) | start(rng, page)


def line_break(rng: Random, page: Page) -> Broken:
    """A line that ends in the middle of the target, or at its edge."""
    spot, target = between(rng, page), page.unit.target
    if not spot or "\n" in page.texts:
        return {}
    ends = {"line feed": "\n", "CRLF": "\r\n", "hard break": "  \n", "blank line": "\n\n"}
    broken = {label: spot.put(end) for label, end in ends.items()}
    return broken | {"at the end": f"{target}\n", "at the start": f"\n{target}"}


def pipe(rng: Random, page: Page) -> Broken:
    """A bare pipe in a row of a table."""
    spot, target = between(rng, page), page.unit.target
    if not page.place.row or not spot or re.search(r"(?<!\\)\|", page.texts):
        return {}
    broken = {
        "between words": spot.put(" | "),
        "for a blank": spot.put("|"),
        "at the end": f"{target} |",
        "at the start": f"| {target}",
    }
    for label, pattern in (("for a mark", r"[/,、;]"), ("backslash dropped", r"\\\|")):
        if other := anywhere(rng, re.compile(pattern), target):
            broken[label] = other.put("|")
    if code := anywhere(rng, p.CODE, target, view=str):
        broken["in code"] = code.put(f"{code.part('lead')}{code.part('core')}|x{code.part('tail')}")
    return broken


TARGETS: Mapping[str, Mutator] = {
    "line-break": line_break,
    "pipe": pipe,
    "doubled-space": own(p.GAP, _SPACES, r"[ \u00a0]{2}"),
    "edge-space": edge_space,
    "bidi": bidi,
    "unclosed-bidi": together(
        own(p.WORD, _UNCLOSED, _BIDI),
        own(p.ALL, {"embedding at the start": "\u202b{all}"}, _BIDI),
    ),
    "zero-width": together(
        own(p.JOINT, _HIDDEN, _INVISIBLE),
        own(p.SIMPLE_JOINT, _JOINERS, _INVISIBLE),
        own(p.ALL, _AT_EDGES, _INVISIBLE),
    ),
    "replacement-character": own(p.LETTER, _LOST, "\ufffd"),
}
