"""What each format carries of entries and catalogs, and what other tools write of it."""

from __future__ import annotations

import copy
import pickle
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sxskit import (
    Alternative,
    Catalog,
    Entry,
    Key,
    Origin,
    State,
    Style,
    dumps,
    extract,
    from_polib,
    keep,
    loads,
    merge,
    parse,
    to_polib,
)
from sxskit.formats import FORMATS, TABLE, XML, Format, format_of, suffix
from tests.helpers.cli import put, sxs


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


DOCS = (Path(__file__).parent.parent / "docs/reference/formats.md").read_bytes().decode()
COLUMNS: dict[str, Format] = {
    "PO": "po",
    "XLIFF 1.2": "xliff",
    "XLIFF 2": "xliff2",
    "TMX": "tmx",
    "JSONL": "jsonl",
    "CSV": "csv",
}
KEY = Key("docs/a.md", "7758d-103")
ENTRY = Entry(KEY, "Save **it**", "Сохраните **это**", State.DONE, origin=Origin.HUMAN)
CATALOG = Catalog("en-US", "ru-RU", (ENTRY,), {"ms.translationtype": "HT"})
OTHERS = (
    Alternative('Save "it"\n  here', Origin.MACHINE, 85, 'the <memory> "m"', "Save\nthem"),
    Alternative("Запишите", Origin.HUMAN, 0),
    Alternative("b & c"),
)
GONE = replace(ENTRY, key=Key("docs/a.md", "7758d-999"), source="Gone", target="Ушёл")
formats = pytest.mark.parametrize("format", FORMATS)


def of_entry(name: str, *values: Any) -> list[tuple[Catalog, Callable[[Catalog], object]]]:
    """Catalogs whose entry has a value in a field, and how to look it up."""

    def found(catalog: Catalog) -> object:
        return [getattr(entry, name) for entry in catalog.entries]

    entries = [replace(ENTRY, **{name: value}) for value in values]
    return [(replace(CATALOG, entries=(entry,)), found) for entry in entries]


NEW = replace(ENTRY, target="", state=State.NEW, origin=Origin.UNKNOWN)
METADATA = ("ms.sourcegitcommit", "ms.translationtype", "ms.lasthandoff", "ms.author")
VALUES = ("0fbfcb1", "MT", "05/19/2021", "somebody")
# For each row of the table catalogs with a value, and how it is looked up in what comes back.
PROBES: dict[str, list[tuple[Catalog, Callable[[Catalog], object]]]] = {
    "key": of_entry("key", KEY, Key("b c.md", "1-p2"), Key("docs/a.md", "title")),
    "source": of_entry("source", "One", 'a\n"b" <c> & d'),
    "target": of_entry("target", "Один", 'a\n"b" <c> & d'),
    "state": [
        *of_entry("state", State.DONE, State.REVIEW),
        (replace(CATALOG, entries=(NEW,)), lambda catalog: [e.state for e in catalog.entries]),
    ],
    "whether the state is stated": of_entry("state_is_stated", True, False),
    "line": of_entry("line", 1, 10**6),
    "kind": of_entry("kind", "title 2", "front matter", "table cell"),
    "context": of_entry("context", ("Top",), ("Top", "Below & <b>")),
    "notes": of_entry("notes", ("link target: x.md",), ("one", "two")),
    "origin": [
        *of_entry("origin", Origin.HUMAN, Origin.MACHINE),
        (
            replace(CATALOG, entries=(ENTRY,), metadata={}),
            lambda catalog: [entry.origin for entry in catalog.entries],
        ),
    ],
    "previous source": of_entry("previous_source", "Before", '  a\n"b" <c>  '),
    "alternatives": of_entry("alternatives", OTHERS[:1], OTHERS),
    "obsolete": [
        (replace(CATALOG, obsolete=(GONE,)), lambda catalog: catalog.obsolete),
        (
            replace(CATALOG, obsolete=(replace(GONE, key=Key("b.md", "")), replace(GONE, key=KEY))),
            lambda catalog: catalog.obsolete,
        ),
    ],
    "metadata": [
        (replace(CATALOG, metadata={name: value}), lambda catalog: {**catalog.metadata})
        for name, value in zip(METADATA, VALUES, strict=True)
    ],
    "languages": [
        (
            replace(CATALOG, target_language=language),
            lambda catalog: (catalog.source_language, catalog.target_language),
        )
        for language in ("ru-RU", "zh-Hans")
    ],
}


