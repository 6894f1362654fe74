"""No translation breaks a page that independent renderers show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import Document, parse
from tests.helpers.rendering import (
    BLOCKS,
    PIECES,
    RENDERERS,
    TEXTS,
    by_cmark,
    by_markdown_it,
    edited,
    hidden,
    page,
    violation,
)

renderers = pytest.mark.parametrize("name", RENDERERS)
texts = st.one_of(st.sampled_from(TEXTS[:8]), st.sampled_from(TEXTS))
targets = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


@st.composite
def pages(draw: st.DrawFn) -> Document:
    """A page of a few blocks that holds a unit, its lines ended in one way."""
    blocks = draw(st.lists(st.sampled_from(BLOCKS), max_size=3))
    blocks += [draw(st.sampled_from([block for block in BLOCKS if "{}" in block]))]
    gaps = [draw(st.sampled_from(("", "\n"))) for _ in blocks]
    line_end = draw(st.sampled_from(("\n", "\r\n")))
    pieces = [piece for pair in zip(blocks, gaps, strict=True) for piece in pair]
    count = "".join(blocks).count("{}") * 2
    drawn = draw(st.lists(texts, min_size=count, max_size=count))
    return page(pieces, iter(drawn), line_end)


@renderers
@given(document=pages(), target=targets, data=st.data())
def test_after_merge_every_other_block_is_as_before(
    name: str, document: Document, target: str, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(document.units))
    merged = edited(document, unit, target).document
    if merged != document:
        assert violation(document, merged, unit, RENDERERS[name]) == ""


# The property sees what breaks: without the refusal each of these would pass for harmless.
BREAKING = [
    ("{} {}\n\n{}\n", "a `b"),
    ("{}\n\n{}\n", "a\n\n- b"),
    ("- {}\n- {}\n", "1. a"),
    ("{}\n", "# a"),
    ("{}\n", "> a"),
    ("{}\n", "[a]: b"),
    ("a\n{}\n", "==="),
    ("{}\n", "<!-- a"),
    ("{}\n", "a <textarea>"),
    ("{}\n", "a</span>"),
    ("{}\n", "a\\"),
    ("| a | b |\n|---|---|\n| {} | {} |\n", "a | b"),
    ("[{}](a.md)\n", "![b"),
]


@renderers
@pytest.mark.parametrize(("block", "target"), BREAKING)
def test_a_page_that_breaks_is_seen_and_its_translation_refused(
    name: str, block: str, target: str
) -> None:
    document = page([block], iter(["Ein `x`", "One `x`"] * 3), "\n")
    unit = document.units[0]
    broken = parse(document.text.replace(unit.text, unit.text.replace("Ein `x`", target)))
    assert violation(document, broken, unit, RENDERERS[name])
    result = edited(document, unit, target)
    assert [finding.code for finding in result.findings] == ["unsafe-target"]
    assert result.document == document


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('<span data-ttu-id="a">b</span>', 0),
        ('`<span data-ttu-id="a">b</span>`', 1),
        ("<b c='<span data-ttu-id=\"a\">b</span>'></b>", 1),
        ('<!-- <span data-ttu-id="a">b</span> -->', 1),
        ('a <script><span data-ttu-id="a">b</span></script>', 1),
    ],
)
def test_markup_that_is_no_markup_is_counted(text: str, count: int) -> None:
    for renderer in (by_cmark, by_markdown_it):
        assert hidden("".join(renderer(text))) == count
