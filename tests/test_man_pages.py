"""Man pages: complete, and roff that formatters take without a warning."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest
from click.testing import CliRunner
from scripts.man_pages import escaped, man_pages

from sxskit.cli.main import COMMANDS, main

PAGES = man_pages()
MACROS = {".PP", ".RE", ".RS 4", ".TP", ".ad l", ".fi", ".nf", ".nh"}
ODD = ["a--b", ".dot", "'quote", "back\\slash", 'say "it"', "`x`", "~^~", "купол", "two  blanks"]


def rendered(page: str) -> str:
    """What a reader sees, each paragraph on one line."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    done = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-P-c", "-P-b", "-P-u", "-ww", "-rLL=2000n"],
        input=page.encode(),
        check=True,
        capture_output=True,
    )
    assert done.stderr == b""
    return done.stdout.decode()


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_every_command_has_a_page() -> None:
    assert PAGES.keys() == {"sxs.1", *(f"sxs-{name}.1" for name in COMMANDS)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_roff(name: str) -> None:
    """Known requests and escapes only, so that no text is taken for one."""
    lines = PAGES[name].split("\n")
    requests = [line for line in lines if line.startswith((".", "'"))]
    title = escaped(name.removesuffix(".1").upper())
    assert lines[0].startswith(f".TH {title} 1 ")
    assert {each for each in requests if not each.startswith((".TH ", ".SH "))} <= MACROS
    assert requests.count(".nf") == requests.count(".fi")
    assert requests.count(".RS 4") == requests.count(".RE")
    escapes = re.sub(r"\\(?:-|e|f[BR]|&|\((?:ha|ti|aq|dq|ga)|\[u[0-9A-F]{4,6}\])", "", PAGES[name])
    assert "\\" not in escapes
    assert escapes.isascii()
    assert escapes.replace("\n", "").isprintable()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_the_whole_help(name: str) -> None:
    arguments = name.removesuffix(".1").split("-")[1:]
    page = rendered(PAGES[name])
    shown = in_one_line(page)
    command = main.get_command(click.Context(main), arguments[0]) if arguments else main
    assert command is not None
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert all(re.search(rf"(?<![\w-]){name}\b", shown) for name in option.opts)
            assert in_one_line(option.help or "").replace("`", "") in shown
    help = CliRunner().invoke(main, [*arguments, "--help"], prog_name="sxs").stdout
    examples = re.findall(r"^ +(sxs .+)$", help, re.MULTILINE)
    assert examples
    assert [line for line in examples if line not in page] == []  # line by line
    assert "--source " not in shown  # a former name


@pytest.mark.parametrize("text", ODD)
def test_text_is_shown_as_it_is(text: str) -> None:
    assert f"\n{text}\n" in "\n" + rendered(f".TH X 1\n.in 0\n.nf\n{escaped(text)}\n")
