"""Ctrl-C: one line and an exit code, at any time; a second Ctrl-C ends the process at once.

While a command runs, Ctrl-C raises KeyboardInterrupt, and incomplete files are removed. While
modules are loaded, and after the command, there is nothing to remove, and the process ends at once.
Where Ctrl-C is ignored, as in the background of a shell script, it stays ignored.

Even `signal` is loaded on use, because Ctrl-C may occur while it is loaded.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # loading typing takes longer than this module
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

# The exit code that shells report for SIGINT.
CODE = 130
LINE = "interrupted"
_SHOW_CURSOR = b"\x1b[?25h"  # a bar hides it


def end_at_once() -> None:
    """Let Ctrl-C end the process, unless a handler is installed."""
    try:
        import signal

        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _end)
    except KeyboardInterrupt:
        _end()


class Raised:
    """A context in which the first Ctrl-C is a KeyboardInterrupt instead of ending the process."""

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
    """Ignore Ctrl-C at the end of the process."""
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
