"""Similar texts among many, by a score that translators know: 100 means equal.

The score is the share of characters that two texts have in common in the same order, rounded down;
rapidfuzz computes it. Which texts are compared is decided by their rarest words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from importlib.util import find_spec
from itertools import chain

from sxskit.patterns import pattern

# The score of equal texts, and the lowest one of texts that are similar, by default.
EQUAL, THRESHOLD = 100, 75
# Of how many texts, such as those of a document, each is worth a comparison with each other.
NEAR = 300
# The characters of the longest texts that are compared: the time is that of their square.
_LONGEST = 10_000
_WORD = pattern(r"[^\W\d_]+|\d")
# A word in more texts tells nothing about which are similar.
_COMMON = 600
# Of how many words texts are looked up, the rarest first, how many texts are looked at besides
# those with the rarest, and how many are compared.
_RAREST, _READ, _COMPARED = 8, 300, 40
# Texts of fewer words are looked up by parts of these, too: the only word may have another ending.
_FEW, _PART = 4, 4


def is_available() -> bool:
    """Whether rapidfuzz is installed, without which nothing is similar."""
    return find_spec("rapidfuzz") is not None


def _features(text: str) -> set[str]:
    words = set(_WORD.findall(text.lower()))
    if len(words) < _FEW:
        words.update(
            [f"~{word[n : n + _PART]}" for word in words for n in range(len(word) - _PART + 1)]
        )
    return words


class Similar:
    """Texts that others are compared with."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._with: dict[str, list[int]] = {}
        for n, text in enumerate(texts):
            if len(text) <= _LONGEST:
                for word in _features(text):
                    self._with.setdefault(word, []).append(n)

    def best(self, text: str, threshold: int, near: Collection[int] = ()) -> tuple[int, int] | None:
        """The index of the most similar text, and its score; None where none reaches the threshold.

        Of equal ones it is the first of those that are `near`, which are always compared.
        """
        if len(text) > _LONGEST:
            return None
        return self.best_of([*near, *self._candidates(text)], text, threshold)

    def best_of(self, indexes: Sequence[int], text: str, threshold: int) -> tuple[int, int] | None:
        """The index among some of the most similar text, and its score."""
        from rapidfuzz import fuzz, process  # on use: an extra

        texts = [self._texts[n] for n in indexes]
        found = process.extractOne(
            text, texts, scorer=fuzz.ratio, processor=None, score_cutoff=threshold
        )
        return found and (indexes[found[2]], int(found[1]))

    def _candidates(self, text: str) -> list[int]:
        """The texts with the most of the rarest words of a text."""
        lists = sorted(filter(None, map(self._with.get, _features(text))), key=len)
        if not lists or len(lists[0]) > _COMMON:
            return []
        some, read = lists[:1], 0
        for each in lists[1:_RAREST]:
            read += len(each)
            if read > _READ:
                break
            some.append(each)
        shared = Counter(chain.from_iterable(some))
        least = 1 if len(some) <= _FEW else 2
        found = sorted([n for n, count in shared.items() if count >= least])
        if len(found) > _COMPARED:
            found.sort(key=shared.__getitem__, reverse=True)
        return found[:_COMPARED]
