"""Bytes in, bytes out: documents found, read and written.

Documents are UTF-8, strictly, and never opened in text mode. A file is written only if its bytes
change, all at once, and never through a link that leads out of its tree.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from sxskit.document import Document, parse
from sxskit.errors import DocumentError, FileError

# A file that is being written, and by which process.
_TEMPORARY = re.compile(r"\.sxs-[0-9]{1,10}-[0-9a-f]{12}\.tmp")
# Standard input as a document, standard output as a place for one.
DASH = Path("-")
# What keeps a name from being one line of Unicode: control characters, undecodable bytes.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Found(NamedTuple):
    """A document on disk; `asked` is whether it was named itself or found in a directory."""

    relative: Path  # from the root
    path: Path
    asked: bool

    @property
    def name(self) -> str:
        """What keys and messages call it."""
        return shown(self.relative)

    @property
    def is_stdin(self) -> bool:
        """Whether it comes from standard input instead."""
        return self.path == DASH

    @property
    def size(self) -> int:
        """How many bytes it has; 0 where that is not known."""
        with suppress(OSError, ValueError):
            return self.path.stat().st_size
        return 0


def shown(path: Path) -> str:
    """A path as messages and keys have it: with ``/``, and what no text can hold as ``%XX``."""
    return _UNPRINTABLE.sub(_percent, path.as_posix())


def _percent(match: re.Match[str]) -> str:
    character = match[0]
    if "\udc80" <= character <= "\udcff":  # how Python holds a byte that is not UTF-8
        return f"%{ord(character) - 0xDC00:02X}"
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def find(
    paths: Iterable[Path],
    root: Path,
    *,
    skip: Collection[Path] = (),
    below: Callable[[Path], Keep] | None = None,
    onerror: Callable[[FileError], None] | None = None,
) -> list[Found]:
    """The documents that paths name, relative to `root`, each once, sorted by name.

    A directory stands for the Markdown files in it, except in hidden directories and in those of
    `skip`; `below` says what else to leave out below it. A path that is missing, unreadable or not
    under `root` is a FileError: raised, or given to `onerror`, and the others have their turn.
    """
    found: dict[str, Found] = {}
    for path in paths:
        try:
            for each in _found(path, root, skip, below, onerror):
                name = each.name
                before = found.setdefault(name, each)
                if before is each:
                    continue
                if os.path.abspath(before.path) != os.path.abspath(each.path):
                    raise FileError(f"{name}: two files have this name once it is text")
                if each.asked:
                    found[name] = each
        except FileError as error:
            if onerror is None:
                raise
            onerror(error)
    return [each for _, each in sorted(found.items(), key=lambda item: item[0].split("/"))]


def _found(
    path: Path,
    root: Path,
    skip: Collection[Path],
    below: Callable[[Path], Keep] | None,
    onerror: Callable[[FileError], None] | None,
) -> Iterator[Found]:
    if is_folder(path):
        keep = below(path) if below else None
        folders: dict[Path, Path | None] = {}  # there are fewer of them than of documents
        for each in walk(path, skip=skip, keep=keep, onerror=onerror):
            if each.suffix.lower() == ".md" and not _is_stream(each):
                folder = each.parent
                if folder not in folders:
                    folders[folder] = _below(folder, root, os.path.abspath)
                above = folders[folder]
                yield Found(above / each.name if above else _relative(each, root), each, False)
    else:
        try:
            path.stat()
        except OSError as error:
            raise _file_error(path, error) from error
        yield Found(_relative(path, root), path, True)


def is_folder(path: Path) -> bool:
    """Whether a path is a directory; not where there is nothing, or no way to it."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a path is a regular file, or a link to one."""
    return stat.S_ISREG(_mode(path))


def _is_stream(path: Path) -> bool:
    """Whether a path is a pipe or a device, which might never end."""
    mode = _mode(path)
    return mode != 0 and not stat.S_ISREG(mode)


def _mode(path: Path) -> int:
    with suppress(OSError, ValueError):
        return path.stat().st_mode
    return 0


class Keep(Protocol):
    """Which names in a folder a walk takes."""

    def __call__(self, folder: str, names: Iterable[str], *, is_folder: bool) -> list[str]: ...


