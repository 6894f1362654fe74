"""The anchors of headings: those that localization put there go, an author's own stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Document,
    Frame,
    Unit,
    drop_anchors,
    parse,
)
from tests.helpers.strategies import any_text

ANCHOR = '<a name="night-sky"></a>'
OWN = '<a id="sky"></a>'


def pair(number: int = 103, source: str = "Night sky") -> str:
    return Unit(f"7758d-{number}", source, "Ночное небо", Frame.of(f"7758d-{number}")).text


def english(text: str) -> str:
    return drop_anchors(parse(text)).strip("source")


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        (f"# {ANCHOR}{pair()}\n", "# Night sky\n"),
        (f"###### {ANCHOR}{pair()} ######\r\n", "###### Night sky ######\r\n"),
        (f"##{ANCHOR}{pair()}\n", "##Night sky\n"),
        (f"  ## {ANCHOR}`sky` {pair()}\n", "  ## `sky` Night sky\n"),
        (f"> ## {ANCHOR}{pair()}\n", "> ## Night sky\n"),
        (f"- # {ANCHOR}{pair()}\n", "- # Night sky\n"),
        (f"1. > * ## {ANCHOR}{pair()}\n", "1. > * ## Night sky\n"),
        (f"{ANCHOR}{pair()}\n=========\n", "Night sky\n=========\n"),
        (f"{ANCHOR}{pair()} {pair(104)}\r\n---\r\n", "Night sky Night sky\r\n---\r\n"),
        (f"> {ANCHOR}{pair()}\n> ---\n", "> Night sky\n> ---\n"),
        (f"1. {ANCHOR}{pair()}\n   ===\n", "1. Night sky\n   ===\n"),
        (f"# {ANCHOR}[{pair()}](#tab/sky)\n", "# [Night sky](#tab/sky)\n"),
        (f"# [{ANCHOR}{pair()}](#tab/sky)\n", "# [Night sky](#tab/sky)\n"),
        (f"## {ANCHOR}![map](a.png) {pair()}\n", "## ![map](a.png) Night sky\n"),
        (f"## <a name=&quot;night-sky&quot;></a>{pair()}\n", "## Night sky\n"),
        (f'## <a name="night-sky&quot;></a>{pair()}\n', "## Night sky\n"),
        (f'## <a name=""></a>{pair()}\n', "## Night sky\n"),
        (f'## <a name="sky<t>"></a>{pair()}\n', "## Night sky\n"),
        (f"## {ANCHOR}{OWN}{pair()}\n", f"## {OWN}Night sky\n"),
        (f"## {ANCHOR}{ANCHOR}{pair()}\n", f"## {ANCHOR}Night sky\n"),
    ],
)
def test_the_first_anchor_of_a_heading_goes(heading: str, left: str) -> None:
    assert english(heading) == left
    assert english(f"---\ntitle: x\n---\nText\n\n{heading}\n{heading}") == (
        f"---\ntitle: x\n---\nText\n\n{left}\n{left}"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"## {ANCHOR}Night sky\n",  # no pair: localization gave it none
        f"## {OWN}{pair()}\n",
        f"{ANCHOR}{pair()}\n",  # a paragraph
        f"{ANCHOR}{pair()}\n\n---\n",
        f"- {ANCHOR}{pair()}\n---\n",  # a list, and a thematic break
        f"> {ANCHOR}{pair()}\n---\n",
        f"{ANCHOR}{pair()}\n> ---\n",
        f"| {ANCHOR}{pair()} |\n|---|\n",
        f"## {pair()}{ANCHOR}\n",
        f"## {pair()} {ANCHOR}{pair(104)}\n",
        f"## x {ANCHOR}{pair()}\n",
        f"<h2>{ANCHOR}{pair()}</h2>\n",
        f"---\ntitle: {ANCHOR}{pair()}\n---\n",
    ],
)
def test_any_other_anchor_stays(text: str) -> None:
    more = f"\n# {ANCHOR}{pair(110)}\n\n## {ANCHOR}{pair(111)}\n"
    assert english(text + more) == parse(text + more.replace(ANCHOR, "")).strip("source")


def test_where_localization_made_no_anchors_those_there_are_the_authors() -> None:
    text = f"# {pair()}\n\n## {ANCHOR}{pair(104)}\n\n## {pair(105)}\n"
    assert english(text) == parse(text).strip("source")


def test_a_heading_with_an_anchor_of_its_own_alone_is_no_sign_of_that() -> None:
    text = f"# {OWN}{pair()}\n\n## {ANCHOR}{pair(104)}\n\n## {OWN}{pair(105)}\n"
    assert english(text).count(ANCHOR) == 0
    assert english(text).count(OWN) == 2


def test_a_heading_that_lost_its_anchor_leaves_the_others_what_they_are() -> None:
    text = f"# {ANCHOR}{pair()}\n\n## {pair(104)}\n\n## {ANCHOR}{pair(105)}\n"
    assert english(text) == "# Night sky\n\n## Night sky\n\n## Night sky\n"


_parts = st.one_of(
    st.sampled_from(
        (ANCHOR, OWN, "# ", "## ", "\n", "\n\n", "> ", "- ", "---\n", "===\n", "[", "|")
    ),
    st.integers(101, 105).map(pair),
    any_text,
)


@given(st.lists(_parts).map("".join))
def test_nothing_but_anchors_of_headings_goes(text: str) -> None:
    document = parse(text)
    left = drop_anchors(document)
    assert left.units == document.units
    for before, after in zip(document.nodes, left.nodes, strict=True):
        if after != before:
            start = len(before.text) - len(before.text.rpartition("\n")[2])
            line, rest = before.text[start:], after.text[start:]
            assert before.text[:start] == after.text[:start]
            head, found, tail = line.partition(ANCHOR)
            assert rest == head + tail
            assert found


def test_a_document_without_anchors_is_the_same_one() -> None:
    document = parse(f"# {pair()}\n")
    assert drop_anchors(document) is document
    assert drop_anchors(Document(())) == Document(())
