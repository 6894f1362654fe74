"""Catalogs of earlier runs that a run did not write, and their removal by --prune.

sxskit recognizes its own catalogs by the digest in them, on any machine. The digest also shows
whether somebody has edited one: such a catalog is named and never removed. CSV has no digest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from sxskit import formats
from sxskit.catalog import DIGEST
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.session import Report
from sxskit.errors import CatalogError
from sxskit.exchange.keeping import is_untouched
from sxskit.findings import Finding
from sxskit.storage import files
from sxskit.storage.finding import walk

_UNTOUCHED = "written by sxs, not by this run: --prune removes it"
_EDITED = "written by sxs, not by this run, and edited: merge it, or remove it yourself"


class _Leftover(NamedTuple):
    path: Path
    is_edited: bool

    @property
    def finding(self) -> Finding:
        message = _EDITED if self.is_edited else _UNTOUCHED
        return Finding(files.shown(self.path), 1, "leftover-file", message)


def report_leftovers(
    output: CatalogOutput,
    report: Report,
    written: Collection[str],
    is_gone: Callable[[str], bool],
) -> list[str]:
    """Report the leftovers in the folder, and remove them on request; return the counts.

    `written` are the catalogs that this run wrote, or left because they hold the same. `is_gone`
    is true for the name of a document, or of a source catalog, that the run does not have. After an
    error nothing is reported: documents may be missing because of it.
    """
    removed = 0
    if output.is_file or report.errors or not files.is_folder(output.out):
        return []
    for leftover in _leftovers(output, written, is_gone):
        with report.guard():
            if output.prune and not leftover.is_edited:
                removed += report.show(output.writer.remove(leftover.path, within=output.out))
            else:
                report.note([leftover.finding])
    what = "to remove" if output.writer.is_dry else "removed"
    return [f"{removed} {what}"] if removed else []


def _leftovers(
    output: CatalogOutput, written: Collection[str], is_gone: Callable[[str], bool]
) -> Iterator[_Leftover]:
    suffix = formats.suffix(output.format)
    paths = [Path(path) for path in walk(output.out) if path not in written]
    for path in sorted(paths):
        if path.suffix != suffix or not files.is_file(path):
            continue
        if not is_gone(files.shown(path.relative_to(output.out)).removesuffix(suffix)):
            continue
        try:
            catalog = formats.loads(files.read(path), output.format)
        except CatalogError:  # not written by sxs, or changed since
            continue
        if DIGEST in catalog.metadata:
            yield _Leftover(path, is_edited=not is_untouched(catalog))
