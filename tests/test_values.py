"""Front-matter values: which have an entry, how they are put back, and why others are not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Frame,
    FrontMatter,
    FrontMatterError,
    Key,
    Merged,
    State,
    Unit,
    extract,
    merge,
    parse,
)
from sxskit.dialect.freshness import source_hash
from sxskit.formats import (
    FORMATS,
    Format,
    dumps,
    loads,
)
from tests.helpers.strategies import any_text, entry_text

NAME = "docs/a.md"
UNIT = Unit("7758d-103", "The dome", "Купол", Frame.of("7758d-103"))
BODY = f"# {UNIT.text}\n"
ENGLISH = "---\ntitle: The dome\ndescription: All of it.\nms.date: 01/09/2024\n---\n# The dome\n"
GIVEN = {NAME: ENGLISH}
BOTH = (State.DONE, State.REVIEW)


def page(front: str) -> str:
    return f"---\n{front}---\n{BODY}"


RUSSIAN = page("title: Купол\ndescription: 'Всё.'\nms.date: 01/09/2024\n")


def entries(text: str, english: str = ENGLISH, **options: tuple[str, ...]) -> list[Entry]:
    """The entries of values, which come before those of units."""
    catalog = extract({NAME: parse(text)}, english={NAME: english}, **options)  # type: ignore[arg-type]
    units = [entry for entry in catalog.entries if re.search("[0-9]", entry.key.unit)]
    assert list(catalog.entries[len(catalog.entries) - len(units) :]) == units
    return list(catalog.entries[: len(catalog.entries) - len(units)])


def ids(text: str, english: str = ENGLISH, **options: tuple[str, ...]) -> list[str]:
    return [entry.key.unit for entry in entries(text, english, **options)]


def title(target: str, source: str = "The dome", state: State = State.DONE) -> Entry:
    return Entry(Key(NAME, "title"), source, target, state)


def merged(text: str, *given: Entry, **options: object) -> Merged:
    """What merging makes of a document, with the entry of its unit beside those given."""
    own = Entry(Key(NAME, UNIT.id), "The dome", "Купол", State.DONE)
    catalog = Catalog("en-US", "ru-RU", (*given, own))
    return merge(parse(text), NAME, catalog, **options)  # type: ignore[arg-type]


def said(result: Merged) -> list[str]:
    return [str(finding) for finding in result.findings]


# Extract


def test_without_the_english_there_are_no_entries_of_values() -> None:
    [entry] = extract({NAME: parse(RUSSIAN)}).entries
    assert entry.key.unit == UNIT.id


def test_a_value_is_an_entry_with_its_key_line_and_kind() -> None:
    first, second = entries(RUSSIAN)
    assert first == Entry(
        Key(NAME, "title"), "The dome", "Купол", State.DONE, 2, "front matter", (), ()
    )
    assert str(second.key) == "docs/a.md#description"
    assert (second.source, second.target, second.line) == ("All of it.", "Всё.", 3)


def test_entries_come_in_the_order_of_the_document() -> None:
    assert ids(page("description: Всё.\ntitle: Купол\n")) == ["description", "title"]


def test_a_machine_translation_is_to_review() -> None:
    [entry] = entries(page("title: Купол\nms.translationtype: MT\n"))
    assert entry.state is State.REVIEW


def test_a_value_without_a_text_is_new() -> None:
    for front in ("title:\n", "title: ''\n", "title: ' '\n"):
        [entry] = entries(page(front))
        assert (entry.source, entry.target, entry.state) == ("The dome", "", State.NEW)


def test_what_could_not_be_put_back_has_no_entry() -> None:
    assert ids(page("ms.date: x\n")) == []  # no such key
    assert ids(page("title:\n- Купол\n")) == []
    assert ids(page("title: Купол\n\tx: [\n")) == []  # no YAML
    assert ids(BODY) == []


def test_what_has_no_english_has_no_entry() -> None:
    assert ids(RUSSIAN, "# The dome\n") == []
    assert ids(RUSSIAN, "---\ntitle:\ndescription: [a]\n---\n") == []


def test_what_localization_leaves_alone_has_no_entry_unless_it_is_named() -> None:
    english, russian = ENGLISH.replace("ms.date", "summary"), RUSSIAN.replace("ms.date", "summary")
    assert ids(russian, english) == ["title", "description"]
    assert ids(russian, english, front_matter=("summary", "title")) == ["title", "summary"]


def test_a_unit_by_the_name_of_a_key_is_the_unit() -> None:
    text = RUSSIAN + Unit("title", "One", "Один", Frame.of("title")).text
    catalog = extract({NAME: parse(text)}, english=GIVEN)
    [entry] = [entry for entry in catalog.entries if entry.key.unit == "title"]
    assert entry.target == "Один"
    assert merge(parse(text), NAME, catalog, english=ENGLISH).document.text == text


def test_a_value_made_of_units_is_theirs() -> None:
    unit = Unit("7758d-101", "The dome", "Купол", Frame.of("7758d-101"))
    quoted = unit.text.replace('"', '\\"')
    assert ids(f'---\ntitle: "{quoted}"\n---\n') == []


def test_where_the_english_is_another_one_by_now_the_values_are_to_review() -> None:
    front = f"title: Купол\nms.openlocfilehash: {source_hash(ENGLISH)}\n"
    [same] = entries(page(front))
    assert (same.state, same.notes) == (State.DONE, ())
    [other] = entries(page(front), ENGLISH + "More.\n")
    assert other.state is State.REVIEW
    assert other.notes == ("the English document has changed since this was translated",)


def test_the_line_is_that_of_the_key_however_it_is_written() -> None:
    assert [each.line for each in entries(page("a: 1\n'title': Купол\n"))] == [3]
    assert [each.line for each in entries(page('a:\n  title: x\n"title" : Купол\n'))] == [4]
    assert [each.line for each in entries(page("title: x\na: 1\ntitle: Купол\n"))] == [4]
    assert [each.line for each in entries(page("  a: 1\n  title: Купол\n"))] == [3]


# Merge


@pytest.mark.parametrize("english", [ENGLISH, None])
def test_a_new_value_changes_its_bytes_alone(english: str | None) -> None:
    result = merged(RUSSIAN, title("Наш купол"), english=english)
    assert result.document.text == RUSSIAN.replace("title: Купол", "title: Наш купол")
    assert (result.applied, result.missing, result.findings) == (1, 0, ())


@pytest.mark.parametrize(
    ("front", "target", "written"),
    [
        ("title: Купол\n", "Купол: вид", 'title: "Купол: вид"\n'),
        ("title: 'Купол'  # so\n", "It's", "title: 'It''s'  # so\n"),
        ('title: "Купол"\r\n', 'A "b"', 'title: "A \\"b\\""\r\n'),
        ("title: ' Купол '\n", "Ку", "title: ' Ку '\n"),
        ("title:\n", "Купол", "title: Купол\n"),
        ("title: >-\n  Купол\n  мой\n", "Наш", "title: >-\n  Наш\n"),
    ],
)
def test_a_value_is_written_as_the_old_one_was(front: str, target: str, written: str) -> None:
    result = merged(page(front), title(target), english=ENGLISH)
    assert result.document.text == page(written)
    assert result.findings == ()


@pytest.mark.parametrize("english", [ENGLISH, None])
def test_the_value_that_the_document_has_changes_nothing(english: str | None) -> None:
    for entry in (title("Купол"), title("", state=State.NEW), title("Купол", state=State.REVIEW)):
        result = merged(RUSSIAN, entry, english=english)
        assert (result.document.text, result.applied, result.findings) == (RUSSIAN, 0, ())


def test_neither_has_a_translation() -> None:
    result = merged(page("title:\n"), title("", state=State.NEW), english=ENGLISH)
    assert said(result) == ["docs/a.md:2: untranslated: title: the translation is missing"]


def test_a_translation_to_review_is_kept_out_unless_it_is_accepted() -> None:
    new = title("Наш", state=State.REVIEW)
    result = merged(RUSSIAN, new, english=ENGLISH)
    assert result.document.text == RUSSIAN
    assert said(result) == [
        "docs/a.md:2: needs-review: title: the new translation is marked for review: "
        "--accept-fuzzy applies it"
    ]
    assert merged(RUSSIAN, new, english=ENGLISH, accept=BOTH).applied == 1


@pytest.mark.parametrize(
    "english", ["---\ntitle: The domes\n---\n", "---\na: b\n---\n", "# The dome\n"]
)
def test_a_translation_of_another_source_is_stale(english: str) -> None:
    result = merged(RUSSIAN, title("Наш"), english=english)
    assert result.document.text == RUSSIAN
    assert said(result) == [
        "docs/a.md:2: stale: title: the translation was made from another source text"
    ]


def test_without_the_english_a_catalog_of_another_hand_off_is_stale() -> None:
    """The key of a value is the same in every hand-off, that of a unit is not."""
    others = [
        Entry(Key(NAME, "00000-103"), "The dome", "Купол", State.DONE),
        Entry(Key(NAME, UNIT.id), "Another dome", "Купол", State.DONE),
    ]
    for other in others:
        catalog = Catalog("en-US", "ru-RU", (title("Наш"), other))
        result = merge(parse(RUSSIAN), NAME, catalog)
        assert result.document.text == RUSSIAN
        assert [finding.code for finding in result.findings if finding.line == 2] == ["stale"]
        assert merge(parse(RUSSIAN), NAME, catalog, english=ENGLISH).applied == 1


@pytest.mark.parametrize(
    ("target", "what"),
    [
        (UNIT.text, "pair markup"),
        ('<span class="sxs-lookup">', "pair markup"),
        ("a\nb", "a line break, which its place does not allow"),
        ("a\x07b", "a control character"),
    ],
)
def test_a_value_that_would_break_the_document_is_unsafe(target: str, what: str) -> None:
    result = merged(RUSSIAN, title(target), english=ENGLISH)
    assert result.document.text == RUSSIAN
    assert said(result) == [f"docs/a.md:2: unsafe-target: title: the translation contains {what}"]


def test_a_line_break_that_the_source_has_is_none_too_many() -> None:
    english = "---\ntitle: |-\n  The\n  dome\n---\n"
    result = merged(RUSSIAN, title("Наш\nкупол", "The\ndome"), english=english)
    assert result.document.front_matter.get("title") == "Наш\nкупол"


@pytest.mark.parametrize("front", ["title: *a\n", "title:\n  a: b\n", "title: Купол\n\t: [\n"])
def test_a_value_that_cannot_be_replaced_is_unsafe(front: str) -> None:
    text = page(f"a: &a Купол\n{front}")
    result = merged(text, title("Наш"), english=ENGLISH)
    assert result.document.text == text
    [finding] = result.findings
    assert (finding.code, finding.line) == ("unsafe-target", 3)


def test_an_entry_for_a_key_that_is_not_there_or_not_translated_is_unknown() -> None:
    date = replace(title("x"), key=Key(NAME, "ms.date"))
    result = merged(RUSSIAN.replace("title", "heading"), title("Наш"), date, english=ENGLISH)
    assert (result.applied, [finding.code for finding in result.findings]) == (
        0,
        ["unknown-entry", "unknown-entry"],
    )
    assert said(result)[1] == "docs/a.md:1: unknown-entry: unknown unit title"
    assert "--front-matter" in said(result)[0]
    named = merged(RUSSIAN, date, front_matter=("ms.date",))
    assert named.document.front_matter.get("ms.date") == "x"


def test_values_and_units_are_applied_together() -> None:
    own = Entry(Key(NAME, UNIT.id), "The dome", "Наш купол", State.DONE)
    result = merge(parse(RUSSIAN), NAME, Catalog("en-US", "ru-RU", (title("Наш"), own)))
    expected = RUSSIAN.replace("title: Купол", "title: Наш").replace(">Купол<", ">Наш купол<")
    assert (result.document.text, result.applied) == (expected, 2)


# Laws

# Values as texts are; a front matter holds none with an unpaired surrogate.
values = st.one_of(
    entry_text,
    any_text.filter(lambda text: text.isprintable()),
    st.sampled_from(
        ("a: b", "# c", "'", '"', "---", "@a", "%a", "*a", "&a", "!a", "- a", "{", "[a]", "a #b")
    ),
)
styles = st.sampled_from(("title: x\n", "title: 'x'\n", 'title: "x"\n', "title: |\n  x\n"))


def block(front: str, value: str) -> str:
    """A front matter with a value in the style of another one; the other one if it has no place."""
    old = FrontMatter(f"---\n{front}description: y\n---\n")
    try:
        return old.replace("title", value).text
    except FrontMatterError:
        return old.text


@pytest.mark.parametrize("format", FORMATS)
@given(style=styles, old=values, source=values)
def test_merging_what_was_extracted_changes_no_byte(
    format: Format, style: str, old: str, source: str
) -> None:
    document = parse(block(style, old) + BODY)
    english = block(style, source)
    catalog = extract({NAME: document}, language="ru-RU", english={NAME: english})
    try:
        read = loads(dumps(catalog, format), format)
    except CatalogError as error:
        assert "cannot contain" in str(error)
        return
    for given_english in (english, None):
        result = merge(document, NAME, read, english=given_english)
        assert result.document == document
        assert {finding.code for finding in result.findings} <= {"untranslated"}


@given(styles, values, values)
def test_another_value_changes_its_bytes_alone_or_nothing(style: str, old: str, new: str) -> None:
    text = block(style, old) + BODY
    result = merged(text, title(new), english=block(style, "The dome"))
    before, after = parse(text), result.document
    assert parse(after.text) == after
    assert after.units == before.units
    if not result.applied:
        assert after == before
        return
    assert not result.findings
    read = yaml.safe_load(after.front_matter.text.strip("-\n"))
    edges = " \t\r\n"
    assert read["title"].strip(edges).replace("\r\n", "\n") == new.strip(edges)
    assert read["description"] == "y"
    assert after.text.endswith("description: y\n---\n" + BODY)
