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

# The maximal number of characters that are compared to count unchanged source texts: half a second
# for hostile ones.
_CHEAP = 1 << 26
# The differences between a source text and its document (docs/reference/documents.md): blanks for
# soft line breaks and no-break spaces, escapes of literal marks, other marks of nested emphasis.
_INCIDENTAL = pattern(r"[\s\u200b*_]|\\(?=[!-/:-@\[-`{-~])")


def outdated(document: Document, name: str, english: str | None) -> tuple[Finding, ...]:
    """Return the finding on a document whose English document has changed; `english` may be None.

    An English document that is missing or cannot be compared is a finding, too: see
    `sxskit.dialect.freshness`. Takes linear time.
    """
    at_line = Locations(document, name).at_line
    match freshness(document, english):
        case Freshness.CURRENT:
            return ()
        case Freshness.NO_SOURCE:
            return (at_line(1, "no-source", "the English document with this path is missing"),)
        case Freshness.NO_HASH:
            what = f"{HASH_KEY} is missing: the translated English version is unknown"
            return (at_line(1, "no-source-hash", what),)
        case Freshness.STALE:
            what = "the English document is not the one that was translated"
            left = _left(document, english or "")
            at = line_of(document.front_matter, HASH_KEY)
            return (at_line(at, "source-changed", what + left),)


def _left(document: Document, english: str) -> str:
    """The number of source texts that are still in the English document, if that is cheap."""
    units = document.units
    if not units or len(units) * len(english) > _CHEAP:
        return ""
    text = _plain(english)
    found = sum(_plain(unit.source) in text for unit in units)
    return f": it still contains {found} of {len(units)} source texts"


def _plain(text: str) -> str:
    return _INCIDENTAL.sub("", text)
