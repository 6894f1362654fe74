"""What the checks of a translation find, and that nothing is passed over for the sake of speed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sxskit.checks import markup, numbers, wording
from sxskit.checks.marks import marks_of
from sxskit.checks.translation import needs_a_look

_MARKS = (
    *("`a b`", "`", "``c``", "\\`", "\\*", "\\", "**", "*", "_", "__", "~~", "[", "]", "](a.md)"),
    *("](", ")", "(", "][a]", "] (a.md)", "<b>", "</b>", "<", ">", "\\<name>", "<name>", "&lt;"),
    *("&gt;", "&amp;", "&nbsp;", "<xref:a.b>", "<https://a.b>", "https://a.b/c", "www.a.b", "{0}"),
    *("{", "}", "%s", "%", "[!INCLUDE [a](b.md)]", "1", "1,000", "1.5", "「", "」", "（", '"', "«"),
    *("»", "”", "“", "<!-- a -->", '<a href="b">', "![a](b.png)", "a@b.c", "$", "#", "|", "x_y"),
)
_GLUE = ("", " ", ", ", "a", "Б ", " на ", "。", "\n", "\u00a0", ". ", "é", "-", ": ")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts with the same marks in the same order, and other words, or nearly so."""
    marks = draw(st.lists(st.sampled_from(_MARKS), max_size=6))
    glue = st.lists(st.sampled_from(_GLUE), min_size=len(marks) + 1, max_size=len(marks) + 1)
    texts = []
    for _ in range(2):
        words = draw(glue)
        texts.append("".join(word + mark for word, mark in zip(words, [*marks, ""], strict=True)))
    return texts[0], texts[1]


@given(pairs())
def test_what_goes_without_a_look_has_no_faults(texts: tuple[str, str]) -> None:
    source, target = texts
    if needs_a_look(source, target):
        return
    of_source, of_target = marks_of(source), marks_of(target)
    assert list(markup.faults(of_source, of_target)) == []
    assert numbers.fault(of_source.plain, of_target.plain, "") == ""
    assert list(wording.faults(of_source.plain, of_target.plain)) == []