def walk(
    directory: Path,
    *,
    skip: Collection[Path] = (),
    keep: Keep | None = None,
    onerror: Callable[[FileError], None] | None = None,
) -> Iterator[Path]:
    """The files under a directory; hidden directories and those of `skip` are left out.

    Links to directories are not followed, so no loop traps the walk. A directory that cannot be
    read is a FileError: raised, or given to `onerror`, and the walk goes on.
    """

    def failed(error: OSError) -> None:
        unreadable = _file_error(Path(os.fsdecode(error.filename)), error)
        if onerror is None:
            raise unreadable
        onerror(unreadable)

    skipped = {os.path.realpath(path) for path in skip}
    for folder, folders, names in os.walk(directory, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if skipped:
            real = os.path.realpath(folder)
            folders[:] = [name for name in folders if f"{real}{os.sep}{name}" not in skipped]
        if keep is not None:
            folders[:] = keep(folder, folders, is_folder=True)
            names = keep(folder, names, is_folder=False)
        yield from (Path(folder, name) for name in names)


def _relative(path: Path, root: Path) -> Path:
    for absolute in (os.path.abspath, os.path.realpath):
        relative = _below(path, root, absolute)
        if relative is not None:
            return relative
    raise FileError(f"{shown(path)}: outside {shown(root)}: pass the folder above both as --root")


def _below(path: Path, root: Path, absolute: Callable[[Path], str]) -> Path | None:
    """A path relative to a folder; None where it is not below it."""
    with suppress(ValueError):
        return Path(absolute(path)).relative_to(absolute(root))
    return None


def holds_pairs(data: bytes) -> bool:
    """Whether bytes have pair markup, be it damaged."""
    return b"data-ttu-id=" in data or b"data-stu-id=" in data


def signature(path: Path) -> tuple[int, ...] | None:
    """Size, times and place of a file, which differ whenever it was written; None: no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


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
        return path.read_bytes()
    except OSError as error:
        raise _file_error(Path(name) if name else path, error) from error


def read_document(path: Path) -> Document:
    """The document in a file.

    Raises DocumentError, with path and offset, where it is not UTF-8, and FileError where it cannot
    be read.
    """
    return decoded(read(path), shown(path))


def decoded(data: bytes, name: str) -> Document:
    """The document that bytes hold; DocumentError, with the name, where they are not UTF-8."""
    return parse(text(data, name))


def text(data: bytes, name: str) -> str:
    """The text that bytes hold; DocumentError, with the name, where they are not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        where = f"byte {error.start}, 0x{data[error.start]:02x}"
        raise DocumentError(f"{name}: not UTF-8 ({where}): save it as UTF-8") from error


def encoded(text: str, name: str) -> bytes:
    """A document's text as bytes; DocumentError where it holds half a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        what = f"U+{ord(text[error.start]):04X} at character {error.start}"
        raise DocumentError(f"{name}: no UTF-8 for {what}") from error


def write_document(path: Path, document: Document) -> bool:
    """Write a document if the file does not hold it yet; whether it was written.

    Raises FileError where it cannot be, and DocumentError where the text has no UTF-8.
    """
    return write(path, encoded(document.text, shown(path)))


def write(path: Path, data: bytes, *, within: Path | None = None) -> bool:
    """Write bytes if the file does not hold them yet; whether they were written.

    All at once: who reads the file sees the old bytes or the new ones. An old file keeps its mode,
    and a link stays one. Raises FileError where the file cannot be written, or a link leads out of
    the directory `within`.
    """
    mode = _mode(path)
    if mode and not stat.S_ISREG(mode):
        return _write_stream(path, data)
    folder, name = _destination(path, within)
    try:
        sweep(folder)
        if mode:
            if path.read_bytes() == data:
                return False
            _replace(folder, name, data, stat.S_IMODE(mode))
        elif os.path.islink(f"{folder}{os.sep}{name}"):
            raise FileError(f"{shown(path)}: a link that leads to itself")
        else:
            os.makedirs(folder, exist_ok=True)
            _replace(folder, name, data, None)
    except FileError:
        raise
    except OSError as error:
        raise _file_error(path, error) from error
    return True


def replaced(path: Path, *, within: Path | None = None) -> bytes:
    """The bytes that `write` would replace; none where there is no file, or a device or a pipe.

    Raises FileError where they cannot be read, or a link leads out of the directory `within`.
    """
    if not is_file(path):
        return b""
    _destination(path, within)
    return read(path)


def _destination(path: Path, within: Path | None) -> tuple[str, str]:
    """The folder and the name to write to; FileError where they are not in the directory."""
    folder, name = _real(path)
    if within is not None and not _is_in(folder, within):
        raise FileError(f"{shown(path)}: leads out of {shown(within)}: not written")
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
        raise _file_error(path, error) from error
    return True


@cache  # once for each folder that is written to
def sweep(folder: str | Path) -> None:
    """Take away what a process that was killed in the middle of writing has left in a folder."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                with suppress(OSError), Path(folder, name).open("rb") as left:
                    if _lock(left):  # as long as its writer lives, it cannot be locked
                        Path(folder, name).unlink()


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
        if os.name != "posix":
            os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _file_error(path: Path, error: OSError) -> FileError:
    return FileError(f"{shown(path)}: {(error.strerror or str(error)).lower()}")
