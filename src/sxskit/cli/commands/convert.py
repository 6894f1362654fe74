"""``sxs convert``: catalogs in another format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sxskit.catalog import Catalog
from sxskit.cli import completion
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.options import (
    catalog_options,
    language_option,
    out_option,
    quiet_option,
)
from sxskit.cli.parameters import place
from sxskit.cli.session import Report, count
from sxskit.errors import FileError
from sxskit.findings import Finding, digest_of
from sxskit.formats import TABLE
from sxskit.storage import files
from sxskit.storage.catalog_files import read_catalog
from sxskit.storage.catalogs import catalogs_at
from sxskit.storage.files import DASH


@click.command("convert")
@click.argument("catalogs", callback=place, shell_complete=completion.files)
@out_option("OUT", "The file to write, or for a folder of catalogs a folder.", required=True)
@language_option("Target language to convert, or the language of a catalog that names none.")
@catalog_options
@quiet_option("No counts.")
def command(
    catalogs: Path, out: Path, language: str | None, quiet: bool, **catalog_style: Any
) -> None:
    """Write catalogs in another format, without the documents.

    CATALOGS is a file, or a folder, which is mirrored with other suffixes. A catalog that already
    exists and was edited is not replaced if that would lose a translation in it.

    \b
    sxs convert ru.po -o ru.xlf
    sxs convert po -o tmx --format tmx --unique
    sxs convert memory.tmx -o ru.po --language ru-RU
    """
    report = Report("convert", quiet=quiet, document_on_stdout=out == DASH)
    output = CatalogOutput.of(out, **catalog_style)
    if files.is_folder(catalogs) and output.is_file:
        raise click.UsageError(f"{files.shown(catalogs)} is a folder: give a folder with -o, too")
    if not files.is_folder(catalogs) and not output.is_file and out.suffix and not out.exists():
        raise click.UsageError(f"{files.shown(out)}: a suffix that no format has; see --format")
    found = catalogs_at(catalogs, skip=[out], onerror=report.fail)
    sources: dict[Path, Path] = {}
    left = 0
    for path, relative in found:
        with report.guard():
            target = output.path(relative).resolve()
            if path.resolve() == target or sources.setdefault(target, path) is not path:
                other = files.shown(sources.get(target, path))
                message = f"{files.shown(path)}: not converted: it would overwrite {other}"
                raise FileError(message)
            catalog = read_catalog(path, language=language, limit=output.style.limit)
            report.units += len(catalog.entries)
            report.say(_incomplete(path, catalog))
            report.written += output.convert(catalog, relative)
            left += len(catalog.obsolete)
    summary = [f"{count(report.written, 'catalog')} written"]
    if left and not TABLE[output.format].has_obsolete:
        entries = "1 obsolete entry" if left == 1 else f"{left} obsolete entries"
        summary.append(f"{entries} left out, for which {output.format} has no place")
    report.finish(*summary)


def _incomplete(path: Path, catalog: Catalog) -> Iterator[Finding]:
    """Report the entries with an incomplete target, which is not converted."""
    for entry in catalog.entries:
        if entry.defect is not None:
            line, what = entry.defect
            yield Finding(
                *(files.shown(path), line, "incomplete-target", f"{entry.key}: {what}"),
                key=str(entry.key),
                digest=digest_of(entry.source, entry.target),
            )
