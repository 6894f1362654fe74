"""Copies: the texts of old entries at further units of the same source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sxskit.catalog import Entry, Origin
from sxskit.exchange.homes import Old, Unit
from sxskit.exchange.sides import Standing, is_same, with_alternative

# The maximal number of other translations of a source that are alternatives.
_SHOWN = 5


class Uses:
    """The uses of each text in the old catalog.

    A document is known (`is_known`) if the old catalog is of the same hand-off: units without an
    entry were omitted on purpose, so entries of this hand-off are not copied to them.
    """

    def __init__(
        self, olds: Sequence[Old], retired: Sequence[Old], documents: Mapping[str, str]
    ) -> None:
        self._documents = documents
        self._olds: dict[str, list[Old]] = {}
        for each in olds:
            if each.entry.target.strip():
                self._olds.setdefault(each.text, []).append(each)
        for each in retired:
            if each.unit is None and each.entry.target.strip():
                self._olds.setdefault(each.text, [each])
        self._uses: dict[tuple[str, bool], _Use] = {}
        self._last: dict[str, str] = {}

    def begin(self) -> None:
        """Begin another document."""
        self._last.clear()

    def place(self, unit: Unit, old: Old) -> None:
        """Record the translation of a text that was used last in the current document."""
        self._last[unit.text] = old.entry.target

    def copy(self, name: str, unit: Unit, *, is_known: bool) -> Old | Entry | None:
        """Return the old entry to copy, or the entry of the unit with the others as alternatives.

        None if the text has no other use.
        """
        if unit.text not in self._olds:
            return None
        key = unit.text, is_known
        if key not in self._uses:
            olds = self._olds[unit.text]
            self._uses[key] = _Use([each for each in olds if not (is_known and each.is_kept)])
        use = self._uses[key]
        if not use.documents:
            return None
        theirs = unit.entry
        has_text = bool(theirs.target.strip())
        is_of_person = has_text and theirs.origin is not Origin.MACHINE
        is_here = self._documents.get(name) in use.documents
        if not use.work or (has_text and (use.is_mixed or (is_of_person and not is_here))):
            return use.with_alternatives(theirs)
        first = use.most_used(self._last.get(unit.text, ""))
        if has_text and first.standing is Standing.UNKNOWN:
            return use.with_alternatives(theirs)
        unit.is_certain = use.is_one
        copied = replace(first.entry, notes=())
        return Old(copied, first.text, first.base, first.standing, first.company)


class _Use:
    """The uses of one text: their documents, and those that are work, by their targets."""

    def __init__(self, olds: Sequence[Old]) -> None:
        self.documents = {each.entry.key.document for each in olds}
        self.is_one = len({each.entry.target.strip() for each in olds}) == 1
        self.work: dict[str, Old] = {}
        counts = Counter[str]()
        for each in olds:
            target = each.entry.target
            if each.standing.is_work:
                counts[target] += 1
                before = self.work.get(target)
                if before is None or before.standing < each.standing:
                    self.work[target] = each
        self.is_mixed = not self.is_one and sum(counts.values()) < len(olds)
        self._ranked = sorted(counts, key=lambda target: (-counts[target], target))
        self._most = {target for target in counts if counts[target] == counts[self._ranked[0]]}

    def most_used(self, last: str) -> Old:
        """Return an old entry with the most frequent target; `last` decides between equal ones."""
        return self.work[last if last in self._most else self._ranked[0]]

    def with_alternatives(self, entry: Entry) -> Entry:
        """Return an entry with targets that are work as alternatives, the most frequent first."""
        for target in self._ranked[:_SHOWN]:
            if not is_same(target, entry.target):
                entry = with_alternative(entry, self.work[target].entry)
        return entry
