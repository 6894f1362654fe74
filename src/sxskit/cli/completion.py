"""Shell completion of values: files, folders, finding codes, front-matter keys.

The functions are for `shell_complete` of click. Choices, such as formats, complete themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

import click

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# click derives it from the name of the program.
VARIABLE = "_SXS_COMPLETE"


def files(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return a completion for files and folders, which the shell lists."""
    return [_item(incomplete, "file")]


def folders(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return a completion for folders, which the shell lists."""
    return [_item(incomplete, "dir")]


def code_list(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return lists of codes and groups, such as ``default,length``, with another one added."""
    from sxskit.findings import GROUPS  # on use, as in all of these functions

    listed = {name: f"{len(codes)} codes" for name, codes in GROUPS.items()} | _meanings()
    before, comma, last = incomplete.rpartition(",")
    return _matching(listed, last, given=before.split(","), prefix=before + comma)


def code(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Return codes, without the given ones."""
    return _matching(_meanings(), incomplete, given=ctx.params.get(param.name or "") or ())


def english_key(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return the front-matter keys that are known to name a version of an English document."""
    from sxskit.storage.originals import KNOWN_KEYS

    return _matching(dict.fromkeys(KNOWN_KEYS, ""), incomplete)


def key(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Return the front-matter keys that are translated by default."""
    from sxskit.exchange.front_matter import TRANSLATED

    return _matching(dict.fromkeys(TRANSLATED, ""), incomplete)


def command(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The names of commands."""
    group = ctx.find_root().command
    names = group.list_commands(ctx) if isinstance(group, click.Group) else []
    return _matching(dict.fromkeys(names, ""), incomplete)


def _meanings() -> dict[str, str]:
    from sxskit.findings import CODES

    return {name: code.meaning for name, code in CODES.items()}


def _matching(
    names: Mapping[str, str],
    incomplete: str,
    *,
    given: list[str] | tuple[str, ...] = (),
    prefix: str = "",
) -> list[CompletionItem[str]]:
    return [
        _item(prefix + name, "plain", help)
        for name, help in names.items()
        if name.startswith(incomplete) and name not in given
    ]


def _item(value: str, type: str, help: str = "") -> CompletionItem[str]:
    from click.shell_completion import CompletionItem  # on use: only for completion

    return CompletionItem(value, type, help or None)


def keep_commas_in_fish() -> None:
    """Let the script for fish split at the first comma only: lists of codes contain commas."""
    from click.shell_completion import FishComplete, add_completion_class

    class Fish(FishComplete):
        """The script of click with this change."""

        source_template = FishComplete.source_template.replace(
            'string split ","', 'string split -m 1 ","'
        )

    add_completion_class(Fish)
