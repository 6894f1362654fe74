"""Matches and counts of a translation memory, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps

from sxskit.cli.session import count
from sxskit.memory.matcher import Match
from sxskit.memory.memory import LanguagePair
from sxskit.printable import one_line


def match_lines(match: Match) -> str:
    """A match as lines of text: score and state, the texts, its place, and the differences."""
    place = [str(match.key), *filter(None, [match.hand_off]), count(match.uses, "use")]
    texts = [match.target, match.source, ", ".join(place), *match.notes]
    first, *others = [one_line(" ".join(text.split())) for text in texts]
    lines = [f"{match.score:>3} {match.state:<6} {first}", *(f"{'':<10} {text}" for text in others)]
    return "".join(f"{line}\n" for line in lines)


def match_members(match: Match) -> dict[str, object]:
    """A match as members of JSON."""
    return {
        "score": match.score,
        "state": match.state,
        "origin": match.origin,
        "source": match.source,
        "target": match.target,
        "document": match.key.document,
        "unit": match.key.unit,
        "hand_off": match.hand_off,
        "uses": match.uses,
        "notes": list(match.notes),
    }


def as_json(values: Iterable[object]) -> str:
    return dumps(list(values), indent=2, ensure_ascii=False) + "\n"


def pairs_table(pairs: Iterable[LanguagePair]) -> str:
    """The counts of language pairs, one per column."""
    columns = [["", *(name.replace("_", "-") for name in LanguagePair._fields[2:])]]
    for source, target, *counts in pairs:
        columns.append([f"{source} to {target}", *(f"{number:,}" for number in counts)])
    widths = [max(map(len, column)) for column in columns]
    lines = []
    for label, *cells in zip(*columns, strict=True):
        row = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([label.ljust(widths[0]), *row]).rstrip() + "\n")
    return "".join(lines)
