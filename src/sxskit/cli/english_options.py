"""Options for the English documents, and for the front-matter values that they have."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sxskit.cli import completion
from sxskit.cli.options import FOLDER
from sxskit.cli.parameters import keys
from sxskit.cli.renamed_options import F, renamed_option

if TYPE_CHECKING:
    from sxskit.storage.english_folder import English

_english_folder_option = renamed_option(
    "--english",
    "--source",
    metavar="DIR",
    type=FOLDER,
    help="Folder of the English documents, with the same paths.",
)
_english_git_option = renamed_option(
    "--english-git",
    "--source-git",
    metavar="DIR",
    type=FOLDER,
    help="Clone with the English documents, or folder in it; translated versions are found.",
)


def english_option(command: F) -> F:
    """Add the option for the folder of the English documents, passed as `english`."""

    @wraps(command)
    def with_english(*, english: Path | None, **others: Any) -> Any:
        if english is None:
            return command(english=None, **others)
        from sxskit.storage.english_folder import English  # on use

        return command(english=English(english), **others)

    wrapped: Any = with_english
    decorated: F = _english_folder_option(wrapped)
    return decorated


def english_options(command: F) -> F:
    """Add the options for the folder or clone of the English documents, passed as `english`."""

    @wraps(command)
    def with_english(*, english: English | None, english_git: Path | None, **others: Any) -> Any:
        if english_git is None:
            return command(english=english, **others)
        if english is not None:
            raise click.UsageError("give either --english or --english-git")
        from sxskit.storage.history import Versions  # on use, as its subprocess

        return command(english=Versions.at(english_git), **others)

    wrapped: Any = with_english
    decorated: F = english_option(_english_git_option(wrapped))
    return decorated


front_matter_option = click.option(
    "--front-matter",
    metavar="KEY",
    multiple=True,
    callback=keys,
    shell_complete=completion.key,
    help="Front-matter key to translate.  [default: title, description, keywords]",
)


def chosen_keys(
    given: tuple[str, ...] | None, configured: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Return the keys to translate: from options, the configuration, or the defaults."""
    if given is not None:
        return given
    if configured is not None:
        return configured
    from sxskit.exchange.front_matter import TRANSLATED  # on use

    return TRANSLATED


def translated_keys(given: tuple[str, ...] | None, root: Path) -> tuple[str, ...]:
    """Return the keys to translate in the documents below a root; see `chosen_keys`."""
    if given is not None:
        return given
    from sxskit.storage.settings import find_settings, read_settings  # on use: it costs time

    path = find_settings(root)
    return chosen_keys(None, read_settings(path).front_matter if path else None)
