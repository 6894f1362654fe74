"""How the time of a call grows with its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def ratio(work: Callable[[int], object], n: int) -> float:
    """How much longer four times the input takes: the least of tries in turn, in one run.

    Two tries are enough where it is not too long; a busy machine takes more.
    """
    costs: dict[int, list[float]] = {n: [], 4 * n: []}
    gc.collect()
    least = 0.0
    for count in range(20):
        for size, tries in costs.items():
            began = time.process_time()
            work(size)
            tries.append(time.process_time() - began)
        least = min(costs[4 * n]) / max(min(costs[n]), 0.002)
        if count and least < 8:
            break
    return least
