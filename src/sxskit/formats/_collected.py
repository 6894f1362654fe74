"""Entries as a reader meets them: in order, each with an id, and each key once."""

from __future__ import annotations

from sxskit.catalog import Entry, Key
from sxskit.errors import CatalogError


class Collected:
    """The entries read so far, with the lines they stand on."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lines: list[int] = []

    def add(self, entry: Entry, line: int) -> None:
        """Add an entry; CatalogError, with its line, if its id is empty or only white space."""
        if not entry.key.unit.strip():
            what = "empty id: an entry needs the id of its unit, as sxs extract writes it"
            raise CatalogError(what, line=line)
        self._entries.append(entry)
        self._lines.append(line)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in order; CatalogError, naming both lines, for a duplicate key."""
        if len({entry.key for entry in self._entries}) < len(self._entries):
            raise self._doubled()
        return tuple(self._entries)

    def _doubled(self) -> CatalogError:
        first: dict[Key, int] = {}
        for entry, line in zip(self._entries, self._lines, strict=True):
            if entry.key in first:
                key = str(entry.key) if entry.key.document else entry.key.unit
                what = f"duplicate key {key}, first in line {first[entry.key]}: keep one of them"
                return CatalogError(what, line=line)
            first[entry.key] = line
        raise AssertionError
