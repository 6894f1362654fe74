"""README.md: its length, its links, its first session, and the tables of formats and commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.doc_examples import commands

from sxskit.cli.main import COMMANDS
from sxskit.formats import FORMATS, suffix

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_bytes().decode()
LINKS = re.findall(r"\]\(([^)#]+)[^)]*\)|^\[\w+\]: (\S+)$", README, re.MULTILINE)


def test_the_readme_has_at_most_150_lines() -> None:
    assert README.count("\n") <= 150


def test_the_links_of_the_readme_lead_to_files() -> None:
    assert [link for pair in LINKS for link in pair if not (ROOT / link).exists()] == []
    pages = {link for pair in LINKS for link in pair if link.startswith("docs/jobs/")}
    assert pages == {f"docs/jobs/{path.name}" for path in (ROOT / "docs" / "jobs").glob("*.md")}


def test_the_first_session_has_five_commands() -> None:
    session = README.partition("\n## A first session\n")[2].partition("\n## ")[0]
    [block] = re.findall(r"^```console\n(.*?)^```$", session, re.MULTILINE | re.DOTALL)
    names = [command.partition(" ")[0] for command, _ in commands(block)]
    assert names == ["sxs", "sxs", "perl", "sxs", "sxs"]


@pytest.mark.parametrize("page", ["README.md", "docs/reference/formats.md"])
def test_the_table_of_formats_is_the_one_in_the_code(page: str) -> None:
    text = (ROOT / page).read_bytes().decode()
    table = text.partition("\n| `--format` | suffix |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z0-9]+)` \| `([^`]+)` \|", table, re.MULTILINE)
    assert rows == [(format, suffix(format)) for format in FORMATS]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_the_page_of_all_commands(name: str) -> None:
    running = (ROOT / "docs" / "reference" / "running.md").read_bytes().decode()
    assert f"`{name}`" in README
    assert f"\n- **{name}** " in running
