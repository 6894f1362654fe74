"""Many items, such as documents: one stream of outcomes in their order, from one process or more.

>>> [outcome.value for outcome in run(len, ["a", "bb", "ccc"])]
[1, 2, 3]

Law: ``run(task, items, jobs=n)`` yields the same for every n: an outcome for each item, in order.
An `SxsError` is the outcome of its item, and so is the death of its worker: the rest goes on. What
is in flight is bounded, however many the items are.
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
    """The outcome of a task for every item, in order; with more jobs than one, by workers.

    A task for workers is a function of a module, or a partial of one: it is sent to them. `weigh`
    says how much work an item is, in bytes: workers get about as much at a time. Items with the
    same `key` are worked on one after the other, in their order, as all of them are by one process.
    """
    if jobs > 1 and len(items) > 1:
        from sxskit.running.workers import run_in_workers  # on use: it costs a command its start-up

        yield from run_in_workers(task, items, jobs=jobs, weigh=weigh, key=key)
    else:
        for item in items:
            yield attempt(task, item)
