"""What a text and its translation have in common: code, destinations, numbers, names.

>>> support(features("Call `Save` in [Help](a.md)."), features("[Hilfe](a.md): rufen Sie `Save`."))
2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sxskit.patterns import pattern

_TOKEN = pattern(
    r"(?P<ticks>`+)(?P<code>[^`]+)`+"
    r"|\]\(\s*<?(?P<link>[^()\s<>]+)"
    r"|<xref:(?P<xref>[^<>\s?]+)"
    r"|(?P<url>https?://[^\s<>()\"'\]]+)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[A-Za-z][A-Za-z0-9_]+)"
)
_NUMBER, _WORD = pattern(r"[0-9]+"), pattern(r"[a-z][a-z0-9_]+")
_NONE: frozenset[str] = frozenset()
# The shortest word that counts as a name in a language with Latin letters, and elsewhere.
_LONG, _SHORT = 5, 3
# What a common token of each kind is worth, and one that only one text has.
_COMMON = {"sure": 1.0, "number": 0.5, "word": 0.4}
_OTHER = {"sure": -1.0, "number": -0.4, "word": -0.3}


class Features(NamedTuple):
    """The tokens of a text: code and destinations, numbers, and words in Latin letters."""

    sure: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]


def features(text: str) -> Features:
    """Return the features of a text."""
    sure: frozenset[str] = _NONE
    if "`" in text or "](" in text or "://" in text or "<xref:" in text:
        sure = frozenset([name for _, kind, name in named(text) if kind not in ("word", "number")])
    numbers = _NUMBER.findall(text)
    words = _WORD.findall(text.lower())
    return Features(sure, frozenset([number.lstrip("0") for number in numbers]), frozenset(words))


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
            return kind, match[kind].lstrip("0")
        case "link" | "url":
            return "link", "(" + _destination(match[kind])
        case "code":
            return kind, "`" + match[kind].strip()
    return kind, match[0]


def _destination(link: str) -> str:
    """The part of a destination that is the same in all languages: the name of the file."""
    path = link.partition("#")[0].partition("?")[0].rstrip("/")
    return path.rpartition("/")[2].lower() or link


def support(ours: Features, theirs: Features, *, is_latin: bool = True) -> float:
    """Return how much the features of an English and of a localized text agree.

    `is_latin` is whether the localized language has Latin letters: then words in them are its own.
    """
    value = 0.0
    if ours.sure or theirs.sure:
        common = len(ours.sure & theirs.sure)
        value += _COMMON["sure"] * common
        value += _OTHER["sure"] * (len(ours.sure) + len(theirs.sure) - 2 * common)
    if ours.numbers or theirs.numbers:
        common = len(ours.numbers & theirs.numbers)
        value += _COMMON["number"] * common
        value += _OTHER["number"] * (len(ours.numbers) + len(theirs.numbers) - 2 * common)
    if theirs.words:
        least = _LONG if is_latin else _SHORT
        common = len([word for word in ours.words & theirs.words if len(word) >= least])
        value += _COMMON["word"] * common
        if not is_latin:
            value += _OTHER["word"] * len([w for w in theirs.words - ours.words if len(w) >= 3])
    return value
