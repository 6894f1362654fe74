"""Catalogs of earlier runs in OUT: named by leftover-file, and removed by --prune."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.cli import BOOK, DOME, PLAIN, Run, edit, po, posix, put, sxs, tree

EXTRACT = ("extract", "docs", "-o", "po", "-q")
GONE = "po/docs/night/book.md.po"
NAMED = Run(
    0,
    f"{GONE}:1: leftover-file: written by sxs, not by this run: --prune removes it\n".encode(),
    b"",
)
CLEAN = Run(0, b"", b"")


@pytest.fixture(autouse=True)
def _catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents with their catalogs, and files that people have put beside them."""
    monkeypatch.chdir(tmp_path)
    put("docs/dome.md", DOME)
    put("docs/night/book.md", BOOK)
    assert sxs(*EXTRACT) == CLEAN
    put("po/notes.txt", b"Call the agency.\n")
    put("po/docs/mine.md.po", po(document="docs/mine.md"))
    put("po/docs/broken.md.po", b"no catalog")


def remove() -> None:
    Path("docs/night/book.md").unlink()


def rename() -> None:
    Path("docs/night/book.md").rename("docs/night/tome.md")


def empty() -> None:
    put("docs/night/book.md", PLAIN)


@pytest.mark.parametrize("change", [remove, rename, empty])
@pytest.mark.parametrize("options", [(), ("--no-cache",), ("-j", "2")])
def test_the_catalog_of_a_document_that_is_gone_is_named_and_stays(
    change: object, options: tuple[str, ...]
) -> None:
    assert callable(change)
    change()
    assert sxs(*EXTRACT, *options) == NAMED
    assert sxs(*EXTRACT, *options) == NAMED
    assert Path(GONE).exists()


def test_while_no_document_is_gone_nothing_is_named() -> None:
    assert sxs(*EXTRACT) == CLEAN
    assert sxs(*EXTRACT, "--prune") == CLEAN


def test_prune_removes_it_and_nothing_else() -> None:
    remove()
    before = tree()
    run = sxs("extract", "docs", "-o", "po", "--prune")
    assert (run.code, run.out) == (0, b"")
    assert run.counts == b"1 document, 2 units: 0 catalogs written, 1 removed"
    assert tree() == {name: data for name, data in before.items() if name != GONE}
    assert sxs(*EXTRACT, "--prune") == CLEAN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Выберите ночь.", "Возьмите ночь."),
        ("Приходите вовремя.", ""),
        ("#. type: ", "# ask Vera\n#. type: "),
    ],
)
def test_what_somebody_has_edited_is_named_and_never_removed(old: str, new: str) -> None:
    data = Path(GONE).read_bytes()
    put(GONE, data.replace(old.encode(), new.encode(), 1))
    remove()
    before = tree()
    run = sxs(*EXTRACT, "--prune")
    assert (run.code, run.err) == (0, b"")
    assert run.out.startswith(f"{GONE}:1: leftover-file: ".encode())
    assert b"edited" in run.out
    assert b"--prune" not in run.out
    assert tree() == before


def test_obsolete_messages_are_work_too() -> None:
    with Path(GONE).open("ab") as file:
        file.write('\n#~ msgid "The moon"\n#~ msgstr "Луна"\n'.encode())
    remove()
    assert b"edited" in sxs(*EXTRACT, "--prune").out
    assert Path(GONE).exists()


@pytest.mark.parametrize("format", ["xliff", "xliff2", "tmx", "jsonl"])
def test_it_is_recognized_in_every_format_with_a_digest(format: str) -> None:
    extract = ("extract", "docs", "-o", "out", "--format", format, "-q")
    sxs(*extract)
    remove()
    [finding] = sxs(*extract).out.decode().splitlines()
    assert finding.startswith("out/docs/night/book.md.")
    assert sxs(*extract, "--prune") == CLEAN
    assert len(tree("out")) == 1


def test_csv_has_no_digest_and_is_left_alone() -> None:
    extract = ("extract", "docs", "-o", "out", "--format", "csv", "-q")
    sxs(*extract)
    remove()
    assert sxs(*extract, "--prune") == CLEAN
    assert len(tree("out")) == 2


