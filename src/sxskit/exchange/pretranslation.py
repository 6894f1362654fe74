r"""Pre-translation: the translations of a memory in a catalog.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> from sxskit.memory.memory import Memory
>>> done = Entry(Key("a.md", "1a2b3-101"), "Hello", "Привет", State.DONE)
>>> with Memory.empty() as memory:
...     _ = memory.add(Catalog("en-US", "ru-RU", (done,)))
...     new = Catalog("en-US", "ru-RU", (Entry(Key("b.md", "4c5d6-101"), "Hello", "", State.NEW),))
...     [entry] = pretranslated(new, memory).catalog.entries
>>> entry.target, str(entry.state)
('Привет', 'done')

Only an *open* entry is changed: one without a translation, or with a machine translation to review.
Of these the first is used that the memory contains: an equal source between the same neighbors, an
equal source, a similar source. What is not equal is to review, always; so is an equal source that
the memory has more than one translation of, except between the same neighbors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sxskit.catalog import SOURCE_LANGUAGE, Alternative, Catalog, Entry, Key, Origin, State
from sxskit.dialect.edges import entry_text
from sxskit.errors import CatalogError
from sxskit.exchange.notes import with_near_notes
from sxskit.exchange.sides import HAND_OFF, is_same, with_proposal
from sxskit.languages.tags import Difference, closest, difference, varieties
from sxskit.scores import EQUAL, THRESHOLD

# The name of the memory in alternatives.
MEMORY = "memory"
# The maximal number of near matches of an entry: the target, and alternatives.
_NEAR = 3
# The maximal number of other translations of an equal source that are alternatives.
_SHOWN = 5


class Translation(Protocol):
    """A translation in a memory; `sxskit.Match` is one.

    `state` is review for a similar source, `stored_state` that of the entry in the memory.
    """

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def score(self) -> int: ...
    @property
    def state(self) -> State: ...
    @property
    def stored_state(self) -> State: ...
    @property
    def origin(self) -> Origin: ...
    @property
    def is_between_same(self) -> bool: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


class Translations(Protocol):
    """The translations of a memory in one language pair; `sxskit.Matcher` is one."""

    def exact_all(
        self, sources: Sequence[str], *, document: str = ""
    ) -> Sequence[Sequence[Translation]]:
        """Return the translations of each source of a document, the best first."""

    def near(
        self, source: str, threshold: int = THRESHOLD, *, limit: int = _NEAR
    ) -> Sequence[Translation]:
        """Return the translations of similar sources, the best first."""


class TranslationMemory(Protocol):
    """A memory from which catalogs are pre-translated; `sxskit.Memory` is one."""

    def languages(self) -> Sequence[tuple[str, str]]:
        """Return the language pairs of the memory."""

    def matcher(self, target_language: str, source_language: str) -> Translations:
        """Return the translations in a language pair."""


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """A catalog with the translations of a memory, and the number of entries that got one."""

    catalog: Catalog
    matched: int = 0


def pretranslated(
    catalog: Catalog, memory: TranslationMemory, *, threshold: int = THRESHOLD
) -> Pretranslated:
    """Return a catalog with the translations of a memory in its open entries.

    Near matches have scores from the threshold, at least 60; with 100 there are none. Raises
    CatalogError if the memory has translations in other languages only.
    """
    if not any(map(is_open, catalog.entries)):
        return Pretranslated(catalog)
    lookup = Lookup(memory, catalog.source_language, catalog.target_language, threshold)
    new: dict[Key, Entry] = {}
    for name in catalog.documents:
        own = [*catalog.of(name).values()]
        for entry, exact in zip(own, lookup.exact(own, name), strict=True):
            if is_open(entry):
                translated = lookup.with_exact(entry, exact)
                if translated == entry:
                    translated = lookup.with_near(entry)
                if translated != entry:
                    new[entry.key] = translated
    if not new:
        return Pretranslated(catalog)
    entries = tuple([new.get(entry.key, entry) for entry in catalog.entries])
    return Pretranslated(replace(catalog, entries=entries), len(new))


def is_open(entry: Entry) -> bool:
    """Whether an entry has no translation, or a machine translation to review."""
    if not entry.source:
        return False
    if not entry.target.strip():
        return True
    return entry.state is State.REVIEW and entry.origin is Origin.MACHINE


class Lookup:
    """The translations of a memory in a language pair, or the pairs nearest to it."""

    def __init__(
        self, memory: TranslationMemory, source_language: str, target_language: str, threshold: int
    ) -> None:
        pairs = language_pairs(memory, source_language or SOURCE_LANGUAGE, target_language)
        self._matchers = [memory.matcher(target, source) for source, target in pairs]
        # A document without a language may be in another one than the memory.
        self._is_same_variety = target_language != "" and all(
            difference(target_language, target) is Difference.NONE for _, target in pairs
        )
        self._threshold = threshold
        self._near: dict[tuple[str, int], list[Translation]] = {}

    def exact(self, entries: Sequence[Entry], document: str) -> list[list[Translation]]:
        """Return the translations of the source of each entry of a document, the best first."""
        sources = [entry.source for entry in entries]
        found: list[list[Translation]] = [[] for _ in sources]
        for matcher in self._matchers:
            for each, more in zip(
                found, matcher.exact_all(sources, document=document), strict=True
            ):
                each += [match for match in more if match.target.strip()]
        if len(self._matchers) > 1:
            for each in found:
                each.sort(
                    key=lambda match: (match.is_between_same, match.state is State.DONE),
                    reverse=True,
                )
        return found

    def with_exact(self, entry: Entry, found: Sequence[Translation]) -> Entry:
        """Return an open entry with a translation of its source; the entry itself without one.

        A machine translation is replaced by a translation that is done; a draft in the memory is an
        alternative to it.
        """
        used = [match for match in found if _is_usable(match, entry)]
        if not used:
            return entry
        best = next((match for match in used if _may_replace(match, entry)), None)
        if best is None:
            return _with_alternatives(entry, used[:_SHOWN])
        if best.state is State.DONE and self._is_same_variety and _is_certain(best, found):
            return _translated(entry, best, State.DONE)
        others = [match for match in used if match is not best][:_SHOWN]
        reviewed = _with_alternatives(_translated(entry, best, State.REVIEW), others)
        return _with_replaced(reviewed, entry)

    def with_near(self, entry: Entry, above: int = 0) -> Entry:
        """Return an open entry with the translation of a similar source, to review.

        The entry itself is returned if there is none with a higher score than `above`.
        """
        least = max(self._threshold, above + 1)
        found = [match for match in self._similar(entry, least) if _is_usable(match, entry)]
        best = next((match for match in found if _may_replace(match, entry)), None)
        if best is None:
            notes = found[0].notes if found else ()
            return with_near_notes(_with_alternatives(entry, found), notes)
        near = _translated(entry, best, State.REVIEW)
        near = with_near_notes(replace(near, previous_source=best.source), best.notes)
        near = _with_alternatives(near, [match for match in found if match is not best])
        return _with_replaced(near, entry)

    def _similar(self, entry: Entry, least: int) -> list[Translation]:
        """The translations of similar sources, the best first."""
        if least >= EQUAL:
            return []
        key = entry.source, least
        if key not in self._near:
            found: list[Translation] = []
            for matcher in self._matchers:
                found += matcher.near(entry.source, least, limit=_NEAR)
            found = [match for match in found if match.target.strip()]
            self._near[key] = sorted(found, key=lambda match: -match.score)[:_NEAR]
        return self._near[key]


def language_pairs(memory: TranslationMemory, source: str, target: str) -> list[tuple[str, str]]:
    """Return the language pairs of a memory to search, the equal one first; none if it is empty.

    Raises CatalogError if the memory has translations in other languages only.
    """
    known = [*memory.languages()]
    if not target and len(varieties(to for _, to in known)) > 1:
        raise CatalogError("target language is missing: give it with --language")
    sources = closest(source, [of for of, _ in known])
    targets = closest(target, [to for _, to in known])
    pairs = [(of, to) for of, to in known if of in sources and to in targets]
    if known and not pairs:
        only = " and ".join(f"{of} to {to}" for of, to in known)
        what = f"no translations from {source} to {target} in the memory, only {only}"
        raise CatalogError(f"{what}: give another memory, or none")
    return sorted(pairs, key=lambda pair: pair != (source, target))


def _is_certain(best: Translation, found: Iterable[Translation]) -> bool:
    """Whether a translation is the only one of its source, or between the same neighbors."""
    if best.is_between_same:
        found = [match for match in found if match.is_between_same]
    return len({entry_text(match.target) for match in found}) == 1


def _is_usable(match: Translation, entry: Entry) -> bool:
    """Whether a match may be in an open entry: another machine translation does not help."""
    is_of_machine = match.stored_state is not State.DONE and match.origin is Origin.MACHINE
    return not (is_of_machine and entry.target.strip())


def _may_replace(match: Translation, entry: Entry) -> bool:
    return match.stored_state is State.DONE or not entry.target.strip()


def _translated(entry: Entry, match: Translation, state: State) -> Entry:
    return replace(entry, target=match.target, state=state, origin=match.origin)


def _with_alternatives(entry: Entry, matches: Iterable[Translation]) -> Entry:
    """An entry with other translations of the memory as alternatives."""
    for match in matches:
        if not is_same(match.target, entry.target):
            source = "" if match.score == EQUAL else match.source
            other = Alternative(match.target, match.origin, match.score, MEMORY, source)
            entry = with_proposal(entry, other)
    return entry


def _with_replaced(entry: Entry, before: Entry) -> Entry:
    """An entry with the machine translation that it had as an alternative."""
    if not before.target.strip() or is_same(before.target, entry.target):
        return entry
    return with_proposal(entry, Alternative(before.target, before.origin, None, HAND_OFF))
