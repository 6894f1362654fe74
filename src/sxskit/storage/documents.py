"""The documents of a folder, selected as by the commands."""

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
    """Return the paths of the Markdown files in a folder by their names relative to `root`.

    `include` and `exclude` are patterns in the syntax of ``.gitignore``, relative to `root`;
    without `include` all files are included. Hidden folders are omitted, and so are files that git
    ignores, unless `gitignore` is false. With `since` only files are included that differ from
    that revision in git, or are new. The files may contain no pairs: see `Document.units`.

    Raises FileError for a path that is missing, unreadable or not below `root`, and for an unknown
    revision. Errors on files inside the folder are passed to `onerror` if it is given, and the
    files are omitted.
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
