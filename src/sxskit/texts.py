r"""One text, in its document and on its own: its edges, its line ends, and what breaks a page.

On its own a text has no white space at its edges, because gettext refuses pairs that differ in an
edge line break, and its line breaks are ``\n``. A no-break space is text.

>>> core(" Hello,\r\nworld\n")
'Hello,\nworld'
>>> fitted("Привет,\nмир", into=" Hello,\r\nworld\n", line_end="\n")
' Привет,\r\nмир\n'

Law: ``core(fitted(core(text), into=text, line_end=any)) == core(text)``.
"""

from __future__ import annotations

import re

from sxskit.document import QUOTE

_EDGE = " \t\r\n"
_LINE_END = re.compile(r"\r*\n")
_LINE_BREAK = re.compile(r"\r*\n|\r")
_BLANK_LINE = re.compile(r"[\r\n][ \t]*(?=[\r\n])")
# A line that opens another block: a fence, a heading, an underline, a thematic break.
_BLOCK_START = re.compile(r"[\r\n][ \t]*(?:```|~~~|#{1,6}[ \t]|=+[ \t]*$|---)", re.MULTILINE)
_BARE_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
# What only a frame may hold: <span data-ttu-id=, <span class="sxs-lookup".
_FRAME_MARKUP = re.compile(rf"<span (?:data-[ts]tu-id=|class={QUOTE}sxs-lookup)")


def core(text: str) -> str:
    """A text of a document as it stands in an entry: no white space around, line breaks ``\\n``."""
    text = text.strip(_EDGE)
    return _LINE_END.sub("\n", text) if "\r" in text else text


def fitted(text: str, *, into: str, line_end: str) -> str:
    """A text as it stands in the document where `into` stood: with its edges and its line ends.

    A line break that `into` has no example for becomes `line_end`.
    """
    inner = into.strip(_EDGE)
    start = len(into) - len(into.lstrip(_EDGE))
    ends = _LINE_END.findall(inner) or [line_end]
    first, *rest = core(text).split("\n")
    ends += ends[-1:] * (len(rest) - len(ends))
    lines = "".join(end + line for end, line in zip(ends, rest, strict=False))
    return f"{into[:start]}{first}{lines}{into[start + len(inner) :]}"


def harm(new: str, *, old: str, source: str, one_line: bool, row: bool) -> str:
    """What a new target would break that the old one, or its source, does not; empty: nothing.

    `one_line`: a line break would end the block the text is in; `row`: it is in the row of a table.
    """

    def adds(pattern: re.Pattern[str]) -> bool:
        count = len(pattern.findall(new))
        return count > len(pattern.findall(old)) and count > len(pattern.findall(source))

    if _FRAME_MARKUP.search(new):
        return "pair markup"
    if adds(_BLANK_LINE):
        return "a blank line"
    if one_line and len(_LINE_BREAK.findall(new)) > len(_LINE_BREAK.findall(old)):
        return "a line break where its place allows none"
    if adds(_BLOCK_START):
        return "a line that opens another block"
    if row and adds(_BARE_PIPE):
        return r"a pipe in a table cell: write it \|"
    return ""
