"""Front matter: what is one, what it says, and values replaced in their own bytes."""

from __future__ import annotations

import pytest
import yaml

from sxskit import FrontMatter, FrontMatterError

BLOCK = (
    "---\n"
    "title: Book a night\n"
    "single: 'it''s'  # kept\n"
    'double: "a \\"b\\""\n'
    'ms.locfileid: "310220417"\n'
    "ms.date: 07/10/2020\n"
    "literal: |\n  one\n  two\n"
    "\n"
    "folded: >-\n    three\n    four\n"
    "empty:\n"
    "no-loc: [Stargazer, Lyra]\n"
    "nested:\n  title: inner\n"
    "number: 12\n"
    "anchor: &x same\n"
    "alias: *x\n"
    "tagged: !!str 5\n"
    "Module Name: Sky\n"
    "last: end\n"
    "---\n"
)


def test_a_document_without_front_matter_has_an_empty_one() -> None:
    for text in (
        "",
        "# Title\n",
        "text\n---\ntitle: x\n---\n",
        "--- \n",
        "---",
        "----\na: b\n----\n",
    ):
        assert FrontMatter.of(text).text == ""
        assert list(FrontMatter.of(text)) == []
        assert FrontMatter.of(text).get("title") is None


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n",
        '---\n<span data-ttu-id="7758d-101">title: x\n---\n',
        '---\n<a name="x"></a>\n---\n',
        "---\nA paragraph between two thematic breaks\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n# A heading, or a comment\n---\n",
        '---\ntitle: x\n# <span data-ttu-id="7-1">x\n\n---\n',
    ],
)
def test_a_thematic_break_opens_no_front_matter(text: str) -> None:
    assert FrontMatter.of(text).text == ""


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\n",
        "\ufeff---\ntitle: x\n---\n",
        "---\r\ntitle: x\r\n---\r\n",
        "---\r\ntitle: x\n--- \n",
        "---\ntitle: x\n---",
        "---\n---\n",
        "---\ntitle: a: b\n---\n",
    ],
)
def test_a_front_matter_ends_with_its_closing_line(text: str) -> None:
    assert FrontMatter.of(text).text == text
    if text.endswith("\n"):
        assert FrontMatter.of(text + "# Body\n---\n").text == text


def test_values_are_what_yaml_says_they_are() -> None:
    block = FrontMatter.of(BLOCK)
    loaded = yaml.load(BLOCK.strip("-\n") + "\n", yaml.BaseLoader)  # noqa: S506
    assert list(block) == list(loaded)
    for key, value in loaded.items():
        assert block.get(key) == (value if isinstance(value, str) else None)


def test_of_a_key_that_stands_twice_the_last_value_counts() -> None:
    block = FrontMatter.of("---\na: one\nb: x\na: two\n---\n")
    assert block.get("a") == "two"
    assert list(block) == ["a", "b"]
    assert block.replace("a", "three").text == "---\na: one\nb: x\na: three\n---\n"


def test_invalid_yaml_still_says_what_its_valid_lines_say() -> None:
    block = FrontMatter.of("---\ntitle: a: b\nms.contentlocale: es-ES\nms.x: 'q'\n---\n")
    assert not block.is_valid
    assert block.get("title") is None
    assert block.get("ms.contentlocale") == "es-ES"
    assert block.get("ms.x") == "q"


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("title", "Claim a night", "title: Book a night\n", "title: Claim a night\n"),
        ("title", "Nights: all", "title: Book a night\n", 'title: "Nights: all"\n'),
        ("title", "", "title: Book a night\n", 'title: ""\n'),
        ("title", "2.0", "title: Book a night\n", 'title: "2.0"\n'),
        ("title", "a\nb", "title: Book a night\n", 'title: "a\\nb"\n'),
        ("title", "# x", "title: Book a night\n", 'title: "# x"\n'),
        ("title", "\u2028", "title: Book a night\n", 'title: "\\u2028"\n'),
        ("single", "don't", "'it''s'  # kept", "'don''t'  # kept"),
        ("single", "a\nb", "'it''s'  # kept", '"a\\nb"  # kept'),
        ("double", 'say "x" \\', '"a \\"b\\""', '"say \\"x\\" \\\\"'),
        ("ms.locfileid", "42", '"310220417"', '"42"'),
        ("ms.date", "11/22/2026", "07/10/2020", "11/22/2026"),
        ("literal", "uno\ndue\n", "  one\n  two\n\n", "  uno\n  due\n\n"),
        ("literal", "uno", "literal: |\n  one\n  two\n\n", "literal: |-\n  uno\n\n"),
        ("folded", "uno", "    three\n    four\n", "    uno\n"),
        ("folded", "uno\ndue", "    three\n    four\n", "    uno\n\n    due\n"),
        ("empty", "full", "empty:\n", "empty: full\n"),
        ("number", "13", "number: 12\n", "number: 13\n"),
        ("tagged", "6", "!!str 5", "!!str 6"),
        ("Module Name", "Dome", "Module Name: Sky", "Module Name: Dome"),
        ("last", "---", "last: end\n", "last: ---\n"),
    ],
)
def test_a_replaced_value_keeps_the_style_of_the_old_one(
    key: str, value: str, old: str, new: str
) -> None:
    assert BLOCK.count(old) == 1
    block = FrontMatter.of(BLOCK).replace(key, value)
    assert block.text == BLOCK.replace(old, new)
    assert block.get(key) == value


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_stay_as_they_are(end: str) -> None:
    text = "---\na: |\n  one\nb: x\n---\n".replace("\n", end)
    new = FrontMatter.of(text).replace("a", "uno\ndue\n").replace("b", "w").add("c", "z")
    assert new.text == "---\na: |\n  uno\n  due\nb: w\nc: z\n---\n".replace("\n", end)


