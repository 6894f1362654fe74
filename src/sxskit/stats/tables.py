"""Statistics as a text table or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps
from typing import Literal, Protocol, TypeAlias

from sxskit.errors import unknown
from sxskit.stats.figures import BY_FRESHNESS, Figures, Stats

StatsFormat: TypeAlias = Literal["text", "json"]
# The rows of the text table: label, figure, and the figure for the percentage.
_ROWS = (
    ("documents", "documents", ""),
    ("  machine-translated", "machine_documents", "documents"),
    ("  human-translated", "human_documents", "documents"),
    ("  current", "current_documents", "documents"),
    ("  of changed English", "changed_documents", "documents"),
    ("  without English", "sourceless_documents", "documents"),
    ("  without a hash", "hashless_documents", "documents"),
    ("units", "units", ""),
    ("  machine-translated", "machine_units", "units"),
    ("  human-translated", "human_units", "units"),
    ("  untranslated", "untranslated", "units"),
    ("  identical", "identical", "units"),
    ("  repetitions", "repetitions", "units"),
    ("source words", "source_words", ""),
    ("  in repetitions", "repeated_words", "source_words"),
    ("source characters", "source_characters", ""),
    ("target words", "target_words", ""),
    ("target characters", "target_characters", ""),
)


class _Writer(Protocol):
    def __call__(self, stats: Stats, *, english: bool) -> str: ...


def format_stats(stats: Stats, format: StatsFormat = "text", *, english: bool = False) -> str:
    """Return the figures as a text table, or as JSON.

    With `english`, the table includes documents by freshness. Raises ValueError, with the nearest
    name, for an unknown format.
    """
    if format not in _WRITERS:
        raise unknown("format", format, _WRITERS)
    return _WRITERS[format](stats, english=english)


def text(stats: Stats, *, english: bool = False) -> str:
    """Return the figures as tables of at most 80 columns, one column per language, and findings.

    With `english`, the table includes documents by freshness; so in `json`.
    """
    rows = _rows(english)
    figures = {tag or "(none)": each for tag, each in _ordered(stats)}
    if len(figures) != 1:
        figures["total"] = stats.total
    columns = [_column(name, each, rows) for name, each in figures.items()]
    codes = sorted(stats.findings, key=lambda code: (-stats.findings[code], code))
    counts = [sum(stats.findings.values()), *(stats.findings[code] for code in codes)]
    found = [_cell(count) for count in counts]
    width = max(18, *(2 + len(cell) for column in (found, *columns) for cell in column))
    beside = max(57 // width, 1)
    labels = ["", *(label for label, _, _ in rows)]
    starts = range(0, len(columns), beside)
    tables = [_lines(labels, columns[n : n + beside], width) for n in starts]
    tables.append(_lines(["findings", *(f"  {code}" for code in codes)], [found], width))
    return "\n".join(tables)


def json(stats: Stats, *, english: bool = False) -> str:
    """Return the figures as a JSON object: ``languages`` by tag, ``total``, ``findings``.

    The members are those of `Figures`, all of them numbers, without percentages.
    """
    figures = {
        "languages": {tag: _members(each, english) for tag, each in _ordered(stats)},
        "total": _members(stats.total, english),
        "findings": dict(sorted(stats.findings.items())),
    }
    return dumps(figures, indent=2, ensure_ascii=False) + "\n"


def _ordered(stats: Stats) -> list[tuple[str, Figures]]:
    """The languages by tag, the unknown one last."""
    return sorted(stats.languages.items(), key=lambda each: (not each[0], each[0]))


def _rows(english: bool) -> list[tuple[str, str, str]]:
    return [row for row in _ROWS if english or row[1] not in BY_FRESHNESS.values()]


def _members(figures: Figures, english: bool) -> dict[str, int]:
    members = figures._asdict().items()
    return {name: n for name, n in members if english or name not in BY_FRESHNESS.values()}


def _column(name: str, figures: Figures, rows: Iterable[tuple[str, str, str]]) -> list[str]:
    by_name = figures._asdict()
    shares = [_cell(by_name[part], by_name.get(whole, 0)) for _, part, whole in rows]
    return [name + " " * len(_cell(0)[1:]), *shares]


def _cell(part: int, whole: int = 0) -> str:
    """A figure, and its percentage of another one."""
    share = f"{part / whole:.1%}" if whole else ""
    return f"{part:,}{share:>8}"


def _lines(labels: list[str], columns: list[list[str]], width: int) -> str:
    """The lines of a table: labels on the left, columns of equal width on the right."""
    first = max(23, *(len(label) for label in labels))
    lines = []
    for label, *cells in zip(labels, *columns, strict=True):
        row = "".join(cell.rjust(width) for cell in cells)
        lines.append(f"{label:<{first}}{row}".rstrip() + "\n")
    return "".join(lines)


_WRITERS: Mapping[StatsFormat, _Writer] = {"text": text, "json": json}
