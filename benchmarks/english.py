"""How near `sxs strip` comes to the documents that were published, in both languages.

    python benchmarks/english.py path/to/sxs [--live path/to/live] [--english path/to/en] [--names]

The folders hold the same documents under the same paths: side by side, in the other language as
they were published, in English as they were before localization. They are read, never written;
every plain document measured here was written by the command line.

**Targets**: how many documents of ``--live`` are what came out, byte for byte, without options,
with ``--unescape``, and with ``--unescape --english`` where there is English.

**Sources**: how many documents of ``--english`` have the body that came out, byte for byte, with
``--keep source``, then with ``--drop-anchors``, then with ``--unescape`` as well. Front matter is
left out: its English is in no pair.

What still differs is told apart by what has to be made alike on both sides, one after the other,
until it is equal. ``--names`` lists the documents that differ to the end.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from core import aligned
from sxskit import FrontMatter

Documents: TypeAlias = Mapping[str, str]
Step: TypeAlias = tuple[str, Callable[[str], str]]
_IMAGE = re.compile(
    r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<to>[^()\s]*)[^()]*\)|(?P<alt>(?:alt-text|title|alt)=)\"[^\"]*\""
)


def _without_texts(image: re.Match[str]) -> str:
    return image["alt"] or f"![]({image['to']})"


STARS: Step = (
    r"`\*` and `` \` `` as `*` and `` ` ``",
    lambda text: re.sub(r"\\([*`])", r"\1", text),
)
ESCAPES: Step = ("other escapes", lambda text: re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
BLANKS: Step = (
    "runs of blanks and line breaks in paragraphs as one blank",
    lambda text: re.sub(r"[ \t]+", " ", re.sub(r"(?<=\S)[ \t]*\r?\n[ \t>]*(?=\S)", " ", text)),
)
SPACE: Step = ("all white space left out", lambda text: re.sub(r"[\s\u200b]+", "", text))
TARGETS: Sequence[Step] = (
    STARS,
    ("`&quot;` as a quote", lambda text: text.replace("&quot;", '"')),
    BLANKS,
    SPACE,
    ("any backslash left out", lambda text: text.replace("\\", "")),
)
SOURCES: Sequence[Step] = (
    ("blank lines at both ends", lambda text: text.strip("\r\n")),
    (
        "texts of images, which are localized without a pair",
        lambda text: _IMAGE.sub(_without_texts, text),
    ),
    ("no-break spaces as blanks", lambda text: text.replace("\u00a0", " ")),
    STARS,
    ESCAPES,
    BLANKS,
    SPACE,
    ("`_` as `*`: `**_a_**` for `***a***`", lambda text: text.replace("_", "*")),
)


def texts(folder: Path) -> dict[str, str]:
    """The documents of a folder by their paths."""
    paths = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def stripped(folder: Path, *options: str | Path) -> Documents:
    """What the command makes of a folder, and of the documents in it that hold no pair."""
    plain = [folder / name for name, text in texts(folder).items() if "tu-id=" not in text]
    command: list[str | Path] = [sys.executable, "-m", "sxskit", "strip", folder, *plain]
    with TemporaryDirectory() as out:
        command += ["--root", folder, "-o", out, "-q", "--no-cache", "--no-ignore", *options]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr.decode())
        return texts(Path(out))


def bodies(documents: Documents) -> Documents:
    """The documents without byte order mark and front matter."""
    return {
        name: text.removeprefix("\ufeff")[len(FrontMatter.of(text.removeprefix("\ufeff")).text) :]
        for name, text in documents.items()
    }


def equal(found: Documents, wanted: Documents) -> int:
    return sum(found[name] == text for name, text in wanted.items() if name in found)


def row(what: str, count: int, total: int, gained: int) -> list[str]:
    return [what, f"{count}", f"{100 * count / total:.1f} %", f"+{gained}" if gained else ""]


def ladder(
    title: str,
    runs: Sequence[tuple[str, Documents]],
    wanted: Documents,
    steps: Sequence[Step],
    *,
    names: bool,
) -> None:
    """Print how many documents are equal as they are, and after each step."""
    common = sorted(wanted.keys() & runs[-1][1].keys())
    total = len(common)
    rows: list[list[str]] = []
    last = 0
    for what, found in runs:
        count = equal(found, {name: wanted[name] for name in common})
        rows.append(row(what, count, total, count - last if rows else 0))
        last = count
    pairs = {name: (runs[-1][1][name], wanted[name]) for name in common}
    for what, made_alike in steps:
        pairs = {name: (made_alike(a), made_alike(b)) for name, (a, b) in pairs.items()}
        count = sum(a == b for a, b in pairs.values())
        rows.append(row(f"... {what}", count, total, count - last))
        last = count
    print(f"\n{title}: {total} documents\n")
    print(aligned([["", "equal", "share", ""], *rows]))
    if names:
        for name, (a, b) in pairs.items():
            if a != b:
                print(f"  {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("docs", type=Path)
    parser.add_argument("--live", type=Path)
    parser.add_argument("--english", type=Path)
    parser.add_argument("--names", action="store_true")
    given = parser.parse_args()
    if not (given.live or given.english):
        parser.error("give --live, --english or both")
    if given.live:
        runs = [("strip", stripped(given.docs))]
        runs.append(("--unescape", stripped(given.docs, "--unescape")))
        if given.english:
            unescaped = stripped(given.docs, "--unescape", "--english", given.english)
            runs.append(("--unescape --english", unescaped))
        ladder("Targets", runs, texts(given.live), TARGETS, names=given.names)
    if given.english:
        keep = ("--keep", "source")
        drop = (*keep, "--drop-anchors")
        runs = [
            ("--keep source", bodies(stripped(given.docs, *keep))),
            ("--drop-anchors as well", bodies(stripped(given.docs, *drop))),
            ("--unescape as well", bodies(stripped(given.docs, *drop, "--unescape"))),
        ]
        ladder("Sources", runs, bodies(texts(given.english)), SOURCES, names=given.names)


if __name__ == "__main__":
    main()
