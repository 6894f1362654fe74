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
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sxskit.document import Document, Unit

# Stands for a unit while lines are looked at.
_MARK = "\0"
_HEADING = 200
# The markers of the blocks a line is in: "> 1. ", "  - ".
CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
# What a heading starts with: "## ".
_ATX = re.compile(r"[ \t]*(#{1,6})(?=[ \t\0])")
# The line under the header of a table: "|---|:-:|", "--- | ---".
_DELIMITER = re.compile(
    r"[ \t>]*+\|?+[ \t]*+:?-++:?+[ \t]*+(?>(?:\|[ \t]*+:?-++:?+[ \t]*+)*)\|?+\s*+$"
)
# The line under a setext heading, in its containers: "===", "> ---".
_UNDERLINE = re.compile(r"(?P<lead>[ \t>]*+)(?P<line>=++|-++)\s*+$")
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


class _Line(NamedTuple):
    """A line that holds units: its text with a mark for each, and the units with their lines."""

    text: str
    units: list[tuple[int, Unit]]
    kind: str
    row: bool
    end: str


def places(document: Document) -> Iterator[Place]:
    """The places of the units, in document order."""
    headings: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    front_matter = document.front_matter.text.count("\n")
    for line in _lines(document):
        if line.units[0][0] <= front_matter:
            yield from _on(line._replace(kind="front matter", row=False), above)
        elif line.kind.startswith("title"):
            level = int(line.kind[-1])
            headings = [heading for heading in headings if heading[0] < level]
            yield from _on(line, tuple([text for _, text in headings]))
            headings.append((level, _heading(line)))
            above = tuple([text for _, text in headings])
        else:
            yield from _on(line, above)


def _heading(line: _Line) -> str:
    """The text of a heading, for a reader: a very long one would be written with every unit."""
    text = " ".join([word for _, unit in line.units for word in unit.source.split()])
    return text if len(text) <= _HEADING else f"{text[: _HEADING - 1]}…"


def _on(line: _Line, headings: tuple[str, ...]) -> Iterator[Place]:
    text, units, kind, row, end = line
    if "[" not in text and "<" not in text:
        for number, _ in units:
            yield Place(number, kind, headings, "", row, end)
        return
    gaps = text.split(_MARK)
    for (number, _), before, after in zip(units, gaps, gaps[1:], strict=False):
        tags = _ELEMENT.findall(before) if "<" in before else None
        if tags:
            kind = _kind_of_element(*tags[-1], outside=line.kind)
        link = ""
        if before.endswith("[") and after.startswith("]("):
            destination = _DESTINATION.match(after)
            link = destination[1] if destination else ""
        is_alt = before.endswith("![")
        yield Place(number, "alt text" if is_alt else kind, headings, link, row, end)


def _lines(document: Document) -> Iterator[_Line]:
    """The lines that hold units; a line break inside a unit starts no new one."""
    skeleton: list[str] = []
    units: list[tuple[int, Unit]] = []
    number = 1
    for node in document.nodes:
        if isinstance(node, Unit):
            skeleton.append(_MARK)
            units.append((number, node))
            if "\n" in node.target or "\n" in node.source:
                number += node.line_breaks
        else:
            skeleton.append(node.text.replace(_MARK, " "))
            number += node.text.count("\n")
    lines = "".join(skeleton).split("\n")
    done = 0
    in_table = False
    end = "\n"
    for text, following in zip(lines, [*lines[1:], None], strict=True):
        if following is not None:
            end = "\r\n" if text.endswith("\r") else "\n"
        count = text.count(_MARK)
        if count:
            kind, row = _kind_of_line(text, following or "", in_table)
            yield _Line(text, units[done : done + count], kind, row, end)
            done += count
        else:
            in_table = bool(text.strip()) and (in_table or _is_delimiter(text))


@lru_cache(maxsize=256)  # most lines look like another one: "- \0"
def _kind_of_line(text: str, following: str, in_table: bool) -> tuple[str, bool]:
    """What the units on a line are, and whether the line is a row of a pipe table."""
    containers = CONTAINERS.match(text)
    start = containers.end() if containers else 0
    atx = _ATX.match(text, start)
    if atx:
        return f"title {len(atx[1])}", False
    if text[start:].lstrip().startswith("|"):
        return "table cell", True
    if (in_table and start == 0) or ("|" in text and (in_table or _is_delimiter(following))):
        return "table cell", True
    underline = _UNDERLINE.match(following)
    if underline and _is_within(underline["lead"], text[:start]):
        return "title 1" if underline["line"].startswith("=") else "title 2", False
    match text[start - 1 : start]:
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
