"""Worker processes: batches of items go out, outcomes come back one by one, in any order.

Each worker has its own pipe and sends every outcome at once, so the item of a worker that died is
known. Workers ignore Ctrl-C: their parent ends them, and if it was killed, they end when their pipe
is closed. On SIGTERM an idle worker ends at once, and a busy one after its item, so that no file is
half written.
"""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from operator import itemgetter
from time import monotonic
from traceback import format_exc
from typing import Generic, TypeVar

from sxskit.running.outcome import Outcome, attempt

T = TypeVar("T")
R = TypeVar("R")
# What a batch weighs at least, unless it is one item alone, and at most: bytes of documents, of
# which some hundredths of a second are the least.
_BATCH, _LARGE = 1 << 18, 1 << 21
# The share of what is left that a batch is, for each worker: the last ones are small.
_SHARE = 8
# How many batches, for each worker, may be out or done before the one that is due.
_AHEAD = 8
# How many seconds workers may take to end their items, all of them together.
_PATIENCE = 5.0
# Forked, a worker starts in a hundredth of a second; elsewhere that is not safe.
_IS_FORKED = sys.platform == "linux"
if sys.platform == "linux":
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


def run_in_workers(
    task: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int,
    weigh: Callable[[T], int] | None,
    key: Callable[[T], Hashable] | None,
) -> Iterator[Outcome[R]]:
    """What `sxskit.running.batch.run` says, by as many workers as there are jobs, or batches."""
    batches = deque(_batches([*_groups(items, key)], weigh, jobs))
    pool = _Pool[T, R](task, min(jobs, len(batches)))
    outcomes: dict[int, Outcome[R]] = {}
    try:
        for due in range(len(items)):
            while due not in outcomes:
                pool.give_out(batches, due)
                outcomes.update(pool.taken(batches))
            yield outcomes.pop(due)
    finally:
        pool.end()


def _groups(
    items: Sequence[T], key: Callable[[T], Hashable] | None
) -> Iterable[list[tuple[int, T]]]:
    """The items with their places, those with the same key together, by the first of each group."""
    if key is None:
        return ([each] for each in enumerate(items))
    groups: dict[Hashable, list[tuple[int, T]]] = {}
    for index, item in enumerate(items):
        groups.setdefault(key(item), []).append((index, item))
    return groups.values()


