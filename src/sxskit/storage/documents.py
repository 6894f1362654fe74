"""The documents of a folder, selected and read as by the commands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from sxskit.dialect.document import Document
from sxskit.errors import FileError
from sxskit.storage import files
from sxskit.storage.files import AnyPath
from sxskit.storage.finding import Found, find
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
        return {each.name: Path(each.path) for each in found}
    from sxskit.storage.git_changes import changed  # on use, as its subprocess

    different = changed(top, since)
    return {
        each.name: Path(each.path) for each in found if os.path.realpath(each.path) in different
    }


def document_at(found: Found) -> Document | None:
    """Return the document in a file; None if a file in a folder has no pair markup.

    Bytes that are not UTF-8 may contain pairs, so they are an error in a folder, too.
    """
    data = files.read_stdin() if found.is_stdin else files.read(found.path, found.name)
    if found.asked or files.holds_pairs(data):
        return files.decoded(data, found.name)
    if not data.isascii() or b"\0" in data:
        files.text(data, found.name)
    return None


def _patterns(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
