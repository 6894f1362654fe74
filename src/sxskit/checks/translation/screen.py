r"""Prefilter: the pairs that can have a fault, found by a few regex passes over the document.

>>> sources = ["**Next** step", "Two of 3", "Done."]
>>> found = candidates(sources, ["**Следующий** шаг", "2 из 3", "Готово"], "ru-RU")
>>> found.marks, found.ends
([1], [2])

Nearly every target has the marks of its source in the same order. Only the other pairs are passed
to the rules in `sxskit.checks.translation.rules`.

Law: a pair that is not a candidate has no fault of that kind. Takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sxskit.checks.translation import (
    arrangement,
    garbled,
    names,
    residue,
    spacing,
    wording,
)
from sxskit.checks.translation.characters import odd
from sxskit.checks.translation.wording import (
    CLOSERS,
    SIGNS,
    TWICE,
    repetition,
)
from sxskit.languages.conventions import STOPS, ZEROS
from sxskit.patterns import pattern

# The separator of texts, also before the first and after the last: a noncharacter, which Unicode
# reserves for such use (section 23.7).
_SEAM = "\ufdd0"
# A destination, its parentheses in two levels: (a_(b).md "title").
_ROUND = r"[(（](?>(?:[^()（）\ufdd0]++|\((?>(?:[^()\ufdd0]++|\([^()\ufdd0]*+\))*)\))*)[)）]?"
# Characters that are marks on their own; the seam separates the marks of texts.
_ALONE = '\ufdd0()}>|（）［］｛｝【】〈〉\u2329\u232a《》"«»「」『』‹›“”„‟〝〞〟＂'
# Decimal digits as ranges, which match faster than a category, and all characters beyond the Basic
# Multilingual Plane.
_DIGITS = "".join([f"{zero}-{chr(ord(zero) + 9)}" for zero in ZEROS]) + "\U00010000-\U0010ffff"
# The characters between two digits of a number; some are invisible.
_INSIDE = ".,:'’·٫٬\u00a0\u202f \u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# A mark as far as the rules compare it, or further, such as one that does not end. For speed, the
# first character and frequent marks come first.
_MARK = pattern(
    rf"""
    [{_ALONE}{_DIGITS}*_~\[\]!`<\\&{{%$]
    (?: (?<=[{_ALONE}])
          (?>(?:(?<=[\u05d0-\u05ea]["“”])[\u05d0-\u05ea]{{1,2}})?)       # a mark in a Hebrew word
      | (?<=[{_DIGITS}]) (?>(?:[{_INSIDE}]?\d)*)                       # 1,000.50, 12:30
      | (?<=[*_~]) [*_~]*+                                          # **
      | (?<=\]) (?>(?:\s*+(?:{_ROUND}|\[[^\[\]\ufdd0]*+\]?))?)      # ](a.md), ][label]
      | (?<=\[) (?>(?:[!^][^\[\]\ufdd0]*+)?)\s*+\]?                 # [!INCLUDE, [^note], [ ]
      | (?<=!) \[\s*+\]?                                            # ![
      | (?<=`) (?:`[^\ufdd0]*+|[^`\ufdd0]*+(?>(?:``[^\ufdd0]*+|`)?)) # `code`
      | (?<=<) (?:!--[^\ufdd0]*+|[^<>`\ufdd0]*+>?)                  # <!-- a -->, <tag>
      | (?<=\\) (?>(?:<[^<>\ufdd0]*+>?|[^&\d\ufdd0])?)                 # \*, \<name\>
      | (?<=&) (?:lt;[^<>&\ufdd0]*+(?:&gt;|>)?                      # &lt;name&gt;
          | [ \u00a0]{{1,9}}\#?\w{{0,9}}[ \u00a0]{{0,9}};           # & lt ;
          | \#?\w{{0,9}}[ \u00a0]{{1,9}}\w{{0,9}};                # &l t;
          | \#?\w*+(?>(?:;\#?\w{{2,8}};|;\d?|(?:[{_INSIDE}]\d++)+)?))   # &amp;lt;, &#8211.5
      | (?<=\{{) [^{{}}\ufdd0]*+                                    # {{name}}
      | (?<=%) [\w$@()]*+                                           # %s, %(name)s
      | (?<=\$) \{{[^{{}}\ufdd0]*+                                  # ${{name}}
    )
    """,
    re.VERBOSE,
)
# Text without emphasis: code, a destination, an escape, a tag, a snake_case name.
_CALM = (
    r"[^*_~`\]\\<]++|`[^`]*+`|\](?>(?:\([^()]*+\))?)|\\.|<[^<>]*+>|_(?<=[^\W\d_]_)_*+(?=[^\W\d_])"
)
# A text with ordinary emphasis only (CommonMark 0.31.2, section 6.2): a **b** `c_d` [e](f_g).
_CLEAR = pattern(
    rf"(?>(?:{_CALM}|((?<!\S)\*{{1,3}}(?=[^\s*])|(?<!\d)\*{{1,3}}(?=[^\W_]))(?>(?:{_CALM})+)"
    r"(?:(?<=[^\W_])|(?<=\S)(?=\*{1,3}(?:\s|\Z)))\1(?![*\d]))*)"
)
# A dollar sign that may begin a formula.
_FORMULA = pattern(r"\$[^$\\^_\n\ufdd0]*+[\\^_]")
# A URL whose beginning is not part of a mark, and a name that is not translated.
_BARE = (
    pattern(":::no-loc"),
    pattern(r"//(?<=://)(?<!\]\(http://)(?<!\]\(https://)(?<!<http://)(?<!<https://)"),
    pattern(r"www\.(?<!//www\.)"),
)
# White space at an edge.
_EDGE = pattern(r"\ufdd0(?:\s|(?<=\s\ufdd0))")
_SPACES = (pattern("  "), pattern("\u00a0(?:[ \u00a0]|(?<=[ \u00a0]\u00a0))"))
# A word that ends like the one before it: the last three letters, or all letters.
_ALIKE = pattern(r" (?:(?<=(\w\w\w) )\w*+(?<=\1)(?!\w)|(?<=\W(\w\w) )\2\b|(?<=\W(\w) )\3\b)")
# The separator of two marks in a row, and so before a run of delimiters.
_SPLIT = "\1"
_RUN = pattern(f"{_SPLIT}[*_~]")
# Brackets and quotation marks, of which a language may have more; and these with those of links.
_SIGN = pattern(f"{_SPLIT}[{SIGNS}](?={_SPLIT})")
_FIRST = pattern(rf"{_SPLIT}(?:([{SIGNS}])(?={_SPLIT})|([\[\]]))")
# The last characters of texts whose ends are compared.
_ENDS = frozenset({*STOPS, *CLOSERS, ""})


class Candidates(NamedTuple):
    """The indices of the pairs to check, in order and unique, by the kind of check."""

    edges: Sequence[int]
    characters: Sequence[int]
    marks: Sequence[int]
    spaces: Sequence[int]
    lines: Sequence[int]
    ends: Sequence[int]
    adjacent: Sequence[int]
    garbled: Sequence[int]
    names: Sequence[int]
    residue: Sequence[int]
    spacing: Sequence[int]


def candidates(sources: Sequence[str], targets: Sequence[str], language: str) -> Candidates:
    """The pairs of a document, with targets in a language, that may have a fault."""
    source, target = _joined(sources), _joined(targets)
    count = len(targets)
    if source.count(_SEAM) != count + 1 or target.count(_SEAM) != count + 1:
        return Candidates(*[range(count)] * len(Candidates._fields))  # a text contains it
    characters = _merged(_holding(odd(language), target), _mixed(target, language))
    return Candidates(
        edges=_merged(_at_seams(source), _at_seams(target)),
        characters=characters,
        marks=_merged(_differing(source, target, sources, targets), characters),
        spaces=_merged(*(_holding(each, target) for each in _SPACES), _doubled(target, language)),
        lines=[index for index, text in enumerate(targets) if "\n" in text]
        if "\n" in target
        else (),
        ends=_ending_apart([text[-2:] for text in sources], [text[-2:] for text in targets]),
        adjacent=[*_holding(arrangement.ADJACENT, target)] if "`" in target else (),
        garbled=[*_garbled(target, targets)],
        names=[*_holding(names.SIGN, source)],
        residue=_merged(_left_over(target, language), _repeating(targets)),
        spacing=_merged(*(_holding(each, target) for each in spacing.suspects(language))),
    )


def _ending_apart(sources: Sequence[str], targets: Sequence[str]) -> list[int]:
    """The indices of the pairs whose texts may end differently, by their last two characters."""
    distinct = {pair: _end_apart(*pair) for pair in {*zip(sources, targets, strict=True)}}
    pairs = zip(sources, targets, strict=True)
    return [index for index, pair in enumerate(pairs) if distinct[pair]]


@lru_cache(maxsize=4096)
def _end_apart(source: str, target: str) -> bool:
    """Whether texts that end in these two characters may end in another stop."""
    wanted, found = source[-1:], target[-1:]
    if wanted == found:
        return found in CLOSERS
    if wanted not in _ENDS and found not in _ENDS:
        return False
    is_whole = source[:-1] not in STOPS and target[:-1] not in STOPS  # no "..."
    is_plain = ";" not in (wanted, found)  # no entity
    return not (is_whole and is_plain and STOPS.get(wanted, wanted) == STOPS.get(found, found))


def _left_over(target: str, language: str) -> Iterator[int]:
    """The indices of the texts that may contain English."""
    english = residue.suspects(language)
    return iter(()) if english is None else _holding(english, target)


def _repeating(targets: Sequence[str]) -> list[int]:
    return [
        index
        for index, text in enumerate(targets)
        if len(text) > residue.LONG and residue.may_repeat(text)
    ]


def _mixed(target: str, language: str) -> Iterator[int]:
    """The indices of the texts with a word of two scripts, in languages with such letters."""
    return _holding(garbled.MIXED, target) if garbled.is_of_others(language) else iter(())


def _garbled(target: str, targets: Sequence[str]) -> Iterator[int]:
    """The indices of the texts that may have been read in the wrong encoding."""
    if garbled.may_be_mojibake(target):
        yield from (n for n, text in enumerate(targets) if garbled.may_be_mojibake(text))


def _joined(texts: Iterable[str]) -> str:
    return f"{_SEAM}{_SEAM.join(texts)}{_SEAM}"


def _merged(*indices: Iterable[int]) -> list[int]:
    return sorted({index for each in indices for index in each})


def _holding(pattern: re.Pattern[str], joined: str) -> Iterator[int]:
    """The indices of the texts that contain a match of a pattern."""
    seen = -1
    index = -1
    at = 0
    for match in pattern.finditer(joined):
        start = match.start()
        index += joined.count(_SEAM, at, start)
        at = start
        if index != seen:
            seen = index
            yield index


def _at_seams(joined: str) -> Iterator[int]:
    """The indices of the texts with white space at an edge, and of their neighbors."""
    last = joined.count(_SEAM) - 2
    index = -1
    at = 0
    for match in _EDGE.finditer(joined):
        index += joined.count(_SEAM, at, match.start())
        at = match.start()
        yield from {max(index, 0), min(index + 1, last)}


def _differing(
    source: str, target: str, sources: Sequence[str], targets: Sequence[str]
) -> Iterator[int]:
    """The indices of the pairs whose marks differ, or may not work in the target."""
    wanted, found = (
        _SPLIT.join(_MARK.findall(each)).split(_SEAM)[1:-1] for each in (source, target)
    )
    if wanted != found:
        pairs = zip(wanted, found, strict=True)
        yield from [n for n, pair in enumerate(pairs) if pair[0] != pair[1] and _differ(*pair)]
    marked = [(index, marks) for index, marks in enumerate(found) if len(marks) > len(_SPLIT)]
    for index, marks in marked:
        if (")" in marks or "）" in marks) and not _is_closed(targets[index]):
            yield index  # the place decides whether it is that of 1)
        elif _RUN.search(marks) and not (
            _CLEAR.fullmatch(targets[index]) and _CLEAR.fullmatch(sources[index])
        ):
            yield index
    for sign in (*_BARE, _FORMULA):
        yield from _holding(sign, target)
        yield from _holding(sign, source)


def _is_closed(text: str) -> bool:
    return sum(map(text.count, "(（")) == sum(map(text.count, ")）"))


def _differ(wanted: str, found: str) -> bool:
    """Whether marks differ in more than paired brackets and quotation marks."""
    if "\\" in found or "&" in found or _SIGN.sub("", wanted) != _SIGN.sub("", found):
        return True
    return any(wording.faults("", "".join([sign or half for sign, half in _FIRST.findall(found)])))


def _doubled(target: str, language: str) -> Iterator[int]:
    """The indices of the texts in which a word may occur twice in a row."""
    pattern = repetition(language)
    if pattern is None:
        return iter(())
    if pattern is TWICE:
        return _holding(_ALIKE, target.lower())
    return _holding(pattern, target)  # Japanese, without capitals
