"""How fast the core is on a folder of side-by-side Markdown, beside two yardsticks.

    python benchmarks/core.py path/to/docs [--repeat 5]

**In this process**: CPU seconds for parse, extract, merge and strip. Each row starts from the bytes
of the documents and does the whole job: it decodes, parses, works and encodes, one document at a
time, and drops it before the next. A catalog is extracted and written as PO, or read as PO and
merged, per document. The yardstick is the floor: decoding the same bytes and one `re.findall` of
the pair pattern; the second, stricter floor has that pattern unrolled, which misses a pair that
holds a ``</span>`` of its own.

**As processes**: ``sxs extract``, ``merge`` and ``strip`` with everything a user waits for:
start-up, finding, reading and writing files. The yardstick is the extraction done by hand with
BeautifulSoup (html.parser) and polib, which knows no kinds, headings or links, and takes the text
of a tag.

All rows take turns, round by round, so that a machine that slows down slows all of them; a ratio is
taken within its round, and medians over the rounds are printed. The garbage collector is on, as in
real use. MB are 10**6 bytes. Peak memory is that of one process, CPU its user and system time; the
processes run first because on Linux a new process starts with the peak of the one that made it.
They write to new folders where temporary files go: TMPDIR says on which disk. Needs a POSIX system,
and beautifulsoup4 and polib for the yardstick.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:  # imported on use: the extraction by hand shall not pay for it
    from sxskit.catalog import Catalog

MB = 10**6
LAZY = re.compile(
    r'<span data-ttu-id="([^"]+)">(.*?)</span>'
    r'<span class="sxs-lookup"><span data-stu-id="\1">(.*?)</span></span>',
    re.DOTALL,
)
UNROLLED = re.compile(
    r'<span data-ttu-id="([^"]+)">([^<]*(?:<(?!/span>)[^<]*)*)</span>'
    r'<span class="sxs-lookup"><span data-stu-id="\1">([^<]*(?:<(?!/span>)[^<]*)*)</span></span>'
)
FLOOR = "floor: findall"
STRICT_FLOOR = "floor: findall, unrolled"
BY_HAND = "by hand: BeautifulSoup, polib"


@dataclass(frozen=True, slots=True)
class Case:
    """A document, with its catalog as it was extracted and with every target edited."""

    name: str
    document: bytes
    untouched: bytes
    edited: bytes


Task: TypeAlias = Callable[[Case], object]


class Run(NamedTuple):
    """What one process took, and how many files it wrote."""

    cpu: float
    system: float  # of it, in the kernel: here almost all is the making of files
    wall: float
    peak: float
    files: int


# In this process


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The documents that ``sxs`` works on, by name."""
    from sxskit.storage import files
    from sxskit.storage.finding import find

    for found in find([folder], folder):
        data = files.read(found.path)
        if files.holds_pairs(data):
            yield found.name, data


def edited(catalog: Catalog) -> Catalog:
    """The catalog as a translator might leave it who edits every entry."""
    from dataclasses import replace

    from sxskit.catalog import State

    entries = [
        replace(entry, target=f"{entry.target} edited".strip(), state=State.DONE)
        for entry in catalog.entries
    ]
    return replace(catalog, entries=tuple(entries))


def cases(folder: Path) -> Iterator[Case]:
    from sxskit import extract
    from sxskit.formats import po
    from sxskit.storage import files

    for name, data in documents(folder):
        catalog = extract({name: files.decoded(data, name)})
        yield Case(name, data, po.dumps(catalog), po.dumps(edited(catalog)))


def tasks() -> dict[str, Task]:
    """What is timed, in order."""
    from sxskit import extract, merge, parse
    from sxskit.formats import po
    from sxskit.storage import files

    def extracted(case: Case) -> bytes:
        return po.dumps(extract({case.name: files.decoded(case.document, case.name)}))

    def merged(case: Case, catalog: bytes) -> bytes:
        document = files.decoded(case.document, case.name)
        return merge(document, case.name, po.loads(catalog)).document.text.encode()

    def stripped(case: Case) -> bytes:
        document = files.decoded(case.document, case.name)
        return document.strip("target").encode()

    return {
        FLOOR: lambda case: LAZY.findall(case.document.decode()),
        STRICT_FLOOR: lambda case: UNROLLED.findall(case.document.decode()),
        "parse": lambda case: parse(case.document.decode()),
        "extract": extracted,
        "merge, untouched": lambda case: merged(case, case.untouched),
        "merge, every target edited": lambda case: merged(case, case.edited),
        "strip": stripped,
    }


