"""Atomic writing of files, as bytes; `write_document`.

A file is written all at once, only if its bytes change, and never through a link that leads out of
its tree. A pipe or a device stays what it is.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO

from sxskit.dialect.document import Document
from sxskit.encoding import encode
from sxskit.errors import DocumentError, FileError, WriteError
from sxskit.patterns import pattern
from sxskit.storage import states
from sxskit.storage.files import (
    AnyPath,
    file_error,
    is_file,
    is_mode_of_stream,
    mode_of,
    read,
    shown,
)

# A file that is being written, and by which process.
_TEMPORARY = pattern(r"\.sxs-[0-9]{1,10}-[0-9a-f]{12}\.tmp")
# What keeps every file from being written: a full disk, a full quota, a file system to read only.
_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def encoded(text: str, name: str) -> bytes:
    """A document's text as bytes; DocumentError where it holds half a surrogate pair."""
    try:
        return encode(text, DocumentError)
    except DocumentError as error:
        raise error.at(name) from error


def write_document(path: AnyPath, document: Document) -> bool:
    """Write a document if the file does not hold it yet; whether it was written.

    Raises FileError where it cannot be, and DocumentError where the text has no UTF-8.
    """
    path = Path(path)
    return write(path, encoded(document.text, shown(path)))


def write(path: Path, data: bytes, *, within: Path | None = None) -> bool:
    """Write bytes if the file does not hold them yet; whether they were written.

    All at once: who reads the file sees the old bytes or the new ones. An old file keeps its mode.
    Raises WriteError where the file cannot be written. In the directory `within` links are
    followed that stay in it, and a link that leads out is a FileError, as are pipes and devices;
    a file that was named itself may be one of these, and must not be a link.
    """
    mode = mode_of(path)
    if within is None and is_mode_of_stream(mode):
        return _write_stream(path, data)
    folder, name = _destination(path, within)
    try:
        sweep(folder)
        if mode:
            return _update(path, folder, name, data, stat.S_IMODE(mode))
        if os.path.islink(f"{folder}{os.sep}{name}"):
            raise FileError(f"{shown(path)}: a link that leads to itself")
        if within is not None:
            _make_top(within, path)
        os.makedirs(folder, exist_ok=True)
        _replace(folder, name, data, None)
    except FileError:
        raise
    except OSError as error:
        raise _write_error(path, error) from error
    return True


def _update(path: Path, folder: str, name: str, data: bytes, mode: int) -> bool:
    """Write bytes over a file that may hold them already; whether they were written."""
    signature = states.trusted(os.stat(path))
    if path.read_bytes() != data:
        _replace(folder, name, data, mode)
        return True
    states.note_written(f"{folder}{os.sep}{name}", signature, data)
    return False


def _make_top(top: Path, path: Path) -> None:
    """Make the folder that all files of a command go to; WriteError for all of them if it fails."""
    try:
        os.makedirs(top, exist_ok=True)
    except FileExistsError as error:
        raise WriteError(f"{shown(path)}: not a directory", is_for_all=True) from error
    except OSError as error:
        raise WriteError(str(file_error(path, error)), is_for_all=True) from error


def write_own(path: Path, data: bytes) -> None:
    """Write a file that sxskit made itself: a link, a pipe or a device in its place is replaced."""
    folder = _real_folder(os.fspath(path.parent))
    try:
        sweep(folder)
        os.makedirs(folder, exist_ok=True)
        _replace(folder, path.name, data, None)
    except OSError as error:
        raise _write_error(path, error) from error


def is_writable(path: Path) -> bool:
    """Whether a file could be made or replaced; yes where that cannot be told."""
    folder = os.path.dirname(real(path))
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)


def real(path: Path) -> str:
    """The path of a file without links."""
    folder, name = _real(path)
    return f"{folder}{os.sep}{name}"


def replaced(path: Path, *, within: Path | None = None) -> bytes:
    """The bytes that `write` would replace; none where there is no file, or a device or a pipe.

    Raises FileError where they cannot be read, or a link leads out of the directory `within`.
    """
    if not is_file(path):
        return b""
    _destination(path, within)
    return read(path)


