"""The blocks of two pages that belong together, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sxskit.alignment.evidence import Evidence
from sxskit.alignment.moved import moved
from sxskit.alignment.pages import Page
from sxskit.alignment.sequences import aligned

# Support from which the place of a pair is sure, and below which something is against it.
_SURE, _STRONG, _AGAINST = 0.8, 1.8, -0.9
# The most pairs without support between two sure ones that are sure because of these.
_NEAR = 6
_BESIDE = 3
# The number of blocks before and after one in which a change makes it less sure.
_AROUND = 3
_MOVED = 0.9
_NEVER = -9.0


class Match(NamedTuple):
    """Two blocks of text that belong together, by index, and how sure that is.

    `changes` is the number of blocks near them that differ or have no counterpart.
    """

    ours: int
    theirs: int
    confidence: float
    reason: str
    changes: int


class Blocks:
    """The blocks of two pages: the pairs of them, and how sure they are."""

    def __init__(self, english: Page, page: Page, evidence: Evidence) -> None:
        self._ours, self._theirs = english, page
        self._evidence = evidence

    def matches(self) -> list[Match]:
        """Return the pairs of blocks of text, in order."""
        pairs = self._pairs()
        supports = [self._support(*pair) for pair in pairs]
        found = [*self._matched(pairs, supports)]
        if len(pairs) < max(len(self._ours.blocks), len(self._theirs.blocks)):
            fitting = [
                pair for pair, value in zip(pairs, supports, strict=True) if value > _AGAINST
            ]
            elsewhere = [*self._moved(fitting)]
            ours = {match.ours for match in elsewhere}
            theirs = {match.theirs for match in elsewhere}
            found = [
                match for match in found if match.ours not in ours and match.theirs not in theirs
            ]
            found += elsewhere
        return [match for match in found if self._ours.blocks[match.ours].is_text]

    def _moved(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Match]:
        """Yield the blocks that are in another place; `pairs` are those that are in order."""
        ours = _without(self._ours, [own for own, _ in pairs])
        theirs = _without(self._theirs, [other for _, other in pairs])
        for pair in moved(self._ours, self._theirs, ours, theirs, self._support):
            if self._ours.blocks[pair[0]].kind == self._theirs.blocks[pair[1]].kind:
                yield Match(*pair, _MOVED, "in another place", 0)

    def _pairs(self) -> list[tuple[int, int]]:
        ours, theirs = self._ours, self._theirs
        if _are_alike(ours, theirs):
            return [(index, index) for index in range(len(ours.blocks))]
        return aligned(
            [ours.key(index) for index in range(len(ours.blocks))],
            [theirs.key(index) for index in range(len(theirs.blocks))],
            self._score,
        )

    def _score(self, row: int, column: int) -> float:
        """How well two blocks fit, for their alignment."""
        one, other = self._ours.blocks[row], self._theirs.blocks[column]
        if one.is_text != other.is_text:
            return _NEVER
        if not one.is_text:
            if one.kind != other.kind:
                return _NEVER
            return 2.0 if self._are_equal(row, column) else 0.3
        value = 0.5 if one.kind == other.kind and one.column == other.column else -1.0
        ours, theirs = self._ours.bodies[row].text, self._theirs.bodies[column].text
        value += 0.5 - min(self._evidence.surprise(ours, theirs), 3.0)
        return value + max(min(self._support(row, column), 4.0), -3.0)

    def _are_equal(self, row: int, column: int) -> bool:
        one, other = self._ours.blocks[row], self._theirs.blocks[column]
        ours = self._ours.text[one.start : one.end]
        return ours == self._theirs.text[other.start : other.end]

    def _support(self, row: int, column: int) -> float:
        """The common features of two blocks, less those of only one of them."""
        one, other = self._ours.blocks[row], self._theirs.blocks[column]
        if not one.is_text or not other.is_text:
            return 0.0 if not self._are_equal(row, column) else 1.0 if len(one) > 30 else 0.3
        ours, theirs = self._ours.bodies[row].text, self._theirs.bodies[column].text
        if ours == theirs:
            return 3.0
        value = self._evidence.value(self._ours.features(row), self._theirs.features(column))
        if one.kind.startswith("title"):
            names = self._theirs.names(column)
            if names:
                is_same = self._ours.slug(row) in names or names & self._ours.names(row)
                value += 1.5 if is_same else -1.0
        return value - min(self._evidence.surprise(ours, theirs) / 4, 2.0)

    def _matched(
        self, pairs: Sequence[tuple[int, int]], supports: Sequence[float]
    ) -> Iterator[Match]:
        """Yield the pairs with their confidence."""
        ends = [(-1, -1), *pairs, (len(self._ours.blocks), len(self._theirs.blocks))]
        sure = [True, *[value >= _SURE for value in supports], True]
        steps = [
            after[0] - before[0] == 1 and after[1] - before[1] == 1
            for before, after in pairwise(ends)
        ]
        after, before = _distances(sure, steps), _distances(sure[::-1], steps[::-1])[::-1]
        changes = [
            index + 0.5 * (not is_step)
            for index, is_step in enumerate(steps)
            if not is_step or (index and supports[index - 1] <= _AGAINST)
        ]
        for index, (pair, value) in enumerate(zip(pairs, supports, strict=True), 1):
            confidence, reason = _confidence(value, after[index], before[index])
            if self._ours.blocks[pair[0]].kind != self._theirs.blocks[pair[1]].kind:
                confidence, reason = confidence * 0.8, "another kind of block"
            near = bisect_left(changes, index + _AROUND) - bisect_left(changes, index - _AROUND)
            yield Match(*pair, confidence, reason, near)


def _without(page: Page, paired: Sequence[int]) -> list[int]:
    """The blocks of text that are not among some."""
    known = set(paired)
    return [
        index for index, block in enumerate(page.blocks) if block.is_text and index not in known
    ]


def _confidence(support: float, above: float, below: float) -> tuple[float, str]:
    """How sure the place of a pair is, by its support and by how far sure pairs are."""
    distance = above + below
    if support >= _STRONG:
        return 0.99, ""
    if support <= _AGAINST:
        return 0.6, "code, links, numbers or length differ"
    if support >= _SURE:
        return 0.97, ""
    if distance <= _NEAR:
        return 0.95, ""
    if distance <= 4 * _NEAR:
        return 0.9, ""
    if distance < float("inf") or min(above, below) <= _BESIDE:
        return 0.85, ""
    return 0.5, "nothing in common, beside blocks without a counterpart"


def _distances(sure: Sequence[bool], steps: Sequence[bool]) -> list[float]:
    """How many steps each pair is after a sure one; infinite beyond a block without a pair."""
    found = [0.0]
    for is_sure, is_step in zip(sure[1:], steps, strict=True):
        before = found[-1] if is_step else float("inf")
        found.append(0.0 if is_sure else before + 1)
    return found


def _are_alike(ours: Page, theirs: Page) -> bool:
    """Whether two pages have the same sequence of blocks."""
    return len(ours.blocks) == len(theirs.blocks) and all(
        one.kind == other.kind and one.column == other.column
        for one, other in zip(ours.blocks, theirs.blocks, strict=True)
    )
