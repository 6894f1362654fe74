r"""The words of two texts that differ, marked in their HTML.

>>> for html in marked("The **red** dome.", "The **blue** dome.", Inline()):
...     print(html)
The <strong><del>red</del></strong> dome.
The <strong><ins>blue</ins></strong> dome.

Law: without its marks, the HTML of a text is that of `Inline.html`. Where a mark would change it,
for example in the destination of a link, the marked text is shown as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from sxskit.markdown.words import SINGLE_LETTER
from sxskit.patterns import pattern
from sxskit.reports.html.inline import CHANGE_END, CHANGE_START, LONGEST, Inline, html_of

# Words, white space, and single characters.
_TOKEN = pattern(rf"{SINGLE_LETTER}|[^\W_]+|\s+|.", re.DOTALL)
# What can be marked inside Markdown: a word, and punctuation that is not markup.
_WORD = pattern(r"[^\W_]+|[,.;:?…«»„“”‘’–—。、，！？：；]")
# The largest number of pairs of tokens that are compared.
_MOST = 100_000
_ESCAPES = str.maketrans({CHANGE_START: "\ufffd", CHANGE_END: "\ufffd"})


def marked(old: str, new: str, inline: Inline) -> tuple[str, str]:
    """Return both texts as HTML, with the words that are only in one of them in del and ins."""
    before, after = _tokens(old), _tokens(new)
    gone, added = _differing(before, after)
    return _html(before, gone, "del", inline), _html(after, added, "ins", inline)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = _TOKEN.findall(text.translate(_ESCAPES))
    return tokens


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[set[int], set[int]]:
    """The indexes of the tokens that are only in one of two texts."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    stops = len(before) - end, len(after) - end
    old, new = before[start : stops[0]], after[start : stops[1]]
    if len(old) * len(new) > _MOST:
        return {*range(start, stops[0])}, {*range(start, stops[1])}
    from difflib import SequenceMatcher  # on use

    gone, added = {*range(start, stops[0])}, {*range(start, stops[1])}
    for first, second, size in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_matching_blocks():
        gone.difference_update(range(start + first, start + first + size))
        added.difference_update(range(start + second, start + second + size))
    return gone, added


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of equal tokens at the start of both."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _html(tokens: Sequence[str], marks: set[int], tag: str, inline: Inline) -> str:
    text = "".join(tokens)
    plain = inline.html(text)
    if not marks:
        return plain
    words = {n for n in marks if _WORD.fullmatch(tokens[n])}
    words |= {n + 1 for n in words if n + 2 in words and not tokens[n + 1].strip(" ")}
    inside = "".join(
        f"{CHANGE_START}{token}{CHANGE_END}" if n in words else token
        for n, token in enumerate(tokens)
    )
    found = _with_tags(html_of(inline.tokens(inside)), tag) if len(inside) <= LONGEST else ""
    is_whole = found.count(f"<{tag}>") == len(words) > 0
    if is_whole and found.replace(f"<{tag}>", "").replace(f"</{tag}>", "") == plain:
        return found.replace(f"</{tag}><{tag}>", "")
    written = "".join(_written(tokens, marks))
    return f'<code class="written">{_with_tags(written, tag)}</code>'


def _written(tokens: Sequence[str], marks: set[int]) -> Iterator[str]:
    """The tokens as written, each marked one between the characters for a mark."""
    for n, token in enumerate(tokens):
        start = CHANGE_START if n in marks and n - 1 not in marks else ""
        end = CHANGE_END if n in marks and n + 1 not in marks else ""
        yield f"{start}{escape(token)}{end}"


def _with_tags(html: str, tag: str) -> str:
    return html.replace(CHANGE_START, f"<{tag}>").replace(CHANGE_END, f"</{tag}>")
