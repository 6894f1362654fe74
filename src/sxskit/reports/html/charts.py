"""The figures of a page as the rows of its charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sxskit.findings import CODES
from sxskit.reports.html.figures import Summary
from sxskit.reports.html.review import Status

# The names of statuses in classes of the style sheet.
KEYS = {
    Status.HUMAN: "human",
    Status.TRANSLATED: "translated",
    Status.REVIEW: "review",
    Status.MACHINE: "machine",
    Status.UNTRANSLATED: "untranslated",
}
# The most rows of a chart.
_MOST = 12


class Bar(NamedTuple):
    """A row of a chart, or a part of a bar of shares, from `start` on."""

    key: str
    label: str
    value: int
    percent: float
    start: float = 0.0
    number: str = ""
    href: str = ""


class Charts(NamedTuple):
    """The charts of a page; of long ones the first rows, and the number of the others."""

    statuses: Sequence[Bar]
    label: str
    codes: Sequence[Bar]
    more_codes: int
    documents: Sequence[Bar]
    more_documents: int
    is_open: bool

    @classmethod
    def of(cls, figures: Summary, parts: Mapping[str, Summary], *, is_open: bool) -> Charts:
        """Return the charts of figures, and of their parts by URL."""
        codes = sorted_counts(figures.codes)
        most = max([count for _, count in codes], default=0)
        words = sorted(parts.items(), key=lambda each: (-each[1].words, each[1].name))
        largest = max([each.words for _, each in words], default=0)
        shown = words if len(words) > 1 else []
        return cls(
            statuses(figures),
            label(figures),
            [
                Bar(_severity(name), name, count, _percent(count, most), number=f"{count:,}")
                for name, count in codes[:_MOST]
            ],
            max(len(codes) - _MOST, 0),
            [
                Bar(
                    "words",
                    each.name,
                    each.words,
                    _percent(each.words, largest),
                    0.0,
                    f"{each.words:,}",
                    url,
                )
                for url, each in shown[:_MOST]
            ],
            max(len(shown) - _MOST, 0),
            is_open,
        )


def statuses(figures: Summary) -> list[Bar]:
    """Return the shares of units by status, those that are done first."""
    bars = []
    start = 0.0
    for status, key in KEYS.items():
        count = figures.statuses[status]
        percent = _percent(count, figures.units)
        number = f"{count:,} ({percent:.0f} %)"
        bars.append(Bar(key, status.value, count, percent, start, number))
        start = round(start + percent, 2)
    return bars


def label(figures: Summary) -> str:
    """Return the shares in words."""
    shares = [f"{count} {name}" for name, count in figures.statuses.items() if count]
    return ", ".join(shares) or "no units"


def sorted_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts, the highest first."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _severity(code: str) -> str:
    return CODES[code].severity.value if code in CODES else "info"


def _percent(count: int, whole: int) -> float:
    return round(100 * count / whole, 2) if whole else 0.0
