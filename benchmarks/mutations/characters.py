"""Mutators for what is hard to see: white space, direction marks, lost characters."""

from __future__ import annotations

import re
from random import Random

from mutations.page import RIGHT_TO_LEFT, Broken, Page, anywhere
from mutations.patterns import BIDI, GAP, INVISIBLE, JOINT, WORD


def doubled_space(rng: Random, page: Page) -> Broken:
    """Two spaces in a row."""
    spot = anywhere(rng, GAP, page.unit.target)
    if not spot or re.search(r"[ \u00a0]{2}", page.unit.source + page.unit.target):
        return {}
    return {
        "two blanks": spot.put("  "),
        "three blanks": spot.put("   "),
        "no-break space and blank": spot.put("\u00a0 "),
        "blank and no-break space": spot.put(" \u00a0"),
    }


def edge_space(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """White space at an edge where the source has none, or the reverse."""
    source, target = page.unit.source, page.unit.target
    broken: Broken = {}
    if not source[:1].isspace() and not target[:1].isspace():
        broken["leading blank"] = f" {target}"
        broken["leading no-break space"] = f"\u00a0{target}"
    elif source[:1].isspace() and target[:1].isspace():
        broken["leading blank lost"] = target.lstrip()
    if not source[-1:].isspace() and not target[-1:].isspace():
        broken["trailing blank"] = f"{target} "
        broken["trailing no-break space"] = f"{target}\u00a0"
        broken["trailing tab"] = f"{target}\t"
    elif source[-1:].isspace() and target[-1:].isspace():
        broken["trailing blank lost"] = target.rstrip()
    return broken


_EMBEDDINGS, _OVERRIDES = "\u202a\u202b", "\u202d\u202e"
_ISOLATES, _CLOSINGS = "\u2066\u2067\u2068", "\u202c\u2069"


def bidi(rng: Random, page: Page) -> Broken:
    """A direction mark in a language that is written from left to right, open or closed."""
    spot = anywhere(rng, WORD, page.unit.target)
    if not spot or not page.language or page.language in RIGHT_TO_LEFT:
        return {}
    if BIDI.search(page.unit.source + page.unit.target):
        return {}
    whole = spot.part()
    return {
        "right-to-left mark": spot.put(f"\u200f{whole}"),
        "left-to-right mark": spot.put(f"{whole}\u200e"),
        "Arabic letter mark": spot.put(f"\u061c{whole}"),
        "mark at the start": f"\u200e{page.unit.target}",
        "closed embedding": spot.put(f"{rng.choice(_EMBEDDINGS)}{whole}\u202c"),
        "closed override": spot.put(f"{rng.choice(_OVERRIDES)}{whole}\u202c"),
        "closed isolate": spot.put(f"{rng.choice(_ISOLATES)}{whole}\u2069"),
        "closing without an opening": spot.put(f"{whole}{rng.choice(_CLOSINGS)}"),
    }


def unclosed_bidi(rng: Random, page: Page) -> Broken:
    """A direction that is opened and not closed, or closed as if it were another one."""
    spot = anywhere(rng, WORD, page.unit.target)
    if not spot or BIDI.search(page.unit.source + page.unit.target):
        return {}
    whole = spot.part()
    return {
        "embedding": spot.put(rng.choice(_EMBEDDINGS) + whole),
        "override": spot.put(rng.choice(_OVERRIDES) + whole),
        "isolate": spot.put(rng.choice(_ISOLATES) + whole),
        "embedding at the start": f"\u202b{page.unit.target}",
        "embedding closed as an isolate": spot.put(f"\u202b{whole}\u2069"),
        "isolate closed as an embedding": spot.put(f"\u2067{whole}\u202c"),
        "one of two": spot.put(f"\u202b\u202a{whole}\u202c"),
    }


def zero_width(rng: Random, page: Page) -> Broken:
    """Something invisible inside a word, or at an edge."""
    spot = anywhere(rng, JOINT, page.unit.target)
    if not spot or INVISIBLE.search(page.unit.source + page.unit.target):
        return {}
    start = spot.match.start()
    broken = {
        "zero width space": spot.put("\u200b"),
        "word joiner": spot.put("\u2060"),
        "byte order mark": spot.put("\ufeff"),
        "byte order mark at the start": f"\ufeff{page.unit.target}",
        "zero width space at the end": f"{page.unit.target}\u200b",
    }
    if re.match(r"[A-Za-z\u0400-\u04ff]{2}", page.unit.target[start - 1 : start + 1]):
        broken["zero width joiner"] = spot.put("\u200d")
        broken["zero width non-joiner"] = spot.put("\u200c")
        broken["soft hyphen"] = spot.put("\u00ad")
    return broken


def replacement_character(rng: Random, page: Page) -> Broken:
    """U+FFFD for a letter, or beside one."""
    spot = anywhere(rng, re.compile(r"[^\W\d_]"), page.unit.target)
    if not spot or "\ufffd" in page.unit.source + page.unit.target:
        return {}
    return {
        "for a letter": spot.put("\ufffd"),
        "twice for a letter": spot.put("\ufffd\ufffd"),
        "before a letter": spot.put(f"\ufffd{spot.part()}"),
        "at the end": f"{page.unit.target}\ufffd",
    }
