"""What git knows of documents: asked of the ``git`` program, which never changes anything here."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from sxskit.errors import FileError
from sxskit.files import shown


def changed(folder: Path, revision: str) -> set[str]:
    """The real paths of the files that differ from a revision, those not yet added included.

    Raises FileError where the folder is in no repository, git is missing, or knows no such
    revision.
    """
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n")
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    name = commit.decode("ascii").strip()
    tracked = _git(folder, "diff", "--name-only", "-z", "--diff-filter=d", "--no-renames", name)
    new = _git(Path(top), "ls-files", "--others", "--exclude-standard", "-z")
    names = [os.fsdecode(path) for path in (tracked + new).split(b"\0") if path]
    return {os.path.realpath(os.path.join(top, name)) for name in names}


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints, as bytes; FileError with its complaint where it fails."""
    command = ["git", "-C", os.fspath(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise FileError("git is not on PATH: install it, or name the documents") from error
    if done.returncode:
        complaint = os.fsdecode(done.stderr).strip().split("\n")[0].removeprefix("fatal: ")
        what = complaint or f"no revision {arguments[-1].removesuffix('^{commit}')!r}"
        raise FileError(f"{shown(folder)}: {what}")
    return done.stdout
