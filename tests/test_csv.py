"""CSV: the bytes that translate-toolkit and Excel read, and what is read of those they save.

By hand, with translate-toolkit 3.20.4: its csvl10n reads every column of what we write, and what
it saves after one edit reads back with that one unit changed.
"""

from __future__ import annotations

import csv as stdlib
import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Key,
    State,
)
from sxskit.formats import csv
from tests.helpers.growth import Made, ratio
from tests.helpers.strategies import any_text, catalogs

CATALOG = Catalog(
    "en-US",
    "",
    (
        Entry(
            Key("docs/a b.md", "7758d-103"),
            'Say "hi", you',
            "- Раз\nдва",
            State.REVIEW,
            10,
            "title 2",
            ("Top", "Below"),
            ("link target: x.md",),
        ),
        Entry(Key("docs/a b.md", "7758d-104"), "", "", State.NEW),
        Entry(Key("docs/a b.md", "7758d-105"), "'tis", "'@x", State.DONE),
    ),
)
HEADER = "location,source,target,id,fuzzy,context,translator_comments,developer_comments\r\n"
ROW = "a.md:10,Hello,Привет,a.md#7758d-103,False,7758d-103,,type: Title #\r\n"
ENTRY = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE, 10, "title 1")


def loaded(text: str) -> Catalog:
    return csv.loads(text.encode())


def held(catalog: Catalog) -> Catalog:
    """The catalog, less what CSV cannot say."""
    return Catalog("en-US", "", catalog.entries)


def through(entry: Entry) -> Entry:
    """The entry, written and read again."""
    [back] = csv.loads(csv.dumps(Catalog("en-US", "", (entry,)))).entries
    return back


def test_a_catalog_looks_like_this() -> None:
    assert (
        csv.dumps(CATALOG)
        == (
            '\ufeff"location","source","target","id","fuzzy","context",'
            '"translator_comments","developer_comments"\r\n'
            '"docs/a%20b.md:10","Say ""hi"", you","\'- Раз\nдва","docs/a b.md#7758d-103","True",'
            '"7758d-103","","type: Title ##\nunder: Top\nunder: Below\nlink target: x.md"\r\n'
            '"docs/a%20b.md","","","docs/a b.md#7758d-104","False","7758d-104","",""\r\n'
            '"docs/a%20b.md","\'tis","\'\'@x","docs/a b.md#7758d-105","False","7758d-105","",""\r\n'
        ).encode()
    )


@given(catalogs())
def test_a_catalog_reads_back_less_what_csv_cannot_say(catalog: Catalog) -> None:
    data = csv.dumps(catalog)
    assert csv.loads(data) == held(catalog)
    assert csv.dumps(csv.loads(data)) == data
    assert csv.dumps(replace(catalog, metadata=dict(catalog.metadata))) == data


# No strip, no line break made another: the edges are where the marks stand.
_marked = st.text(st.sampled_from("'=+-@＝＋－＠\t\r\n\"\\,; x")) | any_text


@given(_marked, _marked)
@example("'=1+1", "''=1+1")
@example("'", "'x")
@example("\r\n", "\r")
def test_every_text_reads_back_or_is_refused(source: str, target: str) -> None:
    entry = Entry(Key("a.md", "7758d-103"), source, target, State.DONE)
    try:
        back = through(entry)
    except CatalogError as error:
        assert "CSV cannot contain U+" in str(error)
        return
    assert back == replace(entry, state=State.DONE if target.strip() else State.NEW)


@given(_marked.filter(lambda text: not {"\0", "\ud800"} & set(text)))
def test_no_cell_is_a_formula(text: str) -> None:
    entry = Entry(Key(text, text.replace("#", "")), text, text, State.DONE, None, text, (), (text,))
    rows = csv.dumps(Catalog("en-US", "", (entry,))).decode("utf-8-sig")
    for row in stdlib.reader(io.StringIO(rows, newline="")):
        assert not any(cell.startswith(tuple("=+-@＝＋－＠\t\r\n")) for cell in row)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'- item", "- item"),
        ("=1+1", "=1+1"),
        ("- item", "- item"),
        ("'tis", "'tis"),
        ("''tis''", "''tis''"),
        ("'", "'"),
        ("''", "''"),
        ("\\=1+1", "\\=1+1"),
        ("'＝1+1", "＝1+1"),
        ("''＠SUM(1)", "'＠SUM(1)"),
        ("'－1", "－1"),
        ("＋1", "＋1"),
    ],
)
def test_a_mark_goes_where_it_keeps_a_formula_off_and_stays_elsewhere(cell: str, text: str) -> None:
    [entry] = loaded(HEADER + ROW.replace("Привет", cell)).entries
    assert entry.target == text


