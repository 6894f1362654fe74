"""``--human`` and ``--touch``: what the front matter says of a translation once it is reviewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sxskit import (
    Catalog,
    Entry,
    Frame,
    Key,
    Merged,
    State,
    Unit,
    merge,
    parse,
    read_catalog,
)
from sxskit.exchange.provenance import day, formatted
from tests.helpers.cli import message, po, put, sxs

NAME = "docs/a.md"
FRONT = """---
title: Купол
ms.date: 1/9/2024
ms.translationtype: MT
ms.lasthandoff: "01/12/2021"
---
"""
DAY = date(2026, 3, 9)


def pair(id: str, target: str, source: str) -> str:
    return Unit(id, source, target, Frame.of(id)).text


TEXT = FRONT + pair("7758d-103", "Купол", "The dome") + " " + pair("7758d-104", "Ночь", "Night")


def entry(id: str, target: str, source: str, state: State = State.DONE) -> Entry:
    return Entry(Key(NAME, id), source, target, state)


REVIEWED = entry("7758d-103", "Наш купол", "The dome")
AS_IT_WAS = entry("7758d-104", "Ночь", "Night")


def merged(*entries: Entry, text: str = TEXT, accept: tuple[State, ...] = (State.DONE,)) -> Merged:
    catalog = Catalog("en-US", "ru-RU", entries)
    return merge(parse(text), NAME, catalog, accept=accept, human=True)


def kind(result: Merged) -> str | None:
    return result.document.front_matter.get("ms.translationtype")


# By whom


def test_a_document_of_which_all_is_reviewed_is_a_human_translation() -> None:
    result = merged(REVIEWED, AS_IT_WAS)
    expected = TEXT.replace(">Купол<", ">Наш купол<").replace("type: MT", "type: HT")
    assert result.document.text == expected


@pytest.mark.parametrize("which", [0, 1], ids=["the new one", "the one as it was"])
def test_a_translation_that_nobody_called_done_is_not_reviewed(which: int) -> None:
    entries = [REVIEWED, AS_IT_WAS]
    entries[which] = replace(entries[which], state_is_stated=False)
    result = merged(*entries)
    assert result.document.text == TEXT.replace(">Купол<", ">Наш купол<")


def test_entries_that_are_stated_and_those_that_are_not_are_equal() -> None:
    assert replace(REVIEWED, state_is_stated=False) == REVIEWED
    assert Entry(REVIEWED.key, "The dome", "Наш купол", State.DONE) == REVIEWED


def _row(id: str, source: str, target: str, state: str) -> str:
    texts = f'"doc": "{NAME}", "id": "{id}", "source": "{source}", "target": "{target}"'
    return f"{{{texts}{state}}}\n"


def _trans_unit(id: str, source: str, target: str, states: tuple[str, str]) -> str:
    return (
        f'<trans-unit id="{id}"{states[0]}><source>{source}</source>'
        f"<target{states[1]}>{target}</target></trans-unit>"
    )


def _tu(id: str, source: str, target: str) -> str:
    prop = '<prop type="x-translation-type">HT</prop>'
    variants = f'<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="ru"><seg>{target}</seg>'
    return f'<tu tuid="{NAME}#{id}">{prop}{variants}</tuv></tu>'


PAIRS = (("7758d-103", "The dome", "Наш купол"), ("7758d-104", "Night", "Ночь"))
XLIFF = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="{NAME}" source-language="en"><body>%s</body></file></xliff>"""
TMX = '<tmx version="1.4"><header srclang="en"/><body>'
# Catalogs in which all is done, and whether each says so of every entry.
DONE = {
    "a state.jsonl": ("".join(_row(*each, ', "state": "done"') for each in PAIRS), True),
    "no state.jsonl": ("".join(_row(*each, "") for each in PAIRS), False),
    "null.jsonl": ("".join(_row(*each, ', "state": null') for each in PAIRS), False),
    "false.csv": (
        "id,source,target,fuzzy\n" + "".join(f"{NAME}#{','.join(each)},no\n" for each in PAIRS),
        True,
    ),
    "nothing.csv": (
        "id,source,target,fuzzy\n" + "".join(f"{NAME}#{','.join(each)},\n" for each in PAIRS),
        False,
    ),
    "no column.csv": (
        "id,source,target\n" + "".join(f"{NAME}#{','.join(each)}\n" for each in PAIRS),
        False,
    ),
    "a state.xlf": (
        XLIFF % "".join(_trans_unit(*each, ("", ' state="final"')) for each in PAIRS),
        True,
    ),
    "approved.xlf": (
        XLIFF % "".join(_trans_unit(*each, (' approved="yes"', "")) for each in PAIRS),
        True,
    ),
    "no state.xlf": (XLIFF % "".join(_trans_unit(*each, ("", "")) for each in PAIRS), False),
    "ru.tmx": (
        '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>'.format(
            "".join(_tu(*each) for each in PAIRS)
        ),
        False,
    ),
    "ru.po": (
        po(*(message(f"{NAME}#{id}", source, target) for id, source, target in PAIRS)).decode(),
        True,
    ),
}


