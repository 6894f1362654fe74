r"""Findings on a unit or a line of a document, with their place, key and digest.

>>> from sxskit.dialect.document import parse
>>> document = parse(
...     '# <span data-ttu-id="7758d-103">Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\n'
... )
>>> finding = Locations(document, "a.md").at_target(0, "number", "has 1")
>>> finding.key, finding.line, finding.column, finding.end_column, finding.text
('a.md#7758d-103', 1, 33, 39, 'Привет')

A digest identifies a finding by its text, without edges, line breaks and ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from sxskit.dialect.document import ID, Document, Frame
from sxskit.dialect.edges import entry_text
from sxskit.findings import Finding, digest_of
from sxskit.patterns import pattern

# The id in either half of a pair, also in damaged markup: a hand-off changes it.
_ID = pattern(
    rf"(?P<before>tu-id\s*=\s*(?:&(?:amp;)?[^&;\s]{{1,8}};|[^\w&<>\s])*){ID}", re.IGNORECASE
)


def at_pair(
    name: str, line: int, code: str, message: str, *, unit: str, source: str, target: str
) -> Finding:
    """Return a finding on a pair, by the id of its unit or the key of its front-matter value."""
    digest = digest_of(entry_text(source), entry_text(target))
    return Finding(name, line, code, message, key=f"{name}#{unit}", digest=digest)


@dataclass(frozen=True)
class Locations:
    """The places in a document with a name, computed for the first finding."""

    document: Document
    name: str

    def at_line(self, line: int, code: str, message: str) -> Finding:
        """Return a finding on a line outside units, or on the whole document."""
        if line not in self._digests:  # a line may have many findings
            text = self._lines[line - 1] if line <= len(self._lines) else ""
            self._digests[line] = digest_of(entry_text(_ID.sub(r"\g<before>", text)))
        return Finding(self.name, line, code, message, digest=self._digests[line])

    def at_unit(self, index: int, code: str, message: str, *, target: str | None = None) -> Finding:
        """Return a finding on a unit; `target` is another target that it is about."""
        _, ids, targets, sources, _ = self.document.columns
        about = index, targets[index] if target is None else target
        if about not in self._pair_digests:  # see `at_line`
            self._pair_digests[about] = digest_of(entry_text(sources[index]), entry_text(about[1]))
        line, digest = self._unit_lines[index], self._pair_digests[about]
        key = f"{self.name}#{ids[index]}"
        return Finding(self.name, line, code, message, key=key, digest=digest)

    def at_target(self, index: int, code: str, message: str) -> Finding:
        """Return a finding on the target of a unit, with the columns of the target's first line."""
        return self.moved(self.at_unit(index, code, message), index)

    def moved(self, finding: Finding, index: int) -> Finding:
        """Return a finding on the target of a unit, moved to the place of that target here."""
        line, column = self.targets[index]
        text = self.document.columns.targets[index].partition("\n")[0].rstrip("\r")
        end = column + len(text)
        return replace(finding, line=line, column=column, end_column=end, text=text)

    @cached_property
    def targets(self) -> list[tuple[int, int]]:
        """The first line and column of each target; a byte order mark takes no column."""
        starts = []
        gaps, ids, _, _, frames = self.document.columns
        texts = self.document.columns.texts()
        before = -self.document.text.startswith("\ufeff")
        for index, (gap, text) in enumerate(zip(gaps, texts, strict=False)):
            before = _column_after(gap, before)
            head = frames[index].head if frames else Frame.of(ids[index]).head
            starts.append(before + len(head) + 1)
            before = _column_after(text, before)
        return [*zip(self._unit_lines, starts, strict=True)]

    @cached_property
    def _unit_lines(self) -> list[int]:
        return self.document.unit_lines

    @cached_property
    def _digests(self) -> dict[int, str]:
        return {}

    @cached_property
    def _pair_digests(self) -> dict[tuple[int, str], str]:
        return {}

    @cached_property
    def _lines(self) -> list[str]:
        return self.document.text.split("\n")


def _column_after(text: str, before: int) -> int:
    """The number of characters before the end of a text on its last line."""
    end = text.rfind("\n")
    return before + len(text) if end < 0 else len(text) - end - 1
