"""Extract and merge: every row of the merge table, in bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Frame,
    FrontMatterError,
    Key,
    Merged,
    State,
    Unit,
    extract,
    merge,
    parse,
)

NAME = "docs/a.md"
ID = "7758d-103"
BOTH = (State.DONE, State.REVIEW)


def pair(target: str, source: str = "Hello", id: str = ID) -> str:
    return Unit(id, source, target, Frame.of(id)).text


def entry(
    target: str, source: str = "Hello", state: State = State.DONE, id: str = ID, name: str = NAME
) -> Entry:
    return Entry(Key(name, id), source, target, state)


def merged(
    text: str,
    *entries: Entry,
    accept: Collection[State] = (State.DONE,),
    metadata: Mapping[str, str] | None = None,
) -> Merged:
    catalog = Catalog("en-US", "ru-RU", entries)
    return merge(parse(text), NAME, catalog, accept=accept, metadata=metadata or {})


def codes(result: Merged) -> list[str]:
    return [finding.code for finding in result.findings]


# Merge: the rows of the table.


def test_the_target_that_the_document_has_changes_nothing() -> None:
    result = merged(pair("Привет"), entry("Привет"))
    assert (result.document.text, codes(result), result.applied) == (pair("Привет"), [], 0)


@pytest.mark.parametrize("state", [State.REVIEW, State.NEW])
def test_the_target_that_the_document_has_is_nothing_to_review(state: State) -> None:
    assert codes(merged(pair("Привет"), entry("Привет", state=state))) == []


def test_a_new_target_is_applied() -> None:
    result = merged(f"# {pair('Привет')}\r\n\r\n", entry("Здравствуйте"))
    assert result.document.text == f"# {pair('Здравствуйте')}\r\n\r\n"
    assert (codes(result), result.applied, result.missing) == ([], 1, 0)


@pytest.mark.parametrize("empty", ["", " ", "\n", "\u00a0"])
def test_an_empty_target_in_the_catalog_keeps_the_one_of_the_document(empty: str) -> None:
    result = merged(pair("Привет"), entry(empty))
    assert (result.document.text, codes(result)) == (pair("Привет"), [])


@pytest.mark.parametrize("empty", ["", " ", "\n"])
def test_a_unit_that_nobody_translated_is_a_finding(empty: str) -> None:
    result = merged(pair(empty), entry(""))
    assert (result.document.text, codes(result)) == (pair(empty), ["untranslated"])


def test_the_first_translation_of_a_unit_gets_the_edges_of_its_source() -> None:
    assert merged(pair("", " uses it "), entry("нужен", "uses it")).document.text == pair(
        " нужен ", " uses it "
    )


def test_a_fuzzy_target_is_kept_out_and_reported() -> None:
    result = merged(f"\n{pair('Привет')}", entry("Здравствуйте", state=State.REVIEW))
    assert result.document.text == f"\n{pair('Привет')}"
    assert [str(finding) for finding in result.findings] == [
        f"docs/a.md:2: needs-review: {ID}: the new translation is marked for review: "
        "--accept-fuzzy applies it"
    ]


def test_a_fuzzy_target_is_applied_where_that_is_asked_for() -> None:
    result = merged(pair("Привет"), entry("Здравствуйте", state=State.REVIEW), accept=BOTH)
    assert (result.document.text, codes(result)) == (pair("Здравствуйте"), [])


def test_a_stale_entry_leaves_the_pair_as_it_was() -> None:
    result = merged(pair("Привет"), entry("Здравствуйте", "Hello there"))
    assert (result.document.text, codes(result)) == (pair("Привет"), ["stale"])


@pytest.mark.parametrize("source", [" Hello\n", "Hello"])
def test_white_space_at_the_edges_makes_no_entry_stale(source: str) -> None:
    result = merged(pair("Привет", " Hello "), entry("Здравствуйте", source))
    assert (result.document.text, codes(result)) == (pair("Здравствуйте", " Hello "), [])


def test_line_ends_make_no_entry_stale() -> None:
    result = merged(pair("a", "x\r\ny"), entry("b\nc", "x\ny"))
    assert result.document.text == pair("b\nc", "x\r\ny")


def test_the_line_ends_of_a_changed_text_are_those_it_had() -> None:
    result = merged(f"\n{pair('раз' + chr(13) + chr(10) + 'два')}\n", entry("три\nчетыре"))
    assert result.document.text == f"\n{pair('три' + chr(13) + chr(10) + 'четыре')}\n"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("{}", 'x</span><span class="sxs-lookup"><span data-stu-id="7758d-103">y</span></span>'),
        ("{}", '<span data-ttu-id="7758d-104">'),
        ("{}", "раз\n\nдва"),
        ("# {}", "раз\nдва"),
        ("{}\n===", "раз\nдва"),
        ("| {} |", "раз\nдва"),
        ("| {} |", "раз | два"),
        ("{} | x\n--- | ---", "раз | два"),
        ("- {}", "раз\n```"),
        ("| a |\n|---|\n| x |\n{}\n", "раз | два"),
    ],
)
def test_a_target_that_would_break_the_document_is_kept_out(text: str, target: str) -> None:
    before = text.format(pair("Привет"))
    result = merged(before, entry(target))
    assert (result.document.text, codes(result)) == (before, ["unsafe-target"])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("{}", "раз\nдва"),
        ("- {}", "раз\nдва"),
        ("<td>{}</td>", "раз\nдва | три"),
        ("{}", "раз | два"),
        ("| {} |", "раз \\| два"),
        ("{}", "`<span>` & <T> \u200f"),
    ],
)
def test_a_target_that_breaks_nothing_is_applied(text: str, target: str) -> None:
    result = merged(text.format(pair("Привет")), entry(target))
    assert (result.document.text, codes(result)) == (text.format(pair(target)), [])


# Blocks, with a target that begins another one there after `sxs strip`, and what to write for it.
BEGINNINGS = [
    ("{}", "1. April 2020", r"1\. April 2020"),
    ("{}", "12) Teile", r"12\) Teile"),
    ("text\n{}", "- x", r"\- x"),
    ("1. {}", "1. x", r"1\. x"),
    ("> {}", "> x", r"\> x"),
    ("> - {}", "# x", r"\# x"),
    ("{} text", "+ x", r"\+ x"),
    ("text\r\n{}\r\n", "===", r"\==="),
    ("text\n{}", "--", r"\--"),
    ("{}", "* * *", r"\* * *"),
    ("{}", "~~~", r"\~~~"),
    ("{}", "| a | b |", r"\| a | b |"),
    ("{}", "::: zone", r"\::: zone"),
    ("{}", "[x]: y", r"\[x]: y"),
    ("[{}](y.md)", "x]: y", r"x\]: y"),
    ("{}", "[!NOTE] x", r"\[!NOTE] x"),
    ("{}", "<hr> x", r"\<hr> x"),
    ("- {}", "<T>", r"\<T>"),
    ("{} | b\n--- | ---", "- x", r"\- x"),
]


@pytest.mark.parametrize(("text", "target", "cure"), BEGINNINGS)
def test_a_target_that_begins_another_block_is_kept_out_with_a_cure(
    text: str, target: str, cure: str
) -> None:
    before = text.format(pair("Привет"))
    result = merged(before, entry(target))
    assert (result.document.text, codes(result)) == (before, ["unsafe-target"])
    assert result.findings[0].message.endswith(f": write {cure}")
    cured = merged(before, entry(cure))
    assert (cured.document.text, codes(cured)) == (text.format(pair(cure)), [])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("# {}", "1. April 2020"),
        ("| {} |", "- x"),
        ("text {}", "1. April 2020"),
        ("<td>{}</td>", "# x"),
        ("<p>\n{}\n</p>", "1. x"),
        ("{}", "1.5 x"),
        ("{}", "C# x"),
        ("{}", "#x"),
        ("{}", "**x** - y"),
        ("{}", "==="),
        ("{}", "[x] y: z"),
        ("{}", "١. x"),
        ("{} {}", "a `b` c"),
    ],
)
def test_a_target_that_begins_no_block_there_is_applied(text: str, target: str) -> None:
    other = pair("Пока", "Bye", "7758d-104")
    result = merged(text.format(pair("Привет"), other), entry(target))
    assert (result.document.text, codes(result)) == (text.format(pair(target), other), [])


def test_an_item_of_a_list_does_not_become_an_empty_one() -> None:
    text = f"> {pair('12. мая')}\n"
    assert codes(merged(text, entry("13."))) == ["unsafe-target"]
    assert codes(merged(text, entry("13. мая"))) == []


@pytest.mark.parametrize("target", ["- x", "a `b", "<b>x", "a\n# b", "x\\"])
def test_what_the_old_target_or_the_source_does_the_new_one_may_do(target: str) -> None:
    result = merged(f"{pair(target)}\n", entry(f"{target[:-1]}y{target[-1]}"))
    assert (codes(result), result.applied) == ([], 1)
    result = merged(f"{pair('Привет', target)}\n", entry(target, target))
    assert (codes(result), result.applied) == ([], 1)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("a ` {}", "b `c` d"),
        ("a <!-- {}", "b --> c"),
        ("a <? {}", "b ?> c"),
        (f"{pair('a ` b', 'a', '7758d-104')}\nb {{}}", "`c` d"),
    ],
)
def test_a_target_that_closes_what_was_text_before_it_is_kept_out(text: str, target: str) -> None:
    before = text.format(pair("Привет"))
    result = merged(before, entry(target))
    assert (result.document.text, codes(result)) == (before, ["unsafe-target"])


def test_a_target_that_would_break_the_yaml_around_it_is_kept_out() -> None:
    inside = pair("Привет").replace('"', '\\"')
    text = f'---\ntitle: "{inside}"\n---\n{pair("Пока", "Bye", "7758d-104")}'
    bye = entry("До встречи", "Bye", id="7758d-104")
    result = merged(text, entry('Он сказал "да"'), bye)
    assert codes(result) == ["unsafe-target"]
    assert result.document.text == text.replace("Пока", "До встречи")
    assert merged(text, entry("Да: да"), bye).document.text == result.document.text.replace(
        "Привет", "Да: да"
    )


@pytest.mark.parametrize(
    ("one", "kept"), [("C:\\new", False), ('a "b"', False), ('a \\"b\\"', True)]
)
def test_of_targets_inside_yaml_each_is_judged_by_itself(one: str, kept: bool) -> None:
    first, second = pair("Раз", "One", "7-1"), pair("Два", "Two", "7-2")
    yaml_pairs = f"{first} {second}".replace('"', '\\"')
    text = f'---\ntitle: "{yaml_pairs}"\n---\n'
    result = merged(text, entry(one, "One", id="7-1"), entry("Свет", "Two", id="7-2"))
    expected = text.replace("Два", "Свет")
    assert result.document.text == (expected.replace("Раз", one) if kept else expected)
    assert codes(result) == ([] if kept else ["unsafe-target"])


def test_an_unclosed_front_matter_takes_no_unit_from_the_body() -> None:
    text = (
        f"---\ntitle: x\n# {pair('Верх', 'Top', '7-1')}\n\n|a|b|\n|-|-|\n|{pair('x')}|y|\n\n---\n"
    )
    assert [each.kind for each in extract({NAME: parse(text)}).entries] == ["title 1", "table cell"]
    assert codes(merged(text, entry("раз | два"))) == ["unsafe-target"]


def test_a_stale_entry_is_stale_before_it_is_to_review() -> None:
    assert codes(merged(pair("x"), entry("y", "other", State.REVIEW))) == ["stale"]


def test_a_unit_without_an_entry_is_counted() -> None:
    result = merged(pair("Привет") + pair("Пока", "Bye", "7758d-104"), entry("Привет"))
    assert (codes(result), result.missing) == ([], 1)


def test_an_entry_for_no_unit_is_reported() -> None:
    result = merged(pair("Привет"), entry("x", id="7758d-999"))
    assert [str(finding) for finding in result.findings] == [
        "docs/a.md:1: unknown-entry: unknown unit 7758d-999"
    ]


def test_an_entry_of_another_document_is_none_of_this_one() -> None:
    result = merged(pair("Привет"), entry("x", name="docs/b.md"))
    assert (result.document.text, codes(result), result.missing) == (pair("Привет"), [], 1)


def test_where_an_id_stands_twice_the_first_unit_is_the_one() -> None:
    text = f"{pair('Привет')}\n\n{pair('Привет')}\n"
    result = merged(text, entry("Здравствуйте"))
    assert result.document.text == f"{pair('Здравствуйте')}\n\n{pair('Привет')}\n"
    assert [each.source for each in extract({NAME: parse(text)}).entries] == ["Hello"]


def test_a_line_break_in_a_document_of_windows_is_one_of_windows() -> None:
    text = f"x\r\n\r\n{pair('раз')}\r\n\r\n"
    result = merged(text, entry("раз\nдва"))
    assert result.document.text == text.replace("раз", "раз\r\nдва")
    lines = "a\r\nb\r\nc\r\nd"
    assert codes(merged(pair(lines, lines), entry("a\n\nb", "a\nb\nc\nd"))) == ["unsafe-target"]


def test_damaged_frames_stay_as_they_are() -> None:
    text = pair("Привет").replace('"sxs-lookup"', "&quot;sxs-lookup&quot;")
    assert merged(text, entry("Пока")).document.text == text.replace("Привет", "Пока")


def test_findings_are_in_document_order() -> None:
    texts = [pair("x", "y", f"7758d-{n}") for n in (101, 102, 103)]
    stale = [entry("z", "other", id=f"7758d-{n}") for n in (103, 101, 102)]
    result = merged("\n".join(texts), *stale)
    assert [(each.line, each.message[:9]) for each in result.findings] == [
        (1, "7758d-101"),
        (2, "7758d-102"),
        (3, "7758d-103"),
    ]


# Merge: front-matter values.


def test_a_value_is_set_where_the_key_is_and_added_where_it_is_not() -> None:
    text = f"---\r\nms.translationtype: MT\r\nb: x\r\n---\r\n{pair('Привет')}"
    result = merged(text, metadata={"ms.translationtype": "HT", "ms.date": "11/22/2026"})
    assert result.document.text == (
        "---\r\nms.translationtype: HT\r\nb: x\r\nms.date: 11/22/2026\r\n---\r\n" + pair("Привет")
    )


def test_a_document_without_front_matter_is_merged_all_the_same() -> None:
    result = merged(pair("Привет"), entry("Пока"), metadata={"ms.date": "x"})
    assert (result.document.text, codes(result)) == (pair("Пока"), ["no-front-matter"])


def test_a_value_that_cannot_be_set_is_an_error_with_file_and_line() -> None:
    text = f"---\ntitle: x\nno-loc: [a, b]\n---\n{pair('Привет')}"
    with pytest.raises(FrontMatterError, match=r"^docs/a\.md:3: .*list"):
        merged(text, metadata={"no-loc": "a"})


def test_a_value_that_holds_pair_markup_is_an_error() -> None:
    with pytest.raises(FrontMatterError, match="pair markup"):
        merged(f"---\ntitle: 'x'\n---\n{pair('Привет')}", metadata={"title": pair("a", "b", "0-1")})


# Extract.


def front(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ("---", *lines, "---"))


def test_texts_lose_their_edges_and_the_carriage_returns_of_their_line_breaks() -> None:
    [first, second] = extract(
        {NAME: parse(pair(" a\r\nb\n", "\tc\r\nd ") + pair("\u00a0e", "f\rg", "7758d-104"))}
    ).entries
    assert (first.source, first.target) == ("c\nd", "a\nb")
    assert (second.source, second.target) == ("f\rg", "\u00a0e")


@pytest.mark.parametrize(
    ("kind", "state"),
    [("MT", State.REVIEW), ("mt", State.REVIEW), ("HT", State.DONE), ("''", State.DONE)],
)
def test_a_machine_translation_is_to_review(kind: str, state: State) -> None:
    text = front(f"ms.translationtype: {kind}") + pair("Привет") + pair(" ", "x", "7758d-104")
    assert [each.state for each in extract({NAME: parse(text)}).entries] == [state, State.NEW]


def test_an_entry_says_where_its_unit_stands() -> None:
    text = f"# {pair('Верх', 'Top', '7758d-101')}\n\n- [{pair('Привет')}](hi.md)\n"
    assert extract({NAME: parse(text)}).entries[1] == Entry(
        Key(NAME, ID),
        "Hello",
        "Привет",
        State.DONE,
        3,
        "list item",
        ("Top",),
        ("link target: hi.md",),
    )


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("ru-RU", "ru-RU"),
        ("ar-sa", "ar-SA"),
        ("nonsense here", ""),
        ("''", ""),
        ("zh-hans", "zh-Hans"),
    ],
)
def test_the_language_is_that_of_the_front_matter(locale: str, tag: str) -> None:
    document = parse(front(f"ms.contentlocale: {locale}") + pair("x"))
    assert extract({NAME: document}).target_language == tag
    assert extract({NAME: document}, language="fr-FR").target_language == "fr-FR"


def test_documents_of_one_language_make_one_catalog() -> None:
    russian = front("ms.contentlocale: ru-RU", "ms.date: 1", "title: a") + pair("x")
    catalog = extract(
        {
            "b.md": parse(pair("x")),
            "c.md": parse(russian),
            "a.md": parse(russian.replace("title: a", "title: b")),
        }
    )
    assert catalog.target_language == "ru-RU"
    assert catalog.documents == ("b.md", "c.md", "a.md")
    assert catalog.metadata == {"ms.contentlocale": "ru-RU", "ms.date": "1"}


def test_documents_of_two_languages_make_none() -> None:
    documents = {
        f"{tag}.md": parse(front(f"ms.contentlocale: {tag}") + pair("x"))
        for tag in ("ru-RU", "ja-JP")
    }
    with pytest.raises(CatalogError, match=r"ja-JP\.md: the language is ja-JP, that of ru-RU\.md"):
        extract(documents)
    assert extract(documents, language="ru-RU").target_language == "ru-RU"


@pytest.mark.parametrize(
    "opening",
    ["", "---\n---\n", "---\ntitle: a: b\nms.x: 1\n---\n", "---\ntitle: x\n", "---\n- x\n---\n"],
)
def test_whatever_the_front_matter_the_document_is_extracted_and_merged(opening: str) -> None:
    text = f"{opening}\n# {pair('Привет')}\n"
    [only] = extract({NAME: parse(text)}).entries
    assert only.target == "Привет"
    assert merged(text, entry("Пока")).document.text == text.replace("Привет", "Пока")
    assert parse(text).strip("source") == f"{opening}\n# Hello\n"
