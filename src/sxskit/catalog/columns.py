"""The entries of a catalog in columns: most of them are never needed as objects.

>>> from sxskit.catalog.entry import Entry, Key, State
>>> entry = Entry(Key("docs/a.md", "7758d-103"), "Hello", "Привет", State.DONE, 10, "title 1")
>>> columns = Columns.of([entry])
>>> columns.units, columns.targets, columns.kinds
(['7758d-103'], ['Привет'], ['title 1'])

Law: ``Columns.of(entries).entries() == tuple(entries)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sxskit.catalog.entry import Alternative, Defect, Entry, Key, Origin, State


class Rare(NamedTuple):
    """The fields of an entry that hardly any entry has; see `Entry`."""

    state_is_stated: bool = True
    defect: Defect | None = None
    previous_source: str = ""
    alternatives: tuple[Alternative, ...] = ()


class Columns(NamedTuple):
    """The fields of entries in columns; `rare` are those that few entries have, by index."""

    documents: list[str]
    units: list[str]
    sources: list[str]
    targets: list[str]
    states: list[State]
    lines: list[int | None]
    kinds: list[str]
    contexts: list[tuple[str, ...]]
    notes: list[tuple[str, ...]]
    origins: list[Origin]
    rare: Mapping[int, Rare]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Columns:
        """Return the columns of entries."""
        entries = [*entries]
        keys = [entry.key for entry in entries]
        rare = {
            index: Rare(
                entry.state_is_stated, entry.defect, entry.previous_source, entry.alternatives
            )
            for index, entry in enumerate(entries)
            if not entry.state_is_stated
            or entry.defect is not None
            or entry.previous_source
            or entry.alternatives
        }
        return cls(
            [document for document, _ in keys],
            [unit for _, unit in keys],
            [entry.source for entry in entries],
            [entry.target for entry in entries],
            [entry.state for entry in entries],
            [entry.line for entry in entries],
            [entry.kind for entry in entries],
            [entry.context for entry in entries],
            [entry.notes for entry in entries],
            [entry.origin for entry in entries],
            rare,
        )

    @classmethod
    def joined(cls, parts: Iterable[Columns]) -> Columns:
        """Return the columns of all entries of several columns."""
        rare: dict[int, Rare] = {}
        whole = cls([], [], [], [], [], [], [], [], [], [], rare)
        for part in parts:
            start = len(whole.units)
            rare.update({start + index: each for index, each in part.rare.items()})
            whole.documents.extend(part.documents)
            whole.units.extend(part.units)
            whole.sources.extend(part.sources)
            whole.targets.extend(part.targets)
            whole.states.extend(part.states)
            whole.lines.extend(part.lines)
            whole.kinds.extend(part.kinds)
            whole.contexts.extend(part.contexts)
            whole.notes.extend(part.notes)
            whole.origins.extend(part.origins)
        return whole

    def at(self, indexes: Sequence[int]) -> Columns:
        """Return the columns of the entries at some indexes, in their order."""
        rare = {}
        if self.rare:
            rare = {n: self.rare[index] for n, index in enumerate(indexes) if index in self.rare}
        return Columns(
            [self.documents[index] for index in indexes],
            [self.units[index] for index in indexes],
            [self.sources[index] for index in indexes],
            [self.targets[index] for index in indexes],
            [self.states[index] for index in indexes],
            [self.lines[index] for index in indexes],
            [self.kinds[index] for index in indexes],
            [self.contexts[index] for index in indexes],
            [self.notes[index] for index in indexes],
            [self.origins[index] for index in indexes],
            rare,
        )

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries."""
        keys = map(Key, self.documents, self.units)
        own = zip(keys, self.sources, self.targets, self.states, self.lines, strict=True)
        around = zip(self.kinds, self.contexts, self.notes, self.origins, strict=True)
        entries = [
            Entry(key, source, target, state, line, kind, context, notes, True, None, origin)
            for (key, source, target, state, line), (kind, context, notes, origin) in zip(
                own, around, strict=True
            )
        ]
        for index, rare in self.rare.items():
            entries[index] = replace(entries[index], **rare._asdict())
        return tuple(entries)
