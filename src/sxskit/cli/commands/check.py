"""``sxs check``: findings on documents and translations."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import click

from sxskit import reports
from sxskit.catalog import State
from sxskit.checks.consistency import Use, deviating, uses
from sxskit.checks.documents import check
from sxskit.checks.outdated import outdated
from sxskit.cli.inputs import Input
from sxskit.cli.options import (
    common,
    english_options,
    front_matter_option,
    language_option,
    max_xml_size_option,
)
from sxskit.cli.outputs import to_stdout
from sxskit.cli.parameters import code_lists, note_once, place
from sxskit.cli.session import Report, count
from sxskit.dialect.document import Document
from sxskit.dialect.freshness import Freshness, freshness
from sxskit.dialect.locations import Locations
from sxskit.dialect.metadata import language_of
from sxskit.encoding import encode_escaped
from sxskit.errors import FileError
from sxskit.exchange.front_matter import TRANSLATED
from sxskit.exchange.merge import merge
from sxskit.findings import DEFAULT, Finding, Severity
from sxskit.printable import one_line
from sxskit.reports import baseline as baselines
from sxskit.reports.baseline import Baseline, OldBaselineError
from sxskit.running.task import Step, StepResult
from sxskit.storage import files, settings
from sxskit.storage.baseline_files import read_baseline
from sxskit.storage.catalogs import CatalogSet
from sxskit.storage.english import (
    English,
    cached,
    current,
    original,
)
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found
from sxskit.storage.settings import FAIL_ON, FailOn, Settings

# The documents, as they are counted by what is known of their English.
_SAID = {
    Freshness.CURRENT: "current",
    Freshness.STALE: "of changed English",
    Freshness.NO_SOURCE: "without English",
    Freshness.NO_HASH: "without a hash",
}


@click.command("check")
@click.option(
    "-c",
    "--catalogs",
    metavar="CATALOGS",
    callback=place,
    multiple=True,
    help="Check the translations in these catalogs, as if they were merged.",
)
@max_xml_size_option
@english_options
@front_matter_option
@language_option
@click.option("--accept-fuzzy", is_flag=True, help="With -c: check fuzzy translations, too.")
@click.option(
    "--select",
    metavar="CODES",
    callback=code_lists(),
    multiple=True,
    help="What to look for: codes, severities, default, all.  [default: default]",
)
@click.option(
    "--ignore", metavar="CODES", callback=code_lists(), multiple=True, help="What not to look for."
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="The severity from which on the exit code is 1.  [default: warning]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", *reports.FORMATS)),
    default="text",
    show_default=True,
    help="How to report what is found.",
)
@click.option(
    "-o", "--output", "out", metavar="FILE", callback=place, help="Write the report there."
)
@click.option(
    "--baseline", metavar="FILE", callback=place, help="Findings that are known and do not count."
)
@click.option("--write-baseline", is_flag=True, help="Make what is found now the baseline.")
@click.option(
    "--config",
    metavar="FILE",
    callback=place,
    help="By default sxskit.toml or pyproject.toml, in --root or above.",
)
@common
def command(
    given: Input,
    quiet: bool,
    catalogs: tuple[Path, ...],
    max_xml_size: int,
    english: English | None,
    front_matter: tuple[str, ...] | None,
    language: str | None,
    accept_fuzzy: bool,
    select: frozenset[str] | None,
    ignore: frozenset[str] | None,
    fail_on: FailOn | None,
    format_: Literal["text"] | reports.ReportFormat,
    out: Path | None,
    baseline: Path | None,
    write_baseline: bool,
    config: Path | None,
) -> None:
    """Find what is wrong with documents and their translations.

    DOCS are files, - for standard input, or directories. Every finding is a line, `path:line: code:
    message`; README.md lists the codes. With -c, what merging would say is said as well; with
    --source, which documents were made from an English one that has changed since.

    \b
    sxs check docs
    sxs check docs -c po --select error
    sxs check docs --source ../english --select source-changed
    sxs check docs --format sarif -o sxs.sarif
    sxs check docs --baseline known.json --write-baseline     from now on only what is new
    """
    wanted = _settings(config, given.root)
    codes = _codes(wanted, select, ignore)
    known = baseline or wanted.baseline
    idle = [] if catalogs else ["--accept-fuzzy"] * accept_fuzzy
    idle += [] if catalogs or front_matter is None else ["--front-matter"]
    idle += [] if catalogs or language is None else ["--language"]
    _refuse_contradictions(known, write_baseline, out, format_, idle)
    keys = front_matter or (TRANSLATED if wanted.front_matter is None else wanted.front_matter)
    report = Report("check", quiet=quiet, document_on_stdout=False)
    found = given.found(report, skip=None)
    _refuse_documents([known if write_baseline else None, out], found)
    accept = (State.DONE, State.REVIEW) if accept_fuzzy else (State.DONE,)
    names: list[str] = []
    current = Counter[str]()
    findings: list[Finding] = []
    before = _to_renew(known) if write_baseline else Baseline({})
    with report.guard():  # whatever fails, there is a report
        if known is not None and not write_baseline:
            before = _baseline(known)
        names_of = [each.name for each in found]
        is_part = given.is_part
        limit = max_xml_size
        catalog_set = (
            CatalogSet(catalogs, names_of, is_part=is_part, onerror=report.fail, limit=limit)
            if catalogs
            else None
        )
        step = _Check(catalog_set, language, accept, codes, english, keys)
        findings += _findings(given, report, step, found, names, current)
    findings.sort()
    if write_baseline and known is not None:
        kept = before.others(documents=names, codes=codes)
        files.write(known, baselines.dumps(findings, kept=kept))
        others = f", {sum(kept.values())} kept of what was not looked at" if kept else ""
        report.finish(f"{count(len(findings), 'finding')} in {files.shown(known)}{others}")
    new, gone = before.new(findings), before.gone(findings, documents=names, codes=codes)
    threshold = fail_on or wanted.fail_on or "warning"
    failing = None if threshold == "never" else Severity(threshold)
    if format_ == "text" and out is None:
        to_stdout(b"")  # an error where it is closed
        report.note(new)
    else:
        _write(_text(format_, new, names, report, failing), out)
    is_bad = failing is not None and any(each.severity.reaches(failing) for each in new)
    english_counts = [f"{current[each]} {_SAID[each]}" for each in Freshness if current[each]]
    report.finish(_summary(new, len(findings) - len(new), gone), *english_counts, failed=is_bad)


def _settings(config: Path | None, root: Path) -> Settings:
    path = config or settings.found(root)
    read = settings.read(path) if path else Settings()
    note_once(click.get_current_context(), *read.notes)
    return read


def _codes(
    wanted: Settings, select: frozenset[str] | None, ignore: frozenset[str] | None
) -> frozenset[str]:
    """What to look for: what an option selects, a configuration does not take away."""
    if select is None:
        select = wanted.select
        ignore = wanted.ignore if ignore is None else ignore
    codes = (DEFAULT if select is None else select) - (ignore or frozenset())
    if not codes:
        raise click.UsageError("nothing is selected: there is nothing to look for")
    return codes


def _refuse_contradictions(
    known: Path | None, write_baseline: bool, out: Path | None, format: str, idle: list[str]
) -> None:
    if idle:
        raise click.UsageError(f"{idle[0]} is for the catalogs that -c names")
    if known == DASH:
        raise click.UsageError("a baseline is a file: give its name with --baseline")
    if write_baseline and known is None:
        raise click.UsageError("--write-baseline writes the file that --baseline names: give it")
    if write_baseline and (out is not None or format != "text"):
        raise click.UsageError("--write-baseline reports nothing: leave out --format and -o")


def _refuse_documents(outputs: Iterable[Path | None], found: Iterable[Found]) -> None:
    documents = {each.path.resolve() for each in found if not each.is_stdin}
    for path in outputs:
        if path is not None and path != DASH and path.resolve() in documents:
            raise click.UsageError(f"{files.shown(path)} is one of the documents")


def _baseline(path: Path) -> Baseline:
    if files.is_missing(path):
        what = "no such file or directory: write it with --write-baseline"
        raise FileError(f"{files.shown(path)}: {what}")
    return read_baseline(path)


def _to_renew(path: Path | None) -> Baseline:
    """The baseline that is written anew; empty where there is none, or an old one."""
    if path is None or files.is_missing(path):
        return Baseline({})
    try:
        return _baseline(path)
    except OldBaselineError:
        what = "a baseline of version 1 is renewed: nothing that it held is kept"
        click.echo(one_line(f"{files.shown(path)}: {what}"), err=True)
        return Baseline({})


@dataclass(frozen=True, slots=True)
class _Check(Step[tuple[str, tuple[Use, ...]]]):
    """What is done with each document.

    The result is what is known of its English, if that is asked for, and what `inconsistent` wants.
    """

    catalog_set: CatalogSet | None
    language: str | None
    accept: Collection[State]
    codes: frozenset[str]
    english: English | None
    front_matter: tuple[str, ...]

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[str, tuple[Use, ...]]]:
        findings = set[Finding]()
        state = ""
        now, unread = current(self.english, found.relative)
        if self.english is not None and not unread:
            findings.update(outdated(document, found.name, now))
            state = str(freshness(document, now))
        merged = document
        if self.catalog_set is not None:
            language = self.language or language_of(document.front_matter)
            held = self.catalog_set.of(found.name, document, language)
            source, errors = original(self.english, found.relative, document)
            unread = unread or errors
            result = merge(
                *(document, found.name, held.catalog),
                language=language,
                accept=self.accept,
                source=source,
                front_matter=self.front_matter,
            )
            findings.update(held.findings, result.findings)
            merged = result.document
        of_merged = check(merged, found.name, codes=self.codes)
        findings.update(_placed(of_merged, merged, document))
        wanted = tuple(uses(merged, found.name)) if "inconsistent" in self.codes else ()
        selected = [each for each in findings if each.code in self.codes]
        return StepResult(len(document.units), tuple(sorted(selected)), 0, (state, wanted), unread)

    def inputs(self, found: Found) -> list[Path]:
        english = self.english.inputs(found.relative) if self.english else ()
        return [*([] if self.catalog_set is None else self.catalog_set.files(found.name)), *english]

    @property
    def shared(self) -> tuple[str, ...]:
        return () if self.catalog_set is None else self.catalog_set.digests


def _placed(findings: Sequence[Finding], merged: Document, document: Document) -> Iterator[Finding]:
    """The findings on a merged document, at their places in the one that is there."""
    if merged is document or not findings:
        yield from findings
        return
    starts = [line for line, _ in merged.lines()]
    were = [line for line, _ in document.lines()]
    before, now = Locations(merged, ""), Locations(document, "")
    targets = {place: index for index, place in enumerate(before.targets)}
    for each in findings:
        if each.column is not None:
            yield now.moved(each, targets[each.line, each.column])
        else:
            node = bisect_right(starts, each.line) - 1
            yield replace(each, line=were[node] + each.line - starts[node])


def _findings(
    given: Input,
    report: Report,
    check: _Check,
    found: list[Found],
    names: list[str],
    states: Counter[str],
) -> Iterator[Finding]:
    """What is wrong with the documents that can be read, and with all.

    Their names are added to `names`, and what is known of their English is counted in `states`.
    """
    kept: list[Use] = []
    what = *sorted(check.codes), "--front-matter", *check.front_matter
    remembered = None if "inconsistent" in check.codes else cached(check.english, *what)
    for each, work in given.results(found, check, report, cached=remembered):
        names.append(each.name)
        state, used = work.result
        states.update([state] if state else [])
        kept += used
        yield from work.findings
    others = [*deviating(kept)]
    if check.catalog_set is not None:
        others += given.unknown(check.catalog_set.documents, found)
    yield from (each for each in others if each.code in check.codes)


def _text(
    format: Literal["text"] | reports.ReportFormat,
    findings: tuple[Finding, ...],
    names: list[str],
    report: Report,
    fail_on: Severity | None,
) -> str:
    if format == "text":
        return "".join(f"{one_line(str(finding))}\n" for finding in findings)
    return reports.report(
        *(format, findings),
        documents=names,
        errors=report.failures,
        unread=report.unread,
        fail_on=fail_on,
    )


def _write(text: str, out: Path | None) -> None:
    data = encode_escaped(text)
    if out is None or out == DASH:
        to_stdout(data)
    else:
        files.write(out, data)


def _summary(findings: Iterable[Finding], known: int, gone: int) -> str:
    by_severity = Counter(finding.severity for finding in findings)
    counts = [f"{by_severity[severity]} of severity {severity}" for severity in Severity]
    if known:
        counts.append(f"{known} in the baseline")
    if gone:
        counts.append(f"{gone} of the baseline gone: write it anew")
    return ", ".join(counts)
