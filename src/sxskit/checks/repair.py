"""Repair of a document: frames become canonical where the original bytes are certain."""

from __future__ import annotations

from dataclasses import dataclass

from sxskit.checks.frames import left, repaired
from sxskit.checks.pairs import pairs, tags
from sxskit.dialect.document import Document
from sxskit.findings import Finding

_NEEDS_A_PERSON = (pairs, tags, left)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A document with canonical frames.

    `repaired` are findings on the changes, in document order, and `findings` those on damage that
    a person has to repair, sorted.
    """

    document: Document
    repaired: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()


def repair(document: Document, name: str) -> Repaired:
    """Return the document with canonical frames; no other byte changes.

    >>> from sxskit.dialect.document import parse
    >>> text = (
    ...     '<span data-ttu-id=&quot;7758d-103&quot;>Привет</span>'
    ...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>'
    ... )
    >>> done = repair(parse(text), "a.md")
    >>> done.document.text == text.replace("&quot;", '"'), done.findings
    (True, ())
    >>> print(*done.repaired)
    a.md:1: repaired: 7758d-103: the frame is canonical now

    Law: ``repair(repair(document, name).document, name).repaired == ()``
    """
    whole, changes = repaired(document, name)
    findings = [finding for find in _NEEDS_A_PERSON for finding in find(whole, name)]
    return Repaired(whole, changes, tuple(sorted(findings)))
