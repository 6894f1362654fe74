r"""Text that was read in the wrong encoding, and letters of another script inside a word.

>>> list(mojibake("The sky", "Ð½ÐµÐ±Ð¾"))
[('mojibake', "'Ð½ÐµÐ±Ð¾' is 'небо' in the wrong encoding")]
>>> list(mixed("Use Excel", "Откройте Еxcel"))
[('mixed-script', "'Еxcel' contains a letter of another script: 'Е' (U+0415)")]
"""

from __future__ import annotations

from collections.abc import Iterator

from sxskit.checks.translation.messages import Fault
from sxskit.languages.conventions import foreign_ranges, scripts_of
from sxskit.patterns import pattern

# What bytes of UTF-8 often are in another encoding; for speed, looked for before a text is decoded.
_SIGNS = (
    "Ã",
    "Â",
    "Ð",
    "Ñ",
    "â€",
    "Ø",
    "Ù",
    "×",
    "Î",
    "Ï",
    "ã",
    "æ",
    "å",
    "à",
    "Р°",
    "Рµ",
    "Рѕ",
    "вЂ",
)
_CODECS = ("cp1252", "latin-1", "cp1251")
_HIGH = pattern(r"[^\x00-\x7f]{2,}")
# A letter of Latin beside one of Cyrillic or Greek.
_OTHERS = "\u0370-\u03ff\u0400-\u04ff"
MIXED = pattern(f"[A-Za-z](?:(?<=[{_OTHERS}].)|(?<![A-Za-z].)[A-Za-z]*+[{_OTHERS}])")
_WORD = pattern(r"[^\W\d_]+")
# Letters of Cyrillic and Greek that look like letters of Latin, and these.
_LIKE_LATIN = frozenset("АВЕКМНОРСТУХаеорсухіІјЈѕЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
_LIKE_OTHERS = frozenset("ABEKMHOPCTYXaeopcyxiIjJsSZNv")
# Latin letters with an ending, and signs of a date: MPNа, ддTчч, ссZ.
_NATURAL = pattern(r"[A-Z]{2,}[\u0400-\u04ff]{1,3}|[\u0400-\u04ff]+[TZ][\u0400-\u04ff]*")


def may_be_mojibake(text: str) -> bool:
    """Whether a text contains what bytes of UTF-8 are in another encoding."""
    return not text.isascii() and any(sign in text for sign in _SIGNS)


def mojibake(source: str, target: str) -> Iterator[Fault]:
    """The first words of a target that were read in the wrong encoding."""
    if not may_be_mojibake(target):
        return
    for run in _HIGH.findall(target):
        for codec in () if run in source else _CODECS:
            try:
                text = run.encode(codec).decode()
            except UnicodeError:
                continue
            letters = sum(map(str.isalpha, text))
            if letters > (codec == "cp1251") or (len(run) > 2 and not letters):
                yield "mojibake", f"'{run[:30]}' is '{text[:30]}' in the wrong encoding"
                return


def is_of_others(language: str) -> bool:
    """Whether a language is written in Cyrillic or Greek, or in an unknown script.

    In other languages `sxskit.checks.translation.characters` reports such letters.
    """
    return not {"Cyrl", "Grek"}.isdisjoint(scripts_of(language)) or not foreign_ranges(language)


def mixed(source: str, target: str) -> Iterator[Fault]:
    """The first word of a target with a letter of another script that looks the same."""
    for word in _WORD.findall(target) if MIXED.search(target) else ():
        latin = [char for char in word if char.isascii()]
        others = [char for char in word if "\u0370" <= char <= "\u04ff"]
        if not latin or not others or word in source or _NATURAL.fullmatch(word):
            continue
        if _LIKE_LATIN.issuperset(others):
            wrong = others[0]
        elif _LIKE_OTHERS.issuperset(latin) and len(latin) <= len(others):
            wrong = latin[0]
        else:
            continue
        place = f"'{wrong}' (U+{ord(wrong):04X})"
        yield "mixed-script", f"'{word}' contains a letter of another script: {place}"
        return