def test_a_run_on_a_part_leaves_the_others_alone() -> None:
    for part in (
        ("extract", "docs/dome.md", "-o", "po"),
        ("extract", "docs/night", "-o", "po"),
        ("extract", "docs", "-o", "po", "--exclude", "book.md"),
        ("extract", "docs", "-o", "po", "--include", "dome.md"),
        ("extract", "docs", "-o", "po", "--format", "xliff"),
    ):
        assert sxs(*part, "--prune", "-q") == CLEAN
        assert Path(GONE).exists()
        assert Path("po/docs/dome.md.po").exists()


def test_a_run_on_a_part_names_what_is_gone_in_it() -> None:
    put("docs/night/moon.md", BOOK)
    remove()
    assert sxs("extract", "docs/night", "-o", "po", "-q") == NAMED
    assert sxs(*EXTRACT, "--include", "*.md") == NAMED
    assert sxs("extract", "docs/dome.md", "-o", "po", "-q") == CLEAN


@pytest.mark.parametrize("bad", [b"\xff", None])
def test_after_an_error_nothing_is_removed(bad: bytes | None) -> None:
    remove()
    if bad is not None:
        put("docs/bad.md", bad)
    missing = () if bad else ("docs/missing.md",)
    run = sxs("extract", "docs", *missing, "-o", "po", "--prune", "-q")
    assert (run.code, run.out) == (1, b"")
    assert Path(GONE).exists()


def test_without_any_document_nothing_is_removed() -> None:
    remove()
    Path("docs/dome.md").unlink()
    assert sxs(*EXTRACT, "--prune").code == 1
    assert Path(GONE).exists()
    assert Path("po/docs/dome.md.po").exists()


def test_a_dry_run_names_what_would_be_removed() -> None:
    remove()
    before = tree()
    run = sxs("extract", "docs", "-o", "po", "--prune", "--dry-run")
    assert (run.code, run.out.decode()) == (0, f"would remove {GONE}\n")
    assert run.counts.endswith(b", 1 to remove")
    diff = sxs(*EXTRACT, "--prune", "--diff").out.decode()
    assert diff.startswith(f"--- {GONE}\n+++ /dev/null\n@@ -1,")
    assert not [line for line in diff.split("\n")[3:-1] if not line.startswith("-")]
    assert tree() == before


def test_a_folder_of_converted_catalogs_has_leftovers_too() -> None:
    for name in ("po/docs/mine.md.po", "po/docs/broken.md.po"):
        Path(name).unlink()
    convert = ("convert", "po", "-o", "xlf", "--format", "xliff", "-q")
    assert sxs(*convert) == CLEAN
    put("xlf/docs/mine.md.xlf", b"<xliff/>")
    Path(GONE).unlink()
    run = sxs(*convert)
    assert run.out.decode() == (
        "xlf/docs/night/book.md.xlf:1: leftover-file: "
        "written by sxs, not by this run: --prune removes it\n"
    )
    assert sxs(*convert, "--prune") == CLEAN
    assert sorted(tree("xlf")) == ["docs/dome.md.xlf", "docs/mine.md.xlf"]
    assert sxs("convert", "po/docs/dome.md.po", "-o", "xlf/docs/", "--format", "xliff").code == 0


def test_translations_that_only_a_removed_catalog_held_are_not_removed() -> None:
    edit(GONE, "Выберите ночь.", "Возьмите ночь.")
    for name in ("po/docs/mine.md.po", "po/docs/broken.md.po"):
        Path(name).unlink()
    convert = ("convert", "po", "-o", "xlf", "--format", "xliff", "-q", "--prune")
    sxs(*convert)
    Path(GONE).unlink()
    assert b"edited" in sxs(*convert).out
    assert "docs/night/book.md.xlf" in tree("xlf")


@posix
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    Path(GONE).rename(tmp_path / "elsewhere.po")
    Path(GONE).symlink_to(tmp_path / "elsewhere.po")
    remove()
    run = sxs(*EXTRACT, "--prune")
    assert run.code == 1
    assert b"leads out of" in run.err
    assert (tmp_path / "elsewhere.po").exists()


@pytest.mark.parametrize("out", ["all.po", "-"])
def test_one_catalog_has_no_leftovers_to_prune(out: str) -> None:
    run = sxs("extract", "docs", "-o", out, "--prune")
    assert (run.code, run.out) == (2, b"")
    assert b"--prune is for a folder" in run.err
