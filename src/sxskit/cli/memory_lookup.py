"""The memory of a command that pre-translates catalogs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from sxskit.catalog import Catalog
from sxskit.cli.near_matches import threshold_option
from sxskit.cli.options import memory_option
from sxskit.exchange.pretranslation import Pretranslated, pretranslated
from sxskit.memory.memory import Memory
from sxskit.similarity import is_available
from sxskit.storage import files, states

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class MemoryLookup:
    """A memory in a file, which each process opens itself, and the lowest score of near matches.

    `state` are texts that change with the matches; empty if a change might leave them the same.
    """

    path: Path
    threshold: int
    state: tuple[str, ...] = ()
    _opened: Memory | None = field(default=None, init=False, repr=False)

    @property
    def memory(self) -> Memory:
        """Return the memory, which is open until the command ends."""
        if self._opened is None:
            self._opened = Memory.at(self.path)
        return self._opened

    def close(self) -> None:
        """Close the memory if it is open."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def pretranslated(self, catalog: Catalog) -> Pretranslated:
        """Return a catalog with the translations of the memory."""
        return pretranslated(catalog, self.memory, threshold=self.threshold)


def memory_options(command: F) -> F:
    """Add the options for a memory from which catalogs are pre-translated."""
    options = (
        threshold_option("Lowest score of a similar source whose translation is proposed."),
        memory_option("Translation memory that fills in texts and replaces machine translations."),
    )
    for option in options:
        command = option(command)
    return command


def lookup_of(path: Path | None, threshold: int, *, verify: bool = False) -> MemoryLookup | None:
    """Return the memory at a path, if one is given; FileError if it cannot be read.

    With `verify` the state is empty.
    """
    if path is None:
        return None
    lookup = MemoryLookup(path, threshold)
    lookup.memory.languages()  # also undoes what a killed process left unfinished
    lookup.close()  # each worker process opens the file itself
    click.get_current_context().call_on_close(lookup.close)
    status = None if verify else files.status(path)
    if status is not None and (signature := states.trusted(status)):
        lookup.state = repr(signature), repr(is_available())
    return lookup
