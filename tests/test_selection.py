"""Which documents of a folder are taken: by what git ignores, and by patterns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.cli import Run, only_where_names_are_bytes, pair, posix, put, sxs, tree

DOME = f"# {pair('7758d-103', 'Купол', 'The dome')}\n".encode()


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")


def documents(*names: str) -> None:
    for name in names:
        put(name, DOME)


def extracted(*arguments: str) -> tuple[Run, list[str]]:
    """What extracting says, and the documents that it took."""
    out = Path("..", "out").absolute()
    shutil.rmtree(out, ignore_errors=True)
    run = sxs("extract", *arguments, "-o", str(out), "-q", "--no-cache", "-j", "1")
    return run, sorted(name.removesuffix(".po") for name in tree(str(out)))


def taken(*arguments: str) -> list[str]:
    run, names = extracted(*arguments)
    if names:
        assert run == Run(0, b"", b"")
    else:
        assert "no document with pair markup in it" in run.refusal
    return names


def repository(folder: str = ".") -> None:
    Path(folder, ".git").mkdir(parents=True)


# What git ignores


def test_what_git_ignores_is_left_out() -> None:
    documents("docs/a.md", "docs/draft.md", "docs/m/draft.md")
    put("docs/.gitignore", b"draft.md\n")
    assert taken("docs") == ["docs/a.md"]


def test_no_ignore_takes_it() -> None:
    documents("docs/a.md", "docs/draft.md")
    put("docs/.gitignore", b"draft.md\n")
    assert taken("docs", "--no-ignore") == ["docs/a.md", "docs/draft.md"]


@pytest.mark.parametrize("patterns", [b"*.md\n", b"a.md\n", b"docs/*\n", b"**/a.md\n"])
def test_where_git_ignores_all_there_is_one_is_told_so(patterns: bytes) -> None:
    documents("docs/a.md")
    put(".gitignore", patterns)
    put(".git/HEAD", b"")
    refusal = (
        "docs: no document with pair markup in it, except those that .gitignore excludes: "
        "--no-ignore includes them\n"
    )
    assert sxs("stats", "docs", "-q").refusal == refusal
    assert sxs("stats", "docs", "-q", "--no-ignore").code == 0


def test_where_git_ignores_what_is_no_document_there_is_nothing_to_be_told() -> None:
    put("docs/a.md", b"No pairs.\n")
    put("docs/.gitignore", b"*.md\n")
    assert sxs("stats", "docs", "-q").refusal == "docs: no document with pair markup in it\n"


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (b"*.md\n", []),
        (b"*.md\n!a.md\n", ["docs/a.md", "docs/build/a.md"]),
        (b"build/\n", ["docs/a.md", "docs/b.md"]),
        (b"build\n", ["docs/a.md", "docs/b.md"]),
        (b"build/\n!build/a.md\n", ["docs/a.md", "docs/b.md"]),  # git does not look into it
        (b"build/*\n!build/a.md\n", ["docs/a.md", "docs/b.md", "docs/build/a.md"]),
        (b"build/**\n!build/a.md\n", ["docs/a.md", "docs/b.md", "docs/build/a.md"]),
        (b"build/**\n!m\n", ["docs/a.md", "docs/b.md"]),
        (b"build\n!build/**\n", ["docs/a.md", "docs/b.md"]),
        (b"m\n!build\n", ["docs/a.md", "docs/b.md", "docs/build/a.md"]),
        (b"*\n!build\n", []),
        (b"*\n!*/\n!c.md\n", ["docs/build/m/c.md"]),
        (b"/*\n!/build/\n", ["docs/build/a.md", "docs/build/m/c.md"]),
        (b"/a.md\n", ["docs/b.md", "docs/build/a.md", "docs/build/m/c.md"]),
        (b"build/a.md\n", ["docs/a.md", "docs/b.md", "docs/build/m/c.md"]),
        (b"**/m/\n", ["docs/a.md", "docs/b.md", "docs/build/a.md"]),
        (b"build/**/c.md\n", ["docs/a.md", "docs/b.md", "docs/build/a.md"]),
        (b"a.md/\n", ["docs/a.md", "docs/b.md", "docs/build/a.md", "docs/build/m/c.md"]),
        (b"[a-b].md\n", ["docs/build/m/c.md"]),
        (b"?.md\r\n", []),
        (b"# a.md\n\n  \n", ["docs/a.md", "docs/b.md", "docs/build/a.md", "docs/build/m/c.md"]),
        (b"a.md", ["docs/b.md", "docs/build/m/c.md"]),
        (b"a.md  \n", ["docs/b.md", "docs/build/m/c.md"]),
        ("\ufeffa.md\n".encode(), ["docs/b.md", "docs/build/m/c.md"]),
        (b"", ["docs/a.md", "docs/b.md", "docs/build/a.md", "docs/build/m/c.md"]),
    ],
    ids=repr,
)
def test_patterns_mean_what_they_mean_to_git(patterns: bytes, names: list[str]) -> None:
    documents("docs/a.md", "docs/b.md", "docs/build/a.md", "docs/build/m/c.md")
    put("docs/.gitignore", patterns)
    assert taken("docs") == names


def test_a_nested_file_holds_for_its_own_folder() -> None:
    documents("docs/a.md", "docs/b.md", "docs/m/a.md", "docs/m/b.md", "docs/n/a.md")
    put("docs/m/.gitignore", b"a.md\n")
    assert taken("docs") == ["docs/a.md", "docs/b.md", "docs/m/b.md", "docs/n/a.md"]


def test_a_nested_file_has_the_last_word() -> None:
    documents("docs/a.md", "docs/m/a.md", "docs/m/b.md", "docs/m/n/a.md")
    put("docs/.gitignore", b"a.md\n")
    put("docs/m/.gitignore", b"!a.md\nb.md\n")
    assert taken("docs") == ["docs/m/a.md", "docs/m/n/a.md"]


def test_a_folder_that_is_ignored_is_not_looked_into_for_exceptions() -> None:
    documents("docs/a.md", "docs/m/a.md")
    put("docs/.gitignore", b"m/\n")
    put("docs/m/.gitignore", b"!a.md\n")
    assert taken("docs") == ["docs/a.md"]


def test_the_files_above_the_folder_hold_up_to_the_top_of_the_repository() -> None:
    repository()
    documents("docs/guide/a.md", "docs/guide/b.md", "docs/guide/c.md", "docs/guide/d.md")
    put(".gitignore", b"a.md\n/docs/guide/b.md\n/c.md\n/guide/d.md\n")
    put("docs/.gitignore", b"/guide/c.md\n")
    assert taken("docs/guide") == ["docs/guide/d.md"]


def test_the_top_of_a_worktree_is_the_top_of_a_repository() -> None:
    put(".git", b"gitdir: elsewhere\n")
    put(".gitignore", b"a.md\n")
    documents("docs/a.md", "docs/b.md")
    assert taken("docs") == ["docs/b.md"]


def test_a_file_above_the_top_of_the_repository_does_not_count() -> None:
    repository("project")
    put(".gitignore", b"*.md\n")
    documents("project/docs/a.md")
    assert taken("project/docs") == ["project/docs/a.md"]
    assert taken("project") == ["project/docs/a.md"]


def test_a_file_above_the_folder_does_not_count_where_there_is_no_repository() -> None:
    put("../.gitignore", b"*.md\n")
    put(".gitignore", b"*.md\n")
    documents("docs/a.md")
    assert taken("docs") == ["docs/a.md"]


def test_no_ignore_means_the_files_above_as_well() -> None:
    repository()
    put(".gitignore", b"a.md\n")
    documents("docs/a.md")
    assert taken("docs", "--no-ignore") == ["docs/a.md"]


def test_it_makes_no_difference_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    repository()
    put(".gitignore", b"/docs/a.md\nb.md\n")
    documents("docs/a.md", "docs/b.md", "docs/c.md")
    absolute = str(Path("docs").absolute())
    assert taken("docs") == taken(absolute) == taken("docs/../docs") == ["docs/c.md"]
    monkeypatch.chdir("docs")
    assert taken(".") == taken("../docs") == ["c.md"]


@pytest.mark.parametrize("argument", ["docs/draft.md", "docs/build/a.md"])
def test_a_file_that_is_named_is_taken_though_git_ignores_it(argument: str) -> None:
    repository()
    put(".gitignore", b"draft.md\nbuild/\n")
    documents("docs/draft.md", "docs/build/a.md", "docs/b.md")
    assert taken(argument) == [argument]
    assert taken("docs", argument) == sorted([argument, "docs/b.md"])


def test_a_file_that_is_no_file_is_no_matter() -> None:
    documents("docs/a.md")
    Path("docs/.gitignore").mkdir()
    assert taken("docs") == ["docs/a.md"]


@pytest.mark.parametrize(
    "line", ["!", "\\", "a\\", "[z-a].md", "[[:alpha:]", "[", "/", "//", "***"]
)
def test_a_line_that_means_nothing_to_git_is_no_matter(line: str) -> None:
    documents("docs/a.md", "docs/b.md")
    put("docs/.gitignore", f"{line}\nb.md\n".encode())
    run, names = extracted("docs")
    assert run.err.count(b"\n") <= 1
    assert names == ([] if line == "***" else ["docs/a.md"])


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_named() -> None:
    documents("docs/a.md")
    put("docs/.gitignore", b"a.md\n").chmod(0)
    run, _ = extracted("docs")
    assert run.err.startswith(b"docs/.gitignore: permission denied")


settings_for_files = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings_for_files
@given(st.binary(max_size=30) | st.text(alphabet="!*?[]\\/#ab-^ \n\r:.{}()$+|", max_size=12))
def test_whatever_is_in_a_file_for_git_nothing_breaks(data: bytes | str) -> None:
    documents("docs/a.md", "docs/m/b.md")
    put("docs/.gitignore", data if isinstance(data, bytes) else data.encode())
    run, _ = extracted("docs")
    assert run.err.count(b"\n") <= 1


@settings_for_files
@given(
    pattern=st.text(alphabet="!*?[]\\/#ab-^ :.{}()$+|\t", max_size=8),
    option=st.sampled_from(["--include", "--exclude"]),
)
def test_whatever_the_pattern_of_an_option_is_nothing_breaks(pattern: str, option: str) -> None:
    documents("docs/a.md", "docs/m/b.md")
    run, _ = extracted("docs", f"{option}={pattern}")
    assert run.err.count(b"\n") <= 1 or run.code == 2


TREE = (
    "a.md",
    "b.md",
    "ab.md",
    "m/a.md",
    "m/b.md",
    "m/n/a.md",
    "m/n/m/b.md",
    "m/b c.md",
    "n/ab.md",
    "n/m/a.md",
)
pieces = st.sampled_from(
    [
        *("a", "b", "m", "n", "*", "?", "/", ".md", "[ab]", "[a-m]", "[!a]", "\\a", "a.md"),
        *("*.md", "a*", "m/", "/**/", "b c"),
    ]
)
patterns = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", "!", "/", "!/", "**/"]),
    pieces,
    st.lists(pieces, max_size=3).map("".join),
    st.sampled_from(["", "", "/", "/**", "/*", " ", "\r"]),
).filter(lambda pattern: "//" not in pattern and "***" not in pattern)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
@settings(settings_for_files, max_examples=50)
@given(top=st.lists(patterns, max_size=4), inner=st.lists(patterns, max_size=3))
def test_git_would_take_the_same(top: list[str], inner: list[str]) -> None:
    if not Path(".git").exists():
        subprocess.run(["git", "init", "--quiet"], check=True)
    documents(*TREE)
    put(".gitignore", "\n".join(top).encode())
    put("m/.gitignore", "\n".join(inner).encode())
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-per-directory=.gitignore", "-z", "*.md"],
        check=True,
        capture_output=True,
    )
    assert taken(".") == sorted(listed.stdout.decode().split("\0")[:-1])


# Patterns


def test_only_what_is_included_is_taken() -> None:
    documents("docs/a.md", "docs/b.md", "docs/guide/a.md", "docs/guide/c.md")
    assert taken("docs", "--include", "a.md") == ["docs/a.md", "docs/guide/a.md"]
    assert taken("docs", "--include", "/docs/a.md") == ["docs/a.md"]
    assert taken("docs", "--include", "guide/") == ["docs/guide/a.md", "docs/guide/c.md"]
    assert taken("docs", "--include", "docs/*/c.md") == ["docs/guide/c.md"]
    assert taken("docs", "--include", "**/guide/**") == ["docs/guide/a.md", "docs/guide/c.md"]
    assert taken("docs", "--include", "moon.md") == []


def test_what_is_excluded_is_left_out() -> None:
    documents("docs/a.md", "docs/b.md", "docs/guide/a.md", "docs/guide/c.md")
    assert taken("docs", "--exclude", "a.md") == ["docs/b.md", "docs/guide/c.md"]
    assert taken("docs", "--exclude", "/docs/a.md") == [
        *("docs/b.md", "docs/guide/a.md", "docs/guide/c.md"),
    ]
    assert taken("docs", "--exclude", "guide") == ["docs/a.md", "docs/b.md"]
    assert taken("docs", "--exclude", "docs/guide/") == ["docs/a.md", "docs/b.md"]


def test_patterns_may_be_many() -> None:
    documents("docs/a.md", "docs/b.md", "docs/c.md", "docs/d.md")
    assert taken("docs", "--include", "a.md", "--include", "b.md") == ["docs/a.md", "docs/b.md"]
    assert taken("docs", "--exclude", "a.md", "--exclude", "b.md") == ["docs/c.md", "docs/d.md"]
    assert taken("docs", "--include", "[abc].md", "--exclude", "[bc].md") == ["docs/a.md"]


def test_a_later_pattern_may_take_back_an_earlier_one() -> None:
    documents("docs/a.md", "docs/b.md")
    assert taken("docs", "--exclude", "*.md", "--exclude", "!a.md") == ["docs/a.md"]


def test_patterns_are_relative_to_the_root() -> None:
    documents("site/docs/a.md", "site/docs/b.md")
    assert taken("site/docs", "--root", "site", "--include", "/docs/a.md") == ["docs/a.md"]
    assert taken("site/docs", "--root", "site", "--exclude", "/docs/a.md") == ["docs/b.md"]
    assert taken("site/docs", "--root", "site", "--include", "/site/docs/a.md") == []


def test_patterns_do_not_depend_on_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    documents("site/docs/a.md", "site/docs/b.md")
    monkeypatch.chdir("site/docs")
    assert taken(".", "--root", "..", "--exclude", "/docs/a.md") == ["docs/b.md"]
    assert taken(str(Path.cwd()), "--root", "..", "--exclude", "/docs/a.md") == ["docs/b.md"]


def test_a_file_that_is_named_is_taken_whatever_the_patterns_say() -> None:
    documents("docs/a.md", "docs/b.md")
    assert taken("docs/a.md", "--exclude", "a.md") == ["docs/a.md"]
    assert taken("docs/a.md", "--include", "b.md") == ["docs/a.md"]
    assert taken("docs", "docs/a.md", "--include", "b.md") == ["docs/a.md", "docs/b.md"]


def test_what_git_ignores_is_not_taken_because_it_is_included() -> None:
    documents("docs/a.md", "docs/b.md")
    put("docs/.gitignore", b"a.md\n")
    assert taken("docs", "--include", "*.md") == ["docs/b.md"]


def test_patterns_hold_for_every_command() -> None:
    documents("docs/a.md", "docs/b.md")
    sxs("extract", "docs", "-o", "po", "-q")
    for arguments in (
        ("strip", "docs", "-o", "out"),
        ("repair", "docs", "-o", "out"),
        ("merge", "docs", "-c", "po", "-o", "out"),
    ):
        shutil.rmtree("out", ignore_errors=True)
        assert sxs(*arguments, "--exclude", "a.md", "-q") == Run(0, b"", b"")
        assert sorted(tree("out")) == ["docs/b.md"]
    for command in ("check", "stats"):
        run = sxs(command, "docs", "--format", "json", "--include", "a.md", "-q")
        assert b'"documents": 1' in run.out or b"docs/b.md" not in run.out


# Folders and names


def test_hidden_folders_are_left_out() -> None:
    documents("docs/a.md", "docs/.drafts/b.md", "docs/m/.drafts/n/b.md", "docs/.c.md")
    assert taken("docs") == taken("docs", "--no-ignore") == ["docs/.c.md", "docs/a.md"]
    assert taken("docs", "--include", ".drafts/") == []


def test_a_hidden_folder_that_is_named_is_taken() -> None:
    documents("docs/.drafts/b.md")
    assert taken("docs/.drafts") == ["docs/.drafts/b.md"]


@posix
def test_links_that_lead_back_do_not_trap_the_walk() -> None:
    documents("docs/a.md", "docs/m/b.md")
    Path("docs/m/again").symlink_to("..")
    Path("docs/self").symlink_to("self")
    Path("docs/x").symlink_to("y")
    Path("docs/y").symlink_to("x")
    Path("docs/.gitignore").symlink_to(".gitignore")
    assert taken("docs") == ["docs/a.md", "docs/m/b.md"]


NAMES = ["a b.md", " a.md", "a\nb.md", "m\nn/a.md", "a\\b.md", "[a].md", "!a.md", "#a.md", "a*.md"]


@only_where_names_are_bytes
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"caf\xe9.md"), os.fsdecode(b"\xff/a.md")])
def test_odd_names_are_taken(name: str) -> None:
    documents(f"docs/{name}", "docs/plain.md")
    put("docs/.gitignore", b"plain.md\n")
    assert taken("docs") == [f"docs/{name}"]
    assert taken("docs", "--exclude", "plain.*") == [f"docs/{name}"]


@only_where_names_are_bytes
@pytest.mark.parametrize(
    "name",
    # no pattern of a line means a folder with a line break in its name
    [
        *(name for name in NAMES if name != "m\nn/a.md"),
        *(os.fsdecode(name) for name in (b"caf\xe9.md", b"\xff/a.md")),
    ],
)
def test_odd_names_are_matched(name: str) -> None:
    documents(f"docs/{name}", "docs/plain.txt")
    assert taken("docs", "--include", "*.md") == [f"docs/{name}"]
    assert taken("docs", "--include", "docs/**") == [f"docs/{name}"]
    assert taken("docs", "--exclude", "*.md") == []
    put("docs/.gitignore", b"*.md\n")
    assert taken("docs") == []


@only_where_names_are_bytes
def test_a_name_that_is_not_utf_8_can_be_ignored_by_name() -> None:
    documents(os.fsdecode(b"docs/caf\xe9.md"), "docs/a.md")
    put("docs/.gitignore", b"caf\xe9.md\n")
    assert taken("docs") == ["docs/a.md"]


@only_where_names_are_bytes
def test_a_name_that_is_not_utf_8_can_be_excluded_by_name() -> None:
    name = os.fsdecode(b"docs/caf\xe9.md")
    documents(name, "docs/a.md")
    done = subprocess.run(
        [sys.executable, "-m", "sxskit", "strip", "docs", "-o", "out", "--exclude", name],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, sorted(tree("out"))) == (0, ["docs/a.md"])
