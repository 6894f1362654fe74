"""``sxs merge``: translations back into documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from sxskit.catalog import State
from sxskit.checks.pairs import pairs
from sxskit.cli.english_options import english_options, front_matter_option, translated_keys
from sxskit.cli.inputs import Input
from sxskit.cli.languages import Languages
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    accept_fuzzy_option,
    catalogs_option,
    common,
    from_option,
    language_option,
    max_xml_size_option,
    output_options,
)
from sxskit.cli.outputs import Output
from sxskit.cli.parameters import day, values
from sxskit.cli.session import Report
from sxskit.cli.writer import Writer, Written
from sxskit.dialect.document import Document
from sxskit.exchange.merge import merge
from sxskit.exchange.provenance import DATE_KEYS, TYPE_KEY
from sxskit.formats import Format
from sxskit.running.task import Step, StepResult
from sxskit.storage.catalogs import RENAMED, CatalogSet
from sxskit.storage.english import EnglishDocuments, cached, original
from sxskit.storage.finding import Found

# Findings about applied translations, which do not make the exit code 1.
_HARMLESS = (RENAMED, "other-region")


@dataclass(frozen=True, slots=True)
class _Merging(Step[tuple[int, int]]):
    """The step for each document; the value counts applied units and those without an entry."""

    catalog_set: CatalogSet
    languages: Languages
    accept: Collection[State]
    metadata: Mapping[str, str]
    english: EnglishDocuments | None
    front_matter: tuple[str, ...]
    human: bool
    touched: date | None
    output: Output | None  # None: write nothing

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[int, int]]:
        language = self.languages.of(found.relative, document.front_matter)
        held = self.catalog_set.of(found.name, document, language)
        text, unread = original(self.english, found.relative, document)
        merged = merge(
            *(document, found.name, held.catalog),
            language=language,
            accept=self.accept,
            metadata=self.metadata,
            english=text,
            front_matter=self.front_matter,
            human=self.human,
            touched=self.touched,
        )
        findings = sorted({*pairs(document, found.name), *held.findings, *merged.findings})
        written = Written(0)
        if self.output is not None:
            written = self.output.write(found, merged.document.text, before=document)
        counts = merged.applied, merged.missing
        units = len(document.columns.ids)
        return StepResult(units, tuple(findings), written.files, counts, unread, written.preview)

    def inputs(self, found: Found) -> list[Path]:
        english = self.english.inputs(found.relative) if self.english else ()
        return [*self.catalog_set.files(found.name), *english]

    @property
    def shared(self) -> tuple[str, ...]:
        return self.catalog_set.digests

    def outputs(self, found: Found) -> list[str]:
        return [] if self.output is None else [self.output.path(found)]


@click.command("merge", short_help="Merge the translations of catalogs into documents.")
@catalogs_option("Catalog, or folder of catalogs from `sxs extract`.", required=True)
@from_option("Format of the files of -c, and of '-'.")
@max_xml_size_option
@output_options
@language_option(LANGUAGE_OF_DOCUMENTS)
@accept_fuzzy_option("Also apply fuzzy translations.")
@click.option(
    "--set",
    "metadata",
    metavar="KEY=VALUE",
    multiple=True,
    callback=values,
    help="Set a front-matter value in every document.",
)
@click.option(
    "--human",
    is_flag=True,
    help="Set ms.translationtype to HT if all of a machine translation has been reviewed.",
)
@click.option(
    "--touch",
    metavar="DATE",
    callback=day,
    help="Set ms.lasthandoff and ms.date if a translation is applied.",
)
@english_options
@front_matter_option
@click.option("--strict", is_flag=True, help="Write nothing if there is a finding.")
@common
def command(
    given: Input,
    quiet: bool,
    catalogs: tuple[Path, ...],
    from_: Format | None,
    max_xml_size: int,
    out: Path | None,
    in_place: bool,
    writer: Writer,
    language: str | None,
    accept: tuple[State, ...],
    metadata: dict[str, str],
    human: bool,
    touch: date | None,
    english: EnglishDocuments | None,
    front_matter: tuple[str, ...] | None,
    strict: bool,
) -> None:
    """Merge translations of catalogs into documents; all other bytes stay.

    DOCS are files, - for standard input, or directories, as given to extract. A translation that is
    fuzzy, was made from another source text or would break the document is not applied, and
    reported.

    \b
    sxs merge docs -c po --in-place
    sxs merge docs -c po -o out --set ms.translationtype=HT
    """
    _refuse_contradictions(metadata, human, touch, accept)
    output = Output.of(given, out, in_place, writer)
    report = output.report("merge", quiet=quiet)
    found = given.found(report, skip=out, english=english)
    catalog_set = given.catalog_set(catalogs, found, report, limit=max_xml_size, format=from_)
    keys = translated_keys(front_matter, given.root)
    languages = Languages.below(given.root, language)
    step = _Merging(catalog_set, languages, accept, metadata, english, keys, human, touch, output)
    remembered = cached(english, *keys, *languages.key) if output.is_cached else None
    merging = _merged_strictly if strict else _merged
    counts = merging(given, found, step, report, cached=remembered)
    report.finish(*counts, *report.files_written())


def _merged(
    given: Input,
    found: Sequence[Found],
    step: _Merging,
    report: Report,
    *,
    cached: Sequence[str] | None,
) -> tuple[str, str]:
    """Merge each document and report findings; return the counts of `_Merging`."""
    applied = missing = 0
    for _, result in given.results(found, step, report, cached=cached):
        report.note(each for each in result.findings if each.code in _HARMLESS)
        report.say(each for each in result.findings if each.code not in _HARMLESS)
        applied += result.value[0]
        missing += result.value[1]
    report.say(given.unknown(step.catalog_set.documents, found))
    return f"{applied} applied", f"{missing} without an entry"


def _merged_strictly(
    given: Input,
    found: Sequence[Found],
    step: _Merging,
    report: Report,
    *,
    cached: Sequence[str] | None,  # noqa: ARG001  # nothing is skipped, as all is merged twice
) -> tuple[str, str]:
    """Merge each document, and again to write, because all may not fit into memory.

    If there are findings, end the command with nothing written.
    """
    counts = _merged(given, found, replace(step, output=None), report, cached=None)
    if report.findings or report.errors:
        report.finish("nothing written, because of --strict")
    second = report.of_next_pass("write")
    for _ in second.results(found, step, jobs=given.jobs):
        pass
    report.written, report.errors = second.written, second.errors
    return counts


def _refuse_contradictions(
    metadata: Collection[str], human: bool, touch: date | None, accept: Collection[State]
) -> None:
    """Raise a usage error for --set with another option that sets the same value."""
    own = {"--human": [TYPE_KEY] if human else [], "--touch": DATE_KEYS if touch else []}
    for option, keys in own.items():
        for key in keys:
            if key in metadata:
                raise click.UsageError(f"{option} sets {key}, and so does --set: omit one")
    if human and State.REVIEW in accept:
        what = "--human is for reviewed translations, --accept-fuzzy applies others: omit one"
        raise click.UsageError(what)
