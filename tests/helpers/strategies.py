"""What the property tests draw from: texts made of the dialect's own fragments, and catalogs."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import strategies as st

from sxskit import (
    Alternative,
    Catalog,
    Document,
    Entry,
    Frame,
    Key,
    Origin,
    State,
    Unit,
    parse,
)
from sxskit.catalog import DIGEST
from sxskit.formats import Format

# The corners of the grammar, whole and in pieces; Hypothesis puts them together in any order.
FRAGMENTS = (
    '<span data-ttu-id="7758d-103">',
    '<span data-ttu-id=\\"7758d-103\\">',
    "<span data-ttu-id=&quot;7758d-103&quot;>",
    '<span data-ttu-id="7758d-103&quot;>',
    '<span data-ttu-id="7758d-p104">',
    '</span><span class="sxs-lookup"><span data-stu-id="7758d-103">',
    '</span><span class=\\"sxs-lookup\\"><span data-stu-id=\\"7758d-103\\">',
    "</span><span class=&quot;sxs-lookup&quot;><span data-stu-id=&quot;7758d-103&quot;>",
    '</span><span class="sxs-lookup"><span data-stu-id="7758d-p104">',
    "</span></span>",
    "</span>",
    "<span>",
    '<span style="x">',
    "<span data-ttu-id=",
    "<span data-stu-id=",
    '<span class="sxs-lookup">',
    "`<span>`",
    "``",
    "`",
    "\\<span>",
    "<span/>",
    "<",
    ">",
    '"',
    "&quot;",
    "\\",
    "---\n",
    "---\r\n",
    "---",
    "title: x\n",
    "ms.translationtype: MT\n",
    "ms.contentlocale: ru-RU\r\n",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\ufeff",
    "\u2028",
    "\x85",
    "\0",
    "\ud800",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|",
    "|---|---|\n",
    "===\n",
    "![",
    "[",
    "](x.md)",
    "<td>",
    "</td>",
    " ",
    "\t",
    "\u00a0",
    "\u200f",
    "Привет",
    "text",
    "😀",
)
CHARACTERS = st.characters(exclude_categories=["Cs"])
# Any text at all, most of them looking like a document.
any_text = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(CHARACTERS, max_size=3))).map("".join),
)

ids = st.from_regex(r"[0-9a-f]{5}-p?[1-9][0-9]{2,4}", fullmatch=True)
_words = st.sampled_from(
    ("Hello", "world", "Привет", "мир", "こんにちは", "שלום", "`<span>`", "<T>", "**bold**", "&lt;")
)
_blanks = st.sampled_from((" ", "  ", "\u00a0", " \u200f", "\t"))
# What a unit may hold without any doubt about where it ends.
unit_text = st.lists(st.one_of(_words, _blanks)).map("".join)


@st.composite
def units(draw: st.DrawFn, text: st.SearchStrategy[str] = unit_text) -> Unit:
    """A whole unit."""
    id = draw(ids)
    return Unit(id, draw(text), draw(text), Frame.of(id))


_front_matters = st.sampled_from(
    (
        "",
        "---\ntitle: Привет\nms.translationtype: MT\nms.contentlocale: ru-RU\n---\n",
        "---\r\ntitle: 'It''s'\r\nms.contentlocale: ru-RU\r\n---\r\n",
        "---\nms.translationtype: HT\n---\n",
        "---\n---\n",
        "\ufeff---\nms.lasthandoff: 05/19/2021\n---\n",
    )
)
_between = st.sampled_from(
    (
        "\n\n",
        "\r\n\r\n",
        " ",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n\n## ",
        "\n| ",
        " | ",
        " |\n",
        "\n\n[",
        "",
    )
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of whole units, ids unlike, under a front matter."""
    drawn = draw(st.lists(units(), max_size=6, unique_by=lambda unit: unit.id))
    parts = [draw(_front_matters)]
    for unit in drawn:
        parts += [draw(_between), unit.text]
    parts.append(draw(_between))
    document = parse("".join(parts))
    assert document.units == tuple(drawn)
    return document


