"""Only what differs from a revision of git: what a pipeline asks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.cli import (
    BOOK,
    DOME,
    PLAIN,
    Run,
    edit,
    only_where_names_are_bytes,
    posix,
    process,
    put,
    sxs,
    tree,
)
from tests.helpers.git import git, project

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")

HALF = b'<span data-ttu-id="7758d-200">half a pair\n'
CLEAN = Run(0, b"", b"")


def commit() -> str:
    """All that there is, as a revision."""
    git("add", "--all")
    git("commit", "--quiet", "--message", "A night under the dome")
    return git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A repository with three documents, and its first revision."""
    project(tmp_path, monkeypatch)
    put("docs/dome.md", DOME)
    put("docs/night/book.md", BOOK)
    put("docs/night/moon.md", BOOK)
    put("docs/plain.md", PLAIN)
    return commit()


def taken(*arguments: str) -> list[str]:
    """The documents that extracting takes, all of which is clean."""
    shutil.rmtree("../out", ignore_errors=True)
    assert sxs("extract", *arguments, "-o", "../out", "-q", "--no-cache") == CLEAN
    return sorted(name.removesuffix(".po") for name in tree("../out"))


def spoil(name: str) -> None:
    put(name, Path(name).read_bytes() + HALF)


# What differs


def test_nothing_differs_and_all_is_clean() -> None:
    run = sxs("check", "docs", "--since", "HEAD")
    assert (run.code, run.out) == (0, b"")
    assert run.counts.startswith(b"0 units: ")
    assert taken("docs", "--since", "HEAD") == []


def test_a_document_that_was_changed_is_taken() -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    assert taken("docs", "--since", "HEAD") == ["docs/dome.md"]


def test_a_document_whose_change_is_staged_is_taken() -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    git("add", "--all")
    assert taken("docs", "--since", "HEAD") == ["docs/dome.md"]


def test_a_document_that_was_changed_in_a_later_revision_is_taken(first: str) -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    commit()
    assert taken("docs", "--since", "HEAD") == []
    for revision in (first, first[:8], "HEAD~1", "main^", "HEAD~1^{commit}", f"{first}^0"):
        assert taken("docs", "--since", revision) == ["docs/dome.md"]


def test_a_tag_and_a_branch_are_revisions() -> None:
    git("tag", "--annotate", "v1", "--message", "First light")
    git("branch", "other")
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    commit()
    for revision in ("v1", "other", "tags/v1", "heads/other"):
        assert taken("docs", "--since", revision) == ["docs/dome.md"]


def test_a_document_that_is_new_is_taken() -> None:
    put("docs/new.md", DOME)
    put("docs/fresh/new.md", DOME)
    expected = ["docs/fresh/new.md", "docs/new.md"]
    assert taken("docs", "--since", "HEAD") == expected
    git("add", "docs/new.md")
    assert taken("docs", "--since", "HEAD") == expected
    git("add", "--intent-to-add", "docs/fresh/new.md")
    assert taken("docs", "--since", "HEAD") == expected


def test_a_document_that_is_new_and_ignored_is_not_taken() -> None:
    put(".gitignore", b"new.md\n")
    put("docs/new.md", DOME)
    assert taken("docs", "--since", "HEAD") == []


def test_a_document_that_is_gone_is_no_matter(first: str) -> None:
    Path("docs/dome.md").unlink()
    assert taken("docs", "--since", "HEAD") == []
    commit()
    assert taken("docs", "--since", first) == []


def test_a_document_that_has_another_name_is_taken_by_the_new_one(first: str) -> None:
    git("mv", "docs/dome.md", "docs/roof.md")
    assert taken("docs", "--since", "HEAD") == ["docs/roof.md"]
    commit()
    assert taken("docs", "--since", first) == ["docs/roof.md"]
    git("config", "diff.renames", "copies")
    assert taken("docs", "--since", first) == ["docs/roof.md"]


def test_a_document_that_was_changed_and_changed_back_is_not_taken() -> None:
    spoil("docs/dome.md")
    assert sxs("check", "docs", "--since", "HEAD").code == 1
    put("docs/dome.md", DOME)
    assert taken("docs", "--since", "HEAD") == []
    os.utime("docs/dome.md", (1, 1))
    assert taken("docs", "--since", "HEAD") == []


def test_a_document_that_git_knows_no_more_and_that_is_there_is_taken() -> None:
    git("rm", "--cached", "--quiet", "docs/dome.md")
    assert taken("docs", "--since", "HEAD") == ["docs/dome.md"]


