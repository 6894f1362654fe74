"""``sxs extract --memory`` and ``sxs update --memory``, as a user meets them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sxskit import Memory, read_catalog
from sxskit.formats import FORMATS, Format, suffix
from tests.helpers import cli
from tests.helpers.cache import HOUR, clock, reading, same, without_reading
from tests.helpers.cli import po, process, put, sxs, tree
from tests.helpers.hand_offs import HUMAN, MACHINE, Pairs, document

LONG = "The dome is open from dusk to dawn unless there are clouds."
LONGER = "The dome is open from dusk to dawn unless there are dark clouds."
OLD = [("Hi", "Привет"), ("Sky", "Небо"), (LONG, "Купол открыт.")]
NEW = [("Hi", "Хай"), ("Moon", "Луна"), (LONGER, "")]
EXTRACT = ("extract", "docs", "-o", "po", "--memory", "ru.sxsm")
FOUND = [("Привет", "done"), ("Луна", "review"), ("Купол открыт.", "review")]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory of an older hand-off by people, and documents of a newer one by a machine."""
    monkeypatch.chdir(tmp_path)
    put_document("old/a.md", OLD, HUMAN)
    put_document("docs/a.md", NEW)
    assert sxs("memory", "add", "old", "--root", "old", "--memory", "ru.sxsm").code == 0


def put_document(path: str, pairs: Pairs, by: str = MACHINE, ids: str = "bbbbb") -> None:
    put(path, document(pairs, by, ids).text.encode())


def texts(path: str) -> list[tuple[str, str]]:
    return [(each.target, str(each.state)) for each in read_catalog(path).entries]


@pytest.mark.parametrize("format", FORMATS)
def test_an_extracted_catalog_has_the_translations_of_the_memory(format: Format) -> None:
    run = sxs("extract", "docs", "-o", f"ru{suffix(format)}", "--format", format, *EXTRACT[4:])
    assert (run.code, run.out) == (0, b""), run
    assert run.counts == b"1 document, 3 units: 1 catalog written, 2 matched"
    assert texts(f"ru{suffix(format)}") == FOUND


def test_a_near_match_in_po() -> None:
    sxs(*EXTRACT)
    assert (
        "#, fuzzy\n"
        f'#| msgid "{LONG}"\n'
        'msgctxt "bbbbb-103"\n'
        f'msgid "{LONGER}"\n'
        'msgstr "Купол открыт."\n'
    ) in Path("po/docs/a.md.po").read_bytes().decode()


def test_a_threshold() -> None:
    assert b"1 matched" in sxs(*EXTRACT, "--threshold", "97").counts
    assert b"1 matched" in sxs(*EXTRACT, "--threshold", "100").counts
    assert sxs(*EXTRACT, "--threshold", "59").code == 2


def test_several_processes_write_the_same() -> None:
    verbatim = "Nothing to translate here.\n" * 30_000
    for name in "bcde":
        text = document([*NEW, (f"{LONG} {name}", "")], ids=f"{name}bbbb").text
        put(f"docs/{name}.md", f"{text}\n{verbatim}".encode())
    for jobs in ("1", "2"):
        run = cli.sxs("extract", "docs", "-o", jobs, *EXTRACT[4:], "-j", jobs, "--no-cache")
        assert run.counts == b"5 documents, 19 units: 5 catalogs written, 14 matched"
    assert tree("1") == tree("2")


def test_a_result_is_reused_until_the_memory_changes() -> None:
    first = sxs(*EXTRACT)
    again = without_reading(*EXTRACT)
    assert again.counts == first.counts.replace(b"1 catalog", b"0 catalogs")
    put_document("more.md", [("Moon", "Месяц")], HUMAN)
    assert sxs("memory", "add", "more.md", "--memory", "ru.sxsm").code == 0
    same(*EXTRACT)
    assert texts("po/docs/a.md.po")[1] == ("Месяц", "done")
    without_reading(*EXTRACT)


def test_a_memory_that_may_still_change_is_not_relied_on() -> None:
    """Its size and times may stay the same within a tick of the clock."""
    sxs(*EXTRACT)
    for target in ("Месяц", "Лунка", "Сияет"):
        put_document("more.md", [("Moon", target)], HUMAN, "ccccc")
        assert sxs("memory", "add", "more.md", "--memory", "ru.sxsm").code == 0
        sxs(*EXTRACT)
        assert texts("po/docs/a.md.po")[1] == (target, "done")


def test_bytes_are_compared_where_it_is_asked_for() -> None:
    with clock(HOUR):
        sxs(*EXTRACT)
        with reading() as read:
            sxs(*EXTRACT, "--verify-cache")
    assert read


def test_edits_in_a_catalog_are_not_replaced_by_the_memory() -> None:
    sxs(*EXTRACT)
    cli.edit("po/docs/a.md.po", "Купол открыт.", "Купол открыт, да.")
    before = tree("po")
    run = sxs(*EXTRACT)
    assert run.code == 1
    assert b"po/docs/a.md.po: not written, because edits in 1 entry would be lost" in run.err
    assert tree("po") == before


def test_what_is_not_edited_is_extracted_again() -> None:
    sxs(*EXTRACT)
    assert sxs(*EXTRACT[:-2]).code == 0
    assert texts("po/docs/a.md.po") == [("Хай", "review"), ("Луна", "review"), ("", "new")]


