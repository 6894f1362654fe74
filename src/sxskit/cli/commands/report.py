"""``sxs report``: documents as HTML pages for reviewers."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import click

from sxskit.catalog import Catalog, Entry, State
from sxskit.checks.catalogs import check_catalog
from sxskit.checks.consistency import Use, deviating, uses
from sxskit.checks.documents import check
from sxskit.cli.extraction import Extraction, extracted, names_catalogs, read_base
from sxskit.cli.findings_output import settings_of
from sxskit.cli.inputs import Input
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
from sxskit.cli.outputs import refuse_dry_run, report_on, to_stdout
from sxskit.cli.parameters import Out, catalog_place
from sxskit.cli.preview_options import dry_run_option
from sxskit.cli.session import Report, T, count
from sxskit.cli.writer import Writer, Written
from sxskit.dialect.document import Document
from sxskit.dialect.metadata import language_of
from sxskit.encoding import encode_escaped
from sxskit.errors import CatalogError, FileError
from sxskit.exchange.diff import Change, diff
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.findings import Finding
from sxskit.formats import Format, format_of
from sxskit.reports.html.figures import Summary
from sxskit.reports.html.pages import Section, index, page, section
from sxskit.reports.html.review import Review, review
from sxskit.running.task import Step, StepResult
from sxskit.storage import files, writing
from sxskit.storage.catalogs import CatalogSet
from sxskit.storage.files import DASH, AnyPath
from sxskit.storage.finding import Found
from sxskit.storage.sources import as_one, documents_of, read_sources

_PAGES = frozenset({".html", ".htm"})
# Suffixes of files that are not pages, but are given instead of them; catalogs are, too.
_OTHERS = frozenset({".md", ".mdx", ".pdf", ".docx", ".txt", ".json", ".xml", ".sarif", ".zip"})
_INDEX = "index.html"
# What a page contains near its beginning (layout.html.jinja).
_GENERATOR = b'<meta name="generator" content="sxskit">'
_HEAD = 1000


@dataclass(frozen=True, slots=True)
class _Output:
    """The output of pages: one for all documents, or a folder with one for each and an index."""

    out: Path
    is_file: bool
    writer: Writer

    @classmethod
    def of(cls, place: Out, given: Input, writer: Writer) -> _Output:
        """Return the output for options; a usage error for contradictory ones."""
        out = place.path
        is_folder = out != DASH and (place.is_folder or files.is_folder(out))
        is_page = out.suffix.lower() in _PAGES
        is_other = out.suffix.lower() in _OTHERS or format_of(out) is not None
        if is_other and not is_folder:
            what = "not a page: name a file with .html, or a folder with / at its end"
            raise click.UsageError(f"{files.shown(out)}: {what}")
        places = {given.root.resolve(), *(path.resolve() for path in given.docs)}
        if out != DASH and out.resolve() in places:
            raise click.UsageError("-o is where the documents are: give another file or folder")
        if out == DASH:
            refuse_dry_run(writer)
        return cls(out, not is_folder and (is_page or out == DASH), writer)

    def path(self, found: Found) -> str:
        """Return the path of the page of a document in the folder."""
        return files.below(self.out, f"{found.relative}.html")

    def write(self, path: AnyPath, data: bytes, *, within: Path | None = None) -> Written:
        """Write a page; FileError for an existing file that this command did not write."""
        before = writing.replaceable(path, within=within)
        if before and _GENERATOR not in before[:_HEAD]:
            what = "not replaced, because sxs report did not write it: choose another -o"
            raise FileError(f"{files.shown(path)}: {what}")
        return self.writer.write(path, data, within=within)

    @property
    def start(self) -> Path:
        """The page to open."""
        return self.out if self.is_file else self.out / _INDEX


@dataclass(frozen=True, slots=True)
class _Reviewing:
    """The step that reviews each document."""

    codes: frozenset[str]
    language: str | None
    accept: Collection[State]
    catalog_set: CatalogSet | None = None
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    between: Mapping[str, Sequence[Finding]] = field(default_factory=dict)  # of several documents

    def __call__(self, found: Found, document: Document) -> Review:
        findings, merged, catalog = self.checked(found, document)
        return review(
            *(document, found.name),
            findings=sorted({*findings, *self.between.get(found.name, ())}),
            catalog=catalog,
            merged=merged,
            changes=self.changes.get(found.name, ()),
            language=self.language,
        )

    def checked(
        self, found: Found, document: Document
    ) -> tuple[Iterable[Finding], Document, Catalog | None]:
        """The findings on a document, and it and its catalog, merged."""
        if self.catalog_set is None:
            return check(document, found.name, codes=self.codes), document, None
        language = self.language or language_of(document.front_matter)
        held = self.catalog_set.of(found.name, document, language)
        checked = check_catalog(
            *(document, found.name, held.catalog),
            codes=self.codes,
            language=language,
            accept=self.accept,
        )
        of_catalogs = [each for each in held.findings if each.code in self.codes]
        return {*of_catalogs, *checked.findings}, checked.document, held.catalog

    def inputs(self, found: Found) -> list[Path]:
        """Return the files of catalogs for a document."""
        return [] if self.catalog_set is None else self.catalog_set.files(found.name)

    @property
    def shared(self) -> tuple[str, ...]:
        """The digests of catalogs for several documents."""
        return () if self.catalog_set is None else self.catalog_set.digests


@dataclass(frozen=True, slots=True)
class _Using(Step[tuple[Use, ...]]):
    """The step for `inconsistent`: the texts of each document."""

    reviewing: _Reviewing

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[Use, ...]]:
        _, merged, _ = self.reviewing.checked(found, document)
        return StepResult(0, (), 0, tuple(uses(merged, found.name)))


@dataclass(frozen=True, slots=True)
class _Parts(Step[Section]):
    """The step for one page of all documents: the part of each."""

    reviewing: _Reviewing
    numbers: Mapping[str, int]

    def __call__(self, found: Found, document: Document) -> StepResult[Section]:
        shown = self.reviewing(found, document)
        number = self.numbers[found.name] if len(self.numbers) > 1 else None
        return StepResult(len(shown.units), (), 0, section(shown, number))


@dataclass(frozen=True, slots=True)
class _Pages(Step[Summary]):
    """The step for a folder: the page of each document; the value are its figures."""

    reviewing: _Reviewing
    output: _Output

    def __call__(self, found: Found, document: Document) -> StepResult[Summary]:
        part = section(self.reviewing(found, document))
        home = "../" * (len(Path(found.relative).parts) - 1) + _INDEX
        data = encode_escaped(page([part], home=home))
        path, within = self.output.path(found), self.output.out
        written, preview = self.output.write(path, data, within=within)
        return StepResult(part.summary.units, (), written, part.summary, (), preview)

    def inputs(self, found: Found) -> list[Path]:
        return self.reviewing.inputs(found)

    def outputs(self, found: Found) -> list[str]:
        return [self.output.path(found)]

    @property
    def shared(self) -> tuple[str, ...]:
        return self.reviewing.shared


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
    output = _Output.of(out, given, Writer(dry_run))
    if is_opened and (output.out == DASH or dry_run):
        raise click.UsageError("--open requires a page that is written")
    if State.REVIEW in accept and not catalogs:
        raise click.UsageError("--accept-fuzzy is for the catalogs that -c names")
    codes = settings_of(config, given.root, select, ignore).codes
    report = report_on("report", output.writer, quiet=quiet, is_stdout=output.out == DASH)
    found = given.found(report, skip=out.path)
    reviewing = _Reviewing(codes, language, accept)
    if catalogs:
        held = given.catalog_set(catalogs, found, report, limit=max_xml_size, format=from_)
        reviewing = replace(reviewing, catalog_set=held)
    if base:
        reviewing = replace(reviewing, changes=_changes(base, found, given, report, max_xml_size))
    if "inconsistent" in codes:
        reviewing = replace(reviewing, between=_inconsistent(reviewing, found, given, report))
    _write(reviewing, output, found, given, report)
    if is_opened and report.documents:
        _open(output.start)
    report.finish(f"{count(report.written, 'page')} {report.participle}")


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
    reviewing: _Reviewing, found: list[Found], given: Input, report: Report
) -> Mapping[str, Sequence[Finding]]:
    """The findings that compare documents, by document."""
    results = _earlier("compare", _Using(reviewing), found, given, report)
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
    reviewing: _Reviewing, output: _Output, found: Sequence[Found], given: Input, report: Report
) -> None:
    """Write the page of all documents, or a page for each and the index."""
    if not output.is_file:
        is_cached = not (output.writer.is_dry or reviewing.changes or reviewing.between)
        cached = sorted(reviewing.codes) if is_cached else None
        results = given.results(found, _Pages(reviewing, output), report, cached=cached)
        pages = [(_url(each), Summary(*result.value)) for each, result in results]
        if pages:
            data = encode_escaped(index(pages, notes=_notes(reviewing, found, given, report)))
            report.add(output.write(output.start, data, within=output.out))
        return
    numbers = {each.name: number for number, each in enumerate(found, 1)}
    results_of_parts = given.results(found, _Parts(reviewing, numbers), report)
    parts = [result.value for _, result in results_of_parts]
    if not parts:
        return
    data = encode_escaped(page(parts, notes=_notes(reviewing, found, given, report)))
    if output.out == DASH:
        to_stdout(data)
    else:
        report.add(output.write(output.out, data))


def _notes(
    reviewing: _Reviewing, found: Sequence[Found], given: Input, report: Report
) -> list[str]:
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
