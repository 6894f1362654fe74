"""``sxs stats`` as a user meets it: what is counted, as a table and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sxskit import parse
from tests.helpers.cli import (
    DOME,
    FIXTURES,
    FRONT,
    PLAIN,
    Run,
    pair,
    posix,
    process,
    put,
    redirected,
    sxs,
    tree,
)

# By a machine: a text that stands in the dome too, one without a target, one that is its source.
GERMAN = FRONT.replace("ru-RU", "de-DE").replace("HT", "MT")
ROOF = f"""{GERMAN}{pair("1", "Die Kuppel", "The dome")}

{pair("2", "", "Look up.")} {pair("3", "Orion", "Orion")} {pair("4", "Orion", "Orion")}

{pair("5", "Zwei  Sterne.", "Two stars.")}
""".encode()
# Without a front matter.
NOTE = (pair("1", "Луна", "The moon") + "\n").encode()
TABLE = """\
                            ru-RU
documents                       1
  machine-translated            0    0.0%
  human-translated              1  100.0%
units                           2
  machine-translated            0    0.0%
  human-translated              2  100.0%
  untranslated                  0    0.0%
  identical                     0    0.0%
  repetitions                   0    0.0%
source words                    8
  in repetitions                0    0.0%
source characters              27
target words                    4
target characters              21

