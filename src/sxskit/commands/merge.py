"""``sxs merge``: translations back into documents."""

from __future__ import annotations

from pathlib import Path

import click

from sxskit.catalog import Catalog, State
from sxskit.catalogs import Catalogs
from sxskit.checks.structure import pairs
from sxskit.console import Input, Output, Report
from sxskit.document import Document
from sxskit.exchange import merge
from sxskit.files import Found
from sxskit.options import common, output_options, place, values


@click.command("merge")
@click.option(
    "-c",
    "--catalogs",
    metavar="CATALOGS",
    callback=place,
    required=True,
    multiple=True,
    help="A catalog, or a folder of them as `sxs extract` made it.",
)
@output_options
@click.option("--accept-fuzzy", is_flag=True, help="Apply fuzzy translations too.")
@click.option(
    "--set",
    "metadata",
    metavar="KEY=VALUE",
    multiple=True,
    callback=values,
    help="Set a front-matter value in every document.",
)
@click.option("--strict", is_flag=True, help="Write nothing at all if there is a finding.")
@common
def command(
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
    quiet: bool,
    catalogs: tuple[Path, ...],
    out: Path | None,
    in_place: bool,
    accept_fuzzy: bool,
    metadata: dict[str, str],
    strict: bool,
) -> None:
    """Put the translations of catalogs back into documents, every other byte as it was.

    DOCS are files, - for standard input, or directories, as they were given to extract. A
    translation that is fuzzy, was made from another source text or would break the document is left
    alone, and reported.

    \b
    sxs merge docs -c po --in-place
    sxs merge docs -c po -o out --set ms.translationtype=HT
    """
    given = Input(docs, root, stdin_filename)
    output = Output.of(given, out, in_place)
    report = Report("merge", quiet=quiet, document_on_stdout=output.is_stdout)
    found = given.found(report, skip=out)
    shelf = Catalogs(catalogs, [each.name for each in found])
    accept = (State.DONE, State.REVIEW) if accept_fuzzy else (State.DONE,)
    applied = missing = 0
    waiting: list[tuple[Found, Document, str]] = []
    for each, document in given.documents(found, report):
        with report.guard():
            catalog = shelf.of(each.name) or Catalog("", "")
            merged = merge(document, each.name, catalog, accept=accept, metadata=metadata)
            applied += merged.applied
            missing += merged.missing
            report.say(sorted([*pairs(document, each.name), *merged.findings]))
            if strict:
                waiting.append((each, document, merged.document.text))
            else:
                report.written += output.write(each, merged.document.text, before=document)
    report.say(given.unknown(shelf.documents, found))
    if strict and (report.findings or report.errors):
        report.finish("nothing written, because of --strict")
    for each, document, text in waiting:
        with report.guard():
            report.written += output.write(each, text, before=document)
    report.finish(f"{applied} applied, {missing} without an entry, {report.written} written")
