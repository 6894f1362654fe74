"""Search for many strings in one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sxskit.markdown.substrings import find_substrings

_texts = st.text("ab", min_size=1, max_size=6)


@given(st.lists(_texts, max_size=12), st.text("abc", max_size=40))
def test_a_text_occurs_where_python_finds_it(texts: list[str], within: str) -> None:
    assert find_substrings(texts, within) == {text for text in texts if text in within}
