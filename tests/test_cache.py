"""What is remembered between runs saves work, and never changes what a run does or says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sxskit.storage.states import digest
from tests.helpers import cli
from tests.helpers.cache import (
    HOUR,
    clock,
    reading,
    said,
    same,
    sxs,
    without_a_cache,
    without_reading,
)
from tests.helpers.cli import (
    BOOK,
    DOME,
    FRONT,
    NEW_DOME,
    OLD,
    PLAIN,
    Run,
    age,
    edit,
    message,
    pair,
    po,
    posix,
    process,
    put,
    tree,
)
from tests.helpers.processes import hearing

ODD = DOME + b'\n\n<span data-ttu-id="7758d-105">half a pair\n'
SAME_SIZE = DOME.replace("Купол открыт".encode(), "Купол закрыт".encode())
assert len(SAME_SIZE) == len(DOME) and SAME_SIZE != DOME  # noqa: PT018
HALF = "docs/dome.md:12: unclosed-unit: "


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents, of which one is not whole, a page without pairs, and catalogs."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    laid_out()


def laid_out() -> None:
    put("docs/dome.md", ODD)
    put("docs/night/book.md", BOOK)
    put("docs/plain.md", PLAIN)
    put("english/docs/dome.md", b"# The dome\n")
    sxs("extract", "docs", "-o", "po", "-q", "--no-cache")
    edit("po/docs/dome.md.po", 'msgstr "Купол"', 'msgstr "Наш купол"')
    edit("po/docs/night/book.md.po", 'msgid "Be on time."', 'msgid "Be early."')


COMMANDS: dict[str, tuple[str, ...]] = {
    "extract": ("extract", "docs", "-o", "out"),
    "extract to TMX, split": (
        *("extract", "docs", "-o", "tmx", "--format", "tmx", "--split-by", "translation-type"),
    ),
    "extract to one file": ("extract", "docs", "-o", "all.po"),
    "merge": ("merge", "docs", "-c", "po", "-o", "merged"),
    "merge strictly": ("merge", "docs", "-c", "po", "-o", "merged", "--strict"),
    "merge in place": ("merge", "docs", "-c", "po", "--in-place"),
    "merge in place with a value": (
        *("merge", "docs", "-c", "po", "--in-place", "--accept-fuzzy", "--set", "ms.author=me"),
    ),
    "strip": ("strip", "docs", "-o", "plain"),
    "strip in place": ("strip", "docs", "--in-place"),
    "strip with English": ("strip", "docs", "-o", "plain", "--unescape", "--english", "english"),
    "repair": ("repair", "docs", "-o", "repaired"),
    "repair in place": ("repair", "docs", "--in-place"),
    "check": ("check", "docs"),
    "check catalogs": ("check", "docs", "-c", "po", "--format", "json"),
    "check all": ("check", "docs", "--select", "all"),
    "report": ("report", "docs", "-o", "report.html"),
    "report pages": ("report", "docs", "-o", "review"),
    "stats": ("stats", "docs"),
}
# Whose documents are not read again when nothing has changed.
REMEMBERED = (
    *("extract", "merge", "merge in place", "strip", "strip with English"),
    *("check", "check catalogs", "report pages"),
)
by_command = pytest.mark.parametrize("name", COMMANDS)
by_remembered = pytest.mark.parametrize("name", REMEMBERED)


# Nothing has changed


@by_command
def test_a_second_run_says_and_leaves_the_same_as_one_without_a_cache(name: str) -> None:
    for _ in range(3):
        same(*COMMANDS[name])


@by_command
def test_a_second_run_writes_nothing(name: str) -> None:
    sxs(*COMMANDS[name])
    sxs(*COMMANDS[name])
    before = age(".")
    sxs(*COMMANDS[name])
    assert {path.stat().st_mtime_ns for path in before} == {OLD}


@by_remembered
def test_a_later_run_reads_no_document(name: str) -> None:
    first = sxs(*COMMANDS[name])
    again = without_reading(*COMMANDS[name])
    assert (again.code, again.out) == (first.code, first.out)


def test_the_findings_and_the_exit_code_are_those_of_the_first_run() -> None:
    for _ in range(3):
        run = sxs("check", "docs", "-q")
        assert run.code == 1
        assert run.out.decode().startswith(HALF)
        assert run.out.count(b"\n") == 1


def test_how_much_is_said_and_by_how_many_processes_makes_no_difference() -> None:
    without_reading("check", "docs")
    with clock(HOUR), reading() as read:
        assert sxs("check", "docs", "-q").code == 1
        assert cli.sxs("check", "docs", "-j", "2").code == 1
    assert read == []


@by_remembered
def test_a_file_that_is_touched_says_nothing_new(name: str) -> None:
    same(*COMMANDS[name])
    same(*COMMANDS[name])
    for path in Path().rglob("*.*"):
        path.touch()
    same(*COMMANDS[name])
    without_reading(*COMMANDS[name])


# Something has changed


@by_command
@pytest.mark.parametrize("data", [SAME_SIZE, NEW_DOME, PLAIN, b"\xff"])
def test_a_document_that_has_changed_is_done_again(name: str, data: bytes) -> None:
    sxs(*COMMANDS[name])
    put("docs/dome.md", data)
    same(*COMMANDS[name])
    same(*COMMANDS[name])


def test_a_document_that_is_changed_at_once_to_the_same_size_is_done_again() -> None:
    texts = [f"# {pair('7758d-103', target, '1000 m')}\n".encode() for target in ("1000", "2000")]
    for number in range(50):
        Path("docs/dome.md").write_bytes(texts[number % 2])
        run = sxs("check", "docs/dome.md", "--select", "number", "-q")
        assert (number, run.out != b"") == (number, number % 2 == 1)


def test_a_document_whose_time_of_modification_is_set_back_is_done_again() -> None:
    before = Path("docs/dome.md").stat().st_mtime_ns
    same("check", "docs")
    put("docs/dome.md", ODD.replace(b"7758d-105", b"7758d-106"))
    os.utime("docs/dome.md", ns=(before, before))
    assert b"7758d-106" in same("check", "docs").out


@by_command
def test_a_page_that_gets_pairs_is_done(name: str) -> None:
    sxs(*COMMANDS[name])
    put("docs/plain.md", BOOK)
    same(*COMMANDS[name])


@by_command
def test_a_document_that_is_gone_is_not_spoken_of(name: str) -> None:
    sxs(*COMMANDS[name])
    Path("docs/dome.md").unlink()
    same(*COMMANDS[name])


@by_command
def test_a_document_that_is_new_is_done(name: str) -> None:
    sxs(*COMMANDS[name])
    put("docs/moon.md", ODD)
    same(*COMMANDS[name])


@by_command
def test_a_document_that_has_another_name_is_done(name: str) -> None:
    sxs(*COMMANDS[name])
    Path("docs/dome.md").rename("docs/roof.md")
    same(*COMMANDS[name])


WITH_CATALOGS = [name for name, arguments in COMMANDS.items() if "-c" in arguments]


@pytest.mark.parametrize("name", WITH_CATALOGS)
@pytest.mark.parametrize(
    "catalog",
    [
        po(message("7758d-103", "The dome", "Под куполом"), document="docs/dome.md"),
        po(message("7758d-103", "The roof", "Крыша"), document="docs/dome.md"),
        po(message("7758d-103", "The dome", "Крыша", "#, fuzzy\n"), document="docs/dome.md"),
        po(message("7758d-103", "The dome", "Крыша"), document="docs/roof.md"),
        po(),
        b"no PO",
        None,
    ],
    ids=["another", "stale", "fuzzy", "of another document", "empty", "no PO", "gone"],
)
def test_a_catalog_that_has_changed_is_merged_again(name: str, catalog: bytes | None) -> None:
    sxs(*COMMANDS[name])
    path = Path("po/docs/dome.md.po")
    if catalog is None:
        path.unlink()
    else:
        path.write_bytes(catalog)
    same(*COMMANDS[name])
    same(*COMMANDS[name])


@pytest.mark.parametrize("name", WITH_CATALOGS)
def test_a_catalog_that_is_new_is_merged(name: str) -> None:
    put("po/docs/dome.md.po", po(message("7758d-103", "The roof", "Крыша")))  # stale
    Path("po/docs/dome.md.po").rename("later.po")
    first = sxs(*COMMANDS[name])
    Path("later.po").rename("po/docs/dome.md.po")
    assert same(*COMMANDS[name]).out != first.out


@pytest.mark.parametrize("name", WITH_CATALOGS)
def test_a_second_catalog_of_a_document_is_merged(name: str) -> None:
    put("po/docs/dome.md.po", po(message("7758d-103", "The dome", "Крыша")))
    first = sxs(*COMMANDS[name])
    put("po/more.po", po(message("7758d-104", "The roof", "Крыша"), document="docs/dome.md"))
    assert same(*COMMANDS[name]).out != first.out  # it is stale


def test_one_catalog_for_all_that_has_changed_is_merged_again() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    merge = ("merge", "docs", "-c", "ru.po", "-o", "merged")
    sxs(*merge)
    edit("ru.po", 'msgstr "Купол"', 'msgstr "Под куполом"')
    assert b"1 applied" in same(*merge).err


@pytest.mark.parametrize("name", ["extract", "extract to TMX, split", "merge", "strip"])
@pytest.mark.parametrize("change", ["gone", "changed", "of the same size", "a folder"])
def test_an_output_that_is_not_as_it_was_is_written_again(name: str, change: str) -> None:
    sxs(*COMMANDS[name])
    [path] = [path for path in Path(COMMANDS[name][-1]).rglob("dome.md*") if path.is_file()] or [
        path for path in Path().rglob("dome.md*") if path.parts[0] not in ("docs", "english", "po")
    ]
    data = path.read_bytes()
    path.unlink()
    if change == "changed":
        path.write_bytes(data + b"\n")
    elif change == "of the same size":
        path.write_bytes(data[:-1] + b" ")
    elif change == "a folder":
        path.mkdir()
    same(*COMMANDS[name])


ESCAPED = DOME.replace("открыт".encode(), rb"\*").replace(b"is open", rb"\*")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, b"The dome * at night."),
        (b"The dome * at night.", None),
        (b"The dome * at night.", rb"The dome \* at night."),
        (rb"The dome \* at night.", b"The dome * at night."),
    ],
    ids=["new", "gone", "escaped", "bare"],
)
def test_a_document_whose_english_has_changed_is_done_again(
    before: bytes | None, after: bytes | None
) -> None:
    put("docs/dome.md", ESCAPED)
    put("english/docs/night/book.md", b"x")
    plain = []
    for english in (before, after):
        Path("english/docs/dome.md").unlink()
        if english is not None:
            put("english/docs/dome.md", english)
        same(*COMMANDS["strip with English"])
        same(*COMMANDS["strip with English"])
        plain.append(Path("plain/docs/dome.md").read_bytes())
        put("english/docs/dome.md", b"")
    assert plain[0] != plain[1]


def test_all_outputs_that_are_gone_are_written_again() -> None:
    sxs(*COMMANDS["extract"])
    shutil.rmtree("out")
    same(*COMMANDS["extract"])
    assert sorted(tree("out")) == ["docs/dome.md.po", "docs/night/book.md.po"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("extract", "docs", "-o", "out"), ("extract", "docs", "-o", "out", "--language", "be-BY")),
        (("extract", "docs", "-o", "out"), ("extract", "docs", "-o", "other")),
        (("extract", "docs", "-o", "out"), ("extract", "docs/dome.md", "-o", "out")),
        (("strip", "docs", "-o", "out"), ("strip", "docs", "-o", "out", "--keep", "source")),
        (("strip", "docs", "-o", "out"), ("strip", "docs", "-o", "out", "--unescape")),
        (
            ("strip", "docs", "-o", "out", "--unescape"),
            ("strip", "docs", "-o", "out", "--unescape", "--english", "english"),
        ),
        (("merge", "docs", "-c", "po", "-o", "out"), ("strip", "docs", "-o", "out")),
        (
            ("merge", "docs", "-c", "po", "-o", "out"),
            ("merge", "docs", "-c", "po", "-o", "out", "--set", "ms.date=11/22/2026"),
        ),
        (("check", "docs"), ("check", "docs", "--select", "unclosed-unit")),
        (("check", "docs"), ("check", "docs", "--ignore", "unclosed-unit")),
        (("check", "docs"), ("check", "docs", "-c", "po")),
        (("check", "docs", "-c", "po"), ("check", "docs", "-c", "po", "--accept-fuzzy")),
        (("check", "docs"), ("check", "docs", "--fail-on", "never")),
        (("check", "docs"), ("check", "docs", "--exclude", "dome.md")),
        (("check", "docs"), ("check", "docs", "--root", "docs")),
        (("check", "docs"), ("check", str(Path("docs") / ".." / "docs"))),
    ],
    ids=" / ".join,
)
def test_other_options_say_and_write_something_else(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    for arguments in (before, after, before, after, after):
        same(*arguments)


def test_a_configuration_that_has_changed_is_heeded() -> None:
    same("check", "docs")
    put("sxskit.toml", b'select = ["link"]\n')
    assert same("check", "docs").out == b""
    put("sxskit.toml", b'select = ["unclosed-unit"]\n')
    assert same("check", "docs").out != b""


def test_a_baseline_that_has_changed_is_heeded() -> None:
    sxs("check", "docs", "--baseline", "known.json", "--write-baseline")
    with_baseline = ("check", "docs", "--baseline", "known.json")
    assert same(*with_baseline).code == 0
    put("docs/night/book.md", BOOK + b'<span data-ttu-id="1">')
    assert same(*with_baseline).code == 1


def test_findings_stand_where_they_are_after_the_document_was_changed_in_place() -> None:
    edit("po/docs/dome.md.po", 'msgid "The dome is open', 'msgid "The dome was open')
    for _ in range(3):
        same("merge", "docs", "-c", "po", "--in-place", "--set", "ms.author=me")


def test_a_document_that_is_changed_back_is_merged_again() -> None:
    merge = ("merge", "docs", "-c", "po", "--in-place")
    for _ in range(3):
        assert b"1 applied" in same(*merge).err
        assert b"0 applied" in same(*merge).err
        put("docs/dome.md", ODD)


def test_a_file_that_could_not_be_written_is_written_as_soon_as_it_can_be() -> None:
    put("out", b"in the way")
    assert same(*COMMANDS["extract"]).code == 1
    Path("out").unlink()
    same(*COMMANDS["extract"])
    assert "docs/dome.md.po" in tree("out")


def test_what_is_said_of_a_document_that_cannot_be_read_is_said_again() -> None:
    put("docs/dome.md", b'<span data-ttu-id="\xff')
    for _ in range(2):
        assert same("check", "docs").err.startswith(b"docs/dome.md:")


def test_two_folders_with_the_same_names_in_them_do_not_mix(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(Path.cwd(), other)
    (other / "docs/dome.md").write_bytes(DOME)
    for _ in range(3):
        assert sxs("check", "docs", "-q").code == 1
        with chdir(other):
            assert sxs("check", "docs", "-q") == Run(0, b"", b"")


def test_a_folder_that_takes_the_place_of_another_does_not_mix_with_it() -> None:
    here = Path.cwd()
    same("check", "docs")
    with chdir(".."):
        here.rename("before")
        here.mkdir()
    with chdir(here):
        put("docs/dome.md", DOME)
        assert same("check", "docs").out == b""


def test_standard_input_is_read_every_time(cache: Path) -> None:
    for data, code in ((ODD, 1), (DOME, 0), (ODD, 1), (ODD, 1)):
        assert sxs("check", "-", "--stdin-filename", "docs/dome.md", stdin=data).code == code
        run = sxs("extract", "-", "--stdin-filename", "docs/dome.md", "-o", "out", stdin=data)
        assert run.code == code
    assert tree(str(cache)) == {}


def test_standard_output_is_written_every_time() -> None:
    first = sxs("strip", "docs/dome.md", "-o", "-")
    assert first.out
    assert said(sxs("strip", "docs/dome.md", "-o", "-")) == said(first)


def test_runs_at_the_same_time_do_not_harm_each_other() -> None:
    expected, files = without_a_cache(*COMMANDS["merge"])
    command = [sys.executable, "-m", "sxskit", *COMMANDS["merge"]]
    for _ in range(2):
        runs = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(5)
        ]
        for run in runs:
            out, err = run.communicate(timeout=60)
            assert (run.returncode, out) == (expected.code, expected.out), err
        assert tree() == files
    same(*COMMANDS["merge"])


# Changed while a run is on, or without a trace


@contextmanager
def at_opening(*moments: tuple[str, Callable[[], object]]) -> Iterator[None]:
    """What somebody does when a file is opened; each moment comes once, and in this order."""
    _moments[:] = moments
    try:
        yield
        assert _moments == []
    finally:
        _moments.clear()


_moments: list[tuple[str, Callable[[], object]]] = []


def _open(event: str, arguments: tuple[Any, ...]) -> None:
    if _moments and event == "open" and str(arguments[0]).endswith(_moments[0][0]):
        _moments.pop(0)[1]()


sys.addaudithook(_open)  # it stays for good
ROOF = po(message("7758d-103", "The dome", "Крыша"), document="docs/dome.md")
OTHER = po(message("7758d-103", "The dome", "Кровля"), document="docs/dome.md")


def test_a_catalog_for_all_that_changes_while_documents_are_read_is_merged_next_time() -> None:
    put("ru.po", ROOF)
    merge = ("merge", "docs/dome.md", "-c", "ru.po", "-o", "merged", "-q")
    with at_opening(("docs/dome.md", lambda: put("ru.po", OTHER))):
        sxs(*merge)
    assert "Крыша".encode() in Path("merged/docs/dome.md").read_bytes()
    same(*merge)
    assert "Кровля".encode() in Path("merged/docs/dome.md").read_bytes()


@pytest.mark.parametrize("path", ["docs/dome.md", "po/docs/dome.md.po"])
@pytest.mark.parametrize("name", ["merge", "check catalogs"])
def test_what_is_changed_while_it_is_read_and_then_changed_back_is_done_again(
    name: str, path: str
) -> None:
    before = Path(path).read_bytes()
    other = ODD.replace(b"7758d-105", b"7758d-106") if path == "docs/dome.md" else OTHER
    follows = "po/docs/dome.md.po" if path == "docs/dome.md" else "docs/night/book.md"
    with at_opening((path, lambda: put(path, other)), (follows, lambda: put(path, before))):
        sxs(*COMMANDS[name])
    same(*COMMANDS[name])
    same(*COMMANDS[name])


@pytest.mark.parametrize("name", ["check with English", "strip with English"])
def test_english_that_comes_while_a_document_is_read_is_seen(name: str) -> None:
    put("docs/dome.md", ESCAPED)
    Path("english/docs/dome.md").unlink()
    put("english/docs/night/book.md", b"x")
    english = ("--english", "english")
    arguments = ("check", "docs", *english) if "check" in name else COMMANDS[name]
    with at_opening(("docs/dome.md", lambda: put("english/docs/dome.md", b"The dome * at night."))):
        sxs(*arguments)
    same(*arguments)
    same(*arguments)


def test_english_that_changes_between_two_readings_is_read_again_next_time() -> None:
    put("po/docs/dome.md.po", po(message("title", "The dome", "Свод"), document="docs/dome.md"))
    english = [f"---\ntitle: The {what}\n---\n".encode() for what in ("dome", "roof")]
    path = "english/docs/dome.md"
    put(path, english[0])
    check = ("check", "docs", "-c", "po", "--english", "english")
    with at_opening(
        (path, lambda: None),
        (path, lambda: put(path, english[1])),
        ("docs/night/book.md", lambda: put(path, english[0])),
    ):
        first = sxs(*check)
    assert b": stale: " in first.out
    assert b": stale: " not in same(*check).out.partition(b"docs/night")[0]


def test_an_output_that_another_run_overwrites_meanwhile_is_written_again() -> None:
    extract = ("extract", "docs", "-o", "out", "-q")
    path = "out/docs/dome.md.po"

    def another() -> None:
        put(path, Path(path).read_bytes().replace(b"ru_RU", b"be_BY"))

    with at_opening(("docs/night/book.md", another)):
        sxs(*extract)
    assert b"be_BY" in Path(path).read_bytes()
    same(*extract)
    assert b"ru_RU" in Path(path).read_bytes()


def test_commands_that_write_the_same_files_take_turns() -> None:
    extract = ("extract", "docs", "-o", "out", "-q")
    for _ in range(3):
        for language in ("be-BY", "uk-UA"):
            same(*extract, "--language", language)
            assert language.replace("-", "_").encode() in Path("out/docs/dome.md.po").read_bytes()


def test_a_file_that_is_new_is_not_trusted_though_its_times_are_the_same(cache: Path) -> None:
    sxs("check", "docs")
    [path] = cache.iterdir()
    _, _, records = json.loads(path.read_bytes().partition(b"\n")[2])
    states = [state for record in records.values() for state in [*record[0], *record[1]]]
    assert len(states) == 3
    assert all(signature == [] for _, signature, _ in states)


def as_if_unchanged(cache: Path, path: str) -> None:
    """Make the cache hold the size, times and inode that a file has now, and its old digest."""
    [file] = cache.iterdir()
    noted, shared, records = json.loads(file.read_bytes().partition(b"\n")[2])
    now = Path(path).stat()
    states = [state for record in records.values() for state in [*record[0], *record[1]]]
    found = [state for state in states if Path(state[0]).resolve() == Path(path).resolve()]
    assert found
    for state in found:
        state[1] = [now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino]
    file.write_bytes(signed(json.dumps([noted, shared, records]).encode()))


UNSEEN = {
    "a document": ("docs/dome.md", ("check", "docs")),
    "a catalog": ("po/docs/dome.md.po", ("check", "docs", "-c", "po")),
    "an English document": (
        "english/docs/dome.md",
        ("strip", "docs", "-o", "plain", "--unescape", "--english", "english"),
    ),
    "an output": ("plain/docs/dome.md", ("strip", "docs", "-o", "plain")),
}
CHANGED = {
    "docs/dome.md": ODD.replace(b"7758d-105", b"7758d-106"),
    "po/docs/dome.md.po": po(message("7758d-103", "The roof", "Крыша"), document="docs/dome.md"),
    "english/docs/dome.md": b"The dome * at night.",
    "plain/docs/dome.md": b"# Something else\n",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_a_change_without_a_trace_is_seen_where_the_cache_is_verified(
    cache: Path, name: str
) -> None:
    path, arguments = UNSEEN[name]
    put("docs/dome.md", ESCAPED if "english" in path else ODD)
    first = sxs(*arguments)
    put(path, CHANGED[path])
    with clock(HOUR):
        as_if_unchanged(cache, path)
        assert said(sxs(*arguments)).out == first.out  # nothing tells of it
        assert Path(path).read_bytes() == CHANGED[path]
        as_if_unchanged(cache, path)
        same(*arguments, "--verify-cache")
        same(*arguments)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_clock_that_was_set_back_is_not_trusted(cache: Path, name: str) -> None:
    path, arguments = UNSEEN[name]
    put("docs/dome.md", ESCAPED if "english" in path else ODD)
    with clock(2 * HOUR):
        sxs(*arguments)
        put(path, CHANGED[path])
        as_if_unchanged(cache, path)
    with clock(HOUR):
        same(*arguments)
        with reading() as read:
            sxs(*arguments)
    assert read == []  # from now on it is as if it had always been so


@pytest.mark.parametrize("ahead", [-HOUR, 0, HOUR])
def test_files_from_the_future_are_read_every_time(ahead: int) -> None:
    later = time.time_ns() + 10 * HOUR * 10**9
    for path in Path("docs").rglob("*.md"):
        os.utime(path, ns=(later, later))
    with clock(ahead):
        sxs("check", "docs")
        with reading() as read:
            same_run = sxs("check", "docs")
    assert {"docs/dome.md", "docs/night/book.md", "docs/plain.md"} <= {*read}
    assert same_run.code == 1


def test_verifying_reads_everything_and_changes_nothing(cache: Path) -> None:
    first = without_reading(*COMMANDS["extract"])
    with clock(HOUR):
        before = tree(str(cache))
        with hearing("open") as paths:
            again = sxs(*COMMANDS["extract"], "--verify-cache")
        assert tree(str(cache)) == before
    assert said(again) == said(first)
    for name in ("docs/dome.md", "docs/night/book.md", "docs/plain.md", "out/docs/dome.md.po"):
        assert any(path.endswith(name) for path in paths)


@pytest.mark.parametrize("name", ["extract", "merge", "strip"])
@pytest.mark.parametrize("what", ["a file", "a folder", "a folder that was moved"])
def test_an_output_that_a_link_has_taken_the_place_of_is_not_taken_for_it(
    tmp_path: Path, name: str, what: str
) -> None:
    sxs(*COMMANDS[name])
    folder = Path(COMMANDS[name][-1])
    [file, *_] = sorted(folder.rglob("dome.md*"))
    path = file if what == "a file" else file.parent
    elsewhere = tmp_path / "elsewhere"
    if what == "a folder that was moved":
        path.rename(elsewhere)
    else:
        (shutil.copy if what == "a file" else shutil.copytree)(path, elsewhere)
        path.unlink() if what == "a file" else shutil.rmtree(path)
    path.symlink_to(elsewhere)
    before = tree(str(elsewhere)) if elsewhere.is_dir() else elsewhere.read_bytes()
    run = cli.process(*COMMANDS[name], "-j", "1", "-q")
    assert run.code == 1
    assert b": not written: the link leads out of " in run.err
    assert (tree(str(elsewhere)) if elsewhere.is_dir() else elsewhere.read_bytes()) == before


def test_another_version_remembers_nothing_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    without_reading("check", "docs")
    for place in ("sxskit.running.cache.__version__", "sys.version"):
        with monkeypatch.context() as other, clock(HOUR), reading() as read:
            other.setattr(place, "99.0")
            sxs("check", "docs")
        assert len(read) == 3


def test_a_pipe_that_was_named_is_read_every_time() -> None:
    os.mkfifo("pipe.md")
    for data, code in ((ODD, 1), (DOME, 0), (ODD, 1)):
        writer = Thread(target=Path("pipe.md").write_bytes, args=(data,))
        writer.start()
        with clock(HOUR):
            assert sxs("check", "pipe.md", "-q").code == code
        writer.join()


# Where it is


def test_the_folder_for_caches_is_that_of_the_option(cache: Path, tmp_path: Path) -> None:
    here = str(tmp_path / "deep/down")
    sxs("check", "docs", "--cache-dir", here)
    assert tree(here) != {}
    assert tree(str(cache)) == {}
    without_reading("check", "docs", "--cache-dir", here)


def test_the_folder_for_caches_is_that_of_the_environment(cache: Path) -> None:
    sxs("check", "docs")
    assert tree(str(cache)) != {}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is another one")
def test_by_default_the_folder_for_caches_is_with_those_of_the_user(tmp_path: Path) -> None:
    process("check", "docs", SXSKIT_CACHE_DIR="", XDG_CACHE_HOME=str(tmp_path / "user"))
    assert [path.split("/")[0] for path in tree(str(tmp_path / "user"))] == ["sxskit"]


@posix
def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_user: int) -> NoReturn:
        raise KeyError("no such user, as in a container that runs as any number")

    expected = said(sxs("check", "docs"))
    monkeypatch.setattr("pwd.getpwuid", unknown)
    for name in ("HOME", "XDG_CACHE_HOME", "SXSKIT_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert said(sxs("check", "docs")) == expected
    assert not Path("~").exists()


def test_no_cache_leaves_nothing_and_heeds_nothing(cache: Path) -> None:
    sxs("check", "docs", "--no-cache")
    assert tree(str(cache)) == {}
    sxs("check", "docs")
    before = tree(str(cache))
    with reading() as read:
        sxs("check", "docs", "--no-cache")
    assert len(read) == 3
    assert tree(str(cache)) == before


def test_a_folder_for_caches_that_cannot_be_made_is_no_matter() -> None:
    put("file", b"kept")
    for place in ("file", "file/caches", "\0"[:0] + "a" * 300):
        for _ in range(2):
            run = said(sxs("check", "docs", "--cache-dir", place))
            assert run == without_a_cache("check", "docs")[0]
    assert Path("file").read_bytes() == b"kept"


@posix
def test_a_folder_for_caches_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    if os.geteuid() == 0:
        folder.rmdir()
        folder.symlink_to("/proc/self/fdinfo")  # nobody can make a file there
    else:
        folder.chmod(0o500)
    for _ in range(2):
        same("check", "docs", "--cache-dir", str(folder))


def test_what_else_is_in_the_folder_for_caches_stays() -> None:
    """However old it is: a folder of the user may be given."""
    for name in ("known.json", "notes.txt", "moon.md", f"{'0' * 32}.txt"):
        os.utime(put(f"mine/{name}", b"kept"), ns=(OLD, OLD))
    sxs("check", "docs", "--cache-dir", "mine")
    assert {"known.json", "notes.txt", "moon.md", f"{'0' * 32}.txt"} <= tree("mine").keys()


def test_a_cache_that_nobody_uses_is_taken_away(cache: Path) -> None:
    sxs("check", "docs")
    [unused] = cache.iterdir()
    os.utime(unused, ns=(OLD, OLD))
    sxs("strip", "docs", "-o", "plain")
    assert not unused.exists()


def test_a_cache_that_is_used_stays_however_seldom_there_is_something_new(cache: Path) -> None:
    without_reading("check", "docs")
    [used] = cache.iterdir()
    os.utime(used, ns=(OLD, OLD))
    without_reading("check", "docs")
    sxs("strip", "docs", "-o", "plain")
    with clock(HOUR), reading() as read:
        sxs("check", "docs")
    assert read == []


# Damaged

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=15,
)
DAMAGED = ("merge", "check", "extract")
by_damaged = pytest.mark.parametrize("name", DAMAGED)
few = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def with_cache(cache: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """A run with a cache that was changed by somebody does and says what it should."""
    expected, files, data = remembered(cache, name)
    [path] = cache.iterdir()
    path.write_bytes(change(data))
    assert said(sxs(*COMMANDS[name])) == expected
    assert tree() == files


_remembered: dict[tuple[Path, str], tuple[Run, dict[str, bytes], bytes]] = {}


def remembered(cache: Path, name: str) -> tuple[Run, dict[str, bytes], bytes]:
    """What a second run says and leaves behind, and the cache that the first one has left."""
    key = cache, name
    if key not in _remembered:
        sxs(*COMMANDS[name])
        [path] = cache.iterdir()
        _remembered[key] = *without_a_cache(*COMMANDS[name]), path.read_bytes()
    return _remembered[key]


def signed(body: bytes) -> bytes:
    """As if it were whole."""
    return digest(body).encode() + b"\n" + body


def records(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What may look like records, of documents that there are."""
    state = st.tuples(st.text(max_size=3), st.lists(inner, max_size=4), inner)
    record = st.lists(inner | st.lists(state, max_size=2), min_size=5, max_size=5)
    names = st.sampled_from(["docs/dome.md", "docs/night/book.md", "docs/plain.md"])
    return st.dictionaries(names, record, max_size=3)


