r"""Front matter in TOML (``+++``) and JSON (``{``): its text values, read and replaced in place.

>>> block = block_of('+++\ntitle = "Hi"  # greeting\n+++\n# Body\n')
>>> values(block)
{'title': 'Hi'}
>>> print(replaced(block, "title", 'It is "on"'), end="")
+++
title = "It is \"on\""  # greeting
+++

Values are located by hand, and a block with another value is parsed again: only that value may have
changed. Law: ``replaced(block, key, values(block)[key]) == block`` for every text value.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping

from sxskit.errors import FrontMatterError
from sxskit.patterns import pattern

_MARK = "\ufeff"
_TOML = pattern(
    r"\ufeff?\+\+\+[ \t]*\r?\n(?P<inner>(?:(?!\+\+\+[ \t]*\r?$)[^\n]*\n)*)"
    r"\+\+\+[ \t]*\r?(?:\n|\Z)",
    re.MULTILINE,
)
# The value of a key in TOML: "..." or '...', or either over several lines.
_STRING = (
    r"(?P<value>\"\"\"(?s:.*?)\"\"\"(?!\")|'''(?s:.*?)'''(?!')"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
)
_TABLE = pattern(r"^[ \t]*\[", re.MULTILINE)
_WHITE = pattern(r"[ \t\r\n]*")
_END = pattern(r"[ \t]*(?:\r?\n|\Z)")


def block_of(text: str) -> str:
    """Return the block at the top of a text; empty if there is none, or if it is invalid."""
    start = len(_MARK) if text.startswith(_MARK) else 0
    if text.startswith("+++", start):
        match = _TOML.match(text)
        return match[0] if match and _parsed(match[0]) is not None else ""
    if not text.startswith("{", start):
        return ""
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return ""
    after = _END.match(text, end)
    return text[: after.end()] if after and isinstance(value, dict) else ""


def is_other(block: str) -> bool:
    """Whether a block is TOML or JSON."""
    return block.removeprefix(_MARK).startswith(("+++", "{"))


def values(block: str) -> dict[str, str | None]:
    """Return the values of a block by their keys, in order; None for one that is not a text."""
    parsed = _parsed(block) or {}
    return {key: _text(value) for key, value in parsed.items()}


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    is_simple = isinstance(value, bool | int | float) or value is None
    return json.dumps(value) if is_simple and value is not None else None


def _parsed(block: str) -> Mapping[str, object] | None:
    """The mapping of a block; None if it is invalid."""
    bare = block.removeprefix(_MARK)
    try:
        if bare.startswith("{"):
            value = json.loads(bare)
            return value if isinstance(value, dict) else None
        match = _TOML.match(block)
        return tomllib.loads(match["inner"].replace("\r\n", "\n")) if match else None
    except (ValueError, RecursionError):
        return None


def replaced(block: str, key: str, value: str) -> str:
    """Return a block with another text for a key; FrontMatterError if it cannot be replaced."""
    before = _parsed(block)
    if before is None or key not in before:
        raise FrontMatterError(f"unknown key {key!r}", line=1)
    if before[key] == value:
        return block
    wanted = {**before, key: value}
    for start, end in _places(block, key):
        line = 1 + block.count("\n", 0, start)
        for spelling in _spellings(block[start:end], value):
            candidate = f"{block[:start]}{spelling}{block[end:]}"
            if _parsed(candidate) == wanted and block_of(candidate) == candidate:
                return candidate
        raise FrontMatterError(f"the value of {key!r} cannot be replaced in place", line=line)
    raise FrontMatterError(f"the value of {key!r} is not a text: change it by hand", line=1)


def _spellings(old: str, value: str) -> Iterator[str]:
    """The ways to write a text, the one in the quotes of the old value first."""
    if old.startswith("'") and "'" not in value and value.isprintable():
        yield f"'{value}'"
    text = json.dumps(value, ensure_ascii=old.isascii() and "\\u" in old)
    yield text.replace("\x7f", "\\u007f")  # TOML does not allow it


def _places(block: str, key: str) -> Iterator[tuple[int, int]]:
    """The places in a block where the text of a key may be."""
    if block.removeprefix(_MARK).startswith("{"):
        yield from _places_in_json(block, key)
        return
    table = _TABLE.search(block)
    name = re.escape(key)
    own = re.compile(rf"^[ \t]*(?:{name}|\"{name}\"|'{name}')[ \t]*=[ \t]*{_STRING}", re.MULTILINE)
    for match in own.finditer(block, 0, table.start() if table else len(block)):
        yield match.span("value")


def _places_in_json(block: str, key: str) -> Iterator[tuple[int, int]]:
    decoder = json.JSONDecoder()
    at = block.index("{") + 1
    found: tuple[int, int] | None = None
    while True:
        at = _after_white(block, at)
        if block[at] == "}":
            break
        name, at = decoder.raw_decode(block, at)
        start = _after_white(block, _after_white(block, at) + 1)
        value, at = decoder.raw_decode(block, start)
        if name == key and isinstance(value, str):
            found = start, at  # the last one of a duplicate key counts
        at = _after_white(block, at)
        at += block[at] == ","
    if found:
        yield found


def _after_white(text: str, at: int) -> int:
    match = _WHITE.match(text, at)
    return match.end() if match else at
