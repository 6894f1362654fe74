"""The three sides of an update: the text of the base, ours in the catalog, theirs in the hand-off.

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

# Where an alternative is from that a hand-off has.
HAND_OFF = "hand-off"


class Standing(IntEnum):
    """How much would be lost with an old entry: who made its target."""

    NOTHING = 0  # of the former hand-off, by a machine; or there is no target
    HAND_OFF = 1  # of the former hand-off, by a person
    UNKNOWN = 2  # to review, and it is not known whether a person has changed it
    DRAFT = 3  # a text of a person, to review
    DONE = 4  # a text that a person has written or approved

    @property
    def is_work(self) -> bool:
        """Whether it may be lost in no update."""
        return self >= Standing.UNKNOWN


class Decision(NamedTuple):
    """The entry of a unit, whether its text is ours, and whether there are two to choose from."""

    entry: Entry
    is_ours: bool
    is_conflict: bool = False


def standing(ours: Entry, base: Entry | None) -> Standing:
    """Whose work the target of an entry is, by the entry of the base; None: there is none."""
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
    """Whether two texts are equal in an entry."""
    return text == other or entry_text(text) == entry_text(other)


def decided(theirs: Entry, ours: Entry, base: Entry | None, *, is_certain: bool = True) -> Decision:
    """The entry of a unit for which the catalog has a text of the same source.

    Unless that is certain to be meant for this unit, it is to review.
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
    if base is not None and is_same(theirs.target, base.target):  # the hand-off has not changed it
        return Decision(carried(theirs, ours, state), True)
    entry = with_alternative(carried(theirs, ours, State.REVIEW), theirs, where=HAND_OFF)
    return Decision(entry, True, True)


def _same_state(theirs: Entry, ours: Entry, base: Entry | None, state: State) -> State:
    """The state of a text that both sides have: done where one of them has it so.

    A text of the base that a person has marked for review stays so.
    """
    is_doubted = base is not None and base.state is State.DONE and is_same(ours.target, base.target)
    return state if state is State.DONE or is_doubted else theirs.state


def carried(theirs: Entry, ours: Entry, state: State) -> Entry:
    """The entry of a unit with the target, origin and proposals of an old entry, and its notes."""
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
    """The entry of a unit with the notes that people wrote in an old entry."""
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
