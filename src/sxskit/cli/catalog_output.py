"""Catalogs that a command writes: path, format, and protection of edited ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from sxskit import formats
from sxskit.catalog import Catalog, Entry, State
from sxskit.cli.outputs import refuse_dry_run, report_on, to_stdout
from sxskit.cli.parameters import Out
from sxskit.cli.session import Report
from sxskit.cli.writer import Writer, Written
from sxskit.errors import CatalogError
from sxskit.exchange.keeping import (
    Kept,
    keep,
    part,
    renew,
    supersede,
)
from sxskit.formats import Format, Style
from sxskit.storage import files, writing
from sxskit.storage.files import DASH, AnyPath


class CatalogOutput(NamedTuple):
    """The output of catalogs: a folder that mirrors the documents, a file, or standard output."""

    out: Path
    is_file: bool  # one catalog for all documents
    format: Format
    style: Style
    split: bool  # machine translations, to review, in separate files
    overwrite: bool  # even if edits of people are lost
    writer: Writer
    prune: bool  # remove catalogs left over from earlier runs

    @classmethod
    def of(
        cls,
        place: Out,
        *,
        writer: Writer,
        format_: Format | None,
        max_xml_size: int,
        overwrite: bool,
        inline: str = "plain",
        unique: bool = False,
        no_identical: bool = False,
        split_by: str | None = None,
        prune: bool = False,
    ) -> CatalogOutput:
        """Return the output for options; a usage error for contradictory ones."""
        out = place.path
        is_folder = out != DASH and (place.is_folder or files.is_folder(out))
        if not is_folder and out.suffix.lower() in _OTHER_SUFFIXES:
            raise click.UsageError(f"{files.shown(out)}: {_NO_CATALOG}")
        named = None if is_folder else formats.format_of(out)
        format = format_ or named or "po"
        if named and formats.suffix(format) != formats.suffix(named):
            raise click.UsageError(f"{files.shown(out)} is not the name of a {format} file")
        style = Style(inline == "codes", unique, not no_identical, max_xml_size)
        _refuse_for_format(format, style, split_by)
        if out == DASH:
            if writer.is_diff:
                raise click.UsageError("--diff compares files: give a name with -o")
            refuse_dry_run(writer)
        if split_by and out == DASH:
            raise click.UsageError("--split-by makes two files: give a name with -o")
        is_file = named is not None or out == DASH
        if prune and is_file:
            raise click.UsageError("--prune is for a folder of catalogs: give one with -o")
        return cls(out, is_file, format, style, split_by is not None, overwrite, writer, prune)

    def report(self, verb: str, *, quiet: bool) -> Report:
        """Return a report on a command that writes these catalogs."""
        return report_on(verb, self.writer, quiet=quiet, is_stdout=self.out == DASH)

    def path(self, relative: AnyPath | None) -> str:
        """Return the path of the catalog with a path relative to a folder."""
        if self.is_file:
            return os.fspath(self.out)
        return files.below(self.out, f"{relative}{formats.suffix(self.format)}")

    def paths(self, relative: AnyPath | None) -> list[str]:
        """Return the possible files of a catalog: two if it is split."""
        path = self.path(relative)
        if not self.split:
            return [path]
        stem, dot, suffix = path.rpartition(".")
        return [f"{stem}{end}{dot}{suffix}" for end in (".ht", ".mt")]

    def write(self, extracted: Catalog, relative: AnyPath | None = None) -> Written:
        """Write an extracted catalog, in a folder at `relative`.

        Edits of people in existing catalogs are kept. Raises CatalogError if they cannot be kept
        or read.
        """
        return self._write(
            extracted,
            relative,
            keep,
            "merge it, or sxs update it, or give --overwrite",
        )

    def convert(self, catalog: Catalog, relative: AnyPath | None = None) -> Written:
        """Write a catalog from another file.

        Raises CatalogError if edits of people in existing catalogs would be lost, or if these are
        unreadable.
        """
        return self._write(catalog, relative, supersede, "choose another -o, or give --overwrite")

    def renewed(
        self, catalog: Catalog, extracted: Catalog, path: AnyPath, *, is_replaced: bool
    ) -> bytes:
        """Return the bytes of a catalog of the next hand-off; `extracted` is it without work.

        Unless it replaces the catalog at the path (`is_replaced`), raises CatalogError if edits of
        people in that would be lost, or if it is unreadable.
        """
        kept = renew(catalog, extracted)
        data = self._dumped(kept.catalog, path)
        if is_replaced or self.overwrite or self.out == DASH:
            return data
        old = writing.replaced(path, within=self.within)
        if old and old != data:
            kept = renew(catalog, extracted, _read(path, old))
            if kept.lost:
                what = f"{_loss(kept)}: choose another -o, or give --overwrite"
                raise CatalogError(f"{files.shown(path)}: {what}")
        return data

    @property
    def is_piecewise(self) -> bool:
        """Whether a catalog can be written piece by piece: a new file, in a format for that."""
        is_file = self.out != DASH and not self.writer.is_dry
        return is_file and formats.is_piecewise(self.format) and files.is_missing(self.out)

    def write_pieces(self, head: Catalog, parts: Iterable[Catalog]) -> Written:
        """Write a new catalog: one without entries, and the entries of parts."""
        try:
            written = writing.create(self.out, formats.pieces(head, parts, self.format))
        except CatalogError as error:
            raise error.at(files.shown(self.out)) from error
        return Written(written)

    @property
    def within(self) -> Path | None:
        """Return the folder outside of which no file is written; None for a file."""
        return None if self.is_file else self.out

    def _write(
        self, catalog: Catalog, relative: AnyPath | None, rule: Callable[..., Kept], cure: str
    ) -> Written:
        paths = self.paths(relative)
        contents = self._contents(rule(catalog).catalog, paths)
        if self.out == DASH:
            return Written(sum([to_stdout(data) for data in contents.values()]))
        within = self.within
        old: dict[str, bytes] = {}
        if not self.overwrite:
            old = {path: writing.replaced(path, within=within) for path in paths}
        if any(data and data != contents.get(path) for path, data in old.items()):
            kept = rule(catalog, *[_read(path, data) for path, data in old.items() if data])
            if kept.lost:
                raise CatalogError(f"{files.shown(self.path(relative))}: {_loss(kept)}: {cure}")
            contents = self._contents(kept.catalog, paths)
        write = self.writer.write
        return Written.together(
            [write(path, data, within=within) for path, data in contents.items()]
        )

    def _contents(self, catalog: Catalog, paths: Sequence[str]) -> dict[str, bytes]:
        """The files of a kept catalog."""
        return {path: self._dumped(part, path) for part, path in self._parts(catalog, paths)}

    def _dumped(self, catalog: Catalog, path: AnyPath) -> bytes:
        try:
            return formats.dumps(catalog, self.format, self.style)
        except CatalogError as error:
            raise error.at(files.shown(path)) from error

    def _parts(self, catalog: Catalog, paths: Sequence[str]) -> Iterator[tuple[Catalog, str]]:
        """The catalog of each file; an existing file is written even if its catalog is empty."""
        if not self.split and formats.takes_all(self.style):
            yield catalog, paths[0]
            return
        parts = [(catalog.entries, catalog.obsolete)]
        if self.split:
            parts = [
                (_of_state(catalog.entries, is_done), _of_state(catalog.obsolete, is_done))
                for is_done in (True, False)
            ]
        for (entries, obsolete), path in zip(parts, paths, strict=True):
            own = formats.taken(entries, self.style)
            kept = formats.taken(obsolete, self.style)
            is_whole = own is catalog.entries and kept is catalog.obsolete
            if own or kept or not self.split or files.is_file(path):
                yield catalog if is_whole else part(catalog, own, kept), path


def _of_state(entries: tuple[Entry, ...], is_done: bool) -> tuple[Entry, ...]:
    return tuple([entry for entry in entries if (entry.state is State.DONE) is is_done])


def _read(path: AnyPath, data: bytes) -> Catalog:
    """The catalog to replace; CatalogError if it is unreadable."""
    format = formats.format_of(Path(path)) or "po"
    try:
        return formats.loads(data, format)
    except CatalogError as error:
        raise CatalogError(f"{error.at(files.shown(path))}: {_UNREADABLE}") from error


def _refuse_for_format(format: Format, style: Style, split_by: str | None) -> None:
    """Raise a usage error for options that a format does not have."""
    with_codes, memories = formats.with_option("codes"), formats.with_option("unique")
    if style.codes and format not in with_codes:
        named = f"{', '.join(with_codes[:-1])} or {with_codes[-1]}"
        raise click.UsageError(f"{format} has no inline codes: use {named}")
    if (style.unique or not style.identical or split_by) and format not in memories:
        what = f"--unique, --no-identical and --split-by are for {' and '.join(memories)}"
        raise click.UsageError(what)


def _loss(kept: Kept) -> str:
    number = len(kept.lost)
    entries = "1 entry" if number == 1 else f"{number} entries"
    return f"not written, because edits in {entries} would be lost, first {kept.lost[0].key}"


# Suffixes of files that are not catalogs, but are given instead of them.
_OTHER_SUFFIXES = frozenset({".xml", ".txt", ".docx", ".xlsx", ".json", ".pot", ".mo"})
_NO_CATALOG = (
    "not a catalog: name a file with .po, .xlf, .tmx, .jsonl or .csv, or a folder with / at its end"
)
_UNREADABLE = "not replaced: repair it, or give --overwrite"
