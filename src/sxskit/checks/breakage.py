r"""Targets that break the page they are on, by the rules by which `merge` refuses one.

>>> from sxskit.dialect.document import Document, Frame, Unit, Verbatim
>>> unit = Unit("1a2b3-101", "Old", "Alt\x08", Frame.of("1a2b3-101"))
>>> [str(each) for each in breaking(Document((unit,)), "a.md")]
['a.md:1:31: broken-page: 1a2b3-101: the target contains a control character: remove it']

A fault that the source has too is not reported. Line breaks, and pipes that split the cell of a
table, have their own codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sxskit.dialect.document import Document
from sxskit.dialect.locations import Locations
from sxskit.dialect.markup_faults import Fault, added
from sxskit.dialect.places import places_of
from sxskit.dialect.surroundings import Site, Surroundings
from sxskit.dialect.unsafe import faults, which_may_be_unsafe
from sxskit.findings import Finding

_OF_OTHER_CODES = ("line break", "pipe in a cell")


def breaking(document: Document, name: str) -> Iterator[Finding]:
    """The units whose target breaks the page with or without the markup of pairs, in order."""
    _, _, targets, sources, _ = document.columns
    candidates = which_may_be_unsafe(targets)
    if not candidates:
        return
    surroundings = Surroundings(document)
    locations = Locations(document, name)
    spots = cache(lambda: places_of(document).spots)
    for index in candidates:
        target = targets[index]
        site = Site(surroundings, index)
        row = (target[-1:] == "\\" or "|" in target) and spots()[index].row
        found = faults(target, one_line=False, row=row, site=site)
        if found:
            known = faults(sources[index], one_line=False, row=row, site=site)
            yield from _findings(added(found, known), locations, index)


def _findings(found: list[Fault], locations: Locations, index: int) -> Iterator[Finding]:
    """The first fault of each severity."""
    found = [fault for fault in found if fault.kind not in _OF_OTHER_CODES]
    for code, breaks in (("broken-page", True), ("other-block", False)):
        for fault in found:
            if fault.breaks is breaks:
                id = locations.document.columns.ids[index]
                yield locations.at_target(index, code, f"{id}: the target contains {fault.message}")
                break
