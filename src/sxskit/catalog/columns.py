"""The entries of a catalog in columns: most of them are never needed as objects.

>>> from sxskit.catalog.entry import Entry, Key, State
>>> entry = Entry(Key("docs/a.md", "7758d-103"), "Hello", "Привет", State.DONE, 10, "title 1")
>>> columns = Columns.of([entry])
>>> columns.units, columns.targets, columns.remarks.kinds
(['7758d-103'], ['Привет'], ['title 1'])

Law: ``Columns.of(entries).entries() == tuple(entries)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import NamedTuple, TypeVar

from sxskit.catalog.entry import Alternative, Defect, Entry, Key, Origin, State

T = TypeVar("T")


class Rare(NamedTuple):
    """The fields of an entry that hardly any entry has; see `Entry`."""

    state_is_stated: bool = True
    previous_source: str = ""
    alternatives: tuple[Alternative, ...] = ()


class Remarks(NamedTuple):
    """The metadata of the pairs of a catalog in columns; see `Entry`. `rare` is by index."""

    lines: list[int | None]
    kinds: list[str]
    contexts: list[tuple[str, ...]]
    notes: list[tuple[str, ...]]
    origins: list[Origin]
    rare: Mapping[int, Rare]

    def at(self, indexes: Sequence[int]) -> Remarks:
        """Return the remarks at some indexes, in their order."""
        return Remarks(
            [self.lines[index] for index in indexes],
            [self.kinds[index] for index in indexes],
            [self.contexts[index] for index in indexes],
            [self.notes[index] for index in indexes],
            [self.origins[index] for index in indexes],
            _selected(self.rare, indexes),
        )


class Columns:
    """The fields of entries in columns; `defects` are those of few entries, by index.

    The remarks may be a function that returns them, which is called on use.
    """

    __slots__ = ("_remarks", "defects", "documents", "sources", "states", "targets", "units")

    def __init__(
        self,
        documents: list[str],
        units: list[str],
        sources: list[str],
        targets: list[str],
        states: list[State],
        remarks: Remarks | Callable[[], Remarks],
        defects: Mapping[int, Defect] | None = None,
    ) -> None:
        self.documents = documents
        self.units = units
        self.sources = sources
        self.targets = targets
        self.states = states
        self.defects = defects or {}
        self._remarks = remarks

    def __len__(self) -> int:
        return len(self.units)

    def __reduce__(self) -> tuple[object, ...]:
        texts = self.documents, self.units, self.sources, self.targets
        return Columns, (*texts, self.states, self.remarks, self.defects)

    @property
    def remarks(self) -> Remarks:
        """The remarks."""
        if not isinstance(self._remarks, Remarks):
            self._remarks = self._remarks()
        return self._remarks

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Columns:
        """Return the columns of entries."""
        entries = [*entries]
        rare = {
            index: Rare(entry.state_is_stated, entry.previous_source, entry.alternatives)
            for index, entry in enumerate(entries)
            if not entry.state_is_stated or entry.previous_source or entry.alternatives
        }
        remarks = Remarks(
            [entry.line for entry in entries],
            [entry.kind for entry in entries],
            [entry.context for entry in entries],
            [entry.notes for entry in entries],
            [entry.origin for entry in entries],
            rare,
        )
        return cls(
            [entry.key.document for entry in entries],
            [entry.key.unit for entry in entries],
            [entry.source for entry in entries],
            [entry.target for entry in entries],
            [entry.state for entry in entries],
            remarks,
            {n: entry.defect for n, entry in enumerate(entries) if entry.defect is not None},
        )

    @classmethod
    def joined(cls, parts: Iterable[Columns]) -> Columns:
        """Return the columns of all entries of several columns."""
        rare: dict[int, Rare] = {}
        defects: dict[int, Defect] = {}
        parts = [*parts]
        start = 0
        for part in parts:
            rare.update({start + index: each for index, each in part.remarks.rare.items()})
            defects.update({start + index: each for index, each in part.defects.items()})
            start += len(part)
        chained = chain.from_iterable
        remarks = Remarks(
            [*chained([part.remarks.lines for part in parts])],
            [*chained([part.remarks.kinds for part in parts])],
            [*chained([part.remarks.contexts for part in parts])],
            [*chained([part.remarks.notes for part in parts])],
            [*chained([part.remarks.origins for part in parts])],
            rare,
        )
        return cls(
            [*chained([part.documents for part in parts])],
            [*chained([part.units for part in parts])],
            [*chained([part.sources for part in parts])],
            [*chained([part.targets for part in parts])],
            [*chained([part.states for part in parts])],
            remarks,
            defects,
        )

    def runs(self) -> list[tuple[str, range]]:
        """Return the documents, with the indexes of entries that follow one another in one."""
        documents, count = self.documents, len(self.documents)
        if documents.count(documents[0] if documents else "") == count:  # nearly always
            return [(documents[0], range(count))] if documents else []
        rows = groupby(range(count), key=documents.__getitem__)
        firsts = [(document, next(indexes)) for document, indexes in rows]
        ends = [first for _, first in firsts[1:]] + [count]
        return [(name, range(first, end)) for (name, first), end in zip(firsts, ends, strict=True)]

    def at(self, indexes: Sequence[int]) -> Columns:
        """Return the columns of the entries at some indexes, in their order."""
        if indexes == range(len(self)):
            return self
        return Columns(
            [self.documents[index] for index in indexes],
            [self.units[index] for index in indexes],
            [self.sources[index] for index in indexes],
            [self.targets[index] for index in indexes],
            [self.states[index] for index in indexes],
            lambda: self.remarks.at(indexes),
            _selected(self.defects, indexes),
        )

    def of_documents(self, documents: list[str]) -> Columns:
        """Return the columns with other documents."""
        texts = self.units, self.sources, self.targets
        return Columns(documents, *texts, self.states, lambda: self.remarks, self.defects)

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries."""
        lines, kinds, contexts, notes, origins, rare = self.remarks
        keys = map(Key, self.documents, self.units)
        texts = zip(keys, self.sources, self.targets, self.states, strict=True)
        around = zip(lines, kinds, contexts, notes, origins, strict=True)
        entries = [
            Entry(key, source, target, state, line, kind, context, noted, True, None, origin)
            for (key, source, target, state), (line, kind, context, noted, origin) in zip(
                texts, around, strict=True
            )
        ]
        for index, each in rare.items():
            entries[index] = replace(entries[index], **each._asdict())
        for index, defect in self.defects.items():
            entries[index] = replace(entries[index], defect=defect)
        return tuple(entries)


def _selected(values: Mapping[int, T], indexes: Sequence[int]) -> dict[int, T]:
    if not values:
        return {}
    return {n: values[index] for n, index in enumerate(indexes) if index in values}


def blank(texts: Sequence[str]) -> list[int]:
    """Return the indexes of texts that are empty or only white space."""
    if all(map(str.strip, texts)):
        return []
    return [index for index, text in enumerate(texts) if not text.strip()]
