"""``sxs strip``: plain documents in one language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click

from sxskit.checks.structure import pairs
from sxskit.console import Input, Output, Report
from sxskit.document import Document, Side
from sxskit.files import Found
from sxskit.options import common, output_options
from sxskit.work import Step, Work


@dataclass(frozen=True, slots=True)
class _Stripping(Step[None]):
    """What is done with each document."""

    keep: Side
    output: Output

    def __call__(self, found: Found, document: Document) -> Work[None]:
        findings = pairs(document, found.name)
        written = self.output.write(found, document.strip(self.keep), before=document)
        return Work(len(document.units), findings, written, None)

    def outputs(self, found: Found) -> list[Path]:
        return [self.output.path(found)]


@click.command("strip")
@click.option(
    "--keep",
    type=click.Choice(get_args(Side)),
    default="target",
    show_default=True,
    help="Which of the two languages stays.",
)
@output_options
@common
def command(
    given: Input,
    quiet: bool,
    keep: Side,
    out: Path | None,
    in_place: bool,
) -> None:
    """Make plain documents in one language: of every pair only its target, or its source.

    DOCS are files, - for standard input, or directories; -o - writes one to standard output.

    \b
    sxs strip docs -o plain
    sxs strip docs -o english --keep source
    """
    output = Output.of(given, out, in_place)
    report = Report("strip", quiet=quiet, document_on_stdout=output.is_stdout)
    found = given.found(report, skip=out)
    cached = None if output.is_stdout else ()
    for _, work in given.results(found, _Stripping(keep, output), report, cached=cached):
        report.say(work.findings)
    report.finish(*report.files_written())
