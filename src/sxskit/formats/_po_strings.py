r"""The strings of PO files: escapes, and the lines of a string.

>>> print(field("msgid", 'two\nlines, "quoted"'), end="")
msgid ""
"two\n"
"lines, \"quoted\""

Law: ``unescaped(escaped(texts)) == texts``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sxskit.patterns import pattern

# The characters besides line breaks that are written as escapes; the same set as that of msgcat.
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\t": "\\t",
    "\r": "\\r",
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}
_RARE = "\t\r\a\b\f\v"
CHARACTERS = {"\\n": "\n", **{escape: character for character, escape in _ESCAPES.items()}}
# An escape in a string.
ESCAPE = pattern(r"\\.")
# A line of a message, with its end.
LINE = pattern(r"[^\n]*\n|[^\n]+")


def escaped(texts: list[str]) -> list[str]:
    """Return what is between the outermost quotes of the strings of texts, as `field` writes it."""
    whole = "".join(texts)
    if any(rare in whole for rare in _RARE):
        return [*map(_string, texts)]
    if '"' not in whole and "\n" not in whole and "\\" not in whole:
        return texts
    return [
        _string(text) if '"' in text or "\n" in text or "\\" in text else text for text in texts
    ]


def field(keyword: str, text: str) -> str:
    """Return a keyword and its string in the layout of msgcat: a new line after line breaks."""
    return f'{keyword} "{_string(text)}"\n'


def _string(text: str) -> str:
    """The text between the outermost quotes of a string, on one line or several."""
    for character, escape in _ESCAPES.items():  # the backslash first
        if character in text:
            text = text.replace(character, escape)
    if "\n" not in text:
        return text
    lines = text.replace("\n", '\\n"\n"').removesuffix('"\n"')
    return f'"\n"{lines}' if "\n" in lines else lines


def unescaped(strings: Sequence[str]) -> list[str]:
    """Return the texts of what is between the outermost quotes of valid strings."""
    return [text_of(each) if "\\" in each or "\n" in each else each for each in strings]


def text_of(string: str) -> str:
    """Return the text of what is between the outermost quotes of a valid string."""
    text = string.replace('"\n"', "")
    return ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    return CHARACTERS[escape[0]]
