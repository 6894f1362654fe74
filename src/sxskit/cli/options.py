"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sxskit.cli import completion
from sxskit.cli.inputs import Input
from sxskit.cli.parameters import (
    code_lists,
    name,
    place,
    size,
    states,
    tag,
)
from sxskit.cli.preview_options import preview_options
from sxskit.cli.renamed_options import F, Option
from sxskit.formats import FORMATS
from sxskit.storage.files import STDIN
from sxskit.storage.selection import Selection

_INLINE = ("plain", "codes")
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


# Options with the same values in several commands.


def quiet_option(help: str) -> Option:
    return click.option("-q", "--quiet", is_flag=True, help=help)


def catalogs_option(help: str, *, required: bool = False) -> Option:
    return click.option(
        "-c",
        "--catalogs",
        metavar="CATALOGS",
        callback=place,
        shell_complete=completion.files,
        required=required,
        multiple=True,
        help=help,
    )


def from_option(help: str) -> Option:
    """Return the option for the format of catalogs to read, passed as `from_`."""
    return click.option("--from", "from_", type=click.Choice(FORMATS), help=help)


def out_option(
    metavar: str,
    help: str,
    *,
    required: bool = False,
    callback: Callable[..., Any] = place,
) -> Option:
    return click.option(
        "-o",
        "--output",
        "out",
        metavar=metavar,
        callback=callback,
        shell_complete=completion.folders if metavar == "DIR" else completion.files,
        required=required,
        help=help,
    )


def format_option(choices: Sequence[str], help: str, *, default: str | None = None) -> Option:
    return click.option(
        "--format",
        "format_",
        type=click.Choice(choices),
        default=default,
        show_default=default is not None,
        help=help,
    )


def inline_option(help: str, *, default: str | None = None) -> Option:
    return click.option("--inline", type=click.Choice(_INLINE), default=default, help=help)


def language_option(help: str) -> Option:
    return click.option("--language", metavar="TAG", callback=tag, help=help)


def memory_option(help: str, *, required: bool = False) -> Option:
    return click.option(
        "--memory",
        metavar="FILE",
        callback=place,
        shell_complete=completion.files,
        required=required,
        help=help,
    )


def codes_option(name: str, help: str) -> Option:
    """Return an option for lists of codes, which the command gets as a set."""
    return click.option(
        name,
        metavar="CODES",
        callback=code_lists(),
        shell_complete=completion.code_list,
        multiple=True,
        help=help,
    )


def base_option(help: str, *, metavar: str = "OLD_DOCS") -> Option:
    return click.option(
        "--base",
        metavar=metavar,
        callback=place,
        shell_complete=completion.files,
        multiple=True,
        help=help,
    )


config_option = click.option(
    "--config",
    metavar="FILE",
    callback=place,
    shell_complete=completion.files,
    help="Configuration file.  [default: sxskit.toml or pyproject.toml in --root or above]",
)
root_option = click.option(
    "--root",
    type=FOLDER,
    default=Path(),
    help="Folder that names of documents are relative to.  [default: current folder]",
)
overwrite_option = click.option(
    "--overwrite",
    is_flag=True,
    help="Replace catalogs even if edits in them are lost.",
)


def accept_fuzzy_option(help: str) -> Option:
    """Add an option that passes the accepted states of translations as `accept`."""
    return click.option("--accept-fuzzy", "accept", is_flag=True, callback=states, help=help)


def pairs_option(help: str) -> Option:
    """Return the option for the list of the pairs of an alignment."""
    return click.option(
        "--pairs",
        metavar="FILE",
        callback=place,
        shell_complete=completion.files,
        help=help,
    )


LANGUAGE_OF_DOCUMENTS = "Language of the documents.  [default: ms.contentlocale]"


jobs_option = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Maximal number of worker processes.  [default: number of CPUs]",
)


