r"""The grammar of side-by-side Markdown: units, and the text between them, verbatim.

>>> document = parse(
...     '# <span data-ttu-id="7758d-103">Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\n'
... )
>>> [(unit.id, unit.target, unit.source) for unit in document.units]
[('7758d-103', 'Привет', 'Hello')]
>>> document.strip("source")
'# Hello\n'

Law: ``parse(text).text == text`` for every `str`; all text outside units is `Verbatim`. `parse`
raises nothing and takes linear time, also on hostile text. `sxskit.check` reports markup that does
not form a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Literal, NamedTuple, Self, TypeAlias

from sxskit.frontmatter.block import FrontMatter
from sxskit.patterns import pattern

Side: TypeAlias = Literal["target", "source"]

# The placeholder of a unit in the text around it.
MARK = "\0"
# A quote as found: ", or damaged to &quot; or, inside YAML, to \" (docs/reference/documents.md).
QUOTE = r'(?:\\?"|&quot;)'
ID = r"[0-9A-Za-z_.:-]+"
# One unit (docs/reference/documents.md):
# <span data-ttu-id="7758d-103">T</span><span class="sxs-lookup"><span
# data-stu-id="7758d-103">S</span></span>. T ends at the first middle, S at the first tail, and
# neither contains the head of another unit. Atomic, so that a failed match takes one pass;
# possessive groups are equivalent, but wrong in CPython before 3.11.5 (its issue 106052).
_UNIT = pattern(
    rf"(?P<head><span data-ttu-id={QUOTE}(?P<id>{ID}){QUOTE}>)"
    rf"(?P<target>[^<]*+(?>(?:<(?!span data-ttu-id=|/span><span class={QUOTE}sxs-lookup)[^<]*+)*))"
    rf"(?P<middle></span><span class={QUOTE}sxs-lookup{QUOTE}>"
    rf"<span data-stu-id={QUOTE}(?P=id){QUOTE}>)"
    r"(?P<source>[^<]*+(?>(?:<(?!span data-ttu-id=|/span></span>)[^<]*+)*))"
    r"</span></span>"
)
_TAIL = "</span></span>"
_CLOSE = "</span>"
# The tags of spans, and constructs that hide one: `<span>`, \<span>, <span id="x"/>.
_SPAN = pattern(r"(?P<ticks>`+)|(?<!\\)<span\b[^<>]*(?<!/)>|(?P<close></span>)")


class Frame(NamedTuple):
    """The markup around the two texts of a unit, as written: damaged quotes stay damaged."""

    head: str
    middle: str
    tail: str

    @classmethod
    def of(cls, id: str) -> Frame:
        """Return the canonical frame for an id."""
        return cls(
            f'<span data-ttu-id="{id}">',
            f'</span><span class="sxs-lookup"><span data-stu-id="{id}">',
            _TAIL,
        )


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text outside units."""

    text: str

    @property
    def line_breaks(self) -> int:
        """The number of line breaks."""
        return self.text.count("\n")


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair: two raw texts, never unescaped, stripped or re-wrapped, in their frame."""

    id: str
    source: str
    target: str
    frame: Frame

    @property
    def text(self) -> str:
        """The unit as in the document, with its frame."""
        head, middle, tail = self.frame
        return f"{head}{self.target}{middle}{self.source}{tail}"

    @property
    def line_breaks(self) -> int:
        """The number of line breaks in the unit; a frame contains none."""
        return self.target.count("\n") + self.source.count("\n")


Node: TypeAlias = Verbatim | Unit


class Columns(NamedTuple):
    """The pairs of a document in columns, and the texts before each pair and after the last.

    `frames` is None if all of them are canonical.
    """

    gaps: list[str]
    ids: list[str]
    targets: list[str]
    sources: list[str]
    frames: list[Frame] | None

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Columns:
        """Return the columns of nodes."""
        gaps, units = [""], []
        for node in nodes:
            if isinstance(node, Verbatim):
                gaps[-1] += node.text
            else:
                units.append(node)
                gaps.append("")
        return cls(
            gaps,
            [unit.id for unit in units],
            [unit.target for unit in units],
            [unit.source for unit in units],
            [unit.frame for unit in units],
        )

    def units(self) -> list[Unit]:
        """The units, in order."""
        frames = self.frames or [Frame.of(id) for id in self.ids]
        return [*map(Unit, self.ids, self.sources, self.targets, frames)]

    def texts(self) -> list[str]:
        """Return the units as in the document, with their frames."""
        if self.frames is None:
            return [
                f'<span data-ttu-id="{id}">{target}</span><span class="sxs-lookup">'
                f'<span data-stu-id="{id}">{source}{_TAIL}'
                for id, target, source in zip(self.ids, self.targets, self.sources, strict=True)
            ]
        return [unit.text for unit in self.units()]

    def between(self, texts: Sequence[str]) -> str:
        """Return the text of the document with other texts at the places of its units."""
        pieces = [""] * (2 * len(texts) + 1)
        pieces[::2] = self.gaps
        pieces[1::2] = texts
        return "".join(pieces)


@dataclass(frozen=True, slots=True, init=False)
class Document:
    """A document as its nodes, in order. ``parse(document.text) == document``.

    It is stored in columns; the nodes are created when they are accessed.
    """

    nodes: tuple[Node, ...]
    columns: Columns = field(init=False, repr=False, compare=False)
    # Frequent results.
    _text: str | None = field(init=False, repr=False, compare=False)
    _units: tuple[Unit, ...] | None = field(init=False, repr=False, compare=False)
    _skeleton: str | None = field(init=False, repr=False, compare=False)
    _front_matter: FrontMatter | None = field(init=False, repr=False, compare=False)

    def __init__(self, nodes: Iterable[Node]) -> None:
        nodes = tuple(nodes)
        self._fill(Columns.of(nodes), None)
        object.__setattr__(self, "nodes", nodes)

    def _fill(self, columns: Columns, text: str | None) -> None:
        fill = object.__setattr__
        fill(self, "columns", columns)
        fill(self, "_text", text)
        fill(self, "_units", None)
        fill(self, "_skeleton", None)
        fill(self, "_front_matter", None)

    @classmethod
    def of(cls, columns: Columns, text: str | None = None) -> Self:
        """Return the document of columns, which may be known to be those of a text."""
        document = cls.__new__(cls)
        document._fill(columns, text)
        return document

    def __getattr__(self, name: str) -> object:
        """Create the nodes, the only attribute that may be missing."""
        if name != "nodes":
            raise AttributeError(f"a document has no {name!r}")
        gaps = self.columns.gaps
        nodes: list[Node] = [Verbatim(gaps[0])] if gaps[0] else []
        for unit, gap in zip(self.units, gaps[1:], strict=True):
            nodes.append(unit)
            if gap:
                nodes.append(Verbatim(gap))
        object.__setattr__(self, "nodes", tuple(nodes))
        return self.nodes

    @property
    def text(self) -> str:
        """The whole document, every character as it was parsed."""
        if self._text is None:
            text = self.columns.between(self.columns.texts())
            object.__setattr__(self, "_text", text)
            return text
        return self._text

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units, in document order. Ids may be duplicate in a damaged document."""
        if self._units is None:
            object.__setattr__(self, "_units", tuple(self.columns.units()))
        return self._units or ()

    @property
    def front_matter(self) -> FrontMatter:
        """The front matter; empty if the document has none."""
        if self._front_matter is None:
            start = self.columns.gaps[0]
            block = FrontMatter.of(start)
            if not block.text.endswith("\n") and start.startswith(("---", "\ufeff---")):
                block = FrontMatter.of(self.text)  # rare: the block continues after the first unit
            object.__setattr__(self, "_front_matter", block)
            return block
        return self._front_matter

    def lines(self) -> Iterator[tuple[int, Node]]:
        r"""Return the nodes with their first lines, counted from 1; a line ends with ``\n``."""
        line = 1
        for node in self.nodes:
            yield line, node
            line += node.line_breaks

    @property
    def unit_lines(self) -> list[int]:
        """The first line of each unit, in the order of `units`."""
        line = 1
        lines = []
        gaps, _, targets, sources, _ = self.columns
        for gap, target, source in zip(gaps, targets, sources, strict=False):
            line += gap.count("\n")
            lines.append(line)
            if "\n" in target or "\n" in source:
                line += target.count("\n") + source.count("\n")
        return lines

    @property
    def skeleton(self) -> str:
        """The text between the units, with a `MARK` for each; other marks become blanks."""
        if self._skeleton is None:
            gaps = self.columns.gaps
            text = MARK.join(gaps)
            if text.count(MARK) >= len(gaps):
                text = MARK.join([gap.replace(MARK, " ") for gap in gaps])
            object.__setattr__(self, "_skeleton", text)
            return text
        return self._skeleton

    def strip(self, side: Side) -> str:
        """Return the plain document in one language: the target or the source of each unit.

        Law: it contains no frame, and no byte outside frames has changed. Raises ValueError for an
        unknown side.
        """
        match side:
            case "target":
                return self.columns.between(self.columns.targets)
            case "source":
                return self.columns.between(self.columns.sources)
            case _:
                raise ValueError(f"side must be 'target' or 'source', not {side!r}")


