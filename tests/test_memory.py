"""Translation memories: what is added is found, exactly and nearly, and nothing takes its place."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from sxskit import Added, Catalog, CatalogError, Entry, FileError, Key, Match, Memory, Origin, State
from sxskit.similarity import features

HAND_OFF = {"ms.lasthandoff": "7/1/2021"}
SOURCES = (
    "The dome is open from dusk to dawn unless there are clouds.",
    "Pick a night, then choose **Book** in the list of free places.",
    "Bring warm clothes: it is cold up there, even in summer.",
    "Wait 10 minutes until your eyes know the dark.",
    "Turn off `flash` in the settings of the camera before you go up.",
    "Read [how to find us](find-us.md) before you leave.",
)


def entry(source: str, target: str = "", at: str = "docs/a.md#1", state: str = "done") -> Entry:
    return Entry(Key.of(at), source, target or f"({source})", State(state))


def catalog(*entries: Entry, language: str = "de-DE") -> Catalog:
    return Catalog("en-US", language, entries, HAND_OFF)


def document(*sources: str, name: str = "docs/a.md", state: str = "done") -> Catalog:
    """A document of entries whose targets are their sources in brackets."""
    entries = [entry(each, at=f"{name}#{n}", state=state) for n, each in enumerate(sources, 1)]
    return catalog(*entries)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.at(tmp_path / "de.sxsm", create=True) as opened:
        yield opened


def exact(memory: Memory, source: str, **context: str) -> list[str]:
    return [match.target for match in memory.matcher("de-DE").exact(source, **context)]


def near(memory: Memory, source: str, threshold: int = 75) -> list[Match]:
    return memory.matcher("de-DE").near(source, threshold)


# Adding


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_what_is_added_is_found_and_added_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    entries = [entry(*pair, at=f"a.md#{n}") for n, pair in enumerate(pairs)]
    with Memory.at(tmp_path_factory.mktemp("memory") / "de.sxsm", create=True) as memory:
        assert memory.add(catalog(*entries)) == Added(new=len(pairs))
        assert memory.add(catalog(*entries)) == Added(unchanged=len(pairs))
        assert memory.catalog("de-DE").entries == tuple(entries)
        for source, target in pairs:
            assert target in exact(memory, source)


def test_a_corrected_translation_takes_the_place_of_the_old_one(memory: Memory) -> None:
    memory.add(catalog(entry("Moon", "Mont")))
    assert memory.add(catalog(entry("Moon", "Mond"))) == Added(changed=1)
    assert exact(memory, "Moon") == ["Mond"]
    assert memory.add(catalog(entry("Full moon", "Vollmond"))) == Added(changed=1)
    assert exact(memory, "Moon") == []


@pytest.mark.parametrize("text", ["Mont", "Mond"])
def test_what_is_to_review_takes_the_place_of_nothing_done(memory: Memory, text: str) -> None:
    memory.add(catalog(entry("Moon", "Mond")))
    assert memory.add(catalog(entry("Moon", text, state="review"))) == Added(unchanged=1)
    [match] = memory.matcher("de-DE").exact("Moon")
    assert (match.target, match.state) == ("Mond", State.DONE)


def test_what_is_to_review_takes_the_place_of_another_source(memory: Memory) -> None:
    memory.add(catalog(entry("Moon", "Mond")))
    assert memory.add(catalog(entry("Sun", "Sonne", state="review"))) == Added(changed=1)
    assert exact(memory, "Moon") == []


def test_another_hand_off_takes_the_place_of_nothing(memory: Memory) -> None:
    memory.add(catalog(entry("Moon", "Mond")))
    memory.add(catalog(entry("Moon", "Luna")), hand_off="2022-01-01")
    matches = memory.matcher("de-DE").exact("Moon")
    assert [(each.target, each.hand_off) for each in matches] == [
        ("Luna", "2022-01-01"),
        ("Mond", "2021-07-01"),
    ]
    assert [each.target for each in memory.catalog("de-DE").entries] == ["Luna"]


@pytest.mark.parametrize("target", ["", " ", "\n"])
def test_an_entry_without_a_target_is_a_neighbor_and_no_more(memory: Memory, target: str) -> None:
    first, last = entry("Moon", at="a.md#1"), entry("Sun", at="a.md#3")
    new = replace(entry("Stars", at="a.md#2"), target=target, state=State.NEW)
    assert memory.add(catalog(first, new, last)) == Added(new=2)
    assert exact(memory, "Stars") == []
    assert near(memory, "Stars!") == []
    [match] = memory.matcher("de-DE").exact("Moon", before="", after="Stars")
    assert match.is_between_same
    memory.add(catalog(replace(new, target="Sterne", state=State.DONE)))
    assert exact(memory, "Stars") == ["Sterne"]
    assert near(memory, "Stars!")


def test_uses_are_counted(memory: Memory) -> None:
    memory.add(document("Yes", "No", "Yes"), document("Yes", name="docs/b.md"))
    [match] = memory.matcher("de-DE").exact("Yes")
    assert match.uses == 3
    memory.add(catalog(entry("Yes", "Ja", at="docs/b.md#1")))
    assert {each.target: each.uses for each in memory.matcher("de-DE").exact("Yes")} == {
        "(Yes)": 2,
        "Ja": 1,
    }


def test_the_origin_of_a_translation_is_kept_until_another_one_is_told(memory: Memory) -> None:
    def origin() -> Origin:
        [match] = memory.matcher("de-DE").exact("Moon")
        assert [each.origin for each in memory.catalog("de-DE").entries] == [match.origin]
        return match.origin

    moon = catalog(entry("Moon", "Mond", state="review"))
    memory.add(moon)
    assert origin() is Origin.UNKNOWN
    memory.add(replace(moon, metadata={**HAND_OFF, "ms.translationtype": "MT"}))
    assert origin() is Origin.MACHINE
    memory.add(moon)
    assert origin() is Origin.MACHINE
    memory.add(catalog(replace(moon.entries[0], origin=Origin.HUMAN)))
    assert origin() is Origin.HUMAN
    memory.add(catalog(entry("Moon", "Luna", state="review")))
    assert origin() is Origin.UNKNOWN


def test_language_pairs_are_apart(memory: Memory) -> None:
    memory.add(catalog(entry("Moon", "Mond")), catalog(entry("Moon", "Луна"), language="ru-RU"))
    assert memory.languages() == [("en-US", "de-DE"), ("en-US", "ru-RU")]
    assert exact(memory, "Moon") == ["Mond"]
    assert [each.target for each in memory.matcher("ru-RU").near("Moons")] == ["Луна"]
    assert memory.matcher("fr-FR").exact("Moon") == memory.matcher("fr-FR").near("Moons") == []
    assert memory.matcher("de-DE", "en-GB").exact("Moon") == []
    assert [pair.entries for pair in memory.language_pairs()] == [1, 1]


def test_similar_sources_of_another_language_pair_hide_nothing(memory: Memory) -> None:
    others = [f"{SOURCES[0]} {'!' * n}" for n in range(300)]
    many = [entry(each, at=f"docs/b.md#{n}") for n, each in enumerate(others)]
    memory.add(catalog(*many, language="ru-RU"), document(*SOURCES))
    [match] = near(memory, f"{SOURCES[0]} ?")
    assert match.source == SOURCES[0]


def test_the_counts_of_a_language_pair(memory: Memory) -> None:
    assert memory.language_pairs() == []
    memory.add(document("Yes", "No", "Yes"), document("Yes", name="docs/b.md", state="review"))
    [pair] = memory.language_pairs()
    assert pair._asdict() == {
        "source": "en-US",
        "target": "de-DE",
        "documents": 2,
        "hand_offs": 1,
        "entries": 4,
        "done": 3,
        "translations": 3,
        "sources": 2,
    }


def test_a_catalog_without_a_language_adds_nothing(memory: Memory) -> None:
    with pytest.raises(CatalogError, match=r"^target language is missing: "):
        memory.add(document("Yes"), catalog(entry("Moon"), language=""))
    assert memory.languages() == []


@pytest.mark.parametrize(
    "odd",
    [
        entry("\ud800"),
        entry("Moon", "\udfff"),
        entry("Moon", at="\ud800.md#1"),
        entry("Moon", at="a#\ud800"),
    ],
    ids=["source", "target", "document", "unit"],
)
def test_what_is_not_unicode_adds_nothing(memory: Memory, odd: Entry) -> None:
    with pytest.raises(CatalogError, match=r"^U\+D[8F]"):
        memory.add(document("Yes"), catalog(odd))
    assert memory.languages() == []
    assert memory.add(document("Yes")) == Added(new=1)


@pytest.mark.parametrize("text", ["\ud800", "Moon\udfff", "Pick a night\udc80, then"])
def test_what_is_not_unicode_is_not_looked_up(memory: Memory, text: str) -> None:
    memory.add(document(*SOURCES))
    for look_up in (memory.matcher("de-DE").exact, memory.matcher("de-DE").near):
        with pytest.raises(CatalogError, match=r"^U\+D[8CF]"):
            look_up(text)


# Exact matches


def test_the_same_neighbors_decide_between_translations(memory: Memory) -> None:
    for name, target, *others in [
        ("a", "eins", "A", "B"),
        ("b", "zwei", "C", "D"),
        ("c", "drei", "B", "A"),
    ]:
        entries = [others[0], "Open", others[1]]
        sides = [entry(each, at=f"{name}.md#{n}") for n, each in enumerate(entries)]
        memory.add(catalog(sides[0], replace(sides[1], target=target), sides[2]))
    assert exact(memory, "Open", before="A", after="B")[0] == "eins"
    assert exact(memory, "Open", before="C", after="D")[0] == "zwei"
    assert exact(memory, "Open", before="B", after="A")[0] == "drei"
    matches = memory.matcher("de-DE").exact("Open", before="A", after="D")
    assert [match.is_between_same for match in matches] == [False] * 3
    assert exact(memory, "Open", document="b.md")[0] == "zwei"


def test_an_edge_of_a_document_is_a_neighbor(memory: Memory) -> None:
    memory.add(document("Open", "Shut"))
    matcher = memory.matcher("de-DE")
    for before, after, is_same in [("", "Shut", True), ("", "", False), ("Shut", "Shut", False)]:
        [match] = matcher.exact("Open", before=before, after=after)
        assert match.is_between_same is is_same
    [match] = matcher.exact("Open", after="Shut")
    assert not match.is_between_same


def test_the_order_of_exact_matches(memory: Memory) -> None:
    """Neighbors, then done, then the document, then the hand-off, then the uses."""
    rows = [
        ("used", "z.md#1", "done", "2019"),
        ("used", "z.md#2", "done", "2019"),
        ("rare", "z.md#3", "done", "2019"),
        ("newer", "y.md#1", "done", "2020"),
        ("here", "here.md#1", "done", "2018"),
        ("between", "x.md#1", "review", "2017"),
        ("machine", "here.md#2", "review", "2021"),
    ]
    for target, at, state, hand_off in rows:
        memory.add(catalog(entry("Open", target, at, state)), hand_off=hand_off)
    last = entry("Shut", at="x.md#2", state="review")
    memory.add(catalog(entry("Open", "between", "x.md#1", "review"), last), hand_off="2017")
    found = exact(memory, "Open", before="", after="Shut", document="here.md")
    assert found == ["between", "here", "newer", "used", "rare", "machine"]


def test_the_sources_of_a_document_are_each_other_s_neighbors(memory: Memory) -> None:
    memory.add(document("Open", "Shut", "Open", "Lost"))
    found = memory.matcher("de-DE").exact_all(["Open", "Shut", "Open", "New"])
    assert [[match.is_between_same for match in matches] for matches in found] == [
        [True],
        [True],
        [False],
        [],
    ]
    assert memory.matcher("de-DE").exact_all([]) == []


# Near matches


def changed(text: str, chance: random.Random) -> str:
    """A text with a word taken out, put in or replaced."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    match chance.randrange(3):
        case 0:
            del words[at]
        case 1:
            words.insert(at, "telescope")
        case _:
            words[at] = chance.choice(("now", "perhaps", "7", "night"))
    return " ".join(words)


