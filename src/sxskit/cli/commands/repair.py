"""``sxs repair``: repair of damaged frames, where no guess is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from sxskit.checks.repair import repair
from sxskit.cli.inputs import Input
from sxskit.cli.options import common, output_options
from sxskit.cli.outputs import Output
from sxskit.cli.session import count
from sxskit.cli.writer import Writer
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
        files, preview = self.output.write(found, done.document.text, before=document)
        units = len(document.columns.ids)
        return StepResult(units, done.findings, files, done.repaired, preview=preview)

    def outputs(self, found: Found) -> list[str]:
        return [self.output.path(found)]


@click.command("repair", short_help="Repair damaged frames, and change nothing else.")
@output_options
@common
def command(
    given: Input,
    quiet: bool,
    out: Path | None,
    in_place: bool,
    writer: Writer,
) -> None:
    """Make damaged frames canonical, and change nothing else.

    DOCS are files, - for standard input, or directories. Repaired frames are reported. Damage that
    needs a person is not changed, is reported, and makes the exit code 1.

    \b
    sxs repair docs --in-place
    sxs repair docs -o repaired
    """
    output = Output.of(given, out, in_place, writer)
    report = output.report("repair", quiet=quiet)
    repaired = copied = 0
    to_stdout = output.is_stdout
    found = given.found(report, skip=out, as_given=to_stdout, anywhere=to_stdout)
    for _, result in given.results(found, _Repair(output), report):
        report.note(result.value)
        report.say(result.findings)
        repaired += len(result.value)
        copied += 0 if result.value else result.written
    counts = {
        report.participle: report.written - copied,
        "copied": copied,
        "unchanged": report.documents - report.written,
    }
    files = [f"{number} {what}" for what, number in counts.items() if number]
    report.finish(f"{count(repaired, 'frame')} repaired", *files)
