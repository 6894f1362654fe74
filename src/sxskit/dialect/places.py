r"""The position of each unit in its page: line, kind of text, headings, link.

It is read line by line from the Markdown around the units, which contains the block markup
(docs/reference/documents.md).

>>> from sxskit.dialect.document import Frame, Unit, Verbatim, Document
>>> unit = Unit("1a2b3-101", "Next steps", "Далее", Frame.of("1a2b3-101"))
>>> [(place.kind, place.line) for place in places(Document((Verbatim("---\n\n## "), unit)))]
[('title 2', 3)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sxskit.dialect.document import MARK, Document
from sxskit.markdown.blocks import (
    ELEMENT,
    LEAD,
    UNDER,
    is_delimiter,
    kind_of_element,
    kind_of_line,
)
from sxskit.patterns import pattern

_HEADING = 200
# The end of a link: "](customer-self-support.md)".
_DESTINATION = pattern(r"\]\(\s*([^\s()<>]+)")


class Spot(NamedTuple):
    """The place of a unit on its line; the kinds are those of `sxskit.catalog.Entry`."""

    kind: str
    link: str  # the destination if the unit is the whole text of a link, or empty
    row: bool  # in a row of a pipe table, which a bare pipe splits and a line break ends
    line_end: str  # the end of its line

    @property
    def one_line(self) -> bool:
        """Whether a line break would end the block of the unit."""
        return self.row or self.kind.startswith("title")


class Place(NamedTuple):
    """The place of one unit: its line, the headings above, and the fields of `Spot`."""

    line: int
    headings: tuple[str, ...]
    kind: str
    link: str
    row: bool
    line_end: str


class Places(NamedTuple):
    """The places of units in columns."""

    lines: list[int]
    headings: list[tuple[str, ...]]
    spots: list[Spot]


def places(document: Document) -> list[Place]:
    """Return the places of the units, in document order."""
    columns = places_of(document)
    return [Place(line, above, *spot) for line, above, spot in zip(*columns, strict=True)]


def places_of(document: Document) -> Places:
    """Return the places of the units in columns, in document order."""
    lines: list[int] = []
    headings: list[tuple[str, ...]] = []
    spots: list[Spot] = []
    sources = document.columns.sources
    in_block = _in_front_matter(document)
    outline: list[tuple[int, str]] = []  # the levels and texts of the headings above
    above: tuple[str, ...] = ()
    for number, text, level, here in _lines(document):
        first = len(spots)
        if first < in_block:
            level, here = 0, _apart(text, "front matter", False, _end(text))
        spots += here
        lines += [number] * len(here)
        if level:
            headings += [above] * (first - len(headings))
            outline = [heading for heading in outline if heading[0] < level]
            headings += [tuple([heading for _, heading in outline])] * len(here)
            outline.append((level, _heading(sources[first : len(spots)])))
            above = tuple([heading for _, heading in outline])
    headings += [above] * (len(spots) - len(headings))
    return Places(document.unit_lines if _are_broken(document) else lines, headings, spots)


def _in_front_matter(document: Document) -> int:
    """The number of units in the front matter, which hardly any document has."""
    block = document.front_matter.text
    if len(block) <= len(document.columns.gaps[0]):
        return 0
    last = block.count("\n")
    return sum([line <= last for line in document.unit_lines])


def _are_broken(document: Document) -> bool:
    """Whether units contain line breaks."""
    _, _, targets, sources, _ = document.columns
    return "\n" in "".join(targets) or "\n" in "".join(sources)


def _heading(sources: Iterable[str]) -> str:
    """The text of a heading, shortened because it is written with every unit."""
    text = " ".join(" ".join(sources).split())
    return text if len(text) <= _HEADING else f"{text[: _HEADING - 1]}…"


def _lines(document: Document) -> Iterator[tuple[int, str, int, Sequence[Spot]]]:
    """The lines of the page that contain units; a line break inside a unit starts no new one.

    Each with its number, its text with a mark for each unit, and the results of `_on_line`.
    """
    lines = [*document.skeleton.split("\n"), ""]
    in_table = False
    for number, text in enumerate(lines[:-1], start=1):
        if MARK in text:
            below = lines[number]
            if below and (below[0] not in UNDER or below.rstrip().strip(UNDER)):
                below = ""
            level, here = _on_line(text, below, in_table)
            if number + 1 == len(lines):  # it has no end: that of the line above
                end = _end(lines[number - 2] if number > 1 else text)
                here = [spot._replace(line_end=end) for spot in here]
            yield number, text, level, here
        elif in_table or "|" in text:
            in_table = bool(text.strip()) and (in_table or is_delimiter(text))


@lru_cache(maxsize=4096)  # most lines are like others: "- \0"
def _on_line(text: str, below: str, in_table: bool) -> tuple[int, Sequence[Spot]]:
    """The level of a line if it is a heading, or 0, and the spots of the units on it.

    `below` is the next line if it may change the kind.
    """
    lead = LEAD.match(text)
    kind, row = kind_of_line(lead[0] if lead else "", "|" in text, below, in_table)
    level = int(kind[-1]) if kind.startswith("title") else 0
    return level, _apart(text, kind, row, _end(text))


def _end(line: str) -> str:
    return "\r\n" if line.endswith("\r") else "\n"


def _apart(text: str, kind: str, row: bool, end: str) -> list[Spot]:
    """The spots of the units on a line of a kind, which links and elements of HTML change."""
    outside = Spot(kind, "", row, end)
    if "[" not in text and not ELEMENT.search(text):
        return [outside] * text.count(MARK)
    found = []
    for before, after in pairwise(text.split(MARK)):
        if "<" in before:
            for slash, name in ELEMENT.findall(before)[-1:]:
                kind = kind_of_element(slash, name, outside=outside.kind)
        if before.endswith("["):
            destination = _DESTINATION.match(after)
            link = destination[1] if destination else ""
            found.append(Spot("alt text" if before.endswith("![") else kind, link, row, end))
        else:
            found.append(outside if kind == outside.kind else Spot(kind, "", row, end))
    return found