@given(st.sampled_from(SOURCES), st.randoms(use_true_random=False))
def test_a_source_with_a_changed_word_is_found_with_its_score(
    tmp_path_factory: pytest.TempPathFactory, source: str, chance: random.Random
) -> None:
    with Memory.at(tmp_path_factory.mktemp("memory") / "de.sxsm", create=True) as memory:
        memory.add(document(*SOURCES))
        new = changed(source, chance)
        score = int(fuzz.ratio(source, new))
        matches = near(memory, new)
        assert [match.source for match in matches] == [source] * (75 <= score < 100)
        assert [match.score for match in matches] == [score] * len(matches)


@pytest.mark.parametrize(
    ("language", "source", "new"),
    [
        (
            "ja",
            "ドームは夕暮れから夜明けまで開いています。",
            "ドームは夕暮れから真夜中まで開いています。",
        ),
        ("zh", "请在出发前阅读如何找到我们的说明。", "请在出发前仔细阅读如何找到我们的说明。"),
        ("th", "โดมเปิดตั้งแต่ค่ำจนถึงรุ่งเช้าทุกวัน", "โดมเปิดตั้งแต่ค่ำจนถึงเที่ยงคืนทุกวัน"),
        (
            "ko",
            "돔은 해 질 녘부터 새벽까지 열려 있습니다.",
            "돔은 해 질 녘부터 자정까지 열려 있습니다.",
        ),
        ("he", "הכיפה פתוחה מרדת החשכה ועד הזריחה.", "הכיפה פתוחה מרדת החשכה ועד חצות."),
    ],
)
def test_sources_of_every_script_are_found(
    memory: Memory, language: str, source: str, new: str
) -> None:
    others = [entry(each, at=f"b.md#{n}") for n, each in enumerate(SOURCES)]
    memory.add(Catalog(language, "de-DE", (entry(source, "Ziel"), *others)))
    [match] = memory.matcher("de-DE", language).near(new)
    assert (match.source, match.target, match.state) == (source, "Ziel", State.REVIEW)
    assert match.score == int(fuzz.ratio(source, new))


