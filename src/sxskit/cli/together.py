"""One catalog for all documents, of which one at a time is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from sxskit.catalog import Catalog
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.writer import Written
from sxskit.exchange.extract import joined
from sxskit.exchange.keeping import stamped
from sxskit.storage.spool import Spool


class Together:
    """A context for the catalogs of documents, in a temporary file until all are there.

    The beginning of the catalog, such as its language and its digest, depends on all of them.
    """

    def __init__(self) -> None:
        self._catalogs = Spool[Catalog]()
        self._heads: dict[str, Catalog] = {}  # without entries
        self._with_entries: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._catalogs.__exit__()

    def __bool__(self) -> bool:
        return bool(self._heads)

    def add(self, name: str, catalog: Catalog) -> None:
        """Add the catalog of a document."""
        self._catalogs.add(name, catalog)
        languages = catalog.source_language, catalog.target_language
        self._heads[name] = Catalog(*languages, (), catalog.metadata)
        if catalog.documents:
            self._with_entries.append(name)

    def write(self, output: CatalogOutput, language: str | None) -> Written:
        """Write the catalog, document by document if it is a new file in a format that allows it.

        An existing catalog is read as a whole, for what is to be kept of it.
        """
        whole = joined(self._heads, language=language)
        if len(self._with_entries) < 2 or not output.is_piecewise:
            catalogs = {name: self._catalogs.read(name) for name in self._heads}
            return output.write(joined(catalogs, language=language))
        head = stamped(whole, self._read(sorted(self._with_entries)))
        return output.write_pieces(head, self._read(self._with_entries))

    def _read(self, names: Iterable[str]) -> Iterator[Catalog]:
        return (self._catalogs.read(name) for name in names)
