"""Baselines as files, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from sxskit.errors import FileError
from sxskit.findings import Finding
from sxskit.reports import baseline
from sxskit.reports.baseline import Baseline, Identity
from sxskit.storage.files import (
    AnyPath,
    read,
    shown,
)
from sxskit.storage.writing import write

_NONE: Mapping[Identity, int] = MappingProxyType({})


def read_baseline(path: AnyPath) -> Baseline:
    """Return the baseline in a file; FileError, with the path, if it is invalid or unreadable."""
    path = Path(path)
    data = read(path)
    try:
        return baseline.loads(data, shown(path))
    except FileError as error:
        raise error.at(shown(path)) from error


def write_baseline(
    path: AnyPath, findings: Iterable[Finding], *, kept: Mapping[Identity, int] = _NONE
) -> bool:
    """Write findings as a baseline if the file would change; return whether it was written.

    `kept` are known findings to keep in addition: `Baseline.others`, which were not checked.
    Raises FileError if the file cannot be written.
    """
    return write(Path(path), baseline.dumps(findings, kept=kept))
