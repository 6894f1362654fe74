r"""The sentences of a block of English text, as side-by-side documents divide them.

>>> text = "Use it, e.g. **here.** See [the. docs](a.md). Why? Done."
>>> [text[start:end] for start, end in sentences(text)]
['Use it, e.g. **here.**', 'See [the. docs](a.md).', 'Why?', 'Done.']

A sentence ends at a full stop, a question mark or an exclamation mark before white space, unless
markup is open there, or the stop belongs to an abbreviation. A line break is white space, with the
markers of quotes after it. Takes linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from sxskit.markdown.inline import tokens
from sxskit.markdown.syntax import flanks
from sxskit.patterns import pattern

Span: TypeAlias = tuple[int, int]

# White space between two sentences; a line break with the markup of containers after it.
GAP = r"(?>(?:[ \t\u3000\xa0]++|\r?\n[ \t>]*+)+)"
# One stop, what closes after it, and white space: "here. ", 'Why?" ', "**Note.** ".
_END = pattern(rf"(?<![.])(?P<stop>[.?!…])(?P<closers>[\"'”’»*_`]*)(?P<gap>{GAP})(?=\S)")
_MARKUP = pattern(r"[`*_\[<]")
# The last word before a stop, and the character before it.
_BETWEEN = r"\s()\[\]{}<>\"“”*_`/,;:|"
_WORD = pattern(rf"(?:^|(?P<before>[{_BETWEEN}]|(?<!\w)['‘’]))(?P<word>[^{_BETWEEN}]+)$")
_ELLIPSIS = pattern(r"\.\.[)\]*_]*$")
_LINK_END = pattern(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)$")
_INITIALS = pattern(r"(?:[A-Za-z]\.)+[A-Za-z]")
_REACH = 400
# Words whose stop does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        *("e.g", "i.e", "u.s", "vs", "inc", "ltd", "etc", "ins", "out", "prop", "admin", "max"),
        *("min", "arc", "sync", "oper", "dr", "incl", "excl", "pp", "cr", "phys", "rev", "track"),
        *("qty", "std", "ver", "al", "spec", "adv", "sec", "misc", "avg", "rep", "proc", "approx"),
        *("fig", "dept", "mr", "mrs", "ms", "jr", "id", "config", "org", "tab"),
    ]
)


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, without the white space between them."""
    ends = [*_END.finditer(text)] if _may_end(text) else []
    if not ends:
        return [(0, len(text))]
    inside = _open_markup(text) if _MARKUP.search(text) else _Protected([])
    spans: list[Span] = []
    start = 0
    for match in ends:
        if not inside.holds(match.start("gap")) and _is_end(text, match, start, inside):
            spans.append((start, match.start("gap")))
            start = match.end()
    spans.append((start, len(text)))
    return spans


def _may_end(text: str) -> bool:
    return "." in text or "?" in text or "!" in text or "…" in text


class _Protected:
    """The places inside of markup, in which no sentence ends."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)
        self.closing: set[int] = set()  # the delimiters that close emphasis

    def holds(self, at: int) -> bool:
        """Whether a place is inside of markup, not at its edge."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and self._starts[index] < at < self._ends[index]


def _open_markup(text: str) -> _Protected:
    """The spans of code, links, tags and emphasis."""
    spans: list[Span] = []
    brackets: list[int] = []
    runs: list[tuple[str, int]] = []
    closing: set[int] = set()
    for token in tokens(text):
        match token.lastgroup:
            case "code" | "tag" | "xref" | "autolink" | "include":
                spans.append(token.span())
            case "opening":
                brackets.append(token.start())
            case "closing" if brackets:
                start = brackets.pop()
                if not brackets and text[start + 1 : start + 2] != " ":
                    spans.append((start, token.end()))
            case "link" | "label" if brackets:
                spans.append((brackets.pop(), token.end()))
            case "run":
                _emphasis(text, token, runs, spans, closing)
    found = _Protected(spans)
    found.closing = closing
    return found


def _emphasis(
    text: str,
    token: re.Match[str],
    runs: list[tuple[str, int]],
    spans: list[Span],
    closing: set[int],
) -> None:
    """Pair a run of delimiters with the last equal one that is open, or open it."""
    opens, closes = flanks(text, *token.span())
    native = token[0]
    if closes and any(native == run for run, _ in runs[-8:]):
        while runs:
            run, start = runs.pop()
            if run == native:
                spans.append((start, token.end()))
                closing.add(token.start())
                return
    if opens:
        runs.append((native, token.start()))


def _is_end(text: str, match: re.Match[str], start: int, inside: _Protected) -> bool:
    """Whether a sentence ends at a stop; `start` is where it begins."""
    at = match.start("stop")
    if inside.holds(at) and not match["closers"]:
        return False
    closers = match["closers"]
    if closers and not _do_close(match, inside):
        return False
    following = text[match.end()]
    if closers[-1:] == following == "*" and "\n" in match["gap"]:
        return False  # "**One…**\n*Two*" is on two lines of one sentence
    if match["stop"] == "?":
        is_quoted = any(char in "\"'”’»" for char in closers)
        return is_quoted or not following.islower()
    if match["stop"] == "…":
        return not (closers and following.islower()) or closers[0] in "*_"
    if match["stop"] != ".":
        return True
    return not _is_abbreviation(text, at, start, following)


def _do_close(match: re.Match[str], inside: _Protected) -> bool:
    """Whether the characters after a stop close something."""
    closers, at = match["closers"], match.start("closers")
    if "`" in closers:
        return False
    for offset, char in enumerate(closers):
        if char in "*_":
            return any(at + n in inside.closing for n in range(offset + 1))
    return True


def _is_abbreviation(text: str, at: int, start: int, following: str) -> bool:
    """Whether the stop at a place belongs to the word before it."""
    before = text[max(start, at - _REACH) : at]
    if _ELLIPSIS.search(before):
        return True
    before = before.rstrip("*_")
    if before.endswith(")"):
        link = _LINK_END.search(before)
        if link is None:
            return False
        before = before[: link.start()]
    match = _WORD.search(before)
    if match is None:
        return False
    word = match["word"]
    if match["before"] in ("/", "`"):
        return False
    opens_block = start == 0 and at == len(word)
    if word.isdigit():
        return opens_block
    if len(word) == 1 and word.isalpha():
        return match["before"] not in ("*", "_") and not opens_block
    if _INITIALS.fullmatch(word):
        return word.lower() in _ABBREVIATIONS or following.isupper()
    last = word.rpartition(".")[2]
    last = last.rpartition("-")[2]
    return last.lower() in _ABBREVIATIONS and not (len(last) > 1 and last.isupper())
