"""``--english-git``: the English documents in a repository, in the versions translated."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from hashlib import sha1
from pathlib import Path

import pytest

import sxskit
from sxskit import FileError, Versions, parse
from sxskit.dialect.freshness import source_hash
from tests.helpers.cli import BOOK, DOME, Run, posix, put, sxs, tree
from tests.helpers.git import alone, git

OLD = b"---\ntitle: The old dome\n---\n# The dome\n\nThe dome is open at night.\n"
NEW = b"---\ntitle: The new dome\n---\n# The dome\n\nThe dome is closed.\n"
NAME = Path("docs/dome.md")


def commit() -> str:
    git("-C", "clone", "add", "--all")
    git("-C", "clone", "commit", "--quiet", "--allow-empty", "--message", "More stars")
    return git("-C", "clone", "rev-parse", "HEAD")


def page(commit: str = "", english: bytes = b"", data: bytes = DOME) -> bytes:
    """A document that names what it was made from."""
    named = f"ms.sourcegitcommit: {commit}\n" if commit else ""
    if english:
        named += f"ms.openlocfilehash: {source_hash(english.decode())}\n"
    return data.replace(b"ms.contentlocale", f"{named}ms.contentlocale".encode())


@pytest.fixture(autouse=True)
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A clone in which a document has changed since a commit, and that commit."""
    alone(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "--initial-branch", "main", "clone")
    put("clone/docs/dome.md", OLD)
    put("clone/docs/night/book.md", b"---\ntitle: Book\n---\n")
    first = commit()
    put("clone/docs/dome.md", NEW)
    commit()
    put("docs/dome.md", page(first, OLD))
    return first


def titles(folder: str = "clone", *arguments: str) -> list[str]:
    """The English titles that extracting finds."""
    shutil.rmtree("out", ignore_errors=True)
    run = sxs(
        "extract", "docs", "-o", "out/all.jsonl", "--english-git", folder, "--language", "ru-RU",
        *arguments,
    )  # fmt: skip
    assert run.code == 0, run
    lines = Path("out/all.jsonl").read_bytes().split(b"\n")
    entries = [json.loads(line) for line in lines if line]
    return [entry["source"] for entry in entries if entry["id"] == "title"]


def original(document: bytes, name: Path = NAME) -> str | None:
    return Versions.at(Path("clone")).original(name, parse(document.decode()))


# The version that was translated


def test_it_is_found_by_the_commit(first: str) -> None:
    assert titles() == ["The old dome"]
    assert original(page(first)) == OLD.decode()


def test_it_is_found_by_the_hash_where_the_commit_is_not_there(first: str) -> None:
    for commit in ("", "0" * 40, first[:8], "HEAD", "main", "x", f"{first}~0"):
        assert original(page(commit, OLD)) == OLD.decode()
        assert original(page(commit, NEW)) == NEW.decode()
        assert original(page(commit, b"other")) is None
        assert original(page(commit)) is None


def test_the_hash_counts_more_than_the_commit_if_there_is_such_a_version(first: str) -> None:
    assert original(page(first, NEW)) == NEW.decode()
    assert original(page(first, b"other")) == OLD.decode()


def test_it_is_found_on_any_branch_and_in_merges() -> None:
    git("-C", "clone", "switch", "--quiet", "-c", "other")
    put("clone/docs/dome.md", b"# On a branch\n")
    commit()
    put("clone/docs/dome.md", b"# On it still\n")
    commit()
    git("-C", "clone", "switch", "--quiet", "main")
    git("-C", "clone", "merge", "--quiet", "--no-ff", "--no-commit", "-s", "ours", "other")
    put("clone/docs/dome.md", b"# In a merge\n")
    commit()
    put("clone/docs/dome.md", b"# After it\n")
    commit()
    for text in (b"# On a branch\n", b"# On it still\n", b"# In a merge\n", b"# After it\n"):
        assert original(page("", text)) == text.decode()


def test_it_is_found_where_the_document_is_gone() -> None:
    git("-C", "clone", "rm", "--quiet", "docs/dome.md")
    commit()
    assert original(page("", OLD)) == OLD.decode()
    assert Versions.at(Path("clone")).current(NAME) is None


def test_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    put("clone/docs/dome.md", b"\xef\xbb\xbfa\r\nb\n")
    commit()
    assert original(page("", b"a\nb\n")) == "\ufeffa\r\nb\n"


