r"""Conversion of bytes to text and back in strict UTF-8, with the lines of errors.

>>> from sxskit.errors import DocumentError, FileError
>>> decode(b"\xef\xbb\xbfSave\n", FileError)
'Save\n'
>>> decode(b"# Save\ncaf\xe9\n", DocumentError)
Traceback (most recent call last):
sxskit.errors.DocumentError: not UTF-8: byte 0xe9: save it as UTF-8
"""

from __future__ import annotations

import codecs

from sxskit.errors import SxsError
from sxskit.patterns import pattern

_LINE_BREAK = pattern(rb"\r\n?|\n")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(
    data: bytes,
    error: type[SxsError],
    *,
    cure: str = "save it as UTF-8",
    line: int = 1,
    keep_mark: bool = False,
) -> str:
    """Return the text of bytes in UTF-8, by default without a byte order mark.

    Raises `error`, with its line and the cure, if they are not UTF-8; `line` is the number of their
    first line in the file.
    """
    try:
        return data.decode() if keep_mark else data.decode("utf-8-sig")
    except UnicodeDecodeError as found:
        if data.startswith(_UTF_16):
            raise error(f"in UTF-16: {cure}", line=line) from found
        at = line + len(_LINE_BREAK.findall(data, 0, found.start))
        raise error(f"not UTF-8: byte 0x{data[found.start]:02x}: {cure}", line=at) from found


def encode(text: str, error: type[SxsError]) -> bytes:
    """Return a text in UTF-8; raise `error`, with its line, for an unpaired surrogate."""
    try:
        return text.encode()
    except UnicodeEncodeError as found:
        what = f"U+{ord(text[found.start]):04X} cannot be encoded as UTF-8: remove it"
        raise error(what, line=1 + text.count("\n", 0, found.start)) from found


def encode_escaped(text: str) -> bytes:
    r"""Return a text in UTF-8, an unpaired surrogate as an escape: ``\ud800``."""
    return text.encode(errors="backslashreplace")
