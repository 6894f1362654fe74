"""Updates: the work in a catalog is carried to the next hand-off, and none of it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Alternative,
    Catalog,
    CatalogError,
    Document,
    Entry,
    Key,
    Origin,
    State,
    Updated,
    extract,
    merge,
    parse,
    update,
)
from tests.helpers.hand_offs import HUMAN, MACHINE, Pairs, document


def edited(catalog: Catalog, **targets: str | State) -> Catalog:
    """A catalog with other targets, done, or other states, by source."""

    def edit(entry: Entry) -> Entry:
        match targets.get(entry.source.replace(" ", "_")):
            case State() as state:
                return replace(entry, state=state)
            case str(target):
                return replace(entry, target=target, state=State.DONE)
        return entry

    return replace(catalog, entries=tuple(map(edit, catalog.entries)))


def brief(updated: Updated) -> list[tuple[str, str, str]]:
    """The source, target and state of each entry."""
    return [(entry.source, entry.target, str(entry.state)) for entry in updated.catalog.entries]


def updated(
    ours: Pairs, theirs: Pairs, *by: str, has_base: bool = True, **edits: str | State
) -> Updated:
    """An update of one document by a machine or a person, then by another one."""
    old = document(ours, by[0])
    base = {"a.md": old} if has_base else None
    new = document(theirs, by[1], "bbbbb")
    return update(edited(extract({"a.md": old}), **edits), {"a.md": new}, base=base)


# The three sides.


@pytest.mark.parametrize("has_base", [False, True])
@pytest.mark.parametrize("by", [HUMAN, MACHINE])
def test_a_corrected_text_wins_over_a_machine(by: str, has_base: bool) -> None:
    pairs = [("Hi", "Хай"), ("Sky", "Небеса")]
    result = updated(
        pairs, [("Hi", "Эй"), ("Sky", "Воздух")], by, MACHINE, has_base=has_base, Sky="Небо"
    )
    assert brief(result)[1] == ("Sky", "Небо", "done")
    assert not result.findings


def test_a_text_that_nobody_changed_gives_way_to_the_hand_off() -> None:
    for by in (HUMAN, MACHINE):
        result = updated([("Hi", "Хай")], [("Hi", "Привет")], MACHINE, by)
        assert [each[1] for each in brief(result)] == ["Привет"]
        assert not result.findings
    assert brief(updated([("Hi", "Хай")], [("Hi", "Привет")], HUMAN, HUMAN)) == [
        ("Hi", "Привет", "done")
    ]


def test_the_text_of_a_person_is_not_replaced_by_that_of_a_machine() -> None:
    result = updated([("Hi", "Привет")], [("Hi", "Хай")], HUMAN, MACHINE)
    assert brief(result) == [("Hi", "Привет", "done")]
    assert not result.findings


def test_an_approved_text_is_work() -> None:
    result = updated([("Hi", "Привет")], [("Hi", "Хай")], MACHINE, MACHINE, Hi=State.DONE)
    assert brief(result) == [("Hi", "Привет", "done")]
    result = updated([("Hi", "Привет")], [("Hi", "Салют")], MACHINE, HUMAN, Hi=State.DONE)
    assert [finding.code for finding in result.findings] == ["conflict"]


def test_both_changed() -> None:
    result = updated([("Hi", "Хай")], [("Hi", "Салют")], HUMAN, HUMAN, Hi="Привет")
    [entry] = result.catalog.entries
    assert (entry.target, entry.state) == ("Привет", State.REVIEW)
    assert entry.alternatives == (Alternative("Салют", Origin.HUMAN, None, "hand-off"),)
    [finding] = result.findings
    assert (finding.code, finding.key) == ("conflict", "a.md#bbbbb-101")


def test_only_ours_changed() -> None:
    for by in ((HUMAN, HUMAN), (MACHINE, HUMAN)):
        result = updated([("Hi", "Хай")], [("Hi", "Хай")], *by, Hi="Привет")
        assert brief(result) == [("Hi", "Привет", "done")]
        assert not result.findings


def test_both_changed_alike() -> None:
    result = updated([("Hi", "Хай")], [("Hi", "Привет")], MACHINE, HUMAN, Hi="Привет")
    assert brief(result) == [("Hi", "Привет", "done")]
    assert not result.findings


def test_without_a_base_nothing_is_replaced_silently() -> None:
    for state in (State.DONE, State.REVIEW):
        result = updated([("Hi", "Хай")], [("Hi", "Салют")], HUMAN, HUMAN, has_base=False, Hi=state)
        [entry] = result.catalog.entries
        assert (entry.target, entry.state) == ("Хай", State.REVIEW)
        assert [each.text for each in entry.alternatives] == ["Салют"]
        assert [finding.code for finding in result.findings] == ["conflict"]
    result = updated([("Hi", "Хай")], [("Hi", "Салют")], MACHINE, MACHINE, has_base=False)
    [entry] = result.catalog.entries
    assert {entry.target, *[each.text for each in entry.alternatives]} == {"Хай", "Салют"}


def test_a_draft_stays_a_draft() -> None:
    old = document([("Hi", "Хай")])
    catalog = extract({"a.md": old})
    draft = replace(catalog, entries=(replace(catalog.entries[0], target="Прив"),))
    new = document([("Hi", "Эй")], MACHINE, "bbbbb")
    assert brief(update(draft, {"a.md": new}, base={"a.md": old})) == [("Hi", "Прив", "review")]


def test_a_doubt_stays() -> None:
    for by in (MACHINE, HUMAN):
        result = updated([("Hi", "Хай")], [("Hi", "Хай")], HUMAN, by, Hi=State.REVIEW)
        assert brief(result) == [("Hi", "Хай", "review")]


# Placement.


def test_repeats_land_between_their_neighbors() -> None:
    ours = [("A", "а"), ("Note", "1"), ("B", "б"), ("Note", "2"), ("C", "в"), ("Note", "3")]
    theirs = [("C", "?"), ("Note", "?"), ("A", "?"), ("Note", "?"), ("D", "?"), ("Note", "?")]
    result = updated(ours, theirs, HUMAN, MACHINE, has_base=False)
    notes = [each for each in brief(result) if each[0] == "Note"]
    assert notes == [("Note", "3", "done"), ("Note", "1", "done"), ("Note", "2", "review")]


def test_the_nth_use_takes_the_nth() -> None:
    pairs = [("Note", str(n)) for n in range(6)]
    result = updated(pairs, [("Note", "?")] * 6, HUMAN, MACHINE, has_base=False)
    assert [each[1] for each in brief(result)] == list("012345")


def test_work_has_the_units_that_there_are() -> None:
    old = document([("X", "х"), ("Note", "1"), ("Y", "у"), ("Note", "2")])
    catalog = extract({"a.md": old})
    *others, last = catalog.entries
    catalog = replace(catalog, entries=(*others, replace(last, target="моё", state=State.DONE)))
    new = document([("X", "?"), ("Note", "?")], MACHINE, "bbbbb")
    result = update(catalog, {"a.md": new}, base={"a.md": old})
    assert brief(result)[1][:2] == ("Note", "моё")


def test_documents_are_known_by_their_content() -> None:
    old = {
        "a.md": document([("Cats", "Коты"), ("Notes", "Заметки"), ("Meow", "Мяу")], HUMAN),
        "b.md": document(
            [("Dogs", "Псы"), ("Notes", "Примечания"), ("Woof", "Гав")], HUMAN, "bbbbb"
        ),
    }
    new = {
        "b.md": document([("Cats", ""), ("Notes", ""), ("Meow", "")], MACHINE, "ccccc"),
        "c.md": document([("Dogs", ""), ("Notes", ""), ("Woof", "")], MACHINE, "ddddd"),
    }
    result = update(extract(old), new)
    assert result.documents == {"b.md": "a.md", "c.md": "b.md"}
    assert [each[1] for each in brief(result)] == [
        "Коты",
        "Заметки",
        "Мяу",
        "Псы",
        "Примечания",
        "Гав",
    ]
    assert {each[2] for each in brief(result)} == {"done"}


def test_what_has_moved_is_done_where_it_has_one_translation() -> None:
    old = {
        "a.md": document([("Cats", "Коты"), ("Moved", "Уехал"), ("Open", "Открыть")], HUMAN),
        "b.md": document([("Dogs", "Псы"), ("Open", "Открытый")], HUMAN, "bbbbb"),
    }
    new = {
        "a.md": document([("Cats", "")], MACHINE, "ccccc"),
        "b.md": document([("Dogs", "")], MACHINE, "ddddd"),
        "c.md": document([("Moved", "?"), ("New", "?"), ("Open", "?")], MACHINE, "eeeee"),
    }
    result = update(extract(old), new)
    assert brief(result)[2] == ("Moved", "Уехал", "done")
    assert brief(result)[4][1:] in (("Открыть", "review"), ("Открытый", "review"))
    assert len(result.catalog.obsolete) == 1


def test_copies_are_done_where_all_uses_agree() -> None:
    one = updated([("OK", "Да")] * 2, [("OK", "?")] * 3, HUMAN, MACHINE, has_base=False)
    assert brief(one) == [("OK", "Да", "done")] * 3
    assert (one.carried, one.copied) == (2, 1)
    other = updated([("OK", "Да"), ("OK", "Ок")], [("OK", "?")] * 3, HUMAN, MACHINE, has_base=False)
    assert [each[2] for each in brief(other)] == ["done", "review", "done"]
    assert {each[1] for each in brief(other)} == {"Да", "Ок"}


def test_a_similar_source_is_a_proposal() -> None:
    pytest.importorskip("rapidfuzz")
    before, after = "Save the file to the disk.", "Do not save the file to the disk."
    result = updated([(before, "Сохраните.")], [(after, "Не надо")], HUMAN, MACHINE, has_base=False)
    [entry] = result.catalog.entries
    assert (entry.target, entry.state) == ("Сохраните.", State.REVIEW)
    assert entry.previous_source == before
    assert [each.text for each in entry.alternatives] == ["Не надо"]
    [obsolete] = result.catalog.obsolete
    assert (obsolete.source, obsolete.target, obsolete.state) == (before, "Сохраните.", State.DONE)
    result = updated([(before, "Сохраните.")], [(after, "Не надо")], HUMAN, HUMAN, has_base=False)
    assert brief(result) == [(after, "Не надо", "done")]
    result = updated(
        [(before, "Сохраните.")], [(after, "Сохраните.")], HUMAN, HUMAN, has_base=False
    )
    assert brief(result) == [(after, "Сохраните.", "review")]


def test_what_is_gone_is_obsolete_until_it_is_back() -> None:
    old = document([("Hi", "Привет"), ("Sky", "Небо")], HUMAN)
    gone = update(extract({"a.md": old}), {"a.md": document([("Hi", "?")], MACHINE, "bbbbb")})
    assert [entry.target for entry in gone.catalog.obsolete] == ["Небо"]
    new = document([("Hi", "?"), ("Sky", "?")], MACHINE, "ccccc")
    back = update(gone.catalog, {"a.md": new})
    assert brief(back) == [("Hi", "Привет", "done"), ("Sky", "Небо", "done")]
    assert not back.catalog.obsolete


def test_notes_of_people_are_carried() -> None:
    old = document([("Hi", "Хай")])
    catalog = extract({"a.md": old})
    noted = replace(catalog, entries=(replace(catalog.entries[0], notes=("ask Ann",)),))
    result = update(noted, {"a.md": document([("Hi", "Эй")], MACHINE, "bbbbb")}, base={"a.md": old})
    assert result.catalog.entries[0].notes == ("ask Ann",)


# Front matter.

ENGLISH = "---\ntitle: The sky\n---\n"


def titled(title: str, ids: str, by: str = MACHINE) -> Document:
    text = document([("Hi", "Хай")], by, ids).text
    return parse(text.replace("---\n", f"---\ntitle: {title}\n", 1))


@pytest.mark.parametrize("english", [{}, {"a.md": ENGLISH}])
def test_values_are_carried_by_the_same_rules(english: Mapping[str, str]) -> None:
    old, new = {"a.md": titled("Небеса", "aaaaa")}, {"a.md": titled("Воздух", "bbbbb")}
    catalog = extract(old, english={"a.md": ENGLISH})
    work = edited(catalog, The_sky="Небо")

    def updated_by(catalog: Catalog) -> Updated:
        return update(catalog, new, base=old, english=english, base_english=english)

    result = updated_by(work)
    assert brief(result)[0][:2] == ("The sky", "Небо")
    assert result.catalog.entries[0].key == Key("a.md", "title")
    assert result.catalog.entries[0].state is (State.DONE if english else State.REVIEW)
    unedited = [each[1] for each in brief(updated_by(catalog))]
    assert unedited == ["Воздух", "Хай"]


def test_a_value_of_the_same_hand_off_stays() -> None:
    old = {"a.md": titled("Небеса", "aaaaa")}
    catalog = edited(extract(old, english={"a.md": ENGLISH}), The_sky="Небо")
    assert update(catalog, old).catalog == catalog
    assert update(catalog, old, english={"a.md": ENGLISH}).catalog == catalog


# Laws.

_sources = st.sampled_from(("Note", "See also", "Open the file", "Open a file", "Next", "Ünï"))
_targets = st.sampled_from(("", "Заметка", "Открыть", "Далее", "Ещё"))
_pairs = st.lists(st.tuples(_sources, _targets), max_size=8)
_names = ("a.md", "b.md", "x/c.md")


@st.composite
def hand_offs(draw: st.DrawFn, ids: str) -> dict[str, Document]:
    names = draw(st.lists(st.sampled_from(_names), unique=True, min_size=1))
    return {
        name: document(draw(_pairs), draw(st.sampled_from((HUMAN, MACHINE))), f"{ids}{n}")
        for n, name in enumerate(sorted(names))
    }


@st.composite
def works(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    """A catalog as people leave it."""
    entries = []
    for n, entry in enumerate(catalog.entries):
        match draw(st.sampled_from(("", "", "edit", "draft", "approve", "doubt", "clear", "note"))):
            case "edit":
                entry = replace(entry, target=f"текст {n}", state=State.DONE)
            case "draft":
                entry = replace(entry, target=f"черновик {n}", state=State.REVIEW)
            case "approve" if entry.target.strip():
                entry = replace(entry, state=State.DONE)
            case "doubt" if entry.target.strip():
                entry = replace(entry, state=State.REVIEW)
            case "clear":
                entry = replace(entry, target="", state=State.NEW)
            case "note":
                entry = replace(entry, notes=(*entry.notes, "ask Ann"))
        entries.append(entry)
    return replace(catalog, entries=tuple(entries))


@st.composite
def updates(draw: st.DrawFn) -> tuple[Catalog, dict[str, Document], dict[str, Document]]:
    """A catalog as people leave it, the documents that it is of, and the next hand-off."""
    old = draw(hand_offs("aaaa"))
    return draw(works(extract(old))), old, draw(hand_offs("bbbb"))


@given(updates())
def test_an_update_by_the_same_documents_changes_nothing(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]],
) -> None:
    ours, old, _ = given
    for base in (None, old):
        result = update(ours, old, base=base)
        assert result.catalog == ours
        assert not result.findings


@given(updates(), st.booleans())
def test_a_second_update_changes_nothing(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]], has_base: bool
) -> None:
    ours, old, new = given
    first = update(ours, new, base=old if has_base else None)
    for base in (None, new, old):
        second = update(first.catalog, new, base=base)
        assert second.catalog == first.catalog
        assert not second.findings


@given(updates(), st.booleans())
def test_no_work_is_lost_and_none_has_two_homes(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]], has_base: bool
) -> None:
    ours, old, new = given
    extracted = {entry.key: entry for entry in extract(old).entries}
    result = update(ours, new, base=old if has_base else None)
    placed = Counter((entry.source, entry.target) for entry in result.catalog.entries)
    obsolete = Counter((entry.source, entry.target) for entry in result.catalog.obsolete)
    known = Counter((entry.source, entry.target) for entry in ours.entries)
    for entry in ours.entries:
        is_work = entry.state is State.DONE or entry.target != extracted[entry.key].target
        if has_base and entry.target == extracted[entry.key].target:
            is_work = entry.state is State.DONE and extracted[entry.key].state is State.REVIEW
        if entry.target and is_work:
            texts = entry.source, entry.target
            assert placed[texts] + obsolete[texts] >= 1
            assert obsolete[texts] <= known[texts]
    places = sum(1 for each in ours.entries if each.target)
    assert result.kept + result.carried + result.retired <= places + len(
        [each for each in ours.entries if not each.target]
    )


@given(updates())
def test_an_updated_catalog_fits_its_documents(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]],
) -> None:
    ours, _, new = given
    catalog = update(ours, new).catalog
    assert [entry.key for entry in catalog.entries] == [entry.key for entry in extract(new).entries]
    for name, each in new.items():
        codes = {finding.code for finding in merge(each, name, catalog).findings}
        assert codes <= {"needs-review", "untranslated"}


@given(updates(), st.permutations(range(3)), st.booleans())
def test_the_order_of_documents_makes_no_difference(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]],
    order: Sequence[int],
    has_base: bool,
) -> None:
    ours, old, new = given
    names = [_names[n] for n in order if _names[n] in new]
    olds = [_names[n] for n in order if _names[n] in old]
    shuffled = replace(
        ours, entries=tuple([entry for name in olds for entry in ours.of(name).values()])
    )
    base = old if has_base else None
    first = update(ours, new, base=base).catalog
    second = update(shuffled, {name: new[name] for name in names}, base=base).catalog
    assert {entry.key: entry for entry in second.entries} == {
        entry.key: entry for entry in first.entries
    }
    assert {*second.obsolete} == {*first.obsolete}


@given(updates(), st.booleans())
def test_names_make_no_difference(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]], has_base: bool
) -> None:
    """Documents that are all renamed are told by content; those that are alike, in any way."""
    ours, old, new = given
    base = old if has_base else None
    texts = [[unit.source for unit in each.units] for each in new.values()]
    if any(texts.count(each) > 1 for each in texts):
        return
    one = {f"one/{name}": each for name, each in new.items()}
    other = {f"other/{name[::-1]}": each for name, each in new.items()}
    first, second = [update(ours, each, base=base).catalog for each in (one, other)]
    assert [(entry.source, entry.target, entry.state) for entry in first.entries] == [
        (entry.source, entry.target, entry.state) for entry in second.entries
    ]


@given(updates())
def test_with_a_base_what_nobody_changed_is_that_of_the_hand_off(
    given: tuple[Catalog, dict[str, Document], dict[str, Document]],
) -> None:
    _, old, new = given
    ours = extract(old)
    machine = all(entry.origin is not Origin.HUMAN for entry in ours.entries)
    result = update(ours, new, base=old).catalog
    if machine or all(entry.origin is not Origin.MACHINE for entry in extract(new).entries):
        expected = extract(new)
        assert [entry.target for entry in result.entries if machine] == [
            entry.target for entry in expected.entries if machine
        ]
        assert not result.obsolete


def test_another_language() -> None:
    ours = extract({"a.md": document([("Hi", "Хай")])})
    with pytest.raises(CatalogError, match=r"ru-RU.*de-DE"):
        update(ours, {"a.md": document([("Hi", "Hallo")], ids="bbbbb", language="de-DE")})


_TIES = """
import random
from sxskit.exchange.similar import Similar
chance = random.Random(1)
words = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(120)]
texts = []  # each word is in twenty of them
for _ in range(20):
    order = chance.sample(words, len(words))
    texts += [" ".join(order[n : n + 6]) for n in range(0, len(order), 6)]
similar = Similar(texts)
for _ in range(100):
    print(similar.best(" ".join(chance.sample(words, 14)), 10))
"""


def test_similar_texts_are_the_same_in_every_process() -> None:
    """Words are looked up in the same order, whatever the order of a set is."""
    pytest.importorskip("rapidfuzz")
    printed = {
        subprocess.run(
            [sys.executable, "-c", _TIES],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(printed) == 1
