"""The notes of entries: those that sxskit writes, and those of people or their tools."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sxskit.catalog import Entry

# The beginning of the note on the text of a link.
LINK_TARGET = "link target: "
MOVED_ON = "the English document has changed since this was translated"
# The beginning of a note on how the translation of a similar source differs from the new one.
_NEAR_MATCH = "near match: "
_OURS = (LINK_TARGET, MOVED_ON, _NEAR_MATCH)


def notes_of_people(entry: Entry) -> tuple[str, ...]:
    """Return the notes of people and their tools in an entry."""
    return of_people(entry.notes)


def of_people(notes: Iterable[str]) -> tuple[str, ...]:
    """Return those of some notes that are of people and their tools."""
    return tuple([note for note in notes if not note.startswith(_OURS)])


def with_near_notes(entry: Entry, notes: Iterable[str]) -> Entry:
    """Return an entry with notes on the translation of a similar source."""
    named = tuple(f"{_NEAR_MATCH}{note}" for note in notes)
    return replace(entry, notes=(*entry.notes, *named)) if named else entry
