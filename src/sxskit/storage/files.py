"""Reading and atomic writing of files, as bytes.

Documents are UTF-8, strictly, and never opened in text mode. A file is written atomically, only if
its bytes change, and never through a link that leads out of its tree. Pipes and devices, which may
be endless, are omitted in folders, and read up to a limit where they are named.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, TypeAlias

from sxskit.dialect.document import Document, parse
from sxskit.encoding import decode, encode
from sxskit.errors import DocumentError, FileError, WriteError
from sxskit.storage import states

# How a path may be given to the library.
AnyPath: TypeAlias = str | os.PathLike[str]
# A file that is being written, and by which process.
_TEMPORARY = re.compile(r"\.sxs-[0-9]{1,10}-[0-9a-f]{12}\.tmp")
# Standard input as a document, standard output as a place for one.
DASH = Path("-")
# How many bytes are read of a pipe or a device, which may have no end.
_STREAM = 64 << 20
# What keeps every file from being written: a full disk, a full quota, a file system to read only.
_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# What lies beside a file under its name: what macOS keeps of it, "._a.md", and what Emacs locks it
# with, ".#a.md".
BESIDE = ("._", ".#")
# What is in the markup of a pair, be its letters changed.
_HALVES = (b"data-ttu-id", b"data-stu-id", b"DATA-TTU-ID", b"DATA-STU-ID")
# What keeps a name from being one line of Unicode: control characters, undecodable bytes.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shown(path: Path) -> str:
    """A path as messages and keys have it: with ``/``, and what no text can hold as ``%XX``."""
    return _UNPRINTABLE.sub(_percent, path.as_posix())


def _percent(match: re.Match[str]) -> str:
    character = match[0]
    if "\udc80" <= character <= "\udcff":  # how Python holds a byte that is not UTF-8
        return f"%{ord(character) - 0xDC00:02X}"
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def is_folder(path: Path) -> bool:
    """Whether a path is a directory; not where there is nothing, or no way to it."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a path is a regular file, or a link to one."""
    return stat.S_ISREG(_mode(path))


def is_missing(path: Path) -> bool:
    """Whether there is nothing at a path, or no way to it."""
    return _mode(path) == 0


def is_stream(path: Path) -> bool:
    """Whether a path is a pipe or a device, which may have no end."""
    return _is_stream(_mode(path))


def is_finite(path: Path, onerror: Callable[[FileError], None] | None = None) -> bool:
    """Whether a file in a folder has an end.

    A pipe or a device is a FileError: raised, or given to `onerror`.
    """
    if not is_stream(path):
        return True
    error = FileError(f"{shown(path)}: not a regular file: left out")
    if onerror is None:
        raise error
    onerror(error)
    return False


def _is_stream(mode: int) -> bool:
    return mode != 0 and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _mode(path: Path) -> int:
    with suppress(OSError, ValueError):
        return path.stat().st_mode
    return 0


def holds_pairs(data: bytes) -> bool:
    """Whether bytes have pair markup, be it damaged."""
    return any(half in data for half in _HALVES)


def status(path: Path) -> os.stat_result | None:
    """The status of a regular file; None where there is none."""
    with suppress(OSError, ValueError):
        found = os.stat(path)
        return found if stat.S_ISREG(found.st_mode) else None
    return None


def touch(path: Path) -> None:
    """Say that a file is in use, if that can be said."""
    with suppress(OSError):
        os.utime(path)


def remove_older(folder: Path, names: re.Pattern[str], *, than: float) -> None:
    """Take away the files of such names in a folder that were last written before a time."""
    with suppress(OSError):
        for path in folder.iterdir():
            if names.fullmatch(path.name) and is_file(path) and path.stat().st_mtime < than:
                path.unlink()


def read(path: Path, name: str = "") -> bytes:
    """All bytes of a file; FileError, with the name if there is one, where it cannot be read."""
    try:
        status = os.stat(path)
        signature = states.trusted(status)
        data = _read_stream(path) if _is_stream(status.st_mode) else path.read_bytes()
    except FileError as error:
        raise error.at(name or shown(path)) from error
    except OSError as error:
        raise file_error(Path(name) if name else path, error) from error
    states.note_read(os.fspath(path), signature, data)
    return data


def _read_stream(path: Path) -> bytes:
    with path.open("rb") as stream:
        return read_to_end(stream)


def read_to_end(stream: BinaryIO) -> bytes:
    """All bytes of a pipe or a device; FileError where there are too many, as of ``/dev/zero``."""
    parts: list[bytes] = []
    left = _STREAM
    while part := stream.read(1 << 20):
        parts.append(part)
        left -= len(part)
        if left < 0:
            raise FileError(f"no end after {_STREAM >> 20} MiB: give a regular file")
    return b"".join(parts)


def read_own(path: Path) -> bytes:
    """All bytes of a file that sxskit made itself; FileError for a link, a pipe or a device."""
    if os.path.islink(path) or status(path) is None:
        raise FileError(f"{shown(path)}: not a regular file")
    return read(path)


def read_document(path: AnyPath) -> Document:
    """The document in a file.

    Raises DocumentError, with path and line, where it is not UTF-8, and FileError where it cannot
    be read.
    """
    path = Path(path)
    return decoded(read(path), shown(path))


def decoded(data: bytes, name: str) -> Document:
    """The document that bytes hold; DocumentError, with the name, where they are not UTF-8."""
    return parse(text(data, name))


def text(data: bytes, name: str) -> str:
    """The text that bytes hold; DocumentError, with the name, where they are not UTF-8."""
    if b"\0" in data and holds_pairs(data.replace(b"\0", b"")) and not holds_pairs(data):
        raise DocumentError(f"{name}: UTF-16 or UTF-32 without a mark: save it as UTF-8")
    try:
        return decode(data, DocumentError, keep_mark=True)
    except DocumentError as error:
        raise error.at(name) from error


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
    mode = _mode(path)
    if within is None and _is_stream(mode):
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


def _destination(path: Path, within: Path | None) -> tuple[str, str]:
    """The folder and the name to write to; FileError for a link that must not be followed.

    In the directory `within`, that is one that leads out of it, and a pipe or a device is one too.
    """
    if within is None and os.path.islink(path):
        raise FileError(f"{shown(path)}: a link: not written: name the file that it leads to")
    folder, name = _real(path)
    if within is not None and not _is_in(folder, within):
        raise FileError(f"{shown(path)}: leads out of {shown(within)}: not written")
    if _is_stream(_mode(path)):
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
                status = os.fstat(file.fileno())  # which is ours, whoever writes there meanwhile
        if os.name != "posix":
            os.replace(temporary, path)
            status = os.stat(path)
        states.note_written(path, states.trusted(status), data)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def file_error(path: Path, error: OSError) -> FileError:
    return FileError(f"{shown(path)}: {(error.strerror or str(error)).lower()}")


def _write_error(path: Path, error: OSError) -> WriteError:
    return WriteError(str(file_error(path, error)), is_for_all=error.errno in _HOPELESS)
