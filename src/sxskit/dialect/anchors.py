r"""Removal of the anchors that localization adds to headings for links to the English headings.

Either every heading that contains a pair begins with one, ``<a name="sky"></a>``, or no heading of
the document does (docs/reference/documents.md).

>>> from sxskit.dialect.document import parse
>>> heading = (
...     '## <a name="sky"></a><a name="own"></a><span data-ttu-id="7758d-103">Небо</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Sky</span></span>'
... )
>>> drop_anchors(parse(heading)).strip("source")
'## <a name="own"></a>Sky'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sxskit.dialect.document import (
    QUOTE,
    Document,
    Unit,
    Verbatim,
)
from sxskit.dialect.places import places
from sxskit.markdown.blocks import CONTAINERS
from sxskit.patterns import pattern

# The text before the first unit of a heading: "> ## ", "# [" of a tab; and the anchor in it.
_LEAD = pattern(
    rf"{CONTAINERS.pattern}[ \t]*(?P<atx>\#{{1,6}})?[ \t]*\[?"
    rf'(?P<anchor><a name={QUOTE}[^"\n]*?{QUOTE}></a>)?(?P<markup><)?'
)


def drop_anchors(document: Document) -> Document:
    """Return the document without the first anchor of each heading that contains a unit.

    An anchor of the author is the second one and stays. If more headings are without an anchor than
    with one, localization added none: then all anchors are the author's and stay.
    """
    anchors: list[tuple[int, re.Match[str]]] = []
    bare = 0
    for number, lead, is_heading in _leads(document):
        if lead["anchor"] and (is_heading or lead["atx"]):  # "##<a name=..." without a blank
            anchors.append((number, lead))
        elif is_heading and not lead["markup"]:
            bare += 1
    if len(anchors) <= bare:
        return document
    nodes = list(document.nodes)
    for number, lead in anchors:
        start, end = lead.span("anchor")
        nodes[number] = Verbatim(f"{lead.string[:start]}{lead.string[end:]}")
    return replace(document, nodes=tuple(nodes))


def _leads(document: Document) -> Iterator[tuple[int, re.Match[str], bool]]:
    """For each line with units: the verbatim node before the first unit, the match of its end, and
    whether the line is a heading."""
    of_units = iter(places(document))
    for number, node in enumerate(document.nodes):
        if not isinstance(node, Unit):
            continue
        place = next(of_units)
        before = document.nodes[number - 1] if number else node
        if isinstance(before, Unit):
            continue
        start = before.text.rfind("\n") + 1
        lead = _LEAD.match(before.text, start)
        if lead and (start or number == 1):
            yield number - 1, lead, place.kind.startswith("title")
