"""The places where a localized text can be cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from sxskit.languages.conventions import STOPS
from sxskit.markdown.inline import tokens
from sxskit.markdown.segments import GAP, Span
from sxskit.patterns import pattern

Spans: TypeAlias = list[Span]

# How strong a place is: white space alone, white space after a colon, a stop that may belong to a
# word, a stop.
BLANK, COLON, DOUBTFUL, STOP = range(4)

_STOP = "".join([stop for stop, kind in STOPS.items() if kind in ".?!…"])
# Stops after which a sentence may begin without white space.
_WIDE = "。．！？｡"
_CLOSER = r"\"'”’»*_`)\]」』）】〉》\u200e\u200f\u202c"
_AT_STOP = (
    rf"(?P<stop>[{_STOP}]+)(?P<closers>[{_CLOSER}]*)(?P<gap>{GAP})(?=\S)"
    rf"|(?P<wide>[{_WIDE}])(?P<after>[{_CLOSER}]*)(?=[^\s{_CLOSER}{_STOP}])"
)
_STOPS = pattern(_AT_STOP)
_GAPS = pattern(rf"{_AT_STOP}|(?P<blank>(?<![ \t\u3000\xa0\n>]){GAP})(?=\S)")
# A letter, a number or initials before a stop: "z. B.", "1. Januar".
_SHORT = pattern(r"(?:^|[\s(\[\"'/*_`])([^\W_]|[0-9]{1,2}|(?:[^\W\d_]\.)+[^\W\d_])$")
_NAME_END = pattern(r"[A-Za-z0-9_]+$")
_DOTTED = pattern(r"(?=\b([A-Za-z0-9_]+\.[A-Za-z0-9_]+))")
_NAME_START = pattern(r"[A-Za-z0-9_]+")
# A closing quote with a blank before it, and the end of a sentence that has one.
_ORPHAN = pattern(r"[\"”'’»」』](?=\s|$)")
_ORPHANED = pattern(rf"[{_STOP}][ \t][\"”'’»」』]$")
_RUN = pattern(r"\*+|_+")
_EMPHASIZED = pattern(r"\*\*[^*\s][^*]*\*\*|[*_][^*_\s][^*_]*[*_]")


class Place(NamedTuple):
    """A place where a text can be cut: the end of a part, the start of the next one.

    `gap` is the kind of white space between them, see `gap_of`.
    """

    end: int
    start: int
    strength: int
    gap: str


def gap_of(white: str) -> str:
    r"""Return the kind of white space between two sentences: a blank, two, ``\n``; ``?`` is any."""
    if "\n" in white:
        return "\n"
    if "\xa0" in white:
        return "?"
    return "  " if len(white) > 1 else white


def are_like(gaps: Sequence[str], others: Sequence[str]) -> bool:
    """Whether gaps are of the same kinds."""
    return len(gaps) == len(others) and all(
        one == other or "?" in (one, other) for one, other in zip(gaps, others, strict=True)
    )


def stops(text: str, english: str) -> list[Place]:
    """Return the places after stops."""
    return _places(text, english, _STOPS)


def places(text: str, english: str) -> list[Place]:
    """Return all places, in order."""
    return _places(text, english, _GAPS)


def _places(text: str, english: str, found: re.Pattern[str]) -> list[Place]:
    closed = _markup(text)
    result: list[Place] = []
    stopped = index = 0  # the end of a stop that only markup follows; the next markup
    for match in found.finditer(text):
        end, start, strength = _place(text, match, english)
        while index < len(closed) and closed[index][1] <= end:
            index += 1
        if index < len(closed) and closed[index][0] < end:
            if strength < STOP:
                continue
            strength = COLON
        if strength < BLANK:
            continue
        if strength == STOP:
            stopped = start
        elif stopped and strength == BLANK and _is_markup(text, stopped, end, closed, index):
            strength, stopped = DOUBTFUL, start
        else:
            stopped = 0
        result.append(Place(end, start, strength, "" if start == end else gap_of(text[end:start])))
    return result


def _place(text: str, match: re.Match[str], english: str) -> tuple[int, int, int]:
    """The end of a part, the start of the next one, and the strength of the place; -1: none."""
    if match["wide"]:
        end = _opening(text, match.end("wide"), match.end()) or match.end()
        return end, end, STOP
    if not match["stop"]:
        end, start = match.span()
        if _ORPHANED.search(text, max(0, end - 3), end):
            return end, start, STOP
        return end, start, COLON if text[end - 1 : end] in (":", "：", ";", "；") else BLANK
    end, start = match.span("gap")
    if _ORPHAN.match(text, start) or _is_in_name(text, match, english):
        return end, start, -1
    if len(match["stop"]) > 1 and not match["stop"].strip("."):
        return end, start, DOUBTFUL
    at = match.start("stop")
    is_short = match["stop"] == "." and _SHORT.search(text, max(0, at - 12), at)
    return end, start, DOUBTFUL if is_short else STOP


def _opening(text: str, start: int, end: int) -> int:
    """The place where emphasis begins in the closers after a stop; 0 if there is none."""
    run = _RUN.search(text, start, end)
    return run.start() if run and text.count(run[0], 0, run.start()) % 2 == 0 else 0


def _is_in_name(text: str, match: re.Match[str], english: str) -> bool:
    """Whether a stop before a blank is one inside of a name of the English text: "NGen. exe"."""
    if match["stop"] != "." or match["closers"]:
        return False
    before = _NAME_END.search(text, max(0, match.start() - 40), match.start())
    after = _NAME_START.match(text, match.end())
    if before is None or after is None:
        return False
    return f"{before[0]}.{after[0]}" in _dotted(english)


@lru_cache(maxsize=4)
def _dotted(english: str) -> frozenset[str]:
    """The names with a stop inside, such as ``NGen.exe``, without more parts."""
    return frozenset(_DOTTED.findall(english)) if "." in english else frozenset()


def _is_markup(text: str, start: int, end: int, closed: Spans, index: int) -> bool:
    """Whether a part of a text is one code span, one link or one emphasized word."""
    is_closed = index > 0 and closed[index - 1] == (start, end)
    return is_closed or (end - start < 80 and _EMPHASIZED.fullmatch(text, start, end) is not None)


def _markup(text: str) -> Spans:
    """The spans of code, tags and links in which no sentence ends."""
    if not ("`" in text or "<" in text or "[" in text):
        return []
    found: Spans = []
    brackets: list[int] = []
    for token in tokens(text):
        match token.lastgroup:
            case "code" | "tag" | "xref" | "autolink" | "include":
                found.append(token.span())
            case "opening":
                brackets.append(token.start())
            case "closing" if brackets:
                brackets.pop()
            case "link" | "label" if brackets:
                start = brackets.pop()
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, token.end()))
    return found
