"""How fast a translation memory finds similar sources, how many of them, and what it takes.

    python benchmarks/memory.py path/to/docs... [--units 500000] [--queries 1000] [--seed 7758]
        [--foreign path/to/markdown...] [--peer] [--keep FILE]

The memory holds the units of the side-by-side documents, multiplied: in each copy numbers and one
or two words of source and target are changed, until it has that many units. Looked up are sources
of four words or more with one to three words replaced by others of the documents.

*Recall*: of those whose score with their original reaches the threshold, the share that has a match
with at least the score of that. The rates are look-ups per second of CPU time in one process. The
rows differ in how much a look-up reads and scores, at most. *Foreign*: the share of other texts,
the paragraphs of plain Markdown in English, that has a match. With ``--peer`` the fuzzy matching of
translate-toolkit, installed into `.venv-peers`, looks up a few of the same sources in the same
memory.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rapidfuzz import fuzz

from core import MB, aligned, machine
from sxskit import Catalog, Entry, Key, State, SxsError, extract, find_documents, read_document
from sxskit.markdown.words import words
from sxskit.memory.index import EFFORT, Effort
from sxskit.memory.matcher import Matcher
from sxskit.memory.memory import Memory
from sxskit.scores import THRESHOLD

LANGUAGE = "ru-RU"  # of all units, so that all of them are in one language pair
BATCH = 10_000
EFFORTS = [Effort(read) for read in (2_000, 5_000, 10_000, 20_000, 40_000)]
EFFORTS += [Effort(scored=scored) for scored in (10, 30, 100, EFFORT.scored, 2_000)]
EXACT = 20_000
PEERS = Path(__file__).resolve().parent.parent / ".venv-peers"
PEER_SECONDS = 120
NUMBER = re.compile("[0-9]+")


class Pair(NamedTuple):
    """The texts of a unit."""

    source: str
    target: str


class Changes:
    """Random changes of texts, the same ones for the same seed."""

    def __init__(self, seed: int, pairs: Iterable[Pair]) -> None:
        self._random = random.Random(seed)  # noqa: S311  # no secret
        parts = {part for pair in pairs for part in pair.source.split(" ")}
        self._words = sorted(part for part in parts if part.isalpha() and part.isascii())

    def changed(self, text: str, most: int) -> str:
        """A text with some of its words replaced."""
        parts = text.split(" ")
        places = [n for n, part in enumerate(parts) if any(map(str.isalnum, part))]
        count = min(self._random.randint(1, most), len(places))
        for place in self._random.sample(places, count):
            parts[place] = self._random.choice(self._words)
        return " ".join(parts)

    def copy(self, pair: Pair) -> Pair:
        """A pair with other numbers, and one or two words replaced in both texts."""
        other = str(self._random.randrange(1000))
        return Pair(*(NUMBER.sub(other, self.changed(text, 2)) for text in pair))

    def sample(self, texts: Sequence[str], count: int) -> list[str]:
        return self._random.sample(texts, min(count, len(texts)))


def pairs_of(folders: Iterable[Path]) -> list[Pair]:
    """The pairs of documents, each source once."""
    found: dict[str, Pair] = {}
    for folder in folders:
        for name, path in find_documents(folder, root=folder).items():
            try:
                catalog = extract({name: read_document(path)}, language=LANGUAGE)
            except SxsError as error:
                print(error, file=sys.stderr)
                continue
            for entry in catalog.entries:
                if entry.target.strip():
                    found.setdefault(entry.source, Pair(entry.source, entry.target))
    return list(found.values())


def multiplied(pairs: Sequence[Pair], changes: Changes, count: int) -> Iterator[Pair]:
    """The pairs, and changed copies of them."""
    seen = {pair.source for pair in pairs}
    yield from islice(pairs, count)
    left = count - len(pairs)
    while left > 0:
        for pair in pairs:
            copy = changes.copy(pair)
            if left > 0 and copy.source not in seen:
                seen.add(copy.source)
                left -= 1
                yield copy


def catalogs(pairs: Iterable[Pair]) -> Iterator[Catalog]:
    """The pairs as catalogs of documents of a hundred units."""
    numbered = enumerate(pairs)
    while batch := list(islice(numbered, BATCH)):
        entries = [
            Entry(Key(f"docs/{n // 100}.md", str(n)), pair.source, pair.target, State.DONE)
            for n, pair in batch
        ]
        yield Catalog("en-US", LANGUAGE, tuple(entries), {"ms.lasthandoff": "07/01/2021"})


def build(path: Path, pairs: Iterable[Pair]) -> None:
    """Make the memory, and tell what that takes."""
    start, before = time.process_time(), peak()
    with Memory.at(path, create=True) as memory:
        added = sum(memory.add(catalog).new for catalog in catalogs(pairs))
    seconds = time.process_time() - start
    size = path.stat().st_size / MB
    print(f"{added} units added in {seconds:.0f} CPU s, {added / seconds:.0f} a second;")
    print(f"file {size:.0f} MB, {size * MB / added:.0f} bytes a unit; peak memory {peak():.0f} MB,")
    print(f"{before:.0f} MB of it the texts to add\n")


def peak() -> float:
    """The peak memory of this process, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MB


