r"""Incomplete pairs, duplicate ids and damaged frames.

>>> from sxskit.dialect.document import parse
>>> document = parse('# Hi\n<span data-ttu-id="7758d-103">Привет</span>\n')
>>> [str(finding) for finding in pairs(document, "a.md")]
['a.md:2: unclosed-unit: 7758d-103 has no source after its target']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sxskit.dialect.document import (
    ID,
    QUOTE,
    Document,
    Unit,
    Verbatim,
)
from sxskit.dialect.locations import Locations
from sxskit.findings import Finding
from sxskit.patterns import pattern
from sxskit.printable import elided

_ANY_QUOTE = rf"(?:{QUOTE}|&amp;quot;|&\#3[49];|['“”„«»‘’])"

# Either half of a pair, as far as it is recognizable: <span data-stu-id="7758d-103">; also with
# markup that was escaped, or with other letters or blanks: &lt;SPAN  DATA-TTU-ID=.
_HALF = pattern(
    rf"data-(?P<side>[ts])tu-id\s*=\s*(?:{_ANY_QUOTE}(?P<id>{ID}){_ANY_QUOTE}\s*(?:>|&gt;))?",
    re.IGNORECASE,
)
# A part of either that is rare elsewhere, and found fast.
_SIGN = pattern("-[iI][dD]")
# A tag, whose quotes may be damaged: <a name="next-steps&quot;>.
_TAG = pattern(r"<[A-Za-z][^<>\n]*+>")
_QUOTED = pattern(r'"[^"]*"')


def holds_halves(text: str) -> bool:
    """Whether a text outside units may contain the markup of one, damaged or not."""
    return _SIGN.search(text) is not None and "tu-id" in text.lower()


def pairs(document: Document, name: str) -> tuple[Finding, ...]:
    """Findings on pairs that cannot be entries of a catalog, in document order."""
    ids = document.columns.ids
    if not holds_halves(document.skeleton) and len({*ids}) == len(ids):
        return ()  # nearly every document: no lines are counted
    return tuple(_pairs(document, name))


def _pairs(document: Document, name: str) -> Iterator[Finding]:
    locations = Locations(document, name)
    seen: dict[str, int] = {}
    index = 0
    for line, node in document.lines():
        if isinstance(node, Unit):
            if node.id in seen:
                message = f"duplicate id {node.id}, first in line {seen[node.id]}"
                yield locations.at_unit(index, "duplicate-id", message)
            seen.setdefault(node.id, line)
            index += 1
        elif holds_halves(node.text):
            yield from _halves(node.text, line, locations)


def _halves(text: str, line: int, locations: Locations) -> Iterator[Finding]:
    """Findings on incomplete pairs; the source directly after a target is part of its finding."""
    at_line = locations.at_line
    halves = list(_HALF.finditer(text))
    end = 0
    for n, half in enumerate(halves):
        line += text.count("\n", end, half.start())
        end = half.start()
        id = half["id"] or "a unit with an unreadable id"
        before = halves[n - 1] if n else None
        if half["side"] in "tT":
            following = halves[n + 1] if n + 1 < len(halves) else None
            if following is None or following["side"] in "tT":
                yield at_line(line, "unclosed-unit", f"{id} has no source after its target")
            elif half["id"] != following["id"]:
                message = f"{id} is followed by the source of {following['id'] or 'another'}"
                yield at_line(line, "id-mismatch", message)
            else:
                yield at_line(line, "unclosed-unit", f"{id} is damaged between its halves")
        elif before is None or before["side"] in "sS":
            yield at_line(line, "stray-source", f"{id} has no target before its source")


def damaged_frames(document: Document) -> list[int]:
    """The indexes of the units whose frame is damaged.

    Its quotes are ``&quot;`` or ``\\"`` (docs/reference/documents.md).
    """
    frames = document.columns.frames or ()
    markup = [frame.head + frame.middle for frame in frames]
    return [index for index, text in enumerate(markup) if "&" in text or "\\" in text]


def tags(document: Document, name: str) -> Iterator[Finding]:
    """Findings on tags outside units with the same damage; the original bytes are unknown."""
    if "&quot;" not in document.skeleton:
        return
    locations = Locations(document, name)
    for line, node in document.lines():
        if isinstance(node, Verbatim) and "&quot;" in node.text:
            end = 0
            for match in _TAG.finditer(node.text):
                if not _has_damaged_quotes(match[0]):
                    continue
                line += node.text.count("\n", end, match.start())
                end = match.start()
                yield locations.at_line(
                    line, "damaged-tag", f"{elided(match[0])} has damaged quotes"
                )


def _has_damaged_quotes(tag: str) -> bool:
    """Whether quotes of a tag are entities; inside other quotes an entity is correct."""
    if "&quot;" not in tag:
        return False
    rest = _QUOTED.sub("", tag)
    return '"' in rest or "=&quot;" in rest