def test_a_version_that_is_not_utf_8_is_one_line_or_no_version() -> None:
    put("clone/docs/dome.md", b"# The d\xf4me\n")
    latin = commit()
    assert original(page("", OLD)) == OLD.decode()
    assert original(page("", b"other")) is None
    put("docs/dome.md", page(latin))
    run = sxs("extract", "docs", "-o", "out", "--english-git", "clone")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith(f"clone/docs/dome.md in {latin[:12]}:1: not UTF-8: ".encode())


@pytest.mark.parametrize(
    "name",
    ["a b.md", "звезда.md", "[a].md", "-a.md", "a'b.md", ":a.md", "a:b.md", "*.md", "a\tb.md"],
)
@posix
def test_a_name_is_no_pattern_and_no_option(name: str) -> None:
    put(f"clone/{name}", OLD)
    at = commit()
    put(f"clone/{name}", NEW)
    put("clone/other.md", OLD)
    commit()
    assert original(page(at), Path(name)) == OLD.decode()
    assert original(page("", OLD), Path(name)) == OLD.decode()
    assert original(page("", OLD), Path("neither.md")) is None


@posix
def test_a_name_that_git_cannot_be_asked_for_has_no_english(first: str) -> None:
    assert original(page(first), Path("a\nb.md")) is None


def test_what_is_no_file_is_no_document(first: str) -> None:
    assert original(page(first), Path("docs")) is None
    assert Versions.at(Path("clone")).current(Path("docs/night")) is None


# Where


def test_the_folder_may_be_one_in_the_repository() -> None:
    shutil.move("docs", "ru")
    put("docs/dome.md", b"")
    run = sxs("extract", "ru", "--root", "ru", "-o", "a.po", "--english-git", "clone/docs")
    assert run.code == 0
    assert b'msgid "The old dome"' in Path("a.po").read_bytes()
    versions = Versions.at(Path("clone/docs"))
    assert versions.original(Path("dome.md"), parse(page("", OLD).decode())) == OLD.decode()


def test_a_bare_repository_will_do() -> None:
    git("clone", "--quiet", "--bare", "clone", "bare")
    assert titles("bare") == ["The old dome"]
    put("docs/dome.md", page("", OLD))
    assert titles("bare") == ["The old dome"]


def test_what_counts_is_what_has_been_committed() -> None:
    put("clone/docs/dome.md", b"# Not yet\n")
    assert Versions.at(Path("clone")).current(NAME) == NEW.decode()


def test_a_hook_of_another_repository_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert titles() == ["The old dome"]


def test_asking_changes_nothing() -> None:
    before = tree("clone")
    titles()
    assert tree("clone") == before


# Commands


def english(*arguments: str) -> Run:
    return sxs(*arguments, "--english-git", "clone")


def test_merging_compares_with_the_version_that_was_translated() -> None:
    english("extract", "docs", "-o", "po")
    path = Path("po/docs/dome.md.po")
    put(str(path), path.read_bytes().replace("Купол".encode(), "Наш купол".encode(), 1))
    run = english("merge", "docs", "-c", "po", "-o", "out")
    assert (run.code, run.out) == (0, b"")
    assert "title: Наш купол\n".encode() in Path("out/docs/dome.md").read_bytes()
    put("clone/docs/dome.md", NEW)
    run = sxs("merge", "docs", "-c", "po", "-o", "new", "--english", "clone")
    assert run.out.startswith(b"docs/dome.md:2: stale: title: ")


def test_checking_compares_with_the_commit_that_is_checked_out(first: str) -> None:
    put("docs/night/book.md", page(first, b"---\ntitle: Book\n---\n", BOOK))
    put("docs/night/moon.md", BOOK)
    codes = ("--select", "source-changed,no-source")
    run = english("check", "docs", *codes)
    assert run.out == (
        b"docs/dome.md:6: source-changed: the English document is not the one that was translated: "
        b"it still contains 1 of 2 source texts\n"
        b"docs/night/moon.md:1: no-source: the English document with this path is missing\n"
    )
    assert run.counts.endswith(b", 1 current, 1 of changed English, 1 without English")
    git("-C", "clone", "switch", "--quiet", "--detach", first)
    assert b"source-changed" not in english("check", "docs", *codes).out


def test_stats_compare_with_the_commit_that_is_checked_out() -> None:
    total = json.loads(english("stats", "docs", "--format", "json").out)["total"]
    assert (total["changed_documents"], total["current_documents"]) == (1, 0)


