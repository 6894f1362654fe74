"""Git only reads: nothing that a repository's configuration names is run, nothing is fetched."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from sxskit import FileError
from sxskit.storage import git, git_changes
from tests.helpers.cli import DOME, posix, put, sxs, tree
from tests.helpers.git import alone

pytestmark = [
    posix,
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here"),
]

MARKER = Path("marker")
SIGNED = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n"


def plain_git(*arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["git", *arguments], input=stdin.encode(), check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def walk_into(*arguments: str) -> None:
    """A command of git with a terminal, without which it has no use for a pager."""
    terminal, side = os.openpty()
    question = b"protocol=https\nhost=x\n\n"
    subprocess.run(
        ["git", *arguments], input=question, check=False, stdout=side, stderr=subprocess.DEVNULL
    )
    os.close(side)
    os.close(terminal)


class Trap(NamedTuple):
    """A configuration that runs a program, and the command of git that walks into it."""

    settings: Sequence[tuple[str, str]]
    provoke: Sequence[str] = ("status",)
    attributes: str = ""


TRAP = "TRAP"  # stands for the program
MISSING = "MISSING"  # stands for a blob that a partial clone lacks
TRAPS = {
    "core.fsmonitor": Trap([("core.fsmonitor", TRAP)]),
    "core.pager": Trap([("core.pager", TRAP)], ["-p", "log"]),
    "pager": Trap([("pager.log", TRAP)], ["log"]),
    "core.hooksPath": Trap([("core.hooksPath", "hooks")]),
    "filter.clean": Trap([("filter.x.clean", TRAP)], attributes="filter=x"),
    "filter.required": Trap(
        [("filter.x.clean", TRAP), ("filter.x.required", "true")], attributes="filter=x"
    ),
    "filter.process": Trap([("filter.X y.process", TRAP)], attributes='"filter=X y"'),
    "filter, an odd name": Trap([("filter.a=b.c.clean", TRAP)], attributes="filter=a=b.c"),
    "filter.smudge": Trap([("filter.x.smudge", TRAP)], ["checkout", "."], "filter=x"),
    "diff.external": Trap([("diff.external", TRAP)], ["diff", "HEAD~1"]),
    "diff.command": Trap([("diff.x.command", TRAP)], ["diff", "HEAD~1"], "diff=x"),
    "diff.textconv": Trap([("diff.x.textconv", TRAP)], ["diff", "HEAD~1"], "diff=x"),
    "gpg.program": Trap([("gpg.program", TRAP), ("log.showSignature", "true")], ["log"]),
    "include.path": Trap([("include.path", "other-config")]),
    "alias": Trap([("alias.stars", f"!{TRAP}"), ("alias.rev-list", f"!{TRAP}")], ["stars"]),
    "credential.helper": Trap([("credential.helper", f"!{TRAP}")], ["credential", "fill"]),
    "core.askPass": Trap([("core.askPass", TRAP)], ["credential", "fill"]),
    "uploadpack": Trap(
        [("remote.origin.url", "/"), ("remote.origin.uploadpack", TRAP)],
        ["cat-file", "-p", MISSING],
    ),
    "protocol.ext": Trap(
        [("remote.origin.url", f"ext::{TRAP}"), ("protocol.ext.allow", "always")],
        ["cat-file", "-p", MISSING],
    ),
    "core.sshCommand": Trap(
        [("remote.origin.url", "ssh://host/x"), ("core.sshCommand", TRAP)],
        ["cat-file", "-p", MISSING],
    ),
    "core.gitProxy": Trap(
        [("remote.origin.url", "git://localhost/x"), ("core.gitProxy", TRAP)],
        ["cat-file", "-p", MISSING],
    ),
    "core.alternateRefsCommand": Trap(
        [("remote.origin.url", "."), ("core.alternateRefsCommand", TRAP)], ["fetch", "origin"]
    ),
}


@pytest.fixture(autouse=True)
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A repository with a signed commit and one after it, and the id of that one."""
    alone(tmp_path, monkeypatch)
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    plain_git("init", "--quiet", "--initial-branch", "main")
    put("docs/dome.md", DOME)
    put("docs/night.md", DOME)
    plain_git("add", "docs")
    person = "Star <star@gazer> 1 +0000"
    commit = f"tree {plain_git('write-tree')}\nauthor {person}\ncommitter {person}\n{SIGNED}\nx\n"
    first = plain_git("hash-object", "-t", "commit", "-w", "--stdin", stdin=commit)
    plain_git("reset", "--quiet", first)
    put("docs/dome.md", DOME + b"\n")
    plain_git("commit", "--quiet", "--all", "--message", "A night")
    return first


