"""The page that a mutator breaks, and the places in it.

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

from mutations.patterns import (
    CODE,
    GAP,
    INCLUDE,
    JOINT,
    LINK,
    NATIVE,
    NO_PROSE,
    PLACEHOLDER,
    TAG,
    URL,
)
from sxskit.document import Unit
from sxskit.places import Place

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


def prose(text: str) -> str:
    """What a reader sees: code, destinations, tags, entities and URLs are masked."""
    return NO_PROSE.sub(mask, text) if re.search("[`<&:(]", text) else text


def no_code(text: str) -> str:
    """All but inline code."""
    return CODE.sub(mask, text) if "`" in text else text


def no_includes(text: str) -> str:
    """All but inline code and includes."""
    return INCLUDE.sub(mask, no_code(text))


def no_links(text: str) -> str:
    """All but inline code, links and tags."""
    return TAG.sub(mask, LINK.sub(mask, no_code(text)))


def no_urls(text: str) -> str:
    """All but inline code, links and URLs, in which braces and entities are something else."""
    return URL.sub(mask, LINK.sub(mask, no_code(text)))


def plain(text: str) -> str:
    """As `prose`, with the texts of links masked as well."""
    return prose(LINK.sub(mask, no_code(text)))


def no_placeholders(text: str) -> str:
    """As `prose`, with placeholders masked as well."""
    return PLACEHOLDER.sub(mask, prose(text))


def mask(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


# Spots


def shared(
    rng: Random,
    pattern: re.Pattern[str],
    page: Page,
    *,
    view: Callable[[str], str] = prose,
    key: str | int = 0,
) -> Spot | None:
    """A spot of the target that the source has as well, both of them equally often."""
    spots = [Spot(page.unit.target, m) for m in pattern.finditer(view(page.unit.target))]
    if not spots:
        return None
    source = page.unit.source
    there = Counter(Spot(source, m).part(key) for m in pattern.finditer(view(source)))
    here = Counter(spot.part(key) for spot in spots)
    agreed = [spot for spot in spots if here[spot.part(key)] == there[spot.part(key)]]
    return rng.choice(agreed) if agreed else None


def anywhere(
    rng: Random, pattern: re.Pattern[str], text: str, *, view: Callable[[str], str] = prose
) -> Spot | None:
    """A spot of a text."""
    spots = [Spot(text, match) for match in pattern.finditer(view(text))]
    return rng.choice(spots) if spots else None


def between(rng: Random, page: Page) -> Spot | None:
    """A blank between two words of the target, or a place between two letters where it has none."""
    target = page.unit.target
    return anywhere(rng, GAP, target) or anywhere(rng, JOINT, target)


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


def spaced(rng: Random, text: str) -> str:
    """A text with a blank in it, at a place where it had none."""
    spot = anywhere(rng, re.compile(r"(?<=\S)(?=\S)"), text, view=str)
    return spot.put(" ") if spot else f" {text}"


def translated(rng: Random, page: Page, text: str) -> str:
    """A text with one of its words put into the language of the page."""
    spot = anywhere(rng, re.compile(r"[A-Za-z]{2,}"), text, view=str)
    return spot.put(word(rng, page)) if spot else word(rng, page)
