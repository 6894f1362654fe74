"""States that CAT tools write into XLIFF in addition to those of the standard.

They are in attributes of the unit, of its target and of the segments marked in it, and in elements
of the tool in the unit: ``mq:status="PartiallyEdited"``, ``<sdl:seg conf="Draft"/>``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sxskit.formats._tool_states import is_unfinished, names_a_state, words
from sxskit.formats._xml import Element
from sxskit.patterns import pattern

# The attributes of the standard for states, which are read elsewhere.
_STANDARD = frozenset(("approved", "state", "state-qualifier", "subState"))
# The words in the names of elements about other texts.
_OTHERS = frozenset(
    (
        *("historical", "history", "version", "versions", "minorversions", "revision", "revisions"),
        *("prev", "previous", "track", "alt", "match", "matches", "comment", "comments"),
    )
)
# The number of confirmations of a text, and of required ones; zero is not enough.
_COUNT = pattern("[1-9]")
# The attributes with the name of an element's content.
_NAMES = ("type", "prop-type", "name", "key")


def has_unfinished_attribute(element: Element) -> bool:
    """Whether an attribute of a tool marks the text of an element as unfinished."""
    telling = _telling(tuple(element.keys()))
    return bool(telling) and any(_is_unfinished(element, name) for name in telling)


def has_unfinished_mark(target: Element, mark: str) -> bool:
    """Whether an attribute of a tool marks a target, or a part of it, as unfinished."""
    if has_unfinished_attribute(target):
        return True
    return len(target) > 0 and any(map(has_unfinished_attribute, target.iterdescendants(mark)))


@lru_cache(maxsize=256)  # most elements have the same attributes
def _telling(names: tuple[str, ...]) -> tuple[str, ...]:
    """The attributes that may be states."""
    return tuple([name for name in names if name not in _STANDARD and names_a_state(_local(name))])


def _is_unfinished(element: Element, name: str) -> bool:
    local, value = _local(name), element.get(name) or ""
    if local == "confirmed" and _COUNT.fullmatch(value):  # Phrase: the number of confirmed steps
        level = element.getroottree().getroot().get(f"{name.removesuffix(local)}level") or ""
        return int(value) < (int(level) if _COUNT.fullmatch(level) else 1)
    return is_unfinished(local, value)


def has_unfinished_element(elements: Iterable[Element]) -> bool:
    """Whether an element of a tool, or one inside it, marks the text as unfinished."""
    return any(map(_tells_unfinished, elements))


def _tells_unfinished(element: Element) -> bool:
    local = _local(str(element.tag))
    if not words(local).isdisjoint(_OTHERS):
        return False
    if local == "seg-defs" and any(seg.get("conf") is None for seg in element):
        return True  # Trados: an unconfirmed segment
    text = (element.text or "").strip()
    name = next(filter(None, map(element.get, _NAMES)), local)
    is_told = bool(text) and is_unfinished(name, text)
    return is_told or has_unfinished_attribute(element) or has_unfinished_element(element)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