def test_an_update_takes_what_its_catalogs_do_not_have() -> None:
    put_document("was/docs/a.md", [("Moon", "Месяц"), ("Star", "Звезда")], ids="aaaaa")
    sxs("extract", "was/docs", "--root", "was", "-o", "po")
    cli.edit("po/docs/a.md.po", '#, fuzzy\nmsgctxt "aaaaa-101"', 'msgctxt "aaaaa-101"')
    run = sxs("update", "po", "docs", "-o", "new", "--base", "was", "--memory", "ru.sxsm")
    assert run.code == 0, run
    assert run.counts == b"1 document, 3 units: 1 carried, 2 matched, 1 catalog written"
    assert texts("new/docs/a.md.po") == [FOUND[0], ("Месяц", "done"), FOUND[2]]
    again = sxs("update", "new", "docs", "--in-place", "--memory", "ru.sxsm")
    assert again.counts == b"1 document, 3 units: 3 kept, 0 catalogs written"


# Without rapidfuzz


@pytest.fixture
def _without_rapidfuzz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In processes it cannot be imported, as if it was not installed."""
    put("hook/sitecustomize.py", b"import sys\nsys.modules['rapidfuzz'] = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hook"))


SAID = b"rapidfuzz is not installed, only equal sources match: pip install 'sxskit[memory]'\n"


@pytest.mark.usefixtures("_without_rapidfuzz")
def test_extract_without_rapidfuzz_has_exact_matches_and_one_line() -> None:
    put_document("docs/b.md", NEW, ids="ccccc")
    run = process(*EXTRACT, "--no-cache")
    assert (run.code, run.err.count(SAID), run.err.count(b"\n")) == (0, 1, 2)
    assert texts("po/docs/a.md.po") == [*FOUND[:2], ("", "new")]
    assert SAID not in process(*EXTRACT, "--no-cache", "--threshold", "100").err
    assert SAID not in process(*EXTRACT[:-2], "--no-cache").err


@pytest.mark.usefixtures("_without_rapidfuzz")
def test_near_matches_are_made_when_rapidfuzz_is_installed_later() -> None:
    process(*EXTRACT, "-q")
    with clock(HOUR):
        assert b"2 matched" in sxs(*EXTRACT).counts
    assert texts("po/docs/a.md.po") == FOUND


@pytest.mark.usefixtures("_without_rapidfuzz")
@pytest.mark.parametrize("options", [(), ("--memory", "ru.sxsm"), ("--base", "was")])
def test_update_without_rapidfuzz_has_exact_matches_and_one_line(options: tuple[str, ...]) -> None:
    put_document("was/docs/a.md", OLD, ids="aaaaa")
    sxs("extract", "was/docs", "--root", "was", "-o", "po")
    cli.edit("po/docs/a.md.po", "Привет", "Здравствуй")
    run = process("update", "po", "docs", "-o", "new", *options)
    assert (run.code, run.err.count(SAID), run.err.count(b"\n")) == (0, 1, 2), run
    assert [each.source for each in read_catalog("new/docs/a.md.po").entries] == [
        source for source, _ in NEW
    ]
    assert texts("new/docs/a.md.po")[2] == ("", "new")


@pytest.mark.usefixtures("_without_rapidfuzz")
def test_diff_without_rapidfuzz_has_exact_matches_and_one_line() -> None:
    run = process("diff", "old", "docs")
    assert (run.code, run.err.count(SAID), run.err.count(b"\n")) == (0, 1, 2), run
    assert b"no match" in run.out


# Bad input: one line, and nothing is written.


def refused(*arguments: str) -> str:
    before = tree()
    run = sxs(*arguments)
    assert (run.code, run.out) == (1, b""), run
    assert tree() == before
    [line, *counts] = run.err.decode().rstrip("\n").split("\n")
    assert len(counts) <= 1
    return line


@pytest.fixture(params=["extract", "update"])
def command(request: pytest.FixtureRequest) -> tuple[str, ...]:
    if request.param == "extract":
        return EXTRACT
    put("ru.po", po(document="docs/a.md"))
    return ("update", "ru.po", "docs", "-o", "new.po", "--memory", "ru.sxsm")


def test_no_memory(command: tuple[str, ...]) -> None:
    Path("ru.sxsm").unlink()
    assert refused(*command) == "ru.sxsm: no such memory: create it with `sxs memory add`"
    put("ru.sxsm", b"# Stargazer\n")
    assert refused(*command) == "ru.sxsm: not a memory of sxskit: give another file"
    Path("ru.sxsm").unlink()
    Path("ru.sxsm").mkdir()
    assert refused(*command) == "ru.sxsm: not a memory: it is not a regular file"


def test_a_memory_of_a_newer_version(command: tuple[str, ...]) -> None:
    database = sqlite3.connect("ru.sxsm")
    database.execute("PRAGMA user_version = 2")
    database.close()
    assert refused(*command).startswith("ru.sxsm: a memory of version 2, but this sxskit reads")


@pytest.mark.parametrize("table", ["text", "translation", "document"])
def test_a_damaged_memory(command: tuple[str, ...], table: str) -> None:
    database = sqlite3.connect("ru.sxsm")
    database.execute(f"DROP TABLE {table}")
    database.close()
    assert refused(*command).startswith("ru.sxsm: a damaged memory: restore a copy of it")


def test_a_memory_of_another_language(command: tuple[str, ...]) -> None:
    put("docs/a.md", document(NEW, language="de-DE").text.encode())
    put("ru.po", po(document="docs/a.md").replace(b"ru", b"de"))
    line = refused(*command)
    assert line.endswith(
        "no translations from en-US to de-DE in the memory, only en-US to ru-RU: "
        "give another memory, or none"
    )
    assert line.startswith(("docs/a.md: ", "ru.sxsm: "))


def test_an_empty_memory_gives_nothing(command: tuple[str, ...]) -> None:
    Path("ru.sxsm").unlink()
    Memory.at("ru.sxsm", create=True).close()
    assert sxs(*command).code == 0