def times(folder_cases: Sequence[Case], repeat: int) -> dict[str, list[float]]:
    """The CPU seconds of every task, round by round."""
    timed = tasks()
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in rounds(repeat, "in this process"):
        for name, task in timed.items():
            start = time.process_time()
            for case in folder_cases:
                task(case)
            seconds[name].append(time.process_time() - start)
    return seconds


def edits(folder_cases: Iterable[Case]) -> str:
    """How many of the edited targets a merge applies: a merge that refuses them is no yardstick."""
    from sxskit import merge
    from sxskit.formats import po
    from sxskit.storage import files

    pairs = applied = 0
    for case in folder_cases:
        catalog = po.loads(case.edited)
        document = files.decoded(case.document, case.name)
        applied += merge(document, case.name, catalog).applied
        pairs += len(catalog.entries)
    return f"{pairs} pairs; merge applies {applied} of {pairs} edited targets"


def time_table(seconds: Mapping[str, Sequence[float]], megabytes: float) -> list[list[str]]:
    heads = ["in this process", "CPU s", "min-max", "MB/s", "x floor", "x unrolled floor"]
    rows = [
        [
            name,
            f"{median(row):.3f}",
            f"{min(row):.3f}-{max(row):.3f}",
            f"{megabytes / median(row):.1f}",
            f"{ratio(row, seconds[FLOOR]):.2f}",
            f"{ratio(row, seconds[STRICT_FLOOR]):.2f}",
        ]
        for name, row in seconds.items()
    ]
    return [heads, *rows]


# As processes


def commands(folder: Path, catalogs: Path, edited_catalogs: Path) -> dict[str, list[str]]:
    """The arguments of every process, the folder it writes to left off."""
    sxs = ["-m", "sxskit"]
    common = [str(folder), "--root", str(folder), "--quiet"]
    merge = [*sxs, "merge", *common, "-c"]
    return {
        "sxs extract": [*sxs, "extract", *common, "-o"],
        "sxs merge, untouched": [*merge, str(catalogs), "-o"],
        "sxs merge, every target edited": [*merge, str(edited_catalogs), "-o"],
        "sxs strip": [*sxs, "strip", *common, "-o"],
        BY_HAND: [__file__, str(folder), "--by-hand"],
    }


def runs(folder: Path, repeat: int) -> dict[str, list[Run]]:
    """What every process took, round by round."""
    with TemporaryDirectory() as directory:
        catalogs, edited_catalogs = Path(directory, "po"), Path(directory, "edited")
        timed = commands(folder, catalogs, edited_catalogs)
        environment = compiling(Path(directory, "bytecode"))
        process(timed["sxs extract"], catalogs, environment)
        process([__file__, str(folder), "--edit"], edited_catalogs, environment)
        process([__file__, os.devnull, "--by-hand"], Path(directory, "none"), environment)
        taken: dict[str, list[Run]] = {name: [] for name in timed}
        for _ in rounds(repeat, "as processes"):
            for name, arguments in timed.items():
                with TemporaryDirectory() as out:
                    taken[name].append(process(arguments, Path(out, "out"), environment))
        return taken


