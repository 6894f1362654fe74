"""What breaks a page, in a text and in its line."""

from __future__ import annotations

import pytest

from sxskit.dialect.unsafe import why_unsafe

HARMFUL = [
    ('<span data-ttu-id="7758d-103">', "pair markup"),
    ("x <span data-stu-id=", "pair markup"),
    ('<span class="sxs-lookup">', "pair markup"),
    ('<SPAN\tclass = "sxs-lookup">', "pair markup"),
    ("<span Data-TTU-id='7758d-103'>", "pair markup"),
    ("a\n\nb", "a blank line"),
    ("a\n \t\nb", "a blank line"),
    ("a\r\n\r\nb", "a blank line"),
    ("a\n```\nb\n```", r"begins a code block: write \`\`\`"),
    ("a\n~~~ b", r"begins a code block: write \~~~ b"),
    ("a\n---", r"begins a thematic break: write \---"),
    ("a\n===\nb", r"begins a heading with the line above: write \==="),
    ("a\n## b", r"begins a heading: write \## b"),
    ("a\n- b", r"begins a list: write \- b"),
    ("a\n1. b", r"begins a list: write 1\. b"),
    ("a\n12) b", r"begins a list: write 12\) b"),
    ("a\n> b", r"begins a quote: write \> b"),
    ("a\n* * *", r"begins a thematic break: write \* * *"),
    ("a\n___\nb", r"begins a thematic break: write \___"),
    ("a\n<div></div>", r"begins an HTML block: write \<div>"),
    ("a\n::: zone", r"begins a directive: write \::: zone"),
    ("a\n[!NOTE]", r"begins a directive: write \[!NOTE]"),
    ("a\n| b |", r"begins a row of a table: write \| b |"),
    ("a\n--|--", r"begins a table: write \--|--"),
    ("a <!-- b", "a comment that does not end: end it with -->"),
    ("a <? b", "a <? that does not end: end it with ?>"),
    ("a <![CDATA[ b ]>", "a <![CDATA[ that does not end: end it with ]]>"),
    ("a <!X b", "a <! that does not end: end it with >"),
    ("a <a title='b", "a tag that does not end"),
    ("[a](b.md 'c", "the title of a link that does not end"),
    ("[a](b.md (c", "the title of a link that does not end"),
    ("a\\", r"a backslash at its end: write \\"),
    ("a\x1b[31m", "a control character"),
    ("a\0", "a control character"),
    ("a\rb", "a carriage return without a line feed"),
    ("#-#-#-#-#  a.po  #-#-#-#-#\na", "a separator of msgcat"),
    ("a</span> b", "a </span> that closes nothing"),
    ("a</Span> b", "a </span> that closes nothing"),
    ("a</span><span> b", "a </span> that closes nothing"),
    ("a <span>b", "a <span> that does not end"),
    ("a <SPAN>b", "a <span> that does not end"),
    ("a <b>b</i>", "a </i> that closes nothing"),
    ("a <script>b", "a <script> that does not end"),
    ("a <STYLE >b", "a <style> that does not end"),
    ("a <textarea rows=2>b", "a <textarea> that does not end"),
    ("a <textarea/>b", "a <textarea> that does not end"),
    ("a <title>b</Title><title>", "a <title> that does not end"),
    ("a <xmp>b", "a <xmp> that does not end"),
    ("a <plaintext>b", "a <plaintext> that does not end"),
    ("a <iframe src='b'>", "a <iframe> that does not end"),
    ("https://a.b/\\</b>", "a </b> that closes nothing"),
    ("[a](<b>)</b>", "a </b> that closes nothing"),
    ("a ` b", r"a run of back-ticks that does not close: close it, or write \`"),
    ("a ``b`", r"back-ticks that does not close: close it, or write \`\`"),
    ("`a` ```b", r"back-ticks that does not close: close it, or write \`\`\`"),
    ("a \\\\` b", "back-ticks that does not close"),
    ("<a b='`'>`</a>", "back-ticks that does not close"),
]


@pytest.mark.parametrize(("new", "what"), HARMFUL)
def test_what_breaks_a_page_is_named_with_a_cure(new: str, what: str) -> None:
    assert what in why_unsafe(new, old="x", source="y", one_line=False, row=False)


@pytest.mark.parametrize("new", [new for new, what in HARMFUL if what != "pair markup"])
def test_what_the_old_text_did_the_new_one_may_do(new: str) -> None:
    assert why_unsafe(new, old=new, source="y", one_line=False, row=False) == ""
    assert why_unsafe(new, old="x", source=new, one_line=False, row=False) == ""


@pytest.mark.parametrize(
    "new",
    [
        "a\nb",
        "a\r\nb",
        "a | b",
        "#a",
        "C# a",
        "1.5 a",
        "-a",
        "`<span>`",
        "``a`b``",
        "\\` a",
        "`<!--` a",
        "`<script>` a",
        "\\<script> a",
        "<b title='`'>`a`</b>",
        "<span>b</span>",
        "<b>b</B>",
        "a <b b",
        "a < b",
        "a <br> b",
        "<T> a",
        "a <!-- b --> c",
        "a\n1.5 b",
        "a\n-b",
        "a \\| b",
        "a\\\\",
        "[a](b.md 'c')",
        "===",
    ],
)
def test_what_breaks_nothing_is_let_through(new: str) -> None:
    assert why_unsafe(new, old="x", source="y", one_line=False, row=False) == ""


def test_a_line_break_breaks_a_title() -> None:
    assert "line break" in why_unsafe("a\nb", old="x", source="y", one_line=True, row=False)
    assert why_unsafe("a\nb", old="x", source="y\nz", one_line=True, row=False) == ""
    assert why_unsafe("a\nb", old="x\ny", source="y", one_line=True, row=False) == ""


@pytest.mark.parametrize(
    ("new", "what"), [("a | b", "pipe"), (r"a \| b", ""), (r"a \\| b", "pipe")]
)
def test_a_bare_pipe_breaks_a_table_cell(new: str, what: str) -> None:
    assert what in why_unsafe(new, old="x", source="y", one_line=True, row=True)
    assert why_unsafe(new, old="x", source="y|z", one_line=True, row=True) == ""
