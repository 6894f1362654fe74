r"""Untrusted text on one line: escapes for terminals and logs, long words shortened.

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
# Ends of lines and commands of terminals; direction marks (UAX 9); code points without a
# character in UTF-8 or XML.
_UNPRINTABLE = pattern(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
# Commands of pipelines: "::" at the start of a line, also after white space (GitHub); the others
# anywhere in it (GitHub and Azure, Azure, TeamCity).
_COMMAND = pattern(r"^[\s\ufeff\u200b]*+(?=::)|(?=##(?:\[|vso\[|teamcity\[))", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return a text as one line, with escapes for invisible characters.

    The start of a command of a pipeline is an escape, too.
    """
    if not (text.isascii() and text.isprintable()):
        text = visible(text)
    if "::" in text or "##" in text:
        return _COMMAND.sub(r"\g<0>\0", text).replace("\0:", r"\x3a").replace("\0#", r"\x23")
    return text


def visible(text: str) -> str:
    """Return a text with escapes for invisible characters."""
    return _UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], text)


def json_escaped(text: str) -> str:
    """Return a text of JSON with JSON escapes for invisible characters."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shortened(message: str) -> str:
    """Return a message in which no word and no quoted text is longer than `LENGTH`.

    Longer ones lose their middle: the start and the end of an id identify it.
    """
    return _LONG.sub(lambda match: elided(match[0]), message) if len(message) > LENGTH else message


def elided(text: str) -> str:
    """Return a text, without its middle if it is longer than `LENGTH`."""
    return text if len(text) <= LENGTH else f"{text[:_START]}…{text[-_END:]}"
