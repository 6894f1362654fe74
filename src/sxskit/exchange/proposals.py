"""Proposals: the texts of old entries at units of similar sources, to review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from sxskit.adaptation import adapted
from sxskit.catalog import Entry, Origin, State
from sxskit.exchange.homes import Old, Unit
from sxskit.exchange.matching import Company
from sxskit.exchange.notes import with_near_notes
from sxskit.exchange.sides import HAND_OFF, Standing, carried, is_same, with_alternative
from sxskit.exchange.similar import NEAR, Similar
from sxskit.scores import EQUAL, is_available

_Key = TypeVar("_Key", str, tuple[str, str])
# The lowest score of a source in the place of the old one, beside the same neighbor.
_BESIDE = 50


class Proposed(NamedTuple):
    """The entry of a unit, and the score of the similar source; 0 without one."""

    entry: Entry
    score: int = 0


class Proposals:
    """Old entries to propose: work without a home, or any work if the hand-off has no text."""

    def __init__(self, olds: Sequence[Old], documents: Mapping[str, str], threshold: int) -> None:
        self._documents = documents
        self._threshold = threshold
        self._is_on = threshold < EQUAL and is_available()
        work = [each for each in olds if each.standing.is_work] if self._is_on else []
        self._work = work

    @cached_property
    def _all(self) -> _Index:
        return _Index(self._work)

    @cached_property
    def _homeless(self) -> _Index:
        return _Index([each for each in self._work if each.unit is None])

    def proposed(self, name: str, unit: Unit) -> Proposed:
        """Return the entry of a unit with the translation of a similar source, to review.

        A translation that a person has written replaces a machine translation of the hand-off; any
        other translation is an alternative to it. A human translation of the hand-off is marked for
        review only if it is that of the similar source.
        """
        theirs = unit.entry
        if not self._is_on:
            return Proposed(theirs)
        has_text = bool(theirs.target.strip())
        index = self._homeless if has_text else self._all
        is_of_person = has_text and theirs.origin is not Origin.MACHINE
        if is_of_person and theirs.target not in index.targets:
            return Proposed(theirs)
        found = index.best(unit, self._documents.get(name, ""), self._threshold)
        if found is None:
            return Proposed(theirs)
        old, score = found
        is_written = old.standing >= Standing.DRAFT and not is_of_person
        if not has_text or is_written or is_same(theirs.target, old.entry.target):
            return Proposed(_replaced(theirs, old.entry), score)
        if is_of_person:
            return Proposed(theirs)
        return Proposed(with_near_alternative(theirs, old.entry, score), score)


def with_near_alternative(entry: Entry, other: Entry, score: int | None) -> Entry:
    """Return an entry with the target of an entry of a similar source as an alternative."""
    target, notes = adapted(entry.source, other.source, other.target)
    other = replace(other, target=target)
    return with_near_notes(with_alternative(entry, other, score=score), notes)


def _replaced(theirs: Entry, ours: Entry) -> Entry:
    """The entry of a unit with the target of an old entry of another source."""
    former = ours.source
    if ours.state is not State.DONE and ours.previous_source:
        former = ours.previous_source
    target, notes = adapted(theirs.source, former, ours.target)
    ours = replace(ours, target=target, notes=(), alternatives=())
    entry = carried(theirs, ours, State.REVIEW)
    entry = with_near_notes(replace(entry, previous_source=former), notes)
    if not theirs.target.strip() or is_same(theirs.target, target):
        return entry
    return with_alternative(entry, theirs, where=HAND_OFF)


class _Index:
    """Old entries by their sources, for each front-matter key and for all units."""

    def __init__(self, olds: Iterable[Old]) -> None:
        self._olds: dict[str, Old] = {}  # the best old entry of each text
        self._here: dict[tuple[str, str], Old] = {}  # the same for each document
        for each in olds:
            _keep_best(self._olds, each.text, each)
            _keep_best(self._here, (each.entry.key.document, each.text), each)
        self.targets = {each.entry.target for each in self._here.values()}
        self._texts: dict[str, list[str]] = {}
        for text in self._olds:
            self._texts.setdefault(_field(text), []).append(text)
        self._similar = {
            field: Similar([self._olds[text].entry.source for text in texts])
            for field, texts in self._texts.items()
        }
        at = {text: n for texts in self._texts.values() for n, text in enumerate(texts)}
        self._near: dict[tuple[str, str], list[int]] = {}
        self._beside: dict[tuple[str, str, str, int], list[int]] = {}
        for (document, text), each in self._here.items():
            self._near.setdefault((document, _field(text)), []).append(at[text])
            for side, neighbor in enumerate((each.company.before, each.company.after)):
                key = document, _field(text), neighbor, side
                self._beside.setdefault(key, []).append(at[text])
        self._found: dict[tuple[str, Company], tuple[Old, int] | None] = {}

    def best(self, unit: Unit, document: str, threshold: int) -> tuple[Old, int] | None:
        """Return the old entry with the most similar source, and its score, from the threshold."""
        key = document, unit.company
        if key not in self._found:
            self._found[key] = self._best(unit, document, threshold)
        return self._found[key]

    def _best(self, unit: Unit, document: str, threshold: int) -> tuple[Old, int] | None:
        field, source = _field(unit.text), unit.entry.source
        similar = self._similar.get(field)
        if similar is None:
            return None
        near = self._near.get((document, field), [])
        found = similar.best(source, threshold, near if len(near) <= NEAR else ())
        if found is None:
            beside = [
                n
                for side, neighbor in enumerate((unit.company.before, unit.company.after))
                for n in self._beside.get((document, field, neighbor, side), ())[:NEAR]
            ]
            found = similar.best_of(beside, source, min(threshold, _BESIDE))
        if found is None:
            return None
        text = self._texts[field][found[0]]
        return self._here.get((document, text), self._olds[text]), found[1]


def _keep_best(known: dict[_Key, Old], key: _Key, old: Old) -> None:
    """Record the old entry of a key, unless the recorded one is more valuable work."""
    before = known.get(key)
    if before is None or before.standing < old.standing:
        known[key] = old


def _field(text: str) -> str:
    """The front-matter key in the text of a unit; empty for a unit of the body."""
    return text.rpartition("\0")[0]
