r"""The units of a document and the entries of a catalog for them, by index.

>>> from sxskit.catalog import Entry, Key, State
>>> from sxskit.dialect.document import Frame, Unit
>>> document = Document([Unit("7758d-103", "Hello", "Привет", Frame.of("7758d-103"))])
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Здравствуйте", State.DONE)
>>> Pairing.of(document, Columns.of([entry])).pending
[(0, 0)]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sxskit.catalog import Columns, Entry
from sxskit.dialect.document import Document
from sxskit.dialect.edges import entry_text
from sxskit.dialect.locations import at_pair
from sxskit.findings import Finding


@dataclass(frozen=True, slots=True)
class Pairing:
    """The units of a document that catalogs can name, and the entries for them, by index.

    `indexes` are those of the units by id, of duplicate ids the first; `rows` are those of the
    entries by the index of their unit.
    """

    document: Document
    entries: Columns
    indexes: Mapping[str, int]
    rows: Mapping[int, int]

    @classmethod
    def of(cls, document: Document, entries: Columns) -> Pairing:
        """Return the pairs of a document and entries."""
        ids = document.columns.ids
        indexes = dict(zip(reversed(ids), range(len(ids) - 1, -1, -1), strict=True))
        named = enumerate(entries.units)
        rows = {indexes[unit]: row for row, unit in named if unit in indexes}
        return cls(document, entries, indexes, rows)

    @property
    def is_of_hand_off(self) -> bool:
        """Whether the entries are known to be of the document: another hand-off has other ids."""
        return any(self.has_same_source(*each) for each in self.rows.items())

    @property
    def pending(self) -> list[tuple[int, int]]:
        """The indexes of units that their entry would change, and of the entries, in order."""
        targets, theirs = self.document.columns.targets, self.entries.targets
        differing = [
            (index, row)
            for index, row in self.rows.items()
            if theirs[row] != targets[index] or not targets[index].strip()
        ]
        return sorted([each for each in differing if self._changes(*each)])

    def _changes(self, index: int, row: int) -> bool:
        """Whether an entry would change a unit; an empty target leaves its text unchanged."""
        old, new = self.document.columns.targets[index], self.entries.targets[row]
        if new.strip():
            return entry_text(new) != entry_text(old)
        return row in self.entries.defects or not old.strip()

    def has_same_source(self, index: int, row: int) -> bool:
        """Whether an entry was made from the source of a unit."""
        source = self.document.columns.sources[index]
        return entry_text(self.entries.sources[row]) == entry_text(source)

    def other_entries(self) -> tuple[Entry, ...]:
        """The entries that name no unit."""
        if len(self.rows) == len(self.entries):
            return ()
        units = enumerate(self.entries.units)
        return self.entries.at([row for row, unit in units if unit not in self.indexes]).entries()

    def finding(self, name: str, line: int, code: str, message: str, index: int) -> Finding:
        """A finding on the entry of a unit."""
        id, source = self.document.columns.ids[index], self.document.columns.sources[index]
        target = self.entries.targets[self.rows[index]]
        what = f"{id}: {message}"
        return at_pair(*(name, line, code, what), unit=id, source=source, target=target)