def everything(first: str) -> tuple[set[str], list[str], bytes | None, bytes | None]:
    """What each question to git is answered with."""
    here = os.path.realpath(".")
    changed = {os.path.relpath(path, here) for path in git_changes.changed(Path(), first)}
    changed -= {"trap.sh"}
    repository = git.Repository(Path("docs"))
    versions = repository.versions("docs/dome.md")
    return changed, versions, repository.content("HEAD:docs/dome.md"), repository.content("x")


def lay(trap: Trap, lost: str) -> list[str]:
    """Set a trap, and return the command of git that walks into it."""
    # Outside of .git it would be a new file, in every answer.
    program = str(Path(".git/trap.sh").resolve())
    script = f"#!/bin/sh\necho x > {shlex.quote(str(MARKER.resolve()))}\n"
    put(program, script.encode()).chmod(0o755)
    put(".git/hooks/post-index-change", script.encode()).chmod(0o755)
    put(".git/other-config", f"[core]\nfsmonitor = {program}\n".encode())
    if MISSING in trap.provoke:
        lose(lost)
    if trap.attributes:
        put(".git/info/attributes", f"*.md {trap.attributes}\n".encode())
    if any("alternate" in name for name, _ in trap.settings):
        plain_git("clone", "--quiet", "--bare", ".", "../other")
        put(".git/objects/info/alternates", b"../../../other/objects\n")
    for name, value in trap.settings:
        value = value.replace("hooks", str(Path(".git/hooks").resolve()))
        plain_git("config", name, value.replace(TRAP, program))
    return [lost if each == MISSING else each for each in trap.provoke]


def lose(blob: str) -> None:
    """Make the repository a partial clone that lacks a blob."""
    held = plain_git("rev-list", "--objects", "--all", "--filter=blob:none")
    pack = plain_git("pack-objects", ".git/objects/pack/pack", stdin=held)
    put(f".git/objects/pack/pack-{pack}.promisor", b"")
    Path(".git/objects", blob[:2], blob[2:]).unlink()
    plain_git("config", "core.repositoryFormatVersion", "1")
    plain_git("config", "extensions.partialClone", "origin")


def touch() -> None:
    """Give the files another time: git looks at their content to see whether they are the same."""
    for path in Path("docs").iterdir():
        os.utime(path)


@pytest.mark.parametrize("name", TRAPS)
def test_nothing_that_a_configuration_names_is_run(
    name: str, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = everything(first)
    assert expected[0] == {"docs/dome.md"}
    lost = plain_git("rev-parse", f"{first}:docs/dome.md")
    provoke = lay(TRAPS[name], lost)
    MARKER.unlink(missing_ok=True)
    for _ in range(2):  # once with times as git knows them, once with others
        before = tree(".git")
        assert everything(first) == expected
        assert not MARKER.exists()
        assert tree(".git") == before
        touch()
    if lost in provoke:
        with pytest.raises(FileError, match=r"^docs: .* partial clone.* \(" + lost):
            git.Repository(Path("docs")).content(lost)
        assert not MARKER.exists()
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "0")
    walk_into(*provoke)
    assert MARKER.exists(), "the trap is none"


def test_what_a_partial_clone_lacks_is_one_line_for_each_document(first: str) -> None:
    for number in range(3):
        named = f"ms.sourcegitcommit: {first}\nms.contentlocale".encode()
        put(f"../ru/docs/{number}.md", DOME.replace(b"ms.contentlocale", named))
        put(f"docs/{number}.md", f"---\ntitle: {number}\n---\n".encode())
    plain_git("add", "docs")
    plain_git("commit", "--quiet", "--message", "More")
    lose(plain_git("rev-parse", "HEAD:docs/1.md"))
    for path in Path("../ru/docs").iterdir():
        put(
            str(path),
            path.read_bytes().replace(first.encode(), git.commit(Path(), "HEAD").encode()),
        )
    run = sxs("extract", "../ru/docs", "--root", "../ru", "-o", "../po", "--english-git", ".")
    assert (run.code, run.err.count(b": git cat-file ended early: in a partial clone")) == (1, 1)
    assert b'msgid "2"' in Path("../po/docs/2.md.po").read_bytes()