def replaceable(path: Path, *, within: Path | None = None) -> bytes | None:
    """The bytes that `write` would replace; None where it would make a file or write into a device.

    Raises FileError where it could not, or the bytes cannot be read.
    """
    mode = mode_of(path)
    if within is None and is_mode_of_stream(mode):
        return None
    _destination(path, within)
    if stat.S_ISDIR(mode):
        raise _write_error(path, OSError(errno.EISDIR, os.strerror(errno.EISDIR)))
    if not is_writable(path):
        raise WriteError(f"{shown(path)}: the folder for it cannot be made or written to")
    return read(path) if mode else None


def remove(path: Path, *, within: Path) -> None:
    """Remove a file or a link in a directory; FileError where it cannot be, or leads out of it."""
    _destination(path, within)
    try:
        path.unlink()
    except OSError as error:
        raise _write_error(path, error) from error


def _destination(path: Path, within: Path | None) -> tuple[str, str]:
    """The folder and the name to write to; FileError for a link that must not be followed.

    In the directory `within`, that is one that leads out of it, and a pipe or a device is one too.
    """
    if within is None and os.path.islink(path):
        raise FileError(f"{shown(path)}: a link: not written: name the file that it leads to")
    folder, name = _real(path)
    if within is not None and not _is_in(folder, within):
        raise FileError(f"{shown(path)}: leads out of {shown(within)}: not written")
    if is_mode_of_stream(mode_of(path)):
        raise FileError(f"{shown(path)}: not a regular file: not written")
    return folder, name


def _real(path: Path) -> tuple[str, str]:
    """The folder and the name of a file, without links on the way."""
    folder, name = os.path.split(path)
    if os.path.islink(path) or name in ("", os.curdir, os.pardir):
        folder, name = os.path.split(os.path.realpath(path))
    return _real_folder(folder), name


def _real_folder(folder: str) -> str:
    """The path of a folder without links, which is looked up again only if it is another folder."""
    try:
        status = os.stat(folder or os.curdir)
    except (OSError, ValueError):
        return os.path.realpath(folder)
    return _looked_up(folder, os.getcwd(), status.st_dev, status.st_ino)


@lru_cache(maxsize=64)
def _looked_up(folder: str, _cwd: str, _device: int, _inode: int) -> str:
    return os.path.realpath(folder)


def _is_in(folder: str, top: Path) -> bool:
    """Whether a folder is, without links, one or below it."""
    above = _real_folder(os.fspath(top))
    return folder == above or folder.startswith(os.path.join(above, ""))


def _write_stream(path: Path, data: bytes) -> bool:
    """Write into a device or a pipe, which stays what it is."""
    try:
        with path.open("wb") as stream:
            stream.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(path, error) from error
    return True


@cache  # once for each folder that is written to
def sweep(folder: str | Path) -> None:
    """Take away what a process that was killed in the middle of writing has left in a folder."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                _sweep_away(Path(folder, name))


def _sweep_away(path: Path) -> None:
    if os.path.islink(path) or not is_file(path):  # nothing of ours: a pipe would never open
        return
    with suppress(OSError), path.open("rb") as left:
        if _lock(left):  # as long as its writer lives, it cannot be locked
            path.unlink()


def _lock(file: BinaryIO) -> bool | None:
    """Whether a file could be locked, without a wait; None where there are no locks.

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


def _replace(folder: str, name: str, data: bytes, mode: int | None) -> None:
    path = f"{folder}{os.sep}{name}"
    temporary = f"{folder}{os.sep}.sxs-{os.getpid()}-{os.urandom(6).hex()}.tmp"
    try:
        with open(temporary, "xb", buffering=0) as file:
            if _lock(file) is False or not os.fstat(file.fileno()).st_nlink:  # it is swept away
                return _replace(folder, name, data, mode)
            if mode is not None:  # before there is anything to read
                os.chmod(temporary, mode)
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            if os.name == "posix":  # as long as it is open, and locked, nobody sweeps it away
                os.replace(temporary, path)
                status = os.fstat(file.fileno())  # ours, even if others write there
        if os.name != "posix":
            os.replace(temporary, path)
            status = os.stat(path)
        states.note_written(path, states.trusted(status), data)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _write_error(path: Path, error: OSError) -> WriteError:
    return WriteError(str(file_error(path, error)), is_for_all=error.errno in _HOPELESS)
