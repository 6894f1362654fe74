"""How well `sxs align` puts English pages and localized pages together.

    python benchmarks/align.py --judge align_score.py \\
        --corpus ja GOLD ENGLISH LIVE ja-JP [--corpus ...] \\
        --drift ja GOLD NEWER_ENGLISH LIVE ja-JP [--drift ...] \\
        --pages pt ENGLISH LIVE pt-BR [--pages ...] [--seed 7] [--sample FILE]

GOLD holds side-by-side documents that were published, ENGLISH and LIVE the pages they are of, by
the same paths. The judge is a script with a function `score_corpus`, which compares documents with
GOLD. One run fills one table:

- law: documents that `strip` restores, byte for byte, whose units are the pairs that were made;
- F1, documents and bytes: with all pairs written;
- wrong: shares of wrong pairs in the default run, where every written pair counts as claimed, with
  the English that was translated, and with a newer one;
- ordinary projects: pages refused, and the share of the segments in blocks of text of the page that
  are in a pair; `--sample` writes 200 pairs, drawn by the seed, for a person to read;
- scrambled: one of ten blocks of each page is swapped, moved or deleted by the seed; pairs right of
  those left, and wrong ones of those written;
- MB/s of input (English and localized, UTF-8), one process, the best of three runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from core import machine
from sxskit import Aligned, AlignedPair, align, parse
from sxskit.alignment.pages import Page
from sxskit.alignment.pairs import THRESHOLD
from sxskit.alignment.places import STOP, stops
from sxskit.alignment.texts import has_text

SUFFIXES = (".md", ".markdown", ".mdx")
SAMPLE = 200


class Pages(NamedTuple):
    """An English page and a localized one, by name."""

    name: str
    english: str
    page: str


def pages(english: Path, live: Path) -> list[Pages]:
    """The pages that exist in both folders."""
    found = []
    for path in sorted(live.rglob("*")):
        name = path.relative_to(live).as_posix()
        if path.suffix in SUFFIXES and (english / name).is_file():
            texts = [(folder / name).read_bytes().decode() for folder in (english, live)]
            found.append(Pages(name, *texts))
    return found


def restores(each: Pages, aligned: Aligned) -> bool:
    """Whether the document of an alignment keeps the law."""
    written = [unit.target for unit in aligned.document.units]
    is_read = parse(aligned.document.text) == aligned.document
    made = [pair.target for pair in aligned.pairs if pair.target in written]
    return aligned.document.strip("target") == each.page and is_read and len(made) >= len(written)


def judged(judge: ModuleType, name: str, gold: Path, made: Path, live: str) -> dict[str, Any]:
    options = SimpleNamespace(
        flags=None, common=True, grain="pair", show=0, drift=True, similar=0.6
    )
    row: dict[str, Any] = judge.score_corpus(name, str(gold), str(made), live, options).table()
    return row


def scored(
    judge: ModuleType,
    name: str,
    gold: Path,
    english: Path,
    live: Path,
    language: str,
    *,
    all_: bool,
) -> tuple[dict[str, Any], int, int]:
    """The judge's row on a corpus; how many documents keep the law, and how many there are."""
    kept, found = 0, pages(english, live)
    with tempfile.TemporaryDirectory() as folder:
        for each in found:
            aligned = align(
                each.english, each.page, name=each.name, language=language, everything=all_
            )
            kept += restores(each, aligned)
            path = Path(folder) / each.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(aligned.document.text.encode())
        return judged(judge, name, gold, Path(folder), str(live)), kept, len(found)


def segments(page: Page) -> Iterator[int]:
    """The middles of the segments of a localized page that have something to translate."""
    for index, block in enumerate(page.blocks):
        if not block.is_text:
            continue
        body = page.bodies[index]
        start = 0
        cuts = [
            (place.end, place.start) for place in stops(body.text, "") if place.strength == STOP
        ]
        for end, following in [*cuts, (len(body.text), 0)]:
            if has_text(body.text[start:end]):
                yield body.start + (start + end) // 2
            start = following


def coverage(english: Path, live: Path, language: str) -> tuple[int, int, list[AlignedPair]]:
    """Segments of the pages of a project, those in pairs, and the pairs."""
    total = covered = 0
    written: list[AlignedPair] = []
    for each in pages(english, live):
        aligned = align(each.english, each.page, name=each.name, language=language)
        pairs = [pair for pair in aligned.pairs if pair.confidence >= THRESHOLD]
        written += pairs
        spans = [(pair.start, pair.end) for pair in pairs]
        for middle in segments(Page(each.page)):
            total += 1
            covered += any(start <= middle < end for start, end in spans)
    return total, covered, written


