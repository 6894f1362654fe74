"""XML catalogs that try something on their reader, or that tools have left unlike they were."""

from __future__ import annotations

import gzip

import pytest

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Key,
    State,
)
from sxskit.formats import (
    Format,
    Style,
    dumps,
    loads,
)

XML: tuple[Format, ...] = ("xliff", "xliff2", "tmx")
formats = pytest.mark.parametrize("format", XML)
ENTRY = Entry(
    Key("a.md", "7758d-103"), "Say **hi** to `x` & <T>", "Скажи **привет** `x`", State.DONE
)
CATALOG = Catalog("en-US", "ru-RU", (ENTRY,))


def refused(data: bytes, format: Format) -> str:
    with pytest.raises(CatalogError) as caught:
        loads(data, format)
    return str(caught.value)


def within(format: Format, inside: str, *, doctype: str = "") -> bytes:
    """A catalog with something in place of a word of its target."""
    text = dumps(CATALOG, format).decode()
    head, _, rest = text.partition("?>\n")
    rest = rest.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n', "") if doctype else rest
    return f"{head}?>\n{doctype}{rest.replace('Скажи', inside)}".encode()


@formats
def test_an_external_entity_is_refused(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    doctype = f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    assert "declares entities" in refused(within(format, "&x;", doctype=doctype), format)


@formats
def test_a_parameter_entity_is_refused(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    doctype = f'<!DOCTYPE {root} [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>\n'
    assert refused(within(format, "x", doctype=doctype), format)


@formats
def test_an_entity_bomb_is_refused(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    bombs = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    assert refused(within(format, "&a11;", doctype=f"<!DOCTYPE {root} [{bombs}]>\n"), format)


@formats
def test_an_entity_that_nobody_declared_is_refused(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    doctype = f'<!DOCTYPE {root} SYSTEM "far-away.dtd">\n'
    assert "&x;" in refused(within(format, "&x;", doctype=doctype), format)


@formats
def test_a_doctype_that_declares_nothing_is_taken_and_its_dtd_is_not(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    doctype = f'<!DOCTYPE {root} PUBLIC "-//X" "http://192.0.2.1/far-away.dtd">\n'
    assert loads(within(format, "Скажи", doctype=doctype), format) == CATALOG


@formats
@pytest.mark.parametrize(
    "before",
    [
        f"<!--{'x' * 70_000}-->",
        f"<?x {'y' * 70_000}?>\n<!-- -->\n",
        " \n" * 40_000,
        "<!-- <!DOCTYPE a> -->" * 5_000,
    ],
)
@pytest.mark.parametrize(
    "declares", ["", ' [<!ATTLIST x y NMTOKEN "z">]', ' "[" [<!ENTITY x "y">]']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_looked_at_wherever_it_is(
    format: Format, before: str, declares: str, encoding: str
) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    system = "PUBLIC '>'" if declares.startswith(' "') else 'SYSTEM "x>.dtd"'
    doctype = f"{before}<!DOCTYPE {root} {system}{declares}>\n"
    text = within(format, "x&y;", doctype=doctype).decode().partition("?>\n")[2]
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    what = "declares entities" if declares else "unknown entity &y;"
    assert what in refused(data, format)


@formats
@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<![CDATA[a&nbsp;b]]>", "a&nbsp;b"),
        ("<![CDATA[<!--&nbsp;]]>&#38;x;", "<!--&nbsp;&x;"),
        ("a<!-- &nbsp; <![CDATA[ -->b", "ab"),
        ("a<?x &nbsp;?>b<![CDATA[]]>", "ab"),
    ],
)
def test_what_looks_like_an_entity_in_text_is_read(format: Format, inside: str, text: str) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    [entry] = loads(
        within(format, inside, doctype=f'<!DOCTYPE {root} SYSTEM "x.dtd">\n'), format
    ).entries
    assert entry.target == f"{text} **привет** `x`"


@formats
def test_an_entity_behind_one_in_text_is_refused_with_its_line(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    doctype = f'<!DOCTYPE {root} SYSTEM "x.dtd">\n'
    text = within(format, "<![CDATA[&a;]]>\n<!--&b;-->", doctype=doctype).decode()
    text = text.replace("</source>", "</source>\n").replace("</body>", '<x y="&c;"/></body>')
    text = text.replace("</file>", f'<x y="&{"c" * 200};"/></file>')
    with pytest.raises(CatalogError, match="unknown entity &c") as caught:
        loads(text.encode(), format)
    assert caught.value.line == 1 + text[: text.index("&c")].count("\n")


@formats
def test_nesting_without_end_is_refused(format: Format) -> None:
    assert "not XML" in refused(within(format, "<g>" * 5000 + "</g>" * 5000), format)


@formats
def test_a_text_of_more_than_ten_megabytes_is_refused(format: Format) -> None:
    assert "not XML" in refused(within(format, "x" * 11_000_000), format)


@formats
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not XML"),
        (b"hello", "not XML"),
        (b"<a>", "not XML"),
        (b"<a>\x01</a>", "not XML"),
        (b"<a>\x00</a>", "not XML"),
        (b"<a>&#1;</a>", "not XML"),
        (b"<a>\xff</a>", "not XML"),
        (gzip.compress(b"<a/>", mtime=0), "compressed"),
        (b"PK\x03\x04rest", "compressed"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a>+AGE-</a>', "'UTF-7': convert it to UTF-8"),
        (b'<?xml version="1.0" encoding="KOI8-R"?><a>\xc1</a>', "'KOI8-R': convert it to UTF-8"),
        (b'<?xml version="1.1"?><a/>', "XML 1.1"),
        (b"<a/>", "the root element is 'a'"),
        (
            b"<xliff/>",
            "the root element is 'xliff' without a namespace, which names the version: XLIFF 1.2",
        ),
        (
            b"<tmx xmlns='http://www.lisa.org/tmx14'/>",
            "tmx14}tmx': XLIFF 1.2, 2.0, 2.1 and 2.2 and",
        ),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1"/>', "1.1}xliff': XLIFF 1.2, 2.0"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:3.0"/>', "3.0}xliff': XLIFF 1.2, 2.0"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ELEMENT a ANY>]><a/>', "declares"),
    ],
)
def test_what_is_no_catalog_is_refused(format: Format, data: bytes, what: str) -> None:
    assert what in refused(data, format)


@formats
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "us-ascii"])
def test_the_encodings_of_tools_are_read(format: Format, encoding: str) -> None:
    text = dumps(CATALOG, format).decode().partition("?>\n")[2]
    name = "UTF-16" if "16" in encoding else "US-ASCII" if "ascii" in encoding else "UTF-8"
    data = f'<?xml version="1.0" encoding="{name}"?>\n{text}'
    if encoding == "utf-16-le":
        data = f"\ufeff{data}"
    assert loads(data.encode(encoding, "xmlcharrefreplace"), format) == CATALOG


