"""Many documents and many processes: the same bytes and lines as from one, whatever happens."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple, NoReturn

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from sxskit import DocumentError
from sxskit.running import workers as workers_of_runs
from sxskit.running.batch import run
from sxskit.running.outcome import Outcome
from tests.helpers.cli import FIXTURES, Run, sxs, tree
from tests.helpers.processes import (
    TEMPORARY,
    begun,
    command,
    copies,
    ended,
    hearing,
    in_session,
    in_session_of_its_own,
    linux,
    own_process,
    processes,
    temporaries,
    translated,
    until,
    workers,
)

posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")


def slow(*values: object) -> ParameterSet:
    """A case of a test that `dev.py test` leaves out."""
    return pytest.param(*values, marks=pytest.mark.slow)


COPIES = 10


# Processes


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    """What hangs is a failure."""

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise AssertionError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def is_there(pid: int) -> bool:
    return any(each.pid == pid for each in processes())


# The law


class Item(NamedTuple):
    """What is to become of it."""

    number: int
    fate: str = "value"
    weight: int = 1


def meet(item: Item) -> int:
    match item.fate:
        case "error":
            raise DocumentError(f"{item.number}.md: not UTF-8", line=item.number)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
    return item.number * item.number


def said(outcome: Outcome[int]) -> tuple[int | None, str, int | None, str]:
    error = outcome.error
    assert error is None or type(error) is DocumentError
    return outcome.value, str(error or ""), error.line if error else None, outcome.death


def fated(item: Item) -> tuple[int | None, str, int | None, str]:
    """What is said of an item."""
    match item.fate:
        case "error":
            return None, f"{item.number}.md: not UTF-8", item.number, ""
        case "killed":
            return None, "", None, "worker killed by signal 9"
        case "exit":
            return None, "", None, "worker ended with exit code 3"
    return item.number * item.number, "", None, ""


def items(*fates: str) -> st.SearchStrategy[list[Item]]:
    weights = st.sampled_from([0, 1, 1000, 1 << 16, 1 << 18, 1 << 20])
    each = st.tuples(st.sampled_from(fates), weights)
    return st.lists(each, max_size=30).map(
        lambda all: [Item(number, *pair) for number, pair in enumerate(all)]
    )


@settings(max_examples=20)
@given(items("value", "value", "error"), st.booleans())
def test_the_outcomes_are_the_same_and_in_order_with_any_number_of_jobs(
    all: list[Item], is_weighed: bool
) -> None:
    weigh = attrgetter("weight") if is_weighed else None
    for jobs in (1, 2, 4):
        outcomes = [said(each) for each in run(meet, all, jobs=jobs, weigh=weigh)]
        assert outcomes == [fated(item) for item in all]


@posix
@settings(max_examples=20)
@given(items("value", "value", "value", "error", "killed", "exit"), st.booleans())
def test_a_worker_that_dies_costs_one_item_and_the_others_have_their_outcomes(
    all: list[Item], is_weighed: bool
) -> None:
    all.append(Item(len(all)))
    if len(all) == 1:
        return  # one item alone is done in this process
    weigh = attrgetter("weight") if is_weighed else None
    for jobs in (2, 4):
        with limit(30):
            outcomes = [said(each) for each in run(meet, all, jobs=jobs, weigh=weigh)]
        assert outcomes == [fated(item) for item in all]


def test_no_items_have_no_outcomes() -> None:
    assert [*run(meet, [], jobs=4)] == []


def nap(number: int) -> int:
    """Some take longer than those behind them."""
    time.sleep(number * 7919 % 13 / 40_000)
    return number


def test_many_items_keep_their_order_however_long_each_of_them_takes() -> None:
    outcomes = run(nap, range(5000), jobs=4)
    assert [each.value for each in outcomes] == [*range(5000)]


def test_many_items_that_weigh_something_keep_their_order() -> None:
    outcomes = run(nap, range(5000), jobs=4, weigh=lambda number: number % 100_000)
    assert [each.value for each in outcomes] == [*range(5000)]


def test_a_value_may_be_larger_than_a_pipe_holds() -> None:
    many = [5_000_000, 1, 3_000_000, 2]
    assert [each.value for each in run(bytes, many, jobs=2)] == [bytes(size) for size in many]


def test_an_item_may_be_larger_than_a_pipe_holds() -> None:
    many = [bytes(5_000_000)] * 5
    assert [each.value for each in run(len, many, jobs=2)] == [5_000_000] * 5


class Line(NamedTuple):
    """A number for a file, whose lines are read and written again with one more."""

    path: Path
    number: int


def add(line: Line) -> None:
    lines = line.path.read_bytes() if line.path.exists() else b""
    line.path.write_bytes(lines + b"%d\n" % line.number)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 5), max_size=40), st.sampled_from([0, 1 << 16, 1 << 18]))
def test_items_with_the_same_key_are_worked_on_in_their_order(
    files: list[int], weight: int
) -> None:
    with TemporaryDirectory() as name:
        lines = [Line(Path(name, str(file)), number) for number, file in enumerate(files)]
        outcomes = run(add, lines, jobs=4, weigh=lambda _: weight, key=attrgetter("path"))
        assert [each.error for each in outcomes] == [None] * len(lines)
        for path in {line.path for line in lines}:
            added = [b"%d\n" % line.number for line in lines if line.path == path]
            assert path.read_bytes() == b"".join(added)


def test_there_are_no_more_workers_than_jobs() -> None:
    pids = {each.value for each in run(own_process, range(200), jobs=3)}
    assert len(pids) <= 3
    assert os.getpid() not in pids


def divided(number: int) -> float:
    return 1 / number


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_a_fault_of_ours_is_raised(jobs: int) -> None:
    with pytest.raises(Exception, match="division by zero"):
        list(run(divided, [2, 1, 0, 1, 2, 3], jobs=jobs))


# Workers


def place(item: tuple[str, int]) -> int:
    """Where an item is worked on; it takes a while, unless it is the first."""
    folder, number = item
    Path(folder, str(os.getpid())).touch()
    if number:
        time.sleep(0.05)
    return number


@contextmanager
def busy_workers(folder: Path) -> Iterator[tuple[Iterator[Outcome[int]], list[int]]]:
    """A run that has begun, and its workers, which are at work."""

    def places() -> list[int]:
        return [int(path.name) for path in folder.iterdir()]

    outcomes = run(place, [(str(folder), number) for number in range(4000)], jobs=4)
    with closing(outcomes):
        assert next(outcomes).value == 0
        until(lambda: len(places()) >= 2)
        yield outcomes, places()


@linux
def test_a_run_that_is_closed_early_leaves_no_worker(tmp_path: Path) -> None:
    with busy_workers(tmp_path) as (_, pids):
        assert any(map(is_there, pids))
    assert not any(map(is_there, pids))
    assert set(pids).isdisjoint(workers(os.getpid()))


@linux
def test_a_run_that_is_interrupted_leaves_no_worker(tmp_path: Path) -> None:
    outcomes = run(place, [(str(tmp_path), number) for number in range(4000)], jobs=4)
    assert next(outcomes).value == 0
    with pytest.raises(KeyboardInterrupt):
        outcomes.throw(KeyboardInterrupt())
    assert not any(is_there(int(path.name)) for path in tmp_path.iterdir())


@linux
def test_a_fault_of_ours_leaves_no_worker() -> None:
    before = workers(os.getpid())
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(run(divided, [2, 1, 0, 1, 2, 3], jobs=4))
    assert workers(os.getpid()) == before


@linux
def test_a_run_that_is_done_leaves_no_worker() -> None:
    pids = {each.value or 0 for each in run(own_process, range(50), jobs=4)}
    assert not any(map(is_there, pids))


@linux
def test_workers_whose_parent_is_killed_end_themselves() -> None:
    script = (
        "import time\n"
        "from sxskit.running.batch import run\n"
        "from tests.helpers.processes import own_process\n"
        "outcomes = run(own_process, range(50), jobs=4)\n"
        "print(next(outcomes).value, flush=True)\n"
        "time.sleep(600)\n"
    )
    with in_session_of_its_own(
        *(sys.executable, "-c", script), cwd=FIXTURES.parent.parent, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert worker in in_session(parent.pid)
        parent.kill()
    until(lambda: not in_session(parent.pid))


@linux
def test_an_idle_worker_that_is_killed_costs_nothing() -> None:
    outcomes = run(own_process, range(20), jobs=2)
    with closing(outcomes):
        idle = next(outcomes).value  # it has said so, and has been given nothing since
        assert idle is not None
        os.kill(idle, signal.SIGKILL)
        until(lambda: not is_there(idle))
        rest = list(outcomes)
    assert [each.death for each in rest] == [""] * 19
    assert idle not in {each.value for each in rest[1:]}


@linux
def test_an_idle_worker_that_is_told_to_end_is_gone_at_once() -> None:
    with closing(run(own_process, range(20), jobs=2)) as outcomes:
        idle = next(outcomes).value
        assert idle is not None
        os.kill(idle, signal.SIGTERM)
        until(lambda: not is_there(idle))  # though nobody has closed its pipe
        assert [each.death for each in outcomes] == [""] * 19


def told_to_end(item: tuple[str, int]) -> int:
    """The worker is told to end while it is at the first item."""
    folder, number = item
    if number == 0:
        os.kill(os.getpid(), signal.SIGTERM)
        Path(folder, str(os.getpid())).touch()
    return number


@linux
def test_a_worker_that_is_told_to_end_ends_its_item_first(tmp_path: Path) -> None:
    items = [(str(tmp_path), number) for number in range(20)]
    with closing(run(told_to_end, items, jobs=2)) as outcomes:
        assert next(outcomes).value == 0
        [path] = tmp_path.iterdir()
        until(lambda: not is_there(int(path.name)))


def endlessly(number: int) -> int:
    """The first item is done, and no other one ever is."""
    until(lambda: number == 0, seconds=1000)
    return number


@linux
def test_workers_that_never_end_their_items_are_killed_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers_of_runs, "_PATIENCE", 0.5)
    before = workers(os.getpid())
    with limit(60), closing(run(endlessly, range(200), jobs=30)) as outcomes:
        assert next(outcomes).value == 0
        assert len(workers(os.getpid())) > len(before) + 10
    assert workers(os.getpid()) == before


def in_step(item: tuple[str, int]) -> int:
    """Two workers die at the same moment, one of them far ahead of the other.

    The item 0 is done once the item 60 is begun, which is as far ahead as may be; then the items 1
    and 60 die.
    """
    folder, number = item
    ahead, death = Path(folder, "ahead"), Path(folder, "death")
    if number == 60:
        ahead.touch()
    elif number == 0:
        until(ahead.exists)
    if number in (1, 60):
        Path(folder, f"{os.getpid()}.pid").touch()
        until(death.exists)
        os._exit(3)
    return number


@linux
def test_two_workers_that_die_at_once_cost_two_items(tmp_path: Path) -> None:
    numbers = range(100)
    steps = [(str(tmp_path), number) for number in numbers]
    with limit(5), closing(run(in_step, steps, jobs=2, weigh=lambda _: 1 << 16)) as outcomes:
        done = [next(outcomes)]
        until(lambda: len([*tmp_path.glob("*.pid")]) == 2)
        pids = [int(path.stem) for path in tmp_path.glob("*.pid")]
        (tmp_path / "death").touch()
        until(lambda: not any(map(is_there, pids)))
        done += outcomes
    assert [number for number in numbers if done[number].death] == [1, 60]
    assert [each.value for each in done] == [n if n not in (1, 60) else None for n in numbers]


def ahead_of_the_first(item: tuple[str, int]) -> int:
    """The first one waits until the others get no further."""
    folder, number = item
    if number:
        Path(folder, str(number)).touch()
        return number
    seen, since = 0, 0
    while since < 40:
        time.sleep(0.005)
        now = len([*Path(folder).iterdir()])
        seen, since = now, since + 1 if now == seen else 0
    return 0


def test_how_far_the_others_are_ahead_of_a_slow_item_is_bounded(tmp_path: Path) -> None:
    steps = [(str(tmp_path), number) for number in range(2000)]
    with closing(run(ahead_of_the_first, steps, jobs=2)) as outcomes:
        assert next(outcomes).value == 0
        assert len([*tmp_path.iterdir()]) < 200


# The command


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three folders with the same documents and catalogs, for as many numbers of jobs."""
    first = tmp_path_factory.mktemp("first")
    copies(first / "docs", COPIES)
    assert sum(len(data) for data in tree(str(first)).values()) > 3 << 20
    command(first, "extract", "docs", "-o", "po", "--no-cache", "-q", "-j", "1")
    for path in (first / "po").rglob("*.po"):
        path.write_bytes(translated(path.read_bytes()))
    for source in (*first.glob("docs/*/ja-jp/api"), *first.glob("docs/*/ru-ru/guide")):
        shutil.copytree(source, first / "clean" / source.relative_to(first / "docs"))
    folders = {"1": first}
    for jobs in ("2", "4"):
        folders[jobs] = tmp_path_factory.mktemp("again") / "first"
        shutil.copytree(first, folders[jobs])
    return folders


