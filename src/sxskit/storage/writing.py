"""Atomic writing of files, as bytes.

A file is written atomically, only if its bytes change, and never through a link that leads out of
its tree. A pipe or a device is not replaced.
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

# The name of a file that is being written, with its process.
_TEMPORARY = pattern(r"\.sxs-[0-9]{1,10}-[0-9a-f]{12}\.tmp")
# Errors that concern all files: a full disk, a full quota, a read-only file system.
_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def encoded(text: str, name: str) -> bytes:
    """Return a document as bytes; DocumentError if it contains an unpaired surrogate."""
    try:
        return encode(text, DocumentError)
    except DocumentError as error:
        raise error.at(name) from error


def write_document(path: AnyPath, document: Document) -> bool:
    """Write a document if the file would change; return whether it was written.

    Raises FileError if it cannot be written, and DocumentError if it cannot be encoded as UTF-8.
    """
    path = Path(path)
    return write(path, encoded(document.text, shown(path)))


def write(path: Path, data: bytes, *, within: Path | None = None) -> bool:
    """Write bytes if the file would change; return whether they were written.

    The file contains the old bytes or the new ones at any time, and keeps its mode. Raises
    WriteError if it cannot be written. With the directory `within`, links that stay in it are
    followed, and a link that leads out, a pipe or a device is a FileError. Without it, the file may
    be a pipe or a device, and must not be a link.
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
            raise FileError(f"{shown(path)}: the link leads to itself")
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
    """Write bytes over a file if they differ; return whether they were written."""
    signature = states.trusted(os.stat(path))
    if path.read_bytes() != data:
        _replace(folder, name, data, mode)
        return True
    states.note_written(f"{folder}{os.sep}{name}", signature, data)
    return False


def _make_top(top: Path, path: Path) -> None:
    """Create the output folder of a command; WriteError for all files if it fails."""
    try:
        os.makedirs(top, exist_ok=True)
    except FileExistsError as error:
        raise WriteError(f"{shown(path)}: not a directory", is_for_all=True) from error
    except OSError as error:
        raise WriteError(str(file_error(path, error)), is_for_all=True) from error


def write_own(path: Path, data: bytes) -> None:
    """Write a file of sxskit; a link, a pipe or a device in its place is replaced."""
    folder = _real_folder(os.fspath(path.parent))
    try:
        sweep(folder)
        os.makedirs(folder, exist_ok=True)
        _replace(folder, path.name, data, None)
    except OSError as error:
        raise _write_error(path, error) from error


def is_writable(path: Path) -> bool:
    """Whether a file can be created or replaced; True if it is unknown."""
    folder = os.path.dirname(real(path))
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)


def real(path: Path) -> str:
    """Return the path of a file without links."""
    folder, name = _real(path)
    return f"{folder}{os.sep}{name}"


def replaced(path: Path, *, within: Path | None = None) -> bytes:
    """Return the bytes that `write` would replace; None without a regular file.

    Raises FileError if they are unreadable, or if a link leads out of the directory `within`.
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
    """Remove a file or a link in a directory; FileError if that fails or leads out of it."""
    _destination(path, within)
    try:
        path.unlink()
    except OSError as error:
        raise _write_error(path, error) from error


def _destination(path: Path, within: Path | None) -> tuple[str, str]:
    """The folder and the name of the file; FileError for a link that must not be followed.

    With the directory `within`, that is a link that leads out of it, or a pipe or a device.
    """
    if within is None and os.path.islink(path):
        raise FileError(f"{shown(path)}: not written: a symbolic link: give its target")
    folder, name = _real(path)
    if within is not None and not _is_in(folder, within):
        raise FileError(f"{shown(path)}: not written: the link leads out of {shown(within)}")
    if is_mode_of_stream(mode_of(path)):
        raise FileError(f"{shown(path)}: not written: not a regular file")
    return folder, name


def _real(path: Path) -> tuple[str, str]:
    """The folder and the name of a file, without links."""
    folder, name = os.path.split(path)
    if os.path.islink(path) or name in ("", os.curdir, os.pardir):
        folder, name = os.path.split(os.path.realpath(path))
    return _real_folder(folder), name


def _real_folder(folder: str) -> str:
    """The path of a folder without links, cached until the folder is replaced."""
    try:
        status = os.stat(folder or os.curdir)
    except (OSError, ValueError):
        return os.path.realpath(folder)
    return _looked_up(folder, os.getcwd(), status.st_dev, status.st_ino)


@lru_cache(maxsize=64)
def _looked_up(folder: str, _cwd: str, _device: int, _inode: int) -> str:
    return os.path.realpath(folder)


def _is_in(folder: str, top: Path) -> bool:
    """Whether a folder, without links, equals another one or is below it."""
    above = _real_folder(os.fspath(top))
    return folder == above or folder.startswith(os.path.join(above, ""))


def _write_stream(path: Path, data: bytes) -> bool:
    """Write to a device or a pipe."""
    try:
        with path.open("wb") as stream:
            stream.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(path, error) from error
    return True


@cache  # once for each output folder
def sweep(folder: str | Path) -> None:
    """Remove partly written files of killed processes from a folder."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                _sweep_away(Path(folder, name))


def _sweep_away(path: Path) -> None:
    if os.path.islink(path) or not is_file(path):  # opening a pipe would block
        return
    with suppress(OSError), path.open("rb") as left:
        if _lock(left):  # locked while its writer lives
            path.unlink()


def _lock(file: BinaryIO) -> bool | None:
    """Whether a file could be locked without waiting; None on systems without locks.

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
            if _lock(file) is False or not os.fstat(file.fileno()).st_nlink:  # swept
                return _replace(folder, name, data, mode)
            if mode is not None:  # before it has content
                os.chmod(temporary, mode)
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            if os.name == "posix":  # while it is open and locked, it is not swept
                os.replace(temporary, path)
                status = os.fstat(file.fileno())  # of this file, not of the path
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
