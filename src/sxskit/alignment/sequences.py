"""The alignment of two sequences of blocks: what belongs together, in order, with gaps.

Blocks with an equal key that is unique on both sides are aligned first, as far as they are in the
same order; what lies between two of them is aligned by dynamic programming over a bounded number
of cells, so that the time is linear in the number of blocks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
# The most cells of one table; beyond it only cells near its diagonal count.
_CELLS = 40_000
_BAND = 40
_GAP = -0.7
_NEVER = float("-inf")


def aligned(
    ours: Sequence[Hashable],
    theirs: Sequence[Hashable],
    score: Callable[[int, int], float],
) -> list[Pair]:
    """Return the pairs of indices of two sequences of keys that belong together, in order.

    A key of None is not unique. The score of two blocks is above the cost of two gaps if they may
    belong together.
    """
    pairs: list[Pair] = []
    start = (0, 0)
    for anchor in [*_anchors(ours, theirs), (len(ours), len(theirs))]:
        pairs += _between(start, anchor, score)
        if anchor[0] < len(ours):
            pairs.append(anchor)
        start = (anchor[0] + 1, anchor[1] + 1)
    return pairs


def _anchors(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Pair]:
    """The longest increasing sequence of pairs with a key that is unique on both sides."""
    count, other = Counter(ours), Counter(theirs)
    places = {key: index for index, key in enumerate(theirs) if other[key] == 1}
    unique = [
        (index, places[key])
        for index, key in enumerate(ours)
        if key is not None and count[key] == 1 and key in places
    ]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(unique):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
        before.append(ends[at - 1] if at else -1)
    chain: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(unique[index])
        index = before[index]
    return chain[::-1]


def _between(start: Pair, end: Pair, score: Callable[[int, int], float]) -> list[Pair]:
    """The pairs of the blocks from one pair of indices to another one."""
    rows, columns = end[0] - start[0], end[1] - start[1]
    if not rows or not columns:
        return []
    is_banded = rows * columns > _CELLS
    slope = columns / rows
    above: dict[int, float] = {column: _GAP * column for column in range(columns + 1)}
    moves: list[dict[int, int]] = []
    for row in range(rows):
        low, high = 0, columns
        if is_banded:
            middle = int(row * slope)
            low, high = max(0, middle - _BAND), min(columns, middle + _BAND + int(slope) + 1)
        line: dict[int, float] = {}
        move: dict[int, int] = {}
        left = _NEVER
        for column in range(low, high + 1):
            best, how = above.get(column, _NEVER) + _GAP, 1
            if left + _GAP > best:
                best, how = left + _GAP, 2
            diagonal = above.get(column - 1, _NEVER) if column else _NEVER
            if diagonal > _NEVER:
                value = diagonal + score(start[0] + row, start[1] + column - 1)
                if value > best:
                    best, how = value, 0
            line[column] = left = best
            move[column] = how
        above = line
        moves.append(move)
    return _path(moves, start, rows, max(above))


def _path(moves: list[dict[int, int]], start: Pair, rows: int, columns: int) -> list[Pair]:
    """The pairs on the best way back through a table."""
    pairs: list[Pair] = []
    row, column = rows, columns
    while row and column:
        how = moves[row - 1].get(column, 1)
        if how == 0:
            pairs.append((start[0] + row - 1, start[1] + column - 1))
            row, column = row - 1, column - 1
        elif how == 1:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]
