"""``sxs help``: the help of `sxs` or of one command."""

from __future__ import annotations

import click

from sxskit.cli import completion


@click.command("help", short_help="Show the help of sxs or of a command.")
@click.argument("names", metavar="[COMMAND]...", nargs=-1, shell_complete=completion.command)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Show the help of sxs or of a command, as --help does.

    \b
    sxs help
    sxs help check
    sxs help memory add
    """
    shown = ctx.find_root()
    for name in names:
        group = shown.command
        if not isinstance(group, click.Group):
            raise click.UsageError(f"{shown.info_name} has no command {name!r}")
        _, found, _ = group.resolve_command(shown, [name])
        assert found is not None
        shown = click.Context(found, info_name=name, parent=shown)
    click.echo(shown.get_help())
