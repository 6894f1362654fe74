"""Sentences of the source that are left in a target, and texts that a target repeats.

>>> source = "Open the map. You can see all of the stars on it."
>>> list(faults(source, "Откройте карту. You can see all of the stars on it.", "ru-RU"))
[('source-text', "'You can see all of the stars on it.' is not translated")]
>>> list(faults("Open the map.", "Откройте карту. Откройте карту.", "ru-RU"))
[('repeated-text', "contains 'Откройте карту.' twice")]

Names, commands and titles stay as they are in many languages. A sentence is recognized by its
words that are in no name: articles, pronouns, prepositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sxskit.checks.translation.marks import OBJECT, marks_of
from sxskit.checks.translation.messages import Fault, quoted
from sxskit.languages.conventions import language_of, repeated_words, scripts_of
from sxskit.patterns import pattern

# English words that are in nearly every sentence, and not words of other languages, or rarely.
_COMMON = pattern(
    r"\b(?:the|this|that|these|those|you|your|it|its|we|our|they|their|is|are|was|were|be|been|has"
    r"|have|will|can|should|must|may|not|and|or|of|to|for|from|with|by|at|on|in|if|when|which|how"
    r"|after|before|an?)\b",
    re.I,
)
# Those of a language in Latin letters that show that a text may be English.
_TYPICAL = r" (?:the|this|that|these|you|your|with|which|when|and|is|are|of|to|not|be|from) "
# Three words in lower case in a row, in a language of other letters.
_RUN = r" [a-z][a-z’']*+ [a-z][a-z’']*+ [a-z]"
_WORD = pattern(r"[^\W\d_]+")
# The end of a sentence, with the blank after it.
_END = pattern(r"(?<=[.!?:;])\s+")
# The end of one in any language; a quoted sentence does not end, and so is not compared.
_END_THERE = pattern(r"(?<=[.!?:;])\s+|(?<=[。．！？：；।۔؟])\s*")
# The minimal number of words of a sentence and of common words in it; the characters of a text that
# are looked for in its rest, and of a text in which they are.
_FEW, _ENOUGH, _START = 4, 2, 12
LONG = 2 * _START


@cache
def suspects(language: str) -> re.Pattern[str] | None:
    """Return a pattern for the targets that may contain English; None for English itself."""
    if language_of(language) == "en" or not scripts_of(language):
        return None
    return re.compile(_TYPICAL if "Latn" in scripts_of(language) else _RUN)


def faults(source: str, target: str, language: str) -> Iterator[Fault]:
    """The sentences of a source in its target, and what a target contains twice."""
    english = suspects(language)
    if english is not None and english.search(target):
        left = _left(source, target)
        if left:
            yield "source-text", f"{quoted([left])} is not translated"
    if may_repeat(target):
        twice = _repeated(target)
        if twice and repeated_words(language) is not None and not _repeated(source):
            yield "repeated-text", f"contains {quoted([twice])} twice"


def _left(source: str, target: str) -> str:
    """The first sentence of a source in its target, apart from quoted ones; or empty."""
    plain, there = (" ".join(marks_of(text).plain.split()) for text in (source, target))
    sentences = frozenset(_END_THERE.split(there))
    for sentence in _END.split(plain):
        if sentence not in sentences:
            continue
        words = _WORD.findall(sentence.replace(OBJECT, " "))
        enough = 1 if sentence == there else _ENOUGH
        if len(words) >= _FEW and len(_COMMON.findall(sentence)) >= enough:
            return sentence
    return ""


def may_repeat(target: str) -> bool:
    """Whether the beginning of a text occurs in it once more."""
    return len(target) > LONG and target.find(target[:_START], _START) > 0


def _repeated(text: str) -> str:
    """The text that a text consists of twice; or empty."""
    text = text.strip()
    second = text.find(text[:_START], _START)
    first = text[:second].rstrip()
    return first if second > 0 and first == text[second:] else ""
