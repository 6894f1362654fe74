"""Files that differ from a revision of a git repository."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sxskit.errors import FileError
from sxskit.storage.files import is_file, read, shown
from sxskit.storage.git import (
    NO_VALUE,
    commit,
    finished,
    output,
    raw_differences,
    shallow_hint,
)

# The programs of a filter with a name: "filter.lfs.clean".
_FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"


def changed(folder: Path, revision: str) -> set[str]:
    """Return the real paths of the files that differ from a revision, including untracked ones.

    They are compared with the best common commit of that revision and HEAD, as in a pull request.
    Raises FileError if the folder is not in a repository, git is missing, or the revision or a
    common commit is unknown.
    """
    top = Path(os.fsdecode(output(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    base = _merge_base(folder, revision)
    different = output(
        top,
        *("diff-index", "--raw", "--no-abbrev", "-z", "--diff-filter=d", "--no-renames"),
        *("--no-relative", "--ignore-submodules=all", "-O/dev/null", base, "--"),
        settings=_without_filters(top),
    )
    new = output(top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    tracked = (
        path
        for (old, now), path in raw_differences(different.split(b"\0"))
        if now.strip("0") or not _is_blob(top / os.fsdecode(path), old)
    )
    names = [os.fsdecode(path) for path in (*tracked, *new) if path]
    return {os.path.realpath(top / name) for name in names}


def _without_filters(folder: Path) -> list[str]:
    """The options that turn off the filters of a repository and of the user.

    Git would run them to compare a file in the working tree.
    """
    found = finished(folder, ("config", "--null", "--name-only", "--get-regexp", _FILTERS))
    keys = [os.fsdecode(key) for key in found.stdout.split(b"\0") if key]
    # The key of an option -c ends at the first "=", which a name may contain.
    return [
        option
        for key in dict.fromkeys(keys)
        for option in (("--config-env", f"{key}={NO_VALUE}") if "=" in key else ("-c", f"{key}="))
    ]


def _is_blob(path: Path, id: str) -> bool:
    """Whether a file has the content of an id, although its times differ from the index."""
    try:
        if path.is_symlink():
            data = os.fsencode(path.readlink())
        elif is_file(path):
            data = read(path)
        else:
            return False
    except OSError:
        return False
    hashed = hashlib.sha256 if len(id) == 64 else hashlib.sha1
    return hashed(b"blob %d\0" % len(data) + data).hexdigest() == id


def _merge_base(folder: Path, revision: str) -> str:
    """The id of the merge base of a revision and HEAD."""
    tip = commit(folder, revision)
    found = finished(folder, ("merge-base", tip, commit(folder, "HEAD")))
    if found.returncode:
        what = f"no common commit of HEAD and {revision!r}"
        raise FileError(f"{shown(folder)}: {what}{shallow_hint(folder)}")
    return found.stdout.decode("ascii").strip()