# The options of a run over many documents, the last first.
_RUNNING: tuple[Option, ...] = (
    quiet_option("Show no progress and no counts."),
    click.option(
        "--cache-dir",
        metavar="DIR",
        callback=place,
        shell_complete=completion.folders,
        expose_value=True,
        envvar="SXSKIT_CACHE_DIR",
        help="Cache folder.  [default: user cache directory]",
    ),
    click.option(
        "--verify-cache",
        is_flag=True,
        help="Compare the bytes of files with the cache, not only their size and times.",
    ),
    click.option("--no-cache", is_flag=True, help="Ignore the cache and do not write one."),
    jobs_option,
    click.option(
        "--since",
        metavar="REV",
        help="Only documents that differ in git since this branch left REV, and new ones.",
    ),
    click.option("--no-ignore", is_flag=True, help="Do not apply .gitignore files."),
    click.option(
        "--exclude", metavar="GLOB", multiple=True, help="Exclude these files in directories."
    ),
    click.option(
        "--include", metavar="GLOB", multiple=True, help="Include only these files in directories."
    ),
)
# The options of every command that reads documents, the last first.
_COMMON: tuple[Option, ...] = (
    *_RUNNING,
    click.option(
        "--stdin-filename",
        metavar="NAME",
        default=STDIN,
        callback=name,
        help="Name of the document from standard input.",
    ),
    root_option,
    click.argument(
        "docs", callback=place, shell_complete=completion.files, nargs=-1, required=True
    ),
)


def common(command: F) -> F:
    """Add the options of commands that read documents, which get them as `given` and `quiet`."""
    return _with_input(command, _COMMON)


def running_options(command: F) -> F:
    """Add the options of a run over the documents of a folder, passed as `given` and `quiet`.

    The command replaces the folder of `given`.
    """
    return _with_input(command, _RUNNING)


def _with_input(command: F, options: Iterable[Option]) -> F:
    @wraps(command)
    def with_input(
        *,
        docs: tuple[Path, ...] = (),
        root: Path = Path(),
        stdin_filename: str = STDIN,
        jobs: int | None,
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        no_ignore: bool,
        since: str | None,
        no_cache: bool,
        verify_cache: bool,
        cache_dir: Path | None,
        **others: Any,
    ) -> Any:
        selection = Selection(include, exclude, gitignore=not no_ignore)
        cache = None if no_cache else cache_dir or _caches()
        given = Input(docs, root, stdin_filename, jobs, selection, since, cache, verify_cache)
        return command(given=given, **others)

    wrapped: Any = with_input
    for option in options:
        wrapped = option(wrapped)
    decorated: F = wrapped
    return decorated


def _caches() -> Path | None:
    """The user's cache directory; None for a user without a home."""
    from platformdirs import user_cache_path

    try:
        path = user_cache_path("sxskit", appauthor=False)
    except (RuntimeError, KeyError):
        return None
    return path if path.is_absolute() else None


def in_place_option(help: str) -> Option:
    return click.option("--in-place", is_flag=True, help=help)


def output_options(command: F) -> F:
    """Add the options for writing documents."""
    options: list[Option] = [
        preview_options,
        in_place_option("Change the documents in place."),
        out_option("DIR", "Folder for all documents, changed or not."),
    ]
    for option in options:
        command = option(command)
    return command


max_xml_size_option = click.option(
    "--max-xml-size",
    metavar="SIZE",
    callback=size,
    help="Maximal size of XLIFF and TMX files.  [default: 1G]",
)


inline_of_catalogs_option = inline_option(
    "XLIFF, TMX: write inline markup as text, or as codes that CAT tools protect.", default="plain"
)
format_of_catalogs_option = format_option(
    FORMATS, "Format of catalogs.  [default: by suffix, or po]"
)


def catalog_options(command: F) -> F:
    """Add the options for writing catalogs."""
    options: list[Option] = [
        max_xml_size_option,
        preview_options,
        click.option(
            "--prune",
            is_flag=True,
            help="Remove leftover catalogs in OUT that nobody has edited.",
        ),
        overwrite_option,
        click.option(
            "--split-by",
            type=click.Choice(["translation-type"]),
            help="TMX: write name.ht.tmx and name.mt.tmx instead of one file.",
        ),
        click.option(
            "--no-identical", is_flag=True, help="TMX: omit targets that equal their source."
        ),
        click.option("--unique", is_flag=True, help="TMX: write each pair of texts once."),
        inline_of_catalogs_option,
        format_of_catalogs_option,
    ]
    for option in options:
        command = option(command)
    return command
