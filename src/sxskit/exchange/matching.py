"""Alignment of the units of two hand-offs, which have different ids.

Units are compared by their texts in the source language.

>>> aligned("abcxx", "xabc")
{1: 0, 2: 1, 3: 2, 0: 3}

Every function takes linear time, except for sorting. Results do not depend on names.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

# The neighbor before the first and after the last unit of a document.
EDGE = ""
# A document with another name must have this many times as much in common as the one with the same.
_OTHER_NAME = 4
# A text in more pairs of old and new documents does not show which of them correspond.
_COMMON = 100
_WEIGHT = 1 << 32


class Company(NamedTuple):
    """The text of a unit, between the texts of its neighbors."""

    before: str
    text: str
    after: str

    def is_like(self, other: Company) -> bool:
        """Whether the neighbor before or the one after is the same."""
        return self.before == other.before or self.after == other.after


def companies(texts: Sequence[str]) -> list[Company]:
    """Return the texts of a document, each between its neighbors."""
    padded = [EDGE, *texts, EDGE]
    return [Company(*each) for each in zip(padded, texts, padded[2:], strict=False)]


def aligned(
    old: Sequence[str], new: Sequence[str], fixed: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Return the index of the old unit for each new unit of a document that has one.

    `fixed` are known pairs of a new and an old index. Runs of unchanged neighbors around texts that
    are unique in both come first, the longest of all before others, so a repeated text is matched
    between its old neighbors; of the rest, the n-th use is matched with the n-th.
    """
    fixed = fixed or {}
    matched = dict(fixed)
    taken = set(fixed.values())
    for first_old, first_new, length in _runs(old, new, fixed):
        for n in range(length):
            if first_new + n not in matched and first_old + n not in taken:
                matched[first_new + n] = first_old + n
                taken.add(first_old + n)
    left_old = [n for n in range(len(old)) if n not in taken]
    left_new = [n for n in range(len(new)) if n not in matched]
    if left_old and left_new:
        old_companies, new_companies = companies(old), companies(new)
        pairs = in_company(
            [old_companies[n] for n in left_old], [new_companies[n] for n in left_new]
        )
        matched.update((left_new[m], left_old[n]) for n, m in pairs)
    return matched


def _runs(
    old: Sequence[str], new: Sequence[str], fixed: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """The runs of equal texts around a unique one: old start, new start, length."""
    anchors = {**_unique(old, new), **fixed}
    ends: dict[int, int] = {}  # the new end of the last run, by the distance that it moved
    found = []
    for at_new, at_old in sorted(anchors.items()):
        if at_new < ends.get(at_new - at_old, 0):
            continue
        start = 0
        while min(at_new, at_old) > start and old[at_old - start - 1] == new[at_new - start - 1]:
            start += 1
        end, last = 1, min(len(old) - at_old, len(new) - at_new)
        while end < last and old[at_old + end] == new[at_new + end]:
            end += 1
        ends[at_new - at_old] = at_new + end
        found.append((at_old - start, at_new - start, start + end))
    return sorted(found, key=lambda run: (-run[2], run[1]))


def _unique(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The old index of each new text that is unique in both documents."""
    counts = Counter(old), Counter(new)
    where = {text: n for n, text in enumerate(old) if counts[0][text] == 1}
    return {n: where[text] for n, text in enumerate(new) if text in where and counts[1][text] == 1}


def in_company(old: Sequence[Company], new: Sequence[Company]) -> list[tuple[int, int]]:
    """Return pairs of the indexes of an old and a new unit with the same text.

    Units with the same neighbors are paired first, then units with one of them, then the others, in
    order: the n-th with the n-th.
    """
    found: list[tuple[int, int]] = []
    old_left: Iterable[int] = range(len(old))
    new_left: Iterable[int] = range(len(new))
    for first, last in ((0, 3), (0, 2), (1, 3), (1, 2)):
        waiting = defaultdict[tuple[str, ...], deque[int]](deque)
        for n in old_left:
            waiting[old[n][first:last]].append(n)
        rest = []
        for m in new_left:
            same = waiting.get(new[m][first:last])
            if same:
                found.append((same.popleft(), m))
            else:
                rest.append(m)
        old_left, new_left = sorted(n for each in waiting.values() for n in each), rest
    return found


def paired(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the old name of each new document, by name and by common texts.

    A name stays the same, unless other documents have far more texts in common.
    """
    common = _common(old, new)
    for name in old.keys() & new.keys():
        common[name, name] += 1
    order = {name: n for n, name in enumerate(in_order(old))}
    order_new = {name: n for n, name in enumerate(in_order(new))}

    def rank(pair: tuple[str, str]) -> tuple[int, bool, int, int]:
        weight = common[pair] * (_OTHER_NAME if pair[0] == pair[1] else 1)
        return -weight, pair[0] != pair[1], order[pair[0]], order_new[pair[1]]

    found: dict[str, str] = {}
    taken: set[str] = set()
    for old_name, new_name in sorted(common, key=rank):
        if old_name not in taken and new_name not in found:
            found[new_name] = old_name
            taken.add(old_name)
    return found


def in_order(documents: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names of documents in the order of their texts, then by name."""
    return sorted(documents, key=lambda name: (*documents[name], EDGE, name))


def _common(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> Counter[tuple[str, str]]:
    """The weight of the common texts of an old and a new document; rare texts weigh more."""
    where: tuple[dict[str, list[str]], ...] = ({}, {})
    for documents, names in zip((old, new), where, strict=True):
        for name, texts in documents.items():
            for text in dict.fromkeys(texts):
                names.setdefault(text, []).append(name)
    common = Counter[tuple[str, str]]()
    for text, new_names in where[1].items():
        old_names = where[0].get(text, ())
        count = len(old_names) * len(new_names)
        if 0 < count <= _COMMON:
            common.update({(a, b): _WEIGHT // count for a in old_names for b in new_names})
    return common
