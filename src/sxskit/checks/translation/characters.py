r"""Invisible and lost characters, and those of another script.

>>> list(faults("Hello", "При\u200bвет", "ru-RU"))
[('zero-width', 'has U+200B, the source does not')]
>>> list(faults("Hello, world", "Γεια σου κόσμε", "ru-RU"))
[('wrong-script', 'is not written in the script of ru-RU: Γεια σου κόσμε')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sxskit.checks.translation.messages import Fault, listed
from sxskit.languages.conventions import (
    foreign_letters,
    foreign_ranges,
    greek_letters,
    joins,
    own_words,
    runs_right_to_left,
    scripts_of,
)
from sxskit.patterns import pattern

# Everything that is looked at here but for letters; most texts have none of it.
_ODD = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd"
)
# Letters beyond the Basic Multilingual Plane: two ranges of all that are no emoji, for speed.
_HIGH = pattern("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?")
_ALL_HIGH = "\U00010000-\U0001efff\U00020000-\U0003ffff"
_MARKS = pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff]"
)
# What opens an embedding or an isolate, and what closes it (Unicode Standard Annex 9).
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_EMOJI = pattern("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]\u200d")
# So many letters of another script, beside those of its own, are no symbol; alone it takes no more
# than one, but for Greek.
_ENOUGH = 4
# What a text speaks of rather than says.
_CITED = pattern(
    r"[\"“”„«»][^\"“”„«»\n]*[\"“”„«»]|「[^「」\n]*」|\*\*[^*\n]+\*\*|\([^()\n]*\)|\[[^\[\]\n]*\]"
)


def faults(source: str, target: str, language: str) -> Iterator[Fault]:
    """What is wrong with the characters of a text, as codes with messages."""
    if not odd(language).search(target):
        return
    if target.count("\ufffd") > source.count("\ufffd"):
        yield "replacement-character", "has U+FFFD, where a character was lost"
    yield from _direction(source, target, language)
    hidden = _added(_HIDDEN, _EMOJI.sub("", source), _EMOJI.sub("", target), joins(language))
    if hidden:
        yield "zero-width", f"has {hidden}, the source does not"
    message = _script(source, target, language)
    if message:
        yield "wrong-script", message


@cache
def odd(language: str) -> re.Pattern[str]:
    """Any character that is worth a look; most texts have none."""
    foreign = foreign_ranges(language)
    high = _ALL_HIGH if foreign else ""
    return re.compile(f"[{_ODD}{_HIGH.sub('', foreign)}{high}]")


def _direction(source: str, target: str, language: str) -> Iterator[Fault]:
    """Marks that say which way a text runs; where it runs from right to left most are in order."""
    lone = _lone_mark(target)
    if lone and not _lone_mark(source):
        yield "unclosed-bidi", f"has {_name(lone)} without its other half"
    if runs_right_to_left(language) or not scripts_of(language):
        return
    added = _added(_MARKS, source, target, "")
    if added:
        yield "bidi", f"has {added}, the source does not"


def _lone_mark(text: str) -> str:
    """The first mark that is not closed, or closes nothing; empty: none."""
    opened: list[str] = []
    for char in _MARKS.findall(text):
        if char in _CLOSED_BY:
            opened.append(char)
        elif char in _CLOSED_BY.values() and (not opened or _CLOSED_BY[opened.pop()] != char):
            return str(char)
    return opened[-1] if opened else ""


def _added(pattern: re.Pattern[str], source: str, target: str, allowed: str) -> str:
    """The characters, as code points, that a text has more often than its source."""
    chars = dict.fromkeys(pattern.findall(target))
    more = (char for char in chars if target.count(char) > source.count(char))
    return listed(_name(char) for char in more if char not in allowed)


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"


def _script(source: str, target: str, language: str) -> str:
    """What is certain: letters of a third script, twice as many as of the language's own.

    A word that the source has as well is a name, and what stands in quotation marks or brackets, or
    is bold, counts only where nothing else does.
    """
    foreign, own = foreign_letters(language), own_words(language)
    if foreign is None or own is None or not foreign.search(target):
        return ""
    of_source, names = frozenset(source), frozenset(own.findall(source))
    for text in (_CITED.sub(" ", target), target):
        others = [char for char in foreign.findall(text) if char not in of_source]
        count = sum(len(word) for word in own.findall(text) if word not in names)
        if count:
            break
    enough = _ENOUGH if count else 1 + all(map(greek_letters().match, others))
    if len(others) < enough or len(others) <= 2 * count:
        return ""
    return f"is not written in the script of {language}: {listed([target])}"
