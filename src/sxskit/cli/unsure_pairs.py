"""``extract --pairs``: entries of pairs that an alignment was not sure of are to review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sxskit.catalog import Catalog, State
from sxskit.dialect.edges import entry_text
from sxskit.errors import CatalogError
from sxskit.storage import files
from sxskit.storage.states import digest

if TYPE_CHECKING:
    from sxskit.alignment.listing import Listed


@dataclass(frozen=True, slots=True)
class Unsure:
    """The pairs of a list that are not sure, each by its id and its texts."""

    pairs: frozenset[tuple[str, str, str]] = frozenset()
    digests: Sequence[str] = ()

    @classmethod
    def at(cls, path: Path | None) -> Self:
        """Return the unsure pairs of a list; none without a path."""
        if path is None:
            return cls()
        from sxskit.alignment.listing import loads  # on use, as few runs need it
        from sxskit.alignment.pairs import THRESHOLD

        data = files.read(path)
        try:
            listed = [line for lines in loads(data).values() for line in lines]
        except CatalogError as error:
            raise error.at(files.shown(path)) from error
        unsure = [
            _pair(line) for line in listed if line.confidence < THRESHOLD and not line.is_of_person
        ]
        return cls(frozenset(unsure), (digest(data),))

    def reviewed(self, catalog: Catalog) -> Catalog:
        """Return a catalog whose unsure entries are to review."""
        if not self.pairs:
            return catalog
        entries = [
            replace(entry, state=State.REVIEW)
            if entry.state is State.DONE
            and (entry.key.unit, entry.source, entry.target) in self.pairs
            else entry
            for entry in catalog.entries
        ]
        return replace(catalog, entries=tuple(entries))


def _pair(line: Listed) -> tuple[str, str, str]:
    return line.id, entry_text(line.source), entry_text(line.target)


NONE_UNSURE = Unsure()