@given(
    any_text.filter(lambda text: not {"\0", "\ud800"} & set(text)),
    st.none() | st.integers(1, 10**9 - 1),
)
@example("a:10", None)
@example("a:10", 5)
@example(":", None)
@example("a%3A10", None)
@example("", 5)
@example("-a", 5)
def test_every_name_of_a_document_reads_back_with_its_line(name: str, line: int | None) -> None:
    entry = replace(ENTRY, key=Key(name, "7758d-103"), line=line)
    assert through(entry) == entry
    data = csv.dumps(Catalog("en-US", "", (entry,)))
    without = data.replace(b'"id"', b'"other"', 1)
    assert csv.loads(without).entries == (entry,)


def test_a_catalog_without_entries_has_a_header() -> None:
    assert csv.loads(csv.dumps(Catalog("en-US", "ru-RU"))) == Catalog("en-US", "")


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        "\ufeff" + HEADER + ROW,
        HEADER + ROW.removesuffix("\r\n"),
        (HEADER + ROW).replace("\r\n", "\n"),
        (HEADER + ROW).replace("\r\n", "\r"),
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", "\t"),
        (HEADER + ROW).replace("Hello", '"Hello"').replace("source", '"source"'),
        # Spreadsheets keep rows that were emptied.
        HEADER + "\r\n,,,,,,,\r\n" + ROW + ",,,,,,,\r\n\r\n",
        # Weblate writes ID: Excel takes a file that starts with it for SYLK.
        HEADER.replace("id", "ID").replace("source", " Source ") + ROW,
        HEADER.replace("id", "other") + ROW,
        HEADER + ROW.replace("a.md#7758d-103", ""),
        HEADER + ROW.replace("a.md#7758d-103", "7758d-103"),
        # Excel reads the id of a unit as a number.
        HEADER + ROW.replace(",7758d-103,", ",7.76E-100,"),
        "developer_comments,id,line,source,target,location\n"
        "type: Title #,a.md#7758d-103,=1+1,Hello,Привет,a.md:10\n",
    ],
)
def test_what_spreadsheets_save_is_read(text: str) -> None:
    assert loaded(text) == Catalog("en-US", "", (ENTRY,))


def test_three_columns_are_enough() -> None:
    [entry] = loaded("source,target,id\nHello,Привет,a.md#7758d-103\n").entries
    assert entry == Entry(ENTRY.key, "Hello", "Привет", State.DONE)


def test_a_document_may_be_unknown() -> None:
    [entry] = loaded("source,target,id\nHello,Привет,7758d-103\n").entries
    assert entry.key == Key("", "7758d-103")


@pytest.mark.parametrize(
    "text", ["a\rb", "a\r\nb", "a\n\nb", "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg", "\ufeffx", 'a"b""']
)
def test_line_breaks_and_quotes_of_a_text_are_kept(text: str) -> None:
    assert through(replace(ENTRY, source=text, target=text)).target == text


def test_a_separator_in_a_text_is_no_separator_of_cells() -> None:
    rows = 'id;source;target\na#1;x, y, z;"a;b\tc"\n'
    [entry] = loaded(rows).entries
    assert (entry.source, entry.target) == ("x, y, z", "a;b\tc")


@pytest.mark.parametrize(
    ("fuzzy", "state"),
    [
        *[(said, State.REVIEW) for said in ("True", "TRUE", "true", "1", "Yes", "x", "fuzzy")],
        *[(said, State.REVIEW) for said in ("WAHR", "VRAI", "ИСТИНА", "真", "Needs editing", "?")],
        *[(said, State.REVIEW) for said in ("FALSCH", "ЛОЖЬ", "2", "not", "0.5")],
        *[(said, State.DONE) for said in ("False", "FALSE", "0", "no", "No", " false ", "", " ")],
    ],
)
def test_what_is_not_known_as_done_is_to_review(fuzzy: str, state: State) -> None:
    [entry] = loaded(HEADER + ROW.replace("False", fuzzy)).entries
    assert entry.state is state


def test_a_state_is_stated_where_a_cell_gives_it() -> None:
    def is_stated(text: str) -> bool:
        return loaded(text).entries[0].state_is_stated

    assert is_stated(HEADER + ROW)
    assert is_stated(HEADER + ROW.replace("False", "True"))
    assert not is_stated(HEADER + ROW.replace("False", ""))
    assert not is_stated("id,source,target\na.md#x,Hello,Привет\n")
    assert not through(replace(ENTRY, state=State.DONE, state_is_stated=False)).state_is_stated
    assert through(replace(ENTRY, state=State.DONE)).state_is_stated