def scrambled(text: str, random: random.Random) -> tuple[str, list[str]]:
    """A page with a tenth of its paragraphs swapped, moved or deleted; the deleted ones."""
    parts = text.split("\n\n")
    places = [
        index
        for index, part in enumerate(parts)
        if index and not any(sign in part for sign in ("```", "~~~", "---", "<")) and part.strip()
    ]
    deleted: list[str] = []
    for index in random.sample(places, len(places) // 10):
        match random.randrange(3):
            case 0:
                other = random.choice(places)
                parts[index], parts[other] = parts[other], parts[index]
            case 1:
                part = parts[index]
                parts[index] = ""
                other = random.choice(places)
                parts[other] = "\n\n".join(filter(None, [part, parts[other]]))
            case _:
                deleted.append(parts[index])
                parts[index] = ""
    return "\n\n".join([part for part in parts if part]), deleted


def scrambling(english: Path, live: Path, language: str, seed: int) -> tuple[int, int, int, int]:
    """Pairs left, right ones, written ones and wrong ones of scrambled pages.

    The answer is what the pages give before they are scrambled.
    """
    left = right = written = wrong = 0
    chance = random.Random(seed)  # noqa: S311
    for each in pages(english, live):
        answer = align(each.english, each.page, name=each.name, language=language)
        page, _ = scrambled(each.page, chance)
        if page == each.page:
            continue
        known = {(unit.source, unit.target) for unit in answer.document.units}
        remaining = [pair for pair in known if pair[1] in page]
        made = align(each.english, page, name=each.name, language=language).document.units
        pairs = {(unit.source, unit.target) for unit in made}
        left += len(remaining)
        right += len(pairs.intersection(remaining))
        written += len(pairs)
        targets = {target for _, target in known}
        wrong += len([pair for pair in pairs if pair not in known and pair[1] in targets])
    return left, right, written, wrong


def speed(corpora: list[tuple[Path, Path, str]]) -> float:
    """MB of input per second of the processor, the best of three runs."""
    found = [(each, language) for *folders, language in corpora for each in pages(*folders)]
    size = sum(len(each.english.encode()) + len(each.page.encode()) for each, _ in found)
    times = []
    for _ in range(3):
        start = time.process_time()
        for each, language in found:
            align(each.english, each.page, name=each.name, language=language)
        times.append(time.process_time() - start)
    return size / 1e6 / min(times)


def loaded(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--judge", required=True)
    parser.add_argument("--corpus", nargs=5, action="append", default=[])
    parser.add_argument("--drift", nargs=5, action="append", default=[])
    parser.add_argument("--pages", nargs=4, action="append", default=[])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sample")
    options = parser.parse_args()
    judge = loaded(options.judge)
    print(machine())
    print("| measure | |\n|---|---:|")
    kept = total = 0
    for name, gold, english, live, language in options.corpus:
        folders = Path(gold), Path(english), Path(live)
        row, restored, count = scored(judge, name, *folders, language, all_=True)
        kept, total = kept + restored, total + count
        print(f"| {name}: pair F1, modulo escapes | {row['F1esc']:.4f} |")
        print(f"| {name}: documents with all pairs right | {row['exact']:.1%} |")
        print(f"| {name}: byte-identical modulo prefix and escapes | {row['bytes/esc']:.1%} |")
        print(f"| {name}: numbers of right pairs | {row['numbers']:.2%} |")
    for kind, given in (("exact", options.corpus), ("newer", options.drift)):
        for name, gold, english, live, language in given:
            folders = Path(gold), Path(english), Path(live)
            row, restored, count = scored(judge, name, *folders, language, all_=False)
            kept, total = kept + restored, total + count
            drift = row["drift"]
            shares = f"{drift['silent%']:.3f} % / {drift['claimed%']:.1f} %"
            print(f"| {name}, {kind} English: wrong / claimed | {shares} |")
    written: list[AlignedPair] = []
    for name, english, live, language in options.pages:
        segments, covered, pairs = coverage(Path(english), Path(live), language)
        written += pairs
        print(f"| {name}: segments in pairs | {covered / max(segments, 1):.1%} of {segments} |")
    for name, _, english, live, language in options.corpus:
        left, right, made, wrong = scrambling(Path(english), Path(live), language, options.seed)
        shares = f"{right / max(left, 1):.1%} / {wrong / max(made, 1):.3%}"
        print(f"| {name}, scrambled: right of those left / wrong | {shares} |")
    print(f"| law, documents | {kept} of {total} |")
    timed = [
        (Path(english), Path(live), language) for _, _, english, live, language in options.corpus
    ]
    print(f"| MB/s of input | {speed(timed):.1f} |")
    if options.sample and written:
        drawn = random.Random(options.seed).sample(written, min(SAMPLE, len(written)))  # noqa: S311
        texts = [f"{pair.confidence:.2f}\n  S {pair.source}\n  T {pair.target}\n" for pair in drawn]
        Path(options.sample).write_bytes("\n".join(texts).encode())


if __name__ == "__main__":
    main()
