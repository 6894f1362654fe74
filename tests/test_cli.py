"""The command line as a user meets it: what is read, written, said, and the exit code."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.helpers.cli import (
    BOOK,
    DOME,
    FIXTURES,
    FRONT,
    NEW_DOME,
    NEW_TITLE,
    OLD,
    PLAIN,
    Run,
    age,
    edit,
    message,
    named,
    only_where_names_are_bytes,
    pair,
    po,
    posix,
    process,
    put,
    redirected,
    sxs,
    tree,
)


def contexts(catalog: bytes) -> list[str]:
    lines = catalog.decode().split("\n")
    return [line.split('"')[1] for line in lines if line.startswith("msgctxt")]


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `docs` with two documents and a page without pairs."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    put("docs/dome.md", DOME)
    put("docs/night/book.md", BOOK)
    put("docs/plain.md", PLAIN)


@pytest.fixture
def catalogs() -> None:
    """The catalogs of `docs` in `po`, with a new translation for the title of the dome."""
    assert sxs("extract", "docs", "-o", "po").code == 0
    edit("po/docs/dome.md.po", 'msgstr "Купол"', 'msgstr "Наш купол"')


# Extract


def test_a_folder_receives_one_catalog_per_document() -> None:
    run = sxs("extract", "docs", "-o", "po")
    assert (run.code, run.out) == (0, b"")
    assert sorted(tree("po")) == ["docs/dome.md.po", "docs/night/book.md.po"]


def test_a_catalog_of_one_document_has_ids_for_contexts() -> None:
    sxs("extract", "docs", "-o", "po")
    catalog = Path("po/docs/night/book.md.po").read_bytes()
    assert contexts(catalog) == ["7758d-103", "91c0e-104"]
    assert b'"X-Sxs-Document: docs/night/book.md\\n"\n' in catalog


def test_a_catalog_of_many_documents_has_paths_and_ids_for_contexts() -> None:
    run = sxs("extract", "docs", "-o", "ru.po")
    assert (run.code, run.out) == (0, b"")
    assert contexts(Path("ru.po").read_bytes()) == [
        "docs/dome.md#7758d-103",
        "docs/dome.md#7758d-104",
        "docs/night/book.md#7758d-103",
        "docs/night/book.md#91c0e-104",
    ]


def test_one_document_in_one_file_has_ids_for_contexts() -> None:
    sxs("extract", "docs/dome.md", "-o", "ru.po")
    assert contexts(Path("ru.po").read_bytes()) == ["7758d-103", "7758d-104"]


def test_an_entry_holds_the_pair_and_where_it_stands() -> None:
    sxs("extract", "docs/dome.md", "-o", "ru.po")
    entry = '#: docs/dome.md:9\nmsgctxt "7758d-104"\nmsgid "The dome is open at night."\n'
    translation = 'msgstr "Купол открыт ночью."\n'
    assert (entry + translation).encode() in Path("ru.po").read_bytes()


def test_the_folders_of_the_output_file_are_made() -> None:
    assert sxs("extract", "docs", "-o", "out/of/sight/ru.po").code == 0
    assert sorted(tree("out")) == ["of/sight/ru.po"]


def test_a_folder_called_like_a_catalog_receives_one_catalog_per_document() -> None:
    Path("ru.po").mkdir()
    assert sxs("extract", "docs", "-o", "ru.po").code == 0
    assert sorted(tree("ru.po")) == ["docs/dome.md.po", "docs/night/book.md.po"]


def test_extract_leaves_the_documents_as_they_were() -> None:
    before = tree("docs")
    sxs("extract", "docs", "-o", "po")
    assert tree("docs") == before


def test_po_is_the_format_without_being_asked_for() -> None:
    sxs("extract", "docs", "-o", "po")
    sxs("extract", "docs", "-o", "asked", "--format", "po")
    assert tree("asked") == tree("po")


def test_a_format_that_does_not_exist_is_wrong_usage() -> None:
    run = sxs("extract", "docs", "-o", "out", "--format", "docx")
    assert (run.code, run.out) == (2, b"")
    assert b"'docx'" in run.err
    assert not Path("out").exists()


def test_the_language_is_that_of_the_documents() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    assert b'"Language: ru_RU\\n"' in Path("ru.po").read_bytes()


def test_a_language_given_overrides_that_of_the_documents() -> None:
    sxs("extract", "docs", "-o", "be.po", "--language", "be-BY")
    assert b'"Language: be_BY\\n"' in Path("be.po").read_bytes()


@pytest.mark.parametrize("tag", ["ru_RU", "Russian language", "", "-", "ru-RU\n"])
def test_a_language_that_is_no_tag_is_wrong_usage(tag: str) -> None:
    run = sxs("extract", "docs", "-o", "po", "--language", tag)
    assert (run.code, run.out) == (2, b"")
    assert b"--language" in run.err
    assert not Path("po").exists()


def test_documents_in_two_languages_do_not_share_a_catalog() -> None:
    put("docs/night/book.md", BOOK.replace(b"ru-RU", b"de-DE"))
    refusal = sxs("extract", "docs", "-o", "all.po", "-q").refusal
    assert "docs/night/book.md: the language is de-DE, that of docs/dome.md is ru-RU" in refusal
    assert not Path("all.po").exists()


def test_documents_in_two_languages_have_catalogs_of_their_own() -> None:
    put("docs/night/book.md", BOOK.replace(b"ru-RU", b"de-DE"))
    assert sxs("extract", "docs", "-o", "po").code == 0
    assert b'"Language: de_DE\\n"' in Path("po/docs/night/book.md.po").read_bytes()


def test_a_machine_translation_is_fuzzy() -> None:
    put("docs/dome.md", DOME.replace(b": HT", b": MT"))
    sxs("extract", "docs/dome.md", "-o", "ru.po")
    assert Path("ru.po").read_bytes().count(b"\n#, fuzzy\n") == 2


def test_documents_are_extracted_once_and_in_order_however_they_are_named() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    sxs("extract", "docs/night/book.md", "docs", "./docs/dome.md", "docs", "-o", "again.po")
    assert Path("again.po").read_bytes() == Path("ru.po").read_bytes()


def test_paths_are_relative_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sxs("extract", "docs", "-o", "po")
    expected = tree("po")
    monkeypatch.chdir(tmp_path)
    assert sxs("extract", "project/docs", "--root", "project", "-o", "po").code == 0
    assert tree("po") == expected


def test_absolute_paths_give_the_same_bytes() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    sxs("extract", str(Path("docs").absolute()), "-o", "absolute.po")
    assert Path("absolute.po").read_bytes() == Path("ru.po").read_bytes()


def test_a_named_document_without_pairs_is_clean_and_has_no_catalog() -> None:
    run = sxs("extract", "docs/plain.md", "-o", "po")
    assert (run.code, run.out) == (0, b"")
    assert not Path("po").exists()


def test_a_pair_that_is_not_whole_is_a_finding_and_the_others_are_extracted() -> None:
    put("docs/dome.md", DOME.replace(b'<span data-stu-id="7758d-104"', b'<span data-stu-id="7"'))
    run = sxs("extract", "docs", "-o", "po", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:9: ")
    assert run.out.count(b"\n") == 1
    assert contexts(Path("po/docs/dome.md.po").read_bytes()) == ["7758d-103"]


def test_extracting_again_leaves_modification_times_alone() -> None:
    sxs("extract", "docs", "-o", "po")
    files = age("po")
    assert sxs("extract", "docs", "-o", "po").code == 0
    assert {path.stat().st_mtime_ns for path in files} == {OLD}


def test_a_catalog_on_standard_output_has_the_bytes_of_the_file() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    run = sxs("extract", "docs", "-o", "-", "-q")
    assert run == Run(0, Path("ru.po").read_bytes(), b"")


def test_findings_do_not_mix_with_a_catalog_on_standard_output() -> None:
    put("docs/dome.md", DOME + b'<span data-ttu-id="7758d-105">')
    run = sxs("extract", "docs/dome.md", "-o", "-", "-q")
    assert run.code == 1
    assert contexts(run.out) == ["7758d-103", "7758d-104"]
    assert run.err.startswith(b"docs/dome.md:10: unclosed-unit: ")


def test_a_document_on_standard_input_is_extracted() -> None:
    run = sxs("extract", "-", "-o", "-", "-q", stdin=DOME)
    assert (run.code, run.err) == (0, b"")
    assert contexts(run.out) == ["7758d-103", "7758d-104"]


def test_a_document_on_standard_input_has_the_name_it_is_given() -> None:
    sxs("extract", "docs/dome.md", "-o", "ru.po")
    run = sxs("extract", "-", "--stdin-filename", "docs/dome.md", "-o", "-", stdin=DOME)
    assert run.out == Path("ru.po").read_bytes()


def test_a_document_on_standard_input_has_a_catalog_under_its_name() -> None:
    run = sxs("extract", "-", "--stdin-filename", "docs/dome.md", "-o", "po", stdin=DOME)
    assert run.code == 0
    assert sorted(tree("po")) == ["docs/dome.md.po"]


def test_standard_input_is_one_document_alone() -> None:
    run = sxs("extract", "-", "docs", "-o", "po", stdin=DOME)
    assert (run.code, run.out) == (2, b"")
    assert not Path("po").exists()


def test_an_output_folder_for_catalogs_may_stand_among_the_documents() -> None:
    assert sxs("extract", ".", "-o", "docs/po").code == 0
    before = tree("docs/po")
    assert sxs("extract", ".", "-o", "docs/po").code == 0
    assert tree("docs/po") == before
    assert sorted(before) == ["docs/dome.md.po", "docs/night/book.md.po"]


def test_extract_does_not_write_through_a_folder_that_links_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("po").mkdir()
    Path("po/docs").symlink_to(tmp_path / "elsewhere")
    refusal = sxs("extract", "docs/dome.md", "-o", "po", "-q").refusal
    assert refusal.startswith("po/docs/dome.md.po: not written: the link leads out of po")
    assert tree(str(tmp_path / "elsewhere")) == {}


# Merge


@pytest.mark.usefixtures("catalogs")
def test_a_folder_of_catalogs_is_merged_and_every_other_byte_stays() -> None:
    run = sxs("merge", "docs", "-c", "po", "--in-place")
    assert (run.code, run.out) == (0, b"")
    assert tree("docs") == {"dome.md": NEW_DOME, "night/book.md": BOOK, "plain.md": PLAIN}


def test_one_catalog_for_all_documents_is_merged() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    edit("ru.po", 'msgstr "Приходите вовремя."', 'msgstr "Не опаздывайте."')
    assert sxs("merge", "docs", "-c", "ru.po", "--in-place").code == 0
    new_book = BOOK.replace("Приходите вовремя.".encode(), "Не опаздывайте.".encode())
    assert tree("docs") == {"dome.md": DOME, "night/book.md": new_book, "plain.md": PLAIN}


def test_several_catalogs_are_merged() -> None:
    put("a.po", po(NEW_TITLE, document="docs/dome.md"))
    put("b.po", po(message("91c0e-104", "Be on time.", "Пора."), document="docs/night/book.md"))
    assert sxs("merge", "docs", "-c", "a.po", "-c", "b.po", "--in-place").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME
    assert "Пора.".encode() in Path("docs/night/book.md").read_bytes()


@pytest.mark.usefixtures("catalogs")
def test_a_file_and_a_folder_of_catalogs_are_merged() -> None:
    Path("po/docs/night/book.md.po").unlink()
    put("b.po", po(message("91c0e-104", "Be on time.", "Пора."), document="docs/night/book.md"))
    assert sxs("merge", "docs", "-c", "po", "-c", "b.po", "--in-place").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME
    assert "Пора.".encode() in Path("docs/night/book.md").read_bytes()


def test_two_catalogs_may_share_the_units_of_a_document() -> None:
    put("a.po", po(NEW_TITLE, document="docs/dome.md"))
    second = message("7758d-104", "The dome is open at night.", "Ночью открыто.")
    put("b.po", po(second, document="docs/dome.md"))
    assert sxs("merge", "docs", "-c", "a.po", "-c", "b.po", "--in-place").code == 0
    expected = NEW_DOME.replace("Купол открыт ночью.".encode(), "Ночью открыто.".encode())
    assert Path("docs/dome.md").read_bytes() == expected


def test_a_folder_may_hold_a_catalog_for_many_documents() -> None:
    put("po/team/ru.po", po(NEW_TITLE, document="docs/dome.md"))
    assert sxs("merge", "docs", "-c", "po", "--in-place").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


def test_a_catalog_of_ids_alone_is_for_the_one_document_given() -> None:
    put("ru.po", po(NEW_TITLE))
    assert sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


def test_a_catalog_saved_with_bom_and_crlf_is_the_same_catalog() -> None:
    data = po(NEW_TITLE, document="docs/dome.md")
    put("ru.po", b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert sxs("merge", "docs", "-c", "ru.po", "--in-place").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


@pytest.mark.usefixtures("catalogs")
def test_an_output_folder_receives_every_document_changed_or_not() -> None:
    run = sxs("merge", "docs", "-c", "po", "-o", "out")
    assert (run.code, run.out) == (0, b"")
    assert tree("out") == {"docs/dome.md": NEW_DOME, "docs/night/book.md": BOOK}


@pytest.mark.usefixtures("catalogs")
def test_with_an_output_folder_the_documents_stay_as_they_were() -> None:
    before = tree("docs")
    sxs("merge", "docs", "-c", "po", "-o", "out")
    assert tree("docs") == before


def test_an_output_folder_receives_documents_that_have_no_catalog() -> None:
    put("po/docs/dome.md.po", po(NEW_TITLE, document="docs/dome.md"))
    assert sxs("merge", "docs", "-c", "po", "-o", "out").code == 0
    assert tree("out") == {"docs/dome.md": NEW_DOME, "docs/night/book.md": BOOK}


@pytest.mark.usefixtures("catalogs")
def test_merging_again_in_place_leaves_modification_times_alone() -> None:
    sxs("merge", "docs", "-c", "po", "--in-place")
    files = age("docs")
    assert sxs("merge", "docs", "-c", "po", "--in-place").code == 0
    assert {path.stat().st_mtime_ns for path in files} == {OLD}


@pytest.mark.usefixtures("catalogs")
def test_merging_again_into_a_folder_leaves_modification_times_alone() -> None:
    sxs("merge", "docs", "-c", "po", "-o", "out", "--set", "ms.translationtype=HT")
    files = age("out")
    run = sxs("merge", "docs", "-c", "po", "-o", "out", "--set", "ms.translationtype=HT")
    assert run.code == 0
    assert {path.stat().st_mtime_ns for path in files} == {OLD}


@pytest.mark.usefixtures("catalogs")
def test_merging_in_place_touches_only_the_documents_that_change() -> None:
    files = age("docs")
    sxs("merge", "docs", "-c", "po", "--in-place")
    touched = {path.as_posix() for path in files if path.stat().st_mtime_ns != OLD}
    assert touched == {"docs/dome.md"}


@posix
@pytest.mark.usefixtures("catalogs")
@pytest.mark.parametrize("mode", [0o600, 0o755, 0o444])
def test_merging_in_place_keeps_the_mode_of_a_file(mode: int) -> None:
    Path("docs/dome.md").chmod(mode)
    sxs("merge", "docs", "-c", "po", "--in-place")
    assert Path("docs/dome.md").read_bytes() == NEW_DOME
    assert stat.S_IMODE(Path("docs/dome.md").stat().st_mode) == mode


@pytest.mark.usefixtures("catalogs")
def test_merging_leaves_no_temporary_files() -> None:
    before = set(tree())
    sxs("merge", "docs", "-c", "po", "--in-place")
    assert set(tree()) == before


@pytest.mark.usefixtures("catalogs")
def test_an_output_folder_among_the_documents_is_not_read() -> None:
    for _ in range(2):
        assert sxs("merge", ".", "-c", "po", "-o", "docs/out").code == 0
    assert tree("docs/out") == {"docs/dome.md": NEW_DOME, "docs/night/book.md": BOOK}


@pytest.mark.usefixtures("catalogs")
def test_an_output_folder_given_through_a_link_is_not_read() -> None:
    Path("docs/out").mkdir()
    Path("results").symlink_to("docs/out")
    for _ in range(2):
        assert sxs("merge", "docs", "-c", "po", "-o", "results").code == 0
    assert tree("docs/out") == {"docs/dome.md": NEW_DOME, "docs/night/book.md": BOOK}


@pytest.mark.usefixtures("catalogs")
@pytest.mark.parametrize("command", [("merge", "-c", "po"), ("strip",)])
@pytest.mark.parametrize("out", [".", "docs/..", "", "docs", "docs/", "./docs/../docs"])
def test_documents_are_not_overwritten_unless_in_place(command: tuple[str, ...], out: str) -> None:
    before = tree("docs")
    run = sxs(*command, "docs", "-o", out)
    assert run.code == 2
    assert tree("docs") == before


def test_standard_input_cannot_be_changed_in_place() -> None:
    run = sxs("merge", "-", "-c", "ru.po", "--in-place")
    assert (run.code, run.out) == (2, b"")
    assert b"--in-place requires files: give -o - for standard output" in run.err


def test_entries_for_a_document_that_is_gone_are_reported() -> None:
    assert sxs("extract", "docs", "-o", "po").code == 0
    Path("docs/night/book.md").unlink()
    run = sxs("merge", "docs", "-c", "po", "-o", "out", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/night/book.md:1: unknown-entry: no such document")


def test_entries_for_a_document_that_nobody_asked_for_are_no_matter() -> None:
    assert sxs("extract", "docs", "-o", "po").code == 0
    run = sxs("merge", "docs/dome.md", "-c", "po", "-o", "out", "-q")
    assert (run.code, run.out, run.err) == (0, b"", b"")


def test_a_fuzzy_translation_is_kept_back() -> None:
    put("ru.po", po(message("7758d-103", "The dome", "Наш купол", "#, fuzzy\n")))
    run = sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:7: needs-review: 7758d-103")
    assert Path("docs/dome.md").read_bytes() == DOME


def test_a_fuzzy_translation_is_applied_when_asked_for() -> None:
    put("ru.po", po(message("7758d-103", "The dome", "Наш купол", "#, fuzzy\n")))
    run = sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place", "--accept-fuzzy", "-q")
    assert run == Run(0, b"", b"")
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


def test_a_fuzzy_translation_that_the_document_has_already_is_no_finding() -> None:
    put("docs/dome.md", DOME.replace(b": HT", b": MT"))
    sxs("extract", "docs", "-o", "po")
    assert sxs("merge", "docs", "-c", "po", "--in-place", "-q") == Run(0, b"", b"")


def test_a_stale_entry_leaves_the_pair_as_it_was() -> None:
    put("ru.po", po(message("7758d-103", "The old dome", "Старый купол")))
    run = sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:7: stale: 7758d-103")
    assert Path("docs/dome.md").read_bytes() == DOME


def test_a_translation_that_would_break_the_document_leaves_the_pair_as_it_was() -> None:
    put("ru.po", po(message("7758d-103", "The dome", "Купол\\n\\nи звёзды")))
    run = sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:7: unsafe-target: 7758d-103")
    assert Path("docs/dome.md").read_bytes() == DOME


def test_a_finding_on_one_entry_does_not_keep_the_others_back() -> None:
    stale = message("7758d-104", "The dome is closed.", "Купол закрыт.")
    put("ru.po", po(NEW_TITLE, stale, document="docs/dome.md"))
    assert sxs("merge", "docs", "-c", "ru.po", "--in-place").code == 1
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


def test_an_entry_for_no_unit_is_one_line_that_says_so() -> None:
    put("ru.po", po(message("7758d-999", "Gone", "Нет"), document="docs/dome.md"))
    run = sxs("merge", "docs", "-c", "ru.po", "--in-place", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:")
    assert b": unknown-entry: unknown unit 7758d-999\n" in run.out


def test_an_entry_for_no_unit_is_one_line_whatever_its_id_holds() -> None:
    put("ru.po", po(message("x\\nother.md:1: stale: y", "Gone", "Нет"), document="docs/dome.md"))
    run = sxs("merge", "docs", "-c", "ru.po", "--in-place", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.count(b"\n") == 1


def test_what_the_catalog_says_of_no_unit_is_counted() -> None:
    put("ru.po", po(NEW_TITLE, document="docs/dome.md"))
    run = sxs("merge", "docs", "-c", "ru.po", "--in-place")
    assert run.counts == (
        b"2 documents, 4 units: 1 applied, 3 without an entry, 1 written, 1 unchanged"
    )


# The front matter


@pytest.mark.usefixtures("catalogs")
def test_a_value_is_set_and_nothing_else_changes() -> None:
    assert sxs("merge", "docs", "-c", "po", "--in-place", "--set", "ms.date=11/22/2026").code == 0
    expected = NEW_DOME.replace(b"ms.date: 01/09/2024\n", b"ms.date: 11/22/2026\n")
    assert Path("docs/dome.md").read_bytes() == expected


@pytest.mark.usefixtures("catalogs")
def test_a_value_that_is_missing_is_added_at_the_end_of_the_front_matter() -> None:
    assert sxs("merge", "docs", "-c", "po", "--in-place", "--set", "ms.date=11/22/2026").code == 0
    expected = BOOK.replace(b"ru-RU\r\n---", b"ru-RU\r\nms.date: 11/22/2026\r\n---")
    assert Path("docs/night/book.md").read_bytes() == expected


@pytest.mark.usefixtures("catalogs")
def test_several_values_are_set() -> None:
    values = ("--set", "ms.translationtype=MT", "--set", "ms.date=11/22/2026")
    assert sxs("merge", "docs", "-c", "po", "--in-place", *values).code == 0
    expected = NEW_DOME.replace(b": HT\n", b": MT\n").replace(b"01/09/2024", b"11/22/2026")
    assert Path("docs/dome.md").read_bytes() == expected


@pytest.mark.usefixtures("catalogs")
def test_a_value_may_hold_an_equals_sign() -> None:
    assert sxs("merge", "docs", "-c", "po", "--in-place", "--set", "title=a=b").code == 0
    assert Path("docs/dome.md").read_bytes().startswith(b"---\ntitle: a=b\nms.date")


@pytest.mark.usefixtures("catalogs")
@pytest.mark.parametrize("value", ["ms.date", "=11/22/2026", " =x", ""])
def test_a_value_without_a_key_or_an_equals_sign_is_wrong_usage(value: str) -> None:
    before = tree()
    run = sxs("merge", "docs", "-c", "po", "--in-place", "--set", value)
    assert (run.code, run.out) == (2, b"")
    assert b"KEY=VALUE" in run.err
    assert tree() == before


def test_a_document_without_front_matter_is_merged_and_has_a_finding() -> None:
    body = DOME.removeprefix(FRONT.encode())
    put("docs/dome.md", body)
    put("ru.po", po(NEW_TITLE))
    arguments = ("-c", "ru.po", "--in-place", "-q", "--set", "ms.date=11/22/2026")
    run = sxs("merge", "docs/dome.md", *arguments)
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/dome.md:1: no-front-matter: ")
    assert run.out.count(b"\n") == 1
    assert Path("docs/dome.md").read_bytes() == NEW_DOME.removeprefix(FRONT.encode())


@pytest.mark.usefixtures("catalogs")
@pytest.mark.parametrize(
    "front",
    [b"ms.date:\n- 1\n- 2\n", b"ms.date: [1, 2]\n", b"ms.date: {a: 1}\n"],
    ids=["block list", "flow list", "mapping"],
)
def test_a_list_that_is_to_become_a_value_is_one_line_with_file_and_line(front: bytes) -> None:
    listed = DOME.replace(b"ms.date: 01/09/2024\n", front)
    put("docs/dome.md", listed)
    run = sxs("merge", "docs", "-c", "po", "--in-place", "-q", "--set", "ms.date=11/22/2026")
    assert "'ms.date'" in run.refusal
    assert run.refusal.startswith(("docs/dome.md:3: ", "docs/dome.md:4: "))
    assert Path("docs/dome.md").read_bytes() == listed


@pytest.mark.usefixtures("catalogs")
def test_a_list_in_one_document_does_not_keep_a_value_from_the_others() -> None:
    put("docs/dome.md", DOME.replace(b"01/09/2024", b"[1, 2]"))
    run = sxs("merge", "docs", "-c", "po", "--in-place", "--set", "ms.date=11/22/2026")
    assert run.code == 1
    assert b"\r\nms.date: 11/22/2026\r\n---" in Path("docs/night/book.md").read_bytes()


@pytest.mark.usefixtures("catalogs")
def test_a_value_that_no_document_can_hold_is_one_line() -> None:
    before = tree()
    value = os.fsdecode(b"title=caf\xe9")
    assert sxs("merge", "docs/dome.md", "-c", "po", "--in-place", "-q", "--set", value).refusal
    assert tree() == before


# Strict


def test_strict_writes_nothing_where_there_is_a_finding() -> None:
    sxs("extract", "docs", "-o", "po")
    edit("po/docs/dome.md.po", 'msgstr "Купол"', 'msgstr "Наш купол"')
    edit("po/docs/night/book.md.po", 'msgid "Be on time."', 'msgid "Be early."')
    edit("po/docs/night/book.md.po", "Приходите вовремя.", "Приходите раньше.")
    before = tree()
    run = sxs("merge", "docs", "-c", "po", "--in-place", "--strict", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/night/book.md:6: stale: 91c0e-104")
    assert tree() == before


@pytest.mark.usefixtures("catalogs")
def test_strict_writes_nothing_where_a_document_cannot_be_read() -> None:
    put("docs/zenith.md", DOME + b"\xff")
    before = tree()
    assert sxs("merge", "docs", "-c", "po", "-o", "out", "--strict").code == 1
    assert tree() == before


@pytest.mark.usefixtures("catalogs")
def test_strict_writes_everything_where_all_is_clean() -> None:
    assert sxs("merge", "docs", "-c", "po", "-o", "out", "--strict").code == 0
    assert tree("out") == {"docs/dome.md": NEW_DOME, "docs/night/book.md": BOOK}


def test_strict_gives_no_document_on_standard_output_where_there_is_a_finding() -> None:
    put("ru.po", po(message("7758d-103", "The old dome", "Старый купол")))
    run = sxs("merge", "-", "-c", "ru.po", "--strict", stdin=DOME)
    assert (run.code, run.out) == (1, b"")


def test_strict_keeps_what_was_merged_through_a_link_to_another_document() -> None:
    Path("docs/a.md").symlink_to("dome.md")
    put("po/docs/a.md.po", po(NEW_TITLE, document="docs/a.md"))
    assert sxs("merge", "docs", "-c", "po", "--in-place", "--strict").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


# Strip


def test_strip_leaves_the_target() -> None:
    run = sxs("strip", "docs", "-o", "plain")
    assert (run.code, run.out) == (0, b"")
    dome = f"{FRONT}# Купол\n\nКупол открыт ночью.\n".encode()
    assert Path("plain/docs/dome.md").read_bytes() == dome


def test_strip_leaves_the_source_when_asked_for() -> None:
    sxs("strip", "docs", "-o", "english", "--keep", "source")
    book = BOOK.split(b"- ")[0] + b"- Pick a night.\r\n- Be on time.\n"
    assert Path("english/docs/night/book.md").read_bytes() == book


def test_keeping_the_target_is_what_strip_does_without_being_asked() -> None:
    sxs("strip", "docs", "-o", "plain")
    sxs("strip", "docs", "-o", "asked", "--keep", "target")
    assert tree("asked") == tree("plain")


STARS = f"""{FRONT}## <a name="stars"></a>{pair("7758d-103", "Звёзды", "Stars")}

