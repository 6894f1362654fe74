"""``sxs extract``: pairs out of documents, into catalogs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sxskit.checks.structure import pairs
from sxskit.console import DASH, Input, Report, count
from sxskit.document import Document
from sxskit.exchange import extract
from sxskit.options import catalog_options, common, place, tag
from sxskit.shelf import Shelf


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
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
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
    given = Input(docs, root, stdin_filename)
    report = Report("extract", quiet=quiet, document_on_stdout=out == DASH)
    shelf = Shelf.of(out, **catalog_style)
    together: dict[str, Document] = {}
    for found, document in given.documents(given.found(report, skip=out), report):
        report.say(pairs(document, found.name))
        if shelf.is_file:
            together[found.name] = document
            continue
        with report.guard():
            catalog = extract({found.name: document}, language=language)
            if catalog.entries:
                report.written += shelf.write(catalog, found.relative)
    if together:
        report.written += shelf.write(extract(together, language=language))
    report.finish(f"{count(report.written, 'catalog')} written")
