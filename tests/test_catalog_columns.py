"""Catalogs in columns: the same entries, whichever way they were made."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import Catalog, Entry, Key, Origin, State, extract, parse
from sxskit.catalog import Alternative, Columns, Defect

_TEXTS = st.text(max_size=8)
_ENTRIES = st.lists(
    st.builds(
        Entry,
        st.builds(Key, st.sampled_from(["", "a.md", "b.md"]), st.sampled_from("pqrstu")),
        *(_TEXTS, _TEXTS, st.sampled_from(State)),
        st.none() | st.integers(1, 9),
        _TEXTS,
        *(st.tuples() | st.tuples(_TEXTS), st.tuples() | st.tuples(_TEXTS, _TEXTS)),
        st.booleans(),
        st.none() | st.builds(Defect, st.integers(1, 9), _TEXTS),
        st.sampled_from(Origin),
        _TEXTS,
        st.tuples() | st.tuples(st.builds(Alternative, _TEXTS)),
    ),
    max_size=6,
    unique_by=lambda entry: entry.key,
)


def _fields(entries: tuple[Entry, ...]) -> list[tuple[object, ...]]:
    """All fields, including those that do not count for equality."""
    return [(*entry.texts, entry, entry.state_is_stated, entry.origin) for entry in entries]


@given(_ENTRIES)
def test_columns_hold_every_field_of_entries(entries: list[Entry]) -> None:
    assert _fields(Columns.of(entries).entries()) == _fields(tuple(entries))


@given(_ENTRIES, _ENTRIES)
def test_columns_of_parts_are_joined_and_taken_apart(one: list[Entry], two: list[Entry]) -> None:
    both = Columns.joined([Columns.of(one), Columns.of(two)])
    assert _fields(both.entries()) == _fields((*one, *two))
    rest = range(len(one), len(one) + len(two))
    assert _fields(both.at(rest).entries()) == _fields(tuple(two))


@given(_ENTRIES)
def test_a_catalog_survives_copying_and_replacement(entries: list[Entry]) -> None:
    catalog = Catalog("en-US", "ru-RU", tuple(entries), {"a": "b"}, tuple(entries[:1]))
    for same in (copy(catalog), replace(catalog)):
        assert same == catalog
        assert _fields(same.entries) == _fields(catalog.entries)
    other = catalog.labeled(target_language="de-DE", metadata={})
    assert other == replace(catalog, target_language="de-DE", metadata={})


DOCUMENT = parse(
    '# <span data-ttu-id="7758d-103">Привет</span>'
    '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\n'
)


def test_an_extracted_entry_is_edited_by_replacing_its_target() -> None:
    [entry] = extract({"a.md": DOCUMENT}).entries
    edited = replace(entry, target="Здравствуйте")
    assert (edited.target, edited.source, edited.key) == ("Здравствуйте", "Hello", entry.key)
    assert edited != entry
    assert replace(edited, target="Привет") == entry


def test_an_entry_is_no_tuple() -> None:
    [entry] = extract({"a.md": DOCUMENT}).entries
    fields: object = (entry.key, entry.source, entry.target, entry.state)
    assert entry != fields
    assert not isinstance(entry, tuple)


def test_a_catalog_has_no_unknown_attributes() -> None:
    catalog = extract({"a.md": DOCUMENT})
    with pytest.raises(AttributeError, match="words"):
        catalog.words  # noqa: B018
