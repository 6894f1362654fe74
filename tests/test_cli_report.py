"""``sxs report`` as a user meets it: pages, the folder of pages, previews, errors, exit codes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.helpers.cli import (
    BOOK,
    DOME,
    FIXTURES,
    PLAIN,
    message,
    pair,
    po,
    posix,
    process,
    put,
    sxs,
    tree,
)
from tests.helpers.html import Page


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("docs/dome.md", DOME)
    put("docs/guide/book.md", BOOK)
    put("docs/readme.md", PLAIN)


def page(name: str = "report.html") -> Page:
    return Page.of(Path(name).read_bytes().decode())


def test_a_page_has_all_documents() -> None:
    run = sxs("report", "docs", "-o", "report.html")
    assert (run.code, run.out, run.counts) == (0, b"", b"2 documents, 4 units: 1 page written")
    assert [unit.id for unit in page().units] == [
        "7758d-103",
        "7758d-104",
        "7758d-103",
        "91c0e-104",
    ]
    assert [path.name for path in Path().iterdir() if path.is_file()] == ["report.html"]


def test_a_folder_has_a_page_for_each_document_and_an_index() -> None:
    run = sxs("report", "docs", "-o", "review")
    assert (run.code, run.counts) == (0, b"2 documents, 4 units: 3 pages written")
    assert sorted(tree("review")) == ["docs/dome.md.html", "docs/guide/book.md.html", "index.html"]
    assert page("review/index.html").urls >= {"docs/dome.md.html", "docs/guide/book.md.html"}
    assert "../../index.html" in page("review/docs/guide/book.md.html").urls
    assert "../index.html" in page("review/docs/dome.md.html").urls


@pytest.mark.parametrize("out", ["report.html", "review"])
def test_the_same_documents_make_the_same_pages(out: str, tmp_path: Path) -> None:
    sxs("report", "docs", "-o", out, "-j", "1", "--no-cache")
    before = tree(out) if Path(out).is_dir() else Path(out).read_bytes()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move("docs", elsewhere / "docs")
    sxs("report", str(elsewhere / "docs"), "--root", str(elsewhere), "-o", f"new-{out}", "-j", "4")
    now = Path(f"new-{out}")
    assert (tree(str(now)) if now.is_dir() else now.read_bytes()) == before


def test_unchanged_documents_are_taken_from_the_cache() -> None:
    first = sxs("report", "docs", "-o", "review")
    before = tree("review")
    again = sxs("report", "docs", "-o", "review")
    assert again.counts == b"2 documents, 4 units: 0 pages written"
    Path("review/docs/dome.md.html").unlink()
    third = sxs("report", "docs", "-o", "review")
    assert third.counts == b"2 documents, 4 units: 1 page written"
    assert tree("review") == before
    assert first.code == again.code == third.code == 0


def test_a_page_goes_to_standard_output() -> None:
    run = sxs("report", "docs", "-o", "-", "-q")
    sxs("report", "docs", "-o", "report.html")
    assert run == (0, Path("report.html").read_bytes(), b"")
    assert sxs("report", "-", "-o", "-", "-q", stdin=DOME).out.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("out", "files"),
    [
        ("report.html", [b"report.html"]),
        (
            "review",
            [b"review/docs/dome.md.html", b"review/docs/guide/book.md.html", b"review/index.html"],
        ),
    ],
)
def test_a_dry_run_names_the_pages(out: str, files: list[bytes]) -> None:
    before = tree(".")
    run = sxs("report", "docs", "-o", out, "--dry-run", "-q")
    assert run == (0, b"".join(b"would write %s\n" % name for name in files), b"")
    assert tree(".") == before


def test_findings_do_not_fail_the_command_and_are_on_the_page() -> None:
    put("docs/dome.md", DOME + b'<span data-ttu-id="7758d-200">half a pair\n')
    assert sxs("report", "docs", "-o", "report.html").code == 0
    assert [code for _, code in page().notices] == ["unclosed-unit"]
    sxs("report", "docs", "-o", "report.html", "--ignore", "unclosed-unit")
    assert page().notices == []
    put("sxskit.toml", b'ignore = ["unclosed-unit"]\n')
    sxs("report", "docs", "-o", "report.html")
    assert page().notices == []
    sxs("report", "docs", "-o", "report.html", "--select", "unclosed-unit")
    assert [code for _, code in page().notices] == ["unclosed-unit"]


@pytest.mark.parametrize("out", ["report.html", "review"])
def test_findings_that_compare_documents_are_shown_on_request(out: str) -> None:
    put("docs/other.md", DOME.replace("Купол<".encode(), "Свод<".encode()))
    put("docs/third.md", DOME)
    for _ in range(2):
        sxs("report", "docs", "-o", out, "--select", "inconsistent")
        shown = page(out if out.endswith("html") else "review/docs/other.md.html")
        found = [(unit.text, unit.findings) for unit in shown.units if unit.findings]
        message = "the translation is not the usual one: 'Купол'"
        assert found == [("Свод", [("info", "inconsistent", message)])]
        assert sxs("report", "docs", "-o", out, "--select", "link").code == 0


def test_the_language_of_an_option_or_the_configuration_is_checked_with() -> None:
    put("docs/a.md", f"---\ntitle: x\n---\n{pair('1', 'Γεια σου κόσμε', 'Hello')}".encode())
    assert sxs("report", "docs/a.md", "-o", "plain.html").code == 0
    assert "wrong-script" not in Path("plain.html").read_bytes().decode()
    assert sxs("report", "docs/a.md", "-o", "given.html", "--language", "ru-RU").code == 0
    assert "wrong-script" in Path("given.html").read_bytes().decode()
    put("sxskit.toml", b'language = "ru-RU"')
    assert sxs("report", "docs/a.md", "-o", "set.html").code == 0
    assert Path("set.html").read_bytes() == Path("given.html").read_bytes()


def test_a_language_is_that_of_documents_without_one() -> None:
    put("docs/note.md", pair("1", "Луна", "Moon").encode())
    sxs("report", "docs/note.md", "-o", "report.html", "--language", "ru-RU")
    assert page().units[0].languages == [("en-US", "ltr"), ("ru-RU", "ltr")]


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_shown() -> None:
    put("docs/bad.md", DOME + b"\xe9")
    run = sxs("report", "docs", "-o", "report.html", "-q")
    assert run.code == 1
    assert run.err.startswith(b"docs/bad.md:10: not UTF-8: byte 0xe9")
    assert len(page().units) == 4
    sxs("report", "docs", "-o", "review", "-q")
    for name in ("report.html", "review/index.html"):
        assert page(name).notes == [run.err.decode().rstrip("\n")]


@pytest.mark.parametrize("options", [("--base", "old"), ("--select", "all")])
def test_a_document_that_cannot_be_read_is_named_once(options: tuple[str, str]) -> None:
    shutil.copytree("docs", "old/docs")
    put("docs/bad.md", DOME + b"\xe9")
    run = sxs("report", "docs", "-o", "review", "-q", *options)
    assert (run.code, run.err.count(b"bad.md")) == (1, 1)
    assert sorted(tree("review")) == ["docs/dome.md.html", "docs/guide/book.md.html", "index.html"]


def test_entries_of_documents_that_are_gone_are_noted() -> None:
    sxs("extract", "docs", "-o", "ru.po", "-q")
    Path("docs/dome.md").unlink()
    assert sxs("report", "docs", "-c", "ru.po", "-o", "report.html").code == 0
    [note] = page().notes
    assert note.startswith("docs/dome.md:1: unknown-entry: ")


def test_catalogs_are_shown_with_what_they_change() -> None:
    put("po/docs/dome.md.po", po(message("7758d-103", "The dome", "Наш купол")))
    put("po/docs/guide/book.md.po", po(message("7758d-103", "Pick a night.", "Ночь", "#, fuzzy\n")))
    assert sxs("report", "docs", "-c", "po", "-o", "report.html").code == 0
    title, _, night, _ = page().units
    assert title.target == "<ins>Наш купол</ins>"
    assert title.versions == [("in the document", "<del>Купол</del>")]
    assert night.versions[0][0] == "in the catalog, not applied"
    assert [code for _, code, _ in night.findings] == ["needs-review"]
    sxs("report", "docs", "-c", "po", "-o", "report.html", "--accept-fuzzy")
    assert page().units[2].versions[0][0] == "in the document"


def test_a_changed_catalog_renews_the_page() -> None:
    put("po/docs/dome.md.po", po(message("7758d-103", "The dome", "Наш купол")))
    sxs("report", "docs/dome.md", "-c", "po", "-o", "review")
    put("po/docs/dome.md.po", po(message("7758d-103", "The dome", "Ваш купол")))
    run = sxs("report", "docs/dome.md", "-c", "po", "-o", "review")
    assert run.counts == b"1 document, 2 units: 1 page written"
    assert "Ваш" in page("review/docs/dome.md.html").units[0].target


@pytest.mark.parametrize("base", ["old", "old/docs", "copy", "old.po"])
def test_what_the_last_hand_off_had_is_shown(base: str) -> None:
    shutil.copytree("docs", "old/docs")
    shutil.copytree("docs", "copy")
    sxs("extract", "docs", "-o", "old.po", "-q")
    edited = pair("1f2e3-104", "Купол закрыт ночью.", "The dome is open at night.")
    put(
        "docs/dome.md",
        DOME.replace(
            pair("7758d-104", "Купол открыт ночью.", "The dome is open at night.").encode(),
            edited.encode(),
        ),
    )
    run = sxs("report", "docs", "--base", base, "-o", "report.html", "-q")
    assert run == (0, b"", b"")
    changed = [unit for unit in page().units if unit.change]
    assert [(unit.id, unit.change) for unit in changed] == [("1f2e3-104", "changed target")]
    assert changed[0].target == "Купол <ins>закрыт</ins> ночью."


def test_another_name_with_a_dot_is_a_folder() -> None:
    sxs("report", "docs", "-o", "review-1.2")
    assert Path("review-1.2/index.html").is_file()
    sxs("report", "docs", "-o", "pages.html/")
    assert Path("pages.html/index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("-o", "report.pdf"), "report.pdf: not a page: name a file with .html, or a folder"),
        (("-o", "docs"), "-o is where the documents are"),
        (("-o", "."), "-o is where the documents are"),
        (("-o", "docs/dome.md"), "docs/dome.md: not a page"),
        (("-o", "ru.po"), "ru.po: not a page"),
        (("-o", "-", "--open"), "--open requires a page that is written"),
        (("-o", "a.html", "--open", "--dry-run"), "--open requires a page that is written"),
        (("-o", "-", "--dry-run"), "--dry-run requires files"),
        (("-o", "a.html", "--accept-fuzzy"), "--accept-fuzzy is for the catalogs that -c names"),
        (("-o", "a.html", "--select", "default", "--ignore", "all"), "no code is selected"),
        ((), "Missing option '-o'"),
    ],
)
def test_contradictory_options_are_wrong_usage(arguments: tuple[str, ...], what: str) -> None:
    before = tree(".")
    run = sxs("report", "docs", *arguments)
    assert (run.code, run.out) == (2, b"")
    assert what in run.err.decode()
    assert tree(".") == before


@pytest.mark.parametrize(("out", "file"), [("mine.html", "mine.html"), ("site", "site/index.html")])
def test_a_file_of_somebody_is_not_replaced(out: str, file: str) -> None:
    put(file, b"<!doctype html>\n<p>Mine</p>\n")
    ran = sxs("report", "docs", "-o", out, "-q")
    what = "not replaced, because sxs report did not write it: choose another -o"
    assert ran.refusal == f"{file}: {what}\n"
    assert Path(file).read_bytes() == b"<!doctype html>\n<p>Mine</p>\n"


def test_a_page_is_not_written_through_a_link() -> None:
    put("mine.txt", b"mine")
    Path("report.html").symlink_to("mine.txt")
    run = sxs("report", "docs", "-o", "report.html", "-q")
    assert run.code == 1
    assert run.err.count(b"\n") == 1
    assert Path("mine.txt").read_bytes() == b"mine"


@posix
@pytest.mark.parametrize(
    ("out", "opened"), [("report.html", "report.html"), ("new", "new/index.html")]
)
def test_the_page_is_opened_in_the_browser(out: str, opened: str, tmp_path: Path) -> None:
    browser = (
        f"{sys.executable} -c 'import sys; open(sys.argv[1], \"w\").write(sys.argv[2])' url %s"
    )
    run = process("report", "docs", "-o", out, "-q", "--open", BROWSER=browser)
    assert run.code == 0, run
    assert Path("url").read_bytes().decode() == (tmp_path / opened).as_uri()


@pytest.mark.parametrize("folder", sorted(path.name for path in FIXTURES.iterdir()))
def test_every_fixture_has_a_page(folder: str) -> None:
    run = sxs("report", str(FIXTURES / folder), "--root", str(FIXTURES), "-o", "report.html")
    assert run.code == 0
    assert page().unclosed == []
    assert page().units