def table() -> dict[str, dict[str, str]]:
    """The cells of the table in docs/reference/formats.md by field and column."""
    section = DOCS.partition("\n## What each format carries\n")[2].partition("\n### ")[0]
    lines = re.findall(r"^\| (.*) \|$", section, re.MULTILINE)
    header, _, *rows = [line.split(" | ") for line in lines]
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}


def through(catalog: Catalog, format: Format, style: Style | None = None) -> Catalog:
    return loads(dumps(catalog, format, style or Style()), format)


def test_the_table_names_all_formats_and_fields() -> None:
    assert set(table()) == set(PROBES)
    assert list(COLUMNS.values()) == list(FORMATS)
    assert all(list(cells) == list(COLUMNS) for cells in table().values())


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("field", PROBES)
def test_a_field_is_carried_as_the_table_says(field: str, column: str) -> None:
    carried = [
        found(through(catalog, COLUMNS[column])) == found(catalog)
        for catalog, found in PROBES[field]
    ]
    cell = "yes" if all(carried) else "part" if any(carried) else "no"
    assert cell == table()[field][column], carried


@formats
def test_an_entry_with_everything_comes_back_with_codes_and_without(format: Format) -> None:
    entry = replace(ENTRY, origin=Origin.MACHINE, previous_source="Old", alternatives=OTHERS)
    other = replace(ENTRY, key=Key("docs/a.md", "7758d-104"))
    catalog = replace(CATALOG, entries=(entry, other), obsolete=(replace(entry, key=GONE.key),))
    for style in (Style(), Style(codes=True)):
        back = through(catalog, format, style)
        assert back.entries[0] == replace(entry, state_is_stated=format != "tmx")
        assert back.obsolete == (catalog.obsolete if TABLE[format].has_obsolete else ())
        assert dumps(back, format, style) == dumps(
            back if format == "csv" else catalog, format, style
        )


@formats
def test_what_nobody_carries_costs_no_byte(format: Format) -> None:
    data = dumps(CATALOG, format)
    for word in (b"origin: ", b"target_origin", b"alt", b"match", b"obsolete", b"previous"):
        assert word not in data


# The shapes: old calls go on working.


def test_old_calls_make_the_same_entries() -> None:
    entry = Entry(KEY, "a", "b", State.DONE, 3, "paragraph", ("Top",), ("note",), False, None)
    assert (entry.line, entry.kind, entry.context, entry.notes) == (
        *(3, "paragraph"),
        *(("Top",), ("note",)),
    )
    assert (entry.state_is_stated, entry.defect) == (False, None)
    assert (entry.origin, entry.previous_source, entry.alternatives) == (Origin.UNKNOWN, "", ())
    assert entry == Entry(KEY, "a", "b", State.DONE, line=3, kind="paragraph").__class__(
        key=KEY,
        source="a",
        target="b",
        state=State.DONE,
        line=3,
        kind="paragraph",
        context=("Top",),
        notes=("note",),
    )
    catalog = Catalog("en-US", "ru-RU", (entry,), {"a": "b"})
    assert catalog.obsolete == ()
    assert Catalog("en-US", "ru-RU", (entry,), {"a": "b"}, (GONE,)).obsolete == (GONE,)


