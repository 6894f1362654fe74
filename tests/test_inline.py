"""The tokens of inline Markdown, and that codes, marks and words agree on them."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.checks.translation.marks import destination, marks_of
from sxskit.markdown.codes import Code, Piece, pieces
from sxskit.markdown.inline import code_spans, tokens
from sxskit.markdown.words import words
from tests.helpers.strategies import any_text

# Which tokens there are in a text.
KINDS = {
    "an escape": (r"\*a\* \a", ["escape", "escape"]),
    "code": ("`a` ``b`c``", ["code", "code"]),
    "code behind an escaped back-tick": (r"\``a`", ["escape", "code"]),
    "code that begins in no tag": ("`<a b='`'>", ["code"]),
    "a back-tick in a tag": ("<a b='`'>c`", ["tag", "ticks"]),
    "a back-tick in a destination": ("[a](b`c) `", ["opening", "link", "ticks"]),
    "a bracket in code": ("[a `](b)`", ["opening", "code"]),
    "back-ticks of other lengths": ("``a` b", ["ticks", "ticks"]),
    "a run of two code spans": ("`a``b`", ["code"]),
    "a link": ("[**a**](b.md 'c')", ["opening", "run", "run", "link"]),
    "an image": ("![a](b.png)", ["opening", "link"]),
    "a reference link": ("[a][b]", ["opening", "label"]),
    "brackets": ("[a] [b", ["opening", "closing", "opening"]),
    "brackets with a blank label": ("[a][ ]", ["opening", "closing", "opening", "closing"]),
    "a link without end": ("[a](b", ["opening", "unclosed"]),
    "an include": ("[!INCLUDE [a](b.md)]", ["include"]),
    "an include without end": ("[!INCLUDE [a](b.md)", ["unclosed", "link"]),
    "a reference": ("<xref:A.B%601>", ["xref"]),
    "addresses": ("<https://a.b/c> <a@b.c> <ftp:d>", ["autolink"] * 3),
    "tags": ("<b c='d'> </b> <T> <br/>", ["tag"] * 4),
    "switches in elements of HTML": ("<input disabled> <IFRAME a=b Hidden>", ["tag", "tag"]),
    "words in what is no element": ("<name required> <your name>", []),
    "no tag": ("a < b > </b c='d'>", []),
    "a comment": ("<!-- <b> - -- `c` -->", ["tag"]),
    "a comment without end": ("<!-- <b>", ["unclosed", "tag"]),
    "delimiters": ("** _ ~~ ***", ["run"] * 4),
    "tildes": ("~ ~~~ ~~~~", []),
    "entities": ("&lt; &#60; &#x3C;", ["entity"] * 3),
    "no entity": ("a & b; &a", []),
    "text": ("Hello! (a)", []),
}


@pytest.mark.parametrize(("text", "kinds"), KINDS.values(), ids=KINDS)
def test_a_token_is_of_its_kind(text: str, kinds: list[str]) -> None:
    assert [token.lastgroup for token in tokens(text)] == kinds


@pytest.mark.parametrize(
    ("text", "group", "expected"),
    [
        ("`` a`b ``", "content", " a`b "),
        ("](<a b> (c))", "destination", "<a b>"),
        ("](a_(b(c)))", "destination", "a_(b(c))"),
        ('](a\n"b")', "title", '\n"b"'),
        ("](a)", "title", ""),
        ("[!code-cs [a](b.cs#c)]", "keyword", "code-cs"),
        ("[!code-cs [a](b.cs#c)]", "file", "b.cs#c"),
        ("<xref:a.b?c=d>", "uid", "a.b?c=d"),
        ("<mailto:a@b.c>", "address", "mailto:a@b.c"),
        ("</B >", "html", "B"),
        ("<b-c>", "html", None),
        ("<b-c>", "name", "b-c"),
        ("<!-- a -->", "name", None),
        ("<a b=c/>", "void", ""),
        ("<a b='c'/>", "void", "/"),
    ],
)
def test_a_token_has_its_parts(text: str, group: str, expected: str | None) -> None:
    [token] = tokens(text)
    assert token[group] == expected


FRAGMENTS = (
    *("**", "*", "_", "~~", "`", "``", "`a`", "[", "![", "]", "(", ")", "](x.md)", "](u 't')"),
    *("](<v w>)", "](", "][1]", "[a](b)", "<b>", "</b>", '<a href="x`y">', "<p>", "<T>", "<br/>"),
    *("<input disabled>", "<xref:a>", "<https://a.b/c_d>", "<a@b.c>", "<!--", "-->", "<", ">"),
    *("[!INCLUDE [x](y)]", "[!code-cs[x](y z)]", "[!INCLUDE [", "\\", "\\*", "\\`", "\\<", "&lt;"),
    *("&", "{0}", "{", "}", "%s", "https://c.d/e", "<your ", "a", "語", " ", "\n", "\u00a0"),
)
texts = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join), any_text)


@given(texts)
def test_tokens_come_in_order_and_none_is_in_another(text: str) -> None:
    spans = [token.span() for token in tokens(text)]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert list(code_spans(text)) == [
        token.span() for token in tokens(text) if token.lastgroup == "code"
    ]


@given(texts)
def test_marks_have_the_code_the_destinations_and_the_tags_of_the_tokens(text: str) -> None:
    """Of tags, those that are not names to fill in, such as ``<T>``."""
    found: dict[str, list[str]] = {"code-span": [], "link": [], "include": [], "xref": []}
    tags, urls = [], []
    for token in tokens(text):
        match token.lastgroup:
            case "code":
                found["code-span"].append(" ".join(token["content"].split()))
            case "link":
                found["link"].append(destination(token["destination"]))
            case "include" if token["keyword"] == "INCLUDE":
                found["include"].append(token["file"])
            case "include":
                found["link"].append(destination(token["file"]))
            case "xref":
                found["xref"].append(token["uid"])
            case "tag":
                tags.append(token[0])
            case "autolink":
                urls.append(destination(token["address"]))
    marks = marks_of(text)
    assert {kind: list(marks.of(kind)) for kind in found} == found
    names = {f"<{name}>" for kind in ("placeholder", "blank") for name in marks.of(kind)}
    kept = [tag for tag in tags if tag in marks.of("tag")]
    assert kept == list(marks.of("tag"))
    assert {re.sub(r"\s", "", tag) for tag in tags if tag not in kept} <= names
    assert not {*urls} - {*marks.of("url")}


def spans(side: tuple[Piece, ...]) -> list[tuple[str, int, int]]:
    """Of each code its type, and where it starts and ends, white space behind it aside."""
    lengths = [len(piece if isinstance(piece, str) else piece.native) for piece in side]
    starts = accumulate(lengths, initial=0)
    return [
        (piece.type, start, start + len(piece.native.rstrip()))
        for piece, start in zip(side, starts, strict=False)
        if isinstance(piece, Code)
    ]


@given(texts)
def test_codes_are_the_tokens_but_for_those_in_images(text: str) -> None:
    """A code span, a tag and all else that nothing reaches into is one code, or in an image's.

    What closes a link or an image ends with the token that has the destination or the label.
    """
    both = pieces(text, "")
    if both is None:
        return
    codes = spans(both[0])
    images = [(start, end) for type, start, end in codes if type == "image"]
    alone, ends = [], []
    for token in tokens(text):
        if any(start <= token.start() and token.end() <= end for start, end in images):
            if (token.lastgroup in ("link", "label")) and token.end() in {end for _, end in images}:
                ends.append(token.end())
        elif token.lastgroup in ("code", "include", "xref", "autolink", "tag"):
            alone.append(token.span())
        elif token.lastgroup in ("link", "label"):
            ends.append(token.end())
    kinds = {"code", "include", "xref", "autolink", "tag", "break"}
    assert [(start, end) for type, start, end in codes if type in kinds] == alone
    assert [
        end
        for type, start, end in codes
        if type == "image" or (type == "link" and text[start] == "]")
    ] == ends


@given(texts)
def test_no_word_is_of_a_destination_or_of_a_tag_and_code_is_its_words(text: str) -> None:
    """So other destinations, tags and back-ticks in their places make no difference."""
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        native = token[0]
        match token.lastgroup:
            case "link":
                native = f"](/{token['title']})"
            case "tag":
                native = f"<{token['name']}>" if token["name"] else "<!---->"
            case "code":
                native = f"{'`' * 9}{token['content']}{'`' * 9}"
        parts += text[end : token.start()], native
        end = token.end()
    assert words("".join([*parts, text[end:]])) == words(text)
