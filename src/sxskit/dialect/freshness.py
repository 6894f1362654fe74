r"""Comparison of a document's recorded source hash with its current English document.

A localized document records the hash of its English document (docs/reference/documents.md). The
hash does not depend on line ends, and may be made with or without the byte order mark.

>>> from sxskit.dialect.document import parse
>>> made_of = source_hash("# Hello\n")
>>> document = parse(f"---\nms.openlocfilehash: {made_of}\n---\n# Hallo\n")
>>> freshness(document, "\ufeff# Hello\r\n"), freshness(document, "# Hello!\n")
(<Freshness.CURRENT: 'current'>, <Freshness.STALE: 'stale'>)
"""

from __future__ import annotations

from enum import StrEnum

from sxskit.dialect.document import Document
from sxskit.patterns import pattern

HASH_KEY = "ms.openlocfilehash"
_HASH = pattern(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")
_MARK = "\ufeff"
_LINE_END = pattern(r"\r\n|\n|\r")


class Freshness(StrEnum):
    """The relation of a localized document to its English document."""

    CURRENT = "current"  # the translated version
    STALE = "stale"  # another version
    NO_SOURCE = "no source"  # no English document
    NO_HASH = "no hash"  # the document does not record the translated version


def source_hash(text: str, *, digits: int = 40) -> str:
    """Return the hash of an English document: SHA-1, or SHA-256 if `digits` is 64.

    A byte order mark is not included.
    """
    return _hash(text.removeprefix(_MARK), digits)


def is_hash(named: str, text: str) -> bool:
    """Whether a hash is that of an English document, with or without a byte order mark."""
    bare = text.removeprefix(_MARK)
    return named in (_hash(bare, len(named)), _hash(_MARK + bare, len(named)))


def _hash(text: str, digits: int) -> str:
    data = _LINE_END.sub("\r\n", text).encode(errors="surrogatepass")
    import hashlib  # on use: only commands with English documents need it

    if digits == 64:
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def hash_named(document: Document) -> str:
    """The hash that a document records, in lower case; empty if it records none."""
    recorded = (document.front_matter.get(HASH_KEY) or "").strip()
    return recorded.lower() if _HASH.fullmatch(recorded) else ""


def freshness(document: Document, english: str | None) -> Freshness:
    """The relation of a localized document to its English document; None: no such document."""
    if english is None:
        return Freshness.NO_SOURCE
    named = hash_named(document)
    if not named:
        return Freshness.NO_HASH
    return Freshness.CURRENT if is_hash(named, english) else Freshness.STALE
