"""Constructs to put into both texts of a unit, for documents that hold too few of a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from random import Random

from mutations.page import Page, anywhere, prose, word
from mutations.patterns import GAP

# By code: what goes in, one of these, WORD standing for a word of the text; where the target gets
# something else than the source, behind an arrow.
GRAFTS: Mapping[str, tuple[str, ...]] = {
    "code-span": ("`--force`", "`app.config.json`", "``a`b``", "`Reader.Open()`"),
    "link": (
        "[WORD](../guide/set-up.md#next-steps)",
        "[WORD WORD](/guide/reading)",
        "[**WORD**](https://www.example.com/a/b?view=all)",
        "![WORD](media/a-picture.png)",
    ),
    "xref": (
        "<xref:Sample.Library.Reader.Open%2A?displayProperty=nameWithType>",
        "<xref:Sample.Library.Shelf>",
        "<xref:guide/start>",
    ),
    "include": (
        "[!INCLUDE [name](../includes/product-name.md)]",
        "[!INCLUDE[limits](~/includes/limits.md)]",
    ),
    "url": (
        "https://www.example.com/guide/start?view=all",
        "<https://example.org/a/b>",
        "http://localhost:8080/api",
    ),
    "tag": (
        "<strong>WORD</strong>",
        '<a href="https://example.com/a" target="_blank">WORD</a>',
        "<kbd>Ctrl</kbd>",
        "<br/>",
        '<img src="media/a.png" alt="" />',
    ),
    "placeholder": (
        *("{0}", "{name}", "{client_id}", "{{user}}", "${HOME}"),
        *("%s", "%1$d", "%(count)s", "<name>"),
    ),
    "number": ("25", "1024", "3.14", "2019", "10.5"),
    "emphasis": ("**WORD**", "*WORD*", "_WORD_", "***WORD WORD***", "__WORD__"),
    "entity": ("&lt;", "&gt;", "&amp;", "&copy;", "&#8211;", "&nbsp;"),
    "escape": (r"5 \* 2", r"a\_b", r"\<WORD>", r"\[WORD\]", "snake_case"),
    "bracket": ("(WORD WORD)", "[WORD WORD]", "(WORD WORD)→（WORD WORD）"),
    "quote": ('"WORD"', '"WORD"→«WORD»', '"WORD"→“WORD”', '"WORD"→„WORD“', '"WORD"→「WORD」'),
    "edge-space": ("",),
}
# White space and punctuation at the end of a text, which stay the end.
_END = re.compile(r"[\s.?!:;。？！：]*$")


def grafted(code: str, rng: Random, page: Page) -> Page | None:
    """A page whose unit has something to break for a code; None where nothing can be put in."""
    unit = page.unit
    if code not in GRAFTS or page.place.link or page.place.kind == "alt text":
        return None
    if not unit.source.strip() or not unit.target.strip():
        return None
    if code == "edge-space":
        first, last = rng.choice([(" ", ""), ("", " "), (" ", " ")])
        source, target = (f"{first}{each.strip()}{last}" for each in (unit.source, unit.target))
    else:
        graft, _, other = rng.choice(GRAFTS[code]).partition("→")
        source = _with(rng, unit.source, graft, r"[A-Za-z]{2,}", "Read")
        target = _with(rng, unit.target, other or graft, r"[^\W\d_]{2,12}", word(rng, page))
    return replace(page, unit=replace(unit, source=source, target=target))


def _with(rng: Random, text: str, graft: str, letters: str, default: str) -> str:
    """A text with a graft at a random gap between two words, or behind the last one."""
    while "WORD" in graft:
        found = anywhere(rng, re.compile(letters), text)
        graft = graft.replace("WORD", found.part() if found else default, 1)
    gap = anywhere(rng, GAP, text) if rng.random() < 0.7 and "*" not in prose(text) else None
    if gap:
        return gap.put(f" {graft} ")
    end = _END.search(text)
    cut = end.start() if end else len(text)
    return f"{text[:cut]} {graft}{text[cut:]}"
