"""What git knows of documents: asked of the ``git`` program, which never changes anything here."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

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
    commit = _commit(folder, revision)
    tracked = _git(
        Path(top),
        *("diff", "--name-only", "-z", "--diff-filter=d", "--no-renames", "--no-relative", commit),
    )
    new = _git(Path(top), "ls-files", "--others", "--exclude-standard", "-z")
    names = [os.fsdecode(path) for path in (tracked + new).split(b"\0") if path]
    return {os.path.realpath(os.path.join(top, name)) for name in names}


def _commit(folder: Path, revision: str) -> str:
    """The id of the commit that a revision names."""
    unknown = FileError(f"{shown(folder)}: no revision {revision!r}")
    if not revision or revision.startswith(("-", "^")):
        raise unknown
    try:
        wanted = f"{revision}^{{commit}}"
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    except FileError as error:
        raise unknown from error
    return commit.decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints, as bytes; FileError with its complaint where it fails.

    The repository is that of the folder, also where a hook has told git of another one.
    """
    command = ["git", "-C", os.fspath(folder), *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError as error:
        raise FileError("git is not on PATH: install it, or name the documents") from error
    if done.returncode:
        complaint = os.fsdecode(done.stderr).strip().split("\n")[0].removeprefix("fatal: ")
        raise FileError(f"{shown(folder)}: {complaint}")
    return done.stdout
