"""How far a command is: a bar on a terminal, lines in the log of a pipeline that takes long."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sxskit.cli import progress
from sxskit.cli.progress import Progress
from tests.helpers.cli import Run, pair, process, put, sxs
from tests.helpers.processes import copies, in_session, in_session_of_its_own, linux, until, workers

pty = pytest.importorskip("pty", reason="no terminals of this kind here")

HALF = '<span data-ttu-id="7758d-104">half a pair\n'
HIDDEN, SHOWN = b"\x1b[?25l", b"\x1b[?25h"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def documents(count: int) -> None:
    text = f"# {pair('7758d-103', 'Купол', 'The dome')}\n".encode()
    for number in range(count):
        put(f"docs/{number:03}.md", text)


@contextmanager
def on_a_terminal(*arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], bytes]]]:
    """A command on a terminal of its own, and a function for all that it shows until it ends."""
    master, slave = pty.openpty()
    command = (sys.executable, "-m", "sxskit", *arguments)
    with in_session_of_its_own(*command, stdin=slave, stdout=slave, stderr=slave) as running:
        os.close(slave)

        def shown() -> bytes:
            all = b""
            with suppress(OSError):  # the other end is closed
                while chunk := os.read(master, 1 << 16):
                    all += chunk
            return all

        yield running, shown
    os.close(master)


def seen(*arguments: str) -> bytes:
    with on_a_terminal(*arguments) as (_, shown):
        return shown()


# The bar


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bar_counts_up_to_all_documents(jobs: str) -> None:
    documents(30)
    shown = seen("strip", "docs", "-o", "out", "-j", jobs)
    counts = [int(match[1]) for match in re.finditer(rb" (\d+)/30 ", shown)]
    assert counts == sorted(counts)
    assert counts[-1] == 30


@pytest.mark.parametrize("length", [2, 199, 200, 399, 400, 599, 601, 1999])
def test_a_bar_ends_at_its_end(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    with open(slave, "w", encoding="utf-8") as terminal:  # noqa: PTH123  # a terminal has no path
        monkeypatch.setattr(sys, "stderr", terminal)
        shown = b""
        with Progress("strip", length, quiet=False) as bar:
            for _ in range(length):
                bar.step()
                terminal.flush()
                while has_more(master):  # a terminal holds little that nobody reads
                    shown += os.read(master, 1 << 16)
        terminal.flush()
        while has_more(master):
            shown += os.read(master, 1 << 16)
    os.close(master)
    assert re.findall(rb" (\d+)/(\d+) ", shown)[-1] == (b"%d" % length,) * 2


def has_more(descriptor: int) -> bool:
    return bool(select.select([descriptor], [], [], 0)[0])


def test_a_bar_counts_what_is_remembered_as_well() -> None:
    documents(30)
    sxs("strip", "docs", "-o", "out")
    assert b" 30/30 " in seen("strip", "docs", "-o", "out")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_there_is_to_say_comes_behind_the_bar_in_order(jobs: str) -> None:
    documents(30)
    for number in (3, 7, 29):
        put(f"docs/{number:03}.md", HALF.encode())
    put("docs/005.md", b'<span data-ttu-id="\xff')
    lines = seen("strip", "docs", "-o", "out", "-j", jobs).split(b"\r\n")
    assert b" 30/30 " in lines[0]
    named = [line.split(b":")[0] for line in lines[1:] if line.startswith(b"docs/")]
    assert named == [b"docs/003.md", b"docs/005.md", b"docs/007.md", b"docs/029.md"]
    assert lines[-2].startswith(b"29 documents, ")


def test_one_document_needs_no_bar() -> None:
    documents(1)
    assert re.fullmatch(rb"1 document, 1 unit: .*\r\n", seen("strip", "docs", "-o", "out"))


def test_quiet_means_no_bar() -> None:
    documents(30)
    assert seen("strip", "docs", "-o", "out", "-q") == b""


@linux
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_on_a_terminal_gives_the_cursor_back(jobs: str) -> None:
    copies(Path("docs"), 6)
    for _ in range(10):
        shutil.rmtree("out", ignore_errors=True)
        with on_a_terminal("strip", "docs", "-o", "out", "-j", jobs, "--no-cache") as (run, shown):
            until(lambda: Path("out").exists() or run.poll() is not None)
            os.killpg(run.pid, signal.SIGINT)
            screen = shown()
        if run.returncode == 130:
            break
    assert run.returncode == 130
    assert in_session(run.pid) == []
    assert screen.count(b"interrupted\r\n") == 1
    assert screen.endswith(b"interrupted\r\n")
    assert b"Traceback" not in screen
    assert screen.rfind(SHOWN) >= screen.rfind(HIDDEN)


@linux
def test_a_worker_that_is_killed_is_spoken_of_behind_the_bar() -> None:
    copies(Path("docs"), 6)
    for _ in range(10):
        shutil.rmtree("out", ignore_errors=True)
        with on_a_terminal("extract", "docs", "-o", "out", "-j", "2", "--no-cache") as (run, shown):
            until(lambda: Path("out").exists() or run.poll() is not None)
            for pid in workers(run.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            lines = shown().split(b"\r\n")
        if any(b"worker killed by signal 9" in line for line in lines):
            break
    [at] = [n for n, line in enumerate(lines) if b"worker killed by signal 9" in line]
    assert re.match(rb"docs/copy-\d\d/\S+: worker killed", lines[at])
    assert at > max(n for n, line in enumerate(lines) if SHOWN in line)
    assert run.returncode == 1


# Elsewhere


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_done_soon_has_nothing_but_counts_in_a_log(jobs: str) -> None:
    documents(30)
    run = process("strip", "docs", "-o", "out", "-j", jobs)
    assert (run.code, run.out) == (0, b"")
    assert run.counts == b"30 documents, 30 units: 30 written, 0 unchanged"


def test_what_takes_long_says_in_a_log_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    documents(3)
    run = sxs("strip", "docs", "-o", "out")
    lines = run.err.decode().split("\n")
    for number, line in enumerate(lines[:3], 1):
        assert re.fullmatch(rf"strip: {number} of 3, \d+/s, \d+ s left", line)
    assert lines[2].endswith(" 0 s left")
    assert len(lines) == 5


def test_a_log_of_one_document_is_as_short() -> None:
    documents(1)
    assert sxs("strip", "docs", "-o", "out").err.count(b"\n") == 1


def test_quiet_means_nothing_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    documents(3)
    assert sxs("strip", "docs", "-o", "out", "-q") == Run(0, b"", b"")


def test_how_far_it_is_does_not_mix_with_what_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    documents(3)
    quiet = sxs("extract", "docs", "-o", "-", "--language", "ru-RU", "-q")
    assert sxs("extract", "docs", "-o", "-", "--language", "ru-RU").out == quiet.out
