"""Documents read as catalogs, as `extract`, `update` and `diff` do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TypeAlias

from sxskit.catalog import Catalog
from sxskit.checks.pairs import pairs
from sxskit.cli.session import Report
from sxskit.dialect.document import Document
from sxskit.exchange.extract import extract
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import EnglishDocuments, original
from sxskit.storage.finding import Found

# Whether the English document exists, and the catalog, unless it is written.
Extracted: TypeAlias = tuple[bool, Catalog | None]


class Extraction(Step[Extracted]):
    """The step that extracts each document."""

    __slots__ = ("english", "front_matter", "language")

    def __init__(
        self,
        english: EnglishDocuments | None,
        front_matter: tuple[str, ...],
        language: str | None = None,
    ) -> None:
        self.english = english
        self.front_matter = front_matter
        self.language = language

    def __call__(self, found: Found, document: Document) -> StepResult[Extracted]:
        text, unread = original(self.english, found.relative, document)
        catalog = extract(
            {found.name: document},
            language=self.language,
            english={} if text is None else {found.name: text},
            front_matter=self.front_matter,
        )
        findings = pairs(document, found.name)
        units = len(document.columns.ids)
        return StepResult(units, findings, 0, (text is not None, catalog), unread)

    def inputs(self, found: Found) -> Iterable[Path]:
        return self.english.inputs(found.relative) if self.english else ()


def extracted(results: Iterable[tuple[Found, StepResult[Extracted]]]) -> dict[str, Catalog]:
    """Return the catalogs of results by the names of their documents."""
    catalogs = {each.name: result.value[1] for each, result in results}
    return {name: catalog for name, catalog in catalogs.items() if catalog is not None}


def read_base(
    paths: Iterable[Path],
    names: Collection[str],
    step: Extraction,
    jobs: int | None,
    report: Report,
) -> dict[str, Catalog]:
    """The catalogs of the documents that catalogs with these names were extracted from."""
    from sxskit.storage.sources import documents_of  # on use: extract does not need it

    found = [each for path in paths for each in documents_of(path, names)]
    reading = report.of_next_pass("base")
    base = extracted(reading.results(found, step, jobs=jobs))
    report.errors += reading.errors
    return base
