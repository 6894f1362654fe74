"""``sxs extract``: pairs out of documents, into catalogs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from sxskit.catalog import Catalog
from sxskit.checks.structure import pairs
from sxskit.console import Input, Report, count
from sxskit.document import Document
from sxskit.exchange import extract, joined
from sxskit.files import DASH, Found
from sxskit.options import catalog_options, common, place, tag
from sxskit.shelf import Shelf
from sxskit.work import Step, Work


@dataclass(frozen=True, slots=True)
class _Extraction(Step[Catalog | None]):
    """What is done with each document; the result is its catalog, where all are to be one."""

    shelf: Shelf
    language: str | None

    def __call__(self, found: Found, document: Document) -> Work[Catalog | None]:
        findings = pairs(document, found.name)
        catalog = extract({found.name: document}, language=self.language)
        if self.shelf.is_file:
            return Work(len(document.units), findings, 0, catalog)
        written = self.shelf.write(catalog, found.relative) if catalog.entries else 0
        return Work(len(document.units), findings, written, None)

    def outputs(self, found: Found) -> list[Path]:
        return self.shelf.paths(found.relative)


@click.command("extract")
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    callback=place,
    required=True,
    help="A folder for one catalog per document, or one file for all: name it ru.po, ru.xlf, ...",
)
@click.option("--language", metavar="TAG", callback=tag, help="By default ms.contentlocale.")
@catalog_options
@common
def command(
    given: Input,
    quiet: bool,
    out: Path,
    language: str | None,
    **catalog_style: Any,
) -> None:
    """Take the pairs out of documents, into catalogs that translators edit.

    DOCS are files, - for standard input, or directories, which stand for their Markdown files with
    pair markup. A machine translation (ms.translationtype: MT) becomes an entry to review. Catalogs
    that are there already are written anew.

    \b
    sxs extract docs -o po                      docs/a.md -> po/docs/a.md.po
    sxs extract docs -o ru.po                   all documents in one catalog
    sxs extract docs -o xlf --format xliff      XLIFF 1.2, docs/a.md -> xlf/docs/a.md.xlf
    """
    report = Report("extract", quiet=quiet, document_on_stdout=out == DASH)
    shelf = Shelf.of(out, **catalog_style)
    together: dict[str, Catalog] = {}
    found = given.found(report, skip=out)
    cached = None if shelf.is_file else ()
    step = _Extraction(shelf, language)
    for each, work in given.results(found, step, report, cached=cached):
        report.say(work.findings)
        if work.result is not None:
            together[each.name] = work.result
    if together:
        report.written += shelf.write(joined(together, language=language))
    report.finish(f"{count(report.written, 'catalog')} written")
