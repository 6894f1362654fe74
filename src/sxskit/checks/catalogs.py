r"""The checks of a document with the translations of a catalog.

>>> from sxskit.catalog import Entry, Key
>>> from sxskit.dialect.document import parse
>>> document = parse(
...     '---\nms.contentlocale: de-DE\n---\n# <span data-ttu-id="7758d-103">Regel 1</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Rule 1</span></span>\n'
... )
>>> entry = Entry(Key("a.md", "7758d-103"), "Rule 1", "Regel 2", State.DONE)
>>> for finding in check_catalog(document, "a.md", Catalog("en-US", "de-DE", (entry,))).findings:
...     print(finding)
a.md:4:33: number: 7758d-103: has '2' instead of '1'
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sxskit.catalog import Catalog, State
from sxskit.checks.documents import check, codes_of
from sxskit.dialect.document import Document
from sxskit.dialect.locations import Locations
from sxskit.dialect.metadata import language_of
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.exchange.merge import merge
from sxskit.findings import DEFAULT, Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings on a document merged with a catalog, sorted by line and code.

    Lines and columns are those of the document before the merge; `document` is the merged one.
    """

    document: Document
    findings: tuple[Finding, ...]


def check_catalog(
    document: Document,
    name: str,
    catalog: Catalog,
    *,
    codes: str | Collection[str] = DEFAULT,
    language: str | None = None,
    accept: Collection[State] = (State.DONE,),
    english: str | None = None,
    front_matter: Collection[str] = TRANSLATED,
) -> Checked:
    """Return the findings on the merged document, and those of the merge itself.

    `codes` is an argument of `sxskit.check`; the other arguments and the exceptions are those of
    `sxskit.merge`.
    """
    codes = codes_of(codes)
    merged = merge(
        *(document, name, catalog),
        language=language,
        accept=accept,
        english=english,
        front_matter=front_matter,
    )
    of_merged = check(merged.document, name, codes=codes, language=_stated(language, document))
    found = {each for each in merged.findings if each.code in codes}
    found.update(_placed(of_merged, merged.document, document))
    return Checked(merged.document, tuple(sorted(found)))


def _stated(language: str | None, document: Document) -> str | None:
    """A language that is not the document's own; None for that one."""
    return language if language and not language_of(document.front_matter) else None


def _placed(findings: Sequence[Finding], merged: Document, document: Document) -> Iterator[Finding]:
    """The findings on a merged document, at their places in the document before the merge."""
    if merged is document or not findings:
        yield from findings
        return
    starts = [line for line, _ in merged.lines()]
    were = [line for line, _ in document.lines()]
    before, now = Locations(merged, ""), Locations(document, "")
    targets = {place: index for index, place in enumerate(before.targets)}
    for each in findings:
        if each.column is not None:
            yield now.moved(each, targets[each.line, each.column])
        else:
            node = bisect_right(starts, each.line) - 1
            yield replace(each, line=were[node] + each.line - starts[node])
