"""``sxs report``: documents as HTML pages for reviewers."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import click

from sxskit.catalog import Catalog, Entry, State
from sxskit.checks.consistency import deviating
from sxskit.cli.extraction import Extraction, extracted, names_catalogs, read_base
from sxskit.cli.findings_output import settings_of
from sxskit.cli.inputs import Input
from sxskit.cli.languages import Languages
from sxskit.cli.near_matches import say_without_scores
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    accept_fuzzy_option,
    base_option,
    catalogs_option,
    codes_option,
    common,
    config_option,
    from_option,
    language_option,
    max_xml_size_option,
    out_option,
)
from sxskit.cli.outputs import report_on, to_stdout
from sxskit.cli.parameters import Out, catalog_place
from sxskit.cli.preview_options import dry_run_option
from sxskit.cli.reviewing import Pages, PagesOutput, Parts, Reviewing, Using
from sxskit.cli.session import Report, T, count
from sxskit.cli.writer import Writer
from sxskit.encoding import encode_escaped
from sxskit.errors import CatalogError, FileError
from sxskit.exchange.diff import Change, diff
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.findings import Finding
from sxskit.formats import Format
from sxskit.reports.html.figures import Summary
from sxskit.reports.html.pages import index, page
from sxskit.running.task import Step, StepResult
from sxskit.storage import files
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found
from sxskit.storage.sources import as_one, documents_of, read_sources


@click.command("report", short_help="Write pages on which people review translations.")
@out_option(
    "OUT",
    "File for one page, such as report.html, or folder for a page per document and an index.",
    required=True,
    callback=catalog_place,
)
@catalogs_option("Show the translations in these catalogs, too, with the words that they change.")
@from_option("Format of the files of -c, and of '-'.")
@max_xml_size_option
@base_option("Documents or catalogs of the last hand-off; show what changed since.", metavar="OLD")
@language_option(LANGUAGE_OF_DOCUMENTS)
@accept_fuzzy_option("With -c: show fuzzy translations as if they were applied.")
@codes_option("--select", "Codes to check: codes, severities, default, all.  [default: default]")
@codes_option("--ignore", "Codes and severities not to report.")
@config_option
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
@dry_run_option("Write nothing; name the files that would be written.")
@common
def command(
    given: Input,
    quiet: bool,
    out: Out,
    catalogs: tuple[Path, ...],
    from_: Format | None,
    max_xml_size: int,
    base: tuple[Path, ...],
    language: str | None,
    accept: tuple[State, ...],
    select: frozenset[str] | None,
    ignore: frozenset[str] | None,
    config: Path | None,
    is_opened: bool,
    dry_run: bool,
) -> None:
    """Write pages on which people review translations, in a browser.

    A page shows each document in order, source and target side by side and rendered, with the state
    of every unit and the findings of `sxs check`. It is one file without scripts or images from
    elsewhere. With -c, old and new translations are shown, with --base what the hand-off changed.

    \b
    sxs report docs -o report.html           one page
    sxs report docs -c po -o review --open   a folder: an index, and a page per document
    """
    output = PagesOutput.of(out, given, Writer(dry_run))
    _refuse_contradictions(output, is_opened, accept, catalogs)
    settings = settings_of(config, given.root, select, ignore)
    languages = Languages.configured_in(settings, given.root, language)
    report = report_on("report", output.writer, quiet=quiet, is_stdout=output.out == DASH)
    found = given.found(report, skip=out.path)
    held = None
    if catalogs:
        held = given.catalog_set(catalogs, found, report, limit=max_xml_size, format=from_)
    reviewing = Reviewing(settings.codes, languages, accept, held)
    if base:
        reviewing = replace(reviewing, changes=_changes(base, found, given, report, max_xml_size))
    if "inconsistent" in settings.codes:
        reviewing = replace(reviewing, between=_inconsistent(reviewing, found, given, report))
    _write(reviewing, output, found, given, report)
    if is_opened and report.documents:
        _open(output.start)
    report.finish(f"{count(report.written, 'page')} {report.participle}")


def _refuse_contradictions(
    output: PagesOutput, is_opened: bool, accept: Collection[State], catalogs: Collection[Path]
) -> None:
    """Raise a usage error for an option without the one that it requires."""
    if is_opened and (output.out == DASH or output.writer.is_dry):
        raise click.UsageError("--open requires a page that is written")
    if State.REVIEW in accept and not catalogs:
        raise click.UsageError("--accept-fuzzy is for the catalogs that -c names")


def _earlier(
    verb: str, step: Step[T], found: list[Found], given: Input, report: Report
) -> list[tuple[Found, StepResult[T]]]:
    """The results of a step before that for the pages.

    Documents that cannot be read are reported, and are not found any more.
    """
    reading = report.of_next_pass(verb)
    results = [*reading.results(found, step, jobs=given.jobs)]
    report.errors += reading.errors
    report.failures += reading.failures
    found[:] = [each for each in found if each.name not in reading.unread]
    return results


def _inconsistent(
    reviewing: Reviewing, found: list[Found], given: Input, report: Report
) -> Mapping[str, Sequence[Finding]]:
    """The findings that compare documents, by document."""
    results = _earlier("compare", Using(reviewing), found, given, report)
    by_document: dict[str, list[Finding]] = {}
    for each in deviating(use for _, result in results for use in result.value):
        by_document.setdefault(each.path, []).append(each)
    return by_document


def _changes(
    base: Sequence[Path], found: list[Found], given: Input, report: Report, limit: int
) -> Mapping[str, Sequence[Change]]:
    """The changes since the last hand-off, by document."""
    step = Extraction(None, TRANSLATED)
    new = extracted(_earlier("diff", step, found, given, report))
    names: Mapping[str, str] = {}
    if all(map(names_catalogs, base)):
        old = as_one(read_sources(base, None, limit=limit))
    else:
        names = _names_in(base, found, given)
        old = _joined(read_base(base, () if names else [*new], step, given.jobs, report), {})
    say_without_scores()
    changes = diff(old, _joined(new, names)).by_document()
    return {name: changes.get(names.get(name, name), ()) for name in new}


def _names_in(base: Sequence[Path], found: Sequence[Found], given: Input) -> Mapping[str, str]:
    """The names of documents in their own folders; empty if the old folders have those here."""
    with suppress(CatalogError):
        for path in base:
            documents_of(path, [each.name for each in found])
        return {}
    folders = [path for path in given.docs if files.is_folder(path)]
    names = {}
    for each in found:
        path = Path(each.path)
        above = [folder for folder in folders if path.is_relative_to(folder)]
        names[each.name] = files.shown(path.relative_to([*above, path.parent][0]))
    return names


def _joined(parts: Mapping[str, Catalog], names: Mapping[str, str]) -> Catalog:
    """The entries of documents, in any languages, under other names."""
    entries: list[Entry] = []
    for document, part in parts.items():
        name = names.get(document, document)
        entries += [
            each if name == document else replace(each, key=each.key._replace(document=name))
            for each in part.entries
        ]
    return Catalog("", "", tuple(entries))


def _write(
    reviewing: Reviewing, output: PagesOutput, found: Sequence[Found], given: Input, report: Report
) -> None:
    """Write the page of all documents, or a page for each and the index."""
    if not output.is_file:
        is_cached = not (output.writer.is_dry or reviewing.changes or reviewing.between)
        cached = [*sorted(reviewing.codes), *reviewing.languages.key] if is_cached else None
        results = given.results(found, Pages(reviewing, output), report, cached=cached)
        pages = [(_url(each), Summary(*result.value)) for each, result in results]
        if pages:
            data = encode_escaped(index(pages, notes=_notes(reviewing, found, given, report)))
            report.add(output.write(output.start, data, within=output.out))
        return
    numbers = {each.name: number for number, each in enumerate(found, 1)}
    results_of_parts = given.results(found, Parts(reviewing, numbers), report)
    parts = [result.value for _, result in results_of_parts]
    if not parts:
        return
    data = encode_escaped(page(parts, notes=_notes(reviewing, found, given, report)))
    if output.out == DASH:
        to_stdout(data)
    else:
        report.add(output.write(output.out, data))


def _notes(reviewing: Reviewing, found: Sequence[Found], given: Input, report: Report) -> list[str]:
    """Notes on what the pages do not show: unreadable documents, entries without a document."""
    if reviewing.catalog_set is None or "unknown-entry" not in reviewing.codes:
        return report.failures
    unknown = given.unknown(reviewing.catalog_set.documents, found)
    return [*report.failures, *map(str, unknown)]


def _url(found: Found) -> str:
    """The URL of the page of a document, relative to the index."""
    return quote(os.fsencode(f"{Path(found.relative).as_posix()}.html"))


def _open(path: Path) -> None:
    """Open a page in the browser of the user; FileError if there is none."""
    import webbrowser  # on use, as its subprocess

    if not webbrowser.open_new_tab(path.resolve().as_uri()):
        raise FileError(f"{files.shown(path)}: no browser found: open the page yourself")