def test_an_entry_is_copied_replaced_and_compared_with_all_its_fields() -> None:
    entry = replace(ENTRY, previous_source="Old", alternatives=OTHERS)
    assert replace(entry, target="x") == Entry(
        *(KEY, ENTRY.source, "x", State.DONE),
        origin=Origin.HUMAN,
        previous_source="Old",
        alternatives=OTHERS,
    )
    assert pickle.loads(pickle.dumps(entry)) == entry  # noqa: S301 - of our own
    assert copy.copy(entry) == entry
    assert hash(copy.deepcopy(entry)) == hash(entry)
    assert "previous_source='Old'" in repr(entry)
    assert replace(entry, previous_source="") != entry
    assert replace(entry, alternatives=()) != entry
    assert replace(entry, origin=Origin.MACHINE) == entry  # as those who compare entries expect


def test_an_id_of_an_obsolete_entry_holds_no_number_sign() -> None:
    with pytest.raises(ValueError, match="not the id of a unit"):
        replace(CATALOG, obsolete=(replace(GONE, key=Key("a.md", "1#2")),))


def page(kind: str, *targets: str) -> str:
    front = f"---\nms.translationtype: {kind}\nms.contentlocale: ru-RU\n---\n" if kind else ""
    units = [
        f'<span data-ttu-id="7758d-{n}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="7758d-{n}">Source {n}</span></span>\n\n'
        for n, target in enumerate(targets, start=103)
    ]
    return front + "".join(units)


@pytest.mark.parametrize(
    ("kind", "origin"),
    [("MT", Origin.MACHINE), ("mt ", Origin.MACHINE), ("HT", Origin.HUMAN), ("", Origin.UNKNOWN)],
)
def test_the_origin_is_the_translation_type_of_the_document(kind: str, origin: Origin) -> None:
    catalog = extract({"a.md": parse(page(kind, "Раз", " "))})
    assert [entry.origin for entry in catalog.entries] == [origin, Origin.UNKNOWN]
    for format in FORMATS:
        if format != "csv":
            back = through(catalog, format)
            assert [entry.origin for entry in back.entries][:1] == [origin]


def test_a_catalog_of_documents_of_both_kinds_says_which_is_which() -> None:
    documents = {"a.md": parse(page("MT", "Раз")), "b.md": parse(page("HT", "Два"))}
    for format in FORMATS:
        back = through(extract(documents), format)
        assert [entry.origin for entry in back.entries] == [Origin.MACHINE, Origin.HUMAN]


# The table of formats.


def test_the_table_of_formats_is_whole() -> None:
    assert tuple(TABLE) == FORMATS
    assert {"xliff", "xliff2", "tmx"} == XML
    for format in FORMATS:
        named = format_of(Path(f"A{suffix(format).upper()}"))
        assert named is not None
        assert suffix(named) == suffix(format)
    assert format_of(Path("a.xliff")) == "xliff"
    assert format_of(Path("a.md")) is None


# PO of other tools.

MERGED = """\
# Vera Muster, 2026.
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Sxs-Document: docs/a.md\\n"

#. type: Plain text
#: docs/a.md:5
#, fuzzy, no-wrap
#| msgctxt "1-7"
#| msgid ""
#| "Press the \\"red\\"\\n"
#| "button"
msgctxt "1-8"
msgid "Press the green button"
msgstr "Нажмите красную кнопку"

#, fuzzy
#~| msgid "Older"
#~ msgctxt "1-9"
#~ msgid "Old"
#~ msgstr "Старый"

# a remark of Vera
#~ msgctxt "1-10"
#~ msgid ""
#~ "Two\\n"
#~ "lines"
#~ msgstr "Две строки"

#~ msgid "Without a context"
#~ msgstr "Без контекста"

#~ msgctxt "1-11"
#~ msgid "One"
#~ msgid_plural "Many"
#~ msgstr[0] "Один"
"""


