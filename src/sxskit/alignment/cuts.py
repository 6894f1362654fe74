"""The parts of a localized block: one for each sentence of the English one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import exp
from typing import NamedTuple

from sxskit.alignment.evidence import VARIANCE, asks
from sxskit.alignment.features import features, named
from sxskit.alignment.places import STOP, Place, Spans, are_like, gap_of, places, stops

# The most places that are tried for a sentence of English, and for a text at least and at most.
_PLACES, _LEAST, _MOST = 6, 60, 400
# The most steps that are tried; beyond it, places are chosen by their stops alone.
_STEPS = 200_000
# What a place is worth by its strength, with the same white space as in English and with other.
_WORTH = (-4.0, -2.0, 2.0, 4.0)
_SAME, _NO_GAP, _OTHER = 1.0, -0.5, -2.5
# What a stop inside of a part costs.
_SKIPPED = 2.5
_NEVER = float("-inf")


class Cut(NamedTuple):
    """The parts of a localized text for each English sentence, and how sure each cut is."""

    spans: Spans
    confidences: list[float]  # one for each cut


def cut(english: str, sentences: Spans, localized: str, ratio: float) -> Cut:
    """Return the parts of a localized text, one for each English sentence.

    `ratio` is the length of localized text for a character of English. Without enough places to
    cut, there are no parts.
    """
    gaps = [gap_of(english[end:start]) for (_, end), (start, _) in pairwise(sentences)]
    at_stops = [place for place in stops(localized, english) if place.strength == STOP]
    text = _Texts(english, sentences, localized, gaps, ratio)
    if are_like([place.gap for place in at_stops], gaps) and text.agrees(at_stops):
        return Cut(_spans(localized, at_stops), [0.99] * len(gaps))
    tried = _thinned(places(localized, english), sentences, len(localized))
    chosen, margins = _best(text, tried)
    if not chosen:
        return Cut([], [])
    return Cut(_spans(localized, chosen), [_confidence(margin) for margin in margins])


def _confidence(margin: float) -> float:
    """How sure a cut is whose best alternative is worth less by a margin."""
    return 1.0 - 0.5 * exp(-margin / 3)


def _spans(text: str, cuts: Sequence[Place]) -> Spans:
    starts = [0, *[place.start for place in cuts]]
    ends = [*[place.end for place in cuts], len(text)]
    return list(zip(starts, ends, strict=True))


def _thinned(found: list[Place], sentences: Spans, length: int) -> list[Place]:
    """The places that are tried: of a long text the stronger ones, and those in likely places."""
    cuts = len(sentences) - 1
    if len(found) <= max(_LEAST, cuts * _PLACES):
        return found
    stronger = [index for index, place in enumerate(found) if place.strength]
    if len(stronger) > cuts * _PLACES:
        stronger = [index for index in stronger if found[index].strength > 1]
    kept = set(stronger[:_MOST])
    if len(stronger) < cuts:
        ends = [place.end for place in found]
        share = length / max(sentences[-1][1], 1)
        for _, end in sentences[:-1]:
            at = bisect_left(ends, end * share)
            kept.update(range(max(0, at - _PLACES), min(len(found), at + _PLACES)))
    return [found[index] for index in sorted(kept)]


class _Sums:
    """The worth of the tokens in any part of a text."""

    def __init__(self, found: Sequence[tuple[int, float]]) -> None:
        self._places = [at for at, _ in found]
        self._sums = [0.0, *accumulate(worth for _, worth in found)]

    def between(self, start: int, end: int) -> float:
        """Return the sum of the tokens from a place to another one."""
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        return self._sums[last] - self._sums[first]


class _Texts:
    """An English text in sentences and its localized text."""

    def __init__(
        self, english: str, sentences: Spans, localized: str, gaps: list[str], ratio: float
    ) -> None:
        self.localized, self.gaps, self._ratio = localized, gaps, ratio
        self._texts = [english[start:end] for start, end in sentences]
        self._expected = [max(len(text) * ratio, 1.0) for text in self._texts]
        self._asks = [asks(text) for text in self._texts]
        self._brackets = [text.startswith("(") for text in self._texts]
        self._hits = self._found()
        self._all = _Sums([(at, worth) for at, _, worth in self._hits])
        by_owner: list[list[tuple[int, float]]] = [[] for _ in sentences]
        for at, owner, worth in self._hits:
            by_owner[owner].append((at, worth))
        self._own = [_Sums(found) for found in by_owner]

    @property
    def count(self) -> int:
        """The number of sentences."""
        return len(self._texts)

    def _found(self) -> list[tuple[int, int, float]]:
        """The features of one English sentence only: its place, the sentence and the worth."""
        owners: dict[str, int] = {}
        for index, text in enumerate(self._texts):
            found = features(text)
            for token in (*found.sure, *found.numbers, *found.words):
                owners[token] = index if owners.get(token, index) == index else -1
        return [
            (at, owners[token], 0.5 if kind == "word" else 1.5)
            for at, kind, token in named(self.localized)
            if owners.get(token, -1) >= 0
        ]

    def agrees(self, cuts: Sequence[Place]) -> bool:
        """Whether the tokens of each sentence are in its part."""
        index = 0
        for at, owner, _ in self._hits:
            while index < len(cuts) and at >= cuts[index].end:
                index += 1
            if owner != index:
                return False
        return True

    def part(self, index: int, start: int, end: int) -> float:
        """How well a part of the localized text fits a sentence."""
        expected = self._expected[index]
        off = end - start - expected
        score = -min(off * off / (VARIANCE * (end - start + expected + 1)), 8.0)
        common = 2 * self._own[index].between(start, end) - self._all.between(start, end)
        score += min(max(common, -5.0), 5.0)
        if index and self._brackets[index] != self.localized.startswith(("(", "（"), start):
            score -= 2.0
        is_question = asks(self.localized[max(start, end - 8) : end])
        if self._asks[index] or is_question:
            score += 1.0 if self._asks[index] == is_question else -1.0
        return score

    def worth(self, index: int, place: Place) -> float:
        """How well a place separates a sentence from the next one."""
        value = _WORTH[place.strength]
        if are_like([place.gap], [self.gaps[index]]):
            return value + _SAME
        return value + (_NO_GAP if "\n" not in (place.gap, self.gaps[index]) else _OTHER)


def _best(text: _Texts, found: list[Place]) -> tuple[list[Place], list[float]]:
    """The best places to cut, one between two sentences, and how much better each is than others.

    There are none if there are too few places.
    """
    cuts = text.count - 1
    if len(found) < cuts:
        return [], []
    if cuts * len(found) * len(found) > _STEPS:
        found = [place for place in found if place.strength == STOP]
        return (found, [0.0] * cuts) if len(found) == cuts else ([], [])
    table = _Table(text, found)
    chosen, margins = table.chosen()
    return [found[at] for at in chosen], margins


class _Table:
    """The worth of the ways to cut a text, before each cut at each place and after it."""

    def __init__(self, text: _Texts, found: Sequence[Place]) -> None:
        self._text, self._found = text, found
        self._cuts = text.count - 1
        self._skipped = [0.0]
        for index, place in enumerate(found):
            is_skipped = place.strength == STOP and not _is_before_markup(found, index)
            self._skipped.append(self._skipped[-1] + (_SKIPPED if is_skipped else 0.0))
        self._parts = [self._values(index) for index in range(1, self._cuts)]

    def _values(self, index: int) -> list[list[float]]:
        """The worth of each part for a sentence, by the places of the cuts around it."""
        text, found, skipped = self._text, self._found, self._skipped
        return [
            [
                text.part(index, start.start, found[j].end) - skipped[j] + skipped[i + 1]
                for j in range(i + 1, len(found))
            ]
            for i, start in enumerate(found)
        ]

    def _until(self) -> list[list[float]]:
        """The worth of the best ways until each cut at each place."""
        text, found = self._text, self._found
        before = [
            text.part(0, 0, place.end) - self._skipped[j] + text.worth(0, place)
            for j, place in enumerate(found)
        ]
        result = [before]
        for index in range(1, self._cuts):
            values = self._parts[index - 1]
            before = [
                max([before[i] + values[i][j - i - 1] for i in range(j)], default=_NEVER)
                + text.worth(index, place)
                for j, place in enumerate(found)
            ]
            result.append(before)
        return result

    def _since(self) -> list[list[float]]:
        """The worth of the best ways after each cut at each place."""
        text, found = self._text, self._found
        end = len(text.localized)
        after = [
            text.part(self._cuts, place.start, end) - self._skipped[-1] + self._skipped[i + 1]
            for i, place in enumerate(found)
        ]
        result = [after]
        for index in range(self._cuts - 1, 0, -1):
            worths = [text.worth(index, place) + after[j] for j, place in enumerate(found)]
            after = [
                max(
                    [value + worth for value, worth in zip(row, worths[i + 1 :], strict=True)],
                    default=_NEVER,
                )
                for i, row in enumerate(self._parts[index - 1])
            ]
            result.append(after)
        return result[::-1]

    def chosen(self) -> tuple[list[int], list[float]]:
        """Return the places of the best way, and how much better they are than other places."""
        places, margins = [], []
        least = -1
        for until, since in zip(self._until(), self._since(), strict=True):
            totals = [one + other for one, other in zip(until, since, strict=True)]
            at = max(range(least + 1, len(totals)), key=totals.__getitem__)
            others = [total for index, total in enumerate(totals) if index != at]
            places.append(at)
            margins.append(min(totals[at] - max(others, default=_NEVER), 99.0))
            least = at
        return places, margins


def _is_before_markup(found: Sequence[Place], index: int) -> bool:
    """Whether only markup is between a stop and the next place."""
    return index + 1 < len(found) and found[index + 1].strength == STOP - 1
