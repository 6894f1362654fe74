"""Atomic replacement of a file, and removal of what killed processes left.

A file is written beside its place under a temporary name, locked, and renamed when it is complete.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from itertools import count

from sxskit.patterns import pattern
from sxskit.storage import states
from sxskit.storage.files import is_file

# The name of a file that is being written, with its process.
_TEMPORARY = pattern(r"\.sxs-[0-9]{1,10}-[0-9a-f]{12}\.tmp")
_FLAGS = os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WRITING, _READING = os.O_WRONLY | _FLAGS, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0)


class _Names:
    """Names of temporary files, which no other process has: a random number, and those after it."""

    def __init__(self) -> None:
        self.renew()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.renew)

    def renew(self) -> None:
        self._process = os.getpid()
        self._numbers = count(int.from_bytes(os.urandom(6), "big"))

    def next(self) -> str:
        return f".sxs-{self._process}-{next(self._numbers) % (1 << 48):012x}.tmp"


_names = _Names()


def replace(folder: str, name: str, data: bytes | Iterable[bytes], mode: int | None) -> None:
    """Write bytes, or pieces, to a file in a folder, with a mode if it is given; or OSError.

    Only bytes are noted in `sxskit.storage.states`.
    """
    path = f"{folder}{os.sep}{name}"
    temporary = f"{folder}{os.sep}{_names.next()}"
    try:
        file = os.open(temporary, _WRITING, 0o666)
        try:
            is_swept = lock(file) is False or not _written(file, temporary, path, data, mode)
        finally:
            os.close(file)
        if not is_swept and os.name != "posix":
            os.replace(temporary, path)
            _note(path, os.stat(path), data)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    if is_swept:
        replace(folder, name, data, mode)


def _written(
    file: int, temporary: str, path: str, data: bytes | Iterable[bytes], mode: int | None
) -> bool:
    """Write an open file and, where open files can be renamed, rename it.

    Return False if another process swept it before it was locked.
    """
    try:
        if mode is not None:  # before it has content
            os.chmod(temporary, mode)
        if not isinstance(data, bytes) and not os.fstat(file).st_nlink:  # pieces come only once
            return False
        for piece in [data] if isinstance(data, bytes) else data:
            left = memoryview(piece)
            while left:
                left = left[os.write(file, left) :]
        if os.name == "posix":  # while it is open and locked, it is not swept
            os.replace(temporary, path)
            if states.are_noted():
                _note(path, os.fstat(file), data)  # of this file, not of the path
    except FileNotFoundError:
        if os.fstat(file).st_nlink:
            raise
        return False
    return True


def _note(path: str, status: os.stat_result, data: bytes | Iterable[bytes]) -> None:
    if isinstance(data, bytes):
        states.note_written(path, states.trusted(status), data)


@cache  # once for each output folder
def sweep(folder: str) -> None:
    """Remove partly written files of killed processes from a folder."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(".sxs-") and _TEMPORARY.fullmatch(name):
                _sweep_away(os.path.join(folder, name))


def _sweep_away(path: str) -> None:
    if os.path.islink(path) or not is_file(path):  # opening a pipe would block
        return
    with suppress(OSError):
        left = os.open(path, _READING)
        try:
            if lock(left):  # locked while its writer lives
                os.unlink(path)
        finally:
            os.close(left)


def lock(file: int) -> bool | None:
    """Whether an open file could be locked without waiting; None on systems without locks.

    The lock ends with the file, or with the process.
    """
    if os.name != "posix":
        return None
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
