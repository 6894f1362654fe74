"""Findings on what is unsure and on what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sxskit.alignment.pages import Page
from sxskit.alignment.pairs import DROPPED, AlignedPair
from sxskit.alignment.texts import has_text
from sxskit.findings import Finding
from sxskit.patterns import pattern

# The length of a text in a message.
_LENGTH = 60
_WHITE = pattern(r"\s+")


def findings_on(
    name: str, page: Page, english: Page, pairs: Iterable[AlignedPair], least: float
) -> tuple[Finding, ...]:
    """Return the findings on an alignment, by line.

    `least` is the confidence of written pairs.
    """
    pairs = [*pairs]
    found = [*_unsure(name, pairs, least), *_unpaired_targets(name, page, pairs)]
    return tuple(sorted([*found, *_unpaired_sources(name, english, pairs)]))


def _unsure(name: str, pairs: Iterable[AlignedPair], least: float) -> Iterator[Finding]:
    for pair in pairs:
        if pair.confidence < least and pair.reason != DROPPED:
            where = f"English line {pair.english_line}"
            what = f"not written: {pair.reason or 'unsure'}; {where}: {shown(pair.source)}"
            yield Finding(
                *(name, pair.line, "unsure-pair", what),
                key=f"{name}#{pair.id}",
                text=pair.target,
            )


def _unpaired_targets(name: str, page: Page, pairs: list[AlignedPair]) -> Iterator[Finding]:
    spans = sorted((pair.start, pair.end) for pair in pairs)
    index = 0
    for number, block in enumerate(page.blocks):
        if not block.is_text:
            continue
        while index < len(spans) and spans[index][1] <= block.start:
            index += 1
        text = page.bodies[number].text
        if (index == len(spans) or spans[index][0] >= block.end) and has_text(text):
            line = page.line(block.start)
            yield Finding(name, line, "unpaired-target", f"no English text: {shown(text)}")


def _unpaired_sources(name: str, english: Page, pairs: list[AlignedPair]) -> Iterator[Finding]:
    """Yield a finding for each English block without a pair, at the line of the pair before it."""
    places = sorted((pair.english_line, pair.line) for pair in pairs)
    index, line = 0, 1
    lines = {own for own, _ in places}
    for number, block in enumerate(english.blocks):
        text = english.bodies[number].text if block.is_text else ""
        first, last = english.line(block.start), english.line(max(block.end - 1, block.start))
        while index < len(places) and places[index][0] < first:
            line = places[index][1]
            index += 1
        if text and lines.isdisjoint(range(first, last + 1)) and has_text(text):
            what = f"no counterpart of English line {first}: {shown(text)}"
            yield Finding(name, line, "unpaired-source", what)


def shown(text: str) -> str:
    """Return the beginning of a text on one line, in quotes."""
    text = _WHITE.sub(" ", text).strip()
    return repr(text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…")
