"""The steps of ``sxs report``: what it shows of each document, and where its pages are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from sxskit.catalog import Catalog, State
from sxskit.checks.catalogs import check_catalog
from sxskit.checks.consistency import Use, uses
from sxskit.checks.documents import check
from sxskit.cli.inputs import Input
from sxskit.cli.languages import Languages
from sxskit.cli.outputs import refuse_dry_run
from sxskit.cli.parameters import Out
from sxskit.cli.writer import Writer, Written
from sxskit.dialect.document import Document
from sxskit.encoding import encode_escaped
from sxskit.errors import FileError
from sxskit.exchange.diff import Change
from sxskit.findings import Finding
from sxskit.formats import format_of
from sxskit.reports.html.figures import Summary
from sxskit.reports.html.pages import Section, page, section
from sxskit.reports.html.review import Review, review
from sxskit.running.task import Step, StepResult
from sxskit.storage import files, writing
from sxskit.storage.catalogs import CatalogSet
from sxskit.storage.files import DASH, AnyPath
from sxskit.storage.finding import Found

_PAGES = frozenset({".html", ".htm"})
# Suffixes of files that are not pages, but are given instead of them; catalogs are, too.
_OTHERS = frozenset({".md", ".mdx", ".pdf", ".docx", ".txt", ".json", ".xml", ".sarif", ".zip"})
_INDEX = "index.html"
# What a page contains near its beginning (layout.html.jinja).
_GENERATOR = b'<meta name="generator" content="sxskit">'
_HEAD = 1000


@dataclass(frozen=True, slots=True)
class PagesOutput:
    """The output of pages: one for all documents, or a folder with one for each and an index."""

    out: Path
    is_file: bool
    writer: Writer

    @classmethod
    def of(cls, place: Out, given: Input, writer: Writer) -> PagesOutput:
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
class Reviewing:
    """The step that reviews each document."""

    codes: frozenset[str]
    languages: Languages
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
            language=self.languages.of(found.relative, document.front_matter),
        )

    def checked(
        self, found: Found, document: Document
    ) -> tuple[Iterable[Finding], Document, Catalog | None]:
        """The findings on a document, and it and its catalog, merged."""
        if self.catalog_set is None:
            stated = self.languages.stated(found.relative, document.front_matter)
            findings = check(document, found.name, codes=self.codes, language=stated)
            return findings, document, None
        language = self.languages.of(found.relative, document.front_matter)
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
class Using(Step[tuple[Use, ...]]):
    """The step for `inconsistent`: the texts of each document."""

    reviewing: Reviewing

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[Use, ...]]:
        _, merged, _ = self.reviewing.checked(found, document)
        return StepResult(0, (), 0, tuple(uses(merged, found.name)))


@dataclass(frozen=True, slots=True)
class Parts(Step[Section]):
    """The step for one page of all documents: the part of each."""

    reviewing: Reviewing
    numbers: Mapping[str, int]

    def __call__(self, found: Found, document: Document) -> StepResult[Section]:
        shown = self.reviewing(found, document)
        number = self.numbers[found.name] if len(self.numbers) > 1 else None
        return StepResult(len(shown.units), (), 0, section(shown, number))


@dataclass(frozen=True, slots=True)
class Pages(Step[Summary]):
    """The step for a folder: the page of each document; the value are its figures."""

    reviewing: Reviewing
    output: PagesOutput

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
