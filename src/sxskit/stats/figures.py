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

The definition of a word follows GMX-V 2.0, see `sxskit.markdown.words`. In languages without white
space between words each character is a word: compare characters instead. Characters are the code
points of words, without white space and the punctuation around words.

Law: the result of `combine_stats` does not depend on the order and the grouping of the parts. Takes
linear time, also on hostile texts, and keeps a digest of each distinct source text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from sxskit.dialect.document import Document
from sxskit.dialect.edges import entry_texts
from sxskit.dialect.freshness import Freshness, freshness
from sxskit.dialect.metadata import language_of
from sxskit.findings import Finding
from sxskit.markdown.words import count_words

# The figures that count documents by freshness, which are shown on request.
BY_FRESHNESS = {
    Freshness.CURRENT: "current_documents",
    Freshness.STALE: "changed_documents",
    Freshness.NO_SOURCE: "sourceless_documents",
    Freshness.NO_HASH: "hashless_documents",
}


class Figures(NamedTuple):
    """The counts; machine-translated is ``ms.translationtype: MT``, human-translated ``HT``.

    An untranslated unit has an empty target, an identical one a target that equals its source. A
    repetition is a unit whose source occurred in the same language before, without white space at
    the edges; `repeated_words` are the words of these sources. The last four count documents by
    `Freshness`; they are 0 if it was not requested.
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
    """Figures by language (a canonical tag, or empty if unknown), and numbers of findings by code.

    `sources` are the source texts in a language: digests with the number of words.
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
        """Return the figures of one document, its findings and its freshness."""
        block = document.front_matter
        language = language_of(block)
        origin = (block.get("ms.translationtype") or "").strip().upper()
        machine, human = int(origin == "MT"), int(origin == "HT")
        number = len(document.columns.ids)
        figures, sources = _of_units(document)
        figures = figures._replace(
            documents=1,
            machine_documents=machine,
            human_documents=human,
            units=number,
            machine_units=number * machine,
            human_units=number * human,
        )
        if freshness is not None:
            figures = figures._replace(**{BY_FRESHNESS[freshness]: 1})
        codes = Counter(finding.code for finding in findings)
        return cls({language: figures}, {language: sources}, dict(codes))

    @property
    def total(self) -> Figures:
        """The figures of all languages; texts in different languages are not repetitions."""
        return _sum(self.languages.values())


def count(
    documents: Mapping[str, Document],
    *,
    findings: Iterable[Finding] = (),
    english: Mapping[str, str] | None = None,
) -> Stats:
    """Return the figures of documents by name, and of their findings.

    With `english`, the texts of English documents by the same names, documents are counted by
    freshness; a document whose name is missing there has no English document.
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
    """Return the figures of all documents of the parts; the parts are consumed one by one."""
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


def _of_units(document: Document) -> tuple[Figures, dict[bytes, int]]:
    """The figures of the units of a document, and the words of each distinct source by digest."""
    _, _, targets, sources, _ = document.columns
    sources, targets = entry_texts(sources), entry_texts(targets)
    digests = [
        blake2b(source.encode(errors="surrogatepass"), digest_size=16).digest()
        for source in sources
    ]
    distinct = dict(zip(digests, sources, strict=True))
    counted = {digest: count_words(source) for digest, source in distinct.items()}
    words_of = {digest: number for digest, (number, _) in counted.items()}
    translated = [target for target in targets if target.strip()]
    pairs = zip(sources, targets, strict=True)
    source_words = sum([words_of[digest] for digest in digests])
    target_words, target_characters = count_words(*targets)
    figures = Figures(
        untranslated=len(targets) - len(translated),
        identical=sum([target == source and bool(target.strip()) for source, target in pairs]),
        repetitions=len(sources) - len(distinct),
        repeated_words=source_words - sum(words_of.values()),
        source_words=source_words,
        source_characters=sum([counted[digest][1] for digest in digests]),
        target_words=target_words,
        target_characters=target_characters,
    )
    return figures, words_of


def _sum(parts: Iterable[Figures]) -> Figures:
    return Figures(*map(sum, zip(Figures(), *parts, strict=True)))
