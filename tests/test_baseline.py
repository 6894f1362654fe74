"""Findings that are known already: what a baseline holds, and what it lets through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.errors import FileError
from sxskit.findings import CODES, Finding
from sxskit.reports.baseline import (
    Baseline,
    OldBaselineError,
    dumps,
    loads,
)

LINK = Finding("docs/a.md", 9, "link", "7758d-103: b.md is missing", digest="0a1b")
QUOTE = Finding("docs/a.md", 2, "quote", "7758d-p101: « has no »", digest="77ff")
OTHER = Finding("docs/b.md", 5, "link", "91c0e-104: c.md is missing", digest="d00f")
EVERYWHERE = {"documents": ["docs/a.md", "docs/b.md"], "codes": list(CODES)}

any_findings = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["docs/a.md", "docs/é b.md", "c.md"]) | st.text(),
        st.integers(1),
        st.sampled_from(sorted(CODES)),
        st.text(),
        digest=st.sampled_from(["0a1b", "d00f", ""]) | st.text(),
    )
)


def known(*findings: Finding) -> Baseline:
    """The baseline of findings, once it has been a file."""
    return loads(dumps(findings))


# What is known


@given(any_findings)
def test_nothing_is_new_that_a_baseline_was_made_from(findings: list[Finding]) -> None:
    baseline = loads(dumps(findings))
    assert baseline.new(findings) == ()
    documents = {finding.document for finding in findings}
    assert baseline.gone(findings, documents=documents, codes=CODES) == 0


@given(any_findings, any_findings)
def test_whatever_is_found_is_known_or_new(before: list[Finding], now: list[Finding]) -> None:
    new = known(*before).new(now)
    assert len(new) >= len(now) - len(before)
    assert known(*before, *new).new(now) == ()


def test_without_a_known_one_every_finding_is_new() -> None:
    assert known().new([LINK, QUOTE]) == (LINK, QUOTE)


def test_a_finding_stays_known_when_its_line_moves() -> None:
    assert known(LINK).new([replace(LINK, line=1000)]) == ()


def test_a_finding_stays_known_when_its_message_is_worded_anew() -> None:
    for message in ("91c0e-p2044: b.md is missing", "the link leads nowhere", ""):
        assert known(LINK).new([replace(LINK, message=message, key=None)]) == ()


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, path="docs/c.md"),
        replace(LINK, code="url"),
        replace(LINK, digest="0a1c"),
        replace(LINK, digest=""),
    ],
    ids=["path", "code", "digest", "no digest"],
)
def test_a_finding_that_differs_is_new(other: Finding) -> None:
    assert known(LINK).new([other]) == (other,)


def test_of_three_known_the_fourth_is_new() -> None:
    moved = [replace(LINK, line=line) for line in (9, 10, 11, 12)]
    assert known(*moved[:3]).new(moved) == (moved[3],)


def test_new_findings_stay_in_their_order() -> None:
    assert known(QUOTE).new([LINK, QUOTE, OTHER]) == (LINK, OTHER)


# What is gone


def test_a_known_finding_that_is_mended_is_gone() -> None:
    assert known(LINK, LINK, QUOTE, OTHER).gone([LINK, OTHER], **EVERYWHERE) == 2


def test_a_new_finding_makes_up_for_none_that_is_gone() -> None:
    assert known(LINK).gone([OTHER, QUOTE], **EVERYWHERE) == 1


def test_what_was_not_looked_for_is_not_gone() -> None:
    baseline = known(LINK, QUOTE, OTHER)
    assert baseline.gone([], documents=["docs/b.md"], codes=CODES) == 1
    assert baseline.gone([], documents=["docs/a.md", "docs/b.md"], codes=["quote"]) == 1


# The file


def test_a_baseline_has_a_sorted_line_for_each_kind_of_finding() -> None:
    assert dumps([OTHER, LINK, QUOTE, replace(LINK, line=1)]).decode() == (
        "{\n"
        '  "sxskit-baseline": 2,\n'
        '  "findings": [\n'
        '    {"path": "docs/a.md", "code": "link", "digest": "0a1b", "count": 2},\n'
        '    {"path": "docs/a.md", "code": "quote", "digest": "77ff", "count": 1},\n'
        '    {"path": "docs/b.md", "code": "link", "digest": "d00f", "count": 1}\n'
        "  ]\n"
        "}\n"
    )


def test_a_baseline_of_nothing_is_a_file_too() -> None:
    assert dumps([]) == b'{\n  "sxskit-baseline": 2,\n  "findings": []\n}\n'
    assert known().known == {}


def test_a_baseline_does_not_depend_on_the_order_of_the_findings() -> None:
    assert dumps([LINK, QUOTE, OTHER]) == dumps([OTHER, LINK, QUOTE])


def test_a_baseline_does_not_change_with_lines_and_ids() -> None:
    assert dumps([replace(LINK, line=1, message="91c0e-999: b.md is missing")]) == dumps([LINK])


def test_half_a_surrogate_pair_is_written_and_read() -> None:
    odd = replace(LINK, path="\ud800 and \\ud800")
    assert known(odd).new([odd]) == ()


def test_a_file_saved_with_a_byte_order_mark_and_crlf_is_read() -> None:
    data = b"\xef\xbb\xbf" + dumps([LINK]).replace(b"\n", b"\r\n")
    assert loads(data).new([LINK]) == ()


def test_a_code_that_there_is_no_more_is_read() -> None:
    assert loads(dumps([LINK]).replace(b'"link"', b'"retired"')).new([LINK]) == (LINK,)


def entry(**changes: object) -> bytes:
    """A baseline file whose second finding has other members than it should."""
    members = {"path": '"a.md"', "code": '"link"', "digest": '"0a1b"', "count": "1"}
    members |= {name: str(value) for name, value in changes.items()}
    second = ", ".join(f'"{name}": {value}' for name, value in members.items() if value != "-")
    first = '{"path": "a.md", "code": "url", "digest": "0a1b", "count": 2}'
    return f'{{"sxskit-baseline": 2, "findings": [{first}, {{{second}}}]}}'.encode()


def test_a_file_written_by_hand_is_read() -> None:
    assert sum(loads(entry()).known.values()) == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON: expecting value at column 1"),
        (b"\xff\xfe{", "in UTF-16: save it as UTF-8"),
        (b"{\n\xff", "not UTF-8: byte 0xff: save it as UTF-8"),
        (b'{\n"a": 1,\n<<<<<<< HEAD\n', "not JSON: .* at column 1"),
        (b"[]", "not a baseline: 'sxskit-baseline' is missing"),
        (b'{"version": 1, "findings": []}', "not a baseline: 'sxskit-baseline' is missing"),
        (
            b'{"sxskit-baseline": 1, "findings": []}',
            r"version 1, not 2: renew it with sxs check \.\.\. --baseline FILE --write-baseline",
        ),
        (b'{"sxskit-baseline": 3, "findings": []}', "of version 3, not 2: a later sxs reads it"),
        (b'{"sxskit-baseline": 2}', "'findings' must be a list"),
        (b'{"sxskit-baseline": 2, "findings": {}}', "'findings' must be a list"),
        (b'{"sxskit-baseline": 2, "findings": ["a.md"]}', "finding 1: not an object"),
        (entry(digest="-"), "finding 2: 'digest' must be a string"),
        (entry(path="[1]"), "finding 2: 'path' must be a string"),
        (entry(code="null"), "finding 2: 'code' must be a string"),
        (entry(count="-"), "finding 2: 'count' must be a positive integer"),
        (entry(count=0), "finding 2: 'count' must be a positive integer"),
        (entry(count="true"), "finding 2: 'count' must be a positive integer"),
        (entry(count=1.5), "finding 2: 'count' must be a positive integer"),
        (entry(count="NaN"), "finding 2: 'count' must be a positive integer"),
        (entry(count="9" * 5000), "not JSON: number out of range"),
        (entry(code='"url"'), "finding 2: duplicate of finding 1"),
        (b"[" * 200_000, "the nesting is too deep|not JSON"),
    ],
)
def test_a_file_that_is_no_baseline_is_an_error_that_says_why(data: bytes, message: str) -> None:
    with pytest.raises(FileError, match=message) as caught:
        loads(data)
    assert "\n" not in str(caught.value)


def test_an_old_baseline_is_told_from_what_is_none_and_the_command_names_the_file() -> None:
    with pytest.raises(OldBaselineError, match=r"--baseline 'known a\.json' --write-baseline$"):
        loads(b'{"sxskit-baseline": 1, "findings": []}', "known a.json")


def test_an_error_in_the_json_has_its_line() -> None:
    with pytest.raises(FileError) as caught:
        loads(dumps([LINK]).replace(b'"count": 1', b'"count": '))
    at = caught.value.at("known.json")
    assert str(at).startswith("known.json:4: not JSON: expecting value at column ")


@given(st.binary() | st.text().map(str.encode))
def test_bytes_are_a_baseline_or_an_error_of_ours(data: bytes) -> None:
    try:
        loads(data)
    except FileError as error:
        assert str(error)
