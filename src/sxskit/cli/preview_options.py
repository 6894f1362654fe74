"""Options for a preview instead of files."""

from __future__ import annotations

from functools import wraps
from typing import Any

import click

from sxskit.cli.renamed_options import F, Option
from sxskit.cli.writer import Writer


def dry_run_option(help: str) -> Option:
    return click.option("--dry-run", is_flag=True, help=help)


def preview_options(command: F) -> F:
    """Add the options for a preview instead of files, passed as `writer`."""

    @wraps(command)
    def with_writer(*, dry_run: bool, diff: bool, **others: Any) -> Any:
        return command(writer=Writer(dry_run or diff, diff), **others)

    wrapped: Any = with_writer
    diff_option = click.option("--diff", is_flag=True, help="Write nothing; show a unified diff.")
    dry_run = dry_run_option("Write nothing; name the files that would be written.")
    decorated: F = dry_run(diff_option(wrapped))
    return decorated
