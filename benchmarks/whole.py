"""What whole runs of ``sxs`` cost, beside a bare script and a minimal click program.

    python benchmarks/whole.py path/to/docs [--rounds 7] [--copies 14] [--growth 30000] [--markdown]

One table, each row with its bar. All rows are processes; CPU is user and system time of a process
and its workers. Rows take turns round by round, and each is divided by the yardstick of its round:
the least of the ratios and their median are printed. A shared machine makes ratios larger, hardly
ever smaller, so the least is what to compare.

**x bare**: `benchmarks/bare.py`, which reads the same documents with one regular expression and
writes one PO file. The commands run with ``-j 1 --no-cache``, without a ``.gitignore`` and with one
of 120 patterns, none of which matches a document.

**The rest**: start-up beside `click`; the search for 600 documents; the share of the parent process
with two workers; a second run from the cache, of the documents copied 14 times, without the time of
``sxs --version``; system calls for each document, where strace is installed; peak memory of one
catalog for all documents, above that of one document and as a multiple of the input. With
``--growth``, ever more documents with one process and two.

The documents are copied to where temporary files go: TMPDIR names a memory disk, for example.
Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

import bare
import core
from core import MB, aligned, compiling, documents, machine, rounds
from peers import SIZES, Cost, cost, extraction, piped, repeated

PATTERNS = [
    pattern.format(number)
    for number in range(20)
    for pattern in (
        *("build-{}/", "*.tmp{}", "/out/{}/*.log", "cache-{}-*", "node{}/**", "!kept-{}.txt"),
    )
]
SXS = [sys.executable, "-m", "sxskit"]
TIMES = 3  # of a short process in each round: the least counts
Documents: TypeAlias = Sequence[tuple[str, bytes]]
MINIMAL = """
import click
@click.command()
@click.argument("paths", nargs=-1)
@click.option("-o", "out")
def main(paths, out):
    click.echo(len(paths), err=True)
main()
"""
# Writes the CPU seconds of the parent and of its workers to the file of the last argument.
SHARED = """
import resource, sys
*arguments, out = sys.argv[1:]
sys.argv[1:] = arguments
from sxskit.__main__ import main
try:
    main()
