"""``sxs diff``: what a hand-off changed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from sxskit.catalog import SOURCE_LANGUAGE, Catalog
from sxskit.cli import completion
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.extraction import Extraction, names_catalogs, read_base
from sxskit.cli.near_matches import say_without_scores
from sxskit.cli.options import (
    format_option,
    jobs_option,
    language_option,
    max_xml_size_option,
    out_option,
    overwrite_option,
    quiet_option,
)
from sxskit.cli.outputs import to_stdout
from sxskit.cli.parameters import Out, place
from sxskit.cli.session import Report
from sxskit.cli.writer import Writer
from sxskit.encoding import encode_escaped
from sxskit.errors import CatalogError
from sxskit.exchange.diff import Diff, diff
from sxskit.exchange.diff_tables import format_diff
from sxskit.exchange.extract import joined
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.storage import files
from sxskit.storage.sources import as_one, read_sources


@click.command("diff", short_help="Show what changed between two hand-offs.")
@click.argument("old", callback=place, shell_complete=completion.files)
@click.argument("new", callback=place, shell_complete=completion.files)
@out_option("TODO", "A catalog of what needs work: name it todo.po, todo.xlf, ...")
@format_option(
    ("text", "json"),
    "A table for people, or JSON, with every change, for scripts.",
    default="text",
)
@language_option("The target language of catalogs that name several.")
@overwrite_option
@jobs_option
@max_xml_size_option
@quiet_option("No counts.")
def command(
    *,
    old: Path,
    new: Path,
    out: Path | None,
    format_: Literal["text", "json"],
    language: str | None,
    overwrite: bool,
    jobs: int | None,
    max_xml_size: int,
    quiet: bool,
) -> None:
    """Show what changed between two hand-offs, in units and in words.

    OLD and NEW are documents or catalogs, a file or a folder each. Words are counted as agencies
    quote them: repetitions, and bands by the most similar source that was translated before.

    \b
    sxs diff old-docs docs                 a table
    sxs diff ru.po docs -o todo.po         and a catalog of what needs work
    """
    report = Report("diff", quiet=quiet, document_on_stdout=True)
    output = None if out is None else _output(out, overwrite, max_xml_size)
    sides: list[Catalog] = []
    with report.guard():
        for path, other in ((old, new), (new, old)):
            sides.append(_side(path, other, language, jobs, max_xml_size, report))
        changes = None if report.errors else diff(*sides)
    if report.errors or changes is None:
        report.finish("nothing compared")
    say_without_scores()
    to_stdout(encode_escaped(format_diff(changes, format_)))
    if output is not None:
        report.add(output.convert(_todo(changes, sides[1])))
    report.documents = len(changes.new_documents)
    report.units = sum(each.new is not None for each in changes.changes)
    report.finish(f"{len(changes.todo)} to do")


def _output(out: Path, overwrite: bool, limit: int) -> CatalogOutput:
    output = CatalogOutput.of(
        Out(out, is_folder=False),
        format_=None,
        inline="plain",
        unique=False,
        no_identical=False,
        split_by=None,
        overwrite=overwrite,
        max_xml_size=limit,
        writer=Writer(),
        prune=False,
    )
    if not output.is_file or out == files.DASH:
        raise click.UsageError(f"{files.shown(out)}: name it as a catalog, such as todo.po")
    return output


def _side(
    path: Path, other: Path, language: str | None, jobs: int | None, limit: int, report: Report
) -> Catalog:
    """The catalog of a path: of catalogs, or of documents."""
    if names_catalogs(path):
        return as_one(read_sources([path], language, limit=limit))
    names: tuple[str, ...] = ()
    if names_catalogs(other):
        names = as_one(read_sources([other], language, limit=limit)).documents
    parts = read_base([path], names, Extraction(None, TRANSLATED), jobs, report)
    if not parts and not report.errors:
        raise CatalogError(f"{files.shown(path)}: no document with pair markup in it")
    return joined(parts, language=language)


def _todo(changes: Diff, new: Catalog) -> Catalog:
    source = new.source_language or SOURCE_LANGUAGE
    return Catalog(source, new.target_language, changes.todo, dict(new.metadata))
