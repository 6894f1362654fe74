"""Atomic writing of files, as bytes.

A file is written atomically, only if its bytes change, and never through a link that leads out of
its tree. A pipe or a device is not replaced.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from sxskit.dialect.document import Document
from sxskit.encoding import encode
from sxskit.errors import DocumentError, FileError, WriteError
from sxskit.storage import states
from sxskit.storage.files import (
    AnyPath,
    contents,
    file_error,
    is_mode_of_stream,
    is_stream,
    mode_of,
    read,
    shown,
)
from sxskit.storage.replacing import replace, sweep

# Errors that concern all files: a full disk, a full quota, a read-only file system.
_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# The paths without links of the folders of a run.
_known: ContextVar[dict[str, str] | None] = ContextVar("_known", default=None)


@contextmanager
def known_folders() -> Iterator[None]:
    """Resolve the links to each folder once in the context, not for each file."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


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


def write(path: AnyPath, data: bytes, *, within: Path | None = None) -> bool:
    """Write bytes if the file would change; return whether they were written.

    The file contains the old bytes or the new ones at any time, and keeps its mode. Raises
    WriteError if it cannot be written. With the directory `within`, links that stay in it are
    followed, and a link that leads out, a pipe or a device is a FileError. Without it, the file may
    be a pipe or a device, and must not be a link.
    """
    if within is None and is_stream(path):
        return _write_stream(path, data)
    folder, name, mode = _destination(path, within)
    try:
        sweep(folder)
        if mode:
            return _update(folder, name, data, stat.S_IMODE(mode))
        _create(path, folder, name, data, within)
    except FileError:
        raise
    except OSError as error:
        raise _write_error(path, error) from error
    return True


def _update(folder: str, name: str, data: bytes, mode: int) -> bool:
    """Write bytes over a file if they differ; return whether they were written."""
    path = f"{folder}{os.sep}{name}"
    before, signature = contents(path)
    if before != data:
        replace(folder, name, data, mode)
        return True
    states.note_written(path, signature, data)
    return False


def create(path: AnyPath, pieces: Iterable[bytes]) -> bool:
    """Write a new file piece by piece; return True. The file is there when it is complete.

    Raises the errors of `write`.
    """
    folder, name, _ = _destination(path, None)
    try:
        sweep(folder)
        _create(path, folder, name, pieces, None)
    except OSError as error:
        raise _write_error(path, error) from error
    return True


def _create(
    path: AnyPath, folder: str, name: str, data: bytes | Iterable[bytes], within: Path | None
) -> None:
    """Write a new file, and its folder if that is missing."""
    try:
        replace(folder, name, data, None)
    except (FileNotFoundError, NotADirectoryError):
        if within is not None:
            _make_top(within, path)
        os.makedirs(folder, exist_ok=True)
        replace(folder, name, data, None)


def _make_top(top: Path, path: AnyPath) -> None:
    """Create the output folder of a command; WriteError for all files if it fails."""
    try:
        os.makedirs(top, exist_ok=True)
    except FileExistsError as error:
        raise WriteError(f"{shown(path)}: not a directory", is_for_all=True) from error
    except OSError as error:
        raise WriteError(str(file_error(path, error)), is_for_all=True) from error


def sweep_beside(path: str) -> None:
    """Remove partly written files of killed processes from the folder of a file."""
    sweep(os.path.dirname(path) or os.curdir)


def write_own(path: Path, data: bytes) -> None:
    """Write a file of sxskit; a link, a pipe or a device in its place is replaced."""
    folder = _real_folder(os.fspath(path.parent))
    try:
        sweep(folder)
        os.makedirs(folder, exist_ok=True)
        replace(folder, path.name, data, None)
    except OSError as error:
        raise _write_error(path, error) from error


def is_writable(path: AnyPath) -> bool:
    """Whether a file can be created or replaced; True if it is unknown."""
    folder = os.path.dirname(real(path))
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)


def real(path: AnyPath) -> str:
    """Return the path of a file without links."""
    folder, name = os.path.split(path)
    if os.path.islink(path) or name in _NO_NAMES:
        return os.path.realpath(path)
    return f"{_real_folder(folder)}{os.sep}{name}"


def replaced(path: AnyPath, *, within: Path | None = None) -> bytes:
    """Return the bytes that `write` would replace; None without a regular file.

    Raises FileError if they are unreadable, or if a link leads out of the directory `within`.
    """
    if not stat.S_ISREG(mode_of(path)):
        return b""
    _destination(path, within)
    return read(path)


def replaceable(path: AnyPath, *, within: Path | None = None) -> bytes | None:
    """The bytes that `write` would replace; None where it would make a file or write into a device.

    Raises FileError where it could not, or the bytes cannot be read.
    """
    if within is None and is_stream(path):
        return None
    mode = _destination(path, within).mode
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


_NO_NAMES = ("", os.curdir, os.pardir)


class _Destination(NamedTuple):
    """The file that a path leads to; the mode is 0 if it does not exist."""

    folder: str  # without links
    name: str
    mode: int


def _destination(path: AnyPath, within: Path | None) -> _Destination:
    """The file to write; FileError for a link that must not be followed.

    With the directory `within`, that is a link that leads out of it, or a pipe or a device.
    """
    mode = _mode_of_link(path)
    folder, name = os.path.split(path)
    if stat.S_ISLNK(mode):
        if within is None:
            raise FileError(f"{shown(path)}: not written: a symbolic link: give its target")
        folder, name = os.path.split(os.path.realpath(path))
        mode = _mode_of_link(os.path.join(folder, name))
    elif name in _NO_NAMES:
        folder, name = os.path.split(os.path.realpath(path))
    else:
        folder = _real_folder(folder)
    if within is not None and not _is_in(folder, within):
        raise FileError(f"{shown(path)}: not written: the link leads out of {shown(within)}")
    if stat.S_ISLNK(mode):
        raise FileError(f"{shown(path)}: the link leads to itself")
    if is_mode_of_stream(mode):
        raise FileError(f"{shown(path)}: not written: not a regular file")
    return _Destination(folder, name, mode)


def _mode_of_link(path: AnyPath) -> int:
    """The mode of a path, of a link itself; 0 if it does not exist or is not accessible."""
    try:
        return os.lstat(path).st_mode
    except (OSError, ValueError):
        return 0


def _real_folder(folder: str) -> str:
    """The path of a folder without links."""
    known = _known.get()
    if known is None:
        return os.path.realpath(folder)
    if folder not in known:
        known[folder] = os.path.realpath(folder)
    return known[folder]


def _is_in(folder: str, top: Path) -> bool:
    """Whether a folder, without links, equals another one or is below it."""
    above = _real_folder(os.fspath(top))
    return folder == above or folder.startswith(os.path.join(above, ""))


def _write_stream(path: AnyPath, data: bytes) -> bool:
    """Write to a device or a pipe."""
    try:
        with open(path, "wb") as stream:
            stream.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(path, error) from error
    return True


def _write_error(path: AnyPath, error: OSError) -> WriteError:
    return WriteError(str(file_error(path, error)), is_for_all=error.errno in _HOPELESS)
