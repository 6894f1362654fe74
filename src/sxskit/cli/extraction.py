"""Documents read as catalogs: what `update` and `diff` compare."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from sxskit.catalog import Catalog
from sxskit.checks.pairs import pairs
from sxskit.cli.session import Report
from sxskit.dialect.document import Document
from sxskit.exchange.extract import extract
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import EnglishDocuments, original
from sxskit.storage.finding import Found
from sxskit.storage.sources import documents_of


@dataclass(frozen=True, slots=True)
class Extraction(Step[Catalog]):
    """The catalog of each document."""

    english: EnglishDocuments | None
    front_matter: tuple[str, ...]

    def __call__(self, found: Found, document: Document) -> StepResult[Catalog]:
        text, unread = original(self.english, found.relative, document)
        catalog = extract(
            {found.name: document},
            english={} if text is None else {found.name: text},
            front_matter=self.front_matter,
        )
        findings = pairs(document, found.name)
        return StepResult(len(document.units), findings, 0, catalog, unread)


def read_base(
    paths: Iterable[Path], names: Collection[str], step: Extraction, jobs: int, report: Report
) -> dict[str, Catalog]:
    """The catalogs of the documents that catalogs with these names were extracted from."""
    found = [each for path in paths for each in documents_of(path, names)]
    reading = report.of_next_pass("base")
    base = {each.name: result.value for each, result in reading.results(found, step, jobs=jobs)}
    report.errors += reading.errors
    return base
