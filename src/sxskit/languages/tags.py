"""Language tags (BCP 47): parse, compare, and convert from and to the names that tools use.

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

# A language tag (RFC 5646), as far as documents have them: "ru-RU", "zh-Hans".
_TAG = pattern(r"[A-Za-z]{2,8}(?:-[0-9A-Za-z]{1,8})*")
# The scripts that gettext writes as a modifier, with their names (gettext manual, "Locale Names").
_MODIFIERS = {"Latn": "latin", "Cyrl": "cyrillic"}
_SCRIPTS = {modifier: script for script, modifier in _MODIFIERS.items()}
# What a tag holds behind its language: "Hans", "CN" or "419", "valencia" or "1901"; and what ends
# it, "u" or "x", where extensions begin.
_SCRIPT = pattern(r"[A-Za-z]{4}")
_REGION = pattern(r"[A-Za-z]{2}|[0-9]{3}")
_VARIANT = pattern(r"[0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}")


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


def canonical(tag: str) -> str:
    """A tag in its canonical case (RFC 5646, section 2.1.1)."""
    first, *rest = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(part), str.lower)(part) for part in rest)])


def to_gettext(tag: str) -> str:
    """The name that PO headers have for a language: ``ll_CC``, ``ll_Script``, ``ll_CC@script``."""
    language, *rest = canonical(tag).split("-")
    modifier = "".join(f"@{_MODIFIERS[part]}" for part in rest if part in _MODIFIERS)
    return "_".join([language, *(part for part in rest if part not in _MODIFIERS)]) + modifier


@lru_cache
def tag_of(name: str) -> str:
    """The canonical tag of a language as people and tools name it; empty where there is none.

    That is a tag (``es-es``), a name with underscores (``es_ES``), or the name of a locale
    (``sr_RS.UTF-8@latin``). ``und`` is the tag of an unknown language.
    """
    name, _, modifier = name.strip().partition("@")
    language, *rest = name.partition(".")[0].replace("_", "-").split("-")
    script = [_SCRIPTS[modifier]] if modifier in _SCRIPTS else []
    tag = "-".join([language, *script, *rest])
    return canonical(tag) if is_tag(tag) and language.lower() != "und" else ""


class Difference(Enum):
    """What two tags differ in."""

    NONE = auto()
    VARIETY = auto()  # the region, or a variant
    LANGUAGE = auto()  # the language, or its script


@lru_cache
def difference(one: str, other: str) -> Difference:
    """What two tags differ in, each completed by what it is likely to mean.

    ``ru`` is ``ru-RU``, ``zh-Hans`` is ``zh-CN`` and ``iw`` is ``he``. A language that is not known
    differs from none, and neither does a script or a region.
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
    """Of some tags those of the wanted language: of its own variety, or else of any."""
    of_language = [tag for tag in tags if difference(wanted, tag) is not Difference.LANGUAGE]
    own = [tag for tag in of_language if difference(wanted, tag) is Difference.NONE]
    return tuple(own or of_language)


def varieties(tags: Iterable[str]) -> tuple[str, ...]:
    """Of some tags the first of each language and variety, in order."""
    named = tuple(dict.fromkeys(tags))
    if len(named) < 2:
        return named
    found: dict[_Language | str, str] = {}
    for tag in named:
        found.setdefault(_maximized(tag) or tag, tag)
    return tuple(found.values())


class _Language(NamedTuple):
    """The parts of a tag; a script or a region that is not known is empty."""

    language: str
    script: str
    region: str
    variants: tuple[str, ...] = ()


def scripts(tag: str) -> tuple[str, ...]:
    """The scripts that a language is written in, as codes of ISO 15924, the likely one first.

    That is the script that the tag names, or those that the language has in its region; where it
    has none there, any that it has. Empty: not known.
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
    """The parts of a tag, with its likely script and region; None where no language has its form.

    What is likely depends on the language with its script or region, or on the language alone
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
    """The parts that a tag names; None where no language has its form."""
    tables = _tables()
    language, *rest = _renamed(tag, tables.languages)
    if not 2 <= len(language) <= 3:  # no language has been given another code
        return None
    rest = rest[: next((n for n, part in enumerate(rest) if len(part) == 1), None)]
    script = next((part.title() for part in rest if _SCRIPT.fullmatch(part)), "")
    region = next((part.upper() for part in rest if _REGION.fullmatch(part)), "")
    region = tables.regions.get(region, region)
    variants = tuple(sorted(part.lower() for part in rest if _VARIANT.fullmatch(part)))
    return _Language(language, script, region, variants)


def _renamed(tag: str, aliases: Mapping[str, str]) -> list[str]:
    """The parts of a tag, its language under the name that it has today."""
    parts = tag.lower().replace("_", "-").split("-")
    for length in (3, 2, 1):
        name = aliases.get("-".join(parts[:length]))
        if name:
            return [*name.split("-"), *parts[length:]]
    return parts


class _Tables(NamedTuple):
    """The likely subtags, the scripts of languages with several, other names of both parts."""

    likely: Mapping[str, str]
    scripts: Mapping[str, str]
    languages: Mapping[str, str]
    regions: Mapping[str, str]


@cache
def _tables() -> _Tables:
    # on use: most tags equal what they are compared to
    from sxskit.languages import likely_subtags as tables

    texts = tables.LIKELY, tables.SCRIPTS, tables.LANGUAGE_ALIASES, tables.REGION_ALIASES
    return _Tables(*(dict(word.split("=") for word in text.split()) for text in texts))
