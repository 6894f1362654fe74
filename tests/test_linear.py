"""Cost grows with the input, also on input made to make it grow faster."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from sxskit import (
    CODES,
    Catalog,
    CatalogError,
    Document,
    Entry,
    Frame,
    FrontMatter,
    FrontMatterError,
    Key,
    State,
    Unit,
    Verbatim,
    align,
    check,
    drop_anchors,
    extract,
    merge,
    parse,
    review,
    review_page,
    unescape,
)
from sxskit.checks.consistency import inconsistent
from sxskit.checks.frames import repaired
from sxskit.formats import (
    Format,
    Style,
    dumps,
    po,
)
from sxskit.markdown.substrings import find_substrings
from tests.helpers.growth import Made, ratio

HEAD = '<span data-ttu-id="7758d-103">'
MIDDLE = '</span><span class="sxs-lookup"><span data-stu-id="7758d-103">'
TAIL = "</span></span>"

# Each of them is timed several times, at two lengths.
pytestmark = pytest.mark.slow


def unit(n: int, target: str = "T") -> str:
    return Unit(f"7758d-{n}", "S", target, Frame.of(f"7758d-{n}")).text


HOSTILE: dict[str, Callable[[int], str]] = {
    "unclosed heads": lambda n: HEAD * n,
    "heads with text": lambda n: f"{HEAD}text</span> " * n,
    "one head, middles": lambda n: HEAD + MIDDLE * n,
    "wrong middles": lambda n: HEAD.replace("103", "104") + MIDDLE * n,
    "tails": lambda n: HEAD + "T" + MIDDLE + TAIL * n,
    "closing tags behind opened ones": lambda n: (
        HEAD + "T" + MIDDLE + "<span>" * n + TAIL + "</span>" * n
    ),
    "nested spans": lambda n: "<span>" * n + "</span>" * n,
    "nested spans in a target": lambda n: HEAD + "<span>" * n + "</span>" * n + MIDDLE + "S" + TAIL,
    "tick runs of every length": lambda n: (
        HEAD
        + "T"
        + MIDDLE
        + "".join("`" * k + " " for k in range(int(n**0.5)))
        + "<span>"
        + TAIL * 2
    ),
    "opening angles": lambda n: HEAD + "<" * n,
    "thematic breaks": lambda n: "---\n" * n,
    "an unclosed front matter": lambda n: "---\n" + "a: b\n" * n,
    "brackets in the front matter": lambda n: "---\na: " + "[" * n + "\n---\n",
    "dashes in the front matter": lambda n: "---\na:\n " + "- " * n + "\n---\n",
    "many keys": lambda n: "---\n" + "".join(f"k{k}: v\n" for k in range(n // 10)) + "---\n",
    "units on one line": lambda n: " ".join(unit(k) for k in range(n // 20)),
    "units under headings": lambda n: "".join(f"# {unit(k)}\n" for k in range(n // 20)),
    "units under a long heading": lambda n: (
        f"# {Unit('7-1', 'word ' * (n // 10), 'T', Frame.of('7-1')).text}\n"
        + "".join(f"{unit(k)}\n" for k in range(n // 20))
    ),
    "blanks": lambda n: " " * n + unit(1) + " " * n,
    "quote marks": lambda n: "> " * n + unit(1),
    "pipes": lambda n: unit(1) + "\n" + "|-" * n + "x\n" + "|" * n,
    "dashes": lambda n: unit(1) + "\n" + "-" * n + "x",
    "line breaks": lambda n: "\r\n" * n + unit(1),
}


def everything(text: str) -> None:
    document = parse(text)
    check(document, "a.md")
    catalog = extract({"a.md": document}, language="ru-RU")
    merge(document, "a.md", catalog)
    document.strip("target")


@pytest.mark.parametrize("name", HOSTILE)
def test_documents_cost_in_proportion_to_their_length(name: str) -> None:
    make = HOSTILE[name]
    texts = Made(lambda n: make(n))
    assert ratio(lambda n: everything(texts[n]), 2_500) < 8


# What takes Markdown readers long: nesting, and definitions, cells and fences without an end.
PAGES: dict[str, Callable[[int], str]] = {
    "nested quotes": lambda n: "> " * n,
    "nested items": lambda n: "- " * n,
    "deeper and deeper items": lambda n: "".join(" " * k + "- a\n" for k in range(int(n**0.5))),
    "columns": lambda n: "|" * n + "\n" + "|-" * n,
    "rows": lambda n: "|a|\n|-|\n" + "|b|\n" * n,
    "definitions": lambda n: "".join(f"[a{k}]: u\n" for k in range(n // 4)),
    "unclosed titles": lambda n: "[a]: u '\n" * (n // 4),
    "unclosed brackets": lambda n: "[a" * n,
    "fences": lambda n: "```\n" * n,
    "cells with units": lambda n: (
        "|a|b|\n|-|-|\n" + "".join(f"|{unit(k)}|x|\n" for k in range(n // 20))
    ),
    "links with units": lambda n: "".join(f"[{unit(k)}](u " for k in range(n // 20)),
    "equal ids": lambda n: unit(1) * (n // 20),
}


@pytest.mark.parametrize("name", [*HOSTILE, *PAGES])
def test_pages_for_reviewers_cost_in_proportion_to_the_document(name: str) -> None:
    make = {**HOSTILE, **PAGES}[name]
    documents = Made(lambda n: parse(make(n)))
    assert ratio(lambda n: review_page([review(documents[n], "a.md")]), 1_250) < 8


def repeated(text: str) -> Callable[[int], str]:
    return lambda n: (text * (n // len(text) + 1))[:n]


# Texts to check, of n characters: what marks are made of, over and over, and no end of it.
MARKS: dict[str, Callable[[int], str]] = {
    "digits": repeated("12"),
    "digits with separators": repeated("1,000."),
    "digits of other scripts": repeated("٣"),
    "blanks in a destination": lambda n: "](" + " " * n,
    "a destination apart": lambda n: "] (" + "." * n,
    "a tag of signs": lambda n: "&quot;<a " + "=" * n,
    **{
        repr(text): repeated(text)
        for text in (
            *("[", "](", "[](", "![", "[a](b", "[a][b", "](a(", "](\\", "](<", '](a "', "] ("),
            *("<!--", "<!--a-->", "<a =", "<a b=c ", '<a b="', "</", "<a", "<", "<xref:", "]:"),
            *(
                "<your name ",
                "\\<a",
                "&lt;a",
                "<a@b.c",
                "**",
                "**a",
                "**~~a",
                "*",
                "* a",
                "_a",
                "*_",
                "***",
            ),
            *("~~", "~", "**~~a"),
            *("&", "&lt", "&amp;", "& lt;", "&#1", "{", "{{a", "${", "}", "%", "%(a", "%A_", "%s"),
            *("\\", "\\*", "`", "``", "`a", "\\`", "http://", "https://a.", "www.", "www.a"),
            *("(", ")", "()", "「", "«", "»", "„", '"', 'ה"', "'", "|", "\\|", "[!INCLUDE [a]("),
            *("5 ", "1 a ", "FY21 ", "3 PM ", "12 AM ", "1/2/", "24/7 ", "5 млн ", "10K ", "a) "),
            *("  ", "\u00a0", "\t", "\n", "a ", "a a ", "アア", "をを", ".", "...", "。", "? "),
            *("\ud83d", "\U0001f600\u200d", "\u202b", "\u202b\u202c", "\u2066\u202c", "\u200f"),
            *("\u200b", "\ufeff", "\ufffd", "\x00", "\x01", "Ω", "дом ", "日", "é", "ab\u0301"),
            *(":::image ", "\n:::a ", "[a]:", "\n[a]: b", "```\n", "~~~\n", "> ```a\n", "- "),
            *("&quot;", "&quot;>", "<a>&quot;", "| ", "|-", "# ", "<td>", "<span>", "</span>"),
            *('<a b="&quot;">', '<a b="c&quot;>', "<span data-stu-id=", '<span data-ttu-id="a">'),
        )
    },
    "back-ticks, a run longer each": lambda n: "".join(
        "`" * k + "a" for k in range(1, int((2 * n) ** 0.5))
    ),
    "back-ticks, a run shorter each": lambda n: "".join(
        "`" * k + "a" for k in range(int((2 * n) ** 0.5), 0, -1)
    ),
    "stars, a run longer each": lambda n: " ".join(
        "*" * k + "a" for k in range(1, int((2 * n) ** 0.5))
    ),
    "links, each to another page": lambda n: "".join(f"[a]({k})" for k in range(n // 8)),
    "tags, each another one": lambda n: "".join(f"<b id={k}>" for k in range(n // 12)),
    "placeholders, each another one": lambda n: "".join(f"{{{k}}}" for k in range(n // 6)),
    "entities, each another one": lambda n: "".join(f"&#{1000 + k};" for k in range(n // 7)),
    "numbers, each another one": lambda n: " ".join(map(str, range(n // 5))),
    "numbers in signs": lambda n: "".join(f"«{k}" for k in range(n // 5)),
    "an entity of letters": lambda n: "&" + "я" * n,
    "carriage returns": lambda n: "a" + "\r" * n + "a",
    "directives without a pair": lambda n: "\n" + ":::a " * (n // 5),
    "a tag of entities": lambda n: "<a" + "&quot;" * (n // 6),
    "escapes of every character": lambda n: "".join(f"\\{chr(33 + k % 15)}" for k in range(n // 2)),
}


def checkable(text: str) -> dict[str, Document]:
    """Documents with a text in one unit, in many small ones, and around a unit."""
    small = [text[k : k + 20] for k in range(0, len(text), 20)]
    return {
        "in both texts": units((text, f"{text} x 5 (")),
        "in the target": units(("Save", text)),
        "in the source": units((text, "Т")),
        "in many units": units(*zip(small, [*small[1:], "x"], strict=True)),
        "around a unit": parse(f"{FRONT}{text}{unit(1, 'T|')}{text}"),
    }


FRONT = "---\nms.contentlocale: ru-RU\n---\n"


def units(*texts: tuple[str, str]) -> Document:
    """A document with units of these sources and targets, whatever these are."""
    nodes = [
        Unit(f"7-{k}", source, target, Frame.of(f"7-{k}"))
        for k, (source, target) in enumerate(texts)
    ]
    return Document((Verbatim(FRONT), *nodes))


def checked(document: Document) -> None:
    """Everything there is to find, and to mend."""
    check(document, "a.md", codes=CODES)
    inconsistent({"a.md": document})
    repaired(document, "a.md")


def assert_linear_to_check(make: Callable[[int], str]) -> None:
    given = Made(lambda n: checkable(make(n)))
    for where in given[1_250]:
        assert ratio(lambda n: checked(given[n][where]), 1_250) < 8, where  # noqa: B023


@pytest.mark.parametrize("name", MARKS)
def test_texts_are_checked_in_proportion_to_their_length(name: str) -> None:
    assert_linear_to_check(MARKS[name])


ESCAPES: dict[str, Callable[[int], str]] = {
    name: repeated(text)
    for name, text in {
        "escapes": "\\*",
        "escapes of back-ticks": "\\`",
        "backslashes": "\\",
        "escapes between words": "a\\* b ",
        "escapes that may be emphasis": "\\*a\\* ",
        "stars and escapes": "*\\*",
        "escapes in code": "`\\*` ",
        "escapes in brackets": "[\\*",
        "lines that are blank": "\\*\n \n",
        "lines that are nearly blank": "\\*\n > \r",
        "lists of escapes": "\n- \\* a",
    }.items()
} | {
    "a run of back-ticks longer each": lambda n: "".join(
        "`" * k + "\\*" for k in range(1, int((2 * n) ** 0.5))
    ),
    "each another escape": lambda n: "".join(f"a{k}\\* " for k in range(n // 8)),
}


def plain(document: Document) -> None:
    """Every way to make a plain document."""
    english = document.strip("source").replace("\\", "")
    unescape(document, "target", english=english)
    unescape(document, "source")
    drop_anchors(document)


@pytest.mark.parametrize("name", ESCAPES)
def test_escapes_cost_in_proportion_to_the_text(name: str) -> None:
    given = Made(lambda n: checkable(ESCAPES[name](n)))
    for where in given[1_250]:
        assert ratio(lambda n: plain(given[n][where]), 1_250) < 8, where  # noqa: B023


ANCHOR = '<a name="a"></a>'
ANCHORS: dict[str, Callable[[int], str]] = {
    "headings": lambda n: f"# {ANCHOR}{unit(1)}\n" * (n // 20),
    "anchors in a heading": lambda n: f"# {ANCHOR * n}{unit(1)}",
    "underlined headings": lambda n: f"{ANCHOR}{unit(1)}\n---\n" * (n // 20),
    "units in a heading": lambda n: f"# {ANCHOR}" + unit(1) * (n // 20) + "\n---",
    "an anchor without end": lambda n: f'# <a name="{"&quot;" * n}{unit(1)}',
    "anchors without end": lambda n: "# " + '<a name="' * n + unit(1),
    "quotes": lambda n: "> " * n + f"# {ANCHOR}{unit(1)}",
    "lists": lambda n: "- " * n + f"# {ANCHOR}{unit(1)}",
}


@pytest.mark.parametrize("name", ANCHORS)
def test_anchors_cost_in_proportion_to_the_text(name: str) -> None:
    given = Made(lambda n: parse(ANCHORS[name](n)))
    assert ratio(lambda n: plain(given[n]), 5_000) < 8


@pytest.mark.parametrize(
    "make",
    [
        lambda n: (["a" * n, "a" * (n // 2) + "b"], "a" * n),
        lambda n: (["a" * k for k in range(1, int((2 * n) ** 0.5))], "a" * n),
        lambda n: ([f"{k}" for k in range(n // 4)], "1234567890" * (n // 10)),
    ],
    ids=["long", "each longer by one", "many"],
)
def test_texts_are_looked_for_in_proportion_to_their_length(
    make: Callable[[int], tuple[list[str], str]],
) -> None:
    given = Made(lambda n: make(n))
    assert ratio(lambda n: find_substrings(*given[n]), 20_000) < 8


def edits(n: int) -> tuple[Document, Catalog]:
    document = parse(" ".join(unit(k) for k in range(n)))
    text = po.dumps(extract({"a.md": document}, language="ru-RU")).decode()
    return document, po.loads(text.replace('msgstr "T"', 'msgstr "a\\n<b"').encode())


@pytest.mark.parametrize("n", [1_000])
def test_merging_edits_costs_in_proportion_to_their_number(n: int) -> None:
    given = Made(lambda size: edits(size))
    assert ratio(lambda size: merge(given[size][0], "a.md", given[size][1]), n) < 8


PO_HOSTILE: dict[str, Callable[[int], str]] = {
    "comments": lambda n: "# x\n" * n,
    "blank lines": lambda n: "\n" * n + "x",
    "strings": lambda n: 'msgctxt "a"\nmsgid "x"\nmsgstr ' + '"s"\n' * n,
    "strings that end nowhere": lambda n: 'msgctxt "a"\nmsgid "x"\nmsgstr ' + '"s"\n' * n + '"',
    "backslashes": lambda n: 'msgctxt "a"\nmsgid "x"\nmsgstr "' + "\\" * n,
    "blanks": lambda n: "msgctxt" + " " * n + '"a"' + " " * n + "x",
    "entries": lambda n: "".join(
        f'msgctxt "{k}"\nmsgid "x"\nmsgstr "y"\n\n' for k in range(n // 10)
    ),
    "no PO": lambda n: "x" * n,
    "content types": lambda n: "Content-Type:" * (n // 4),
    "obsolete messages": lambda n: "".join(
        f'#~ msgctxt "{k}"\n#~ msgid "x"\n#~ msgstr "y"\n\n' for k in range(n // 10)
    ),
    "marks of obsolete messages": lambda n: "#~" * n + "\n#~ x" * n,
    "previous messages": lambda n: '#| msgid "a"\n' * n + 'msgctxt "a"\nmsgid "x"\nmsgstr "y"\n',
    "alternatives": lambda n: (
        '#. alternative: {"text": "a"}\n' * n + 'msgctxt "a"\nmsgid "x"\nmsgstr "y"\n'
    ),
}


@pytest.mark.parametrize("name", PO_HOSTILE)
def test_catalogs_cost_in_proportion_to_their_length(name: str) -> None:
    def read(n: int) -> None:
        with suppress(CatalogError):
            po.loads(data[n])

    data = Made(lambda n: PO_HOSTILE[name](n).encode())
    assert ratio(read, 5_000) < 8


@pytest.mark.parametrize(
    "values",
    [
        lambda n: "k0: v\n" + "".join(f"k{k}: v\n" for k in range(1, n)),
        lambda n: "k0: &a " + "# c\n" * n + "  v\n",
        lambda n: "k0: |\n" + "  a\n\n" * n,
        lambda n: "k0: >- " + "# " * n + "\n  a\n",
        lambda n: "k0: '" + "''" * n + "'\n",
        lambda n: 'k0: "' + "\\\\" * n + '"\n',
        lambda n: "k0: " + "a: " * n + "\n",
        lambda n: "k0: &" + "!" * n + " v\n",
    ],
    ids=["keys", "comments", "literal", "header", "quotes", "backslashes", "colons", "signs"],
)
def test_a_front_matter_costs_in_proportion_to_its_length(values: Callable[[int], str]) -> None:
    def replaced(n: int) -> None:
        block = FrontMatter.of(f"---\n{values(n)}---\n")
        for new in ("new", "a: b\n" * n, "\t\x07" * n):
            with suppress(FrontMatterError):
                block.replace("k0", new)

    assert ratio(replaced, 2_000) < 8


def test_values_cost_in_proportion_to_the_length_of_their_front_matter() -> None:
    def edited(n: int) -> None:
        keys = "".join(f"k{k}: v\n" for k in range(n))
        english = f"---\ntitle: T\n{keys}---\n"
        document = parse(f"---\n{keys}title: t\n---\n{unit(1)}")
        catalog = extract({"a.md": document}, english={"a.md": english})
        title, *others = catalog.entries
        new = replace(title, target="new: t")
        merge(document, "a.md", replace(catalog, entries=(new, *others)), english=english)

    assert ratio(edited, 1_000) < 8


def test_entries_of_another_hand_off_cost_in_proportion_to_their_number() -> None:
    def refused(n: int) -> None:
        keys = "".join(f"k{k}: v\n" for k in range(n))
        entries = [Entry(Key("a.md", f"k{k}"), "s", "t", State.DONE) for k in range(n)]
        document = parse(f"---\n{keys}---\n{unit(1)}")
        result = merge(document, "a.md", Catalog("en-US", "ru-RU", tuple(entries)))
        assert len(result.findings) == n

    assert ratio(refused, 1_000) < 8


# Targets of n characters that may break a page wherever one looks.
TARGETS: dict[str, Callable[[int], str]] = {
    "tick runs of every length": lambda n: "".join(
        "`" * k + " " for k in range(int((2 * n) ** 0.5))
    ),
    "dashes and blanks": lambda n: "- " * (n // 2) + "x",
    **{
        repr(text): repeated(text)
        for text in (
            *("<!-- -- ", "<!X ", "<? ", "<![CDATA[", "<a b='", '<a b="c" ', "<b>", "</b>", "`a` "),
            *("www.", "://", "](<", "](a '", "![", "![a `b` ", "\n- ", "\n\n", "\r", "> ", "[x]: "),
        )
    },
}


@pytest.mark.parametrize("name", TARGETS)
def test_targets_are_judged_in_proportion_to_their_length(name: str) -> None:
    documents = {n: parse(f"a\n{unit(1)}\n---\n") for n in (5_000, 20_000, 80_000)}
    catalogs = {
        n: replace(extract({"a.md": document}, language="ru-RU"))
        for n, document in documents.items()
    }
    edited = {
        n: replace(catalog, entries=(replace(catalog.entries[0], target=f"x{TARGETS[name](n)}x"),))
        for n, catalog in catalogs.items()
    }
    assert ratio(lambda n: merge(documents[n], "a.md", edited[n]), 5_000) < 8


def test_many_targets_on_one_line_are_judged_in_proportion_to_their_number() -> None:
    texts = {n: "`" + " ".join(unit(k, "1. `a` <b>") for k in range(n)) for n in (250, 1000, 4000)}
    documents = {n: parse(f"{text}\n{'-' * 10 * n}\n") for n, text in texts.items()}
    edited = {}
    for n, document in documents.items():
        catalog = extract({"a.md": document}, language="ru-RU")
        entries = [replace(entry, target="1. ``b`` <i>|") for entry in catalog.entries]
        edited[n] = replace(catalog, entries=tuple(entries))
    assert ratio(lambda n: merge(documents[n], "a.md", edited[n]), 250) < 8


# Memory


@pytest.mark.parametrize("format", ["xliff", "xliff2", "tmx"])
@pytest.mark.parametrize(
    "texts",
    [
        ("Press **Save**, or go [back](a.md) to the page with the moons of *Jupiter* you saw.",)
        * 2,
        ("`a` *b* " * 20_000,) * 2,
    ],
    ids=["many units", "one large unit"],
)
def test_codes_take_a_few_times_the_document(texts: tuple[str, str], format: Format) -> None:
    source, target = texts
    nodes = [
        node
        for n in range(1 + 100_000 // (len(source) + len(target) + 120))
        for node in (Unit(f"x-{n}", source, target, Frame.of(f"x-{n}")), Verbatim("\n\n"))
    ]
    text = Document(tuple(nodes)).text
    del nodes
    dumps(extract({"a.md": parse(unit(1, "**a**"))}), format, Style(codes=True))  # what is loaded
    tracemalloc.start()
    document = parse(text)
    data = dumps(extract({"a.md": document}), format, Style(codes=True))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert data
    assert most < 10 * len(text.encode())


PAIRED_PAGES: dict[str, Callable[[int], str]] = {
    "sentences": lambda n: "A b. " * n,
    "sentences without blanks": lambda n: "空。" * n,
    "emphasis that does not close": lambda n: "**a. b ** " * n,
    "blanks": lambda n: f"a{' ' * n}b. C",
    "tabs before a line break": lambda n: f"a{chr(9) * n}{' ' * n}b{chr(9) * n}\nc",
    "brackets": lambda n: "[" * n + ". B",
    "back-ticks": lambda n: " `a. " * n,
    "quotes": lambda n: "> " * n + "a",
    "empty lines in quotes": lambda n: "> a\n" + "> \n" * n + "> b",
    "items in items": lambda n: "".join(f"{'  ' * (i % 40)}- a {i}\n" for i in range(n)),
    "paragraphs": lambda n: "a b c\n\n" * n,
    "different paragraphs": lambda n: "".join(f"a {i} c\n\n" for i in range(n)),
    "rows": lambda n: "|a|\n|-|\n" + "|a|\n" * n,
    "pipes": lambda n: "|" * n + "\n|-|\n",
    "tags": lambda n: "a <br> <pre> " * n,
    "components": lambda n: '<A b="' * n,
    "shortcodes": lambda n: "{{< a " * n,
    "definitions": lambda n: "[a\n" * n,
    "open front matter": lambda n: "+++\n" * n,
}


@pytest.mark.parametrize("make", PAIRED_PAGES.values(), ids=PAIRED_PAGES)
def test_aligning_takes_linear_time(make: Callable[[int], str]) -> None:
    page = Made(make)
    assert ratio(lambda n: align(page[n], f"# A\n\n{page[n]}", everything=True), 300) < 8


DIFFERING: dict[str, Callable[[int], tuple[str, str]]] = {
    "identifiers in another case": lambda n: (
        " ".join(f"aName{k}x" for k in range(n // 10)),
        " ".join(f"aname{k}x" for k in range(n // 10)),
    ),
    "links in the reverse order": lambda n: (
        " ".join(f"[w{k}](u{k}.md)" for k in range(n // 20)),
        " ".join(f"[w{k}](u{k}.md)" for k in reversed(range(n // 20))),
    ),
    "links of other texts": lambda n: (
        " ".join(f"[w{k}](u{k}.md)" for k in range(n // 20)),
        " ".join(f"[x{k}](u{k}.md)" for k in reversed(range(n // 20))),
    ),
    "English sentences": lambda n: (
        " ".join(f"You are the owner of it {k}." for k in range(n // 30)),
        " ".join(f"You are the owner of that {k}." for k in range(n // 30)),
    ),
}


@pytest.mark.parametrize("name", DIFFERING)
def test_texts_that_differ_are_checked_in_proportion_to_their_length(name: str) -> None:
    def documents(n: int) -> Document:
        source, target = DIFFERING[name](n)
        node = Unit("7758d-103", source, target, Frame.of("7758d-103"))
        return Document((Verbatim("---\nms.contentlocale: de-DE\n---\n"), node))

    given = Made(documents)
    assert ratio(lambda n: checked(given[n]), 20_000) < 8
