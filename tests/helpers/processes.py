"""Processes that tests start, wait for and interrupt."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.helpers.cli import FIXTURES, Run, tree

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


PROSE = b"The dome of Stargazer is open from dusk to dawn, unless there are clouds.\n" * 4500


TEMPORARY = re.compile(r"\.sxs-.*\.tmp")


_heard: list[tuple[str, str]] | None = None


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _heard is not None and event in ("open", "os.fork"):
        _heard.append((event, str(arguments[0]) if arguments else ""))


sys.addaudithook(_hear)


@contextmanager
def hearing(event: str) -> Iterator[list[str]]:
    """What this process opens meanwhile, or an entry for each process that it starts."""
    global _heard  # an audit hook stays for good
    heard: list[tuple[str, str]] = []
    arguments: list[str] = []
    _heard = heard
    try:
        yield arguments
    finally:
        _heard = None
        arguments += [argument for what, argument in heard if what == event]


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for a condition that is sure to come, unless there is a fault."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.001)


class Status(NamedTuple):
    """A process that runs, as /proc has it."""

    pid: int
    parent: int
    session: int


def processes() -> list[Status]:
    """All processes but those that have ended and are still to be reaped."""
    found: list[Status] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            fields = path.read_bytes().rpartition(b")")[2].split()
            if fields[0] not in (b"Z", b"X"):
                found.append(Status(int(path.parent.name), int(fields[1]), int(fields[3])))
    return found


def workers(parent: int) -> list[int]:
    return [each.pid for each in processes() if each.parent == parent]


def in_session(leader: int) -> list[int]:
    return [each.pid for each in processes() if each.session == leader]


def temporaries(folder: Path) -> list[str]:
    """What was not taken away of the files that are being written."""
    return sorted(name for name in tree(str(folder)) if TEMPORARY.search(name))


def copies(folder: Path, count: int) -> None:
    """The fixtures, many times, with much to read in between; and one that is not UTF-8."""
    for number in range(count):
        shutil.copytree(FIXTURES, folder / f"copy-{number:02}")
        (folder / f"copy-{number:02}/plain.md").write_bytes(PROSE)
    bad = folder / f"copy-{count // 2:02}" / "he-il/safety.md"
    data = bad.read_bytes()
    bad.write_bytes(data[: len(data) // 2] + b"\xff" + data[len(data) // 2 :])


def translated(catalog: bytes) -> bytes:
    """A catalog as a translator leaves it, and the authors, who have changed a source."""
    catalog = catalog.replace(b"#, fuzzy\n", b"", 1)
    catalog = re.sub(rb'msgstr "(?=[^"])', 'msgstr "• '.encode(), catalog)
    return catalog.replace(b'msgid "The ', b'msgid "One ')


@contextmanager
def in_session_of_its_own(*command: str, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own; where the test fails, nothing of it is waited for.

    Its coverage is not measured: what measures it has a lock that a function of Python takes and
    gives back, and a Ctrl-C in between leaves it taken for ever.
    """
    given = options.pop("env", None) or os.environ
    env = {name: value for name, value in given.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(command, start_new_session=True, env=env, **options) as leader:
        try:
            yield leader
        except BaseException as failure:
            failure.add_note(aborted(leader))
            raise


def aborted(leader: subprocess.Popen[bytes]) -> str:
    """End a process and its workers at once; what they were doing, as Python says it."""
    for number in (signal.SIGABRT, signal.SIGKILL):
        for pid in in_session(leader.pid) if sys.platform == "linux" else [leader.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        with suppress(subprocess.TimeoutExpired):
            return str((leader.communicate(timeout=10)[1] or b"").decode(errors="replace"))
    return ""


@contextmanager
def begun(
    folder: Path, *arguments: str, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The command, in a folder, that runs in a session of its own."""
    command = (sys.executable, "-m", "sxskit", *arguments)
    pipe = subprocess.PIPE
    with in_session_of_its_own(*command, cwd=folder, stdout=pipe, stderr=pipe, env=env) as parent:
        yield parent


def ended(process: subprocess.Popen[bytes]) -> Run:
    """What it did, once it has; of the counts without the seconds."""
    out, err = process.communicate(timeout=100)
    return Run(process.returncode, out, re.sub(rb"\d+\.\d s\n", b"S s\n", err))


def command(folder: Path, *arguments: str) -> Run:
    with begun(folder, *arguments) as process:
        return ended(process)


def own_process(_item: int) -> int:
    """The process that works on an item."""
    return os.getpid()
