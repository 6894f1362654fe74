r"""Conversion of a text between document and catalog: edge white space and line ends.

A text in a catalog has no white space at its edges, because gettext refuses pairs that differ in a
line break at an edge, and its line breaks are ``\n``. A no-break space is text.

>>> entry_text(" Hello,\r\nworld\n")
'Hello,\nworld'
>>> document_text("Привет,\nмир", into=" Hello,\r\nworld\n", line_end="\n")
' Привет,\r\nмир\n'

Law: ``entry_text(document_text(entry_text(text), into=text, line_end=any)) == entry_text(text)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sxskit.dialect.document import QUOTE
from sxskit.patterns import pattern

_EDGE = " \t\r\n"
_LINE_END = pattern(r"(?<!\r)\r*+\n")
_BARE_PIPE = pattern(r"(?<!\\)(?:\\\\)*\|")
# Markup that only a frame may contain, in any spelling that a browser reads: <span data-ttu-id=,
# <span class="sxs-lookup".
_FRAME_MARKUP = pattern(
    rf"<span\s+(?:data-[ts]tu-id\s*=|class\s*=\s*(?:{QUOTE}|')?sxs-lookup)", re.IGNORECASE
)
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def entry_text(text: str) -> str:
    """Return the text of an entry: without white space at the edges, with line breaks ``\\n``."""
    text = text.strip(_EDGE)
    return _LINE_END.sub("\n", text) if "\r" in text else text


def entry_texts(texts: Sequence[str]) -> list[str]:
    """Return `entry_text` of each text."""
    inner = [text.strip(_EDGE) for text in texts]
    if "\r" in "".join(inner):
        return [_LINE_END.sub("\n", text) if "\r" in text else text for text in inner]
    return inner


def document_text(text: str, *, into: str, line_end: str) -> str:
    """Return the text that replaces `into` in a document: with its edges and line ends.

    Line breaks beyond those of `into` become `line_end`.
    """
    inner = into.strip(_EDGE)
    start = len(into) - len(into.lstrip(_EDGE))
    ends = _LINE_END.findall(inner) or [line_end]
    first, *rest = entry_text(text).split("\n")
    ends += ends[-1:] * (len(rest) - len(ends))
    lines = "".join(end + line for end, line in zip(ends, rest, strict=False))
    return f"{into[:start]}{first}{lines}{into[start + len(inner) :]}"


def bare_pipes(text: str) -> int:
    """The number of pipes in a text that split the cell of a table."""
    return len(_BARE_PIPE.findall(text))


def holds_frame(text: str) -> bool:
    """Whether a text contains markup that only a frame may contain."""
    return "<" in text and _FRAME_MARKUP.search(text) is not None


def holds_control(text: str) -> bool:
    """Whether a text contains control characters other than white space."""
    return not text.isprintable() and _CONTROL.search(text) is not None
