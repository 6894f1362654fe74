"""Worker processes: they receive batches of items and send outcomes, in any order.

Each worker has two pipes and writes every outcome at once, so the item of a dead worker is known.
Workers ignore Ctrl-C: their parent ends them, and if it was killed, they end when their pipe is
closed.
"""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from operator import itemgetter
from time import monotonic
from typing import Generic, TypeVar

from sxskit.running.outbox import Inbox
from sxskit.running.outcome import Outcome
from sxskit.running.worker import work

T = TypeVar("T")
R = TypeVar("R")
# The minimal and the maximal size of a batch in bytes of documents, except for a batch of one item;
# the minimum takes some hundredths of a second.
_BATCH, _LARGE = 1 << 18, 1 << 21
# A batch is this share of the rest, for each worker: the last batches are small.
_SHARE = 8
# The maximal number of batches per worker in progress or done after the one that is due.
_AHEAD = 8
# The seconds that all workers together have to end their items.
_PATIENCE = 5.0
# The seconds after which outcomes are read that are not announced yet.
_SLOW = 0.5
# A forked worker starts in a hundredth of a second; on other systems forking is not safe.
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
    """Yield the outcomes of `sxskit.running.batch.run`, from a worker for each job or batch."""
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
    """The items with their indices, grouped by key, in the order of the first of each group."""
    if key is None:
        return ([each] for each in enumerate(items))
    groups: dict[Hashable, list[tuple[int, T]]] = {}
    for index, item in enumerate(items):
        groups.setdefault(key(item), []).append((index, item))
    return groups.values()


def _batches(
    groups: Sequence[list[tuple[int, T]]], weigh: Callable[[T], int] | None, jobs: int
) -> Iterator[list[tuple[int, T]]]:
    """Batches of whole groups, in order.

    Large batches come first, because a worker is idle until it gets the next one, and small ones
    last, so that all workers end at about the same time.
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
    """A process, the parent's ends of its pipes, and its remaining items."""

    def __init__(self, task: Callable[[T], object], others: Sequence[_Worker[T]]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.outcomes, writer = _CONTEXT.Pipe(duplex=False)
        self.inbox = Inbox(self.outcomes, self.pipe)
        # A forked process has copies of the parent's ends, which would stay open.
        ends = [end for each in (self, *others) for end in (each.pipe, each.outcomes)]
        arguments = (task, theirs, writer, ends if _IS_FORKED else [])
        self.process = _CONTEXT.Process(target=work, args=arguments, daemon=True)
        self.process.start()
        theirs.close()
        writer.close()
        self.items: deque[tuple[int, T]] = deque()


def _end(workers: Sequence[_Worker[T]]) -> None:
    """Stop the remaining workers: all get the signal first, then share a time limit."""
    with _deferred(signal.SIGINT):
        for worker in workers:
            worker.inbox.close()
            worker.process.terminate()
    deadline = monotonic() + _PATIENCE
    for worker in workers:
        worker.process.join(max(0.0, deadline - monotonic()))
        if worker.process.exitcode is None:
            worker.process.kill()
    for worker in workers:
        worker.process.join()


class _Pool(Generic[T, R]):
    """The workers, started with their first batches."""

    def __init__(self, task: Callable[[T], R], size: int) -> None:
        self._task = task
        self._size = size
        self._workers: list[_Worker[T]] = []
        self._out: deque[int] = deque()  # the last item of each batch sent, not yet yielded

    def give_out(self, batches: deque[list[tuple[int, T]]], due: int) -> None:
        """Send a batch to each idle worker; `due` is the next item to yield."""
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
                worker.pipe.send(batch)  # an idle worker reads
            except OSError:  # it died while idle
                batches.appendleft(batch)
                self._remove(worker)
            else:
                worker.items.extend(batch)
                self._out.append(batch[-1][0])

    def taken(self, batches: deque[list[tuple[int, T]]]) -> Iterator[tuple[int, Outcome[R]]]:
        """Wait for outcomes and return them; the items of a dead worker are sent again."""
        busy = {worker.pipe: worker for worker in self._workers if worker.items}
        ready = _ready([*busy])
        for worker in [busy[pipe] for pipe in ready] or busy.values():
            try:
                outcomes = worker.inbox.announced() if ready else worker.inbox.early()
                for outcome in outcomes:
                    yield _of_next_item(worker, outcome)
            except (EOFError, OSError):
                for outcome in worker.inbox.early():
                    yield _of_next_item(worker, outcome)
                yield from self._without(worker, batches)

    def _without(
        self, worker: _Worker[T], batches: deque[list[tuple[int, T]]]
    ) -> Iterator[tuple[int, Outcome[R]]]:
        """The outcome of the item of a dead worker; the rest of its batch is sent again."""
        items = [*worker.items]
        death = _death(self._remove(worker))
        if items[1:]:
            self._take_back(items[1:], batches)
        for index, _ in items[:1]:
            yield index, Outcome(death=death)

    def _started(self) -> _Worker[T]:
        """A new worker; Ctrl-C is deferred until the worker is known and can be ended."""
        if not _IS_FORKED and os.name == "posix":
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # started later, it would not defer Ctrl-C
        with _deferred(signal.SIGINT):
            worker = _Worker(self._task, self._workers)
            self._workers.append(worker)
        return worker

    def _take_back(self, left: list[tuple[int, T]], batches: deque[list[tuple[int, T]]]) -> None:
        """Put the rest of a dead worker's batch before later ones: the due item comes first."""
        self._out.remove(left[-1][0])
        ordered = sorted([left, *batches], key=lambda batch: batch[0][0])
        batches.clear()
        batches.extend(ordered)

    def _remove(self, worker: _Worker[T]) -> int | None:
        """End a worker; return its exit code, or the negative number of a signal."""
        _end([worker])
        self._workers.remove(worker)
        code: int | None = worker.process.exitcode
        return code

    def end(self) -> None:
        _end(self._workers)


def _of_next_item(worker: _Worker[T], outcome: Outcome[R] | str) -> tuple[int, Outcome[R]]:
    """The outcome of the first remaining item of a worker, with the index of the item."""
    index, _ = worker.items.popleft()
    if isinstance(outcome, str):
        raise RuntimeError(outcome)
    return index, outcome


def _ready(pipes: Sequence[Connection]) -> list[Connection]:
    """Wait for pipes that are readable or closed, and return them; after a while none."""
    if sys.platform == "win32":
        return [pipe for pipe in wait(pipes, _SLOW) if isinstance(pipe, Connection)]
    poll = select.poll()  # ten times as fast as `wait`
    for pipe in pipes:
        poll.register(pipe, select.POLLIN)
    ready = {number for number, _ in poll.poll(_SLOW * 1000)}
    return [pipe for pipe in pipes if pipe.fileno() in ready]


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"worker killed by signal {-code}"
    return f"worker ended with exit code {code}"


@contextmanager
def _deferred(number: signal.Signals) -> Iterator[None]:
    """Defer a signal to the end of the context; not on Windows."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {number})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