@pytest.mark.parametrize("name", ["docs/star #1.md", "docs/звезда.md", 'docs/a"b.md'])
def test_names_of_every_kind_are_known(name: str) -> None:
    put(name, DOME)
    assert taken("docs", "--since", "HEAD") == [name]
    commit()
    spoil(name)
    assert sxs("check", "docs", "--since", "HEAD").code == 1


@only_where_names_are_bytes
@pytest.mark.parametrize("name", ["docs/a\nb.md", os.fsdecode(b"docs/caf\xe9.md")])
def test_names_that_are_no_line_of_text_are_known(name: str) -> None:
    put(name, DOME)
    assert taken("docs", "--since", "HEAD") == [name]
    commit()
    put(name, BOOK)
    assert taken("docs", "--since", "HEAD") == [name]


def test_patterns_and_revisions_may_both_be_given() -> None:
    for name in ("docs/dome.md", "docs/night/book.md"):
        put(name, Path(name).read_bytes() + b"\n")
    assert taken("docs", "--since", "HEAD", "--exclude", "night/") == ["docs/dome.md"]
    assert taken("docs", "--since", "HEAD", "--include", "night/") == ["docs/night/book.md"]


def test_a_file_that_is_named_and_is_as_it_was_is_not_taken() -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    named = ("docs/dome.md", "docs/night/book.md")
    assert taken(*named, "--since", "HEAD") == ["docs/dome.md"]


# Where


def test_a_folder_in_the_repository_may_be_the_root() -> None:
    spoil("docs/dome.md")
    run = sxs("check", "docs", "--root", "docs", "--since", "HEAD", "-q")
    assert (run.code, run.out.split(b":")[0]) == (1, b"docs/dome.md")
    put("docs/dome.md", DOME)
    put("docs/night/new.md", DOME)
    assert taken("docs", "--root", "docs", "--since", "HEAD") == ["night/new.md"]
    assert taken("docs/night", "--root", "docs/night", "--since", "HEAD") == ["new.md"]


def test_one_may_stand_in_a_folder_of_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    put("docs/night/new.md", DOME)
    monkeypatch.chdir("docs/night")
    assert taken(".", "--since", "HEAD") == ["new.md"]
    assert taken("..", "--root", "..", "--since", "HEAD") == ["dome.md", "night/new.md"]


def test_one_may_stand_outside_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir("inner")
    assert taken("../project/docs", "--root", "../project", "--since", "HEAD") == ["docs/dome.md"]


@posix
def test_the_repository_may_be_reached_through_a_link(tmp_path: Path) -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    link = tmp_path / "link"
    link.symlink_to("project")
    assert taken(str(link / "docs"), "--root", str(link), "--since", "HEAD") == ["docs/dome.md"]


def test_a_worktree_is_a_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    git("worktree", "add", "--quiet", "--detach", "../tree")
    monkeypatch.chdir("../tree")
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    assert taken("docs", "--since", "main") == ["docs/dome.md"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.orderFile", "none"),
        ("core.quotePath", "true"),
        ("color.ui", "always"),
        ("core.pager", "false"),
        ("status.showUntrackedFiles", "no"),
        ("status.relativePaths", "true"),
    ],
)
def test_how_git_is_configured_makes_no_difference(name: str, value: str) -> None:
    put("none", b"")
    commit()
    git("config", name, value)
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    put("docs/night/звезда.md", DOME)
    assert taken("docs", "--since", "HEAD") == ["docs/dome.md", "docs/night/звезда.md"]
    both = ["dome.md", "night/звезда.md"]
    assert taken("docs", "--root", "docs", "--since", "HEAD") == both


@posix
def test_a_hook_of_git_may_ask() -> None:
    hook = put(
        ".git/hooks/pre-commit",
        f"#!/bin/sh\nexec '{sys.executable}' -m sxskit check docs --since HEAD -q\n".encode(),
    )
    hook.chmod(0o755)
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    spoil("docs/dome.md")
    git("add", "--all")
    done = subprocess.run(["git", "commit", "-m", "x"], check=False, capture_output=True)
    assert done.returncode == 1
    assert b"docs/dome.md:10: unclosed-unit: " in done.stdout + done.stderr


def test_a_hook_of_git_may_ask_for_another_root() -> None:
    """Git may tell its hooks by a variable where the repository is, seen from its top."""
    spoil("docs/dome.md")
    run = process("check", "docs", "--root", "docs", "--since", "HEAD", "-q", GIT_DIR=".git")
    assert (run.code, run.out.split(b":")[0]) == (1, b"docs/dome.md")


