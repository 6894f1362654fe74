"""Pairs that a person has fixed: they replace what was aligned in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sxskit.alignment.pages import Page
from sxskit.alignment.pairs import DROPPED, FIXED, AlignedPair
from sxskit.alignment.reporting import shown
from sxskit.findings import Finding
from sxskit.markdown.scanner import Block
from sxskit.patterns import pattern

_ID = pattern(r"[0-9a-f]{5}-p?[0-9]{1,9}")


class Fix(NamedTuple):
    """A pair of texts as a person wants it; a dropped one is not written.

    `line` and `english_line` are where it was when it was listed.
    """

    source: str
    target: str
    line: int
    english_line: int
    id: str = ""
    is_dropped: bool = False


def with_fixes(
    page: Page, pairs: Sequence[AlignedPair], fixes: Iterable[Fix], name: str
) -> tuple[list[AlignedPair], list[Finding]]:
    """Return the pairs with fixes, and a finding for each fix whose target is not in the page."""
    result = [*pairs]
    findings = []
    for fix in fixes:
        start = _place(page, fix)
        if start is None:
            what = f"the page does not contain the target of a fixed pair: {shown(fix.target)}"
            findings.append(Finding(name, max(fix.line, 1), "unknown-entry", what))
            continue
        end = start + len(fix.target)
        result = [pair for pair in result if pair.end <= start or pair.start >= end]
        id = _free_id(fix, result, pairs)
        confidence, reason = (0.0, DROPPED) if fix.is_dropped else (1.0, FIXED)
        places = page.line(start), fix.english_line, start
        result.append(AlignedPair(id, fix.source, fix.target, *places, confidence, reason))
    return sorted(result, key=lambda pair: pair.start), findings


def _place(page: Page, fix: Fix) -> int | None:
    """The place of the target of a fix in a block of text, the nearest to its line."""
    best: tuple[int, int] | None = None
    start = page.text.find(fix.target) if fix.target else -1
    while start >= 0:
        if _holds(page.blocks, start, start + len(fix.target)):
            far = abs(page.line(start) - fix.line)
            if best is None or far < best[0]:
                best = far, start
            elif far > best[0]:
                break
        start = page.text.find(fix.target, start + 1)
    return best and best[1]


def _holds(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether a block of text contains a span."""
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].end < end:
            low = middle + 1
        else:
            high = middle
    return low < len(blocks) and blocks[low].is_text and blocks[low].start <= start


def _free_id(fix: Fix, pairs: Iterable[AlignedPair], before: Sequence[AlignedPair]) -> str:
    """The id of a fix, or of the next number where another pair has it."""
    taken = {pair.id for pair in pairs}
    if fix.id not in taken and _ID.fullmatch(fix.id):
        return fix.id
    ids = taken | {pair.id for pair in before}
    prefix = next(iter(ids), "00000-101").partition("-")[0]
    numbers = [int(id.rpartition("-")[2].lstrip("p") or 0) for id in ids]
    return f"{prefix}-{max(numbers, default=100) + 1}"