COMMANDS = {
    "extract": ("extract", "docs", "-o", "out"),
    "extract to XLIFF": ("extract", "docs", "-o", "out", "--format", "xliff", "--inline", "codes"),
    "extract to TMX, split": (
        *("extract", "docs", "-o", "out", "--format", "tmx", "--split-by", "translation-type"),
    ),
    "extract to one file": ("extract", "docs", "-o", "out/all.po", "--language", "ru-RU"),
    "extract to standard output": ("extract", "clean", "-o", "-", "--language", "ru-RU"),
    "merge in place": ("merge", "docs", "-c", "po", "--in-place"),
    "merge": ("merge", "docs", "-c", "po", "-o", "out", "--accept-fuzzy", "--set", "a=b"),
    "merge strictly what has findings": ("merge", "docs", "-c", "po", "-o", "out", "--strict"),
    "merge strictly what has none": (
        *("merge", "clean", "-c", "clean-po", "-o", "out", "--strict"),
    ),
    "strip": ("strip", "docs", "-o", "out", "--keep", "source"),
    "strip and unescape": ("strip", "docs", "-o", "out", "--unescape", "--english", "clean"),
    "strip to English": (
        *("strip", "docs", "-o", "out", "--keep", "source", "--drop-anchors", "--unescape"),
    ),
    "repair": ("repair", "docs", "-o", "out"),
    "check": ("check", "docs"),
    "check as JSON": ("check", "docs", "-c", "po", "--format", "json"),
    "check as SARIF": ("check", "docs", "--format", "sarif", "-o", "out/sxs.sarif"),
    "check for GitHub": ("check", "docs", "--format", "github"),
    "check as JUnit": ("check", "docs", "--format", "junit"),
    "check all": ("check", "docs", "--select", "all"),
    "report": ("report", "docs", "-c", "po", "-o", "out/report.html"),
    "report pages": ("report", "docs", "-o", "out"),
    "stats": ("stats", "docs"),
    "stats as JSON": ("stats", "docs", "--format", "json"),
}


