"""Catalogs: pairs without their documents, as translators, tools and formats exchange them.

>>> entry = Entry(Key("docs/a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> catalog = Catalog("en-US", "ru-RU", (entry,))
>>> str(entry.key)
'docs/a.md#7758d-103'
>>> catalog.of("docs/a.md")["7758d-103"].target
'Привет'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from sxskit.errors import CatalogError

SOURCE_LANGUAGE = "en-US"
# The key of the digest in the metadata, by which `sxskit.exchange.keeping` detects edits.
DIGEST = "sxs.digest"
# The key of the translation type of the documents: MT or HT.
TRANSLATION_TYPE = "ms.translationtype"
_NONE: Mapping[str, Entry] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Catalog:
    """Entries of one language pair, in order; CatalogError for a duplicate key.

    Languages are BCP 47 tags, or empty (unknown). `metadata` are the common front-matter values of
    the documents, and under `DIGEST` the digest of the entries as written. `obsolete` are entries
    that are no longer in the documents, kept for their translations; their keys may be duplicates
    or without a unit.
    """

    source_language: str
    target_language: str
    entries: tuple[Entry, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    _by_document: Mapping[str, Mapping[str, Entry]] | None = field(
        default=None, init=False, compare=False, repr=False
    )
    obsolete: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        keys = {entry.key for entry in self.entries}
        if len(keys) < len(self.entries):
            again = Counter(entry.key for entry in self.entries).most_common(1)
            raise CatalogError(f"duplicate key {again[0][0]}")
        units = [unit for _, unit in keys]
        if self.obsolete:
            units += [entry.key.unit for entry in self.obsolete]
        if "#" in "".join(units):
            unit = next(unit for unit in units if "#" in unit)
            raise CatalogError(f"{unit!r} is not the id of a unit: it contains '#'")

    @property
    def is_machine_translated(self) -> bool:
        """Whether the documents are machine translations according to the metadata."""
        return self.origin is Origin.MACHINE

    @property
    def origin(self) -> Origin:
        """The origin of the translations according to the metadata."""
        return Origin.of(self.metadata.get(TRANSLATION_TYPE, ""))

    def origin_of(self, entry: Entry) -> Origin:
        """Return the origin of the target of an entry, by default that of the metadata."""
        return self.origin if entry.origin is Origin.UNKNOWN else entry.origin

    @property
    def documents(self) -> tuple[str, ...]:
        """The unique documents of the entries, in order."""
        return tuple(dict.fromkeys([entry.key.document for entry in self.entries]))

    def of(self, document: str) -> Mapping[str, Entry]:
        """Return the entries of one document by the ids of their units, in order."""
        return self._of_documents().get(document, _NONE)

    def _of_documents(self) -> Mapping[str, Mapping[str, Entry]]:
        if self._by_document is None:  # created on use: not needed for writing
            found: dict[str, dict[str, Entry]] = {}
            for entry in self.entries:
                document, unit = entry.key
                found.setdefault(document, {})[unit] = entry
            object.__setattr__(self, "_by_document", found)
            return found
        return self._by_document
