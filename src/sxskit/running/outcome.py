"""The result of one item: a value, an error, or how its worker died."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from sxskit.errors import SxsError

T = TypeVar("T")


R = TypeVar("R")


class Outcome(NamedTuple, Generic[R]):
    """The result of one item: a value, an error, or how its worker died."""

    value: R | None = None
    error: SxsError | None = None
    death: str = ""


def attempt(task: Callable[[T], R], item: T) -> Outcome[R]:
    """Return the outcome of a task for one item."""
    try:
        return Outcome(task(item))
    except SxsError as error:
        return Outcome(error=error)