@pytest.mark.parametrize(
    "name",
    [
        name if name in ("extract", "merge in place", "check all") else slow(name)
        for name in COMMANDS
    ],
)
def test_the_command_does_and_says_the_same_with_any_number_of_jobs(
    places: dict[str, Path], name: str
) -> None:
    if name == "merge strictly what has none":
        for folder in places.values():
            translate_what_is_clean(folder)
    with ExitStack() as stack:
        started = {
            jobs: stack.enter_context(begun(folder, *COMMANDS[name], "-j", jobs))
            for jobs, folder in places.items()
        }
        runs = {jobs: ended(process) for jobs, process in started.items()}
    trees = {jobs: tree(str(folder)) for jobs, folder in places.items()}
    for folder in places.values():
        shutil.rmtree(folder / "out", ignore_errors=True)
        if name == "merge in place":
            shutil.rmtree(folder / "docs")
            copies(folder / "docs", COPIES)
    assert b"Traceback" not in runs["1"].err
    assert runs["2"] == runs["4"] == runs["1"]
    assert trees["2"] == trees["4"] == trees["1"]
    if "docs" in COMMANDS[name]:
        assert runs["1"].code == 1
        assert b"docs/copy-05/he-il/safety.md:" in runs["1"].err
    assert runs["1"].out or any(name.startswith("out/") for name in trees["1"])