def test_what_msgmerge_keeps_in_comments_is_read() -> None:
    catalog = loads(MERGED.encode(), "po")
    [entry] = catalog.entries
    assert (entry.previous_source, entry.state) == ('Press the "red"\nbutton', State.REVIEW)
    assert [(str(e.key), e.source, e.target, e.state) for e in catalog.obsolete] == [
        ("docs/a.md#1-9", "Old", "Старый", State.REVIEW),
        ("docs/a.md#1-10", "Two\nlines", "Две строки", State.DONE),
        ("docs/a.md#", "Without a context", "Без контекста", State.DONE),
    ]
    assert catalog.obsolete[0].previous_source == "Older"
    assert catalog.obsolete[1].notes == ("a remark of Vera",)
    assert through(catalog, "po") == catalog


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("prefix", ["#~ ", "#~", "#~\t"])
def test_obsolete_messages_are_read_between_others(prefix: str, end: str) -> None:
    text = MERGED.replace("#~ ", prefix)
    first, blank, rest = text.partition("\n\n")
    live = 'msgctxt "1-99"\nmsgid "Last"\nmsgstr "Последний"\n'
    data = f"{first}{blank}{rest}\n{live}".replace("\n", end).encode()
    catalog = loads(data, "po")
    assert [entry.key.unit for entry in catalog.entries] == ["1-8", "1-99"]
    assert [entry.key.unit for entry in catalog.obsolete] == ["1-9", "1-10", ""]
    assert (catalog.entries[1].previous_source, catalog.entries[1].notes) == ("", ())


@pytest.mark.parametrize(
    "text",
    [
        '#~ msgid "a"\n',
        "#~ nothing\n",
        '#~ #~ msgid "a"\n#~ #~ msgstr "b"\n',
        '#~ msgctxt "1-1"\n#~ msgid "a\\q"\n#~ msgstr "b"\n',
        '#| msgid "not ended\n',
        "#| msgid\n",
    ],
)
def test_what_is_no_whole_obsolete_message_is_a_comment(text: str) -> None:
    data = dumps(CATALOG, "po") + b"\n" + text.encode()
    assert loads(data, "po") == CATALOG
    assert loads(data + b'\nmsgctxt "7-1"\nmsgid "a"\nmsgstr "b"\n', "po").obsolete == ()


def test_many_obsolete_messages_are_read_in_order() -> None:
    text = "".join(f'\n#~ msgctxt "1-{n}"\n#~ msgid "a"\n#~ msgstr "b"\n' for n in range(2000))
    catalog = loads(dumps(CATALOG, "po") + text.encode(), "po")
    assert [entry.key.unit for entry in catalog.obsolete] == [f"1-{n}" for n in range(2000)]


def test_gettext_keeps_the_file_as_it_is() -> None:
    if not shutil.which("msgcat"):
        pytest.skip("needs gettext")
    entry = replace(ENTRY, previous_source='a\n"b"', alternatives=OTHERS, origin=Origin.MACHINE)
    gone = replace(entry, key=GONE.key, state=State.REVIEW)
    data = dumps(replace(CATALOG, entries=(entry,), obsolete=(gone,)), "po")
    ran = subprocess.run(["msgcat", "--no-wrap", "-"], input=data, capture_output=True, check=True)
    assert ran.stdout == data


def test_no_message_is_there_twice_and_no_work_is_lost() -> None:
    again = replace(ENTRY, target="Запишите это", origin=Origin.MACHINE)
    catalog = replace(CATALOG, obsolete=(again, GONE, replace(GONE, target="Нет"), GONE))
    back = through(catalog, "po")
    assert back.entries == (
        replace(ENTRY, alternatives=(Alternative("Запишите это", Origin.MACHINE),)),
    )
    assert back.obsolete == (replace(GONE, alternatives=(Alternative("Нет", Origin.HUMAN),)),)


@pytest.mark.parametrize(
    "note", ["origin: unknown", "origin: a person", 'previous: "a', "alternative: []", "previous:"]
)
def test_a_note_that_only_looks_like_a_field_is_a_note(note: str) -> None:
    catalog = replace(CATALOG, entries=(replace(ENTRY, notes=(note,)),))
    for format in FORMATS:
        assert through(catalog, format).entries[0].notes == (note,)


