"""What ``sxs`` and what people use today take on the same documents, side by side in one run.

    python benchmarks/peers.py path/to/sxs path/to/plain [--repeat 5] [--markdown]
    python benchmarks/peers.py path/to/sxs --scale [--repeat 5] [--largest 30000] [--markdown]

**Side-by-side Markdown**, the first folder: ``sxs extract``, ``sxs merge`` of catalogs whose every
target was edited, and both by hand, with polib and BeautifulSoup (html.parser) or a regular
expression. By hand there is no check of anything.

**Plain Markdown**, the second folder: the same documents in one language, for the tools that cannot
read pairs. Markdown to PO, and documents built from PO whose every entry is translated (by itself:
what a translation says costs nothing). Two rows get PO with translations out of existing documents,
which is what ``sxs extract`` does: they need the English document, here from ``sxs strip``. A tool
that takes a folder is given the folder; the others are a process per document, or one PO for all,
as the row says.

The tools are installed on demand: translate-toolkit, being GPL, and mdpo into `.venv-peers`, po4a
with apt-get where that may be done. Rows take turns, round by round; CPU is user and system time of
the process tree, peak memory that of its largest process, ``documents`` those that came out of
all, MB (10**6 bytes) those that the processes were given. A row that has taken two minutes runs no
more rounds. TMPDIR says on which disk all is written. Needs a POSIX system, beautifulsoup4, polib.

**--scale**: ``sxs extract`` on ever more documents: those of the folder, again and again under
other names. With one document it is the start-up.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

import core
from core import LAZY, MB, aligned, compiling, documents, machine, ratio, rounds

TOOLS = Path(__file__).resolve().parent.parent / ".venv-peers"
SLOW = 120  # seconds: a row that has taken them runs no more rounds
SIZES = (1, 100, 1_000, 10_000, 30_000)
PEERS = ("translate-toolkit", "mistletoe", "mdpo", "pymd4c")
PO4A = ["-f", "text", "-o", "markdown", "-M", "UTF-8"]
# "po4a-updatepo is deprecated. The unified po4a(1) program ...", whatever happens then
NOTICE = re.compile(r"po4a-\w+ is (deprecated|only useful)")
# A process starts with the peak memory of the one that made it: this one is smaller than any.
LAUNCHER = """
import os, sys, time
errors, *command = sys.argv[1:]
files = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
         (os.POSIX_SPAWN_OPEN, 2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
start = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ, file_actions=files)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss)
"""


class Cost(NamedTuple):
    """What the processes of a row took in a round, how many files they wrote, and complaints."""

    cpu: float
    wall: float
    peak: float
    files: int = 0
    complaints: tuple[str, ...] = ()


Commands: TypeAlias = Callable[[Path], list[list[str]]]
Layout: TypeAlias = Callable[[Sequence[Sequence[str]]], str]


@dataclass(frozen=True, slots=True)
class Row:
    """What is run, given the folder to write to, and the sizes of the documents it works on."""

    name: str
    commands: Commands
    sizes: tuple[int, ...]
    one_file: bool = False  # of all documents
    refused: int = 0  # documents that the tool does not take, not among the sizes


# Processes


def cost(commands: Iterable[Sequence[str]], out: Path, environment: Mapping[str, str]) -> Cost:
    """Run programs one after the other; exit code 1 of ``sxs`` is what findings give."""
    cpu = wall = peak = 0.0
    complaints = []
    for command in commands:
        errors = out.with_name("stderr")
        launch = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(errors), *command]
        ran = subprocess.run(
            launch, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True
        )
        status, *numbers = map(float, ran.stdout.decode().split())
        cpu, wall, peak = cpu + numbers[0], wall + numbers[1], max(peak, numbers[2])
        said = errors.read_bytes().decode(errors="replace")
        fine = (0, 1) if "sxskit" in command else (0,)
        if status not in fine or "Traceback" in said:
            complaints.append(complaint(said) or f"exit code {status:.0f}")
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    written = sum(path.is_file() for path in out.rglob("*"))
    return Cost(cpu, wall, peak * unit / MB, written, tuple(complaints))


def complaint(said: str) -> str:
    """The first line that says what is wrong; in a traceback it is the last."""
    lines = [line.strip() for line in said.split("\n")]
    lines = [line for line in lines if line and not NOTICE.match(line)]
    place = -1 if any(line.startswith("Traceback") for line in lines) else 0
    return lines[place] if lines else ""


# The tools


def tools() -> Path:
    """The Python that has the tools; they are installed if they are not."""
    import venv

    python = TOOLS / "bin" / "python"
    if not python.exists():
        print("installing into .venv-peers ...", file=sys.stderr)
        venv.create(TOOLS, with_pip=True)
        TOOLS.joinpath(".gitignore").write_bytes(b"*\n")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "translate-toolkit[markdown]", "mdpo"], check=True)
    if not shutil.which("po4a") and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "po4a"]
        subprocess.run(install, check=False, stdout=subprocess.DEVNULL)
    return python


def versions(python: Path, peers: Sequence[str]) -> str:
    """What is measured, with versions: of this Python, of that of the tools, and po4a."""
    script = (
        "import sys; from importlib.metadata import version\n"
        "print(', '.join(f'{name} {version(name)}' for name in sys.argv[1:]))"
    )
    lines = []
    ours = ["sxskit", "beautifulsoup4", "polib"] if peers else ["sxskit"]
    for program, names in ((sys.executable, ours), (str(python), peers)):
        ran = subprocess.run([program, "-c", script, *names], capture_output=True, check=True)
        lines += [line for line in ran.stdout.decode().split("\n") if line]
    po4a = shutil.which("po4a")
    if peers and po4a:
        ran = subprocess.run([po4a, "--version"], capture_output=True, check=True)
        lines.append(ran.stdout.decode().split("\n")[0].replace(" version", "").rstrip("."))
    return ", ".join(lines)


# The rows


def pair_rows(folder: Path, catalogs: Path) -> Iterator[Row]:
    """The work on side-by-side documents; the catalogs have every target edited."""
    sizes = tuple(len(data) for _, data in documents(folder))
    sxs = [sys.executable, "-m", "sxskit"]
    common = [str(folder), "--root", str(folder), "--quiet", "--no-cache"]
    beautiful = [sys.executable, core.__file__, str(folder), "--by-hand"]
    here = [sys.executable, __file__, "--catalogs", str(catalogs), "--by-hand"]
    merge = [*sxs, "merge", *common, "-c", str(catalogs)]
    for name, command in (
        ("sxs extract -j 1", [*sxs, "extract", *common, "-j", "1", "-o"]),
        ("sxs extract -j 2", [*sxs, "extract", *common, "-j", "2", "-o"]),
        ("by hand: extract, BeautifulSoup", beautiful),
        ("by hand: extract, re", [*here, "extract", str(folder)]),
        ("sxs merge -j 1", [*merge, "-j", "1", "-o"]),
        ("sxs merge -j 2", [*merge, "-j", "2", "-o"]),
        ("by hand: merge, re", [*here, "merge", str(folder)]),
    ):
        yield Row(name, into(command), sizes)


def python_rows(python: Path, plain: Path, english: Path, filled: Path) -> Iterator[Row]:
    """The work of translate-toolkit and mdpo on plain documents."""
    md2po, po2md = (
        [str(python), "-m", f"translate.convert.{name}", "--progress=none"]
        for name in ("md2po", "po2md")
    )
    names = markdown(plain)
    sizes = weights(plain, names)
    yield Row(
        "translate-toolkit md2po: folder",
        into([*md2po, "-i", str(plain), "-o"]),
        sizes,
    )
    both = [name for name in names if english.joinpath(name).exists()]
    yield Row(
        "translate-toolkit md2po -t: process per document, with English",
        apiece(both, lambda name, out: [*md2po, "-t", f"{english / name}", "-i", f"{plain / name}",
                                      "-o", f"{out / name}.po"]),
        weights(plain, both),
    )  # fmt: skip
    yield Row(
        "translate-toolkit po2md: folder",
        into([*po2md, "-t", str(plain), "-i", str(filled / "toolkit"), "-o"]),
        sizes,
    )  # fmt: skip
    # Its globs go one level down, and a document that it cannot read ends the run.
    taken = [name for name in names if filled.joinpath("mdpo", f"{name}.po").exists()]
    yield Row(
        "mdpo md2po: the documents it takes into one PO",
        apiece([""], lambda _, out: mdpo_extraction(
            python, [plain / name for name in taken], out / "all.po")),
        weights(plain, taken),
        one_file=True,
        refused=len(names) - len(taken),
    )  # fmt: skip
    yield Row(
        "mdpo md2po: process per document",
        apiece(
            names, lambda name, out: mdpo_extraction(python, [plain / name], out / f"{name}.po")
        ),
        sizes,
    )
    building = [str(python), "-m", "mdpo.po2md", "--quiet"]
    yield Row(
        "mdpo po2md: process per document",
        apiece(names, lambda name, out: [*building, f"{plain / name}", "-s", f"{out / name}",
                                       "-p", f"{filled / 'mdpo' / name}.po"]),
        sizes,
    )  # fmt: skip


def po4a_rows(plain: Path, english: Path, filled: Path) -> Iterator[Row]:
    """The work of po4a on plain documents: those it takes, but for po4a-gettextize."""
    updating, gettextizing, translating = (
        [shutil.which(f"po4a-{name}") or name, *PO4A]
        for name in ("updatepo", "gettextize", "translate")
    )
    names = markdown(plain)
    taken = [name for name in names if filled.joinpath("po4a", f"{name}.po").exists()]
    refused = len(names) - len(taken)
    masters = [part for name in taken for part in ("-m", str(plain / name))]
    yield Row(
        "po4a-updatepo: the documents it takes into one PO",
        apiece([""], lambda _, out: [*updating, *masters, "-p", str(out / "all.po")]),
        weights(plain, taken),
        one_file=True,
        refused=refused,
    )
    both = [name for name in names if english.joinpath(name).exists()]
    yield Row(
        "po4a-gettextize: process per document, with English",
        apiece(both, lambda name, out: [*gettextizing, "-m", f"{english / name}", "-L", "UTF-8",
                                      "-l", f"{plain / name}", "-p", f"{out / name}.po"]),
        weights(plain, both),
    )  # fmt: skip
    yield Row(
        "po4a-translate: process per document it takes",
        apiece(taken, lambda name, out: [*translating, "-m", f"{plain / name}", "-k", "0",
                                       "-p", f"{filled / 'po4a' / name}.po",
                                       "-l", f"{out / name}"]),
        weights(plain, taken),
        refused=refused,
    )  # fmt: skip


def mdpo_extraction(python: Path, paths: Iterable[Path], catalog: Path) -> list[str]:
    command = [str(python), "-m", "mdpo.md2po", "--quiet", "--save", "--po-filepath"]
    return [*command, str(catalog), *map(str, paths)]


def apiece(names: Iterable[str], command: Callable[[str, Path], list[str]]) -> Commands:
    """A process per document, into folders that are there."""

    def commands(out: Path) -> list[list[str]]:
        out.mkdir(parents=True, exist_ok=True)
        made = []
        for name in names:
            out.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            made.append(command(name, out))
        return made

    return commands


def into(command: Sequence[str]) -> Commands:
    """One process, whose last argument is the folder to write to."""
    return lambda out: [[*command, str(out)]]


def markdown(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]


def weights(folder: Path, names: Iterable[str]) -> tuple[int, ...]:
    return tuple(folder.joinpath(name).stat().st_size for name in names)


def prepared(folder: Path, plain: Path, python: Path, work: Path) -> list[Row]:
    """All rows, with the catalogs that they merge; every program has run once then."""
    environment = compiling(work / "bytecode")
    sxs = [sys.executable, "-m", "sxskit"]
    common = [str(folder), "--root", str(folder), "--quiet", "--no-cache"]
    english, filled = work / "english", work / "filled"

    def make(what: str, out: Path, commands: Iterable[Sequence[str]]) -> None:
        print(f"preparing: {what}", file=sys.stderr)
        out.mkdir(parents=True, exist_ok=True)
        cost(commands, out, environment)

    editing = [sys.executable, core.__file__, str(folder), "--edit", str(work / "edited")]
    make("edited catalogs", work, [editing])
    make("English", work, [[*sxs, "strip", *common, "--keep", "source", "-o", str(english)]])
    extracting = {row.name: row for row in python_rows(python, plain, english, filled)}
    for name, tool in (
        ("translate-toolkit md2po: folder", "toolkit"),
        ("mdpo md2po: process per document", "mdpo"),
    ):
        make(name, filled, extracting[name].commands(filled / tool))
    updating = shutil.which("po4a-updatepo")
    if updating:
        extraction = apiece(
            markdown(plain),
            lambda name, out: [updating, *PO4A, "-m", f"{plain / name}", "-p", f"{out / name}.po"],
        )
        make("po4a-updatepo", filled, extraction(filled / "po4a"))
    fill = [sys.executable, __file__, str(filled), str(filled), "--by-hand", "fill"]
    make("translated catalogs", work, [fill])
    more = po4a_rows(plain, english, filled) if updating else []
    rows = python_rows(python, plain, english, filled)
    return [*pair_rows(folder, work / "edited"), *rows, *more]


# By hand


def extract_by_hand(folder: Path, out: Path) -> None:
    """What a regular expression and polib make of side-by-side documents: a PO each."""
    import polib

    for name in markdown(folder):
        text = folder.joinpath(name).read_bytes().decode()
        flags = ["fuzzy"] if "ms.translationtype: MT" in text else []
        catalog = polib.POFile(wrapwidth=0)
        catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        for key, target, source in LAZY.findall(text):
            entry = polib.POEntry(
                msgctxt=key, msgid=source, msgstr=target, occurrences=[(name, "")], flags=flags
            )
            catalog.append(entry)
        if catalog:
            write(out / f"{name}.po", str(catalog))


def merge_by_hand(folder: Path, catalogs: Path, out: Path) -> None:
    """What polib and a regular expression make of catalogs: their documents, translated anew."""
    import polib

    for name in markdown(folder):
        path = catalogs / f"{name}.po"
        if not path.exists():
            continue
        targets = {entry.msgctxt: entry.msgstr for entry in polib.pofile(str(path))}

        def translated(pair: re.Match[str], targets: Mapping[str, str] = targets) -> str:
            target = targets.get(pair[1]) or pair[2]
            start, end = (place - pair.start() for place in pair.span(2))
            return f"{pair[0][:start]}{target}{pair[0][end:]}"

        text = folder.joinpath(name).read_bytes().decode()
        write(out / name, LAZY.sub(translated, text))


def fill(folder: Path) -> None:
    """Translate every entry of the catalogs in a folder, by itself."""
    import polib

    for path in sorted(folder.rglob("*.po")):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = entry.msgid
        catalog.save()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


# Side by side


def compare(folder: Path, plain: Path, repeat: int, layout: Layout) -> None:
    """Measure and print the rows."""
    python = tools()
    with TemporaryDirectory() as directory:
        rows = prepared(folder, plain, python, Path(directory))
        taken: dict[str, list[Cost]] = {row.name: [] for row in rows}
        for number in rounds(repeat, "side by side"):
            for row in rows:
                before = taken[row.name]
                if number == 1 or sum(each.wall for each in before) < SLOW:
                    with TemporaryDirectory() as made:
                        out = Path(made, "out")
                        environment = compiling(Path(directory, "bytecode"))
                        before.append(cost(row.commands(out), out, environment))
                        print(f"{row.name}: {before[-1].wall:.1f} s", file=sys.stderr)
    print(f"{machine()}\n{versions(python, PEERS)}\n{summary(folder, plain)}\n")
    table = cost_table(rows, taken)
    if not shutil.which("po4a"):
        table.append(["po4a: not installed", *["-"] * (len(table[0]) - 1)])
    print(layout(table))
    notes = [note for row in rows for note in refusals(row, taken[row.name])]
    print("", *notes, sep="\n")


def summary(folder: Path, plain: Path) -> str:
    sizes = [len(data) for _, data in documents(folder)]
    others = weights(plain, markdown(plain))
    return (
        f"side by side: {len(sizes)} documents with pairs, {sum(sizes) / MB:.2f} MB; "
        f"plain: {len(others)} documents, {sum(others) / MB:.2f} MB"
    )


def cost_table(rows: Iterable[Row], taken: Mapping[str, Sequence[Cost]]) -> list[list[str]]:
    heads = ["row", "rounds", "documents", "MB", "CPU s", "min-max", "wall s", "min-max"]
    table = [[*heads, "peak MB", "min-max", "CPU s/MB"]]
    for row in rows:
        costs = taken[row.name]
        given, came = len(row.sizes), costs[-1].files
        if row.one_file and came:
            came = given
        megabytes = sum(row.sizes) / MB
        share = f"{came} of {given + row.refused}"
        cells = [row.name, str(len(costs)), share, f"{megabytes:.2f}"]
        if not came:
            table.append([*cells, "failed", *["-"] * 6])
            continue
        for values, digits in (
            ([each.cpu for each in costs], 2),
            ([each.wall for each in costs], 2),
            ([each.peak for each in costs], 1),
        ):
            cells += spread(values, digits)
        table.append([*cells, f"{median(each.cpu for each in costs) / megabytes:.3f}"])
    return table


def refusals(row: Row, costs: Sequence[Cost]) -> Iterator[str]:
    """What a row has to say of documents that did not come out."""
    complaints = costs[-1].complaints
    if complaints and not costs[-1].files:
        yield f"{row.name}: failed: {complaints[0]}"
    elif complaints:
        yield f"{row.name}: {len(complaints)} of its processes failed, first: {complaints[0]}"


# How it grows


def scale(folder: Path, repeat: int, largest: int, layout: Layout) -> None:
    """Measure and print what ever more documents take."""
    taken: dict[int, dict[str, list[Cost]]] = {}
    weight: dict[int, float] = {}
    with TemporaryDirectory() as directory:
        work, tree = Path(directory), Path(directory, "docs")
        environment = compiling(work / "bytecode")
        nothing = [[sys.executable, "-c", "pass"]] * 2
        empty = cost(nothing, work / "none", environment).peak
        for jobs in ("1", "2"):
            out = work / f"warm{jobs}"
            cost([extraction(folder, out, jobs, ["--no-cache"])], out, environment)
        names, bytes_so_far = repeated(folder, tree), 0
        for size in (size for size in SIZES if size <= largest):
            bytes_so_far += sum(next(names) for _ in range(size - max(taken, default=0)))
            weight[size] = bytes_so_far / MB
            taken[size] = growth(tree, repeat, environment)
    print(f"{machine()}; peak memory of an empty interpreter: {empty:.1f} MB")
    print(versions(Path(sys.executable), []), end="\n\n")
    print(layout(scale_table(taken, weight, empty)), end="\n\n")
    print(exponents(taken, weight))


def extraction(folder: Path, out: Path, jobs: str, memory: Sequence[str]) -> list[str]:
    sxs = [sys.executable, "-m", "sxskit", "extract", str(folder), "--root", str(folder)]
    return [*sxs, "--quiet", "-j", jobs, *memory, "-o", str(out)]


def repeated(folder: Path, tree: Path) -> Iterator[int]:
    """The sizes of ever more documents, each in the tree by then; in no order but always the same.

    They are copied once and linked from then on, where the file system can.
    """
    given = sorted(documents(folder), key=lambda each: hashlib.sha256(each[0].encode()).digest())
    for copy in range(sys.maxsize):
        for name, data in given:
            path = tree.joinpath(f"{copy:04}", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(tree.joinpath("0000", name), path)
            except OSError:
                path.write_bytes(data)
            yield len(data)


def growth(tree: Path, repeat: int, environment: Mapping[str, str]) -> dict[str, list[Cost]]:
    """What the extraction takes on the documents of a tree, in one process, in two, remembering."""
    taken: dict[str, list[Cost]] = {"1": [], "2": [], "first": [], "again": []}
    for _ in rounds(repeat, f"{len(markdown(tree))} documents"):
        if sum(each.wall for row in taken.values() for each in row) < SLOW:
            for jobs in ("1", "2"):
                with TemporaryDirectory() as made:
                    out = Path(made, "out")
                    command = extraction(tree, out, jobs, ["--no-cache"])
                    taken[jobs].append(cost([command], out, environment))
            with TemporaryDirectory() as made:
                out = Path(made, "out")
                command = extraction(tree, out, "1", ["--cache-dir", str(Path(made, "cache"))])
                for which in ("first", "again"):
                    taken[which].append(cost([command], out, environment))
    failed = [each.complaints[0] for row in taken.values() for each in row if each.complaints]
    if failed:
        raise SystemExit(failed[0])
    return taken


def scale_table(
    taken: Mapping[int, Mapping[str, Sequence[Cost]]], weight: Mapping[int, float], empty: float
) -> list[list[str]]:
    heads = ["documents", "MB", "rounds", "CPU s", "min-max", "peak MB above empty", "wall s"]
    heads += ["-j 2: CPU s", "peak MB above empty", "wall s", "wall / -j 1"]
    table = [[*heads, "cache, first: CPU / none", "again: CPU s", "CPU / none"]]
    for size, rows in taken.items():
        one, two = rows["1"], rows["2"]
        again = [each.cpu for each in rows["again"]]
        cpu = [each.cpu for each in one]
        walls = [each.wall for each in one], [each.wall for each in two]
        cells = [f"{size:,}", f"{weight[size]:.2f}", str(len(one)), *spread(cpu, 2)]
        cells += [peak_above(one, empty), f"{median(walls[0]):.2f}"]
        cells += [f"{median(each.cpu for each in two):.2f}", peak_above(two, empty)]
        cells += [f"{median(walls[1]):.2f}", f"{ratio(walls[1], walls[0]):.2f}"]
        cells += [f"{ratio([each.cpu for each in rows['first']], cpu):.2f}"]
        table.append([*cells, f"{median(again):.2f}", f"{ratio(again, cpu):.3f}"])
    return table


def peak_above(costs: Iterable[Cost], empty: float) -> str:
    return f"{median(each.peak for each in costs) - empty:.1f}"


def exponents(
    taken: Mapping[int, Mapping[str, Sequence[Cost]]], weight: Mapping[int, float]
) -> str:
    """The slopes of CPU over MB, both as logarithms; the start-up is what one document takes."""
    sizes = [size for size in taken if size > 1]
    lines = [f"CPU s ~ MB ^ x, fitted from {sizes[0]:,} to {sizes[-1]:,} documents:"]
    for what, row in (("-j 1", "1"), ("-j 2", "2"), ("-j 1, from the cache", "again")):
        cpu = {size: median(each.cpu for each in rows[row]) for size, rows in taken.items()}
        over = [math.log(weight[size]) for size in sizes]
        slopes = [
            linear_regression(over, [math.log(cpu[size] - less) for size in sizes]).slope
            for less in (0, cpu[1])
        ]
        lines.append(f"{what}: x = {slopes[0]:.3f}, without the start-up {slopes[1]:.3f}")
    return "\n".join(lines)


# Both


def spread(values: Sequence[float], digits: int) -> list[str]:
    """The median, and the least and the most."""
    return [f"{median(values):.{digits}f}", f"{min(values):.{digits}f}-{max(values):.{digits}f}"]


def piped(table: Sequence[Sequence[str]]) -> str:
    """A table in Markdown: the first column to the left, the others to the right."""
    heads, *rows = table
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="sxs beside what people use today.")
    parser.add_argument("folder", type=Path, help="holds side-by-side Markdown")
    parser.add_argument("plain", type=Path, nargs="?", help="holds the same as plain Markdown")
    parser.add_argument("--repeat", type=int, default=5, help="rounds; by default 5")
    parser.add_argument("--scale", action="store_true", help="sxs on ever more documents")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="of them, by default 30000")
    parser.add_argument("--markdown", action="store_true", help="tables in Markdown")
    parser.add_argument("--by-hand", choices=("extract", "merge", "fill"), help=argparse.SUPPRESS)
    parser.add_argument("--catalogs", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    layout = piped if given.markdown else aligned
    if given.scale:
        scale(given.folder.resolve(), max(given.repeat, 1), max(given.largest, 100), layout)
    elif not given.plain:
        parser.error("a second folder is needed, of plain Markdown")
    elif given.by_hand == "extract":
        extract_by_hand(given.folder, given.plain)
    elif given.by_hand == "merge":
        merge_by_hand(given.folder, given.catalogs, given.plain)
    elif given.by_hand == "fill":
        fill(given.folder)
    else:
        compare(given.folder.resolve(), given.plain.resolve(), max(given.repeat, 1), layout)


if __name__ == "__main__":
    main()
