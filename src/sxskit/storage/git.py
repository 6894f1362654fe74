"""Read-only git commands: revisions, and files in the history of a repository.

A repository may be untrusted, including its ``.git/config``: nothing that it names is executed, a
partial clone is not fetched, and no index is refreshed. The user's configuration does not change
the results, because the plumbing commands of git do not read it.
"""

from __future__ import annotations

import os
import re
import subprocess
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from sxskit.errors import FileError
from sxskit.storage.files import shown

# The variables of a repository that git sets for hooks (git rev-parse --local-env-vars).
_LOCAL = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"),
    )
)
# No protocol is allowed, so nothing is fetched, also by git before 2.45, which does not know
# GIT_NO_LAZY_FETCH. Errors are in English.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": ":",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# Settings that would execute programs or read other files. An empty fsmonitor is off in every
# version; before 2.36 "false" is the name of a program.
_SETTINGS = ("core.fsmonitor=", "core.hooksPath=/dev/null", "core.excludesFile=")
NO_VALUE = "SXSKITNO_VALUE"
_UNSHALLOW = "run `git fetch --unshallow`, or on GitHub check out with `fetch-depth: 0`"
_SUBMODULE = "160000"  # the mode of a submodule


def shallow_hint(folder: Path) -> str:
    """The cure in a shallow clone; empty in any other."""
    asked = finished(folder, ("rev-parse", "--is-shallow-repository"))
    is_shallow = asked.stdout.strip() == b"true"
    return f" in this shallow clone: {_UNSHALLOW}" if is_shallow else ""


def commit(folder: Path, revision: str) -> str:
    """Return the id of the commit of a revision."""
    what = f"{shown(folder)}: unknown revision {revision!r}"
    if not revision or revision.startswith(("-", "^")):
        raise FileError(what)
    try:
        wanted = f"{revision}^{{commit}}"
        found = output(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    except FileError as error:
        raise FileError(f"{what}{shallow_hint(folder)}") from error
    return found.decode("ascii").strip()


def prefix(folder: Path) -> str:
    """Return the path of a folder in its repository with a slash at its end; empty for the top."""
    return os.fsdecode(output(folder, "rev-parse", "--show-prefix")).removesuffix("\n")


class Repository:
    """The contents of a repository and its history, from at most two git processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._versions: dict[str, list[str]] | None = None

    def __reduce__(self) -> tuple[type[Repository], tuple[Path]]:
        return Repository, (self._folder,)  # another process starts its own git

    def versions(self, path: str) -> list[str]:
        """Return the unique ids of the contents of a file on any branch, the newest first.

        The path is from the top of the repository and below the folder. The first call reads the
        whole history, which takes as long as that of a single path.
        """
        if self._versions is None:
            self._versions = _history(self._folder)
        return self._versions.get(path, [])

    def content(self, name: str) -> bytes | None:
        """Return the content of a file, by its id or as ``commit:path``; None if there is none."""
        if "\n" in name:
            return None
        asked, answers = self._pipes()
        try:
            asked.write(os.fsencode(name) + b"\n")
            asked.flush()
            header = answers.readline().rstrip(b"\n")
            # <id> blob 12, followed by the content; or <name> missing.
            found = re.search(rb" (blob|tree|commit|tag) ([0-9]+)\Z", header)
            if header and not found:
                return None
            size = int(found[2]) if found else 0
            content = answers.read(size + 1)
        except OSError:
            content, size = b"", 0
        if len(content) <= size:
            self._forget()  # the next request starts another process
            what = "git cat-file ended early: in a partial clone, fetch its objects first"
            raise FileError(f"{shown(self._folder)}: {what} ({name})")
        return content[:-1] if found and found[1] == b"blob" else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        if process is None or self._owner != os.getpid():  # it is the parent's
            process = _started(self._folder, "cat-file", "--batch")
            self._process, self._owner = process, os.getpid()
            weakref.finalize(self, _end, process, self._owner)
        assert process.stdin is not None
        assert process.stdout is not None
        return process.stdin, process.stdout

    def _forget(self) -> None:
        if self._process is not None:
            _end(self._process, self._owner)
        self._process = None


def _history(folder: Path) -> dict[str, list[str]]:
    """The ids of the contents of every file below a folder, by path."""
    versions: dict[str, dict[str, None]] = {}
    commits = _started(folder, "rev-list", "--all", "--full-history", "--", ".")
    trees = _started(
        folder,
        *("diff-tree", "--stdin", "-r", "-c", "--root", "--no-commit-id", "--raw", "--no-abbrev"),
        *("-z", "--no-renames", "--no-relative", "-O/dev/null", "--", "."),
        stdin=commits.stdout,
    )
    for ids, path in raw_differences(_parts(trees)):
        if ids[-1].strip("0"):  # otherwise it was deleted
            versions.setdefault(os.fsdecode(path), {})[ids[-1]] = None
    for process in (commits, trees):
        _end(process, os.getpid())
    for process, name in ((trees, "diff-tree"), (commits, "rev-list")):
        if process.returncode:
            raise FileError(f"{shown(folder)}: git {name} failed")
    return {path: [*ids] for path, ids in versions.items()}


def raw_differences(parts: Iterable[bytes]) -> Iterator[tuple[list[str], bytes]]:
    """The files in a raw difference, each with its old ids and its new id.

    The format is ``:100644 100644 <old id> <new id> M``, NUL, path, NUL; for a merge there are as
    many old ids as colons, and only files that differ from all of them. Submodules are omitted.
    """
    ids: list[str] = []
    is_file = False
    for part in parts:
        if ids:
            if is_file:
                yield ids, part
            ids = []
        elif part.startswith(b":"):
            old = len(part) - len(part.lstrip(b":"))
            fields = part.decode("ascii").split()
            ids, is_file = fields[old + 1 : -1], fields[old] != _SUBMODULE


def _parts(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """The output of a process, split at NULs."""
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


def _started(
    folder: Path, *arguments: str, stdin: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """A running git process with pipes to it and from it."""
    try:
        return subprocess.Popen(  # noqa: S603
            _command(folder, arguments),
            stdin=subprocess.PIPE if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        raise _missing(error) from error


def finished(
    folder: Path, arguments: Sequence[str], settings: Sequence[str] = ()
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603
            _command(folder, arguments, settings),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except OSError as error:
        raise _missing(error) from error


def _command(folder: Path, arguments: Sequence[str], settings: Sequence[str] = ()) -> list[str]:
    own = [option for setting in _SETTINGS for option in ("-c", setting)]
    return ["git", "-C", os.fspath(folder), "--no-pager", *own, *settings, *arguments]


def _environment() -> dict[str, str]:
    """The environment, without the variables that git sets for hooks."""
    inherited = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    return inherited | _ENVIRONMENT | {NO_VALUE: ""}


def _missing(error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError("git not found on PATH: install it, or omit --english-git and --since")
    return FileError(f"git: {(error.strerror or str(error)).lower()}")


def output(folder: Path, *arguments: str, settings: Sequence[str] = ()) -> bytes:
    """The output of git, as bytes; FileError with its message if it fails.

    The repository is that of the folder, also inside a hook of another one.
    """
    done = finished(folder, arguments, settings)
    if done.returncode:
        complaint, *more = os.fsdecode(done.stderr).strip().split("\n")
        cure = next((f": {line.strip()}" for line in more if "safe.directory" in line), "")
        raise FileError(f"{shown(folder)}: {complaint.removeprefix('fatal: ')}{cure}")
    return done.stdout
