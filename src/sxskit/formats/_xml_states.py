"""States that CAT tools write into XLIFF besides those of the standard.

They are in attributes of the unit, of its target and of the segments marked in it, and in elements
of the tool in the unit: ``mq:status="PartiallyEdited"``, ``<sdl:seg conf="Draft"/>``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sxskit.formats._tool_states import is_unfinished, names_a_state, words
from sxskit.formats._xml import Element
from sxskit.patterns import pattern

# What the standard itself has for states; its readers know it.
_STANDARD = frozenset(("approved", "state", "state-qualifier", "subState"))
# The words of elements about other texts than the present one.
_OTHERS = frozenset(
    (
        *("historical", "history", "version", "versions", "minorversions", "revision", "revisions"),
        *("prev", "previous", "track", "alt", "match", "matches", "comment", "comments"),
    )
)
# How often a text was confirmed, and has to be: not at all is never enough.
_COUNT = pattern("[1-9]")
# The attributes that give the name of what an element holds.
_NAMES = ("type", "prop-type", "name", "key")


def has_unfinished_attribute(element: Element) -> bool:
    """Whether a tool's attribute of an element says that its text is unfinished."""
    telling = _telling(tuple(element.keys()))
    return bool(telling) and any(_is_unfinished(element, name) for name in telling)


def has_unfinished_mark(target: Element, mark: str) -> bool:
    """Whether a tool's attribute of a target, or of a mark in it, says that it is unfinished."""
    if has_unfinished_attribute(target):
        return True
    return len(target) > 0 and any(map(has_unfinished_attribute, target.iterdescendants(mark)))


@lru_cache(maxsize=256)  # most elements have the same ones
def _telling(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the attributes that may tell a state."""
    return tuple([name for name in names if name not in _STANDARD and names_a_state(_local(name))])


def _is_unfinished(element: Element, name: str) -> bool:
    local, value = _local(name), element.get(name) or ""
    if local == "confirmed" and _COUNT.fullmatch(value):  # Phrase: in as many steps as there are
        level = element.getroottree().getroot().get(f"{name.removesuffix(local)}level") or ""
        return int(value) < (int(level) if _COUNT.fullmatch(level) else 1)
    return is_unfinished(local, value)


def has_unfinished_element(elements: Iterable[Element]) -> bool:
    """Whether one of a tool's own elements, or what is in it, says that the text is unfinished."""
    return any(map(_tells_unfinished, elements))


def _tells_unfinished(element: Element) -> bool:
    local = _local(str(element.tag))
    if not words(local).isdisjoint(_OTHERS):
        return False
    if local == "seg-defs" and any(seg.get("conf") is None for seg in element):
        return True  # Trados: a segment that nobody has confirmed
    text = (element.text or "").strip()
    name = next(filter(None, map(element.get, _NAMES)), local)
    is_told = bool(text) and is_unfinished(name, text)
    return is_told or has_unfinished_attribute(element) or has_unfinished_element(element)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
