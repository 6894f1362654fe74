"""Documents read as catalogs, for `extract`, `update` and `diff`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sxskit.catalog import Catalog
from sxskit.checks.pairs import pairs
from sxskit.cli.languages import UNSTATED, Languages
from sxskit.cli.memory_lookup import MemoryLookup
from sxskit.cli.session import Report
from sxskit.cli.unsure_pairs import NONE_UNSURE, Unsure
from sxskit.dialect.document import Document
from sxskit.errors import CatalogError
from sxskit.exchange.extract import extract
from sxskit.formats import format_of
from sxskit.running.task import Step, StepResult
from sxskit.storage import files
from sxskit.storage.english import EnglishDocuments, original
from sxskit.storage.finding import Found, find


class Extracted(NamedTuple):
    """The catalog of a document, unless it is written, and two facts for the counts.

    `matched` is the number of entries with a translation of the memory.
    """

    has_english: bool
    catalog: Catalog | None
    matched: int = 0


class Extraction(Step[Extracted]):
    """The step that extracts each document."""

    __slots__ = ("english", "front_matter", "languages", "lookup", "unsure")

    def __init__(
        self,
        english: EnglishDocuments | None,
        front_matter: tuple[str, ...],
        languages: Languages = UNSTATED,
        lookup: MemoryLookup | None = None,
        unsure: Unsure = NONE_UNSURE,
    ) -> None:
        self.english = english
        self.front_matter = front_matter
        self.languages = languages
        self.lookup = lookup
        self.unsure = unsure

    def __call__(self, found: Found, document: Document) -> StepResult[Extracted]:
        text, unread = original(self.english, found.relative, document)
        catalog = extract(
            {found.name: document},
            language=self.languages.stated(found.relative, document.front_matter),
            english={} if text is None else {found.name: text},
            front_matter=self.front_matter,
        )
        catalog, matched = self._pretranslated(self.unsure.reviewed(catalog), found.name)
        findings = pairs(document, found.name)
        units = len(document.columns.ids)
        value = Extracted(text is not None, catalog, matched)
        return StepResult(units, findings, 0, value, unread)

    def _pretranslated(self, catalog: Catalog, name: str) -> tuple[Catalog, int]:
        """The catalog with the translations of the memory, and the number of these."""
        if self.lookup is None:
            return catalog, 0
        try:
            return self.lookup.pretranslated(catalog)
        except CatalogError as error:
            raise error.at(name) from error

    @property
    def shared(self) -> Sequence[str]:
        return self.unsure.digests

    def inputs(self, found: Found) -> Iterable[Path]:
        return self.english.inputs(found.relative) if self.english else ()


def extracted(results: Iterable[tuple[Found, StepResult[Extracted]]]) -> dict[str, Catalog]:
    """Return the catalogs of results by the names of their documents."""
    catalogs = {each.name: result.value.catalog for each, result in results}
    return {name: catalog for name, catalog in catalogs.items() if catalog is not None}


def names_catalogs(path: Path) -> bool:
    """Whether a path is that of catalogs: a folder with a document in it is not."""
    if not files.is_folder(path):
        return format_of(path) is not None
    return not find([path], path)


def read_base(
    paths: Iterable[Path],
    names: Collection[str],
    step: Extraction,
    jobs: int | None,
    report: Report,
) -> dict[str, Catalog]:
    """Return the catalogs of documents; `names` are the names of documents in other catalogs."""
    from sxskit.storage.sources import documents_of  # on use: extract does not need it

    found = [each for path in paths for each in documents_of(path, names)]
    reading = report.of_next_pass("base")
    base = extracted(reading.results(found, step, jobs=jobs))
    report.errors += reading.errors
    return base
