"""Progress: a bar on a terminal, a log line every ten seconds elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

# Seconds between two lines in a log.
_EVERY = 10.0


class Progress:
    """A context in which steps are counted and, unless quiet, shown on standard error."""

    def __init__(self, label: str, length: int, *, quiet: bool) -> None:
        self.is_bar = not quiet and length > 1 and sys.stderr.isatty()
        self._is_log = not quiet and not self.is_bar
        self._label = label
        self._length = length
        self._done = 0
        self._start = self._said = monotonic()
        self._stack = ExitStack()
        self._bar = self._new_bar() if self.is_bar else None  # loading it takes time
        self._shown = 0

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._stack.enter_context(self._bar)
        return self

    def __exit__(
        self,
        type_: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.__exit__(type_, value, traceback)

    def step(self) -> None:
        """Count one step."""
        self._done += 1
        if self._bar is not None:
            if self._done == self._length or self._done - self._shown > self._length // 200:
                self._bar.update(self._done - self._shown)
                self._shown = self._done
        elif self._is_log and monotonic() - self._said >= _EVERY:
            self._said = monotonic()
            left = (self._length - self._done) / self._rate()
            what = f"{self._done} of {self._length}, {self._rate():.0f}/s, {left:.0f} s left"
            click.echo(f"{self._label}: {what}", err=True)

    def _new_bar(self) -> ProgressBar[int]:
        return click.progressbar(
            range(self._length),
            label=self._label,
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda _: f"{self._rate():.0f}/s",
        )

    def _rate(self) -> float:
        return self._done / max(monotonic() - self._start, 0.001)
