"""Catalogs as the objects of polib, and back: nothing is lost, whoever edits them in between."""

from __future__ import annotations

from dataclasses import replace

import polib
import pytest
from hypothesis import given

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Key,
    State,
    from_polib,
    to_polib,
)
from sxskit.formats import po
from tests.helpers.strategies import catalogs

KEY = Key("docs/a b.md", "7758d-103")
HEADINGS = ("Top", "Below")
NOTES = ("link target: x.md",)
FIRST = Entry(KEY, 'Say "hi"', "Раз\nдва", State.REVIEW, 10, "title 2", HEADINGS, NOTES)
SECOND = Entry(Key("docs/a b.md", "7758d-p104"), "Hello", "Привет", State.DONE)
CATALOG = Catalog("en-US", "ru-RU", (FIRST, SECOND), {"ms.translationtype": "MT"})


@given(catalogs())
def test_a_catalog_comes_back_from_polib_whole(catalog: Catalog) -> None:
    pofile = to_polib(catalog)
    assert from_polib(pofile) == catalog
    back = po.loads(str(pofile).encode())
    assert replace(back, obsolete=()) == replace(catalog, obsolete=())
    assert [_texts(entry) for entry in back.obsolete] == [_texts(e) for e in catalog.obsolete]


def _texts(entry: Entry) -> tuple[Key, str, str, State]:
    """What polib writes of an obsolete entry to a file; its comments it leaves out."""
    return entry.key, entry.source, entry.target, entry.state


def test_polib_sees_what_a_translator_sees() -> None:
    pofile = to_polib(CATALOG)
    assert [entry.msgctxt for entry in pofile] == ["7758d-103", "7758d-p104"]
    assert pofile.fuzzy_entries() == [pofile[0]]
    assert pofile.percent_translated() == 50
    assert pofile.metadata["Language"] == "ru_RU"
    assert pofile.metadata["X-Sxs-Document"] == "docs/a b.md"
    assert pofile[0].comment.split("\n") == [
        "type: Title ##",
        "under: Top",
        "under: Below",
        "link target: x.md",
    ]
    assert pofile[0].occurrences == [("docs/a%20b.md", "10")]
    assert pofile[1].occurrences == [("docs/a%20b.md", "")]


def test_a_file_that_polib_reads_is_the_same_catalog() -> None:
    assert from_polib(polib.pofile(po.dumps(CATALOG).decode())) == CATALOG
    assert from_polib(polib.pofile(str(to_polib(CATALOG)))) == CATALOG


def test_what_is_edited_with_polib_comes_back() -> None:
    pofile = to_polib(CATALOG)
    pofile[0].msgstr = "Три"
    pofile[0].flags.remove("fuzzy")
    pofile[1].flags.append("fuzzy")
    pofile[1].tcomment = "ask the author"
    assert from_polib(pofile).entries == (
        replace(FIRST, target="Три", state=State.DONE),
        replace(SECOND, state=State.REVIEW, notes=("ask the author",)),
    )
    pofile[0].msgstr = ""
    assert from_polib(pofile).entries[0].state is State.NEW


def test_a_long_remark_is_not_wrapped() -> None:
    heading = "word " * 40 + "end"
    catalog = replace(CATALOG, entries=(replace(FIRST, context=(heading,)),))
    assert po.loads(str(to_polib(catalog)).encode()) == catalog


def test_catalogs_of_many_documents_and_of_none_come_back() -> None:
    other = replace(SECOND, key=Key("a:10", "7758d-103"), line=3)
    nowhere = replace(SECOND, key=Key("", "7758d-105"))
    for entries in ((FIRST, other), (nowhere,), (other, nowhere), ()):
        catalog = replace(CATALOG, entries=entries)
        assert from_polib(to_polib(catalog)) == catalog


def test_obsolete_messages_are_obsolete_entries() -> None:
    pofile = to_polib(CATALOG)
    pofile[1].obsolete = True
    for catalog in (from_polib(pofile), po.loads(str(pofile).encode())):
        assert catalog.entries == (FIRST,)
        assert catalog.obsolete == (SECOND,)


def test_obsolete_messages_with_plural_forms_are_left_out() -> None:
    pofile = to_polib(CATALOG)
    many = polib.POEntry(msgctxt="7-1", msgid="a", msgid_plural="b", msgstr_plural={0: "c"})
    many.obsolete = True
    pofile.append(many)
    assert from_polib(pofile) == CATALOG


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (polib.POEntry(msgid="Hello", msgstr="Привет"), "message without msgctxt"),
        (polib.POEntry(msgctxt="", msgid="Hello"), "empty id"),
        (polib.POEntry(msgctxt="7758d-103", msgid="Hello"), r"duplicate key docs/a b.md#7758d-103"),
        (
            polib.POEntry(msgctxt="7758d-9", msgid="a", msgid_plural="b", msgstr_plural={0: "c"}),
            "plural forms",
        ),
    ],
)
def test_what_a_catalog_cannot_be_made_of_is_refused(entry: polib.POEntry, what: str) -> None:
    pofile = to_polib(CATALOG)
    pofile.append(entry)
    with pytest.raises(CatalogError, match=what) as caught:
        from_polib(pofile)
    assert caught.value.line == 3
    read = polib.pofile(str(pofile))
    with pytest.raises(CatalogError, match=what) as caught:
        from_polib(read)
    assert caught.value.line == read[2].linenum


@pytest.mark.parametrize("text", ["a\0b", "a\x04b", "a\ud800b"])
def test_what_po_cannot_hold_is_refused(text: str) -> None:
    catalog = replace(CATALOG, entries=(replace(FIRST, target=text),))
    with pytest.raises(CatalogError, match=r"docs/a b.md#7758d-103: PO cannot contain U\+"):
        to_polib(catalog)
