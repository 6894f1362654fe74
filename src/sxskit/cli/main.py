"""The ``sxs`` command group: its subcommands (`sxskit.cli.commands`), and errors to exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from sxskit._version import __version__
from sxskit.cli import completion, interrupts
from sxskit.cli.options import inline_option
from sxskit.errors import SxsError, unknown
from sxskit.printable import one_line

COMMANDS = (
    *("align", "check", "codes", "convert", "diff", "extract", "help"),
    *("memory", "merge", "repair", "report", "stats", "strip", "update"),
)


class _Group(click.Group):
    """The group of commands, which turns errors into exit codes: 1 for data, 2 for usage."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; help, version and usage are printed before it is invoked."""
        if completion.VARIABLE in os.environ:
            completion.keep_commas_in_fish()
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            with suppress(OSError):  # standard error may be what is full
                _say(error)
            sys.exit(1)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(
            f"sxskit.cli.commands.{name}"
        ).command  # only this command is loaded
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(str(unknown("command", args[0], COMMANDS)))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # characters that a terminal cannot show are escapes
                stream.reconfigure(errors="backslashreplace")
        try:
            with interrupts.Raised():
                result = super().invoke(ctx)
                sys.stdout.flush()
            return result
        except SxsError as error:
            click.echo(one_line(str(error)), err=True)
        except KeyboardInterrupt:  # written files are complete: the command can be repeated
            interrupts.ignore()
            click.echo(interrupts.LINE, err=True)
            return ctx.exit(interrupts.CODE)
        except BrokenPipeError:  # click handles it: the reader has closed the pipe
            raise
        except OSError as error:
            _say(error)
        return ctx.exit(1)


def _say(error: OSError) -> None:
    where = error.filename or "standard output"
    click.echo(one_line(f"{where}: {(error.strerror or str(error)).lower()}"), err=True)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="sxs")
@inline_option("Default of --inline for extract and convert.")
@click.pass_context
def main(ctx: click.Context, inline: str | None) -> None:
    """Side-by-side localized Markdown to translation files and back.

    \b
    sxs extract docs -o po            pairs out of the documents, one catalog each
    sxs merge docs -c po --in-place   translations back into the documents
    sxs check docs                    what is wrong with documents and translations
    sxs strip docs -o plain           ordinary Markdown in one language
    sxs convert ru.po -o ru.xlf       catalogs in another format

    Exit code: 0 clean, 1 findings or data that could not be read, 2 wrong usage.
    """
    if inline:
        ctx.default_map = {name: {"inline": inline} for name in ("extract", "convert", "update")}
