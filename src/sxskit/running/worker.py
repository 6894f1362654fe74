"""The process of a worker: batches of items in, outcomes out.

On SIGTERM an idle worker ends at once, and a busy one after its item, so that no file is partly
written.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from sxskit.running.outbox import Outbox
from sxskit.running.outcome import Outcome, attempt

T = TypeVar("T")
R = TypeVar("R")


class _Termination:
    """SIGTERM in a worker: it ends an idle one at once, and a busy one after its item.

    A blocked signal would do the same, with three system calls for each item.
    """

    is_busy = is_asked = False

    def __init__(self) -> None:
        signal.signal(signal.SIGTERM, self._asked)

    def _asked(self, *_: object) -> None:
        self.is_asked = True
        if not self.is_busy:
            self.end()

    def end(self) -> None:
        """End the process by the signal."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)


def work(
    task: Callable[[T], R], pipe: Connection, outcomes: Connection, copies: Sequence[Connection]
) -> None:
    """Process batches until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    termination = _Termination()
    if sys.platform != "win32":  # it was started while Ctrl-C was deferred
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    for copy in copies:
        copy.close()
    outbox = Outbox(outcomes, pipe)
    with suppress(EOFError, OSError):
        while True:
            batch = pipe.recv()
            for _, item in batch:
                termination.is_busy = True
                outbox.send(_outcome(task, item))
                termination.is_busy = False
                if termination.is_asked:
                    termination.end()
            outbox.announce()


def _outcome(task: Callable[[T], R], item: T) -> Outcome[R] | str:
    try:
        return attempt(task, item)
    except Exception:  # a fault in sxskit: the parent raises it
        from traceback import format_exc  # on use: it takes milliseconds to load

        return format_exc()