def parse(text: str) -> Document:
    """Return the document of a text; total and lossless: ``parse(text).text == text``."""
    pieces = _UNIT.split(text)
    gaps, ids, targets, sources = pieces[::6], pieces[2::6], pieces[3::6], pieces[5::6]
    markup = "".join([*pieces[1::6], *pieces[4::6]])
    frames = None
    if "&" in markup or "\\" in markup:
        frames = [*map(Frame, pieces[1::6], pieces[4::6], repeat(_TAIL))]
    for number, gap in enumerate(gaps) if f"{MARK}{_CLOSE}" in MARK.join(gaps) else ():
        if number and gap.startswith(_CLOSE):
            closes = _own_closes(sources[number - 1], gap)
            sources[number - 1] += closes
            gaps[number] = gap[len(closes) :]
    return Document.of(Columns(gaps, ids, targets, sources, frames), text)


def _own_closes(source: str, after: str) -> str:
    """The ``</span>`` after a unit that belong to spans of its source."""
    wanted = open_spans(source)
    count = 0
    while count < wanted and after.startswith(_CLOSE, count * len(_CLOSE)):
        count += 1
    return _CLOSE * count


def open_spans(text: str) -> int:
    """The number of spans that a text opens and does not close, without code and ``\\<``."""
    last = {len(ticks): start for ticks, start in _tick_runs(text)}
    depth = fence = 0
    for match in _SPAN.finditer(text):
        ticks = len(match["ticks"] or "")
        if fence:
            fence = 0 if ticks == fence else fence
        elif ticks:
            fence = ticks if last[ticks] > match.start() else 0
        else:
            depth += -1 if match["close"] else 1
    return depth


def _tick_runs(text: str) -> list[tuple[str, int]]:
    return [(match[0], match.start()) for match in re.finditer("`+", text)]
