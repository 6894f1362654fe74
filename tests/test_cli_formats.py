"""The commands with every format: what is written where, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sxskit import (
    Entry,
    Frame,
    Key,
    State,
    Unit,
    read_catalog,
    write_catalog,
)
from sxskit.cli.main import main
from sxskit.formats import FORMATS, Format, suffix

FRONT = "---\nms.translationtype: {}\nms.contentlocale: ru-RU\n---\n"


def pair(target: str, source: str, id: str) -> str:
    return Unit(id, source, target, Frame.of(id)).text


MACHINE = f"{FRONT.format('MT')}# {pair('Купол', 'The **dome**', '7758d-103')}\n".encode()
HUMAN = f"{FRONT.format('HT')}{pair('Зал', 'The hall', '7758d-104')}\n".encode()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/a.md").write_bytes(MACHINE)
    Path("docs/b.md").write_bytes(HUMAN)


def sxs(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.stderr
    assert "Traceback" not in result.stderr
    return result


def names(folder: str) -> list[str]:
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return [path.relative_to(folder).as_posix() for path in found]


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_receives_one_catalog_per_document(format: Format) -> None:
    sxs("extract", "docs", "-o", "out", "--format", format)
    end = suffix(format)
    assert names("out") == [f"docs/a.md{end}", f"docs/b.md{end}"]
    sxs("merge", "docs", "-c", "out", "-o", "merged")
    assert Path("merged/docs/a.md").read_bytes() == MACHINE
    assert Path("merged/docs/b.md").read_bytes() == HUMAN


@pytest.mark.parametrize("name", ["ru.po", "ru.xlf", "ru.XLIFF", "ru.tmx", "ru.jsonl", "ru.csv"])
def test_a_file_is_one_catalog_in_the_format_of_its_name(name: str) -> None:
    sxs("extract", "docs", "-o", name)
    assert [str(entry.key) for entry in read_catalog(Path(name)).entries] == [
        "docs/a.md#7758d-103",
        "docs/b.md#7758d-104",
    ]
    sxs("merge", "docs", "-c", name, "--in-place")
    assert Path("docs/a.md").read_bytes() == MACHINE


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("other", FORMATS)
def test_every_format_becomes_every_other(format: Format, other: Format) -> None:
    sxs("extract", "docs", "-o", f"one{suffix(format)}", "--format", format)
    sxs("convert", f"one{suffix(format)}", "-o", f"two{suffix(other)}", "--format", other)
    one, two = read_catalog(Path(f"one{suffix(format)}")), read_catalog(Path(f"two{suffix(other)}"))
    assert two.entries == one.entries
    sxs("merge", "docs", "-c", f"two{suffix(other)}", "--in-place", "--strict")


def test_a_folder_is_converted_to_a_folder() -> None:
    sxs("extract", "docs", "-o", "po")
    result = sxs("convert", "po", "-o", "xlf", "--format", "xliff2", "--inline", "codes")
    assert names("xlf") == ["docs/a.md.xlf", "docs/b.md.xlf"]
    assert b"<pc " in Path("xlf/docs/a.md.xlf").read_bytes()
    assert ": 2 catalogs written, " in result.stderr


def test_a_catalog_that_cannot_be_read_stops_no_other() -> None:
    sxs("extract", "docs", "-o", "po")
    Path("po/docs/a.md.po").write_bytes(b"<html>")
    result = sxs("convert", "po", "-o", "csv", "--format", "csv", "-q", code=1)
    assert result.stderr == "po/docs/a.md.po:1: not PO: '<html>'\n"
    assert names("csv") == ["docs/b.md.csv"]


def test_catalogs_of_several_formats_are_merged_as_they_come() -> None:
    sxs("extract", "docs/a.md", "-o", "mixed", "--format", "xliff")
    sxs("extract", "docs/b.md", "-o", "mixed", "--format", "csv")
    path = Path("mixed/docs/b.md.csv")
    path.write_bytes(path.read_bytes().replace("Зал".encode(), "Холл".encode()))
    sxs("merge", "docs", "-c", "mixed", "--in-place")
    assert Path("docs/b.md").read_bytes() == HUMAN.replace("Зал".encode(), "Холл".encode())


def test_a_document_in_two_formats_is_refused() -> None:
    sxs("extract", "docs/a.md", "-o", "mixed")
    sxs("extract", "docs/a.md", "-o", "mixed", "--format", "jsonl")
    result = sxs("merge", "docs/a.md", "-c", "mixed", "--in-place", "-q", code=1)
    assert "duplicate entry docs/a.md#7758d-103, also in mixed/docs/a.md." in result.stderr


THEIRS = r"C:\work\a.md"


def renamed(format: Format, theirs: str = THEIRS, *, target: str = "Свод") -> None:
    """Change the catalog of a.md as a tool does that writes paths of its own."""
    path = Path(f"o/docs/a.md{suffix(format)}")
    catalog = read_catalog(path)
    entries = [
        replace(entry, key=Key(theirs, entry.key.unit), target=target) for entry in catalog.entries
    ]
    write_catalog(path, replace(catalog, entries=tuple(entries)), format=format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_catalog_that_a_tool_has_renamed_is_taken_with_an_info(format: Format) -> None:
    sxs("extract", "docs", "-o", "o", "--format", format)
    name = f"o/docs/a.md{suffix(format)}"
    renamed(format)
    result = sxs("merge", "docs", "-c", "o", "--accept-fuzzy", "--strict", "-o", "new", "-q")
    assert result.stdout == (
        f"docs/a.md:1: renamed-document: {name} names {THEIRS}, "
        "but contains the ids and sources of this document\n"
    )
    assert Path("new/docs/a.md").read_bytes() == MACHINE.replace("Купол".encode(), "Свод".encode())
    assert Path("new/docs/b.md").read_bytes() == HUMAN
    assert sxs("merge", "docs", "-c", "o", "--in-place", "--accept-fuzzy").stdout == result.stdout
    assert Path("docs/a.md").read_bytes() == Path("new/docs/a.md").read_bytes()


@pytest.mark.parametrize("theirs", ["/home/x/a.md", "b.md", "../docs/a.md", "project"])
@pytest.mark.parametrize("named", ["o", "o/docs/a.md.xlf"])
def test_a_renamed_catalog_is_known_by_its_own_path(theirs: str, named: str) -> None:
    sxs("extract", "docs/a.md", "-o", "o", "--format", "xliff")
    renamed("xliff", theirs)
    sxs("merge", "docs", "-c", named, "--in-place", "--accept-fuzzy")
    assert Path("docs/a.md").read_bytes() == MACHINE.replace("Купол".encode(), "Свод".encode())


def test_a_check_says_of_a_renamed_catalog_what_merging_would() -> None:
    sxs("extract", "docs/a.md", "-o", "o", "--format", "xliff")
    renamed("xliff", target="Свод  неба")
    result = sxs("check", "docs", "-c", "o", "--accept-fuzzy", code=1)
    assert "docs/a.md:1: renamed-document: " in result.stdout
    assert "doubled-space" in result.stdout
    assert "renamed" not in sxs("check", "docs", "-c", "o", "--select", "link", code=0).stdout


def test_a_renamed_catalog_may_hold_values_of_the_front_matter() -> None:
    Path("english/docs").mkdir(parents=True)
    Path("english/docs/a.md").write_bytes(b"---\ntitle: Sky\n---\n# The **dome**\n")
    Path("docs/a.md").write_bytes(MACHINE.replace(b"---\nms", "---\ntitle: Небо\nms".encode(), 1))
    sxs("extract", "docs", "-o", "o", "--english", "english")
    renamed("po")
    sxs("merge", "docs", "-c", "o", "--in-place", "--accept-fuzzy", "--english", "english")
    assert Path("docs/a.md").read_bytes().count("Свод".encode()) == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda entries: [replace(entries[0], source="The dome"), *entries[1:]],
        lambda entries: [*entries, replace(entries[0], key=Key(THEIRS, "7758d-999"))],
        lambda entries: [*entries, replace(entries[0], key=Key("D:/x.md", "7758d-999"))],
        lambda entries: [replace(entries[0], key=Key(THEIRS, "ms.contentlocale"))],
    ],
)
def test_a_catalog_that_disagrees_with_the_document_is_not_taken_for_it(
    make: Callable[[tuple[Entry, ...]], list[Entry]],
) -> None:
    sxs("extract", "docs", "-o", "o", "--format", "xliff")
    renamed("xliff")
    path = Path("o/docs/a.md.xlf")
    catalog = read_catalog(path)
    write_catalog(path, replace(catalog, entries=tuple(make(catalog.entries))))
    result = sxs("merge", "docs", "-c", "o", "--in-place", "--accept-fuzzy", "-q", code=1)
    assert result.stderr.startswith(f"o/docs/a.md.xlf: for {THEIRS}, not for docs/a.md: ")
    assert Path("docs/a.md").read_bytes() == MACHINE


@pytest.mark.parametrize("theirs", ["docs/b.md", "/etc/passwd", "../a", "C:\\a.md\\b"])
def test_a_catalog_of_another_document_is_not_a_renamed_one(theirs: str) -> None:
    sxs("extract", "docs", "-o", "o")
    renamed("po", theirs)
    result = sxs("merge", "docs", "-c", "o", "--in-place", "--accept-fuzzy", "-q", code=1)
    assert result.stderr.startswith(f"o/docs/a.md.po: for {theirs}, not for docs/a.md: ")
    assert Path("docs/a.md").read_bytes() == MACHINE


def test_a_renamed_catalog_elsewhere_is_not_taken() -> None:
    sxs("extract", "docs", "-o", "o", "--format", "xliff")
    renamed("xliff")
    Path("o/docs/a.md.xlf").rename("agency.xlf")
    result = sxs("merge", "docs/a.md", "-c", "agency.xlf", "--in-place", "-q", code=1)
    assert result.stderr.startswith(f"agency.xlf: for {THEIRS}, not for docs/a.md: ")


def test_memories_of_people_and_of_machines_are_apart() -> None:
    sxs("extract", "docs", "-o", "ru.tmx", "--split-by", "translation-type")
    assert not Path("ru.tmx").exists()
    [human] = read_catalog(Path("ru.ht.tmx")).entries
    [machine] = read_catalog(Path("ru.mt.tmx")).entries
    assert (human.target, human.state) == ("Зал", State.DONE)
    assert (machine.target, machine.state) == ("Купол", State.REVIEW)
    sxs("extract", "docs", "-o", "tm", "--format", "tmx", "--split-by", "translation-type")
    assert names("tm") == ["docs/a.md.mt.tmx", "docs/b.md.ht.tmx"]
    sxs("merge", "docs", "-c", "tm", "--in-place", "--strict")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("docs", "-o", "ru.po", "--format", "xliff"), "ru.po is not the name of a xliff file"),
        (("docs", "-o", "out", "--format", "yaml"), "'yaml' is not one of"),
        (("docs", "-o", "out", "--inline", "codes"), "po has no inline codes"),
        (("docs", "-o", "out.csv", "--inline", "codes"), "csv has no inline codes"),
        (("docs", "-o", "out", "--unique"), "are for tmx"),
        (("docs", "-o", "out.xlf", "--no-identical"), "are for tmx"),
        (
            ("docs", "-o", "out", "--format", "jsonl", "--split-by", "translation-type"),
            "are for tmx",
        ),
        (("docs", "-o", "-", "--format", "tmx", "--split-by", "translation-type"), "two files"),
        (("docs", "-o", "out.tmx", "--split-by", "state"), "'state' is not"),
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(arguments: tuple[str, ...], what: str) -> None:
    assert what in sxs("extract", *arguments, code=2).stderr
    assert names(".") == ["docs/a.md", "docs/b.md"]


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("no.po", "-o", "x.xlf"), 1, "no.po: no such file or directory"),
        (("docs/a.md", "-o", "x.xlf"), 1, "docs/a.md: not a catalog"),
        (("docs", "-o", "x"), 1, "docs: contains no catalogs"),
        (("docs", "-o", "x.po"), 2, "docs is a folder: give a folder with -o, too"),
        (("", "-o", "x.po"), 2, "the path is empty"),
    ],
)
def test_what_cannot_be_converted_is_one_line(
    arguments: tuple[str, ...], code: int, what: str
) -> None:
    assert what in sxs("convert", *arguments, code=code).stderr


def test_nothing_is_converted_over_itself_or_over_another() -> None:
    sxs("extract", "docs", "-o", "all", "--format", "tmx")
    before = Path("all/docs/a.md.tmx").read_bytes()
    result = sxs("convert", "all", "-o", "all", "--format", "tmx", "--no-identical", "-q", code=1)
    assert result.stderr.count("it would overwrite itself") == 2
    sxs("extract", "docs/a.md", "-o", "all")
    result = sxs("convert", "all", "-o", "new", "--format", "jsonl", "-q", code=1)
    what = "new/docs/a.md.jsonl is already made from all/docs/a.md.po"
    assert f"all/docs/a.md.tmx: not converted: {what}" in result.stderr
    assert Path("all/docs/a.md.tmx").read_bytes() == before


def test_a_folder_is_converted_into_itself_but_once() -> None:
    sxs("extract", "docs", "-o", "po")
    for _ in range(2):
        sxs("convert", "po", "-o", "po/xlf", "--format", "xliff")
    assert names("po") == [
        *("docs/a.md.po", "docs/b.md.po", "xlf/docs/a.md.xlf", "xlf/docs/b.md.xlf")
    ]


def test_a_name_that_no_format_has_is_wrong_usage() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    assert "ru.json" in sxs("convert", "ru.po", "-o", "ru.json", code=2).stderr
    assert not Path("ru.json").exists()


def test_a_new_entry_with_a_target_is_for_machines() -> None:
    line = '{"doc":"a.md","id":"7-1","source":"x","target":"Neu","state":"new"}\n'
    Path("ru.jsonl").write_bytes(line.encode())
    sxs("convert", "ru.jsonl", "-o", "ru.TMX", "--split-by", "translation-type")
    assert Path("ru.mt.TMX").exists()


def test_inline_codes_may_be_asked_for_before_the_command() -> None:
    sxs("--inline", "codes", "extract", "docs", "-o", "ru.xlf")
    assert b"<bpt " in Path("ru.xlf").read_bytes()
    sxs("--inline", "codes", "merge", "docs", "-c", "ru.xlf", "--in-place")


def test_where_nothing_could_be_read_there_is_nothing_to_count() -> None:
    assert (
        sxs("extract", "no.md", "-o", "po", code=1).stderr == "no.md: no such file or directory\n"
    )
