"""The help of the command line: summaries, `sxs help`, near matches."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from sxskit.cli.main import COMMANDS, main
from tests.helpers.cli import sxs


def shown(*arguments: str, width: int = 80) -> str:
    result = CliRunner().invoke(main, arguments, prog_name="sxs", terminal_width=width)
    assert result.exit_code == 0
    return result.stdout


def test_every_summary_fits_a_line_of_80_columns() -> None:
    commands = shown("--help").partition("\nCommands:\n")[2].rstrip().split("\n")
    assert [line.split()[0] for line in commands] == [*COMMANDS]
    assert all(line.endswith(".") and not line.endswith("...") for line in commands)
    assert max(map(len, commands)) <= 80


def test_help_is_that_of_the_option() -> None:
    assert shown("help") == shown("--help")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_that_of_its_option(name: str) -> None:
    assert shown("help", name) == shown(name, "--help")


@pytest.mark.parametrize("name", ["add", "search", "export"])
def test_help_of_a_subcommand_is_that_of_its_option(name: str) -> None:
    assert shown("help", "memory", name) == shown("memory", name, "--help")


@pytest.mark.parametrize("names", [("check", "docs"), ("memory", "ad"), ("memory", "add", "x")])
def test_help_of_no_subcommand_is_wrong_usage(names: tuple[str, ...]) -> None:
    run = sxs("help", *names)
    assert (run.code, run.out) == (2, b"")
    assert repr(names[-1]).encode() in run.err


@pytest.mark.parametrize(
    ("name", "near"), [("chek", "check"), ("extrakt", "extract"), ("strips", "strip")]
)
@pytest.mark.parametrize("arguments", [(), ("help",)])
def test_an_unknown_command_names_the_nearest(
    name: str, near: str, arguments: tuple[str, ...]
) -> None:
    run = sxs(*arguments, name)
    assert (run.code, run.out) == (2, b"")
    assert f"did you mean '{near}'?".encode() in run.err


@pytest.mark.parametrize(
    ("codes", "near"),
    [("lnk", "link"), ("eror", "error"), ("link,placehoder", "placeholder"), ("defalt", "default")],
)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_names_the_nearest(option: str, codes: str, near: str) -> None:
    run = sxs("check", "docs", option, codes)
    assert (run.code, run.out) == (2, b"")
    assert f"did you mean '{near}'?".encode() in run.err