@pytest.mark.parametrize("target", ["", " ", '"\n"'])
def test_what_has_no_target_is_new(target: str) -> None:
    row = ROW.replace("Привет", target)
    for text in (row, row.replace("False", "True")):
        assert loaded(HEADER + text).entries[0].state is State.NEW


def test_a_translation_that_is_new_is_to_review() -> None:
    assert through(replace(ENTRY, state=State.NEW)).state is State.REVIEW
    assert through(Entry(ENTRY.key, "x", " ", State.DONE)).state is State.NEW


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["sep={}", '"sep={}"', "\ufeffsep={}", "SEP={}", "sep={0}{0}{0}"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_separator_that_the_first_line_names_is_the_one(
    separator: str, first: str, end: str
) -> None:
    others = ",;\t|".replace(separator, "")
    rows = [["id", "source", "target"], ["a.md#1", f"a{others}", f"{others}b"]]
    lines = [first.format(separator), *(separator.join(row) for row in rows), ""]
    [entry] = loaded(end.join(lines)).entries
    assert (entry.source, entry.target) == (f"a{others}", f"{others}b")


def test_the_line_of_the_separator_is_counted() -> None:
    rows = "id;source;target\r\na.md#1;a;b\r\n"
    with pytest.raises(CatalogError, match="first in line 3") as caught:
        loaded(f"sep=;\r\n{rows}a.md#1;a;b\r\n")
    assert caught.value.line == 4
    with pytest.raises(CatalogError, match="not CSV") as caught:
        loaded(f'sep=;\r\n{rows}a.md#2;"a')
    assert caught.value.line == 4
    with pytest.raises(CatalogError, match="the header has no column source") as caught:
        loaded("sep=;\r\n")
    assert caught.value.line


@pytest.mark.parametrize("first", ["sep=\n", "sep=ab\n", 'sep="\n', "sep=a\n", "separator=;\n"])
def test_a_line_that_names_no_separator_is_a_header(first: str) -> None:
    with pytest.raises(CatalogError, match="the header has no column source") as caught:
        loaded(f"{first}id;source;target\na.md#1;a;b\n")
    assert caught.value.line == 1


def test_the_comments_of_a_translator_are_notes() -> None:
    [entry] = loaded(HEADER + ROW.replace(",,", ',"by\r\nhand",')).entries
    assert entry == replace(ENTRY, notes=("by", "hand"))


def test_a_text_may_be_longer_than_the_csv_module_reads() -> None:
    limit = stdlib.field_size_limit()
    long = replace(ENTRY, target="x" * (limit + 1))
    assert through(long) == long
    assert stdlib.field_size_limit() == limit
    with pytest.raises(CatalogError):
        loaded(HEADER + '"')
    assert stdlib.field_size_limit() == limit


@pytest.mark.parametrize(
    ("text", "at", "what"),
    [
        (HEADER + ROW + ROW, 3, "duplicate key a.md#7758d-103, first in line 2: keep"),
        (HEADER + ROW.replace("Hello", '"a\nb"') + ROW, 4, ", first in line 2: keep one"),
        (HEADER + "\r\n" + ROW + ",,,,,,,\r\n" + ROW, 5, ", first in line 3: keep one"),
        (
            HEADER + ROW + ROW.replace("False,", ""),
            3,
            "the row must have 8 cells as the header, not 7",
        ),
        (HEADER + ROW.replace("Hello", "a,b"), 2, "the row must have 8 cells as the header, not 9"),
        (HEADER + ROW.replace(",", ";"), 2, "the row must have 8 cells as the header, not 1"),
        (
            HEADER + ROW.replace("a.md#7758d-103", "").replace(",7758d-103,", ",,"),
            2,
            "the row has no id",
        ),
        ("source,target,id\nHello,Привет,\n", 2, "the row has no id"),
        ("source,target,id\nHello,Привет,a.md#\n", 2, "empty id: an entry needs the id"),
        ("source,target,id\nHello,Привет, \n", 2, "empty id"),
        (HEADER + ROW + ROW.replace("Hello", '"Hello'), 3, "not CSV: "),
        (HEADER + ROW.replace("Hello", '"He"llo'), 2, "not CSV: ',' expected after '\"'"),
        ('source,target,"id\n', 1, "not CSV: unexpected end of data"),
        (HEADER + ROW.replace("При", "\0"), 2, "U+0000"),
        (ROW, 1, "the header has no column source, target, context, location: 'a.md"),
        ("source,id\nHello,x\n", 1, "the header has no column target: 'source,id'"),
        ("source,target,context\nx,y,z\n", 1, "the header has no column location"),
        ("source,target,id,Source\n", 1, "duplicate column 'source' in the header"),
        ('"source,target,id"\n', 1, "the header has no column source"),
        ("\n\r\n", 1, "the header has no column source"),
        ("<!DOCTYPE html>\n", 1, "the header has no column source"),
        ("<<<<<<< HEAD\r\n" + HEADER + ROW, 1, "the header has no column source"),
        (HEADER + "<<<<<<< HEAD\r\n" + ROW, 2, "the row must have 8 cells as the header, not 1"),
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
        (b"", 1, "the file is empty"),
        ((HEADER + ROW).encode("utf-16"), 1, 'in UTF-16: save it as "CSV UTF-8"'),
        ((HEADER + ROW).encode("utf-16-be"), 1, "U+0000"),
        ((HEADER + ROW).encode("cp1251"), 2, "not UTF-8: byte 0xcf"),
        ((HEADER + ROW).replace("\r\n", "\r").encode("cp1251"), 2, "not UTF-8: byte 0xcf"),
        ((HEADER + ROW).replace("\r\n", "\n").encode("cp1251"), 2, "not UTF-8: byte 0xcf"),
    ],
)
def test_other_encodings_are_refused_with_the_way_out(data: bytes, at: int, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        csv.loads(data)
    assert what in str(caught.value)
    assert caught.value.line == at


@given(st.one_of(st.binary(), any_text.map(lambda text: text.encode("utf-8", "replace"))))
def test_bytes_that_are_no_catalog_are_an_error_with_its_line(data: bytes) -> None:
    for head in (b"", HEADER.encode(), b"id;source;target\n"):
        try:
            csv.loads(head + data)
        except CatalogError as error:
            assert error.line is not None


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda entry: replace(entry, source="a\0b"), "U+0000"),
        (lambda entry: replace(entry, target="\ud800"), "U+D800"),
        (lambda entry: replace(entry, context=("\ud800",)), "U+D800"),
    ],
)
def test_what_csv_cannot_hold_is_an_error_that_names_the_unit(
    make: Callable[[Entry], Entry], code: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        csv.dumps(Catalog("en-US", "", (make(CATALOG.entries[0]),)))
    assert str(caught.value) == f"docs/a b.md#7758d-103: CSV cannot contain {code}"


HOSTILE: dict[str, Callable[[int], str]] = {
    "blank lines": lambda n: "\n" * n,
    "carriage returns": lambda n: HEADER + "\r" * n,
    "separators": lambda n: "," * n,
    "separators named": lambda n: "sep=" + "," * n,
    "separators named in part": lambda n: "sep=" + "," * n + "x",
    "separators under a header": lambda n: HEADER + "," * n,
    "columns": lambda n: "source," * (n // 7),
    "quotes": lambda n: HEADER + '"' * n,
    "quoted line breaks": lambda n: HEADER + '"' + "\r\n" * n,
    "marks": lambda n: HEADER + ROW.replace("Hello", "'" * n),
    "colons": lambda n: HEADER + ROW.replace("a.md:10", ":1" * n),
    "digits": lambda n: HEADER + ROW.replace("a.md:10", ":" + "1" * n),
    "percents": lambda n: HEADER + ROW.replace("a.md:10", "%20" * n),
    "rows": lambda n: HEADER + "".join(ROW.replace("#7", f"#{k}") for k in range(n // 50)),
    "NUL at the end": lambda n: HEADER + "\n" * n + "\0",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_reading_costs_in_proportion_to_the_length(name: str) -> None:
    def read(n: int) -> None:
        with suppress(CatalogError):
            csv.loads(data[n])

    data = Made(lambda n: HOSTILE[name](n).encode())
    assert ratio(read, 20_000) < 8


@pytest.mark.slow
@pytest.mark.parametrize("text", ["'", ":1", ":", "%", '"', "\r"])
def test_writing_costs_in_proportion_to_the_length(text: str) -> None:
    def entry(n: int) -> Entry:
        return Entry(Key(text * n, "x"), text * n, text * n, State.DONE)

    given = Made(lambda n: Catalog("en-US", "", (entry(n),)))
    assert ratio(lambda n: csv.dumps(given[n]), 20_000) < 8
