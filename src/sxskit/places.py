r"""Where in the page each unit stands: what kind of text, under which headings, in which link.

Read line by line from the Markdown around the units, which is where the dialect keeps block markup
(DIALECT.md 1.3).

>>> from sxskit.document import Frame, Unit, Verbatim, Document
>>> unit = Unit("1a2b3-101", "Next steps", "Далее", Frame.of("1a2b3-101"))
>>> [(place.kind, place.line) for place in places(Document((Verbatim("---\n\n## "), unit)))]
[('title 2', 3)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sxskit.document import MARK, Document, Unit

_HEADING = 200
# The markers of the blocks a line is in: "> 1. ", "  - ".
CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
# Where a line begins: all markers that there may be, and the first character behind them.
_LEAD = re.compile(r"[\s>*+\-#.)\d]*+.?", re.DOTALL)
# What a heading starts with: "## ".
_ATX = re.compile(r"[ \t]*(#{1,6})(?=[ \t\0])")
# The line under the header of a table: "|---|:-:|", "--- | ---".
_DELIMITER = re.compile(
    r"[ \t>]*+\|?+[ \t]*+:?-++:?+[ \t]*+(?>(?:\|[ \t]*+:?-++:?+[ \t]*+)*)\|?+\s*+$"
)
# The line under a setext heading, in its containers: "===", "> ---".
_UNDERLINE = re.compile(r"(?P<lead>[ \t>]*+)(?P<line>=++|-++)\s*+$")
# What these two are made of.
_UNDER = "=-|:> \t"
# A tag of an HTML element that is a block of its own: "<td>", "</li>", "<h2 id=x>".
_ELEMENT = re.compile(r"<(/?)(td|th|li|h[1-6]|p|dt|dd)\b[^<>]*>", re.IGNORECASE)
# What closes a link: "](customer-self-support.md)".
_DESTINATION = re.compile(r"\]\(\s*([^\s()<>]+)")


class Place(NamedTuple):
    """The place of one unit; the kinds are those of `sxskit.catalog.Entry`."""

    line: int
    kind: str
    headings: tuple[str, ...]
    link: str  # the destination, where the unit is the whole text of a link; else empty
    row: bool  # in a row of a pipe table, which a bare pipe splits and a line break ends
    line_end: str  # how its line ends

    @property
    def one_line(self) -> bool:
        """Whether a line break would end the block the unit is in."""
        return self.row or self.kind.startswith("title")


def places(document: Document) -> list[Place]:
    """The places of the units, in document order."""
    found: list[Place] = []
    units = document.units
    broken = {
        index: unit.line_breaks
        for index, unit in enumerate(units)
        if "\n" in unit.target or "\n" in unit.source
    }
    front_matter = document.front_matter.text.count("\n")
    headings: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    inside = 0  # how many lines end inside of the units so far: none of the page does there
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
            headings.append((int(kind[-1]), _heading(units[first:last])))
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


def _heading(units: Iterable[Unit]) -> str:
    """The text of a heading, for a reader: a very long one would be written with every unit."""
    text = " ".join([word for unit in units for word in unit.source.split()])
    return text if len(text) <= _HEADING else f"{text[: _HEADING - 1]}…"


def _apart(place: Place, text: str) -> list[Place]:
    """The places of the units on a line, which links and elements of HTML hold."""
    gaps = text.split(MARK)
    found = []
    kind = place.kind
    for before, after in pairwise(gaps):
        if "<" in before:
            for slash, name in _ELEMENT.findall(before)[-1:]:
                kind = _kind_of_element(slash, name, outside=place.kind)
        if before.endswith("["):
            destination = _DESTINATION.match(after)
            link = destination[1] if destination else ""
            is_alt = before.endswith("![")
            found.append(place._replace(kind="alt text" if is_alt else kind, link=link))
        else:
            found.append(place if kind == place.kind else place._replace(kind=kind))
    return found


def _lines(document: Document) -> Iterator[tuple[int, str, str, bool, str]]:
    """The lines of the page that hold units.

    Each with its index, its text with a mark for each unit, what kind of text the units on it are,
    whether it is a row of a table, and how it ends. A line break inside a unit starts no new one.
    """
    lines = document.skeleton.split("\n")
    in_table = False
    for index, (text, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if MARK in text:
            lead = _LEAD.match(text)
            below = (
                following
                if following[:1] in _UNDER and not following.rstrip().strip(_UNDER)
                else ""
            )
            kind, row = _kind_of_line(lead[0] if lead else "", "|" in text, below, in_table)
            ended = text if index + 1 < len(lines) else lines[index - 1]
            yield index, text, kind, row, "\r\n" if ended.endswith("\r") else "\n"
        elif in_table or "|" in text:
            in_table = bool(text.strip()) and (in_table or _is_delimiter(text))


@lru_cache(maxsize=256)  # most lines begin like another one: "- \0"
def _kind_of_line(lead: str, has_pipe: bool, below: str, in_table: bool) -> tuple[str, bool]:
    """What the units on a line are, and whether the line is a row of a pipe table.

    `lead` is where the line begins, up to its first character that is no marker; `below` is the
    line under it, where that may make something of it.
    """
    containers = CONTAINERS.match(lead)
    start = containers.end() if containers else 0
    atx = _ATX.match(lead, start)
    if atx:
        return f"title {len(atx[1])}", False
    if lead[start:].lstrip().startswith("|"):
        return "table cell", True
    if (in_table and start == 0) or (has_pipe and (in_table or _is_delimiter(below))):
        return "table cell", True
    underline = _UNDERLINE.match(below)
    if underline and _is_within(underline["lead"], lead[:start]):
        return "title 1" if underline["line"].startswith("=") else "title 2", False
    match lead[start - 1 : start]:
        case ">":
            return "quote", False
        case "-" | "*" | "+":
            return "list item", False
        case "." | ")":
            return "numbered item", False
    return "paragraph", False


def _is_within(lead: str, containers: str) -> bool:
    """Whether a line goes on in the containers of the one above: in its quotes, in its list."""
    is_list = not containers.endswith(">") and bool(containers)
    return lead.count(">") == containers.count(">") and len(lead) >= len(containers) + is_list


def _is_delimiter(line: str) -> bool:
    return "-" in line and "|" in line and _DELIMITER.match(line) is not None


def _kind_of_element(slash: str, name: str, *, outside: str) -> str:
    if slash:
        return outside
    match name.lower():
        case "td" | "th":
            return "table cell"
        case "li":
            return "list item"
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return f"title {name[1]}"
        case _:
            return "paragraph"