findings                        0
"""
DOME_FIGURES = {
    "documents": 1,
    "machine_documents": 0,
    "human_documents": 1,
    "units": 2,
    "machine_units": 0,
    "human_units": 2,
    "untranslated": 0,
    "identical": 0,
    "repetitions": 0,
    "repeated_words": 0,
    "source_words": 8,
    "source_characters": 27,
    "target_words": 4,
    "target_characters": 21,
}
ROOF_FIGURES = {
    "documents": 1,
    "machine_documents": 1,
    "human_documents": 0,
    "units": 5,
    "machine_units": 5,
    "human_units": 0,
    "untranslated": 1,
    "identical": 2,
    "repetitions": 1,
    "repeated_words": 1,
    "source_words": 8,
    "source_characters": 31,
    "target_words": 6,
    "target_characters": 29,
}
NOTE_FIGURES = {
    **dict.fromkeys(DOME_FIGURES, 0),
    "documents": 1,
    "units": 1,
    "source_words": 2,
    "source_characters": 7,
    "target_words": 1,
    "target_characters": 4,
}
EITHER_FORMAT = pytest.mark.parametrize("format", ["text", "json"])


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `docs` with a document in Russian, and a page without pairs."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    put("docs/dome.md", DOME)
    put("docs/plain.md", PLAIN)


def figures(*arguments: str, stdin: bytes = b"") -> Any:
    """What the JSON holds."""
    run = sxs("stats", *arguments, "--format", "json", "-q", stdin=stdin)
    assert (run.code, run.err) == (0, b""), run
    return json.loads(run.out)


def rows(table: bytes) -> dict[str, list[str]]:
    """The cells of a table that has one for every language, less the shares."""
    lines = [line for line in table.decode().split("\n") if line]
    return {
        line[:23].strip(): [cell for cell in line[23:].split() if "%" not in cell]
        for line in lines
        if not line.startswith("  ")
    }


# What is counted


def test_a_table_has_a_row_for_every_figure() -> None:
    assert sxs("stats", "docs", "-q") == Run(0, TABLE.encode(), b"")


def test_json_has_the_figures_of_every_language_their_total_and_the_findings() -> None:
    expected = {"languages": {"ru-RU": DOME_FIGURES}, "total": DOME_FIGURES, "findings": {}}
    assert figures("docs") == expected


def test_two_languages_are_counted_apart() -> None:
    put("docs/roof.md", ROOF)
    counted = figures("docs")
    assert list(counted["languages"]) == ["de-DE", "ru-RU"]
    assert counted["languages"] == {"de-DE": ROOF_FIGURES, "ru-RU": DOME_FIGURES}
    assert counted["total"] == {
        name: figure + DOME_FIGURES[name] for name, figure in ROOF_FIGURES.items()
    }
    assert counted["findings"] == {"untranslated": 1, "doubled-space": 1}


def test_a_table_has_a_column_for_every_language_and_one_for_the_total() -> None:
    put("docs/roof.md", ROOF)
    lines = sxs("stats", "docs", "-q").out.decode().split("\n")
    assert lines[0].split() == ["de-DE", "ru-RU", "total"]
    cells = rows("\n".join(lines[1:]).encode())
    assert cells["units"] == ["5", "2", "7"]
    assert cells["source words"] == ["8", "8", "16"]
    assert cells["findings"] == ["2"]
    assert max(map(len, lines)) < 80


def test_a_document_without_a_language_is_counted_as_one() -> None:
    put("docs/note.md", NOTE)
    counted = figures("docs")
    assert counted["languages"] == {"ru-RU": DOME_FIGURES, "": NOTE_FIGURES}
    assert counted["findings"] == {"no-front-matter": 1}
    first = sxs("stats", "docs", "-q").out.decode().split("\n")[0]
    assert first.split() == ["ru-RU", "(none)", "total"]


def test_a_language_is_the_same_however_its_tag_is_spelled() -> None:
    put("docs/a.md", DOME.replace(b"ru-RU", b"ru-ru"))
    assert list(figures("docs")["languages"]) == ["ru-RU"]


def test_a_text_that_stands_in_two_documents_is_a_repetition() -> None:
    put("docs/again.md", DOME)
    total = figures("docs")["total"]
    assert (total["units"], total["repetitions"], total["repeated_words"]) == (4, 2, 8)


def test_findings_are_counted_and_make_no_difference_to_the_exit_code() -> None:
    put("docs/roof.md", ROOF + b'<span data-ttu-id="6">')
    run = sxs("stats", "docs", "-q")
    assert (run.code, run.err) == (0, b"")
    table = run.out.decode()
    lines = table[table.index("findings") :].split("\n")[1:-1]
    counted = [line.split() for line in lines]
    assert counted == [["doubled-space", "1"], ["unclosed-unit", "1"], ["untranslated", "1"]]


def test_a_page_without_pairs_is_counted_where_it_is_named() -> None:
    assert figures("docs")["total"]["documents"] == 1
    total = figures("docs", "docs/plain.md")["total"]
    assert (total["documents"], total["units"]) == (2, 2)


@EITHER_FORMAT
def test_the_figures_do_not_depend_on_how_documents_are_named(format: str) -> None:
    put("docs/roof.md", ROOF)
    put("docs/night/again.md", DOME)
    expected = sxs("stats", "docs", "--format", format, "-q")
    named = ("docs/night", "./docs/roof.md", "docs", "docs/dome.md")
    assert sxs("stats", *named, "--format", format, "-q") == expected
    assert sxs("stats", str(Path("docs").absolute()), "--format", format, "-q") == expected


def test_the_fixtures_are_counted() -> None:
    shutil.copytree(FIXTURES, "sxs")
    paths = list(Path("sxs").rglob("*.md"))
    texts = [path.read_bytes().decode() for path in paths]
    counted = figures("sxs")
    units = sum(len(parse(text).units) for text in texts)
    assert counted["total"]["units"] == units > 100
    assert counted["total"]["documents"] == sum("tu-id=" in text for text in texts)
    for name, figure in counted["total"].items():
        assert figure == sum(each[name] for each in counted["languages"].values())
    checked = json.loads(sxs("check", "sxs", "--format", "json").out)
    assert counted["findings"] == checked["counts"]["codes"]


def test_counting_changes_no_file() -> None:
    before = tree()
    sxs("stats", "docs")
    assert tree() == before


# What is said, and the exit code


@EITHER_FORMAT
def test_counts_go_to_standard_error_unless_it_shall_be_quiet(format: str) -> None:
    quiet = process("stats", "docs", "--format", format, "-q")
    assert (quiet.code, quiet.err) == (0, b"")
    run = process("stats", "docs", "--format", format)
    assert (run.code, run.out) == (0, quiet.out)
    assert run.err.startswith(b"1 document, 2 units")
    assert run.err.count(b"\n") == 1


@EITHER_FORMAT
@pytest.mark.parametrize("folder", ["empty", "pages"])
def test_a_folder_without_documents_is_one_line(folder: str, format: str) -> None:
    Path("empty").mkdir()
    put("pages/plain.md", PLAIN)
    refusal = sxs("stats", folder, "--format", format).refusal
    assert refusal.startswith(f"{folder}: no document")


@EITHER_FORMAT
def test_what_cannot_be_read_is_said_and_the_others_are_counted(format: str) -> None:
    expected = sxs("stats", "docs", "--format", format, "-q")
    put("docs/bad.md", DOME + b"\xff")
    run = sxs("stats", "docs", "docs/missing.md", "--format", format, "-q")
    assert (run.code, run.out) == (1, expected.out)
    assert sorted(run.err.decode().split("\n")[:-1]) == [
        "docs/bad.md:10: not UTF-8: byte 0xff: save it as UTF-8",
        "docs/missing.md: no such file or directory",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("-", "docs"),
        ("docs", "--format", "sarif"),
        ("docs", "-o", "out"),
        ("docs", "--select", "link"),
        ("docs", "--root", "missing"),
        ("-", "--stdin-filename", "../dome.md"),
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_arguments_that_make_no_sense_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    run = sxs("stats", *arguments)
    assert (run.code, run.out) == (2, b"")
    assert run.err.startswith(b"Usage: sxs stats ")
    assert run.err.count(b"Error: ") == 1


# Streams and the root


@EITHER_FORMAT
def test_a_document_on_standard_input_is_counted(format: str) -> None:
    expected = sxs("stats", "docs/dome.md", "--format", format, "-q")
    assert sxs("stats", "-", "--format", format, "-q", stdin=DOME) == expected
    named = ("--stdin-filename", "docs/dome.md")
    assert sxs("stats", "-", *named, "--format", format, "-q", stdin=DOME) == expected


def test_empty_standard_input_is_a_document_without_units() -> None:
    total = figures("-")["total"]
    assert (total["documents"], total["units"]) == (1, 0)


def test_standard_input_that_is_not_utf_8_is_said() -> None:
    run = process("stats", "-", "-q", stdin=DOME + b"\xff")
    assert run.code == 1
    assert run.err.startswith(b"-:10: not UTF-8: byte 0xff: ")
    assert run.err.count(b"\n") == 1


def test_a_root_changes_no_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = figures("docs")
    monkeypatch.chdir(tmp_path)
    assert figures("project/docs", "--root", "project") == expected


@pytest.mark.parametrize("parent", ["..", "../project/..", "{}"])
def test_documents_anywhere_are_counted(parent: str, tmp_path: Path) -> None:
    expected = sxs("stats", "docs", "-q").out
    shutil.move("docs", "../docs")
    run = sxs("stats", f"{parent.format(tmp_path)}/docs", "-q")
    assert run == Run(0, expected, b"")


def test_with_english_documents_the_message_names_the_root(tmp_path: Path) -> None:
    put(str(tmp_path / "other/dome.md"), DOME)
    Path("english").mkdir()
    refusal = sxs("stats", "../other", "--english", "english", "-q").refusal
    assert refusal == "../other/dome.md: outside .: give --root ../other\n"


@EITHER_FORMAT
@pytest.mark.parametrize("name", ["missing", "bad.md", "bad", "empty"])
def test_after_an_error_there_is_no_table_of_zeros(name: str, format: str) -> None:
    Path("empty").mkdir()
    put("bad.md", DOME + b"\xff")
    put("bad/a.md", b"\xff")
    assert sxs("stats", name, "--format", format).refusal.startswith(name)


@EITHER_FORMAT
@pytest.mark.parametrize("environment", ["ascii", "latin-1", "utf-16"])
def test_the_figures_do_not_depend_on_the_terminal(format: str, environment: str) -> None:
    expected = process("stats", "docs", "--format", format, "-q")
    run = process("stats", "docs", "--format", format, "-q", PYTHONIOENCODING=environment)
    assert run == expected


@posix
@EITHER_FORMAT
def test_a_closed_standard_output_is_one_line(format: str) -> None:
    run = redirected(">&-", "stats", "docs", "--format", format, "-q")
    assert run.refusal.startswith("standard output: ")


@posix
@EITHER_FORMAT
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_figures_that_standard_output_cannot_take_are_one_line(format: str) -> None:
    run = redirected(">/dev/full", "stats", "docs", "--format", format, "-q")
    assert run.refusal.startswith("standard output: ")
