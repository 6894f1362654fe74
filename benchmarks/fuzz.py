"""Mutated documents and catalogs: whatever bytes are read, nothing but SxsError is raised.

    python benchmarks/fuzz.py [--documents 300000] [--catalogs 300000] [--seed 1] [--only NUMBER]

Documents are excerpts of those in fixtures/, catalogs are made of them in every format; bytes are
taken away, doubled, moved, changed and brought in. Each case depends on the seed and its number
alone: --only repeats one. What fails is printed with its seed, its number and the error, and the
exit code is 1. So is what takes more than a few seconds of CPU.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from sxskit import (
    CODES,
    Catalog,
    Document,
    FrontMatter,
    State,
    SxsError,
    check,
    drop_anchors,
    extract,
    merge,
    parse,
    unescape,
)
from sxskit.checks.frames import repaired
from sxskit.formats import (
    FORMATS,
    Format,
    Style,
    dumps,
    loads,
)
from sxskit.storage.files import decoded

FIXTURES = Path(__file__).parent.parent / "fixtures"
EXCERPT = 1500  # bytes
SLOW = 5.0  # seconds of CPU
NAME = "docs/a.md"
WRITTEN: list[tuple[Format, Style]] = [
    *((format, Style()) for format in FORMATS),
    *((format, Style(codes=True)) for format in FORMATS if format in ("xliff", "xliff2", "tmx")),
]
# What documents and catalogs are made of, and what their readers do not like.
PIECES: Sequence[bytes] = [
    *b"\n|\r\n|\r|\n\n| |\t|\0|\x1b|\xff|\xc3|\xed\xa0\x80|\xef\xbb\xbf".split(b"|"),
    *b"\xe2\x80\xa8|\xe2\x80\xae|\xef\xbf\xbe|\xef\xbf\xbd|\\|'|\"|&quot;|&lt;".split(b"|"),
    *b"&amp;|&#0;|&x;|<|>|<!--|-->|<![CDATA[|<span>|</span>|</span></span>".split(b"|"),
    *b"<span data-ttu-id=\"7758d-103\">|data-stu-id=|<a name='x'>".split(b"|"),
    b'</span><span class="sxs-lookup"><span data-stu-id="7758d-103">',
    *b"`;```\n;~~~;**;_;[;](;];![;[!INCLUDE [a](b)];<xref:a>;|".split(b";"),
    *b"\n| a | b |\n|--|--|\n;# ;- ;1. ;> ;:::;{0};%s;1,234.5;---\n;title: ".split(b";"),
    *b": ;- a\n;&a ;*a;!!int ;| \n;[a, {b: c}];? ;msgid ;msgstr ;msgctxt ".split(b";"),
    *b'#, fuzzy\n;#~ ;#: a:1\n;"";\\n;\\x41;sep=,\n;,;\t;=1+1;{;};null;true'.split(b";"),
    *b"<trans-unit id='x'>;</unit>;<mrk mtype='seg'>;<ph id='1'/>;<pc id='1'>".split(b";"),
    *b"<tu>;<note/>;<!DOCTYPE a [<!ENTITY b 'c'>]>;<?xml version='1.1'?>".split(b";"),
    *(b"xmlns=", b"version=", b"1e999", b"[" * 2000, b"- " * 400, b"\\ud800"),
]


def mutated(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """Bytes with changes to whole lines, which leave more of XML whole, or to a few bytes."""
    kind = random.randrange(3)
    if kind != 0:
        data = with_lines(data, random)
    if kind == 1:
        return data
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + int(random.expovariate(1 / 30)))
        data = data[:start] + changed(data[start:end], others, random) + data[end:]
    return data


def with_lines(data: bytes, random: Random) -> bytes:
    """Bytes with lines doubled, moved or taken away, and now and then all in one."""
    for _ in range(random.choice((1, 1, 2, 3))):
        lines = data.splitlines(keepends=True)
        start = random.randrange(len(lines) + 1)
        end = start + random.randrange(1, 16)
        at = random.choice((start, end, random.randrange(len(lines) + 1)))
        some = lines[start:end] * random.randrange(3)
        rest = lines if random.random() < 0.7 else lines[:start] + lines[end:]
        data = b"".join([*rest[:at], *some, *rest[at:]])
    ends = (b"", b"\r", b"\r\n", b" ")
    return random.choice(ends).join(data.split(b"\n")) if random.random() < 0.1 else data


def changed(part: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """What a few bytes become."""
    match random.randrange(6):
        case 0:
            return b""
        case 1:
            return part * random.randrange(2, 4)
        case 2:
            return part[::-1]
        case 3:
            return bytes(byte ^ 1 << random.randrange(8) for byte in part[:1]) + part[1:]
        case 4:
            return excerpt(random.choice(others), random, size=60)
        case _:
            return b"".join(random.choices(PIECES, k=random.randrange(1, 3)))


def excerpt(data: bytes, random: Random, *, size: int = EXCERPT) -> bytes:
    """A part of some bytes, from anywhere."""
    start = random.randrange(max(1, len(data) - size))
    return data[start : start + random.randrange(1, size + 1)]


@cache
def documents() -> list[bytes]:
    """The documents of the fixtures, in their order on every machine."""
    paths = sorted(FIXTURES.rglob("*.md"), key=lambda path: path.relative_to(FIXTURES).as_posix())
    return [path.read_bytes() for path in paths]


def of_document(random: Random) -> bytes:
    """An excerpt of a document, often behind its front matter, with changes."""
    data = random.choice(documents())
    front = re.match(rb"---\r?\n.*?\n---\r?\n", data, re.DOTALL)
    top = front[0][:EXCERPT] if front and random.random() < 0.6 else b""
    return mutated(top + excerpt(data, random), documents(), random)


def try_document(data: bytes, random: Random) -> None:
    """All that is done with a document."""
    document = decoded(data, NAME)
    assert document.text.encode() == data
    check(document, NAME, codes=CODES)
    english = of_document(random).decode(errors="replace")
    catalog = extract({NAME: document}, english={NAME: english}, language="ru-RU")
    assert merge(document, NAME, extract({NAME: document}, language="ru-RU")).document == document
    merge(
        document,
        NAME,
        edited(catalog, random),
        english=english,
        human=True,
        touched=date(2026, 1, 2),
    )
    for side in ("target", "source"):
        unescape(drop_anchors(document), side).strip(side)
    repaired(document, NAME)
    try_front_matter(document, random)


def edited(catalog: Catalog, random: Random) -> Catalog:
    """A catalog in which some targets are others, and are done."""
    texts = [text for entry in catalog.entries for text in (entry.source, entry.target)]
    entries = [
        replace(entry, target=mutated_text(random.choice(texts), random), state=State.DONE)
        if random.random() < 0.5
        else entry
        for entry in catalog.entries
    ]
    return replace(catalog, entries=tuple(entries))


def mutated_text(text: str, random: Random) -> str:
    """A text with a few changes, which may be half a surrogate pair."""
    return mutated(text.encode(), documents(), random).decode(errors="surrogateescape")


def try_front_matter(document: Document, random: Random) -> None:
    """Reading and changing the values of a front matter."""
    block = document.front_matter
    assert parse(document.text).front_matter == block
    for key in [*block, "new"]:
        value = mutated_text(block.get(key) or "x", random)
        try:
            changed = block.replace(key, value) if key in block else block.add(key, value)
        except SxsError:
            continue
        assert changed.get(key) == value
        assert FrontMatter.of(changed.text) == changed


@cache
def catalogs() -> list[tuple[Format, bytes]]:
    """Catalogs of parts of the fixtures in every format, with codes where it has some."""
    made: list[tuple[Format, bytes]] = []
    for data in documents():
        try:
            catalog = extract({NAME: decoded(data, NAME)}, language="ru-RU")
        except SxsError:
            continue
        few = replace(catalog, entries=catalog.entries[:4])
        made += [(format, dumps(few, format, style)) for format, style in WRITTEN]
    return made


def try_catalog(random: Random) -> None:
    """A mutated catalog is read, and written again."""
    format, data = random.choice(catalogs())
    others = [each for each_format, each in catalogs()[:200] if each_format == format]
    catalog = loads(mutated(data, others, random), format)
    again = dumps(catalog, format)
    loads(again, format)


CASES: dict[str, Callable[[Random], None]] = {
    "document": lambda random: try_document(of_document(random), random),
    "catalog": try_catalog,
}


def failures(kind: str, numbers: Sequence[int], seed: int) -> Iterator[str]:
    """What went wrong with each case, one line or a traceback; the rate goes to standard error."""
    began = last = time.monotonic()
    for done, number in enumerate(numbers, start=1):
        start = time.process_time()
        try:
            CASES[kind](Random(f"{seed} {kind} {number}"))  # noqa: S311
        except SxsError:
            pass
        except Exception:
            yield f"{kind} {number} of seed {seed}:\n{traceback.format_exc()}"
        taken = time.process_time() - start
        if taken > SLOW:
            yield f"{kind} {number} of seed {seed}: {taken:.1f} s"
        now = time.monotonic()
        if now - last > 30 or done == len(numbers):
            last = now
            rate = done / max(now - began, 0.001)
            print(f"{kind}s: {done} of {len(numbers)}, {rate:.0f}/s", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 where nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300_000)
    parser.add_argument("--catalogs", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the case of that number, of both kinds")
    options = parser.parse_args(arguments)
    counts = {"document": options.documents, "catalog": options.catalogs}
    failed = 0
    print(f"seed {options.seed}: {options.documents} documents, {options.catalogs} catalogs")
    for kind, count in counts.items():
        numbers = range(count) if options.only is None else [options.only] * bool(count)
        for failure in failures(kind, numbers, options.seed):
            failed += 1
            print(failure, flush=True)
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