def test_asking_changes_nothing() -> None:
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    os.utime("docs/night/book.md", (1, 1))
    before = tree()
    assert taken("docs", "--since", "HEAD") == ["docs/dome.md"]
    assert tree() == before


# Commands


def test_merging_in_place_leaves_the_others_alone() -> None:
    sxs("extract", "docs", "-o", "po")
    for name, old in (("dome", "Купол"), ("night/book", "Выберите ночь.")):
        edit(f"po/docs/{name}.md.po", f'msgstr "{old}"', f'msgstr "{old}!"')
    commit()
    put("docs/dome.md", Path("docs/dome.md").read_bytes() + b"\n")
    run = sxs("merge", "docs", "-c", "po", "--in-place", "--since", "HEAD")
    assert (run.code, run.out) == (0, b"")
    assert ">Купол!<".encode() in Path("docs/dome.md").read_bytes()
    assert Path("docs/night/book.md").read_bytes() == BOOK
    assert sxs("merge", "docs", "-c", "po", "--in-place", "--since", "HEAD").code == 0
    assert Path("docs/night/book.md").read_bytes() == BOOK


def test_merging_where_nothing_differs_is_clean() -> None:
    sxs("extract", "docs", "-o", "po")
    commit()
    assert sxs("merge", "docs", "-c", "po", "--in-place", "--since", "HEAD", "-q") == CLEAN


@pytest.mark.parametrize("catalogs", ["po", "po/docs/dome.md.po", "all.po"])
@pytest.mark.parametrize("command", [("merge", "--in-place"), ("check",)])
def test_catalogs_for_documents_that_are_as_they_were_are_no_matter(
    command: tuple[str, ...], catalogs: str
) -> None:
    sxs("extract", "docs/dome.md", "-o", "po")
    sxs("extract", "docs/dome.md", "docs/night/moon.md", "-o", "all.po", "--language", "ru-RU")
    commit()
    put("docs/night/book.md", BOOK + b"\n")
    assert sxs(*command, "docs", "-c", catalogs, "--since", "HEAD", "-q") == CLEAN
    assert Path("docs/night/book.md").read_bytes() == BOOK + b"\n"


def test_checking_speaks_of_what_differs_alone() -> None:
    spoil("docs/dome.md")
    commit()
    spoil("docs/night/book.md")
    run = sxs("check", "docs", "--since", "HEAD", "-q")
    assert run.code == 1
    assert {line.split(b":")[0] for line in run.out.split(b"\n")[:-1]} == {b"docs/night/book.md"}


@pytest.mark.parametrize("format", ["json", "sarif", "github", "junit"])
def test_a_report_where_nothing_differs_is_one_that_says_so(format: str) -> None:
    run = sxs("check", "docs", "--since", "HEAD", "--format", format, "-q")
    assert (run.code, run.err) == (0, b"")
    assert b"docs/" not in run.out


@pytest.mark.parametrize("arguments", [("strip", "-o", "../x"), ("repair", "--in-place")])
def test_other_commands_where_nothing_differs_are_clean(arguments: tuple[str, ...]) -> None:
    command, *options = arguments
    assert sxs(command, "docs", *options, "--since", "HEAD", "-q") == CLEAN


def test_extracting_to_one_file_where_nothing_differs_writes_none() -> None:
    assert sxs("extract", "docs", "-o", "all.po", "--since", "HEAD", "-q") == CLEAN
    assert not Path("all.po").exists()


def test_statistics_where_nothing_differs_are_clean() -> None:
    assert sxs("stats", "docs", "--since", "HEAD", "-q").code == 0


def test_what_is_remembered_does_not_hide_what_differs() -> None:
    spoil("docs/dome.md")
    spoil("docs/night/book.md")
    both = sxs("check", "docs", "--since", "HEAD", "-q")
    assert both.out.count(b"\n") == 2
    git("add", "docs/dome.md")
    commit()
    assert sxs("check", "docs", "--since", "HEAD", "-q") == CLEAN
    assert sxs("check", "docs", "--since", "HEAD~1", "-q") == both


# What goes wrong


@pytest.mark.parametrize(
    "revision",
    [
        *("missing", "HEAD~9", "0" * 40, "main..HEAD", "HEAD:docs/dome.md", ":/nothing", "^HEAD"),
        *("", "--help", "-h", "--all", "--output=docs/dome.md", "--git-dir", "-", "--", "@{9}"),
        *("HEAD^{tree}", "HEAD\nHEAD", "HEAD docs", "$(touch x)", "*"),
    ],
)
def test_a_revision_that_git_does_not_know_is_one_line(revision: str) -> None:
    before = tree()
    refusal = sxs("check", "docs", f"--since={revision}").refusal
    assert refusal.startswith(".: unknown revision ")
    assert tree() == before


