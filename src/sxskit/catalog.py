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
# The key of the digest among the metadata, by which `sxskit.exchange.keeping` knows what it wrote.
DIGEST = "sxs.digest"
# The key of what tells who has translated the documents: MT or HT.
TRANSLATION_TYPE = "ms.translationtype"
_NONE: Mapping[str, Entry] = MappingProxyType({})


class State(StrEnum):
    """How far a translation is."""

    NEW = "new"  # there is none
    REVIEW = "review"  # there is one that a person has to look at, such as a machine translation
    DONE = "done"

    @classmethod
    def of(cls, target: str, *, is_done: bool) -> State:
        """The state of a target: what is empty or only white space is no translation."""
        if not target.strip():
            return cls.NEW
        return cls.DONE if is_done else cls.REVIEW


class Origin(StrEnum):
    """Who has made a translation."""

    MACHINE = "machine"
    HUMAN = "human"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, translation_type: str) -> Origin:
        """The origin that a value of ``ms.translationtype`` names: MT or HT."""
        return _ORIGINS.get(translation_type.strip().upper(), cls.UNKNOWN)


_ORIGINS = {"MT": Origin.MACHINE, "HT": Origin.HUMAN}


class Key(NamedTuple):
    """Where an entry belongs. Ids repeat between documents, so an id alone is no key.

    `unit` is the id of a unit, or the key of a front-matter value: ``docs/a.md#title``.
    """

    document: str
    unit: str

    def __str__(self) -> str:
        return f"{self.document}#{self.unit}"

    @classmethod
    def of(cls, text: str) -> Key:
        """The key that `str` wrote; without a ``#`` the document is empty: not known."""
        document, _, unit = text.rpartition("#")
        return cls(document, unit)


class Defect(NamedTuple):
    """Why a catalog holds only a part of a translation, and the line of the catalog."""

    line: int
    message: str


class Alternative(NamedTuple):
    """Another translation that somebody proposes for an entry, as a memory does.

    `score` is how well it fits, in percent. `where` names what proposes it, such as a memory.
    `source` is the text that it translates, empty: that of the entry.
    """

    text: str
    origin: Origin = Origin.UNKNOWN
    score: int | None = None
    where: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Entry:
    """One pair in a catalog.

    `source` and `target` are raw Markdown without the white space at their edges, their line breaks
    ``\\n``. `line` counts from 1. `kind` is what the text is in the page: ``title 1`` to
    ``title 6``, ``paragraph``, ``list item``, ``numbered item``, ``table cell``, ``quote``,
    ``alt text``, ``front matter``, or empty: not known. `context` holds the headings above, the
    outermost first, in the source language. `notes` are remarks for the translator, one line each.
    `state_is_stated` tells whether whoever made the entry gave its state, or it was concluded from
    the target; `origin` is who has made the target. Entries that differ in these alone are equal.
    `defect` is why there is no target where a catalog holds only a part of one. `previous_source`
    is the source that the target translates where the document has another one since.
    `alternatives` are other targets, the best first.
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
        """All texts in the entry, those of its key among them."""
        more = [text for each in self.alternatives for text in (each.text, each.where, each.source)]
        own = (*self.key, self.source, self.target, self.kind, *self.context, *self.notes)
        return (*own, self.previous_source, *more)


# A frozen dataclass looks up each field by its name; its slots at hand are faster.
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
    """Entries of one language pair, in order, each key once: else CatalogError.

    Languages are BCP 47 tags; an empty one is not known. `metadata` is what the front matter of the
    documents says and all of them agree on, and under `DIGEST` that of the entries as written.
    `obsolete` are entries that are in the documents no longer, kept for the work in them; their
    keys may be those of entries, or lack the unit.
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
            raise CatalogError(f"{unit!r} is no id of a unit: it holds a '#'")

    @property
    def is_machine_translated(self) -> bool:
        """Whether its metadata say that the documents are machine translations."""
        return self.origin is Origin.MACHINE

    @property
    def origin(self) -> Origin:
        """Who has made the translations as its metadata say."""
        return Origin.of(self.metadata.get(TRANSLATION_TYPE, ""))

    def origin_of(self, entry: Entry) -> Origin:
        """Who has made the target of an entry: where the entry does not say, its metadata may."""
        return self.origin if entry.origin is Origin.UNKNOWN else entry.origin

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents the entries belong to, each once, in order."""
        return tuple(dict.fromkeys([entry.key.document for entry in self.entries]))

    def of(self, document: str) -> Mapping[str, Entry]:
        """The entries of one document by the id of their unit, in order."""
        return self._of_documents().get(document, _NONE)

    def _of_documents(self) -> Mapping[str, Mapping[str, Entry]]:
        if self._by_document is None:  # made on use: a catalog that is only written needs none
            found: dict[str, dict[str, Entry]] = {}
            for entry in self.entries:
                document, unit = entry.key
                found.setdefault(document, {})[unit] = entry
            object.__setattr__(self, "_by_document", found)
            return found
        return self._by_document