def test_a_history_that_has_grown_is_heeded() -> None:
    put("docs/dome.md", page("", b"---\ntitle: A dome to come\n---\n"))
    assert titles() == []
    english("extract", "docs", "-o", "po")
    put("clone/docs/dome.md", b"---\ntitle: A dome to come\n---\n")
    commit()
    git("-C", "clone", "switch", "--quiet", "--detach", "HEAD~1")
    english("extract", "docs", "-o", "po")
    assert b'msgid "A dome to come"' in Path("po/docs/dome.md.po").read_bytes()


def test_two_processes_find_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sxskit.cli.session._WORTHWHILE", 1)
    for number in range(20):
        put(f"clone/docs/{number}.md", OLD.replace(b"old", str(number).encode()))
    at = commit()
    for number in range(20):
        put(f"docs/{number}.md", page(at, OLD.replace(b"old", str(number).encode())))
    for number in range(20):
        put(f"clone/docs/{number}.md", NEW)
    commit()
    one = titles("clone", "-j", "1")
    assert sorted(one) == sorted(["The old dome", *(f"The {n} dome" for n in range(20))])
    assert titles("clone", "-j", "2") == one


def test_they_can_be_sent_to_another_process(first: str) -> None:
    versions = Versions.at(Path("clone"))
    document = parse(page(first).decode())
    assert versions.original(NAME, document) == OLD.decode()
    sent = pickle.loads(pickle.dumps(versions))  # noqa: S301
    assert sent.original(NAME, document) == OLD.decode()


@posix
def test_git_is_asked_by_one_process_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        put(f"docs/{number}.md", page("", f"{number}".encode()))
    real = shutil.which("git")
    script = f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\nexec {real} "$@"\n'
    put(str(tmp_path / "bin/git"), script.encode()).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    titles("clone", "-j", "1")
    asked = (tmp_path / "asked").read_bytes().decode()
    assert [asked.count(each) for each in ("cat-file", "rev-list", "diff-tree")] == [1, 1, 1]
    assert asked.count("\n") == 5


# What goes wrong


@pytest.mark.parametrize("command", [("extract", "-o", "out"), ("check",), ("stats",)])
def test_a_folder_that_is_in_no_repository_is_one_line(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "outside").mkdir()
    refusal = sxs(*command, "docs", "--english-git", "outside").refusal
    assert refusal.startswith("outside: not a git repository")


def test_a_repository_without_a_commit_is_one_line() -> None:
    git("init", "--quiet", "empty")
    assert (
        sxs("check", "docs", "--english-git", "empty").refusal == "empty: unknown revision 'HEAD'\n"
    )


def test_where_git_is_missing_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refusal = english("check", "docs").refusal
    assert refusal.startswith("git not found on PATH: ")


@posix
@pytest.mark.parametrize("command", ["cat-file", "rev-list", "diff-tree"])
def test_a_git_that_ends_is_one_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("docs/dome.md", page("", b"other"))
    real = shutil.which("git")
    script = f'#!/bin/sh\ncase "$*" in *{command}*) exit 1;; esac\nexec {real} "$@"\n'
    put(str(tmp_path / "bin/git"), script.encode()).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    run = english("extract", "docs", "-o", "out")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith(f"clone: git {command}".encode())
    with pytest.raises(FileError, match=f"^clone: git {command}"):
        original(page("", b"other"))


def test_the_library_does_it_in_one_call() -> None:
    document = sxskit.read_document(Path("docs/dome.md"))
    versions = sxskit.Versions.at(Path("clone"))
    source = versions.original(NAME, document) or ""
    catalog = sxskit.extract({"docs/dome.md": document}, english={"docs/dome.md": source})
    assert catalog.entries[0].source == "The old dome"
    [finding] = sxskit.outdated(document, "docs/dome.md", versions.current(NAME))
    assert finding.code == "source-changed"


def test_a_hash_made_with_the_byte_order_mark_finds_its_version() -> None:
    put("clone/docs/dome.md", b"\xef\xbb\xbf" + NEW)
    commit()
    hash = sha1("\ufeff".encode() + NEW.replace(b"\n", b"\r\n")).hexdigest()  # noqa: S324
    document = page().replace(
        b"ms.contentlocale", f"ms.openlocfilehash: {hash}\nms.contentlocale".encode()
    )
    assert original(document) == "\ufeff" + NEW.decode()
    assert original(page("", NEW)) is not None
