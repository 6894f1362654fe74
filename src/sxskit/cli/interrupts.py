"""Ctrl-C: one line and an exit code, at any time; a second Ctrl-C ends the process at once.

While a command runs, Ctrl-C raises KeyboardInterrupt, and incomplete files are removed. While
modules are loaded, and after the command, there is nothing to remove, and the process ends at once.
Where Ctrl-C is ignored, as in the background of a shell script, it stays ignored.

Even `signal` is loaded on use: Ctrl-C may come meanwhile.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # that of typing costs more time than all of this
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

# What shells say of a process that ended of SIGINT.
CODE = 130
LINE = "interrupted"
_SHOW_CURSOR = b"\x1b[?25h"  # a bar hides it


def end_at_once() -> None:
    """From now on Ctrl-C ends the process, unless somebody has decided what else it does."""
    try:
        import signal

        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _end)
    except KeyboardInterrupt:
        _end()


class Raised:
    """A context whose first Ctrl-C is a KeyboardInterrupt, where it would end the process."""

    def __enter__(self) -> None:
        import signal

        self._is_ours = signal.getsignal(signal.SIGINT) is _end
        if self._is_ours:
            signal.signal(signal.SIGINT, _raise)

    def __exit__(self, *_: object) -> None:
        import signal

        if self._is_ours:
            signal.signal(signal.SIGINT, _end)


def ignore() -> None:
    """No more of it: the process is at its end, and about to say so."""
    import signal

    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _raise(number: int, _frame: FrameType | None) -> NoReturn:
    import signal

    signal.signal(number, _end)
    raise KeyboardInterrupt


def _end(*_: object) -> NoReturn:
    try:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # or the line is there twice
        os.write(2, (_SHOW_CURSOR if os.isatty(2) else b"") + f"{LINE}\n".encode())
    finally:
        os._exit(CODE)
