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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sxskit.alignment.blocks import Blocks, Match
from sxskit.alignment.cuts import cut
from sxskit.alignment.escaping import escaped
from sxskit.alignment.evidence import Evidence
from sxskit.alignment.fixes import Fix, with_fixes
from sxskit.alignment.numbers import Segments, segments_of, spans_of
from sxskit.alignment.pages import Page
from sxskit.alignment.pairs import LEAST, THRESHOLD, AlignedPair, framed, less_sure
from sxskit.alignment.reporting import findings_on
from sxskit.alignment.texts import hoisted, is_old_form, linked, source_text
from sxskit.dialect.document import Document
from sxskit.dialect.edges import holds_frame
from sxskit.errors import AlignError
from sxskit.findings import Finding
from sxskit.languages.conventions import script_of
from sxskit.markdown.segments import Span

# Two confidences below the first are multiplied; the second is that of merged sentences.
_LOW, _DOUBTFUL = 0.9, 0.8
Grain: TypeAlias = Literal["sentence", "paragraph"]


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
    escape: bool = False,
    everything: bool = False,
    fixes: Iterable[Fix] = (),
) -> Aligned:
    r"""Return a localized page with its English, pair by pair.

    `name` and `language` determine the ids, `segment` whether a pair is a sentence or a block. With
    `everything`, unsure pairs are written, too; `fixes` are pairs as a person wants them. With
    `escape`, literal asterisks and back-ticks are written ``\*``, as Microsoft does: then
    ``sxs strip --unescape`` restores the page. Raises AlignError if the page contains pairs.
    """
    if holds_frame(page):
        raise AlignError("the page contains pairs already: `sxs strip` removes them")
    aligner = _Aligner(english, page, name, language, segment, everything=everything)
    pairs, findings = with_fixes(aligner.page, aligner.pairs(), fixes, name)
    least = LEAST if everything else THRESHOLD
    document, pairs = framed(page, pairs, least)
    findings += findings_on(name, aligner.page, aligner.english, pairs, least)
    if escape:
        document = escaped(document)
    return Aligned(document, tuple(pairs), tuple(findings))


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
        self.english, self.page = Page(english), Page(page)
        seed = f"{name}\0{language}".encode("utf-8", "surrogatepass")
        self._prefix = hashlib.sha1(seed, usedforsecurity=False).hexdigest()[:5]
        is_latin = script_of(language) in ("", "Latn")
        ratio = (self.page.length + 100) / (self.english.length + 100)
        self._evidence = Evidence(ratio, is_latin=is_latin)
        self._blocks = Blocks(self.english, self.page, self._evidence)
        self._is_old = is_old_form(page)
        self._grain = grain
        self._everything = everything

    def pairs(self) -> list[AlignedPair]:
        matches = {match.ours: match for match in self._blocks.matches()}
        pairs = [
            pair
            for index, segments in enumerate(segments_of(self.english))
            if segments is not None and index in matches
            for pair in self._pairs_of(matches[index], segments)
        ]
        return less_sure(pairs)

    def _pairs_of(self, match: Match, segments: Segments) -> Iterator[AlignedPair]:
        """Yield the pairs of two blocks."""
        ours, theirs = self.english.bodies[match.ours], self.page.bodies[match.theirs]
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
            edges = sure[max(first - 1, 0) : first] + sure[last : last + 1]
            least = match._replace(confidence=min([match.confidence, *edges]))
            gaps = [theirs.text[parts[each][1] : parts[each + 1][0]] for each in group[:-1]]
            if any(gap != " " and "\n" not in gap for gap in gaps):
                least = match._replace(confidence=_DOUBTFUL, reason="divided in another way")
            if len(group) == len(parts):
                yield self._pair(least, *whole, f"p{segments.merged}")
            elif number:
                yield self._pair(least, span, part, str(number))

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
        english, page = self.english.bodies[match.ours], self.page.bodies[match.theirs]
        source, target = english.text[slice(*ours)], page.text[slice(*theirs)]
        confidence, reason = self._evidence.confidence(source, target, match.changes)
        if max(confidence, match.confidence) < _LOW:  # two weak signs against it
            confidence *= match.confidence
        elif match.confidence < confidence:
            confidence, reason = match.confidence, match.reason
        own, other, has_include = hoisted(source, target)
        at, start = english.start + ours[0] + own, page.start + theirs[0] + other
        source, target = source[own:], target[other:]
        if not has_include and (both := linked(source, target)):
            source, target = source[slice(*both[0])], target[slice(*both[1])]
            start += both[1][0]
        source = source_text(
            source,
            is_html=self.english.blocks[match.ours].is_html,
            keeps_blanks=self._is_old,
            keeps_breaks="\n" in target,
        )
        lines = self.page.line(start), self.english.line(at)
        id = f"{self._prefix}-{number}"
        return AlignedPair(id, source, target, *lines, start, confidence, reason)
