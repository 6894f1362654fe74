"""The documents of a folder, as the commands select them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from sxskit.errors import FileError
from sxskit.storage.files import AnyPath
from sxskit.storage.finding import find
from sxskit.storage.selection import Selection


def find_documents(
    folder: AnyPath,
    *,
    root: AnyPath = ".",
    include: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    gitignore: bool = True,
    since: str | None = None,
    onerror: Callable[[FileError], None] | None = None,
) -> dict[str, Path]:
    """The paths of the Markdown files in a folder by their names, which are relative to `root`.

    `include` and `exclude` are patterns as in ``.gitignore`` files, relative to `root`; without
    `include` every file is taken. Files that git ignores are left out unless `gitignore` is false,
    hidden folders always. With `since` only files are taken that differ from that revision in git,
    or are new. Whether a document has pairs shows when it is read: `Document.units`.

    Raises FileError for a path that is missing, unreadable or not below `root`, and for a revision
    that git does not know. What cannot be read inside the folder is given to `onerror`, if there is
    one, and left out.
    """
    top = Path(root)
    selection = Selection(_patterns(include), _patterns(exclude), gitignore=gitignore)
    found = find(
        [Path(folder)],
        top,
        below=lambda below: selection.below(below, top),
        onerror=onerror,
    )
    if since is None:
        return {each.name: each.path for each in found}
    from sxskit.storage.git_changes import changed  # on use, as its subprocess

    different = changed(top, since)
    return {each.name: each.path for each in found if os.path.realpath(each.path) in different}


def _patterns(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
