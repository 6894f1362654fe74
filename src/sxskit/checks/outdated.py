r"""Documents whose English document has changed since they were translated.

>>> from sxskit.dialect.document import parse
>>> from sxskit.dialect.freshness import source_hash
>>> made_of = source_hash("# Hello\n")
>>> document = parse(f"---\nms.openlocfilehash: {made_of}\n---\n# Hallo\n")
>>> [str(finding) for finding in outdated(document, "a.md", "# Hello!\n")]
['a.md:2: source-changed: the English document is not the one that was translated']
"""

from __future__ import annotations

from sxskit.dialect.document import Document
from sxskit.dialect.freshness import HASH_KEY, Freshness, freshness
from sxskit.dialect.locations import Locations
from sxskit.findings import Finding
from sxskit.frontmatter.block import line_of
from sxskit.patterns import pattern

# How many characters are compared, at most, to say how much of the English is still there: for
# hostile ones it takes half a second.
_CHEAP = 1 << 26
# In what a source text may differ from its document (docs/reference/documents.md): blanks stand for
# soft line breaks and no-break spaces, literal marks are escaped, and nested emphasis has other
# marks.
_INCIDENTAL = pattern(r"[\s\u200b*_]|\\(?=[!-/:-@\[-`{-~])")


def outdated(document: Document, name: str, english: str | None) -> tuple[Finding, ...]:
    """The finding on a document whose English, None where there is none, is not what it was.

    Or cannot be found, or not be compared: `sxskit.dialect.freshness` says when. Takes linear time.
    """
    at_line = Locations(document, name).at_line
    match freshness(document, english):
        case Freshness.CURRENT:
            return ()
        case Freshness.NO_SOURCE:
            return (at_line(1, "no-source", "there is no English document by this path"),)
        case Freshness.NO_HASH:
            what = f"no {HASH_KEY}: what was translated cannot be told"
            return (at_line(1, "no-source-hash", what),)
        case Freshness.STALE:
            what = "the English document is not the one that was translated"
            left = _left(document, english or "")
            at = line_of(document.front_matter, HASH_KEY)
            return (at_line(at, "source-changed", what + left),)


def _left(document: Document, english: str) -> str:
    """How many of the source texts are still found, if that is cheap to say."""
    units = document.units
    if not units or len(units) * len(english) > _CHEAP:
        return ""
    text = _plain(english)
    found = sum(_plain(unit.source) in text for unit in units)
    return f": {found} of {len(units)} source texts are still in it"


def _plain(text: str) -> str:
    return _INCIDENTAL.sub("", text)
