"""The kind of block that a line of Markdown begins or continues."""

from __future__ import annotations

import re
from functools import lru_cache

from sxskit.patterns import pattern

# The markers of the containers of a line: "> 1. ", "  - ".
CONTAINERS = pattern(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")


# The beginning of a line: its markers, and the first character after them.
LEAD = pattern(r"[\s>*+\-#.)\d]*+.?", re.DOTALL)


# The start of a heading: "## ".
_ATX = pattern(r"[ \t]*(#{1,6})(?=[ \t\0])")


# The line under the header of a table: "|---|:-:|", "--- | ---".
_DELIMITER = pattern(
    r"[ \t>]*+\|?+[ \t]*+:?-++:?+[ \t]*+(?>(?:\|[ \t]*+:?-++:?+[ \t]*+)*)\|?+\s*+$"
)


# The line under a setext heading, in its containers: "===", "> ---".
_UNDERLINE = pattern(r"(?P<lead>[ \t>]*+)(?P<line>=++|-++)\s*+$")


# The characters of these two lines.
UNDER = "=-|:> \t"


# A tag of an HTML element that is a block: "<td>", "</li>", "<h2 id=x>".
ELEMENT = pattern(r"<(/?)(td|th|li|h[1-6]|p|dt|dd)\b[^<>]*>", re.IGNORECASE)


@lru_cache(maxsize=256)  # most lines begin like others: "- \0"
def kind_of_line(lead: str, has_pipe: bool, below: str, in_table: bool) -> tuple[str, bool]:
    """Return the kind of the units on a line, and whether the line is a row of a pipe table.

    `lead` is the beginning of the line, up to its first character after the markers; `below` is the
    next line if it may change the kind.
    """
    containers = CONTAINERS.match(lead)
    start = containers.end() if containers else 0
    atx = _ATX.match(lead, start)
    if atx:
        return f"title {len(atx[1])}", False
    if lead[start:].lstrip().startswith("|"):
        return "table cell", True
    if (in_table and start == 0) or (has_pipe and (in_table or is_delimiter(below))):
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
    """Whether a line continues the containers of the one above: its quotes and its list."""
    is_list = not containers.endswith(">") and bool(containers)
    return lead.count(">") == containers.count(">") and len(lead) >= len(containers) + is_list


def is_delimiter(line: str) -> bool:
    return "-" in line and "|" in line and _DELIMITER.match(line) is not None


def kind_of_element(slash: str, name: str, *, outside: str) -> str:
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
