r"""The similarity of two texts, and the features by which an index finds similar texts.

The score of two texts is the share of their characters that both have in the same order, in
percent: twice the length of the longest common subsequence, divided by the sum of the lengths, as
in ``msgmerge`` of GNU gettext. It is rounded down; only equal texts have 100.

>>> features("Save 12 files, then [close](a.md) them.").words == {
...     *("save", "0", "files", "then", "close", "a", "md", "them")
... }
True
>>> sorted(features("保存する").pieces)
['する', '保存', '存す']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from typing import NamedTuple

from sxskit.markdown.words import SINGLE_LETTER, STRETCH
from sxskit.patterns import pattern

# The maximal length of texts that are compared, which takes quadratic time.
LONGEST = 10_000
_ASCII_WORD, _DIGITS = pattern("[a-z]+"), pattern(r"\d+")
_RUN = pattern(rf"(?P<letters>(?:{SINGLE_LETTER})+)|{STRETCH}")
_LETTER = pattern(SINGLE_LETTER)
# The characters of a word that identify it.
_LENGTH = 40
# Up to this number of words, pieces of them are features, too: a word may have another ending.
_FEW = 3
# The maximal numbers of words and pieces of a text that are indexed.
_MOST = 24
# Length classes per factor of two.
_CLASSES = 4


class Features(NamedTuple):
    """The words of a text, and pieces of words in texts with few words or without white space."""

    words: set[str]
    pieces: set[str]

    def rarest(self, numbers: Mapping[str, int]) -> list[int]:
        """Return the numbers of the features that are indexed: the highest of words and pieces.

        Texts that differ in three words have most of these in common, and so do long texts that
        differ in a quarter of their words. A different letter changes two pieces. Features without
        a number count as the rarest.
        """
        found: list[int] = []
        for texts, share in ((self.words, 4), (self.pieces, 2)):
            if texts:
                known = sorted([numbers[text] for text in texts if text in numbers], reverse=True)
                most = min(4 + len(texts) // share, _MOST) - (len(texts) - len(known))
                found += known[: max(most, 0)]
        return found

    @property
    def common(self) -> int:
        """Return the minimal number of features that a similar text has."""
        count = len(self.words) + len(self.pieces)
        return 1 if count < 5 else 2 if count < 8 else 3


def features(text: str) -> Features:
    """Return the features of a text: lower case, without punctuation.

    All numbers are one feature; in a text without words each number is one, too.
    """
    text = text.lower()
    words, pieces = set[str](), set[str]()
    if numbers := _DIGITS.findall(text):
        words.add("0")
    if text.isascii():  # faster
        words.update(word[:_LENGTH] for word in _ASCII_WORD.findall(text))
    else:
        for run in _RUN.finditer(text):
            if run["letters"]:
                pieces |= _pieces(_LETTER.findall(run[0]), 2)
            else:
                words.update(part[:_LENGTH] for part in _DIGITS.split(run[0]) if part)
    if words == {"0"}:
        words.update(numbers)
    if len(words) <= _FEW:
        pieces.update(*(_pieces(word, 3) for word in words))
    return Features(words, pieces)


def _pieces(letters: Sequence[str], length: int) -> set[str]:
    """The pieces of a word with a number of letters; a shorter word itself."""
    last = max(len(letters) - length, 0)
    return {"".join(letters[start : start + length]) for start in range(last + 1)}


def length_class(length: int) -> int:
    """Return the class of texts with about a number of characters."""
    return int(_CLASSES * log2(length + 1))


def length_classes(length: int, threshold: int) -> range:
    """Return the classes of texts that can reach a score with a text of a length."""
    factor = threshold / (200 - threshold)
    return range(length_class(int(length * factor)), length_class(-int(-length // factor)) + 1)


def scored(text: str, others: Sequence[str], threshold: int) -> list[tuple[int, int]]:
    """Return the indices of texts that reach a score, with their scores, the best first."""
    from rapidfuzz import fuzz, process  # on use: an extra

    found = process.extract(
        text, others, scorer=fuzz.ratio, processor=None, score_cutoff=threshold, limit=None
    )
    return [(index, int(score)) for _, score, index in found]
