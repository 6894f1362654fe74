"""What git knows of documents: asked of the ``git`` program, which never changes anything here."""

from __future__ import annotations

import os
import re
import subprocess
import weakref
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from sxskit.errors import FileError
from sxskit.files import shown

# What git tells its hooks of their repository (git rev-parse --local-env-vars).
_LOCAL = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"),
    )
)


def changed(folder: Path, revision: str) -> set[str]:
    """The real paths of the files that differ from a revision, those not yet added included.

    Raises FileError where the folder is in no repository, git is missing, or knows no such
    revision.
    """
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n")
    tip = commit(folder, revision)
    tracked = _git(
        Path(top),
        *("diff", "--name-only", "-z", "--diff-filter=d", "--no-renames", "--no-relative", tip),
    )
    new = _git(Path(top), "ls-files", "--others", "--exclude-standard", "-z")
    names = [os.fsdecode(path) for path in (tracked + new).split(b"\0") if path]
    return {os.path.realpath(os.path.join(top, name)) for name in names}


def commit(folder: Path, revision: str) -> str:
    """The id of the commit that a revision names."""
    unknown = FileError(f"{shown(folder)}: no revision {revision!r}")
    if not revision or revision.startswith(("-", "^")):
        raise unknown
    try:
        wanted = f"{revision}^{{commit}}"
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    except FileError as error:
        raise unknown from error
    return found.decode("ascii").strip()


def prefix(folder: Path) -> str:
    """The path of a folder in its repository, with a slash at its end; empty for the top."""
    return os.fsdecode(_git(folder, "rev-parse", "--show-prefix")).removesuffix("\n")


class Repository:
    """What a repository holds, and has held: from two git processes for each of ours, at most."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._versions: dict[str, list[str]] | None = None

    def __reduce__(self) -> tuple[type[Repository], tuple[Path]]:
        return Repository, (self._folder,)  # another process asks for itself

    def versions(self, path: str) -> list[str]:
        """The ids of what a file has held on any branch, the newest first, each once.

        The path is one from the top of the repository, below the folder. The history is read when
        first asked for, all of it: for every path anew it would take as long.
        """
        if self._versions is None:
            self._versions = _history(self._folder)
        return self._versions.get(path, [])

    def content(self, name: str) -> bytes | None:
        """The content of a file, by its id or as ``commit:path``; None where there is none."""
        if "\n" in name:
            return None
        asked, answers = self._pipes()
        try:
            asked.write(os.fsencode(name) + b"\n")
            asked.flush()
            header = answers.readline().rstrip(b"\n")
            # <id> blob 12, and then the content; <name> missing, and then nothing.
            found = re.search(rb" (blob|tree|commit|tag) ([0-9]+)\Z", header)
            if not found:
                if not header:
                    raise OSError("git has ended")
                return None
            size = int(found[2])
            content = answers.read(size + 1)
        except OSError as error:
            raise FileError(f"{shown(self._folder)}: git cat-file: {error}") from error
        if len(content) <= size:
            raise FileError(f"{shown(self._folder)}: git cat-file has ended")
        return content[:-1] if found[1] == b"blob" else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        if process is None or self._owner != os.getpid():  # forked: the other one is the parent's
            process = _started(self._folder, "cat-file", "--batch")
            self._process, self._owner = process, os.getpid()
            weakref.finalize(self, _end, process, self._owner)
        assert process.stdin is not None
        assert process.stdout is not None
        return process.stdin, process.stdout


def _history(folder: Path) -> dict[str, list[str]]:
    """The ids of what every file below a folder has held, by path."""
    versions: dict[str, dict[str, None]] = {}
    process = _started(
        folder,
        *("log", "--all", "--full-history", "-c", "--format=", "--raw", "--no-abbrev", "-z"),
        *("--no-renames", "--no-relative", "--no-ext-diff", "--", "."),
    )
    # :100644 100644 <old id> <new id> M NUL path NUL, and of a merge with as many old ones as
    # colons; only what differs from all of them is there.
    fields: list[bytes] = []
    for part in _parts(process):
        if fields:
            id = fields[len(fields) - 2].decode("ascii")
            if id.strip("0"):  # else it was taken away
                versions.setdefault(os.fsdecode(part), {})[id] = None
            fields = []
        elif part.lstrip(b"\n").startswith(b":"):
            fields = part.split()
    _end(process, os.getpid())
    if process.returncode:
        raise FileError(f"{shown(folder)}: git log has failed")
    return {path: [*ids] for path, ids in versions.items()}


def _parts(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """What a process prints, between NULs."""
    assert process.stdout is not None
    rest = b""
    while chunk := process.stdout.read(1 << 20):
        *parts, rest = (rest + chunk).split(b"\0")
        yield from parts
    yield rest


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    if owner != os.getpid():
        return
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


def _started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Git at work, with pipes to it and from it."""
    try:
        return subprocess.Popen(  # noqa: S603
            _command(folder, arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        raise _missing(error) from error


def _command(folder: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "-C", os.fspath(folder), *arguments]


def _environment() -> dict[str, str]:
    """That of ours, without what a hook has been told of its repository."""
    return {name: value for name, value in os.environ.items() if name not in _LOCAL}


def _missing(error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError("git is not on PATH: install it, or do without it")
    return FileError(f"git: {(error.strerror or str(error)).lower()}")


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints, as bytes; FileError with its complaint where it fails.

    The repository is that of the folder, also where a hook has told git of another one.
    """
    try:
        done = subprocess.run(  # noqa: S603
            _command(folder, arguments), capture_output=True, check=False, env=_environment()
        )
    except OSError as error:
        raise _missing(error) from error
    if done.returncode:
        complaint = os.fsdecode(done.stderr).strip().split("\n")[0].removeprefix("fatal: ")
        raise FileError(f"{shown(folder)}: {complaint}")
    return done.stdout
