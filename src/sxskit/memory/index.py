"""The index of a memory, which finds texts that share rare words with another text.

Each feature (`sxskit.similarity.Features`) has a number. The features that are new in an
addition are numbered from the most frequent to the rarest, so a higher number is, roughly, a rarer
feature; numbers never change. The rarest features of each text are indexed, and the rarest ones of
another text are looked up: similar texts have some of these in common.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sxskit.similarity import LONGEST, Features, features, length_class, length_classes, scored


class Effort(NamedTuple):
    """The limits of a near look-up; the page Benchmarks shows their effect.

    `read` is the number of postings that are read, from the rarest feature on, and `scored` the
    maximal number of texts that are scored: those with the most features in common.
    """

    read: int = 60_000
    scored: int = 500


EFFORT = Effort()
_FETCHED = 50
_FETCH = (
    f"SELECT id, text FROM text WHERE id IN ({', '.join('?' * _FETCHED)}) AND EXISTS"  # noqa: S608
    " (SELECT 1 FROM translation WHERE source = text.id AND language_pair = ?)"
)
_ADD = (
    "INSERT INTO posting VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
    " SET texts = CAST(texts || excluded.texts AS BLOB)"
)
_READ_POSTINGS = "SELECT texts FROM posting WHERE feature = ? AND length_class BETWEEN ? AND ?"


def add(connection: sqlite3.Connection, texts: Mapping[int, str]) -> None:
    """Index texts by their ids, except those that are too long to be compared."""
    found = {id: features(text) for id, text in texts.items() if len(text) <= LONGEST}
    numbers = _numbered(connection, found.values())
    postings: dict[tuple[int, int], array[int]] = {}
    for id, each in found.items():
        size = length_class(len(texts[id]))
        for number in each.rarest(numbers):
            postings.setdefault((number, size), array("I")).append(id)
    connection.executemany(_ADD, ((*key, _packed(postings[key])) for key in sorted(postings)))


def _numbered(connection: sqlite3.Connection, found: Iterable[Features]) -> dict[str, int]:
    """The numbers of features; new features get new numbers."""
    counts = Counter(text for each in found for texts in each for text in texts)
    numbers = dict(_known(connection, counts))
    new = sorted(counts.keys() - numbers.keys(), key=lambda text: (-counts[text], text))
    [[last]] = connection.execute("SELECT coalesce(max(id), 0) FROM feature")
    numbers.update((text, number) for number, text in enumerate(new, last + 1))
    connection.executemany(
        "INSERT INTO feature VALUES (?, ?)", ((numbers[text], text) for text in new)
    )
    return numbers


def _known(connection: sqlite3.Connection, texts: Iterable[str]) -> Iterable[tuple[str, int]]:
    for text in texts:
        for [number] in connection.execute("SELECT id FROM feature WHERE text = ?", (text,)):
            yield text, number


class Index:
    """A search for similar texts of a memory with translations in a language pair."""

    def __init__(self, connection: sqlite3.Connection, pair: int) -> None:
        self._connection = connection
        self._pair = pair
        self._numbers: dict[str, int] = {}

    def similar(self, text: str, threshold: int, effort: Effort) -> list[tuple[int, str, int]]:
        """The texts that reach a score, each with its id and its score, the best first.

        The order of texts with equal scores does not depend on when they were added.
        """
        if len(text) > LONGEST:
            return []
        found = self._fetched(self._candidates(text, threshold, effort.read), effort.scored)
        ids = [id for id, _ in found]
        others = [other for _, other in found]
        near = scored(text, others, threshold) if others else []
        scores = [(ids[index], others[index], score) for index, score in near]
        return sorted(scores, key=lambda each: (-each[2], each[1]))

    def _candidates(self, text: str, threshold: int, most: int) -> list[int]:
        """The ids of possibly similar texts, those with the most features in common first.

        `most` is the number of postings that are read.
        """
        wanted = features(text)
        rarest = wanted.rarest(self._known(wanted))
        lists = self._read(rarest, length_classes(len(text), threshold), most)
        last = max(len(lists) - wanted.common + 1, 0)
        shared = Counter(chain.from_iterable(lists[:last]))
        for ids in lists[last:]:  # a text first found here has too few features in common
            shared.update(filter(shared.__contains__, ids))
        least = wanted.common
        enough = [id for id, count in shared.items() if count >= least]
        return sorted(enough, key=shared.__getitem__, reverse=True)

    def _read(self, numbers: Iterable[int], classes: range, most: int) -> list[array[int]]:
        """The ids of the texts with each of some features, the shortest list first."""
        lists: list[array[int]] = []
        for number in numbers:
            ids = array("I")
            for [packed] in self._connection.execute(
                _READ_POSTINGS, (number, classes.start, classes.stop - 1)
            ):
                _unpack(packed, ids)
            lists.append(ids[-most:])  # of too many the newest
            most -= len(ids)
            if most <= 0:
                break
        return sorted(lists, key=len)

    def _known(self, wanted: Features) -> dict[str, int]:
        """The numbers of those features that are in the memory."""
        numbers = self._numbers
        for texts in wanted:
            new = [text for text in texts if text not in numbers]
            numbers.update(_known(self._connection, new))
        return numbers

    def _fetched(self, ids: Sequence[int], most: int) -> list[tuple[int, str]]:
        """The first texts with translations, up to the number that is scored, by their ids."""
        found: list[tuple[int, str]] = []
        for start in range(0, len(ids), _FETCHED):
            some = ids[start : start + _FETCHED]
            padding = [None] * (_FETCHED - len(some))
            found += self._connection.execute(_FETCH, (*some, *padding, self._pair))
            if len(found) >= most:
                break
        return sorted(found[:most])


def _packed(ids: array[int]) -> bytes:
    """Ids as 32-bit numbers, the lowest byte first."""
    if sys.byteorder == "big":
        ids = ids[:]
        ids.byteswap()
    return ids.tobytes()


def _unpack(packed: bytes, ids: array[int]) -> None:
    if sys.byteorder == "big":
        swapped = array("I", packed)
        swapped.byteswap()
        ids += swapped
    else:
        ids.frombytes(packed)
