"""Outcomes of many items, such as documents, in order, from one process or several.

>>> [outcome.value for outcome in run(len, ["a", "bb", "ccc"])]
[1, 2, 3]

Law: ``run(task, items, jobs=n)`` yields the same for every n: an outcome for each item, in order.
An `SxsError`, or the death of a worker, is the outcome of one item, and the others continue. The
number of items in flight is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Sequence

from sxskit.running.outcome import (
    Outcome,
    R,
    T,
    attempt,
)


def run(
    task: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int = 1,
    weigh: Callable[[T], int] | None = None,
    key: Callable[[T], Hashable] | None = None,
) -> Generator[Outcome[R], None, None]:
    """Yield the outcome of a task for every item, in order; with several jobs, from workers.

    A task for workers is a function of a module, or a partial of one, because it is sent to them.
    `weigh` returns the size of an item in bytes: batches are of about equal size. Items with the
    same `key` are processed one after the other, in order.
    """
    if jobs > 1 and len(items) > 1:
        from sxskit.running.workers import run_in_workers  # on use, because it slows down the start

        yield from run_in_workers(task, items, jobs=jobs, weigh=weigh, key=key)
    else:
        for item in items:
            yield attempt(task, item)