@pytest.mark.parametrize(
    ("source", "new"),
    [
        ("Moon", "Moons"),
        ("Saved files", "Save file"),
        ("Delete the files", "Deleted file"),
        ("望遠鏡", "望遠鏡で"),
    ],
)
def test_short_sources_are_found(memory: Memory, source: str, new: str) -> None:
    memory.add(document(*SOURCES, source))
    score = int(fuzz.ratio(source, new))
    matches = near(memory, new, 60)
    assert [(match.source, match.score) for match in matches] == [(source, score)]


@pytest.mark.parametrize(
    "new",
    [
        "The dome is not open from dusk to dawn unless there are clouds.",
        "The dome is never open from dusk to dawn unless there are clouds.",
        "the dome is open from dusk to dawn unless there are clouds.",
        "The dome is open from dusk to dawn unless there are clouds",
        "The dome is  open from dusk to dawn unless there are clouds.",
    ],
)
def test_what_is_not_equal_is_to_review_and_has_less_than_100(memory: Memory, new: str) -> None:
    memory.add(document(*SOURCES))
    assert exact(memory, new) == []
    [match] = near(memory, new)
    assert match.state is State.REVIEW
    assert 75 <= match.score < 100


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_the_features_of_a_text_do_not_depend_on_another_character_in_it(text: str) -> None:
    assert features(f"{text} —") == features(text)


