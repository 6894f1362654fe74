r"""The blocks of a page in order, with the units in them: headings, items, cells, quotes, code.

>>> from sxskit.dialect.document import parse
>>> document = parse(
...     '- [<span data-ttu-id="7758d-103">Купол</span><span class="sxs-lookup">'
...     '<span data-stu-id="7758d-103">Dome</span></span>](dome.md)\n'
... )
>>> [block] = Structure(document).blocks
>>> [piece] = block.units
>>> block.kind, block.marker, piece.unit, piece.opening, piece.closing
('paragraph', '•', 0, '<a title="dome.md">', '</a>')

markdown-it-py reads the text around the units, in which a mark with its number stands for each.

Law: every unit of a document is in one block, in document order, also on hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from sxskit.dialect.document import Document
from sxskit.patterns import pattern
from sxskit.reports.html.inline import (
    UNIT_END,
    UNIT_START,
    Inline,
    html_of,
    parser,
    wrapper,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind: TypeAlias = Literal["heading", "paragraph", "cell", "code", "rule", "unplaced"]
_UNIT = pattern(f"{UNIT_START}([0-9]+){UNIT_END}")
# Units with tags around, as most blocks are: no markup has to be read.
_ONLY_UNITS = pattern(
    rf"(?>(?:\s|</?[A-Za-z][^<>{UNIT_START}]*+>)*)"
    rf"(?>(?:{UNIT_START}[0-9]+{UNIT_END}(?>(?:\s|</?[A-Za-z][^<>{UNIT_START}]*+>)*))+)"
)
_ALERT = pattern(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE)
_CODE = '<code dir="ltr">', "</code>"
_CLOSING_LINE = pattern(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_ESCAPES = str.maketrans({UNIT_START: "\ufffd", UNIT_END: "\ufffd"})


class Piece(NamedTuple):
    """A unit in its block, with the HTML before it, around it and after it."""

    unit: int
    before: str = ""
    opening: str = ""
    closing: str = ""
    after: str = ""


@dataclass(slots=True)
class Block:
    """A block that contains text: its units, or the HTML of its text if it has none.

    `level` is that of a heading, `depth` the number of lists around, `quotes` that of block quotes.
    `marker` is that of an item, in its first block. `alert` is the kind of the alert around, and
    `is_alert_start` whether this is its first block. `is_header` is whether a cell is in the header
    of its table, and `header` are the units of the header of its column. `code` is the text of a
    code block without units, and `info` its language.
    """

    kind: Kind
    units: list[Piece] = field(default_factory=list)
    html: str = ""
    level: int = 0
    depth: int = 0
    quotes: int = 0
    marker: str = ""
    alert: str = ""
    is_alert_start: bool = False
    is_row_start: bool = False
    is_header: bool = False
    header: tuple[int, ...] = ()
    code: str = ""
    info: str = ""


class Structure:
    """The blocks of a document, and a renderer that knows the document's link definitions."""

    def __init__(self, document: Document) -> None:
        env: dict[str, Any] = {}
        tokens = parser().parse(_body(document), env)
        self.inline = Inline(env.get("references"))
        found = _Walk(self.inline).blocks(tokens)
        self.blocks = [*_complete(found, len(document.columns.ids))]


def _body(document: Document) -> str:
    """The text after the front matter, with a mark for each unit."""
    gaps = document.columns.gaps
    if UNIT_START in document.skeleton or UNIT_END in document.skeleton:
        gaps = [gap.translate(_ESCAPES) for gap in gaps]
    front, first = document.front_matter.text, 0
    if gaps[0].startswith(front):
        start = gaps[0][len(front) :]
    else:  # rare: units in the front matter
        last = front.count("\n")
        first = sum(line <= last for line in document.unit_lines)
        closing = _CLOSING_LINE.search(gaps[first])
        start = gaps[first][closing.end() if closing else 0 :]
    marks = [f"{UNIT_START}{n}{UNIT_END}{gap}" for n, gap in enumerate(gaps[first + 1 :], first)]
    return "".join([start, *marks])


def _complete(blocks: Iterable[Block], count: int) -> Iterator[Block]:
    """The blocks, with the units that Markdown does not show, such as those in a destination."""
    expected = 0
    for block in blocks:
        units: list[Piece] = []
        for piece in block.units:
            missing = [Piece(n) for n in range(expected, piece.unit)]
            if missing and not units:
                yield Block("unplaced", missing)
            elif missing:
                units += missing
            if piece.unit >= expected:
                units.append(piece)
                expected = piece.unit + 1
        block.units = units
        yield block
    if expected < count:
        yield Block("unplaced", [Piece(n) for n in range(expected, count)])


