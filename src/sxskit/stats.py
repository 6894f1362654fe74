r"""How much there is in documents, by language: documents, units, words, characters, findings.

>>> from sxskit.document import parse
>>> document = parse(
...     "---\nms.contentlocale: ja-jp\nms.translationtype: MT\n---\n"
...     '<span data-ttu-id="7758d-103">`sxs` を使う。</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Use `sxs`.</span></span>\n'
... )
>>> figures = combined([Stats.of(document), Stats.of(document)]).languages["ja-JP"]
>>> figures.machine_documents, figures.source_words, figures.target_words, figures.repetitions
(2, 4, 8, 1)

What a word is follows GMX-V 2.0, see `sxskit.words`. In languages without white space between words
each character is one: compare their characters rather than their words. Characters are the code
points of words, without white space and the punctuation around words.

Law: `combined` gives the same in whatever order the parts come, and however they were combined
before. It takes linear time, on hostile texts too, and keeps a digest of each distinct source text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from json import dumps
from typing import NamedTuple

from sxskit.document import Document, Unit
from sxskit.findings import Finding
from sxskit.freshness import Freshness
from sxskit.metadata import language_of
from sxskit.texts import core
from sxskit.words import words

# The rows of the table for people: label, figure, and the figure that it is a share of.
_ROWS = (
    ("documents", "documents", ""),
    ("  machine-translated", "machine_documents", "documents"),
    ("  human-translated", "human_documents", "documents"),
    ("  current", "current_documents", "documents"),
    ("  of changed English", "changed_documents", "documents"),
    ("  without English", "sourceless_documents", "documents"),
    ("  without a hash", "hashless_documents", "documents"),
    ("units", "units", ""),
    ("  machine-translated", "machine_units", "units"),
    ("  human-translated", "human_units", "units"),
    ("  untranslated", "untranslated", "units"),
    ("  identical", "identical", "units"),
    ("  repetitions", "repetitions", "units"),
    ("source words", "source_words", ""),
    ("  in repetitions", "repeated_words", "source_words"),
    ("source characters", "source_characters", ""),
    ("target words", "target_words", ""),
    ("target characters", "target_characters", ""),
)
# The figure that counts a document by what its English is to it; they are shown if asked for.
_BY_FRESHNESS = {
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
    what their English is to them, see `sxskit.freshness`; they are 0 where that is not asked for.
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
            figures = figures._replace(**{_BY_FRESHNESS[freshness]: 1})
        codes = Counter(finding.code for finding in findings)
        return cls({language: _sum([figures, *units])}, {language: sources}, dict(codes))

    @property
    def total(self) -> Figures:
        """The figures of all languages; a text is no repetition of one in another."""
        return _sum(self.languages.values())


def combined(parts: Iterable[Stats]) -> Stats:
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


def text(stats: Stats, *, english: bool = False) -> str:
    """The figures for people: a column per language, as many as 80 characters take; findings.

    With `english`, those of the English documents are shown, too; so in `json`.
    """
    rows = _rows(english)
    figures = {tag or "(none)": each for tag, each in _ordered(stats)}
    if len(figures) != 1:
        figures["total"] = stats.total
    columns = [_column(name, each, rows) for name, each in figures.items()]
    codes = sorted(stats.findings, key=lambda code: (-stats.findings[code], code))
    counts = [sum(stats.findings.values()), *(stats.findings[code] for code in codes)]
    found = [_cell(count) for count in counts]
    width = max(18, *(2 + len(cell) for column in (found, *columns) for cell in column))
    beside = max(57 // width, 1)
    labels = ["", *(label for label, _, _ in rows)]
    starts = range(0, len(columns), beside)
    tables = [_lines(labels, columns[n : n + beside], width) for n in starts]
    tables.append(_lines(["findings", *(f"  {code}" for code in codes)], [found], width))
    return "\n".join(tables)


def json(stats: Stats, *, english: bool = False) -> str:
    """The figures as a JSON object for scripts: ``languages``, by tag, ``total``, ``findings``.

    The members are those of `Figures`, all of them numbers; shares are for the reader to work out.
    """
    figures = {
        "languages": {tag: _members(each, english) for tag, each in _ordered(stats)},
        "total": _members(stats.total, english),
        "findings": dict(sorted(stats.findings.items())),
    }
    return dumps(figures, indent=2, ensure_ascii=False) + "\n"


def _ordered(stats: Stats) -> list[tuple[str, Figures]]:
    """The languages by tag, the unknown one at the end."""
    return sorted(stats.languages.items(), key=lambda each: (not each[0], each[0]))


def _rows(english: bool) -> list[tuple[str, str, str]]:
    return [row for row in _ROWS if english or row[1] not in _BY_FRESHNESS.values()]


def _members(figures: Figures, english: bool) -> dict[str, int]:
    members = figures._asdict().items()
    return {name: n for name, n in members if english or name not in _BY_FRESHNESS.values()}


def _column(name: str, figures: Figures, rows: Iterable[tuple[str, str, str]]) -> list[str]:
    by_name = figures._asdict()
    shares = [_cell(by_name[part], by_name.get(whole, 0)) for _, part, whole in rows]
    return [name + " " * len(_cell(0)[1:]), *shares]


def _cell(part: int, whole: int = 0) -> str:
    """A figure, and behind it the place for its share of something."""
    share = f"{part / whole:.1%}" if whole else ""
    return f"{part:,}{share:>8}"


def _lines(labels: list[str], columns: list[list[str]], width: int) -> str:
    """The lines of a table: labels to the left, columns of one width to the right."""
    first = max(23, *(len(label) for label in labels))
    lines = []
    for label, *cells in zip(labels, *columns, strict=True):
        row = "".join(cell.rjust(width) for cell in cells)
        lines.append(f"{label:<{first}}{row}".rstrip() + "\n")
    return "".join(lines)


def _of_unit(unit: Unit, sources: dict[bytes, int]) -> Figures:
    """The figures of a unit, whose source joins the sources before it."""
    source, target = core(unit.source), core(unit.target)
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
