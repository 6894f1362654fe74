"""``sxs check``: what is wrong with documents, and with translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from sxskit import baseline as baselines
from sxskit import files, reports, settings
from sxskit.catalog import Catalog, State
from sxskit.catalogs import Catalogs
from sxskit.checks.consistency import Use, deviating, uses
from sxskit.checks.documents import check
from sxskit.console import Input, Report, count, one_line, to_stdout
from sxskit.document import Document
from sxskit.errors import FileError
from sxskit.exchange import merge
from sxskit.files import DASH, Found
from sxskit.findings import DEFAULT, Finding, Severity
from sxskit.options import chosen_codes, common, place
from sxskit.settings import FAIL_ON, FailOn, Settings
from sxskit.work import Step, Work


@click.command("check")
@click.option(
    "-c",
    "--catalogs",
    metavar="CATALOGS",
    callback=place,
    multiple=True,
    help="Check the translations in these catalogs, as if they were merged.",
)
@click.option("--accept-fuzzy", is_flag=True, help="Fuzzy translations, too.")
@click.option(
    "--select",
    metavar="CODES",
    callback=chosen_codes,
    help="What to look for: codes, severities, default, all. By default: default.",
)
@click.option("--ignore", metavar="CODES", callback=chosen_codes, help="What not to look for.")
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
    help="Of the report.",
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
    accept_fuzzy: bool,
    select: frozenset[str] | None,
    ignore: frozenset[str] | None,
    fail_on: FailOn | None,
    format_: Literal["text"] | reports.Format,
    out: Path | None,
    baseline: Path | None,
    write_baseline: bool,
    config: Path | None,
) -> None:
    """Find what is wrong with documents and their translations.

    DOCS are files, - for standard input, or directories. Every finding is a line, `path:line: code:
    message`; README.md lists the codes. With -c, what merging would say is said as well.

    \b
    sxs check docs
    sxs check docs -c po --select error
    sxs check docs --format sarif -o sxs.sarif
    sxs check docs --baseline known.json --write-baseline     from now on only what is new
    """
    wanted = _settings(config, given.root)
    codes = (select or wanted.select or DEFAULT) - (ignore or wanted.ignore or frozenset())
    known = baseline or wanted.baseline
    if write_baseline and known is None:
        raise click.UsageError("--write-baseline writes the file that --baseline names: give it")
    report = Report("check", quiet=quiet, document_on_stdout=False)
    accept = (State.DONE, State.REVIEW) if accept_fuzzy else (State.DONE,)
    found = given.found(report, skip=None)
    shelf = Catalogs(catalogs, [each.name for each in found]) if catalogs else None
    names, findings = _findings(given, report, _Check(shelf, accept, codes), found)
    if write_baseline and known is not None:
        files.write(known, baselines.dumps(findings))
        report.finish(f"{count(len(findings), 'finding')} in {files.shown(known)}")
    before = _baseline(known) if known is not None else baselines.Baseline({})
    new, gone = before.new(findings), before.gone(findings, documents=names, codes=codes)
    if format_ == "text":
        text = "".join(f"{one_line(str(finding))}\n" for finding in new)
    else:
        text = reports.report(format_, new, documents=names, errors=report.failures)
    _write(text, out)
    threshold = fail_on or wanted.fail_on or "warning"
    is_bad = any(
        threshold != "never" and each.severity.reaches(Severity(threshold)) for each in new
    )
    report.finish(_summary(new, len(findings) - len(new), gone), failed=is_bad)


def _settings(config: Path | None, root: Path) -> Settings:
    path = config or settings.found(root)
    return settings.read(path) if path else Settings()


def _baseline(path: Path) -> baselines.Baseline:
    data = files.read(path)
    try:
        return baselines.loads(data)
    except FileError as error:
        raise error.at(files.shown(path)) from error


@dataclass(frozen=True, slots=True)
class _Check(Step[tuple[Use, ...]]):
    """What is done with each document; the result is what `inconsistent` wants of it."""

    shelf: Catalogs | None
    accept: Collection[State]
    codes: frozenset[str]

    def __call__(self, found: Found, document: Document) -> Work[tuple[Use, ...]]:
        findings: tuple[Finding, ...] = ()
        if self.shelf is not None:
            catalog = self.shelf.of(found.name) or Catalog("", "")
            merged = merge(document, found.name, catalog, accept=self.accept)
            findings, document = merged.findings, merged.document
        findings += check(document, found.name, codes=self.codes)
        wanted = tuple(uses(document, found.name)) if "inconsistent" in self.codes else ()
        return Work(len(document.units), findings, 0, wanted)

    def inputs(self, found: Found) -> list[Path]:
        return [] if self.shelf is None else self.shelf.files(found.name)


def _findings(
    given: Input, report: Report, check: _Check, found: list[Found]
) -> tuple[list[str], list[Finding]]:
    """The names of the documents that could be read, and what is wrong with them, sorted."""
    findings: list[Finding] = []
    names: list[str] = []
    kept: list[Use] = []
    cached = None if "inconsistent" in check.codes else sorted(check.codes)
    for each, work in given.results(found, check, report, cached=cached):
        names.append(each.name)
        findings += work.findings
        kept += work.result
    findings += deviating(kept)
    if check.shelf is not None:
        findings += given.unknown(check.shelf.documents, found)
    return names, sorted(each for each in findings if each.code in check.codes)


def _write(text: str, out: Path | None) -> None:
    data = text.encode("utf-8", "backslashreplace")
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
