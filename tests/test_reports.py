"""Findings as reports: what the programs that read them are told, character by character."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sxskit import __version__
from sxskit.findings import CODES, Finding, Severity
from sxskit.reports import FORMATS, ReportFormat, report

LINK = Finding("docs/a.md", 23, "link", "7758d-103: b.md is missing", digest="0a1b")
QUOTE = Finding("docs/a.md", 40, "quote", "7758d-105: « has no »")
LENGTH = Finding(
    *("docs/b.md", 7, "length", "91c0e-104: 3 times as long"),
    column=31,
    end_column=35,
    key="docs/b.md#91c0e-104",
    text="Небо",
)
DOCUMENTS = ["docs/a.md", "docs/b.md", "docs/night/c.md"]
UNREADABLE = "docs/d.md:3: not UTF-8: byte 0xe9: save it as UTF-8"

hostile = st.text(
    st.sampled_from("<>&\"'%,:[](){}\\`]]> \n\r\t\0\x0b\x1b\x7f\x85\x9b\u2028\ufffe\ud800aЯ😀")
    | st.characters(exclude_categories=["Cs"]),
    max_size=20,
)
any_findings = st.lists(
    st.builds(Finding, hostile, st.integers(1), st.sampled_from(sorted(CODES)), hostile)
).map(sorted)
any_reports = st.tuples(any_findings, st.lists(hostile, unique=True), st.lists(hostile))


def reported(
    format: ReportFormat,
    *findings: Finding,
    documents: Sequence[str] = DOCUMENTS,
    errors: Sequence[str] = (),
) -> str:
    return report(format, findings, documents=documents, errors=errors)


# All formats


@pytest.mark.parametrize("format", FORMATS)
@given(any_reports)
def test_a_report_has_a_byte_for_every_character_and_ends_its_last_line(
    format: ReportFormat, given: tuple[list[Finding], list[str], list[str]]
) -> None:
    findings, documents, errors = given
    text = report(format, findings, documents=documents, errors=errors)
    assert text.encode().decode() == text
    assert not text or text.endswith("\n")
    # Nothing that a terminal acts on, and no line but those of the format.
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_the_same_on_every_run(format: ReportFormat) -> None:
    first = reported(format, LINK, QUOTE, LENGTH, errors=[UNREADABLE])
    assert reported(format, LINK, QUOTE, LENGTH, errors=[UNREADABLE]) == first


# JSON


def test_json_says_what_was_found_where_and_how_bad_it_is() -> None:
    assert json.loads(reported("json", LINK, LENGTH, errors=[UNREADABLE])) == {
        "version": 1,
        "tool": {"name": "sxskit", "version": __version__},
        "counts": {
            "documents": 3,
            "findings": 2,
            "errors": 1,
            "severities": {"error": 1, "warning": 0, "info": 1},
            "codes": {"link": 1, "length": 1},
        },
        "findings": [
            {
                "document": "docs/a.md",
                "line": 23,
                "code": "link",
                "severity": "error",
                "message": "7758d-103: b.md is missing",
                "key": None,
                "column": None,
                "end_column": None,
            },
            {
                "document": "docs/b.md",
                "line": 7,
                "code": "length",
                "severity": "info",
                "message": "91c0e-104: 3 times as long",
                "key": "docs/b.md#91c0e-104",
                "column": 31,
                "end_column": 35,
            },
        ],
        "errors": [UNREADABLE],
    }


def test_json_without_findings_has_the_same_keys() -> None:
    empty = json.loads(reported("json", documents=[]))
    assert list(empty) == list(json.loads(reported("json", LINK)))
    assert (empty["findings"], empty["errors"], empty["counts"]["codes"]) == ([], [], {})


def test_json_counts_codes_in_the_order_of_their_table() -> None:
    counts = json.loads(reported("json", LENGTH, QUOTE, LINK, LINK))["counts"]
    assert list(counts["codes"].items()) == [("link", 2), ("quote", 1), ("length", 1)]


def test_json_has_letters_of_every_script_as_they_are() -> None:
    assert '"7758d-105: « has no »"' in reported("json", QUOTE)


@given(any_reports)
def test_json_holds_every_text(given: tuple[list[Finding], list[str], list[str]]) -> None:
    findings, documents, errors = given
    read = json.loads(report("json", findings, documents=documents, errors=errors))
    told = [(each["document"], each["message"]) for each in read["findings"]]
    assert told == [(finding.document, finding.message) for finding in findings]
    assert read["errors"] == errors


# SARIF

# The parts of SARIF 2.1.0 that a report has, with the types its sections say: of no object has the
# standard other members than it names, and each of these is always there.
_TEXT: object = {"text": str}
_LOCATION = {
    "physicalLocation": {
        "artifactLocation": {"uri": str, "uriBaseId": str},
        "region": {"startLine": int},
    }
}
# What a region may have besides.
_REGION = {"startColumn": int, "endColumn": int, "snippet": _TEXT}
_RESULT = {
    "ruleId": str,
    "ruleIndex": int,
    "level": str,
    "message": _TEXT,
    "locations": [_LOCATION],
    "partialFingerprints": {"sxskitIdentity/v2": str},
}
_RULE = {
    "id": str,
    "shortDescription": _TEXT,
    "fullDescription": _TEXT,
    "help": _TEXT,
    "defaultConfiguration": {"level": str},
}
_RUN = {
    "tool": {"driver": {"name": str, "version": str, "rules": [_RULE]}},
    "invocations": [
        {
            "executionSuccessful": bool,
            "toolExecutionNotifications": [{"level": str, "message": _TEXT}],
        }
    ],
    "columnKind": str,
    "results": [_RESULT],
}
_LOG = {"$schema": str, "version": str, "runs": [_RUN]}


def assert_shaped(value: object, shape: object, where: str = "") -> None:
    """Every object has the members of its shape and no other, all of them of their types."""
    if isinstance(shape, Mapping):
        assert isinstance(value, dict), where
        if where.endswith("/region"):
            shape = dict(shape) | {name: _REGION[name] for name in value if name in _REGION}
        assert set(value) == set(shape), where
        for name, member in value.items():
            assert_shaped(member, shape[name], f"{where}/{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for number, member in enumerate(value):
            assert_shaped(member, shape[0], f"{where}/{number}")
    else:
        assert type(value) is shape, where


class Sarif:
    """A SARIF report, read."""

    def __init__(self, *findings: Finding, errors: Sequence[str] = ()) -> None:
        log = json.loads(reported("sarif", *findings, errors=errors))
        assert_shaped(log, _LOG)
        assert log["version"] == "2.1.0"
        [run] = log["runs"]
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        self.rules = run["tool"]["driver"]["rules"]
        self.results = run["results"]
        [self.invocation] = run["invocations"]

    @property
    def texts(self) -> list[str]:
        return [result["message"]["text"] for result in self.results]

    @property
    def fingerprints(self) -> list[str]:
        return [result["partialFingerprints"]["sxskitIdentity/v2"] for result in self.results]

    @property
    def uris(self) -> list[str]:
        locations = [result["locations"][0]["physicalLocation"] for result in self.results]
        return [location["artifactLocation"]["uri"] for location in locations]


@given(any_findings, st.lists(hostile))
def test_sarif_has_the_shape_of_the_standard(findings: list[Finding], errors: list[str]) -> None:
    sarif = Sarif(*findings, errors=errors)
    assert len(sarif.results) == len(findings)
    for result, uri in zip(sarif.results, sarif.uris, strict=True):
        assert sarif.rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch("(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri)
    assert len(set(sarif.fingerprints)) == len(findings)


def test_sarif_has_a_rule_for_every_code() -> None:
    rules = Sarif().rules
    assert [rule["id"] for rule in rules] == list(CODES)
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert (levels["link"], levels["quote"], levels["length"]) == ("error", "warning", "note")
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_a_result_of_sarif_has_place_level_and_message() -> None:
    sarif = Sarif(LINK, QUOTE, LENGTH)
    assert [result["level"] for result in sarif.results] == ["error", "warning", "note"]
    assert sarif.texts == [LINK.message, QUOTE.message, LENGTH.message]
    assert sarif.results[0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "docs/a.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 23},
            }
        }
    ]
    [location] = sarif.results[2]["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": 31,
        "endColumn": 35,
        "snippet": {"text": "Небо"},
    }


@pytest.mark.parametrize("name", ["docs/a b.md", "звёзды/é.md", "a:10/x.md", "100%.md", "a#b?c.md"])
def test_a_name_is_a_relative_uri_in_sarif(name: str) -> None:
    [uri] = Sarif(Finding(name, 1, "link", "m")).uris
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(parts.path) == name


def test_a_message_of_sarif_has_no_placeholder() -> None:
    placeholder = Finding("a.md", 1, "placeholder", "{0} and {name} are missing")
    assert Sarif(placeholder).texts == ["{{0}} and {{name}} are missing"]
    descriptions = [rule["help"]["text"] for rule in Sarif().rules if rule["id"] == "placeholder"]
    assert "{{0}}" in descriptions[0]


def test_a_message_of_sarif_has_no_link() -> None:
    link = Finding("a.md", 1, "link", "[the [dome](dome.md) is missing, [!NOTE] and a[0] are not")
    assert Sarif(link).texts == ["[the \\[dome\\](dome.md) is missing, [!NOTE] and a[0] are not"]


def test_a_fingerprint_stays_when_lines_move_and_wordings_change() -> None:
    moved = Finding("docs/a.md", 90, "link", "91c0e-p2044: no b.md", digest="0a1b")
    assert Sarif(moved).fingerprints == Sarif(LINK).fingerprints


@pytest.mark.parametrize(
    "other",
    [replace(LINK, path="docs/b.md"), replace(LINK, code="url"), replace(LINK, digest="0a1c")],
    ids=["path", "code", "digest"],
)
def test_a_fingerprint_tells_findings_apart(other: Finding) -> None:
    assert Sarif(other).fingerprints != Sarif(LINK).fingerprints


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    first, second = Sarif(LINK, LINK).fingerprints
    assert [first] == Sarif(LINK).fingerprints
    assert first != second


def test_sarif_says_that_every_document_was_read() -> None:
    assert Sarif(LINK).invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_sarif_says_which_document_was_not_read() -> None:
    assert Sarif(errors=[UNREADABLE]).invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": UNREADABLE}}],
    }


# GitHub

# A command of a workflow: its name, its properties, its data.
_COMMAND = re.compile(
    r"::(?P<name>error|warning|notice)"
    r"(?: file=(?P<file>[^,:]*),line=(?P<line>[0-9]+)(?:,col=[0-9]+,endColumn=[0-9]+)?"
    r",title=(?P<title>[^,:]*))?::(?P<data>.*)"
)


def test_github_has_a_command_for_each_severity() -> None:
    assert reported("github", LINK, QUOTE, LENGTH) == (
        "::error file=docs/a.md,line=23,title=link::7758d-103: b.md is missing\n"
        "::warning file=docs/a.md,line=40,title=quote::7758d-105: « has no »\n"
        "::notice file=docs/b.md,line=7,col=31,endColumn=35,title=length::"
        "91c0e-104: 3 times as long\n"
    )


@pytest.mark.parametrize(
    ("column", "end_column", "place"),
    [
        (None, None, "line=7"),
        (1, None, "line=7,col=1"),
        (1, 1, "line=7,col=1,endColumn=1"),
        (9, 120, "line=7,col=9,endColumn=120"),
    ],
)
def test_github_has_the_columns_that_are_known(
    column: int | None, end_column: int | None, place: str
) -> None:
    finding = Finding("a.md", 7, "number", "x", column=column, end_column=end_column)
    expected = f"::warning file=a.md,{place},title=number::x\n"
    assert reported("github", finding) == expected


def test_github_has_an_error_for_a_document_that_was_not_read() -> None:
    assert reported("github", errors=[UNREADABLE]) == f"::error::{UNREADABLE}\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("sariff", "did you mean 'sarif'?"),
        ("JSON", "use one of json, sarif, github, junit"),
        ("text", "use one of json, sarif, github, junit"),
        ("", "use one of json, sarif, github, junit"),
    ],
)
def test_an_unknown_format_is_an_error_that_names_the_nearest(name: str, hint: str) -> None:
    format: Any = name
    with pytest.raises(ValueError, match="unknown format") as caught:
        reported(format)
    assert str(caught.value) == f"unknown format {name!r}: {hint}"


@pytest.mark.parametrize("format", FORMATS)
def test_a_finding_of_another_program_states_its_severity(format: ReportFormat) -> None:
    own = Finding("docs/a.md", 3, "linkk", "no such page", severity=Severity.WARNING)
    assert "linkk" in reported(format, own)
    stateless = Finding("docs/a.md", 3, "linkk", "no such page")
    with pytest.raises(ValueError, match="unknown code 'linkk': did you mean 'link'"):
        reported(format, stateless)


def test_a_rule_that_sarif_does_not_list_has_no_index() -> None:
    own = Finding("docs/a.md", 3, "moon", "no such page", severity=Severity.WARNING)
    [result] = json.loads(reported("sarif", own))["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("moon", "warning")
    assert "ruleIndex" not in result


def test_github_has_no_line_where_there_is_nothing() -> None:
    assert reported("github") == ""


def test_a_name_in_a_command_does_not_end_it() -> None:
    odd = Finding("a,line=1::b%.md", 2, "link", "100%, a::b\r\nc")
    assert reported("github", odd) == (
        "::error file=a%2Cline=1%3A%3Ab%25.md,line=2,title=link::100%25, a::b%0D%0Ac\n"
    )


def test_what_else_could_break_a_line_is_shown_in_a_command() -> None:
    odd = Finding("a.md", 2, "link", "a\x0bb\x85c\u2028d\x1b[2Je")
    assert reported("github", odd).endswith("::a\\x0bb\\x85c\\u2028d\\x1b[2Je\n")


@given(any_findings, st.lists(hostile))
def test_a_command_never_breaks(findings: list[Finding], errors: list[str]) -> None:
    text = report("github", findings, documents=[], errors=errors)
    *lines, end = text.split("\n")
    assert (len(lines), end) == (len(findings) + len(errors), "")
    for line, finding in zip(lines, findings, strict=False):
        command = _COMMAND.fullmatch(line)
        assert command
        assert (command["title"], command["line"]) == (finding.code, str(finding.line))


# JUnit

# The elements and attributes that Jenkins knows, of those that JUnit's XML has anywhere.
_KNOWN = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"name", "classname"},
    "error": {"type", "message"},
    "failure": {"type", "message"},
    "system-out": set[str](),
}


class JUnit:
    """A JUnit report, read."""

    def __init__(
        self,
        *findings: Finding,
        documents: Sequence[str] = DOCUMENTS,
        errors: Sequence[str] = (),
        fail_on: Severity | None = Severity.WARNING,
    ) -> None:
        text = report("junit", findings, documents=documents, errors=errors, fail_on=fail_on)
        root = etree.fromstring(text.encode())
        assert all(set(element.attrib) <= _KNOWN[str(element.tag)] for element in root.iter())
        [self.suite] = root
        self.cases = list(self.suite)

    @property
    def counts(self) -> tuple[str, ...]:
        return tuple(self.suite.attrib[name] for name in ("tests", "failures", "errors"))

    def inside(self, name: str) -> list[tuple[str, str, str, str]]:
        """Tag, type, message and text of what is in the test case of a document."""
        [case] = [case for case in self.cases if case.get("name") == name]
        return [
            (str(each.tag), each.get("type", ""), each.get("message", ""), each.text or "")
            for each in case
        ]


def test_junit_has_a_test_case_for_each_document() -> None:
    junit = JUnit(LINK, QUOTE, LENGTH)
    assert [case.get("name") for case in junit.cases] == DOCUMENTS
    assert junit.counts == ("3", "1", "0")


def test_a_document_without_findings_passes() -> None:
    assert JUnit(LINK).inside("docs/night/c.md") == []


def test_errors_and_warnings_are_one_failure() -> None:
    text = f"{LINK}\n{QUOTE}"
    assert JUnit(LINK, QUOTE).inside("docs/a.md") == [
        ("failure", "error", "error: 1, warning: 1", text)
    ]
    assert JUnit(QUOTE).inside("docs/a.md") == [("failure", "warning", "warning: 1", str(QUOTE))]


def test_what_is_good_to_know_is_output_and_no_failure() -> None:
    junit = JUnit(LENGTH)
    assert junit.inside("docs/b.md") == [("system-out", "", "", str(LENGTH))]
    assert junit.counts == ("3", "0", "0")


def test_a_document_may_fail_and_have_output() -> None:
    note = Finding("docs/a.md", 1, "length", "m")
    assert [tag for tag, *_ in JUnit(note, LINK).inside("docs/a.md")] == ["failure", "system-out"]


def test_what_does_not_reach_the_severity_that_fails_is_output() -> None:
    all = (LINK, QUOTE, LENGTH)
    strict = JUnit(*all, fail_on=Severity.INFO)
    assert [tag for tag, *_ in strict.inside("docs/b.md")] == ["failure"]
    assert strict.counts == ("3", "2", "0")
    mild = JUnit(*all, fail_on=Severity.ERROR)
    assert mild.inside("docs/a.md") == [
        ("failure", "error", "error: 1", str(LINK)),
        ("system-out", "", "", str(QUOTE)),
    ]
    assert mild.counts == ("3", "1", "0")
    never = JUnit(*all, fail_on=None)
    assert never.inside("docs/a.md") == [("system-out", "", "", f"{LINK}\n{QUOTE}")]
    assert never.counts == ("3", "0", "0")


def test_a_document_that_was_not_read_is_an_error_in_junit() -> None:
    junit = JUnit(LINK, errors=[UNREADABLE])
    message = "not UTF-8: byte 0xe9: save it as UTF-8"
    assert junit.inside("docs/d.md") == [("error", "unreadable", message, UNREADABLE)]
    assert junit.counts == ("4", "1", "1")


def test_an_error_without_a_place_is_an_error_in_junit() -> None:
    junit = JUnit(errors=["out of paper"])
    assert junit.inside("out of paper") == [("error", "unreadable", *["out of paper"] * 2)]


def test_a_finding_on_a_document_that_was_not_checked_is_reported() -> None:
    unknown = Finding("docs/gone.md", 1, "unknown-entry", "no such document")
    junit = JUnit(unknown)
    assert [tag for tag, *_ in junit.inside("docs/gone.md")] == ["failure"]
    assert junit.counts == ("4", "1", "0")


def test_junit_of_nothing_is_a_report() -> None:
    assert reported("junit", documents=[]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<testsuites>\n"
        '  <testsuite name="sxskit" tests="0" failures="0" errors="0" />\n'
        "</testsuites>\n"
    )


def test_a_character_that_xml_has_not_is_shown_as_its_code() -> None:
    odd = Finding("a\x00.md", 2, "link", "\x1b[2J\ufffe\ud800<&>]]>")
    [(_, _, _, text)] = JUnit(odd, documents=[]).inside("a\\x00.md")
    assert text == "a\\x00.md:2: link: \\x1b[2J\\ufffe\\ud800<&>]]>"


@given(any_reports)
def test_junit_is_xml_and_counts_right(
    given: tuple[list[Finding], list[str], list[str]],
) -> None:
    findings, documents, errors = given
    junit = JUnit(*findings, documents=documents, errors=errors)
    assert junit.counts == (
        str(len(junit.cases)),
        str(len({each.document for each in findings if each.severity is not Severity.INFO})),
        str(len({error.partition(": ")[0] for error in errors})),
    )
    texts = [each.text or "" for case in junit.cases for each in case]
    assert sum(text.count("\n") + 1 for text in texts) == len(findings) + len(errors)