@pytest.mark.parametrize("other", ["’", "—", "\u00a0", "ё", "月"])
def test_a_character_of_another_script_hides_nothing(memory: Memory, other: str) -> None:
    memory.add(document(*SOURCES, "Use the v2 lens, type K9."))
    [match] = near(memory, f"Use the v2 lens, type K9{other}.")
    assert match.score == 98


def test_an_equal_source_is_no_near_match(memory: Memory) -> None:
    memory.add(document(*SOURCES))
    assert near(memory, SOURCES[0]) == []
    [match] = memory.matcher("de-DE").matches(SOURCES[0])
    assert (match.score, match.state) == (100, State.DONE)


def test_the_best_near_match_comes_first_and_the_limit_ends_them(memory: Memory) -> None:
    memory.add(document(*[f"{SOURCES[0]} {'!' * n}" for n in range(1, 9)]))
    matches = near(memory, f"{SOURCES[0]} ")
    assert [match.source.count("!") for match in matches] == [1, 2, 3, 4, 5]
    [match] = memory.matcher("de-DE").near(SOURCES[0], limit=1)
    assert match.source.endswith(" !")


@pytest.mark.parametrize("order", [1, -1])
def test_matches_do_not_depend_on_the_order_of_additions(memory: Memory, order: int) -> None:
    added = [
        document(f"{SOURCES[0]} {end}", "Moon", name=f"docs/{end}.md")
        for end in "ABCDEFGH"[::order]
    ]
    for each in added:
        memory.add(each)
    assert [match.source[-1] for match in near(memory, f"{SOURCES[0]} ?")] == [*"ABCDE"]
    [match] = memory.matcher("de-DE").exact("Moon")
    assert (match.key, match.uses) == (Key("docs/A.md", "2"), 8)


