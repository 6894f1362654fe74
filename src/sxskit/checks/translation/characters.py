r"""Invisible and lost characters, and those of another script.

>>> list(faults("Hello", "При\u200bвет", "ru-RU"))
[('zero-width', 'U+200B is added')]
>>> list(faults("Hello, world", "Γεια σου κόσμε", "ru-RU"))
[('wrong-script', "'Γεια σου κόσμε' is not in a script of ru-RU")]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sxskit.checks.translation import garbled
from sxskit.checks.translation.messages import Fault, is_or_are, quoted
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

# All characters that are examined here except letters; most texts contain none.
_ODD = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd"
)
# Letters beyond the Basic Multilingual Plane: two ranges without emoji, for speed.
_HIGH = pattern("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?")
_ALL_HIGH = "\U00010000-\U0001efff\U00020000-\U0003ffff"
_MARKS = pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff]"
)
# The marks that open an embedding or an isolate, and those that close it (UAX 9).
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_EMOJI = pattern("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]\u200d")
# The minimal number of letters of another script that are not a symbol, beside letters of the
# language's script; in other texts one is enough, except for Greek.
_ENOUGH = 4
# Quoted, bold and bracketed texts.
_CITED = pattern(
    r"[\"“”„«»][^\"“”„«»\n]*[\"“”„«»]|「[^「」\n]*」|\*\*[^*\n]+\*\*|\([^()\n]*\)|\[[^\[\]\n]*\]"
)


def faults(source: str, target: str, language: str) -> Iterator[Fault]:
    """The faults of the characters of a text."""
    is_of_others = garbled.is_of_others(language)
    if is_of_others:
        yield from garbled.mixed(source, target)
    if not odd(language).search(target):
        return
    if not is_of_others:
        yield from garbled.mixed(source, target)
    if target.count("\ufffd") > source.count("\ufffd"):
        yield "replacement-character", "contains U+FFFD instead of a lost character"
    yield from _direction(source, target, language)
    hidden = _added(_HIDDEN, _EMOJI.sub("", source), _EMOJI.sub("", target), joins(language))
    if hidden:
        yield "zero-width", hidden
    message = _script(source, target, language)
    if message:
        yield "wrong-script", message


@cache
def odd(language: str) -> re.Pattern[str]:
    """A pattern for the characters to examine; most texts contain none."""
    foreign = foreign_ranges(language)
    high = _ALL_HIGH if foreign else ""
    return re.compile(f"[{_ODD}{_HIGH.sub('', foreign)}{high}]")


def _direction(source: str, target: str, language: str) -> Iterator[Fault]:
    """Faults of direction marks; in text from right to left most marks are correct."""
    lone = _lone_mark(target)
    if lone and not _lone_mark(source):
        yield "unclosed-bidi", f"{_name(lone)} is unmatched"
    if runs_right_to_left(language) or not scripts_of(language):
        return
    added = _added(_MARKS, source, target, "")
    if added:
        yield "bidi", added


def _lone_mark(text: str) -> str:
    """The first mark that is not closed, or closes nothing; or an empty text."""
    opened: list[str] = []
    for char in _MARKS.findall(text):
        if char in _CLOSED_BY:
            opened.append(char)
        elif char in _CLOSED_BY.values() and (not opened or _CLOSED_BY[opened.pop()] != char):
            return str(char)
    return opened[-1] if opened else ""


def _added(pattern: re.Pattern[str], source: str, target: str, allowed: str) -> str:
    """The message about characters that occur more often than in the source; or empty."""
    chars = dict.fromkeys(pattern.findall(target))
    more = [
        char for char in chars if char not in allowed and target.count(char) > source.count(char)
    ]
    return f"{', '.join(map(_name, more))} {is_or_are(more)} added" if more else ""


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"


def _script(source: str, target: str, language: str) -> str:
    """The fault of letters in a third script, more than twice as many as in its own.

    A word of the source is a name. Texts in quotation marks or brackets, and bold ones, count only
    if no other text does.
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
    return f"{quoted([target])} is not in a script of {language}"
