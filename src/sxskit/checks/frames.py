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

from sxskit.checks.pairs import damaged_frames
from sxskit.checks.placement import enclosures, misplaced
from sxskit.dialect.document import (
    Document,
    Frame,
)
from sxskit.dialect.locations import Locations
from sxskit.findings import Finding


def damaged(document: Document, name: str) -> Iterator[Finding]:
    """Findings on units with a damaged frame, except where their place requires the quotes."""
    locations = Locations(document, name)
    for index in _reparable(document):
        message = f"{document.columns.ids[index]} has damaged quotes: `sxs repair` restores them"
        yield locations.at_unit(index, "damaged-frame", message)


def _reparable(document: Document) -> list[int]:
    """The indexes of the units with a damaged frame whose place does not require its quotes."""
    damaged = damaged_frames(document)
    misplaced = enclosures(document) if damaged else {}
    return [index for index in damaged if index not in misplaced]


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
    columns = document.columns
    frames = [*(columns.frames or ())]
    findings = []
    locations = Locations(document, name)
    for index in _reparable(document):
        id = columns.ids[index]
        frames[index] = Frame.of(id)
        message = f"{id}: the frame is canonical now"
        findings.append(locations.at_unit(index, "repaired", message))
    if not findings:
        return document, ()
    return Document.of(columns._replace(frames=frames)), tuple(findings)
