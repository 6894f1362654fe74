"""Common features of a text and its translation: code, destinations, numbers, names.

>>> found = compared(features("Call `Save` in [Help](a.md)."), features("[Hilfe](a.md): `Save`."))
>>> found.common, found.other
(2, 0)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from sxskit.patterns import pattern

_TOKEN = pattern(
    r"(?P<ticks>`+)(?P<code>[^`]+)`+"
    r"|\]\(\s*<?(?P<link>[^()\s<>]+)"
    r"|<xref:(?P<xref>[^<>\s?]+)[^<>\s]*>"
    r"|(?P<url>https?://[^\s<>()\"'\]]+)"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<word>[A-Za-z][A-Za-z0-9_]+)"
)
_NUMBER, _WORD = pattern(r"[0-9]+(?:[.,][0-9]+)*"), pattern(r"[a-z][a-z0-9_]+")
_NONE: frozenset[str] = frozenset()
# The shortest word that counts as a name in a language with Latin letters, and elsewhere.
_LONG, _SHORT = 5, 3


class Features(NamedTuple):
    """The tokens of a text: code and destinations, numbers, and words in Latin letters."""

    sure: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]


class Comparison(NamedTuple):
    """How many tokens two texts have in common, and how many only one of them has.

    `common` and `other` count code and destinations. `strange` counts the Latin words that only
    the localized text has, in a language with other letters.
    """

    common: int = 0
    other: int = 0
    common_numbers: int = 0
    other_numbers: int = 0
    common_words: int = 0
    strange: int = 0

    @property
    def support(self) -> float:
        """The worth of the signs that two texts are translations of each other."""
        return self.common + 0.5 * self.common_numbers + 0.4 * min(self.common_words, 5)

    @property
    def doubt(self) -> float:
        """The worth of the signs against it."""
        return self.other + 0.4 * self.other_numbers + 0.3 * self.strange


@lru_cache(maxsize=1 << 14)  # of a block, and of its only sentence
def features(text: str) -> Features:
    """Return the features of a text."""
    if "`" not in text and "](" not in text and "://" not in text and "<xref:" not in text:
        numbers = _NUMBER.findall(text)
        digits = frozenset([_number(number) for number in numbers]) if numbers else _NONE
        return Features(_NONE, digits, frozenset(_WORD.findall(text.lower())))
    found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for _, kind, name in named(text):
        found[1 if kind == "number" else 2 if kind == "word" else 0].add(name)
    return Features(*map(frozenset, found))


def named(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the tokens of a text: where they are, their kinds, and what identifies them."""
    for match in _TOKEN.finditer(text):
        yield match.start(), *_name(match)


def _name(match: re.Match[str]) -> tuple[str, str]:
    kind = match.lastgroup or ""
    match kind:
        case "word":
            return kind, match[kind].lower()
        case "number":
            return kind, _number(match[kind])
        case "link" | "url":
            return "link", "(" + _destination(match[kind])
        case "code":
            return kind, "`" + match[kind].strip()
    return kind, "<" + unquote(match[kind]).rstrip("*")


def _destination(link: str) -> str:
    """The part of a destination that is the same in all languages: the name of the file.

    Of an address on another site, the folder and the query belong to it.
    """
    path = link.partition("#")[0].rstrip("/").rsplit("/", 2)
    last = path[-2:] if "://" in link else path[-1:]
    return unquote("/".join(last)).lower().rstrip("*") or "#"


def _number(text: str) -> str:
    """The digits of a number, without its separators."""
    return text.replace(".", "").replace(",", "").lstrip("0")


def compared(ours: Features, theirs: Features, *, is_latin: bool = True) -> Comparison:
    """Return how many features an English and a localized text have in common.

    `is_latin` is whether the localized language has Latin letters: then words in them are its own.
    """
    common = len(ours.sure & theirs.sure) if ours.sure and theirs.sure else 0
    numbers = len(ours.numbers & theirs.numbers) if ours.numbers and theirs.numbers else 0
    words = strange = 0
    if theirs.words:
        least = _LONG if is_latin else _SHORT
        words = len([word for word in ours.words & theirs.words if len(word) >= least])
        if not is_latin:
            strange = len([word for word in theirs.words - ours.words if len(word) >= least])
    return Comparison(
        common,
        len(ours.sure) + len(theirs.sure) - 2 * common,
        numbers,
        len(ours.numbers) + len(theirs.numbers) - 2 * numbers,
        words,
        strange,
    )
