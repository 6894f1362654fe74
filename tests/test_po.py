"""PO: the bytes that gettext would write, and every file that readers disagree about."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
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
from sxskit.formats import po
from tests.helpers.strategies import catalogs, entry_text

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Language: ru_RU\\n"\n"X-Sxs-Document: docs/a.md\\n"\n\n'
)
# What msgcat makes of two translations.
JOINED = r"#-#-#-#-#  a.po (sxskit)  #-#-#-#-#\nA\n#-#-#-#-#  b.po  #-#-#-#-#\nB"
ENTRY = '#: docs/a.md:10\nmsgctxt "7758d-103"\nmsgid "Hello"\nmsgstr "Привет"\n'
CATALOG = Catalog(
    "en-US",
    "ru-RU",
    (
        Entry(
            Key("docs/a b.md", "7758d-103"),
            'Say "hi"',
            "Раз\nдва",
            State.REVIEW,
            10,
            "title 2",
            ("Top", "Below"),
            ("link target: x.md",),
        ),
        Entry(Key("docs/a b.md", "7758d-104"), "", "", State.NEW),
    ),
    {"ms.translationtype": "MT", "ms.sourcegitcommit": "0fbfcb1", "ms.date": "05/19/2021"},
)


def loaded(text: str) -> Catalog:
    return po.loads(text.encode())


def test_a_catalog_looks_like_this() -> None:
    assert po.dumps(CATALOG).decode() == (
        "# Extracted by sxskit. The context of a message is the id of its unit: keep it.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: docs/a b.md\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: 2021-05-19 00:00+0000\\n"\n'
        '"PO-Revision-Date: 2021-05-19 00:00+0000\\n"\n'
        '"Last-Translator: Microsoft (MT)\\n"\n'
        '"Language-Team: none\\n"\n'
        '"Language: ru_RU\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Generator: sxskit 0.1\\n"\n'
        '"X-Source-Language: en_US\\n"\n'
        '"X-Sxs-Document: docs/a b.md\\n"\n'
        '"X-Sxs-Source-Commit: 0fbfcb1\\n"\n'
        '"X-Sxs-Translation-Type: MT\\n"\n'
        "\n"
        "#. type: Title ##\n"
        "#. under: Top\n"
        "#. under: Below\n"
        "#. link target: x.md\n"
        "#: docs/a%20b.md:10\n"
        "#, fuzzy\n"
        'msgctxt "7758d-103"\n'
        'msgid "Say \\"hi\\""\n'
        'msgstr ""\n'
        '"Раз\\n"\n'
        '"два"\n'
        "\n"
        "#: docs/a%20b.md\n"
        'msgctxt "7758d-104"\n'
        'msgid ""\n'
        'msgstr ""\n'
    )


def test_a_catalog_of_many_documents_has_the_path_in_its_contexts() -> None:
    keys = [Key("a.md", "7758d-103"), Key("x#y/b.md", "7758d-103")]
    catalog = Catalog("en-US", "", tuple(Entry(key, "S", "T", State.DONE) for key in keys))
    data = po.dumps(catalog)
    assert b'msgctxt "a.md#7758d-103"' in data
    assert b'msgctxt "x#y/b.md#7758d-103"' in data
    assert b"X-Sxs-Document" not in data
    assert [entry.key for entry in po.loads(data).entries] == keys


# polib splits strings with str.splitlines (its issue 170) and leaves \a as it is.
UNLIKE_POLIB = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\a"


@given(
    st.lists(
        st.tuples(entry_text, entry_text, st.booleans()).filter(
            lambda drawn: not set(UNLIKE_POLIB) & set(drawn[0] + drawn[1])
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_bytes_are_those_of_polib_without_wrapping(
    texts: list[tuple[str, str, bool]],
) -> None:
    entries = [
        Entry(
            Key("docs/a.md", f"7758d-{n}"), source, target, State.REVIEW if fuzzy else State.DONE, n
        )
        for n, (source, target, fuzzy) in enumerate(texts, start=101)
    ]
    ours = po.dumps(Catalog("en-US", "ru-RU", tuple(entries)))
    header, *_ = ours.decode().partition("\n\n")
    theirs = polib.POFile(wrapwidth=0)
    for entry in entries:
        theirs.append(
            polib.POEntry(
                msgctxt=entry.key.unit,
                msgid=entry.source,
                msgstr=entry.target,
                occurrences=[("docs/a.md", str(entry.line))],
                flags=["fuzzy"] if entry.state is State.REVIEW and entry.target.strip() else [],
            )
        )
    written = [str(entry) for entry in theirs]
    assert ours.decode() == "\n".join([header + "\n", *written])


@given(catalogs())
def test_polib_reads_what_we_write(catalog: Catalog) -> None:
    data = po.dumps(catalog)
    entries = (*catalog.entries, *catalog.obsolete)
    texts = [entry.source + entry.target + entry.key.unit for entry in entries]
    if any(set(UNLIKE_POLIB) & set(text) for text in [*texts, data.decode()]):
        return
    theirs = polib.pofile(data.decode(), wrapwidth=0)
    assert [(entry.msgid, entry.msgstr) for entry in theirs] == [
        (entry.source, entry.target) for entry in entries
    ]
    assert len(theirs.obsolete_entries()) == len(catalog.obsolete)


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
def test_gettext_accepts_what_we_write_and_lays_it_out_alike(tmp_path: Path) -> None:
    every = (
        "".join(chr(code) for code in range(1, 0x250) if code != 4) + "\u2028\u2029\u200f\ufeff😀"
    )
    texts = [every.strip(), "a\\nb\\", "\\", '"', "a\n\n\nb", "x" * 500 + " y" * 500, "%s {0} <T>"]
    entries = tuple(
        Entry(
            Key("docs/a b.md", f"7758d-{n}"), text, text, State.REVIEW, n, "quote", ("H",), ("n",)
        )
        for n, text in enumerate(texts, start=101)
    )
    path = tmp_path / "a.po"
    for catalog in (CATALOG, Catalog("en-US", "sr-Latn-RS", entries)):
        path.write_bytes(po.dumps(catalog))
        subprocess.run(["msgfmt", "-c", "-o", "-", path], check=True, capture_output=True)
        msgcat = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True)
        assert msgcat.stdout == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "state", "target"),
    [
        (ENTRY, State.DONE, "Привет"),
        ("#, fuzzy\n" + ENTRY, State.REVIEW, "Привет"),
        ("#,fuzzy\n" + ENTRY, State.REVIEW, "Привет"),
        ("#, c-format, fuzzy\n" + ENTRY, State.REVIEW, "Привет"),
        ("#, c-format\n#, fuzzy\n" + ENTRY, State.REVIEW, "Привет"),
        ("#= fuzzy\n" + ENTRY, State.REVIEW, "Привет"),
        ("#= fuzzy, range: 0..1\n#, md-text\n" + ENTRY, State.REVIEW, "Привет"),
        ("#, c-format\n" + ENTRY, State.DONE, "Привет"),
        ('#| msgctxt "old"\n#| msgid "Hi"\n' + ENTRY, State.DONE, "Привет"),
        (ENTRY.replace('"Привет"', '""'), State.NEW, ""),
        ("#, fuzzy\n" + ENTRY.replace('"Привет"', '""'), State.NEW, ""),
        (ENTRY.replace('"Привет"', '" \\n"'), State.NEW, " \n"),
        (ENTRY.replace('"Привет"', '"При"\n"вет"'), State.DONE, "Привет"),
        (ENTRY.replace('msgstr "Привет"', 'msgstr\n  "При"   "вет"\n\n"!"'), State.DONE, "Привет!"),
        (
            ENTRY.replace("Привет", '\\\\n\\n\\t\\r\\a\\b\\f\\v\\"'),
            State.DONE,
            '\\n\n\t\r\a\b\f\v"',
        ),
        (
            ENTRY.replace("Привет", "a\u2028b\u0085c\fd\u2029"),
            State.DONE,
            "a\u2028b\u0085c\fd\u2029",
        ),
        (ENTRY.replace("\n", "\r\n"), State.DONE, "Привет"),
        (ENTRY.replace("\n", "\r"), State.DONE, "Привет"),
        (ENTRY.removesuffix("\n"), State.DONE, "Привет"),
        (
            ENTRY + '\n#~ msgctxt "7758d-103"\n#~ msgid "Hello"\n#~ msgstr "x"\n',
            State.DONE,
            "Привет",
        ),
        (ENTRY + '\n#~| msgid "old"\n#~ msgid "Hello"\n#~ msgstr "x"', State.DONE, "Привет"),
        ("# by hand\n#. note\n" + ENTRY, State.DONE, "Привет"),
        (f'#, fuzzy\n#: z.md:5\n#~ msgid "a"\n#~ msgstr "b"\n\n{ENTRY}', State.DONE, "Привет"),
    ],
)
def test_what_tools_write_is_read(text: str, state: State, target: str) -> None:
    header = HEADER.replace("\n", "\r") if "\r" in text and "\n" not in text else HEADER
    [entry] = loaded(header + text).entries
    assert entry.key == Key("docs/a.md", "7758d-103")
    assert (entry.source, entry.target, entry.state) == ("Hello", target, state)


def test_a_byte_order_mark_is_taken_off() -> None:
    assert po.loads(b"\xef\xbb\xbf" + (HEADER + ENTRY).encode()) == loaded(HEADER + ENTRY)


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii", "CHARSET"])
def test_charsets_that_are_utf_8_are_read(charset: str) -> None:
    assert len(loaded(HEADER.replace("UTF-8", charset) + ENTRY).entries) == 1


def test_a_charset_that_a_text_names_is_not_that_of_the_file() -> None:
    text = ENTRY.replace("Hello", "Content-Type: text/html; charset=koi8-r")
    assert len(loaded(text).entries) == 1


def test_a_file_without_a_header_is_utf_8() -> None:
    [entry] = loaded(ENTRY).entries
    assert entry.key == Key("docs/a.md", "7758d-103")
    assert loaded(ENTRY).target_language == ""


def test_a_file_without_messages_is_an_empty_catalog() -> None:
    assert loaded("# nothing yet\n") == Catalog("en-US", "")


def test_a_file_without_a_byte_was_cut_off() -> None:
    with pytest.raises(CatalogError, match="the file is empty"):
        po.loads(b"")


def test_a_number_that_is_no_line_is_none() -> None:
    [entry] = loaded(ENTRY.replace(":10", ":" + "1" * 5000)).entries
    assert entry.line is None


def test_a_file_that_names_no_document_is_of_the_one_its_first_message_refers_to() -> None:
    other = ENTRY.replace("docs/a.md:10", '"docs/an other.md":12').replace("103", "104")
    assert [each.key.document for each in loaded(f"{ENTRY}\n{other}").entries] == ["docs/a.md"] * 2


def test_an_entry_without_a_document_has_no_line() -> None:
    entry = Entry(Key("", "7758d-103"), "Hello", "Привет", State.DONE, 10)
    assert po.loads(po.dumps(Catalog("en-US", "", (entry,)))).entries == (
        replace(entry, line=None),
    )


@pytest.mark.parametrize(
    "text",
    [
        'msgid "Hello"\nmsgstr "Привет"\n',
        HEADER.replace("X-Sxs-Document: docs/a.md\\n", "") + '#: a.c:1\nmsgid "Hello"\nmsgstr ""\n',
        HEADER + 'msgid "%d file"\nmsgstr "a"\n\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] "d"\n',
    ],
)
def test_a_file_of_another_project_is_refused_with_what_it_would_need(text: str) -> None:
    with pytest.raises(CatalogError, match="message without msgctxt: it needs the id of its unit"):
        loaded(text)


@pytest.mark.parametrize(
    ("remarks", "kind", "context", "notes"),
    [
        ("type: Title ##. under: Top", "title 2", ("Top",), ()),
        ("type: Title #. under: A. B? under: C", "title 1", ("A. B? under: C",), ()),
        ("type: Plain text. under: 1. A.. under: B", "paragraph", ("1. A.", "B"), ()),
        ("type: Bullet: '1. '. under: A", "numbered item", ("A",), ()),
        ("type: Bullet: '- '. link target: x.md", "list item", (), ("link target: x.md",)),
        ("type: Title ###. under: A. link target: x", "title 3", ("A",), ("link target: x",)),
        ("type: Quote\n#. under: A. link target: x", "quote", ("A. link target: x",), ()),
        ("type: Quote. by hand", "quote", (), ("by hand",)),
        ("type: x. under: A", "x. under: A", (), ()),
    ],
)
def test_remarks_that_a_tool_has_joined_are_read_one_by_one(
    remarks: str, kind: str, context: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    [entry] = loaded(f"{HEADER}#. {remarks}\n{ENTRY}").entries
    assert (entry.kind, entry.context, entry.notes) == (kind, context, notes)


def test_a_document_may_be_unknown() -> None:
    [entry] = loaded(ENTRY.replace("#: docs/a.md:10\n", "")).entries
    assert entry.key == Key("", "7758d-103")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (
            HEADER + ENTRY + "\n" + ENTRY,
            13,
            "duplicate key docs/a.md#7758d-103, first in line 8: keep",
        ),
        (HEADER + ENTRY + "\n" + ENTRY.replace("Hello", "Hi"), 13, ", first in line 8: keep one"),
        (HEADER + ENTRY.replace("При", "\0"), 10, "U+0000"),
        (HEADER + ENTRY.replace("При", "\x04"), 10, "U+0004"),
        (HEADER + ENTRY.removesuffix('"\n') + "\n", 10, "unterminated string"),
        (HEADER + ENTRY.replace('"Hello"', '"Hello'), 9, "unterminated string"),
        (HEADER + ENTRY.replace("Hello", 'He"llo'), 9, "unterminated string"),
        (HEADER + ENTRY.replace("Привет", "\\x41"), 10, "invalid escape '\\\\x'"),
        (HEADER + ENTRY.replace('"Привет"', '"ok"\n"\\101"'), 11, "invalid escape '\\\\1'"),
        (HEADER + ENTRY.replace("Hello", "\\u0041"), 9, "invalid escape '\\\\u'"),
        (HEADER + ENTRY.replace("msgstr", "msgid_plural"), 10, "plural forms"),
        (HEADER + ENTRY.replace("msgstr ", "msgstr[0] "), 10, "plural forms"),
        (HEADER + ENTRY.partition("msgstr")[0], 10, "the message ends after its msgid"),
        (
            HEADER + ENTRY.partition("msgid")[0] + "\n" + ENTRY,
            9,
            "the message ends after its msgctxt",
        ),
        (HEADER + ENTRY + 'msgstr "again"\n', 11, "msgstr instead of msgctxt or msgid"),
        (
            HEADER + ENTRY.replace('msgctxt "7758d-103"\n', ""),
            8,
            "message without msgctxt: it needs the id of its unit, as sxs extract writes it",
        ),
        (HEADER + ENTRY.replace("7758d-103", ""), 8, "empty id: an entry needs the id of its unit"),
        (HEADER + ENTRY.replace("7758d-103", " "), 8, "empty id"),
        (HEADER + ENTRY.replace("7758d-103", "docs/a.md#"), 8, "empty id"),
        (HEADER.replace("msgid", 'msgctxt ""\nmsgid'), 1, "empty id"),
        (HEADER + HEADER, 7, "without msgctxt"),
        (HEADER + ENTRY.replace("7758d-103", ""), 8, "empty id"),
        (HEADER + ENTRY.replace("7758d-103", "").replace("Hello", ""), 8, "empty id"),
        (HEADER + ENTRY.replace("Привет", JOINED), 8, "joined by msgcat"),
        (HEADER + "#, fuzzy\n" + ENTRY.replace("Привет", JOINED), 9, "joined by msgcat"),
        (HEADER + '# x\n"lost"\n', 8, "a string without a keyword"),
        (HEADER.replace("Language", "#-#-#-#-#  a.po  #-#-#-#-#\\nLanguage") + ENTRY, 1, "joined"),
        ("<!DOCTYPE html>\n<html>\n", 1, "not PO: '<!DOCTYPE html>'"),
        (HEADER + "<<<<<<< HEAD\n" + ENTRY, 7, "not PO: '<<<<<<< HEAD'"),
        (HEADER + ENTRY + "=======\n", 11, "not PO: '======='"),
    ],
)
def test_what_readers_disagree_about_is_an_error_with_its_line(
    text: str, line: int, what: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(text)
    assert what in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ((HEADER + ENTRY).replace("UTF-8", "koi8-r").encode(), "msgconv -t UTF-8"),
        ((HEADER + ENTRY).replace("UTF-8", "utf-7").encode(), "msgconv -t UTF-8"),
        ((HEADER + ENTRY).replace("UTF-8", "unicode_escape").encode(), "msgconv -t UTF-8"),
        ((HEADER + ENTRY).encode("utf-16"), "UTF-16"),
        ((HEADER + ENTRY).encode("utf-16-be"), "U+0000"),
        ((HEADER + ENTRY).encode("cp1251"), "not UTF-8: byte 0xcf"),
    ],
)
def test_other_encodings_are_refused_with_the_way_out(data: bytes, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        po.loads(data)
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda entry: Entry(entry.key, "a\0b", "x", State.DONE), "U+0000"),
        (lambda entry: Entry(entry.key, "a", "\x04", State.DONE), "U+0004"),
        (lambda entry: Entry(entry.key, "a", "\ud800", State.DONE), "U+D800"),
    ],
)
def test_what_po_cannot_hold_is_an_error_that_names_the_unit(
    make: Callable[[Entry], Entry], code: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        po.dumps(Catalog("en-US", "", (make(CATALOG.entries[0]),)))
    assert str(caught.value) == f"docs/a b.md#7758d-103: PO cannot contain {code}"


def test_a_catalog_cannot_hold_a_key_twice() -> None:
    entry = CATALOG.entries[0]
    with pytest.raises(CatalogError, match=r"duplicate key docs/a b\.md#7758d-103$"):
        Catalog("en-US", "", (entry, entry))


def test_the_id_of_a_unit_holds_no_hash() -> None:
    with pytest.raises(CatalogError, match="contains '#'"):
        Catalog("en-US", "", (Entry(Key("a.md", "a#b"), "x", "y", State.DONE),))


@pytest.mark.parametrize(
    ("source", "target"),
    [("Hello", "#-#-#-#-#"), ("Hello", "a #-#-#-#-#  b.po  #-#-#-#-#"), (JOINED, JOINED)],
)
def test_a_text_about_the_marks_of_msgcat_is_a_text(source: str, target: str) -> None:
    text = ENTRY.replace("Hello", source).replace("Привет", target)
    [entry] = po.loads((HEADER + text).encode()).entries
    assert entry.target == target.replace(r"\n", "\n")


MULTILINE = (
    "#. type: Title #\n#: docs/a.md:20\n#, fuzzy\n"
    'msgctxt "7758d-104"\nmsgid ""\n"One\\n"\n"two"\n'
    'msgstr ""\n"Раз, \\"два\\"\\n"\n"три \\\\n"\n'
)


@pytest.mark.parametrize(
    "odd",
    [
        '# a note of a person\nmsgctxt "7758d-105"\nmsgid "c"\nmsgstr "в"\n',
        '\nmsgctxt "7758d-105"\n\nmsgid "c"\nmsgstr "в"\n',
        '#, no-wrap\nmsgctxt "7758d-105"\nmsgid "c"\nmsgstr "в"\n',
        '#~ msgctxt "7758d-106"\n#~ msgid "c"\n#~ msgstr "в"\n',
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_messages_are_read_alike_beside_one_in_another_layout(odd: str, place: int) -> None:
    usual = [ENTRY, MULTILINE]
    alone = loaded(HEADER + "\n".join(usual)).entries
    assert [entry.target for entry in alone] == ["Привет", 'Раз, "два"\nтри \\n']
    among = loaded(HEADER + "\n".join([*usual[:place], odd, *usual[place:]])).entries
    assert tuple(entry for entry in among if entry.key.unit != "7758d-105") == alone


@pytest.mark.parametrize("first", [ENTRY, MULTILINE, f"{ENTRY}\n{MULTILINE}"])
def test_the_lines_of_a_duplicate_key_are_named(first: str) -> None:
    again = ENTRY.replace("7758d-103", "7758d-110")
    text = HEADER + "\n".join([first, again, again])
    with pytest.raises(CatalogError, match=r"duplicate key docs/a\.md#7758d-110") as caught:
        loaded(text)
    before, after = (n for n, line in enumerate(text.split("\n"), 1) if "7758d-110" in line)
    assert f"first in line {before}" in str(caught.value)
    assert caught.value.line == after


def test_an_empty_id_in_the_usual_layout_is_named_with_its_line() -> None:
    text = HEADER + MULTILINE + "\n" + ENTRY.replace("7758d-103", "")
    with pytest.raises(CatalogError, match="empty id") as caught:
        loaded(text)
    assert caught.value.line == text.split("\n").index('msgctxt ""') + 1
