"""What each format costs to write and to read, beside PO: CPU seconds in this process.

    python benchmarks/formats.py path/to/docs [--repeat 5]

One catalog per document, as the commands make them. The formats take turns within a round, so that
a machine that slows down slows all of them; medians over the rounds are printed, and the median of
the ratios to PO, each taken within its round. The garbage collector is on, as in real use.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median

from sxskit import Catalog, extract, read_document
from sxskit.formats import (
    FORMATS,
    Format,
    Style,
    dumps,
    loads,
)
from sxskit.storage.files import holds_pairs

ROWS: list[tuple[Format, Style]] = [
    *((format, Style()) for format in FORMATS),
    *((format, Style(codes=True)) for format in FORMATS if format in ("xliff", "xliff2", "tmx")),
]


def catalogs(folder: Path) -> list[Catalog]:
    """The catalog of each document with pairs."""
    paths = [path for path in sorted(folder.rglob("*.md")) if holds_pairs(path.read_bytes())]
    return [extract({path.name: read_document(path)}) for path in paths]


def cost(made: list[Catalog], format: Format, style: Style) -> tuple[float, float, int]:
    """CPU seconds for writing and for reading, and the bytes between."""
    began = time.process_time()
    files = [dumps(catalog, format, style) for catalog in made]
    written = time.process_time()
    for data in files:
        loads(data, format)
    return written - began, time.process_time() - written, sum(map(len, files))


def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    made = catalogs(options.folder)
    entries = sum(len(catalog.entries) for catalog in made)
    print(f"{len(made)} catalogs, {entries} entries, medians of {options.repeat} rounds")
    rounds = [[cost(made, *row) for row in ROWS] for _ in range(options.repeat)]
    print(f"{'':16}{'write s':>9}{'read s':>9}{'both s':>9}{'x PO':>7}{'MB':>8}")
    for place, (format, style) in enumerate(ROWS):
        seen = [each[place] for each in rounds]
        ratios = [sum(each[place][:2]) / sum(each[0][:2]) for each in rounds]
        write, read = median(each[0] for each in seen), median(each[1] for each in seen)
        name = f"{format}, codes" if style.codes else format
        print(
            f"{name:16}{write:9.3f}{read:9.3f}{write + read:9.3f}"
            f"{median(ratios):7.2f}{seen[0][2] / 1e6:8.1f}"
        )


if __name__ == "__main__":
    main()
