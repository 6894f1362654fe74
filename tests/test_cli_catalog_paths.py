"""Where catalogs come from and go to: files, folders, standard input and output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.cli import (
    BOOK,
    DOME,
    NEW_DOME,
    NEW_TITLE,
    Run,
    po,
    put,
    sxs,
    tree,
)

NEW = po(NEW_TITLE, document="docs/dome.md")


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("docs/dome.md", DOME)
    put("docs/night/book.md", BOOK)
    put("ru.po", NEW)


# The name of OUT

PRODUCERS = pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("extract", "docs"), ["docs/dome.md.po", "docs/night/book.md.po"]),
        (("convert", "ru.po"), ["ru.po"]),
    ],
    ids=["extract", "convert"],
)


@PRODUCERS
@pytest.mark.parametrize(
    "out", ["catalogs", "v1.2", "ru.d", "2024.11.28", "out.po.d", "ru.po/", "new.xml/"]
)
def test_any_other_name_is_that_of_a_folder(
    arguments: tuple[str, ...], written: list[str], out: str
) -> None:
    Path("ru.po").rename("source.po")
    arguments = tuple("source.po" if each == "ru.po" else each for each in arguments)
    written = ["source.po" if each == "ru.po" else each for each in written]
    assert sxs(*arguments, "-o", out, "-q") == Run(0, b"", b"")
    assert sorted(tree(out)) == written


@PRODUCERS
@pytest.mark.parametrize("out", ["old.po", "old.xml", "old.docx"])
def test_a_folder_that_exists_is_a_folder(
    arguments: tuple[str, ...], written: list[str], out: str
) -> None:
    Path(out).mkdir()
    assert sxs(*arguments, "-o", out, "-q") == Run(0, b"", b"")
    assert sorted(tree(out)) == written


@PRODUCERS
@pytest.mark.parametrize(
    "out", ["a.xml", "a.txt", "a.docx", "a.xlsx", "a.json", "a.pot", "a.mo", "v1.2/A.XML"]
)
@pytest.mark.parametrize("format", [(), ("--format", "xliff")])
def test_the_name_of_another_kind_of_file_is_wrong_usage(
    arguments: tuple[str, ...], written: list[str], out: str, format: tuple[str, ...]
) -> None:
    del written
    before = tree()
    run = sxs(*arguments, "-o", out, *format)
    assert (run.code, run.out) == (2, b"")
    assert f"Error: {out}: not a catalog".encode() in run.err
    assert tree() == before


# Standard input and output


@pytest.mark.parametrize("format", ["po", "xliff", "xliff2", "tmx", "jsonl", "csv"])
def test_a_catalog_goes_through_standard_input_and_output(format: str) -> None:
    assert sxs("convert", "ru.po", "-o", "file", "--format", format, "-q").code == 0
    [expected] = tree("file").values()
    to = sxs("convert", "-", "--from", "po", "-o", "-", "--format", format, "-q", stdin=NEW)
    assert to == Run(0, expected, b"")
    back = ("convert", "-", "--from", format, "-q", "-o")
    language = ("--language", "ru") if b"ru" not in to.out and format == "csv" else ()
    assert sxs(*back, "back.po", *language, stdin=to.out).code == 0
    assert sxs(*back, "-", *language, stdin=to.out) == Run(0, Path("back.po").read_bytes(), b"")


@pytest.mark.parametrize("format", ["po", "jsonl", "xliff", "csv"])
@pytest.mark.parametrize("document", ["docs/dome.md", "docs"])
def test_the_catalog_of_a_merge_comes_from_standard_input(format: str, document: str) -> None:
    catalog = sxs("convert", "ru.po", "-o", "-", "--format", format, "-q").out
    run = sxs("merge", document, "-c", "-", "--from", format, "-o", "out", "-q", stdin=catalog)
    assert run == Run(0, b"", b"")
    assert tree("out")["docs/dome.md"] == NEW_DOME
    again = sxs("merge", document, "-c", "-", "--from", format, "-o", "out", "-q", stdin=catalog)
    assert again == run


def test_another_catalog_from_standard_input_is_not_taken_from_the_cache() -> None:
    other = NEW.replace("Наш".encode(), "Тот".encode())
    for catalog, word in ((NEW, "Наш"), (other, "Тот"), (NEW, "Наш")):
        sxs("merge", "docs", "-c", "-", "--from", "po", "-o", "out", "-q", stdin=catalog)
        assert f">{word} купол<".encode() in Path("out/docs/dome.md").read_bytes()


def test_a_check_takes_a_catalog_from_standard_input() -> None:
    old = NEW.replace(b"The dome", b"The old dome")
    run = sxs("check", "docs/dome.md", "-c", "-", "--from", "po", "-q", stdin=old)
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:7: stale: ")


def test_a_file_whose_name_tells_no_format_has_one_by_option() -> None:
    put("catalog.txt", NEW)
    assert sxs("convert", "catalog.txt", "--from", "po", "-o", "out.po", "-q").code == 0
    merge = ("merge", "docs/dome.md", "-c", "catalog.txt", "-o", "out", "-q")
    assert sxs(*merge, "--from", "po") == Run(0, b"", b"")
    assert tree("out") == {"docs/dome.md": NEW_DOME}
    assert "not a catalog" in sxs(*merge).refusal


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("convert", "-", "-o", "-"), b"give --from FORMAT"),
        (("convert", "-", "--from", "po", "-o", "folder"), b"give a file or - with -o"),
        (("convert", "docs", "--from", "po", "-o", "folder"), b"--from requires a single catalog"),
        (("merge", "docs", "-c", "-", "-o", "out"), b"give --from FORMAT"),
        (("check", "docs", "-c", "-"), b"give --from FORMAT"),
        (("merge", "-", "-c", "-", "--from", "po"), b"give '-' once"),
        (("merge", "docs", "-c", "-", "-c", "-", "--from", "po", "-o", "out"), b"give '-' once"),
    ],
)
def test_contradictions_are_wrong_usage(arguments: tuple[str, ...], message: bytes) -> None:
    before = tree()
    run = sxs(*arguments, stdin=NEW)
    assert (run.code, run.out) == (2, b"")
    assert message in run.err
    assert tree() == before


@pytest.mark.parametrize("data", [b"no catalog", b"\xff", b"<html>"])
def test_what_is_no_catalog_on_standard_input_is_one_line(data: bytes) -> None:
    convert = sxs("convert", "-", "--from", "po", "-o", "-", stdin=data).refusal
    merge = sxs("merge", "docs", "-c", "-", "--from", "po", "-o", "out", stdin=data).refusal
    assert convert == merge
    assert convert.startswith("-:1: ")


@pytest.mark.parametrize("command", [("merge", "docs", "-o", "out"), ("check", "docs")])
def test_a_format_for_a_folder_of_catalogs_is_wrong_usage(command: tuple[str, ...]) -> None:
    assert sxs("extract", "docs", "-o", "po", "-q").code == 0
    run = sxs(*command, "-c", "po", "--from", "xliff")
    assert run.code == 2
    assert b"--from requires a single catalog: in a folder, suffixes name the format" in run.err
