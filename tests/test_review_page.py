"""The page for reviewers: its blocks and units, what it marks, and that nothing in it runs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    Entry,
    Finding,
    Key,
    State,
    Status,
    check,
    check_catalog,
    diff,
    parse,
    review,
    review_index,
    review_page,
)
from sxskit.reports.html.changes import marked
from sxskit.reports.html.inline import LONGEST, Inline, html_of
from sxskit.reports.html.structure import Structure
from tests.helpers.cli import pair
from tests.helpers.html import Page

HEAD = "---\ntitle: Купол\nms.contentlocale: ru-RU\nms.translationtype: MT\n---\n"
NAME = "docs/a.md"


def page_of(body: str, head: str = HEAD) -> Page:
    document = parse(head + body)
    return Page.of(review_page([review(document, NAME, findings=check(document, NAME))]))


def catalog(*entries: tuple[str, str, str, State]) -> Catalog:
    found = [Entry(Key(NAME, id), source, target, state) for id, source, target, state in entries]
    return Catalog("en-US", "ru-RU", tuple(found))


# Blocks and units

BLOCKS = f"""\
# {pair("1", "Купол", "The dome")}

{pair("2", "Он **открыт**.", "It is **open**.")} {pair("3", "Ночью.", "At night.")}

> [!NOTE]
> {pair("4", "Луна", "Moon")}

- {pair("5", "Один", "One")}
  1. {pair("6", "Два", "Two")}
  1. {pair("7", "Три", "Three")}

| {pair("8", "Имя", "Name")} | {pair("9", "Цена", "Price")} |
|---|---|
| {pair("10", "Зонд", "Probe")} | {pair("11", "5 `EUR`", "5 `EUR`")} |

[{pair("12", "Правила", "Rules")}](rules.md)

```bash
look --at moon
```