def translate_what_is_clean(folder: Path) -> None:
    """Catalogs whose translations differ from the documents, and may all be merged."""
    command(folder, "extract", "clean", "-o", "clean-po", "-q", "--language", "ru-RU")
    for path in (folder / "clean-po").rglob("*.po"):
        path.write_bytes(path.read_bytes().replace('msgstr "П'.encode(), 'msgstr "п'.encode()))


@posix
def test_translations_for_a_document_and_for_links_to_it_are_all_merged(tmp_path: Path) -> None:
    copies(tmp_path / "docs", COPIES)
    command(tmp_path, "extract", "docs", "-o", "po", "-q", "--no-cache")
    name = "ru-ru/guide/book-a-night.md"
    catalog = (tmp_path / f"po/docs/copy-00/{name}.po").read_bytes().replace(b"#, fuzzy\n", b"")
    head, *entries = catalog.split(b"\n\n")
    for number in range(1, COPIES):  # each of them has another translation for one pair
        link = f"docs/copy-{number:02}/{name}"
        (tmp_path / link).unlink()
        (tmp_path / link).symlink_to(tmp_path / f"docs/copy-00/{name}")
        entry = entries[number].replace(b'\nmsgstr "', '\nmsgstr "• '.encode())
        mine = b"\n\n".join([head, entry]).replace(b"copy-00", b"copy-%02d" % number)
        (tmp_path / f"po/{link}.po").write_bytes(mine)
    run = command(tmp_path, *COMMANDS["merge in place"], "--no-cache", "-j", "4")
    assert f"docs/copy-01/{name}".encode() not in run.out + run.err
    merged = (tmp_path / f"docs/copy-00/{name}").read_bytes()
    assert merged.count(b"\xe2\x80\xa2 ") == COPIES - 1


