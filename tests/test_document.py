"""The grammar: which texts are units, where they end, and what stays as it is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sxskit import (
    Frame,
    Unit,
    Verbatim,
    parse,
)
from sxskit.checks.pairs import pairs

HEAD = '<span data-ttu-id="7758d-103">'
MIDDLE = '</span><span class="sxs-lookup"><span data-stu-id="7758d-103">'
TAIL = "</span></span>"
FRAME = Frame(HEAD, MIDDLE, TAIL)


def pair(target: str, source: str, id: str = "7758d-103") -> str:
    return Unit(id, source, target, Frame.of(id)).text


def test_the_canonical_frame_is_the_one_that_documents_have() -> None:
    assert Frame.of("7758d-103") == FRAME


def test_a_unit_has_an_id_and_two_raw_texts() -> None:
    assert parse(f"# {pair('Привет', 'Hello')}\r\n").nodes == (
        Verbatim("# "),
        Unit("7758d-103", "Hello", "Привет", FRAME),
        Verbatim("\r\n"),
    )


@pytest.mark.parametrize("id", ["7758d-103", "7758d-p101", "00000-99999", "a.b_c:d-1"])
def test_ids_of_every_kind_are_found(id: str) -> None:
    assert [unit.id for unit in parse(pair("x", "y", id)).units] == [id]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " blanks at the edges ",
        "line\nbreaks\r\ninside",
        "`List<T>` and <xref:Stargazer.Query%601>",
        "an entity &lt;T&gt; &quot;quoted&quot;",
        "**\\<span>** and `<span>`, unbalanced",
        "<span>opened only",
        "closed only</span> here",
        '<span style="x">balanced</span> inside',
        "no-break\u00a0space, marks \u200f\u200e, 😀",
        "| a pipe | \\* \\`",
        "</span>",
    ],
)
def test_a_target_is_kept_as_it_is(text: str) -> None:
    document = parse(pair(text, "source"))
    assert [unit.target for unit in document.units] == [text]
    assert document.strip("target") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "`<span>` in code, unbalanced",
        "**\\<span>** in prose, unbalanced",
        "a raw <span> mention",
        '<span style="word-break:normal">ToUtc</span>',
        "<span><span>two</span></span>",
        "` a tick, then <span>x</span>",
    ],
)
def test_a_source_may_end_in_its_own_closing_tag(text: str) -> None:
    text_after = " and more</span> text"
    document = parse(pair("T", text) + text_after)
    assert [unit.source for unit in document.units] == [text]
    assert document.strip("source") == text + text_after


def test_a_closing_tag_behind_a_unit_is_not_its_own_where_the_source_opens_none() -> None:
    document = parse(f"<span>{pair('T', '`<span>` of code')}</span>")
    assert [unit.source for unit in document.units] == ["`<span>` of code"]
    assert document.nodes[-1] == Verbatim("</span>")


def test_pairs_may_touch() -> None:
    document = parse(pair("A", "a", "7758d-101") + pair("B", "b", "7758d-102"))
    assert [unit.source for unit in document.units] == ["a", "b"]


@pytest.mark.parametrize(
    "head", ['"7758d-103"', '\\"7758d-103\\"', "&quot;7758d-103&quot;", '"7758d-103&quot;']
)
@pytest.mark.parametrize("lookup", ['"sxs-lookup"', "&quot;sxs-lookup&quot;", '\\"sxs-lookup\\"'])
@pytest.mark.parametrize("stu", ['"7758d-103"', '&quot;7758d-103"', '\\"7758d-103\\"'])
def test_damaged_quotes_still_make_a_unit_and_stay_damaged(
    head: str, lookup: str, stu: str
) -> None:
    middle = f"</span><span class={lookup}><span data-stu-id={stu}>"
    text = f"<span data-ttu-id={head}>T{middle}S</span></span>"
    document = parse(f"before {text} after")
    assert document.text == f"before {text} after"
    assert [(unit.id, unit.target, unit.source) for unit in document.units] == [
        ("7758d-103", "T", "S")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{HEAD}T</span> no source", ["unclosed-unit"]),
        (f"{HEAD}T", ["unclosed-unit"]),
        (f"{HEAD}T{MIDDLE}S</span>", ["unclosed-unit"]),
        (f"{HEAD}T</span> <span class='x'>", ["unclosed-unit"]),
        (f"{HEAD}T{MIDDLE.replace('103', '104')}S{TAIL}", ["id-mismatch"]),
        (f"{HEAD}T{MIDDLE.replace('span><', 'span> <')}S{TAIL}", ["unclosed-unit"]),
        (MIDDLE.removeprefix("</span>") + "S" + TAIL, ["stray-source"]),
        ("<span data-ttu-id=7758d-103>T</span>", ["unclosed-unit"]),
        (f"{HEAD}a {HEAD.replace('103', '104')}b{MIDDLE}S{TAIL}", ["unclosed-unit", "id-mismatch"]),
    ],
)
def test_a_unit_that_is_not_whole_is_verbatim_and_a_finding(text: str, found: list[str]) -> None:
    good = pair("T", "S", "7758d-200")
    document = parse(f"\n\n{text}\n{good}")
    assert [unit.id for unit in document.units] == ["7758d-200"]
    findings = pairs(document, "a.md")
    assert [finding.code for finding in findings] == found
    assert {finding.line for finding in findings} == {3}
    assert document.strip("target") == f"\n\n{text}\nT"


def test_an_unclosed_unit_does_not_take_the_next_one_along() -> None:
    document = parse(f"{HEAD}lost {pair('T', 'S', '7758d-104')}")
    assert [unit.id for unit in document.units] == ["7758d-104"]


def test_an_id_that_stands_twice_is_a_finding_at_the_second_place() -> None:
    document = parse(f"{pair('A', 'a')}\n\n{pair('B', 'b')}")
    [finding] = pairs(document, "a.md")
    assert str(finding) == "a.md:3: duplicate-id: duplicate id 7758d-103, first in line 1"


def test_lines_are_counted_over_units_and_verbatims() -> None:
    document = parse(
        f"one\r\n{pair('T' + chr(10) + 'T', 'S')}\n\u2028{pair('x', 'y', '7758d-104')}"
    )
    assert [line for line, node in document.lines() if isinstance(node, Unit)] == [2, 4]


def test_strip_keeps_everything_between_the_frames() -> None:
    text = f"\ufeff---\r\nt: x\n---\n# {pair('Привет', 'Hello')}  \r\n\tend"
    assert parse(text).strip("target") == "\ufeff---\r\nt: x\n---\n# Привет  \r\n\tend"
    assert parse(text).strip("source") == "\ufeff---\r\nt: x\n---\n# Hello  \r\n\tend"


def test_an_independent_parser_finds_the_same_ids_in_the_same_order() -> None:
    text = "".join(f"- {pair(f'T{n}', f'<b>S{n}</b>', f'7758d-{n}')}\n" for n in range(101, 120))
    soup = BeautifulSoup(text, "html.parser")
    spans = soup.select("span[data-ttu-id]")
    assert [unit.id for unit in parse(text).units] == [span["data-ttu-id"] for span in spans]
