"""The laws of the design, each for every input that Hypothesis can think of."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    CatalogError,
    Document,
    FrontMatter,
    FrontMatterError,
    State,
    SxsError,
    Unit,
    check,
    extract,
    merge,
    parse,
)
from sxskit.checks.pairs import pairs
from sxskit.formats import (
    FORMATS,
    Format,
    Style,
    dumps,
    loads,
)
from tests.helpers.strategies import any_text, catalogs, documents, entry_text, held, unit_text

formats = pytest.mark.parametrize("format", FORMATS)


def through(format: Format, catalog: Catalog) -> Catalog:
    """The catalog, written and read again."""
    return loads(dumps(catalog, format), format)


def shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def edited(catalog: Catalog, index: int, target: str) -> Catalog:
    entries = list(catalog.entries)
    entries[index] = replace(entries[index], target=target, state=State.DONE)
    return replace(catalog, entries=tuple(entries))


@given(any_text)
def test_parse_keeps_every_text(text: str) -> None:
    assert parse(text).text == text


@given(any_text)
def test_parse_finds_in_a_document_what_it_found_before(text: str) -> None:
    document = parse(text)
    assert parse(document.text) == document
    for unit in document.units:
        assert parse(unit.text).nodes == (unit,)


@given(documents())
def test_parse_finds_every_unit(document: Document) -> None:
    assert [unit.text for unit in document.units] == [
        node.text for node in document.nodes if isinstance(node, Unit)
    ]
    assert pairs(document, "a.md") == ()


@given(any_text)
def test_whatever_the_text_it_can_be_checked_extracted_merged_and_stripped(text: str) -> None:
    document = parse(text)
    for finding in check(document, "a.md"):
        assert 1 <= finding.line <= 1 + text.count("\n")
    catalog = extract({"a.md": document}, language="ru-RU")
    assert merge(document, "a.md", catalog).document == document
    document.strip("source")


@formats
@given(text=any_text)
def test_merging_what_was_extracted_changes_no_byte(format: Format, text: str) -> None:
    document = parse(text)
    try:
        catalog = through(format, extract({"a.md": document}, language="ru-RU"))
    except CatalogError as error:
        assert "cannot contain U+" in str(error)
        return
    merged = merge(document, "a.md", catalog)
    assert merged.document == document
    assert {finding.code for finding in merged.findings} <= {"untranslated"}


@formats
@given(document=documents(), target=unit_text, data=st.data())
def test_a_new_target_changes_the_bytes_of_that_target_alone(
    format: Format, document: Document, target: str, data: st.DataObject
) -> None:
    catalog = extract({"a.md": document}, language="ru-RU")
    if not catalog.entries:
        return
    index = data.draw(st.integers(0, len(catalog.entries) - 1))
    merged = merge(document, "a.md", through(format, edited(catalog, index, target.strip(" \t"))))
    differing = [
        (before, after)
        for before, after in zip(document.nodes, merged.document.nodes, strict=True)
        if before != after
    ]
    assert len(differing) == merged.applied <= 1
    for before, after in differing:
        assert isinstance(before, Unit)
        assert isinstance(after, Unit)
        assert replace(after, target=before.target) == before
        assert after.target.strip(" \t") == target.strip(" \t")
    assert document.nodes[0].text == merged.document.nodes[0].text or differing


@given(documents(), entry_text, st.data())
def test_whatever_a_translator_writes_the_document_stays_whole(
    document: Document, target: str, data: st.DataObject
) -> None:
    catalog = extract({"a.md": document}, language="ru-RU")
    if not catalog.entries:
        return
    index = data.draw(st.integers(0, len(catalog.entries) - 1))
    merged = merge(document, "a.md", edited(catalog, index, target))
    assert parse(merged.document.text) == merged.document
    assert len(merged.document.nodes) == len(document.nodes)
    again = merge(merged.document, "a.md", edited(catalog, index, target))
    assert again.document == merged.document


@given(documents())
def test_a_stripped_document_holds_no_markup_of_its_units(document: Document) -> None:
    for side in ("target", "source"):
        plain = document.strip(side)
        assert "tu-id=" not in plain
        assert "sxs-lookup" not in plain
        texts = [getattr(unit, side) for unit in document.units]
        skeleton = sum(len(n.text) for n in document.nodes if not isinstance(n, Unit))
        assert len(plain) == skeleton + sum(map(len, texts))


@formats
@given(catalogs(), st.booleans())
def test_a_catalog_reads_back_as_it_was_written(
    format: Format, catalog: Catalog, codes: bool
) -> None:
    catalog = held(catalog, format)
    back = loads(dumps(catalog, format, Style(codes=codes)), format)
    assert back == catalog
    for entries, before in ((back.entries, catalog.entries), (back.obsolete, catalog.obsolete)):
        assert [entry.origin for entry in entries] == [entry.origin for entry in before]


@formats
@given(catalogs())
def test_a_catalog_is_the_same_bytes_on_every_run(format: Format, catalog: Catalog) -> None:
    catalog = held(catalog, format)
    data = dumps(catalog, format)
    assert dumps(replace(catalog, metadata=dict(catalog.metadata)), format) == data
    assert dumps(loads(data, format), format) == data


@formats
@given(data=st.one_of(st.binary(), any_text.map(lambda text: text.encode("utf-8", "replace"))))
def test_bytes_that_are_no_catalog_are_an_error_of_ours(format: Format, data: bytes) -> None:
    with suppress(SxsError):
        loads(data, format)


BLOCKS = st.sampled_from(
    (
        "---\ntitle: Hello  # here\nms.date: 07/10/2020\n---\n",
        "---\r\ntitle: 'It''s'\r\nmore: \"a \\\"b\\\"\"\r\n---\r\n",
        "\ufeff---\ntitle: |\n  one\n  two\n\nlast: >-\n  three\n  four\n---\n",
        "---\ntitle:\nn: 12\nb: true\nt: !!str 5\n---\n",
        "---\ntitle: twice\nother: x\ntitle: again\n---\n",
        "---\na: &x one\nb: *x\nc: [1, 2]\nd:\n  e: f\n---\n",
        "---\n? title\n: {a: b}\n---\n",
        "---\ntitle: a: b\nms.date: 1\n---\n",
    )
)


@given(BLOCKS)
def test_replacing_a_value_by_itself_changes_nothing(text: str) -> None:
    block = FrontMatter.of(text)
    for key in block:
        value = block.get(key)
        if value is not None:
            assert block.replace(key, value).text == text


@given(BLOCKS, any_text, st.data())
def test_a_replaced_value_reads_back_and_every_other_byte_stays(
    text: str, value: str, data: st.DataObject
) -> None:
    block = FrontMatter.of(text)
    key = data.draw(st.sampled_from(list(block)))
    try:
        new = block.replace(key, value)
    except FrontMatterError as error:
        assert error.line is not None
        cannot = block.get(key) is None or key in ("a", "b") or "\ud800" in value
        assert cannot or not block.is_valid
        return
    assert FrontMatter.of(new.text + "body") == new
    assert new.get(key) == value
    assert {k: new.get(k) for k in new if k != key} == {k: block.get(k) for k in block if k != key}
    start = shared(text, new.text)
    end = shared(text[start:][::-1], new.text[start:][::-1])
    removed = text[start : len(text) - end]
    assert not any(re.search(rf"^{re.escape(other)}:", removed, re.M) for other in block)


@given(BLOCKS, st.sampled_from(("ms.new", "a key", "x: y", "-", "#z")), any_text)
def test_an_added_key_stands_before_the_closing_line(text: str, key: str, value: str) -> None:
    block = FrontMatter.of(text)
    try:
        new = block.add(key, value)
    except FrontMatterError as error:
        assert error.line is not None
        return
    assert new.get(key) == value
    closing = text[text.rindex("---") :]
    assert new.text.startswith(text[: -len(closing)])
    assert new.text.endswith(closing)
    assert new.text.count("\n") == text.count("\n") + 1
