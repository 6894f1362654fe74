"""The numbers of pairs: those of the English segments, also of segments without a pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sxskit.alignment.pages import Page
from sxskit.alignment.texts import has_text, hoisted
from sxskit.frontmatter.block import FrontMatter
from sxskit.markdown.segments import Span, sentences
from sxskit.patterns import pattern

_FIRST = 101
_ALT_TEXT = pattern(r'alt-text="([^"]*)"')
_ALT = pattern(r"!\[([^\[\]]*)\]\(")


class Segment(NamedTuple):
    """A sentence of an English block; the number is 0 if there is nothing to translate."""

    start: int
    end: int
    number: int


class Segments(NamedTuple):
    """The sentences of an English block, and its number as a block of several sentences."""

    spans: list[Segment]
    merged: int


def segments_of(english: Page) -> Iterator[Segments | None]:
    """Yield the segments of each block, numbered in order; None for a block without text."""
    number, merged = _first_numbers(english.text)
    has_divs = "[!div" in english.text
    for index, block in enumerate(english.blocks):
        if not block.is_text:
            number += _numbers_of(english.text[block.start : block.end], block.kind)
            yield None
            continue
        text = english.bodies[index].text
        spans: list[Segment] = []
        is_marked = has_divs and _is_below_div(english, index)
        for start, end in sentences(text):
            segment = text[start:end]
            if has_text(segment) or is_marked:
                number += _alt_numbers(segment[: hoisted(segment, segment)[0]])
                spans.append(Segment(start, end, number))
                number += 1
            else:
                spans.append(Segment(start, end, 0))
                number += _alt_numbers(segment)
        yield Segments(spans, merged)
        merged += len(spans) > 1


def _first_numbers(english: str) -> tuple[int, int]:
    """The numbers of the first segment of the body and of its first block with several."""
    block = FrontMatter.of(english)
    number = merged = _FIRST
    for key in ("title", "description", "keywords"):
        value = " ".join((block.get(key) or "").split())
        if value:
            count = len(sentences(value)) if key == "description" else 1
            number += count
            merged += count > 1
    return number, merged


def _numbers_of(text: str, kind: str) -> int:
    """How many numbers a block without text takes."""
    match = _ALT_TEXT.search(text) if kind == "marker" else None
    return len(sentences(match[1])) if match and match[1].strip() else 0


def _alt_numbers(text: str) -> int:
    """The numbers that the alternative texts of images take: one for each sentence."""
    return sum(len(sentences(match[1])) for match in _ALT.finditer(text) if match[1].strip())


def _is_below_div(english: Page, index: int) -> bool:
    """Whether a block is directly below a ``[!div ...]`` line: then its images are translated."""
    above = english.blocks[index - 1] if index else None
    if above is None or above.kind != "marker" or not english.text.startswith("[!div", above.start):
        return False
    return english.text.count("\n", above.end, english.blocks[index].start) == 1


def spans_of(segments: Segments) -> list[Span]:
    """Return the spans of the sentences."""
    return [(segment.start, segment.end) for segment in segments.spans]
