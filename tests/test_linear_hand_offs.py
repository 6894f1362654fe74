"""Updates and differences cost in proportion to the hand-offs, also to those made to cost more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from sxskit import Catalog, Document, Entry, Key, Memory, State, diff, extract, update
from sxskit.adaptation import adapted
from tests.helpers.growth import Made, ratio
from tests.helpers.hand_offs import MACHINE, Pairs, document

# Each of them is timed several times, at two lengths.
pytestmark = pytest.mark.slow


def texts(n: int, sentence: str = "The dome {} opens {} at night.") -> Pairs:
    """Different pairs, each of words that no other one has."""
    return [(sentence.format(f"w{k}x", f"y{k}z"), f"Цель {k}") for k in range(n)]


def untranslated(pairs: Pairs) -> Pairs:
    return [(source, "") for source, _ in pairs]


def changed(pairs: Pairs) -> Pairs:
    return [(source.replace("opens", "closes"), "") for source, _ in pairs]


# The old and the new units of a document.
HAND_OFFS: dict[str, Callable[[int], tuple[Pairs, Pairs]]] = {
    "the same": lambda n: (texts(n), untranslated(texts(n))),
    "in reverse": lambda n: (texts(n), untranslated(texts(n))[::-1]),
    "one text": lambda n: ([("Note", f"Н{k}") for k in range(n)], [("Note", "")] * n),
    "one text among others": lambda n: (
        [each for pair in texts(n // 2) for each in (("Note", "Н"), pair)],
        [each for pair in texts(n // 2) for each in (pair, ("Note", ""))],
    ),
    "two texts in turn": lambda n: (
        [("A", "А"), ("B", "Б")] * (n // 2),
        [("B", ""), ("A", "")] * (n // 2),
    ),
    "all sources changed": lambda n: (texts(n), changed(texts(n))),
    "all sources alike": lambda n: (
        [(f"Open the dome of the observatory {k}", f"Цель {k}") for k in range(n)],
        [(f"Close the dome of the observatory {k}", "") for k in range(n)],
    ),
    "all new": lambda n: (texts(n), untranslated(texts(n, "Moon {} sets {} today."))),
    "all gone": lambda n: (texts(n), [("Moon", "Луна")]),
}


def in_one(pairs: Pairs, ids: str) -> dict[str, Document]:
    return {f"{ids[0]}.md": document(pairs, MACHINE, ids)}


def in_many(pairs: Pairs, ids: str) -> dict[str, Document]:
    """Documents of ten units."""
    return {
        f"{n}{ids[0]}.md": document(pairs[n : n + 10], MACHINE, ids)
        for n in range(0, len(pairs), 10)
    }


Folder = Mapping[str, Document]


def made(name: str, spread: Callable[[Pairs, str], Folder], n: int) -> tuple[Folder, Folder]:
    old, new = HAND_OFFS[name](n)
    return spread(old, "aaaaa"), spread(new, "bbbbb")


by_spread = pytest.mark.parametrize(
    ("name", "spread"),
    [*((name, in_one) for name in HAND_OFFS), ("one text", in_many), ("all new", in_many)],
)


@by_spread
def test_an_update(name: str, spread: Callable[[Pairs, str], Folder]) -> None:
    hand_offs = Made(lambda n: made(name, spread, n))
    catalogs = Made(lambda n: extract(hand_offs[n][0]))
    assert ratio(lambda n: update(catalogs[n], hand_offs[n][1]), 150) < 8


@by_spread
def test_a_difference(name: str, spread: Callable[[Pairs, str], Folder]) -> None:
    hand_offs = Made(lambda n: made(name, spread, n))
    assert ratio(lambda n: diff(*hand_offs[n]), 150) < 8


@pytest.mark.parametrize("name", ["the same", "one text", "all sources changed", "all new"])
def test_pre_translation(name: str) -> None:
    """The memory grows with the documents."""
    hand_offs = Made(lambda n: made(name, in_one, n))

    def memory_of(n: int) -> Memory:
        memory = Memory.empty()
        memory.add(extract(hand_offs[n][0]))
        return memory

    memories = Made(memory_of)
    assert ratio(lambda n: extract(hand_offs[n][1], memory=memories[n]), 100) < 8


@pytest.mark.parametrize("text", ["1 ", "1,", "`1` ", "[a](1.md) ", "{1} ", "`", "<!-- ", "www.1 "])
def test_a_near_match_is_adapted_in_proportion_to_its_length(text: str) -> None:
    def work(n: int) -> object:
        source = text * (n // len(text))
        return adapted(f"{source} 2", f"{source} 3", f"{source} 3")

    assert ratio(work, 20_000) < 8


@pytest.mark.parametrize("count", [1, 20])
def test_a_source_with_many_translations(count: int) -> None:
    """Each use of it gets some of them, not all."""

    def memory_of(n: int) -> Memory:
        memory = Memory.empty()
        entries = [
            Entry(Key("a.md", f"1-{k}"), "Note", f"Н{k}", State.DONE) for k in range(n // count)
        ]
        memory.add(Catalog("en-US", "ru-RU", tuple(entries)))
        return memory

    memories = Made(memory_of)
    new = {"b.md": document([("Note", "")] * count)}
    assert ratio(lambda n: extract(new, memory=memories[n]), 2_000) < 8
