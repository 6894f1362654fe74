"""``sxs check``: findings on documents and translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sxskit import reports
from sxskit.catalog import State
from sxskit.checks.consistency import Use, deviating, uses
from sxskit.checks.documents import check
from sxskit.checks.outdated import outdated
from sxskit.cli import completion
from sxskit.cli.english_options import english_options, front_matter_option
from sxskit.cli.findings_output import FindingsOutput
from sxskit.cli.inputs import Input
from sxskit.cli.languages import Languages
from sxskit.cli.options import (
    LANGUAGE_OF_DOCUMENTS,
    accept_fuzzy_option,
    catalogs_option,
    codes_option,
    common,
    config_option,
    format_option,
    from_option,
    language_option,
    max_xml_size_option,
    out_option,
)
from sxskit.cli.parameters import place
from sxskit.cli.preview_options import dry_run_option
from sxskit.cli.session import Report
from sxskit.dialect.document import Document
from sxskit.dialect.freshness import Freshness, freshness
from sxskit.findings import Finding
from sxskit.formats import Format
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import (
    EnglishDocuments,
    cached,
    current,
    original,
)
from sxskit.storage.finding import Found
from sxskit.storage.settings import FAIL_ON

if TYPE_CHECKING:
    from sxskit.storage.catalogs import CatalogSet

# The labels for the counts of documents by freshness.
_SAID = {
    Freshness.CURRENT: "current",
    Freshness.STALE: "of changed English",
    Freshness.NO_SOURCE: "without English",
    Freshness.NO_HASH: "without a hash",
}


@click.command("check", short_help="Find problems in documents and their translations.")
@catalogs_option("Check the translations in these catalogs, as if they were merged.")
@from_option("Format of the files of -c, and of '-'.")
@max_xml_size_option
@english_options
@front_matter_option
@language_option(LANGUAGE_OF_DOCUMENTS)
@accept_fuzzy_option("With -c: check fuzzy translations, too.")
@codes_option("--select", "Codes to check: codes, severities, default, all.  [default: default]")
@codes_option("--ignore", "Codes and severities not to report.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="Exit with 1, and annotate on GitHub, from this severity on.  [default: warning]",
)
@format_option(("text", *reports.FORMATS), "Format of the report.", default="text")
@out_option("FILE", "File for the report.")
@click.option(
    "--baseline",
    metavar="FILE",
    callback=place,
    shell_complete=completion.files,
    help="File of known findings, which are not reported.",
)
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline.")
@config_option
@dry_run_option("Write no report and no baseline; name the file that would be written.")
@common
def command(
    given: Input,
    quiet: bool,
    catalogs: tuple[Path, ...],
    from_: Format | None,
    max_xml_size: int,
    english: EnglishDocuments | None,
    front_matter: tuple[str, ...] | None,
    language: str | None,
    accept: tuple[State, ...],
    **findings_options: Any,
) -> None:
    """Find what is wrong with documents and their translations.

    DOCS are files, - for standard input, or directories. Every finding is a line, `path:line: code:
    message`; `sxs codes` lists the codes. With -c, catalogs are checked as if they were merged;
    with --english, documents are reported whose English document has changed since the translation.

    \b
    sxs check docs
    sxs check docs -c po --select error
    sxs check docs --english ../english --select source-changed
    sxs check docs --format sarif -o sxs.sarif
    sxs check docs --baseline known.json --write-baseline     from now on only what is new
    """
    output = FindingsOutput.of(given.root, **findings_options)
    _refuse_options_for_catalogs(catalogs, accept, front_matter)
    report = Report("check", quiet=quiet, document_on_stdout=False)
    found = _found(given, report, output, english, is_alone=not catalogs)
    output.prepare(found)
    checked = _Checked()
    with report.guard():  # there is a report even after an error
        output.read_baseline()
        languages = Languages.configured_in(output.settings, given.root, language)
        held = None
        if catalogs:
            held = given.catalog_set(catalogs, found, report, limit=max_xml_size, format=from_)
        step = _Check(held, languages, accept, output.codes, english, output.keys(front_matter))
        checked.add(given, report, step, found)
    output.write(report, checked.findings, checked.names, checked.english_counts())


def _found(
    given: Input,
    report: Report,
    output: FindingsOutput,
    english: EnglishDocuments | None,
    *,
    is_alone: bool,
) -> list[Found]:
    """The documents, anywhere if their names are for people and nothing else is found by them."""
    anywhere = is_alone and english is None and not output.needs_names
    return given.found(
        report, skip=None, as_given=output.is_text, anywhere=anywhere, english=english
    )


def _refuse_options_for_catalogs(
    catalogs: Collection[Path],
    accept: Collection[State],
    front_matter: Collection[str] | None,
) -> None:
    """Raise a usage error for options that require catalogs, without any."""
    options = {
        "--accept-fuzzy": State.REVIEW in accept,
        "--front-matter": front_matter is not None,
    }
    for option, is_given in options.items():
        if is_given and not catalogs:
            raise click.UsageError(f"{option} is for the catalogs that -c names")


class _Check(Step[tuple[str, tuple[Use, ...]]]):
    """The step for each document.

    The value is its freshness, if it is requested, and the texts for `inconsistent`.
    """

    def __init__(
        self,
        catalog_set: CatalogSet | None,
        languages: Languages,
        accept: Collection[State],
        codes: frozenset[str],
        english: EnglishDocuments | None,
        front_matter: tuple[str, ...],
    ) -> None:
        self.catalog_set = catalog_set
        self.languages = languages
        self.accept = accept
        self.codes = codes
        self.english = english
        self.front_matter = front_matter

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[str, tuple[Use, ...]]]:
        now, unread = current(self.english, found.relative)
        findings = set[Finding]()
        state = ""
        if self.english is not None and not unread:
            findings.update(outdated(document, found.name, now))
            state = str(freshness(document, now))
        merged = document
        if self.catalog_set is None:
            stated = self.languages.stated(found.relative, document.front_matter)
            findings.update(check(document, found.name, codes=self.codes, language=stated))
        else:
            language = self.languages.of(found.relative, document.front_matter)
            held = self.catalog_set.of(found.name, document, language)
            text, errors = original(self.english, found.relative, document)
            unread = unread or errors
            from sxskit.checks.catalogs import check_catalog  # on use

            checked = check_catalog(
                *(document, found.name, held.catalog),
                codes=self.codes,
                language=language,
                accept=self.accept,
                english=text,
                front_matter=self.front_matter,
            )
            findings.update(held.findings, checked.findings)
            merged = checked.document
        used = tuple(uses(merged, found.name)) if "inconsistent" in self.codes else ()
        selected = [each for each in findings if each.code in self.codes]
        return StepResult(
            len(document.columns.ids), tuple(sorted(selected)), 0, (state, used), unread
        )

    def inputs(self, found: Found) -> list[Path]:
        english = self.english.inputs(found.relative) if self.english else ()
        return [*([] if self.catalog_set is None else self.catalog_set.files(found.name)), *english]

    @property
    def shared(self) -> tuple[str, ...]:
        return () if self.catalog_set is None else self.catalog_set.digests


class _Checked:
    """The checked documents, their findings and their freshness."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.findings: list[Finding] = []
        self.states: Counter[str] = Counter()

    def add(self, given: Input, report: Report, check: _Check, found: Sequence[Found]) -> None:
        """Check each document, and then compare all of them."""
        kept: list[Use] = []
        what = *sorted(check.codes), "--front-matter", *check.front_matter, *check.languages.key
        remembered = None if "inconsistent" in check.codes else cached(check.english, *what)
        for each, result in given.results(found, check, report, cached=remembered):
            self.names.append(each.name)
            state, used = result.value
            self.states.update([state] if state else [])
            kept += used
            self.findings += result.findings
        others = [*deviating(kept)]
        if check.catalog_set is not None:
            others += given.unknown(check.catalog_set.documents, found)
        self.findings += [each for each in others if each.code in check.codes]

    def english_counts(self) -> list[str]:
        """Return the counts of documents by freshness."""
        return [f"{self.states[each]} {_SAID[each]}" for each in Freshness if self.states[each]]
