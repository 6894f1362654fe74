r"""Comparison of a document's recorded source hash with its current English document.

A localized document records the hash of the English document that it was made from
(docs/reference/documents.md). It does not depend on line ends; it may include the byte order mark
or not.

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
    """What is known of the English of a document."""

    CURRENT = "current"  # it is the one that the translation was made from
    STALE = "stale"  # it is another one
    NO_SOURCE = "no source"  # there is none
    NO_HASH = "no hash"  # there is one, and the document does not say which it was made from


def source_hash(text: str, *, digits: int = 40) -> str:
    """The hash of an English document: SHA-1, or SHA-256 where it has 64 hexadecimal digits.

    It is made without a byte order mark.
    """
    return _hash(text.removeprefix(_MARK), digits)


def is_hash(named: str, text: str) -> bool:
    """Whether a hash is that of an English document, made with a byte order mark or without."""
    bare = text.removeprefix(_MARK)
    return named in (_hash(bare, len(named)), _hash(_MARK + bare, len(named)))


def _hash(text: str, digits: int) -> str:
    data = _LINE_END.sub("\r\n", text).encode(errors="surrogatepass")
    import hashlib  # on use: a command without English documents has no use for it

    if digits == 64:
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def hash_named(document: Document) -> str:
    """The hash that a document names, in lower case; empty where it names none."""
    said = (document.front_matter.get(HASH_KEY) or "").strip()
    return said.lower() if _HASH.fullmatch(said) else ""


def freshness(document: Document, english: str | None) -> Freshness:
    """What an English document, None where there is none, is to a localized one."""
    if english is None:
        return Freshness.NO_SOURCE
    named = hash_named(document)
    if not named:
        return Freshness.NO_HASH
    return Freshness.CURRENT if is_hash(named, english) else Freshness.STALE
