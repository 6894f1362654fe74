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

from sxskit.document import QUOTE, open_spans

_EDGE = " \t\r\n"
_LINE_END = re.compile(r"(?<!\r)\r*+\n")
_LINE_BREAK = re.compile(rf"{_LINE_END.pattern}|\r")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
# A line that opens another block and so ends the paragraph above it (CommonMark 4, DocFX): a fence,
# a heading, an underline, a thematic break, a list, a quote, an HTML block, a row, a zone.
_BLOCK_START = re.compile(
    r"\n[ \t]*(?:```|~~~|\#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$|\*[ \t]*\*[ \t]*\*[* \t]*$"
    r"|_[ \t]*_[ \t]*_[_ \t]*$|[-*+][ \t]|1[.)][ \t]|>|\||:::|<!--"
    r"|</?(?:div|p|table|t[dhr]|ul|ol|li|h[1-6]|hr|pre|section|details|script|style|iframe)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_BARE_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
# What only a frame may hold: <span data-ttu-id=, <span class="sxs-lookup".
_FRAME_MARKUP = re.compile(rf"<span\s+(?:data-[ts]tu-id\s*=|class\s*=\s*{QUOTE}sxs-lookup)", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_COMMENT = re.compile(r"<!--|-->")


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


def bare_pipes(text: str) -> int:
    """How many pipes of a text would split the cell of a table."""
    return len(_BARE_PIPE.findall(text))


def holds_frame(text: str) -> bool:
    """Whether a text holds what only the frame of a unit may hold."""
    return "<" in text and _FRAME_MARKUP.search(text) is not None


def holds_control(text: str) -> bool:
    """Whether a text holds control characters, other than those of white space."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def harm(new: str, *, old: str, source: str, one_line: bool, row: bool) -> str:
    """What a new target would break that the old one, or its source, does not; empty: nothing.

    `one_line`: a line break would end the block the text is in; `row`: it is in the row of a table.
    """

    markup = _harmful_markup(new, old, source) if "<" in new else ""
    if markup:
        return markup
    if holds_control(new) and not holds_control(old):
        return "a control character"
    if _is_odd(new) and not _is_odd(old):
        return "a backslash at its end"
    if "\n" in new or "\r" in new:
        unix = [_LINE_BREAK.sub("\n", text) for text in (new, old, source)]
        lines = _harmful_lines(unix[0], unix[1], unix[2], one_line=one_line)
        if lines:
            return lines
    if row and "|" in new and _adds(_BARE_PIPE, new, old, source):
        return r"a pipe in a table cell: write it \|"
    return ""


def _adds(pattern: re.Pattern[str], new: str, old: str, source: str) -> bool:
    """Whether a text has more of something than the old one and the source have."""
    count = len(pattern.findall(new))
    return count > len(pattern.findall(old)) and count > len(pattern.findall(source))


def _harmful_markup(new: str, old: str, source: str) -> str:
    if holds_frame(new):
        return "pair markup"
    if open_spans(new) not in (0, open_spans(old), open_spans(source)):
        return "a <span> or </span> without its other half"
    if _opens_comment(new) and not _opens_comment(old):
        return "a comment that does not end"
    return ""


def _harmful_lines(new: str, old: str, source: str, *, one_line: bool) -> str:
    if _adds(_BLANK_LINE, new, old, source):
        return "a blank line"
    if one_line and new.count("\n") > old.count("\n"):
        return "a line break where its place allows none"
    if _adds(_BLOCK_START, new, old, source):
        return "a line that opens another block"
    return ""


def _is_odd(text: str) -> bool:
    """Whether the last character is a backslash that escapes what comes after the text."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _opens_comment(text: str) -> bool:
    marks = _COMMENT.findall(text) if "<!--" in text else []
    return bool(marks) and marks[-1] == "<!--"
