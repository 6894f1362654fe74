"""Entries as a reader meets them: in order, and each key once."""

from __future__ import annotations

from sxskit.catalog import Entry, Key
from sxskit.errors import CatalogError


class Collected:
    """The entries read so far, with the lines they stand on."""

    def __init__(self) -> None:
        self._entries: dict[Key, Entry] = {}
        self._lines: dict[Key, int] = {}

    def add(self, entry: Entry, line: int) -> None:
        """One more; CatalogError, naming both lines, where its key has been there before."""
        key = entry.key
        if key in self._lines:
            what = str(key) if key.document else key.unit
            raise CatalogError(f"{what} stands in line {self._lines[key]} already", line=line)
        self._entries[key] = entry
        self._lines[key] = line

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in order."""
        return tuple(self._entries.values())
