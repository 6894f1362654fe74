"""Where a command puts catalogs, and in which form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from sxskit import files, formats
from sxskit.catalog import Catalog, State
from sxskit.console import to_stdout
from sxskit.files import DASH
from sxskit.formats import Format, Style


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where catalogs go: a folder that mirrors the documents, one file, or standard output."""

    out: Path
    format: Format
    style: Style
    split: bool  # what is to review, so machine-translated, apart from what is done

    @classmethod
    def of(
        cls,
        out: Path,
        *,
        format_: Format | None,
        inline: str,
        unique: bool,
        no_identical: bool,
        split_by: str | None,
        max_xml_size: int,
    ) -> Shelf:
        """The place and the form that options ask for; a usage error where they do not fit."""
        named = None if files.is_folder(out) else formats.format_of(out)
        format = format_ or named or "po"
        if named and formats.suffix(format) != formats.suffix(named):
            raise click.UsageError(f"{files.shown(out)} is not the name of a {format} file")
        if inline == "codes" and format not in ("xliff", "xliff2", "tmx"):
            raise click.UsageError(f"{format} has no inline codes: use xliff, xliff2 or tmx")
        if (unique or no_identical or split_by) and format != "tmx":
            raise click.UsageError("--unique, --no-identical and --split-by are for tmx")
        if split_by and out == DASH:
            raise click.UsageError("--split-by makes two files: give a name with -o")
        style = Style(inline == "codes", unique, not no_identical, max_xml_size)
        return cls(out, format, style, split_by is not None)

    @property
    def is_file(self) -> bool:
        """Whether all catalogs are to be one."""
        is_named = not files.is_folder(self.out) and formats.format_of(self.out) is not None
        return is_named or self.out == DASH

    def path(self, relative: Path | None) -> Path:
        """Where the catalog goes that is `relative` to a folder."""
        return self.out if self.is_file else self.out / f"{relative}{formats.suffix(self.format)}"

    def paths(self, relative: Path) -> list[Path]:
        """Where it may be written to: split, a catalog is two files."""
        path = self.path(relative)
        ends = (".ht", ".mt") if self.split else ("",)
        return [path.with_name(f"{path.stem}{end}{path.suffix}") for end in ends]

    def write(self, catalog: Catalog, relative: Path | None = None) -> int:
        """Write a catalog, in a folder under `relative`; how many files have changed."""
        if self.out == DASH:
            return to_stdout(formats.dumps(catalog, self.format, self.style))
        path = self.path(relative)
        written = 0
        for part, end in self._parts(catalog):
            written += formats.write_catalog(
                path.with_name(f"{path.stem}{end}{path.suffix}"),
                part,
                format=self.format,
                style=self.style,
                within=None if self.is_file else self.out,
            )
        return written

    def _parts(self, catalog: Catalog) -> Iterator[tuple[Catalog, str]]:
        if not self.split:
            yield catalog, ""
            return
        done = tuple(entry for entry in catalog.entries if entry.state is State.DONE)
        machine = tuple(entry for entry in catalog.entries if entry.state is not State.DONE)
        for entries, end in ((done, ".ht"), (machine, ".mt")):
            if entries:
                yield replace(catalog, entries=entries), end
