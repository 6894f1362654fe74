"""Remarks on an entry as elements, one per line."""

from __future__ import annotations

from functools import lru_cache

from sxskit.catalog import Entry, Origin
from sxskit.formats._remarks import rare, remarks
from sxskit.formats._xml import escaped


def notes(
    entry: Entry, usual: Origin, opening: str, *, previous: bool = True, others: bool = True
) -> str:
    """Return remarks in ``<note>`` elements, whose indent and start tag are `opening`.

    They include the remarks of `rare`.
    """
    written = _usual(entry.kind, entry.context, entry.notes, opening)
    if entry.origin is usual and not entry.previous_source and not entry.alternatives:
        return written
    before = entry.previous_source if previous else ""
    rarely = rare(entry.origin, usual, before, entry.alternatives if others else ())
    return written + _elements(rarely, opening)


@lru_cache(maxsize=64)  # most entries are in the same place as the one before
def _usual(kind: str, context: tuple[str, ...], notes: tuple[str, ...], opening: str) -> str:
    return _elements(remarks(kind, context, notes), opening)


def _elements(texts: tuple[str, ...] | list[str], opening: str) -> str:
    return "".join([f"{opening}{escaped(text)}</note>\n" for text in texts])