{pair("7758d-104", "Все STAR", "All of them")} {pair("7758d-105", "Одна STAR", "One STAR")}
""".replace("STAR", r"\*").encode()


def test_strip_unescapes_what_localization_escaped() -> None:
    put("docs/stars.md", STARS)
    assert sxs("strip", "docs/stars.md", "-o", "plain", "--unescape").code == 0
    stars = f'{FRONT}## <a name="stars"></a>Звёзды\n\nВсе * Одна \\*\n'.encode()
    assert Path("plain/docs/stars.md").read_bytes() == stars


def test_strip_asks_the_english_document_for_the_rest() -> None:
    put("docs/stars.md", STARS)
    put("english/docs/stars.md", b"# Stars\r\n\r\nAll of them\r\nOne *\r\n")
    run = sxs("strip", "docs", "-o", "plain", "--unescape", "--english", "english")
    assert (run.code, run.counts) == (
        0,
        b"3 documents, 7 units: 3 written, 0 unchanged, 2 without English",
    )
    assert "Все * Одна *\n".encode() in Path("plain/docs/stars.md").read_bytes()


def test_strip_gives_the_english_document() -> None:
    put("docs/stars.md", STARS)
    english = ("--keep", "source", "--drop-anchors", "--unescape")
    assert sxs("strip", "docs/stars.md", "-o", "english", *english).code == 0
    stars = f"{FRONT}## Stars\n\nAll of them One *\n".encode()
    assert Path("english/docs/stars.md").read_bytes() == stars


def test_a_document_from_standard_input_has_its_english_under_its_name() -> None:
    put("english/docs/stars.md", b"One *\n")
    options = ("--stdin-filename", "docs/stars.md", "--unescape", "--english", "english")
    assert "Одна *\n".encode() in sxs("strip", "-", *options, stdin=STARS).out


def test_an_english_document_that_is_not_utf_8_is_named_and_done_without() -> None:
    put("english/docs/dome.md", b"\xff")
    run = sxs("strip", "docs", "-o", "plain", "--unescape", "--english", "english", "-q")
    assert run.refusal == "english/docs/dome.md:1: not UTF-8: byte 0xff: save it as UTF-8\n"
    assert sorted(tree("plain")) == ["docs/dome.md", "docs/night/book.md"]


def test_a_folder_without_the_english_of_any_document_is_an_error() -> None:
    put("english/dome.md", b"# The dome\n")
    run = sxs("strip", "docs", "-o", "plain", "--unescape", "--english", "english", "-q")
    assert run.refusal == "english: contains none of the paths of these documents from --root\n"


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (("--drop-anchors",), b"--drop-anchors requires --keep source"),
        (("--english", "docs"), b"--english requires --unescape"),
        (
            ("--english", "docs", "--unescape", "--keep", "source"),
            b"--english requires --keep target",
        ),
        (("--english", "missing", "--unescape"), b"'missing' does not exist"),
        (("--english", "docs/dome.md", "--unescape"), b"'docs/dome.md' is a file"),
    ],
)
def test_options_of_strip_that_do_not_fit_together_are_wrong_usage(
    options: tuple[str, ...], advice: bytes
) -> None:
    run = sxs("strip", "docs", "-o", "plain", *options)
    assert (run.code, run.out) == (2, b"")
    assert advice in run.err
    assert not Path("plain").exists()


def test_a_side_that_does_not_exist_is_wrong_usage() -> None:
    run = sxs("strip", "docs", "-o", "plain", "--keep", "both")
    assert (run.code, run.out) == (2, b"")
    assert not Path("plain").exists()


def test_strip_in_place_leaves_pages_without_pairs_alone() -> None:
    assert sxs("strip", "docs", "--in-place").code == 0
    assert b"span" not in Path("docs/dome.md").read_bytes()
    assert Path("docs/plain.md").read_bytes() == PLAIN


def test_an_output_folder_receives_a_named_document_without_pairs() -> None:
    assert sxs("strip", "docs/plain.md", "-o", "plain").code == 0
    assert tree("plain") == {"docs/plain.md": PLAIN}


def test_stripping_again_leaves_modification_times_alone() -> None:
    sxs("strip", "docs", "-o", "plain")
    files = age("plain")
    assert sxs("strip", "docs", "-o", "plain").code == 0
    assert {path.stat().st_mtime_ns for path in files} == {OLD}


def test_an_output_folder_for_plain_documents_may_stand_among_the_documents() -> None:
    put("docs/plain/docs/left.md", DOME)
    assert sxs("strip", "docs", "-o", "docs/plain").code == 0
    assert Path("docs/plain/docs/left.md").read_bytes() == DOME
    assert not Path("docs/plain/docs/plain").exists()


@pytest.mark.parametrize("command", [("strip",), ("merge", "-c", "po")], ids=["strip", "merge"])
@pytest.mark.parametrize("output", [(), ("-o", "out", "--in-place")], ids=["none", "both"])
@pytest.mark.usefixtures("catalogs")
def test_documents_go_to_a_folder_or_stay_in_place(
    command: tuple[str, ...], output: tuple[str, ...]
) -> None:
    before = tree()
    run = sxs(*command, "docs", *output)
    assert (run.code, run.out) == (2, b"")
    assert b"-o DIR" in run.err
    assert b"--in-place" in run.err
    assert tree() == before


# Standard input and output


STREAMED = {
    "LF": DOME,
    "CRLF and LF": BOOK,
    "CRLF": DOME.replace(b"\n", b"\r\n"),
    "BOM": b"\xef\xbb\xbf" + DOME,
    "no last line end": DOME.rstrip(b"\n"),
    "every line end": DOME + "a\rb\r\r\nc\x85d\u2028e\x0cf\x1a\0".encode(),
    "empty": b"",
    "no pairs": PLAIN,
}
streamed = pytest.mark.parametrize("data", STREAMED.values(), ids=STREAMED.keys())


@streamed
def test_merge_from_standard_input_to_standard_output_keeps_every_byte(data: bytes) -> None:
    put("ru.po", po())
    assert process("merge", "-", "-c", "ru.po", "-q", stdin=data) == Run(0, data, b"")


@streamed
def test_strip_from_standard_input_keeps_every_byte_outside_the_frames(data: bytes) -> None:
    expected = data
    for id, target, source in (
        ("7758d-103", "Купол", "The dome"),
        ("7758d-104", "Купол открыт ночью.", "The dome is open at night."),
        ("7758d-103", "Выберите ночь.", "Pick a night."),
        ("91c0e-104", "Приходите вовремя.", "Be on time."),
    ):
        expected = expected.replace(pair(id, target, source).encode(), target.encode())
    assert process("strip", "-", "-q", stdin=data) == Run(0, expected, b"")


def test_a_dash_for_the_output_says_what_goes_without_saying() -> None:
    assert sxs("strip", "-", "-o", "-", stdin=DOME) == sxs("strip", "-", stdin=DOME)


def test_a_translation_is_merged_into_standard_input() -> None:
    put("ru.po", po(NEW_TITLE))
    assert process("merge", "-", "-c", "ru.po", "-q", stdin=DOME) == Run(0, NEW_DOME, b"")


def test_a_catalog_of_one_document_is_merged_into_standard_input() -> None:
    put("ru.po", po(NEW_TITLE, document="docs/dome.md"))
    assert sxs("merge", "-", "-c", "ru.po", "-q", stdin=DOME) == Run(0, NEW_DOME, b"")


def test_a_catalog_of_standard_input_is_merged_into_standard_input() -> None:
    put("ru.po", sxs("extract", "-", "-o", "-", stdin=DOME).out)
    edit("ru.po", 'msgstr "Купол"', 'msgstr "Наш купол"')
    assert sxs("merge", "-", "-c", "ru.po", "-q", stdin=DOME) == Run(0, NEW_DOME, b"")


@pytest.mark.usefixtures("catalogs")
def test_the_name_of_standard_input_picks_its_catalog() -> None:
    named = ("--stdin-filename", "docs/dome.md")
    assert sxs("merge", "-", *named, "-c", "po", "-q", stdin=DOME) == Run(0, NEW_DOME, b"")


@pytest.mark.usefixtures("catalogs")
def test_a_document_goes_from_a_file_to_standard_output() -> None:
    before = tree()
    run = sxs("merge", "docs/dome.md", "-c", "po", "-o", "-", "-q")
    assert run == Run(0, NEW_DOME, b"")
    assert tree() == before


def test_a_document_goes_from_standard_input_to_a_folder() -> None:
    run = sxs("strip", "-", "--stdin-filename", "docs/dome.md", "-o", "plain", stdin=DOME)
    assert (run.code, run.out) == (0, b"")
    expected = f"{FRONT}# Купол\n\nКупол открыт ночью.\n".encode()
    assert tree("plain") == {"docs/dome.md": expected}


@pytest.mark.parametrize("name", ["../escaped.md", "docs/../../escaped.md", "/escaped.md"])
def test_a_name_for_standard_input_does_not_lead_out_of_the_output_folder(
    name: str, tmp_path: Path
) -> None:
    before = tree(str(tmp_path))
    name = str(tmp_path / "escaped.md") if name.startswith("/") else name
    run = sxs("strip", "-", "--stdin-filename", name, "-o", "plain", "-q", stdin=DOME)
    assert (run.code, run.out) == (2, b"")
    assert tree(str(tmp_path)) == before


def test_findings_do_not_mix_with_a_document_on_standard_output() -> None:
    put("ru.po", po(message("7758d-103", "The old dome", "Старый купол")))
    run = process("merge", "-", "-c", "ru.po", "-q", stdin=DOME)
    assert (run.code, run.out) == (1, DOME)
    assert run.err.startswith(b"-:7: stale: 7758d-103")
    assert run.err.count(b"\n") == 1


def test_standard_input_has_no_place_to_stay_in() -> None:
    run = sxs("strip", "-", "--in-place", stdin=DOME)
    assert (run.code, run.out) == (2, b"")


@pytest.mark.parametrize("documents", [("docs",), ("docs/dome.md", "docs/night/book.md")])
def test_standard_output_is_for_one_document(documents: tuple[str, ...]) -> None:
    run = sxs("strip", *documents, "-o", "-")
    assert (run.code, run.out) == (2, b"")


def test_standard_input_that_is_not_utf_8_is_one_line_and_no_output() -> None:
    run = process("strip", "-", "-q", stdin=DOME + b"\xff")
    assert run.refusal.startswith("-:10: not UTF-8: byte 0xff: ")


def test_an_error_on_standard_input_is_one_line_whatever_its_name_holds() -> None:
    run = sxs("strip", "-", "--stdin-filename", "dark\nsky.md", "-q", stdin=DOME + b"\xff")
    assert "not UTF-8" in run.refusal


@posix
def test_a_closed_standard_input_is_one_line() -> None:
    assert redirected("<&-", "strip", "-", "-q").refusal


@posix
def test_a_closed_standard_output_is_one_line() -> None:
    assert redirected(">&-", "strip", "docs/dome.md", "-o", "-", "-q").refusal


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_document_that_standard_output_cannot_take_is_one_line() -> None:
    assert redirected(">/dev/full", "strip", "docs/dome.md", "-o", "-", "-q").refusal


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_findings_that_standard_output_cannot_take_are_one_line() -> None:
    put("docs/dome.md", DOME + b'<span data-ttu-id="7758d-105">')
    assert redirected(">/dev/full", "extract", "docs", "-o", "po", "-q").refusal


@posix
def test_a_reader_that_stops_early_gets_no_traceback() -> None:
    # More than a pipe holds.
    put("docs/dome.md", DOME + b"A night under the dome.\n" * 25_000)
    run = redirected("| head -c 3", "strip", "docs/dome.md", "-o", "-", "-q")
    assert (run.out, run.err) == (b"---", b"")


# What is said, and the exit code


def test_findings_go_to_standard_output_and_counts_to_standard_error() -> None:
    put("ru.po", po(message("7758d-103", "The old dome", "Старый купол")))
    run = process("merge", "docs/dome.md", "-c", "ru.po", "--in-place")
    assert run.code == 1
    assert run.out.startswith(b"docs/dome.md:7: stale: 7758d-103")
    assert run.out.count(b"\n") == 1
    assert run.err.startswith(b"1 document, 2 units: ")
    assert run.counts.endswith(b"1 finding")
    assert run.err.count(b"\n") == 1


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
def test_quiet_means_that_a_clean_run_says_nothing(quiet: str) -> None:
    assert process("extract", "docs", "-o", "po", quiet) == Run(0, b"", b"")


def test_errors_are_said_be_it_quiet() -> None:
    put("docs/bad.md", DOME + b"\xff")
    run = sxs("extract", "docs", "-o", "po", "-q")
    assert run.refusal.startswith("docs/bad.md:10: not UTF-8")


def test_findings_come_in_the_order_of_the_documents() -> None:
    open_head = b'<span data-ttu-id="7758d-105">'
    put("docs/night/book.md", BOOK + open_head)
    put("docs/dome.md", DOME + open_head + b"\n" + open_head)
    run = sxs("extract", "docs", "-o", "po")
    places = [line.split(b": ")[0] for line in run.out.split(b"\n")[:-1]]
    assert places == [b"docs/dome.md:10", b"docs/dome.md:11", b"docs/night/book.md:7"]


def test_no_progress_is_shown_where_there_is_no_terminal() -> None:
    run = process("extract", "docs", "-o", "po")
    assert (run.code, run.out) == (0, b"")
    assert run.counts == b"2 documents, 4 units: 2 catalogs written"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("translate", "docs"),
        ("extract", "docs"),
        ("extract", "-o", "po"),
        ("merge", "docs", "--in-place"),
        ("strip", "--in-place"),
        ("strip", "docs", "--in-place", "--no-such-option"),
        ("strip", "docs", "--in-place", "--root", "missing"),
        ("strip", "docs", "--in-place", "--root", "docs/dome.md"),
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_wrong_usage_has_exit_code_2_and_changes_nothing(arguments: tuple[str, ...]) -> None:
    before = tree()
    run = process(*arguments)
    assert (run.code, run.out) == (2, b"")
    assert run.err.startswith(b"Usage: sxs ")
    assert tree() == before


@pytest.mark.parametrize("command", ["extract", "merge", "strip"])
def test_the_help_of_a_command_shows_an_example(command: str) -> None:
    run = sxs(command, "--help")
    assert (run.code, run.err) == (0, b"")
    assert f"\n  sxs {command} docs ".encode() in run.out


def test_the_version_is_that_of_the_package() -> None:
    from sxskit import __version__

    assert process("--version") == Run(0, f"sxs, version {__version__}\n".encode(), b"")


def test_a_finding_that_the_terminal_cannot_show_is_shown_in_codes() -> None:
    put("docs/купол.md", DOME + b'<span data-ttu-id="7758d-105">')
    run = process("extract", "docs/купол.md", "-o", "po", PYTHONIOENCODING="latin-1")
    assert run.code == 1
    assert run.out.startswith(rb"docs/\u043a\u0443\u043f\u043e\u043b.md:10: ")


# Links


@pytest.fixture
def _link() -> None:
    """A link `docs/a.md` to the dome, with a catalog for it."""
    Path("docs/a.md").symlink_to("dome.md")
    put("po/docs/a.md.po", po(NEW_TITLE, document="docs/a.md"))


@posix
@pytest.mark.usefixtures("_link")
def test_a_linked_document_stays_a_link_and_the_file_behind_it_changes() -> None:
    assert sxs("merge", "docs/a.md", "-c", "po", "--in-place").code == 0
    assert Path("docs/a.md").readlink() == Path("dome.md")
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


@posix
@pytest.mark.usefixtures("_link")
def test_a_linked_document_becomes_a_file_in_an_output_folder() -> None:
    assert sxs("merge", "docs/a.md", "-c", "po", "-o", "out").code == 0
    assert not Path("out/docs/a.md").is_symlink()
    assert tree("out") == {"docs/a.md": NEW_DOME}
    assert Path("docs/dome.md").read_bytes() == DOME


@posix
def test_a_document_that_links_out_of_the_tree_is_not_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(DOME)
    Path("docs/a.md").symlink_to(outside)
    refusal = sxs("strip", "docs/a.md", "--in-place", "-q").refusal
    assert refusal.startswith("docs/a.md: not written: the link leads out of ")
    assert outside.read_bytes() == DOME
    assert Path("docs/a.md").is_symlink()


@posix
def test_a_document_that_links_out_does_not_keep_the_others_back(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_bytes(DOME)
    Path("docs/a.md").symlink_to(tmp_path / "outside.md")
    assert sxs("strip", "docs", "--in-place", "-q").refusal.startswith("docs/a.md: ")
    assert b"span" not in Path("docs/dome.md").read_bytes()


@posix
def test_an_output_that_links_out_of_the_output_folder_is_not_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"kept")
    Path("out/docs").mkdir(parents=True)
    Path("out/docs/dome.md").symlink_to(outside)
    refusal = sxs("strip", "docs/dome.md", "-o", "out", "-q").refusal
    assert refusal.startswith("out/docs/dome.md: not written: the link leads out of out")
    assert outside.read_bytes() == b"kept"


@posix
def test_an_output_folder_that_links_out_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/docs").symlink_to(tmp_path / "elsewhere")
    assert "leads out of out" in sxs("strip", "docs/dome.md", "-o", "out", "-q").refusal
    assert tree(str(tmp_path / "elsewhere")) == {}


@posix
def test_a_folder_that_links_to_itself_is_no_trap() -> None:
    Path("docs/night/again").symlink_to("..")
    assert sxs("extract", "docs", "-o", "po").code == 0
    assert sorted(tree("po")) == ["docs/dome.md.po", "docs/night/book.md.po"]


# Bad input: documents


def test_a_document_that_is_not_utf_8_is_one_line_with_file_and_offset() -> None:
    put("docs/bad.md", DOME + b"caf\xe9")
    refusal = sxs("strip", "docs", "-o", "out", "-q").refusal
    assert refusal.startswith("docs/bad.md:10: not UTF-8: byte 0xe9: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "docs", "-o", "out"),
        ("merge", "docs", "-c", "ru.po", "-o", "out"),
        ("strip", "docs", "-o", "out"),
    ],
    ids=["extract", "merge", "strip"],
)
def test_a_document_that_is_not_utf_8_does_not_keep_the_others_back(
    arguments: tuple[str, ...],
) -> None:
    put("ru.po", po(NEW_TITLE, document="docs/dome.md"))
    assert sxs(*arguments).code == 0
    expected = tree("out")
    shutil.rmtree("out")
    bad = put("docs/bad.md", DOME + b"\xff")
    run = sxs(*arguments)
    assert (run.code, run.out) == (1, b"")
    assert run.counts.endswith(b"1 failure")
    assert tree("out") == expected
    assert bad.read_bytes() == DOME + b"\xff"


def test_one_catalog_for_all_holds_the_documents_that_can_be_read() -> None:
    sxs("extract", "docs", "-o", "ru.po")
    put("docs/bad.md", DOME + b"\xff")
    assert sxs("extract", "docs", "-o", "again.po").code == 1
    assert Path("again.po").read_bytes() == Path("ru.po").read_bytes()


def test_every_document_that_cannot_be_read_is_a_line() -> None:
    put("docs/bad.md", DOME + b"\xff")
    put("docs/worse.md", b"\xff" + DOME)
    run = sxs("extract", "docs", "-o", "po", "-q")
    assert (run.code, run.out) == (1, b"")
    lines = [line.split(b":")[0] for line in run.err.split(b"\n")[:-1]]
    assert lines == [b"docs/bad.md", b"docs/worse.md"]


everything = pytest.mark.parametrize(
    "command",
    [("extract", "-o", "out"), ("merge", "-c", "ru.po", "-o", "out"), ("strip", "-o", "out")],
    ids=["extract", "merge", "strip"],
)


@everything
@pytest.mark.parametrize("folder", ["empty", "pages"])
def test_a_folder_without_documents_is_one_line(command: tuple[str, ...], folder: str) -> None:
    Path("empty").mkdir()
    put("pages/plain.md", PLAIN)
    put("pages/dome.txt", DOME)
    put("ru.po", po())
    refusal = sxs(*command, folder, "-q").refusal
    assert refusal.startswith(f"{folder}: no document")
    assert not Path("out").exists()


@everything
def test_a_path_that_is_missing_is_one_line(command: tuple[str, ...]) -> None:
    put("ru.po", po())
    refusal = sxs(*command, "docs/missing.md", "-q").refusal
    assert refusal == "docs/missing.md: no such file or directory\n"
    assert not Path("out").exists()


def test_a_path_that_is_missing_has_no_traceback_as_a_process() -> None:
    run = process("extract", "docs/missing.md", "-o", "po", "-q")
    assert run.refusal == "docs/missing.md: no such file or directory\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("strip", "a" * 300, "-o", "out"),
        ("strip", "docs", "-o", "a" * 300),
        ("extract", "docs/dome.md", "-o", "a" * 300),
        ("merge", "docs", "-c", "a" * 300, "--in-place"),
    ],
    ids=["document", "output", "catalogs out", "catalogs in"],
)
def test_a_path_too_long_for_the_system_has_no_traceback(arguments: tuple[str, ...]) -> None:
    before = tree()
    run = process(*arguments, "-q")
    assert (run.code, run.out) == (1, b"")
    assert b"a" * 300 in run.err
    assert tree() == before


def test_a_document_outside_the_root_is_one_line_that_says_what_to_pass(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_bytes(DOME)
    refusal = sxs("strip", "../outside.md", "--in-place", "-q").refusal
    assert refusal.startswith("../outside.md: outside .: ")
    assert "--root" in refusal
    assert (tmp_path / "outside.md").read_bytes() == DOME


@pytest.mark.parametrize(
    "given", ["../other/dome.md", "{}/other/dome.md", "../project/../other/dome.md"]
)
@pytest.mark.parametrize("command", ["strip", "repair"])
def test_a_document_anywhere_goes_to_standard_output(
    command: str, given: str, tmp_path: Path
) -> None:
    put(str(tmp_path / "other/dome.md"), DOME)
    expected = sxs(command, "docs/dome.md", "-o", "-", "-q")
    assert (expected.code, expected.err) == (0, b"")
    assert sxs(command, given.format(tmp_path), "-o", "-", "-q") == expected


def test_findings_on_a_document_anywhere_have_its_path_as_given(tmp_path: Path) -> None:
    put(str(tmp_path / "other/dome.md"), DOME + b'<span data-ttu-id="7758d-200">half\n')
    run = sxs("strip", f"{tmp_path}/other/dome.md", "-o", "-", "-q")
    assert run.code == 1
    assert run.err.startswith(f"{tmp_path}/other/dome.md:10: unclosed-unit: ".encode())


@posix
def test_a_link_that_leads_nowhere_is_one_line_and_the_others_are_written() -> None:
    Path("docs/gone.md").symlink_to("missing.md")
    refusal = sxs("strip", "docs", "-o", "out", "-q").refusal
    assert refusal == "docs/gone.md: no such file or directory\n"
    assert sorted(tree("out")) == ["docs/dome.md", "docs/night/book.md"]


@posix
def test_a_link_that_leads_to_itself_is_one_line_and_the_others_are_written() -> None:
    Path("docs/loop.md").symlink_to("loop.md")
    assert sxs("strip", "docs", "-o", "out", "-q").refusal.startswith("docs/loop.md: ")
    assert sorted(tree("out")) == ["docs/dome.md", "docs/night/book.md"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_document_without_permission_is_one_line_and_the_others_are_written() -> None:
    Path("docs/dome.md").chmod(0)
    refusal = sxs("strip", "docs", "-o", "out", "-q").refusal
    assert refusal == "docs/dome.md: permission denied\n"
    assert sorted(tree("out")) == ["docs/night/book.md"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_document_in_a_folder_without_permission_is_one_line() -> None:
    Path("docs/night").chmod(0)
    try:
        refusal = sxs("strip", "docs/night/book.md", "-o", "out", "-q").refusal
    finally:
        Path("docs/night").chmod(0o755)
    assert refusal == "docs/night/book.md: permission denied\n"


def test_a_folder_called_like_a_document_is_one_line() -> None:
    Path("x.md").mkdir()
    assert sxs("strip", "x.md", "-o", "out", "-q").refusal.startswith("x.md: no document")


def test_a_folder_in_the_place_of_an_output_is_one_line_and_the_others_are_written() -> None:
    Path("out/docs/dome.md").mkdir(parents=True)
    assert sxs("strip", "docs", "-o", "out", "-q").refusal == "out/docs/dome.md: is a directory\n"
    assert sorted(tree("out")) == ["docs/night/book.md"]


def test_a_file_in_the_place_of_the_output_folder_is_one_line_and_stays() -> None:
    put("out", b"kept")
    assert sxs("strip", "docs/dome.md", "-o", "out", "-q").refusal.startswith("out/docs/dome.md: ")
    assert Path("out").read_bytes() == b"kept"


def test_a_file_in_the_place_of_a_folder_for_catalogs_is_one_line_and_stays() -> None:
    refusal = sxs("extract", "docs/dome.md", "-o", "docs/plain.md", "-q").refusal
    assert refusal.startswith("docs/plain.md")
    assert Path("docs/plain.md").read_bytes() == PLAIN


# Bad input: catalogs


def refused(*catalogs: str) -> str:
    """The one line of a merge in place, which must change nothing."""
    before = tree()
    options = [option for catalog in catalogs for option in ("-c", catalog)]
    refusal = sxs("merge", "docs", *options, "--in-place", "-q").refusal
    assert tree() == before
    return refusal


@pytest.mark.parametrize("name", ["missing.po", "missing"])
def test_a_catalog_that_is_missing_is_one_line(name: str) -> None:
    assert refused(name).startswith(f"{name}: no such ")


def test_a_catalog_that_is_missing_beside_another_is_one_line() -> None:
    put("ru.po", po(NEW_TITLE, document="docs/dome.md"))
    assert refused("ru.po", "missing.po").startswith("missing.po: no such ")


def test_a_folder_without_catalogs_is_one_line() -> None:
    put("po/readme.txt", b"Send these back by Friday.\n")
    assert refused("po").startswith("po: contains no catalogs")


def test_a_file_that_is_no_catalog_is_one_line() -> None:
    put("ru.txt", po(NEW_TITLE, document="docs/dome.md"))
    assert refused("ru.txt").startswith("ru.txt: not a catalog")


def test_a_folder_called_like_a_catalog_is_a_folder_of_catalogs() -> None:
    put("ru.po/docs/dome.md.po", po(NEW_TITLE, document="docs/dome.md"))
    assert sxs("merge", "docs", "-c", "ru.po", "--in-place").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


@posix
def test_a_catalog_that_cannot_be_read_is_one_line_and_the_others_are_merged() -> None:
    put("po/docs/dome.md.po", po(NEW_TITLE, document="docs/dome.md"))
    Path("po/docs/night").mkdir()
    Path("po/docs/night/book.md.po").symlink_to("missing.po")
    refusal = sxs("merge", "docs", "-c", "po", "--in-place", "-q").refusal
    assert refusal.startswith("po/docs/night/book.md.po: no such file")
    assert Path("docs/dome.md").read_bytes() == NEW_DOME
    assert Path("docs/night/book.md").read_bytes() == BOOK


def test_a_catalog_for_other_documents_is_one_line_that_names_one() -> None:
    put("ru.po", po(NEW_TITLE, document="site/dome.md"))
    refusal = refused("ru.po")
    assert refusal.startswith("ru.po: ")
    assert "site/dome.md" in refusal


def test_a_catalog_of_ids_alone_is_refused_where_there_are_several_documents() -> None:
    put("ru.po", po(NEW_TITLE))
    assert refused("ru.po").startswith("ru.po: ")


def test_a_catalog_for_another_document_is_not_for_the_one_given() -> None:
    put("ru.po", po(NEW_TITLE, document="docs/night/book.md"))
    refusal = sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place", "-q").refusal
    assert refusal.startswith("ru.po: ")
    assert "docs/night/book.md" in refusal
    assert Path("docs/dome.md").read_bytes() == DOME


def test_a_folder_of_catalogs_for_other_documents_is_one_line_that_names_one() -> None:
    put("po/site/dome.md.po", po(NEW_TITLE, document="site/dome.md"))
    refusal = refused("po")
    assert refusal.startswith("po: ")
    assert "site/dome.md" in refusal


def test_an_error_on_a_catalog_is_one_line_whatever_its_documents_are_called() -> None:
    put("ru.po", po(message("site/a\\nb.md#7758d-103", "The dome", "Наш купол")))
    assert refused("ru.po").startswith("ru.po: ")


OUTSIDE = ["../../etc/passwd", "/etc/passwd", "../secret.md", "docs/../../secret.md"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_catalog_that_points_outside_is_refused_and_touches_nothing(
    path: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_bytes(DOME)
    put("ru.po", po(NEW_TITLE, document=path))
    before = tree(str(tmp_path))
    refusal = sxs("merge", "docs", "-c", "ru.po", "-o", "out", "-q").refusal
    assert refusal.startswith("ru.po: ")
    assert tree(str(tmp_path)) == before


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_catalog_that_points_outside_is_refused_for_a_single_document(
    path: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_bytes(DOME)
    put("ru.po", po(NEW_TITLE, document=path))
    before = tree(str(tmp_path))
    refusal = sxs("merge", "docs/dome.md", "-c", "ru.po", "--in-place", "-q").refusal
    assert refusal.startswith("ru.po: ")
    assert tree(str(tmp_path)) == before


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_catalog_in_a_folder_that_points_outside_keeps_only_its_document_back(
    path: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_bytes(DOME)
    put("po/docs/dome.md.po", po(NEW_TITLE, document=path))
    new = message("91c0e-104", "Be on time.", "Пора.")
    put("po/docs/night/book.md.po", po(new, document="docs/night/book.md"))
    refusal = sxs("merge", "docs", "-c", "po", "--in-place", "-q").refusal
    assert refusal.startswith("po/docs/dome.md.po: ")
    assert Path("docs/dome.md").read_bytes() == DOME
    assert "Пора.".encode() in Path("docs/night/book.md").read_bytes()
    assert (tmp_path / "secret.md").read_bytes() == DOME


@pytest.mark.parametrize("path", OUTSIDE)
def test_entries_that_point_outside_touch_nothing(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_bytes(DOME)
    ours = message("docs/dome.md#7758d-103", "The dome", "Наш купол")
    theirs = message(f"{path}#7758d-103", "The dome", "Чужой купол")
    put("ru.po", po(ours, theirs))
    before = tree(str(tmp_path))
    sxs("merge", "docs", "-c", "ru.po", "--in-place")
    assert tree(str(tmp_path)) == before | {"project/docs/dome.md": NEW_DOME}


GOOD = po(NEW_TITLE, document="docs/dome.md")
BROKEN = {
    "cut in a string": GOOD[:-8],
    "cut in a message": GOOD[: GOOD.rindex(b"msgstr")],
    "conflict markers": b"<<<<<<< ours\n" + GOOD + b"=======\n" + GOOD + b">>>>>>> theirs\n",
    "conflict markers inside": GOOD.replace(
        b"msgstr", b'<<<<<<< ours\nmsgstr "a"\n=======\nmsgstr "b"\n>>>>>>> theirs\nmsgstr'
    ),
    "a web page": b"<!DOCTYPE html>\n<html><body>Sign in to go on</body></html>\n",
    "an unterminated string": GOOD.replace(b'The dome"', b"The dome"),
    "an unescaped quote": GOOD.replace(b"The dome", b'The "dome"'),
    "another charset": GOOD.replace(b"charset=UTF-8", b"charset=KOI8-R"),
    "an odd charset": GOOD.replace(b"charset=UTF-8", b"charset=unicode_escape"),
    "not UTF-8": GOOD.replace("купол".encode(), "купол".encode("koi8-r")),
    "UTF-16": GOOD.decode().encode("utf-16"),
    "a NUL": GOOD.replace(b"The dome", b"The\0dome"),
    "an entry twice": GOOD + NEW_TITLE.encode(),
    "an entry without a context": GOOD + b'\nmsgid "Loose"\nmsgstr "x"\n',
    "plural forms": GOOD + b'\nmsgctxt "7758d-104"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
    "binary": bytes(range(256)),
}
broken = pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())


@broken
def test_a_broken_catalog_is_one_line_and_changes_nothing(data: bytes) -> None:
    put("ru.po", data)
    assert refused("ru.po").startswith("ru.po:")


@broken
def test_a_broken_catalog_in_a_folder_keeps_only_its_document_back(data: bytes) -> None:
    put("po/docs/dome.md.po", data)
    new = message("91c0e-104", "Be on time.", "Пора.")
    put("po/docs/night/book.md.po", po(new, document="docs/night/book.md"))
    refusal = sxs("merge", "docs", "-c", "po", "--in-place", "-q").refusal
    assert refusal.startswith("po/docs/dome.md.po:")
    assert Path("docs/dome.md").read_bytes() == DOME
    assert "Пора.".encode() in Path("docs/night/book.md").read_bytes()


def test_a_broken_catalog_has_no_traceback_as_a_process() -> None:
    put("ru.po", BROKEN["an unterminated string"])
    run = process("merge", "docs", "-c", "ru.po", "--in-place", "-q")
    assert run.refusal.startswith("ru.po:7: ")


def test_an_unterminated_string_is_named_with_its_line() -> None:
    put("ru.po", BROKEN["an unterminated string"])
    assert refused("ru.po").startswith("ru.po:7: unterminated string")


def test_an_entry_that_stands_twice_is_named_with_both_lines() -> None:
    put("ru.po", BROKEN["an entry twice"])
    refusal = refused("ru.po")
    assert refusal.startswith("ru.po:10: ")
    assert "7758d-103" in refusal
    assert "line 6" in refusal


def test_an_entry_that_stands_twice_is_one_line_whatever_its_context_holds() -> None:
    twice = message("7758d\\n103", "The dome", "Наш купол")
    put("ru.po", po(twice, twice, document="docs/dome.md"))
    assert refused("ru.po").startswith("ru.po:10: ")


def test_two_catalogs_with_the_same_entry_are_one_line_that_names_both() -> None:
    put("a.po", GOOD)
    put("b.po", po(message("docs/dome.md#7758d-103", "The dome", "Другой купол")))
    refusal = refused("a.po", "b.po")
    assert "a.po" in refusal
    assert "b.po" in refusal
    assert "docs/dome.md#7758d-103" in refusal


def test_two_folders_with_the_same_entry_keep_only_its_document_back() -> None:
    put("one/docs/dome.md.po", GOOD)
    put("two/docs/dome.md.po", GOOD.replace("Наш".encode(), "Ваш".encode()))
    new = message("91c0e-104", "Be on time.", "Пора.")
    put("two/docs/night/book.md.po", po(new, document="docs/night/book.md"))
    run = sxs("merge", "docs", "-c", "one", "-c", "two", "--in-place", "-q")
    assert "one/docs/dome.md.po" in run.refusal
    assert "two/docs/dome.md.po" in run.refusal
    assert Path("docs/dome.md").read_bytes() == DOME
    assert "Пора.".encode() in Path("docs/night/book.md").read_bytes()


def test_a_catalog_that_names_another_document_than_its_place_is_one_line() -> None:
    put("po/docs/dome.md.po", po(NEW_TITLE, document="docs/night/book.md"))
    refusal = refused("po")
    assert refusal.startswith("po/docs/dome.md.po: ")
    assert "docs/night/book.md" in refusal


# Names


@only_where_names_are_bytes
@named
@pytest.mark.parametrize("out", ["po", "ru.po"])
def test_a_document_of_any_name_goes_to_a_catalog_and_back(name: str, out: str) -> None:
    path = put(f"docs/names/{name}", DOME)
    put("docs/names/other.md", BOOK)
    assert sxs("extract", "docs/names", "-o", out, "-q") == Run(0, b"", b"")
    for catalog in [each for each in Path().rglob("*.po") if each.is_file()]:
        data = catalog.read_bytes()
        catalog.write_bytes(data.replace('"Купол"'.encode(), '"Наш купол"'.encode()))
    assert sxs("merge", "docs/names", "-c", out, "--in-place", "-q") == Run(0, b"", b"")
    assert path.read_bytes() == NEW_DOME
    assert Path("docs/names/other.md").read_bytes() == BOOK


@only_where_names_are_bytes
@named
def test_a_document_of_any_name_keeps_it_in_an_output_folder(name: str) -> None:
    put(f"docs/names/{name}", PLAIN)
    assert sxs("strip", f"docs/names/{name}", "-o", "out", "-q") == Run(0, b"", b"")
    assert tree("out") == {f"docs/names/{name}": PLAIN}


@only_where_names_are_bytes
@named
def test_an_error_on_a_document_of_any_name_is_one_line(name: str) -> None:
    put(f"docs/names/{name}", b"\xff" + DOME)
    run = process("strip", "docs/names", "-o", "out", "-q")
    assert run.refusal.startswith("docs/names/")
    assert ":1: not UTF-8: byte 0xff: " in run.refusal


@only_where_names_are_bytes
@named
def test_a_finding_on_a_document_of_any_name_is_one_line(name: str) -> None:
    put(f"docs/names/{name}", DOME + b'<span data-ttu-id="7758d-105">')
    run = process("strip", "docs/names", "-o", "out", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(b"docs/names/")
    assert run.out.count(b"\n") == 1


@only_where_names_are_bytes
@named
def test_a_missing_document_of_any_name_is_one_line(name: str) -> None:
    assert "no such file" in process("strip", f"docs/{name}", "-o", "out", "-q").refusal


# The fixtures, end to end


def fixtures() -> list[str]:
    paths = [path.relative_to(FIXTURES).as_posix() for path in FIXTURES.rglob("*.md")]
    assert len(paths) > 10
    return sorted(paths)


@pytest.mark.parametrize("name", fixtures())
def test_extracting_and_merging_a_fixture_gives_its_bytes_back(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    put(f"sxs/{name}", data)
    assert b"error" not in sxs("extract", f"sxs/{name}", "-o", "po").err
    catalog = Path(f"po/sxs/{name}.po")
    if not catalog.exists():  # no pairs in it
        put(catalog.as_posix(), po())
    run = sxs("merge", f"sxs/{name}", "-c", "po", "-o", "out")
    assert b"error" not in run.err
    assert Path(f"out/sxs/{name}").read_bytes() == data


@pytest.mark.parametrize("side", ["target", "source"])
def test_fixtures_that_are_whole_hold_no_pair_markup_once_stripped(side: str) -> None:
    shutil.copytree(FIXTURES, "sxs")
    shutil.rmtree("sxs/damaged")
    assert sxs("strip", "sxs", "-o", "out", "--keep", side, "-q") == Run(0, b"", b"")
    documents = tree("out")
    assert len(documents) > 5
    assert [name for name, data in documents.items() if b"tu-id=" in data] == []
