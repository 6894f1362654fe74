"""The kind, headings and notes of an entry as one-line comments, in the terms of po4a.

>>> remarks("title 2", ("Top",), ("link target: x.md",))
('type: Title ##', 'under: Top', 'link target: x.md')
>>> understood(("type: Title ##", "under: Top", "link target: x.md"))
('title 2', ('Top',), ('link target: x.md',))

Lokalize joins the remarks of a unit that it saves:

>>> understood(("type: Title ##. under: Top. link target: x.md",))
('title 2', ('Top',), ('link target: x.md',))

Law: ``understood(remarks(*said)) == said``, white space within a heading or a note being one blank,
and a note that begins with ``type:`` or ``under:`` being read as a kind or heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sxskit.patterns import pattern

# The kinds of `sxskit.catalog.Entry` as translators and Weblate know them.
_TYPES = {
    **{f"title {level}": f"Title {'#' * level}" for level in range(1, 7)},
    "paragraph": "Plain text",
    "list item": "Bullet: '- '",
    "numbered item": "Bullet: '1. '",
    "table cell": "Table cell",
    "quote": "Quote",
    "alt text": "Alt text",
    "front matter": "Yaml Front Matter Hash Value",
}
_KINDS = {type_: kind for kind, type_ in _TYPES.items()}
# A kind with other remarks behind it, and where these begin.
_JOINED = pattern(rf"(type: (?:{'|'.join(map(re.escape, _KINDS))}))\. (.+)", re.DOTALL)
_JOINT = pattern(r"\. (?=under: |link target: )")


@lru_cache(maxsize=64)  # neighbours stand in the same place
def remarks(kind: str, context: tuple[str, ...], notes: tuple[str, ...]) -> tuple[str, ...]:
    """The remarks for a kind, the headings above and the notes of an entry."""
    types = [_in_one_line(f"type: {_TYPES.get(kind, kind)}")] if kind else []
    return (*types, *map(_under, context), *map(_in_one_line, notes))


@lru_cache(maxsize=64)  # headings hold for many
def _under(heading: str) -> str:
    return _in_one_line(f"under: {heading}")


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=64)  # neighbours have the same ones
def understood(said: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The kind, the headings above and the notes that remarks tell of; empty ones tell nothing."""
    kind = ""
    context, notes = [], []
    for text in _apart(said):
        if text.startswith("type: ") and not kind:
            kind = text[6:]
        elif text.startswith("under: "):
            context.append(text[7:])
        elif text:
            notes.append(text)
    return _KINDS.get(kind, kind), tuple(context), tuple(notes)


def _apart(said: tuple[str, ...]) -> Iterator[str]:
    """The remarks one by one, without white space around."""
    for remark in said:
        text = remark.strip()
        joined = _JOINED.fullmatch(text) if text.startswith("type: ") and ". " in text else None
        if joined:
            yield joined[1]
            yield from _JOINT.split(joined[2])
        else:
            yield text
