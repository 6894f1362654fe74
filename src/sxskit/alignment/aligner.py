r"""`align`: the pairs of an English page and its localized page, as a side-by-side document.

>>> aligned = align("# Sky\n\nThe sky. It is blue.\n", "# Himmel\n\nDer Himmel. Er ist blau.\n")
>>> [(pair.source, pair.target) for pair in aligned.pairs]
[('Sky', 'Himmel'), ('The sky.', 'Der Himmel.'), ('It is blue.', 'Er ist blau.')]
>>> aligned.document.strip("target")
'# Himmel\n\nDer Himmel. Er ist blau.\n'

Law: ``align(english, page).document.strip("target") == page`` for every English text and every page
without pairs, because frames are put around texts of the page. A pair that is not sure is not
written: its text stays as it is, and a finding reports it. Takes linear time.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from sxskit.alignment.blocks import Blocks, Match
from sxskit.alignment.cuts import cut
from sxskit.alignment.evidence import Evidence
from sxskit.alignment.numbers import Segments, segments_of, spans_of
from sxskit.alignment.pages import Page
from sxskit.alignment.texts import hoisted, is_old_form, linked, source_text
from sxskit.dialect.document import Document, Frame, parse
from sxskit.dialect.edges import holds_frame
from sxskit.errors import AlignError
from sxskit.findings import Finding
from sxskit.languages.conventions import script_of
from sxskit.markdown.segments import Span

Grain: TypeAlias = Literal["sentence", "paragraph"]
# The confidence from which a pair is written.
THRESHOLD = 0.82


class AlignedPair(NamedTuple):
    """A pair, its places in the page and in the English text, and how sure it is.

    `confidence` is between 0 and 1; `reason` is what is against the pair.
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


@dataclass(frozen=True, slots=True)
class Aligned:
    """A side-by-side document; all its pairs, also those not written; and findings."""

    document: Document
    pairs: tuple[AlignedPair, ...]
    findings: tuple[Finding, ...] = ()


def align(
    english: str,
    page: str,
    *,
    name: str = "",
    language: str = "",
    segment: Grain = "sentence",
    everything: bool = False,
    threshold: float = THRESHOLD,
) -> Aligned:
    """Return a localized page with its English, pair by pair.

    Raises AlignError if the page contains pairs.
    """
    if holds_frame(page):
        raise AlignError("contains pairs already: `sxs strip` removes them")
    aligner = _Aligner(english, page, name, language, segment, everything=everything)
    pairs = aligner.pairs()
    least = 0.0 if everything else threshold
    document, pairs = _framed(page, pairs, least)
    return Aligned(document, tuple(pairs))


