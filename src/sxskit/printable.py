r"""Any text on one line of a terminal or a log, with everything they would interpret escaped.

>>> one_line("::error file=a.md\u202e:1: \x1b[2J")
'\\x3a:error file=a.md\\u202e:1: \\x1b[2J'
>>> shortened(f"docs/{'a' * 99}.md#7758d-103 is missing")
'docs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaa.md#7758d-103 is missing'
"""

from __future__ import annotations

import re

from sxskit.patterns import pattern

# The longest word or quoted text in a message.
LENGTH = 80
_START, _END = 52, 27
_LONG = pattern(r"(?<!\S)\S{80,}[^\s:,]|(?<=')[^']{81,}+(?=')")
# What ends a line or commands a terminal; what is invisible and turns the text around it (UAX #9);
# what UTF-8 or XML has no character for.
_UNPRINTABLE = pattern(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
# What the runner of a pipeline takes for a command: "::" at the start of a line, after white space
# too (GitHub); the others anywhere in it (GitHub and Azure, Azure, TeamCity).
_COMMAND = pattern(r"^[\s\ufeff\u200b]*+(?=::)|(?=##(?:\[|vso\[|teamcity\[))", re.IGNORECASE)


def one_line(text: str) -> str:
    """A text as one line in which every character that nobody would see is an escape.

    A line that the runner of a pipeline would take for a command has an escape, too.
    """
    if not (text.isascii() and text.isprintable()):
        text = visible(text)
    if "::" in text or "##" in text:
        return _COMMAND.sub(r"\g<0>\0", text).replace("\0:", r"\x3a").replace("\0#", r"\x23")
    return text


def visible(text: str) -> str:
    """A text in which every character that nobody would see is an escape."""
    return _UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], text)


def json_escaped(text: str) -> str:
    """A text of JSON in which every character that nobody would see is an escape of JSON."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shortened(message: str) -> str:
    """A message in which no word and no quoted text is longer than `LENGTH`.

    Of a longer one the middle is left out: the start and the end of an id tell it from others.
    """
    return _LONG.sub(lambda match: elided(match[0]), message) if len(message) > LENGTH else message


def elided(text: str) -> str:
    """A text without its middle where it is longer than `LENGTH`."""
    return text if len(text) <= LENGTH else f"{text[:_START]}…{text[-_END:]}"