def curve(matcher: Matcher, queries: Sequence[Pair]) -> list[list[str]]:
    """Recall and rate by the effort."""
    rows = [["postings read", "texts scored", "recall", "of", "look-ups/s", "slowest ms"]]
    for effort in EFFORTS:
        found, slowest, start = [], 0.0, time.process_time()
        for query in queries:
            begun = time.process_time()
            near = matcher.near(query.target, limit=1, effort=effort)
            slowest = max(slowest, time.process_time() - begun)
            found.append(near[0].score if near else 0)
        seconds = time.process_time() - start
        right, count = recall(queries, found)
        name = f"{effort.scored}{' (default)' if effort == EFFORT else ''}"
        cells = f"{right / count:.1%}", str(count), f"{len(queries) / seconds:.0f}"
        rows.append([f"{effort.read:,}", name, *cells, f"{slowest * 1000:.0f}"])
    return rows


def recall(queries: Sequence[Pair], found: Sequence[int]) -> tuple[int, int]:
    """How many scores are as good as that of the original, of those that reach the threshold."""
    scores = [int(fuzz.ratio(*query)) for query in queries[: len(found)]]
    wanted = [(score, best) for score, best in zip(scores, found, strict=True)]
    reached = [(score, best) for score, best in wanted if score >= THRESHOLD]
    return sum(best >= min(score, 99) for score, best in reached), len(reached)


def exact_rate(matcher: Matcher, sources: Sequence[str]) -> tuple[float, float]:
    """Exact look-ups per second of CPU time, of single sources and of those of documents."""
    start = time.process_time()
    assert all(matcher.exact(source) for source in sources)
    single = len(sources) / (time.process_time() - start)
    start = time.process_time()
    for number in range(0, len(sources), 100):
        assert all(matcher.exact_all(sources[number : number + 100]))
    return single, len(sources) / (time.process_time() - start)


def paragraphs(folders: Iterable[Path]) -> list[str]:
    """The paragraphs of four words or more of plain Markdown, each once."""
    found: dict[str, None] = {}
    for folder in folders:
        for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.mdx")]):
            for block in re.split(r"\n\s*\n", path.read_bytes().decode()):
                text = " ".join(block.split())
                if text[:1].isalpha() and 4 <= len(words(text)) <= 100:
                    found[text] = None
    return list(found)


PEER = """
import json, sys, time
from translate.search import match
from translate.storage import po

pairs, queries, seconds, threshold = json.load(sys.stdin)
store = po.pofile()
for source, target in pairs:
    unit = store.addsourceunit(source)
    unit.target = target
start = time.process_time()
matcher = match.matcher(store, max_candidates=1, min_similarity=threshold, max_length=3000)
built = time.process_time() - start
found, start = [], time.process_time()
for query in queries:
    best = matcher.matches(query)
    found.append(best[0].source if best else "")
    if time.process_time() - start > seconds:
        break
print(json.dumps([built, time.process_time() - start, found]))
"""


def peer(pairs: Iterable[Pair], queries: Sequence[Pair]) -> str:
    """What the fuzzy matching of translate-toolkit finds, and how fast."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "translate-toolkit[levenshtein]"]
        subprocess.run(pip, check=True)
    said = json.dumps([list(pairs), [query.target for query in queries], PEER_SECONDS, THRESHOLD])
    ran = subprocess.run([python, "-c", PEER], input=said.encode(), capture_output=True, check=True)
    built, seconds, sources = json.loads(ran.stdout)
    scores = [
        int(fuzz.ratio(source, query.target))
        for source, query in zip(sources, queries, strict=False)
    ]
    right, count = recall(queries, scores)
    rate = f"{len(sources) / seconds:.2f} look-ups a second, {built:.0f} s to begin"
    return f"translate-toolkit: {right} of {count} found ({right / count:.1%}), {rate}"


def measure(arguments: argparse.Namespace, path: Path) -> None:
    pairs = pairs_of(arguments.docs)
    changes = Changes(arguments.seed, pairs)
    print(f"{machine()}\n{len(pairs)} different sources in the documents")
    everything = list(multiplied(pairs, changes, arguments.units))
    if not path.exists():
        build(path, everything)
    long = [pair.source for pair in pairs if len(words(pair.source)) >= 4]
    queries = [
        Pair(source, changes.changed(source, 3))
        for source in changes.sample(long, arguments.queries)
    ]
    foreign = changes.sample(paragraphs(arguments.foreign), arguments.queries)
    with Memory.at(path) as memory:
        matcher = memory.matcher(LANGUAGE)
        matcher.near(queries[0].source)
        print(aligned(curve(matcher, queries)))
        single, document = exact_rate(matcher, changes.sample([p.source for p in pairs], EXACT))
        print(f"exact: {single:.0f} a second, {document:.0f} by document")
        if foreign:
            found = sum(bool(matcher.near(text, limit=1)) for text in foreign)
            print(f"foreign: {found} of {len(foreign)} have a match ({found / len(foreign):.1%})")
    if arguments.peer:
        print(peer(everything, queries))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("docs", type=Path, nargs="+", help="side-by-side Markdown")
    parser.add_argument("--units", type=int, default=500_000, help="[default: 500000]")
    parser.add_argument("--queries", type=int, default=1_000, help="[default: 1000]")
    parser.add_argument("--seed", type=int, default=7758)
    parser.add_argument("--foreign", type=Path, nargs="+", default=[], help="plain Markdown")
    parser.add_argument("--peer", action="store_true", help="measure translate-toolkit, too")
    parser.add_argument("--keep", type=Path, help="keep the memory here, and use it again")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        measure(arguments, arguments.keep or Path(folder, "memory.sxsm"))


if __name__ == "__main__":
    main()