def compiling(bytecode: Path) -> dict[str, str]:
    """The environment of every process: modules are compiled once, like those of an installation.

    Their bytecode goes to a folder, whatever ``PYTHONDONTWRITEBYTECODE`` says, and the package that
    is measured stays as it is.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(bytecode)}


def process(arguments: Sequence[str], out: Path, environment: Mapping[str, str]) -> Run:
    """Run Python with arguments and the folder to write to; exit code 1 is what findings give."""
    errors = out.with_name("stderr")
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    redirections = [
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, str(errors), writing, 0o600),
    ]
    command = [sys.executable, *arguments, str(out)]
    start = time.perf_counter()
    child = os.posix_spawn(sys.executable, command, environment, file_actions=redirections)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    said = errors.read_bytes().decode(errors="replace")
    if os.waitstatus_to_exitcode(status) not in (0, 1) or "Traceback" in said:
        raise SystemExit(f"{' '.join(command)}: {said}")
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    written = sum(path.is_file() for path in out.rglob("*"))
    cpu = usage.ru_utime + usage.ru_stime
    return Run(cpu, usage.ru_stime, wall, usage.ru_maxrss * unit / MB, written)


def run_table(taken: Mapping[str, Sequence[Run]]) -> list[list[str]]:
    heads = ["as processes", "CPU s", "min-max", "of it system", "min-max"]
    heads += ["wall s", "min-max", "peak MB", "min-max", "CPU / by hand", "files"]
    rows = []
    for name, row in taken.items():
        cells = [name]
        for values, digits in (
            ([run.cpu for run in row], 2),
            ([run.system for run in row], 2),
            ([run.wall for run in row], 2),
            ([run.peak for run in row], 1),
        ):
            cells.append(f"{median(values):.{digits}f}")
            cells.append(f"{min(values):.{digits}f}-{max(values):.{digits}f}")
        share = ratio([run.cpu for run in row], [run.cpu for run in taken[BY_HAND]])
        rows.append([*cells, f"{share:.3f}", str(row[-1].files)])
    return [heads, *rows]


def extract_by_hand(folder: Path, out: Path) -> None:
    """What twenty lines of BeautifulSoup and polib make of the documents: a PO each."""
    import bs4
    import polib

    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        text = path.read_bytes().decode()
        flags = ["fuzzy"] if "ms.translationtype: MT" in text else []
        catalog = polib.POFile(wrapwidth=0)
        catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        spans = bs4.BeautifulSoup(text, "html.parser").find_all("span")
        sources = {span["data-stu-id"]: span for span in spans if "data-stu-id" in span.attrs}
        for span in spans:
            source = sources.get(span.attrs.get("data-ttu-id", ""))
            if source is not None:
                entry = polib.POEntry(
                    msgctxt=str(span["data-ttu-id"]),
                    msgid=source.get_text(),
                    msgstr=span.get_text(),
                    occurrences=[(name, str(span.sourceline))],
                    flags=flags,
                )
                catalog.append(entry)
        if catalog:
            target = out / f"{name}.po"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(str(catalog).encode())


def write_edited(folder: Path, out: Path) -> None:
    """The catalogs of a translator who edited every entry, as ``sxs extract`` lays them out."""
    for case in cases(folder):
        target = out / f"{case.name}.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(case.edited)


# Both


def rounds(repeat: int, what: str) -> Iterator[int]:
    for number in range(1, repeat + 1):
        print(f"{what}: round {number} of {repeat}", file=sys.stderr)
        yield number


def ratio(row: Sequence[float], yardstick: Sequence[float]) -> float:
    """How many times the yardstick a row takes, each round with its own."""
    return median(mine / its for mine, its in zip(row, yardstick, strict=True))


def aligned(table: Sequence[Sequence[str]]) -> str:
    """A table in plain text: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for name, *cells in table:
        right = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([name.ljust(widths[0]), *right]))
    return "\n".join(lines)


def machine() -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    collector = "on" if gc.isenabled() else "off"
    return f"{python}, {platform.platform()}, {os.cpu_count()} CPUs, gc {collector}"


def compare(folder: Path, repeat: int) -> None:
    """Measure and print both tables."""
    taken = runs(folder, repeat)
    folder_cases = list(cases(folder))
    megabytes = sum(len(case.document) for case in folder_cases) / MB
    applied = edits(folder_cases)
    seconds = times(folder_cases, repeat)
    print(f"{machine()}; medians of {repeat} rounds")
    print(f"{len(folder_cases)} documents with pairs, {megabytes:.2f} MB, {applied}\n")
    print(aligned(time_table(seconds, megabytes)), end="\n\n")
    print(aligned(run_table(taken)))


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the core is on a folder of documents.")
    parser.add_argument("folder", type=Path, help="holds side-by-side Markdown")
    parser.add_argument("--repeat", type=int, default=5, help="rounds; by default 5")
    parser.add_argument("--by-hand", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--edit", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.by_hand:
        extract_by_hand(given.folder, given.by_hand)
    elif given.edit:
        write_edited(given.folder, given.edit)
    else:
        compare(given.folder, max(given.repeat, 1))


if __name__ == "__main__":
    main()
