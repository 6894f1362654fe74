"""README.md says what is: the codes, the help, the commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sxskit import CODES
from sxskit.cli.main import COMMANDS, main
from sxskit.formats import FORMATS, suffix

README = (Path(__file__).parent.parent / "README.md").read_bytes().decode()
HELP = {
    match[1]: match[2]
    for match in re.finditer(r"```text\n\$ sxs ?([a-z]*) --help\n(.*?)```\n", README, re.DOTALL)
}


def test_the_table_of_findings_is_the_one_in_the_code() -> None:
    findings = README.partition("\n## Findings\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z ,]+) \| (.+) \|$", findings, re.MULTILINE)
    assert rows == [
        (name, code.severity + ", on demand" * code.on_demand, code.meaning)
        for name, code in CODES.items()
    ]


def test_the_table_of_formats_is_the_one_in_the_code() -> None:
    table = README.partition("\n## Formats\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z0-9]+)` \| `([^`]+)` \|", table, re.MULTILINE)
    assert rows == [(format, suffix(format)) for format in FORMATS]


def test_every_command_has_its_help_in_the_readme() -> None:
    assert set(HELP) == {"", *COMMANDS}


@pytest.mark.parametrize("name", HELP)
def test_the_help_in_the_readme_is_current(name: str) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    result = CliRunner().invoke(main, arguments, prog_name="sxs", terminal_width=100)
    assert result.exit_code == 0
    assert HELP[name] == result.stdout
    assert "sxs " in result.stdout
