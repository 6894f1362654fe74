"""States that other tools write in places of their own: what may be unfinished is to review."""

from __future__ import annotations

import json

import pytest

from sxskit import Entry, State
from sxskit.formats import Format, loads

NAMESPACES = 'xmlns:x="urn:x" xmlns:m="urn:m"'
SOURCE = "<source>Hello</source>"


def only(text: str, format: Format) -> Entry:
    [entry] = loads(text.encode(), format).entries
    return entry


def xliff(unit: str = "", target: str = "<target>Привет</target>", more: str = "") -> State:
    return only(
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" {NAMESPACES}>'
        '<file original="a.md" source-language="en-US" target-language="ru-RU" datatype="x"><body>'
        f'<trans-unit id="7758d-103" xml:space="preserve"{unit}>{SOURCE}{target}{more}</trans-unit>'
        "</body></file></xliff>",
        "xliff",
    ).state


def xliff2(unit: str = "", segment: str = "", target: str = "Привет", more: str = "") -> State:
    return only(
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" {NAMESPACES}'
        ' srcLang="en-US" trgLang="ru-RU"><file id="f1" original="a.md">'
        f'<unit id="7758d-103"{unit}>'
        f'{more}<segment state="final"{segment}>{SOURCE}<target>{target}</target></segment></unit>'
        "</file></xliff>",
        "xliff2",
    ).state


def tmx(props: str, of_target: str = "") -> State:
    return only(
        '<tmx version="1.4"><header srclang="en-US"/><body><tu tuid="a.md#7758d-103">'
        f'{props}<tuv xml:lang="en-US"><seg>Hello</seg></tuv><tuv xml:lang="ru-RU">{of_target}'
        "<seg>Привет</seg></tuv></tu></body></tmx>",
        "tmx",
    ).state


def csv(**cells: str) -> State:
    row = {"id": "a.md#7758d-103", "source": "Hello", "target": "Привет", **cells}
    return only(f"{','.join(row)}\n{','.join(row.values())}\n", "csv").state


def jsonl(**members: object) -> State:
    row = {"doc": "a.md", "id": "7758d-103", "source": "Hello", "target": "Привет", **members}
    return only(json.dumps(row), "jsonl").state


def po(comment: str) -> State:
    entry = f'#: a.md:10\n{comment}\nmsgctxt "7758d-103"\nmsgid "Hello"\nmsgstr "Привет"\n'
    return only(entry, "po").state


REVIEW = [
    *('x:status="PartiallyEdited"', 'x:status=""', 'x:status="Übersetzt"', 'x:status="1"'),
    *('x:state="Not Translated"', 'x:conf="Draft"', 'x:confirmed="false"', 'x:confirmed="?"'),
    *('x:confirmed="0"', 'x:approved="no"', 'x:reviewState="open"', 'x:translation-status="mt"'),
    *('x:needsReview="yes"', 'x:fuzzy="true"', 'x:unconfirmed="1"', 'x:translated="no"'),
    *('x:fuzzy="approved"', 'status="draft"', 'confirmed="no"', 'x:STATUS="pending"'),
]
DONE = [
    *(
        'x:status="translated"',
        'x:status="Signed-Off"',
        'x:conf="ApprovedSignOff"',
        'x:state="done"',
    ),
    *('x:confirmed="true"', 'x:confirmed="1"', 'x:confirmed="2"', 'x:approved="yes"'),
    *('x:needsReview="no"', 'x:fuzzy="0"', 'x:translated="yes"', 'x:final="Ende"'),
    *('x:color="red"', 'x:estate="old"', 'x:statement="draft"', 'x:locked="true"', ""),
]
MARKS = [*[(said, State.REVIEW) for said in REVIEW], *[(said, State.DONE) for said in DONE]]


@pytest.mark.parametrize(("said", "state"), MARKS)
def test_attributes_of_tools_are_read_wherever_they_stand(said: str, state: State) -> None:
    mark = f' mid="1" mtype="seg" {said}'
    assert xliff(unit=f" {said}") is state
    assert xliff(target=f'<target state="final" {said}>Привет</target>') is state
    assert xliff(target=f"<target><mrk{mark}>Привет</mrk></target>") is state
    assert xliff2(unit=f" {said}") is state
    assert xliff2(segment=f" {said}") is state
    assert xliff2(target=f'<mrk id="1" {said}>Привет</mrk>') is state


