"""JSONL: the lines that are written, and what is read of those that scripts write."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Key,
    State,
)
from sxskit.catalog import DIGEST
from sxskit.formats import jsonl
from tests.helpers.growth import Made, ratio
from tests.helpers.strategies import any_text, catalogs

CATALOG = Catalog(
    "en-US",
    "ru-RU",
    (
        Entry(
            Key("docs/a b.md", "7758d-103"),
            'Say "hi"',
            "Раз\nдва\u2028три\x85",
            State.REVIEW,
            10,
            "title 2",
            ("Top", "Below"),
            ("link target: x.md",),
        ),
        Entry(Key("docs/a b.md", "7758d-104"), "", "", State.NEW),
    ),
    {"ms.translationtype": "MT", "ms.sourcegitcommit": "0fbfcb1"},
)
LINE = '{"doc": "a.md", "id": "7758d-103", "source": "Hello", "target": "Привет"}\n'
ENTRY = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE)


def loaded(text: str) -> Catalog:
    return jsonl.loads(text.encode())


def line(**members: object) -> str:
    """The line of an entry, with members of its own."""
    return json.dumps(json.loads(LINE) | members) + "\n"


def held(catalog: Catalog) -> Catalog:
    """The catalog, less what JSONL cannot say."""
    if not catalog.entries and not catalog.obsolete:
        return Catalog("en-US", "")
    kept = ("ms.translationtype", DIGEST)
    metadata = {key: catalog.metadata[key] for key in kept if key in catalog.metadata}
    return replace(catalog, metadata=metadata)


def test_a_catalog_looks_like_this() -> None:
    assert (
        jsonl.dumps(CATALOG)
        == (
            '{"doc": "docs/a b.md", "id": "7758d-103", "line": 10, "kind": "title 2", '
            '"heading": ["Top", "Below"], "notes": ["link target: x.md"], '
            '"source": "Say \\"hi\\"", "target": "Раз\\nдва\u2028три\x85", "state": "review", '
            '"source_lang": "en-US", "target_lang": "ru-RU", "origin": "MT"}\n'
            '{"doc": "docs/a b.md", "id": "7758d-104", "line": null, "kind": "", '
            '"heading": [], "notes": [], "source": "", "target": "", "state": "new", '
            '"source_lang": "en-US", "target_lang": "ru-RU", "origin": "MT"}\n'
        ).encode()
    )


@given(catalogs())
def test_a_catalog_reads_back_less_what_jsonl_cannot_say(catalog: Catalog) -> None:
    data = jsonl.dumps(catalog)
    assert jsonl.loads(data) == held(catalog)
    assert jsonl.dumps(jsonl.loads(data)) == data
    assert jsonl.dumps(replace(catalog, metadata=dict(catalog.metadata))) == data


@given(any_text, any_text)
def test_every_text_reads_back_or_is_refused(source: str, target: str) -> None:
    entry = Entry(Key(source, "7758d-103"), source, target, State.REVIEW, None, "", (source,))
    try:
        [back] = jsonl.loads(jsonl.dumps(Catalog("en-US", "", (entry,)))).entries
    except CatalogError as error:
        assert "JSONL cannot contain U+D" in str(error)
        return
    assert back == replace(entry, state=State.REVIEW if target.strip() else State.NEW)


@given(catalogs())
def test_every_line_is_an_object_of_its_own(catalog: Catalog) -> None:
    lines = jsonl.dumps(catalog).split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["id"] for line in lines] == [
        entry.key.unit for entry in (*catalog.entries, *catalog.obsolete)
    ]


def test_a_catalog_without_entries_has_no_lines() -> None:
    assert jsonl.dumps(Catalog("en-US", "ru-RU")) == b""
    assert jsonl.loads(b"") == Catalog("en-US", "")


def test_a_language_that_is_not_known_stays_unknown() -> None:
    catalog = Catalog("en-US", "", (ENTRY,))
    assert jsonl.loads(jsonl.dumps(catalog)) == catalog


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        LINE.removesuffix("\n"),
        LINE.replace("\n", "\r\n"),
        "\ufeff" + LINE,
        "\n \t\n" + LINE + "\r\n\n",
        LINE.replace(", ", ",").replace(": ", ":"),
        LINE.replace("Привет", "\\u041f\\u0440\\u0438\\u0432\\u0435\\u0442"),
        line(),
        line(score=0.9, model={"name": "x", "beams": [1, 2]}),
        line(line=None, kind=None, heading=None, notes=None, state=None, origin=None),
        line(source_lang=None, target_lang=""),
    ],
)
def test_what_scripts_write_is_read(text: str) -> None:
    assert loaded(text) == Catalog("en-US", "", (ENTRY,))


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ({}, State.DONE),
        ({"target": ""}, State.NEW),
        ({"target": " \n"}, State.NEW),
        ({"target": "", "state": "done"}, State.NEW),
        ({"state": "done"}, State.DONE),
        ({"state": "review"}, State.REVIEW),
        ({"state": "new"}, State.NEW),
        ({"state": "Done"}, State.REVIEW),
        ({"state": "translated"}, State.REVIEW),
        ({"state": ""}, State.REVIEW),
    ],
)
def test_the_state_is_the_given_one_where_there_is_a_target(
    members: dict[str, str], state: State
) -> None:
    [entry] = loaded(line(**members)).entries
    assert entry.state is state


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"target": None}, replace(ENTRY, target="", state=State.NEW)),
        ({"target": None, "state": "done"}, replace(ENTRY, target="", state=State.NEW)),
        ({"source": None}, replace(ENTRY, source="")),
        ({"source": None, "target": None}, replace(ENTRY, source="", target="", state=State.NEW)),
    ],
)
def test_a_text_that_is_null_is_empty(members: dict[str, object], expected: Entry) -> None:
    other = line(id="7758d-104")
    assert loaded(line(**members) + other).entries == (
        expected,
        replace(ENTRY, key=Key("a.md", "7758d-104")),
    )


def test_a_number_of_a_table_with_gaps_is_a_line() -> None:
    [entry] = loaded(line(line=10.0)).entries
    assert (entry.line, type(entry.line)) == (10, int)


def test_lines_may_leave_out_what_others_say() -> None:
    second = line(id="7758d-104", source_lang="en-GB", target_lang="ru-RU", origin="MT")
    third = line(id="7758d-105", source_lang="", target_lang="RU-ru")
    catalog = loaded(LINE + second + third)
    assert (catalog.source_language, catalog.target_language) == ("en-GB", "ru-RU")
    assert catalog.metadata == {"ms.translationtype": "MT"}


def test_origins_that_differ_are_those_of_no_catalog() -> None:
    assert loaded(line(origin="MT") + line(id="7758d-104", origin="HT")).metadata == {}


@pytest.mark.parametrize(
    ("members", "is_stated"),
    [({"state": "done"}, True), ({"state": None}, False), ({"state_is_stated": False}, False)],
)
def test_a_state_is_stated_where_a_line_gives_it(
    members: dict[str, object], is_stated: bool
) -> None:
    [entry] = loaded(line(**members)).entries
    assert entry.state_is_stated is is_stated
    again = jsonl.loads(jsonl.dumps(loaded(line(**members)))).entries[0]
    assert (again, again.state_is_stated) == (entry, is_stated)


def test_separators_of_lines_in_a_text_separate_no_lines() -> None:
    [entry] = loaded(LINE.replace("Привет", "a\u2028b\u2029c\x85d")).entries
    assert entry.target == "a\u2028b\u2029c\x85d"


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        (LINE + LINE, 2, "duplicate key a.md#7758d-103, first in line 1: keep"),
        (LINE + "\n" + line(source="Hi"), 3, "duplicate key a.md#7758d-103, first in line 1: keep"),
        (LINE + '{"doc": "a.md"', 2, "not JSON: expecting ',' delimiter at column 15: '{\"doc\""),
        ("[\n" + LINE, 1, "not JSON: expecting value at column 2: '['"),
        ("<!DOCTYPE html>\n", 1, "not JSON: expecting value at column 1: '<!DOCTYPE html>'"),
        (LINE + "<<<<<<< HEAD\n", 2, "not JSON"),
        (LINE.replace("\n", "\r") * 2, 1, "not JSON: extra data at column 75"),
        (LINE.replace("Hello", "a\tb"), 1, "not JSON: invalid control character"),
        (LINE + "[1]", 2, "not a JSON object: '[1]': one per line"),
        (LINE + '"text"', 2, "not a JSON object"),
        (LINE + "null", 2, "not a JSON object"),
        (line(doc=None), 1, "'doc' is missing"),
        ('{"doc": "a.md", "id": "x", "source": "y"}', 1, "'target' is missing"),
        ("{}", 1, "'doc' is missing"),
        (line(id=""), 1, "empty id: an entry needs the id of its unit"),
        (LINE + line(id="\t"), 2, "empty id"),
        (line(id=None), 1, "'id' is missing"),
        (line(id=5), 1, "'id' must be a string"),
        (line(target=["x"]), 1, "'target' must be a string"),
        (line(source={"x": 1}), 1, "'source' must be a string"),
        (line(state=1), 1, "'state' must be a string"),
        (line(kind=[]), 1, "'kind' must be a string"),
        (line(origin=False), 1, "'origin' must be a string"),
        (line(target_lang=[]), 1, "'target_lang' must be a string"),
        (line(heading="Top"), 1, "'heading' must be a list of strings"),
        (line(notes={"x": 1}), 1, "'notes' must be a list of strings"),
        (line(notes=["x", 1]), 1, "'notes' must be a string"),
        (line(line="10"), 1, "'line' must be a positive integer"),
        (line(line=0), 1, "'line' must be a positive integer"),
        (line(line=1.5), 1, "'line' must be a positive integer"),
        (line(line=True), 1, "'line' must be a positive integer"),
        (LINE.replace("}", ', "line": 1e999}'), 1, "'line' must be a positive integer"),
        (line(id="a#b"), 1, "'a#b' is not the id of a unit: it contains '#'"),
        (line(target="\ud83d"), 1, "'target' contains U+D83D, an unpaired surrogate"),
        (line(heading=["\udc00"]), 1, "'heading' contains U+DC00, an unpaired surrogate"),
        (LINE.replace("}", ', "id": "x"}'), 1, "duplicate member 'id'"),
        (LINE.replace("}", f', "x": {"9" * 5000}}}'), 1, "not JSON: number out of range"),
        (LINE.replace("}", ', "x": NaN}'), 1, "not JSON: number out of range"),
        (LINE.replace("}", ', "x": -Infinity}'), 1, "not JSON: number out of range"),
        (LINE + "[" * 100_000, 2, "the nesting is too deep"),
        (LINE + '{"x":' * 100_000, 2, "the nesting is too deep"),
        (
            line(target_lang="ru-RU") + LINE,
            2,
            ", first in line 1: keep one",
        ),
        (
            line(target_lang="ru-RU") + line(id="y") + line(target_lang="de-DE", id="x"),
            3,
            "targets in ru-RU and in de-DE: name one language with --language",
        ),
        (
            LINE + line(source_lang="fr-FR", id="y") + line(source_lang="en-US", id="x"),
            3,
            "'source_lang' is 'en-US', but 'fr-FR' in line 2: use one",
        ),
    ],
)
def test_what_is_no_catalog_is_an_error_with_its_line(text: str, at: int, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(text)
    assert what in str(caught.value)
    assert caught.value.line == at


@pytest.mark.parametrize(
    ("data", "at", "what"),
    [
        (LINE.encode() + line(id="x").encode("ascii") + b'{"\xcf": 1}', 3, "not UTF-8: byte 0xcf"),
        (LINE.encode("utf-16"), 1, "in UTF-16: save it as UTF-8"),
        (LINE.encode("utf-16-be"), 1, "not"),
        (b"\x1f\x8b\x08", 1, "not UTF-8: byte 0x8b"),
    ],
)
def test_other_encodings_are_refused(data: bytes, at: int, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        jsonl.loads(data)
    assert what in str(caught.value)
    assert caught.value.line == at


@given(st.one_of(st.binary(), any_text.map(lambda text: text.encode("utf-8", "replace"))))
def test_bytes_that_are_no_catalog_are_an_error_of_ours(data: bytes) -> None:
    with suppress(CatalogError):
        jsonl.loads(data)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(json.loads(jsonl.dumps(CATALOG).partition(b"\n")[0]), _values),
    )
)
def test_whatever_an_object_holds_is_read_or_an_error_with_its_line(
    members: dict[str, object],
) -> None:
    try:
        catalog = loaded("\n" + line(**members))
    except CatalogError as error:
        assert error.line == 2
        return
    assert jsonl.loads(jsonl.dumps(catalog)) == catalog


@pytest.mark.parametrize(
    "make",
    [
        lambda entry: replace(entry, source="\ud800"),
        lambda entry: replace(entry, target="x\ud800"),
        lambda entry: replace(entry, notes=("\ud800",)),
    ],
)
def test_half_a_character_is_an_error_that_names_the_unit(make: Callable[[Entry], Entry]) -> None:
    with pytest.raises(CatalogError) as caught:
        jsonl.dumps(replace(CATALOG, entries=(make(CATALOG.entries[0]),)))
    assert str(caught.value) == "docs/a b.md#7758d-103: JSONL cannot contain U+D800"


HOSTILE: dict[str, Callable[[int], str]] = {
    "blank lines": lambda n: "\n" * n + "x",
    "blanks": lambda n: " " * n + "x",
    "lines": lambda n: "".join(line(id=str(k)) for k in range(n // 50)),
    "languages": lambda n: "".join(line(id=str(k), target_lang="de") for k in range(n // 50)),
    "members": lambda n: "{" + ", ".join(f'"{k}": 1' for k in range(n // 5)) + "}",
    "one member": lambda n: "{" + ", ".join('"k": 1' for _ in range(n // 5)) + "}",
    "openings": lambda n: "[" * n,
    "digits": lambda n: '{"x": ' + "1" * n + "}",
    "decimals": lambda n: '{"x": 1.' + "1" * n + "}",
    "backslashes": lambda n: '{"x": "' + "\\\\" * n,
    "quotes": lambda n: '"' * n,
    "a text": lambda n: line(target="x" * n),
    "headings": lambda n: line(heading=["x"] * n),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_reading_costs_in_proportion_to_the_length(name: str) -> None:
    def read(n: int) -> None:
        with suppress(CatalogError):
            jsonl.loads(data[n])

    data = Made(lambda n: HOSTILE[name](n).encode())
    assert ratio(read, 20_000) < 8


@pytest.mark.slow
def test_writing_costs_in_proportion_to_the_entries() -> None:
    def catalog(n: int) -> Catalog:
        return Catalog("en-US", "", tuple(replace(ENTRY, key=Key("a", str(k))) for k in range(n)))

    given = Made(lambda n: catalog(n))
    assert ratio(lambda n: jsonl.dumps(given[n]), 2_000) < 8
