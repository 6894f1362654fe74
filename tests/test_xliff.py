"""XLIFF 1.2 and 2.0: what the files look like, and what tools leave of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree

from sxskit import (
    Alternative,
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
    xliff,
    xliff2,
)
from tests.helpers.strategies import catalogs, held

CATALOG = Catalog(
    "en-US",
    "ru-RU",
    (
        Entry(
            Key("docs/a.md", "7758d-103"),
            "See **it** & [x](y.md)",
            "См. **это** & [x](y.md)",
            State.REVIEW,
            10,
            "title 2",
            ("Top",),
            ("link target: x.md",),
        ),
        Entry(Key("docs/a.md", "7758d-104"), "One", "Один", State.DONE),
        Entry(Key("b.md", "7758d-103"), "Two", "", State.NEW, 1, "table cell"),
    ),
    {"ms.translationtype": "MT", "ms.sourcegitcommit": "0fbfcb1", "ms.openlocfilehash": "6429"},
)


def test_xliff_1_2_looks_like_this() -> None:
    assert xliff.dumps(replace(CATALOG, entries=CATALOG.entries[:2])).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        '  <file original="docs/a.md" datatype="x-markdown" source-language="en-US"'
        ' target-language="ru-RU" tool-id="sxskit" product-version="0fbfcb1">\n'
        "    <header>\n"
        "      <skl>\n"
        '        <external-file href="a.md" uid="6429"/>\n'
        "      </skl>\n"
        '      <tool tool-id="sxskit" tool-name="sxskit" tool-version="0.1"/>\n'
        '      <note from="sxskit">ms.translationtype: MT</note>\n'
        '      <note from="sxskit">ms.sourcegitcommit: 0fbfcb1</note>\n'
        '      <note from="sxskit">ms.openlocfilehash: 6429</note>\n'
        "    </header>\n"
        "    <body>\n"
        '      <trans-unit id="7758d-103" resname="7758d-103" restype="heading"'
        ' xml:space="preserve">\n'
        '        <source xml:lang="en-US">See **it** &amp; [x](y.md)</source>\n'
        '        <target xml:lang="ru-RU" state="needs-translation"'
        ' state-qualifier="leveraged-mt">См. **это** &amp; [x](y.md)</target>\n'
        '        <note from="developer">type: Title ##</note>\n'
        '        <note from="developer">under: Top</note>\n'
        '        <note from="developer">link target: x.md</note>\n'
        '        <context-group purpose="location">\n'
        '          <context context-type="sourcefile">docs/a.md</context>\n'
        '          <context context-type="linenumber">10</context>\n'
        "        </context-group>\n"
        "      </trans-unit>\n"
        '      <trans-unit id="7758d-104" resname="7758d-104" approved="yes"'
        ' xml:space="preserve">\n'
        '        <source xml:lang="en-US">One</source>\n'
        '        <target xml:lang="ru-RU" state="final">Один</target>\n'
        "      </trans-unit>\n"
        "    </body>\n"
        "  </file>\n"
        "</xliff>\n"
    )


def test_xliff_2_0_looks_like_this_with_codes() -> None:
    assert xliff2.dumps(replace(CATALOG, entries=CATALOG.entries[:1]), codes=True).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"'
        ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.0"'
        ' srcLang="en-US" trgLang="ru-RU">\n'
        '  <file id="f1" original="docs/a.md" canResegment="no">\n'
        '    <skeleton href="a.md"/>\n'
        "    <mda:metadata>\n"
        '      <mda:metaGroup category="front-matter">\n'
        '        <mda:meta type="ms.translationtype">MT</mda:meta>\n'
        '        <mda:meta type="ms.sourcegitcommit">0fbfcb1</mda:meta>\n'
        '        <mda:meta type="ms.openlocfilehash">6429</mda:meta>\n'
        "      </mda:metaGroup>\n"
        "    </mda:metadata>\n"
        '    <unit id="7758d-103" name="7758d-103" type="sxs:title-2" xml:space="preserve">\n'
        "      <notes>\n"
        '        <note category="developer">type: Title ##</note>\n'
        '        <note category="developer">under: Top</note>\n'
        '        <note category="developer">link target: x.md</note>\n'
        '        <note category="location">docs/a.md:10</note>\n'
        "      </notes>\n"
        "      <originalData>\n"
        '        <data id="d1">**</data>\n'
        '        <data id="d2">[</data>\n'
        '        <data id="d3">](y.md)</data>\n'
        "      </originalData>\n"
        '      <segment state="initial" subState="sxs:mt">\n'
        '        <source>See <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1"'
        ' dataRefEnd="d1">it</pc> &amp; <pc id="2" type="link" subType="sxs:link"'
        ' dataRefStart="d2" dataRefEnd="d3">x</pc></source>\n'
        '        <target>См. <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1"'
        ' dataRefEnd="d1">это</pc> &amp; <pc id="2" type="link" subType="sxs:link"'
        ' dataRefStart="d2" dataRefEnd="d3">x</pc></target>\n'
        "      </segment>\n"
        "    </unit>\n"
        "  </file>\n"
        "</xliff>\n"
    )


@pytest.mark.parametrize("format", ["xliff", "xliff2"])
@given(catalogs())
def test_the_markup_around_the_texts_is_one_element_a_line(
    format: Format, catalog: Catalog
) -> None:
    """So that translate-toolkit, which keeps the lines it finds, saves the bytes it has read."""
    root = etree.fromstring(dumps(held(catalog, format), format, Style(codes=True)))
    for element in root.iter("{*}file", "{*}body", "{*}trans-unit", "{*}unit", "{*}segment"):
        assert all((child.tail or "").startswith("\n") for child in element)
        assert not len(element) or (element.text or "").startswith("\n")


# What no schema sees (XLIFF 2.0, Core, constraints; XLIFF 1.2, 2.3).


@given(catalogs())
def test_xliff_1_2_holds_what_its_schema_does_not_ask_for(catalog: Catalog) -> None:
    root = etree.fromstring(xliff.dumps(held(catalog, "xliff"), codes=True))
    space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    for file in root.findall("x:file", space):
        ids = [unit.get("id") for unit in file.iterfind(".//x:trans-unit", space)]
        assert len(set(ids)) == len(ids)
    for text in root.xpath("//x:source | //x:target", namespaces=space):
        opened = [code.get("id") for code in text.iterfind("x:bpt", space)]
        closed = [code.get("id") for code in text.iterfind("x:ept", space)]
        single = [code.get("id") for code in text.xpath("x:ph | x:it", namespaces=space)]
        assert sorted(opened) == sorted(closed)
        assert len({*opened, *single}) == len(opened) + len(single)


@given(catalogs())
def test_xliff_2_0_holds_what_its_schema_does_not_ask_for(catalog: Catalog) -> None:
    root = etree.fromstring(xliff2.dumps(held(catalog, "xliff2"), codes=True))
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    assert root.get("trgLang")
    files = [file.get("id") for file in root.findall("x:file", space)]
    assert len(set(files)) == len(files)
    for unit in root.iterfind(".//x:unit", space):
        data = [each.get("id") for each in unit.iterfind(".//x:data", space)]
        assert len(set(data)) == len(data)
        for code in unit.xpath(".//x:source//* | .//x:target//*", namespaces=space):
            for name in ("dataRef", "dataRefStart", "dataRefEnd"):
                assert code.get(name, data[0] if data else None) in [*data, None]
        for text in unit.xpath(".//x:source | .//x:target", namespaces=space):
            ids = [code.get("id") for code in text.iter("{*}pc", "{*}ph", "{*}sc", "{*}ec")]
            assert len(set(ids)) == len(ids)
        for segment in unit.iterfind("x:segment", space):
            sub = segment.get("subState")
            assert sub is None or (":" in sub and segment.get("state"))


# What tools leave.


def edited(old: str, new: str) -> Entry:
    text = xliff.dumps(replace(CATALOG, entries=CATALOG.entries[:1])).decode()
    assert old in text
    [entry] = xliff.loads(text.replace(old, new).encode()).entries
    return entry


WRITTEN = ' state="needs-translation" state-qualifier="leveraged-mt"'


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ("", State.DONE),
        (' state="translated"', State.DONE),
        (' state="final"', State.DONE),
        (' state="signed-off" state-qualifier="leveraged-mt"', State.DONE),
        (' state-qualifier="exact-match"', State.DONE),
        (' state="new"', State.REVIEW),
        (' state=""', State.REVIEW),
        (' state="needs-translation"', State.REVIEW),
        (' state="needs-adaptation"', State.REVIEW),
        (' state="needs-l10n"', State.REVIEW),
        (' state="needs-review-translation" state-qualifier="leveraged-mt"', State.REVIEW),
        (' state="x-unheard-of"', State.REVIEW),
        (' state="translated" state-qualifier="rejected-grammar"', State.REVIEW),
        (' state-qualifier="fuzzy-match"', State.REVIEW),
        (' state-qualifier="mt-suggestion"', State.REVIEW),
    ],
)
def test_states_of_xliff_1_2_are_read(attributes: str, state: State) -> None:
    assert edited(WRITTEN, attributes).state is state


@pytest.mark.parametrize(
    ("approved", "attributes", "state"),
    [
        # Poedit's "Needs work" on a text that was approved.
        ("yes", ' state="needs-l10n"', State.REVIEW),
        ("yes", ' state="needs-translation"', State.REVIEW),
        # What translate-toolkit's markapproved() leaves of a machine translation.
        ("yes", WRITTEN, State.REVIEW),
        ("yes", ' state="new"', State.REVIEW),
        ("yes", "", State.DONE),
        ("yes", ' state="translated"', State.DONE),
        ("no", ' state="final"', State.REVIEW),
        ("no", ' state="signed-off"', State.REVIEW),
        ("no", "", State.REVIEW),
    ],
)
def test_what_is_approved_is_done_only_if_its_state_agrees(
    approved: str, attributes: str, state: State
) -> None:
    text = xliff.dumps(replace(CATALOG, entries=CATALOG.entries[:1])).decode()
    text = text.replace("<trans-unit ", f'<trans-unit approved="{approved}" ')
    assert xliff.loads(text.replace(WRITTEN, attributes).encode()).entries[0].state is state


def test_what_no_machine_has_translated_is_written_as_work_to_do_too() -> None:
    text = xliff.dumps(replace(CATALOG, entries=CATALOG.entries[:1], metadata={})).decode()
    assert '<target xml:lang="ru-RU" state="needs-translation">' in text
    assert xliff.loads(text.encode()).entries[0].state is State.REVIEW


@pytest.mark.parametrize("target", ["<target/>", "<target> </target>", ""])
def test_an_empty_target_is_none(target: str) -> None:
    text = xliff.dumps(CATALOG).decode()
    [start, end] = text.index("<target"), text.index("</target>") + len("</target>")
    first = xliff.loads(f"{text[:start]}{target}{text[end:]}".encode()).entries[0]
    assert (first.target.strip(), first.state) == ("", State.NEW)


def test_units_in_groups_are_read_and_other_translations_are_no_targets() -> None:
    text = xliff.dumps(CATALOG).decode()
    other = "<alt-trans><source>no</source><target>no</target></alt-trans></trans-unit>"
    text = text.replace("<body>", '<body><group id="g">', 1).replace(
        "</body>", "</group></body>", 1
    )
    catalog = xliff.loads(text.replace("</trans-unit>", other).encode())
    assert {entry.alternatives for entry in catalog.entries} == {(Alternative("no", source="no"),)}
    entries = tuple([replace(entry, alternatives=()) for entry in catalog.entries])
    assert replace(catalog, entries=entries) == CATALOG


@pytest.mark.parametrize(
    ("segment", "target", "state"),
    [
        (' state="initial"', "", State.REVIEW),
        ("", "", State.REVIEW),
        (' state="translated"', "", State.DONE),
        (' state="reviewed"', "", State.DONE),
        (' state="final" subState="x:y"', "", State.DONE),
        (' state="translated" subState="poedit:fuzzy"', "", State.REVIEW),
        (' state="final" subState="x:needsReview"', "", State.REVIEW),
        (' state="reviewed" subState="x:un-approved"', "", State.REVIEW),
        (' state="translated" subState="x:Unconfirmed"', "", State.REVIEW),
        (' state="translated" subState="x:IN_PROGRESS"', "", State.REVIEW),
        (' state="translated" subState="x:reviewed"', "", State.DONE),
        # translate-toolkit leaves our subState beside the state that it sets.
        (' state="translated" subState="sxs:mt"', "", State.DONE),
        (' state="initial" subState="poedit:fuzzy"', ' state="translated"', State.REVIEW),
        (' state="initial"', ' state="translated"', State.DONE),
        (' state="final"', ' state="needs-translation"', State.REVIEW),
    ],
)
def test_states_of_xliff_2_0_are_read(segment: str, target: str, state: State) -> None:
    text = xliff2.dumps(CATALOG).decode()
    text = text.replace(' state="initial" subState="sxs:mt"', segment, 1)
    text = text.replace("<target>", f"<target{target}>", 1)
    assert xliff2.loads(text.encode()).entries[0].state is state


@pytest.mark.parametrize("format", ["xliff", "xliff2"])
@pytest.mark.parametrize("target", [" ", "\u00a0", "\n"])
def test_a_target_of_white_space_stays_what_it_is(format: Format, target: str) -> None:
    catalog = replace(CATALOG, entries=(replace(CATALOG.entries[2], target=target),))
    data = dumps(catalog, format)
    [entry] = loads(data, format).entries
    assert (entry.target, entry.state) == (target, State.NEW)
    assert dumps(loads(data, format), format) == data


def test_segments_of_a_unit_are_one_text() -> None:
    text = xliff2.dumps(CATALOG).decode()
    segment = (
        '<segment state="final"><source>One</source><target>Один</target></segment>'
        "<ignorable><source> </source><target> </target></ignorable>"
        '<segment state="final"><source>more</source><target>ещё</target></segment>'
    )
    start = text.index('<segment state="final">')
    end = text.index("</segment>", start) + len("</segment>")
    entry = xliff2.loads(f"{text[:start]}{segment}{text[end:]}".encode()).entries[1]
    assert (entry.source, entry.target, entry.state) == ("One more", "Один ещё", State.DONE)


@pytest.mark.parametrize(
    ("segments", "target"),
    [
        (
            "<segment><source>One.</source><target>Раз.</target></segment>"
            "<segment><source> Two.</source></segment>",
            "",
        ),
        (
            "<segment><source>One.</source><target>Раз.</target></segment>"
            "<ignorable><source> </source></ignorable>"
            "<segment><source>Two.</source><target>Два.</target></segment>",
            "Раз. Два.",
        ),
        (
            '<segment><source>One.</source><target order="2"> Раз.</target></segment>'
            '<segment><source> Two.</source><target order="1">Два.</target></segment>',
            "Два. Раз.",
        ),
    ],
)
def test_a_unit_in_segments_is_translated_when_all_of_it_is(segments: str, target: str) -> None:
    text = xliff2.dumps(CATALOG).decode()
    start = text.index('<segment state="final">')
    end = text.index("</segment>", start) + len("</segment>")
    assert (
        xliff2.loads(f"{text[:start]}{segments}{text[end:]}".encode()).entries[1].target == target
    )


def test_an_empty_segment_of_xliff_1_2_is_no_translation() -> None:
    marked = '<mrk mtype="seg" mid="1">Один</mrk><mrk mtype="seg" mid="2"/>'
    text = xliff.dumps(CATALOG).decode().replace("Один", marked)
    assert xliff.loads(text.encode()).entries[1].state is State.NEW


def test_a_line_that_is_no_number_is_none() -> None:
    text = xliff.dumps(CATALOG).decode().replace(">10<", f">{'9' * 5000}<")
    assert xliff.loads(text.encode()).entries[0].line is None
    text = xliff2.dumps(CATALOG).decode().replace("a.md:10<", f"a.md:{'9' * 5000}<")
    assert xliff2.loads(text.encode()).entries[0].line is None


def test_text_in_unknown_elements_is_kept() -> None:
    text = xliff2.dumps(CATALOG).decode().replace("Один", "Од<foo>и</foo>н")
    assert xliff2.loads(text.encode()).entries[1].target == "Один"


def test_codes_that_nest_very_deep_are_text() -> None:
    text = "<b>" * 400 + "x" + "</b>" * 400
    catalog = replace(CATALOG, entries=(Entry(Key("a.md", "7-1"), text, text, State.DONE),))
    assert xliff2.loads(xliff2.dumps(catalog, codes=True)) == catalog


def test_marks_and_characters_of_xliff_2_0_are_read() -> None:
    text = xliff2.dumps(CATALOG).decode()
    marked = '<mrk id="m1">О</mrk><sm id="m2"/>ди<em startRef="m2"/><cp hex="0041"/>н'
    entry = xliff2.loads(text.replace("Один", marked).encode()).entries[1]
    assert entry.target == "ОдиAн"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('dataRefStart="d1"', 'dataRefStart="d9"', "'d9' of a code are missing"),
        ('<data id="d1">', '<data id="d8">', "'d1' of a code are missing"),
        ('<unit id="7758d-103" ', "<unit ", "a unit has no id"),
        ("</source>", '<cp hex="zz"/></source>', "'zz' is not a character of a document"),
        ("</source>", '<cp hex="0000"/></source>', "'0000' is not a character of a document"),
        ("</source>", '<cp hex="d800"/></source>', "'d800' is not a character of a document"),
    ],
)
def test_xliff_2_0_that_contradicts_itself_is_refused(old: str, new: str, what: str) -> None:
    text = xliff2.dumps(CATALOG, codes=True).decode()
    assert old in text
    with pytest.raises(CatalogError) as caught:
        xliff2.loads(text.replace(old, new, 1).encode())
    assert what in str(caught.value)
    assert caught.value.line


_MATCHES = (
    '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#1">'
    "<originalData><data id='d1'>x</data></originalData>"
    "<source>See</source><target>Смотри</target></m:match></m:matches>"
)
_CHANGES = (
    '<c:changeTrack xmlns:c="urn:oasis:names:tc:xliff:changetracking:2.0"><c:revisions>'
    '<c:item property="content">old</c:item></c:revisions></c:changeTrack>'
)
_GLOSSARY = (
    '<g:glossary xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0"><g:glossEntry>'
    "<g:term>it</g:term></g:glossEntry></g:glossary>"
)
_OTHER = '<x:a xmlns:x="urn:x"><unit id="7758d-103"><segment><source/></segment></unit></x:a>'


@pytest.mark.parametrize("codes", [False, True])
@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
@pytest.mark.parametrize("module", ["", _MATCHES, _CHANGES, _GLOSSARY, _OTHER])
def test_every_xliff_2_is_read_without_its_modules(version: str, module: str, codes: bool) -> None:
    text = xliff2.dumps(CATALOG, codes=codes).decode()
    text = text.replace(' version="2.0"', f' version="{version}"')
    if version == "2.2":
        text = text.replace("tc:xliff:document:2.0", "tc:xliff:document:2.2")
    meta = '<mda:metadata><mda:metaGroup category="x"><mda:meta type="ms.date">1</mda:meta>'
    text = text.replace("<mda:metadata>", f"{meta}</mda:metaGroup></mda:metadata><mda:metadata>")
    for place in ("<notes>", "<skeleton ", "<segment "):
        assert place in text
        text = text.replace(place, f"{module}{place}")
    catalog = xliff2.loads(text.encode())
    found = {alternative.text for entry in catalog.entries for alternative in entry.alternatives}
    assert found == ({"Смотри"} if module == _MATCHES else set())
    entries = tuple([replace(entry, alternatives=()) for entry in catalog.entries])
    assert loads(text.encode(), "xliff2") == catalog
    assert replace(catalog, entries=entries) == CATALOG


def test_xliff_2_2_with_a_prefix_and_groups_is_read() -> None:
    text = (
        '<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.2" version="2.2" srcLang="en-US"'
        ' trgLang="ru-RU"><x:file id="f" original="a.md"><x:group id="g"><x:group id="h">'
        '<x:unit id="7-1"><x:segment state="final"><x:source>a<x:cp hex="0041"/></x:source>'
        '<x:target>б<x:mrk id="m">в</x:mrk></x:target></x:segment></x:unit>'
        "</x:group></x:group></x:file></x:xliff>"
    )
    [entry] = xliff2.loads(text.encode()).entries
    assert entry == Entry(Key("a.md", "7-1"), "aA", "бв", State.DONE)


def test_a_unit_of_xliff_1_2_without_an_id_is_refused() -> None:
    text = xliff.dumps(CATALOG).decode().replace('<trans-unit id="7758d-103" ', "<trans-unit ")
    with pytest.raises(CatalogError, match="a unit has no id"):
        xliff.loads(text.encode())


def test_an_id_that_xliff_2_0_cannot_hold_is_refused() -> None:
    entry = Entry(Key("a.md", "no token"), "x", "y", State.DONE)
    with pytest.raises(CatalogError, match=r"a\.md#no token: XLIFF 2.0 cannot contain the id"):
        xliff2.dumps(Catalog("en-US", "", (entry,)))


def test_without_a_target_language_it_is_undetermined() -> None:
    catalog = replace(CATALOG, target_language="")
    assert b'trgLang="und"' in xliff2.dumps(catalog)
    assert b"target-language" not in xliff.dumps(catalog)
    assert xliff2.loads(xliff2.dumps(catalog)) == xliff.loads(xliff.dumps(catalog)) == catalog
