"""The rows of a document: its blocks, and for each unit the texts that its cells show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from sxskit.exchange.diff import Change, Kind
from sxskit.findings import CODES, Finding
from sxskit.languages.conventions import runs_right_to_left
from sxskit.reports.html.changes import marked
from sxskit.reports.html.charts import KEYS
from sxskit.reports.html.inline import is_markup
from sxskit.reports.html.review import Review, ReviewedUnit
from sxskit.reports.html.structure import Block, Piece, Structure

# The deepest list and heading with a style of its own.
_DEEPEST = 4


class FindingRow(NamedTuple):
    """A finding as it is shown."""

    severity: str
    code: str
    meaning: str
    message: str
    line: int


class Version(NamedTuple):
    """Another text of a unit."""

    name: str
    html: Markup


class Cell(NamedTuple):
    """One text of a unit: its HTML, and the text as written where that is another one."""

    classes: str
    attributes: Markup
    html: Markup
    raw: str = ""
    versions: Sequence[Version] = ()
    column: str = ""
    marker: str = ""
    tag: str = "div"


class UnitRow(NamedTuple):
    """A unit with its two cells."""

    anchor: str
    id: str
    line: int
    status: str
    status_key: str
    cells: tuple[Cell, Cell]
    findings: Sequence[FindingRow] = ()
    codes: str = ""
    change: str = ""


class Item(NamedTuple):
    """A block, with its units or with its text; or a finding on a line."""

    classes: str = "b"
    label: str = ""
    units: Sequence[UnitRow] = ()
    html: Markup = Markup()
    marker: str = ""
    code: str = ""
    finding: FindingRow | None = None


class Heading(NamedTuple):
    """A heading in the outline."""

    level: int
    text: str
    anchor: str
    attributes: Markup


class Rows:
    """The rows and the headings of a document; `prefix` is that of all anchors."""

    def __init__(self, review: Review, prefix: str) -> None:
        self._review = review
        self._prefix = prefix
        structure = Structure(review.document)
        self._blocks = structure.blocks
        self._inline = structure.inline
        self._source = attributes_of(review.source_language)
        self._target = attributes_of(review.language)
        self._known: dict[str, int] = {}
        self._headers: dict[tuple[int, ...], tuple[str, str]] = {}
        self.headings: list[Heading] = []

    def items(self) -> Iterator[Item]:
        """Yield the rows in document order, and what is gone at the end."""
        left = sorted(self._review.findings, reverse=True)
        for block in self._blocks:
            if block.units:
                line = self._review.units[block.units[0].unit].line
                while left and left[-1].line < line:
                    yield Item(finding=finding_row(left.pop()))
            yield self._item(block)
        yield from (Item(finding=finding_row(each)) for each in reversed(left))
        if self._review.gone:
            rows = [self._gone(n, each) for n, each in enumerate(self._review.gone)]
            yield Item("b gone", "no longer in the document", rows)

    def _item(self, block: Block) -> Item:
        classes = classes_of(block)
        if block.kind == "code" and not block.units:
            lines = block.code.count("\n") or 1
            label = f"{block.info or 'Code'}, {lines} line{'s' if lines > 1 else ''}"
            return Item(classes, label, code=block.code)
        if not block.units:
            return Item(classes, html=Markup(block.html), marker=block.marker)  # noqa: S704
        columns = self._columns(block.header)
        rows = [
            self._unit(block, piece, columns if n == 0 else ("", ""), is_first=n == 0)
            for n, piece in enumerate(block.units)
        ]
        if block.kind == "heading":
            self._add_heading(block, rows[0])
        label = block.alert if block.is_alert_start else ""
        return Item(classes, label, rows)

    def _columns(self, header: tuple[int, ...]) -> tuple[str, str]:
        """The header of a column, in both languages."""
        found = self._headers.get(header)
        if found is None:
            units = [self._review.units[n] for n in header]
            sources = [self._inline.plain(unit.source) for unit in units]
            targets = [self._inline.plain(unit.target or unit.source) for unit in units]
            found = self._headers[header] = (" ".join(sources), " ".join(targets))
        return found

    def _add_heading(self, block: Block, row: UnitRow) -> None:
        units = [self._review.units[piece.unit] for piece in block.units]
        plain = self._inline.plain
        targets = [plain(unit.target) for unit in units]
        is_translated = all(targets)
        texts = targets if is_translated else [plain(unit.source) for unit in units]
        attributes = self._target if is_translated else self._source
        self.headings.append(Heading(block.level, " ".join(texts), row.anchor, attributes))

    def _unit(
        self, block: Block, piece: Piece, columns: tuple[str, str], *, is_first: bool
    ) -> UnitRow:
        unit = self._review.units[piece.unit]
        marker = block.marker if is_first else ""
        tag = f"h{min(block.level + 2, 6)}" if block.kind == "heading" and is_first else "div"
        source, old = self._source_texts(unit)
        target, others = self._target_texts(unit)
        raw = unit.proposed if unit.proposed is not None and unit.is_applied else unit.target
        cells = (
            self._cell(piece, source, unit.source, self._source, old, columns[0], marker, tag),
            self._cell(piece, target, raw, self._target, others, columns[1], marker),
        )
        findings = [finding_row(each, unit.id) for each in unit.findings]
        return UnitRow(
            *(self._anchor(unit.id), unit.id, unit.line, unit.status.value, KEYS[unit.status]),
            cells,
            findings,
            ", ".join(dict.fromkeys([each.code for each in findings])),
            str(unit.change.kind) if unit.change else "",
        )

    def _cell(
        self,
        piece: Piece,
        html: str,
        raw: str,
        attributes: Markup,
        versions: Sequence[Version] = (),
        *place: str,
    ) -> Cell:
        """A cell; its place are the header of its column, the marker and the tag of its text."""
        _, before, opening, closing, after = piece
        is_other = is_markup(raw)
        classes = "cell-text has-raw" if is_other else "cell-text"
        if not raw.strip():
            classes += " empty"
        if "<a " in opening and "<a " in html:  # a link cannot be in another one
            opening = closing = ""
        whole = Markup(f"{before}{opening}{html}{closing}{after}")  # noqa: S704
        return Cell(classes, attributes, whole, raw if is_other else "", versions, *place)

    def _source_texts(self, unit: ReviewedUnit) -> tuple[str, list[Version]]:
        """The HTML of a source, and the one that it had in the last hand-off."""
        old = unit.change.old if unit.change else None
        if old is None or old.source == unit.source or not is_source_change(unit.change):
            return self._inline.html(unit.source), []
        before, html = marked(old.source, unit.source, self._inline)
        return html, [_version("in the last hand-off", before)]

    def _target_texts(self, unit: ReviewedUnit) -> tuple[str, list[Version]]:
        """The HTML of a target, and the others: in the last hand-off, in the catalog."""
        html, versions = self._inline.html(unit.target), []
        old = unit.change.old if unit.change else None
        if old is not None and old.target != unit.target:
            before, html = marked(old.target, unit.target, self._inline)
            versions.append(_version("in the last hand-off", before))
        if unit.proposed is not None:
            before, after = marked(unit.target, unit.proposed, self._inline)
            if unit.is_applied:
                return after, [_version("in the document", before), *versions]
            versions.insert(0, _version("in the catalog, not applied", after))
        return html, versions

    def _gone(self, number: int, change: Change) -> UnitRow:
        old = change.old
        source, target = (old.source, old.target) if old else ("", "")
        cells = (
            self._cell(Piece(0), self._inline.html(source), source, self._source),
            self._cell(Piece(0), self._inline.html(target), target, self._target),
        )
        id = old.key.unit if old else ""
        line = (old.line if old else None) or 0
        row = UnitRow(f"{self._prefix}gone-{number}", id, line, "gone", "changed", cells)
        return row._replace(change=str(change.kind))

    def _anchor(self, id: str) -> str:
        """The anchor of a unit; of units with a duplicate id each has its own."""
        count = self._known[id] = self._known.get(id, 0) + 1
        return f"{self._prefix}u-{id}" if count == 1 else f"{self._prefix}u-{id}~{count}"


def is_source_change(change: Change | None) -> bool:
    """Whether a hand-off changed the source of a unit."""
    return change is not None and change.kind is Kind.SOURCE


def _version(name: str, html: str) -> Version:
    return Version(name, Markup(html))  # noqa: S704


def finding_row(finding: Finding, id: str = "") -> FindingRow:
    """Return a finding as it is shown at the unit with an id."""
    message = finding.message.removeprefix(f"{id}: ")
    code = CODES.get(finding.code)
    meaning = code.meaning if code else ""
    return FindingRow(finding.severity.value, finding.code, meaning, message, finding.line)


def attributes_of(tag: str) -> Markup:
    """Return the attributes for a text in a language; the direction is its own if none is known."""
    if not tag:
        return Markup(' dir="auto"')
    direction = "rtl" if runs_right_to_left(tag) else "ltr"
    return Markup(f' lang="{escape(tag)}" dir="{direction}"')  # noqa: S704


def classes_of(block: Block) -> str:
    """Return the classes of a block in the style sheet."""
    classes = ["b"]
    if block.level:
        classes.append(f"h{block.level}")
    if block.depth:
        classes.append(f"d{min(block.depth, _DEEPEST)}")
    if block.quotes:
        classes.append("quote")
    if block.alert:
        classes.append(f"alert alert-{block.alert}")
    if block.kind == "cell":
        classes.append("cell")
        classes += ["row"] * block.is_row_start + ["head"] * block.is_header
    return " ".join(classes)
