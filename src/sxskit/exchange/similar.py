"""Similar texts among those of a hand-off, looked up by their rarest features in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain

from sxskit.similarity import LONGEST, features, scored

# Of how many texts, such as those of a document, each is worth a comparison with each other.
NEAR = 300
# A word in more texts tells nothing about which are similar.
_COMMON = 600
# Of how many words texts are looked up, the rarest first, how many texts are looked at besides
# those with the rarest, and how many are compared.
_RAREST, _READ, _COMPARED = 8, 300, 40
# Up to this number of rare features, a similar text has one of them, otherwise two.
_FEW = 4


def _features(text: str) -> list[str]:
    """The features of a text, sorted: the order of a set differs between processes."""
    found = features(text)
    return sorted(found.words | found.pieces)


class Similar:
    """Texts that others are compared with."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._with: dict[str, list[int]] = {}
        for n, text in enumerate(texts):
            if len(text) <= LONGEST:
                for word in _features(text):
                    self._with.setdefault(word, []).append(n)

    def best(self, text: str, threshold: int, near: Collection[int] = ()) -> tuple[int, int] | None:
        """The index of the most similar text, and its score; None where none reaches the threshold.

        Of equal ones it is the first of those that are `near`, which are always compared.
        """
        if len(text) > LONGEST:
            return None
        return self.best_of([*near, *self._candidates(text)], text, threshold)

    def best_of(self, indexes: Sequence[int], text: str, threshold: int) -> tuple[int, int] | None:
        """The index among some of the most similar text, and its score."""
        found = scored(text, [self._texts[n] for n in indexes], threshold)
        return (indexes[found[0][0]], found[0][1]) if found else None

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
