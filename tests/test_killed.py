"""Killed at any moment, on a full disk, in a folder that takes no files: every file old or new.

SXSKIT_KILLS says how many times a run is killed.
"""

from __future__ import annotations

import fcntl
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers.cli import FIXTURES, Run, tree
from tests.helpers.processes import begun, command, in_session, temporaries, translated, until
from tests.helpers.processes import copies as much_to_read

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

KILLS = int(os.environ.get("SXSKIT_KILLS", "24"))
# Runs whose exit code and findings are not of interest here: there are always some.
EXTRACT = ("extract", "docs", "-o", "po", "-q", "-j", "2")
MERGE = ("merge", "docs", "-c", "po", "--in-place", "-q", "-j", "2")
MERGE_ELSEWHERE = ("merge", "docs", "-c", "po", "-o", "out", "-q", "-j", "2")


def copies(folder: Path, count: int) -> None:
    for number in range(count):
        shutil.copytree(FIXTURES, folder / f"copy-{number:02}")


def translate(folder: Path) -> None:
    for path in folder.rglob("*.po"):
        path.write_bytes(translated(path.read_bytes()))


# Killed


class Scene(NamedTuple):
    """A folder before a run and after it, and how long the run takes."""

    folder: Path
    arguments: tuple[str, ...]
    before: dict[str, bytes]
    after: dict[str, bytes]
    seconds: float


def scene(folder: Path, arguments: tuple[str, ...]) -> Scene:
    """What an undisturbed run does, in a copy of a folder."""
    copy = folder.with_name(f"{folder.name}-after")
    shutil.copytree(folder, copy)
    start = time.monotonic()
    command(copy, *arguments, "--no-cache")
    seconds = time.monotonic() - start
    before, after = tree(str(folder)), tree(str(copy))
    assert sum(after[name] != before.get(name) for name in after) > 50
    return Scene(folder, arguments, before, after, seconds)


