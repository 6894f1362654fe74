"""Conventions by language: scripts, stops, invisible characters, word repetition.

>>> scripts_of("sr-Latn-RS"), scripts_of("sr"), scripts_of("ja-JP"), scripts_of("tlh")
(('Latn',), ('Cyrl', 'Latn'), ('Kana', 'Hira', 'Hani'), ())

Only certain rules are listed: an unknown language has none. Scripts (codes of ISO 15924) and their
letters are those of CLDR and Unicode (`sxskit.languages.letters`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType

from sxskit.languages.tags import scripts

# The digit zero of every script in the Basic Multilingual Plane; the other digits follow it.
ZEROS = (
    "0"
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6"
    "\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40"
    "\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
# The scripts of a code for several scripts, or for a variant of one (ISO 15924).
_PARTS: Mapping[str, tuple[str, ...]] = {
    "Jpan": ("Kana", "Hira", "Hani"),
    "Hrkt": ("Kana", "Hira"),
    "Kore": ("Hang", "Hani"),
    "Jamo": ("Hang",),
    **dict.fromkeys(("Hanb", "Hani", "Hans", "Hant"), ("Hani", "Bopo")),
    **dict.fromkeys(("Latf", "Latg"), ("Latn",)),
    **dict.fromkeys(("Syre", "Syrj", "Syrn"), ("Syrc",)),
    "Aran": ("Arab",),
    "Cyrs": ("Cyrl",),
    "Geok": ("Geor",),
}
# The invisible characters inside the words of a script: joiners, word breaks, and the separator of
# a final vowel in Mongolian.
_JOINERS = {
    **dict.fromkeys(
        (
            *("Arab", "Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Syrc"),
            *("Taml", "Telu", "Thaa"),
        ),
        "\u200c\u200d",
    ),
    **dict.fromkeys(("Khmr", "Laoo", "Mymr", "Thai"), "\u200b"),
    "Mong": "\u180e\u200c\u200d",
}
# Words that occur twice in a row in correct sentences.
_REPEATED = {
    "de": "der die das den dem sie",
    "en": "had that",
    "fr": "nous vous",
    "he": "יום לאט אחד",
    "nl": "die dat zij",
    "ru": "что",
    "sv": "som",
}
# Languages that repeat words for emphasis or distribution.
_REPEATING = frozenset(
    {"bn", "gu", "hi", "id", "kn", "ml", "mr", "ms", "pa", "ta", "te", "th", "tr", "ur", "vi", "zh"}
)
# The stops at the end of a sentence, by the English stop of the same kind.
STOPS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(".。．।॥۔։።｡།༎", "."),
        **dict.fromkeys("?？؟՞", "?"),
        **dict.fromkeys("!！¡", "!"),
        **dict.fromkeys(":：׃", ":"),
        **dict.fromkeys(";；؛", ";"),
        "…": "…",
    }
)
# Stops that a language uses instead of others: none, a full stop instead of a colon (Japanese) or a
# question mark, and a semicolon as the Greek question mark.
_SAME_STOPS = {
    **dict.fromkeys(("km", "lo", "my", "th"), frozenset((stop, "") for stop in ".:;?!")),
    **dict.fromkeys(("ja", "ko", "zh"), frozenset((stop, ".") for stop in ":;…?")),
    "el": frozenset({("?", ";")}),
}


# Languages that separate words by blanks and join nothing to names and code.
_APART = frozenset(
    [
        "be",
        "bg",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "fr",
        "gl",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mk",
        "nb",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "uk",
        "vi",
    ]
)
# The last letter of a question without a question mark.
_ASKING = {"ja": "か", "ko": "까"}


def language_of(tag: str) -> str:
    """Return the primary language of a tag: ``ru`` of ``ru-RU``."""
    return tag.partition("-")[0].lower()


def is_same_stop(source: str, target: str, tag: str) -> bool:
    """Whether a language uses one stop where English uses another."""
    return (source, target) in _SAME_STOPS.get(language_of(tag), ())


def asks(text: str, tag: str) -> bool:
    """Whether a text without a stop ends as a question does in a language."""
    return text[-1:] == _ASKING.get(language_of(tag), "\0")


@lru_cache(maxsize=1024)  # also called with parts of paths
def scripts_of(tag: str) -> tuple[str, ...]:
    """Return the scripts of a language, the likely one first; empty if they are unknown.

    Japanese uses three at once, Serbian one of two.
    """
    from sxskit.languages.letters import LETTERS  # on use

    parts = chain.from_iterable(_PARTS.get(script, (script,)) for script in scripts(tag))
    return tuple(dict.fromkeys(part for part in parts if part in LETTERS))


def script_of(tag: str) -> str:
    """Return the first script of a language; empty if it is unknown."""
    return next(iter(scripts_of(tag)), "")


def runs_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left in at least one of its scripts."""
    from sxskit.languages.letters import RIGHT_TO_LEFT  # on use

    return not set(scripts_of(tag)).isdisjoint(RIGHT_TO_LEFT.split())


@cache
def greek_letters() -> re.Pattern[str]:
    """Return a pattern for the letters of Greek, which are symbols in other languages."""
    from sxskit.languages.letters import LETTERS  # on use

    return re.compile(f"[{LETTERS['Grek']}]")


@cache
def foreign_ranges(tag: str) -> str:
    """Return the letters outside the scripts of a language and Latin; empty without a script.

    Greek letters are symbols in any language, and Han characters occur in names.
    """
    from sxskit.languages.letters import LETTERS  # on use

    own = scripts_of(tag)
    allowed = {*own, "Latn"}
    return "".join(each for name, each in LETTERS.items() if name not in allowed) if own else ""


@cache
def foreign_letters(tag: str) -> re.Pattern[str] | None:
    """Return a pattern for `foreign_ranges`; None without a script."""
    ranges = foreign_ranges(tag)
    return re.compile(f"[{ranges}]") if ranges else None


@cache
def own_letters(tag: str) -> re.Pattern[str] | None:
    """Return a pattern for the letters of a language, with shared ones; None without a script."""
    from sxskit.languages.letters import LETTERS, SHARED  # on use

    own = scripts_of(tag)
    ranges = "".join(LETTERS[name] + SHARED.get(name, "") for name in own)
    return re.compile(f"[{ranges}]") if own else None


@cache
def own_words(tag: str) -> re.Pattern[str] | None:
    """Return a pattern for words in the letters of a language; None without a script."""
    own = own_letters(tag)
    return own and re.compile(f"{own.pattern}+")


@cache
def repeated_words(tag: str) -> frozenset[str] | None:
    """Return the words that may occur twice in a row; None: all words."""
    language = language_of(tag)
    return None if language in _REPEATING else frozenset(_REPEATED.get(language, "").split())


def spaces_stops(tag: str) -> bool:
    """Whether a language sets a no-break space before a stop of two parts: ``Vraiment ?``."""
    return language_of(tag) == "fr" and "CA" not in tag.upper().split("-")


def sets_words_apart(tag: str) -> bool:
    """Whether words are set apart by blanks, and nothing is joined to a foreign word.

    Hebrew joins prefixes to it, Finnish and Turkish endings; German and others use a hyphen.
    """
    return language_of(tag) in _APART


def joins(tag: str) -> str:
    """Return the invisible characters inside words of a language: joiners, word breaks."""
    return "".join(_JOINERS.get(script, "") for script in scripts_of(tag))
