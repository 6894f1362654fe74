r"""The numbers of a translation against those of its source, which may be words there, or here.

>>> fault("Two of 10 files by June 3", "2 из 10 файлов до 03.06", "ru-RU")
''
>>> fault("10 files", "Один файл", "ru-RU")
'lacks 10'
"""

from __future__ import annotations

import re
from collections import Counter

from sxskit.checks.messages import difference
from sxskit.checks.number_words import is_english, is_in

_NUMBER = re.compile(r"\d+(?:[.,'’·٫٬:\u00a0\u202f]\d+|[ ]\d{3}(?!\d))*")
# A group of three digits belongs to what is before it: 1,000.
_THOUSANDS = re.compile(r"(?<=\d)[.,'’·٬\u00a0\u202f ](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+")
# What is no part of a number, but may stand inside one: direction marks, zero-width spaces.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Numbers that other languages say in words, or not at all: 24/7, 3rd-party, 1 hour, 2/11/2018.
_IDIOM = re.compile(
    r"\b24\s*[/xX×]\s*7(?:\s*[/xX×]\s*365)?\b|\b3rd[ -]party|\b1:[1nN]\b|\b1st\b|\b1 [a-z]+\b"
    r"|\b100 ?%|\b360-degree|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b"
)
# A number and what multiplies it, which languages do in other steps: 10K, 5 million, 3億.
_SCALED = re.compile(
    r"(?<![\d.,])\d[\d.,]*+\+?[ \u00a0-]?"
    r"(?:[kKMB]\b|thousand|million|billion|trillion|[万萬億亿兆만억천])"
    r"|(?<![\d.,])\d[\d.,]*+\s*+(?:тыс|млн|млрд|אלף|מיליון|מיליארד|ألف|مليون|Mio|Mrd|mil\b|Tsd|lakh|crore|लाख)"
)
# The fiscal year 2021.
_FISCAL = re.compile(r"\bFY ?(\d\d)\b")
# A number that is part of a name, which a language may have or not.
_NAME = re.compile(r"(?:Microsoft|Office|Dynamics)[ \u00a0]365")
_MIDNIGHT = re.compile(r"\b12(?::00)? ?[aA]\.?[mM]\b")
_AFTERNOON = re.compile(r"\d\s*[pP]\.?\s?[mM]\b")


def numbers(text: str) -> list[str]:
    """The numbers in a text, part by part: ``1,000.50`` and ``1 000,50`` are the same.

    >>> numbers("1 000,50"), numbers("07.10.2020"), numbers("３"), numbers("v5.0, 0:00")
    (['1000', '50'], ['7', '10', '2020'], ['3'], ['5', '0'])
    """
    found = []
    for match in _NUMBER.finditer(_INVISIBLE.sub("", text)):
        parts = _DIGITS.findall(_THOUSANDS.sub("", match[0]))
        if not any(part.strip("0") for part in parts):
            found.append("0")
        elif len(parts) > 3 or not parts[0].strip("0"):  # 3.10.0.1, 0.05: a zero counts
            found += parts if parts[0].strip("0") else parts[1:]
        else:
            found += [_number(part) for part in parts if part.strip("0")]
    return found


def _number(digits: str) -> str:
    return digits.lstrip("0") if digits.isascii() else str(int(digits[:99]))


def fault(source: str, target: str, language: str) -> str:
    """What is wrong with the numbers of a text; empty: nothing that is certain.

    Both texts are plain: without code, links and other marks (`sxskit.checks.marks.Marks`).
    """
    if _NUMBER.findall(source) == _NUMBER.findall(target):  # as nearly always
        return ""
    in_source, in_target = numbers(source), numbers(target)
    if sorted(in_source) == sorted(in_target):
        return ""
    of_source, of_target = Counter(in_source), Counter(in_target)
    if _SCALED.search(source) or _SCALED.search(target):
        return ""
    lacking, added = of_source - of_target, of_target - of_source
    _match_up(lacking, added, source)
    idioms = set(numbers(" ".join(_IDIOM.findall(source))))
    less = [
        number
        for number in lacking
        if not (number in idioms or is_in(number, target, language))
        and not _is_said_once(number, source, of_target)
    ]
    more = [
        number
        for number in added
        if not (number in of_source and not lacking)  # as in a name in both languages
        and not (number.startswith("20") and number[2:] in of_source)
        and not (number == "365" and _NAME.search(target))
        and not is_english(number, source)
    ]
    return difference(less, more)


def _match_up(lacking: Counter[str], added: Counter[str], source: str) -> None:
    """Take away the numbers that say the same in two ways: FY20 and 2020, 3 PM and 15:00."""
    for number in [*lacking]:
        for other in _other_forms(number, source):
            both = min(lacking[number], added[other])
            lacking -= Counter({number: both})
            added -= Counter({other: both})


def _other_forms(number: str, source: str) -> list[str]:
    forms = [f"20{number}"]
    if number.startswith("20"):
        forms.append(number[2:].lstrip("0"))
    if len(number) < 3 and _AFTERNOON.search(source):
        forms.append(str(int(number) + 12))
    if number == "12" and _MIDNIGHT.search(source):
        forms.append("0")
    if number.endswith("0") and re.search(rf"\d[.,]{number}\b", source):  # 28.40
        forms.append(number.rstrip("0"))
    return forms


def _is_said_once(number: str, source: str, of_target: Counter[str]) -> bool:
    """Whether a target says once what its source says twice: a year, June 3, 12 months."""
    if f"20{number}" in of_target and number in _FISCAL.findall(source):
        return True
    if number not in of_target:
        return False
    phrases = re.findall(rf"(\w+)\W(?<!\d){number}(?!\d)\W+(\w+)", source)
    is_range = re.search(r"\b(?:19|20)\d\d\s*(?:[-–—]|to|through|until|and)\s", source)
    return len(set(phrases)) < len(phrases) or (is_range is not None and len(number) == 4)
