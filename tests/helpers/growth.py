"""How the time of a call grows with its input."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Made(dict[int, T]):
    """What the calls are given, made once for each size that is asked for."""

    def __init__(self, make: Callable[[int], T]) -> None:
        self._make = make

    def __missing__(self, n: int) -> T:
        self[n] = self._make(n)
        return self[n]


def ratio(work: Callable[[int], object], n: int) -> float:
    """How much longer four times the input takes, for inputs of n or, where that is long, of 4n.

    What is made for a size on use (`Made`) is in one of the tries at most, and the least counts.
    A step of the processor's caches between two sizes makes one such ratio long; costs that
    grow faster than the input make both long.
    """
    least = step(work, n)
    return least if least < 8 else min(least, step(work, 4 * n))


def step(work: Callable[[int], object], n: int) -> float:
    """The least of the tries in turn: two where it is not too long; a busy machine takes more."""
    costs: dict[int, list[float]] = {n: [], 4 * n: []}
    least = 0.0
    for count in range(10):
        for size, tries in costs.items():
            tries.append(cost(work, size))
        least = min(costs[4 * n]) / max(min(costs[n]), 0.002)
        if count and least < 8:
            break
    return least


def cost(work: Callable[[int], object], n: int) -> float:
    """Seconds of the processor, without what the garbage collector and coverage add to them."""
    tracer = sys.gettrace()
    gc.collect()
    gc.disable()
    sys.settrace(None)
    try:
        began = time.process_time()
        work(n)
        return time.process_time() - began
    finally:
        sys.settrace(tracer)
        gc.enable()