@pytest.mark.parametrize(("said", "state"), MARKS)
def test_attributes_of_elements_of_tools_are_read(said: str, state: State) -> None:
    more = f"<x:a><x:b/><x:c {said}/></x:a>"
    assert xliff(more=more) is state
    assert xliff2(more=more) is state


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("<x:status>needs work</x:status>", State.REVIEW),
        ("<x:status> Approved\n</x:status>", State.DONE),
        ('<x:data><x:value key="confirmation">0</x:value></x:data>', State.REVIEW),
        ('<x:data><x:value name="reviewed">yes</x:value></x:data>', State.DONE),
        ('<x:data><x:value type="author">draft</x:value></x:data>', State.DONE),
        ('<x:seg-defs><x:seg id="1" conf="Translated"/><x:seg id="2"/></x:seg-defs>', State.REVIEW),
        ('<x:previous><x:seg conf="Draft"/></x:previous>', State.DONE),
        ('<x:matches><x:match status="draft"/></x:matches>', State.DONE),
    ],
)
def test_elements_of_tools_are_read(more: str, state: State) -> None:
    assert xliff(more=more) is state
    assert xliff2(more=more) is state


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ('<prop-group><prop prop-type="x-status">draft</prop></prop-group>', State.REVIEW),
        ('<prop-group><prop prop-type="x-status">final</prop></prop-group>', State.DONE),
        ('<prop-group><prop prop-type="x-color">red</prop></prop-group>', State.DONE),
        ('<note from="pofilter">accelerators: differ</note>', State.REVIEW),
        ('<note from="developer">status: draft</note>', State.DONE),
        ('<alt-trans x:status="draft"><target state="new">x</target></alt-trans>', State.DONE),
    ],
)
def test_properties_and_notes_of_xliff_1_2_are_read(more: str, state: State) -> None:
    assert xliff(more=more) is state


def test_a_mark_of_a_tool_wins_over_what_is_approved() -> None:
    target = '<target state="final">Привет</target>'
    assert xliff(unit=' approved="yes"', target=target) is State.DONE
    assert xliff(unit=' approved="yes" x:status="Rejected"', target=target) is State.REVIEW


@pytest.mark.parametrize(
    ("level", "confirmed", "state"),
    [
        ("1", "0", State.REVIEW),
        ("1", "1", State.DONE),
        ("2", "1", State.REVIEW),
        ("3", "2", State.REVIEW),
        ("3", "3", State.DONE),
        ("", "1", State.DONE),
        ("0", "0", State.REVIEW),
        ("1", "9" * 5000, State.REVIEW),
    ],
)
def test_as_many_have_to_confirm_as_the_file_wants(
    level: str, confirmed: str, state: State
) -> None:
    data = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" xmlns:m="urn:m"'
        f' m:level="{level}"><file original="a.md" source-language="en-US" datatype="x"><body>'
        f'<trans-unit id="7758d-103" m:confirmed="{confirmed}">{SOURCE}<target>Привет</target>'
        "</trans-unit></body></file></xliff>"
    )
    assert only(data, "xliff").state is state


def prop(type: str, text: str) -> str:
    return f'<prop type="{type}">{text}</prop>'


HUMAN, MACHINE = prop("x-translation-type", "HT"), prop("x-translation-type", "MT")


@pytest.mark.parametrize(
    ("props", "state"),
    [
        (HUMAN, State.DONE),
        (HUMAN + prop("x-status", "final"), State.DONE),
        (HUMAN + prop("x-confirmed", "true"), State.DONE),
        (HUMAN + prop("x-Origin", "TM"), State.DONE),
        (HUMAN + prop("x-status", "draft"), State.REVIEW),
        (HUMAN + prop("x-confirmed", "no"), State.REVIEW),
        (HUMAN + prop("x-ConfirmationLevel", "RejectedSignOff"), State.REVIEW),
        (MACHINE + prop("x-status", "final"), State.REVIEW),
        (MACHINE + prop("approved", "yes"), State.REVIEW),
        (MACHINE + HUMAN, State.REVIEW),
        (HUMAN + MACHINE, State.REVIEW),
        (prop("x-translation-type", "post-edited"), State.REVIEW),
        (prop("x-translation-type", "mt"), State.REVIEW),
        (prop("x-translation-type", ""), State.REVIEW),
    ],
)
def test_properties_of_tools_in_a_memory_are_read(props: str, state: State) -> None:
    assert tmx(props) is state


