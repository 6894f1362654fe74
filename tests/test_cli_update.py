"""``sxs update`` and ``sxs diff``: catalogs of the next hand-off, as files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sxskit import State, read_catalog
from sxskit.formats import FORMATS, Format, suffix
from sxskit.storage import sources
from tests.helpers.cli import put, sxs, tree
from tests.helpers.hand_offs import HUMAN, MACHINE, Pairs, document

OLD = [("Hi", "Хай"), ("Sky", "Небеса"), ("Gone", "Ушло")]
NEW = [("Sky", "Воздух"), ("Hi", "Эй"), ("New", "Новое")]

every_format = pytest.mark.parametrize("format", FORMATS)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put_documents("old/docs", "aaaaa", a=OLD)
    put_documents("docs", "bbbbb", a=NEW)


def put_documents(folder: str, ids: str, by: str = MACHINE, **pairs: Pairs) -> None:
    for name, each in pairs.items():
        put(f"{folder}/{name}.md", document(each, by, ids).text.encode())


def edit(path: str, old: str, new: str) -> None:
    """Another text in a catalog, and the entry is done."""
    data = Path(path).read_bytes().decode()
    assert old in data
    data = data.replace("#, fuzzy\n", "").replace(old, new)
    Path(path).write_bytes(data.encode())


def extracted(*arguments: str) -> None:
    assert sxs("extract", "old/docs", "--root", "old", *arguments).code == 0


def texts(path: str) -> list[tuple[str, str, str]]:
    catalog = read_catalog(path)
    return [(each.source, each.target, str(each.state)) for each in catalog.entries]


def test_an_edited_catalog_is_carried_to_the_next_hand_off() -> None:
    extracted("-o", "po")
    edit("po/docs/a.md.po", "Небеса", "Небо")
    ran = sxs("update", "po", "docs", "-o", "new", "--base", "old")
    assert (ran.code, ran.out) == (0, b""), ran
    assert ran.counts == b"1 document, 3 units: 2 carried, 1 obsolete, 1 catalog written"
    assert texts("new/docs/a.md.po") == [
        ("Sky", "Небо", "done"),
        ("Hi", "Хай", "done"),
        ("New", "Новое", "review"),
    ]
    [obsolete] = read_catalog("new/docs/a.md.po").obsolete
    assert (obsolete.source, obsolete.target) == ("Gone", "Ушло")
    assert sxs("merge", "docs", "-c", "new", "-o", "out").out.count(b"stale") == 0


@every_format
def test_the_same_documents_change_no_byte(format: Format) -> None:
    end = suffix(format)
    extracted("-o", f"ru{end}", "--format", format)
    extracted("-o", "all", "--format", format)
    before = Path(f"ru{end}").read_bytes()
    edit(f"ru{end}", "Небеса", "Небо")
    edited = Path(f"ru{end}").read_bytes()
    same = ["old/docs", "--root", "old"]
    assert sxs("update", f"ru{end}", *same, "-o", f"to{end}", "--format", format).code == 0
    assert Path(f"to{end}").read_bytes() == edited != before
    assert sxs("update", "all", *same, "-o", "to", "--format", format).code == 0
    assert tree("to") == tree("all")
    before_all = tree(".")
    assert sxs("update", f"ru{end}", *same, "--in-place").code == 0
    assert sxs("update", "all", *same, "--in-place").code == 0
    assert tree(".") == before_all


@every_format
def test_a_second_update_writes_nothing(format: Format) -> None:
    end = suffix(format)
    extracted("-o", f"ru{end}", "--format", format)
    edit(f"ru{end}", "Небеса", "Небо")
    edit(f"ru{end}", "Ушло", "Ушла")
    assert sxs("update", f"ru{end}", "docs", "--in-place").code in (0, 1)
    first = tree(".")
    assert "Небо" in Path(f"ru{end}").read_bytes().decode()
    kept = {name: data.decode() for name, data in first.items() if name.startswith("ru")}
    assert sum("Ушла" in text for text in kept.values()) == 1
    assert (format == "csv") == ("ru.obsolete.po" in first)
    assert sxs("update", f"ru{end}", "docs", "--in-place").code == 0
    assert tree(".") == first


def test_catalogs_of_renamed_documents_move() -> None:
    put_documents("old/docs", "ccccc", b=[("Cat", "Кот"), ("Dog", "Пёс")])
    put_documents("docs", "ddddd", c=[("Cat", "К"), ("Dog", "П"), ("Fox", "Л")])
    extracted("-o", "po")
    edit("po/docs/b.md.po", "Кот", "Кошка")
    assert sxs("update", "po", "docs", "--in-place", "--base", "old").code == 0
    assert sorted(tree("po")) == ["docs/a.md.po", "docs/c.md.po"]
    assert texts("po/docs/c.md.po")[0] == ("Cat", "Кошка", "done")


def test_work_of_a_document_that_is_gone_is_left_over() -> None:
    put_documents("old/docs", "ccccc", HUMAN, b=[("Cat", "Кот"), ("Dog", "Пёс")])
    extracted("-o", "po")
    assert sxs("update", "po", "docs", "--in-place").code == 0
    assert sorted(tree("po")) == ["docs/a.md.po", "obsolete.po"]
    assert [each.target for each in read_catalog("po/obsolete.po").obsolete] == ["Кот", "Пёс"]
    first = tree("po")
    assert sxs("update", "po", "docs", "--in-place").code == 0
    assert tree("po") == first
    assert b"unknown-entry" not in sxs("merge", "docs", "-c", "po", "-o", "out").out
    put_documents("docs", "eeeee", b=[("Cat", "К")])
    assert sxs("update", "po", "docs", "--in-place").code == 0
    assert texts("po/docs/b.md.po") == [("Cat", "Кот", "done")]


def test_documents_that_are_not_given_stay_as_they_are() -> None:
    for folder, ids in (("old/docs", "ccccc"), ("docs", "ddddd")):
        put_documents(folder, ids, b=[("Cat", "Кот")])
    extracted("-o", "ru.po")
    assert sxs("update", "ru.po", "docs/a.md", "--in-place").code == 0
    catalog = read_catalog("ru.po")
    assert list(catalog.of("docs/b.md")) == ["ccccc-101"]
    assert list(catalog.of("docs/a.md")) == ["bbbbb-101", "bbbbb-102", "bbbbb-103"]


def test_the_catalogs_of_documents_that_are_not_given_keep_their_bytes_in_place() -> None:
    put_documents("old/docs", "ccccc", b=OLD)
    put_documents("docs", "ddddd", b=NEW)
    extracted("-o", "po")
    edit("po/docs/a.md.po", "Небеса", "Небо")
    before = tree("po")
    ran = sxs("update", "po", "docs/a.md", "--in-place", "--base", "old")
    assert (ran.code, ran.out) == (0, b""), ran
    after = tree("po")
    assert after["docs/b.md.po"] == before["docs/b.md.po"]
    assert after["docs/a.md.po"] != before["docs/a.md.po"]


def test_a_second_folder_of_catalogs_is_not_passed_over() -> None:
    put_documents("old/docs", "ccccc", b=OLD)
    put_documents("docs", "ddddd", b=NEW)
    extracted("-o", "po")
    Path("more/docs").mkdir(parents=True)
    Path("po/docs/b.md.po").rename("more/docs/b.md.po")
    edit("more/docs/b.md.po", "Небеса", "Небо")
    ran = sxs("update", "po", "more", "docs", "-o", "new", "--base", "old")
    assert (ran.code, ran.out) == (0, b""), ran
    assert ("Sky", "Небо", "review") in texts("new/docs/b.md.po")  # "Небеса" in the other
    shutil.copytree("more", "copy")
    assert "duplicate key" in refused("more", "copy", "docs", "-o", "other")


def test_several_catalogs_of_any_format() -> None:
    put_documents("old/docs", "ccccc", b=[("Cat", "Кот")])
    put_documents("docs", "ddddd", b=[("Cat", "К")])
    for name, end in (("a", "po"), ("b", "xlf")):
        extracted("-o", f"{name}.{end}", "--include", f"{name}.md")
    both = [["a.po", "docs", "b.xlf"], ["b.xlf", "a.po", "docs"]]
    for n, arguments in enumerate(both):
        assert sxs("update", *arguments, "-o", f"{n}.po").code == 0
    assert Path("0.po").read_bytes() == Path("1.po").read_bytes()
    assert read_catalog("0.po").documents == ("docs/a.md", "docs/b.md")
    assert sxs("update", "a.po", "b.xlf", "docs", "--in-place").code == 0
    assert read_catalog("b.xlf").documents == ("docs/b.md",)


def test_a_conflict_is_a_finding() -> None:
    put_documents("docs", "bbbbb", HUMAN, a=NEW)
    extracted("-o", "ru.po")
    edit("ru.po", "Небеса", "Небо")
    ran = sxs("update", "ru.po", "docs", "-o", "new.po")
    assert ran.code == 1
    assert ran.out.startswith(b"docs/a.md:6: conflict: bbbbb-101: changed in the catalog and in")
    [sky, *_] = read_catalog("new.po").entries
    assert (sky.target, sky.state) == ("Небо", State.REVIEW)
    assert [each.text for each in sky.alternatives] == ["Воздух"]


def test_the_work_in_another_catalog_is_not_replaced() -> None:
    extracted("-o", "ru.po")
    shutil.copy("ru.po", "other.po")
    edit("other.po", "Небеса", "Твердь")
    before = tree(".")
    ran = sxs("update", "ru.po", "docs", "-o", "other.po", "--base", "old")
    assert ran.code == 1
    assert b"other.po: not written, because edits in 3 entries would be lost" in ran.err
    assert tree(".") == before
    again = sxs("update", "ru.po", "docs", "-o", "other.po", "--base", "old", "--overwrite")
    assert again.code == 0


def test_extract_names_this_command() -> None:
    extracted("-o", "ru.po")
    edit("ru.po", "Небеса", "Небо")
    ran = sxs("extract", "docs", "-o", "ru.po")
    assert ran.code == 1
    assert b"sxs update" in ran.err


# Bad input: one line, and nothing is written.


def refused(*arguments: str) -> str:
    before = tree(".")
    ran = sxs("update", *arguments)
    assert ran.code == 1, ran
    assert tree(".") == before
    [line, *counts] = ran.err.decode().rstrip("\n").split("\n")
    assert len(counts) <= 1
    return line


def test_another_language() -> None:
    extracted("-o", "ru.po")
    put("docs/a.md", document(NEW, ids="bbbbb", language="de-DE").text.encode())
    assert "ru.po: no targets in de-DE" in refused("ru.po", "docs", "-o", "new.po")


def test_an_entry_in_two_catalogs() -> None:
    extracted("-o", "a.po")
    extracted("-o", "b.po")
    line = refused("a.po", "b.po", "docs", "-o", "new.po")
    assert line == "b.po: duplicate key docs/a.md#aaaaa-101, first in a.po: keep one of them"


def test_a_document_that_cannot_be_read() -> None:
    extracted("-o", "ru.po")
    put("docs/b.md", document([("Cat", "К")]).text.encode() + b"\xff")
    assert refused("ru.po", "docs", "-o", "new.po").startswith("docs/b.md:7: not UTF-8")


def test_a_base_of_other_documents() -> None:
    extracted("-o", "ru.po")
    put_documents("other", "eeeee", z=[("Cat", "К")])
    assert "other: contains no document of the catalogs" in refused(
        "ru.po", "docs", "-o", "new.po", "--base", "other"
    )


@pytest.mark.parametrize(
    "arguments",
    [["ru.po", "docs"], ["ru.po", "docs", "-o", "new.po", "--in-place"], ["ru.po", "-o", "new.po"]],
)
def test_usage(arguments: list[str]) -> None:
    extracted("-o", "ru.po")
    assert sxs("update", *arguments).code == 2


def test_leftovers_are_beside_the_catalog() -> None:
    assert sources.leftovers_of(Path("x/ru.csv")) == Path("x/ru.obsolete.po")


# Differences.


def test_a_table_of_changes() -> None:
    ran = sxs("diff", "old/docs", "docs")
    assert ran.code == 0
    rows = [line.rsplit(None, 2) for line in ran.out.decode().split("\n") if line.strip()]
    table = {row[0].strip(): row[1] for row in rows[1:8]}
    assert table == {
        "unchanged": "0",
        "moved": "0",
        "changed target": "2",
        "changed source": "0",
        "new": "1",
        "total": "3",
        "gone": "1",
    }
    bands = {row[0].strip(): row[2] for row in rows[8:]}
    assert (bands["100 %"], bands["no match"], bands["total"]) == ("2", "1", "3")


@every_format
def test_documents_and_catalogs_in_any_mix(format: Format) -> None:
    end = suffix(format)
    extracted("-o", f"old{end}", "--format", format)
    extracted("-o", "cats", "--format", format)
    assert sxs("extract", "docs", "-o", f"new{end}", "--format", format).code == 0
    expected = sxs("diff", "old", "docs").out
    for old in ("old", "old/docs", "old/docs/a.md", f"old{end}", "cats"):
        for new in ("docs", f"new{end}"):
            assert sxs("diff", old, new).out == expected, (old, new)


@pytest.mark.parametrize("language", ["de-DE", "uk-UA", "he-IL"])
def test_hand_offs_in_two_languages_are_not_compared(language: str) -> None:
    extracted("-o", "ru.po")
    put("docs/a.md", document(NEW, ids="bbbbb", language=language).text.encode())
    for old in ("old", "ru.po"):
        ran = sxs("diff", old, "docs", "-o", "todo.po")
        assert (ran.code, ran.out) == (1, b"")
        assert f"the old hand-off is in ru-RU, the new one in {language}: " in ran.err.decode()
        assert not Path("todo.po").exists()
    assert sxs("diff", "old", "docs", "--language", "ru-RU").code == 0


def test_json_has_every_change() -> None:
    found = json.loads(sxs("diff", "old", "docs", "--format", "json").out)
    changes = [(each["kind"], (each["new"] or each["old"])["source"]) for each in found["changes"]]
    assert changes == [
        ("changed target", "Sky"),
        ("changed target", "Hi"),
        ("new", "New"),
        ("gone", "Gone"),
    ]
    assert found["kinds"]["gone"] == {"units": 1, "words": 1}


def test_a_catalog_of_what_needs_work() -> None:
    put_documents("docs", "bbbbb", a=[("Hi", "Хай"), ("Sky", "Воздух"), ("New", "")])
    ran = sxs("diff", "old", "docs", "-o", "todo.po")
    assert ran.code == 0
    assert ran.counts == b"1 document, 3 units: 2 to do"
    assert texts("todo.po") == [("Sky", "Воздух", "review"), ("New", "", "new")]


def test_a_part_of_a_translation_is_not_lost_in_place() -> None:
    extracted("-o", "ru.xlf")
    edit("ru.xlf", ">Небеса</target>", '>Не<x id="9"/>беса</target>')
    line = refused("ru.xlf", "docs", "--in-place")
    assert line.startswith("ru.xlf:")
    assert line.endswith("complete or remove it, or give -o")
    ran = sxs("update", "ru.xlf", "docs", "-o", "new.xlf")
    assert ran.code == 1
    assert b"incomplete-target: docs/a.md#aaaaa-102: " in ran.out


def test_a_preview_writes_nothing() -> None:
    extracted("-o", "po")
    before = tree(".")
    ran = sxs("update", "po", "docs", "--in-place", "--dry-run")
    assert ran.out == b"would write po/docs/a.md.po\n"
    assert tree(".") == before
