"""``sxs stats``: counts of units, words and findings by language."""

from __future__ import annotations

from dataclasses import dataclass

import click

from sxskit.checks.documents import check
from sxskit.cli.english_options import english_options
from sxskit.cli.inputs import Input
from sxskit.cli.options import (
    common,
    format_option,
)
from sxskit.cli.outputs import to_stdout
from sxskit.cli.session import Report
from sxskit.dialect.document import Document
from sxskit.dialect.freshness import freshness
from sxskit.encoding import encode_escaped
from sxskit.running.task import Step, StepResult
from sxskit.stats.figures import Stats, combine_stats
from sxskit.stats.tables import StatsFormat, format_stats
from sxskit.storage.english import EnglishDocuments, current
from sxskit.storage.finding import Found


@dataclass(frozen=True, slots=True)
class _Counting(Step[Stats]):
    """The step for each document; the value contains its figures."""

    english: EnglishDocuments | None

    def __call__(self, found: Found, document: Document) -> StepResult[Stats]:
        now, unread = current(self.english, found.relative)
        state = freshness(document, now) if self.english and not unread else None
        figures = Stats.of(document, check(document, found.name), freshness=state)
        return StepResult(len(document.columns.ids), (), 0, figures, unread)


@click.command("stats", short_help="Count documents, units, words and findings by language.")
@format_option(("text", "json"), "Text table, or JSON for scripts.", default="text")
@english_options
@common
def command(
    given: Input,
    quiet: bool,
    format_: StatsFormat,
    english: EnglishDocuments | None,
) -> None:
    """Count documents, units, words, repetitions and findings, per language.

    DOCS are files, - for standard input, or directories. Words are those of the texts without
    markup; in languages without spaces between words, each character is a word. With --english,
    documents are also counted by whether their English document has changed.

    \b
    sxs stats docs
    sxs stats docs --format json
    """
    report = Report("stats", quiet=quiet, document_on_stdout=True)
    found = given.found(report, skip=None, as_given=True, anywhere=english is None, english=english)
    results = given.results(found, _Counting(english), report)
    whole = combine_stats(result.value for _, result in results)
    if report.documents or not report.errors:
        text = format_stats(whole, format_, english=english is not None)
        to_stdout(encode_escaped(text))
    report.finish("counted")
