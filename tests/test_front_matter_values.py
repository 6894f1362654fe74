"""Front-matter values of every kind: what `get` says is what PyYAML says, and what `replace` writes
reads back, by PyYAML, as exactly that string, with every other byte as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sxskit import FrontMatter, FrontMatterError, read_document
from tests.helpers.front_matter import (
    HOSTILE,
    _BaseLoader,
    assert_replaced,
    loaded,
    texts,
)
from tests.helpers.strategies import any_text

FIXTURES = Path(__file__).parent.parent / "fixtures" / "sxs"
# What stands before the value of `a`, the value, and what stands behind it.
KINDS: dict[str, tuple[str, str, str]] = {
    "plain": ("a: ", "one", "\nb: x\n"),
    "plain, last": ("b: x\na: ", "one", "\n"),
    "plain, over lines": ("a: ", "one\n  two\n\n  three", "\nb: x\n"),
    "plain, on the next line": ("a:\n  ", "one", "\nb: x\n"),
    "plain, blanks behind": ("a: ", "one", "  \nb: x\n"),
    "plain, tab before": ("a:\t", "one", "\nb: x\n"),
    "plain, tab behind": ("a: ", "one", "\t# c\nb: x\n"),
    "plain, comment behind": ("a: ", "one", " # c\nb: x\n"),
    "double quotes": ("a: ", '"say \\"one\\" \\u263a"', "  # c\nb: x\n"),
    "double quotes, over lines": ("a: ", '"one\n  two\\\n  three\n\n  four"', " # c\nb: x\n"),
    "double quotes, empty": ("a: ", '""', "\nb: x\n"),
    "double quotes, on the next line": ("a:\n ", '"one"', "\nb: x\n"),
    "single quotes": ("a: ", "'it''s'", " # c\nb: x\n"),
    "single quotes, over lines": ("a: ", "'one\n  two\n\n  it''s'", "\nb: x\n"),
    "literal": ("a: ", "|\n  one\n  two", "\nb: x\n"),
    "literal, last": ("b: x\na: ", "|\n  one", "\n"),
    "literal, kept": ("a: ", "|+\n  one\n\n", "\nb: x\n"),
    "literal, stripped": ("a: ", "|-\n  one", "\n\nb: x\n"),
    "literal, empty": ("a: ", "|", "\nb: x\n"),
    "literal, blank line first": ("a: ", "|\n\n  one", "\nb: x\n"),
    "literal, indent given": ("a: ", "|2\n    one\n  two", "\nb: x\n"),
    "literal, indent and mark": ("a: ", "|-2\n   one\n  two", "\nb: x\n"),
    "literal, comment behind": ("a: ", "|\n  one", "\n# c\nb: x\n"),
    "folded": ("a: ", ">\n  one\n  two\n\n  three", "\nb: x\n"),
    "folded, stripped": ("a: ", ">-\n  one\n    more\n  two", "\nb: x\n"),
    "folded, kept": ("a: ", ">+\n  one\n", "\nb: x\n"),
    "empty": ("a:", "", "\nb: x\n"),
    "empty, last": ("b: x\na:", "", "\n"),
    "empty, comment behind": ("a:", "", " # c\nb: x\n"),
    "empty, comment below": ("a:", "", "\n# c\nb: x\n"),
    "null": ("a: ", "~", "\nb: x\n"),
    "number": ("a: ", "12", "\nb: x\n"),
    "truth": ("a: ", "yes", "\nb: x\n"),
    "date": ("a: ", "2020-01-01", "\nb: x\n"),
    "anchor": ("a: &n ", "one", "\nb: x\n"),
    "anchor of a literal": ("a: &n ", "|\n  one", "\nb: x\n"),
    "anchor, value on the next line": ("a: &n # c\n  ", "one", "\nb: x\n"),
    "anchor of nothing": ("a: &n", "", "\nb: x\n"),
    "tag": ("a: !!str ", "5", "\nb: x\n"),
    "tag and anchor": ("a: !!str &n ", "'5'", "\nb: x\n"),
    "tag in full": ("a: !<tag:yaml.org,2002:str> ", "5", "\nb: x\n"),
    "tag of nothing": ("a: !!str", "", "\nb: x\n"),
    "twice": ("a: one\nb: x\na: ", "two", "\n"),
    "beside a list": ("l: [p, q]\na: ", "one", "\nb: x\nm:\n- a: 1\n"),
    "beside an alias": ("p: &n x\na: ", "one", "\nb: *n\n"),
    "beside a merge": ("m: &m {c: d}\n<<: *m\na: ", "one", "\nb: x\n"),
    "behind emoji": ("z: 🔭🔭 # 🔭\na: ", "one", "\nb: x\n"),
    "behind a line separator": ('z: "a\u2028b"\na: ', "one", "\nb: x\n"),
    "CRLF": ("a: ", "one", "\r\nb: x\r\n"),
    "CRLF, empty": ("a:", "", "\r\nb: x\r\n"),
    "CRLF, over lines": ("a: ", "one\r\n  two", "\r\nb: x\r\n"),
    "CRLF, literal": ("a: ", "|\r\n  one\r\n  two", "\r\nb: x\r\n"),
    "CRLF, folded": ("a: ", ">-\r\n  one\r\n  two", "\r\nb: x\r\n"),
    "mixed line ends": ("z: 1\r\na: ", "|\r\n  one\n  two", "\r\nb: x\n"),
    "CR": ("z: 1\ra: ", "one", "\rb: x\r\n"),
    "byte order mark": ("\ufeff# c\na: ", '"one"', "\nb: x\n"),
    "document end": ("a: ", "one", "\nb: x\n...\n"),
    "key in quotes": ('"a": ', "one", "\nb: x\n"),
    "key in escapes": ('"\\x61" : ', "one", "\nb: x\n"),
    "key of its own": ("? a\n: ", "one", "\n? b\n: x\n"),
    "indented": ("  a: ", "one", "\n  b: x\n"),
    "flow": ("{a: ", "one", ", b: x}\n"),
    "flow, empty": ("{a: ", "", ", b: x}\n"),
    "flow, over lines": ('{\n  "a": ', "'one'", ",\n  b: x # c\n}\n"),
    "JSON": ('{"a":', '"one"', ',"b":"x"}\n'),
}
kinds = pytest.mark.parametrize("kind", KINDS)


@kinds
def test_a_value_is_what_yaml_says(kind: str) -> None:
    block = FrontMatter.of("---\n{}{}{}---\n".format(*KINDS[kind]))
    assert dict(block.items()) == texts(loaded(block))
    assert block.get("a") is not None


@kinds
def test_a_replaced_value_reads_back_and_the_rest_stays(kind: str) -> None:
    before, value, after = KINDS[kind]
    block = FrontMatter.of(f"---\n{before}{value}{after}---\n")
    for text in HOSTILE:
        new = assert_replaced(block, "a", text).text
        assert new.startswith(f"---\n{before}"), text
        assert new.endswith(f"{after}---\n"), text


@given(st.sampled_from(sorted(KINDS)), any_text | st.sampled_from(HOSTILE))
def test_any_text_reads_back_under_any_kind_of_value(kind: str, value: str) -> None:
    before, old, after = KINDS[kind]
    block = FrontMatter.of(f"---\n{before}{old}{after}---\n")
    if "\ud800" in value:
        with pytest.raises(FrontMatterError, match="an unpaired surrogate"):
            block.replace("a", value)
        return
    new = assert_replaced(block, "a", value).text
    assert new.startswith(f"---\n{before}")
    assert new.endswith(f"{after}---\n")


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("*.md")), ids=lambda path: path.name)
def test_every_value_of_the_fixtures_can_be_any_text(path: Path) -> None:
    block = read_document(path).front_matter
    if not block.is_valid:
        return
    values = loaded(block) if block.text else {}
    assert dict(block.items()) == texts(values)
    for key, old in texts(values).items():
        for value in HOSTILE if old is not None else ():
            assert_replaced(block, key, value)


@pytest.mark.parametrize(
    ("text", "key", "why"),
    [
        ("a: [x]\n", "a", "is a list or a mapping: change it by hand"),
        ("a: {x: y}\n", "a", "is a list or a mapping: change it by hand"),
        ("b: &n x\na: *n\n", "a", "cannot be replaced in place: it is an alias of another value"),
        ("a: &n x\nb: *n\n", "a", "cannot be replaced in place: other values are aliases of it"),
        ("a: !!int 5\n", "a", "cannot be replaced in place: it has a tag"),
        ("a: !!binary eA==\n", "a", "cannot be replaced in place: it has a tag"),
        ("a: &n !x 5\n", "a", "cannot be replaced in place: it has a tag"),
        ("? a\nb: x\n", "a", "cannot be replaced in place: write 'a: x' by hand first"),
        ("{a, b: x}\n", "a", "cannot be replaced in place: write 'a: x' by hand first"),
        ("b: x\n", "a", "unknown key 'a'"),
        ("a: b: c\n", "a", "invalid YAML: fix it first"),
    ],
)
def test_what_cannot_be_replaced_says_why_and_what_to_do(text: str, key: str, why: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        FrontMatter.of(f"---\n{text}---\n").replace(key, "new")
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.line is not None


def test_a_comment_in_the_header_of_a_literal_is_kept() -> None:
    block = FrontMatter.of("---\na: |  # c\n  one\nb: x\n---\n")
    assert assert_replaced(block, "a", "two\n").text == "---\na: |  # c\n  two\nb: x\n---\n"
    assert assert_replaced(block, "a", "two").text == "---\na: |-  # c\n  two\nb: x\n---\n"
    assert assert_replaced(block, "a", " ").text == '---\na: " "  # c\nb: x\n---\n'


# What readers of YAML 1.1 and of YAML 1.2 take for different things.
DIFFERENT = (
    *("0o17", "0o0", "1e3", "12e3", "1E3", "-1e3", "1.5e3", "1e+3", "+.5", "-.5", "0b1", "0x_1f"),
    *("1_000", "0777", "012", "08", "09.5e1", "1:30", "12:30:45", "yes", "No", "on", "y", "N"),
    *("1_0.5", "+12:30", "190:20:30.15"),
)
ALIKE = ("12", "1.5e+3", "-3", "0", "2.0", "1.", ".5", "0x1f", "true", "null", "~", ".inf", "-.INF")
TEXTS = ("1e", "e3", "0o8", "0o", "o17", "1e3x", "12 e3", "v1.2.3", "yesterday", "truely", "1..2")


@pytest.mark.parametrize("value", [*DIFFERENT, *ALIKE])
@pytest.mark.parametrize("old", ["Stars", "'x'", '"x"', "", "1.0.0", "x # c"])
def test_a_text_is_written_as_one_to_every_reader(old: str, value: str) -> None:
    block = FrontMatter.of(f"---\ntitle: {old}\nb: c\n---\n").replace("title", value)
    written = block.text.split("\n")[1].removeprefix("title: ").partition(" #")[0].rstrip(" ")
    assert written in (f"'{value}'", f'"{value}"')
    assert block.get("title") == value


@pytest.mark.parametrize("value", [*DIFFERENT, *ALIKE])
def test_a_value_that_is_added_is_the_same_to_every_reader(value: str) -> None:
    block = FrontMatter.of("---\ntitle: x\n---\n").add("new", value)
    written = block.text.split("\n")[2].removeprefix("new: ")
    assert written == (f'"{value}"' if value in DIFFERENT else value)
    assert block.get("new") == value


@pytest.mark.parametrize("value", TEXTS)
def test_what_only_looks_like_a_number_stays_plain(value: str) -> None:
    block = FrontMatter.of("---\ntitle: x\n---\n")
    assert block.replace("title", value).text == f"---\ntitle: {value}\n---\n"
    assert block.add("new", value).text == f"---\ntitle: x\nnew: {value}\n---\n"


@pytest.mark.parametrize(("old", "new"), [("12", "13"), ("2.0", "2.1"), ("true", "false")])
def test_a_value_that_is_the_same_to_all_stays_of_its_type(old: str, new: str) -> None:
    block = FrontMatter.of(f"---\na: {old}\n---\n")
    assert block.replace("a", new).text == f"---\na: {new}\n---\n"


@pytest.mark.parametrize("line", ["title:x", "title:'x'", "title:http://x", "a:b:c"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_colon_without_a_blank_makes_no_key(line: str, end: str) -> None:
    alone = f"---{end}{line}{end}---{end}# Stars{end}"
    assert FrontMatter.of(alone).text == ""
    block = FrontMatter.of(f"---{end}ms.date: 1{end}{line}{end}more:{end}---{end}")
    assert yaml_keys(f"ms.date: 1\n{line}\nmore:\n") is None
    assert not block.is_valid
    assert block.items() == (("ms.date", "1"), ("more", ""))
    assert FrontMatter.of(f"---\na: 1\n  {line}\n---\n").get("a") == f"1 {line}"


def yaml_keys(text: str) -> list[str] | None:
    try:
        return list(yaml.load(text, _BaseLoader))  # noqa: S506
    except yaml.YAMLError:
        return None