def test_properties_of_the_target_in_a_memory_are_read() -> None:
    assert tmx(HUMAN, prop("x-status", "draft")) is State.REVIEW
    assert tmx(HUMAN, prop("x-status", "approved")) is State.DONE


@pytest.mark.parametrize(
    ("name", "value", "state"),
    [
        ("status", "Needs editing", State.REVIEW),
        ("Status", "offen", State.REVIEW),
        ("state", "20", State.REVIEW),
        ("approved", "no", State.REVIEW),
        ("Approved", "ЛОЖЬ", State.REVIEW),
        ("review state", "?", State.REVIEW),
        ("review", "see below", State.REVIEW),
        ("needs_review", "x", State.REVIEW),
        ("unreviewed", "TRUE", State.REVIEW),
        ("translated", "FALSE", State.REVIEW),
        ("status", "Translated", State.DONE),
        ("state", " final ", State.DONE),
        ("approved", "TRUE", State.DONE),
        ("review", "done", State.DONE),
        ("needs_review", "False", State.DONE),
        ("translated", "Guten Tag", State.DONE),
        ("status", "", State.DONE),
        ("approved", " ", State.DONE),
        ("comment", "draft", State.DONE),
    ],
)
def test_columns_of_tools_are_read(name: str, value: str, state: State) -> None:
    assert csv(**{name: value}) is state
    assert csv(fuzzy="False", **{name: value}) is state
    assert csv(fuzzy="True", **{name: value}) is State.REVIEW


@pytest.mark.parametrize(
    ("comment", "state"),
    [
        ("(review) too long", State.REVIEW),
        ('"by hand\n(pofilter) endpunc: differs"', State.REVIEW),
        ("reviewed", State.DONE),
        ("see (review)", State.DONE),
    ],
)
def test_a_comment_that_asks_for_a_review_is_read(comment: str, state: State) -> None:
    assert csv(translator_comments=comment) is state


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ({"status": "draft"}, State.REVIEW),
        ({"status": ""}, State.REVIEW),
        ({"status": 10}, State.REVIEW),
        ({"status": {"code": "done"}}, State.REVIEW),
        ({"approved": False}, State.REVIEW),
        ({"approved": 0.0}, State.REVIEW),
        ({"fuzzy": True}, State.REVIEW),
        ({"needsReview": "yes"}, State.REVIEW),
        ({"translated": False}, State.REVIEW),
        ({"state": "done", "fuzzy": True}, State.REVIEW),
        ({"state": "done", "approved": "no"}, State.REVIEW),
        ({"state": "review", "approved": True}, State.REVIEW),
        ({"state": "new", "approved": True}, State.NEW),
        ({"status": "Translated"}, State.DONE),
        ({"status": None}, State.DONE),
        ({"approved": True}, State.DONE),
        ({"approved": 1.0}, State.DONE),
        ({"fuzzy": False}, State.DONE),
        ({"fuzzy": 0}, State.DONE),
        ({"translated": "Guten Tag"}, State.DONE),
        ({"model": "draft-2", "score": 0.4}, State.DONE),
    ],
)
def test_members_of_tools_are_read(members: dict[str, object], state: State) -> None:
    assert jsonl(**members) is state


@pytest.mark.parametrize(
    ("comment", "state"),
    [
        ("# (review)", State.REVIEW),
        ("# (review) too long", State.REVIEW),
        ("# by hand\n#  (pofilter) endpunc: differs", State.REVIEW),
        ("#. (review) of an author", State.DONE),
        ("# reviewed", State.DONE),
        ("# (reviewed)", State.DONE),
        ("# see (review)", State.DONE),
        ('#~ msgid "old"\n# (review)', State.REVIEW),
        ('# (review)\n#~ msgctxt "o"\n#~ msgid "old"\n#~ msgstr "alt"\n', State.DONE),
    ],
)
def test_comments_of_translate_toolkit_are_read(comment: str, state: State) -> None:
    assert po(comment) is state


def test_a_text_without_a_target_stays_new() -> None:
    assert xliff(unit=' x:status="draft"', target="<target/>") is State.NEW
    assert csv(target="", status="draft") is State.NEW
    assert jsonl(target="", status="draft") is State.NEW
