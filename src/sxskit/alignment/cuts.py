"""The parts of a localized block: one for each sentence of the English one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sxskit.alignment.features import features, named
from sxskit.alignment.places import STOP, Place, Spans, are_like, gap_of, places, stops
from sxskit.languages.conventions import STOPS

_QUESTION = tuple(stop for stop, kind in STOPS.items() if kind == "?")
_CLOSING = "\"'”’»*_`)」』） "
# The variance of the length of a translation by its length (Gale and Church 1993).
_VARIANCE = 6.8
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
    """The parts of a localized text for each English sentence, and how sure they are."""

    spans: Spans
    confidence: float
    reason: str


def cut(english: str, sentences: Spans, localized: str, ratio: float) -> Cut:
    """Return the parts of a localized text, one for each English sentence.

    `ratio` is the length of localized text for a character of English. Without enough places to
    cut, there are no parts.
    """
    gaps = [gap_of(english[end:start]) for (_, end), (start, _) in pairwise(sentences)]
    at_stops = [place for place in stops(localized, english) if place.strength == STOP]
    text = _Texts(english, sentences, localized, gaps, ratio)
    if are_like([place.gap for place in at_stops], gaps) and text.agrees(at_stops):
        return Cut(_spans(localized, at_stops), 1.0, "")
    tried = _thinned(places(localized, english), sentences, len(localized))
    chosen = _best(text, tried)
    if chosen is None:
        return Cut([], 0.0, "fewer sentences")
    return Cut(_spans(localized, chosen), *text.confidence(chosen, at_stops))


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


class _Texts:
    """An English text in sentences and its localized text."""

    def __init__(
        self, english: str, sentences: Spans, localized: str, gaps: list[str], ratio: float
    ) -> None:
        self.localized, self.gaps, self._ratio = localized, gaps, ratio
        self._texts = [english[start:end] for start, end in sentences]
        self._expected = [max(len(text) * ratio, 1.0) for text in self._texts]
        self._asks = [text.rstrip(_CLOSING).endswith("?") for text in self._texts]
        self._brackets = [text.startswith("(") for text in self._texts]
        self._hits = self._found()

    @property
    def count(self) -> int:
        """The number of sentences."""
        return len(self._texts)

    def _found(self) -> list[tuple[int, int, float]]:
        """What the localized text has of only one English sentence: place, sentence, worth."""
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
        score = -min(off * off / (_VARIANCE * (end - start + expected + 1)), 8.0)
        common = 0.0
        for at, owner, worth in self._hits:
            if start <= at < end:
                common += worth if owner == index else -worth
        score += min(max(common, -5.0), 5.0)
        if index and self._brackets[index] != self.localized.startswith(("(", "（"), start):
            score -= 2.0
        asks = self.localized[max(start, end - 8) : end].rstrip(_CLOSING).endswith(_QUESTION)
        if self._asks[index] or asks:
            score += 1.0 if self._asks[index] == asks else -1.0
        return score

    def worth(self, index: int, place: Place) -> float:
        """How well a place separates a sentence from the next one."""
        value = _WORTH[place.strength]
        if are_like([place.gap], [self.gaps[index]]):
            return value + _SAME
        return value + (_NO_GAP if "\n" not in (place.gap, self.gaps[index]) else _OTHER)

    def confidence(self, chosen: Sequence[Place], at_stops: Sequence[Place]) -> tuple[float, str]:
        """How sure the chosen places are, and what is against them."""
        is_all = len(at_stops) == len(chosen)
        is_at_stops = all(place.strength == STOP for place in chosen)
        agrees = self.agrees(chosen)
        if is_all and is_at_stops and agrees:
            return 0.9, "the white space between the sentences differs"
        if is_at_stops and agrees and self._hits:
            return 0.6, "another number of sentences"
        if not is_at_stops:
            return 0.3, "a sentence without a stop"
        return 0.4, "code, links or numbers are in other sentences"


def _best(text: _Texts, found: list[Place]) -> list[Place] | None:
    """The best places to cut, one between two sentences; None if there are too few."""
    cuts = text.count - 1
    if len(found) < cuts:
        return None
    if cuts * len(found) * len(found) > _STEPS:
        found = [place for place in found if place.strength == STOP]
        return found if len(found) == cuts else None
    skipped = [0.0]
    for index, place in enumerate(found):
        is_skipped = place.strength == STOP and not _is_before_markup(found, index)
        skipped.append(skipped[-1] + (_SKIPPED if is_skipped else 0.0))
    scores: list[float] = []
    ways: list[list[int]] = []
    for index in range(cuts):
        scores, way = _step(text, found, index, scores, skipped)
        ways.append(way)
    for j, place in enumerate(found):
        if scores[j] > _NEVER:
            scores[j] += text.part(cuts, place.start, len(text.localized))
            scores[j] -= skipped[-1] - skipped[j + 1]
    at = max(range(len(scores)), key=scores.__getitem__)
    chosen = []
    for way in reversed(ways):
        chosen.append(found[at])
        at = way[at]
    return chosen[::-1]


def _step(
    text: _Texts, found: list[Place], index: int, before: list[float], skipped: list[float]
) -> tuple[list[float], list[int]]:
    """The best scores with a cut after a sentence at each place, and where the cut before is."""
    scores, way = [_NEVER] * len(found), [-1] * len(found)
    for j in range(index, len(found) - (text.count - 2 - index)):
        place = found[j]
        if index == 0:
            best, at = text.part(0, 0, place.end) - skipped[j], -1
        else:
            best, at = _NEVER, -1
            for i in range(index - 1, j):
                value = before[i] + text.part(index, found[i].start, place.end)
                value -= skipped[j] - skipped[i + 1]
                if value > best:
                    best, at = value, i
        scores[j], way[j] = best + text.worth(index, place), at
    return scores, way


def _is_before_markup(found: Sequence[Place], index: int) -> bool:
    """Whether only markup is between a stop and the next place."""
    return index + 1 < len(found) and found[index + 1].strength == STOP - 1
