"""Man pages of the commands, generated from their help.

    python -m scripts.man_pages build/man/man1  # sxs.1, sxs-check.1, ...

`man -M build/man sxs-check` shows one.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from sxskit import __version__
from sxskit.cli.main import COMMANDS
from sxskit.cli.main import main as sxs

_CODE = re.compile("`([^`]+)`")
_EXIT_STATUS = (
    ("0", "No findings."),
    ("1", "Findings, or data that could not be read or written."),
    ("2", "Wrong usage."),
    ("130", "Interrupted; every file holds its old bytes or its new ones."),
)
_FILES = (
    ("sxskit.toml", "Configuration, in --root or a folder above it."),
    ("pyproject.toml", "The same in its table [tool.sxskit], if there is no sxskit.toml."),
)


def man_pages() -> dict[str, str]:
    """The pages by their file names."""
    context = sxs.make_context("sxs", [], resilient_parsing=True)
    pages = {"sxs.1": "".join(_page(context, _of_all(context)))}
    for name in COMMANDS:
        command = sxs.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context)
        pages[f"sxs-{name}.1"] = "".join(_page(own, _of_one(own)))
    return pages


def _page(context: click.Context, rest: Iterator[str]) -> Iterator[str]:
    """A page: its name, usage, description and options, then the rest."""
    command = context.command
    title = context.command_path.replace(" ", "-")
    summary = command.get_short_help_str(limit=200).rstrip(".")
    usage = " ".join(command.collect_usage_pieces(context))
    yield f'.TH {escaped(title.upper())} 1 "" "sxskit {__version__}" "User Commands"\n'
    yield ".nh\n.ad l\n"  # no hyphens and no blanks that the text does not have
    yield f".SH NAME\n{escaped(title)} \\- {escaped(summary)}\n"
    yield f".SH SYNOPSIS\n\\fB{escaped(context.command_path)}\\fR {escaped(usage)}\n"
    yield ".SH DESCRIPTION\n"
    yield from _paragraphs(command.help or "")
    yield ".SH OPTIONS\n"
    options = (each for each in command.get_params(context) if isinstance(each, click.Option))
    records = (option.get_help_record(context) for option in options)
    yield from _table(record for record in records if record)
    yield from rest


def _of_all(context: click.Context) -> Iterator[str]:
    """What only the page of sxs has: its commands, and the files that they read."""
    assert isinstance(context.command, click.Group)
    commands = {name: context.command.get_command(context, name) for name in COMMANDS}
    yield ".SH COMMANDS\n"
    yield from _table(
        (f"sxs {name}", command.get_short_help_str(limit=200))
        for name, command in commands.items()
        if command
    )
    yield from _ends(commands.values())
    yield ".SH FILES\n"
    yield from _table(_FILES)
    yield _see_also(f"sxs-{name}" for name in COMMANDS)


def _of_one(context: click.Context) -> Iterator[str]:
    yield from _ends([context.command])
    yield _see_also(["sxs"])


def _ends(commands: Iterable[click.Command | None]) -> Iterator[str]:
    """The exit status, and the environment variables of commands."""
    yield ".SH EXIT STATUS\n"
    yield from _table(_EXIT_STATUS)
    variables = {
        parameter.envvar: f"The value of {parameter.opts[-1]}, if it is not given."
        for command in commands
        if command
        for parameter in command.params
        if isinstance(parameter.envvar, str)
    }
    if variables:
        yield ".SH ENVIRONMENT\n"
        yield from _table(variables.items())


def _see_also(names: Iterable[str]) -> str:
    return ".SH SEE ALSO\n" + ",\n".join(f"\\fB{escaped(name)}\\fR(1)" for name in names) + "\n"


def _paragraphs(help: str) -> Iterator[str]:
    """Help of click: a paragraph after a line with \\b keeps its lines."""
    for number, paragraph in enumerate(inspect.cleandoc(help).split("\n\n")):
        between = ".PP\n" if number else ""
        if paragraph.startswith("\b\n"):
            lines = paragraph.removeprefix("\b\n").split("\n")
            kept = "".join(f"{escaped(line)}\n" for line in lines)
            yield f"{between}.RS 4\n.nf\n{kept}.fi\n.RE\n"
        else:
            yield f"{between}{_prose(' '.join(paragraph.split()))}\n"


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in rows:
        yield f".TP\n\\fB{escaped(term)}\\fR\n{_prose(' '.join(meaning.split()))}\n"


def _prose(text: str) -> str:
    """A line of text, in which `code` is bold."""
    parts = _CODE.split(text)
    for index in range(1, len(parts), 2):
        parts[index] = f"\\fB{escaped(parts[index])}\\fR"
    parts[::2] = [escaped(part, starts=not index) for index, part in enumerate(parts[::2])]
    return "".join(parts)


def escaped(text: str, *, starts: bool = True) -> str:
    """Text as roff shows it, character by character."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti")
    text = text.replace("'", "\\(aq").replace('"', "\\(dq").replace("`", "\\(ga")
    text = "".join(each if each < "\x7f" else f"\\[u{ord(each):04X}]" for each in text)
    return f"\\&{text}" if starts and text.startswith(".") else text


def main() -> None:
    """Write the pages into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in man_pages().items():
        (folder / name).write_bytes(page.encode())


if __name__ == "__main__":
    main()
