"""TMX: what the files look like, and which pairs a memory takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Key,
    State,
)
from sxskit.formats import tmx


def entry(n: int, source: str, target: str, state: State = State.DONE) -> Entry:
    return Entry(Key("docs/a.md", f"7758d-{n}"), source, target, state)


CATALOG = Catalog(
    "en-US",
    "ru-RU",
    (
        replace(entry(103, "See `x`", "См. `x`", State.REVIEW), line=10, kind="quote"),
        entry(104, "One", "Один"),
        entry(105, "One", "Один"),
        entry(106, "One", "Раз"),
        entry(107, "Stargazer", "Stargazer"),
        entry(108, "Two", "", State.NEW),
    ),
    {"ms.lasthandoff": "05/19/2021"},
)


def test_it_looks_like_this() -> None:
    assert tmx.dumps(replace(CATALOG, entries=CATALOG.entries[:1]), codes=True).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        '  <header creationtool="sxskit" creationtoolversion="0.1" segtype="sentence"'
        ' o-tmf="sxs-markdown" adminlang="en-US" srclang="en-US" datatype="x-markdown"'
        ' creationdate="20210519T000000Z">\n'
        '    <prop type="x-ms.lasthandoff">05/19/2021</prop>\n'
        "  </header>\n"
        "  <body>\n"
        '    <tu tuid="docs/a.md#7758d-103">\n'
        "      <note>type: Quote</note>\n"
        '      <prop type="x-document">docs/a.md</prop>\n'
        '      <prop type="x-context">7758d-103</prop>\n'
        '      <prop type="x-translation-type">MT</prop>\n'
        '      <prop type="x-line">10</prop>\n'
        '      <tuv xml:lang="en-US"><seg>See <ph x="1" type="code">`x`</ph></seg></tuv>\n'
        '      <tuv xml:lang="ru-RU"><seg>См. <ph x="1" type="code">`x`</ph></seg></tuv>\n'
        "    </tu>\n"
        "  </body>\n"
        "</tmx>\n"
    )


def kept(**options: bool) -> list[str]:
    return [each.key.unit[-3:] for each in tmx.loads(tmx.dumps(CATALOG, **options)).entries]


def test_a_memory_takes_translations_and_no_more() -> None:
    assert kept() == ["103", "104", "105", "106", "107"]


def test_a_unique_memory_takes_each_pair_of_texts_once() -> None:
    assert kept(unique=True) == ["103", "104", "106", "107"]


def test_a_memory_may_leave_out_what_is_the_same_in_both_languages() -> None:
    assert kept(identical=False) == ["103", "104", "105", "106"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("xml:lang=", "lang="),
        ("en-US", "EN-US"),
        ('<tuv xml:lang="en-US"><seg>One</seg></tuv>\n', ""),
    ],
)
def test_variants_are_told_apart_by_language(old: str, new: str) -> None:
    text = tmx.dumps(replace(CATALOG, entries=CATALOG.entries[1:2])).decode()
    moved = "" if new else '<tuv xml:lang="en-US"><seg>One</seg></tuv>\n    '
    text = text.replace(old, new).replace("</tu>", f"{moved}</tu>")
    assert tmx.loads(text.encode()).entries == CATALOG.entries[1:2]


def test_targets_in_two_languages_are_refused() -> None:
    text = tmx.dumps(CATALOG).decode()
    with pytest.raises(CatalogError, match="targets in ru-RU and in de-DE"):
        tmx.loads("de-DE".join(text.rsplit("ru-RU", 1)).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<seg>One</seg>", ""),
        ("<seg>Один</seg>", ""),
        ("<seg>Один</seg>", "<x><seg>Один</seg></x>"),
        ("<seg>Один</seg>", "Один"),
    ],
)
def test_a_variant_without_a_text_is_refused_with_its_line(old: str, new: str) -> None:
    text = tmx.dumps(replace(CATALOG, entries=CATALOG.entries[1:2])).decode()
    with pytest.raises(CatalogError, match="a <tuv> has no <seg>") as caught:
        tmx.loads(text.replace(old, new).encode())
    assert caught.value.line == 1 + text[: text.index(old)].count("\n")


def test_an_empty_text_is_no_translation() -> None:
    text = tmx.dumps(replace(CATALOG, entries=CATALOG.entries[1:2])).decode()
    [entry] = tmx.loads(text.replace("<seg>Один</seg>", "<seg/>").encode()).entries
    assert (entry.target, entry.state) == ("", State.NEW)


def test_english_will_do_for_the_english_of_the_united_states() -> None:
    text = tmx.dumps(replace(CATALOG, entries=CATALOG.entries[1:2])).decode()
    swapped = (
        '<tuv xml:lang="ru-RU"><seg>Один</seg></tuv><tuv xml:lang="en-GB"><seg>One</seg></tuv>'
    )
    start, end = text.index("<tuv"), text.rindex("</tuv>") + len("</tuv>")
    found = tmx.loads(f"{text[:start]}{swapped}{text[end:]}".encode())
    assert found.entries == CATALOG.entries[1:2]
    assert found.target_language == "ru-RU"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (' tuid="docs/a.md#7758d-103"', "", "has no tuid"),
        ('<tuv xml:lang="ru-RU"><seg>См. `x`</seg></tuv>', "", "must contain two languages"),
    ],
)
def test_a_memory_of_another_tool_is_no_catalog(old: str, new: str, what: str) -> None:
    text = tmx.dumps(CATALOG).decode()
    assert old in text
    with pytest.raises(CatalogError, match=what) as caught:
        tmx.loads(text.replace(old, new).encode())
    assert caught.value.line == 8


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("<seg>См. `x`</seg>", "См. `x`", 15),
        ("<seg>See `x`</seg>", "See `x`", 14),
        ("<seg>См. `x`</seg>", "<SEG>См. `x`</SEG>", 15),
    ],
)
def test_a_text_that_is_in_no_segment_is_refused(old: str, new: str, line: int) -> None:
    text = tmx.dumps(CATALOG).decode()
    assert old in text
    with pytest.raises(CatalogError, match="has no <seg>") as caught:
        tmx.loads(text.replace(old, new).encode())
    assert caught.value.line == line


def test_a_memory_states_no_state() -> None:
    states = {each.state_is_stated for each in tmx.loads(tmx.dumps(CATALOG)).entries}
    assert states == {False}


@pytest.mark.parametrize("tag", ["ru-RU", "ru", "ru_ru", "RU-RU"])
def test_two_targets_in_one_language_are_refused(tag: str) -> None:
    text = tmx.dumps(replace(CATALOG, entries=CATALOG.entries[1:2])).decode()
    again = f'<tuv xml:lang="{tag}"><seg>Раз</seg></tuv>'
    with pytest.raises(CatalogError, match=r"duplicate key docs/a\.md#7758d-104") as caught:
        tmx.loads(text.replace("</tu>", f"{again}</tu>").encode())
    assert caught.value.line is not None
