"""Aligned pairs, and the page with frames around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sxskit.dialect.document import Document, Frame, parse

# The confidence from which a pair is written.
THRESHOLD = 0.82
# That from which it is written where unsure pairs are written, too: not if it is dropped.
LEAST = 0.01
FIXED, DROPPED = "fixed", "dropped"
_UNSURE = 0.7


class AlignedPair(NamedTuple):
    """A pair, its places in the page and in the English text, and how sure it is.

    `confidence` is between 0 and 1; `reason` is what is against the pair. `start` is where the
    target begins in the page.
    """

    id: str
    source: str
    target: str
    line: int
    english_line: int
    start: int
    confidence: float
    reason: str = ""

    @property
    def end(self) -> int:
        """The end of the target in the page."""
        return self.start + len(self.target)


def less_sure(pairs: Sequence[AlignedPair]) -> list[AlignedPair]:
    """Return the pairs, less sure where a target has several sources: one may be outdated."""
    counts = Counter([pair.target for pair in pairs])
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if counts[pair.target] > 1:
            sources[pair.target].add(_words(pair.source))
    several = {target for target, found in sources.items() if len(found) > 1}
    if not several:
        return [*pairs]
    return [
        pair._replace(confidence=_UNSURE, reason="the target has several sources")
        if pair.target in several and pair.source != pair.target and pair.confidence > _UNSURE
        else pair
        for pair in pairs
    ]


def _words(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def framed(
    page: str, pairs: Sequence[AlignedPair], least: float
) -> tuple[Document, list[AlignedPair]]:
    """Return the page with the pairs of a confidence, and all pairs that frames can hold.

    A text with the tag of a span may end its frame early: such pairs are left out if the document
    does not read back.
    """
    for kept in (pairs, [pair for pair in pairs if not _holds_span(pair)], ()):
        written = [pair for pair in kept if pair.confidence >= least]
        document = parse(_with_frames(page, written))
        columns = document.columns
        texts = columns.targets, columns.sources
        made = [pair.target for pair in written], [pair.source for pair in written]
        if texts == made and document.strip("target") == page:
            return document, [*kept]
    return parse(page), []


def _holds_span(pair: AlignedPair) -> bool:
    return "span" in pair.source.lower() or "span" in pair.target.lower()


def _with_frames(page: str, pairs: Iterable[AlignedPair]) -> str:
    pieces: list[str] = []
    end = 0
    for pair in pairs:
        head, middle, tail = Frame.of(pair.id)
        pieces += page[end : pair.start], head, pair.target, middle, pair.source, tail
        end = pair.end
    return "".join([*pieces, page[end:]])
