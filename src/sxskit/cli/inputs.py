"""The documents that the arguments of a command name."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from sxskit.cli.session import Report, T
from sxskit.errors import FileError
from sxskit.findings import Finding
from sxskit.formats import Format
from sxskit.running.task import Step, StepResult
from sxskit.storage import files
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found, find
from sxskit.storage.selection import Selection

if TYPE_CHECKING:
    from sxskit.running.cache import Cache
    from sxskit.storage.catalogs import CatalogSet
    from sxskit.storage.english import EnglishDocuments

_ALL = Selection()


def refuse_unnamed(catalogs: Collection[Path], format: Format | None) -> None:
    """Raise a usage error for standard input without a format."""
    if DASH in catalogs and format is None:
        raise click.UsageError("the format of '-' is unknown: give --from FORMAT")


FROM_IS_FOR_ONE = "--from requires a single catalog: in a folder, suffixes name the format"


# What has no influence on the result for a document.
_PASSING = frozenset(
    {"jobs", "quiet", "cache_dir", "no_cache", "verify_cache", "prune", "dry_run", "diff"}
)


class Input(NamedTuple):
    """The documents that the arguments of a command name."""

    docs: tuple[Path, ...]
    root: Path
    stdin_filename: str
    jobs: int | None = 1
    selection: Selection = _ALL
    since: str | None = None
    cache: Path | None = None  # the folder of caches
    verify_cache: bool = False

    @property
    def is_stdin(self) -> bool:
        return DASH in self.docs

    def found(
        self,
        report: Report,
        *,
        skip: Path | None,
        as_given: bool = False,
        anywhere: bool = False,
        english: EnglishDocuments | None = None,
    ) -> list[Found]:
        """Return the existing documents; a path without any is reported.

        `as_given`: messages contain the given paths, not those from the root. `anywhere`: documents
        may be outside the root. English documents for none of the documents are reported: the
        folder or the root is not the intended one.
        """
        if self.is_stdin:
            if len(self.docs) > 1:
                raise click.UsageError("'-' must be the only document")
            return [Found.at(Path(self.stdin_filename), DASH, asked=True)]
        found = self.walked(skip=skip, onerror=report.fail, anywhere=anywhere)
        if english and found and not any(english.contains(each.relative) for each in found):
            where = files.shown(english.folder)
            what = "contains none of the paths of these documents from --root"
            report.fail(FileError(f"{where}: {what}"))
        if as_given:
            report.given = {each.name: files.shown(each.path) for each in found}
        if self.since is None:
            return found
        from sxskit.storage.git_changes import changed  # on use, as its subprocess

        different = changed(self.root, self.since)
        return [each for each in found if os.path.realpath(each.path) in different]

    def walked(
        self,
        *,
        skip: Path | None,
        onerror: Callable[[FileError], None],
        anywhere: bool = False,
    ) -> list[Found]:
        """The documents at the paths, changed or not."""
        return find(
            self.docs,
            self.root,
            skip=[skip] if skip else [],
            below=lambda folder: self.selection.below(folder, self.root),
            onerror=onerror,
            anywhere=anywhere,
        )

    def catalog_set(
        self,
        paths: Sequence[Path],
        found: Iterable[Found],
        report: Report,
        *,
        limit: int,
        format: Format | None,
    ) -> CatalogSet:
        """Return the catalogs at some paths for these documents; skipped files are reported."""
        if paths.count(DASH) + self.is_stdin > 1:
            raise click.UsageError("standard input is one document or one catalog: give '-' once")
        refuse_unnamed(paths, format)
        if format is not None and any(map(files.is_folder, paths)):
            raise click.UsageError(FROM_IS_FOR_ONE)
        from sxskit.storage.catalogs import CatalogSet  # on use, as other modules of some commands

        names = [each.name for each in found]
        return CatalogSet(
            paths,
            names,
            is_part=self.is_part,
            onerror=report.fail,
            limit=limit,
            format=format,
        )

    @property
    def is_part(self) -> bool:
        """Whether options exclude some documents of the arguments."""
        return self.since is not None or self.selection != _ALL

    def covers(self, name: str) -> bool:
        """Whether a document of that name would be in one of the directories."""
        path = os.path.abspath(self.root / name)
        folders = [os.path.abspath(path) for path in self.docs if files.is_folder(path)]
        return any(path.startswith(os.path.join(folder, "")) for folder in folders)

    def is_gone(self, name: str) -> bool:
        """Whether the name of a document is in one of the directories, and the document is gone.

        An existing document that the run did not process counts, too, if none is excluded.
        """
        return self.covers(name) and not (self.is_part and files.is_file(self.root / name))

    def unknown(self, documents: Collection[str], found: Iterable[Found]) -> Iterator[Finding]:
        """Report documents that catalogs have entries for and that are not in the directories."""
        for name in sorted({*documents} - {each.name for each in found}):
            if self.covers(name) and not files.is_file(self.root / name):
                message = "no such document, but the catalogs contain entries for it"
                yield Finding(name, 1, "unknown-entry", message)

    def results(
        self,
        found: Sequence[Found],
        step: Step[T],
        report: Report,
        *,
        cached: Sequence[str] | None = None,
    ) -> Iterator[tuple[Found, StepResult[T]]]:
        """Yield the result of each readable document; in a directory of those with pairs.

        With `cached`, results of unchanged documents are reused; it contains the inputs besides
        the files and the options of the command.
        """
        is_cached = cached is not None and not self.is_stdin
        cache = self._cache(cached or (), step.shared) if is_cached else None
        yield from report.results(found, step, jobs=self.jobs, cache=cache)
        if not (report.documents or report.errors or self.since is not None):
            where = ", ".join(files.shown(path) for path in self.docs)
            what = "no document with pair markup in it"
            if self._is_ignored(found):
                what += ", except those that .gitignore excludes: --no-ignore includes them"
            raise FileError(f"{where}: {what}")

    def _is_ignored(self, found: Iterable[Found]) -> bool:
        """Whether .gitignore files exclude documents."""
        if not self.selection.gitignore:
            return False
        paths = {each.path for each in found}
        everything = self._replace(selection=self.selection._replace(gitignore=False))
        for each in everything.walked(skip=None, onerror=lambda _: None, anywhere=True):
            with suppress(FileError):
                if each.path not in paths and files.holds_pairs(files.read(each.path)):
                    return True
        return False

    def _cache(self, what: Sequence[str], shared: Sequence[str]) -> Cache | None:
        """The cache of the command with its options in this folder."""
        if self.cache is None:
            return None
        from sxskit.running.cache import Cache  # on use

        context = click.get_current_context()
        options = sorted(
            f"{name}={value!r}" for name, value in context.params.items() if name not in _PASSING
        )
        everything = [str(context.info_name), str(Path.cwd()), *options, *what]
        return Cache.at(self.cache, *everything, shared=shared, verify=self.verify_cache)
