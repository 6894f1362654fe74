"""Paths, and reading of files as bytes.

Documents are UTF-8, strictly, and never opened in text mode. Pipes and devices, which may be
endless, are omitted in folders, and read up to a limit where they are named.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeAlias

from sxskit.dialect.document import Document, parse
from sxskit.encoding import decode
from sxskit.errors import DocumentError, FileError
from sxskit.patterns import pattern
from sxskit.storage import states

# The types of a path in the library.
AnyPath: TypeAlias = str | os.PathLike[str]
# The path of standard input or standard output, and the default name of a document from there.
STDIN = "-"
DASH = Path(STDIN)
_HERE = Path()
# The maximal number of bytes that are read from a pipe or a device, which may be endless.
_STREAM = 64 << 20
# Files beside another file: metadata of macOS, "._a.md", and locks of Emacs, ".#a.md".
BESIDE = ("._", ".#")
# A part of the markup of a pair, in any case.
_HALVES = (b"data-ttu-id", b"data-stu-id", b"DATA-TTU-ID", b"DATA-STU-ID")
# The flags for reading: not in child processes, and no other line ends on Windows.
_READING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
# Characters that cannot be in one line of Unicode: control characters, undecodable bytes.
_UNPRINTABLE = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shown(path: AnyPath) -> str:
    """Return a path for messages and keys: with ``/``, and bytes that are not text as ``%XX``."""
    text = os.fspath(path).replace(os.sep, "/")
    return text if text.isprintable() else _UNPRINTABLE.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    character = match[0]
    if "\udc80" <= character <= "\udcff":  # Python's character for a byte that is not UTF-8
        return f"%{ord(character) - 0xDC00:02X}"
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def below(folder: Path, relative: str) -> str:
    """Return a path relative to a folder as text: a `Path` takes longer for many documents."""
    return relative if folder == _HERE else os.path.join(folder, relative)


def is_folder(path: AnyPath) -> bool:
    """Whether a path is a directory that exists and is accessible."""
    return stat.S_ISDIR(mode_of(path))


def is_file(path: AnyPath) -> bool:
    """Whether a path is a regular file, or a link to one."""
    return stat.S_ISREG(mode_of(path))


def is_missing(path: AnyPath) -> bool:
    """Whether a path does not exist or is not accessible."""
    return mode_of(path) == 0


def is_stream(path: AnyPath) -> bool:
    """Whether a path is a pipe or a device, which may be endless."""
    return is_mode_of_stream(mode_of(path))


def is_finite(path: AnyPath, onerror: Callable[[FileError], None] | None = None) -> bool:
    """Whether a file in a folder is finite.

    A pipe or a device is a FileError: raised, or passed to `onerror`.
    """
    if not is_stream(path):
        return True
    error = FileError(f"{shown(path)}: not a regular file: skipped")
    if onerror is None:
        raise error
    onerror(error)
    return False


def is_mode_of_stream(mode: int) -> bool:
    """Whether a mode is that of a pipe or a device."""
    return mode != 0 and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def mode_of(path: AnyPath) -> int:
    """Return the mode of a path; 0 if it does not exist or is not accessible."""
    with suppress(OSError, ValueError):
        return os.stat(path).st_mode
    return 0


def holds_pairs(data: bytes) -> bool:
    """Whether bytes contain pair markup, damaged or not."""
    return any(half in data for half in _HALVES)


def status(path: AnyPath) -> os.stat_result | None:
    """Return the status of a regular file; None if there is none."""
    with suppress(OSError, ValueError):
        found = os.stat(path)
        return found if stat.S_ISREG(found.st_mode) else None
    return None


def touch(path: Path) -> None:
    """Update the time of a file if possible."""
    with suppress(OSError):
        os.utime(path)


def remove_older(folder: Path, names: re.Pattern[str], *, than: float) -> None:
    """Remove the files in a folder that match a pattern and were written before a time."""
    with suppress(OSError):
        for path in folder.iterdir():
            if names.fullmatch(path.name) and is_file(path) and path.stat().st_mtime < than:
                path.unlink()


def read(path: AnyPath, name: str = "") -> bytes:
    """Return the bytes of a file; FileError, with the name if it is given, if it is unreadable."""
    try:
        data, signature = contents(path)
    except FileError as error:
        raise error.at(name or shown(path)) from error
    except OSError as error:
        raise file_error(name or path, error) from error
    states.note_read(os.fspath(path), signature, data)
    return data


def contents(path: AnyPath) -> tuple[bytes, states.Signature]:
    """Return the bytes of a file, and the signature to note with them; OSError if that fails."""
    file = os.open(path, _READING)
    try:
        status = os.fstat(file)
        signature = states.trusted(status) if states.are_noted() else ()
        return _read_all(file, status), signature
    finally:
        os.close(file)


def _read_all(file: int, status: os.stat_result) -> bytes:
    """All bytes of an open file; FileError for too many of a pipe or a device."""
    if is_mode_of_stream(status.st_mode):
        with open(file, "rb", closefd=False) as stream:
            return read_to_end(stream)
    # One byte more than there should be: a shorter answer is the end of the file.
    data = os.read(file, status.st_size + 1)
    if len(data) == status.st_size:
        return data
    parts = [data]
    while data := os.read(file, 1 << 20):
        parts.append(data)
    return b"".join(parts)


def read_to_end(stream: BinaryIO) -> bytes:
    """Return the bytes of a pipe or a device; FileError for too many, as of ``/dev/zero``."""
    parts: list[bytes] = []
    left = _STREAM
    while part := stream.read(1 << 20):
        parts.append(part)
        left -= len(part)
        if left < 0:
            raise FileError(
                f"more than {_STREAM >> 20} MiB from a pipe or device: give a regular file"
            )
    return b"".join(parts)


def read_stdin() -> bytes:
    """All bytes of standard input; FileError where it is closed or has no end."""
    try:
        data = read_to_end(sys.stdin.buffer)
    except FileError as error:
        raise error.at("standard input") from error
    except (AttributeError, OSError) as error:  # closed: then it is None
        what = getattr(error, "strerror", None) or "closed"
        raise FileError(f"standard input: {what.lower()}") from error
    states.note_read(STDIN, (), data)
    return data


def read_own(path: Path) -> bytes:
    """Return the bytes of a file of sxskit; FileError for a link, a pipe or a device."""
    if os.path.islink(path) or status(path) is None:
        raise FileError(f"{shown(path)}: not a regular file")
    return read(path)


def read_document(path: AnyPath) -> Document:
    """Return the document in a file.

    Raises DocumentError, with path and line, if it is not UTF-8, and FileError if it is unreadable.
    """
    path = Path(path)
    return decoded(read(path), shown(path))


def decoded(data: bytes, name: str) -> Document:
    """Return the document of bytes; DocumentError, with the name, if they are not UTF-8."""
    return parse(text(data, name))


def text(data: bytes, name: str) -> str:
    """Return the text of bytes; DocumentError, with the name, if they are not UTF-8."""
    if b"\0" in data and holds_pairs(data.replace(b"\0", b"")) and not holds_pairs(data):
        raise DocumentError(f"{name}: UTF-16 or UTF-32 without a byte order mark: save it as UTF-8")
    try:
        return decode(data, DocumentError, keep_mark=True)
    except DocumentError as error:
        raise error.at(name) from error


def file_error(path: AnyPath, error: OSError) -> FileError:
    return FileError(f"{shown(path)}: {(error.strerror or str(error)).lower()}")
