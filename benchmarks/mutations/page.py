"""The page that a mutator breaks, the places in it, and what to write there instead.

A pattern is looked for in a view of a text: a copy of the same length, some of it masked.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from mutations.patterns import BRACES, CODE, GAP, INCLUDE, JOINT, LINK, NATIVE, TAG, UNREAD, URL
from sxskit.dialect.document import Unit
from sxskit.dialect.places import Place

# What has happened, and the text after it.
Broken: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A small document: the unit to break, and the text before and behind it."""

    unit: Unit
    place: Place
    language: str  # the first part of the tag, "ru"; empty: not known
    front_matter: str = ""
    before: str = ""  # behind the front matter
    after: str = ""

    @property
    def text(self) -> str:
        return self.around(self.unit.text)

    @property
    def texts(self) -> str:
        """The source and the target, for what neither of them may have."""
        return f"{self.unit.source}\0{self.unit.target}"

    def around(self, text: str) -> str:
        """The document with another text where the unit stands."""
        return f"{self.front_matter}{self.before}{text}{self.after}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a text; `match` was made in a view of it."""

    text: str
    match: re.Match[str]

    def part(self, group: str | int = 0) -> str:
        """What the text has there; empty where the group took no part."""
        start, end = self.match.span(group)
        return self.text[start:end] if start >= 0 else ""

    def put(self, new: str) -> str:
        """The text with another one in this place."""
        return f"{self.text[: self.match.start()]}{new}{self.text[self.match.end() :]}"


# Views


def _without(*patterns: re.Pattern[str]) -> Callable[[str], str]:
    def view(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(lambda match: "\0" * len(match[0]), text)
        return text

    return view


prose = _without(CODE, INCLUDE, UNREAD, URL)  # what a reader reads
plain = _without(CODE, LINK, INCLUDE, UNREAD, URL)  # the same without the texts of links
no_placeholders = _without(CODE, INCLUDE, UNREAD, URL, BRACES)
no_code = _without(CODE)
no_includes = _without(CODE, INCLUDE)
no_links = _without(CODE, LINK, TAG)
no_urls = _without(CODE, LINK, URL)  # in which braces and entities are something else


# Spots


def spots(pattern: re.Pattern[str], text: str, view: Callable[[str], str] = prose) -> list[Spot]:
    return [Spot(text, match) for match in pattern.finditer(view(text))]


def anywhere(
    rng: Random, pattern: re.Pattern[str], text: str, *, view: Callable[[str], str] = prose
) -> Spot | None:
    """A spot of a text."""
    found = spots(pattern, text, view)
    return rng.choice(found) if found else None


def shared(
    rng: Random,
    pattern: re.Pattern[str],
    page: Page,
    *,
    view: Callable[[str], str] = prose,
    key: str | int = 0,
) -> Spot | None:
    """A spot of the target that the source has as well, both of them equally often."""
    found = spots(pattern, page.unit.target, view)
    here = Counter(spot.part(key) for spot in found)
    there = Counter(spot.part(key) for spot in spots(pattern, page.unit.source, view))
    agreed = [spot for spot in found if here[spot.part(key)] == there[spot.part(key)]]
    return rng.choice(agreed) if agreed else None


def between(rng: Random, page: Page) -> Spot | None:
    """A blank between two words of the target, or a place between two letters where it has none."""
    return anywhere(rng, GAP, page.unit.target) or anywhere(rng, JOINT, page.unit.target)


# Words


# What texts are written in: none of these words comes from a document.
WORDS: Mapping[str, tuple[str, ...]] = {
    "Cyrillic": ("дерево", "окно", "утро", "лодка", "серый", "река"),
    "Greek": ("δέντρο", "παράθυρο", "πρωί", "βάρκα", "γκρίζο", "ποτάμι"),
    "Hebrew": ("אילן", "חלון", "בוקר", "סירה", "אפור", "נהר"),
    "Arabic": ("شجرة", "نافذة", "صباح", "قارب", "رمادي", "نهر"),
    "Devanagari": ("पेड़", "खिड़की", "सुबह", "नाव", "धूसर", "नदी"),
    "Thai": ("ต้นไม้", "หน้าต่าง", "เช้า", "เรือ", "สีเทา", "แม่น้ำ"),
    "Hangul": ("나무", "창문", "아침", "배", "회색", "강물"),
    "Kana": ("こだち", "まど", "あさ", "ふね", "はいいろ", "かわ"),
}
OWN = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk"), "Cyrillic"),
    **dict.fromkeys(("he", "yi"), "Hebrew"),
    **dict.fromkeys(("ar", "fa", "ur"), "Arabic"),
    **dict.fromkeys(("hi", "mr", "ne"), "Devanagari"),
    **{"el": "Greek", "th": "Thai", "ko": "Hangul", "ja": "Kana"},
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
CJK = frozenset({"ja", "ko", "zh"})


def word(rng: Random, page: Page) -> str:
    """A word of the language of the page, as it would stand where something was translated."""
    spot = anywhere(rng, NATIVE, page.unit.target)
    if spot and len(spot.part()) > 1:
        return spot.part()[:12]
    return rng.choice(WORDS.get(OWN.get(page.language, ""), ("arbre", "fenêtre", "matin")))


def changed(rng: Random, text: str) -> str:
    """A text with one letter or digit changed to another one."""
    places = [i for i, character in enumerate(text) if character.isascii() and character.isalnum()]
    if not places:
        return f"{text}x"
    i = rng.choice(places)
    alphabets = (string.digits, string.ascii_lowercase, string.ascii_uppercase)
    alphabet = next(letters for letters in alphabets if text[i] in letters)
    return f"{text[:i]}{rng.choice(alphabet.replace(text[i], ''))}{text[i + 1 :]}"
