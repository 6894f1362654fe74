"""Language tags (BCP 47): parsing, comparison, and conversion from and to names of tools.

>>> canonical("zh-hans"), canonical("ar-sa")
('zh-Hans', 'ar-SA')
>>> tag_of("es_ES"), tag_of("sr_RS@latin"), tag_of("und")
('es-ES', 'sr-Latn-RS', '')
>>> to_gettext("ru-RU"), to_gettext("sr-Latn-RS")
('ru_RU', 'sr_RS@latin')
>>> difference("zh-Hans", "zh-CN").name, difference("pt-BR", "pt-PT").name
('NONE', 'VARIETY')
>>> difference("zh-TW", "zh-CN").name
'LANGUAGE'
>>> scripts("sr"), scripts("pa-PK"), scripts("tlh")
(('Cyrl', 'Latn'), ('Arab',), ())
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from sxskit.patterns import pattern

# A language tag (RFC 5646) in the forms that occur in documents: "ru-RU", "zh-Hans".
_TAG = pattern(r"[A-Za-z]{2,3}(?:-[0-9A-Za-z]{1,8})*")
# The scripts that gettext writes as a modifier, with their names (gettext manual, "Locale Names").
_MODIFIERS = {"Latn": "latin", "Cyrl": "cyrillic"}
_SCRIPTS = {modifier: script for script, modifier in _MODIFIERS.items()}
# The parts of a tag after its language: "Hans", "CN" or "419", "valencia" or "1901"; and "u" or
# "x", which begin extensions.
_SCRIPT = pattern(r"[A-Za-z]{4}")
_REGION = pattern(r"[A-Za-z]{2}|[0-9]{3}")
_VARIANT = pattern(r"[0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}")


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


def canonical(tag: str) -> str:
    """Return a tag in canonical case (RFC 5646, section 2.1.1)."""
    first, *rest = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(part), str.lower)(part) for part in rest)])


def to_gettext(tag: str) -> str:
    """Return the name of a language in PO headers: ``ll_CC``, ``ll_Script``, ``ll_CC@script``."""
    language, *rest = canonical(tag).split("-")
    modifier = "".join(f"@{_MODIFIERS[part]}" for part in rest if part in _MODIFIERS)
    return "_".join([language, *(part for part in rest if part not in _MODIFIERS)]) + modifier


@lru_cache
def tag_of(name: str) -> str:
    """Return the canonical tag for the name of a language; empty if there is none.

    A name is a tag (``es-es``), a tag with underscores (``es_ES``), or the name of a locale
    (``sr_RS.UTF-8@latin``). ``und`` is the tag of an unknown language.
    """
    name, _, modifier = name.strip().partition("@")
    language, *rest = name.partition(".")[0].replace("_", "-").split("-")
    script = [_SCRIPTS[modifier]] if modifier in _SCRIPTS else []
    tag = "-".join([language, *script, *rest])
    return canonical(tag) if is_tag(tag) and language.lower() != "und" else ""


class Difference(Enum):
    """The difference of two tags."""

    NONE = auto()
    VARIETY = auto()  # the region, or a variant
    LANGUAGE = auto()  # the language, or its script


@lru_cache
def difference(one: str, other: str) -> Difference:
    """Return the difference of two tags, each completed with its likely subtags.

    ``ru`` is ``ru-RU``, ``zh-Hans`` is ``zh-CN`` and ``iw`` is ``he``. An unknown language, script
    or region does not differ from any other.
    """
    if one == other or not (one and other):
        return Difference.NONE
    ours, theirs = _maximized(one), _maximized(other)
    if ours is None or theirs is None:
        return Difference.NONE
    if ours.language != theirs.language or _differ(ours.script, theirs.script):
        return Difference.LANGUAGE
    if _differ(ours.region, theirs.region) or ours.variants != theirs.variants:
        return Difference.VARIETY
    return Difference.NONE


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def closest(wanted: str, tags: Iterable[str]) -> tuple[str, ...]:
    """Return those of some tags that are of a language: of its variety, or else of any."""
    of_language = [tag for tag in tags if difference(wanted, tag) is not Difference.LANGUAGE]
    own = [tag for tag in of_language if difference(wanted, tag) is Difference.NONE]
    return tuple(own or of_language)


def varieties(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the first of some tags for each language and variety, in order."""
    named = tuple(dict.fromkeys(tags))
    if len(named) < 2:
        return named
    found: dict[_Language | str, str] = {}
    for tag in named:
        found.setdefault(_maximized(tag) or tag, tag)
    return tuple(found.values())


class _Language(NamedTuple):
    """The parts of a tag; an unknown script or region is empty."""

    language: str
    script: str
    region: str
    variants: tuple[str, ...] = ()


def scripts(tag: str) -> tuple[str, ...]:
    """Return the scripts of a language as codes of ISO 15924, the likely one first.

    They are the script in the tag, or the scripts of the language in its region, or else all its
    scripts. Empty if they are unknown.
    """
    named = _parts(tag)
    if named is None or named.script:
        return (named.script,) if named else ()
    tables = _tables()
    several = tables.scripts.get(f"{named.language}-{named.region}")
    several = several or tables.scripts.get(named.language)
    if several:
        return tuple(several.split("-"))
    likely = _maximized(tag)
    return (likely.script,) if likely and likely.script else ()


@lru_cache
def _maximized(tag: str) -> _Language | None:
    """The parts of a tag, with its likely script and region; None if it is not a tag.

    The likely subtags depend on the language with its script or region, or on the language alone
    (UTS 35, section "Likely Subtags").
    """
    named = _parts(tag)
    if named is None:
        return None
    language, script, region, variants = named
    likely = _tables().likely
    known = likely.get(f"{language}-{script or region}") or likely.get(language, "-")
    likely_script, _, likely_region = known.partition("-")
    return _Language(language, script or likely_script, region or likely_region, variants)


def _parts(tag: str) -> _Language | None:
    """The parts in a tag; None if it is not a tag."""
    tables = _tables()
    language, *rest = _renamed(tag, tables.languages)
    if not 2 <= len(language) <= 3:  # languages have no other codes
        return None
    rest = rest[: next((n for n, part in enumerate(rest) if len(part) == 1), None)]
    script = next((part.title() for part in rest if _SCRIPT.fullmatch(part)), "")
    region = next((part.upper() for part in rest if _REGION.fullmatch(part)), "")
    region = tables.regions.get(region, region)
    variants = tuple(sorted(part.lower() for part in rest if _VARIANT.fullmatch(part)))
    return _Language(language, script, region, variants)


def _renamed(tag: str, aliases: Mapping[str, str]) -> list[str]:
    """The parts of a tag, with the current code of its language."""
    parts = tag.lower().replace("_", "-").split("-")
    for length in (3, 2, 1):
        name = aliases.get("-".join(parts[:length]))
        if name:
            return [*name.split("-"), *parts[length:]]
    return parts


class _Tables(NamedTuple):
    """The likely subtags, scripts of languages with several, and former codes."""

    likely: Mapping[str, str]
    scripts: Mapping[str, str]
    languages: Mapping[str, str]
    regions: Mapping[str, str]


@cache
def _tables() -> _Tables:
    # on use: most tags are equal
    from sxskit.languages import likely_subtags as tables

    texts = tables.LIKELY, tables.SCRIPTS, tables.LANGUAGE_ALIASES, tables.REGION_ALIASES
    return _Tables(*(dict(word.split("=") for word in text.split()) for text in texts))
