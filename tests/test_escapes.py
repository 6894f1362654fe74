r"""Escapes that localization added: which are undone, and what is left alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Document,
    Frame,
    Unit,
    Verbatim,
    parse,
    unescape,
)

TEXTS = st.lists(
    st.sampled_from(
        (
            "*",
            r"\*",
            "**",
            "\\",
            r"\\",
            "`",
            r"\`",
            "``",
            "a",
            "b c",
            " ",
            "\n",
            "[",
            "](u)",
            "<b>",
            "_",
        )
    )
).map("".join)


def page(source: str, target: str, before: str = "", after: str = "\n") -> Document:
    unit = Unit("7758d-103", source, target, Frame.of("7758d-103"))
    return Document(tuple(node for node in (Verbatim(before), unit, Verbatim(after)) if node.text))


def target(source: str, target: str, english: str | None = None, before: str = "") -> str:
    [unit] = unescape(page(source, target, before), "target", english=english).units
    assert unit.source == source
    return unit.target


def source(text: str, before: str = "", after: str = "\n") -> str:
    [unit] = unescape(page(text, "Ночь", before, after), "source").units
    assert unit.target == "Ночь"
    return unit.source


# Of a target


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (r"Все \*файлы\*", "Все *файлы*"),
        (r"\`код\`", "`код`"),
        (r"\*\*важно**", "**важно**"),
        (r"путь \\*", r"путь \\*"),  # the backslash is escaped, and the star is not
        (r"путь \\\*", r"путь \\*"),
        (r"код `a\*b` и \*", r"код `a\*b` и *"),
        (r"знак `\`, знак `$`", r"знак `\`, знак `$`"),
        (r"[\*](a\*b.md '\*') \*", r"[*](a\*b.md '\*') *"),
        (r"<b c='\*'>\*</b> <!-- \* -->", r"<b c='\*'>*</b> <!-- \* -->"),
        (r"<a b='`'>\*</a>`", "<a b='`'>*</a>`"),
        (r"a\_b \| \< \[ \# \>", r"a\_b \| \< \[ \# \>"),
        ("путь\\", "путь\\"),
    ],
)
def test_where_the_source_has_no_escape_the_target_loses_those_of_asterisks_and_back_ticks(
    text: str, bare: str
) -> None:
    assert target("All files", text) == bare
    assert target("All files", text, english="nothing of the kind") == bare


@pytest.mark.parametrize("text", [r"All \* files", r"All \` files"])
def test_where_the_source_has_one_the_target_keeps_its_own(text: str) -> None:
    assert target(text, r"Все \* файлы") == r"Все \* файлы"
    assert target(text, r"Все \* файлы", english="Something else") == r"Все \* файлы"


def test_a_backslash_in_code_of_the_source_is_no_escape() -> None:
    assert target(r"All `\*` files", r"Все \* `\*` файлы") == r"Все * `\*` файлы"


@pytest.mark.parametrize(
    ("english", "is_added"),
    [
        ("See.\n\nAll * files\n", True),
        ("- All * \n  files", True),
        ("> All\u00a0*\r\n> files", True),
        ("All \\* files", False),
        ("All * files, and All \\* files", False),
        ("all * files", False),
        ("", False),
    ],
)
def test_the_english_document_says_whether_the_author_escaped(english: str, is_added: bool) -> None:
    bare = "Все * файлы" if is_added else r"Все \* файлы"
    assert target(r"All \* files", r"Все \* файлы", english=english) == bare


@pytest.mark.parametrize("before", ["", "\n", "x\n- ", "x\n> 1. "])
@pytest.mark.parametrize("text", [r"\* Примечание", r"\*\*\*", r"\*	x"])
def test_an_escape_that_keeps_a_line_from_being_a_list_stays(before: str, text: str) -> None:
    assert target("Note", text, before=before) == text
    assert target("Note", text, before=before + "x ") == text.replace("\\", "")
    assert target("Note", text, before=before + "| ") == text.replace("\\", "")


def test_a_star_that_begins_a_line_and_a_word_is_no_list() -> None:
    assert target("Note", r"\*Примечание") == "*Примечание"
    assert target("Note", "\\*\u00a0Примечание") == "*\u00a0Примечание"


# Of a source


@pytest.mark.parametrize(
    "text",
    [
        r"Oracle\*",
        r"\*These are open source.",
        r"\*\*See the note **below**",
        r"2 \* 3 \* 4",
        r"types in System.Data.\* move to System.Data.Core.\*.",
        r"[all](u)\* of *them*",
        "2 \\* 3 in `code`",
    ],
)
def test_a_source_loses_the_escapes_that_it_does_not_need(text: str) -> None:
    assert source(text) == text.replace("\\", "")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (r"All files (\*.\*)", "", "\n"),
        (r"**\***", "", "\n"),
        (r"\*really\*", "", "\n"),
        (r"\`a\`", "", "\n"),
        (r"code `\*`", "", "\n"),
        (r"\* Not in July.", "- ", "\n"),
        (r"really\*", "*", "\n"),
        (r"\*really", "", " not*\n"),
        (r"\*really", "", "\nnot*\n"),
        (r"see \` there", "", " and ` here\n"),
        (r"[a](b\*c)", "", "\n"),
        (r"<b>\*all</b>\*", "", "\n"),
        (r"\*", "- ", "\r\n"),
        (r"\*", "**", "\n"),
        (r"\* b", "1. x\n", "\n"),
    ],
)
def test_a_source_keeps_the_escapes_that_its_block_needs(
    text: str, before: str, after: str
) -> None:
    assert source(text, before, after) == text


def test_a_source_keeps_the_escapes_of_back_ticks() -> None:
    assert source(r"2 \* 3, not \` nor \`") == r"2 * 3, not \` nor \`"


def test_what_stands_in_another_block_makes_no_difference() -> None:
    assert source(r"really\*", "*\n\n") == "really*"
    assert source(r"\*really", "", "\r\n\r\nnot*") == "*really"
    assert source(r"\*really", "> ", "\n>\n> not*") == "*really"


# Of both


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(("target", "source")), st.none() | TEXTS)
def test_nothing_but_backslashes_before_asterisks_and_back_ticks_goes(
    source: str, target: str, before: str, after: str, side: str, english: str | None
) -> None:
    def bare(text: str) -> str:
        return re.sub(r"\\+([*`])", r"\1", text)

    document = page(source, target, before, after)
    if side == "target":
        new = unescape(document, "target", english=english)
        assert new.strip("source") == document.strip("source")
    else:
        new = unescape(document, "source", english=english)
        assert new.strip("target") == document.strip("target")
        assert unescape(new, "source") is new
    others = [node for node in document.nodes if isinstance(node, Verbatim)]
    assert [node for node in new.nodes if isinstance(node, Verbatim)] == others
    for old, unit in zip(document.units, new.units, strict=True):
        assert bare(unit.target) == bare(old.target)
        assert bare(unit.source) == bare(old.source)


@given(TEXTS.map(lambda text: text.replace("`", "")), TEXTS)
def test_a_target_without_back_ticks_loses_all_of_it_at_once(target: str, source: str) -> None:
    once = unescape(page(source, target), "target")
    assert unescape(once, "target") is once


def test_a_side_that_does_not_exist_is_an_error() -> None:
    side: Any = "both"
    with pytest.raises(ValueError, match="side must be 'target' or 'source', not 'both'"):
        unescape(parse(""), side)
