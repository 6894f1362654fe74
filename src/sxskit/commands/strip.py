"""``sxs strip``: plain documents in one language."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from sxskit.checks.structure import pairs
from sxskit.console import Input, Output, Report
from sxskit.document import Side
from sxskit.options import common, output_options


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
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
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
    given = Input(docs, root, stdin_filename)
    output = Output.of(given, out, in_place)
    report = Report("strip", quiet=quiet, document_on_stdout=output.is_stdout)
    for found, document in given.documents(given.found(report, skip=out), report):
        with report.guard():
            report.say(pairs(document, found.name))
            report.written += output.write(found, document.strip(keep), before=document)
    report.finish(f"{report.written} written")
