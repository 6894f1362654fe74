"""``sxs update``: catalogs for the next hand-off, with the work in the old ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from sxskit.catalog import Catalog
from sxskit.cli import completion
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.english_options import english_options, front_matter_option, translated_keys
from sxskit.cli.extraction import Extraction, names_catalogs, read_base
from sxskit.cli.findings_output import incomplete
from sxskit.cli.inputs import Input
from sxskit.cli.memory_lookup import MemoryLookup, memory_options
from sxskit.cli.near_matches import say_without_scores
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    base_option,
    common,
    format_of_catalogs_option,
    in_place_option,
    inline_of_catalogs_option,
    language_option,
    max_xml_size_option,
    out_option,
    overwrite_option,
)
from sxskit.cli.parameters import Out, catalog_place, place
from sxskit.cli.preview_options import preview_options
from sxskit.cli.session import Report, count
from sxskit.cli.updated_output import UpdatedOutput
from sxskit.cli.writer import Writer
from sxskit.exchange.extract import common_language
from sxskit.exchange.update import Updated, update_catalogs
from sxskit.formats import format_of
from sxskit.storage import files
from sxskit.storage.catalogs import catalogs_at
from sxskit.storage.english import EnglishDocuments
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found
from sxskit.storage.sources import Source, as_one, read_sources


def _place(ctx: click.Context, param: click.Parameter, value: str | None) -> Out | None:
    return None if value is None else catalog_place(ctx, param, value)


@click.command("update", short_help="Carry the work in catalogs to the next hand-off.")
@click.argument("catalogs", callback=place, shell_complete=completion.files)
@out_option(
    "OUT",
    "Folder for one catalog per document, or a file for all, such as ru.po or ru.xlf.",
    callback=_place,
)
@preview_options
@in_place_option("Change the catalogs in place.")
@base_option("Documents that CATALOGS were extracted from; texts equal to theirs are not edits.")
@memory_options
@overwrite_option
@max_xml_size_option
@inline_of_catalogs_option
@format_of_catalogs_option
@language_option(LANGUAGE_OF_DOCUMENTS)
@english_options
@front_matter_option
@common
def command(
    given: Input,
    quiet: bool,
    catalogs: Path,
    out: Out | None,
    in_place: bool,
    base: tuple[Path, ...],
    lookup: MemoryLookup,
    language: str | None,
    english: EnglishDocuments | None,
    front_matter: tuple[str, ...] | None,
    writer: Writer,
    **style: Any,
) -> None:
    """Carry the work in old catalogs to the next hand-off of the documents.

    CATALOGS is a file or a folder, in any formats; more may follow among DOCS, the new documents.
    What people wrote and approved goes where its source is now; --memory fills in the rest. A text
    that is not certain to fit is to review, and what has no place is obsolete, not lost.

    \b
    sxs update po docs -o new --base old-docs      old-docs: what po was extracted from
    sxs update ru.po docs --in-place
    """
    paths, given = _split(catalogs, given)
    output = _output(out, catalogs, in_place, writer=writer, **style)
    report = output.report("update", quiet=quiet)
    step = Extraction(english, translated_keys(front_matter, given.root))
    found = given.found(report, skip=out and out.path, english=english)
    theirs = _read(given, found, step, report)
    with report.guard():
        tag = language or common_language(theirs)
        sources = read_sources(paths, tag or None, limit=output.style.limit)
        ours, unread = _apart(as_one(sources), found, given)
        old = read_base(base, ours.documents, step, given.jobs, report)
        if not report.errors:
            updated = _updated((ours, theirs, old), tag, step.front_matter, lookup)
            report.add(UpdatedOutput(output, in_place, sources, theirs, unread).write(updated))
            _finish(updated, sources, lookup.threshold, report)
    report.finish("nothing written")


def _output(out: Out | None, catalogs: Path, in_place: bool, **style: Any) -> CatalogOutput:
    """The output for options; a usage error for contradictory ones."""
    if (out is None) is not in_place:
        raise click.UsageError("give either -o OUT or --in-place")
    return CatalogOutput.of(out or Out(catalogs, False), **style)


def _split(catalogs: Path, given: Input) -> tuple[tuple[Path, ...], Input]:
    """The catalogs and the documents among the arguments."""
    paths = (catalogs, *(path for path in given.docs if _is_catalog(path)))
    docs = tuple(path for path in given.docs if path not in paths)
    if not docs:
        raise click.UsageError("give the new documents after the catalogs")
    return paths, given._replace(docs=docs)


def _read(
    given: Input, found: Sequence[Found], step: Extraction, report: Report
) -> dict[str, Catalog]:
    """The catalogs of the documents that have units."""
    theirs = {}
    for each, result in given.results(found, step, report):
        report.say(result.findings)
        catalog = result.value.catalog
        if catalog and catalog.entries:
            theirs[each.name] = catalog
    return theirs


def _is_catalog(path: Path) -> bool:
    """Whether an argument after the first is catalogs: a file, or a folder of catalogs alone."""
    if path == DASH or not files.is_folder(path):
        return path != DASH and format_of(path) is not None
    return names_catalogs(path) and bool(catalogs_at(path))


def _apart(ours: Catalog, found: Iterable[Found], given: Input) -> tuple[Catalog, Catalog]:
    """The entries of the documents that are updated, and those of others that exist."""
    names = {each.name for each in found}
    unread = {
        name
        for name in {entry.key.document for entry in (*ours.entries, *ours.obsolete)} - names
        if name and files.is_file(given.root / name)
    }
    return _of(ours, unread, is_in=False), _of(ours, unread, is_in=True)


def _of(catalog: Catalog, documents: Collection[str], *, is_in: bool) -> Catalog:
    """The entries of some documents, or of the others."""
    if not documents and not is_in:
        return catalog
    entries, obsolete = [
        tuple([entry for entry in each if (entry.key.document in documents) is is_in])
        for each in (catalog.entries, catalog.obsolete)
    ]
    return replace(catalog, entries=entries, obsolete=obsolete)


def _updated(
    sides: tuple[Catalog, dict[str, Catalog], dict[str, Catalog]],
    language: str,
    keys: Collection[str],
    lookup: MemoryLookup,
) -> Updated:
    """The update of our catalog by theirs and those of the base."""
    lookup.require(language or sides[0].target_language)
    return update_catalogs(*sides, language, keys, lookup.threshold, memory=lookup.memory)


def _finish(
    updated: Updated, sources: Iterable[Source], threshold: int, report: Report
) -> NoReturn:
    """Show the findings, and end the command with the counts."""
    say_without_scores(threshold)
    for source in sources:
        report.say(incomplete(source.path, source.catalog))
    report.say(updated.findings)
    counts = {
        "kept": updated.kept,
        "carried": updated.carried,
        "copied": updated.copied,
        "proposed": updated.proposed,
        "matched": updated.matched,
        "obsolete": updated.retired,
    }
    named = [f"{number} {what}" for what, number in counts.items() if number]
    report.finish(*named, f"{count(report.written, 'catalog')} {report.participle}")
