"""``sxs repair``: repair of damaged frames, where no guess is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from sxskit.checks.repair import repair
from sxskit.cli.inputs import Input
from sxskit.cli.options import common, output_options
from sxskit.cli.outputs import Output
from sxskit.cli.session import Report, count
from sxskit.dialect.document import Document
from sxskit.findings import Finding
from sxskit.running.task import Step, StepResult
from sxskit.storage.finding import Found


@dataclass(frozen=True, slots=True)
class _Repair(Step[tuple[Finding, ...]]):
    """The step for each document; the value is the number of repaired frames."""

    output: Output

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[Finding, ...]]:
        done = repair(document, found.name)
        written = self.output.write(found, done.document.text, before=document)
        return StepResult(len(document.columns.ids), done.findings, written, done.repaired)

    def outputs(self, found: Found) -> list[Path]:
        return [self.output.path(found)]


@click.command("repair")
@output_options
@common
def command(
    given: Input,
    quiet: bool,
    out: Path | None,
    in_place: bool,
) -> None:
    """Make damaged frames canonical, and change nothing else.

    DOCS are files, - for standard input, or directories. Repaired frames are reported. Damage that
    needs a person is not changed, is reported, and makes the exit code 1.

    \b
    sxs repair docs --in-place
    sxs repair docs -o repaired
    """
    output = Output.of(given, out, in_place)
    report = Report("repair", quiet=quiet, document_on_stdout=output.is_stdout)
    repaired = 0
    found = given.found(report, skip=out)
    for _, result in given.results(found, _Repair(output), report):
        report.note(result.value)
        report.say(result.findings)
        repaired += len(result.value)
    report.finish(f"{count(repaired, 'frame')} repaired", *report.files_written())
