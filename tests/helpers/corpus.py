"""Real documents, where there are some."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sxskit import (
    Document,
    read_document,
)

ROOT = Path(__file__).parent.parent.parent


CORPUS = Path(os.environ.get("SXSKIT_CORPUS", ROOT.parent / "shared" / "corpus"))


def documents(folder: Path, *, every: int = 1) -> Iterator[tuple[str, Path, Document]]:
    paths = sorted(folder.rglob("*.md"))[::every]
    assert paths
    for path in paths:
        yield path.relative_to(folder).as_posix(), path, read_document(path)
