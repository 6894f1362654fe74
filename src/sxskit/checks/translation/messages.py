"""The wording of a difference between two texts, on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

# A code of `sxskit.findings.CODES`, and what is wrong.
Fault: TypeAlias = tuple[str, str]
_SHOWN = 3
_LENGTH = 60


def difference(source: Sequence[str], target: Sequence[str]) -> str:
    """What a text has less, and what more, than its source; empty: nothing.

    >>> difference(["a", "b"], ["b", "c"]), difference(["a", "a"], ["a"]), difference([], ["a"])
    ('has c for a', 'lacks a', 'has a, the source does not')
    """
    if source == target:  # as nearly always
        return ""
    of_source, of_target = Counter(source), Counter(target)
    less, more = listed(of_source - of_target), listed(of_target - of_source)
    if less and more:
        return f"has {more} for {less}"
    if less:
        return f"lacks {less}"
    return f"has {more}, the source does not" if more else ""


def listed(values: Iterable[str]) -> str:
    """Some values in a row: three at most, none of them long."""
    shown = [" ".join(value.split()) or "an empty one" for value in values]
    cut = [value if len(value) <= _LENGTH else f"{value[: _LENGTH - 1]}…" for value in shown]
    more = [f"{len(cut) - _SHOWN} more"] if len(cut) > _SHOWN else []
    return ", ".join([*cut[:_SHOWN], *more])