@formats
def test_an_entity_in_an_attribute_is_refused(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    text = within(format, "x", doctype=f'<!DOCTYPE {root} SYSTEM "x.dtd">\n').decode()
    assert "&x;" in refused(text.replace("7758d-103", "7758d-1&x;03").encode(), format)


@formats
def test_a_doctype_that_declares_attributes_is_refused(format: Format) -> None:
    root = "tmx" if format == "tmx" else "xliff"
    doctype = f"<!DOCTYPE {root} [<!ATTLIST unit id NMTOKENS #IMPLIED>]>\n"
    assert "declares" in refused(within(format, "x", doctype=doctype), format)


@formats
def test_escaped_stars_are_no_codes_that_stand_twice(format: Format) -> None:
    entry = Entry(Key("a.md", "7-1"), "*here*", "\\*Звезда\\* *тут*", State.DONE)
    catalog = Catalog("en-US", "ru-RU", (entry,))
    assert loads(dumps(catalog, format, Style(codes=True)), format) == catalog


@formats
def test_a_language_cannot_add_markup(format: Format) -> None:
    catalog = Catalog("en-US", 'ru"><evil/><x a="', (ENTRY,))
    assert loads(dumps(catalog, format), format).entries == (ENTRY,)


@formats
def test_comments_and_instructions_are_no_text(format: Format) -> None:
    assert loads(within(format, "Ска<!-- no --><?no no?>жи"), format) == CATALOG


@formats
def test_nothing_is_included(format: Format) -> None:
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
    [entry] = loads(within(format, include), format).entries
    assert "root" not in entry.target


@formats
@pytest.mark.parametrize("codes", [False, True])
@pytest.mark.parametrize(
    "text",
    ["a\rb", "a\nb\tc", "\u0085\u2028\u00a0", "]]>", "&amp;lt; <b> \"'", "😀\u200f", "a  b"],
)
def test_white_space_and_markup_survive(format: Format, codes: bool, text: str) -> None:
    entry = Entry(Key('a "b" & <c>\n.md', "7758d-103"), f"{text}x", f"y{text}y", State.DONE)
    catalog = Catalog("en-US", "ru-RU", (entry,), {"title": f"t{text}t"})
    assert loads(dumps(catalog, format, Style(codes=codes)), format) == catalog


@formats
@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            Entry(Key("a.md", "7-1"), "a\x01b", "x", State.DONE),
            "a.md#7-1: {} cannot contain U+0001",
        ),
        (
            Entry(Key("a.md", "7-1"), "a", "x\ufffe", State.DONE),
            "a.md#7-1: {} cannot contain U+FFFE",
        ),
        (
            Entry(Key("a.md", "7-1"), "a", "\ud800", State.DONE),
            "a.md#7-1: {} cannot contain U+D800",
        ),
    ],
)
def test_what_xml_cannot_hold_is_an_error_with_key_and_character(
    format: Format, entry: Entry, message: str
) -> None:
    name = {"xliff": "XLIFF 1.2", "xliff2": "XLIFF 2.0", "tmx": "TMX"}[format]
    with pytest.raises(CatalogError) as caught:
        dumps(Catalog("en-US", "", (entry,)), format)
    assert str(caught.value) == message.format(name)


