r"""Frames whose quotes are ``&quot;``, or ``\"`` outside of a string, and their repair.

>>> from sxskit.dialect.document import parse
>>> text = (
...     '<span data-ttu-id=&quot;7758d-103&quot;>Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>'
... )
>>> document, [finding] = repaired(parse(text), "a.md")
>>> document.text == text.replace("&quot;", '"'), finding.message
(True, '7758d-103: the frame is canonical now')

Laws: only frames change, and a repaired document is not changed again.
"""

from __future__ import annotations

from collections.abc import Iterator

from sxskit.checks.pairs import is_damaged
from sxskit.checks.placement import enclosures, misplaced
from sxskit.dialect.document import (
    Document,
    Frame,
    Node,
    Unit,
)
from sxskit.dialect.locations import Locations
from sxskit.findings import Finding


def damaged(document: Document, name: str) -> Iterator[Finding]:
    """Findings on units with a damaged frame, except where their place requires the quotes."""
    if not is_damaged(*document.units):
        return
    misplaced = enclosures(document)
    locations = Locations(document, name)
    for index, unit in enumerate(document.units):
        if is_damaged(unit) and index not in misplaced:
            message = f"{unit.id} has damaged quotes: `sxs repair` restores them"
            yield locations.at_unit(index, "damaged-frame", message)


def left(document: Document, name: str) -> Iterator[Finding]:
    """Findings on units whose frame is damaged and not repaired, because of their place."""
    broken = {f"{name}#{unit.id}" for unit in document.units if "&" in "".join(unit.frame[:2])}
    if broken:
        for finding in misplaced(document, name):
            if finding.key in broken:
                yield finding


def repaired(document: Document, name: str) -> tuple[Document, tuple[Finding, ...]]:
    """The document with canonical frames, and findings on the repaired ones, in document order.

    A misplaced pair, such as one in an attribute, is not changed: its place may require these
    quotes.
    """
    if not is_damaged(*document.units):
        return document, ()
    misplaced = enclosures(document)
    nodes: list[Node] = []
    findings = []
    locations = Locations(document, name)
    index = 0
    for node in document.nodes:
        if isinstance(node, Unit):
            if is_damaged(node) and index not in misplaced:
                node = Unit(node.id, node.source, node.target, Frame.of(node.id))
                message = f"{node.id}: the frame is canonical now"
                findings.append(locations.at_unit(index, "repaired", message))
            index += 1
        nodes.append(node)
    return Document(tuple(nodes)), tuple(findings)
