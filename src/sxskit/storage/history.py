"""The original English document of each document, from the history of a git repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sxskit.dialect.document import Document
from sxskit.dialect.freshness import hash_named, is_hash
from sxskit.encoding import decode
from sxskit.errors import DocumentError
from sxskit.patterns import pattern
from sxskit.storage import files, git
from sxskit.storage.files import AnyPath

COMMIT_KEY = "ms.sourcegitcommit"
_COMMIT = pattern(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")


@dataclass(frozen=True, slots=True)
class Versions:
    """English documents in a folder of a repository, current and former versions.

    Created by `at`. Committed versions count, not the files in the folder.
    """

    folder: Path
    tip: str  # the commit that is checked out
    prefix: str  # the path of the folder in the repository
    repository: git.Repository

    @classmethod
    def at(cls, folder: AnyPath) -> Versions:
        """Return the documents in a folder of a clone.

        Raises FileError if it is not in a repository, has no commit yet, or git is missing.
        """
        folder = Path(folder)
        prefix = git.prefix(folder)
        return cls(folder, git.commit(folder, "HEAD"), prefix, git.Repository(folder))

    def current(self, relative: AnyPath) -> str | None:
        """Return the English document at the checked-out commit; None if there is none.

        Raises DocumentError if it is not UTF-8.
        """
        return self._text(self._name(relative), relative)

    def contains(self, relative: AnyPath) -> bool:
        """Return whether the checked-out commit contains the English document."""
        return self.repository.content(self._name(relative)) is not None

    def original(self, relative: AnyPath, document: Document) -> str | None:
        """Return the translated English version of a document; None if there is none.

        It is found by the recorded commit (``ms.sourcegitcommit``). If the commit is missing, or
        the hash of its version is not ``ms.openlocfilehash``, the version with that hash is looked
        for in the history of all branches. If there is none, the version of the commit counts.
        Raises DocumentError if it is not UTF-8.
        """
        named = (document.front_matter.get(COMMIT_KEY) or "").strip()
        wanted = hash_named(document)
        by_commit = None
        if _COMMIT.fullmatch(named):
            by_commit = self._text(f"{named}:{self._path(relative)}", relative)
        if wanted and (by_commit is None or not is_hash(wanted, by_commit)):
            by_hash = self.by_hash(relative, wanted)
            return by_commit if by_hash is None else by_hash
        return by_commit

    def of_commit(self, relative: AnyPath, commit: str) -> str | None:
        """Return the version of a commit, whose id may be short; None if there is none."""
        return self._text(f"{commit}:{self._path(relative)}", relative)

    def before(self, relative: AnyPath, time: str) -> str | None:
        """Return the newest version that is not younger than a time in seconds; or None."""
        path = f":/{self._path(relative)}"
        found = git.output(self.folder, "rev-list", "-1", f"--before={time}", "HEAD", "--", path)
        commit = found.decode("ascii").strip()
        return self.of_commit(relative, commit) if commit else None

    def inputs(self, relative: AnyPath) -> list[Path]:  # noqa: ARG002
        """Return no files."""
        return []

    @property
    def is_of_files(self) -> bool:
        """Return False: a history may grow."""
        return False

    def by_hash(self, relative: AnyPath, wanted: str) -> str | None:
        """Return the version with a hash, see `is_hash`; None if there is none."""
        for name in self._names(self._path(relative)):
            data = self.repository.content(name)
            with suppress(DocumentError):
                text = None if data is None else decode(data, DocumentError, keep_mark=True)
                if text is not None and is_hash(wanted, text):
                    return text
        return None

    def _names(self, path: str) -> Iterator[str]:
        """The git names of the versions, the newest first: its history is read on demand."""
        yield f"{self.tip}:{path}"
        yield from self.repository.versions(path)

    def _text(self, name: str, relative: AnyPath) -> str | None:
        data = self.repository.content(name)
        where = f"{files.shown(self.folder / relative)} in {name.partition(':')[0][:12]}"
        return None if data is None else files.text(data, where)

    def _name(self, relative: AnyPath) -> str:
        """The git name of the current version."""
        return f"{self.tip}:{self._path(relative)}"

    def _path(self, relative: AnyPath) -> str:
        return self.prefix + os.fspath(relative).replace(os.sep, "/")
