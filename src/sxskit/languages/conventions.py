"""What languages do differently: scripts, stops, invisible characters, repetition.

>>> script_of("sr-Latn-RS"), script_of("ru-RU"), script_of("tlh")
('Latn', 'Cyrl', '')

Only what is certain: a language that is not here has no rules. The scripts are those of ISO 15924.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# The letters of each script: the ranges of the Unicode blocks that hold them.
SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "Latn": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
        "Grek": "\u0370-\u03ff\u1f00-\u1fff",
        "Cyrl": "\u0400-\u052f",
        "Armn": "\u0530-\u058f",
        "Hebr": "\u05d0-\u05ea",
        "Arab": "\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\u0750-\u077f",
        "Deva": "\u0904-\u0939\u0958-\u0961",
        "Beng": "\u0985-\u09b9",
        "Guru": "\u0a05-\u0a39",
        "Gujr": "\u0a85-\u0ab9",
        "Taml": "\u0b85-\u0bb9",
        "Telu": "\u0c05-\u0c39",
        "Knda": "\u0c85-\u0cb9",
        "Mlym": "\u0d05-\u0d39",
        "Thai": "\u0e01-\u0e4e",
        "Geor": "\u10a0-\u10ff",
        "Hang": "\u1100-\u11ff\uac00-\ud7a3",
        "Kana": "\u3041-\u3096\u30a1-\u30fa",
        "Hani": "\u3400-\u4dbf\u4e00-\u9fff",
    }
)
# The digit nought in every script of the Basic Multilingual Plane; the others follow it.
ZEROS = (
    "0"
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6"
    "\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40"
    "\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
_SCRIPT_OF = {
    "Latn": (
        "af az bs ca cs cy da de en es et eu fi fil fr ga gl hr hu id is it lb lt lv ms mt nb nl nn"
        " no pl pt ro sk sl sq sv sw tr uz vi"
    ),
    "Grek": "el",
    "Cyrl": "be bg kk ky mk mn ru tg uk",
    "Armn": "hy",
    "Hebr": "he yi",
    "Arab": "ar fa ps ur",
    "Deva": "hi kok mr ne sa",
    "Beng": "as bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Thai": "th",
    "Geor": "ka",
    "Hang": "ko",
    "Kana": "ja",
    "Hani": "zh",
}
_BY_LANGUAGE = {
    language: script for script, names in _SCRIPT_OF.items() for language in names.split()
}
# The languages that have a code of two letters (ISO 639-1).
CODES_OF_LANGUAGES = (*(language for language in _BY_LANGUAGE if len(language) == 2), "sr")
# What else a language is written with.
_COMPANIONS = {"Kana": ("Hani",), "Hang": ("Hani",)}
RTL = frozenset({"Arab", "Hebr"})
# Scripts that use joiners, or a zero-width space, inside their words.
_JOINING = frozenset({"Arab", "Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Taml", "Telu"})
_UNSPACED = frozenset({"Thai"})
_UNSPACED_LANGUAGES = frozenset({"km", "lo", "my"})
# Words that stand twice in a row in good sentences.
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
# What ends a sentence, as the kind of stop it is in English.
STOPS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(".。．।۔։።｡", "."),
        **dict.fromkeys("?？؟՞", "?"),
        **dict.fromkeys("!！¡", "!"),
        **dict.fromkeys(":：׃", ":"),
        **dict.fromkeys(";；؛", ";"),
        "…": "…",
    }
)
# Stops that a language has for others: none at all, a full stop for a colon, as Japanese, or for a
# question mark, and the Greek question mark, which is a semicolon.
_SAME_STOPS = {
    **dict.fromkeys(("km", "lo", "my", "th"), frozenset((stop, "") for stop in ".:;?!")),
    **dict.fromkeys(("ja", "ko", "zh"), frozenset((stop, ".") for stop in ":;…?")),
    "el": frozenset({("?", ";")}),
}


def language_of(tag: str) -> str:
    """The primary language of a tag: ``ru`` of ``ru-RU``."""
    return tag.partition("-")[0].lower()


def is_same_stop(source: str, target: str, tag: str) -> bool:
    """Whether a language ends with one stop what English ends with another."""
    return (source, target) in _SAME_STOPS.get(language_of(tag), ())


@cache
def script_of(tag: str) -> str:
    """The script that a language is written in; of several the first, empty: not known."""
    for part in tag.split("-")[1:]:
        if len(part) == 4 and part.title() in (*SCRIPTS, "Hans", "Hant", "Jpan", "Kore"):
            script = part.title()
            return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}.get(
                script, script
            )
    return _BY_LANGUAGE.get(language_of(tag), "")


@cache
def foreign_letters(tag: str) -> re.Pattern[str] | None:
    """The letters that are neither of a language nor Latin; None where the script is not known.

    Greek letters are symbols in any language, and Han characters occur in names.
    """
    own = script_of(tag)
    if not own:
        return None
    allowed = {own, "Latn", *_COMPANIONS.get(own, ())}
    ranges = "".join(letters for name, letters in SCRIPTS.items() if name not in allowed)
    return re.compile(f"[{ranges}]")


@cache
def own_letters(tag: str) -> re.Pattern[str] | None:
    """The letters of a language; None where its script is not known."""
    own = script_of(tag)
    if not own:
        return None
    return re.compile(
        "[" + "".join(SCRIPTS[name] for name in (own, *_COMPANIONS.get(own, ()))) + "]"
    )


@cache
def own_words(tag: str) -> re.Pattern[str] | None:
    """The words in the letters of a language; None where its script is not known."""
    own = own_letters(tag)
    return own and re.compile(f"{own.pattern}+")


@cache
def repeated_words(tag: str) -> frozenset[str] | None:
    """The words that may stand twice in a row; None: any."""
    language = language_of(tag)
    return None if language in _REPEATING else frozenset(_REPEATED.get(language, "").split())


def joins(tag: str) -> str:
    """The invisible characters that belong into words of a language: joiners, word breaks."""
    script = script_of(tag)
    joiners = "\u200c\u200d" if script in _JOINING else ""
    unspaced = script in _UNSPACED or language_of(tag) in _UNSPACED_LANGUAGES
    return joiners + ("\u200b" if unspaced else "")