@pytest.mark.parametrize("threshold", [0, 59, 100, 101])
def test_a_threshold_the_index_is_not_made_for_is_refused(memory: Memory, threshold: int) -> None:
    with pytest.raises(ValueError, match=f"^threshold {threshold} must be between 60 and 99$"):
        near(memory, "Moon", threshold)


def test_a_threshold_leaves_out_what_scores_less(memory: Memory) -> None:
    memory.add(document(*SOURCES))
    new = "The dome is open from noon to midnight unless there are clouds."
    [match] = near(memory, new, 60)
    assert near(memory, new, match.score)
    assert near(memory, new, match.score + 1) == []


def test_texts_too_long_to_compare_are_found_exactly_only(memory: Memory) -> None:
    long = "star " * 2001
    memory.add(document(long.strip()))
    assert exact(memory, long.strip())
    assert near(memory, f"{long}moon") == []


# What differs from a near match


@pytest.mark.parametrize(
    ("new", "source", "target", "proposed", "notes"),
    [
        ("Wait 5 s.", "Wait 10 s.", "10 s warten.", "5 s warten.", ["5 instead of 10"]),
        ("1 to 2", "3 to 4", "4 ab 3", "2 ab 1", ["1, 2 instead of 3, 4"]),
        (
            "1 to 2 of 1,000",
            "1 to 3 of 1,000",
            "1 bis 3, 1 000",
            "1 bis 2, 1 000",
            ["2 instead of 3"],
        ),
        ("2 or 1", "1 or 2", "1 oder 2", "2 oder 1", ["in another order"]),
        ("At 3:40 go.", "At 2:30 go.", "Um 2:30 los.", "Um 3:40 los.", ["3:40 instead of 2:30"]),
    ],
)
def test_numbers_are_replaced_where_they_are_all_that_differs(
    memory: Memory, new: str, source: str, target: str, proposed: str, notes: list[str]
) -> None:
    rest = " Then open the dome of the observatory and look at the stars."
    memory.add(catalog(entry(source + rest, target + rest)))
    [match] = near(memory, new + rest)
    assert match.target == proposed + rest
    assert list(match.notes) == [f"number: {note}: replaced" for note in notes]
    assert match.state is State.REVIEW