def _line(text: str) -> str:
    return " ".join(text.split())


# Every character that a format of ours has to carry, line breaks and edges left to the document.
entry_text = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"), max_size=30
).map(lambda text: text.strip(" \t\r\n").replace("\r\n", "\n"))
_headings = (
    st.text(CHARACTERS.filter(lambda c: c not in "\0\x04"), max_size=12).map(_line).filter(bool)
)
_notes = _headings.map(lambda text: f"note {text}")
_names = st.sampled_from(
    ("a.md", "docs/a b.md", "docs/é#1.md", "100%.md", "a:10", "x/Привет.md", "a\nb.md")
)
_kinds = st.sampled_from(
    ("", "title 1", "title 6", "paragraph", "list item", "numbered item", "table cell", "quote")
)


_alternatives = st.builds(
    Alternative,
    entry_text.filter(lambda text: bool(text.strip())),
    st.sampled_from(Origin),
    st.one_of(st.none(), st.integers(0, 100)),
    st.sampled_from(("", "memory.tmx", 'a "b" <c>')),
    st.sampled_from(("", "Other\nsource", "  other ")),
)


@st.composite
def entries(draw: st.DrawFn, names: st.SearchStrategy[str] = _names) -> Entry:
    """An entry as `extract` and update make them: without a target it is new."""
    target = draw(entry_text)
    state = draw(st.sampled_from((State.REVIEW, State.DONE))) if target.strip() else State.NEW
    return Entry(
        Key(draw(names), draw(ids)),
        draw(entry_text),
        target,
        state,
        draw(st.one_of(st.none(), st.integers(1, 10**6))),
        draw(_kinds),
        tuple(draw(st.lists(_headings, max_size=3))),
        tuple(draw(st.lists(_notes, max_size=2))),
        origin=draw(st.sampled_from(Origin)) if target.strip() else Origin.UNKNOWN,
        previous_source=draw(st.sampled_from(("", "", "Before", ' a\n"b" '))),
        alternatives=tuple(draw(st.lists(_alternatives, max_size=2))),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A catalog of one document or of several."""
    names = draw(st.one_of(_names.map(st.just), st.just(_names)))
    drawn = draw(st.lists(entries(names), max_size=6, unique_by=lambda entry: entry.key))
    obsolete = draw(st.lists(entries(names), max_size=2, unique_by=lambda entry: entry.key))
    keys = {entry.key for entry in drawn}
    language = draw(st.sampled_from(("", "ru-RU", "zh-Hans", "sr-Latn-RS", "ar")))
    known = {
        "ms.sourcegitcommit": "0fbfcb19d7f18b72cf91508c3573af34fa067407",
        "ms.translationtype": "MT",
        "ms.lasthandoff": "05/19/2021",
        DIGEST: "0fbfcb19d7f18b72cf91508c3573af34 edited",
    }
    names_known = draw(st.sets(st.sampled_from(sorted(known))))
    catalog = Catalog(
        "en-US",
        language,
        tuple(drawn),
        {name: known[name] for name in sorted(names_known)},
        tuple([entry for entry in obsolete if entry.key not in keys]),
    )
    return with_known_origins(catalog)


def with_known_origins(catalog: Catalog) -> Catalog:
    """The catalog as all formats read it back: an unknown origin is that of the documents."""

    def known(entry: Entry) -> Entry:
        return replace(entry, origin=catalog.origin_of(entry)) if entry.target.strip() else entry

    return replace(
        catalog,
        entries=tuple(map(known, catalog.entries)),
        obsolete=tuple(map(known, catalog.obsolete)),
    )


# What XML 1.0 has no character for (section 2.2).
UNLIKE_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def held(catalog: Catalog, format: Format) -> Catalog:
    """What of a catalog a format can hold: what its docstring says that it loses is left out."""
    entries, obsolete = catalog.entries, catalog.obsolete
    metadata = dict(catalog.metadata)
    if format in ("xliff", "xliff2", "tmx"):
        entries, obsolete = [tuple(map(_in_xml, each)) for each in (entries, obsolete)]
    if format == "tmx":
        entries, obsolete = [
            tuple([entry for entry in each if entry.target.strip()]) for each in (entries, obsolete)
        ]
    if format == "xliff":
        entries, obsolete = [tuple(map(_with_other_texts, each)) for each in (entries, obsolete)]
    if format == "csv":
        usual = catalog.origin
        entries = tuple(
            [
                replace(entry, origin=Origin.UNKNOWN) if entry.origin is usual else entry
                for entry in entries
            ]
        )
        return Catalog("en-US", "", entries)
    if format == "jsonl" and not entries and not obsolete:
        return Catalog("en-US", "", ())
    if format == "tmx" and not entries and not obsolete:
        return Catalog(catalog.source_language, "", (), metadata)
    if format == "jsonl":
        kept = ("ms.translationtype", DIGEST)
        metadata = {key: metadata[key] for key in kept if key in metadata}
    return Catalog(catalog.source_language, catalog.target_language, entries, metadata, obsolete)


def _with_other_texts(entry: Entry) -> Entry:
    """The entry without alternatives that are its target."""
    others = tuple([each for each in entry.alternatives if each.text != entry.target])
    return replace(entry, alternatives=others)


def _in_xml(entry: Entry) -> Entry:
    def legal(text: str) -> str:
        return UNLIKE_XML.sub("", text)

    target = legal(entry.target)
    texts = [each._replace(text=legal(each.text)) for each in entry.alternatives]
    state = (
        (entry.state if entry.state is not State.NEW else State.DONE)
        if target.strip()
        else State.NEW
    )
    return replace(
        entry,
        source=legal(entry.source),
        target=target,
        state=state,
        context=tuple(filter(None, (_line(legal(text)) for text in entry.context))),
        notes=tuple(_line(legal(text)) for text in entry.notes),
        origin=entry.origin if target.strip() else Origin.UNKNOWN,
        alternatives=tuple([each for each in texts if each.text.strip()]),
    )


# Pieces of pages in any order: blocks, their markup, sentences of two languages.
PIECES = (
    *(
        "# Sky\n",
        '## <a name="sky"></a>Himmel\n',
        "Sky\n===\n",
        "\n",
        "\r\n",
        "\n\n",
        "  \n",
        "\\\n",
    ),
    *("- ", "1. ", "> ", ">", "    ", "\t", "| a | b |\n|---|---|\n", "| The sky. | `x` |\n"),
    *("```\ncode\n```\n", "~~~", "```", "<!-- ", "-->", "<div>\n", "<td>", "</td>", "<br/>"),
    *(
        "The sky is blue. ",
        "It rains. ",
        "Why? ",
        "空は青い。",
        "雨が降る。 ",
        "Небо синее. ",
        "e.g. ",
    ),
    *(
        "[sky](a.md)",
        "![sky](a.png)",
        "[![a](b)](c)",
        "`code`",
        "**bold**",
        "*a. b*",
        "&lt;",
        "\\*",
    ),
    *(
        "[!INCLUDE [a](b.md)] ",
        "[!NOTE]\n",
        ":::tip\n",
        "{{< note >}}\n",
        "<Tabs>\n",
        "import a from 'b'\n",
    ),
    *(
        "---\ntitle: a\n---\n",
        "+++\ntitle = 'a'\n+++\n",
        "\ufeff",
        "\0",
        "[a]: b 'c'\n",
        "$$\n",
        "!!! note\n",
    ),
)
pages = st.lists(st.sampled_from((*PIECES, *FRAGMENTS)), max_size=30).map("".join)