@linux
def test_few_documents_are_not_worth_a_process(tmp_path: Path) -> None:
    for number in range(20):
        shutil.copy(FIXTURES / "he-il/safety.md", tmp_path / f"{number}.md")
    with hearing("os.fork") as forks:
        run = sxs("stats", str(tmp_path), "--root", str(tmp_path), "-q", "-j", "4")
    assert (run.code, len(forks)) == (0, 0)


@linux
@pytest.mark.parametrize("jobs", [2, 3, 4])
def test_many_documents_are_worth_as_many_processes_as_there_are_jobs(
    places: dict[str, Path], jobs: int
) -> None:
    docs = str(places["1"] / "docs")
    with hearing("os.fork") as forks:
        sxs("stats", docs, "--root", docs, "-q", "-j", str(jobs))
    assert len(forks) == jobs


# Killed, and interrupted


@pytest.fixture
def docs(places: dict[str, Path], tmp_path: Path) -> Path:
    """A folder with documents, as the first of the places has them."""
    shutil.copytree(places["1"] / "docs", tmp_path / "docs")
    return tmp_path


@pytest.fixture(scope="module")
def extracted(places: dict[str, Path]) -> tuple[Run, dict[str, bytes]]:
    """What extracting says and writes when it is left alone."""
    done = command(places["1"], "extract", "docs", "-o", "whole", "-j", "1", "--no-cache")
    return done, tree(str(places["1"] / "whole"))


