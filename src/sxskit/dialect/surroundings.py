r"""The line around a unit in the plain page, and the block that a line begins.

>>> from sxskit.dialect.document import Document, Frame, Unit, Verbatim
>>> unit = Unit("7758d-103", "Hello", "Привет", Frame.of("7758d-103"))
>>> document = Document((Verbatim("Text\n1. "), unit, Verbatim(" (1)\n")))
>>> around = Surroundings(document).around(0)
>>> around.before, around.after, around.is_below_text
('1. ', ' (1)', True)
>>> block_start("1. # Hello", is_below_text=False)
('1.heading', 'a heading')

Nothing is rendered; in doubt, the result is the one that breaks more. Takes linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from sxskit.dialect.document import MARK, Document
from sxskit.markdown.syntax import NAME
from sxskit.patterns import pattern

# The number of characters of a line, and of units, that are read on either side of a target.
_REACH, _UNITS = 1000, 20
_LINE_BREAK = pattern(r"\r\n|\n|\r")
# The elements that begin an HTML block (CommonMark 0.31.2, section 4.6).
_BLOCK_TAG = (
    "</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    "|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    "|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track"
    r"|ul)(?=[\s/>]|\Z)"
)
# The attributes of a tag (CommonMark 0.31.2, section 6.6).
ATTRIBUTES = (
    r"(?>(?:\s++[A-Za-z_:][\w:.-]*+(?>(?:\s*+=\s*+"
    r"""(?:[^\s"'=<>`]++|"[^"]*+"|'[^']*+'))?))*)"""
)
# The containers at the start of a line: "> 1. ".
_CONTAINERS = pattern(r"(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|[0-9]{1,9}[.)](?=[ \t]|$)))*")
_START = pattern(
    r"""[ \t]*(?:
    (?P<rule>    (?:-[ \t]*+){3,}$ | (?:\*[ \t]*+){3,}$ | (?:_[ \t]*+){3,}$ )
  | (?P<heading> \#{1,6}(?=[ \t]|$) )
  | (?P<fence>   ```[^`]*$ | ~~~ )
  | (?P<directive> ::: | \[!\w++ )
  | (?P<definition> \[(?>(?:[^\[\]\\]++|\\.)+)\]: )"""
    rf"""
  | (?P<raw>     <(?i:pre|script|style|textarea)(?=[\s>]|$) | <!--|<\?|<![A-Za-z\[] )
  | (?P<html>    (?i:{_BLOCK_TAG}) )
  | (?P<tag>     </?{NAME}{ATTRIBUTES}\s*+/?>\s*$ )
  | (?P<row>     \| )
    )""",
    re.VERBOSE,
)
_RULE = pattern(r"[ \t>]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,})$")
_WHAT = {
    "rule": "a thematic break",
    "heading": "a heading",
    "fence": "a code block",
    "directive": "a directive",
    "definition": "a link definition",
    "raw": "an HTML block",
    "html": "an HTML block",
    "tag": "an HTML block",
    "row": "a row of a table",
}
# The line below a heading, or below the header of a table.
_UNDER = pattern(r"[ \t]*(?:=+|-+)[ \t]*$")
_DELIMITER = pattern(
    r"(?=[^|:]*[|:])[ \t]*\|?[ \t]*:?-++:?[ \t]*(?>(?:\|[ \t]*:?-++:?[ \t]*)*)\|?[ \t]*$"
)
_DASHES = pattern(r"[ \t>]*+(?=[-|:])[-|: \t]*+\r?(?:\n|\Z)")
# A line of the page that begins with a tag; the tag of a block element begins HTML.
_TAG_LINE = pattern(rf"\n(?:(?P<sure>(?i:{_BLOCK_TAG}))|(?P<lead>[ \t>*+\-.)\d]*)<)")
_BLANK = pattern(r"\n[ \t>]*+\r?(?=\n|\Z)")


class Html(Enum):
    """Whether a text is inside an HTML block, where there is no Markdown."""

    NO = auto()
    MAYBE = auto()
    NESTED = auto()  # like MAYBE, in a list or a quote, in which its lines have to continue
    YES = auto()


class Around(NamedTuple):
    """The lines of the plain page around a text: before, after, above and below it."""

    before: str = ""
    after: str = ""
    is_below_text: bool = False
    is_above_dashes: bool = False
    html: Html = Html.NO


def block_start(line: str, *, is_below_text: bool) -> tuple[str, str]:
    """Return the block that a line begins, as a kind and in words; empty for a line of text."""
    if _RULE.match(line):  # "* * *" is not a list in lists
        return "rule", _WHAT["rule"]
    containers = _CONTAINERS.match(line)
    end = containers.end() if containers else 0
    signs = "".join(line[:end].split())
    kind = re.sub("[0-9]+", lambda number: "1" if int(number[0]) == 1 else "2", signs)
    start = _START.match(line, end)
    if start and start.lastgroup:
        return f"{kind}{start.lastgroup}", _WHAT[start.lastgroup]
    if is_below_text and _UNDER.match(line, end):
        return f"{kind}under", "a heading with the line above"
    if is_below_text and _DELIMITER.match(line, end):
        return f"{kind}delimiter", "a table"
    if not signs:
        return "", ""
    if not line[end:].strip(" \t"):
        kind += " empty"
    return kind, "a quote" if signs[-1] == ">" else "a list"


class Surroundings:
    """The lines of the units of a document, each found in constant time."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _marks(self) -> list[int]:
        """The index of each unit in the text between the units."""
        return [match.start() for match in re.finditer(MARK, self._document.skeleton)]

    @cached_property
    def _html(self) -> list[tuple[int, int, Html]]:
        """The lines that begin with a tag: their start, and the end of their HTML."""
        page = f"\n{self._document.skeleton}"  # an index of "\n" is the start of a line of the page
        found = []
        end, html = 0, Html.NO
        for line in _TAG_LINE.finditer(page):
            start = line.start()
            if start >= end:
                blank = _BLANK.search(page, line.end())
                end, html = blank.start() if blank else len(page), Html.MAYBE
            if line["sure"]:
                html = Html.YES
            elif line["lead"] and html is Html.MAYBE:
                html = Html.NESTED
            found.append((start, end, html))
        return found

    def around(self, index: int) -> Around:
        """Return the lines around the target of a unit, by its index."""
        page, at = self._document.skeleton, self._marks[index]
        low = max(0, at - _REACH)
        start = page.rfind("\n", low, at) + 1 or low
        stop = page.find("\n", at, at + _REACH)
        end = stop if stop >= 0 else at + _REACH
        nearest = page[start:at].rsplit(MARK, _UNITS)
        before = self._filled(nearest, index - len(nearest) + 1)
        after = self._filled(page[at + 1 : end].rstrip("\r").split(MARK, _UNITS), index + 1)
        above = page[max(0, start - _REACH) : max(0, start - 1)]
        return Around(
            _LINE_BREAK.split(f"x{before}" if start == low > 0 else before)[-1],
            _LINE_BREAK.split(after)[0],
            bool(above[above.rfind("\n") + 1 :].strip("> \t\r")),
            _DASHES.match(page, end + 1, end + _REACH) is not None,
            self._is_html(at),
        )

    def text_before(self, index: int) -> str:
        """Return the text of the page from the beginning of the block of a unit to its target."""
        page, at = self._document.skeleton, self._marks[index]
        *above, line = page[max(0, at - _REACH) : at].split("\n")
        lines = [
            line[line.rfind("|") + 1 :]
            if block_start(line, is_below_text=False)[0].endswith("row")
            else line
        ]
        while above and not block_start(line, is_below_text=False)[0]:
            line = above.pop()
            if not line.strip("> \t\r") or block_start(line, is_below_text=False)[0].endswith(
                "heading"
            ):
                break
            lines.append(line)
        pieces = "\n".join(reversed(lines)).split(MARK)[-_UNITS:]
        _, _, targets, sources, _ = self._document.columns
        first = index - len(pieces) + 1
        units = zip(targets[first:index], sources[first:index], strict=True)
        texts = [f"{target}</span>{source}" for target, source in units]
        return "".join([pieces[0], *map("".join, zip(texts, pieces[1:], strict=True))])

    def _filled(self, pieces: list[str], first: int) -> str:
        """A text of the page, split at its units, with their targets from an index on.

        A unit at which it is not split, because it is far away, counts as a letter.
        """
        targets = self._document.columns.targets[first : first + len(pieces) - 1]
        share = _REACH // len(pieces)
        targets = [target if len(target) <= share else "x" for target in targets]
        pieces = [piece.replace(MARK, "x") for piece in pieces]
        return "".join([pieces[0], *map("".join, zip(targets, pieces[1:], strict=True))])

    def _is_html(self, at: int) -> Html:
        number = bisect_right(self._html, (at,)) - 1
        if number < 0 or self._html[number][1] <= at:
            return Html.NO
        return self._html[number][2]


class Site:
    """The place of a target on its page; the text around it is found on access."""

    def __init__(self, surroundings: Surroundings | None = None, index: int = 0) -> None:
        self._surroundings = surroundings
        self._index = index

    @cached_property
    def around(self) -> Around:
        """The lines around the target."""
        return self._surroundings.around(self._index) if self._surroundings else Around()

    @cached_property
    def text_before(self) -> str:
        """The text of the same block before the target, on the side-by-side page."""
        return self._surroundings.text_before(self._index) if self._surroundings else ""
