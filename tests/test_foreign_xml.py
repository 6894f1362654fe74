"""XML catalogs of other tools: codes without text, parts of translations, texts not to be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Frame,
    Key,
    State,
    Unit,
    merge,
    parse,
)
from sxskit.cli.main import main
from sxskit.formats import Format, dumps, loads

KEY = "a.md#7758d-103"


def xliff(unit: str, *, attributes: str = "", around: str = "{}") -> bytes:
    """A file of XLIFF 1.2 with one unit."""
    inside = around.format(f'<trans-unit id="7758d-103"{attributes}>{unit}</trans-unit>')
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        '<file original="a.md" source-language="en-US" target-language="ru-RU" datatype="x">\n'
        f"<body>\n{inside}\n</body>\n</file>\n</xliff>"
    ).encode()


def xliff2(unit: str, *, attributes: str = "", around: str = "{}", file: str = "") -> bytes:
    """A file of XLIFF 2.0 with one unit."""
    inside = around.format(f'<unit id="7758d-103"{attributes}>{unit}</unit>')
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US"'
        f' trgLang="ru-RU">\n<file id="f1" original="a.md"{file}>\n{inside}\n</file>\n</xliff>'
    ).encode()


def tmx(source: str, *targets: str) -> bytes:
    """A memory with one unit."""
    variants = "\n".join(f'<tuv xml:lang="ru-RU">{target}</tuv>' for target in targets)
    return (
        '<tmx version="1.4"><header srclang="en-US"/><body>\n'
        f'<tu tuid="{KEY}"><tuv xml:lang="en-US">{source}</tuv>\n{variants}</tu>\n'
        "</body></tmx>"
    ).encode()


def pair(format: Format, source: str, target: str, more: str = "") -> bytes:
    """A unit with two texts, which may have markup in them."""
    if format == "tmx":
        return tmx(f"<seg>{source}</seg>", f"<seg>{target}</seg>")
    if format == "xliff":
        return xliff(f"<source>{source}</source><target>{target}</target>")
    return xliff2(
        f'{more}<segment state="final"><source>{source}</source><target>{target}</target></segment>'
    )


def only(data: bytes, format: Format = "xliff") -> Entry:
    [entry] = loads(data, format).entries
    return entry


def refused(data: bytes, format: Format = "xliff") -> str:
    with pytest.raises(CatalogError) as caught:
        loads(data, format)
    assert caught.value.line
    return str(caught.value)


# Codes without text: the Markdown is that of the code of the same id in the source.

DATA = (
    '<originalData><data id="d1">**</data><data id="d2">`code`</data><data id="d3">[</data>'
    '<data id="d4">](b.md)</data><data id="d5"></data></originalData>\n'
)


@pytest.mark.parametrize(
    ("source", "target", "markdown"),
    [
        ('Run <ph id="1">`code`</ph>.', 'Запусти <x id="1"/>.', "Запусти `code`."),
        ('Run <ph id="1">`code`</ph>.', 'Запусти <ph id="1"/>.', "Запусти `code`."),
        ('Run <ph id="1">`code`</ph>.', 'Запусти <ph id="1">\n  </ph>.', "Запусти `code`."),
        (
            'A <bpt id="1">**</bpt>b<ept id="1">**</ept>',
            '<g id="1">Б</g> А',
            "**Б** А",
        ),
        (
            'A <bpt id="1">[</bpt>b<ept id="1">](c.md)</ept>',
            '<bx id="1"/>Б<ex id="1"/> А',
            "[Б](c.md) А",
        ),
        (
            'A <bpt id="1">[</bpt>b<ept id="1">](c.md)</ept>',
            '<bpt id="1"/>Б<ept id="1"/> А',
            "[Б](c.md) А",
        ),
        # With ids of their own, halves are paired by `rid`.
        (
            '<bpt id="1" rid="5">**</bpt>a<ept id="2" rid="5">**</ept>'
            '<bpt id="3" rid="6">_</bpt>b<ept id="4" rid="6">_</ept>',
            '<g id="3">Б</g><bx id="1" rid="5"/>А<ex id="2" rid="5"/>',
            "_Б_**А**",
        ),
        (
            '<it id="1" pos="open">&lt;b></it>a<it id="2" pos="close">&lt;/b></it>',
            '<x id="1"/>А<it id="2" pos="close"/>',
            "<b>А</b>",
        ),
        # Nested, in marks, and a code that the target has of its own.
        (
            '<bpt id="1">**</bpt><ph id="2">`a`</ph> b<ept id="1">**</ept>',
            '<mrk mtype="seg" mid="1"><g id="1">Б <mrk mtype="x-c"><x id="2"/></mrk></g></mrk>',
            "**Б `a`**",
        ),
        ('<ph id="1">`a`</ph>', '<x id="1"/><ph id="7">`я`</ph>', "`a``я`"),
    ],
)
def test_a_code_of_xliff_1_2_without_text_stands_for_that_of_the_source(
    source: str, target: str, markdown: str
) -> None:
    entry = only(pair("xliff", source, target))
    assert (entry.target, entry.state, entry.defect) == (markdown, State.DONE, None)


@pytest.mark.parametrize(
    ("source", "target", "markdown"),
    [
        ('Run <ph id="1" dataRef="d2"/>.', 'Запусти <ph id="1"/>.', "Запусти `code`."),
        (
            '<pc id="1" dataRefStart="d3" dataRefEnd="d4">b</pc> a',
            'А <pc id="1">Б</pc>',
            "А [Б](b.md)",
        ),
        (
            '<pc id="1" dataRefStart="d3" dataRefEnd="d4">b</pc>',
            '<pc id="1" dataRefStart="d3">Б</pc>',
            "[Б](b.md)",
        ),
        (
            '<pc id="1" dataRefStart="d3" dataRefEnd="d4">b</pc>',
            '<pc id="1" dataRefEnd="d4">Б</pc>',
            "[Б](b.md)",
        ),
        (
            '<pc id="1" dataRefStart="d3" dataRefEnd="d4">b</pc>',
            '<sc id="1"/>Б<ec startRef="1"/>',
            "[Б](b.md)",
        ),
        (
            '<sc id="1" dataRef="d1"/>b<ec startRef="1" dataRef="d1"/>',
            '<pc id="1">Б</pc>',
            "**Б**",
        ),
        ('<ph id="1" dataRef="d2"/>', '<ph id="1"/> и <ph id="2" copyOf="1"/>', "`code` и `code`"),
        # Data that are there and empty are no data that are missing.
        ('<ph id="1" dataRef="d5"/>a', '<ph id="1" dataRef="d5"/>А', "А"),
    ],
)
def test_a_code_of_xliff_2_without_data_stands_for_that_of_the_source(
    source: str, target: str, markdown: str
) -> None:
    entry = only(pair("xliff2", source, target, DATA), "xliff2")
    assert (entry.target, entry.state, entry.defect) == (markdown, State.DONE, None)


@pytest.mark.parametrize(
    ("source", "target", "markdown"),
    [
        ('Run <ph x="1">`code`</ph>.', 'Запусти <ph x="1"/>.', "Запусти `code`."),
        (
            '<bpt i="1" x="4">**</bpt>b<ept i="1">**</ept> a',
            'А <hi x="4">Б</hi>',
            "А **Б**",
        ),
        # `x` tells which code it is, `i` only pairs its halves within one text.
        (
            '<bpt i="1" x="4">[</bpt>b<ept i="1">](b.md)</ept><bpt i="2" x="5">_</bpt>c'
            '<ept i="2">_</ept>',
            '<bpt i="1" x="5"/>В<ept i="1"/><bpt i="2" x="4"/>Б<ept i="2"/>',
            "_В_[Б](b.md)",
        ),
        ('<ut x="1">&lt;br></ut>a', '<ut x="1"/>А', "<br>А"),
    ],
)
def test_a_code_of_tmx_without_text_stands_for_that_of_the_source(
    source: str, target: str, markdown: str
) -> None:
    entry = only(pair("tmx", source, target), "tmx")
    assert (entry.target, entry.state, entry.defect) == (markdown, State.DONE, None)


UNKNOWN: list[tuple[Format, str, str, str]] = [
    ("xliff", "a `b`", 'А <x id="1"/>', '<x id="1">'),
    ("xliff", "a **b**", 'А <g id="1">Б</g>', '<g id="1">'),
    ("xliff", 'a <x id="1"/>', 'А <x id="1"/>', '<x id="1">'),
    ("xliff", 'a <ph id="1"/>', "А", '<ph id="1">'),
    ("xliff", 'a <ph id="1">`b`</ph>', 'А <x id="2"/>', '<x id="2">'),
    ("xliff", '<bpt id="1">**</bpt>a<ept id="1">**</ept>', 'А <x id="1"/>', '<x id="1">'),
    ("xliff", '<ph id="1">`a`</ph><ph id="1">`b`</ph>', 'А <x id="1"/>', '<x id="1">'),
    ("xliff", "a", "А<br/>", "<br>"),
    ("xliff2", "a `b`", 'А <ph id="1"/>', '<ph id="1">'),
    ("xliff2", "a **b**", 'А <pc id="1">Б</pc>', '<pc id="1">'),
    ("xliff2", '<pc id="1" dataRefStart="d1">a</pc>', '<pc id="1">А</pc>', '<pc id="1">'),
    ("xliff2", '<pc id="1" dataRefStart="d1">a</pc>', "А", '<pc id="1">'),
    ("xliff2", "a", '<sc id="1"/>А<ec startRef="1"/>', '<sc id="1">'),
    ("tmx", "a `b`", 'А <ph x="1"/>', '<ph x="1">'),
    ("tmx", "a **b**", "А <hi>Б</hi>", "<hi>"),
    ("tmx", '<ph x="1">`a`</ph>', 'А <ph x="2"/>', '<ph x="2">'),
    ("tmx", '<ph x="1"/>', '<ph x="1"/>А', '<ph x="1">'),
]


@pytest.mark.parametrize(("format", "source", "target", "code"), UNKNOWN)
def test_a_code_that_the_source_has_no_text_for_is_a_defect(
    format: Format, source: str, target: str, code: str
) -> None:
    entry = only(pair(format, source, target, DATA), format)
    assert (entry.target, entry.state) == ("", State.NEW)
    assert entry.defect
    assert code in entry.defect.message
    assert "has no text" in entry.defect.message


@pytest.mark.parametrize("format", ["xliff", "xliff2"])
def test_codes_do_not_grow_into_a_text_without_end(format: Format) -> None:
    data = f'<originalData><data id="d1">{"x" * 9000}</data></originalData>'
    source = {"xliff": f'<ph id="1">{"x" * 9000}</ph>', "xliff2": '<ph id="1" dataRef="d1"/>'}
    code = {"xliff": '<x id="1"/>', "xliff2": '<ph id="1"/>'}
    with pytest.raises(CatalogError, match="longer than 10 MB"):
        loads(pair(format, source[format], code[format] * 1200, data), format)


def test_codes_without_text_are_no_codes_that_stand_twice() -> None:
    entry = only(pair("xliff", 'a **b** <ph id="1">`c`</ph>', 'А **Б** <x id="1"/>'))
    assert (entry.target, entry.defect) == ("А **Б** `c`", None)


# Half translations.


def segmented(source: str, target: str) -> bytes:
    return xliff(
        f"<source>One. Two.</source><seg-source>{source}</seg-source><target>{target}</target>"
    )


def seg(mid: int, text: str) -> str:
    return f'<mrk mtype="seg" mid="{mid}">{text}</mrk>'


BOTH = f"{seg(1, 'One.')} {seg(2, 'Two.')}"


@pytest.mark.parametrize(
    "target",
    [
        seg(1, "Раз."),
        f"{seg(1, 'Раз.')} {seg(2, '')}",
        f"{seg(1, ' ')} {seg(2, 'Раз.')}",
        f"<g id='1'>{seg(2, 'Раз.')}</g>",
        f"{seg(3, 'Раз.')}",
    ],
)
def test_half_a_translation_is_a_defect_that_names_the_half(target: str) -> None:
    entry = only(segmented(BOTH, target))
    assert (entry.source, entry.target, entry.state) == ("One. Two.", "", State.NEW)
    assert entry.defect
    assert "of 2 segments translated, 'Раз.'" in entry.defect.message


@pytest.mark.parametrize("target", ["", " ", f"{seg(1, '')} {seg(2, ' ')}", seg(1, "")])
def test_segments_without_any_text_are_no_translation_and_no_defect(target: str) -> None:
    entry = only(segmented(BOTH, target))
    assert (entry.target.strip(), entry.state, entry.defect) == ("", State.NEW, None)


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        (BOTH, f"{seg(1, 'Раз.')} {seg(2, 'Два.')}", "Раз. Два."),
        (BOTH, f"{seg(2, 'Два.')} {seg(1, 'Раз.')}", "Два. Раз."),
        # Of tools that know no segments, and of segments with nothing to translate in them.
        (BOTH, "Раз. Два.", "Раз. Два."),
        (f"{seg(1, 'One. Two.')}{seg(2, ' ')}", seg(1, "Раз. Два."), "Раз. Два."),
        ("One. Two.", f"{seg(1, 'Раз.')} {seg(2, 'Два.')}", "Раз. Два."),
    ],
)
def test_a_translation_of_every_segment_is_one(source: str, target: str, text: str) -> None:
    entry = only(segmented(source, target))
    assert (entry.target, entry.state, entry.defect) == (text, State.DONE, None)


@pytest.mark.parametrize(
    "segments",
    [
        "<segment><source>One.</source><target>Раз.</target></segment>"
        "<segment><source> Two.</source></segment>",
        "<segment><source>One.</source><target> </target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Two.</source><target>Раз.</target></segment>",
        "<segment><source>One.</source><target>Раз.</target></segment>"
        "<segment><source> Two.</source><target/></segment>",
    ],
)
def test_half_a_unit_of_xliff_2_is_a_defect_that_names_the_half(segments: str) -> None:
    entry = only(xliff2(segments), "xliff2")
    assert (entry.source, entry.target, entry.state) == ("One. Two.", "", State.NEW)
    assert entry.defect
    assert "1 of 2 segments translated, 'Раз.'" in entry.defect.message


def test_a_unit_of_xliff_2_without_any_target_is_no_defect() -> None:
    entry = only(
        xliff2(
            "<segment><source>One.</source></segment><ignorable><source> 1 </source></ignorable>"
            "<segment><source>Two.</source></segment>"
        ),
        "xliff2",
    )
    assert (entry.target, entry.state, entry.defect) == ("", State.NEW, None)


# What is said twice, what is not to be translated, and what nobody has accepted.


@pytest.mark.parametrize(
    ("format", "data", "what"),
    [
        (
            "xliff",
            xliff("<source>a</source>\n<target>А</target>\n<target>Б</target>"),
            "duplicate <target>",
        ),
        ("xliff", xliff("<source>a</source>\n<source>b</source><target>А</target>"), "<source>"),
        ("xliff", xliff("<source>a</source><target/>\n<target>А</target>"), "<target>"),
        (
            "xliff2",
            xliff2("<segment><source>a</source><target>А</target>\n<target>Б</target></segment>"),
            "<target>",
        ),
        ("tmx", tmx("<seg>a</seg>", "<seg>А</seg>", "<seg>Б</seg>"), f"duplicate key {KEY}"),
        ("tmx", tmx("<seg>a</seg>", "<seg>А</seg>\n<seg>Б</seg>"), "<seg>"),
        ("tmx", tmx("<seg>a</seg>", "<seg>А</seg>").replace(b"en-US", b"ru-RU"), "<tuv> in ru-RU"),
    ],
)
def test_what_is_there_twice_is_refused_with_its_line(
    format: Format, data: bytes, what: str
) -> None:
    message = refused(data, format)
    assert what in message
    assert "keep one of them" in message


@pytest.mark.parametrize(
    ("data", "is_read"),
    [
        (xliff("<source>a</source><target>А</target>", attributes=' translate="no"'), False),
        (xliff("<source>a</source><target>А</target>", attributes=' translate="yes"'), True),
        (xliff("<source>a</source>", around='<group translate="no">{}</group>'), False),
        (xliff("<source>a</source>", around='<group translate="no"><group>{}</group></group>'), 0),
        (
            xliff(
                "<source>a</source>",
                attributes=' translate="yes"',
                around='<group translate="no">{}</group>',
            ),
            True,
        ),
        (
            xliff(
                "<source>a</source>",
                around='<group translate="no"><group translate="yes">{}</group></group>',
            ),
            True,
        ),
        (xliff("<source>a</source>").replace(b"<file ", b'<file translate="no" '), False),
        (xliff2("<segment><source>a</source></segment>", attributes=' translate="no"'), False),
        (xliff2("<segment><source>a</source></segment>", file=' translate="no"'), False),
        (
            xliff2(
                "<segment><source>a</source></segment>",
                around='<group id="g" translate="yes">{}</group>',
                file=' translate="no"',
            ),
            True,
        ),
        (
            xliff2(
                "<segment><source>a</source></segment>",
                around='<group id="g" translate="no"><group id="h">{}</group></group>',
            ),
            False,
        ),
    ],
)
def test_what_is_not_to_be_translated_is_no_entry(data: bytes, is_read: bool) -> None:
    assert len(loads(data, "xliff").entries) == is_read


@pytest.mark.parametrize(
    ("format", "target"),
    [
        ("xliff", 'Нов<mrk mtype="x-sdl-deleted">ОЕ</mrk><mrk mtype="x-sdl-added">ый</mrk>'),
        ("xliff", 'Нов<g id="1"><mrk mtype="x-sdl-added">ый</mrk></g>'),
        ("xliff", 'Новый<mq:del xmlns:mq="urn:x"> старый</mq:del>'),
        ("xliff2", 'Новый<mrk id="m1" type="x:deleted"> старый</mrk>'),
        ("tmx", "Новый<del> старый</del>"),
    ],
)
def test_tracked_changes_are_refused(format: Format, target: str) -> None:
    assert "a tracked change: accept or reject" in refused(pair(format, "new", target), format)


@pytest.mark.parametrize("kind", ["x-sdl-comment", "x-sdl-location", "protected", "x-delta"])
def test_other_marks_are_text(kind: str) -> None:
    entry = only(pair("xliff", "new", f'Нов<mrk mtype="{kind}">ый</mrk>'))
    assert (entry.target, entry.defect) == ("Новый", None)


def test_the_units_of_a_binary_unit_are_read() -> None:
    around = (
        '<bin-unit id="b1" mime-type="x"><bin-source><external-file href="x"/></bin-source>{}'
        "</bin-unit>"
    )
    unit = "<source>a</source><target>А</target>"
    assert only(xliff(unit, around=around)).target == "А"
    assert only(xliff(unit, around=f"<group>{around}</group>")).target == "А"
    locked = around.replace("<bin-unit ", '<bin-unit translate="no" ')
    assert loads(xliff(unit, around=locked), "xliff").entries == ()


@pytest.mark.parametrize("format", ["xliff", "xliff2", "tmx"])
def test_a_text_that_no_reader_takes_is_not_written(format: Format) -> None:
    longest = "я" + "x" * 9_999_998
    entry = Entry(Key("a.md", "7758d-103"), "a", longest, State.DONE)
    catalog = Catalog("en-US", "ru-RU", (entry,))
    assert loads(dumps(catalog, format), format) == catalog
    for longer in (
        replace(entry, target=f"{longest}a"),
        replace(entry, notes=(f"{longest}a",)),
    ):
        with pytest.raises(CatalogError, match=r"a\.md#7758d-103: .* longer than 10 MB"):
            dumps(replace(catalog, entries=(longer,)), format)


# What the commands make of it.

DOCUMENT = Unit("7758d-103", "One `a`.", "Раз `a`.", Frame.of("7758d-103")).text
DEFECTS = [
    pair("xliff", "One `a`.", 'Один <x id="1"/>.'),
    xliff(
        f"<source>One `a`.</source><seg-source>{seg(1, 'One')} {seg(2, '`a`.')}</seg-source>"
        f"<target>{seg(1, 'Один')}</target>"
    ),
    pair("xliff2", "One `a`.", 'Один <ph id="1"/>.'),
    pair("tmx", "One `a`.", 'Один <ph x="1"/>.'),
]


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(f"---\nms.contentlocale: ru-RU\n---\n{DOCUMENT}\n".encode())


def sxs(*arguments: str, code: int) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("data", DEFECTS)
def test_merge_leaves_a_unit_of_a_defect_as_it_was_and_reports_it(data: bytes) -> None:
    name = "a.tmx" if data.startswith(b"<tmx") else "a.xlf"
    Path(name).write_bytes(data)
    before = Path("a.md").read_bytes()
    merged = sxs("merge", "a.md", "-c", name, "--in-place", "--accept-fuzzy", code=1)
    assert merged.stdout.startswith("a.md:4: incomplete-target: 7758d-103: ")
    assert merged.stdout.count("\n") == 1
    assert Path("a.md").read_bytes() == before
    assert "a.md:4: incomplete-target: " in sxs("check", "a.md", "-c", name, code=1).stdout


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("data", DEFECTS)
def test_convert_reports_what_it_cannot_convert(data: bytes) -> None:
    name = "b.tmx" if data.startswith(b"<tmx") else "b.xlf"
    Path(name).write_bytes(data)
    converted = sxs("convert", name, "-o", "a.po", code=1)
    assert f"incomplete-target: {KEY}: " in converted.stdout
    assert converted.stdout.startswith(f"{name}:")
    assert 'msgid "One `a`."\nmsgstr ""\n' in Path("a.po").read_bytes().decode()


def test_half_a_front_matter_value_is_reported_and_not_written() -> None:
    document = parse(f"---\ntitle: Alt\nms.contentlocale: ru-RU\n---\n{DOCUMENT}\n")
    data = pair("xliff", "Title `a`", 'Neu <x id="1"/>').replace(b"7758d-103", b"title")
    english = "---\ntitle: Title `a`\n---\n"
    merged = merge(document, "a.md", loads(data, "xliff"), english=english)
    assert merged.document == document
    [finding] = merged.findings
    assert str(finding).startswith('a.md:2: incomplete-target: title: <x id="1"> has no text')