def _batches(
    groups: Sequence[list[tuple[int, T]]], weigh: Callable[[T], int] | None, jobs: int
) -> Iterator[list[tuple[int, T]]]:
    """Whole groups in batches, in order, as in each of them.

    Large ones first, because a worker has nothing to do until it is given the next; small ones at
    the end, so that all are done at about the same time.
    """
    weights = [sum(weigh(item) if weigh else _BATCH for _, item in group) for group in groups]
    left = sum(weights)
    batch: list[tuple[int, T]] = []
    weight = 0
    for group, more in zip(groups, weights, strict=True):
        batch += group
        weight += more
        if weight >= max(_BATCH, min(_LARGE, left // (jobs * _SHARE))):
            yield sorted(batch, key=itemgetter(0))
            left -= weight
            batch, weight = [], 0
    if batch:
        yield sorted(batch, key=itemgetter(0))


class _Worker(Generic[T]):
    """A process, the parent's end of its pipe, and the items that it has still to do."""

    def __init__(self, task: Callable[[T], object], others: Sequence[_Worker[T]]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        # A forked process has copies of the parent's ends, which would keep them open.
        copies = [self.pipe, *(other.pipe for other in others)] if _IS_FORKED else []
        self.process = _CONTEXT.Process(target=_work, args=(task, theirs, copies), daemon=True)
        self.process.start()
        theirs.close()
        self.items: deque[tuple[int, T]] = deque()


def _end(workers: Sequence[_Worker[T]]) -> None:
    """Stop those that have not stopped: all are told first, and share the time that they have."""
    with _deferred(signal.SIGINT):
        for worker in workers:
            worker.pipe.close()
            worker.process.terminate()
    deadline = monotonic() + _PATIENCE
    for worker in workers:
        worker.process.join(max(0.0, deadline - monotonic()))
        if worker.process.exitcode is None:
            worker.process.kill()
    for worker in workers:
        worker.process.join()


class _Pool(Generic[T, R]):
    """The workers, at most so many, started as batches are given out."""

    def __init__(self, task: Callable[[T], R], size: int) -> None:
        self._task = task
        self._size = size
        self._workers: list[_Worker[T]] = []
        self._out: deque[int] = deque()  # the last item of each batch given out, not yet yielded

    def give_out(self, batches: deque[list[tuple[int, T]]], due: int) -> None:
        """Give a batch to each worker that has nothing to do; `due` is the item waited for."""
        while self._out and self._out[0] < due:
            self._out.popleft()
        while batches and (len(self._out) < self._size * _AHEAD or batches[0][0][0] == due):
            worker = next((each for each in self._workers if not each.items), None)
            if worker is None and len(self._workers) < self._size:
                worker = self._started()
            if worker is None:
                return
            batch = batches.popleft()
            try:
                worker.pipe.send(batch)  # it reads: it has nothing else to do
            except OSError:  # it died meanwhile, of nothing that it was given
                batches.appendleft(batch)
                self._remove(worker)
            else:
                worker.items.extend(batch)
                self._out.append(batch[-1][0])

    def taken(self, batches: deque[list[tuple[int, T]]]) -> Iterator[tuple[int, Outcome[R]]]:
        """The outcomes that are there, once there is one; what a dead worker has left goes back."""
        busy = {worker.pipe: worker for worker in self._workers if worker.items}
        for pipe in _ready([*busy]):
            worker = busy[pipe]
            try:
                outcome: Outcome[R] | str = worker.pipe.recv()
            except (EOFError, OSError):
                index, _ = worker.items.popleft()
                if worker.items:
                    self._take_back([*worker.items], batches)
                yield index, Outcome(death=_death(self._remove(worker)))
                continue
            index, _ = worker.items.popleft()
            if isinstance(outcome, str):
                raise RuntimeError(outcome)
            yield index, outcome

    def _started(self) -> _Worker[T]:
        """A new worker; a Ctrl-C that comes meanwhile comes when it is known, and can be ended."""
        if not _IS_FORKED and os.name == "posix":
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # started in between, it would let Ctrl-C through
        with _deferred(signal.SIGINT):
            worker = _Worker(self._task, self._workers)
            self._workers.append(worker)
        return worker

    def _take_back(self, left: list[tuple[int, T]], batches: deque[list[tuple[int, T]]]) -> None:
        """What a dead worker has left, as a batch in its place: what is due has to come first."""
        self._out.remove(left[-1][0])
        ordered = sorted([left, *batches], key=lambda batch: batch[0][0])
        batches.clear()
        batches.extend(ordered)

    def _remove(self, worker: _Worker[T]) -> int | None:
        """End a worker; its exit code, or a signal's number below 0."""
        _end([worker])
        self._workers.remove(worker)
        code: int | None = worker.process.exitcode
        return code

    def end(self) -> None:
        _end(self._workers)


def _ready(pipes: Sequence[Connection]) -> list[Connection]:
    """The pipes that have something to say, or are closed, once there is one."""
    if sys.platform == "win32":
        return [pipe for pipe in wait(pipes) if isinstance(pipe, Connection)]
    poll = select.poll()  # what `wait` makes of it takes ten times as long
    for pipe in pipes:
        poll.register(pipe, select.POLLIN)
    ready = {number for number, _ in poll.poll()}
    return [pipe for pipe in pipes if pipe.fileno() in ready]


def _death(code: int | None) -> str:
    how = f"was killed by signal {-code}" if code is not None and code < 0 else f"ended with {code}"
    return f"the process that worked on it {how}"


@contextmanager
def _deferred(number: signal.Signals) -> Iterator[None]:
    """A signal that comes meanwhile comes behind; not on Windows, which has none to speak of."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {number})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(task: Callable[[T], R], pipe: Connection, copies: Sequence[Connection]) -> None:
    """What a worker does until its pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":  # it was started while Ctrl-C was deferred
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    for copy in copies:
        copy.close()
    with suppress(EOFError, OSError):
        while True:
            for _, item in pipe.recv():
                with _deferred(signal.SIGTERM):
                    pipe.send(_outcome(task, item))


def _outcome(task: Callable[[T], R], item: T) -> Outcome[R] | str:
    try:
        return attempt(task, item)
    except Exception:  # a fault of ours: the parent raises it
        return format_exc()
