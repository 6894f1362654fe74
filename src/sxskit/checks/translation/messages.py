"""Messages about the difference between two texts, on one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Sized
from typing import TypeAlias

# A code of `sxskit.findings.CODES`, and the message.
Fault: TypeAlias = tuple[str, str]
_SHOWN = 3
_LENGTH = 60


def difference(source: Sequence[str], target: Sequence[str]) -> str:
    """The message about missing and added values of a text; empty if there are none.

    >>> difference(["a", "b"], ["b", "c"]), difference(["a", "b", "b"], ["b"])
    ("has 'c' instead of 'a'", "'a', 'b' are missing")
    >>> difference([], ["a"])
    "'a' is added"
    """
    if source == target:  # nearly always
        return ""
    of_source, of_target = Counter(source), Counter(target)
    less, more = of_source - of_target, of_target - of_source
    if less and more:
        return f"has {quoted(more)} instead of {quoted(less)}"
    if less:
        return f"{quoted(less)} {is_or_are(less)} missing"
    return f"{quoted(more)} {is_or_are(more)} added" if more else ""


def is_or_are(values: Sized) -> str:
    """The verb for a list of values."""
    return "is" if len(values) == 1 else "are"


def quoted(values: Iterable[str]) -> str:
    """Some values in quotes: three at most, none of them long."""
    shown = [" ".join(value.split()) for value in values]
    cut = [value if len(value) <= _LENGTH else f"{value[: _LENGTH - 1]}…" for value in shown]
    more = f" and {len(cut) - _SHOWN} more" if len(cut) > _SHOWN else ""
    return ", ".join(f"'{value}'" for value in cut[:_SHOWN]) + more
