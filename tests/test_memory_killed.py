"""A memory whose writer is killed at any moment: it opens, and has all that was reported as added.

SXSKIT_KILLS says how many times a writer is killed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sxskit import Added, Catalog, Entry, FileError, Key, Memory, State
from tests.helpers.processes import begun, command, copies

KILLS = int(os.environ.get("SXSKIT_KILLS", "12"))
UNITS = 200
# Adds one document after another, and reports each of them once it is added.
WRITER = """
import sys
from sxskit import Memory
from tests.test_memory_killed import numbered

with Memory.at(sys.argv[1], create=True) as memory:
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 1000):
        memory.add(numbered(number))
        print(number, flush=True)
"""
ROOT = Path(__file__).parent.parent
posix = pytest.mark.skipif(sys.platform == "win32", reason="kills with signals")


def numbered(number: int) -> Catalog:
    """A document; most of its sources are its own, some are in every one."""
    words = ["dome", "night", "star", "cloud", "moon", "dawn", "lens", "mirror", "sky", "camera"]
    chance = random.Random(number)  # noqa: S311  # no secret
    entries = []
    for unit in range(UNITS):
        name = "".join(chance.choices("aeiklmnorst", k=7))
        source = " ".join([*chance.choices(words, k=8), name]) if unit % 5 else f"Step {unit}"
        key = Key(f"docs/{number}.md", str(unit))
        entries.append(Entry(key, source, f"{source} {number}", State.DONE))
    return Catalog("en-US", "de-DE", tuple(entries))


def check(path: Path, reported: int) -> int:
    """Assert that a memory has all documents up to a number; return how many it has."""
    if not path.exists():
        assert reported == 0
        return 0
    with Memory.at(path) as memory:
        pairs = memory.language_pairs()
        documents = sum(pair.documents for pair in pairs)
        assert documents in (reported, reported + 1)
        assert sum(pair.entries for pair in pairs) == documents * UNITS
        matcher = memory.matcher("de-DE")
        for number in range(max(documents - 3, 0), documents):
            entries = numbered(number).entries
            found = matcher.exact_all([entry.source for entry in entries])
            for entry, matches in zip(entries, found, strict=True):
                assert entry.target in [match.target for match in matches]
            assert matcher.near(f"{entries[1].source}!", limit=1)[0].source == entries[1].source
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    return documents


@pytest.mark.slow
@posix
def test_a_memory_has_what_was_reported_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    chance = random.Random(7758)  # noqa: S311  # no secret
    path = tmp_path / "de.sxsm"
    done = in_transaction = 0
    for number in range(KILLS):
        if done > 300 or number % 20 == 19:  # anew, and when it gets slow
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            done = 0
        write = [sys.executable, "-c", WRITER, str(path), str(done)]
        writer = subprocess.Popen(write, stdout=subprocess.PIPE, bufsize=0, cwd=ROOT)
        assert writer.stdout is not None
        if number % 4:  # once it has begun
            writer.stdout.readline()
            done += 1
            time.sleep(chance.uniform(0, 0.2))
        else:
            time.sleep(chance.uniform(0, 0.4))
        writer.kill()
        out, _ = writer.communicate(timeout=60)
        assert writer.returncode == -signal.SIGKILL
        done += out.count(b"\n")
        in_transaction += path.with_name(f"{path.name}-journal").exists()
        done = check(path, done)
    print(f"{KILLS} kills, {in_transaction} within a transaction")
    assert in_transaction >= KILLS // 6


@pytest.mark.slow
@posix
def test_sxs_memory_add_that_is_killed_is_completed_by_the_next_one(tmp_path: Path) -> None:
    copies(tmp_path / "docs", 6)
    add = ("memory", "add", "docs", "--memory", "ru.sxsm")
    start = time.monotonic()
    command(tmp_path, *add)
    seconds = time.monotonic() - start
    with Memory.at(tmp_path / "ru.sxsm") as memory:
        whole = memory.language_pairs()
    assert sum(pair.entries for pair in whole) > 500
    chance = random.Random(7758)  # noqa: S311  # no secret
    for _ in range(max(KILLS // 4, 1)):
        (tmp_path / "ru.sxsm").unlink()
        with begun(tmp_path, *add) as parent:
            time.sleep(chance.uniform(seconds / 4, seconds))
            parent.kill()
            parent.communicate(timeout=60)
        command(tmp_path, *add)
        with Memory.at(tmp_path / "ru.sxsm") as memory:
            assert memory.language_pairs() == whole


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with room for 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(memory: Memory) -> int:
    """Add documents until the disk is full; return how many."""
    for number in range(1000):
        try:
            memory.add(numbered(number))
        except FileError as error:
            assert str(error).endswith("/de.sxsm: no space left on device")
            return number
    raise AssertionError


def test_on_a_full_disk_a_memory_keeps_what_it_has(small: Path) -> None:
    path = small / "de.sxsm"
    with Memory.at(path, create=True) as memory:
        added = fill(memory)
        assert added > 0
        [pair] = memory.language_pairs()
        assert (pair.documents, pair.entries) == (added, added * UNITS)
        assert memory.add(numbered(0)) == Added(unchanged=UNITS)
    assert check(path, added) == added
