"""What the checks of a translation find, and that nothing is passed over for the sake of speed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sxskit.checks.translation.rules import faults, faults_of

_MARKS = (
    *("`a b`", "`", "``c``", "\\`", "\\*", "\\", "**", "*", "_", "__", "~~", "[", "]", "](a.md)"),
    *("](", ")", "(", "][a]", "] (a.md)", "<b>", "</b>", "<", ">", "\\<name>", "<name>", "&lt;"),
    *("&gt;", "&amp;", "&nbsp;", "<xref:a.b>", "<https://a.b>", "https://a.b/c", "www.a.b", "{0}"),
    *("{", "}", "%s", "%", "[!INCLUDE [a](b.md)]", "1", "1,000", "1.5", "「", "」", "（", '"', "«"),
    *("»", "”", "“", "<!-- a -->", '<a href="b">', "![a](b.png)", "a@b.c", "$", "#", "|", "x_y"),
    *("](a_(b).md)", "](a(b(c)))", "]（a.md）", "[ ](", "![", "\\<имя\\>", "&lt;имя&gt;", "& lt;"),
    *("&amp;lt;", "${a}", "%(name)s", "``d`e``", "`f``g`", "***", "**a**", "*b.*", "~", "3 000"),
    *("٣", "३", "\U0001d7d9", "1)", "a)", "100%", "12:30", 'ה"ל', "<input disabled>", "&#39;"),
    *("<!--", "-->", "<!-- <b> -->", "[!code-cs[a](b.cs)]", "[!", "<a b='`'>", "](a`b)", "<T>"),
    *(
        "<ftp://a>",
        "</T>",
        "`<a b='`",
        "**`a`**",
        "$x_{a}$",
        "$\\alpha",
        "$5",
        "^2$",
        "{sky-id}",
        "{небо}",
    ),
    *(
        "2<sup>nd</sup>",
        "<span dir=ltr>",
        "</span>",
        "https://&lt;a&gt;/b",
        "https://",
        "<a@b`c.d>",
    ),
)
_GLUE = (
    *("", " ", ", ", "a", "Б ", " на ", "。", "\n", "\u00a0", ". ", "é", "-", ": ", "  ", "the "),
    *(
        "The the ",
        "в в",
        "アア",
        "\u3000",
        "\u200b",
        "\u202b",
        "\ufffd",
        "\x00",
        "\ufdd0",
        "Ω",
        "?",
    ),
)


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


@given(st.lists(pairs(), max_size=4), st.sampled_from(["ru-RU", "ja-JP", "he-IL", "th-TH", ""]))
def test_of_many_pairs_each_has_the_faults_that_it_has_alone(
    texts: list[tuple[str, str]], language: str
) -> None:
    sources, targets = [source for source, _ in texts], [target for _, target in texts]
    assert sorted(faults_of(sources, targets, language)) == sorted(
        (index, fault) for index, pair in enumerate(texts) for fault in faults(*pair, language)
    )