def test_a_repository_without_a_revision_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "new")
    put("new/docs/dome.md", DOME)
    monkeypatch.chdir("new")
    assert sxs("check", "docs", "--since", "HEAD").refusal == ".: unknown revision 'HEAD'\n"


def test_a_folder_that_is_in_no_repository_is_one_line(tmp_path: Path) -> None:
    put(str(tmp_path / "outside/dome.md"), DOME)
    outside = str(tmp_path / "outside")
    refusal = sxs("check", outside, "--root", outside, "--since", "HEAD").refusal
    assert refusal.startswith(f"{outside}: not a git repository")


def test_a_repository_without_files_is_one_line(tmp_path: Path) -> None:
    git("init", "--quiet", "--bare", "../bare")
    bare = str(tmp_path / "bare")
    put(f"{bare}/dome.md", DOME)
    refusal = sxs("check", bare, "--root", bare, "--since", "HEAD").refusal
    assert refusal.startswith(f"{bare}: ")


def test_where_git_is_missing_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sxs("check", "docs", "--since", "HEAD").refusal.startswith("git not found on PATH: ")


@posix
def test_where_git_cannot_be_run_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(str(tmp_path / "bin/git"), b"no program").chmod(0o644)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "git" in sxs("check", "docs", "--since", "HEAD").refusal


@posix
def test_a_repository_of_somebody_else_is_one_line() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(Path.cwd(), 65534, 65534)
    os.chown(".git", 65534, 65534)
    refusal = sxs("check", "docs", "--since", "HEAD").refusal
    assert refusal.startswith(".: ")


def test_nothing_is_written_where_the_revision_is_unknown() -> None:
    before = tree()
    assert sxs("strip", "docs", "--in-place", "--since", "missing").code == 1
    assert tree() == before


# The merge base, as a pull request compares


def branched() -> None:
    """A branch `work` that changes a document, and `main`, which has changed another one since."""
    git("checkout", "--quiet", "-b", "work")
    edit("docs/dome.md", ">Купол<", ">Наш купол<")
    commit()
    git("checkout", "--quiet", "main")
    spoil("docs/night/book.md")
    commit()
    git("checkout", "--quiet", "work")


def test_what_the_other_branch_has_changed_is_not_taken() -> None:
    branched()
    assert taken("docs", "--since", "main") == ["docs/dome.md"]


def test_what_is_not_committed_is_taken_besides() -> None:
    branched()
    edit("docs/night/moon.md", "Выберите", "Возьмите")
    put("docs/new.md", BOOK)
    both = ["docs/dome.md", "docs/new.md", "docs/night/moon.md"]
    assert taken("docs", "--since", "main") == both


def test_after_a_merge_only_what_the_branch_has_changed_is_taken() -> None:
    branched()
    git("merge", "--quiet", "--no-edit", "main")
    assert taken("docs", "--since", "main") == ["docs/dome.md"]


def cloned(*options: str) -> None:
    """A clone of the branch `work`, and the working directory in it."""
    branched()
    origin = Path.cwd().as_uri()
    git("clone", "--quiet", *options, "--branch", "work", origin, "../clone")
    os.chdir("../clone")


def test_a_full_clone_knows_the_merge_base() -> None:
    cloned()
    assert taken("docs", "--since", "origin/main") == ["docs/dome.md"]


@pytest.mark.parametrize(
    ("options", "revision"),
    [
        (("--depth", "1", "--no-single-branch"), "origin/main"),  # it has no common commit
        (("--depth", "1"), "origin/main"),  # the revision is not there
        (("--depth", "1"), "HEAD~1"),  # nor is this one
    ],
)
def test_a_shallow_clone_is_one_line_that_names_the_cure(
    options: tuple[str, ...], revision: str
) -> None:
    cloned(*options)
    refusal = sxs("check", "docs", "--since", revision).refusal
    assert refusal.startswith(".: ")
    assert repr(revision) in refusal
    assert "shallow clone" in refusal
    assert "git fetch --unshallow" in refusal
    assert "fetch-depth: 0" in refusal


def test_histories_without_a_common_commit_are_one_line() -> None:
    git("checkout", "--quiet", "--orphan", "other")
    spoil("docs/dome.md")
    commit()
    refusal = sxs("check", "docs", "--since", "main").refusal
    assert refusal == ".: no common commit of HEAD and 'main'\n"
