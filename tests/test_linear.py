"""Cost grows with the input, also on input made to make it grow faster."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from sxskit import (
    Catalog,
    CatalogError,
    Document,
    Frame,
    FrontMatter,
    Unit,
    check,
    extract,
    merge,
    parse,
)
from sxskit.formats import po

HEAD = '<span data-ttu-id="7758d-103">'
MIDDLE = '</span><span class="sxs-lookup"><span data-stu-id="7758d-103">'
TAIL = "</span></span>"


def unit(n: int, target: str = "T") -> str:
    return Unit(f"7758d-{n}", "S", target, Frame.of(f"7758d-{n}")).text


HOSTILE: dict[str, Callable[[int], str]] = {
    "unclosed heads": lambda n: HEAD * n,
    "heads with text": lambda n: f"{HEAD}text</span> " * n,
    "one head, middles": lambda n: HEAD + MIDDLE * n,
    "wrong middles": lambda n: HEAD.replace("103", "104") + MIDDLE * n,
    "tails": lambda n: HEAD + "T" + MIDDLE + TAIL * n,
    "closing tags behind opened ones": lambda n: (
        HEAD + "T" + MIDDLE + "<span>" * n + TAIL + "</span>" * n
    ),
    "nested spans": lambda n: "<span>" * n + "</span>" * n,
    "nested spans in a target": lambda n: HEAD + "<span>" * n + "</span>" * n + MIDDLE + "S" + TAIL,
    "tick runs of every length": lambda n: (
        HEAD
        + "T"
        + MIDDLE
        + "".join("`" * k + " " for k in range(int(n**0.5)))
        + "<span>"
        + TAIL * 2
    ),
    "opening angles": lambda n: HEAD + "<" * n,
    "thematic breaks": lambda n: "---\n" * n,
    "an unclosed front matter": lambda n: "---\n" + "a: b\n" * n,
    "brackets in the front matter": lambda n: "---\na: " + "[" * n + "\n---\n",
    "dashes in the front matter": lambda n: "---\na:\n " + "- " * n + "\n---\n",
    "many keys": lambda n: "---\n" + "".join(f"k{k}: v\n" for k in range(n // 10)) + "---\n",
    "units on one line": lambda n: " ".join(unit(k) for k in range(n // 20)),
    "units under headings": lambda n: "".join(f"# {unit(k)}\n" for k in range(n // 20)),
    "units under a long heading": lambda n: (
        f"# {Unit('7-1', 'word ' * (n // 10), 'T', Frame.of('7-1')).text}\n"
        + "".join(f"{unit(k)}\n" for k in range(n // 20))
    ),
    "blanks": lambda n: " " * n + unit(1) + " " * n,
    "quote marks": lambda n: "> " * n + unit(1),
    "pipes": lambda n: unit(1) + "\n" + "|-" * n + "x\n" + "|" * n,
    "dashes": lambda n: unit(1) + "\n" + "-" * n + "x",
    "line breaks": lambda n: "\r\n" * n + unit(1),
}


def everything(text: str) -> None:
    document = parse(text)
    check(document, "a.md")
    catalog = extract({"a.md": document}, language="ru-RU")
    merge(document, "a.md", catalog)
    document.strip("target")


def ratio(work: Callable[[int], object], n: int) -> float:
    """How much longer four times the input takes: the least of tries in turn, in one run."""
    costs: dict[int, list[float]] = {n: [], 4 * n: []}
    gc.collect()
    for _ in range(5):
        for size, tries in costs.items():
            began = time.process_time()
            work(size)
            tries.append(time.process_time() - began)
    return min(costs[4 * n]) / max(min(costs[n]), 0.002)


@pytest.mark.parametrize("name", HOSTILE)
def test_documents_cost_in_proportion_to_their_length(name: str) -> None:
    make = HOSTILE[name]
    texts = {n: make(n) for n in (5_000, 20_000)}
    assert ratio(lambda n: everything(texts[n]), 5_000) < 8


def edits(n: int) -> tuple[Document, Catalog]:
    document = parse(" ".join(unit(k) for k in range(n)))
    text = po.dumps(extract({"a.md": document}, language="ru-RU")).decode()
    return document, po.loads(text.replace('msgstr "T"', 'msgstr "a\\n<b"').encode())


@pytest.mark.parametrize("n", [1_000])
def test_merging_edits_costs_in_proportion_to_their_number(n: int) -> None:
    given = {size: edits(size) for size in (n, 4 * n)}
    assert ratio(lambda size: merge(given[size][0], "a.md", given[size][1]), n) < 8


PO_HOSTILE: dict[str, Callable[[int], str]] = {
    "comments": lambda n: "# x\n" * n,
    "blank lines": lambda n: "\n" * n + "x",
    "strings": lambda n: 'msgctxt "a"\nmsgid "x"\nmsgstr ' + '"s"\n' * n,
    "strings that end nowhere": lambda n: 'msgctxt "a"\nmsgid "x"\nmsgstr ' + '"s"\n' * n + '"',
    "backslashes": lambda n: 'msgctxt "a"\nmsgid "x"\nmsgstr "' + "\\" * n,
    "blanks": lambda n: "msgctxt" + " " * n + '"a"' + " " * n + "x",
    "entries": lambda n: "".join(
        f'msgctxt "{k}"\nmsgid "x"\nmsgstr "y"\n\n' for k in range(n // 10)
    ),
    "no PO": lambda n: "x" * n,
    "content types": lambda n: "Content-Type:" * (n // 4),
}


@pytest.mark.parametrize("name", PO_HOSTILE)
def test_catalogs_cost_in_proportion_to_their_length(name: str) -> None:
    def read(n: int) -> None:
        with suppress(CatalogError):
            po.loads(data[n])

    data = {n: PO_HOSTILE[name](n).encode() for n in (5_000, 20_000)}
    assert ratio(read, 5_000) < 8


def test_a_front_matter_costs_in_proportion_to_its_length() -> None:
    def replaced(n: int) -> FrontMatter:
        keys = "".join(f"k{k}: v\n" for k in range(n))
        return FrontMatter.of(f"---\n{keys}---\n").replace("k0", "new")

    assert ratio(replaced, 2_000) < 8
