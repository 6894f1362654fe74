"""Pre-translation: what a memory contains is in the catalogs of new documents, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Alternative,
    Catalog,
    CatalogError,
    Entry,
    Key,
    Memory,
    Origin,
    State,
    diff,
    dumps,
    extract,
    loads,
    merge,
    update,
)
from sxskit.formats import FORMATS, Format
from tests.helpers.hand_offs import HUMAN, MACHINE, Pairs, document

DOME = "The dome is open from dusk to dawn unless there are clouds."
DOME_NOW = "The dome is open from dusk to midnight unless there are clouds."
FROM_MEMORY = Alternative("Свод", Origin.UNKNOWN, 100, "memory")


@pytest.fixture
def memory() -> Iterator[Memory]:
    with Memory.empty() as opened:
        yield opened


def known(
    *texts: tuple[str, str],
    state: State = State.DONE,
    name: str = "old.md",
    origin: str = "unknown",
) -> Catalog:
    """A catalog of one document with translations."""
    entries = [
        Entry(Key(name, f"aaaaa-{n}"), *pair, state, origin=Origin(origin))
        for n, pair in enumerate(texts, 101)
    ]
    return Catalog("en-US", "ru-RU", tuple(entries))


def translated(
    memory: Memory, texts: Pairs, by: str = MACHINE, *, threshold: int = 75
) -> list[Entry]:
    """The entries of a document with the translations of a memory."""
    documents = {"new.md": document(texts, by, "bbbbb")}
    return list(extract(documents, memory=memory, threshold=threshold).entries)


def brief(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.target, str(entry.state)) for entry in entries]


# Equal sources


@pytest.mark.parametrize("text", ["", "Хай"])
def test_the_only_translation_of_a_source_is_done(memory: Memory, text: str) -> None:
    memory.add(known(("Hi", "Привет"), ("Sky", "Небо")))
    [hi, moon] = translated(memory, [("Hi", text), ("Moon", "Месяц")])
    assert (hi.target, hi.state, hi.alternatives) == ("Привет", State.DONE, ())
    assert (moon.target, moon.state) == ("Месяц", State.REVIEW)


@pytest.mark.parametrize("text", ["", "Хай", "Свод"])
def test_one_of_several_translations_is_to_review(memory: Memory, text: str) -> None:
    memory.add(known(("Sky", "Небо"), ("Dome", "Купол"), ("Dome", "Свод"), ("Moon", "Луна")))
    [_, dome] = translated(memory, [("Star", ""), ("Dome", text)])
    assert (dome.target, dome.state) == ("Купол", State.REVIEW)
    replaced = [Alternative(text, Origin.MACHINE, None, "hand-off")] if text == "Хай" else []
    assert dome.alternatives == (FROM_MEMORY, *replaced)


def test_a_translation_between_the_same_neighbors_is_done(memory: Memory) -> None:
    memory.add(known(("Sky", "Небо"), ("Dome", "Купол"), ("Dome", "Свод"), ("Moon", "Луна")))
    found = translated(memory, [("Sky", ""), ("Dome", ""), ("Dome", "Хай"), ("Moon", "")])
    assert brief(found) == [("Небо", "done"), ("Купол", "done"), ("Свод", "done"), ("Луна", "done")]


def test_several_translations_between_the_same_neighbors_are_to_review(memory: Memory) -> None:
    for name, target in [("a.md", "Купол"), ("b.md", "Свод")]:
        memory.add(known(("Sky", "Небо"), ("Dome", target), ("Moon", "Луна"), name=name))
    [_, dome, _] = translated(memory, [("Sky", ""), ("Dome", ""), ("Moon", "")])
    assert (dome.target, dome.state) == ("Купол", State.REVIEW)
    assert dome.alternatives == (FROM_MEMORY,)


@pytest.mark.parametrize("origin", ["human", "machine", "unknown"])
def test_what_is_to_review_in_the_memory_stays_so(memory: Memory, origin: str) -> None:
    memory.add(known(("Hi", "Привет"), state=State.REVIEW, origin=origin))
    assert brief(translated(memory, [("Hi", "")])) == [("Привет", "review")]
    [hi] = translated(memory, [("Hi", "Хай")])
    assert (hi.target, hi.state) == ("Хай", State.REVIEW)
    is_draft = origin != "machine"
    assert [each.text for each in hi.alternatives] == ["Привет"] * is_draft


def test_the_text_of_a_person_stays(memory: Memory) -> None:
    memory.add(known(("Hi", "Привет"), (DOME, "Купол открыт.")))
    plain = extract({"new.md": document([("Hi", "Хай"), (DOME_NOW, "Да")], HUMAN, "bbbbb")})
    assert translated(memory, [("Hi", "Хай"), (DOME_NOW, "Да")], HUMAN) == list(plain.entries)


def test_a_machine_translation_that_is_approved_in_the_memory_is_done(memory: Memory) -> None:
    memory.add(known(("Hi", "Хай"), origin="machine"))
    assert brief(translated(memory, [("Hi", "Хай")])) == [("Хай", "done")]


# Similar sources


@pytest.mark.parametrize("text", ["", "Хай"])
def test_a_near_match_is_to_review_with_the_previous_source(memory: Memory, text: str) -> None:
    memory.add(known((DOME, "Купол открыт.")))
    [dome] = translated(memory, [(DOME_NOW, text)])
    assert (dome.target, dome.state) == ("Купол открыт.", State.REVIEW)
    assert dome.previous_source == DOME
    assert [each.text for each in dome.alternatives] == [text] * bool(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Delete the file.", "Do not delete the file."),
        ("Delete the file", "Delete the file."),
        ("delete the file", "Delete the file"),
        ("Delete  the file", "Delete the file"),
    ],
)
def test_what_is_not_equal_is_never_done(memory: Memory, old: str, new: str) -> None:
    memory.add(known(("Sky", "Небо"), (old, "Удалить"), ("Moon", "Луна")))
    [_, entry, _] = translated(memory, [("Sky", ""), (new, ""), ("Moon", "")], threshold=60)
    assert (entry.state, entry.previous_source) == (State.REVIEW, old)


def test_an_equal_source_comes_before_a_similar_one(memory: Memory) -> None:
    memory.add(known((DOME, "Похоже"), state=State.DONE))
    memory.add(known((DOME_NOW, "Равно"), state=State.REVIEW, name="other.md"))
    [dome] = translated(memory, [(DOME_NOW, "")])
    assert (dome.target, dome.previous_source) == ("Равно", "")


def test_other_similar_sources_are_alternatives(memory: Memory) -> None:
    memory.add(known((f"{DOME} Now!!", "Б"), (f"{DOME} Now!", "А")))
    [dome] = translated(memory, [(f"{DOME} Now", "")])
    assert (dome.target, dome.previous_source) == ("А", f"{DOME} Now!")
    assert dome.alternatives == (Alternative("Б", Origin.UNKNOWN, 98, "memory", f"{DOME} Now!!"),)


def test_a_draft_of_a_similar_source_does_not_replace_a_translation(memory: Memory) -> None:
    memory.add(known((DOME, "Купол"), state=State.REVIEW))
    [dome] = translated(memory, [(DOME_NOW, "Хай")])
    assert (dome.target, dome.previous_source) == ("Хай", "")
    assert [each.text for each in dome.alternatives] == ["Купол"]


@pytest.mark.parametrize(
    ("threshold", "is_found"), [(60, True), (88, True), (89, False), (100, False)]
)
def test_a_threshold_is_the_lowest_score(memory: Memory, threshold: int, is_found: bool) -> None:
    memory.add(known(("Save all of the new files.", "Сохранить")))
    [entry] = translated(memory, [("Save all of the old files.", "")], threshold=threshold)
    assert bool(entry.target) is is_found


@pytest.mark.parametrize(
    ("new", "old", "target", "expected", "note"),
    [
        ("Use `b`", "Use `a`", "`a` да", "`a` да", "code: b instead of a"),
        (
            "See [it](b.md)",
            "See [it](a.md)",
            "[да](a.md)",
            "[да](a.md)",
            "link: b.md instead of a.md",
        ),
        ("Use {1}", "Use {0}", "{0} да", "{0} да", "placeholder: {1} instead of {0}"),
        ("Wait 5 s", "Wait 10 s", "10 с", "5 с", "number: 5 instead of 10: replaced"),
        ("Wait 5 s", "Wait 10 s", "Десять", "Десять", "number: 5 instead of 10"),
    ],
)
def test_a_near_match_names_what_differs(
    memory: Memory, new: str, old: str, target: str, expected: str, note: str
) -> None:
    """So it does in an update and in a difference, for the near matches of the old catalog."""
    memory.add(known((f"{old}. {DOME}", target)))
    pairs = [(f"{new}. {DOME}", "")]
    [entry] = translated(memory, pairs)
    [ours] = update(known((f"{old}. {DOME}", target)), {"old.md": document(pairs)}).catalog.entries
    for each in (entry, ours):
        assert (each.target, each.state) == (expected, State.REVIEW)
        assert each.notes == (f"near match: {note}",)
        assert each.previous_source == f"{old}. {DOME}"
    [todo] = diff(known((f"{old}. {DOME}", target)), {"old.md": document(pairs)}).todo
    assert [each.text for each in todo.alternatives] == [expected]
    assert todo.notes == (f"near match: {note}",)


# Languages


def in_language(target: str, source: str = "en-US") -> Catalog:
    [hi] = known(("Hi", f"{source}-{target}")).entries
    return Catalog(source, target, (hi,))


def test_another_variety_is_to_review(memory: Memory) -> None:
    memory.add(in_language("pt-BR"))
    [entry] = extract({"a.md": document([("Hi", "")], language="pt-PT")}, memory=memory).entries
    assert (entry.target, entry.state) == ("en-US-pt-BR", State.REVIEW)
    memory.add(in_language("pt-PT"))
    [entry] = extract({"a.md": document([("Hi", "")], language="pt-PT")}, memory=memory).entries
    assert (entry.target, entry.state) == ("en-US-pt-PT", State.DONE)


def test_all_names_of_a_language_pair_are_searched(memory: Memory) -> None:
    memory.add(in_language("ru", "en"), in_language("ru-RU"))
    [entry] = extract({"a.md": document([("Hi", "")])}, memory=memory).entries
    assert (entry.target, entry.state) == ("en-US-ru-RU", State.REVIEW)
    assert [each.text for each in entry.alternatives] == ["en-ru"]


@pytest.mark.parametrize("language", ["de-DE", "uk-UA", "he-IL"])
def test_another_language_is_refused(memory: Memory, language: str) -> None:
    new = {"a.md": document([("Hi", "")], language=language)}
    assert extract(new, memory=memory) == extract(new)  # an empty one
    memory.add(in_language("ru-RU"), in_language("fr-FR"))
    with pytest.raises(CatalogError, match=f"from en-US to {language} in the memory, only en-US"):
        extract(new, memory=memory)


def test_a_document_without_a_language(memory: Memory) -> None:
    new = {"a.md": document([("Hi", "")], language="")}
    memory.add(in_language("ru-RU"))
    [entry] = extract(new, memory=memory).entries
    assert (entry.target, entry.state) == ("en-US-ru-RU", State.REVIEW)
    memory.add(in_language("de-DE"))
    with pytest.raises(CatalogError, match="target language is missing"):
        extract(new, memory=memory)
    [entry] = extract(new, memory=memory, language="de-DE").entries
    assert (entry.target, entry.state) == ("en-US-de-DE", State.DONE)


# Laws

SOURCES = ("Hi", "Sky", "Dome", DOME, DOME_NOW)
pairs = st.lists(st.tuples(st.sampled_from(SOURCES), st.sampled_from(["", "А", "Б"])), max_size=5)


@given(st.lists(pairs, min_size=1, max_size=3), pairs)
def test_the_result_does_not_depend_on_the_order_of_documents(
    given_pairs: list[Pairs], memory_pairs: Pairs
) -> None:
    documents = {
        f"{n}.md": document(each, MACHINE, f"bbbb{n}") for n, each in enumerate(given_pairs)
    }
    with Memory.empty() as memory:
        memory.add(known(*memory_pairs))
        expected = extract(documents, memory=memory)
        for names in permutations(documents):
            shuffled = extract({name: documents[name] for name in names}, memory=memory)
            for name in names:
                assert shuffled.of(name) == expected.of(name)
                alone = extract({name: documents[name]}, memory=memory)
                assert alone.of(name) == expected.of(name)


@given(pairs, pairs, st.sampled_from(FORMATS))
def test_what_a_memory_gives_is_in_every_format(
    new: Pairs, memory_pairs: Pairs, format: Format
) -> None:
    with Memory.empty() as memory:
        memory.add(known(*memory_pairs))
        catalog = extract({"new.md": document(new, MACHINE, "bbbbb")}, memory=memory)
    read = loads(dumps(catalog, format), format, language="ru-RU")
    assert brief(read.entries) == [
        each for each in brief(catalog.entries) if format != "tmx" or each[0]
    ]


@given(pairs, pairs)
def test_a_merge_finds_nothing_stale(new: Pairs, memory_pairs: Pairs) -> None:
    page = document(new, MACHINE, "bbbbb")
    with Memory.empty() as memory:
        memory.add(known(*memory_pairs))
        catalog = extract({"new.md": page}, memory=memory)
    merged = merge(page, "new.md", catalog)
    assert {finding.code for finding in merged.findings} <= {"untranslated", "needs-review"}
    assert merge(merged.document, "new.md", catalog).document == merged.document


# Updates


def edited(catalog: Catalog, **targets: str) -> Catalog:
    entries = [
        replace(entry, target=targets[entry.source], state=State.DONE)
        if entry.source in targets
        else entry
        for entry in catalog.entries
    ]
    return replace(catalog, entries=tuple(entries))


@given(pairs, pairs)
def test_the_catalog_of_the_documents_is_kept(old: Pairs, memory_pairs: Pairs) -> None:
    documents = {"a.md": document(old)}
    ours = edited(extract(documents), Sky="Ввысь")
    with Memory.empty() as memory:
        memory.add(known(*memory_pairs))
        assert update(ours, documents, memory=memory).catalog == ours


@given(pairs, pairs, pairs)
def test_a_second_update_changes_nothing(old: Pairs, new: Pairs, memory_pairs: Pairs) -> None:
    ours = edited(extract({"a.md": document(old)}), Sky="Ввысь")
    theirs = {"a.md": document(new, MACHINE, "bbbbb")}
    with Memory.empty() as memory:
        memory.add(known(*memory_pairs))
        first = update(ours, theirs, memory=memory)
        again = update(first.catalog, theirs, memory=memory)
    assert again.catalog == first.catalog
    assert again.matched == 0
    assert not [
        each
        for each in merge(theirs["a.md"], "a.md", first.catalog).findings
        if each.code == "stale"
    ]


def test_the_old_catalog_comes_before_the_memory(memory: Memory) -> None:
    memory.add(known(("Hi", "Привет"), ("Sky", "Небо"), ("Moon", "Луна")))
    old = [("Hi", "Хай"), ("Sky", "Н")]
    ours = edited(extract({"a.md": document(old)}), Hi="Здравствуй")
    new = document([("Hi", "Эй"), ("Sky", "Э"), ("Moon", "Э"), ("Star", "Э")], MACHINE, "bbbbb")
    result = update(ours, {"a.md": new}, base={"a.md": document(old)}, memory=memory)
    assert brief(result.catalog.entries) == [
        ("Здравствуй", "done"),
        ("Небо", "done"),  # nobody's work
        ("Луна", "done"),
        ("Э", "review"),
    ]
    assert (result.carried, result.matched, result.proposed) == (2, 2, 0)


def test_an_equal_source_in_the_memory_comes_before_a_similar_one_in_the_catalog(
    memory: Memory,
) -> None:
    ours = known((DOME, "Похоже"))
    new = {"new.md": document([(DOME_NOW, "")], MACHINE, "bbbbb")}
    assert update(ours, new).catalog.entries[0].target == "Похоже"
    memory.add(known((DOME_NOW, "Равно")))
    [entry] = update(ours, new, memory=memory).catalog.entries
    assert (entry.target, entry.state) == ("Равно", State.DONE)


@pytest.mark.parametrize(("is_nearer", "target"), [(True, "Память"), (False, "Похоже")])
def test_the_more_similar_source_is_proposed(memory: Memory, is_nearer: bool, target: str) -> None:
    near, far = DOME_NOW[:-1], DOME
    ours = known((far if is_nearer else near, "Похоже"))
    memory.add(known((near if is_nearer else far, "Память")))
    new = {"new.md": document([(DOME_NOW, "")], MACHINE, "bbbbb")}
    result = update(ours, new, memory=memory)
    [entry] = result.catalog.entries
    assert (entry.target, entry.state) == (target, State.REVIEW)
    assert (result.matched, result.proposed) == (is_nearer, not is_nearer)


def test_a_memory_of_another_language_is_refused_by_an_update(memory: Memory) -> None:
    memory.add(in_language("de-DE"))
    with pytest.raises(
        CatalogError, match="from en-US to ru-RU in the memory, only en-US to de-DE"
    ):
        update(known(("Hi", "Привет")), {"a.md": document([("Hi", "")])}, memory=memory)