@formats
def test_the_same_unit_twice_is_refused_with_both_lines(format: Format) -> None:
    text = dumps(CATALOG, format).decode()
    name = {"xliff": "trans-unit", "xliff2": "unit", "tmx": "tu"}[format]
    start, end = text.index(f"<{name} "), text.index(f"</{name}>") + len(f"</{name}>")
    twice = f"{text[:end]}\n{text[start:end]}{text[end:]}"
    assert "duplicate key a.md#7758d-103, first in line" in refused(twice.encode(), format)


@formats
@pytest.mark.parametrize("more", ["", "<!-- x -->", " "])
def test_the_same_unit_twice_in_one_line_is_refused_with_it(format: Format, more: str) -> None:
    one_line = dumps(CATALOG, format).decode().replace("\n", "")
    name = {"xliff": "trans-unit", "xliff2": "unit", "tmx": "tu"}[format]
    start, end = one_line.index(f"<{name} "), one_line.index(f"</{name}>") + len(f"</{name}>")
    twice = f"{one_line[:end]}{more}{one_line[start:end]}{one_line[end:]}"
    with pytest.raises(
        CatalogError, match=r"^duplicate key a\.md#7758d-103, first in line 1:"
    ) as no:
        loads(twice.encode(), format)
    assert no.value.line == 1


@formats
@pytest.mark.parametrize("id", ["", " ", "&#10;"])
def test_an_empty_id_is_refused_with_its_line(format: Format, id: str) -> None:
    key = "a.md#7758d-103" if format == "tmx" else "7758d-103"
    data = dumps(CATALOG, format).decode().replace(f'id="{key}"', f'id="{id}"')
    with pytest.raises(CatalogError, match="id") as caught:
        loads(data.encode(), format)
    assert caught.value.line


@formats
def test_the_format_is_told_by_the_content(format: Format) -> None:
    for other in XML:
        assert loads(dumps(CATALOG, format), other) == CATALOG


@formats
def test_a_target_that_holds_its_codes_twice_is_refused(format: Format) -> None:
    data = dumps(CATALOG, format, Style(codes=True)).decode()
    assert "Скажи " in data
    damaged = data.replace("Скажи ", "Скажи **привет** `x`")
    assert "every code twice" in refused(damaged.encode(), format)
