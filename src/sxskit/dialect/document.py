r"""The grammar of side-by-side Markdown: units, and the text between them, verbatim.

>>> document = parse(
...     '# <span data-ttu-id="7758d-103">Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\n'
... )
>>> [(unit.id, unit.target, unit.source) for unit in document.units]
[('7758d-103', 'Привет', 'Hello')]
>>> document.strip("source")
'# Hello\n'

Law: ``parse(text).text == text`` for every `str`; all text outside of units is `Verbatim`. `parse`
raises nothing and takes linear time, on hostile text too. Markup that does not form a unit is
reported by `sxskit.check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from sxskit.frontmatter.block import FrontMatter

Side: TypeAlias = Literal["target", "source"]

# Stands for a unit where the text around it is looked at.
MARK = "\0"
# A quote as found: ", or damaged to &quot; or, inside YAML, to \" (docs/reference/documents.md).
QUOTE = r'(?:\\?"|&quot;)'
ID = r"[0-9A-Za-z_.:-]+"
# One unit (docs/reference/documents.md):
# <span data-ttu-id="7758d-103">T</span><span class="sxs-lookup"><span
# data-stu-id="7758d-103">S</span></span>. T ends at the first middle, S at the first tail, and
# neither holds the head of another unit. Atomic, so that what fails, fails in one pass; possessive
# groups would say the same, but CPython before 3.11.5 reads them wrong (its issue 106052).
_UNIT = re.compile(
    rf"(?P<head><span data-ttu-id={QUOTE}(?P<id>{ID}){QUOTE}>)"
    rf"(?P<target>[^<]*+(?>(?:<(?!span data-ttu-id=|/span><span class={QUOTE}sxs-lookup)[^<]*+)*))"
    rf"(?P<middle></span><span class={QUOTE}sxs-lookup{QUOTE}>"
    rf"<span data-stu-id={QUOTE}(?P=id){QUOTE}>)"
    r"(?P<source>[^<]*+(?>(?:<(?!span data-ttu-id=|/span></span>)[^<]*+)*))"
    r"</span></span>"
)
_TAIL = "</span></span>"
_SHORT = 8
_CLOSE = "</span>"
# What opens or closes a span, or hides one: `<span>`, \<span>, <span id="x"/>.
_SPAN = re.compile(r"(?P<ticks>`+)|(?<!\\)<span\b[^<>]*(?<!/)>|(?P<close></span>)")


class Frame(NamedTuple):
    """The markup around the two texts of a unit, as written: damaged quotes stay damaged."""

    head: str
    middle: str
    tail: str

    @classmethod
    def of(cls, id: str) -> Frame:
        """The canonical frame for an id."""
        return cls(
            f'<span data-ttu-id="{id}">',
            f'</span><span class="sxs-lookup"><span data-stu-id="{id}">',
            _TAIL,
        )


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text that is no unit."""

    text: str

    @property
    def line_breaks(self) -> int:
        """How many lines end in it."""
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
        """The unit as it stands in the document."""
        head, middle, tail = self.frame
        return f"{head}{self.target}{middle}{self.source}{tail}"

    @property
    def line_breaks(self) -> int:
        """How many lines end inside the unit; none does in its frame."""
        return self.target.count("\n") + self.source.count("\n")


Node: TypeAlias = Verbatim | Unit


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its nodes, in order. ``parse(document.text) == document``."""

    nodes: tuple[Node, ...]
    # What is asked for again and again.
    _units: tuple[Unit, ...] | None = field(default=None, init=False, repr=False, compare=False)
    _skeleton: str | None = field(default=None, init=False, repr=False, compare=False)
    _front_matter: FrontMatter | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The whole document, every character as it was parsed."""
        return "".join([node.text for node in self.nodes])

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units, in document order. Their ids may repeat: a damaged document is a document."""
        if self._units is None:
            units = tuple([node for node in self.nodes if isinstance(node, Unit)])
            object.__setattr__(self, "_units", units)
            return units
        return self._units

    @property
    def front_matter(self) -> FrontMatter:
        """The front matter; empty where the document has none."""
        if self._front_matter is None:
            block = FrontMatter.of(self.nodes[0].text if self.nodes else "")
            if not block.text.endswith("\n"):  # it goes on behind the first unit, as hardly ever
                block = FrontMatter.of(self.text)
            object.__setattr__(self, "_front_matter", block)
            return block
        return self._front_matter

    def lines(self) -> Iterator[tuple[int, Node]]:
        r"""Each node with the line it starts on, counted from 1; a line ends with ``\n``."""
        line = 1
        for node in self.nodes:
            yield line, node
            line += node.line_breaks

    @property
    def unit_lines(self) -> list[int]:
        """The line that each unit starts on, in the order of `units`."""
        line = 1
        lines = []
        for node in self.nodes:
            if isinstance(node, Verbatim):
                line += node.text.count("\n")
            else:
                lines.append(line)
                if "\n" in node.target or "\n" in node.source:
                    line += node.line_breaks
        return lines

    @property
    def skeleton(self) -> str:
        """The text between the units, with a `MARK` for each; one that it has becomes a blank."""
        if self._skeleton is None:
            texts = [node.text if isinstance(node, Verbatim) else MARK for node in self.nodes]
            text = "".join(texts)
            if text.count(MARK) > len(self.units):
                verbatim = (
                    node.text.replace(MARK, " ")
                    for node in self.nodes
                    if isinstance(node, Verbatim)
                )
                text = "".join(
                    [MARK if isinstance(node, Unit) else next(verbatim) for node in self.nodes]
                )
            object.__setattr__(self, "_skeleton", text)
            return text
        return self._skeleton

    def strip(self, side: Side) -> str:
        """The plain document, in one language: of every unit only its target or its source.

        Law: no markup of a unit's frame is left, and no byte outside the frames has changed.
        Raises ValueError for another side.
        """
        nodes = self.nodes
        match side:
            case "target":
                texts = [node.target if isinstance(node, Unit) else node.text for node in nodes]
            case "source":
                texts = [node.source if isinstance(node, Unit) else node.text for node in nodes]
            case _:
                raise ValueError(f"no side {side!r}: target or source")
        return "".join(texts)


def parse(text: str) -> Document:
    """The document a text holds; total and lossless: ``parse(text).text == text``."""
    nodes: list[Node] = []
    shared: dict[str, Node] = {}  # what is between most units takes as much as their texts
    pieces = iter(_UNIT.split(text))
    before = next(pieces)
    for head, id, target, middle, source, after in zip(*[pieces] * 6, strict=True):
        if before in shared:
            nodes.append(shared[before])
        elif before:
            nodes.append(Verbatim(before))
            if len(before) < _SHORT:
                shared[before] = nodes[-1]
        if after.startswith(_CLOSE):
            closes = _own_closes(source, after)
            source += closes
            after = after[len(closes) :]
        nodes.append(Unit(id, source, target, Frame(head, middle, _TAIL)))
        before = after
    if before:
        nodes.append(Verbatim(before))
    return Document(tuple(nodes))


def _own_closes(source: str, after: str) -> str:
    """The ``</span>`` behind a unit that belong to spans its source opened."""
    wanted = open_spans(source)
    count = 0
    while count < wanted and after.startswith(_CLOSE, count * len(_CLOSE)):
        count += 1
    return _CLOSE * count


def open_spans(text: str) -> int:
    """How many more spans a text opens than it closes, code spans and ``\\<`` left out."""
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
