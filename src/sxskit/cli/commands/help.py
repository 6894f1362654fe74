"""``sxs help``: the help of `sxs` or of one command."""

from __future__ import annotations

import click

from sxskit.cli import completion


@click.command("help", short_help="Show the help of sxs or of a command.")
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=completion.command)
@click.pass_context
def command(ctx: click.Context, name: str | None) -> None:
    """Show the help of sxs or of a command, as --help does.

    \b
    sxs help
    sxs help check
    """
    top = ctx.find_root()
    if name is None:
        click.echo(top.get_help())
        return
    group = top.command
    assert isinstance(group, click.Group)
    _, found, _ = group.resolve_command(top, [name])
    assert found is not None
    click.echo(found.get_help(click.Context(found, info_name=name, parent=top)))
