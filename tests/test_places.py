"""Where a unit stands in the page: kinds, headings, links, lines."""

from __future__ import annotations

import pytest

from sxskit import (
    Document,
    Frame,
    Unit,
    parse,
)
from sxskit.dialect.places import Place, Spot, places, places_of


def document(markdown: str) -> Document:
    """A document in which every {x} is a unit whose source and target are x."""
    parts = markdown.replace("}", "{").split("{")
    texts = [
        Unit(f"7758d-{100 + n}", part, part, Frame.of(f"7758d-{100 + n}")).text if n % 2 else part
        for n, part in enumerate(parts)
    ]
    return parse("".join(texts))


def found(markdown: str) -> list[Place]:
    return list(places(document(markdown)))


def spots(markdown: str) -> list[Spot]:
    return places_of(document(markdown)).spots


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("{a}", ["paragraph"]),
        ("{a} {b}\n{c}", ["paragraph"] * 3),
        ('# <a name="a"></a>{a}', ["title 1"]),
        ("###### {a}", ["title 6"]),
        ("####### {a}", ["paragraph"]),
        ("#{a}", ["title 1"]),
        ("  ## {a} {b} ##", ["title 2", "title 2"]),
        ("{a}\n===", ["title 1"]),
        ("{a}\r\n---\r\n", ["title 2"]),
        ("- {a}\n---", ["list item"]),
        ("- {a}\n  ---", ["title 2"]),
        ("1. {a}\n   ===", ["title 1"]),
        ("> {a}\n> ---", ["title 2"]),
        ("> {a}\n---", ["quote"]),
        ("{a}\n> ---", ["paragraph"]),
        ("> - {a}\n> ---", ["list item"]),
        ("> - {a}\n>   ---", ["title 2"]),
        ("- {a}\n  - {b}\n* {c}\n+ {d}", ["list item"] * 4),
        ("1. {a}\n   {b}\n10) {c}", ["numbered item", "paragraph", "numbered item"]),
        ("**{a}**", ["paragraph"]),
        ("> {a}\n>{b}", ["quote", "quote"]),
        ("> - {a}", ["list item"]),
        ("> # {a}", ["title 1"]),
        ("|{a}|{b}<br/>{c}|", ["table cell"] * 3),
        ("> | {a} |", ["table cell"]),
        ("{a} | {b}\n--- | ---\n{c} | x\n\n{d} | no", ["table cell"] * 3 + ["paragraph"]),
        ("{a} | no table", ["paragraph"]),
        ("<td>{a}</td>", ["table cell"]),
        ('<tr><th id="x">{a} {b}</th></tr>{c}', ["table cell", "table cell", "paragraph"]),
        ("<ul><li>{a}</li>", ["list item"]),
        ("<h2>{a}</h2>", ["title 2"]),
        ("- <p>{a}</p>", ["paragraph"]),
        ("![{a} ](x.png)", ["alt text"]),
        ("\0 {a}", ["paragraph"]),
    ],
)
def test_kinds_follow_from_the_markdown_around(markdown: str, kinds: list[str]) -> None:
    assert [place.kind for place in found(markdown)] == kinds


def test_a_unit_inside_a_yaml_string_is_in_the_front_matter() -> None:
    text = document("{a}").text.replace('"', '\\"')
    found = places(parse(f'---\ntitle: "{text}"\n---\n{text}\n'))
    assert [place.kind for place in found] == ["front matter", "paragraph"]


def test_a_very_long_heading_is_cut_short() -> None:
    heading = "word " * 4000
    [_, below] = found(f"# {{{heading}}}\n{{a}}\n")
    assert below.headings == (f"{heading[:199]}…",)


def test_context_is_the_headings_above() -> None:
    text = "{a}\n# {One}\n{b}\n### {Three}\n- {c}\n## {Two} {and a half}\n{d}\n# {New}\n{e}\n"
    above = {
        unit.source: place.headings
        for unit, place in zip(document(text).units, found(text), strict=True)
    }
    assert above["a"] == ()
    assert above["One"] == ()
    assert above["b"] == ("One",)
    assert above["Three"] == ("One",)
    assert above["c"] == ("One", "Three")
    assert above["and a half"] == ("One",)
    assert above["d"] == ("One", "Two and a half")
    assert above["e"] == ("New",)


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("- [{a}](b.md)", ["b.md"]),
        ('[{a}](b.md "title") {c}', ["b.md", ""]),
        ("[{a}](#tab/linux)", ["#tab/linux"]),
        ("[{a}]", [""]),
        ("[{a} {b}](c.md)", ["", ""]),
        ("![{a} ](b.png)", [""]),
        ("[x {a}](b.md)", [""]),
    ],
)
def test_a_unit_that_is_all_of_a_link_knows_where_it_leads(markdown: str, links: list[str]) -> None:
    assert [place.link for place in found(markdown)] == links


def test_lines_are_those_of_the_document() -> None:
    text = "\n# {a}\r\n\r\n<td>{b\nb}</td> {c}\n\n{d}"
    units = [(line, node) for line, node in document(text).lines() if isinstance(node, Unit)]
    assert [place.line for place in found(text)] == [line for line, _ in units] == [2, 4, 6, 8]


def test_line_ends_are_those_of_the_line() -> None:
    assert [place.line_end for place in found("{a}\r\n{b}\n{c}\r\n{d}")] == [
        "\r\n",
        "\n",
        "\r\n",
        "\r\n",
    ]


def test_a_line_break_has_no_room_in_a_title_and_in_the_row_of_a_table() -> None:
    assert [spot.one_line for spot in spots("# {a}\n{b}\n| {c} |\n\n<td>{d}</td>")] == [
        True,
        False,
        True,
        False,
    ]
