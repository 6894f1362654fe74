"""The output of findings: selection, format and destination."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias

import click

from sxskit import reports
from sxskit.catalog import Catalog
from sxskit.cli.english_options import chosen_keys
from sxskit.cli.outputs import to_stdout
from sxskit.cli.parameters import note_once
from sxskit.cli.session import Report, count
from sxskit.cli.writer import Writer
from sxskit.encoding import encode_escaped
from sxskit.errors import FileError
from sxskit.findings import Finding, Severity, digest_of
from sxskit.printable import one_line
from sxskit.storage import files
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found
from sxskit.storage.settings import (
    FailOn,
    Settings,
    find_settings,
    read_settings,
)

if TYPE_CHECKING:
    from sxskit.reports.baseline import Baseline

_Format: TypeAlias = Literal["text"] | reports.ReportFormat


class FindingsOutput:
    """The destination of findings: lines of text, a report in a file, or a baseline."""

    def __init__(
        self,
        settings: Settings,
        format: _Format,
        out: Path | None,
        is_baseline_written: bool,
        writer: Writer,
    ) -> None:
        self.settings = settings
        self.format = format
        self.out = out
        self.is_baseline_written = is_baseline_written
        self.writer = writer
        self.known: Baseline | None = None

    @classmethod
    def of(
        cls,
        root: Path,
        *,
        select: frozenset[str] | None,
        ignore: frozenset[str] | None,
        fail_on: FailOn | None,
        format_: _Format,
        out: Path | None,
        baseline: Path | None,
        write_baseline: bool,
        config: Path | None,
        dry_run: bool,
    ) -> FindingsOutput:
        """Return the output for options and configuration; a usage error for contradictions."""
        settings = _with_options(settings_of(config, root, select, ignore), fail_on, baseline)
        if settings.baseline == DASH:
            raise click.UsageError("--baseline must name a file")
        if write_baseline and settings.baseline is None:
            what = "--write-baseline requires --baseline with the file to write"
            raise click.UsageError(what)
        if write_baseline and (out is not None or format_ != "text"):
            raise click.UsageError("--write-baseline writes no report: omit --format and -o")
        return cls(settings, format_, out, write_baseline, Writer(dry_run))

    @property
    def codes(self) -> frozenset[str]:
        return self.settings.codes

    @property
    def is_text(self) -> bool:
        """Whether findings are lines of text, with the given paths."""
        return self.format == "text" and not self.is_baseline_written

    @property
    def needs_names(self) -> bool:
        """Whether the output requires documents below the root."""
        return not self.is_text or self.settings.baseline is not None

    def keys(self, given: tuple[str, ...] | None) -> tuple[str, ...]:
        return chosen_keys(given, self.settings.front_matter)

    @property
    def fail_on(self) -> Severity | None:
        threshold = self.settings.fail_on or "warning"
        return None if threshold == "never" else Severity(threshold)

    def prepare(self, found: Iterable[Found]) -> None:
        """Read the baseline to renew; a usage error if a document would be overwritten."""
        documents = {Path(each.path).resolve() for each in found if not each.is_stdin}
        for path in (self.settings.baseline if self.is_baseline_written else None, self.out):
            if path is not None and path != DASH and path.resolve() in documents:
                raise click.UsageError(f"{files.shown(path)} is one of the documents")
        if self.is_baseline_written and self.settings.baseline is not None:
            self.known = _to_renew(self.settings.baseline)

    def read_baseline(self) -> None:
        """Read the baseline to compare with, if one is given."""
        path = self.settings.baseline
        if path is None or self.is_baseline_written:
            return
        if files.is_missing(path):
            what = "no such file or directory: write it with --write-baseline"
            raise FileError(f"{files.shown(path)}: {what}")
        from sxskit.storage.baseline_files import read_baseline  # on use

        self.known = read_baseline(path)

    def write(
        self, report: Report, findings: Iterable[Finding], names: Sequence[str], counts: list[str]
    ) -> NoReturn:
        """Write the findings on documents, by name, and end the command."""
        found = sorted(findings)
        if self.is_baseline_written and self.settings.baseline is not None:
            self._renew(report, self.settings.baseline, found, names)
        new: Sequence[Finding] = found
        gone = 0
        if self.known is not None:
            new = self.known.new(found)
            gone = self.known.gone(found, documents=names, codes=self.codes)
        if self.format == "text" and self.out is None:
            to_stdout(b"")  # an error if it is closed
            report.note(new)
        else:
            self._write(new, names, report)
        is_bad = self.fail_on is not None and bool(self._failing(new))
        report.finish(_summary(new, len(found) - len(new), gone), *counts, failed=is_bad)

    def _failing(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """The findings of the severity --fail-on or higher; with `never` all findings."""
        level = self.fail_on
        return [each for each in findings if level is None or each.severity.reaches(level)]

    def _renew(
        self, report: Report, path: Path, found: Sequence[Finding], names: Sequence[str]
    ) -> NoReturn:
        from sxskit.reports import baseline as baselines  # on use

        kept = self.known.others(documents=names, codes=self.codes) if self.known else {}
        report.add(self.writer.write(path, baselines.dumps(found, kept=kept)))
        others = f", {sum(kept.values())} kept that were not checked" if kept else ""
        report.finish(f"{count(len(found), 'finding')} in {files.shown(path)}{others}")

    def _write(self, findings: Sequence[Finding], names: Sequence[str], report: Report) -> None:
        if self.format == "text":
            text = "".join(f"{one_line(report.text_of(finding))}\n" for finding in findings)
        else:
            # GitHub shows only a few annotations for each step.
            reported = self._failing(findings) if self.format == "github" else findings
            text = reports.report(
                *(self.format, reported),
                documents=names,
                errors=report.failures,
                unread=report.unread,
                fail_on=self.fail_on,
            )
        data = encode_escaped(text)
        if self.out is None or self.out == DASH:
            to_stdout(data)
        else:
            report.add(self.writer.write(self.out, data))


def settings_of(
    config: Path | None, root: Path, select: frozenset[str] | None, ignore: frozenset[str] | None
) -> Settings:
    """The configuration with the codes of options; a usage error if no code is selected.

    A configuration does not ignore codes that an option selects.
    """
    path = config or find_settings(root)
    settings = read_settings(path) if path else Settings()
    note_once(click.get_current_context(), *settings.notes)
    if select is not None:
        settings = replace(settings, select=select, ignore=None)
    if ignore is not None:
        settings = replace(settings, ignore=ignore)
    if not settings.codes:
        raise click.UsageError("no code is selected: change --select or --ignore")
    return settings


def _with_options(settings: Settings, fail_on: FailOn | None, baseline: Path | None) -> Settings:
    """The settings with those of options."""
    return replace(
        settings,
        fail_on=fail_on or settings.fail_on,
        baseline=baseline or settings.baseline,
    )


def _to_renew(path: Path) -> Baseline | None:
    """The baseline to renew; None if there is none, or one of version 1."""
    from sxskit.reports.baseline import OldBaselineError  # on use, as above
    from sxskit.storage.baseline_files import read_baseline

    if files.is_missing(path):
        return None
    try:
        return read_baseline(path)
    except OldBaselineError:
        what = "a baseline of version 1 is replaced: its findings are not kept"
        click.echo(one_line(f"{files.shown(path)}: {what}"), err=True)
        return None


def _summary(findings: Iterable[Finding], known: int, gone: int) -> str:
    numbers = Counter(finding.severity for finding in findings)
    counts = [count(numbers[each], each) for each in Severity if numbers[each]]
    if not numbers[Severity.ERROR]:
        counts.insert(0, "no errors" if counts else "no findings")
    if known:
        counts.append(f"{known} in the baseline")
    if gone:
        counts.append(f"{gone} of the baseline no longer found: update it with --write-baseline")
    return ", ".join(counts)


def incomplete(path: Path, catalog: Catalog) -> Iterator[Finding]:
    """Findings on the entries of which a catalog contains only a part; they are omitted."""
    for entry in catalog.columns.at(sorted(catalog.columns.defects)).entries():
        if entry.defect is not None:
            line, what = entry.defect
            yield Finding(
                *(files.shown(path), line, "incomplete-target", f"{entry.key}: {what}"),
                key=str(entry.key),
                digest=digest_of(entry.source, entry.target),
            )
