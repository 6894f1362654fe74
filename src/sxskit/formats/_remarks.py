"""What an entry says besides its texts, as remarks of one line in the words of po4a.

>>> remarks("title 2", ("Top",), ("link target: x.md",))
('type: Title ##', 'under: Top', 'link target: x.md')
>>> understood(("type: Title ##", "under: Top", "link target: x.md"))
('title 2', ('Top',), ('link target: x.md',))

Law: ``understood(remarks(*said)) == said``, white space within a heading or a note being one
blank, and a note that begins with ``type:`` or ``under:`` being taken for what it says.
"""

from __future__ import annotations

from functools import lru_cache

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
    for remark in said:
        text = remark.strip()
        if text.startswith("type: ") and not kind:
            kind = text[6:]
        elif text.startswith("under: "):
            context.append(text[7:])
        elif text:
            notes.append(text)
    return _KINDS.get(kind, kind), tuple(context), tuple(notes)
