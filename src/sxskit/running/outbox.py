"""The outcomes of a worker on their way to its parent.

A worker writes every outcome at once, so that none is lost if it dies, but announces several of
them together: a parent that is woken for each outcome takes a third of the CPU time of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

# The bytes that a pipe takes on every system while nobody reads.
_UNREAD = 8192


class Outbox:
    """The worker's end: outcomes go into one pipe, their number into another, which is polled."""

    def __init__(self, outcomes: Connection, numbers: Connection) -> None:
        self._outcomes = outcomes
        self._numbers = numbers
        self._sent = self._announced = self._size = 0

    def send(self, outcome: object) -> None:
        """Write an outcome, and announce it before it fills the pipe."""
        data = ForkingPickler.dumps(outcome)
        self._sent += 1
        self._size += len(data)
        if self._size > _UNREAD:
            self.announce()
        self._outcomes.send_bytes(data)

    def announce(self) -> None:
        """Tell the parent how many outcomes there are since the start."""
        if self._announced < self._sent:
            self._numbers.send(self._sent)
            self._announced, self._size = self._sent, 0


class Inbox:
    """The parent's end."""

    def __init__(self, outcomes: Connection, numbers: Connection) -> None:
        self._outcomes = outcomes
        self._numbers = numbers
        self._read = 0

    def announced(self) -> Iterator[Any]:
        """Yield the outcomes that are announced; EOFError or OSError if the worker is dead."""
        number = self._numbers.recv()
        while self._read < number:
            yield self._next()

    def early(self) -> Iterator[Any]:
        """Yield the outcomes that are there, announced or not."""
        try:
            while self._outcomes.poll():
                yield self._next()
        except (EOFError, OSError):  # the worker is dead, and its last outcome incomplete
            return

    def _next(self) -> object:
        outcome: object = self._outcomes.recv()
        self._read += 1
        return outcome

    def close(self) -> None:
        self._outcomes.close()
        self._numbers.close()
