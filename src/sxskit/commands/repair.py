"""``sxs repair``: mend what can be mended without guessing."""

from __future__ import annotations

from pathlib import Path

import click

from sxskit.checks.structure import pairs, repaired, tags
from sxskit.console import Input, Output, Report, count
from sxskit.options import common, output_options


@click.command("repair")
@output_options
@common
def command(
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
    quiet: bool,
    out: Path | None,
    in_place: bool,
) -> None:
    """Make damaged frames canonical, and change nothing else.

    DOCS are files, - for standard input, or directories. What is mended is reported, and what needs
    a person: it is left as it is, and makes the exit code 1.

    \b
    sxs repair docs --in-place
    sxs repair docs -o mended
    """
    given = Input(docs, root, stdin_filename)
    output = Output.of(given, out, in_place)
    report = Report("repair", quiet=quiet, document_on_stdout=output.is_stdout)
    mended = 0
    for found, document in given.documents(given.found(report, skip=out), report):
        with report.guard():
            whole, done = repaired(document, found.name)
            report.note(done)
            report.say(sorted([*pairs(whole, found.name), *tags(whole, found.name)]))
            mended += len(done)
            report.written += output.write(found, whole.text, before=document)
    report.finish(f"{count(mended, 'frame')} mended, {report.written} written")
