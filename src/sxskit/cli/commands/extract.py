"""``sxs extract``: from pairs of documents to catalogs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from sxskit.catalog import Catalog
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.english_options import english_options, front_matter_option, translated_keys
from sxskit.cli.extraction import Extracted, Extraction
from sxskit.cli.inputs import Input
from sxskit.cli.leftovers import report_leftovers
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    catalog_options,
    common,
    language_option,
    out_option,
)
from sxskit.cli.parameters import Out, catalog_place
from sxskit.cli.session import count
from sxskit.cli.writer import Writer
from sxskit.dialect.document import Document
from sxskit.exchange.extract import joined
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import EnglishDocuments, cached
from sxskit.storage.finding import Found


class _Writing(Step[Extracted]):
    """The step for each document: extract it, and write its catalog if it has one of its own."""

    __slots__ = ("extraction", "output")

    def __init__(self, extraction: Extraction, output: CatalogOutput) -> None:
        self.extraction = extraction
        self.output = output

    def __call__(self, found: Found, document: Document) -> StepResult[Extracted]:
        result = self.extraction(found, document)
        has_english, catalog = result.value
        if catalog is None or self.output.is_file:
            return result
        result = result._replace(value=(has_english, None))
        if not catalog.columns.units:
            return result
        files, preview = self.output.write(catalog, found.relative)
        return result._replace(written=files, preview=preview)

    def inputs(self, found: Found) -> Iterable[Path]:
        return self.extraction.inputs(found)

    def outputs(self, found: Found) -> list[str]:
        return self.output.paths(found.relative)


class _Results:
    """The catalogs for one file, the paths of the others, and the documents without English."""

    def __init__(self) -> None:
        self.together: dict[str, Catalog] = {}
        self.kept: set[str] = set()
        self.without_english = 0

    def add(self, each: Found, result: StepResult[Extracted], paths: Iterable[str]) -> None:
        has_english, catalog = result.value
        self.without_english += not has_english
        if result.units or has_english:
            self.kept.update(paths)
        if catalog is not None:
            self.together[each.name] = catalog


@click.command("extract", short_help="Extract the pairs of documents to catalogs.")
@out_option(
    "OUT",
    "Folder for one catalog per document, or a file for all, such as ru.po or ru.xlf.",
    required=True,
    callback=catalog_place,
)
@language_option(LANGUAGE_OF_DOCUMENTS)
@english_options
@front_matter_option
@catalog_options
@common
def command(
    given: Input,
    quiet: bool,
    out: Out,
    language: str | None,
    english: EnglishDocuments | None,
    front_matter: tuple[str, ...] | None,
    writer: Writer,
    **catalog_style: Any,
) -> None:
    """Extract the pairs of documents into catalogs for translators.

    DOCS are files, - for standard input, or directories, whose Markdown files with pair markup are
    read. A machine translation (ms.translationtype: MT) becomes an entry to review. With
    --english, title and description are entries, too. An existing catalog keeps its states and
    notes, and is not replaced if a translation in it would be lost.

    \b
    sxs extract docs -o po                      docs/a.md -> po/docs/a.md.po
    sxs extract docs -o ru.po                   all documents in one catalog
    sxs extract docs -o xlf --format xliff      XLIFF 1.2, docs/a.md -> xlf/docs/a.md.xlf
    """
    output = CatalogOutput.of(out, writer=writer, **catalog_style)
    report = output.report("extract", quiet=quiet)
    found = given.found(report, skip=out.path, english=english)
    if front_matter is not None and english is None:
        raise click.UsageError("--front-matter requires --english or --english-git")
    keys = translated_keys(front_matter, given.root) if english else ()
    remembered = None if output.is_file or writer.is_dry else cached(english, *keys)
    step = _Writing(Extraction(english, keys, language), output)
    results = _Results()
    for each, result in given.results(found, step, report, cached=remembered):
        report.say(result.findings)
        results.add(each, result, output.paths(each.relative))
    if results.together:
        report.add(output.write(joined(results.together, language=language)))
    without = count(results.without_english, "document")
    missing = [f"{without} without English"] if english and results.without_english else []
    removed = report_leftovers(output, report, results.kept, given.is_gone)
    report.finish(f"{count(report.written, 'catalog')} {report.participle}", *removed, *missing)