def test_a_hostile_submodule_is_not_looked_into(first: str) -> None:
    plain_git("init", "--quiet", "docs/sub")
    put("docs/sub/x.md", b"x")
    plain_git("-C", "docs/sub", "add", "x.md")
    plain_git("-C", "docs/sub", "commit", "--quiet", "--message", "x")
    plain_git("add", "docs/sub")
    plain_git("commit", "--quiet", "--message", "sub")
    put("docs/sub/.git/trap.sh", b"#!/bin/sh\necho x > ../../marker\n").chmod(0o755)
    plain_git("-C", "docs/sub", "config", "core.fsmonitor", ".git/trap.sh")
    expected = {os.path.realpath("docs/dome.md")}
    assert git_changes.changed(Path(), first) == expected
    assert git.Repository(Path()).versions("docs/sub") == []
    assert not MARKER.exists()
    walk_into("status")
    assert MARKER.exists(), "the trap is none"


@pytest.mark.parametrize(
    "settings",
    [
        ("log.showSignature=true", "log.showRoot=false", "log.follow=true", "log.date=nonsense"),
        ("log.diffMerges=off", "log.decorate=full", "format.pretty=nonsense", "format.notes=true"),
        ("log.mailmap=true", "mailmap.file=/dev/zero", "gpg.program=false", "core.pager=false"),
        ("diff.orderFile=missing", "diff.algorithm=nonsense", "diff.context=nonsense"),
        ("diff.relative=true", "diff.renames=copies", "diff.autoRefreshIndex=false"),
        ("diff.submodule=nonsense", "core.excludesFile=~/ignored", "color.ui=always"),
        ("status.showUntrackedFiles=no", "submodule.recurse=true", "core.fsmonitor=true"),
        ("filter.=.clean=false", "filter.x.required=true", "filter..clean=false"),
    ],
)
def test_what_a_user_has_configured_changes_nothing(settings: tuple[str, ...], first: str) -> None:
    put("docs/new.md", DOME)
    expected = everything(first)
    assert expected[0] == {"docs/dome.md", "docs/new.md"}
    assert len(expected[1]) == 2
    put("../ignored", b"*.md\n")
    lines = []
    for setting in settings:
        key, value = setting.rsplit("=", 1)
        section, _, rest = key.partition(".")
        subsection, dot, name = rest.rpartition(".")
        lines.append(f'[{section} "{subsection}"]' if dot else f"[{section}]")
        lines.append(f"{name} = {value}")
    path = Path("../.gitconfig")
    put(str(path), b"%s%s\n" % (path.read_bytes(), "\n".join(lines).encode()))
    touch()
    assert everything(first) == expected


def test_a_repository_of_somebody_else_is_read_where_git_is_told_that_it_may(
    first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = everything(first)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(
        FileError, match=r"dubious ownership .* git config --global --add safe\.dir"
    ):
        git_changes.changed(Path(), first)
    with Path("../.gitconfig").open("ab") as config:
        config.write(b"[safe]\ndirectory = *\n")
    assert everything(first) == expected


def test_a_repository_cannot_say_itself_that_it_is_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain_git("config", "safe.directory", "*")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(FileError, match="dubious ownership"):
        git.prefix(Path("docs"))


def test_complaints_are_english_whatever_the_language_of_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    Path("../outside").mkdir()
    with pytest.raises(FileError, match="not a git repository"):
        git.prefix(Path("../outside"))


def test_a_file_that_was_touched_or_made_a_link_is_told_from_one_that_was_changed(
    first: str,
) -> None:
    touch()
    assert everything(first)[0] == {"docs/dome.md"}
    Path("docs/night.md").unlink()
    Path("docs/night.md").symlink_to("dome.md")
    assert git_changes.changed(Path(), "HEAD") == {os.path.realpath("docs/dome.md")}
    Path("docs/dome.md").unlink()
    put("docs/dome.md", DOME + b"\n")
    Path("docs/night.md").unlink()
    os.mkfifo("docs/night.md")
    assert git_changes.changed(Path(), "HEAD") == {os.path.realpath("docs/night.md")}
