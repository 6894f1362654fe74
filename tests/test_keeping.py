"""What people have done to catalogs is kept when these are written again, or nothing is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from sxskit import (
    Catalog,
    Entry,
    Frame,
    Key,
    State,
    Unit,
    keep,
    read_catalog,
    write_catalog,
)
from sxskit.catalog import Defect
from sxskit.cli.main import main
from sxskit.exchange.keeping import supersede
from sxskit.formats import (
    FORMATS,
    Format,
    dumps,
    loads,
    suffix,
)
from tests.helpers.strategies import catalogs, held

formats = pytest.mark.parametrize("format", FORMATS)
with_digest = pytest.mark.parametrize("format", [each for each in FORMATS if each != "csv"])
with_states = pytest.mark.parametrize("format", [each for each in FORMATS if each != "tmx"])
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")

Edit = Callable[[Entry], Entry]
EDITS: dict[str, Edit] = {
    "another target": lambda entry: replace(entry, target=f"{entry.target} и ещё"),
    "a draft": lambda entry: replace(entry, target="черновик", state=State.REVIEW),
    "an approval": lambda entry: replace(entry, state=State.DONE),
    "a doubt": lambda entry: replace(entry, state=State.REVIEW),
    "a note": lambda entry: replace(entry, notes=(*entry.notes, "ask Ann")),
}


# The library: an old catalog and a new one.


def catalog(*entries: Entry) -> Catalog:
    return Catalog("en-US", "ru-RU", entries)


def entry(
    id: str = "7758d-103",
    source: str = "Hello",
    target: str = "Привет",
    state: State = State.REVIEW,
    notes: tuple[str, ...] = (),
    document: str = "a.md",
) -> Entry:
    return Entry(Key(document, id), source, target, state, notes=notes)


any_format = st.sampled_from(FORMATS)


@given(old=catalogs(), format=any_format.filter(lambda format: format != "csv"))
def test_a_catalog_that_nobody_has_edited_gives_way_in_any_order(
    old: Catalog, format: Format
) -> None:
    fresh = keep(held(old, format)).catalog
    for entries in (fresh.entries, fresh.entries[::-1]):
        written = loads(dumps(replace(fresh, entries=entries), format), format)
        new = catalog(*[replace(each, target="Свод", state=State.REVIEW) for each in entries])
        if entries:
            assert keep(new, written) == keep(new)


@given(catalogs(), any_format, st.sampled_from(sorted(EDITS)), st.data())
def test_no_edit_is_lost_without_a_word(
    old: Catalog, format: Format, name: str, data: st.DataObject
) -> None:
    fresh = keep(held(old, format)).catalog
    translated = [each for each in fresh.entries if each.target.strip()]
    if not translated:
        return
    before = data.draw(st.sampled_from(translated))
    after = EDITS[name](before)
    entries = tuple(after if each is before else each for each in fresh.entries)
    edited = loads(dumps(replace(fresh, entries=entries), format), format)
    kept = keep(fresh, edited)
    if kept.lost:
        assert kept.lost == tuple(each for each in edited.entries if each.key == before.key)
    elif format != "tmx" or name == "a note":  # TMX states no states
        assert kept.catalog.entries == edited.entries
    assert bool(kept.lost) == (after.target != before.target)
    again = loads(dumps(kept.catalog, format), format)
    assert keep(fresh, again).catalog == kept.catalog


def test_a_state_is_kept_in_both_directions() -> None:
    for old, new in ((State.DONE, State.REVIEW), (State.REVIEW, State.DONE)):
        [kept] = keep(catalog(entry(state=new)), catalog(entry(state=old))).catalog.entries
        assert kept.state is old


def test_a_state_is_that_of_its_texts() -> None:
    old = catalog(entry(state=State.DONE))
    for new in (entry(source="Hello!"), entry(target="Здравствуйте")):
        assert keep(catalog(new), old).catalog.entries == (new,)


def test_a_state_that_nobody_has_stated_is_no_approval() -> None:
    put("docs/a.md", page("Купол"))
    sxs("extract", "docs/a.md", "-o", "ru.jsonl", "-q")
    returned = b'{"doc": "docs/a.md", "id": "7758d-103", "source": "Source 103", "target": "%s"}\n'
    put("ru.jsonl", returned % "Купол".encode())
    sxs("extract", "docs/a.md", "-o", "ru.jsonl", "-q")
    assert read_catalog(Path("ru.jsonl")).entries[0].state is State.REVIEW


def test_a_catalog_that_nobody_has_edited_has_the_states_of_the_document() -> None:
    kept = keep(catalog(entry(state=State.DONE)), keep(catalog(entry())).catalog)
    assert kept.catalog.entries == (entry(state=State.DONE),)


def test_an_approval_is_kept_when_its_unit_has_got_another_id() -> None:
    old = catalog(entry("1-1", state=State.DONE), entry("1-2"))
    kept = keep(catalog(entry("2-1"), entry("2-2")), old)
    assert [each.state for each in kept.catalog.entries] == [State.DONE, State.REVIEW]
    assert kept.lost == ()


@pytest.mark.parametrize(
    "old",
    [
        entry(target="Здравствуйте"),
        entry(target="Здравствуйте", state=State.DONE),
        entry("7758d-999", target="Здравствуйте"),
        entry("7758d-999", source="Hi"),
        entry("7758d-999", source="Hi", target="", state=State.NEW, notes=("ask Ann",)),
        entry(target="Здравствуйте", document=""),
        entry("7758d-104", source="Hi"),
    ],
)
def test_what_the_document_lacks_is_lost(old: Entry) -> None:
    new = catalog(entry(), entry("7758d-104", "Hi", "Привет снова"))
    [lost] = keep(new, catalog(old)).lost
    assert lost.key.unit == old.key.unit


@pytest.mark.parametrize(
    "old",
    [
        entry("7758d-999"),  # the document has it under another id
        entry(source="Hello!"),
        entry(target="", state=State.NEW),
        entry(target=" Привет\n"),
        entry("7758d-999", source="Hi", target=" ", state=State.NEW),
        entry(notes=("link target: https://old.example",)),
    ],
)
def test_what_the_document_has_is_not_lost(old: Entry) -> None:
    assert keep(catalog(entry()), catalog(old)).lost == ()


def test_the_notes_of_people_are_kept_and_ours_are_new() -> None:
    old = entry(notes=("link target: old.md", "ask Ann"))
    [kept] = keep(catalog(entry(notes=("link target: new.md",))), catalog(old)).catalog.entries
    assert kept.notes == ("link target: new.md", "ask Ann")


def test_a_target_that_was_removed_comes_back_to_review() -> None:
    old = catalog(entry(target="", state=State.NEW))
    [kept] = keep(catalog(entry(state=State.DONE)), old).catalog.entries
    assert (kept.target, kept.state) == ("Привет", State.REVIEW)


def test_a_catalog_that_comes_from_another_gives_way_to_it_until_it_is_edited() -> None:
    first = supersede(catalog(entry(target="Раз", state=State.DONE))).catalog
    second = supersede(catalog(entry(target="Два", state=State.DONE)), first)
    assert second.lost == ()
    edited = replace(second.catalog, entries=(entry(target="Три", state=State.DONE),))
    assert len(supersede(catalog(entry(target="Два")), edited).lost) == 1
    approved = catalog(entry(state=State.DONE))
    for old in (approved, keep(catalog(entry()), approved).catalog):
        assert len(supersede(catalog(entry()), old).lost) == 1


# The commands.

FRONT = "---\nms.translationtype: {}\nms.contentlocale: ru-RU\n---\n"


def pair(target: str, source: str, id: str) -> str:
    return Unit(id, source, target, Frame.of(id)).text


def put(name: str, data: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def page(*targets: str, type: str = "MT") -> bytes:
    units = [pair(each, f"Source {n}", f"7758d-{n}") for n, each in enumerate(targets, start=103)]
    return (FRONT.format(type) + "\n\n".join(units) + "\n").encode()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("docs/a.md", page("Купол", "Зал"))
    put("docs/b.md", page("Башня", type="HT"))


def sxs(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(
        main, [*arguments, "-j", "1"] if "-j" not in arguments else arguments
    )
    assert result.exit_code == code, result.output
    return result


def convert(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["convert", *arguments])
    assert result.exit_code == code, result.output
    return result


def tree(folder: str) -> dict[str, bytes]:
    found = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def edit(name: str, format: Format, index: int, change: Edit) -> bytes:
    """Change an entry of a catalog as a tool does that keeps all else; the bytes of the file."""
    path = Path(name)
    before = read_catalog(path)
    entries = list(before.entries)
    entries[index] = change(entries[index])
    assert write_catalog(path, replace(before, entries=tuple(entries)), format=format)
    return path.read_bytes()


@formats
@pytest.mark.parametrize("change", ["another target", "a draft"])
def test_a_catalog_with_a_target_that_the_document_lacks_is_not_written(
    format: Format, change: str
) -> None:
    extract = ("extract", "docs", "-o", "out", "--format", format, "-q")
    sxs(*extract)
    fresh = tree("out")
    name = f"docs/a.md{suffix(format)}"
    edited = edit(f"out/{name}", format, 1, EDITS[change])
    put("docs/b.md", page("Башенка", type="HT"))  # its catalog is written
    result = sxs(*extract, code=1)
    first, *others = result.stderr.split("\n")
    assert first == (
        f"out/{name}: not written, because edits in 1 entry would be lost, "
        "first docs/a.md#7758d-104: merge it, or sxs update it, or give --overwrite"
    )
    assert tree("out")[name] == edited
    assert ("Башенка".encode() in tree("out")[f"docs/b.md{suffix(format)}"]) == (format != "csv")
    assert others[:-1] == ([] if format != "csv" else [others[0]])
    put("docs/b.md", page("Башня", type="HT"))
    sxs(*extract, "--overwrite")
    assert tree("out") == fresh


@with_states
def test_an_approval_in_a_machine_translation_survives_every_extract(format: Format) -> None:
    extract = ("extract", "docs", "-o", f"ru{suffix(format)}", "--format", format, "-q")
    sxs(*extract)
    edit(extract[3], format, 1, EDITS["an approval"])
    for targets in (("Купол", "Зал"), ("Купол", "Зал", ""), ("Купол", "Зал")):
        put("docs/a.md", page(*targets))
        sxs(*extract)
        states = {str(each.key): each.state for each in read_catalog(Path(extract[3])).entries}
        assert states["docs/a.md#7758d-103"] is State.REVIEW
        assert states["docs/a.md#7758d-104"] is State.DONE


@formats
def test_a_note_survives_every_extract(format: Format) -> None:
    extract = ("extract", "docs", "-o", "out", "--format", format, "-q")
    sxs(*extract)
    name = f"out/docs/b.md{suffix(format)}"
    edit(name, format, 0, EDITS["a note"])
    sxs(*extract)
    sxs(*extract, "--no-cache")
    assert read_catalog(Path(name)).entries[0].notes == ("ask Ann",)


@with_digest
@pytest.mark.parametrize("out", ["out", "ru"])
def test_a_catalog_that_nobody_has_edited_is_written_as_the_document_is_now(
    format: Format, out: str
) -> None:
    out = "out" if out == "out" else f"ru{suffix(format)}"
    sxs("extract", "docs", "-o", out, "--format", format, "-q")
    put("docs/a.md", page("Свод", type="HT"))
    sxs("extract", "docs", "-o", out, "--format", format, "-q")
    sxs("extract", "docs", "-o", f"new/{out}", "--format", format, "-q")
    if out == "out":
        assert tree("out") == tree("new/out")
    else:
        assert Path(out).read_bytes() == Path("new", out).read_bytes()


def test_csv_has_no_digest_so_every_text_that_the_document_lacks_is_work() -> None:
    sxs("extract", "docs", "-o", "ru.csv", "-q")
    before = Path("ru.csv").read_bytes()
    put("docs/a.md", page("Свод", "Зал"))
    sxs("extract", "docs", "-o", "ru.csv", "-q", code=1)
    assert Path("ru.csv").read_bytes() == before


@with_states
def test_what_is_merged_is_in_the_document_and_keeps_its_state(format: Format) -> None:
    extract = ("extract", "docs", "-o", "out", "--format", format, "-q")
    sxs(*extract)
    name = f"out/docs/a.md{suffix(format)}"
    edit(name, format, 0, lambda each: replace(each, target="Свод", state=State.DONE))
    sxs("merge", "docs", "-c", "out", "--in-place", "-q")
    sxs(*extract)
    first, second = read_catalog(Path(name)).entries
    assert (first.target, first.state) == ("Свод", State.DONE)
    assert second.state is State.REVIEW


@formats
def test_extracting_again_what_nobody_has_edited_changes_no_file(format: Format) -> None:
    extract = ("extract", "docs", "-o", "out", "--format", format, "--no-cache")
    sxs(*extract)
    before = tree("out")
    assert "0 catalogs written" in sxs(*extract).stderr
    assert tree("out") == before


def test_what_is_remembered_does_not_write_over_an_edit() -> None:
    extract = ("extract", "docs", "-o", "po", "-q", "--cache-dir", "cache")
    sxs(*extract)
    os.utime("docs/a.md", ns=(10**18, 10**18))
    sxs(*extract)
    edited = edit("po/docs/a.md.po", "po", 0, EDITS["another target"])
    for _ in range(2):
        sxs(*extract, code=1)
        assert Path("po/docs/a.md.po").read_bytes() == edited
    sxs(*extract, "--overwrite")
    edited = edit("po/docs/a.md.po", "po", 0, EDITS["another target"])
    sxs(*extract, code=1)
    assert Path("po/docs/a.md.po").read_bytes() == edited


def test_worker_processes_write_over_no_edit() -> None:
    for n in range(3):
        put(f"docs/c{n}.md", page(*["Купол" * 9000] * 30))
    sxs("extract", "docs", "-o", "po", "-q", "-j", "2")
    edited = edit("po/docs/c1.md.po", "po", 0, EDITS["another target"])
    sxs("extract", "docs", "-o", "po", "-q", "-j", "2", "--no-cache", code=1)
    assert Path("po/docs/c1.md.po").read_bytes() == edited


@pytest.mark.parametrize("data", [b"<html>", b"\xff\xfe", b'msgid "a"\nmsgstr "b"\n'])
def test_a_catalog_that_cannot_be_read_is_not_replaced(data: bytes) -> None:
    put("po/docs/a.md.po", data)
    result = sxs("extract", "docs", "-o", "po", "-q", code=1)
    assert result.stderr.startswith("po/docs/a.md.po")
    assert result.stderr.endswith(": not replaced: repair it, or give --overwrite\n")
    assert result.stderr.count("\n") == 1
    assert Path("po/docs/a.md.po").read_bytes() == data
    assert Path("po/docs/b.md.po").exists()
    sxs("extract", "docs", "-o", "po", "-q", "--overwrite")


def test_obsolete_messages_are_not_lost() -> None:
    sxs("extract", "docs", "-o", "ru.po", "-q")
    obsolete = b'\n#~ msgctxt "docs/a.md#1-1"\n#~ msgid "Old"\n#~ msgstr "'
    data = Path("ru.po").read_bytes() + obsolete + b'Old"\n'
    put("ru.po", data)
    sxs("extract", "docs", "-o", "ru.po", "-q")
    assert Path("ru.po").read_bytes().endswith(obsolete + b'Old"\n')
    kept = Path("ru.po").read_bytes()
    sxs("extract", "docs", "-o", "ru.po", "-q")
    assert Path("ru.po").read_bytes() == kept


@formats
def test_an_empty_file_holds_no_work(format: Format) -> None:
    name = f"ru{suffix(format)}"
    put(name, b"")
    sxs("extract", "docs", "-o", name, "--format", format, "-q")
    assert len(read_catalog(Path(name)).entries) == 3


@posix
def test_a_catalog_behind_a_link_is_kept_and_one_outside_is_not_read(tmp_path: Path) -> None:
    sxs("extract", "docs", "-o", "po", "-q")
    Path("po/docs/a.md.po").rename("po/real.po")
    Path("po/docs/a.md.po").symlink_to("../real.po")
    edited = edit("po/real.po", "po", 0, EDITS["another target"])
    sxs("extract", "docs", "-o", "po", "-q", code=1)
    assert Path("po/real.po").read_bytes() == edited
    put(f"{tmp_path.parent}/outside.po", b"no catalog")
    Path("po/docs/b.md.po").unlink()
    Path("po/docs/b.md.po").symlink_to(tmp_path.parent / "outside.po")
    run = sxs("extract", "docs", "-o", "po", code=1)
    assert "po/docs/b.md.po: not written: the link leads out of po" in run.stderr


def test_the_catalog_of_a_document_that_is_gone_stays() -> None:
    sxs("extract", "docs", "-o", "po", "-q")
    edited = edit("po/docs/a.md.po", "po", 0, EDITS["another target"])
    Path("docs/a.md").unlink()
    sxs("extract", "docs", "-o", "po", "-q")
    assert Path("po/docs/a.md.po").read_bytes() == edited


def test_one_catalog_for_all_keeps_the_work_on_documents_that_are_left_out() -> None:
    sxs("extract", "docs", "-o", "ru.po", "-q")
    edited = edit("ru.po", "po", 0, EDITS["another target"])
    result = sxs("extract", "docs/b.md", "-o", "ru.po", "-q", code=1)
    assert result.stderr.startswith("ru.po: not written, because edits in 2 entries would be lost")
    assert Path("ru.po").read_bytes() == edited


def test_another_format_in_the_same_file_keeps_the_work() -> None:
    sxs("extract", "docs", "-o", "ru.xlf", "-q")
    edit("ru.xlf", "xliff", 0, EDITS["an approval"])
    sxs("extract", "docs", "-o", "ru.xlf", "--format", "xliff2", "--inline", "codes", "-q")
    assert read_catalog(Path("ru.xlf")).entries[0].state is State.DONE
    edited = edit("ru.xlf", "xliff2", 0, EDITS["another target"])
    sxs("extract", "docs", "-o", "ru.xlf", "-q", code=1)
    assert Path("ru.xlf").read_bytes() == edited


@pytest.mark.parametrize("out", ["ru.tmx", "tm"])
def test_memories_by_translation_type_hold_every_unit_once_and_no_edit_is_lost(out: str) -> None:
    extract = ("extract", "docs", "-o", out, "--format", "tmx", "--split-by", "translation-type")
    machine, human = (
        f"ru.{type}.tmx" if out == "ru.tmx" else f"tm/docs/a.md.{type}.tmx" for type in ("mt", "ht")
    )
    sxs(*extract)
    put("docs/a.md", page("Купол", type="HT"))  # reviewed: nothing is left for the other file
    sxs(*extract)
    assert read_catalog(Path(machine)).entries == ()
    assert read_catalog(Path(human)).entries[0].target == "Купол"
    sxs("merge", "docs", "-c", human if out == "ru.tmx" else out, "--in-place", "--strict")
    edited = edit(human, "tmx", 0, EDITS["another target"])
    for type in ("MT", "HT"):
        put("docs/a.md", page("Купол", type=type))
        sxs(*extract, code=1)
        assert Path(human).read_bytes() == edited
        assert read_catalog(Path(machine)).entries == ()


@pytest.mark.parametrize("option", ["--unique", "--no-identical"])
def test_a_memory_that_leaves_pairs_out_is_known_to_be_ours(option: str) -> None:
    repeated = pair("Купол", "Source", "7758d-1") + pair("Купол", "Source", "7758d-2")
    put("docs/a.md", (repeated + pair("TMX", "TMX", "7758d-3")).encode())
    extract = ("extract", "docs", "-o", "ru.tmx", option, "-q", "--language", "ru")
    sxs(*extract)
    put("docs/a.md", page("Свод"))
    sxs(*extract)
    edited = edit("ru.tmx", "tmx", 0, EDITS["another target"])
    sxs(*extract, code=1)
    assert Path("ru.tmx").read_bytes() == edited


@formats
def test_convert_writes_over_what_it_wrote_and_over_no_edit(format: Format) -> None:
    if format == "csv":  # without a digest, all that the other catalog lacks is work
        return
    other: Format = "xliff2" if format == "xliff" else "po"
    name, out = f"one{suffix(format)}", f"two{suffix(other)}"
    sxs("extract", "docs", "-o", name, "--format", format, "-q")
    for change in ("another target", "an approval", "another target"):
        edit(name, format, 0, EDITS[change])
        convert(name, "-o", out, "--format", other, "-q")
        assert read_catalog(Path(out)).entries == read_catalog(Path(name)).entries
    edited = edit(out, other, 1, EDITS["another target"])
    result = convert(name, "-o", out, "--format", other, "-q", code=1)
    assert result.stderr == (
        f"{out}: not written, because edits in 1 entry would be lost, "
        "first docs/a.md#7758d-104: choose another -o, or give --overwrite\n"
    )
    assert Path(out).read_bytes() == edited
    convert(name, "-o", out, "--format", other, "-q", "--overwrite")
    assert read_catalog(Path(out)).entries == read_catalog(Path(name)).entries


@pytest.mark.parametrize("format", ["xliff2", "tmx", "jsonl"])
def test_extract_keeps_the_work_that_came_by_convert(format: Format) -> None:
    sxs("extract", "docs", "-o", "ru.po", "-q")
    edit("ru.po", "po", 0, EDITS["another target"])
    name = f"ru{suffix(format)}"
    convert("ru.po", "-o", name, "--format", format, "-q")
    before = Path(name).read_bytes()
    sxs("extract", "docs", "-o", name, "--format", format, "-q", code=1)
    assert Path(name).read_bytes() == before


def test_standard_output_is_what_the_file_would_be() -> None:
    sxs("extract", "docs", "-o", "ru.po", "-q")
    assert sxs("extract", "docs", "-o", "-", "-q").stdout_bytes == Path("ru.po").read_bytes()


def test_half_a_translation_is_work_that_finds_no_place() -> None:
    extracted = catalog(entry())
    [half] = extracted.entries
    read = replace(half, target="", state=State.NEW, defect=Defect(7, "1 of 2 segments"))
    assert [each.key for each in keep(extracted, catalog(read)).lost] == [half.key]
    assert [each.key for each in supersede(extracted, catalog(read)).lost] == [half.key]
