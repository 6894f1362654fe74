"""The three sides of an update: base, catalog (ours) and hand-off (theirs).

>>> from sxskit.catalog import Entry, Key, Origin, State
>>> base = Entry(Key("a.md", "1-101"), "Hi", "Хай", State.REVIEW, origin=Origin.MACHINE)
>>> ours = Entry(base.key, "Hi", "Привет", State.DONE)
>>> theirs = Entry(Key("a.md", "2-101"), "Hi", "Эй", State.REVIEW, origin=Origin.MACHINE)
>>> decided(theirs, ours, base).entry.target
'Привет'
>>> decided(theirs, base, base).entry.target
'Эй'
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import NamedTuple

from sxskit.catalog import Alternative, Entry, Origin, State
from sxskit.dialect.edges import entry_text
from sxskit.exchange.notes import notes_of_people

# The name of the hand-off in alternatives.
HAND_OFF = "hand-off"


class Standing(IntEnum):
    """The value of an old entry, by who made its target."""

    NOTHING = 0  # of the former hand-off, by a machine; or no target
    HAND_OFF = 1  # of the former hand-off, by a person
    UNKNOWN = 2  # to review; a person may have changed it
    DRAFT = 3  # a text of a person, to review
    DONE = 4  # a text that a person has written or approved

    @property
    def is_work(self) -> bool:
        """Whether an update must keep the target."""
        return self >= Standing.UNKNOWN


class Decision(NamedTuple):
    """The entry of a unit, whether its text is ours, and whether a person must choose."""

    entry: Entry
    is_ours: bool
    is_conflict: bool = False


def standing(ours: Entry, base: Entry | None) -> Standing:
    """Return the value of an old entry; `base` is the entry of the base, None if unknown."""
    if not ours.target.strip():
        return Standing.NOTHING
    is_done = ours.state is State.DONE
    if base is None:
        return Standing.DONE if is_done else Standing.UNKNOWN
    if not is_same(ours.target, base.target):
        return Standing.DONE if is_done else Standing.DRAFT
    if is_done and base.state is State.REVIEW:
        return Standing.DONE
    return Standing.HAND_OFF if base.state is State.DONE else Standing.NOTHING


def is_same(text: str, other: str) -> bool:
    """Whether two texts are equal, except for white space at the edges."""
    return text == other or entry_text(text) == entry_text(other)


def decided(theirs: Entry, ours: Entry, base: Entry | None, *, is_certain: bool = True) -> Decision:
    """Return the entry of a unit whose source is in the catalog.

    A text that is not certain to belong to this unit is to review.
    """
    stands = standing(ours, base)
    state = ours.state if is_certain else State.of(ours.target, is_done=False)
    if is_same(ours.target, theirs.target):
        entry = carried(theirs, ours, _same_state(theirs, ours, base, state))
        return Decision(replace(entry, origin=theirs.origin), False)
    if stands is Standing.NOTHING:
        return Decision(with_notes(theirs, ours), False)
    if not theirs.target.strip():
        return Decision(carried(theirs, ours, state), True)
    if theirs.origin is Origin.MACHINE:
        entry = carried(theirs, ours, state)
        if stands is Standing.UNKNOWN:
            entry = with_alternative(entry, theirs, where=HAND_OFF)
        return Decision(entry, True)
    if stands is Standing.HAND_OFF:
        return Decision(with_notes(theirs, ours), False)
    if base is not None and is_same(theirs.target, base.target):  # unchanged in the hand-off
        return Decision(carried(theirs, ours, state), True)
    entry = with_alternative(carried(theirs, ours, State.REVIEW), theirs, where=HAND_OFF)
    return Decision(entry, True, True)


def _same_state(theirs: Entry, ours: Entry, base: Entry | None, state: State) -> State:
    """The state of a text that is equal in catalog and hand-off: done if it is done in one of them.

    A text of the base that a person has marked for review remains to review.
    """
    is_doubted = base is not None and base.state is State.DONE and is_same(ours.target, base.target)
    return state if state is State.DONE or is_doubted else theirs.state


def carried(theirs: Entry, ours: Entry, state: State) -> Entry:
    """Return the entry of a unit with target, origin, proposals and notes of an old entry."""
    return replace(
        with_notes(theirs, ours),
        target=ours.target,
        state=state,
        state_is_stated=True,
        origin=ours.origin,
        previous_source=ours.previous_source,
        alternatives=ours.alternatives,
    )


def with_notes(theirs: Entry, ours: Entry) -> Entry:
    """Return the entry of a unit with the notes of people in an old entry."""
    notes = [note for note in notes_of_people(ours) if note not in theirs.notes]
    return replace(theirs, notes=(*theirs.notes, *notes)) if notes else theirs


def with_alternative(
    entry: Entry, other: Entry, *, score: int | None = None, where: str = ""
) -> Entry:
    """Return an entry with the target of another entry as an alternative."""
    source = "" if is_same(other.source, entry.source) else other.source
    return with_proposal(entry, Alternative(other.target, other.origin, score, where, source))


def with_proposal(entry: Entry, proposal: Alternative) -> Entry:
    """Return an entry with an alternative, unless one has the same text."""
    if any(is_same(each.text, proposal.text) for each in entry.alternatives):
        return entry
    return replace(entry, alternatives=(*entry.alternatives, proposal))
