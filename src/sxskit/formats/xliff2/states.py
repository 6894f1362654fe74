"""The states of segments in XLIFF 2, and the marks of other tools."""

from __future__ import annotations

from functools import lru_cache

from sxskit.formats._tool_states import words
from sxskit.formats._xml import Element
from sxskit.formats._xml_states import (
    has_unfinished_attribute,
    has_unfinished_element,
    has_unfinished_mark,
)
from sxskit.formats.xliff2.inline import Tag
from sxskit.formats.xliff2.names import MACHINE

# The states of a finished segment.
_READY = ("translated", "reviewed", "final")
# The words of a subState for unfinished work, besides those in un-: poedit:fuzzy, x:needsReview.
_UNFINISHED = frozenset(
    (
        *("need", "needs", "not", "fuzzy", "draft", "todo", "review", "progress", "pending", "wip"),
        *("new", "initial", "suggested", "suggestion", "machine", "mt", "pretranslated"),
        *("rejected", "failed", "wrong", "incomplete", "partial", "outdated", "provisional"),
    )
)


def is_ready(segment: Element, target: Element, more: list[Element]) -> bool:
    """Whether state and subState of a segment, and `more` of a tool, mean finished."""
    # Weblate writes the state of XLIFF 1.2 to the target, where 2.0 has none.
    state = target.get("state") or segment.get("state")
    if state not in _READY or _is_unfinished(segment.get("subState")):
        return False
    return not has_unfinished_mark(target, Tag.MRK) and not is_marked_unfinished(segment, more)


@lru_cache
def _is_unfinished(value: str | None) -> bool:
    """Whether a subState, ``prefix:value``, means unfinished."""
    if not value or value == MACHINE:
        return False
    said_words = words(value.rpartition(":")[2])
    return any(word in _UNFINISHED or word.startswith("un") for word in said_words)


def is_marked_unfinished(holder: Element, more: list[Element]) -> bool:
    """Whether attributes or elements (`more`) of a tool mark a unit or segment as unfinished."""
    return has_unfinished_attribute(holder) or (bool(more) and has_unfinished_element(more))
