"""The marks of a text: which kind each one is, what is normalized, and what is left as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.checks.translation.marks import OBJECT, destination, marks_of
from tests.helpers.strategies import any_text


def found(text: str) -> dict[str, list[str]]:
    return {kind: found for kind, found in marks_of(text).found.items() if kind != "run"}


# What there is in a text, and nothing else.
KINDS = {
    "code": ("Run `sky`", {"code-span": ["sky"]}),
    "code over lines": ("`sky\n  moon`", {"code-span": ["sky moon"]}),
    "code with a back-tick": ("``a`b``", {"code-span": ["a`b"]}),
    "marks inside of code": ("`**a** [b](c) {0} <b>`", {"code-span": ["**a** [b](c) {0} <b>"]}),
    "a code span after another": ("`a``b`", {"code-span": ["a``b"]}),
    "a back-tick in a tag": ("<a b='`'>c`", {"tag": ["<a b='`'>"]}),
    "a link in braces": ("{see [sky](a.md)}", {"link": ["a.md"]}),
    "a link in angle brackets of its text": ("<see [sky](a.md)>", {"link": ["a.md"]}),
    "code in braces": ("{0, `sky`}", {"code-span": ["sky"]}),
    "emphasis around code": ("**Run `sky` now**", {"code-span": ["sky"], "emphasis": ["**"]}),
    "an escaped back-tick": (r"\`sky`", {"escape": ["`"]}),
    "a back-tick without another": ("` sky ``", {}),
    "a link": ("[sky](a.md)", {"link": ["a.md"]}),
    "a link with a title": ('[sky](a.md "Sky (1)")', {"link": ["a.md"]}),
    "a link with blanks": ("[sky]( a.md )", {"link": ["a.md"]}),
    "a link in angle brackets": ("[sky](<a b.md>)", {"link": ["a b.md"]}),
    "a link with brackets": ("[sky](a_(b).md)", {"link": ["a_(b).md"]}),
    "a link to nowhere": ("[sky]()", {"link": [""]}),
    "an image in a link": ("[![a](b.png)](c.md)", {"link": ["b.png", "c.md"]}),
    "a reference link": ("[sky][1]", {"label": ["][1]"]}),
    "a link apart": ("[sky] (a.md)", {"apart": ["] ("]}),
    "a remark in brackets behind others": ("[sky] (blue)", {}),
    "a link that does not end": ("[sky](a b.md", {"unclosed": ["]("]}),
    "an include": ("[!INCLUDE [sky](~/a.md)]", {"include": ["~/a.md"]}),
    "an API reference": ("<xref:A.B%601?c=d>", {"xref": ["A.B%601?c=d"]}),
    "a URL": ("See https://a.b/c_d?e=f.", {"url": ["https://a.b/c_d?e=f"]}),
    "a URL without a scheme": ("See www.a.b/c.", {"url": ["www.a.b/c"]}),
    "a URL in angle brackets": ("<https://a.b/c>", {"url": ["https://a.b/c"]}),
    "an address of mail": ("<a@b.c>", {"url": ["a@b.c"]}),
    "a path in angle brackets": ("<ftp://a.b/c>", {"url": ["ftp://a.b/c"]}),
    "a tag": ("<b>sky</b>", {"tag": ["<b>", "</b>"]}),
    "a tag with values": ("<a href='b' c=\"d\" />", {"tag": ["<a href='b' c=\"d\" />"]}),
    "a comment": ("<!-- sky -->", {"tag": ["<!-- sky -->"]}),
    "a comment with a tag": ("<!-- <b>sky</b> -->", {"tag": ["<!-- <b>sky</b> -->"]}),
    "another include": ("[!code-cs[sky](~/a.cs)]", {"link": ["~/a.cs"]}),
    "a tag of another name": ("<T> </token>", {"blank": ["T"], "tag": ["</token>"]}),
    "a blank to fill in": ("<your name>", {"blank": ["..."]}),
    "a name to fill in": ("<user-name>", {"blank": ["user-name"]}),
    "a type parameter": (r"List\<T>", {"placeholder": ["T"], "escape": ["<"]}),
    "a type parameter with entities": (
        "List&lt;T&gt;",
        {"placeholder": ["T"], "entity": ["&lt;", "&gt;"]},
    ),
    "a translated name": ("<имя>", {"blank": ["..."]}),
    "signs of a comparison": ("1 < 2 > 0", {}),
    "placeholders": ("{0} {{a}} ${b}", {"placeholder": ["{0}", "{{a}}", "${b}"]}),
    "a choice of words": ("{sky or moon}", {"blank": ["..."]}),
    "formats": ("%s %1$d %(a)s", {"placeholder": ["%s", "%1$d", "%(a)s"]}),
    "a variable": ("%HOME%", {"placeholder": ["%HOME%"]}),
    "percentages": ("50% sky, 100 %", {}),
    "an entity": ("a &lt; &#160; &#xA0;", {"entity": ["&lt;", "&#160;", "&#xA0;"]}),
    "no entity": ("a & b; AT&T", {}),
    "an escape": (r"\* \_ \[", {"escape": ["*", "_", "["]}),
    "a path": (r"C:\sky", {}),
    "bold text": ("**sky** __moon__", {"emphasis": ["**", "**"]}),
    "italic text": ("*sky* _moon_", {"emphasis": ["*", "*"]}),
    "bold italic text": ("***sky*** **_moon_**", {"emphasis": ["**", "*", "*", "**"]}),
    "text that is struck out": ("~~sky~~", {"emphasis": ["~~"]}),
    "stars that are none": ("2 * 3 ** 4", {}),
    "underscores inside a word": ("a_b_c", {}),
    "emphasis without an end": ("**sky", {}),
    "emphasis in a word": ("a**b**c", {"emphasis": ["**"]}),
    "emphasis with blanks": ("** sky **", {}),
}


@pytest.mark.parametrize(("text", "kinds"), KINDS.values(), ids=KINDS)
def test_a_mark_is_of_its_kind(text: str, kinds: dict[str, list[str]]) -> None:
    assert found(text) == kinds


PLAIN = {
    "code": ("Run `sky`.", f"Run {OBJECT}."),
    "a link": ("See [the sky](a.md).", "See [the sky]."),
    "emphasis": ("The **sky**.", "The sky."),
    "an entity": ("Sky &amp; moon", "Sky & moon"),
    "an escape": (r"2 \* 3", "2 * 3"),
    "a URL with escapes around": (r"\_https://a.b/c_d\_", f"_{OBJECT}_"),
    "a URL before a stop": ("See https://a.b.", f"See {OBJECT}."),
    "a tag": ("<b>Sky</b>", f"{OBJECT}Sky{OBJECT}"),
    "underscores that are text": ("Sky_1 and 2 * 3", "Sky_1 and 2 * 3"),
    "no marks": ("Sky (blue)", "Sky (blue)"),
}


@pytest.mark.parametrize(("text", "plain"), PLAIN.values(), ids=PLAIN)
def test_the_plain_text_has_its_words_and_no_marks(text: str, plain: str) -> None:
    assert marks_of(text).plain == plain


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/en-us/sky", "https://example.com/sky"),
        ("https://example.com/zh-Hant-TW/sky", "https://example.com/sky"),
        ("https://example.com/de-de", "https://example.com"),
        ("https://example.com/", "https://example.com"),
        ("https://example.com/fr/sky", "https://example.com/sky"),
        ("https://example.com/zh-Hans/sky", "https://example.com/sky"),
        ("https://example.com/sr-latn-rs/sky", "https://example.com/sky"),
        ("https://example.com/es-419/sky", "https://example.com/sky"),
        ("https://example.com/zu/sky", "https://example.com/sky"),
        ("https://example.com/fil-PH/sky", "https://example.com/sky"),
        ("https://example.com/chr-Cher-US/sky", "https://example.com/sky"),
        ("https://example.com/ks-Deva/sky", "https://example.com/sky"),
        ("https://example.com/iw/sky", "https://example.com/sky"),
        ("https://example.com/qq/sky", "https://example.com/qq/sky"),
        ("https://example.com/qq-us/sky", "https://example.com/qq-us/sky"),
        ("https://example.com/app/sky", "https://example.com/app/sky"),
        ("https://example.com/new/sky", "https://example.com/new/sky"),
        ("https://example.com/my-page/sky", "https://example.com/my-page/sky"),
        ("https://fr/sky", "https://fr/sky"),
        ("https://example.com/sky-to-do", "https://example.com/sky-to-do"),
        ("/ja-jp/sky", "/sky"),
        ("HTTPS://Example.COM/Sky", "https://example.com/Sky"),
        ("<a b.md>", "a b.md"),
        (r"a\_b.md", "a_b.md"),
        ("a?b=1&amp;c=2", "a?b=1&c=2"),
        ("Sky.md#Moon", "Sky.md#Moon"),
    ],
)
def test_a_destination_is_without_language_and_spelling(url: str, expected: str) -> None:
    assert destination(url) == expected


@pytest.mark.parametrize("kind", ["code-span", "link", "label", "sky"])
def test_a_text_without_marks_has_none_of_any_kind(kind: str) -> None:
    assert list(marks_of("Sky").of(kind)) == []


@given(st.one_of(st.text(), any_text))
def test_any_text_has_marks(text: str) -> None:
    marks = marks_of(text)
    assert marks.text == text
    assert all(marks.found.values())


@given(st.text(st.characters(categories=["L", "N", "Z"])))
def test_words_and_numbers_are_no_marks(text: str) -> None:
    assert marks_of(text) == (text, {}, text)
