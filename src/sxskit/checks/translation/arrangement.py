r"""Markup in another arrangement than in the source: side by side, swapped, crossing.

>>> from sxskit.checks.translation.marks import marks_of
>>> source, target = marks_of("Call `a` in `b`."), marks_of("Вызовите `a` `b` в.")
>>> list(adjacent(source.text, target.text, "ru-RU"))
[('adjacent-code', "has no text between 'a' and 'b'")]
>>> list(faults(marks_of("x<sup>2</sup>"), marks_of("x</sup>2<sup>")))
[('tag', "'</sup>' is before '<sup>'")]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from sxskit.checks.translation.marks import Marks, destination
from sxskit.checks.translation.messages import Fault, quoted
from sxskit.markdown.inline import tokens
from sxskit.patterns import pattern

# Two code spans, or two runs of back-ticks, with nothing but blanks or emphasis between them.
ADJACENT = pattern(r"`(?=[ \t\u00a0\u200b*_]*+`[^`])(?<=[^`]`)")
_ALT = pattern(r"!\[\s*\](?=\()")
_NAME = pattern(r"</?([A-Za-z][A-Za-z0-9-]*)")
# What identifies a link in any language: Latin words, numbers and code in its text.
_LATIN = pattern(r"[A-Za-z0-9][\w.-]*")


def adjacent(source: str, target: str, _language: str) -> Iterator[Fault]:
    """Code spans side by side that the source has text between."""
    if not ADJACENT.search(target):
        return
    there = {(one, two) for one, two, gap in _code_pairs(source) if not gap}
    for one, two, gap in _code_pairs(target):
        if not gap and (one, two) not in there and one != two:
            yield "adjacent-code", f"has no text between {quoted([one])} and {quoted([two])}"
            return


def _code_pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """The contents of neighboring code spans, with the text between them."""
    spans = [token for token in tokens(text) if token.lastgroup == "code"]
    for one, two in pairwise(spans):
        yield (
            one["content"],
            two["content"],
            text[one.end() : two.start()].strip(" \t\u00a0\u200b*_"),
        )


def faults(source: Marks, target: Marks) -> Iterator[Fault]:
    """Tags and emphasis that cross, links in another order, and images without a text."""
    crossing = _crossing_tags(target)
    if crossing and not _crossing_tags(source):
        yield "tag", crossing
    if _crosses_a_link(target.text) and not _crosses_a_link(source.text):
        yield "emphasis", "begins outside of a link and ends inside of it, or the reverse"
    if len(_ALT.findall(target.text)) > len(_ALT.findall(source.text)):
        yield "alt-text", "contains an image without a text"
    yield from _swapped(source, target)


def _crossing_tags(marks: Marks) -> str:
    """The message about the first tag that ends before it begins; or empty."""
    open_tags: Counter[str] = Counter()
    early = ""
    for native in marks.of("tag"):
        match = _NAME.match(native)
        if match is None or native.endswith("/>"):
            continue
        name = match[1].lower()
        if native.startswith("</"):
            open_tags[name] -= 1
            early = early or (name if open_tags[name] < 0 else "")
        else:
            if name == early:
                return f"'</{name}>' is before '<{name}>'"
            open_tags[name] += 1
    return ""


def _crosses_a_link(text: str) -> bool:
    """Whether an odd number of delimiters of emphasis is between the brackets of a link."""
    if "](" not in text or not any(run in text for run in ("**", "__", "~~")):
        return False  # most texts
    inside: Counter[str] | None = None
    for token in tokens(text):
        match token.lastgroup:
            case "opening":
                inside = Counter()
            case "run" if inside is not None:
                inside[token[0].replace("_", "*")] += 1
            case "link" if inside is not None:
                if any(count % 2 for run, count in inside.items() if len(run) > 1):
                    return True
                inside = None
            case "closing" | "label":
                inside = None
    return False


def _swapped(source: Marks, target: Marks) -> Iterator[Fault]:
    """Two links that have changed their destinations, or their places."""
    wanted, found = source.of("link"), target.of("link")
    if wanted == found or len(wanted) < 2 or Counter(wanted) != Counter(found):
        return
    there, here = (dict(_links(marks.text)) for marks in (source, target))
    owners = {word: url for url, words in there.items() for word in words}
    moved = [url for url in here if not here[url] & there.get(url, frozenset())]
    for url in moved:
        words = here[url] & owners.keys()
        if words:
            yield "link", f"the link of {quoted(sorted(words))} leads to {quoted([url])}"
            return
    if moved:
        yield "link-order", "has its links in another order than the source"


def _links(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The destinations of a text, each with the Latin words and numbers of its link."""
    start = 0
    for token in tokens(text):
        match token.lastgroup:
            case "opening":
                start = token.end()
            case "link":
                words = frozenset(_LATIN.findall(text[start : token.start()]))
                yield destination(token["destination"]), words
