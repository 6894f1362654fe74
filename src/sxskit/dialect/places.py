r"""The position of each unit in its page: line, kind of text, headings, link.

It is read line by line from the Markdown around the units, which contains the block markup
(docs/reference/documents.md).

>>> from sxskit.dialect.document import Frame, Unit, Verbatim, Document
>>> unit = Unit("1a2b3-101", "Next steps", "Далее", Frame.of("1a2b3-101"))
>>> [(place.kind, place.line) for place in places(Document((Verbatim("---\n\n## "), unit)))]
[('title 2', 3)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


class Place(NamedTuple):
    """The place of one unit; the kinds are those of `sxskit.catalog.Entry`."""

    line: int
    kind: str
    headings: tuple[str, ...]
    link: str  # the destination if the unit is the whole text of a link, or empty
    row: bool  # in a row of a pipe table, which a bare pipe splits and a line break ends
    line_end: str  # the end of its line

    @property
    def one_line(self) -> bool:
        """Whether a line break would end the block of the unit."""
        return self.row or self.kind.startswith("title")


def places(document: Document) -> list[Place]:
    """Return the places of the units, in document order."""
    found: list[Place] = []
    _, _, targets, sources, _ = document.columns
    broken = {
        index: target.count("\n") + source.count("\n")
        for index, (target, source) in enumerate(zip(targets, sources, strict=True))
        if "\n" in target or "\n" in source
    }
    front_matter = document.front_matter.text.count("\n")
    headings: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    inside = 0  # line breaks inside the units so far, which end no line of the page
    for index, text, kind, row, end in _lines(document):
        number = 1 + index + inside
        first = len(found)
        last = first + text.count(MARK)
        if number <= front_matter:
            kind, row = "front matter", False
        under = above
        if kind.startswith("title"):
            headings = [heading for heading in headings if heading[0] < int(kind[-1])]
            under = tuple([heading for _, heading in headings])
            headings.append((int(kind[-1]), _heading(sources[first:last])))
            above = tuple([heading for _, heading in headings])
        place = Place(number, kind, under, "", row, end)
        if "[" in text or "<" in text:
            found += _apart(place, text)
        else:
            found += [place] * (last - first)
        if broken:
            for n in range(first, last):
                found[n] = found[n]._replace(line=1 + index + inside)
                inside += broken.get(n, 0)
    return found


def _heading(sources: Iterable[str]) -> str:
    """The text of a heading, shortened because it is written with every unit."""
    text = " ".join([word for source in sources for word in source.split()])
    return text if len(text) <= _HEADING else f"{text[: _HEADING - 1]}…"


def _apart(place: Place, text: str) -> list[Place]:
    """The places of the units on a line with links or elements of HTML."""
    gaps = text.split(MARK)
    found = []
    kind = place.kind
    for before, after in pairwise(gaps):
        if "<" in before:
            for slash, name in ELEMENT.findall(before)[-1:]:
                kind = kind_of_element(slash, name, outside=place.kind)
        if before.endswith("["):
            destination = _DESTINATION.match(after)
            link = destination[1] if destination else ""
            is_alt = before.endswith("![")
            found.append(place._replace(kind="alt text" if is_alt else kind, link=link))
        else:
            found.append(place if kind == place.kind else place._replace(kind=kind))
    return found


def _lines(document: Document) -> Iterator[tuple[int, str, str, bool, str]]:
    """The lines of the page that contain units.

    Each with its index, its text with a mark for each unit, what kind of text the units on it are,
    whether it is a row of a table, and how it ends. A line break inside a unit starts no new one.
    """
    lines = document.skeleton.split("\n")
    in_table = False
    for index, (text, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if MARK in text:
            below = ""
            if following and following[0] in UNDER and not following.rstrip().strip(UNDER):
                below = following
            kind, row = _kind(text, below, in_table)
            ended = text if index + 1 < len(lines) else lines[index - 1]
            yield index, text, kind, row, "\r\n" if ended.endswith("\r") else "\n"
        elif in_table or "|" in text:
            in_table = bool(text.strip()) and (in_table or is_delimiter(text))


@lru_cache(maxsize=1024)  # most lines are like others: "- \0"
def _kind(line: str, below: str, in_table: bool) -> tuple[str, bool]:
    """The kind of the units on a line, and whether it is a row of a table; see `kind_of_line`."""
    lead = LEAD.match(line)
    return kind_of_line(lead[0] if lead else "", "|" in line, below, in_table)