class _Walk:
    """A walk over the tokens of blocks."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline
        self._lists: list[int | None] = []  # the next number of each list around; None: a bullet
        self._quotes: list[str] = []  # the kind of alert of each quote around, or empty
        self._marker = ""
        self._is_alert_start = self._is_row_start = self._is_header = False
        self._level = 0  # of the heading
        self._column = -1  # of the cell; -1: outside tables
        self._headers: list[tuple[int, ...]] = []

    def blocks(self, tokens: Iterable[Token]) -> Iterator[Block]:
        """Yield the blocks that contain text."""
        for token in tokens:
            match token.type:
                case "inline":
                    block = self._text(token.content)
                    if block.units or block.html:
                        yield self._placed(block)
                case "fence" | "code_block":
                    yield self._placed(_code(token))
                case "hr":
                    yield Block("rule")
                case _:
                    self._step(token)

    def _step(self, token: Token) -> None:
        """Note where the next block is."""
        match token.type:
            case "heading_open":
                self._level = int(token.tag[1])
            case "heading_close":
                self._level = 0
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = self._next_marker(token.markup)
            case "blockquote_open":
                self._quotes.append("")
            case "blockquote_close":
                self._quotes.pop()
            case _:
                self._step_in_table(token)

    def _step_in_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._headers = []
            case "tr_open":
                self._column, self._is_row_start = -1, True
            case "th_open" | "td_open":
                self._column += 1
                self._is_header = token.type == "th_open"
            case "table_close":
                self._column = -1

    def _next_marker(self, markup: str) -> str:
        number = self._lists[-1]
        if number is None:
            return "•"
        self._lists[-1] = number + 1
        return f"{number}{markup}"

    def _text(self, content: str) -> Block:
        """The block of a text: a heading, a paragraph or a cell."""
        if self._quotes and not self._quotes[-1]:
            alert = _ALERT.match(content)
            if alert:
                self._quotes[-1], self._is_alert_start = alert[1].lower(), True
                content = content[alert.end() :]
        units, html = _pieces(content, self._inline)
        if self._column < 0:
            return Block("heading" if self._level else "paragraph", units, html)
        numbers = tuple([piece.unit for piece in units])
        if self._is_header:
            self._headers.append(numbers)
            return Block("cell", units, html, is_header=True)
        known = self._column < len(self._headers)
        return Block("cell", units, html, header=self._headers[self._column] if known else ())

    def _placed(self, block: Block) -> Block:
        """A block with its place; what is for the first block only is used up."""
        block.level, block.depth, block.quotes = self._level, len(self._lists), len(self._quotes)
        block.marker, block.alert = self._marker, self._quotes[-1] if self._quotes else ""
        block.is_alert_start, block.is_row_start = self._is_alert_start, self._is_row_start
        self._marker = ""
        self._is_alert_start = self._is_row_start = False
        return block


def _code(token: Token) -> Block:
    if UNIT_START not in token.content:
        return Block("code", code=token.content, info=token.info.strip())
    pieces = _Pieces()
    pieces.add(token.content, *_CODE)
    return Block("code", *pieces.finished())


def _pieces(content: str, inline: Inline) -> tuple[list[Piece], str]:
    """The units of a text, or its HTML if it has none."""
    if _ONLY_UNITS.fullmatch(content):
        return [Piece(int(number)) for number in _UNIT.findall(content)], ""
    pieces = _Pieces()
    pieces.walk(inline.tokens(content))
    return pieces.finished()


class _Pieces:
    """The units of a text, each with the visible markup and text around it."""

    def __init__(self) -> None:
        self._units: list[Piece] = []
        self._gap: list[str] = []  # the HTML since the last unit
        self._is_visible = False  # whether a reader sees it
        self._around: list[tuple[str, str]] = []  # the tags of links and emphasis around

    def walk(self, tokens: Sequence[Token]) -> None:
        """Add inline tokens."""
        for token in tokens:
            if token.type == "image":
                self._walk_image(token)
            elif token.type.endswith("_open"):
                opening = wrapper(token)[0] if token.type == "link_open" else html_of([token])
                self._around.append((opening, f"</{token.tag}>"))
            elif token.type.endswith("_close"):
                self._around.pop()
            elif token.type == "html_inline" and UNIT_START not in token.content:
                continue  # tags around units are not shown
            elif UNIT_START in token.content:
                self.add(token.content, *(_CODE if token.type == "code_inline" else ("", "")))
            else:
                self._add_gap(html_of([token]), bool(token.content.strip()))

    def _walk_image(self, token: Token) -> None:
        opening, closing = wrapper(token)
        self._around.append((opening, closing))
        if token.children:
            self.walk(token.children)
        else:
            self._add_gap("", True)
        self._around.pop()

    def add(self, text: str, opening: str, closing: str) -> None:
        """Add a text with units, each part of it between two tags."""
        for n, part in enumerate(_UNIT.split(text)):
            if n % 2 == 0:
                if part:
                    self._add_gap(f"{opening}{escape(part)}{closing}", bool(part.strip()))
                continue
            before = self._taken() if not self._units else ""
            self._end_last()
            opened = "".join([each for each, _ in self._around])
            closed = "".join([each for _, each in reversed(self._around)])
            self._units.append(Piece(int(part), before, opened + opening, closing + closed))

    def _add_gap(self, html: str, is_visible: bool) -> None:
        if is_visible:
            opened = "".join([each for each, _ in self._around])
            html = f"{opened}{html}{''.join([each for _, each in reversed(self._around)])}"
        self._gap.append(html)
        self._is_visible = self._is_visible or is_visible

    def _end_last(self) -> None:
        """Append the text since the last unit to it."""
        html = self._taken()
        if html and self._units:
            self._units[-1] = self._units[-1]._replace(after=html)

    def _taken(self) -> str:
        html = "".join(self._gap) if self._is_visible else ""
        self._gap, self._is_visible = [], False
        return html

    def finished(self) -> tuple[list[Piece], str]:
        """Return the units, or the HTML of a text without units."""
        if self._units:
            self._end_last()
            return self._units, ""
        return [], self._taken()
