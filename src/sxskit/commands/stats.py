"""``sxs stats``: how much there is to translate, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sxskit import stats
from sxskit.checks.documents import check
from sxskit.console import Input, Report, to_stdout
from sxskit.options import common


@click.command("stats")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="A table for people, or JSON for scripts.",
)
@common
def command(
    docs: tuple[Path, ...], root: Path, stdin_filename: str, quiet: bool, format_: str
) -> None:
    """Count documents, units, words, repetitions and findings, per language.

    DOCS are files, - for standard input, or directories. Words are those of the texts without
    markup; in languages that put no spaces between words, each character is one.

    \b
    sxs stats docs
    sxs stats docs --format json
    """
    given = Input(docs, root, stdin_filename)
    report = Report("stats", quiet=quiet, document_on_stdout=True)

    def parts() -> Iterator[stats.Stats]:
        for found, document in given.documents(given.found(report, skip=None), report):
            with report.guard():
                yield stats.Stats.of(document, check(document, found.name))

    whole = stats.combined(parts())
    text = stats.json(whole) if format_ == "json" else stats.text(whole)
    to_stdout(text.encode("utf-8", "backslashreplace"))
    report.finish("counted")
