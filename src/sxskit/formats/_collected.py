"""Entries as a reader meets them: in order, and each key once."""

from __future__ import annotations

from sxskit.catalog import Entry, Key
from sxskit.errors import CatalogError


class Collected:
    """The entries read so far, with the lines they stand on."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lines: list[int] = []

    def add(self, entry: Entry, line: int) -> None:
        """One more."""
        self._entries.append(entry)
        self._lines.append(line)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in order; CatalogError, naming both lines, where a key stands twice."""
        if len({entry.key for entry in self._entries}) < len(self._entries):
            raise self._doubled()
        return tuple(self._entries)

    def _doubled(self) -> CatalogError:
        first: dict[Key, int] = {}
        for entry, line in zip(self._entries, self._lines, strict=True):
            if first.setdefault(entry.key, line) != line:
                what = str(entry.key) if entry.key.document else entry.key.unit
                return CatalogError(f"{what} stands in line {first[entry.key]} already", line=line)
        raise AssertionError
