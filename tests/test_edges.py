"""Texts in their document and on their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.dialect.edges import document_text, entry_text
from tests.helpers.strategies import any_text


@given(any_text, st.sampled_from(("\n", "\r\n")))
def test_a_text_fits_where_it_came_from(text: str, line_end: str) -> None:
    inner = entry_text(text)
    assert entry_text(inner) == inner
    assert entry_text(document_text(inner, into=text, line_end=line_end)) == inner


@given(any_text, any_text, st.sampled_from(("\n", "\r\n")))
def test_whatever_is_fitted_in_reads_back(text: str, into: str, line_end: str) -> None:
    assert entry_text(document_text(text, into=into, line_end=line_end)) == entry_text(text)


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
    assert document_text(text, into=into, line_end=line_end) == result
