"""``sxs extract``: from pairs of documents to catalogs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from sxskit.catalog import Catalog
from sxskit.checks.pairs import pairs
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.english_options import english_options
from sxskit.cli.inputs import Input
from sxskit.cli.leftovers import report_leftovers
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    catalog_options,
    common,
    front_matter_option,
    language_option,
    out_option,
    translated_keys,
)
from sxskit.cli.parameters import Out, catalog_place
from sxskit.cli.session import count
from sxskit.cli.writer import Writer
from sxskit.dialect.document import Document
from sxskit.exchange.extract import extract, joined
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import EnglishDocuments, cached, original
from sxskit.storage.finding import Found


@dataclass(frozen=True, slots=True)
class _Extraction(Step[tuple[bool, Catalog | None]]):
    """The step for each document.

    The value is whether its English document exists, and its catalog if there is one for all.
    """

    output: CatalogOutput
    language: str | None
    english: EnglishDocuments | None
    front_matter: tuple[str, ...]

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[bool, Catalog | None]]:
        findings = pairs(document, found.name)
        text, unread = original(self.english, found.relative, document)
        catalog = extract(
            {found.name: document},
            language=self.language,
            english={} if text is None else {found.name: text},
            front_matter=self.front_matter,
        )
        if self.output.is_file:
            return StepResult(
                len(document.columns.ids), findings, 0, (text is not None, catalog), unread
            )
        value = text is not None, None
        units = len(document.columns.ids)
        if not catalog.entries:
            return StepResult(units, findings, 0, value, unread)
        files, preview = self.output.write(catalog, found.relative)
        return StepResult(units, findings, files, value, unread, preview)

    def inputs(self, found: Found) -> Iterable[Path]:
        return self.english.inputs(found.relative) if self.english else ()

    def outputs(self, found: Found) -> list[Path]:
        return self.output.paths(found.relative)


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
    found = given.found(report, skip=out.path)
    if front_matter is not None and english is None:
        raise click.UsageError("--front-matter requires --english or --english-git")
    keys = translated_keys(front_matter, given.root) if english else ()
    remembered = None if output.is_file or writer.is_dry else cached(english, *keys)
    step = _Extraction(output, language, english, keys)
    together: dict[str, Catalog] = {}
    without = 0
    kept: set[Path] = set()
    for each, result in given.results(found, step, report, cached=remembered):
        report.say(result.findings)
        without += not result.value[0]
        if result.units or result.value[0]:
            kept.update(output.paths(each.relative))
        if (catalog := result.value[1]) is not None:
            together[each.name] = catalog
    if together:
        report.add(output.write(joined(together, language=language)))
    missing = [f"{count(without, 'document')} without English"] if english and without else []
    removed = report_leftovers(output, report, kept, given.is_gone)
    report.finish(f"{count(report.written, 'catalog')} {report.participle}", *removed, *missing)
