"""``sxs convert``: catalogs in another format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from sxskit.cli import completion
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.findings_output import incomplete
from sxskit.cli.inputs import FROM_IS_FOR_ONE, refuse_unnamed
from sxskit.cli.leftovers import report_leftovers
from sxskit.cli.options import (
    catalog_options,
    from_option,
    language_option,
    out_option,
    quiet_option,
)
from sxskit.cli.parameters import Out, catalog_place, place
from sxskit.cli.session import Report, count
from sxskit.cli.writer import Writer
from sxskit.errors import FileError
from sxskit.formats import TABLE, Format
from sxskit.storage import files
from sxskit.storage.catalog_files import read_catalog
from sxskit.storage.catalogs import catalogs_at
from sxskit.storage.files import DASH


@click.command("convert", short_help="Convert catalogs to another format, without the documents.")
@click.argument("catalogs", callback=place, shell_complete=completion.files)
@out_option(
    "OUT",
    "File to write, or a folder; for a folder of catalogs a folder.",
    required=True,
    callback=catalog_place,
)
@from_option("Format of CATALOGS without a known suffix, such as standard input.")
@language_option("Target language to convert, or the language of a catalog that names none.")
@catalog_options
@quiet_option("No counts.")
def command(
    catalogs: Path,
    out: Out,
    from_: Format | None,
    language: str | None,
    quiet: bool,
    writer: Writer,
    **catalog_style: Any,
) -> None:
    """Write catalogs in another format, without the documents.

    CATALOGS is a file, - for standard input, or a folder, which is mirrored with other suffixes. An
    edited catalog is not replaced if a translation in it would be lost.

    \b
    sxs convert ru.po -o ru.xlf
    sxs convert po -o tmx --format tmx --unique
    sxs convert memory.tmx -o ru.po --language ru-RU
    sxs convert - -o - --from po --format jsonl < ru.po
    """
    output = CatalogOutput.of(out, writer=writer, **catalog_style)
    report = output.report("convert", quiet=quiet)
    _refuse_contradictions(catalogs, output, from_)
    found = catalogs_at(catalogs, skip=[out.path], onerror=report.fail)
    left = _convert(found, output, report, language=language, from_=from_)
    summary = [f"{count(report.written, 'catalog')} {report.participle}"]
    kept = {each for _, relative in found for each in output.paths(relative)}
    is_folder = catalogs != DASH and files.is_folder(catalogs)
    summary += report_leftovers(output, report, kept, lambda _: is_folder)
    if left and not TABLE[output.format].has_obsolete:
        entries = "1 obsolete entry" if left == 1 else f"{left} obsolete entries"
        summary.append(f"{entries} omitted, because {output.format} cannot contain them")
    report.finish(*summary)


def _convert(
    found: Sequence[tuple[Path, Path]],
    output: CatalogOutput,
    report: Report,
    *,
    language: str | None,
    from_: Format | None,
) -> int:
    """Convert each catalog; return the number of their obsolete entries."""
    sources: dict[Path, Path] = {}
    obsolete = 0
    for path, relative in found:
        with report.guard():
            written = Path(output.path(relative))
            target = written.resolve()
            if path != DASH and path.resolve() == target:
                raise FileError(f"{files.shown(path)}: not converted: it would overwrite itself")
            other = sources.setdefault(target, path)
            if other is not path:
                what = f"{files.shown(written)} is already made from {files.shown(other)}"
                raise FileError(f"{files.shown(path)}: not converted: {what}")
            limit = output.style.limit
            catalog = read_catalog(path, language=language, limit=limit, format=from_)
            report.units += len(catalog.columns)
            report.say(incomplete(path, catalog))
            report.add(output.convert(catalog, relative))
            obsolete += len(catalog.obsolete)
    return obsolete


def _refuse_contradictions(catalogs: Path, output: CatalogOutput, from_: Format | None) -> None:
    refuse_unnamed([catalogs], from_)
    if catalogs == DASH:
        if not output.is_file:
            raise click.UsageError("standard input has no name: give a file or - with -o")
    elif files.is_folder(catalogs):
        if output.is_file:
            what = f"{files.shown(catalogs)} is a folder: give a folder with -o, too"
            raise click.UsageError(what)
        if from_ is not None:
            raise click.UsageError(FROM_IS_FOR_ONE)
