"""Entry: one pair in a catalog, with its key and its state.

>>> entry = Entry(Key("docs/a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> str(entry.key), entry.texts[2:4]
('docs/a.md#7758d-103', ('Hello', 'Привет'))
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """The state of a translation."""

    NEW = "new"  # no translation
    REVIEW = "review"  # a translation that a person has to check, such as a machine translation
    DONE = "done"

    @classmethod
    def of(cls, target: str, *, is_done: bool) -> State:
        """Return the state of a target; an empty one, or only white space, is new."""
        if not target.strip():
            return cls.NEW
        return cls.DONE if is_done else cls.REVIEW


class Origin(StrEnum):
    """The origin of a translation: a machine, a person, or unknown."""

    MACHINE = "machine"
    HUMAN = "human"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, translation_type: str) -> Origin:
        """Return the origin for a value of ``ms.translationtype``: MT or HT."""
        return _ORIGINS.get(translation_type.strip().upper(), cls.UNKNOWN)


_ORIGINS = {"MT": Origin.MACHINE, "HT": Origin.HUMAN}


class Key(NamedTuple):
    """The key of an entry: document and unit, because documents may have the same ids.

    `unit` is the id of a unit, or the key of a front-matter value: ``docs/a.md#title``.
    """

    document: str
    unit: str

    def __str__(self) -> str:
        return f"{self.document}#{self.unit}"

    @classmethod
    def of(cls, text: str) -> Key:
        """Return the key in a text; without a ``#`` the document is empty (unknown)."""
        document, _, unit = text.rpartition("#")
        return cls(document, unit)


class Defect(NamedTuple):
    """Why a catalog contains only a part of a translation, with the line in the catalog."""

    line: int
    message: str


class Alternative(NamedTuple):
    """Another translation that is proposed for an entry, for example by a memory.

    `score` is the match in percent. `where` is the name of a memory or engine. `source` is the text
    that it translates; empty: that of the entry.
    """

    text: str
    origin: Origin = Origin.UNKNOWN
    score: int | None = None
    where: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Entry:
    """One pair in a catalog.

    `source` and `target` are raw Markdown without white space at their edges, with line breaks
    ``\\n``. `line` counts from 1. `kind` is the kind of text: ``title 1`` to ``title 6``,
    ``paragraph``, ``list item``, ``numbered item``, ``table cell``, ``quote``, ``alt text``,
    ``front matter``, or empty (unknown). `context` are the headings above in the source language,
    the outermost first. `notes` are remarks for translators, one line each. `state_is_stated` is
    whether the file contained the state, or it follows from the target; `origin` is that of the
    target. Entries that differ only in these two are equal. `defect` is the reason for an empty
    target if a catalog contains only a part of one. `previous_source` is the source of the target
    if the document has another one now. `alternatives` are other targets, the best first.
    """

    key: Key
    source: str
    target: str
    state: State
    line: int | None = None
    kind: str = ""
    context: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    state_is_stated: bool = field(default=True, compare=False)
    defect: Defect | None = None
    origin: Origin = field(default=Origin.UNKNOWN, compare=False)
    previous_source: str = ""
    alternatives: tuple[Alternative, ...] = ()

    def __init__(
        self,
        key: Key,
        source: str,
        target: str,
        state: State,
        line: int | None = None,
        kind: str = "",
        context: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        state_is_stated: bool = True,
        defect: Defect | None = None,
        origin: Origin = Origin.UNKNOWN,
        previous_source: str = "",
        alternatives: tuple[Alternative, ...] = (),
    ) -> None:
        _set_key(self, key)
        _set_source(self, source)
        _set_target(self, target)
        _set_state(self, state)
        _set_line(self, line)
        _set_kind(self, kind)
        _set_context(self, context)
        _set_notes(self, notes)
        _set_state_is_stated(self, state_is_stated)
        _set_defect(self, defect)
        _set_origin(self, origin)
        _set_previous_source(self, previous_source)
        _set_alternatives(self, alternatives)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all texts in the entry, including those of its key."""
        more = [text for each in self.alternatives for text in (each.text, each.where, each.source)]
        own = (*self.key, self.source, self.target, self.kind, *self.context, *self.notes)
        return (*own, self.previous_source, *more)


# A frozen dataclass looks up each field by its name; bound slots are faster.
(
    _set_key,
    _set_source,
    _set_target,
    _set_state,
    _set_line,
    _set_kind,
    _set_context,
    _set_notes,
    _set_state_is_stated,
    _set_defect,
    _set_origin,
    _set_previous_source,
    _set_alternatives,
) = [vars(Entry)[each.name].__set__ for each in fields(Entry)]