def laid_out(scene: Scene) -> None:
    """The folder as it was before the run, with little to write."""
    names = tree(str(scene.folder))
    for name in names.keys() - scene.before.keys():
        (scene.folder / name).unlink()
    for name, data in scene.before.items():
        if names.get(name) != data:
            (scene.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (scene.folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    """Extracting where there was nothing, and over old catalogs; merging elsewhere, and in place.

    Extracting, and merging in place, are killed twice as often.
    """
    folder = tmp_path_factory.mktemp("killed")
    much_to_read(folder / "new/docs", 6)
    shutil.copytree(folder / "new", folder / "over")
    command(folder / "over", *EXTRACT, "--no-cache")
    translate(folder / "over/po")
    shutil.copytree(folder / "over", folder / "merge")
    shutil.copytree(folder / "over", folder / "elsewhere")
    extract, over = (
        scene(folder / "new", EXTRACT),
        scene(folder / "over", (*EXTRACT, "--overwrite")),
    )
    merge = scene(folder / "merge", MERGE)
    return [extract, merge, over, merge, scene(folder / "elsewhere", MERGE_ELSEWHERE), extract]


def killed(scene: Scene, moment: float, is_group: bool, *options: str) -> bool:
    """Whether a run was there to be killed at a moment, by itself or with its workers."""
    with begun(scene.folder, *scene.arguments, *options) as parent:
        time.sleep(moment)
        is_running = parent.poll() is None
        with suppress(ProcessLookupError):
            (os.killpg if is_group else os.kill)(parent.pid, signal.SIGKILL)
        parent.communicate(timeout=60)
    until(lambda: not in_session(parent.pid))  # workers end when they find that it is gone
    return is_running


# What Python loads first: it kills, or stops, where a file is written and has still to take its
# place.
HOOK = """
import os, signal, sys

left = int(os.environ["KILL_AT"])


def hook(event, arguments):
    global left
    if event == "os.rename" and ".sxs-" in os.fspath(arguments[0]):
        left -= 1
        if left == 0:
            if os.environ["KILL"] == "nobody":
                return os.kill(os.getpid(), signal.SIGSTOP)
            if os.environ["KILL"] == "group":
                os.killpg(0, signal.SIGKILL)
            if os.environ["KILL"] == "parent":
                os.kill(os.getsid(0), signal.SIGKILL)  # which leads its session
            os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(hook)
"""


def hooked(folder: Path, at: int, whom: str) -> dict[str, str]:
    """The environment of a process that kills somebody when it writes its nth file."""
    (folder / "sitecustomize.py").write_bytes(HOOK.encode())
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    return os.environ | {"PYTHONPATH": path, "KILL_AT": str(at), "KILL": whom}


def killed_in_the_act(scene: Scene, hook: Path, at: int, whom: str, *options: str) -> bool:
    """Whether a run was killed when a worker had just written a file under another name."""
    environment = hooked(hook, at, whom)
    with begun(scene.folder, *scene.arguments, *options, env=environment) as parent:
        _, complaints = parent.communicate(timeout=60)
    until(lambda: not in_session(parent.pid))
    return parent.returncode == -signal.SIGKILL or b"worker killed by signal 9" in complaints


def states(scene: Scene) -> tuple[Counter[str], list[str]]:
    """How many of the files that change are old and new, and what is left of those in between."""
    now = tree(str(scene.folder))
    left = [name for name in now if name.endswith(".tmp")]
    counts = Counter({"old": 0, "new": 0})
    for name in {*now, *scene.before, *scene.after} - {*left}:
        before, after, data = (files.get(name) for files in (scene.before, scene.after, now))
        if data == after:
            counts["new"] += before != after
        else:
            assert data == before, f"{name} is neither old nor new"
            counts["old"] += 1
    return counts, left


@pytest.mark.slow
@linux
def test_a_run_that_is_killed_leaves_every_file_old_or_new_and_the_next_one_completes_it(
    scenes: list[Scene], cache: Path, tmp_path: Path
) -> None:
    chance = random.Random(7758)  # noqa: S311  # no secret
    total = Counter[str]()
    for number in range(KILLS):
        scene = scenes[number % len(scenes)]
        laid_out(scene)
        # What is remembered is so little work that it is done without workers.
        options = [] if number % 5 == 4 else ["--no-cache"]
        if number % 4 == 3:
            whom = ("group", "parent", "worker")[number // 4 % 3]
            is_hit = killed_in_the_act(scene, tmp_path, chance.randrange(1, 20), whom, *options)
        else:
            latest = 0.03 if number % 8 == 0 else scene.seconds * 1.05
            is_hit = killed(scene, chance.uniform(0, latest), number % 2 == 1, *options)
        total["while it ran"] += is_hit
        counts, left = states(scene)
        total["in the middle"] += counts["old"] > 0 and counts["new"] > 0
        total["with temporary files"] += bool(left)
        total["temporary files"] += len(left)
        total.update(counts)
        again = command(scene.folder, *scene.arguments)
        assert b"Traceback" not in again.err
        assert again.code in (0, 1)
        assert temporaries(scene.folder) == temporaries(cache) == []
        assert tree(str(scene.folder)) == scene.after
    print(f"{KILLS} kills:", ", ".join(f"{count} {what}" for what, count in total.items()))
    assert total["while it ran"] >= KILLS // 2
    assert total["in the middle"] >= KILLS // 8
    assert total["with temporary files"] >= KILLS // 8


# Full, and closed


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with room for 400 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, leaving: int = 0) -> Path:
    """A file that takes all the room there is, but for some."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    os.truncate(filler, max(0, filler.stat().st_size - leaving))
    return filler


by_jobs = pytest.mark.parametrize("jobs", ["1", "2"])


def failed(run: Run, what: bytes) -> str:
    """The file that could not be written, which is one line, and the end of the run."""
    assert run.code == 1
    line = re.fullmatch(rb"(.*): %b(: stopped, [0-9]+ documents? left)?\n" % what, run.err)
    assert line, run.err
    return line[1].decode()


@by_jobs
@pytest.mark.slow
@pytest.mark.parametrize("leaving", [0, 4096, 40960])
def test_on_a_full_disk_every_catalog_is_absent_or_whole(
    tmp_path: Path, small: Path, jobs: str, leaving: int
) -> None:
    copies(tmp_path / "docs", 3)
    extract = ("extract", "docs", "-j", jobs, "-q", "--no-cache", "-o")
    whole = command(tmp_path, *extract, "whole")
    catalogs = tree(str(tmp_path / "whole"))
    filler = fill(small, leaving)
    name = failed(command(tmp_path, *extract, "small/po"), b"no space left on device")
    made = tree(str(small / "po"))
    assert made.items() <= catalogs.items()
    assert name.removeprefix("small/po/") in catalogs.keys() - made.keys()
    assert temporaries(small) == []
    filler.unlink()
    assert command(tmp_path, *extract, "small/po") == whole
    assert tree(str(small / "po")) == catalogs


@by_jobs
@pytest.mark.parametrize("leaving", [0, 4096])
def test_on_a_full_disk_every_document_is_old_or_new(
    tmp_path: Path, small: Path, jobs: str, leaving: int
) -> None:
    copies(small / "docs", 2)
    before = tree(str(small / "docs"))
    command(small, "extract", "docs", "-o", str(tmp_path / "po"), "-q", "--no-cache")
    translate(tmp_path / "po")
    shutil.copytree(small / "docs", tmp_path / "docs")
    merge = ("merge", "docs", "-j", jobs, "-q", "--no-cache", "--in-place", "-c")
    whole = command(tmp_path, *merge, "po")
    after = tree(str(tmp_path / "docs"))
    filler = fill(small, leaving)
    run = command(small, *merge, str(tmp_path / "po"))
    name = failed(run, b"no space left on device")
    now = tree(str(small / "docs"))
    old = {name for name in now if now[name] != after[name]}
    assert {name: now[name] for name in old} == {name: before[name] for name in old}
    assert name.removeprefix("docs/") in old
    assert temporaries(small) == []
    filler.unlink()
    assert command(small, *merge, str(tmp_path / "po")).code == whole.code
    assert tree(str(small / "docs")) == after


@by_jobs
@pytest.mark.slow
def test_on_a_full_disk_one_catalog_for_all_is_old_or_new(
    tmp_path: Path, small: Path, jobs: str
) -> None:
    copies(tmp_path / "docs", 3)
    extract = ("extract", "docs", "-j", jobs, "-q", "--no-cache", "--language", "ru-RU", "-o")
    command(tmp_path, *extract, "all.po")
    old = b'msgid ""\nmsgstr "Language: ru_RU\\n"\n'
    (small / "all.po").write_bytes(old)
    filler = fill(small, leaving=8192)
    run = command(tmp_path, *extract, "small/all.po")
    assert failed(run, b"no space left on device") == "small/all.po"
    assert (small / "all.po").read_bytes() == old
    assert temporaries(small) == []
    filler.unlink()
    command(tmp_path, *extract, "small/all.po")
    assert (small / "all.po").read_bytes() == (tmp_path / "all.po").read_bytes()


def test_a_full_disk_for_caches_is_no_matter(tmp_path: Path, small: Path) -> None:
    copies(tmp_path / "docs", 1)
    expected = command(tmp_path, "check", "docs", "--no-cache")
    fill(small)
    for _ in range(2):
        assert command(tmp_path, "check", "docs", "--cache-dir", "small") == expected
    assert sorted(tree(str(small))) == ["filler"]


def test_a_report_that_does_not_fit_on_the_disk_is_one_line(tmp_path: Path, small: Path) -> None:
    copies(tmp_path / "docs", 1)
    (small / "sxs.json").write_bytes(b"old")
    fill(small)
    check = ("check", "docs", "--format", "json", "-o", "small/sxs.json", "-q", "--no-cache")
    run = command(tmp_path, *check)
    assert failed(run, b"no space left on device") == "small/sxs.json"
    assert (small / "sxs.json").read_bytes() == b"old"
    assert temporaries(small) == []


@pytest.fixture
def close(small: Path) -> Iterator[Callable[[], None]]:
    """A file system that takes no more writing, once it is closed."""

    def remount(how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how}", str(small)], check=True)

    yield lambda: remount("ro")
    remount("rw")


@by_jobs
def test_in_a_file_system_that_takes_no_files_there_is_one_line_and_a_stop(
    tmp_path: Path, small: Path, close: Callable[[], None], jobs: str
) -> None:
    copies(small / "docs", 1)
    command(small, "extract", "docs", "-o", str(tmp_path / "po"), "-q", "--no-cache")
    translate(tmp_path / "po")
    before = tree(str(small))
    close()
    merge = ("merge", "docs", "-c", str(tmp_path / "po"), "-q", "-j", jobs)
    run = command(small, *merge, "--in-place")
    assert failed(run, b"read-only file system").startswith("docs/copy-00/")
    run = command(small, *merge, "-o", "out")
    assert failed(run, b"read-only file system").startswith("out/docs/copy-00/")
    assert tree(str(small)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")
def test_in_a_folder_that_takes_no_files_each_of_them_is_a_line(tmp_path: Path) -> None:
    copies(tmp_path / "docs", 1)
    command(tmp_path, "extract", "docs", "-o", "po", "-q", "--no-cache")
    translate(tmp_path / "po")
    before = tree(str(tmp_path))
    closed = tmp_path / "docs/copy-00/ru-ru/guide"
    closed.chmod(0o500)
    run = command(tmp_path, "merge", "docs", "-c", "po", "--in-place", "-q", "--no-cache")
    closed.chmod(0o700)
    name = failed(run, b"permission denied")
    assert name == "docs/copy-00/ru-ru/guide/book-a-night.md"
    after = tree(str(tmp_path))
    assert after[name] == before[name]
    assert after != before


def is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] == b"T"


@linux
def test_a_run_that_is_stopped_while_it_writes_goes_on_when_another_one_is_done(
    tmp_path: Path,
) -> None:
    copies(tmp_path / "docs", 1)
    extract = ("extract", "docs", "-o", "po", "-q", "-j", "1", "--no-cache")
    whole = command(tmp_path, *extract)
    catalogs = tree(str(tmp_path / "po"))
    shutil.rmtree(tmp_path / "po")
    (tmp_path / "hook").mkdir()
    with begun(tmp_path, *extract, env=hooked(tmp_path / "hook", 1, "nobody")) as slow:
        until(lambda: is_stopped(slow.pid))
        assert command(tmp_path, *extract) == whole
        slow.send_signal(signal.SIGCONT)
        out, err = slow.communicate(timeout=60)
    assert Run(slow.returncode, out, err) == whole
    assert tree(str(tmp_path / "po")) == catalogs


@linux
def test_what_somebody_is_writing_is_not_swept_away(tmp_path: Path) -> None:
    copies(tmp_path / "docs", 1)
    folder = tmp_path / "po/docs/copy-00/he-il"
    folder.mkdir(parents=True)
    others = [".sxs-9-0.tmp", ".sxs--9-0123456789ab.tmp", "sxs-9-0123456789ab.tmp", "notes.tmp"]
    written, left = ".sxs-7-0123456789ab.tmp", ".sxs-8-0123456789ab.tmp"
    for name in (*others, written, left):
        (folder / name).write_bytes(b"half")
    with (folder / written).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        command(tmp_path, "extract", "docs", "-o", "po", "-q", "-j", "2")
        assert {*others, written} <= {path.name for path in folder.iterdir()}
        assert not (folder / left).exists()
    command(tmp_path, "extract", "docs", "-o", "po", "-q", "-j", "2", "--no-cache")
    assert not (folder / written).exists()
    assert {*others} <= {path.name for path in folder.iterdir()}


def test_what_a_killed_run_has_left_is_swept_away_though_nothing_is_to_be_written(
    tmp_path: Path,
) -> None:
    copies(tmp_path / "docs", 1)
    command(tmp_path, "extract", "docs", "-o", "po", "-q")
    folder = tmp_path / "po/docs/copy-00/he-il"
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left = folder / f".sxs-{ended.pid}-0123456789ab.tmp"
    left.write_bytes(b"half")
    command(tmp_path, "extract", "docs", "-o", "po", "-q", "--no-cache")
    assert not left.exists()


def test_what_a_killed_merge_has_left_is_swept_away_though_nothing_is_to_be_merged(
    tmp_path: Path,
) -> None:
    copies(tmp_path / "docs", 1)
    command(tmp_path, "extract", "docs", "-o", "po", "-q")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left = tmp_path / f"docs/copy-00/he-il/.sxs-{ended.pid}-0123456789ab.tmp"
    left.write_bytes(b"half")
    command(tmp_path, "merge", "docs", "-c", "po", "--in-place", "-q", "--no-cache")
    assert not left.exists()