# XML of other tools.


def xliff(unit: str) -> Entry:
    """The entry of a unit in XLIFF 1.2."""
    data = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" '
        'xmlns:okp="okapi-framework:xliff-extensions">\n'
        '<file original="a.md" source-language="en-US" target-language="ru-RU" datatype="x">\n'
        f'<body><trans-unit id="1-1"><source>Save</source>{unit}</trans-unit></body>'
        "</file></xliff>"
    )
    [entry] = loads(data.encode(), "xliff").entries
    return entry


TARGET = '<target state="needs-translation">Сохранить</target>'


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            '<alt-trans match-quality="85%" origin="office.tmx"><source>Save as</source>'
            '<target xml:lang="ru-RU">Записать</target></alt-trans>',
            Alternative("Записать", Origin.UNKNOWN, 85, "office.tmx", "Save as"),
        ),
        (
            '<alt-trans match-quality="99.8"><source>Save</source><target>А</target></alt-trans>',
            Alternative("А", score=99),
        ),
        (
            '<alt-trans match-quality="high"><target state-qualifier="mt-suggestion">А</target>'
            "</alt-trans>",
            Alternative("А", Origin.MACHINE),
        ),
        (
            '<alt-trans okp:matchType="MT" origin="engine"><target>А</target></alt-trans>',
            Alternative("А", Origin.MACHINE, where="engine"),
        ),
        (
            "<alt-trans><source>Save <bpt id='1'>**</bpt>it<ept id='1'>**</ept></source>"
            "<target><g id='2'/>А <bpt id='1'/>Б<ept id='1'/></target></alt-trans>",
            None,
        ),
        (
            "<alt-trans><source>Save <bpt id='1'>**</bpt>it<ept id='1'>**</ept></source>"
            "<target><bpt id='1'/>Б<ept id='1'/></target></alt-trans>",
            Alternative("**Б**", source="Save **it**"),
        ),
        ('<alt-trans alttranstype="rejected"><target>А</target></alt-trans>', None),
        ('<alt-trans><target xml:lang="de-DE">A</target></alt-trans>', None),
        ('<alt-trans xml:lang="de"><target>A</target></alt-trans>', None),
        ('<alt-trans xml:lang="ru"><target>А</target></alt-trans>', Alternative("А")),
        ("<alt-trans><target> </target></alt-trans>", None),
        ("<alt-trans><target>Сохранить</target></alt-trans>", None),
        ("<alt-trans><source>Save</source></alt-trans>", None),
        ('<alt-trans><target><mrk mtype="x-del">А</mrk></target></alt-trans>', None),
    ],
)
def test_an_alternative_of_another_tool_is_read(other: str, expected: Alternative | None) -> None:
    entry = xliff(f"{TARGET}{other}")
    assert entry.alternatives == (() if expected is None else (expected,))
    assert (entry.target, entry.state) == ("Сохранить", State.REVIEW)


def test_a_version_before_names_the_source_before() -> None:
    def before(source: str, target: str) -> str:
        return (
            f'<alt-trans alttranstype="previous-version"><source>{source}</source>'
            f"<target>{target}</target></alt-trans>"
        )

    entry = xliff(TARGET + before("Safe", "Сохранить") + before("Keep", "Хранить"))
    assert entry.previous_source == "Safe"
    assert entry.alternatives == (Alternative("Хранить", source="Keep"),)
    entry = xliff(TARGET + before("Save", "Сберечь"))
    assert (entry.previous_source, entry.alternatives) == ("", (Alternative("Сберечь"),))


