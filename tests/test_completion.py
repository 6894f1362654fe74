"""Shell completion: commands, options, files, folders, formats, finding codes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem, ShellComplete

from sxskit import CODES
from sxskit.cli.main import COMMANDS, main
from sxskit.formats import FORMATS
from tests.helpers.cli import DOME, posix, put
from tests.helpers.pipelines import files_of

# Values that only their author knows.
FREE = {"DATE", "ENGLISH=LOCALIZED", "GLOB", "KEY=VALUE", "N", "NAME", "REV", "SIZE", "TAG"}
# The files of a user, as the documentation shows them.
CONFIGURED = files_of("docs/reference/shell.md")
GROUPS = ["all", "default", "error", "warning", "info"]


def items(*words: str) -> list[CompletionItem[str]]:
    """The completions of the last word."""
    return ShellComplete(main, {}, "sxs", "_SXS_COMPLETE").get_completions(
        list(words[:-1]), words[-1]
    )


def values(*words: str) -> list[str]:
    return [item.value for item in items(*words)]


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for parameter in command.params:
            if not getattr(parameter, "is_flag", False):
                yield name, parameter


def test_commands_and_options_are_completed() -> None:
    assert values("") == sorted(COMMANDS)
    assert values("st") == ["stats", "strip"]
    assert {"--in-place", "--include", "--inline"} > set(values("merge", "--in")) > set()


def test_former_options_are_not_offered() -> None:
    assert values("strip", "--eng") == ["--english"]
    assert values("strip", "--sou") == []


@pytest.mark.parametrize(
    ("command", "parameter"),
    [pytest.param(*each, id=f"{each[0]} {each[1].name}") for each in parameters()],
)
def test_every_value_is_completed_that_can_be_known(
    command: str, parameter: click.Parameter
) -> None:
    """Give a new option `shell_complete` (`sxskit.cli.completion`), or a metavar of FREE."""
    if isinstance(parameter, click.Option):
        found = items(command, parameter.opts[-1], "")
    else:
        found = items(command, "")
    is_free = parameter.metavar in FREE
    assert bool(found) != is_free


@pytest.mark.parametrize(
    ("words", "type"),
    [
        (("check", "do"), "file"),
        (("convert", "ru"), "file"),
        (("merge", "docs", "-c", ""), "file"),
        (("check", "--baseline", ""), "file"),
        (("check", "-o", ""), "file"),
        (("extract", "docs", "-o", ""), "file"),
        (("strip", "docs", "-o", ""), "dir"),
        (("stats", "--root", ""), "dir"),
        (("extract", "docs", "--english", ""), "dir"),
        (("check", "--cache-dir", ""), "dir"),
    ],
)
def test_paths_are_those_of_the_shell(words: tuple[str, ...], type: str) -> None:
    assert [item.type for item in items(*words)] == [type]


def test_formats_are_completed() -> None:
    assert values("extract", "--format", "") == list(FORMATS)
    assert values("convert", "--format", "xl") == ["xliff", "xliff2"]
    assert values("check", "--format", "s") == ["sarif"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_codes_and_their_groups_are_completed(option: str) -> None:
    assert values("check", option, "") == [*GROUPS, *CODES]
    assert values("check", option, "damaged-") == ["damaged-frame", "damaged-tag"]
    assert values("check", option, "no-such") == []
    [item] = items("check", option, "xr")
    assert (item.value, item.help) == ("xref", CODES["xref"].meaning)


def test_lists_of_codes_are_completed_at_their_end() -> None:
    assert values("check", "--select", "link,damaged-") == [
        *("link,damaged-frame", "link,damaged-tag")
    ]
    assert values("check", "--select", "damaged-frame,damaged-") == ["damaged-frame,damaged-tag"]
    assert values("check", "--select", "error,") == [
        f"error,{name}" for name in [*GROUPS, *CODES] if name != "error"
    ]
    assert values("check", "--select", "nothing,xr") == ["nothing,xref"]


def test_codes_to_explain_are_completed() -> None:
    assert values("codes", "") == list(CODES)
    assert values("codes", "damaged-frame", "damaged-") == ["damaged-tag"]
    assert values("codes", "link,x") == []


def test_front_matter_keys_are_completed() -> None:
    assert values("extract", "--front-matter", "") == ["title", "description", "keywords"]


@pytest.mark.parametrize(
    "words",
    [
        ("strip", "--source", ".", ""),
        ("check", "--select", "no-such-code", ""),
        ("check", "--jobs", "none", "--config", "missing.toml", ""),
    ],
)
def test_completion_prints_nothing_else(
    words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert [item.type for item in items(*words)] == ["file"]
    assert capfd.readouterr() == ("", "")


# With real shells


def shell(name: str, *arguments: str) -> list[str]:
    """What a script prints, with the `sxs` of the tests on PATH."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [name, *arguments],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": programs},
    )
    assert done.stderr == b""
    return done.stdout.decode().split("\n")[:-1]


@posix
def test_bash_completes() -> None:
    script = f"""
{CONFIGURED["~/.bashrc"]}
COMP_WORDS=(sxs check --select link,damaged-) COMP_CWORD=3
_sxs_completion sxs
printf '%s\\n' "${{COMPREPLY[@]}}"
complete -p sxs
"""
    *completions, registered = shell("bash", "-c", script)
    assert completions == ["link,damaged-frame", "link,damaged-tag"]
    assert registered.endswith("-F _sxs_completion sxs")


@posix
def test_zsh_completes(tmp_path: Path) -> None:
    """The script is registered, and gets a value and a description."""
    script = f"""
autoload -Uz compinit && compinit -u -d {tmp_path}/dump
{CONFIGURED["~/.zshrc"]}
print -r -- $_comps[sxs]
COMP_WORDS="sxs check --select link,xr" COMP_CWORD=3 _SXS_COMPLETE=zsh_complete sxs
"""
    assert shell("zsh", "-f", "-c", script) == [
        *("_sxs_completion", "plain", "link,xref", CODES["xref"].meaning)
    ]


@posix
def test_fish_completes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    put("docs/dome.md", DOME)
    script = f"""
{CONFIGURED["~/.config/fish/completions/sxs.fish"]}
complete -C "sxs check --select link,damaged-"
complete -C "sxs extract do"
"""
    completions = [line.split("\t") for line in shell("fish", "--no-config", "-c", script)]
    assert [value for value, *_ in completions] == [
        *("link,damaged-frame", "link,damaged-tag", "docs/")
    ]
    assert completions[0][1] == CODES["damaged-frame"].meaning
