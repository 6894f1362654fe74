"""Findings: what they hold, how they compare, and the places, keys and digests that rules give."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from sxskit.catalog import (
    Catalog,
    Entry,
    Key,
    State,
)
from sxskit.checks.consistency import inconsistent
from sxskit.checks.documents import check
from sxskit.checks.frames import repaired
from sxskit.checks.outdated import outdated
from sxskit.cli.parameters import code_lists
from sxskit.dialect.document import parse
from sxskit.errors import FileError
from sxskit.exchange.merge import merge
from sxskit.findings import (
    CODES,
    FORMER,
    Finding,
    Severity,
    chosen,
)
from sxskit.reports import baseline
from sxskit.storage import settings

HEAD = '<span data-ttu-id="7758d-103">'
FRONT_MATTER = "---\ntitle: Sky\nms.contentlocale: ru-RU\n---\n"


def pair(source: str, target: str, id: str = "7758d-103") -> str:
    return (
        f'<span data-ttu-id="{id}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{id}">{source}</span></span>'
    )


def only(text: str, code: str) -> Finding:
    """The one finding of a code on a document."""
    [finding] = check(parse(FRONT_MATTER + text), "a.md", codes={code})
    return finding


# The constructor


def test_a_finding_is_made_as_before() -> None:
    by_place = Finding("a.md", 3, "link", "b.md is missing")
    by_name = Finding(document="a.md", line=3, code="link", message="b.md is missing")
    assert by_place == by_name
    assert (by_name.path, by_name.document) == ("a.md", "a.md")
    assert str(by_name) == "a.md:3: link: b.md is missing"


def test_a_document_is_replaced_by_either_name() -> None:
    finding = Finding("a.md", 3, "link", "m", key="a.md#7758d-103")
    changes: dict[str, Any] = {"document": "b.md"}
    assert replace(finding, **changes) == replace(finding, path="b.md")
    assert replace(finding, **changes).key == "a.md#7758d-103"


def test_a_finding_needs_a_code() -> None:
    with pytest.raises(TypeError, match="the code of a finding is missing"):
        Finding("a.md", 3)


def test_a_known_column_is_printed_behind_the_line() -> None:
    finding = Finding("a.md", 3, "link", "b.md is missing", column=31, end_column=35)
    assert str(finding) == "a.md:3:31: link: b.md is missing"


def test_the_severity_is_that_of_the_code_unless_stated() -> None:
    finding = Finding("a.md", 3, "link", "m")
    assert finding.severity is Severity.ERROR
    assert replace(finding, code="quote").severity is Severity.WARNING
    stated = Finding("a.md", 3, "link", "m", severity=Severity.INFO)
    assert replace(stated, line=4).severity is Severity.INFO
    changes: dict[str, Any] = {"severity": Severity.WARNING}
    assert replace(stated, **changes).severity is Severity.WARNING


def test_findings_are_sorted_by_path_line_code_and_message() -> None:
    expected = [
        Finding("a.md", 2, "url", "m", key="a.md#z", digest="9"),
        Finding("a.md", 10, "link", "m", column=9, text="z"),
        Finding("a.md", 10, "link", "n"),
        Finding("a.md", 10, "quote", "a", column=1),
        Finding("b.md", 1, "link", "m", severity=Severity.INFO),
    ]
    assert sorted(expected[at] for at in (3, 1, 0, 4, 2)) == expected


def test_findings_are_equal_whose_path_line_code_and_message_are() -> None:
    finding = Finding("a.md", 3, "link", "m", column=3, text="x", key="a.md#1", digest="1")
    assert finding == Finding("a.md", 3, "link", "m")
    assert len({finding, Finding("a.md", 3, "link", "m"), replace(finding, line=4)}) == 2


def test_a_copy_of_a_finding_is_whole() -> None:
    finding = Finding(
        *("a.md", 3, "link", "m"),
        column=3,
        end_column=5,
        severity=Severity.INFO,
        key="a.md#7758d-103",
        text="Не",
        digest="d",
    )
    assert repr(copy.copy(finding)) == repr(finding)


# The place


@pytest.mark.parametrize(
    ("before", "column"),
    [
        ("", 31),
        ("# ", 33),
        (f"{pair('Sky', 'Небо', '7758d-101')} ", 31 + len(pair("Sky", "Небо", "7758d-101")) + 1),
        (f"{pair('Sky', 'Не' + chr(10) + 'бо', '7758d-101')}\n| 😀 | ", 31 + 6),
        (pair("S" + chr(10) + "ky", "Небо", "7758d-101"), 31 + len("ky</span></span>")),
    ],
    ids=["first", "behind a mark", "behind a unit", "on another line", "behind a line break"],
)
def test_a_column_is_where_the_target_starts(before: str, column: int) -> None:
    text = FRONT_MATTER + before + pair("The sky", "Это  небо") + "\n"
    [finding] = check(parse(text), "a.md", codes={"doubled-space"})
    line = text.split("\n")[finding.line - 1]
    assert (finding.column, finding.text) == (column, "Это  небо")
    assert finding.end_column is not None
    assert line[column - 1 : finding.end_column - 1] == finding.text


def test_a_byte_order_mark_takes_no_column() -> None:
    [finding] = check(parse("\ufeff" + pair("Sky", "Небо  100")), "a.md", codes={"doubled-space"})
    assert finding.column == 31


def test_of_a_target_in_several_lines_the_first_one_is_shown() -> None:
    finding = only(pair("The sky\r\nis", "Это  небо\r\nвот"), "doubled-space")
    assert (finding.line, finding.column, finding.text) == (5, 31, "Это  небо")
    assert finding.end_column == 31 + len("Это  небо")


@pytest.mark.parametrize("text", [f"{HEAD}x", pair("a", "b") + pair("a", "b")])
def test_a_finding_on_markup_has_no_column(text: str) -> None:
    [finding] = check(parse(text), "a.md", codes={"unclosed-unit", "duplicate-id"})
    assert (finding.column, finding.end_column, finding.text) == (None, None, "")


# The key


def test_a_finding_on_a_unit_has_its_key() -> None:
    text = (
        pair("Sky.", "Небо  100 <b>")
        + '\n<img alt="'
        + pair("Sky", "Небо")
        + '">\n'
        + pair("a", "b", "7758d-105").replace('"', "&quot;")
    )
    findings = check(parse(FRONT_MATTER + text), "a.md", codes=CODES)
    keys = {finding.code: finding.key for finding in findings}
    of_units = ("doubled-space", "broken-page", "duplicate-id", "misplaced-pair", "tag", "number")
    assert {keys[code] for code in of_units} == {"a.md#7758d-103"}
    assert keys["damaged-frame"] == "a.md#7758d-105"


def test_a_finding_on_the_document_has_no_key() -> None:
    [finding] = check(parse(pair("Sky", "Небо")), "a.md", codes={"no-front-matter"})
    assert finding.key is None
    assert finding.digest


def test_a_frame_made_canonical_has_the_key_of_its_unit() -> None:
    text = pair("Sky", "Небо", "7758d-101") + pair("a", "b").replace('"', "&quot;")
    _, [finding] = repaired(parse(text), "a.md")
    assert finding.key == "a.md#7758d-103"


def merged(*entries: Entry, text: str = pair("The sky", "Небо")) -> Finding:
    """The one finding of merging entries."""
    catalog = Catalog("en-US", "ru-RU", entries)
    [finding] = merge(parse(FRONT_MATTER + text), "a.md", catalog).findings
    return finding


@pytest.mark.parametrize(
    ("code", "source", "target", "state"),
    [
        ("stale", "The moon", "Луна", State.DONE),
        ("needs-review", "The sky", "Наше небо", State.REVIEW),
        ("unsafe-target", "The sky", "Наше\n\nнебо", State.DONE),
    ],
)
def test_a_finding_of_merging_has_the_key_of_its_entry(
    code: str, source: str, target: str, state: State
) -> None:
    finding = merged(Entry(Key("a.md", "7758d-103"), source, target, state))
    assert (finding.code, finding.key) == (code, "a.md#7758d-103")
    other = merged(Entry(Key("a.md", "7758d-103"), source, f"{target}!", state))
    assert finding.digest != other.digest


def test_a_value_and_an_unknown_entry_have_keys() -> None:
    title = Entry(Key("a.md", "title"), "Sky", "Небо", State.REVIEW)
    unit = Entry(Key("a.md", "7758d-999"), "Sky", "Небо", State.DONE)
    assert (merged(title).key, merged(unit).key) == ("a.md#title", "a.md#7758d-999")
    assert merged(title).digest == merged(unit).digest


# The digest


def test_a_digest_is_of_source_and_target() -> None:
    same = {only(pair("Sky.", "Небо  100"), code).digest for code in ("doubled-space", "number")}
    assert len(same) == 1
    assert only(pair("Sky", "Небо  100"), "doubled-space").digest not in same
    assert only(pair("Sky.", "Небо  2"), "doubled-space").digest not in same


def test_a_digest_does_not_change_with_the_place_the_id_and_the_line_ends() -> None:
    first = only(pair("The\nsky", "Это\nнебо 100"), "number")
    moved = "# Hi\r\n\r\n" + pair(" The\r\nsky", "Это\r\nнебо 100 ", "91c0e-p1044")
    assert only(moved, "number").digest == first.digest


@pytest.mark.parametrize(
    "half",
    [
        '<span data-ttu-id="{}">Небо',
        "text &lt;span data-ttu-id=&quot;{}&quot;&gt;Небо",
        "<span data-ttu-id = '{}' >Небо",
        "<span data-ttu-id=&amp;quot;{}&amp;quot;>Небо",
    ],
)
def test_the_digest_of_a_line_does_not_change_with_the_ids_in_it(half: str) -> None:
    first, second = (
        only(half.format(id), "unclosed-unit").digest for id in ("7758d-103", "0ab1c-p2044")
    )
    assert first == second
    assert only(half.format("7758d-103") + "!", "unclosed-unit").digest != first


def test_every_finding_on_a_document_has_a_digest() -> None:
    text = f"{pair('Sky.', 'Небо  100')}\n{HEAD}x\n<a name=&quot;x&quot;></a>\n"
    found = [
        *check(parse(text), "a.md", codes=CODES),
        *outdated(parse(text), "a.md", None),
        *outdated(parse(FRONT_MATTER + text), "a.md", "# Sky\n"),
        *inconsistent({name: parse(pair("Sky", name)) for name in ("a.md", "b.md")}),
    ]
    assert len({finding.code for finding in found}) > 6
    assert all(finding.digest for finding in found)


# Codes of former versions

RENAMED = {"hyperlink": ("link",), "marks": ("emphasis", "escape"), "spelling": ()}


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("hyperlink", {"link"}),
        ("marks,link", {"emphasis", "escape", "link"}),
        ("spelling", set()),
        ("url, spelling ,hyperlink", {"url", "link"}),
    ],
)
def test_a_former_code_stands_for_those_that_replace_it(names: str, codes: set[str]) -> None:
    assert chosen(names, former=RENAMED) == codes


def test_no_code_is_a_former_one_too_and_what_replaces_one_is_a_code() -> None:
    assert not FORMER.keys() & CODES.keys()
    assert CODES.keys() >= {code for codes in FORMER.values() for code in codes}


@click.command()
@click.option("--select", multiple=True, callback=code_lists(RENAMED))
@click.option("--ignore", multiple=True, callback=code_lists(RENAMED))
def options(select: frozenset[str] | None, ignore: frozenset[str] | None) -> None:
    """Print the codes that two options name."""
    click.echo([select and sorted(select), ignore and sorted(ignore)])


def test_an_option_takes_a_former_code_with_one_note() -> None:
    arguments = ("--select", "hyperlink,url", "--select", "hyperlink", "--ignore", "hyperlink")
    run = CliRunner().invoke(options, arguments)
    assert run.exit_code == 0
    assert run.stdout == "[['link', 'url'], ['link']]\n"
    assert run.stderr == "the code 'hyperlink' is renamed: use 'link'\n"


def test_an_option_takes_a_retired_code_and_refuses_what_never_was_one() -> None:
    run = CliRunner().invoke(options, ("--select", "error", "--ignore", "spelling,marks"))
    assert run.exit_code == 0
    assert run.stderr == (
        "the code 'spelling' is no longer used: remove it\n"
        "the code 'marks' is renamed: use 'emphasis,escape'\n"
    )
    assert CliRunner().invoke(options, ("--select", "speling")).exit_code == 2


def test_without_a_former_code_there_is_no_note() -> None:
    assert CliRunner().invoke(options, ("--select", "link,default")).stderr == ""


def test_a_configuration_takes_a_former_code_with_one_note() -> None:
    data = b'select = ["hyperlink", "url"]\nignore = "spelling,hyperlink"\n'
    read = settings.loads(data, Path("site/sxskit.toml"), former=RENAMED)
    assert read.select == frozenset({"link", "url"})
    assert read.ignore == frozenset({"link"})
    assert read.notes == (
        "site/sxskit.toml: the code 'hyperlink' is renamed: use 'link'",
        "site/sxskit.toml: the code 'spelling' is no longer used: remove it",
    )
    assert settings.loads(b'select = "link"', Path("sxskit.toml"), former=RENAMED).notes == ()
    with pytest.raises(FileError, match="unknown code 'hyperlink'"):
        settings.loads(data, Path("site/sxskit.toml"))


def test_a_baseline_with_a_former_code_knows_what_replaces_it() -> None:
    link = Finding("a.md", 1, "link", "m", digest="0a")
    data = baseline.dumps([link, replace(link, digest="1b")]).replace(b'"link"', b'"hyperlink"')
    assert baseline.loads(data, former=RENAMED).new([link]) == ()
    assert baseline.loads(data).new([link]) == (link,)
