"""What others make of output: a terminal, a reader, the runner of a pipeline."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    CatalogError,
    Entry,
    Finding,
    Key,
    State,
    check,
    parse,
)
from sxskit.printable import one_line, shortened
from sxskit.storage.catalog_files import read_catalog
from tests.helpers.cli import DOME, only_where_names_are_bytes, put, sxs

# What .NET's TrimStart takes away, in which the runner of GitHub is written.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2007\u200a\u2028\u2029\u202f\u205f\u3000"
HALF = b'<span data-ttu-id="7758d-200">half a pair\n'
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def is_command(line: str) -> bool:
    """Whether a runner takes a line for a command, by its own rules."""
    anywhere = any(sign in line.lower() for sign in ("##[", "##vso[", "##teamcity["))
    return line.lstrip(BLANKS + "\ufeff").startswith("::") or anywhere


@given(st.text(st.sampled_from(f":#[vso a/.{BLANKS}\ufeff\r\x1b\0{TURNING}"), max_size=12))
def test_no_text_is_a_command_and_every_text_is_one_line(text: str) -> None:
    line = one_line(text)
    assert not is_command(line)
    assert not {*TURNING, "\r", "\n", "\u2028", "\x85", "\x1b"} & {*line}


@given(st.text(st.sampled_from("ab :#[]é日\\'\u3000"), max_size=12))
def test_what_is_no_command_stays_as_it_is(text: str) -> None:
    assert one_line(text) == text or is_command(text)


@only_where_names_are_bytes
@pytest.mark.parametrize(
    "name",
    [
        *("::error file=x::y.md", "::add-mask::a.md", " ::warning::x.md", "\u3000\xa0::x.md"),
        *("\r::notice::x.md", "\n::stop-commands::x.md", "##[error]x.md", "a ##[group]x.md"),
        *("\r##vso[task.complete]x.md", "##teamcity[x].md", "\ufeff::debug::x.md"),
    ],
    ids=ascii,
)
@pytest.mark.parametrize("arguments", [(), ("--format", "text", "-o", "out.txt")])
def test_a_name_of_a_file_is_no_command(name: str, arguments: tuple[str, ...]) -> None:
    put(name, DOME + HALF)
    put("latin.md", b"\xe9" + DOME)
    run = sxs("check", ".", "--no-cache", *arguments)
    said = run.out + run.err + (Path("out.txt").read_bytes() if arguments else b"")
    lines = re.split(r"[\r\n\u2028\u2029\x85\v\f]", said.decode())
    assert run.code == 1
    assert len(lines) == 4  # the finding, the error, the counts, and nothing
    assert not any(map(is_command, lines))
    assert "unclosed-unit" in said.decode()


@only_where_names_are_bytes
@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "junit"])
@pytest.mark.parametrize("turning", ["\u202e", "\u2066", "\u200f"], ids=ascii)
def test_what_turns_text_is_an_escape_in_names_and_texts(format: str, turning: str) -> None:
    put(f"a{turning}b.md", DOME + f'<a name="{turning}&quot;>\n'.encode() + HALF)
    run = sxs("check", ".", "--no-cache", "--format", format)
    said = run.out.decode()
    assert not any(unicodedata.bidirectional(each) in _TURNS for each in said)
    assert f"\\u{ord(turning):04x}" in said
    if format == "json":
        assert f"a{turning}b.md" in {each["document"] for each in json.loads(said)["findings"]}


_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_a_long_id_is_shown_by_its_start_and_its_end(format: str) -> None:
    for id in ("a" * 500 + "-7", "b" * 81, "c" * 80):
        put("docs/a.md", DOME + f'<span data-ttu-id="{id}">x\n'.encode())
        run = sxs("check", "docs", "--no-cache", "--format", format)
        shown = id if len(id) == 80 else f"{id[:52]}…{id[-27:]}"
        assert len(shown) == 80
        assert shown in run.out.decode()
        assert id == shown or id not in run.out.decode()


def test_a_long_tag_in_a_message_is_cut() -> None:
    tag = f"<a name=&quot;{'star ' * 99}>"
    found = check(parse(f"{DOME.decode()}{tag}\n"), "a.md")
    [message] = [each.message for each in found if each.code == "damaged-tag"]
    assert message.startswith("<a name=&quot;star star ")
    assert len(message) < 120


def test_a_long_quoted_text_is_cut_and_others_are_not() -> None:
    assert shortened(f"in the encoding {'a b' * 99!r}: x") == (
        f"in the encoding '{('a b' * 99)[:52]}…{('a b' * 99)[-27:]}': x"
    )
    for message in ("word " * 99, "x" * 80, f"'{'a ' * 40}'", f"{'a' * 80} {'b' * 80}"):
        assert shortened(message) == message


def test_a_finding_of_one_line_stays_one_of_it() -> None:
    finding = Finding("docs/" + "d" * 200 + ".md", 1, "stale", f"{'x' * 300}: y")
    assert "d" * 200 in str(finding)  # the name of a document is whole
    assert str(finding).endswith("x: y")
    assert len(finding.message) == 83


def test_a_long_id_in_a_catalog_is_cut_in_the_error_and_its_path_is_not() -> None:
    name = f"{'p' * 100}.jsonl"
    row = '{"doc": "a.md", "id": "%s", "source": "a", "target": "b", "state": "done"}\n'
    put(name, (row % ("i" * 300) * 2).encode())
    with pytest.raises(CatalogError, match=r"^p{100}\.jsonl:2: ") as error:
        read_catalog(Path(name))
    assert len(str(error.value)) < 250


def test_keys_stay_whole_where_they_are_data() -> None:
    entry = Entry(Key("a.md", "i" * 300), "a", "b", State.DONE)
    assert len(Catalog("en-US", "", (entry,)).entries[0].key.unit) == 300