def wait_for_files(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until a folder holds as many files, or the process has ended."""

    def is_time() -> bool:
        here = sum(len(names) for _, _, names in os.walk(folder))
        return here >= count or process.poll() is not None

    until(is_time)


def wait_for_workers(process: subprocess.Popen[bytes]) -> None:
    until(lambda: workers(process.pid) != [] or process.poll() is not None)


@linux
@pytest.mark.parametrize("jobs", ["2", "4"])
def test_a_worker_that_is_killed_costs_one_document(
    docs: Path, extracted: tuple[Run, dict[str, bytes]], jobs: str
) -> None:
    whole, catalogs = extracted
    chance = random.Random(int(jobs))  # noqa: S311  # no secret
    out = docs / "out"
    for _ in range(30):
        shutil.rmtree(out, ignore_errors=True)
        with begun(docs, "extract", "docs", "-o", "out", "-j", jobs, "--no-cache") as parent:
            wait_for_files(out, chance.randrange(100), parent)
            for pid in workers(parent.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            said, complaints = parent.communicate(timeout=60)
        assert parent.returncode == 1
        assert b"Traceback" not in complaints
        dead = re.findall(
            rb"^(.*): worker killed by signal 9; document not processed$",
            complaints,
            re.MULTILINE,
        )
        made = {name: data for name, data in tree(str(out)).items() if not TEMPORARY.search(name)}
        if dead:
            break
        assert (said, made) == (whole.out, catalogs)
    [document] = [name.decode() for name in dead]
    path = f"{document}.po"
    assert made.get(path, catalogs.get(path)) == catalogs.get(path)  # whole, if it is there
    assert made | {path: b""} == catalogs | {path: b""}
    lines = whole.out.split(b"\n")
    assert said.split(b"\n") == [
        line for line in lines if not line.startswith(f"{document}:".encode())
    ]
    again = command(docs, "extract", "docs", "-o", "out", "-j", jobs, "--no-cache")
    assert (again.code, again.out) == (whole.code, whole.out)
    assert tree(str(out)) == catalogs  # what the dead one was writing is swept away, too


@linux
@pytest.mark.parametrize("jobs", ["1", "2", slow("4")])
@pytest.mark.parametrize("threshold", [slow(1), 40, slow(90)])
def test_ctrl_c_is_one_line_and_leaves_only_what_is_whole(
    docs: Path, extracted: tuple[Run, dict[str, bytes]], jobs: str, threshold: int
) -> None:
    whole, catalogs = extracted
    for _ in range(20):
        shutil.rmtree(docs / "out", ignore_errors=True)
        with begun(docs, "extract", "docs", "-o", "out", "-j", jobs) as parent:
            wait_for_files(docs / "out", threshold, parent)
            with suppress(ProcessLookupError):
                os.killpg(parent.pid, signal.SIGINT)
            said, complaints = parent.communicate(timeout=60)
        assert in_session(parent.pid) == []
        if parent.returncode != whole.code:
            break
    lines = complaints.split(b"\n")
    assert parent.returncode == 130, complaints
    assert lines.pop() == b""
    assert lines.pop() == b"interrupted"
    assert all(b"not UTF-8" in line for line in lines), complaints
    assert whole.out.startswith(said)
    assert temporaries(docs) == []
    assert tree(str(docs / "out")).items() < catalogs.items()
    again = command(docs, "extract", "docs", "-o", "out", "-j", jobs)
    assert (again.code, again.out) == (whole.code, whole.out)
    assert tree(str(docs / "out")) == catalogs


@pytest.mark.slow
@linux
def test_ctrl_c_while_workers_are_started_is_one_line(docs: Path) -> None:
    for _ in range(5):
        with begun(docs, "check", "docs", "-j", "4", "-q", "--no-cache") as parent:
            wait_for_workers(parent)
            os.killpg(parent.pid, signal.SIGINT)
            _, complaints = parent.communicate(timeout=60)
        assert (parent.returncode, complaints) == (130, b"interrupted\n")
        assert in_session(parent.pid) == []


# What Python loads first: Ctrl-C when something happens for the nth time, and then another thing.
HOOK = """
import os, signal, sys

moments = [moment.split(":") for moment in os.environ["INTERRUPT_AT"].split()]
parent = os.getpid()


def hook(event, arguments):
    if not moments or os.getpid() != parent or event != moments[0][0]:
        return
    _, argument, times = moments[0]
    if argument in ("", arguments and arguments[0]):
        moments[0][2] = int(times) - 1
        if not moments[0][2]:
            del moments[0]
            os.killpg(0, signal.SIGINT)


sys.addaudithook(hook)
"""
MOMENTS = {
    "when the first library is loaded": "import:click:1",
    "when the command is loaded": "import:sxskit.cli.catalog_output:1",
    "when worker processes are loaded": "import:sxskit.running.workers:1",
    "when the first worker is started": "os.fork::1",
    "when the third worker is started": "os.fork::3",
    "when the workers are ended": "os.kill::1",
    "when the last worker is ended": "os.kill::4",
    "twice, when a worker is started and when it is ended": "os.fork::2 os.kill::1",
    "twice, when the workers are ended": "os.kill::2 os.kill::1",
}


@linux
@pytest.mark.slow
@pytest.mark.parametrize("when", MOMENTS)
def test_ctrl_c_at_an_unfortunate_moment_is_one_line(
    docs: Path, extracted: tuple[Run, dict[str, bytes]], when: str
) -> None:
    whole, catalogs = extracted
    (docs / "sitecustomize.py").write_bytes(HOOK.encode())
    path = os.pathsep.join([str(docs), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": path, "INTERRUPT_AT": MOMENTS[when]}
    arguments = ("extract", "docs", "-o", "out", "-j", "4")
    with begun(docs, *arguments, env=environment) as parent:
        _, complaints = parent.communicate(timeout=60)
    assert parent.returncode == 130, complaints
    lines = [line for line in complaints.split(b"\n") if b"not UTF-8" not in line]
    assert lines == [b"interrupted", b""]
    until(lambda: in_session(parent.pid) == [])
    again = command(docs, *arguments)
    assert (again.code, again.out) == (whole.code, whole.out)
    assert tree(str(docs / "out")) == catalogs


@linux
def test_where_ctrl_c_is_ignored_it_stays_so(
    docs: Path, extracted: tuple[Run, dict[str, bytes]]
) -> None:
    whole, catalogs = extracted
    ignoring = ("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh")
    arguments = (sys.executable, "-m", "sxskit", "extract", "docs", "-o", "out", "-j", "2")
    with in_session_of_its_own(
        *ignoring, *arguments, cwd=docs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as parent:
        for count in (1, 20, 60):
            wait_for_files(docs / "out", count, parent)
            os.killpg(parent.pid, signal.SIGINT)
        run = ended(parent)
    assert run == whole
    assert tree(str(docs / "out")) == catalogs


@linux
def test_a_run_that_is_ended_leaves_no_worker(docs: Path) -> None:
    with begun(docs, "extract", "docs", "-o", "out", "-j", "4") as parent:
        wait_for_files(docs / "out", 1, parent)
        parent.terminate()
        parent.communicate(timeout=60)
    until(lambda: in_session(parent.pid) == [])
    command(docs, "extract", "docs", "-o", "out", "-j", "4")
    assert temporaries(docs) == []


@linux
def test_a_reader_that_stops_early_ends_all_processes_without_a_traceback(docs: Path) -> None:
    with begun(docs, "check", "docs", "-j", "4", "--select", "all", "--no-cache") as parent:
        assert parent.stdout is not None
        parent.stdout.close()
        parent.stdout = None
        _, complaints = parent.communicate(timeout=60)
    assert b"Traceback" not in complaints
    assert in_session(parent.pid) == []
