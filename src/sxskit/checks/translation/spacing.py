r"""Blanks where a language has none, and none where it has one.

>>> list(faults("Open it.", "Откройте .", "ru-RU"))
[('spaced-stop', "contains a blank before '.'")]
>>> list(faults("Run `sky` now", "Запустите`sky` сейчас", "ru-RU"))
[('glued-markup', "has no blank before '`sky`'")]
>>> list(faults("Is it night?", "Fait-il nuit ?", "fr-FR"))
[('no-break-space', "contains an ordinary blank before '?'")]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sxskit.checks.translation.messages import Fault, quoted
from sxskit.languages.conventions import sets_words_apart, spaces_stops
from sxskit.markdown.inline import tokens
from sxskit.patterns import pattern

# A blank before a stop that ends something; not: .NET, :::image, a smiley or three dots.
_STOP = pattern(r" (?=[.,;:!?。、，](?:[\s\"'”’»)*_]|\Z|\ufdd0))(?<![\s.,:;!?|>*-] )[.,;:!?。、，]")
# In French, a blank before a stop of two parts, and inside of guillemets.
_FRENCH = pattern(
    r" (?=[;:!?»](?:[\s\"'”’»)*_]|\Z|\ufdd0))(?<![\s.,:;!?|>*-] )[;:!?»]|(?<=«) (?=\S)"
)
# Code that touches a letter.
_GLUED = pattern(r"`(?:(?<=[^\W\d_]`)[^`\ufdd0\n]++`|[^`\ufdd0\n]++`(?=[^\W\d_]))")


def suspects(language: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns for the targets that may have such a fault."""
    stop = _FRENCH if spaces_stops(language) else _STOP
    return (stop, _GLUED) if sets_words_apart(language) else (stop,)


def faults(source: str, target: str, language: str) -> Iterator[Fault]:
    """The blanks of a target that its source does not have, or the reverse."""
    is_french = spaces_stops(language)
    stops = (_FRENCH if is_french else _STOP).findall(target)
    if stops and len(stops) > len(_STOP.findall(source)):
        sign = stops[0].strip() or "«"
        if is_french:
            where = "after" if sign == "«" else "before"
            yield "no-break-space", f"contains an ordinary blank {where} '{sign}'"
        else:
            yield "spaced-stop", f"contains a blank before '{sign}'"
    if sets_words_apart(language) and _GLUED.search(target):
        glued = _glued(source, target)
        if glued:
            yield "glued-markup", glued


def _glued(source: str, target: str) -> str:
    """The message about code that touches a letter, and does not in the source; or empty."""
    there = {code for side in _touching(source) for code in side}
    for side, codes in zip(("before", "after"), _touching(target), strict=True):
        for code in codes:
            if code not in there and f" {code}" in f" {source}":
                return f"has no blank {side} {quoted([code])}"
    return ""


def _touching(text: str) -> tuple[list[str], list[str]]:
    """The code spans with a letter before them, and those with a letter after them."""
    spans = [token for token in tokens(text) if token.lastgroup == "code"]
    return (
        [token[0] for token in spans if text[token.start() - 1 : token.start()].isalpha()],
        [token[0] for token in spans if text[token.end() : token.end() + 1].isalpha()],
    )
