r"""Misplaced units: inside an attribute, a URL, code, a comment or the front matter.

>>> from sxskit.dialect.document import Document, Frame, Unit, Verbatim
>>> unit = Unit("7758d-103", "Hello", "Привет", Frame.of("7758d-103"))
>>> [str(each) for each in misplaced(Document((Verbatim('<img alt="'), unit, Verbatim('">'))), "a")]
['a:1: misplaced-pair: 7758d-103 is in a tag']

No real document has one (docs/reference/documents.md); they result from edits by hand. It takes
linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from sxskit.checks.pairs import damaged_frames
from sxskit.dialect.document import (
    MARK,
    Document,
    Unit,
    parse,
)
from sxskit.dialect.locations import Locations
from sxskit.findings import Finding
from sxskit.markdown.inline import code_spans
from sxskit.patterns import pattern

# A value in a tag, with a pair in it: <img alt="\0">, <a href=\0>. A tag ends with its paragraph,
# and its row.
_TAG = pattern(
    r"<[A-Za-z](?>(?:[^<>\0=\n]|\n(?![ \t>]*[\n|]))*)=(?>(?:[^<>\0\n]|\n(?![ \t>]*[\n|]))*)"
    r"\0(?>(?:[^<>\n]|\n(?![ \t>]*[\n|]))*)>"
)
# A destination with a pair in it: ](\0), ](a.md "\0").
_LINK = pattern(r"\]\([^()\[\]\0\n]*\0")
# The start of a line that is not text: :::image alt-text="\0":::, [label]: \0.
_DIRECTIVE = pattern(r"\n[ \t>]*+(?::::|\[[^\[\]\n]++\]:)"), pattern(r":::\w++[ \t]")
# A fence around code: "```csharp", "  ~~~", "> ```", "1. ```".
_FENCE = pattern(
    r"[ \t>]*+(?>(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?)(?P<fence>`{3,}+|~{3,}+)(?P<rest>[^\n]*)"
)
# A line of any kind: its indent, the markers of items, a fence.
_LINE = pattern(
    r"^(?P<indent>[ \t>]*+)(?P<items>(?>(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*))"
    r"(?P<fence>`{3,}+|~{3,}+|)(?P<rest>[^\n]*)$",
    re.M,
)
_MARKER = pattern(r"(?:[-*+]|\d{1,9}[.)])[ \t]++")


def misplaced(document: Document, name: str) -> Iterator[Finding]:
    """Findings on units in places that the page does not show as text, in document order."""
    where = enclosures(document)
    if where:
        locations = Locations(document, name)
        for index in sorted(where):
            message = f"{document.columns.ids[index]} is in {where[index]}"
            yield locations.at_unit(index, "misplaced-pair", message)


def enclosures(document: Document) -> dict[int, str]:
    """The construct around each unit that a page does not show as text, by index of the unit."""
    around = document.skeleton
    where = {}
    front_matter = document.front_matter.text
    if "tu-id=" in front_matter:
        count = len([node for node in parse(front_matter).nodes if isinstance(node, Unit)])
        where = dict.fromkeys(range(count), "the front matter")
    spans = [*_spans(around)]
    frames = document.columns.frames or ()
    escaped = [n for n in damaged_frames(document) if "\\" in "".join(frames[n][:2])]
    marks = [match.start() for match in re.finditer(MARK, around)] if spans or escaped else []
    for index in escaped:  # a quote inside quotes
        before = around[around.rfind("\n", 0, marks[index]) + 1 : marks[index]]
        if before.count('"') % 2:
            where.setdefault(index, "a string of YAML or JSON")
    for start, end, what in spans:
        for index in range(bisect_left(marks, start), bisect_left(marks, end)):
            where.setdefault(index, what)
    return where


def _spans(around: str) -> Iterator[tuple[int, int, str]]:
    """The constructs that contain units and must not, with their start and end."""
    yield from _comments(around)
    if ("```" in around or "~~~" in around) and any(_fenced(_likely_fences(around), around)):
        yield from _fenced(_fences(around), around)
    tags = [(*match.span(), "a tag") for match in _TAG.finditer(around)]
    links = [(*match.span(), "a link destination") for match in _LINK.finditer(around)]
    if (tags or links) and "`" in around:
        clear = _without_code(around)
        tags = [(*match.span(), "a tag") for match in _TAG.finditer(clear)]
        links = [(*match.span(), "a link destination") for match in _LINK.finditer(clear)]
    yield from [*tags, *links]
    if ":::" in around or "]:" in around:
        yield from _directives(around)
    if "`" in around:
        yield from _code_spans(around)


def _directives(around: str) -> Iterator[tuple[int, int, str]]:
    """The lines, or the ends of lines, that are directives or definitions."""
    for directive in _DIRECTIVE:
        done = 0
        for match in directive.finditer(f"\n{around}"):
            start = match.start()  # one more than in the text, for the "\n"
            if start >= done:
                done = around.find("\n", match.end() - 1)
                done = len(around) if done < 0 else done
                if around.find(MARK, match.end() - 1, done) >= 0:
                    yield start, done, "a directive or a definition"


def _comments(around: str) -> Iterator[tuple[int, int, str]]:
    end = 0
    while (start := around.find("<!--", end)) >= 0 and (end := around.find("-->", start)) >= 0:
        if MARK in around[start:end]:
            yield start, end, "a comment"


def _fenced(fences: Iterator[re.Match[str]], around: str) -> Iterator[tuple[int, int, str]]:
    """The blocks between two fences; what an unclosed fence encloses is uncertain."""
    opening: re.Match[str] | None = None
    for match in fences:
        fence, rest = match["fence"], match["rest"].strip()
        if opening is None:
            opening = match if "`" not in rest and MARK not in match[0] else None
        elif fence.startswith(opening["fence"]) and not rest:
            if around.find(MARK, opening.end(), match.start()) >= 0:
                yield opening.end(), match.start(), "a code block"
            opening = None


def _likely_fences(around: str) -> Iterator[re.Match[str]]:
    """The lines that look like fences, in any container."""
    lines = {*_lines_with("```", around), *_lines_with("~~~", around)}
    return filter(None, [_FENCE.match(around, *line) for line in sorted(lines)])


def _fences(around: str) -> Iterator[re.Match[str]]:
    """The lines that open and close fenced code (CommonMark 0.31.2, section 4.5).

    A fence is indented by at most three blanks beyond the content of its list item.
    """
    contents = [0]  # the columns where the contents of the open items begin
    opening = ""
    for line in _LINE.finditer(around):
        column = len(line["indent"].expandtabs(4))
        if not (line["fence"] or line["items"] or line["rest"].strip()):
            continue  # a blank line
        while not opening and column < contents[-1]:
            contents.pop()
        if opening:
            is_end = line["fence"].startswith(opening) and not (
                line["items"] or line["rest"].strip()
            )
            if is_end and column - contents[-1] <= 3:
                opening = ""
                yield line
            continue
        for marker in _MARKER.findall(line["items"]):
            column += len(marker.expandtabs(4))
            contents.append(column)
        if line["fence"] and column - contents[-1] <= 3:
            opening = line["fence"]
            yield line


def _without_code(around: str) -> str:
    """The text with its code spans as letters."""
    pieces = []
    done = 0
    for start, end in _lines_with("`", around):
        pieces += [around[done:start], _masked(around[start:end])]
        done = end
    return "".join([*pieces, around[done:]])


def _masked(line: str) -> str:
    pieces = []
    done = 0
    for start, end in code_spans(line):
        is_text = MARK not in line[start:end]
        pieces += [line[done:start], "x" * (end - start) if is_text else line[start:end]]
        done = end
    return "".join([*pieces, line[done:]])


def _code_spans(around: str) -> Iterator[tuple[int, int, str]]:
    """The code spans within a line; a stray back-tick does not enclose the lines after it."""
    for start, end in _lines_with("`", around):
        if around.find(MARK, start, end) >= 0:
            for first, last in code_spans(around[start:end]):
                yield start + first, start + last, "a code span"


def _lines_with(sign: str, text: str) -> Iterator[tuple[int, int]]:
    """The start and the end of each line with a sign."""
    end = 0
    while (found := text.find(sign, end)) >= 0:
        start = text.rfind("\n", end, found) + 1 or end
        end = text.find("\n", found)
        end = len(text) if end < 0 else end
        yield start, end