@pytest.mark.parametrize(
    ("new", "source", "target"),
    [
        ("Wait 5 s.", "Wait 10 s.", "Zehn s warten."),  # as a word
        ("Wait 2.5 s.", "Wait 1.5 s.", "1,5 s warten."),  # in another form
        ("Wait 5 s.", "Wait 10 s.", "10 s warten, 10 s."),  # twice
        ("1 to 2", "1 to 1", "1 bis 1"),  # one of two
        ("1 or 1 s.", "2 or 2 s.", "2 oder 2 s."),  # twice in both
        ("Wait 2 of 100 s.", "Wait 1 of 100 s.", "Eine von 1 00 s."),  # within another number
        ("Wait 5 s.", "Wait 10 s.", "[Warten](10.md)."),  # in a link
        ("Go in 5 s.", "Wait 10 s.", "10 s warten."),  # other words
    ],
)
def test_numbers_that_are_not_certain_are_left_and_named(
    memory: Memory, new: str, source: str, target: str
) -> None:
    rest = " Then open the dome of the observatory and look at the stars."
    memory.add(catalog(entry(source + rest, target + rest)))
    [match] = near(memory, new + rest)
    assert match.target == target + rest
    [note] = [note for note in match.notes if not note.startswith("link: ")]
    assert note.startswith("number: ")
    assert not note.endswith("replaced")


@pytest.mark.parametrize(
    ("new", "old", "note"),
    [
        ("`b`", "`a`", "code: b instead of a"),
        ("`a b`", "it", "code: a b is missing in the translation"),
        ("it", "`a b`", "code: a b is not in the new source"),
        ("[it](b.md)", "[it](a.md)", "link: b.md instead of a.md"),
        ("[it](b.md)", "it", "link: b.md is missing in the translation"),
        ("<xref:B.C>", "<xref:A.C>", "xref: B.C instead of A.C"),
        ("{1}", "{0}", "placeholder: {1} instead of {0}"),
        ("%d", "%s", "placeholder: %d instead of %s"),
        ("<b>it</b>", "it", "tag: <b>, </b> is missing in the translation"),
        ("[it](9.md)", "[it](1.md)", "link: 9.md instead of 1.md"),
        ("https://b.org", "https://a.org", "URL: https://b.org instead of https://a.org"),
        ("<https://b.org>", "<https://a.org>", "URL: https://b.org instead of https://a.org"),
    ],
)
def test_a_note_names_the_markup_that_differs(
    memory: Memory, new: str, old: str, note: str
) -> None:
    text = "Open the dome of the observatory, use {} and look at the stars tonight."
    memory.add(catalog(entry(text.replace("{}", old))))
    [match] = near(memory, text.replace("{}", new))
    assert note in match.notes
    assert match.target == f"({text.replace('{}', old)})"


@pytest.mark.parametrize(
    ("markup", "translated", "note"),
    [
        ("`a`", "a", "code: a is missing in the translation"),
        ("`a`", "`b`", "code: a instead of b"),
        ("[it](a.md)", "[es](b.md)", "link: a.md instead of b.md"),
        ("{0}", "{1}", "placeholder: {0} instead of {1}"),
        ("it", "`it`", "code: it is not in the new source"),
    ],
)
def test_a_note_names_the_markup_that_the_translation_lacks(
    memory: Memory, markup: str, translated: str, note: str
) -> None:
    """It was so in the translation already: the old and the new source have the same markup."""
    text = "Open the dome of the observatory, use {} and look at the stars tonight."
    memory.add(catalog(entry(text.replace("{}", markup), f"Kuppel {translated} auf.")))
    [match] = near(memory, text.replace("{}", markup).replace("Open", "Close"))
    assert match.notes == (note,)


@pytest.mark.parametrize("translated", ["<b class='a'>Kuppel</b>", "Kuppel", "<em>Kuppel</em>"])
def test_tags_and_labels_of_a_translation_are_its_own(memory: Memory, translated: str) -> None:
    text = "Open the <b>dome</b> of the [observatory][stars] and look at the sky."
    memory.add(catalog(entry(text, translated)))
    [match] = near(memory, text.replace("Open", "Close"))
    assert match.notes == ()


def test_words_that_differ_have_no_note(memory: Memory) -> None:
    memory.add(document("Open the `dome` of the [observatory](a.md) tonight."))
    [match] = near(memory, "Close the `dome` of the [observatory](a.md) tonight.")
    assert match.notes == ()


