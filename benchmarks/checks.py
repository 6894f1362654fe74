"""What the checks find, on folders of side-by-side Markdown: the faults that were put in.

    python benchmarks/checks.py path/to/docs... [--sample 200] [--seed 7] [--show CODE,...]
    python benchmarks/checks.py path/to/docs... --counts [--examples 5]
    python benchmarks/checks.py path/to/docs... --cost [--repeat 5]

**Mutations**, the default. For every code random units are broken as the code says (see
`mutations`), each in a small document: its front matter and the lines around it. A fault is caught
where the broken document has a finding with that code that the document before had not, and that
names the unit; "any" counts those caught under whatever code. A unit that has such a finding to
begin with is passed over ("unclean"). Where too few units suit a code, a construct is put into both
texts of a unit first ("grafted"). The last column says in which ways the missed ones were broken.
`--show` tries only some codes and prints what was missed. The same seed gives the same faults.

**Counts**: how many findings of every code there are, with random examples.

**Cost**: CPU seconds of checking with the default codes beside those of parsing, both from decoded
text. They take turns, round by round; medians are printed, ratios are taken within a round.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from core import aligned, documents, machine, ratio, rounds
from mutations import KNOWN, TARGETS, Fault, faults
from mutations.catalogs import CATALOGS, NAME
from mutations.grafts import grafted
from mutations.page import Page
from sxskit import (
    CODES,
    Catalog,
    Document,
    Finding,
    Unit,
    check,
    extract,
    merge,
    parse,
)
from sxskit.checks.consistency import inconsistent
from sxskit.dialect.places import Place, places
from sxskit.findings import chosen

ALL = frozenset(CODES)
# How many lines of a block stay on either side of a unit.
LINES = 3
# A code that a check often sees in sound pages is tried on at most so many times the sample.
PATIENCE = 5


class Site(NamedTuple):
    """A unit in its document, the number of its node, and its place."""

    name: str
    document: Document
    node: int
    unit: Unit
    place: Place
    language: str

    @property
    def alone(self) -> Page:
        """The unit with nothing around it: enough to see whether it suits."""
        return Page(self.unit, self.place, self.language)


class Trial(NamedTuple):
    """A fault in a page, and what the checks made of it."""

    site: Site
    page: Page
    fault: Fault
    is_grafted: bool
    codes: frozenset[str]  # of the new findings that name the unit


def folder_documents(folder: Path) -> dict[str, Document]:
    return {name: parse(data.decode()) for name, data in documents(folder)}


def sites(folder_documents: Mapping[str, Document]) -> list[Site]:
    """Every unit of every document."""
    found = []
    for name, document in folder_documents.items():
        tag = document.front_matter.get("ms.contentlocale") or ""
        language = tag.strip().partition("-")[0].lower()
        numbered = [(i, node) for i, node in enumerate(document.nodes) if isinstance(node, Unit)]
        for (i, unit), place in zip(numbered, places(document), strict=True):
            found.append(Site(name, document, i, unit, place, language))
    return found


# Mutations


def small(site: Site) -> Page:
    """The unit with the front matter and the lines around it; with all, where it needs more."""
    nodes = [node.text for node in site.document.nodes]
    front_matter = site.document.front_matter.text
    before, after = "".join(nodes[: site.node]), "".join(nodes[site.node + 1 :])
    if len(before) < len(front_matter):  # a pair inside the front matter
        return replace(site.alone, before=before, after=after)
    before = before[len(front_matter) :]
    whole = replace(site.alone, front_matter=front_matter, before=before, after=after)
    above = _block(reversed(before.split("\n")))[::-1]
    if site.place.row:
        table = before.rpartition("\n\n")[2].split("\n")[:2]
        above = above if above[:2] == table else [*table, *above]
    cut = replace(whole, before="\n".join(above), after="\n".join(_block(after.split("\n"))))
    return cut if _stands(cut) else whole


def _block(lines: Iterable[str]) -> list[str]:
    """The first of the lines and those behind it, up to a blank one."""
    block: list[str] = []
    for line in lines:
        if len(block) > LINES or (block and not line.strip()):
            break
        block.append(line)
    return block


def _stands(page: Page) -> bool:
    """Whether the unit of a page is where it was, and nothing around it is cut in half."""
    text = page.text
    document = parse(text)
    if len(document.units) * 2 != len(re.findall("data-[ts]tu-id", text)) or text.count("```") % 2:
        return False
    where = {unit.id: place for unit, place in zip(document.units, places(document), strict=True)}
    found = where.get(page.unit.id)
    return found is not None and _block_of(found) == _block_of(page.place)


def _block_of(place: Place) -> tuple[str, str, bool]:
    return place.kind, place.link, place.row


def findings(code: str, page: Page, text: str, catalog: Catalog | None) -> tuple[Finding, ...]:
    """What there is to say on a page whose text has become another one."""
    document = parse(text)
    if code in CATALOGS:
        return merge(document, NAME, catalog or extract({NAME: document})).findings
    if code == "inconsistent":
        sound = parse(page.text)
        return inconsistent({"docs/a.md": sound, "docs/b.md": sound, NAME: document})
    found = check(document, NAME, codes=ALL)
    if code == "no-front-matter":  # what `--set` says
        date = {"ms.date": "01/02/2026"}
        found += merge(document, NAME, Catalog("en-US", ""), metadata=date).findings
    return found


def _naming(found: Iterable[Finding], ids: frozenset[str]) -> Counter[tuple[str, str]]:
    """The findings, less where they are, that name one of these ids; all, if there are none."""
    return Counter(
        (finding.code, finding.message)
        for finding in found
        if not ids or any(id in finding.message for id in ids)
    )


def candidates(
    code: str, pool: Sequence[Site], rng: random.Random
) -> Iterator[tuple[Site, Page, bool]]:
    """Pages to break, in random order: those that suit, then those that do after a graft."""
    for site in rng.sample(pool, len(pool)):
        if code not in TARGETS or TARGETS[code](rng, site.alone):
            yield site, small(site), False
    for site in rng.sample(pool, len(pool)):
        page = grafted(code, rng, site.alone)
        if page:
            yield site, replace(small(site), unit=page.unit), True


def trials(code: str, pool: Sequence[Site], sample: int, seed: int) -> tuple[list[Trial], int]:
    """What was tried, and how many pages had such a finding to begin with."""
    rng = random.Random(f"{seed} {code}")  # noqa: S311 - nothing here is a secret
    tried: list[Trial] = []
    unclean = 0
    for site, page, is_grafted in candidates(code, pool, rng):
        if len(tried) == sample or unclean == PATIENCE * sample:
            break
        ways = faults(code, rng, page)
        if not ways:
            continue
        fault = rng.choice(ways)
        before = _naming(findings(code, page, page.text, None), fault.ids)
        if any(found == code for found, _ in before):
            unclean += 1
            continue
        after = _naming(findings(code, page, fault.text, fault.catalog), fault.ids)
        codes = frozenset(found for found, _ in after - before)
        tried.append(Trial(site, page, fault, is_grafted, codes))
    return tried, unclean


def mutation_row(code: str, tried: Sequence[Trial], unclean: int) -> list[str]:
    caught = sum(code in trial.codes for trial in tried)
    known = sum(bool(trial.codes) for trial in tried)
    share = f"{100 * caught / len(tried):.1f} %" if tried else "-"
    counts = [len(tried), caught, known, sum(trial.is_grafted for trial in tried), unclean]
    return [code, *map(str, counts), share]


def missed_ways(code: str, tried: Sequence[Trial]) -> str:
    """The ways of breaking that were missed, the most missed first: "doubled 3/20"."""
    ways = Counter(trial.fault.label for trial in tried)
    missed = Counter(trial.fault.label for trial in tried if code not in trial.codes)
    return ", ".join(f"{label} {count}/{ways[label]}" for label, count in missed.most_common(6))


def print_mutations(folder: Path, options: argparse.Namespace) -> None:
    pool = sites(folder_documents(folder))
    shown = chosen(options.show) if options.show else frozenset()
    heads = ["code", "tried", "caught", "any", "grafted", "unclean", "share"]
    rows, ways = [heads], [""]
    for code in CODES:
        if code in KNOWN and (not shown or code in shown):
            tried, unclean = trials(code, pool, options.sample, options.seed)
            rows.append(mutation_row(code, tried, unclean))
            ways.append(missed_ways(code, tried))
            for trial in tried:
                if shown and code not in trial.codes:
                    print(story(code, trial), end="\n\n")
    lines = aligned(rows).split("\n")
    print("\n".join(f"{line}  {missed}".rstrip() for line, missed in zip(lines, ways, strict=True)))
    print(f"\nno mutation for: {', '.join(sorted(ALL - KNOWN))}")


def story(code: str, trial: Trial) -> str:
    """A missed fault, for somebody to judge."""
    site, page, fault = trial.site, trial.page, trial.fault
    grafted = ", grafted" if trial.is_grafted else ""
    others = ", ".join(sorted(trial.codes)) or "nothing"
    return "\n".join(
        [
            f"{site.name}:{site.place.line}: {code}: {fault.label}{grafted}; found: {others}",
            f"  source {page.unit.source!r}",
            f"  target {page.unit.target!r}",
            f"  broken {fault.shown!r}",
        ]
    )


# Counts


def print_counts(folder: Path, options: argparse.Namespace) -> None:
    whole = folder_documents(folder)
    found = [finding for name in whole for finding in check(whole[name], name, codes=ALL)]
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in [*found, *inconsistent(whole)]:
        by_code[finding.code].append(finding)
    units = sum(len(document.units) for document in whole.values())
    rows = [["code", "findings", "per 1000 units"]]
    for code in CODES:
        if by_code[code]:
            count = len(by_code[code])
            rows.append([code, str(count), f"{1000 * count / max(units, 1):.2f}"])
    print(f"{len(whole)} documents, {units} units\n\n{aligned(rows)}")
    rng = random.Random(options.seed)  # noqa: S311 - nothing here is a secret
    for code in CODES:
        for finding in rng.sample(by_code[code], min(options.examples, len(by_code[code]))):
            print(f"\n{finding}{_texts(finding, whole[finding.document])}")


def _texts(finding: Finding, document: Document) -> str:
    """The two texts of the unit that a finding names first."""
    words = re.findall(r"[0-9A-Za-z]+-[0-9A-Za-z]+", finding.message)
    named = {unit.id: unit for unit in document.units if unit.id in words}
    unit = next((named[id] for id in words if id in named), None)
    return f"\n  source {unit.source[:300]!r}\n  target {unit.target[:300]!r}" if unit else ""


# Cost


def print_cost(folder: Path, options: argparse.Namespace) -> None:
    texts = {name: data.decode() for name, data in documents(folder)}
    parsed = {name: parse(text) for name, text in texts.items()}
    tasks: dict[str, Callable[[str], object]] = {
        "parse": lambda name: parse(texts[name]),
        "check": lambda name: check(parsed[name], name),
        "parse and check": lambda name: check(parse(texts[name]), name),
    }
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in rounds(options.repeat, "cost"):
        for name, task in tasks.items():
            start = time.process_time()
            for document in texts:
                task(document)
            seconds[name].append(time.process_time() - start)
    rows = [["default codes", "CPU s", "min-max", "x parse"]]
    rows += [
        [
            name,
            f"{median(row):.3f}",
            f"{min(row):.3f}-{max(row):.3f}",
            f"{ratio(row, seconds['parse']):.2f}",
        ]
        for name, row in seconds.items()
    ]
    megabytes = sum(len(text.encode()) for text in texts.values()) / 10**6
    print(f"{machine()}; {options.repeat} rounds")
    print(f"{len(texts)} documents with pairs, {megabytes:.2f} MB\n\n{aligned(rows)}")


def main() -> None:
    parser = argparse.ArgumentParser(description="What the checks find, and what it costs.")
    parser.add_argument("folders", type=Path, nargs="+", help="hold side-by-side Markdown")
    parser.add_argument("--sample", type=int, default=200, help="faults per code; by default 200")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", default="", help="codes whose missed faults to print")
    parser.add_argument("--counts", action="store_true", help="count findings instead")
    parser.add_argument("--examples", type=int, default=0, help="of every code, with --counts")
    parser.add_argument("--cost", action="store_true", help="measure time instead")
    parser.add_argument("--repeat", type=int, default=5, help="rounds of --cost; by default 5")
    options = parser.parse_args()
    what = print_mutations
    if options.counts or options.cost:
        what = print_counts if options.counts else print_cost
    for folder in options.folders:
        print(f"\n{folder}\n")
        what(folder, options)


if __name__ == "__main__":
    main()