![{pair("13", "Небо", "Sky")}](sky.png)
"""


def test_every_block_is_on_the_page_in_order() -> None:
    blocks = Structure(parse(BLOCKS)).blocks
    assert [(block.kind, block.depth, block.marker, block.alert) for block in blocks] == [
        ("heading", 0, "", ""),
        ("paragraph", 0, "", ""),
        ("paragraph", 0, "", "note"),
        ("paragraph", 1, "•", ""),
        ("paragraph", 2, "1.", ""),
        ("paragraph", 2, "2.", ""),
        *[("cell", 0, "", "")] * 4,
        ("paragraph", 0, "", ""),
        ("code", 0, "", ""),
        ("paragraph", 0, "", ""),
    ]
    page = page_of(BLOCKS)
    assert [unit.id for unit in page.units] == [str(n) for n in range(1, 14)]
    assert page.pre == ["".join(HEAD), "look --at moon\n"]


def test_a_unit_has_its_texts_rendered_and_as_written() -> None:
    unit = page_of(BLOCKS).units[1]
    assert unit.source == "It is <strong>open</strong>."
    assert unit.target == "Он <strong>открыт</strong>."
    assert unit.raw == ["It is **open**.", "Он **открыт**."]
    assert (unit.line, unit.status) == ("8", "machine")


@pytest.mark.parametrize(
    ("id", "source"),
    [
        ("11", '5 <code dir="ltr">EUR</code>'),
        ("12", '<a title="rules.md">Rules</a>'),
        ("13", '<span class="image" title="sky.png">Sky</span>'),
    ],
)
def test_a_unit_is_shown_in_the_markup_around_it(id: str, source: str) -> None:
    [unit] = [unit for unit in page_of(BLOCKS).units if unit.id == id]
    assert unit.source == source


@pytest.mark.parametrize(
    ("around", "before", "after"),
    [
        ("Sec. 1: {}", "Sec. 1: ", ""),
        ("{} (`dome`)", "", ' (<code dir="ltr">dome</code>)'),
        ('<a name="x"></a>{}', "", ""),
        ("**{}** and more", "<strong>", "</strong> and more"),
        ('<img alt="{}">', "&lt;img alt=&quot;", "&quot;&gt;"),
    ],
)
def test_text_beside_a_unit_is_shown_with_it(around: str, before: str, after: str) -> None:
    [unit] = page_of(around.format(pair("1", "Купол", "Dome"))).units
    assert (unit.source, unit.target) == (f"{before}Dome{after}", f"{before}Купол{after}")


def test_a_link_in_a_unit_that_is_a_link_is_the_one_that_is_shown() -> None:
    [unit] = page_of(f"[{pair('1', '[Купол](b.md)', 'Dome')}](a.md)").units
    assert unit.source == '<a title="a.md">Dome</a>'
    assert unit.target == '<a title="b.md">Купол</a>'


def test_cells_have_the_header_of_their_column() -> None:
    by_id = {unit.id: unit.columns for unit in page_of(BLOCKS).units}
    assert by_id["8"] == []
    assert by_id["10"] == ["Name", "Имя"]
    assert by_id["11"] == ["Price", "Цена"]


def test_headings_are_the_outline() -> None:
    text = f"# {pair('1', 'Купол', 'Dome')}\n\n## {pair('2', '', '**Open** `x`')}\n"
    page = page_of(text)
    assert page.outline == [("Купол", "#u-1", "ru-RU"), ("Open x", "#u-2", "en-US")]


ODD = [
    f"[x]({pair('1', 'a', 'b')})",  # in a destination
    f"[x]: {pair('1', 'a', 'b')}",  # in a definition, which is not shown
    f"| a |\n|---|\n| b | {pair('1', 'a', 'b')} |",  # in a cell too many
    f"```\n{pair('1', 'a', 'b')}\n```",
    "> " * 50 + pair("1", "a", "b"),
    f"``` {pair('1', 'a', 'b')}\ncode\n```",
    f"text\n\n    {pair('1', 'a', 'b')}",
]


@pytest.mark.parametrize("text", ODD)
def test_a_unit_that_markdown_does_not_show_is_on_the_page(text: str) -> None:
    body = f"{text}\n\n{pair('2', 'c', 'd')}\n"
    units = page_of(body).units
    assert [(unit.id, unit.text) for unit in units] == [("1", "a"), ("2", "c")]


def test_units_in_front_matter_are_on_the_page() -> None:
    head = f"---\ntitle: {pair('1', 'Купол', 'Dome')}\nms.contentlocale: ru-RU\n---\n"
    units = page_of(f"# {pair('2', 'Небо', 'Sky')}\n", head).units
    assert [(unit.id, unit.text) for unit in units] == [("1", "Купол"), ("2", "Небо")]


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*"[]()!*_`<>#-|\\&:~+=\n \t", "> ", "- ", "1. ", "```\n", "|-|\n"]),
            st.integers(0, 9).map(lambda n: pair(f"a-{n}", "Т", "S")),
        ),
        max_size=40,
    ).map("".join)
)
@example("\ufdd00\ufdd1" + pair("1", "\ufdd01\ufdd1", "\ufdd2"))
def test_every_unit_is_in_one_block_in_order(text: str) -> None:
    document = parse(text)
    found = [piece.unit for block in Structure(document).blocks for piece in block.units]
    assert found == [*range(len(document.units))]
    page = Page.of(review_page([review(document, NAME)]))
    assert [unit.id for unit in page.units] == [unit.id for unit in document.units]


@given(st.text(alphabet="aя1 .,*_`\n\\<&~[", max_size=30))
@example("**a**b**c**")
@example("a**b**")
def test_the_short_way_for_bold_words_is_that_of_the_parser(text: str) -> None:
    inline = Inline()
    assert inline.html(text) == html_of(inline.tokens(text))


# Languages

LOCALES = [("he-IL", "rtl"), ("ar-SA", "rtl"), ("ru-RU", "ltr"), ("zh-CN", "ltr")]


@pytest.mark.parametrize(("tag", "direction"), LOCALES)
def test_every_text_has_its_language_and_direction(tag: str, direction: str) -> None:
    [unit] = page_of(pair("1", "x", "y"), f"---\nms.contentlocale: {tag}\n---\n").units
    assert unit.languages == [("en-US", "ltr"), (tag, direction)]


def test_a_text_in_an_unknown_language_finds_its_direction() -> None:
    [unit] = page_of(pair("1", "x", "y"), "").units
    assert unit.languages == [("en-US", "ltr"), (None, "auto")]


# States, findings, catalogs, hand-offs


@pytest.mark.parametrize(
    ("translated", "target", "status"),
    [
        ("MT", "Купол", Status.MACHINE),
        ("HT", "Купол", Status.HUMAN),
        ("", "Купол", Status.TRANSLATED),
        ("HT", " ", Status.UNTRANSLATED),
    ],
)
def test_the_status_of_a_unit_of_a_document(translated: str, target: str, status: Status) -> None:
    document = parse(f"---\nms.translationtype: {translated}\n---\n{pair('1', target, 'Dome')}")
    [unit] = review(document, NAME).units
    assert unit.status is status


@pytest.mark.parametrize(
    ("state", "target", "status"),
    [
        (State.DONE, "Свод", "human"),
        (State.DONE, "Купол", "human"),
        (State.REVIEW, "Свод", "machine"),
        (State.NEW, "", "machine"),
    ],
)
def test_the_status_of_a_unit_in_a_catalog(state: State, target: str, status: str) -> None:
    document = parse(HEAD + pair("1", "Купол", "Dome"))
    held = catalog(("1", "Dome", target, state))
    held = Catalog("en-US", "ru-RU", held.entries, {"ms.translationtype": "MT"})
    [unit] = review(document, NAME, catalog=held).units
    assert unit.status == status


def test_a_catalog_in_another_language_is_not_shown() -> None:
    document = parse(HEAD + pair("1", "Купол", "Dome"))
    held = Catalog("en-US", "de-DE", catalog(("1", "Dome", "Kuppel", State.DONE)).entries)
    assert review(document, NAME, catalog=held).units[0].proposed is None


def in_catalog(target: str, state: State = State.DONE, source: str = "The red dome.") -> Page:
    document = parse(HEAD + pair("1", "Красный **купол**.", "The red dome."))
    held = catalog(("1", source, target, state))
    checked = check_catalog(document, NAME, held)
    shown = review(document, NAME, findings=checked.findings, catalog=held, merged=checked.document)
    return Page.of(review_page([shown]))


def test_an_applied_translation_is_shown_with_the_words_that_it_changes() -> None:
    [unit] = in_catalog("Синий **купол**.").units
    assert unit.target == "<ins>Синий</ins> <strong>купол</strong>."
    assert unit.versions == [
        ("in the document", "<del>Красный</del> <strong>купол</strong>."),
    ]
    assert unit.raw == ["Синий **купол**."]


@pytest.mark.parametrize(
    ("state", "source", "code"),
    [(State.REVIEW, "The red dome.", "needs-review"), (State.DONE, "The blue dome.", "stale")],
)
def test_a_translation_that_is_not_applied_says_so(state: State, source: str, code: str) -> None:
    [unit] = in_catalog("Синий **купол**.", state, source).units
    assert unit.target == "Красный <strong>купол</strong>."
    assert unit.versions == [
        ("in the catalog, not applied", "<ins>Синий</ins> <strong>купол</strong>."),
    ]
    assert code in [found for _, found, _ in unit.findings]


def test_a_finding_is_at_its_unit_and_others_are_between_units() -> None:
    text = f'{pair("1", "В 7", "At 8")}\n\n<span data-ttu-id="2">x\n\n{pair("3", "a", "b")}\n'
    page = page_of(text)
    [found] = page.units[0].findings
    assert found == ("warning", "number", "has '7' instead of '8'")
    assert page.units[1].findings == []
    assert [(line, code) for line, code in page.notices] == [("8", "unclosed-unit")]
    assert page.order == ["1", "unclosed-unit", "3"]


def test_findings_on_duplicate_ids_are_at_the_second_unit() -> None:
    page = page_of(f"{pair('1', 'a', 'b')}\n\n{pair('1', 'c', 'd')}\n")
    assert [[code for _, code, _ in unit.findings] for unit in page.units] == [[], ["duplicate-id"]]
    assert len({unit.anchor for unit in page.units}) == 2


def test_what_a_hand_off_changed_is_marked() -> None:
    before = parse(
        f"{pair('a-1', 'Старое небо', 'Old sky')}\n\n{pair('a-2', 'Луна', 'Moon')}\n\n"
        f"{pair('a-3', 'Мост', 'Bridge')}\n"
    )
    after = parse(
        f"{pair('b-1', 'Новое небо', 'Old sky')}\n\n{pair('b-2', 'Луна', 'Moon')}\n\n"
        f"{pair('b-3', 'Река', 'River')}\n"
    )
    changes = diff({NAME: before}, {NAME: after}).by_document()
    page = Page.of(review_page([review(after, NAME, changes=changes[NAME])]))
    assert [(unit.id, unit.change) for unit in page.units] == [
        ("b-1", "changed target"),
        ("b-2", None),
        ("b-3", "new"),
        ("a-3", "gone"),
    ]
    assert page.units[0].target == "<ins>Новое</ins> небо"
    assert page.units[0].versions == [("in the last hand-off", "<del>Старое</del> небо")]


# Marked words


@pytest.mark.parametrize(
    ("old", "new", "gone", "added"),
    [
        ("a b", "a c", "a <del>b</del>", "a <ins>c</ins>"),
        ("", "a", "", "<ins>a</ins>"),
        ("a b c", "d e c", "<del>a b</del> c", "<ins>d e</ins> c"),
        ("打开天文台", "打开天文馆", "打开天文<del>台</del>", "打开天文<ins>馆</ins>"),
        ("a < b", "a < c", "a &lt; <del>b</del>", "a &lt; <ins>c</ins>"),
        (
            "a [x](b.md)",
            "a [x](c.md)",
            '<code class="written">a [x](<del>b</del>.md)</code>',
            '<code class="written">a [x](<ins>c</ins>.md)</code>',
        ),
        ("b", "**b**", "b", '<code class="written"><ins>**</ins>b<ins>**</ins></code>'),
    ],
)
def test_words_that_differ_are_marked(old: str, new: str, gone: str, added: str) -> None:
    assert marked(old, new, Inline()) == (gone, added)


TEXTS = st.text(alphabet="ab я,.*_`[](!)<>&;\\\n\ufdd2\ufdd3", max_size=25)


@given(TEXTS, TEXTS)
def test_marks_change_no_html_but_their_own(old: str, new: str) -> None:
    inline = Inline()
    for text, tag, html in zip((old, new), ("del", "ins"), marked(old, new, inline), strict=True):
        plain = re.sub(f"</?{tag}>", "", html)
        shown = text.translate({0xFDD2: 0xFFFD, 0xFDD3: 0xFFFD})
        assert plain in (inline.html(shown), f'<code class="written">{escape(shown)}</code>')


# Nothing runs, nothing loads

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    '[a](https://e.example/"onmouseover=alert(1)//)',
    "![a](https://e.example/track.png)",
    "![a](data:image/svg+xml;base64,PHN2Zy8+)",
    "<style>*{display:none}</style>",
    '<div style="background:url(https://e.example)">',
    "</div></section></main><script>alert(1)</script>",
    "</code></pre><script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    "<svg onload=alert(1)>",
    "<iframe src=https://e.example>",
    "<link rel=stylesheet href=https://e.example>",
    "<meta http-equiv=refresh content=0>",
    "<base href=https://e.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<https://e.example/<script>>",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    '" autofocus onfocus=alert(1) x="',
]


def places(text: str) -> Iterator[str]:
    """A document with a hostile text at every place."""
    yield HEAD + pair("1", text, "x")
    yield HEAD + pair("1", "x", text)
    yield HEAD + f"# {pair('1', text, text)}\n"
    yield HEAD + f"{text}\n\n{pair('1', 'x', 'y')}\n"
    yield (
        HEAD
        + f"```{text}\n{text}\n```\n\n| {pair('1', text, text)} |\n|-|\n| {pair('2', 'x', 'y')} |\n"
    )
    yield HEAD + f"[{pair('1', 'x', 'y')}]({text})\n"
    yield f"---\ntitle: >\n  {text}\nms.contentlocale: ru-RU\n---\n{pair('1', 'x', 'y')}"
    yield f"---\nms.contentlocale: {text}\n---\n{pair('1', 'x', 'y')}"
    yield HEAD + f"> [!NOTE]\n> {text}{pair('1', 'x', text)}\n"
    yield HEAD + f'<span data-ttu-id="{text}">\n\n{pair("1", "x", "y")}'


ALLOWED = {
    *("html", "head", "meta", "link", "title", "style", "body", "script", "header", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "section", "main", "nav", "div", "span", "p", "a", "ul", "li"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "details", "summary"),
    *("label", "input", "fieldset", "legend", "select", "option", "button", "kbd", "output"),
    *("dialog", "form", "code", "pre", "bdi", "strong", "em", "s", "br", "hr", "ins", "del"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id", "title"),
    *("aria-label", "aria-labelledby", "aria-hidden", "aria-live", "aria-pressed", "role", "dir"),
    *(
        "tabindex",
        "data-s",
        "data-c",
        "data-d",
        "data-v",
        "data-key",
        "data-sort",
        "hidden",
        "open",
    ),
    *("type", "value", "checked", "placeholder", "autocomplete", "spellcheck", "method", "scope"),
    *("width", "height", "x", "y", "target"),
}


def assert_harmless(html: str) -> None:
    page = Page.of(html)
    assert page.tags <= ALLOWED
    assert page.attributes <= ATTRIBUTES
    assert page.unclosed == []
    assert len(page.scripts) == len(page.styles) == 1
    for url in page.urls - {"data:,"}:
        assert re.match(r"https?://|#|(?!//)[\w./%~-]+$", url), url
    [policy] = page.policies
    for name, text in (("script", page.scripts[0]), ("style", page.styles[0])):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_document_runs_and_loads_nothing(text: str) -> None:
    documents = map(parse, places(text))
    shown = [review(each, f"{text}.md", findings=check(each, "a.md")) for each in documents]
    assert_harmless(review_page(shown))
    assert_harmless(review_page(shown[:1], home="index.html"))
    assert_harmless(review_index({"a.md.html": shown[0], "b.md.html": shown[6]}))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_catalog_and_hostile_findings_run_nothing(text: str) -> None:
    document = parse(HEAD + pair("1", "Купол", "Dome"))
    held = Catalog(
        *("en-US", "ru-RU", (Entry(Key(NAME, "1"), "Dome", f"Свод {text}", State.DONE),))
    )
    found = Finding(NAME, 1, "link", text, key=f"{NAME}#1")
    on_line = Finding(NAME, 1, "link", text)
    before = {NAME: parse(pair("0", f"Свод {text}", "Dome") + pair("9", text, text))}
    changes = diff(before, {NAME: document}).by_document()[NAME]
    shown = review(
        document, NAME, findings=[found, on_line], catalog=held, merged=document, changes=changes
    )
    assert_harmless(review_page([shown]))


@given(st.text(alphabet="<>/\"'`=&;[]()!* \nabsrcipthrefonload:jv", max_size=60))
def test_no_text_makes_a_tag(text: str) -> None:
    document = parse(HEAD + text + pair("1", text, text))
    assert_harmless(review_page([review(document, NAME)]))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a](http://e.example)", '<a href="http://e.example" title="http://e.example" '),
        ("<https://e.example>", '<a href="https://e.example" title="https://e.example" '),
        ("[a](b.md)", '<a title="b.md">a</a>'),
        ("[a](//e.example)", '<a title="//e.example">a</a>'),
        ("[a](mailto:a@e.example)", '<a title="mailto:a@e.example">a</a>'),
    ],
)
def test_only_links_to_web_pages_can_be_followed(markdown: str, html: str) -> None:
    assert Inline().html(markdown).startswith(html)


def test_a_text_that_is_too_long_to_parse_is_shown_as_written() -> None:
    text = "[" * (LONGEST + 1)
    assert Inline().html(text) == text
    assert Inline().html(f"<b>{text}") == f"&lt;b&gt;{text}"


# The page as a whole


def test_figures_and_charts_count_units_and_findings() -> None:
    body = f"{pair('1', 'В 7', 'At 8')}\n\n{pair('2', '', 'Two words')}\n"
    html = review_page([review(parse(HEAD + body), NAME, findings=check(parse(HEAD + body), NAME))])
    assert "<strong>0 %</strong> reviewed" in html
    assert "2 units, 4 source words, 2 warnings" in html
    page = Page.of(html)
    assert page.bars["Units by state"] == [
        ("human", "0 (0 %)"),
        ("translated", "0 (0 %)"),
        ("to review", "0 (0 %)"),
        ("machine", "1 (50 %)"),
        ("untranslated", "1 (50 %)"),
    ]
    assert page.bars["Findings by code"] == [("number", "1"), ("untranslated", "1")]


def test_a_page_of_several_documents_has_a_section_for_each() -> None:
    document = parse(HEAD + f"# {pair('1', 'Купол', 'Dome')}\n")
    html = review_page([review(document, "docs/a.md"), review(document, "docs/b.md")])
    page = Page.of(html)
    assert [unit.anchor for unit in page.units] == ["d1-u-1", "d2-u-1"]
    assert page.bars["Words by document"] == [("docs/a.md", "1"), ("docs/b.md", "1")]
    assert len(page.ids) == len(set(page.ids))


def test_the_index_links_the_pages() -> None:
    document = parse(HEAD + pair("1", "Купол", "Dome"))
    shown = {f"docs/{name}.md.html": review(document, f"docs/{name}.md") for name in "ab"}
    page = Page.of(review_index(shown))
    assert page.urls >= {"docs/a.md.html", "docs/b.md.html"}
    assert "unit" not in " ".join(page.ids)


def test_a_page_of_no_document_is_a_page() -> None:
    assert_harmless(review_page([]))
    assert_harmless(review_index({}))
