r"""Removal of the escapes that localization adds: it writes every literal ``*`` as ``\*``.

Back-ticks are escaped, too. A document does not record whether the author wrote an escape. The
English document shows it; without one, escapes that a text needs stay
(docs/reference/documents.md).

>>> from sxskit.dialect.document import parse
>>> pair = (
...     '<span data-ttu-id="7758d-103">Все файлы \\*.md</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">All files {}.md</span></span>'
... )
>>> unescape(parse(pair.format("*")), "target").strip("target")
'Все файлы *.md'
>>> unescape(parse(pair.format("\\*")), "target").strip("target")
'Все файлы \\*.md'
>>> unescape(parse(pair.format("\\*")), "target", english="All files *.md").strip("target")
'Все файлы *.md'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sxskit.dialect.document import (
    Document,
    Node,
    Side,
    Unit,
    Verbatim,
)
from sxskit.markdown.codes import pieces
from sxskit.markdown.inline import tokens
from sxskit.markdown.substrings import find_substrings
from sxskit.patterns import pattern

# The start of the next line in a quote: "\n> ".
_BREAK = pattern(r"\n[ \t>]*")
# The end of a block: "\n\n", "\r\n> \r\n".
_BLANK_LINE = pattern(r"\n[ \t>]*\r?(?=\n)")
# Markup at the start of a line: "> 1. ", "* ", "***".
_BEGINNING = pattern(
    r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t\r]|$)))*(?:(?:[ \t]*\*){3,}[ \t\r]*$)?"
)


def unescape(document: Document, side: Side, *, english: str | None = None) -> Document:
    r"""Return the document without the escapes that localization added to one side.

    Targets: all escapes are removed if the source has none. If it has some, they are removed only
    if the text of the English document, `english`, does not contain them. Sources: the escapes of
    asterisks are removed in a block that has the same markup without them. Code, destinations and
    tags do not change, and neither does ``\*`` where ``*`` would begin a list. Raises ValueError
    for an unknown side.
    """
    match side:
        case "target":
            return _with(document, _targets(document, english))
        case "source":
            return _with(document, _sources(document))
        case _:
            raise ValueError(f"side must be 'target' or 'source', not {side!r}")


def _with(document: Document, units: dict[int, Unit]) -> Document:
    if not units:
        return document
    nodes = [units.get(number, node) for number, node in enumerate(document.nodes)]
    return replace(document, nodes=tuple(nodes))


def _targets(document: Document, english: str | None) -> dict[int, Unit]:
    """The units with changed targets, by index of the node."""
    changed: dict[int, Unit] = {}
    doubtful: dict[int, Unit] = {}
    for number, unit in enumerate(document.nodes):
        if isinstance(unit, Unit) and (bare := _bare(unit.target)) != unit.target:
            before, after = _around(document, number)
            found = changed if _bare(unit.source) == unit.source else doubtful
            if _begins_alike(f"{before}{unit.target}{after}", f"{before}{bare}{after}"):
                found[number] = replace(unit, target=bare)
    if doubtful and english is not None:
        changed |= _not_escaped_in(english, doubtful)
    return changed


def _around(document: Document, number: int) -> tuple[str, str]:
    """The text on the line of a node before and after it, with a placeholder for other units."""
    nodes = document.nodes
    before, after = nodes[number - 1 : number], nodes[number + 1 : number + 2]
    left = "".join(["x" if isinstance(node, Unit) else node.text for node in before])
    right = "".join(["x" if isinstance(node, Unit) else node.text for node in after])
    start = left.rfind("\n") + 1
    return "x" * (not start and number > 1) + left[start:], right.partition("\n")[0]


def _not_escaped_in(english: str, units: dict[int, Unit]) -> dict[int, Unit]:
    """The units whose source occurs in the English document only without its escapes."""
    texts = {
        number: (_one_line(unit.source), _one_line(_bare(unit.source)))
        for number, unit in units.items()
    }
    there = find_substrings({each for pair in texts.values() for each in pair}, _one_line(english))
    return {
        number: units[number]
        for number, (escaped, bare) in texts.items()
        if bare in there and escaped not in there
    }


def _sources(document: Document) -> dict[int, Unit]:
    """The units with changed sources, by index of the node."""
    changed: dict[int, Unit] = {}
    for block in _blocks(document):
        units = {
            number: replace(unit, source=bare)
            for number, unit in block
            if isinstance(unit, Unit) and (bare := _bare(unit.source, "*")) != unit.source
        }
        escaped = _source(block)
        bare = _source((number, units.get(number, node)) for number, node in block)
        if units and _begins_alike(escaped, bare) and _is_alike(escaped, bare):
            changed |= units
    return changed


def _blocks(document: Document) -> Iterator[list[tuple[int, Node]]]:
    """The nodes between blank lines, with their indices; a verbatim may be in two blocks."""
    block: list[tuple[int, Node]] = []
    for number, node in enumerate(document.nodes):
        if isinstance(node, Unit):
            block.append((number, node))
            continue
        first, *others = _BLANK_LINE.split(node.text)
        block.append((number, Verbatim(first)))
        if others:
            yield block
            block = [(number, Verbatim(others[-1]))]
    yield block


def _source(block: Iterable[tuple[int, Node]]) -> str:
    """The source text of a block."""
    return "".join([node.source if isinstance(node, Unit) else node.text for _, node in block])


def _bare(text: str, bare: str = "*`") -> str:
    """A text without the escapes of some characters, by default ``*`` and back-ticks.

    The escape of a back-tick stays if the text may contain another one.
    """
    if "\\*" not in text and "\\`" not in text:
        return text
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        if token.lastgroup == "escape" and token[0][1] in bare:
            parts.append(text[end : token.start()])
            end = token.start() + 1
    return "".join([*parts, text[end:]])


def _begins_alike(escaped: str, bare: str) -> bool:
    """Whether each line begins the same lists and quotes with and without its escapes."""
    lines = zip(escaped.split("\n"), bare.split("\n"), strict=True)
    return all(_beginning(before) == _beginning(after) for before, after in lines)


def _beginning(line: str) -> str:
    match = _BEGINNING.match(line)
    return match[0] if match else ""


def _is_alike(escaped: str, bare: str) -> bool:
    """Whether a text has the same markup with and without its escapes.

    Tags count as punctuation: emphasis may begin in an element and end after it.
    """
    sides = pieces(escaped.replace("<", "‹"), bare.replace("<", "‹"))
    if sides is None:
        return False
    before, after = (
        [
            _bare(piece, "*") if isinstance(piece, str) else (piece.role, piece.native)
            for piece in side
        ]
        for side in sides
    )
    return before == after


def _one_line(text: str) -> str:
    """A text with one blank for each run of white space, including no-break spaces."""
    return " ".join(_BREAK.sub(" ", text).split())
