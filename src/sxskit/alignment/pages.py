"""A page as the blocks that are aligned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from functools import cached_property
from typing import NamedTuple

from sxskit.alignment.features import Features, features
from sxskit.alignment.texts import without_anchors
from sxskit.markdown.scanner import Block, scan
from sxskit.patterns import pattern

_NAME = pattern(r"<a\s+(?:name|id)=\"([^\"<>]+)\"|\{#([^\s{}]+)[^{}]*\}|\{/\*\s*#([^\s*]+)\s*\*/\}")
_NOT_IN_SLUG = pattern(r"[^\w\- ]")
_NOT_SHOWN = pattern(r"\]\([^()]*\)|</?[A-Za-z][^<>]*>|[*`\[\]\\!&;]")


class Body(NamedTuple):
    """The text of a block after the anchors at its start, and where it begins."""

    start: int
    text: str


class Page:
    """A page, its blocks, and what is known of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = scan(text)
        # The texts of the blocks.
        self.bodies = [self._body(block) for block in self.blocks]

    def _body(self, block: Block) -> Body:
        start = block.start
        if self.text.startswith("<a", start):
            start = without_anchors(self.text, start, block.end)
        return Body(start, self.text[start : block.end])

    def features(self, index: int) -> Features:
        """Return the features of the text of a block."""
        return features(self.bodies[index].text)

    def names(self, index: int) -> frozenset[str]:
        """Return the names of a heading: its anchors, its explicit id."""
        block = self.blocks[index]
        end = self.text.find("\n", block.end)
        line = self.text[block.start : end if end >= 0 else None]
        return frozenset(name for match in _NAME.finditer(line) for name in match.groups() if name)

    def slug(self, index: int) -> str:
        """Return the name that a generator gives to an English heading."""
        shown = _NOT_SHOWN.sub("", self.bodies[index].text).lower()
        return _NOT_IN_SLUG.sub("", shown).strip().replace(" ", "-")

    def key(self, index: int) -> Hashable:
        """Return what identifies a block in both languages; None without."""
        block = self.blocks[index]
        if not block.is_text:
            text = self.text[block.start : block.end]
            return (block.kind, text) if len(text) > 8 else None
        found = self.features(index)
        sure = found.sure | found.numbers
        return (block.kind, sure) if len(found.sure) > 1 or len(sure) > 2 else None

    @cached_property
    def length(self) -> int:
        """The number of characters in blocks of text."""
        return sum(block.end - block.start for block in self.blocks if block.is_text)

    @cached_property
    def _lines(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line(self, place: int) -> int:
        """Return the line of a place, counted from 1."""
        return bisect_right(self._lines, place)
