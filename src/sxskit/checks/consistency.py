r"""Source texts with more than one translation in a set of documents.

>>> from sxskit.dialect.document import Document, Frame, Unit
>>> frame = Frame.of("7758d-103")
>>> documents = {
...     name: Document((Unit("7758d-103", "Save", target, frame),))
...     for name, target in (("a.md", "Сохранить"), ("b.md", "Сохранить"), ("c.md", "Запись"))
... }
>>> for finding in inconsistent(documents):
...     print(finding)
c.md:1: inconsistent: 7758d-103: the translation is not the usual one: 'Сохранить'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sxskit.checks.translation.messages import quoted
from sxskit.dialect.document import Document, Unit
from sxskit.dialect.edges import entry_text
from sxskit.dialect.locations import at_pair
from sxskit.dialect.metadata import language_of
from sxskit.findings import Finding


class Use(NamedTuple):
    """One occurrence of a source text: its place, its language and its translation."""

    document: str
    line: int
    id: str
    language: str
    source: str
    target: str


def inconsistent(documents: Mapping[str, Document]) -> tuple[Finding, ...]:
    """Return findings on units whose target is not the most frequent one of their source, sorted.

    Of equally frequent targets the first one counts. Languages are compared separately.
    """
    return deviating(use for name, document in documents.items() for use in uses(document, name))


def uses(document: Document, name: str) -> Iterator[Use]:
    """The source texts of a document with their translations, in order."""
    language = language_of(document.front_matter)
    for line, node in document.lines():
        if isinstance(node, Unit) and node.target.strip():
            source, target = entry_text(node.source), entry_text(node.target)
            yield Use(name, line, node.id, language, source, target)


def deviating(uses: Iterable[Use]) -> tuple[Finding, ...]:
    """The findings of `inconsistent` on the uses of source texts."""
    of_source: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        of_source.setdefault((use.language, use.source), []).append(use)
    return tuple(sorted(each for same in of_source.values() for each in _deviating(same)))


def _deviating(uses: list[Use]) -> Iterator[Finding]:
    targets = Counter(use.target for use in uses)
    if len(targets) < 2:
        return
    [(usual, _)] = targets.most_common(1)
    message = f"the translation is not the usual one: {quoted([usual])}"
    for use in uses:
        if use.target != usual:
            yield at_pair(
                *(use.document, use.line, "inconsistent", f"{use.id}: {message}"),
                unit=use.id,
                source=use.source,
                target=use.target,
            )
