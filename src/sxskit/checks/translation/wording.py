r"""Brackets, quotation marks, spaces, doubled words and sentence ends of a target.

>>> list(faults("Press (OK)", "Нажмите (ОК"))
[('bracket', "'(' is unmatched")]
>>> list(spaces("Press OK", "Нажмите нажмите ОК", "ru-RU"))
[('doubled-word', "contains 'нажмите' twice in a row")]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sxskit.checks.translation.messages import Fault
from sxskit.languages.conventions import (
    STOPS,
    asks,
    is_same_stop,
    language_of,
    repeated_words,
)
from sxskit.patterns import pattern

# Full-width brackets match ASCII ones: Japanese texts mix them.
# U+2329 and U+232A are the same brackets as U+3008 and U+3009.
_PAIRS = dict(zip(")]}）］｝】〉\u232a》", "([{([{【〈〈《", strict=True))
_OPENING = {"（": "(", "［": "[", "｛": "{", "\u2329": "〈"}
_ROUND = "()（）【】〈〉\u2329\u232a《》"
_BRACKET = pattern(rf"[{_ROUND}\[\]{{}}［］｛｝]")
# The number or the letter of a step at the start of a text: 1), a).
_ENUMERATION = pattern(r"^\s*(?:\d{1,3}|\w)\)")
# The same within a text, also with both brackets: item a), item (a).
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
# All of these that are not markup.
SIGNS = _ROUND + _QUOTES + "".join(left + right for left, right in _MIRRORED)
# Blanks within a line, except at its start, where they are an indent.
_DOUBLED = pattern(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
# A word twice, in lower case, not a part of one: peut-être être. In Japanese, which repeats short
# words, a long word or a particle, not a part of a compound.
TWICE = pattern(r"(?<![\w’'‑-])(\w++) \1(?![\w’'‑-])")
_JAPANESE = pattern(
    "(?<![ァ-ヶー])([ァ-ヶー]{3,20})\\1(?![ァ-ヶー])|(?<![一-龥])([一-龥]{2,10})\\2(?![一-龥])"
    "|(を|です|ます|する)\\3"
)
# White space that may be missing: at an edge of a source it is accidental.
_NO_BREAK = "\u00a0\u2007\u202f"
# The characters that may follow the stop at the end of a sentence.
CLOSERS = " \t\n\r\u00a0*_\"'”’»“」』)）]］}>\u200e\u200f\u202c\u2069"
# The end of a link at the end of a text: [Sky.](a.md).
_LINK_END = pattern(r"\]\([^()\n]*\)\Z")
# More characters than the entities at an end have.
_TAIL = 40


def faults(source: str, target: str) -> Iterator[Fault]:
    """Unmatched brackets and quotes in a plain text (`Marks.plain`) if its source has none."""
    half = _lone_bracket(target)
    if half and not _lone_bracket(source) and not _is_enumeration(source, target):
        yield "bracket", f"'{half}' is unmatched"
    mark = _lone_quote(target)
    if mark and not _lone_quote(source):
        yield "quote", f"'{mark}' is unmatched"


def spaces(source: str, target: str, language: str) -> Iterator[Fault]:
    """The faults between the words of a text."""
    if ("  " in target or "\u00a0" in target) and len(_DOUBLED.findall(target)) > len(
        _DOUBLED.findall(source)
    ):
        yield "doubled-space", "contains two spaces in a row"
    word = _doubled(target, language)
    if word and not _doubled(source, "en"):
        yield "doubled-word", f"contains '{word}' twice in a row"


def _lone_bracket(text: str) -> str:
    """The first unmatched bracket; or an empty text."""
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
    """Whether the unmatched brackets are those of items, such as 1) and b)."""
    wanted = _WHOLE_ITEM.sub("", source)
    return sum(map(target.count, "(（")) >= wanted.count("(") and not _lone_bracket(
        _ITEM.sub("", target)
    )


def _lone_quote(text: str) -> str:
    """An unmatched quotation mark; or an empty text."""
    marks = _QUOTE.findall(_HEBREW.sub("", text) if '"' in text else text)
    opened = str(marks[-1]) if len(marks) % 2 else ""
    for left, right in _MIRRORED:
        if text.count(left) != text.count(right):
            opened = left if text.count(left) > text.count(right) else right
    return opened


def repetition(language: str) -> re.Pattern[str] | None:
    """A pattern for a word twice in a row, in lower case; None if the language repeats words."""
    if repeated_words(language) is None:
        return None
    return _JAPANESE if language_of(language) == "ja" else TWICE


def _doubled(text: str, language: str) -> str:
    """The first word that occurs twice in a row; or an empty text."""
    pattern = repetition(language)
    allowed = repeated_words(language) or ()
    for match in pattern.finditer(text.lower()) if pattern else ():
        word = str(match[match.lastindex or 0])
        if word.isalpha() and word not in allowed and not _is_acronym(text, *match.span()):
            return word
    return ""


def _is_acronym(text: str, start: int, end: int) -> bool:
    """Whether one of two equal words is an acronym, in capitals, and the other is not."""
    first, last = text[start : start + 2], text[end - 2 : end]
    return first.isupper() is not last.isupper() and end - start > 2 and len(first) == 2


def edges(source: str, target: str) -> str:
    """The message about white space at the edges of a text; or empty."""
    for side, wanted, found in (
        ("start", source[:1], target[:1]),
        ("end", source[-1:], target[-1:]),
    ):
        if found.isspace() and not wanted.isspace():
            return f"white space is added at the {side}"
        if wanted.isspace() and wanted not in _NO_BREAK and not found.isspace():
            return f"white space is missing at the {side}"
    return ""


def endings(source: str, target: str, language: str) -> Iterator[Fault]:
    """The fault of the stop at the end of a sentence."""
    if source[-1:] == target[-1:] and source[-1:] not in CLOSERS:
        return
    wanted, found = _stop(source), _stop(target)
    if wanted == found or is_same_stop(wanted, found, language):
        return
    if wanted == "?" and not found and asks(target.rstrip(CLOSERS), language):
        return
    names = [f"with '{stop}'" if stop else "without a stop" for stop in (found, wanted)]
    code = "end-punctuation" if wanted else "added-stop"
    yield code, f"ends {names[0]}, the source {names[1]}"


def _stop(text: str) -> str:
    text = _LINK_END.sub("]", text.rstrip(" \t\r\n")).rstrip(CLOSERS)
    if text.endswith(("?!", "!?")):
        return "?"
    if text.endswith(";"):  # maybe an entity: &quot;
        text = unescape(text[-_TAIL:]).rstrip(CLOSERS)
    return "…" if text.endswith(("...", "…", "......")) else STOPS.get(text[-1:], "")