@pytest.mark.parametrize(
    ("key", "line", "what"),
    [
        ("no-loc", 15, "a list or a mapping"),
        ("nested", 16, "a list or a mapping"),
        ("alias", 20, "cannot be replaced in place"),
        ("anchor", 19, "cannot be replaced in place"),
        ("missing", 1, "unknown key 'missing'"),
        ("last", 23, "an unpaired surrogate"),
    ],
)
def test_a_value_that_cannot_be_replaced_is_an_error_that_names_its_line(
    key: str, line: int, what: str
) -> None:
    value = "half a pair \ud800" if key == "last" else "x"
    with pytest.raises(FrontMatterError, match=what) as caught:
        FrontMatter.of(BLOCK).replace(key, value)
    assert caught.value.line == line


def test_nothing_is_replaced_in_invalid_yaml() -> None:
    block = FrontMatter.of("---\nfine: yes\ntitle: a: b\nms.date: 1\n---\n")
    with pytest.raises(FrontMatterError, match="invalid YAML") as caught:
        block.replace("ms.date", "2")
    assert caught.value.line == 3
    with pytest.raises(FrontMatterError, match="invalid YAML"):
        block.add("x", "2")
    assert block.replace("ms.date", "1") is block


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("---\na: b\n---\n", "---\na: b\nms.x: 1: 2\n---\n"),
        ("---\n---\n", "---\nms.x: 1: 2\n---\n"),
        ("---\r\n---", "---\r\nms.x: 1: 2\r\n---"),
        ("---\n  a: b\n---\n", "---\n  a: b\n  ms.x: 1: 2\n---\n"),
        ("\ufeff---\r\na: b\r\n---\n", "\ufeff---\r\na: b\r\nms.x: 1: 2\r\n---\n"),
    ],
)
def test_a_key_is_added_before_the_closing_line(text: str, added: str) -> None:
    assert FrontMatter.of(text).add("ms.x", "MT").text == added.replace("1: 2", "MT")
    assert FrontMatter.of(text).add("ms.x", "1: 2").text == added.replace("1: 2", '"1: 2"')
    assert FrontMatter.of(text).add("ms.x", "true").text == added.replace("1: 2", "true")


@pytest.mark.parametrize("text", ["", "---\na: b\n---\n", "---\n{x: y}\n---\n"])
def test_a_key_that_has_no_room_is_an_error(text: str) -> None:
    with pytest.raises(FrontMatterError):
        FrontMatter.of(text).add("a", "c")


def test_a_front_matter_nested_without_end_is_read_as_invalid() -> None:
    deep = "".join("\n" + " " * (60 * n) + "- " * 30 for n in range(20))
    for text in ("[" * 100_000, "- " * 100_000, "{a: " * 100_000, deep):
        block = FrontMatter.of(f"---\nms.contentlocale: ru-RU\nx: {text}\n---\n")
        assert block.get("ms.contentlocale") == "ru-RU"
        assert not block.is_valid
        with pytest.raises(FrontMatterError, match="the nesting is too deep"):
            block.replace("ms.contentlocale", "de-DE")


def test_many_brackets_are_no_deep_nesting() -> None:
    links = "".join("  [a](b) {c}\n" for _ in range(300))
    block = FrontMatter.of(f"---\nlinks: |\n{links}title: x\n---\n")
    assert block.is_valid
    assert (block.get("links") or "").count("[a](b)") == 300
    assert block.replace("title", "y").get("title") == "y"


def test_a_tab_stands_in_quotes() -> None:
    block = FrontMatter.of("---\ntitle: x\n---\n")
    assert block.replace("title", "a\tb").text == '---\ntitle: "a\\tb"\n---\n'
    assert block.add("more", "a\tb").text == '---\ntitle: x\nmore: "a\\tb"\n---\n'


def test_a_byte_order_mark_behind_the_opening_line_moves_no_value() -> None:
    block = FrontMatter.of("---\n\ufefftitle: x\nb: y\n---\n")
    assert block.replace("b", "z").text == "---\n\ufefftitle: x\nb: z\n---\n"
