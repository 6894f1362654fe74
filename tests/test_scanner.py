"""The blocks of a page, with markdown-it-py as the oracle, and the sentences of English text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sxskit import parse
from sxskit.markdown.scanner import Block, front_matter_end, scan
from sxskit.markdown.segments import sentences
from tests.helpers.strategies import pages

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("fixtures/**/*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "README.md"])
ORACLE = MarkdownIt("commonmark").enable("table")


@given(pages | st.text(max_size=80))
def test_blocks_are_in_order_and_hold_no_white_space_at_their_edges(page: str) -> None:
    end = 0
    for block in scan(page):
        assert end <= block.start < block.end <= len(page)
        end = block.end
        if block.is_text:
            text = page[block.start : block.end]
            assert text.lstrip(" \t\r\n") == text


def ours(page: str) -> set[tuple[str, int]]:
    """The headings, fences, rows and items that the scanner finds, by line."""
    found = set()
    for block in scan(page):
        line = page.count("\n", 0, block.start)
        is_fence = page.startswith(("```", "~~~"), block.start) and block.kind == "code"
        if is_fence:
            found.add(("fence", line))
        elif block.column:
            found.add(("row", line))
        elif block.kind.startswith("title"):
            found.add((f"h{block.kind[-1]}", line))
        elif block.kind in ("list item", "numbered item") and "\n" in page[: block.start + 1]:
            found.add(("item", line))
    return {each for each in found if not is_html(page, each[1])}


def is_html(page: str, line: int) -> bool:
    return page.split("\n")[line].lstrip("> \t").startswith("<")


def theirs(page: str) -> set[tuple[str, int]]:
    """The same of markdown-it-py, without those that have no text."""
    skip = front_matter_end(page)
    above = page[:skip].count("\n")
    tokens = ORACLE.parse(page[skip:])
    found = set()
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        line = token.map[0] + above
        following = tokens[index + 1] if index + 1 < len(tokens) else token
        if token.type == "fence":
            found.add(("fence", line))
        elif token.type == "heading_open" and following.content:
            found.add((token.tag, line))
        elif token.type == "tr_open":
            found.add(("row", line))
        elif token.type == "list_item_open" and following.type == "paragraph_open":
            assert following.map is not None
            found.add(("item", following.map[0] + above))
    return {each for each in found if not is_html(page, each[1])}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_oracle_finds_the_same_blocks_in_the_same_lines(path: Path) -> None:
    page = parse(path.read_bytes().decode()).strip("source")
    assert ours(page) == theirs(page)


def texts(page: str) -> list[tuple[str, str]]:
    return [(block.kind, page[block.start : block.end]) for block in scan(page) if block.is_text]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (":::tip[Note]\nText\n:::\n", [("paragraph", "Text")]),
        ("{{< alert >}}\nText\n{{< /alert >}}\n", [("paragraph", "Text")]),
        (
            '<Tabs>\n  <TabItem label="a">\n    Text\n  </TabItem>\n</Tabs>\n',
            [("paragraph", "Text")],
        ),
        ("import A from 'a'\nexport const b = 1;\n\nText\n", [("paragraph", "Text")]),
        ("> [!NOTE]\n> Text\n", [("quote", "Text")]),
        ('!!! note "Title"\n    Text\n', [("paragraph", "Text")]),
        ("[^1]: Text\n\n[a]: b.md 'c'\n", [("paragraph", "Text")]),
        ("$$\na\n$$\nText\n", [("paragraph", "Text")]),
        ("/// note | Title\nText\n///\n", [("paragraph", "Text")]),
        ("{% note %}\nText\n{% endnote %}\n", [("paragraph", "Text")]),
        ("<!-- a\nb -->\nText\n", [("paragraph", "Text")]),
        ("# Text {#x}\n\n## More {/*x*/}\n", [("title 1", "Text"), ("title 2", "More")]),
        ("a  \nb\\\nc\n", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("a<br/>b\n", [("paragraph", "a"), ("paragraph", "b")]),
        (
            "<table><tr><td>a</td><td>b</td></tr></table>\n",
            [("table cell", "a"), ("table cell", "b")],
        ),
        ("- [ ] Text\n", [("list item", "Text")]),
        ("```{note}\nText\n```\n", [("paragraph", "Text")]),
        ("Term\n: Text\n", [("paragraph", "Term"), ("paragraph", "Text")]),
        ("| a\\|b | `c|d` |\n|---|---|\n", [("table cell", "a\\|b"), ("table cell", "`c|d`")]),
        (
            ":::row:::\n        #### A\n        - B\n:::row-end:::\n",
            [("title 4", "A"), ("list item", "B")],
        ),
    ],
)
def test_what_generators_add_is_passed_over(page: str, found: list[tuple[str, str]]) -> None:
    assert texts(page) == found
    assert texts(page.replace("\n", "\r\n")) == found


def test_a_block_knows_its_containers() -> None:
    block = scan("> 1. - Text\n")[0]
    assert block == Block("list item", 7, 11, ">1-")


@pytest.mark.parametrize(
    "text",
    [
        "It is blue.| It rains.",
        "Why?| Done!| Yes.",
        "Use it, e.g. here, vs. there.| See Fig. 2.",
        "See [the. docs](a.b).| *Done. Now.*| `a. b` c.",
        'He said "No."| Then he left.',
        "See App.config. It is there.| Use ID.| Go.",
        "1. Select it.| Go.",
        "the **Next.**| Then go.",
        "Wait... for it.| Go.",
        "Is it so? maybe not.",
        "By J. R. Smith.| Go.",
        "It can't.| Go.",
        "One.\n> |Two.",
    ],
)
def test_sentences_of_english(text: str) -> None:
    parts = text.split("|")
    joined = "".join(parts)
    assert [joined[start:end] for start, end in sentences(joined)] == [
        part.strip(" \n>") for part in parts
    ]
