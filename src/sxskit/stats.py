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
>>> words("It's [well-known](a.md): **re**do `System.Linq`, \\<T> &mdash; <b>使う</b>")
("It's", 'well-known', 'redo', 'System.Linq', 'T', '使', 'う')

What a word is follows GMX-V 2.0, the standard for volumes of translation work, and through it
Unicode (UAX 29): letters and digits, with the apostrophes, hyphens and points between them. A
number is a word, and so is a URL that a reader sees. Code counts as the words it holds. Markup
counts nothing and ends no word, unless it breaks the line: tags, references, comments, the
destinations and labels of links, the frame. GMX-V divides the characters of languages without
white space between words by a factor; here each Han character and each kana is a word, and so is
each letter of Thai, Lao, Khmer and Burmese: compare their characters rather than their words.
Characters are the code points of words, without white space and the punctuation around words.

Law: `combined` gives the same in whatever order the parts come, and however they were combined
before. It takes linear time, on hostile texts too, and keeps a digest of each distinct source text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from json import dumps
from typing import NamedTuple

from sxskit.document import Document, Unit
from sxskit.findings import Finding
from sxskit.freshness import Freshness
from sxskit.metadata import language_of
from sxskit.texts import core

# What no text is without in which something is not shown as it stands.
_MARKED = re.compile(r"[\\`<&*\]]")
# That something, with what is shown of it as a group. None reads on over others of its kind without
# taking them, so it takes linear time.
_MARKUP = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])                            # \_
  | (?<!`)``++(?P<fenced>[^`]*+(?>(?:`(?!`)[^`]*+)*))``++     # ``a`b``
  | `(?P<code>[^`]++)`                                        # `a`
  | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | <!--(?>(?:[^-]++|-(?!->))*)(?:-->)?                       # <!-- a -->
  | <xref:[^\s<>]++>                                          # <xref:System.Action>
  | (?P<break></?(?i:br|hr|p|div|li|ul|ol|table|t[dhr])\b[^<>]*+>)
  | </?[A-Za-z][A-Za-z0-9-]*+                                 # <b>, <T>, <a b="c">; not <your name>
      (?>(?:\s++[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++))*)\s*+/?>
  | \]\(\s*+(?:<[^<>\n]*+>|[^\s()]*+(?>(?:\([^\s()]*+\)[^\s()]*+)*))         # ](a_(b).md "title")
      (?P<title>(?>(?:\s++(?:"(?>(?:[^"\\]++|\\.)*)"|'(?>(?:[^'\\]++|\\.)*)'))?))\s*+\)
  | \]\[[^\[\]]*+\]                                           # ][label]
  | \[![A-Za-z-]++\s*+\[[^\[\]]*+\]\([^()]*+\)\]              # [!INCLUDE [a](b.md)]
  | \*++
    """,
    re.VERBOSE | re.DOTALL,
)
# Han, kana, and the letters of Thai, Lao, Burmese and Khmer.
_SINGLE = (
    r"\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"
    r"\u1000-\u102a\u103f\u1780-\u17b3"
)
# What ends a word: white space, punctuation, symbols, marks of direction. What is neither that nor
# a letter goes on with the word: vowel signs and accents, which `\w` does not know, and joiners.
_END = (
    r"\s!-/:-@\[-`{-~\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u037e\u0387\u0589"
    r"\u05be\u05c0\u05c3\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u0e4f\u0e5a\u0e5b"
    r"\u104a-\u104f\u1361-\u1368\u17d4-\u17d6\u2000-\u200b\u200e-\u205f\u2066-\u206f\u20a0-\u20cf"
    r"\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufe30-\ufe6f"
    r"\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001faff"
)
_START, _REST = rf"[^\W_{_SINGLE}]", rf"[^{_END}{_SINGLE}]*+"
# A letter that counts alone, with its signs; a URL; a word: it's, well-known, a_b, 1,000, דוא"ל.
_WORD = re.compile(
    rf"[{_SINGLE}][^\w{_END}]*+"
    r"|https?://[!-;=?-~]++"
    rf"|{_START}{_REST}(?>(?:(?:['’.·‐‑\u05be-]|_++|(?<=[0-9]),(?=[0-9])|\"(?=[א-ת]))"
    rf"(?={_START}){_REST})*)"
)
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


def words(text: str) -> tuple[str, ...]:
    """The words of a text of a unit, in order, without its markup."""
    shown = _MARKUP.sub(_shown, text) if _MARKED.search(text) else text
    return tuple(_WORD.findall(shown))


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


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of markup."""
    group = match.lastgroup
    if group == "break":
        return " "
    shown = match[group] if group else ""
    return unescape(shown) if group == "entity" else shown
