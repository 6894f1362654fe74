"""Alignment: an English page and its localized page become a side-by-side document."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sxskit import Aligned, AlignError, Document, align, parse
from tests.helpers.strategies import pages

texts = st.text(max_size=60)


def holds_no_pair(page: str) -> bool:
    try:
        align("", page)
    except AlignError:
        return False
    return True


@given(pages | texts, pages | texts)
@example("# A\n\nB. C.\n", "# <a name='a'></a>X\n\nY. Z.\n")
@example("a</span></span> b\n", "x</span></span> y\n")
@example("a <span> b\n", "x <span> y</span>\n")
@settings(max_examples=300)
def test_the_targets_of_a_document_are_the_page(english: str, page: str) -> None:
    if holds_no_pair(page):
        aligned = align(english, page, everything=True)
        assert aligned.document.strip("target") == page
        assert parse(aligned.document.text) == aligned.document
        assert [unit.id for unit in aligned.document.units] == [pair.id for pair in aligned.pairs]


@given(pages, st.lists(st.integers(0, 60), max_size=4))
@settings(max_examples=100)
def test_a_page_that_lost_lines_is_aligned_without_other_text(page: str, lost: list[int]) -> None:
    if holds_no_pair(page):
        lines = page.split("\n")
        left = "\n".join([line for number, line in enumerate(lines) if number not in lost])
        if holds_no_pair(left):
            assert align(page, left).document.strip("target") == left


def texts_of(aligned: Aligned) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in aligned.document.units]


def document_of(english: str, page: str) -> Document:
    return align(english, page, name="docs/a.md", language="de-DE").document


@pytest.mark.parametrize(
    "page",
    [
        '<span data-ttu-id="7758d-103">a</span>',
        "Text\n\n<span class='sxs-lookup'>a</span>\n",
        "<span data-stu-id=&quot;7758d-103&quot;>a</span>",
    ],
)
def test_a_page_with_pairs_is_refused(page: str) -> None:
    with pytest.raises(AlignError, match="contains pairs already"):
        align("a", page)


def test_headings_items_cells_and_sentences_are_pairs() -> None:
    english = "# Sky\n\nIt is blue. It rains.\n\n- One\n- Two\n\n| A | B |\n|---|---|\n| c | d |\n"
    page = (
        "# Himmel\n\nEr ist blau. Es regnet.\n\n- Eins\n- Zwei\n\n| E | F |\n|---|---|\n| g | h |\n"
    )
    assert texts_of(align(english, page)) == [
        *(("Sky", "Himmel"), ("It is blue.", "Er ist blau."), ("It rains.", "Es regnet.")),
        *(("One", "Eins"), ("Two", "Zwei"), ("A", "E"), ("B", "F"), ("c", "g"), ("d", "h")),
    ]


def test_code_markers_and_definitions_are_no_pairs() -> None:
    english = "`a`\n\n```\nb\n```\n\n[!INCLUDE [a](b.md)]\n\n![a](b.png)\n\n[a]: b.md\n"
    english += "\n:::tip\nText\n:::\n"
    assert texts_of(align(english, english)) == [("Text", "Text")]


def test_the_same_input_has_the_same_ids_and_another_name_has_others() -> None:
    english, page = "# Sky\n\nBlue.\n", "# Himmel\n\nBlau.\n"
    ids = [unit.id for unit in document_of(english, page).units]
    assert ids == [unit.id for unit in document_of(english, page).units]
    assert [id.partition("-")[2] for id in ids] == ["101", "102"]
    fixed = document_of(english.replace("Blue", "Light blue"), page)
    assert ids == [unit.id for unit in fixed.units]
    other = align(english, page, name="docs/b.md", language="de-DE").document
    assert ids[0] != other.units[0].id


def test_numbers_count_the_title_the_description_and_alternative_texts() -> None:
    english = "---\ntitle: Sky\ndescription: It is blue. It rains.\n---\n# Sky\n"
    english += "\n![The sky](a.png)\n\nText\n"
    page = english.replace("Text", "Wort")
    assert [unit.id[6:] for unit in document_of(english, page).units] == ["104", "106"]


def test_a_link_around_both_texts_stays_outside_of_the_pair() -> None:
    both = align("- [Sky](sky.md)\n", "- [Himmel](sky.md)\n").document
    assert both.strip("source") == "- [Sky](sky.md)\n"
    assert both.units[0].target == "Himmel"
    other = align("- [Sky](sky.md)\n", "- [Himmel](sky.md).\n").document
    assert other.units[0].target == "[Himmel](sky.md)."


def test_an_anchor_and_an_image_that_both_begin_with_stay_outside() -> None:
    english = "## Sky\n\n![a](a.png) Blue\n\n[!INCLUDE [a](a.md)] rains.\n"
    page = '## <a name="sky"></a>Himmel\n\n![b](a.png) Blau\n\n[!INCLUDE [a](a.md)] regnet.\n'
    assert texts_of(align(english, page)) == [
        *(("Sky", "Himmel"), ("Blue", "Blau"), ("rains.", "regnet.")),
    ]


def test_a_source_is_on_one_line_and_a_target_as_the_page_has_it() -> None:
    english, page = "> It is\n> blue.\n", "> Er ist\n> blau.\n"
    unit = align(english, page).document.units[0]
    assert (unit.source, unit.target) == ("It is blue.", "Er ist\n> blau.")


def test_sentences_without_white_space_between_them_are_cut() -> None:
    english, page = "The sky is blue. It rains today.\n", "空は青いです。今日は雨が降ります。\n"
    assert texts_of(align(english, page, language="ja-JP")) == [
        ("The sky is blue.", "空は青いです。"),
        ("It rains today.", "今日は雨が降ります。"),
    ]
