"""README.md says what is: the codes, the help, the commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sxskit import CODES
from sxskit.cli import main

README = (Path(__file__).parent.parent / "README.md").read_bytes().decode()
HELP = {
    match[1]: match[2]
    for match in re.finditer(r"```text\n\$ sxs ?([a-z]*) --help\n(.*?)```\n", README, re.DOTALL)
}


def test_the_table_of_findings_is_the_one_in_the_code() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", README, re.MULTILINE)
    assert rows == list(CODES.items())


def test_every_command_has_its_help_in_the_readme() -> None:
    assert set(HELP) == {"", *main.commands}


@pytest.mark.parametrize("name", HELP)
def test_the_help_in_the_readme_is_current(name: str) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    result = CliRunner().invoke(main, arguments, prog_name="sxs", terminal_width=100)
    assert result.exit_code == 0
    assert HELP[name] == result.stdout
    assert "sxs " in result.stdout
