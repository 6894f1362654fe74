"""One catalog for all documents: written piece by piece, it is the same as made of all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.catalog import Catalog
from sxskit.dialect.document import parse
from sxskit.exchange.extract import extract, joined
from sxskit.exchange.keeping import keep, stamped
from sxskit.formats import po
from tests.helpers.cli import pair, put, sxs, tree


def page(*pairs: str, front: str = "") -> str:
    head = f"---\n{front}---\n" if front else ""
    return head + "\n\n".join(pairs) + "\n"


DOME = pair("7758d-103", "Купол", "The dome")
SKY = pair("7758d-104", "Небо", "The sky")
NEW = pair("7758d-105", "", "The stars")
PAGES = st.lists(st.sampled_from([DOME, SKY, NEW]), unique=True, max_size=3).map(
    lambda pairs: page(*pairs)
)
FRONTS = st.sampled_from(["", "ms.translationtype: MT\n", "ms.translationtype: HT\nms.date: x\n"])
NAMES = ("a.md", "m-1/a.md", "m/a.md", "я.md", "a b.md")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@given(st.dictionaries(st.sampled_from(NAMES), st.tuples(FRONTS, PAGES), min_size=2))
def test_pieces_joined_are_the_catalog_of_all(pages: dict[str, tuple[str, str]]) -> None:
    catalogs = {
        name: extract({name: parse((f"---\n{front}---\n" if front else "") + text)})
        for name, (front, text) in pages.items()
    }
    whole = keep(joined(catalogs, language="ru-RU")).catalog
    heads = {name: Catalog("en-US", "", (), each.metadata) for name, each in catalogs.items()}
    head = stamped(joined(heads, language="ru-RU"), [catalogs[name] for name in sorted(catalogs)])
    assert head.metadata == whole.metadata
    if len(whole.documents) > 1:
        parts = [each for each in catalogs.values() if each.entries]
        assert b"".join(po.pieces(head, parts)) == po.dumps(whole)


def test_a_new_file_has_the_bytes_of_one_that_is_replaced() -> None:
    put("docs/m/a.md", page(DOME, SKY, front="ms.translationtype: MT\n").encode())
    put("docs/m-1/a.md", page(SKY, NEW).encode())
    put("docs/b.md", b"No pairs.\n")
    assert sxs("extract", "docs", "-o", "ru.po", "-q").code == 0
    new = Path("ru.po").read_bytes()
    assert sxs("extract", "docs", "-o", "ru.po", "-q", "--overwrite").code == 0
    assert Path("ru.po").read_bytes() == new
    assert sxs("extract", "docs", "-o", "-", "-q").out == new


def test_a_new_file_with_proposals_of_a_memory_has_the_bytes_of_one_that_is_replaced() -> None:
    put("old/a.md", page(DOME, SKY, front="ms.contentlocale: ru-RU\n").encode())
    assert sxs("memory", "add", "old", "--memory", "ru.sxsm", "-q").code == 0
    for name in ("docs/m/a.md", "docs/m-1/a.md"):
        empty = page(pair("7758d-1", "", "The dome"), NEW, pair("7758d-2", "", "The sky"))
        put(name, f"---\nms.contentlocale: ru-RU\n---\n{empty}".encode())
    command = ("extract", "docs", "--memory", "ru.sxsm", "-q", "-o")
    assert sxs(*command, "ru.po").code == 0
    new = Path("ru.po").read_bytes()
    assert new.count("Купол".encode()) == 2
    assert sxs(*command, "-").out == new
    assert sxs(*command, "ru.po").code == 0
    assert Path("ru.po").read_bytes() == new


def test_one_document_with_pairs_has_a_catalog_of_its_own_kind() -> None:
    put("docs/a.md", page(DOME).encode())
    put("docs/b.md", b'<span data-ttu-id="7758d-1">damaged\n')
    sxs("extract", "docs", "-o", "ru.po", "-q")
    assert b'msgctxt "7758d-103"' in Path("ru.po").read_bytes()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_text_that_po_cannot_hold_leaves_no_file(jobs: str) -> None:
    put("docs/a.md", page(DOME).encode())
    put("docs/b.md", page(pair("7758d-106", "Конец\x04", "The end\x04")).encode())
    run = sxs("extract", "docs", "-o", "out/ru.po", "-q", "-j", jobs, "--no-cache")
    assert (run.code, run.err.count(b"\n")) == (1, 1)
    assert run.err.startswith(b"out/ru.po: ")
    assert b"docs/b.md#7758d-106" in run.err
    assert tree() == {name: data for name, data in tree().items() if name.startswith("docs/")}


def test_documents_in_several_languages_are_refused_before_anything_is_written() -> None:
    put("docs/a.md", page(DOME, front="ms.contentlocale: ru-RU\n").encode())
    put("docs/b.md", page(DOME, front="ms.contentlocale: de-DE\n").encode())
    run = sxs("extract", "docs", "-o", "ru.po", "-q")
    assert (run.code, Path("ru.po").exists()) == (1, False)
    assert sxs("extract", "docs", "-o", "ru.po", "-q", "--language", "ru-RU").code == 0


def test_edits_in_a_catalog_that_is_there_are_kept() -> None:
    put("docs/a.md", page(DOME, front="ms.translationtype: MT\n").encode())
    put("docs/b.md", page(SKY, front="ms.translationtype: MT\n").encode())
    sxs("extract", "docs", "-o", "ru.po", "-q")
    approved = Path("ru.po").read_bytes().replace(b"#, fuzzy\n", b"", 1)
    put("ru.po", approved)
    assert sxs("extract", "docs", "-o", "ru.po", "-q").code == 0
    assert Path("ru.po").read_bytes().count(b"#, fuzzy\n") == 1


def test_a_link_in_the_place_of_the_catalog_is_not_followed() -> None:
    put("docs/a.md", page(DOME).encode())
    put("docs/b.md", page(SKY).encode())
    Path("ru.po").symlink_to("elsewhere.po")
    run = sxs("extract", "docs", "-o", "ru.po", "-q")
    assert (run.code, Path("elsewhere.po").exists()) == (1, False)
    assert b"symbolic link" in run.err
