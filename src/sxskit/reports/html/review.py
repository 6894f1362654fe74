r"""A document for reviewers: its units with their states, findings and changes.

>>> from sxskit.dialect.document import parse
>>> document = parse(
...     '---\nms.contentlocale: ru-RU\nms.translationtype: MT\n---\n'
...     '# <span data-ttu-id="7758d-103">Купол</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Dome</span></span>\n'
... )
>>> shown = review(document, "a.md")
>>> [(unit.id, unit.line, str(unit.status)) for unit in shown.units], shown.language
([('7758d-103', 5, 'machine')], 'ru-RU')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Catalog,
    Entry,
    Origin,
    State,
)
from sxskit.dialect.document import Document
from sxskit.dialect.edges import entry_text
from sxskit.dialect.metadata import language_of
from sxskit.exchange.diff import Change, Kind
from sxskit.findings import Finding
from sxskit.languages.tags import Difference, difference


class Status(StrEnum):
    """How far the translation of a unit is."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"  # a machine translation that nobody has reviewed
    REVIEW = "to review"
    TRANSLATED = "translated"  # done; by whom is unknown
    HUMAN = "human"  # by a person, or reviewed by one

    @classmethod
    def of(cls, state: State, origin: Origin) -> Status:
        """Return the status of a translation with a state and an origin."""
        match state:
            case State.NEW:
                return cls.UNTRANSLATED
            case State.REVIEW:
                return cls.MACHINE if origin is Origin.MACHINE else cls.REVIEW
            case _:
                return cls.TRANSLATED if origin is Origin.UNKNOWN else cls.HUMAN

    @property
    def is_done(self) -> bool:
        """Whether the translation needs no review."""
        return self in (Status.TRANSLATED, Status.HUMAN)


@dataclass(frozen=True, slots=True)
class ReviewedUnit:
    """A unit: its two texts in the document, and what is known of them.

    `proposed` is the target in the catalog if it is another one, and `is_applied` whether merging
    applies it. `change` is what the hand-off did to the unit.
    """

    id: str
    line: int
    source: str
    target: str
    status: Status
    findings: tuple[Finding, ...] = ()
    proposed: str | None = None
    is_applied: bool = False
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A document as its units in order, and the findings and changes that belong to none of them.

    `gone` are the units of the last hand-off that the document no longer has.
    """

    name: str
    document: Document
    units: tuple[ReviewedUnit, ...]
    findings: tuple[Finding, ...] = ()
    gone: tuple[Change, ...] = ()
    source_language: str = SOURCE_LANGUAGE
    language: str = ""

    @property
    def title(self) -> str:
        """The title in the front matter, or empty."""
        return (self.document.front_matter.get("title") or "").strip()


def review(
    document: Document,
    name: str,
    *,
    findings: Iterable[Finding] = (),
    catalog: Catalog | None = None,
    merged: Document | None = None,
    changes: Sequence[Change] = (),
    language: str | None = None,
) -> Review:
    """Return what a reviewer is shown of a document.

    `findings` are those of `sxskit.check` or `sxskit.check_catalog`. With a catalog, `merged` is
    the document that it was merged into, which shows what was applied. `changes` are those of
    the document in `sxskit.diff`. `language` is that of the document, by default its
    ``ms.contentlocale``.
    """
    tag = language_of(document.front_matter) if language is None else language
    at_units, others = _by_unit(document, name, findings)
    of_units = dict(_of_units(changes))
    entries = _Entries(document, name, catalog, tag)
    targets = (merged or document).columns.targets
    units: list[ReviewedUnit] = []
    known = set[str]()
    for n, (line, unit) in enumerate(zip(document.unit_lines, document.units, strict=True)):
        entry = None if unit.id in known else entries.get(unit.id)
        known.add(unit.id)
        proposed = _proposed(entry, unit.target)
        units.append(
            ReviewedUnit(
                *(unit.id, line, unit.source, unit.target, entries.status(entry, unit.target)),
                findings=tuple(at_units.get(n, ())),
                proposed=proposed,
                is_applied=proposed is not None and targets[n] != unit.target,
                change=of_units.get(unit.id),
            )
        )
    gone = tuple([each for each in changes if each.kind is Kind.GONE])
    return Review(name, document, tuple(units), tuple(others), gone, language=tag)


def _of_units(changes: Iterable[Change]) -> Iterator[tuple[str, Change]]:
    """The changes of the texts of a document by unit; another place alone is none."""
    for each in changes:
        is_text = each.kind not in (Kind.UNCHANGED, Kind.MOVED)
        if is_text and each.new is not None:
            yield each.new.key.unit, each


def _by_unit(
    document: Document, name: str, findings: Iterable[Finding]
) -> tuple[Mapping[int, Sequence[Finding]], Sequence[Finding]]:
    """The findings by the index of their unit, and the others."""
    at_units: dict[int, list[Finding]] = {}
    others: list[Finding] = []
    numbers: dict[str, list[int]] = {}
    lines: list[int] = []
    for each in findings:
        if each.key and not numbers:
            lines = document.unit_lines
            for n, id in enumerate(document.columns.ids):
                numbers.setdefault(f"{name}#{id}", []).append(n)
        of_id = numbers.get(each.key or "", [])
        if of_id:  # a duplicate id: the unit on that line
            number = next((n for n in of_id if lines[n] == each.line), of_id[0])
            at_units.setdefault(number, []).append(each)
        else:
            others.append(each)
    return at_units, others


class _Entries:
    """The entries of a catalog for a document, and the status of its units."""

    def __init__(
        self, document: Document, name: str, catalog: Catalog | None, language: str
    ) -> None:
        is_other = catalog is not None and (
            difference(catalog.target_language, language) is Difference.LANGUAGE
        )
        self._catalog = None if is_other else catalog
        self._entries = self._catalog.of(name) if self._catalog else {}
        self._origin = Origin.of(document.front_matter.get(TRANSLATION_TYPE) or "")

    def get(self, id: str) -> Entry | None:
        return self._entries.get(id)

    def status(self, entry: Entry | None, target: str) -> Status:
        """Return the status in the catalog, or else in the document."""
        if entry is not None and entry.target.strip() and self._catalog is not None:
            return Status.of(entry.state, self._catalog.origin_of(entry))
        is_done = self._origin is not Origin.MACHINE
        return Status.of(State.of(target, is_done=is_done), self._origin)


def _proposed(entry: Entry | None, target: str) -> str | None:
    """The target of an entry if it differs from that of the document."""
    if entry is None or not entry.target.strip():
        return None
    return None if entry_text(entry.target) == entry_text(target) else entry.target
