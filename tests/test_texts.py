"""Texts in their document and on their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.texts import core, fitted, harm
from tests.strategies import any_text


@given(any_text, st.sampled_from(("\n", "\r\n")))
def test_a_text_fits_where_it_came_from(text: str, line_end: str) -> None:
    assert core(core(text)) == core(text)
    assert core(fitted(core(text), into=text, line_end=line_end)) == core(text)


@given(any_text, any_text, st.sampled_from(("\n", "\r\n")))
def test_whatever_is_fitted_in_reads_back(text: str, into: str, line_end: str) -> None:
    assert core(fitted(text, into=into, line_end=line_end)) == core(text)


@pytest.mark.parametrize(
    ("text", "into", "line_end", "result"),
    [
        ("neu", " alt\n", "\n", " neu\n"),
        ("neu", "alt", "\n", "neu"),
        (" neu ", "alt", "\n", "neu"),
        ("a\nb", "x\r\ny", "\n", "a\r\nb"),
        ("a\nb\nc\nd", "x\r\ny\nz", "\r\n", "a\r\nb\nc\nd"),
        ("a\nb", "x", "\r\n", "a\r\nb"),
        ("a\r\nb", "x", "\n", "a\nb"),
        ("a", "x\r\ny", "\n", "a"),
        ("\u00a0a", "x", "\n", "\u00a0a"),
    ],
)
def test_edges_and_line_ends_are_those_of_the_old_text(
    text: str, into: str, line_end: str, result: str
) -> None:
    assert fitted(text, into=into, line_end=line_end) == result


HARMFUL = [
    ('<span data-ttu-id="7758d-103">', "pair markup"),
    ("x <span data-stu-id=", "pair markup"),
    ('<span class="sxs-lookup">', "pair markup"),
    ("a\n\nb", "a blank line"),
    ("a\n \t\nb", "a blank line"),
    ("a\r\n\r\nb", "a blank line"),
    ("a\n```\nb", "a line that opens another block"),
    ("a\n---", "a line that opens another block"),
    ("a\n===\nb", "a line that opens another block"),
    ("a\n## b", "a line that opens another block"),
    ("a\n- b", "a line that opens another block"),
    ("a\n1. b", "a line that opens another block"),
    ("a\n> b", "a line that opens another block"),
    ("a\n* * *", "a line that opens another block"),
    ("a\n___\nb", "a line that opens another block"),
    ("a\n<div>", "a line that opens another block"),
    ("a\n::: zone", "a line that opens another block"),
    ("a\n| b |", "a line that opens another block"),
    ("a <!-- b", "a comment that does not end"),
    ("a\\", "a backslash at its end"),
    ("a\x1b[31m", "a control character"),
    ("a\0", "a control character"),
    ("a</span> b", "a <span> or </span> without its other half"),
    ("a <span>b", "a <span> or </span> without its other half"),
]


@pytest.mark.parametrize(("new", "what"), HARMFUL)
def test_what_breaks_a_page_is_named(new: str, what: str) -> None:
    assert harm(new, old="x", source="y", one_line=False, row=False) == what


@pytest.mark.parametrize("new", [new for new, what in HARMFUL if what != "pair markup"])
def test_what_the_old_text_did_the_new_one_may_do(new: str) -> None:
    assert harm(new, old=new, source="y", one_line=False, row=False) == ""


@pytest.mark.parametrize(
    "new",
    [
        "a\nb",
        "a\r\nb",
        "a | b",
        "# a",
        "`<span>`",
        "<span>b</span>",
        "a \\| b",
        "a\n12. b",
        "a\\\\",
    ],
)
def test_what_breaks_nothing_is_let_through(new: str) -> None:
    assert harm(new, old="x", source="y", one_line=False, row=False) == ""


def test_a_line_break_breaks_a_title() -> None:
    assert "line break" in harm("a\nb", old="x", source="y\nz", one_line=True, row=False)
    assert harm("a\nb", old="x\ny", source="y", one_line=True, row=False) == ""


@pytest.mark.parametrize(
    ("new", "what"), [("a | b", "pipe"), (r"a \| b", ""), (r"a \\| b", "pipe")]
)
def test_a_bare_pipe_breaks_a_table_cell(new: str, what: str) -> None:
    assert what in harm(new, old="x", source="y", one_line=True, row=True)
    assert harm(new, old="x", source="y|z", one_line=True, row=True) == ""
