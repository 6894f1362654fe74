r"""Counts of documents, units, words, characters and findings by language.

>>> from sxskit.dialect.document import parse
>>> document = parse(
...     "---\nms.contentlocale: ja-jp\nms.translationtype: MT\n---\n"
...     '<span data-ttu-id="7758d-103">`sxs` を使う。</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Use `sxs`.</span></span>\n'
... )
>>> figures = count({"a.md": document, "b.md": document}).languages["ja-JP"]
>>> figures.machine_documents, figures.source_words, figures.target_words, figures.repetitions
(2, 4, 8, 1)

What a word is follows GMX-V 2.0, see `sxskit.markdown.words`. In languages without white space
between words each character is one: compare their characters rather than their words. Characters
are the code points of words, without white space and the punctuation around words.

Law: `combine_stats` gives the same in whatever order the parts come, and however they were combined
before. It takes linear time, on hostile texts too, and keeps a digest of each distinct source text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from sxskit.dialect.document import Document, Unit
from sxskit.dialect.edges import entry_text
from sxskit.dialect.freshness import Freshness, freshness
from sxskit.dialect.metadata import language_of
from sxskit.findings import Finding
from sxskit.markdown.words import words

# The figure that counts a document by what its English is to it; they are shown if asked for.
BY_FRESHNESS = {
    Freshness.CURRENT: "current_documents",
    Freshness.STALE: "changed_documents",
    Freshness.NO_SOURCE: "sourceless_documents",
    Freshness.NO_HASH: "hashless_documents",
}


class Figures(NamedTuple):
    """What is counted; by a machine is ``ms.translationtype: MT``, by a human ``HT``.

    Untranslated is a unit whose target is empty or white space, identical one whose target is its
    source. A repetition is a unit whose source stood in the same language before, white space at
    the edges aside; `repeated_words` are those of their sources. The last four count documents by
    what their English is to them, see `Freshness`; they are 0 where that is not asked for.
    """

    documents: int = 0
    machine_documents: int = 0
    human_documents: int = 0
    units: int = 0
    machine_units: int = 0
    human_units: int = 0
    untranslated: int = 0
    identical: int = 0
    repetitions: int = 0
    repeated_words: int = 0
    source_words: int = 0
    source_characters: int = 0
    target_words: int = 0
    target_characters: int = 0
    current_documents: int = 0
    changed_documents: int = 0
    sourceless_documents: int = 0
    hashless_documents: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures by language, a canonical tag or empty: not known; numbers of findings by code.

    `sources` are the source texts met in a language: digests, with the number of their words.
    """

    languages: Mapping[str, Figures]
    sources: Mapping[str, Mapping[bytes, int]]
    findings: Mapping[str, int]

    @classmethod
    def of(
        cls,
        document: Document,
        findings: Iterable[Finding] = (),
        *,
        freshness: Freshness | None = None,
    ) -> Stats:
        """The figures of one document, of the findings on it, and of what its English is to it."""
        block = document.front_matter
        language = language_of(block)
        origin = (block.get("ms.translationtype") or "").strip().upper()
        machine, human = int(origin == "MT"), int(origin == "HT")
        sources: dict[bytes, int] = {}
        units = [_of_unit(unit, sources) for unit in document.units]
        number = len(units)
        figures = Figures(1, machine, human, number, number * machine, number * human)
        if freshness is not None:
            figures = figures._replace(**{BY_FRESHNESS[freshness]: 1})
        codes = Counter(finding.code for finding in findings)
        return cls({language: _sum([figures, *units])}, {language: sources}, dict(codes))

    @property
    def total(self) -> Figures:
        """The figures of all languages; a text is no repetition of one in another."""
        return _sum(self.languages.values())


def count(
    documents: Mapping[str, Document],
    *,
    findings: Iterable[Finding] = (),
    english: Mapping[str, str] | None = None,
) -> Stats:
    """The figures of documents by name, and of the findings on them.

    With `english`, the texts of English documents by the same names, documents are counted by
    whether their English has changed since; a name that is missing there has no English.
    """
    parts = (
        Stats.of(
            document,
            freshness=None if english is None else freshness(document, english.get(name)),
        )
        for name, document in documents.items()
    )
    found = Stats({}, {}, Counter(finding.code for finding in findings))
    return combine_stats([*parts, found])


def combine_stats(parts: Iterable[Stats]) -> Stats:
    """The figures of all documents that the parts are of; no part is kept."""
    languages: dict[str, Figures] = {}
    sources: dict[str, dict[bytes, int]] = {}
    findings: Counter[str] = Counter()
    for part in parts:
        for language, figures in part.languages.items():
            seen, new = sources.setdefault(language, {}), part.sources[language]
            again = [count for digest, count in new.items() if digest in seen]
            seen.update(new)
            repeated = Figures(repetitions=len(again), repeated_words=sum(again))
            languages[language] = _sum([languages.get(language, Figures()), figures, repeated])
        findings.update(part.findings)
    return Stats(languages, sources, dict(findings))


def _of_unit(unit: Unit, sources: dict[bytes, int]) -> Figures:
    """The figures of a unit, whose source joins the sources before it."""
    source, target = entry_text(unit.source), entry_text(unit.target)
    in_source, in_target = words(source), words(target)
    digest = blake2b(source.encode(errors="surrogatepass"), digest_size=16).digest()
    is_repeated = digest in sources
    sources[digest] = len(in_source)
    is_translated = bool(target.strip())
    return Figures(
        untranslated=int(not is_translated),
        identical=int(is_translated and target == source),
        repetitions=int(is_repeated),
        repeated_words=len(in_source) if is_repeated else 0,
        source_words=len(in_source),
        source_characters=len("".join(in_source)),
        target_words=len(in_target),
        target_characters=len("".join(in_target)),
    )


def _sum(parts: Iterable[Figures]) -> Figures:
    return Figures(*map(sum, zip(Figures(), *parts, strict=True)))
