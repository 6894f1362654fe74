"""Near matches: the lowest score, and a note where rapidfuzz is not installed."""

from __future__ import annotations

import click

from sxskit.cli.renamed_options import Option
from sxskit.scores import EQUAL, LOWEST, THRESHOLD, is_available

_NO_SCORES = "rapidfuzz is not installed, only equal sources match: pip install 'sxskit[memory]'"


def say_without_scores(threshold: int = THRESHOLD) -> None:
    """Note on standard error that near matches require rapidfuzz if it is missing."""
    if threshold < EQUAL and not is_available():
        click.echo(_NO_SCORES, err=True)


def threshold_option(help: str) -> Option:
    return click.option(
        "--threshold",
        metavar="N",
        type=click.IntRange(LOWEST, 100),
        default=THRESHOLD,
        show_default=True,
        help=help,
    )
