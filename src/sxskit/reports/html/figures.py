r"""The figures of reviews: units by status, findings by code, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sxskit.findings import Finding, Severity
from sxskit.markdown.words import words
from sxskit.reports.html.review import Review, Status


class Summary(NamedTuple):
    """The figures of a document, in types of JSON.

    `statuses`, `severities`, `codes` and `changes` are counts by name; `words` are those of the
    source texts.
    """

    name: str
    title: str
    language: str
    units: int
    words: int
    statuses: Mapping[str, int]
    severities: Mapping[str, int]
    codes: Mapping[str, int]
    changes: Mapping[str, int]

    @classmethod
    def of(cls, review: Review) -> Summary:
        """Return the figures of a document."""
        findings = findings_of(review)
        changes = [unit.change.kind for unit in review.units if unit.change]
        return cls(
            review.name,
            review.title,
            review.language,
            len(review.units),
            sum([len(words(unit.source)) for unit in review.units]),
            _counts(Status, [unit.status for unit in review.units]),
            _counts(Severity, [each.severity for each in findings]),
            dict(Counter([each.code for each in findings])),
            dict(Counter([*map(str, changes), *(str(each.kind) for each in review.gone)])),
        )

    @property
    def done(self) -> int:
        """The units whose translation needs no review."""
        return sum(self.statuses[each] for each in Status if each.is_done)

    @property
    def percent(self) -> int:
        """The share of these units in percent, rounded down: 100 is all of them."""
        return self.done * 100 // self.units if self.units else 0

    @property
    def findings(self) -> int:
        """The number of findings."""
        return sum(self.codes.values())


def total(parts: Iterable[Summary]) -> Summary:
    """Return the sum of figures, without a name."""
    parts = [*parts]
    tables = [
        dict(sum([Counter(getattr(part, field)) for part in parts], Counter[str]()))
        for field in ("statuses", "severities", "codes", "changes")
    ]
    tables[0] = {each.value: tables[0].get(each, 0) for each in Status}
    tables[1] = {each.value: tables[1].get(each, 0) for each in Severity}
    units, counted = (sum(getattr(part, field) for part in parts) for field in ("units", "words"))
    return Summary("", "", "", units, counted, *tables)


def findings_of(review: Review) -> list[Finding]:
    """Return all findings on a document."""
    return [*review.findings, *(each for unit in review.units for each in unit.findings)]


def _counts(names: type[Status] | type[Severity], found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {each.value: counts[each] for each in names}
