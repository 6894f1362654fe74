"""Front matter in TOML and JSON: recognized, kept byte for byte, its text values replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import FrontMatter, FrontMatterError, extract, merge, parse
from tests.helpers.cli import pair

TOML = (
    "+++\r\ntitle = 'Sky'  # name\ndate = 2024-01-09\ndraft = false\n[menu]\ntitle = \"x\"\n+++\n"
)
JSON = '\ufeff{\n  "title": "Sky",\n  "tags": ["a"], "n": 1\n}\n'


@pytest.mark.parametrize("block", [TOML, JSON])
def test_a_block_is_recognized_and_its_values_are_read(block: str) -> None:
    found = FrontMatter.of(f"{block}# Body\n")
    assert found.text == block
    assert found.get("title") == "Sky"
    assert found.is_valid
    assert parse(f"{block}# Body\n").front_matter == found


@pytest.mark.parametrize(
    ("block", "value", "spelling"),
    [
        (TOML, "Himmel", "'Himmel'"),
        (TOML, "It's", '"It\'s"'),
        (TOML, "a\nb", '"a\\nb"'),
        (JSON, 'a "b"', '"a \\"b\\""'),
        (JSON, "Небо", '"Небо"'),
    ],
)
def test_a_text_is_replaced_in_its_place(block: str, value: str, spelling: str) -> None:
    old = "'Sky'" if "'Sky'" in block else '"Sky"'
    replaced = FrontMatter.of(block).replace("title", value)
    assert replaced.text == block.replace(old, spelling)
    assert replaced.get("title") == value


@given(st.sampled_from([TOML, JSON]), st.text(max_size=30))
def test_every_text_reads_back_or_is_refused(block: str, value: str) -> None:
    found = FrontMatter.of(block)
    try:
        assert found.replace("title", value).get("title") == value
    except FrontMatterError:
        assert any("\ud800" <= char <= "\udfff" for char in value)
    assert found.replace("title", "Sky") == found


@pytest.mark.parametrize("key", ["tags", "menu", "gone"])
def test_what_is_not_a_text_is_not_replaced(key: str) -> None:
    for block in (TOML, JSON):
        with pytest.raises(FrontMatterError):
            FrontMatter.of(block).replace(key, "x")


@pytest.mark.parametrize(
    "text",
    [
        "+++\ntitle = \n+++\n",
        "+++\ntitle = 'x'\n",
        "{{< note >}}\n",
        "{ .class }\n",
        '{"title": "x"} text\n',
        "[1]\n",
    ],
)
def test_other_beginnings_are_no_front_matter(text: str) -> None:
    assert FrontMatter.of(text).text == ""


@pytest.mark.parametrize("block", [TOML, JSON])
def test_titles_are_translated_where_the_english_is_given(block: str) -> None:
    document = parse(block.replace("Sky", "Небо") + pair("7758d-103", "Небо", "The sky"))
    english = {"a.md": block}
    catalog = extract({"a.md": document}, english=english, language="ru")
    title, *others = catalog.entries
    assert (title.source, title.target) == ("Sky", "Небо")
    edited = replace(catalog, entries=(replace(title, target="Небо!"), *others))
    merged = merge(document, "a.md", edited, english=block)
    assert merged.document.front_matter.get("title") == "Небо!"
    assert merged.document.text == document.text.replace("Небо", "Небо!", 1)
