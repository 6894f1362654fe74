"""Fields of an entry as one-line comments, in the terms of po4a.

>>> remarks("title 2", ("Top",), ("link target: x.md",))
('type: Title ##', 'under: Top', 'link target: x.md')
>>> understood(("type: Title ##", "under: Top", "link target: x.md"))[:3]
('title 2', ('Top',), ('link target: x.md',))

Lokalize joins the remarks of a unit that it saves:

>>> understood(("type: Title ##. under: Top. link target: x.md",)).context
('Top',)

Hardly any entry has the remarks of `rare`:

>>> understood(("origin: machine", 'previous: "Old"', 'alternative: {"text": "Hallo"}'))[3:5]
(<Origin.MACHINE: 'machine'>, 'Old')

Law: ``understood(remarks(*fields))[:3] == fields``, except that white space within a heading or a
note becomes one blank; a note in the form of another remark, such as ``type:``, is read as that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from sxskit.catalog import Alternative, Origin, Remarks, State
from sxskit.formats._alternatives import alternative, members, one_line
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
# A kind with other remarks after it, and the beginnings of these.
_JOINED = pattern(rf"(type: (?:{'|'.join(map(re.escape, _KINDS))}))\. (.+)", re.DOTALL)
_JOINT = pattern(r"\. (?=under: |link target: |origin: |previous: |alternative: )")
# The remarks of `rare`, by their first words.
_RARE = ("origin: ", "previous: ", "alternative: ")
_ORIGINS = {f"origin: {origin}": origin for origin in (Origin.MACHINE, Origin.HUMAN)}


class Told(NamedTuple):
    """The fields in remarks; an origin None is that of the documents."""

    kind: str
    context: tuple[str, ...]
    notes: tuple[str, ...]
    origin: Origin | None = None
    previous_source: str = ""
    alternatives: tuple[Alternative, ...] = ()


@lru_cache(maxsize=64)  # most entries are in the same place as the one before
def remarks(
    kind: str = "", context: tuple[str, ...] = (), notes: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the remarks for a kind, the headings above and the notes of an entry."""
    types = [_in_one_line(f"type: {_TYPES.get(kind, kind)}")] if kind else []
    return (*types, *map(_under, context), *map(_in_one_line, notes))


@lru_cache(maxsize=64)  # many entries are under one heading
def _under(heading: str) -> str:
    return _in_one_line(f"under: {heading}")


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def lines_of(
    given: Remarks, usual: Origin, line: Callable[[str], str], *, alternatives: bool
) -> list[str]:
    """Return the remarks of each entry with a line for each; the previous source is omitted.

    `alternatives`: with those. `usual` is the origin that needs no remark.
    """
    kinds = {kind: "".join(map(line, remarks(kind))) for kind in {*given.kinds}}
    found = []
    above: tuple[str, ...] = ()
    under = ""
    for kind, context, notes in zip(given.kinds, given.contexts, given.notes, strict=True):
        if context is not above:  # most entries are under the heading of the one before
            above, under = context, "".join(map(line, map(_under, context)))
        own = "".join(map(line, remarks(notes=notes))) if notes else ""
        found.append(f"{kinds[kind]}{under}{own}")
    if given.rare or given.origins.count(usual) < len(found):
        for index, origin in enumerate(given.origins):
            others = given.rare[index].alternatives if index in given.rare else ()
            if origin is not usual or others:
                rarely = rare(origin, usual, alternatives=others if alternatives else ())
                found[index] += "".join(map(line, rarely))
    return found


def rare(
    origin: Origin, usual: Origin, previous: str = "", alternatives: Iterable[Alternative] = ()
) -> list[str]:
    """Return the remarks for rare fields: another origin than the usual one, and more.

    That is the previous source, and alternatives. Most formats have fields for them.
    """
    lines = []
    if origin is not usual and origin is not Origin.UNKNOWN:
        lines.append(f"origin: {origin}")
    if previous:
        lines.append(f"previous: {one_line(previous)}")
    return lines + [f"alternative: {one_line(members(each))}" for each in alternatives]


def origin_of(told: Origin | None, state: State, usual: Origin) -> Origin:
    """Return the origin of an entry: the given one, or that of the documents for a target."""
    if told is not None:
        return told
    return Origin.UNKNOWN if state is State.NEW else usual


@lru_cache(maxsize=64)  # most entries have the same remarks as the one before
def understood(texts: tuple[str, ...]) -> Told:
    """Return the fields in the remarks of an entry; empty remarks are ignored."""
    kind = ""
    context: list[str] = []
    notes: list[str] = []
    others: list[str] = []
    for text in _apart(texts):
        if text.startswith("type: ") and not kind:
            kind = text[6:]
        elif text.startswith("under: "):
            context.append(text[7:])
        elif text.startswith(_RARE):
            others.append(text)
        elif text:
            notes.append(text)
    told = Told(_KINDS.get(kind, kind), tuple(context), tuple(notes))
    return _with_rare(told, others) if others else told


def _with_rare(told: Told, texts: list[str]) -> Told:
    """The fields in remarks, including those of `rare`; invalid ones are notes."""
    others: list[Alternative] = []
    notes: list[str] = []
    for text in texts:
        word, _, value = text.partition(": ")
        read = _ORIGINS.get(text) if word == "origin" else _from_json(value)
        if isinstance(read, Origin):
            told = told._replace(origin=read)
        elif word == "previous" and isinstance(read, str):
            told = told._replace(previous_source=read)
        elif word == "alternative" and (other := alternative(read)):
            others.append(other)
        else:
            notes.append(text)
    return told._replace(notes=(*told.notes, *notes), alternatives=tuple(others))


def _from_json(text: str) -> object:
    from json import loads  # on use, as in `_alternatives`

    try:
        return loads(text)
    except (ValueError, RecursionError):
        return None


def _apart(texts: tuple[str, ...]) -> Iterator[str]:
    """The single remarks, without white space at their edges."""
    for remark in texts:
        text = remark.strip()
        joined = _JOINED.fullmatch(text) if text.startswith("type: ") and ". " in text else None
        if joined:
            yield joined[1]
            yield from _JOINT.split(joined[2])
        else:
            yield text