except SystemExit:
    pass
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
open(out, "w").write(" ".join(str(each.ru_utime + each.ru_stime) for each in used))
"""
# Writes the CPU seconds of a search for documents to the file of the last argument.
FINDING = """
import sys, time
from pathlib import Path
from sxskit.storage.finding import find
from sxskit.storage.selection import Selection
folder, out = map(Path, sys.argv[1:])
start = time.process_time()
assert len(find([folder], folder, below=lambda each: Selection().below(each, folder))) == 600
out.write_text(str(time.process_time() - start))
"""


class Row(NamedTuple):
    """The figures of a row, by round, and the bar that the least of them must not pass."""

    name: str
    figures: list[float]
    bar: float
    digits: int = 2


class Place(NamedTuple):
    """The folder for everything, the environment of all processes, and the number of rounds."""

    work: Path
    environment: Mapping[str, str]
    rounds: int

    def run(self, *command: str | Path) -> Cost:
        """Run a program; the places that it writes to are in the folder for everything."""
        ran = cost([list(map(str, command))], self.work / "none", self.environment)
        if ran.complaints:
            raise SystemExit(f"{command}: {ran.complaints[0]}")
        return ran

    def python(self, *arguments: str | Path) -> Cost:
        return self.run(sys.executable, *arguments)

    def figures(self, script: str, *arguments: str | Path) -> list[float]:
        """The figures that a script writes to the file of its last argument."""
        out = self.work / "figures"
        self.python("-c", script, *arguments, out)
        return [float(each) for each in out.read_bytes().split()]

    def emptied(self, name: str) -> Path:
        """A place for output, without that of an earlier round."""
        path = self.work / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        return path


def laid_out(pages: Documents, folder: Path, *, is_ignoring: bool = False) -> Path:
    for name, data in pages:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if is_ignoring:
        folder.joinpath(".gitignore").write_bytes("\n".join([*PATTERNS, ""]).encode())
    return folder


def on(folder: Path, jobs: int = 1) -> list[str | Path]:
    """The documents of a folder and the options of every command."""
    return [folder, "--root", folder, "-q", "-j", str(jobs), "--no-cache"]


def beside_bare(place: Place, folder: Path, where: str) -> Iterator[Row]:
    po, edited, out = place.work / "po", place.work / "edited", place.work / "out"
    commands: dict[tuple[str, float], list[str | Path]] = {
        ("extract to PO", 2.0): ["extract", *on(folder), "-o", out],
        ("merge, nothing edited", 2.5): ["merge", *on(folder), "-c", po, "-o", out],
        ("merge, every target edited", 5.0): ["merge", *on(folder), "-c", edited, "-o", out],
        ("check", 4.0): ["check", *on(folder)],
        ("strip", 1.5): ["strip", *on(folder), "-o", out],
        ("stats", 4.0): ["stats", *on(folder)],
        ("convert PO to XLIFF", 4.0): ["convert", po, "-q", "--format", "xliff", "-o", out],
    }
    figures: dict[tuple[str, float], list[float]] = {each: [] for each in commands}
    for _ in rounds(place.rounds, f"beside bare{where}"):
        yardstick = place.python(bare.__file__, folder, place.work / "bare.po").cpu
        for each, command in commands.items():
            place.emptied("out")
            figures[each].append(place.run(*SXS, *command).cpu / yardstick)
    for (name, bar), row in figures.items():
        yield Row(f"{name}{where}, x bare", row, bar)


def start_up(place: Place, one: Path) -> Iterator[Row]:
    extract, check = [], []
    out = place.work / "out"
    for _ in rounds(place.rounds, "start-up"):
        yardstick = least(place, sys.executable, "-c", MINIMAL, one, "-o", out)
        extract.append(least(place, *SXS, "extract", *on(one), "-o", out) / yardstick)
        check.append(least(place, *SXS, "check", *on(one)) / yardstick)
    yield Row("extract of one document, x a minimal click program", extract, 1.3)
    yield Row("check of one document, x a minimal click program", check, 1.5)


def least(place: Place, *command: str | Path) -> float:
    """The CPU seconds of a short process, which is easily disturbed."""
    taken = []
    for _ in range(TIMES):
        place.emptied("out")
        taken.append(place.run(*command).cpu)
    return min(taken)


def finding(place: Place) -> Row:
    pages = [(f"section-{each // 40}/page-{each}.md", b"# The dome\n") for each in range(600)]
    without = laid_out(pages, place.work / "without")
    ignoring = laid_out(pages, place.work / "ignoring", is_ignoring=True)
    figures = []
    for _ in rounds(place.rounds, "finding"):
        taken = [
            min(place.figures(FINDING, folder)[0] for _ in range(TIMES))
            for folder in (ignoring, without)
        ]
        figures.append(taken[0] / taken[1])
    return Row("finding 600 documents, 120 ignore patterns, x without", figures, 3)


def shares(place: Place, folder: Path, what: str) -> Row:
    figures = []
    for _ in rounds(place.rounds, "workers"):
        out = place.emptied("out")
        parent, workers = place.figures(SHARED, "extract", *on(folder, 2), "-o", out)
        figures.append(100 * parent / (parent + workers))
    return Row(f"share of the parent with -j 2{what}, %", figures, 8, 1)


def cached(place: Place, folder: Path) -> Row:
    command: list[str | Path] = [*SXS, "extract", folder, "--root", folder, "-q", "-j", "1"]
    figures = []
    for _ in rounds(min(place.rounds, TIMES), "cache"):
        start = least(place, *SXS, "--version")
        where: list[str | Path] = ["--cache-dir", place.emptied("cache")]
        where += ["-o", place.emptied("out")]
        first, second = (place.run(*command, *where).cpu - start for _ in range(2))
        figures.append(second / first)
    return Row("second run from the cache / first, both less --version", figures, 0.1, 3)


def system_calls(place: Place, folder: Path, one: Path, number: int) -> Iterator[Row]:
    if shutil.which("strace"):
        many, few = (calls(place, each) for each in (folder, one))
        yield Row("system calls a document", [(many - few) / (number - 1)], 12, 1)


def calls(place: Place, folder: Path) -> int:
    counted = place.emptied("calls")
    command = [*SXS, "extract", *on(folder), "-o", place.emptied("out")]
    place.run(shutil.which("strace") or "", "-f", "-c", "-o", counted, *command)
    # The line of the total: without "usecs/call" in some versions, and without errors if none.
    total = counted.read_bytes().decode().rstrip().split("\n")[-1].split()
    return int(total[3] if len(total) > 4 else total[2])


def peak(place: Place, folder: Path, one: Path, megabytes: float) -> Row:
    whole, little = (
        place.run(*SXS, "extract", *on(each), "-o", place.emptied("all.po")).peak
        for each in (folder, one)
    )
    what = "one catalog for all: peak memory above that of one document, x input"
    return Row(what, [(whole - little) / megabytes], 4)


def growth(place: Place, folder: Path, largest: int) -> Iterator[Row]:
    """Ever more documents: CPU as a power of the input, and how much faster two workers are."""
    tree = place.work / "tree"
    sizes = [size for size in SIZES if size <= max(largest, SIZES[2])]
    names, weight, made = repeated(folder, tree), 0.0, 0
    weights, taken = [], []
    for size in sizes:
        weight += sum(next(names) for _ in range(size - made)) / MB
        made = size
        both = []
        for workers in ("1", "2"):
            command = extraction(tree, place.emptied("out"), workers, ["--no-cache"])
            both.append(place.run(*command))
        print(f"{size} documents: {both}", file=sys.stderr)
        weights.append(weight)
        taken.append(both)
    start = taken[0][0].cpu
    for jobs in (1, 2):
        over = [math.log(each) for each in weights[1:]]
        cpu = [math.log(each[jobs - 1].cpu - start) for each in taken[1:]]
        slope = linear_regression(over, cpu).slope
        yield Row(f"-j {jobs}: CPU less start-up ~ MB ^ x, x to {sizes[-1]:,}", [slope], 1.03, 3)
    faster = taken[-1][0].wall / taken[-1][1].wall
    yield Row(f"{sizes[-1]:,} documents: two workers, x as fast (at least)", [faster], 1.85)


def table(rows: Sequence[Row]) -> list[list[str]]:
    lines = [["row", "rounds", "min", "median", "bar"]]
    for name, figures, bar, digits in rows:
        cells = [f"{each:.{digits}f}" for each in (min(figures), median(figures))]
        lines.append([name, str(len(figures)), *cells, f"{bar:g}"])
    return lines


def measured(place: Place, given: Path, copies: int, largest: int) -> Iterator[Row]:
    pages = [*documents(given)]
    megabytes = sum(len(data) for _, data in pages) / MB
    print(f"{machine()}; {len(pages)} documents with pairs, {megabytes:.2f} MB\n")
    folder = laid_out(pages, place.work / "docs")
    one = laid_out([min(pages, key=lambda each: len(each[1]))], place.work / "one")
    place.run(*SXS, "extract", *on(folder), "-o", place.work / "po")  # all are compiled, too
    place.python(core.__file__, folder, "--edit", place.work / "edited")
    for command in ("check", "stats"):
        place.run(*SXS, command, *on(one))
    many = place.work / "copies"
    for copy in range(copies):
        laid_out(pages, many / f"copy-{copy}")
    yield from beside_bare(place, folder, "")
    laid_out([], folder, is_ignoring=True)
    yield from beside_bare(place, folder, ", 120 ignore patterns")
    yield from start_up(place, one)
    yield finding(place)
    yield shares(place, folder, "")
    yield shares(place, many, f", documents copied {copies} times")
    yield from system_calls(place, folder, one, len(pages))
    yield peak(place, folder, one, megabytes)
    yield cached(place, laid_out([], many, is_ignoring=True))
    if largest:
        yield from growth(place, folder, largest)


def main() -> None:
    parser = argparse.ArgumentParser(description="What whole runs of sxs cost.")
    parser.add_argument("folder", type=Path, help="holds side-by-side Markdown")
    parser.add_argument("--rounds", type=int, default=7, help="by default 7")
    parser.add_argument("--copies", type=int, default=14, help="for the cache, by default 14")
    parser.add_argument("--growth", type=int, default=0, metavar="N", help="up to N documents")
    parser.add_argument("--markdown", action="store_true", help="the table in Markdown")
    given = parser.parse_args()
    with TemporaryDirectory() as directory:
        place = Place(Path(directory), compiling(Path(directory, "bytecode")), given.rounds)
        rows = []
        for row in measured(place, given.folder.resolve(), given.copies, given.growth):
            print(f"{row.name}: {min(row.figures):.3f}", file=sys.stderr)
            rows.append(row)
    print((piped if given.markdown else aligned)(table(rows)))


if __name__ == "__main__":
    main()