@pytest.mark.parametrize("name", DONE)
def test_only_a_file_that_states_it_makes_a_human_translation(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, is_stated = DONE[name]
    put(NAME, TEXT.encode())
    put(name, text.encode())
    assert sxs("merge", NAME, "-c", name, "--in-place", "--human").code == 0
    expected = TEXT.replace(">Купол<", ">Наш купол<")
    assert Path(NAME).read_bytes().decode() == (
        expected.replace("type: MT", "type: HT") if is_stated else expected
    )


@pytest.mark.parametrize("name", ["no state.jsonl", "nothing.csv", "no state.xlf"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv", "xlf"])
def test_a_state_that_nobody_stated_is_stated_by_no_conversion(
    name: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(name, DONE[name][0].encode())
    assert sxs("convert", name, "-o", f"x.{suffix}").code == 0
    entries = read_catalog(Path(f"x.{suffix}")).entries
    assert [(each.state, each.state_is_stated) for each in entries] == [(State.DONE, False)] * 2


@pytest.mark.usefixtures("_documents")
def test_reviewed_translations_and_fuzzy_ones_contradict_each_other() -> None:
    run = sxs(*MERGE, "--human", "--accept-fuzzy")
    assert run.code == 2
    assert b"omit one" in run.err
    assert Path(NAME).read_bytes().decode() == TEXT


def test_nothing_is_said_of_it_unless_it_is_asked_for() -> None:
    catalog = Catalog("en-US", "ru-RU", (REVIEWED, AS_IT_WAS))
    assert kind(merge(parse(TEXT), NAME, catalog)) == "MT"


@pytest.mark.parametrize(
    "other",
    [
        entry("7758d-104", "Ночь", "Night", State.REVIEW),
        entry("7758d-104", "Вечер", "Night", State.REVIEW),
        entry("7758d-104", "", "Night", State.NEW),
        entry("7758d-104", "", "Night"),
        entry("7758d-104", "Вечер", "The night"),
        entry("7758d-104", "Ночь", "The night"),
        entry("7758d-104", "a\n\nb", "Night"),
        entry("7758d-105", "Ночь", "Night"),
    ],
    ids=["fuzzy", "new and fuzzy", "new", "empty", "stale", "other", "unsafe", "unknown"],
)
def test_as_long_as_anything_is_left_it_is_a_machine_translation(other: Entry) -> None:
    result = merged(REVIEWED, other)
    assert (kind(result), result.applied) == ("MT", 1)


def test_a_fuzzy_translation_that_is_accepted_is_not_reviewed() -> None:
    fuzzy = entry("7758d-104", "Вечер", "Night", State.REVIEW)
    result = merged(REVIEWED, fuzzy, accept=(State.DONE, State.REVIEW))
    assert (kind(result), result.applied) == ("MT", 2)


def test_a_title_that_is_to_review_is_left() -> None:
    title = Entry(Key(NAME, "title"), "The dome", "Купол", State.REVIEW)
    assert kind(merged(REVIEWED, AS_IT_WAS, title)) == "MT"


def test_a_unit_without_an_entry_is_left() -> None:
    assert kind(merged(REVIEWED)) == "MT"
    assert kind(merged(REVIEWED, AS_IT_WAS, text=TEXT + pair("7758d-104", "Ночь", "Night"))) == "MT"


def test_a_document_in_which_nothing_changes_stays_what_it_is() -> None:
    same = entry("7758d-103", "Купол", "The dome")
    assert merged(same, AS_IT_WAS).document.text == TEXT


@pytest.mark.parametrize("origin", ["HT", "XT", "''"])
def test_what_is_no_machine_translation_stays_what_it_is(origin: str) -> None:
    text = TEXT.replace("type: MT", f"type: {origin}")
    assert kind(merged(REVIEWED, AS_IT_WAS, text=text)) == origin.strip("'")


def test_a_document_without_a_front_matter_says_nothing() -> None:
    result = merged(REVIEWED, AS_IT_WAS, text=TEXT.removeprefix(FRONT))
    assert (result.applied, result.findings) == (1, ())


# When


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        ("01/12/2021", "03/09/2026"),
        ("1/9/2021", "3/9/2026"),
        ("10/9/2021", "3/9/2026"),
        ("10/23/2021", "03/09/2026"),
        ("01/9/2021", "03/09/2026"),
        ("2021-01-09", "2026-03-09"),
        ("January 2021", "03/09/2026"),
        ("", "03/09/2026"),
    ],
)
def test_a_day_is_written_as_the_other_one_was(like: str, expected: str) -> None:
    assert formatted(DAY, like=like) == expected


@pytest.mark.parametrize("text", ["03/09/2026", "3/9/2026", "2026-03-09"])
def test_a_day_is_read_in_either_form(text: str) -> None:
    assert day(text) == DAY


@pytest.fixture
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(NAME, TEXT.encode())
    put("docs/b.md", TEXT.encode())
    new = message("docs/a.md#7758d-103", "The dome", "Наш купол")
    same = message("docs/a.md#7758d-104", "Night", "Ночь")
    put("ru.po", po(new, same, message("docs/b.md#7758d-104", "Night", "Ночь")))


MERGE = ("merge", "docs", "-c", "ru.po", "--in-place")


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("text", ["03/09/2026", "2026-03-09"])
def test_only_documents_with_a_new_translation_are_touched(text: str) -> None:
    assert sxs(*MERGE, "--touch", text, "--human").code == 0
    expected = (
        TEXT.replace(">Купол<", ">Наш купол<")
        .replace("ms.date: 1/9/2024", "ms.date: 3/9/2026")
        .replace('ms.lasthandoff: "01/12/2021"', 'ms.lasthandoff: "03/09/2026"')
        .replace("type: MT", "type: HT")
    )
    assert Path(NAME).read_bytes().decode() == expected
    assert Path("docs/b.md").read_bytes().decode() == TEXT
    assert sxs(*MERGE, "--touch", "03/10/2026", "--human").code == 0
    assert Path(NAME).read_bytes().decode() == expected


@pytest.mark.usefixtures("_documents")
def test_a_day_that_the_document_has_not_is_added_as_set_does() -> None:
    put(NAME, TEXT.replace("ms.date: 1/9/2024\n", "").encode())
    assert sxs(*MERGE, "--touch", "2026-03-09", "--set", "ms.author=star").code == 0
    front = Path(NAME).read_bytes().decode().partition("\n---\n")[0]
    assert front.endswith('ms.lasthandoff: "03/09/2026"\nms.date: 03/09/2026\nms.author: star')
    assert b"ms.author: star\n---\n" in Path("docs/b.md").read_bytes()


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize(
    "text",
    ["", "today", "13/01/2026", "02/30/2026", "2026-3-9", "09.03.2026", "3/9/26", "٣/٩/٢٠٢٦"],
)
def test_what_is_no_day_is_wrong_usage(text: str) -> None:
    run = sxs(*MERGE, "--touch", text)
    assert run.code == 2
    assert repr(text).encode() in run.err
    assert Path(NAME).read_bytes().decode() == TEXT


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize(
    ("option", "key"),
    [
        (("--human",), "ms.translationtype"),
        (("--touch", "2026-03-09"), "ms.date"),
        (("--touch", "2026-03-09"), "ms.lasthandoff"),
    ],
)
def test_two_options_for_one_value_are_wrong_usage(option: tuple[str, ...], key: str) -> None:
    run = sxs(*MERGE, *option, "--set", f"{key}=x")
    assert run.code == 2
    assert f"{option[0]} sets {key}".encode() in run.err
    assert Path(NAME).read_bytes().decode() == TEXT