def test_an_alternative_of_one_segment_is_none_of_the_unit() -> None:
    segmented = (
        '<seg-source><mrk mtype="seg" mid="0">Sa</mrk><mrk mtype="seg" mid="1">ve</mrk>'
        "</seg-source>"
        '<target><mrk mtype="seg" mid="0">Со</mrk><mrk mtype="seg" mid="1">хранить</mrk></target>'
    )
    other = '<alt-trans mid="0"><target>С</target></alt-trans>'
    assert xliff(segmented + other).alternatives == ()
    one = '<seg-source><mrk mtype="seg" mid="0">Save</mrk></seg-source>'
    assert xliff(one + TARGET + other).alternatives == (Alternative("С"),)


@pytest.mark.parametrize("qualifier", ["leveraged-mt", "mt-suggestion"])
def test_a_target_that_a_machine_has_made_says_so(qualifier: str) -> None:
    entry = xliff(f'<target state="final" state-qualifier="{qualifier}">А</target>')
    assert (entry.origin, entry.state) == (Origin.MACHINE, State.DONE)


def xliff2(matches: str, segments: str) -> tuple[Alternative, ...]:
    """The alternatives of a unit in XLIFF 2."""
    data = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-US" '
        'trgLang="ru-RU" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">'
        '<file id="f1" original="a.md"><unit id="1-1">'
        f"<mtc:matches>{matches}</mtc:matches>{segments}</unit></file></xliff>"
    )
    return loads(data.encode(), "xliff2").entries[0].alternatives


ONE = '<segment id="s7"><source>Save <mrk id="m1" type="mtc:match">it</mrk></source></segment>'
WHOLE = '<segment><source><mrk id="m1" type="mtc:match">Save it</mrk></source></segment>'
BOTH = "<source>Save it</source><target>А</target>"


@pytest.mark.parametrize(
    ("match", "segments", "expected"),
    [
        (
            f'<mtc:match ref="#s7" matchQuality="85.5">{BOTH}</mtc:match>',
            ONE,
            Alternative("А", score=85),
        ),
        (
            f'<mtc:match ref="#m1" similarity="70" type="mt" origin="engine">{BOTH}</mtc:match>',
            WHOLE,
            Alternative("А", Origin.MACHINE, 70, "engine"),
        ),
        (
            '<mtc:match ref="#m1" type="tm"><source>Keep it</source><target>Б</target></mtc:match>',
            WHOLE,
            Alternative("Б", source="Keep it"),
        ),
        (
            '<mtc:match ref="#s7"><originalData><data id="d1">**</data></originalData>'
            '<source>Save it</source><target><pc id="1" dataRefStart="d1" dataRefEnd="d1">А</pc>'
            "</target></mtc:match>",
            ONE,
            Alternative("**А**"),
        ),
        (f'<mtc:match ref="#m1">{BOTH}</mtc:match>', ONE, None),
        (f'<mtc:match ref="#s7" reference="yes">{BOTH}</mtc:match>', ONE, None),
        (f'<mtc:match ref="#s7">{BOTH}</mtc:match>', ONE + ONE.replace("s7", "s8"), None),
        (
            '<mtc:match ref="#s7"><source>x</source><target><ph id="1"/></target></mtc:match>',
            ONE,
            None,
        ),
        (
            '<mtc:match ref="#s7"><source>x</source><target><ph id="1" dataRef="no"/></target>'
            "</mtc:match>",
            ONE,
            None,
        ),
    ],
)
def test_a_translation_candidate_of_another_tool_is_read(
    match: str, segments: str, expected: Alternative | None
) -> None:
    assert xliff2(match, segments) == (() if expected is None else (expected,))


@pytest.mark.parametrize(
    "value", ["null", "1", '"a"', "[1]", '["a"]', "[[]]", '[{"text": 1}]', '[{"score": 3}]']
)
def test_what_is_no_alternative_is_passed_over(value: str) -> None:
    line = f'{{"doc": "a.md", "id": "1-1", "source": "a", "target": "b", "alternatives": {value}}}'
    assert loads(line.encode(), "jsonl").entries[0].alternatives == ()


