"""Similar texts of a hand-off, found by their rarest features in an index without a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from heapq import nsmallest
from itertools import chain

from sxskit.similarity import LONGEST, features, scored

# The maximal number of texts of a document that are all compared with each other.
NEAR = 300
# If the rarest feature of a text is in more texts than this, none counts as similar.
_COMMON = 600
# The maximal numbers of features that are looked up, the rarest first, of texts that are read for
# all but the rarest feature, and of texts that are compared.
_RAREST, _READ, _COMPARED = 8, 300, 40
# Up to this number of features, a similar text must have one in common, otherwise two.
_FEW = 4


class Similar:
    """A search for the most similar of some texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._with: dict[str, list[int]] = {}
        for n, text in enumerate(texts):
            if len(text) <= LONGEST:
                for word in chain(*features(text)):
                    self._with.setdefault(word, []).append(n)

    def best(self, text: str, threshold: int, near: Collection[int] = ()) -> tuple[int, int] | None:
        """Return the index and the score of the most similar text; None below the threshold.

        The texts with the indexes `near` are always compared, and are preferred at equal scores.
        """
        if len(text) > LONGEST:
            return None
        return self.best_of([*near, *self._candidates(text)], text, threshold)

    def best_of(self, indexes: Sequence[int], text: str, threshold: int) -> tuple[int, int] | None:
        """Return the index and the score of the most similar of the texts with these indexes."""
        if not indexes:
            return None
        found = scored(text, [self._texts[n] for n in indexes], threshold)
        return (indexes[found[0][0]], found[0][1]) if found else None

    def _candidates(self, text: str) -> list[int]:
        """The indexes of the texts with the most rare features in common."""
        lists = list(filter(None, map(self._with.get, chain(*features(text)))))
        rarest = nsmallest(_RAREST, lists, key=_by_length)
        if not rarest or len(rarest[0]) > _COMMON:
            return []
        some, read = rarest[:1], 0
        for each in rarest[1:]:
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


def _by_length(indexes: list[int]) -> tuple[int, list[int]]:
    """A sort key: the order of a set of features differs between processes."""
    return len(indexes), indexes
