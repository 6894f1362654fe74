"""What hostile translations do to pages, as independent renderers show them.

    python benchmarks/pages.py [--pages 200000] [--seed 7] [--jobs 2] [--examples 5]
    python benchmarks/pages.py path/to/docs... [--seed 7] [--every 10] [--units 2000]
    python benchmarks/pages.py path/to/docs... --edits

Every target is merged as any other; one that `merge` takes is rendered with the page before it and
the page with the source in its place. A violation is a merged target after which another block
differs from both, or more markup of frames shows; on the side-by-side page and on the plain one.

**Generated pages**, without a folder: each with one hostile target, by both renderers.

**Documents**: one hostile target on every unit and 20 on every tenth (`--every`), by cmarkgfm; one
on each of 2,000 units (`--units`) by markdown-it-py.

**Edits** (`--edits`): a word is added to every target; what is refused is counted by its reason.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent))

from tests.helpers.rendering import BLOCKS, PIECES, RENDERERS, TEXTS, edited, page, violation

from sxskit import (
    Document,
    State,
    Unit,
    Verbatim,
    extract,
    merge,
    parse,
    read_document,
)

# How many pages make one task of a process.
TASK = 1000
# How many characters a part of a document has, at least.
PART = 3000
_HEADING = re.compile(r"(?<=\n\n)(?=\#{1,6} )")


class Outcome(NamedTuple):
    """What became of a target: merged, refused, unchanged, or how it breaks the page."""

    what: str
    example: str = ""


def hostile(rng: random.Random) -> str:
    """A target made to break its page."""
    return "".join([rng.choice(PIECES) for _ in range(rng.randint(1, 6))])


def generated(rng: random.Random) -> Document:
    """A page of a few blocks."""
    blocks = []
    for _ in range(rng.randint(1, 4)):
        blocks += [rng.choice(BLOCKS), rng.choice(("", "\n", "\n", "\n"))]
    texts = iter(lambda: rng.choice(TEXTS[:8] if rng.random() < 0.9 else TEXTS), "")
    return page(blocks, texts, rng.choice(("\n", "\n", "\r\n")))


def tried(document: Document, unit: Unit, target: str, renderers: Sequence[str]) -> Outcome:
    """What becomes of a target."""
    result = edited(document, unit, target)
    if result.findings:
        return Outcome(f"refused: {_reason(result.findings[0].message)}")
    if result.document == document:
        return Outcome("unchanged")
    for name in renderers:
        broken = violation(document, result.document, unit, RENDERERS[name])
        if broken:
            return Outcome(f"VIOLATION: {broken}, {name}", _shown(document, unit, target))
    return Outcome("merged")


def _shown(document: Document, unit: Unit, target: str) -> str:
    """A page with its units in braces, the one of the target in double ones."""
    texts = [
        node.text
        if isinstance(node, Verbatim)
        else f"{{{{{node.target}/{node.source}}}}}"
        if node.id == unit.id
        else f"{{{node.target}/{node.source}}}"
        for node in document.nodes
    ]
    around = "".join(texts)
    at = around.index(f"{{{{{unit.target}/")
    return f"{target!r} in {around[max(0, at - 400) : at + 300]!r}"


def _reason(message: str) -> str:
    """A reason for a refusal without what is particular to the text."""
    return re.sub(r"^\S+: the translation contains |(?<=[^:]): .*", "", message)


def of_pages(task: tuple[int, int]) -> list[Outcome]:
    """The outcomes of generated pages."""
    seed, count = task
    rng = random.Random(seed)  # noqa: S311
    outcomes: list[Outcome] = []
    while len(outcomes) < count:
        document = generated(rng)
        if document.units:
            unit = rng.choice(document.units)
            outcomes.append(tried(document, unit, hostile(rng), [*RENDERERS]))
    return outcomes


class Documents(NamedTuple):
    """A share of the documents to try."""

    paths: Sequence[Path]
    seed: int
    every: int
    units: int
    edits: bool


def of_documents(task: Documents) -> list[Outcome]:
    """The outcomes of documents."""
    rng = random.Random(task.seed)  # noqa: S311
    outcomes: list[Outcome] = []
    left = task.units
    number = 0
    for document in (part for path in task.paths for part in _parts(read_document(path))):
        if task.edits:
            outcomes += _of_edits(document)
            continue
        for unit in document.units:
            number += 1
            for _ in range(20 if number % task.every == 0 else 1):
                outcomes.append(tried(document, unit, hostile(rng), ["cmarkgfm"]))
            if left > 0 and rng.random() < 0.2:
                left -= 1
                outcomes.append(tried(document, unit, hostile(rng), ["markdown-it-py"]))
    return outcomes


def _parts(document: Document) -> Iterator[Document]:
    """A document in parts, cut before headings: small pages are rendered faster."""
    part = ""
    for piece in _HEADING.split(document.text):
        part += piece
        if len(part) >= PART:
            yield parse(part)
            part = ""
    yield parse(part)


def _of_edits(document: Document) -> Iterator[Outcome]:
    """The outcomes of a word more in every target."""
    catalog = extract({"a.md": document})
    entries = [
        replace(entry, target=f"{entry.target} слово", state=State.DONE)
        for entry in catalog.entries
    ]
    result = merge(document, "a.md", replace(catalog, entries=tuple(entries)))
    units = {unit.id: unit for unit in document.units}
    for finding in result.findings:
        unit = units[finding.message.partition(":")[0]]
        yield Outcome(
            f"refused: {_reason(finding.message)}", _shown(document, unit, finding.message)
        )
    yield from [Outcome("merged")] * result.applied


def _printed(outcomes: Iterable[Outcome], examples: int) -> int:
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for outcome in outcomes:
        counts[outcome.what] += 1
        if outcome.example and shown[outcome.what] < examples:
            shown[outcome.what] += 1
            print(f"{outcome.what}\n  {outcome.example}")
    for what, count in counts.most_common():
        print(f"{count:9,} {what}")
    violations = sum(count for what, count in counts.items() if what.startswith("VIOLATION"))
    print(f"{counts.total():9,} targets, {violations} violations")
    return violations


def _outcomes(arguments: argparse.Namespace) -> Iterator[Outcome]:
    with ProcessPoolExecutor(arguments.jobs) as pool:
        if not arguments.docs:
            seeds = range(arguments.seed, arguments.seed + arguments.pages // TASK)
            tasks = [(seed, TASK) for seed in seeds] or [(arguments.seed, arguments.pages)]
            for outcomes in pool.map(of_pages, tasks):
                yield from outcomes
            return
        paths = sorted(path for folder in arguments.docs for path in folder.rglob("*.md"))
        size = 20
        shares = [paths[at : at + size] for at in range(0, len(paths), size)]
        units = -(-arguments.units // max(len(shares), 1))
        work = [
            Documents(share, arguments.seed + number, arguments.every, units, arguments.edits)
            for number, share in enumerate(shares)
        ]
        for outcomes in pool.map(of_documents, work):
            yield from outcomes


def main() -> None:
    """Run one of the measurements, and exit with 1 on violations."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("docs", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--edits", action="store_true")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    sys.exit(1 if _printed(_outcomes(arguments), arguments.examples) else 0)


if __name__ == "__main__":
    main()
