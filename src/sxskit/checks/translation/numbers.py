r"""Numbers that differ between a source and its target; either may write them as words.

>>> fault("Two of 10 files by June 3", "2 из 10 файлов до 03.06", "ru-RU")
''
>>> fault("10 files", "Один файл", "ru-RU")
"'10' is missing"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from sxskit.checks.translation.messages import difference
from sxskit.checks.translation.number_formats import (
    in_full,
    numbers,
    raw_numbers,
    tokens,
)
from sxskit.checks.translation.number_words import (
    count_cardinals,
    count_english,
    count_in,
    is_month,
    is_month_name,
)
from sxskit.languages.conventions import language_of
from sxskit.patterns import pattern

# Numbers that other languages express in words, or not at all: 24/7, 3rd-party, 1 hour, 1 to 2,
# and those in names: 21Vianet.
_IDIOM = pattern(
    r"\b24\s*[/xX×]\s*7(?:\s*[/xX×]\s*365)?\b|\b3rd[ -]party|\b1st\b|\b100 ?%|\b360-degree"
    r"|\b1(?=(?:\s?[-–]\s?| to | or )2\b)|\b\d\d?(?:st|nd|rd|th)[ -]century"
    r"|\b\d+(?=[A-Z][a-z]{2})|\b1/[2-4]\b"
    r"|\b1[ -](?:second|minute|hour|day|week|month|quarter|year|time|user|file|item)\b"
)
# A date in digits, whose month may be a word and whose year may have two digits: 2/11/2018.
_DATE = pattern(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\b|\b\d{4}-(\d\d)-(\d\d)\b")
# The fiscal year 2021, the calendar year.
_FISCAL = pattern(r"\b[FC]Y ?(\d\d)\b")
# A number that is part of a name and optional.
_NAME = pattern(r"(?:Microsoft|Office|Dynamics)[ \u00a0]365")
_MIDNIGHT = pattern(r"\b12(?::\d\d)?[ \u00a0]?[aA]\.?[mM]\b")
_AFTERNOON = pattern(r"\d\s*[pP]\.?\s?[mM]\b")
# A decimal part with an optional zero at its end: 28.40.
_TENTHS = pattern(r"\d[.,](\d*[1-9]0+)\b")
# A minute, a month or a day, with an optional leading zero: 8:05, 7/1.
_ONE_DIGIT = pattern(r"(?<=\d:0)[1-9]\b|\b[1-9](?=/\d)|(?<=\d/)[1-9]\b")
# A blank between digits, which separates thousands or two numbers: 10 000, Office 365 100.
_SPACED = pattern(r"(?<=\d) (?=\d{3}(?!\d))")
# The remains of a lost number: a percent sign, half of a relation.
_CUT = pattern(r"(?<!\d)(?<!\d[ \u00a0\u202f])[%％٪](?!\d)|(?<!\w):[1nN]\b|\b[1nN]:(?=[^\w ])")
_YEARS = pattern(r"\b(?:19|20)\d\d\s*(?:[-–—]|to|through|until|and)\s")
# A word, or a number with its parts.
_WORD = pattern(r"\w+(?:[.,:]\d+)*")
_DIGIT = pattern(r"\d")
# The word after a number; in scripts without blanks its first two characters.
_NEXT = pattern(
    r"(\d++)[^\w\n]*+([\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}"
    r"|\w++)"
)
# The years that the Thai calendar is ahead.
_BUDDHIST = 543


def fault(source: str, target: str, language: str) -> str:
    """The message about the numbers of a text; empty if nothing is certainly wrong.

    Both texts are plain (`Marks.plain`), without code, links and other marks.
    """
    if raw_numbers(source) == raw_numbers(target):  # nearly always
        return ""
    if sorted(numbers(source)) == sorted(numbers(target)):
        return ""
    message = _message(source, target, language)
    if message and (_SPACED.search(source) or _SPACED.search(target)):
        apart = [_SPACED.sub("; ", text) for text in (source, target)]
        return _message(apart[0], apart[1], language) and message
    return message


def _message(source: str, target: str, language: str) -> str:
    source, short = in_full(source)
    target, short_too = in_full(target)
    return _difference(_Pair(source, target, language, short | short_too))


class _Pair(NamedTuple):
    """Two texts with their numbers in full, and the numbers without their scale."""

    source: str
    target: str
    language: str
    short: Mapping[str, str]

    def has_words_for(self, number: str, count: int) -> bool:
        """Whether the target contains a number in words, apart from those of the source."""
        number = self._bare(number)
        found = count_in(number, self.target, self.language)
        return found > 0 and found >= count + count_cardinals(number, self.source)

    def had_words_for(self, number: str, *, instead: bool) -> bool:
        """Whether the source contains a number in words; `instead`: more often than the target."""
        number = self._bare(number)
        found = count_english(number, self.source)
        if not instead or number == "1":  # an article also means 1
            return found > 0
        return found > count_in(number, self.target, self.language)

    def _bare(self, number: str) -> str:
        """A number without its scale if it may be a word: 5 of 5 million, not 1.5."""
        bare = self.short.get(number, "")
        return bare if bare.isdecimal() else number


def _difference(pair: _Pair) -> str:
    of_source, of_target = tokens(pair.source), tokens(pair.target)
    wanted = Counter(part for parts in of_source for part in parts)
    found = Counter(part for parts in of_target for part in parts)
    lacking, added = wanted - found, found - wanted
    _match_up(lacking, added, pair)
    is_cut = len(_CUT.findall(pair.target)) > len(_CUT.findall(pair.source))
    excused = set() if is_cut else _idioms(pair.source, found)
    excused |= set() if added else _said_once(pair.source, pair.target, found)
    less = [
        number
        for number in lacking
        if number not in excused and (is_cut or not pair.has_words_for(number, lacking[number]))
    ]
    known = set(map(tuple, of_source))
    new = {
        part
        for parts in of_target
        if tuple(parts) not in known and not _is_same_date(parts, wanted)
        for part in parts
    }
    whole = _wholes(of_target) - _wholes(of_source)
    more = [
        number
        for number in added
        if (number in new or lacking)  # not a repetition, such as a name in both languages
        and not (len(number) == 4 and number.startswith("20") and number[2:] in wanted)
        and not (number == "365" and _NAME.search(pair.target))
        and not is_month(number, pair.source)
        and not (whole[number] >= added[number] and _is_word(number, pair, lacking))
    ]
    return difference(less, more)


def _is_word(number: str, pair: _Pair, lacking: Counter[str]) -> bool:
    """Whether a number of the target may be words in the source: doubled, annual, hexadecimal.

    That is uncertain for a small number if the source contains none.
    """
    is_small = len(number) < 3 and not _DIGIT.search(pair.source)
    return is_small or pair.had_words_for(number, instead=bool(lacking))


def _wholes(of_text: list[list[str]]) -> Counter[str]:
    """The numbers of one part, which may be words in the other text."""
    return Counter(parts[0] for parts in of_text if len(parts) == 1)


def _is_same_date(parts: list[str], wanted: Counter[str]) -> bool:
    """Whether a number is a date of the source in another form: 01.01.2020 for 1-1-20."""
    short = [part[2:] if len(part) == 4 and part[:2] == "20" else part for part in parts]
    return len(parts) == 3 and (Counter(parts) <= wanted or Counter(short) <= wanted)


def _match_up(lacking: Counter[str], added: Counter[str], pair: _Pair) -> None:
    """Remove the numbers that are equal in two forms: FY05 and 2005, 3 PM and 15:00."""
    source, short = pair.source, pair.short
    hours = range(12) if _AFTERNOON.search(source) else range(0)
    midnight = ["0", "24"] if _MIDNIGHT.search(source) else []
    tenths, small = set(_TENTHS.findall(source)), set(_ONE_DIGIT.findall(source))
    full = {shorter: number for number, shorter in short.items()}
    buddhist = language_of(pair.language) == "th"
    for number in [*lacking]:
        forms = numbers(short.get(number, ""))
        if len(number) == 2 or (len(number) == 1 and "FY" in source):
            forms += [f"20{number:0>2}", f"19{number:0>2}"]
        forms += [full[number]] if number in full else []
        if len(number) == 4 and number.isdecimal():
            forms += [number[2:].lstrip("0")] if number[:2] in ("19", "20") else []
            forms += [str(int(number) + _BUDDHIST)] if buddhist else []
        if len(number) < 3 and int(number) in hours:
            forms.append(str(int(number) + 12))
        forms += midnight if number == "12" else []
        forms += [number.rstrip("0")] if number in tenths else []
        forms += [f"0{number}"] if number in small else []
        for other in forms:
            both = min(lacking[number], added[other])
            if both:
                _subtract(lacking, number, both)
                _subtract(added, other, both)


def _subtract(counts: Counter[str], number: str, count: int) -> None:
    counts[number] -= count
    if not counts[number]:
        del counts[number]


def _idioms(source: str, of_target: Counter[str]) -> set[str]:
    """The numbers of a source that a target may omit."""
    found = set(numbers(" ".join(match[0] for match in _IDIOM.finditer(source))))
    if _MIDNIGHT.search(source):
        found.add("12")
    for parts in _DATE.findall(source):
        small = {part.lstrip("0") for part in (*parts[:2], *parts[3:]) if part}
        year = parts[2][-2:]
        if any(part in of_target for part in (*small, year, f"20{year}")):
            found |= {part for part in small if len(part) == 1 or part in ("10", "11", "12")}
    return found


def _said_once(source: str, target: str, of_target: Counter[str]) -> set[str]:
    """The numbers that occur twice in the source and may occur once: June 3, 12 months."""
    fiscal = set(_FISCAL.findall(source))
    found = {number for number in fiscal if f"20{number}" in of_target}
    is_range = _YEARS.search(source) is not None
    words = ["", "", *_WORD.findall(source), ""]
    seen: set[tuple[str, ...]] = set()  # for 12 months, 12 months in, June 3
    for phrase in zip(words, words[1:], words[2:], words[3:], strict=False):
        number = phrase[2]
        if number.isdecimal() and number in of_target:
            phrases = {(*phrase[:3], ""), ("", *phrase[1:])}
            if is_month_name(phrase[1]):
                phrases.add(("", *phrase[1:3], ""))
            if phrases & seen or (is_range and len(number) == 4):
                found.add(number)
            seen |= phrases
    return found - _orphaned(target, found) if found else found


def _orphaned(target: str, candidates: set[str]) -> set[str]:
    """The numbers whose next word also occurs in the target without them: they were lost."""
    words = Counter([*_WORD.findall(target), *map("".join, pairwise(target))])
    return {
        number
        for number, word in _NEXT.findall(target)
        if number in candidates and word.isalpha() and words[word] > 1
    }