class _Aligner:
    """The alignment of two pages."""

    def __init__(
        self,
        english: str,
        page: str,
        name: str,
        language: str,
        grain: Grain,
        *,
        everything: bool,
    ) -> None:
        self._english, self._page = Page(english), Page(page)
        seed = f"{name}\0{language}".encode("utf-8", "surrogatepass")
        self._prefix = hashlib.sha1(seed, usedforsecurity=False).hexdigest()[:5]
        is_latin = script_of(language) in ("", "Latn")
        ratio = (self._page.length + 100) / (self._english.length + 100)
        self._evidence = Evidence(ratio, is_latin=is_latin)
        self._blocks = Blocks(self._english, self._page, self._evidence)
        self._is_old = is_old_form(page)
        self._grain = grain
        self._everything = everything

    def pairs(self) -> list[AlignedPair]:
        matches = {match.ours: match for match in self._blocks.matches()}
        pairs = [
            pair
            for index, segments in enumerate(segments_of(self._english))
            if segments is not None and index in matches
            for pair in self._pairs_of(matches[index], segments)
        ]
        return _less_sure(pairs)

    def _pairs_of(self, match: Match, segments: Segments) -> Iterator[AlignedPair]:
        """Yield the pairs of two blocks."""
        ours, theirs = self._english.body(match.ours), self._page.body(match.theirs)
        if not (ours.text and theirs.text and any(each.number for each in segments.spans)):
            return
        whole = (0, len(ours.text)), (0, len(theirs.text))
        if len(segments.spans) == 1:
            yield self._pair(match, *whole, str(segments.spans[0].number))
            return
        if self._grain == "paragraph":
            yield self._pair(match, *whole, f"p{segments.merged}")
            return
        parts, sure = cut(ours.text, spans_of(segments), theirs.text, self._evidence.ratio)
        if not parts:
            yield self._pair(match, *whole, f"p{segments.merged}")
            return
        for group in self._groups(sure):
            first, last = group[0], group[-1]
            span = segments.spans[first].start, segments.spans[last].end
            part = parts[first][0], parts[last][1]
            number = next((segments.spans[each].number for each in group), 0)
            if len(group) == len(parts):
                yield self._pair(match, *whole, f"p{segments.merged}")
            elif number:
                least = min([match.confidence, *sure[max(first - 1, 0) : last + 1]])
                yield self._pair(match._replace(confidence=least), span, part, str(number))

    def _groups(self, sure: Sequence[float]) -> list[list[int]]:
        """The sentences between sure cuts; with everything, each sentence alone."""
        groups = [[0]]
        for index, confidence in enumerate(sure, 1):
            if confidence >= THRESHOLD or self._everything:
                groups.append([index])
            else:
                groups[-1].append(index)
        return groups

    def _pair(self, match: Match, ours: Span, theirs: Span, number: str) -> AlignedPair:
        """Return the pair of two spans without what both begin with."""
        english, page = self._english.body(match.ours), self._page.body(match.theirs)
        source, target = english.text[slice(*ours)], page.text[slice(*theirs)]
        confidence, reason = self._evidence.confidence(source, target, match.changes)
        if match.confidence < confidence:
            confidence, reason = match.confidence, match.reason
        own, other, has_include = hoisted(source, target)
        at, start = english.start + ours[0] + own, page.start + theirs[0] + other
        source, target = source[own:], target[other:]
        if not has_include and (both := linked(source, target)):
            source, target = source[slice(*both[0])], target[slice(*both[1])]
            start += both[1][0]
        source = source_text(
            source,
            is_html=self._english.blocks[match.ours].is_html,
            keeps_blanks=self._is_old,
            keeps_breaks="\n" in target,
        )
        lines = self._page.line(start), self._english.line(at)
        id = f"{self._prefix}-{number}"
        return AlignedPair(id, source, target, *lines, start, confidence, reason)


def _less_sure(pairs: Sequence[AlignedPair]) -> list[AlignedPair]:
    """The pairs, less sure where the same target has different sources: one of them is outdated."""
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        sources[pair.target].add(_words(pair.source))
    several = {target for target, found in sources.items() if len(found) > 1}
    return [
        pair._replace(confidence=min(pair.confidence, 0.7), reason="the target has other sources")
        if pair.target in several and pair.source != pair.target
        else pair
        for pair in pairs
    ]


def _words(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _framed(
    page: str, pairs: Sequence[AlignedPair], least: float
) -> tuple[Document, list[AlignedPair]]:
    """The page with the frames of pairs of a confidence; the pairs, without those that a frame
    cannot hold."""
    for kept in (pairs, [pair for pair in pairs if not _holds_span(pair)], ()):
        written = [pair for pair in kept if pair.confidence >= least]
        document = parse(_with_frames(page, written))
        columns = document.columns
        if columns.targets == [pair.target for pair in written] and columns.sources == [
            pair.source for pair in written
        ]:
            return document, [*kept]
    return parse(page), []


def _holds_span(pair: AlignedPair) -> bool:
    """Whether a frame around the pair may end early, or not be one."""
    return "span" in pair.source.lower() or "span" in pair.target.lower()


def _with_frames(page: str, pairs: Iterable[AlignedPair]) -> str:
    pieces: list[str] = []
    end = 0
    for pair in pairs:
        head, middle, tail = Frame.of(pair.id)
        pieces += page[end : pair.start], head, pair.target, middle, pair.source, tail
        end = pair.end
    return "".join([*pieces, page[end:]])
