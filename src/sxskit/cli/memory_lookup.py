"""The memory of a command that pre-translates catalogs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sxskit.catalog import SOURCE_LANGUAGE, Catalog
from sxskit.cli.near_matches import say_without_scores, threshold_option
from sxskit.cli.options import memory_option
from sxskit.errors import CatalogError
from sxskit.storage import files, states

if TYPE_CHECKING:
    from sxskit.memory.memory import Memory

F = TypeVar("F", bound=Callable[..., Any])


class MemoryLookup:
    """A memory in a file, if one is given, and the lowest score of near matches.

    Each process opens the file itself.
    """

    def __init__(self, path: Path | None, threshold: int) -> None:
        self.path = path
        self.threshold = threshold
        self._opened: Memory | None = None

    @property
    def memory(self) -> Memory | None:
        """Return the memory, which is open until the command ends; None without one."""
        if self._opened is None and self.path is not None:
            from sxskit.memory.memory import Memory  # on use: most runs have none

            self._opened = Memory.at(self.path)
        return self._opened

    def close(self) -> None:
        """Close the memory if it is open."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def state(self) -> tuple[str, ...]:
        """Return texts that change with the matches; empty if a change may leave them the same."""
        from sxskit.scores import is_available  # on use

        status = files.status(self.path) if self.path else None
        signature = states.trusted(status) if status else ()
        return (repr(signature), repr(is_available())) if signature else ()

    def require(self, language: str) -> None:
        """Raise CatalogError, with the path, if the memory has other languages only."""
        if self.memory is not None and self.path is not None:
            from sxskit.exchange.pretranslation import language_pairs  # on use

            try:
                language_pairs(self.memory, SOURCE_LANGUAGE, language)
            except CatalogError as error:
                raise error.at(files.shown(self.path)) from error

    def pretranslated(self, catalog: Catalog) -> tuple[Catalog, int]:
        """Return a catalog with the translations of the memory, and the number of these."""
        if self.memory is None:
            return catalog, 0
        from sxskit.exchange.pretranslation import pretranslated  # on use

        result = pretranslated(catalog, self.memory, threshold=self.threshold)
        return result.catalog, result.matched

    def say_without_scores(self) -> None:
        """Note on standard error that near matches in the memory require rapidfuzz."""
        if self.path is not None:
            say_without_scores(self.threshold)


def memory_options(command: F) -> F:
    """Add the options for a memory, which the command gets as `lookup`."""

    @wraps(command)
    def with_lookup(*, memory: Path | None, threshold: int, **others: Any) -> Any:
        lookup = MemoryLookup(memory, threshold)
        if lookup.memory is not None:
            lookup.memory.languages()  # also undoes what a killed process left unfinished
            lookup.close()  # before worker processes start
        click.get_current_context().call_on_close(lookup.close)
        return command(lookup=lookup, **others)

    wrapped: Any = with_lookup
    for option in (
        threshold_option("Lowest score of a similar source whose translation is proposed."),
        memory_option("Translation memory that fills in texts and replaces machine translations."),
    ):
        wrapped = option(wrapped)
    decorated: F = wrapped
    return decorated
