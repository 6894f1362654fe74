r"""Brackets, quotation marks, spaces, doubled words and sentence ends of a target.

>>> list(faults("Press (OK)", "Нажмите (ОК"))
[('bracket', 'has ( without its other half')]
>>> list(spaces("Press OK", "Нажмите нажмите ОК", "ru-RU"))
[('doubled-word', 'has нажмите twice in a row')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sxskit.checks.translation.messages import Fault
from sxskit.languages.conventions import (
    STOPS,
    is_same_stop,
    language_of,
    repeated_words,
)
from sxskit.patterns import pattern

# Full-width brackets go with ASCII ones: both stand in Japanese, mixed.
_PAIRS = dict(zip(")]}）］｝】〉》", "([{([{【〈《", strict=True))
_OPENING = {"（": "(", "［": "[", "｛": "{"}
_ROUND = "()（）【】〈〉《》"
_BRACKET = pattern(rf"[{_ROUND}\[\]{{}}［］｛｝]")
# The number or the letter of a step at the start of a text: 1), a).
_ENUMERATION = pattern(r"^\s*(?:\d{1,3}|\w)\)")
# The same within a text, and with both brackets, as the source may have it: item a), item (a).
_ITEM = pattern(
    r"(?<!\S)[^\W\d_][)）](?![\w)）\]])"
    r"|(?<![^\s、。，；：\u3040-\u30ff\u3400-\u9fff])\d{1,2}[)）](?![\d)）\]])"
)
_WHOLE_ITEM = pattern(r"\((?:\d{1,2}|[^\W\d_])\)")
_QUOTES = '"“”„‟〝〞〟＂'
_QUOTE = pattern(f"[{_QUOTES}]")
# A quotation mark before the last letter of a Hebrew word makes it an abbreviation.
_HEBREW = pattern(r"(?<=[\u05d0-\u05ea])[\"“”](?=[\u05d0-\u05ea](?![\u05d0-\u05ea]))")
_MIRRORED = (("«", "»"), ("「", "」"), ("『", "』"), ("‹", "›"))
# All of these that are no markup.
SIGNS = _ROUND + _QUOTES + "".join(left + right for left, right in _MIRRORED)
# Blanks within a line; at its start they are an indent.
_DOUBLED = pattern(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
# A word twice, in lower case; in Japanese, which repeats short ones, a long one or a particle.
TWICE = pattern(r"\b(\w++) \1\b")
_JAPANESE = pattern("([ァ-ヶー]{3,20}|[一-龥]{2,10}|を|です|ます|する)\\1")
# At an edge it is an accident of the editor that the source was written in.
_NO_BREAK = "\u00a0\u2007\u202f"
# What may stand behind the stop at the end of a sentence.
CLOSERS = " \t\n\r\u00a0*_\"'”’»“」』)）]］}>\u200e\u200f\u202c\u2069"
# More than the entities at an end take.
_TAIL = 40


def faults(source: str, target: str) -> Iterator[Fault]:
    """Marks without their other half in a plain text (`Marks.plain`) whose source has none."""
    half = _lone_bracket(target)
    if half and not _lone_bracket(source) and not _is_enumeration(source, target):
        yield "bracket", f"has {half} without its other half"
    mark = _lone_quote(target)
    if mark and not _lone_quote(source):
        yield "quote", f"has {mark} without its other half"


def spaces(source: str, target: str, language: str) -> Iterator[Fault]:
    """What is wrong between the words of a text."""
    if ("  " in target or "\u00a0" in target) and len(_DOUBLED.findall(target)) > len(
        _DOUBLED.findall(source)
    ):
        yield "doubled-space", "has two spaces in a row"
    word = _doubled(target, language)
    if word and not _doubled(source, "en"):
        yield "doubled-word", f"has {word} twice in a row"


def _lone_bracket(text: str) -> str:
    """The first bracket without its other half; empty: none."""
    opened: list[str] = []
    for match in _BRACKET.finditer(_ENUMERATION.sub("", text)):
        bracket = match[0]
        wanted = _PAIRS.get(bracket)
        if wanted is None:
            opened.append(_OPENING.get(bracket, bracket))
        elif opened and opened[-1] == wanted:
            opened.pop()
        else:
            return bracket
    return opened[-1] if opened else ""


def _is_enumeration(source: str, target: str) -> bool:
    """Whether the brackets without another half are those of items, such as 1) and b)."""
    wanted = _WHOLE_ITEM.sub("", source)
    return sum(map(target.count, "(（")) >= wanted.count("(") and not _lone_bracket(
        _ITEM.sub("", target)
    )


def _lone_quote(text: str) -> str:
    """A quotation mark without its other half; empty: none."""
    marks = _QUOTE.findall(_HEBREW.sub("", text) if '"' in text else text)
    opened = str(marks[-1]) if len(marks) % 2 else ""
    for left, right in _MIRRORED:
        if text.count(left) != text.count(right):
            opened = left if text.count(left) > text.count(right) else right
    return opened


def repetition(language: str) -> re.Pattern[str] | None:
    """What a word twice in a row is, in lower case; None for a language that repeats words."""
    if repeated_words(language) is None:
        return None
    return _JAPANESE if language_of(language) == "ja" else TWICE


def _doubled(text: str, language: str) -> str:
    """The first word that stands twice in a row; empty: none."""
    pattern = repetition(language)
    allowed = repeated_words(language) or ()
    for match in pattern.finditer(text.lower()) if pattern else ():
        word = str(match[1])
        if word.isalpha() and word not in allowed:
            return word
    return ""


def edges(source: str, target: str) -> str:
    """What is wrong with the white space at the edges of a text."""
    for side, wanted, found in (
        ("start", source[:1], target[:1]),
        ("end", source[-1:], target[-1:]),
    ):
        if found.isspace() and not wanted.isspace():
            return f"has white space at its {side}, the source does not"
        if wanted.isspace() and wanted not in _NO_BREAK and not found.isspace():
            return f"lacks the white space at its {side}"
    return ""


def endings(source: str, target: str, language: str) -> Iterator[Fault]:
    """What is wrong with the stop at the end of a sentence."""
    if source[-1:] == target[-1:] and source[-1:] not in CLOSERS:
        return
    wanted, found = _stop(source), _stop(target)
    if wanted == found or is_same_stop(wanted, found, language):
        return
    names = [f"with {stop}" if stop else "without a stop" for stop in (found, wanted)]
    code = "end-punctuation" if wanted else "added-stop"
    yield code, f"ends {names[0]}, the source {names[1]}"


def _stop(text: str) -> str:
    text = text.rstrip(CLOSERS)
    if text.endswith(";"):  # so may an entity: &quot;
        text = unescape(text[-_TAIL:]).rstrip(CLOSERS)
    return "…" if text.endswith(("...", "…", "......")) else STOPS.get(text[-1:], "")
