"""Inline markup as codes: what is one, what is text, and which ids they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.markdown.codes import (
    Code,
    Piece,
    Role,
    pieces,
)
from tests.helpers.growth import Made, ratio

# How a code is written in the tables: id, what it does, type, native.
SIGNS = {
    Role.OPEN: "+",
    Role.CLOSE: "-",
    Role.ALONE: "=",
    Role.LONE_OPEN: "?+",
    Role.LONE_CLOSE: "?-",
}


def shown(side: tuple[Piece, ...]) -> list[str]:
    return [
        piece
        if isinstance(piece, str)
        else f"{piece.id}{SIGNS[piece.role]} {piece.type} {piece[3]}"
        for piece in side
    ]


def source(text: str) -> list[str] | None:
    found = pieces(text, "")
    return None if found is None else shown(found[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # emphasis
        ("**a** b", ["1+ bold **", "a", "1- bold **", " b"]),
        ("__a__", ["1+ bold __", "a", "1- bold __"]),
        ("*a*", ["1+ italic *", "a", "1- italic *"]),
        ("_a_", ["1+ italic _", "a", "1- italic _"]),
        ("***a***", ["1+ bold ***", "a", "1- bold ***"]),
        ("~~a~~", ["1+ strike ~~", "a", "1- strike ~~"]),
        ("x**a**y", ["x", "1+ bold **", "a", "1- bold **", "y"]),
        ("_**a** b_", ["1+ italic _", "2+ bold **", "a", "2- bold **", " b", "1- italic _"]),
        (
            "**a *b* c**",
            ["1+ bold **", "a ", "2+ italic *", "b", "2- italic *", " c", "1- bold **"],
        ),
        ("*a _b* c_", ["1+ italic *", "a _b", "1- italic *", " c_"]),
        ("**a [b** c]", ["1+ bold **", "a [b", "1- bold **", " c]"]),
        ("\u200f**אב**\u200f:", ["\u200f", "1+ bold **", "אב", "1- bold **", "\u200f:"]),
        ("**นี้**", ["1+ bold **", "นี้", "1- bold **"]),
        # code spans
        ("`a`", ["1= code `a`"]),
        ("``a`b``", ["1= code ``a`b``"]),
        ("`` ` ``", ["1= code `` ` ``"]),
        ("`**a** [b](c) <b> \\`!", ["1= code `**a** [b](c) <b> \\`", "!"]),
        ("`a\nb`", ["1= code `a\nb`"]),
        # links
        ("[a](b.md)", ["1+ link [", "a", "1- link ](b.md)"]),
        ('[a](b.md "c (d")', ["1+ link [", "a", '1- link ](b.md "c (d")']),
        ("[a](b.md 'c')", ["1+ link [", "a", "1- link ](b.md 'c')"]),
        ("[a](b.md (c))", ["1+ link [", "a", "1- link ](b.md (c))"]),
        ("[a](b_(c(d(e))))", ["1+ link [", "a", "1- link ](b_(c(d(e))))"]),
        ("[a](<b c>)", ["1+ link [", "a", "1- link ](<b c>)"]),
        ("[a]( b\n)", ["1+ link [", "a", "1- link ]( b\n)"]),
        ("[a](b\\)c)", ["1+ link [", "a", "1- link ](b\\)c)"]),
        ("[a]()", ["1+ link [", "a", "1- link ]()"]),
        ("[a [b] c](d)", ["1+ link [", "a [b] c", "1- link ](d)"]),
        ("[a\\]](b)", ["1+ link [", "a\\]", "1- link ](b)"]),
        ("[`]`](b)", ["1+ link [", "2= code `]`", "1- link ](b)"]),
        ("[*a*](_b_)", ["1+ link [", "2+ italic *", "a", "2- italic *", "1- link ](_b_)"]),
        ("*[a*](b)", ["*", "1+ link [", "a*", "1- link ](b)"]),
        ("[a] [b](c)", ["[a] ", "1+ link [", "b", "1- link ](c)"]),
        ("[ [b](c)", ["[ ", "1+ link [", "b", "1- link ](c)"]),
        ("[a][b 1]", ["1+ link [", "a", "1- link ][b 1]"]),
        ("[a](xref:b)", ["1+ link [", "a", "1- link ](xref:b)"]),
        # images
        ('![a](b.png "c")', ['1= image ![a](b.png "c")']),
        ("![a [b] *c*](d)", ["1= image ![a [b] *c*](d)"]),
        ("![a [b](c)](d) [e](f)", ["1= image ![a [b](c)](d) ", "2+ link [", "e", "2- link ](f)"]),
        ("[![a](b)](c)", ["1+ link [", "2= image ![a](b)", "1- link ](c)"]),
        ("![a][b]", ["1= image ![a][b]"]),
        ("a! [b](c)", ["a! ", "1+ link [", "b", "1- link ](c)"]),
        # what stands between angles
        ("<xref:a.b%601>", ["1= xref <xref:a.b%601>"]),
        ("<xref:a_*_b?c=d>", ["1= xref <xref:a_*_b?c=d>"]),
        ("<https://a.b/_c_>", ["1= autolink <https://a.b/_c_>"]),
        ("<a@b.c>", ["1= autolink <a@b.c>"]),
        ("<b>a</b>", ["1+ tag <b>", "a", "1- tag </b>"]),
        ("<B>a</b >", ["1+ tag <B>", "a", "1- tag </b >"]),
        ('<a href="_b_">a</a>', ['1+ tag <a href="_b_">', "a", "1- tag </a>"]),
        ("<a href=b/>a</a>", ["1+ tag <a href=b/>", "a", "1- tag </a>"]),
        ("<i>a<b>b</i>", ["1+ tag <i>", "a", "2?+ tag <b>", "b", "1- tag </i>"]),
        ("a</b>", ["a", "1?- tag </b>"]),
        ("<b>a", ["1?+ tag <b>", "a"]),
        ("<b>**a</b>**", ["1+ tag <b>", "**a", "1- tag </b>", "**"]),
        ("**<b>a**", ["1+ bold **", "2?+ tag <b>", "a", "1- bold **"]),
        ("[<b>a](b)c</b>", ["1+ link [", "2?+ tag <b>", "a", "1- link ](b)", "c", "3?- tag </b>"]),
        (
            "a<br>b<br/>c<BR />",
            ["a", "1= break <br>", "b", "2= break <br/>", "c", "3= break <BR />"],
        ),
        ('<img src="a">', ['1= tag <img src="a">']),
        ("<b/>a", ["1= tag <b/>", "a"]),
        ("<input disabled>a", ["1= tag <input disabled>", "a"]),
        ("<details open>a</details>", ["1+ tag <details open>", "a", "1- tag </details>"]),
        ('<video src="a" Controls/>', ['1= tag <video src="a" Controls/>']),
        ("\\``a`", ["\\`", "1= code `a`"]),
        ("[a][ ](b)", ["[a]", "1+ link [ ", "1- link ](b)"]),
        ("<!-- <b> --> c", ["1= tag <!-- <b> -->", " c"]),
        ("<!-- *a* --> b", ["1= tag <!-- *a* -->", " b"]),
        # nothing says that <T> opens anything
        ("List<T>", ["List", "1= tag <T>"]),
        ("<T>a</T>", ["1+ tag <T>", "a", "1- tag </T>"]),
        # inclusions
        ("a [!INCLUDE [b](c.md)]", ["a ", "1= include [!INCLUDE [b](c.md)]"]),
        ("[!include[b](c.md)]!", ["1= include [!include[b](c.md)]", "!"]),
        ("[!code-cs[b](c.cs#d)]", ["1= include [!code-cs[b](c.cs#d)]"]),
        # nothing but white space between two codes
        ("**a** `b` c", ["1+ bold **", "a", "1- bold ** ", "2= code `b`", " c"]),
        (
            "[ **a**\u00a0\n](b)",
            ["1+ link [ ", "2+ bold **", "a", "2- bold **\u00a0\n", "1- link ](b)"],
        ),
        (" `a` ", [" ", "1= code `a`", " "]),
    ],
)
def test_markup_is_codes(text: str, found: list[str]) -> None:
    assert source(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "Hello! (a)",
        # emphasis that opens or closes nothing
        "2 * 3 * 4",
        "**a",
        "a**",
        "** a **",
        "a_b_c",
        "a __b__c",
        "****",
        "*",
        "_a*",
        "~a~",
        "~~~a~~~",
        "**a。**b",
        "**(a)**b",
        # escapes and entities
        r"\*a\*",
        r"\*\*a\*\*",
        r"\[a\](b)",
        r"\`a\`",
        r"\<b>",
        r"\\ \_a\_",
        "&lt;b&gt; &amp; &#42;a&#42;",
        # brackets that are no link
        "[a]",
        "[a] (b)",
        "[a",
        "a]",
        "[!NOTE]",
        "[!NOTE",
        "[a][]",
        "![a]",
        # angles that are no tag
        "a < b > c",
        "<GitHub_username>",
        "<your name>",
        "<название>",
        "<5 licenses",
        "<string, object>",
        "<b",
        "<b <i",
        '<a href="b',
        '<a href=\\"b\\">',
        "</b c>",
        "<>",
        "<T[]>",
        "<file required>",
        "<xref:a b>",
    ],
)
def test_what_is_no_markup_is_text(text: str) -> None:
    assert source(text) == ([text] if text else [])


@pytest.mark.parametrize(
    "text",
    [
        "a ` b",
        "``a`",
        "`a``",
        "[a](b c)",
        "[a](b",
        '[a](b "c)',
        "[a](<b)",
        "[a]((((((b))))))",
        "a](b)",
        "\\[a](b)",
        "a][b]",
        "[a [b](c) d](e)",
        "[a][b](c)",
        "[a][b][c]",
        "[!INCLUDE [a](b)",
        "a <!-- b",
        "**a*",
        "*a **b* c**",
        "**a***",
    ],
)
def test_a_pair_in_doubt_is_given_up(text: str) -> None:
    assert pieces(text, "") is None
    assert pieces("**a**", text) is None


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("**a**", "b", ["b"]),
        ("**a**", "", []),
        ("", "**a**", ["1+ bold **", "a", "1- bold **"]),
        ("`a` `b`", "`b`, `a`", ["2= code `b`", ", ", "1= code `a`"]),
        ("`a`", "`a`, `a`", ["1= code `a`", ", ", "2= code `a`"]),
        ("`a`, `a`", "`a`, `a`", ["1= code `a`", ", ", "2= code `a`"]),
        ("`a` **b**", "`c` **d**", ["3= code `c` ", "2+ bold **", "d", "2- bold **"]),
        ("**a** b", "__a__ b", ["2+ bold __", "a", "2- bold __", " b"]),
        ("[a](b)", "[a](c)", ["2+ link [", "a", "2- link ](c)"]),
        (
            "[a](b) or [c](d)",
            "[c](d), [a](b)",
            ["2+ link [", "c", "2- link ](d)", ", ", "1+ link [", "a", "1- link ](b)"],
        ),
        ("<b>a</b>", "<b>a", ["2?+ tag <b>", "a"]),
        # a blank that a code was extended over makes no other code of it
        ("**a** `b`", "**a**, `b`", ["1+ bold **", "a", "1- bold **", ", ", "2= code `b`"]),
    ],
)
def test_a_target_has_the_ids_of_its_source(source: str, target: str, found: list[str]) -> None:
    both = pieces(source, target)
    assert both is not None
    assert shown(both[1]) == found


FRAGMENTS = (
    *("**", "*", "***", "_", "__", "~~", "~", "`", "``", "[", "![", "]", "(", ")", "](x.md)"),
    *("](u 't')", "][1]", "[a](b)", "**a**", "`a`", "<b>", "</b>", '<a href="x">', "</a>", "<T>"),
    *("<br>", "<br/>", "<xref:a%601>", "<https://a.b>", "<a@b.c>", "<!--", "-->", "<", ">"),
    *("[!INCLUDE [x](y)]", "[!NOTE]", "\\*", "\\", "&lt;", "&", "!", '"', "a", "語", "。", " "),
    *("\t", "\n", "\r\n", "\u00a0", "\u200f", "\u202b", "\u202c", "\u200d", "😀", "\ud800", "\0"),
)
texts = st.one_of(
    st.text(max_size=8),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=2)), max_size=12).map("".join),
)
# Most of these have codes, and whole ones.
marked = st.lists(
    st.sampled_from(
        ("**a**", "_b_", "`c`", "[d](e)", "[f](g)", "<b>h</b>", "<i>", "<T>", "<br>", "i", " ", ".")
    ),
    max_size=8,
).map(" ".join)


def codes(side: tuple[Piece, ...]) -> list[Code]:
    return [piece for piece in side if isinstance(piece, Code)]


def natives(side: tuple[Piece, ...]) -> dict[int, tuple[str, ...]]:
    """By id, what a code is like: its role and native, and of a pair both."""
    found: dict[int, tuple[str, ...]] = {}
    for code in codes(side):
        found[code.id] = (*found.get(code.id, ()), code.role, code.type, code.native.rstrip())
    return found


@given(texts, texts)
def test_the_pieces_of_a_side_are_its_text(source: str, target: str) -> None:
    both = pieces(source, target)
    for side, text in zip(both or (), (source, target), strict=False):
        strings = [piece if isinstance(piece, str) else piece.native for piece in side]
        assert "".join(strings) == text
        assert all(strings)
        for one, other in pairwise(side):
            assert not (isinstance(one, str) and isinstance(other, str))


@given(texts, texts)
def test_what_a_text_holds_is_told_from_it_alone(source: str, target: str) -> None:
    both, one, other = pieces(source, target), pieces(source, "*"), pieces("*", target)
    if both is None:
        assert one is None or other is None
        return
    assert one is not None
    assert other is not None
    assert one[0] == both[0]
    for alone, piece in zip(other[1], both[1], strict=True):
        assert alone[2:] == piece[2:] if isinstance(piece, Code) else alone == piece


@given(st.one_of(texts, marked), st.one_of(texts, marked))
def test_pairs_nest_and_an_id_occurs_once_in_a_side(source: str, target: str) -> None:
    for side in pieces(source, target) or ():
        opened: list[Code] = []
        used: list[int] = []
        for code in codes(side):
            if code.role is Role.CLOSE:
                opener = opened.pop()
                assert (opener.id, opener.type) == (code.id, code.type)
            else:
                used.append(code.id)
            if code.role is Role.OPEN:
                opened.append(code)
        assert not opened
        assert len(used) == len(set(used))


@given(st.one_of(texts, marked), st.one_of(texts, marked))
def test_the_same_code_has_the_same_id_as_often_as_it_can(source: str, target: str) -> None:
    both = pieces(source, target)
    if both is None:
        return
    ours, theirs = natives(both[0]), natives(both[1])
    assert list(ours) == list(range(1, len(ours) + 1))
    shared = ours.keys() & theirs.keys()
    assert all(ours[id] == theirs[id] for id in shared)
    counts = Counter(ours.values()) & Counter(theirs.values())
    assert Counter(ours[id] for id in shared) == counts
    new = [id for id in theirs if id not in shared]
    assert new == list(range(len(ours) + 1, len(ours) + 1 + len(new)))
    for like in counts:  # in order of occurrence
        in_target = [id for id in theirs if theirs[id] == like and id in shared]
        assert in_target == [id for id in ours if ours[id] == like][: len(in_target)]


@given(st.one_of(texts, marked))
def test_a_text_and_itself_have_the_same_pieces(text: str) -> None:
    both = pieces(text, text)
    assert both is None or both[0] == both[1]


@given(st.one_of(texts, marked), st.one_of(texts, marked))
def test_no_white_space_stands_alone_between_two_codes(source: str, target: str) -> None:
    for side in pieces(source, target) or ():
        assert not any(isinstance(piece, str) and piece.isspace() for piece in side[1:-1])


HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n + "]" * n,
    "opening brackets": lambda n: "[" * n,
    "closing brackets": lambda n: "]" * n,
    "images in images": lambda n: "![" * n + "](a)" * n,
    "links": lambda n: "[a](b)" * n,
    "open destinations": lambda n: "[" * n + "](a" * n,
    "parentheses": lambda n: "[a](" + "(" * n,
    "labels": lambda n: "[" * n + "][a" * n,
    "empty labels": lambda n: "[" * n + "][ " * n,
    "titles": lambda n: "[" * n + "](a '\"" * n,
    "ticks": lambda n: "`" * n,
    "ticks apart": lambda n: "` " * n,
    "tick runs of every length": lambda n: "".join("`" * k + " " for k in range(int(n**0.5))),
    "a long tick run, short ones": lambda n: "`" * n + "a" + " `" * n,
    "asterisks": lambda n: "*" * n,
    "opening emphasis": lambda n: "*a _a " * n,
    "emphasis that opens, other that closes": lambda n: "_a " * n + "a* " * n,
    "emphasis that may do both": lambda n: "a*" * n,
    "nested emphasis": lambda n: "*a _a " * n + "a_ a* " * n,
    "angles": lambda n: "<" * n,
    "tags": lambda n: "<b>" * n + "</i>" * n,
    "nested tags": lambda n: "<b><i>" * n + "</b></i>" * n,
    "tags in open emphasis": lambda n: "*a <b>" * n + "</b> a_" * n,
    "attributes": lambda n: "<a b='" * n,
    "other attributes": lambda n: '<a b=\'" c="' * n,
    "blanks in tags": lambda n: "<a " + " " * n + "<a" * n,
    "comments": lambda n: "<!-- " * n,
    "dashes": lambda n: "<!--" + "-" * n,
    "addresses": lambda n: "<a.b:" * n + "<a@" * n,
    "inclusions": lambda n: "[!a[" * n + "[!a" * n,
    "tildes": lambda n: "~~a " * n + "~" * n,
    "escapes": lambda n: "\\*" * n,
    "the same code": lambda n: "`a`, " * n,
    "blanks": lambda n: "*" + " " * n + "*",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_texts_cost_in_proportion_to_their_length(name: str) -> None:
    hostile = Made(lambda n: HOSTILE[name](n))
    assert ratio(lambda n: pieces(hostile[n], hostile[n]), 1_500) < 8