# Files


def test_a_memory_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "de?mode=memory#%41.sxsm"
    with Memory.at(path, create=True) as memory:
        memory.add(document(*SOURCES))
    with Memory.at(path) as memory:
        assert exact(memory, SOURCES[0]) == [f"({SOURCES[0]})"]
        assert near(memory, SOURCES[0][1:])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_an_empty_file_is_an_empty_memory(tmp_path: Path) -> None:
    """A process that was killed in the beginning leaves one."""
    path = tmp_path / "de.sxsm"
    path.write_bytes(b"")
    with Memory.at(path) as memory:
        assert memory.languages() == []
        assert near(memory, "Moon") == []
    assert path.read_bytes() == b""
    with Memory.at(path, create=True) as memory:
        assert memory.add(document("Moon")) == Added(new=1)


def refusal(path: Path, *, create: bool = False) -> str:
    """The error about a file that is not opened, without its path."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FileError) as caught:
        Memory.at(path, create=create)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(caught.value).startswith(f"{path}: ")
    return str(caught.value).removeprefix(f"{path}: ")


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("data", [b"# Stargazer\n", b"x" * 5000, b"SQLite format 3\0" + bytes(99)])
def test_another_file_is_refused(tmp_path: Path, data: bytes, create: bool) -> None:
    path = tmp_path / "de.sxsm"
    path.write_bytes(data)
    assert refusal(path, create=create) == "not a memory of sxskit: give another file"


@pytest.mark.parametrize("create", [False, True])
def test_another_database_is_refused(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "other.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE text (id)")
    database.close()
    assert refusal(path, create=create) == "not a memory of sxskit: give another file"


@pytest.mark.parametrize("create", [False, True])
def test_a_newer_version_is_refused(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "de.sxsm"
    Memory.at(path, create=True).close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 2")
    database.close()
    what = "a memory of version 2, but this sxskit reads versions up to 1: install a newer one"
    assert refusal(path, create=create) == what


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "de.sxsm") == "no such memory: create it with `sxs memory add`"
    assert refusal(tmp_path, create=True) == "not a memory: it is not a regular file"
    missing = refusal(tmp_path / "a/de.sxsm", create=True)
    assert missing == "cannot be opened: its folder is missing or not accessible"


def test_a_locked_memory_is_named(tmp_path: Path) -> None:
    path = tmp_path / "de.sxsm"
    Memory.at(path, create=True).close()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    what = "locked by another process: try again when that is done"
    with pytest.raises(FileError, match=f"^{path}: {what}$"):
        Memory.at(path, patience=0)
    database.execute("COMMIT")
    with Memory.at(path, patience=0) as memory:
        database.execute("BEGIN IMMEDIATE")  # a writer, while others read
        assert memory.languages() == []
        with pytest.raises(FileError, match=f"^{path}: {what}$"):
            memory.add(document("Moon"))
        database.execute("ROLLBACK")
        assert memory.add(document("Moon")) == Added(new=1)
    database.close()


def test_readers_see_what_another_process_adds(tmp_path: Path) -> None:
    path = tmp_path / "de.sxsm"
    with Memory.at(path, create=True) as writer, Memory.at(path) as reader:
        for number, source in enumerate(SOURCES):
            writer.add(document(source, name=f"{number}.md"))
            assert exact(reader, source) == [f"({source})"]
            assert [match.source for match in near(reader, f"{source}!")] == [source]


@pytest.mark.parametrize("table", ["posting", "text", "translation", "entry"])
def test_a_damaged_memory_is_one_line(tmp_path: Path, table: str) -> None:
    path = tmp_path / "de.sxsm"
    with Memory.at(path, create=True) as memory:
        memory.add(document(*SOURCES))
    database = sqlite3.connect(path)
    database.execute(f"DROP TABLE {table}")
    database.close()
    with Memory.at(path) as memory, pytest.raises(FileError) as caught:
        memory.add(document("Moon"))
    assert str(caught.value).startswith(f"{path}: a damaged memory")
    assert "\n" not in str(caught.value)