@by_damaged
@few
@given(data=st.binary(max_size=200))
def test_a_cache_of_any_bytes_is_no_matter(cache: Path, name: str, data: bytes) -> None:
    with_cache(cache, name, lambda _: data)


@by_damaged
@few
@given(values=json_values | records(json_values))
def test_a_cache_of_any_json_is_no_matter(cache: Path, name: str, values: Any) -> None:
    with_cache(cache, name, lambda _: signed(json.dumps(values).encode()))


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", "9" * 5000])
def test_a_cache_with_a_number_that_is_none_is_no_matter(cache: Path, number: str) -> None:
    def changed(data: bytes) -> bytes:
        return signed(re.sub(rb"(?<=\[)\d+\b", number.encode(), data.partition(b"\n")[2]))

    with_cache(cache, "check", changed)


@by_damaged
@few
@given(share=st.floats(0, 1))
def test_a_cache_that_is_cut_short_is_no_matter(cache: Path, name: str, share: float) -> None:
    with_cache(cache, name, lambda data: data[: int(len(data) * share)])


@by_damaged
@few
@given(share=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_cache_with_a_damaged_byte_is_no_matter(
    cache: Path, name: str, share: float, byte: int
) -> None:
    def damaged(data: bytes) -> bytes:
        place = int(len(data) * share)
        return data[:place] + bytes([byte]) + data[place + 1 :]

    with_cache(cache, name, damaged)


@by_damaged
@few
@given(path=st.lists(st.integers(0, 4), min_size=1, max_size=5), value=json_values)
def test_a_cache_in_which_a_value_is_another_one_is_no_matter(
    cache: Path, name: str, path: list[int], value: Any
) -> None:
    def changed(data: bytes) -> bytes:
        check, _, body = data.partition(b"\n")
        whole = node = json.loads(body)
        for step in path[:-1]:
            keys = [*node] if isinstance(node, dict) else [*range(len(node))]
            inner = node[keys[step % len(keys)]] if keys else None
            if not isinstance(inner, dict | list):
                break
            node = inner
        keys = [*node] if isinstance(node, dict) else [*range(len(node))]
        if keys:
            node[keys[path[-1] % len(keys)]] = value
        return check + b"\n" + json.dumps(whole).encode()

    with_cache(cache, name, changed)


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_cache_that_cannot_be_read_is_written_anew(cache: Path) -> None:
    first = sxs("check", "docs")
    [path] = cache.iterdir()
    path.chmod(0)
    assert said(sxs("check", "docs")) == said(first)
    assert path.read_bytes() != b""


@by_damaged
@pytest.mark.parametrize(
    "values",
    [{}, [], [0, [], {}, {}], [0, [], []], ["0", [], {}], [None, [], {}], [0, None, {}]],
    ids=str,
)
def test_a_cache_of_another_shape_is_no_matter(cache: Path, name: str, values: object) -> None:
    with_cache(cache, name, lambda _: signed(json.dumps(values).encode()))


@by_damaged
def test_a_cache_that_was_signed_for_other_records_is_no_matter(cache: Path, name: str) -> None:
    def changed(data: bytes) -> bytes:
        noted, shared, records = json.loads(data.partition(b"\n")[2])
        odd = [{**records, each: [[], [], 0, [], [0, 0]]} for each in records]
        return signed(json.dumps([noted, shared, odd[0] | odd[-1]]).encode())

    with_cache(cache, name, changed)


def test_a_folder_in_the_place_of_a_cache_is_no_matter(cache: Path) -> None:
    first = sxs("check", "docs")
    [path] = cache.iterdir()
    path.unlink()
    path.mkdir()
    for _ in range(2):
        assert said(sxs("check", "docs")) == said(first)


# All of it

TEXTS = {
    "dome": DOME,
    "new dome": NEW_DOME,
    "odd": ODD,
    "machine": DOME.replace(b": HT", b": MT"),
    "book": BOOK,
    "plain": PLAIN,
    "no UTF-8": DOME + b"\xff",
    "no language": f"# {pair('7758d-103', 'Купол', 'The dome')}\n".encode(),
    "damaged": DOME.replace(b'"7758d-104"', b"&quot;7758d-104&quot;"),
    "empty target": FRONT.encode() + pair("7758d-103", "", "The dome").encode(),
}
CATALOGS = {
    "title": message("7758d-103", "The dome", "Наш купол"),
    "two": message("7758d-103", "The dome", "Под куполом")
    + message("7758d-104", "The dome is open at night.", "Ночью открыто."),
    "fuzzy": message("7758d-103", "The dome", "Крыша", "#, fuzzy\n"),
    "stale": message("7758d-103", "The roof", "Крыша"),
    "unsafe": message("7758d-103", "The dome", "a</span>\\n\\nb"),
    "unknown": message("7758d-999", "The moon", "Луна"),
    "book": message("91c0e-104", "Be on time.", "Пора."),
}
NAMES = ("docs/dome.md", "docs/night/book.md", "docs/moon.md")
names = st.sampled_from(NAMES)
edits = st.one_of(
    st.tuples(st.just("write"), names, st.sampled_from([*TEXTS])),
    st.tuples(st.just("write catalog"), names, st.sampled_from([*CATALOGS, "no PO"])),
    st.tuples(st.just("write shared"), names, st.sampled_from([*CATALOGS])),
    st.tuples(st.sampled_from(["remove", "append", "touch"]), st.integers(0, 30), st.just("")),
)
steps = st.lists(
    st.tuples(st.lists(edits, max_size=3), st.sampled_from([*COMMANDS])), min_size=2, max_size=6
)


def change(what: str, which: Any, text: str) -> Path | None:
    """The file that an edit was made to, if it is there."""
    match what:
        case "write":
            return put(which, TEXTS[text])
        case "write catalog":
            data = CATALOGS.get(text)
            return put(f"po/{which}.po", b"no PO" if data is None else po(data, document=which))
        case "write shared":
            return put("po/shared.po", po(CATALOGS[text], document=which))
    files = sorted(path for path in Path().rglob("*") if path.is_file())
    if not files:
        return None
    path: Path = files[which % len(files)]
    if what == "remove":
        path.unlink()
        return None
    if what == "append":
        path.write_bytes(path.read_bytes() + b"\n")
    return path


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_whatever_is_edited_and_run_the_cache_makes_no_difference(
    tmp_path: Path, steps: list[tuple[list[tuple[Any, ...]], str]]
) -> None:
    project = tmp_path / "project" / os.urandom(4).hex()
    project.mkdir()
    now = time.time_ns()
    with chdir(project):
        laid_out()
        for all, name in steps:
            for edit in all:
                if path := change(*edit):
                    now += 10**9  # so that the clock of the files is not what is tested here
                    os.utime(path, ns=(now, now))
            same(*COMMANDS[name])
    shutil.rmtree(project)
