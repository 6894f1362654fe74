"""--dry-run and --diff: what would be written is shown, and nothing is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.cli.unified import unified
from tests.helpers.cli import (
    BOOK,
    DOME,
    NEW_DOME,
    NEW_TITLE,
    po,
    posix,
    put,
    sxs,
    tree,
)

BROKEN = DOME.replace(b'stu-id="7758d-104"', b"stu-id=&quot;7758d-104&quot;")


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("docs/dome.md", DOME)
    put("docs/night/book.md", BOOK)
    put("docs/night/broken.md", BROKEN)
    put("ru.po", po(NEW_TITLE, document="docs/dome.md"))
    put("old/docs/dome.md", DOME)
    put("old/docs/dome.md.po", b"")


# Each command that writes, and where to.
COMMANDS = {
    "extract to a folder": ("extract", "docs", "-o", "po"),
    "extract to a file": ("extract", "docs", "-o", "all.xlf"),
    "convert": ("convert", "ru.po", "-o", "new.jsonl"),
    "convert a folder": ("convert", ".", "-o", "jsonl", "--format", "jsonl"),
    "merge": ("merge", "docs", "-c", "ru.po", "-o", "out"),
    "merge over others": ("merge", "docs", "-c", "ru.po", "-o", "old"),
    "merge in place": ("merge", "docs", "-c", "ru.po", "--in-place"),
    "merge strictly": ("merge", "docs", "-c", "ru.po", "--in-place", "--strict"),
    "strip": ("strip", "docs", "-o", "plain"),
    "strip in place": ("strip", "docs", "--in-place"),
    "repair": ("repair", "docs", "--in-place"),
    "repair to a folder": ("repair", "docs", "-o", "out"),
}
every_command = pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)


def patched(files: dict[str, bytes], diff: bytes) -> dict[str, bytes]:
    """The files with a diff applied, which has to fit exactly."""
    new = dict(files)
    text = re.split(rb"^--- (.*)\n\+\+\+ (.*)\n", diff, flags=re.MULTILINE)
    assert text[0] == b""
    for old, name, hunks in zip(text[1::3], text[2::3], text[3::3], strict=True):
        path = name.decode()
        assert (old == b"/dev/null") is (path not in files)
        new[path] = applied(files.get(path, b""), hunks)
    return new


def applied(before: bytes, hunks: bytes) -> bytes:
    """The bytes with the hunks of one file applied."""
    old = split(before)
    new: list[bytes] = []
    at = 0
    body = split(hunks.replace(b"\n\\ No newline at end of file\n", b"\0\n"))
    count = 0
    for line in body:
        header = re.fullmatch(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", line)
        if header and not count:
            length, added = (1 if header[n] is None else int(header[n]) for n in (2, 4))
            start = int(header[1]) - (1 if length else 0)
            new += old[at:start]
            assert len(new) == int(header[3]) - (1 if added else 0)
            at, count = start, length + added
            continue
        line = line.replace(b"\0\n", b"")
        if line[:1] in (b" ", b"-"):
            assert old[at] == line[1:]
            at += 1
            count -= 1
        if line[:1] in (b" ", b"+"):
            new.append(line[1:])
            count -= 1
    assert count == 0
    return b"".join([*new, *old[at:]])


def split(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


@every_command
@pytest.mark.parametrize("jobs", [(), ("-j", "1")])
@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_nothing_is_written(option: str, jobs: tuple[str, ...], arguments: tuple[str, ...]) -> None:
    if arguments[0] == "convert" and jobs:
        arguments, jobs = (*arguments, "--overwrite"), ()
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files()}
    folders = {path for path in Path().rglob("*") if path.is_dir()}
    sxs(*arguments, *jobs, option)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files()} == before
    assert {path for path in Path().rglob("*") if path.is_dir()} == folders


def files() -> list[Path]:
    return [path for path in Path().rglob("*") if path.is_file()]


@every_command
def test_a_dry_run_names_the_files_that_are_written_then(arguments: tuple[str, ...]) -> None:
    before = tree()
    run = sxs(*arguments, "--dry-run")
    named = [
        line.removeprefix("would write ")
        for line in run.out.decode().split("\n")
        if line.startswith("would write ")
    ]
    done = sxs(*arguments)
    after = tree()
    assert sorted(named) == sorted(name for name in after if after[name] != before.get(name))
    assert named
    assert run.code == done.code
    assert run.counts.replace(b" to write", b" written") == done.counts


@every_command
def test_a_diff_is_the_change_that_is_made_then(arguments: tuple[str, ...]) -> None:
    before = tree()
    diff = sxs(*arguments, "--diff", "-q")
    done = sxs(*arguments, "-q")
    assert patched(before, diff.out) == tree()
    assert (diff.code, diff.err) == (done.code, done.out + done.err)


@every_command
@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_after_a_run_there_is_nothing_left_to_write(
    option: str, arguments: tuple[str, ...]
) -> None:
    sxs(*arguments)
    if arguments[0] == "strip" and "--in-place" in arguments:
        return  # there are no pairs any more
    run = sxs(*arguments, option, "-q")
    assert b"would write" not in run.out
    assert b"+++" not in run.out


def test_a_preview_does_not_keep_a_later_run_from_writing() -> None:
    for arguments in COMMANDS.values():
        if "--in-place" not in arguments:
            sxs(*arguments, "--dry-run")
    assert sxs("strip", "docs", "-o", "plain", "-q").code == 0
    assert "plain/docs/dome.md" in tree()


def test_the_diff_of_a_document_on_standard_output_is_from_what_was_read() -> None:
    for document, stdin in (("docs/dome.md", b""), ("-", DOME)):
        where = ("--stdin-filename", "docs/dome.md", "-o", "-", "--diff", "-q")
        run = sxs("merge", document, "-c", "ru.po", *where, stdin=stdin)
        assert (run.code, run.err) == (0, b"")
        assert patched({"docs/dome.md": DOME}, run.out) == {"docs/dome.md": NEW_DOME}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("strip", "docs/dome.md", "-o", "-", "--dry-run"), b"--dry-run requires files"),
        (("extract", "docs", "-o", "-", "--dry-run"), b"--dry-run requires files"),
        (("convert", "ru.po", "-o", "-", "--diff"), b"--diff compares files"),
    ],
)
def test_without_a_file_there_is_no_preview(arguments: tuple[str, ...], message: bytes) -> None:
    run = sxs(*arguments)
    assert (run.code, run.out) == (2, b"")
    assert message in run.err


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_what_could_not_be_written_is_an_error(option: str) -> None:
    put("taken", b"a file")
    assert sxs("strip", "docs", "-o", "taken", option, "-q").code == 1
    Path("dir/docs/dome.md").mkdir(parents=True)
    run = sxs("strip", "docs/dome.md", "-o", "dir", option, "-q")
    assert run.refusal == "dir/docs/dome.md: is a directory\n"


@posix
def test_a_link_that_leads_out_is_an_error_too(tmp_path: Path) -> None:
    (tmp_path / "out/docs").mkdir(parents=True)
    Path("out/docs/dome.md").symlink_to(tmp_path / "docs/dome.md")
    refusal = sxs("strip", "docs/dome.md", "-o", "out", "--dry-run", "-q").refusal
    assert refusal == "out/docs/dome.md: not written: the link leads out of out\n"


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_work_that_would_be_lost_is_an_error_too(option: str) -> None:
    sxs("extract", "docs/dome.md", "-o", "one.po")
    path = Path("one.po")
    path.write_bytes(path.read_bytes().replace("Купол ".encode(), "Свод ".encode()))
    put("docs/dome.md", DOME.replace(b"The dome is", b"A dome is"))
    before = tree()
    run = sxs("extract", "docs/dome.md", "-o", "one.po", option, "-q")
    assert run == sxs("extract", "docs/dome.md", "-o", "one.po", "-q")
    assert run.code == 1
    assert tree() == before


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("--baseline", "known.json", "--write-baseline"), "known.json"),
        (("-o", "report.txt"), "report.txt"),
        (("--format", "sarif", "-o", "report.sarif"), "report.sarif"),
    ],
)
def test_a_check_writes_no_report_and_no_baseline(arguments: tuple[str, ...], name: str) -> None:
    before = tree()
    run = sxs("check", "docs", *arguments, "--dry-run", "-q")
    assert run.out.decode() == f"would write {name}\n"
    assert tree() == before
    sxs("check", "docs", *arguments)
    assert sxs("check", "docs", *arguments, "--dry-run", "-q").out == b""


# Diffs

LINES = st.lists(st.sampled_from([b"a", b"b", b"", b"@@ -1 +1 @@", b"c\r", b"--- x"]), max_size=30)
TEXTS = st.builds(lambda lines, end: b"\n".join(lines) + end, LINES, st.sampled_from([b"", b"\n"]))


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_diff_makes_the_new_bytes_of_the_old_ones(
    start: bytes, old: bytes, new: bytes, end: bytes
) -> None:
    before, after = (start + middle + end for middle in (old, new))
    diff = unified("a.md", before, after)
    assert bool(diff) is (before != after)
    if diff:
        header, hunks = diff.split(b"\n+++ a.md\n", 1)
        assert header == b"--- a.md"
        assert applied(before, hunks) == after


@pytest.mark.parametrize("change", [0, 5, 9_999])
def test_a_diff_of_many_lines_is_short(change: int) -> None:
    lines = [b"line %d\n" % n for n in range(10_000)]
    after = [*lines]
    after[change] = b"another\n"
    diff = unified("a.md", b"".join(lines), b"".join(after))
    assert diff.count(b"\n") <= 11
    assert applied(b"".join(lines), diff.split(b"+++ a.md\n")[1]) == b"".join(after)


def test_a_diff_of_two_long_files_is_one_change() -> None:
    before, after = (b"".join(b"%s %d\n" % (a, n) for n in range(10_001)) for a in (b"x", b"y"))
    diff = unified("a.md", before, after)
    assert diff.count(b"\n@@ ") == 1
    assert applied(before, diff.split(b"+++ a.md\n")[1]) == after
