"""``sxs extract``: from pairs of documents to catalogs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.english_options import english_options, front_matter_option, translated_keys
from sxskit.cli.extraction import Extracted, Extraction
from sxskit.cli.inputs import Input
from sxskit.cli.languages import Languages
from sxskit.cli.leftovers import report_leftovers
from sxskit.cli.memory_lookup import MemoryLookup, memory_options
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    catalog_options,
    common,
    language_option,
    out_option,
    pairs_option,
)
from sxskit.cli.parameters import Out, catalog_place
from sxskit.cli.session import count
from sxskit.cli.together import Together
from sxskit.cli.unsure_pairs import Unsure
from sxskit.cli.writer import Writer
from sxskit.dialect.document import Document
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import EnglishDocuments, cached
from sxskit.storage.finding import Found


class _Writing(Step[Extracted]):
    """The step for each document: extract it, and write its catalog if it has one of its own."""

    __slots__ = ("extraction", "lookup", "output")

    def __init__(self, extraction: Extraction, lookup: MemoryLookup, output: CatalogOutput) -> None:
        self.extraction = extraction
        self.lookup = lookup
        self.output = output

    def __call__(self, found: Found, document: Document) -> StepResult[Extracted]:
        result = self.extraction(found, document)
        catalog = result.value.catalog
        if catalog is None or self.output.is_file:
            return result
        result = result._replace(value=result.value._replace(catalog=None))
        if not catalog.columns.units:
            return result
        files, preview = self.output.write(catalog, found.relative)
        return result._replace(written=files, preview=preview)

    def inputs(self, found: Found) -> Iterable[Path]:
        return self.extraction.inputs(found)

    @property
    def shared(self) -> tuple[str, ...]:
        return *self.lookup.state(), *self.extraction.shared

    def outputs(self, found: Found) -> list[str]:
        return self.output.paths(found.relative)

    def cache_key(self, given: Input) -> tuple[str, ...] | None:
        """Return a part of the cache key of the results; None if they cannot be cached."""
        is_read = self.lookup.path is not None
        is_changing = is_read and (given.verify_cache or not self.lookup.state())
        if self.output.is_file or self.output.writer.is_dry or is_changing:
            return None
        key = *self.extraction.front_matter, *self.extraction.languages.key
        return cached(self.extraction.english, *key)


class _Results:
    """The catalogs for one file, the paths of the others, and counts of documents and entries."""

    def __init__(self, together: Together) -> None:
        self._together = together
        self.kept: set[str] = set()
        self.without_english = self.matched = 0

    def add(self, each: Found, result: StepResult[Extracted], paths: Iterable[str]) -> None:
        has_english, catalog, matched = result.value
        self.matched += matched
        self.without_english += not has_english
        if result.units or has_english:
            self.kept.update(paths)
        if catalog is not None:
            self._together.add(each.name, catalog)

    def counts(self, english: EnglishDocuments | None, lookup: MemoryLookup) -> list[str]:
        """Return the counts for the last line: matches, and documents without English."""
        matched = [f"{self.matched} matched"] if lookup.path else []
        if not english or not self.without_english:
            return matched
        return [*matched, f"{count(self.without_english, 'document')} without English"]


@click.command("extract", short_help="Extract the pairs of documents to catalogs.")
@out_option(
    "OUT",
    "Folder for one catalog per document, or a file for all, such as ru.po or ru.xlf.",
    required=True,
    callback=catalog_place,
)
@language_option(LANGUAGE_OF_DOCUMENTS)
@pairs_option("List of align --pairs: its unsure pairs become entries to review.")
@english_options
@front_matter_option
@memory_options
@catalog_options
@common
def command(
    given: Input,
    quiet: bool,
    out: Out,
    language: str | None,
    english: EnglishDocuments | None,
    front_matter: tuple[str, ...] | None,
    pairs: Path | None,
    lookup: MemoryLookup,
    writer: Writer,
    **catalog_style: Any,
) -> None:
    """Extract the pairs of documents into catalogs for translators.

    DOCS are files, - for standard input, or directories, whose Markdown files with pair markup are
    read. A machine translation (ms.translationtype: MT) becomes an entry to review. --english adds
    title and description; --memory fills in translations of equal and similar sources. An existing
    catalog keeps its states and notes, and is not replaced if a translation in it would be lost.

    \b
    sxs extract docs -o po                      docs/a.md -> po/docs/a.md.po
    sxs extract docs -o ru.po                   all documents in one catalog
    sxs extract docs -o xlf --format xliff      XLIFF 1.2, docs/a.md -> xlf/docs/a.md.xlf
    """
    output = CatalogOutput.of(out, writer=writer, **catalog_style)
    report = output.report("extract", quiet=quiet)
    found = given.found(report, skip=out.path, english=english)
    keys = _keys(front_matter, english, given.root)
    languages = Languages.below(given.root, language)
    extraction = Extraction(english, keys, languages, lookup, Unsure.at(pairs))
    step = _Writing(extraction, lookup, output)
    with Together() as together:
        results = _Results(together)
        for each, result in given.results(found, step, report, cached=step.cache_key(given)):
            report.say(result.findings)
            results.add(each, result, output.paths(each.relative))
        if together:
            report.add(together.write(output, language))
    lookup.say_without_scores()
    removed = report_leftovers(output, report, results.kept, given.is_gone)
    counts = [*removed, *results.counts(english, lookup)]
    report.finish(f"{count(report.written, 'catalog')} {report.participle}", *counts)


def _keys(
    front_matter: tuple[str, ...] | None, english: EnglishDocuments | None, root: Path
) -> tuple[str, ...]:
    """The front-matter keys to translate; a usage error for those without the English."""
    if english is not None:
        return translated_keys(front_matter, root)
    if front_matter is not None:
        raise click.UsageError("--front-matter requires --english or --english-git")
    return ()