# The commands, and polib.


def test_polib_has_all_of_it() -> None:
    entry = replace(ENTRY, previous_source="Old\none", alternatives=OTHERS, origin=Origin.MACHINE)
    gone = replace(entry, key=GONE.key, state=State.REVIEW)
    catalog = replace(CATALOG, entries=(entry,), obsolete=(gone,))
    pofile = to_polib(catalog)
    assert from_polib(pofile) == catalog
    assert [each.msgctxt for each in pofile.obsolete_entries()] == ["7758d-999"]
    assert pofile[0].previous_msgid == "Old\none"
    pofile[0].obsolete = True
    assert [each.source for each in from_polib(pofile).obsolete] == [entry.source, gone.source]


def test_merge_applies_nothing_that_is_obsolete() -> None:
    document = parse(page("HT", "Раз"))
    name = "docs/a.md"
    gone = replace(GONE, key=Key(name, "7758d-103"), source="Source 103")
    catalog = Catalog("en-US", "ru-RU", (), {}, (gone, GONE))
    merged = merge(document, name, catalog)
    assert merged.document == document
    assert merged.findings == ()


def test_keep_carries_what_is_proposed_and_what_is_obsolete() -> None:
    other = replace(ENTRY, key=Key("docs/a.md", "7758d-104"), source="Other")
    new = keep(replace(CATALOG, entries=(ENTRY, other))).catalog
    edited = replace(
        new,
        entries=(
            replace(ENTRY, alternatives=OTHERS, previous_source="Old"),
            replace(other, source="Before", alternatives=OTHERS),
        ),
        obsolete=(GONE, GONE, replace(GONE, key=KEY, source=ENTRY.source, target=ENTRY.target)),
    )
    kept = keep(new, edited)
    assert kept.lost == ()
    assert kept.catalog.entries == (edited.entries[0], other)
    assert kept.catalog.obsolete == (GONE,)
    again = keep(new, kept.catalog)
    assert again.catalog == kept.catalog


@formats
def test_extract_keeps_obsolete_entries(format: Format) -> None:
    if not TABLE[format].has_obsolete:
        return
    put("docs/a.md", page("HT", "Раз").encode())
    name = f"ru{suffix(format)}"
    sxs("extract", "docs", "-o", name, "--format", format, "-q")
    fresh = loads(Path(name).read_bytes(), format)
    put(name, dumps(replace(fresh, obsolete=(GONE,)), format))
    sxs("extract", "docs", "-o", name, "--format", format, "-q")
    kept = Path(name).read_bytes()
    assert [(e.key, e.source, e.target) for e in loads(kept, format).obsolete] == [
        (GONE.key, GONE.source, GONE.target)
    ]
    sxs("extract", "docs", "-o", name, "--format", format, "-q")
    assert Path(name).read_bytes() == kept


def test_convert_says_what_has_no_place() -> None:
    put("ru.po", dumps(replace(CATALOG, obsolete=(GONE,)), "po"))
    result = sxs("convert", "ru.po", "-o", "ru.csv")
    assert (
        "1 catalog written, 1 obsolete entry omitted, because csv cannot contain them"
        in result.err.decode()
    )
    result = sxs("convert", "ru.po", "-o", "ru.xlf")
    assert "obsolete" not in result.err.decode()
    assert loads(Path("ru.xlf").read_bytes(), "xliff").obsolete == (GONE,)


def test_convert_does_not_replace_obsolete_work() -> None:
    put("ru.po", dumps(replace(CATALOG, obsolete=(GONE,)), "po"))
    put("new.jsonl", dumps(CATALOG, "jsonl"))
    before = Path("ru.po").read_bytes()
    result = sxs("convert", "new.jsonl", "-o", "ru.po", "-q")
    assert result.code == 1
    assert "edits in 1 entry would be lost, first docs/a.md#7758d-999" in result.err.decode()
    assert Path("ru.po").read_bytes() == before
