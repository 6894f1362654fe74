"""``sxs strip``: plain documents in one language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from sxskit.checks.pairs import pairs
from sxskit.cli.english_options import english_option
from sxskit.cli.inputs import Input
from sxskit.cli.options import (
    common,
    output_options,
)
from sxskit.cli.outputs import Output
from sxskit.cli.writer import Writer
from sxskit.dialect.document import Document, Side
from sxskit.running.task import Step, StepResult
from sxskit.storage.english import current
from sxskit.storage.finding import Found

if TYPE_CHECKING:
    from sxskit.storage.english_folder import English


@dataclass(frozen=True, slots=True)
class _Stripping(Step[tuple[bool]]):
    """The step for each document; the value is whether its English document is missing."""

    keep: Side
    is_without_anchors: bool
    is_unescaped: bool
    english: English | None
    output: Output

    def __call__(self, found: Found, document: Document) -> StepResult[tuple[bool]]:
        findings = pairs(document, found.name)
        text, unread = current(self.english, found.relative)
        stripped = document
        if self.is_without_anchors:
            from sxskit.dialect.anchors import drop_anchors

            stripped = drop_anchors(stripped)
        if self.is_unescaped:
            from sxskit.dialect.escapes import unescape  # as above

            stripped = unescape(stripped, self.keep, english=text)
        files, preview = self.output.write(found, stripped.strip(self.keep), before=document)
        is_missing = self.english is not None and text is None
        units = len(document.columns.ids)
        return StepResult(units, findings, files, (is_missing,), unread, preview)

    def inputs(self, found: Found) -> list[Path]:
        return self.english.inputs(found.relative) if self.english else []

    def outputs(self, found: Found) -> list[str]:
        return [self.output.path(found)]


@click.command("strip", short_help="Write plain documents in one language.")
@click.option(
    "--keep",
    type=click.Choice(get_args(Side)),
    default="target",
    show_default=True,
    help="Language to keep.",
)
@click.option(
    "--drop-anchors",
    "is_without_anchors",
    is_flag=True,
    help="With --keep source: remove the anchors that localization added to headings.",
)
@click.option(
    "--unescape",
    "is_unescaped",
    is_flag=True,
    help="Remove the backslashes that localization added before asterisks and back-ticks.",
)
@english_option
@output_options
@common
def command(
    given: Input,
    quiet: bool,
    keep: Side,
    is_without_anchors: bool,
    is_unescaped: bool,
    english: English | None,
    out: Path | None,
    in_place: bool,
    writer: Writer,
) -> None:
    """Write plain documents in one language: the target or the source of every pair.

    DOCS are files, - for standard input, or directories; -o - writes one to standard output.
    With --unescape, --english shows for more targets which backslashes are the author's.

    \b
    sxs strip docs -o plain
    sxs strip docs -o plain --unescape --english english
    sxs strip docs -o english --keep source --drop-anchors --unescape
    """
    _refuse_contradictions(keep, english, is_without_anchors, is_unescaped)
    output = Output.of(given, out, in_place, writer)
    report = output.report("strip", quiet=quiet)
    is_alone = output.is_stdout and english is None
    found = given.found(
        report, skip=out, as_given=output.is_stdout, anywhere=is_alone, english=english
    )
    stripping = _Stripping(keep, is_without_anchors, is_unescaped, english, output)
    cached = () if output.is_cached else None
    missing = 0
    for _, result in given.results(found, stripping, report, cached=cached):
        report.say(result.findings)
        missing += result.value[0]
    without = [f"{missing} without English"] if english else []
    report.finish(*report.files_written(), *without)


def _refuse_contradictions(
    keep: Side, english: English | None, is_without_anchors: bool, is_unescaped: bool
) -> None:
    if is_without_anchors and keep == "target":
        raise click.UsageError("--drop-anchors requires --keep source: targets keep the anchors")
    if english and keep == "source":
        raise click.UsageError("--english requires --keep target: sources are English already")
    if english and not is_unescaped:
        raise click.UsageError("--english requires --unescape: give both")
