"""``sxs strip``: plain documents in one language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click

from sxskit.checks.pairs import pairs
from sxskit.cli.inputs import Input
from sxskit.cli.options import common, output_options, source_option
from sxskit.cli.outputs import Output
from sxskit.cli.session import Report
from sxskit.dialect.document import Document, Side
from sxskit.errors import FileError
from sxskit.running.task import Step, StepResult
from sxskit.storage import files
from sxskit.storage.english import Sources, current
from sxskit.storage.finding import Found


@dataclass(frozen=True, slots=True)
class _Stripping(Step[tuple[bool]]):
    """What is done with each document; the result is whether its English is missing."""

    keep: Side
    is_without_anchors: bool
    is_unescaped: bool
    sources: Sources | None
    output: Output

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[bool]]:
        findings = pairs(document, found.name)
        english, unread = current(self.sources, found.relative)
        stripped = document
        if self.is_without_anchors:
            from sxskit.dialect.anchors import drop_anchors

            stripped = drop_anchors(stripped)
        if self.is_unescaped:
            from sxskit.dialect.escapes import unescape  # as above

            stripped = unescape(stripped, self.keep, english=english)
        written = self.output.write(found, stripped.strip(self.keep), before=document)
        is_missing = self.sources is not None and english is None
        return StepResult(len(document.units), findings, written, (is_missing,), unread)

    def inputs(self, found: Found) -> list[Path]:
        return self.sources.inputs(found.relative) if self.sources else []

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
@click.option(
    "--drop-anchors",
    "is_without_anchors",
    is_flag=True,
    help="With --keep source: without the anchors that localization put into headings.",
)
@click.option(
    "--unescape",
    "is_unescaped",
    is_flag=True,
    help="Without the backslashes that localization put before asterisks and back-ticks.",
)
@source_option
@output_options
@common
def command(
    given: Input,
    quiet: bool,
    keep: Side,
    is_without_anchors: bool,
    is_unescaped: bool,
    source: Path | None,
    out: Path | None,
    in_place: bool,
) -> None:
    """Make plain documents in one language: of every pair only its target, or its source.

    DOCS are files, - for standard input, or directories; -o - writes one to standard output.
    With --unescape, --source tells for more targets which backslashes are the author's.

    \b
    sxs strip docs -o plain
    sxs strip docs -o plain --unescape --source english
    sxs strip docs -o english --keep source --drop-anchors --unescape
    """
    _refuse_contradictions(keep, source, is_without_anchors, is_unescaped)
    output = Output.of(given, out, in_place)
    report = Report("strip", quiet=quiet, document_on_stdout=output.is_stdout)
    found = given.found(report, skip=out)
    sources = Sources(source) if source else None
    stripping = _Stripping(keep, is_without_anchors, is_unescaped, sources, output)
    cached = None if output.is_stdout else ()
    missing = 0
    for _, work in given.results(found, stripping, report, cached=cached):
        report.say(work.findings)
        missing += work.result[0]
    if sources and missing == report.documents and not report.errors:
        where = files.shown(sources.folder)
        report.fail(FileError(f"{where}: no document has the path of one of these from --root"))
    without = [f"{missing} without English"] if sources else []
    report.finish(*report.files_written(), *without)


def _refuse_contradictions(
    keep: Side, source: Path | None, is_without_anchors: bool, is_unescaped: bool
) -> None:
    if is_without_anchors and keep == "target":
        raise click.UsageError("--drop-anchors goes with --keep source: targets keep the anchors")
    if source and keep == "source":
        raise click.UsageError("--source goes with --keep target: sources are English already")
    if source and not is_unescaped:
        raise click.UsageError("--source goes with --unescape: give both")
