"""Blocks that are in another place than on the English page: glossaries, lists that are sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from sxskit.alignment.features import Features
from sxskit.alignment.pages import Page

# A token of more blocks than this does not identify any.
_COMMON = 8
# The least support of a moved block, and how much less any other one has.
_LEAST, _MARGIN = 1.8, 0.8


def moved(
    english: Page,
    page: Page,
    ours: Sequence[int],
    theirs: Sequence[int],
    support: Callable[[int, int], float],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of blocks without a counterpart that have far more in common than others.

    `ours` and `theirs` are the indices of these blocks. Takes linear time: only blocks with a rare
    token in common are compared.
    """
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for column in theirs:
        for token in _tokens(page.features(column)):
            owners[token].append(column)
    best: dict[int, tuple[float, float, int]] = {}  # support, that of the next one, block
    back: dict[int, tuple[float, float, int]] = {}
    for row in ours:
        found = {
            column
            for token in _tokens(english.features(row))
            for column in (owners[token] if len(owners.get(token, ())) <= _COMMON else ())
        }
        for column in sorted(found):
            value = support(row, column)
            _note(best, row, value, column)
            _note(back, column, value, row)
    for row, (value, other, column) in best.items():
        if value >= _LEAST and value - other >= _MARGIN:
            own, next_, who = back[column]
            if who == row and own - next_ >= _MARGIN:
                yield row, column


def _tokens(features: Features) -> frozenset[str]:
    return features.sure | features.numbers | features.words


def _note(best: dict[int, tuple[float, float, int]], key: int, value: float, other: int) -> None:
    """Note the two best values of a block."""
    first, second, who = best.get(key, (0.0, 0.0, -1))
    if value > first:
        best[key] = value, first, other
    else:
        best[key] = first, max(second, value), who
