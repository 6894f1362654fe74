r"""Number formats: separators, digits of other scripts, thousands and millions.

>>> numbers("1 000,50"), numbers("07.10.2020"), numbers("３"), numbers("v5.0, 0:00")
(['1000', '50'], ['7', '10', '2020'], ['3'], ['5', '0'])
>>> in_full("1,5 Mio. Sterne")
('1500000. Sterne', {'1500000': '1,5'})
"""

from __future__ import annotations

import re
from itertools import chain

from sxskit.patterns import pattern

# Digits and the characters between them: 1,000.50, 3:30, 20h00, 10 000.
_BETWEEN = (
    r"[.,'’·٫٬:\u00a0\u202f]\d+|(?<=[０-９])[，．](?=[０-９])\d+|[ ，]\d{3}(?!\d)|[hH]\d\d(?!\d)"
)
_SEPARATED = rf"\d+(?:{_BETWEEN})*"
_NUMBER = pattern(_SEPARATED)
_PART = pattern(r"\d+")
_DECIMAL = pattern("[.,·٫]")
# Groups of three digits, in India of two digits except for the last group: 12,34,567.
_GROUPED = pattern(
    r"[1-9]\d{0,2}([.,'’·٬，\u00a0\u202f ])\d{3}(?:\1\d{3})*(?!\d)"
    r"|[1-9]\d?(?:,\d\d(?!\d))+,\d{3}(?!\d)"
)
# Characters that may be inside a number without being part of it: direction marks,
# zero-width spaces.
_INVISIBLE = pattern("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Words that multiply the number before them, by power of ten; the steps depend on the language.
_SCALES = {
    3: (
        r"[kKкК]|thousand|тыс\w*|тис\w*|Tsd|Tausend|mille|mila|mil|mii|tys\w*|tisíc\w*|ezer|bin|ribu"
        r"|nghìn|ngàn|duizend|tusen|tuhat\w*|χιλιάδ\w*|हज़ार|हजार|พัน(?!ล้าน)|[千천](?![万萬만])"
        r"|ألف|آلاف|אלף|אלפים"
    ),
    4: "[万萬만]|หมื่น",
    5: "lakhs?|लाख|แสน",
    6: (
        r"[MМ]|million\w*|Mio|млн|миллион\w*|мільйон\w*|mill[oó]n(?:es)?|milh(?:ão|ões)|mln"
        r"|mili[oa]\w*|milj|miljo\w*|milyon|millió|juta|triệu|εκατομμύρι\w*|ล้าน|百[万萬]|백만"
        r"|مليون|ملايين|מיליון"
    ),
    7: "crores?|करोड़|千[万萬]|천만",
    8: "[億亿억]",
    9: (
        r"B|billion|bilh(?:ão|ões)|milliards?|Milliarden?|Mrd|млрд|миллиард\w*|мільярд\w*|miliar\w*"
        r"|mld|miljar\w*|milyar|milliárd|tỷ|tỉ|พันล้าน|十[億亿]|십억|مليار|מיליארד"
    ),
    12: "trillion|трлн|[兆조]",
}
_SCALED = pattern(
    rf"(?P<number>(?>{_SEPARATED}))(?:\+?[ \u00a0\u202f-]?"
    rf"(?:{'|'.join(f'(?P<e{power}>{words})' for power, words in _SCALES.items())})"
    r"(?![A-Za-z\u00c0-\u04ff]))?"
)


def numbers(text: str) -> list[str]:
    """The parts of the numbers in a text: ``1,000.50`` and ``1 000,50`` are the same."""
    return list(chain.from_iterable(tokens(text)))


def raw_numbers(text: str) -> list[str]:
    """The numbers in a text as written, without invisible characters."""
    return _NUMBER.findall(text if text.isascii() else _INVISIBLE.sub("", text))


def tokens(text: str) -> list[list[str]]:
    """The parts of each number in a text without zeros at the end: ``["1000", "5"]``."""
    return [_parts(number) for number in raw_numbers(text)]


def _parts(number: str) -> list[str]:
    if number.isascii() and number.isdigit():  # most numbers
        parts = [number]
    else:
        parts = _PART.findall(_ungrouped(_in_ascii(number)))
    if not any(part.strip("0") for part in parts):
        return [] if parts == ["00"] else ["0"]  # 20 h 00
    if not parts[0].strip("0"):  # 0.05: a zero counts
        return parts[1:]
    if len(parts) > 3:  # 3.10.0.1
        return parts
    if len(parts) == 2 and _DECIMAL.search(number):  # 3.01 is not 3.1
        return [_stripped(parts[0]), *([parts[1]] if parts[1].strip("0") else [])]
    return [_stripped(part) for part in parts if part.strip("0")]


def _stripped(digits: str) -> str:
    """Digits without the leading zero of a day or an hour: 05."""
    return digits.lstrip("0") if len(digits) < 3 else digits


def _in_ascii(number: str) -> str:
    if number.isascii():
        return number
    return "".join(str(int(char)) if char.isdecimal() else char for char in number)


def _ungrouped(number: str) -> str:
    """A number without its separators of thousands."""
    match = _GROUPED.match(number)
    return "".join(_PART.findall(match[0])) + number[match.end() :] if match else number


def in_full(text: str) -> tuple[str, dict[str, str]]:
    """A text with ``10K`` and ``5 million`` in digits, and the numbers without their scale."""
    short: dict[str, str] = {}

    def full(match: re.Match[str]) -> str:
        if match.lastgroup == "number":
            return match[0]
        power = int(str(match.lastgroup)[1:])
        whole, *rest = _PART.findall(_ungrouped(_in_ascii(match["number"])))
        if len(rest) > 1 or len("".join(rest)) > power:
            return match[0]  # a version, a time
        value = (whole + "".join(rest).ljust(power, "0")).lstrip("0") or "0"
        short[value] = _ungrouped(_in_ascii(match["number"]))
        return value

    return _SCALED.sub(full, text), short
