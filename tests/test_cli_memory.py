"""``sxs memory`` as a user meets it."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from sxskit import Memory
from tests.helpers.cli import BOOK, DOME, PLAIN, pair, po, posix, process, put, sxs, tree

MEMORY = ("--memory", "ru.sxsm")
INCLUDED = (pair("1", "Луна", "Moon") + "\n").encode()
GERMAN = DOME.replace(b"ru-RU", b"de-DE")
TMX = b"""<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en-US" datatype="plaintext" segtype="sentence"
 adminlang="en" creationtool="another" creationtoolversion="1" o-tmf="own"/><body>
<tu><tuv xml:lang="en-US"><seg>Moon</seg></tuv><tuv xml:lang="de-DE"><seg>Mond</seg></tuv></tu>
<tu tuid="7"><prop type="Status">Draft</prop><tuv xml:lang="en-US"><seg>Sun</seg></tuv>
<tuv xml:lang="de-DE"><seg>Sonne</seg></tuv><tuv xml:lang="fr-FR"><seg>Soleil</seg></tuv></tu>
<tu tuid="7"><tuv xml:lang="en-US"><seg>Star</seg></tuv>
<tuv xml:lang="de-DE"><seg>Stern</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def add(*paths: str, memory: str = "ru.sxsm") -> str:
    """Add paths to a memory; the counts."""
    run = sxs("memory", "add", *paths, "--memory", memory)
    assert (run.code, run.out) == (0, b""), run
    return run.counts.decode()


def found(text: str, *options: str) -> list[tuple[int, str, str]]:
    """The scores, states and targets of the matches of a text."""
    run = sxs("memory", "search", text, *MEMORY, "--format", "json", *options)
    assert (run.code, run.err) == (0, b""), run
    return [(each["score"], each["state"], each["target"]) for each in json.loads(run.out)]


@pytest.fixture
def docs() -> None:
    put("docs/dome.md", DOME)
    put("docs/book.md", BOOK)
    put("docs/plain.md", PLAIN)


@pytest.mark.usefixtures("docs")
def test_documents_are_added_once() -> None:
    assert add("docs") == "2 documents, 4 units: 4 new, 0 changed, 0 unchanged"
    assert add("docs/dome.md") == "1 document, 2 units: 0 new, 0 changed, 2 unchanged"
    assert found("The dome") == [(100, "done", "Купол")]


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize("out", ["po", "all.po", "all.xlf", "all.tmx", "all.jsonl", "all.csv"])
def test_catalogs_are_what_their_documents_are(out: str) -> None:
    options = ["--language", "ru-RU"] if out == "all.csv" else []
    sxs("extract", "docs", "-o", out)
    for memory, known in [("ru.sxsm", True), ("two.sxsm", False)]:
        if known:
            add("docs")
        run = sxs("memory", "add", out, "--memory", memory, *options)
        counts = b"0 new, 0 changed, 4 unchanged" if known else b"4 new, 0 changed, 0 unchanged"
        assert run.counts == b"2 documents, 4 units: " + counts


@pytest.mark.usefixtures("docs")
def test_edited_catalogs_take_the_place_of_what_the_documents_had() -> None:
    add("docs")
    sxs("extract", "docs", "-o", "po")
    path = Path("po/docs/dome.md.po")
    path.write_bytes(path.read_bytes().replace('"Купол"'.encode(), '"Свод"'.encode()))
    assert add("po") == "2 documents, 4 units: 0 new, 1 changed, 3 unchanged"
    assert found("The dome") == [(100, "done", "Свод")]


@pytest.mark.usefixtures("docs")
def test_a_search_for_people() -> None:
    add("docs")
    run = sxs("memory", "search", "The dome is open at noon.", *MEMORY)
    assert run.out.decode() == (
        " 86 review Купол открыт ночью.\n"
        "           The dome is open at night.\n"
        "           docs/dome.md#7758d-104, 2024-01-09, 1 use\n"
    )
    run = sxs("memory", "search", "The dome is open at `night`.", *MEMORY, "--threshold", "60")
    assert run.out.decode() == (
        " 96 review Купол открыт ночью.\n"
        "           The dome is open at night.\n"
        "           docs/dome.md#7758d-104, 2024-01-09, 1 use\n"
        "           code: night is missing in the translation\n"
    )
    assert (run.code, run.err) == (0, b"")


@pytest.mark.usefixtures("docs")
def test_a_search_without_matches() -> None:
    add("docs")
    for options in [(), ("--threshold", "100")]:
        run = sxs("memory", "search", "Nebula", *MEMORY, *options)
        assert (run.code, run.out, run.err) == (0, b"", b"")
    assert found("Nebula") == []
    assert found("The dome!", "--threshold", "100") == []


def test_texts_of_others_are_one_line_each() -> None:
    text = "::error::\x1b[2J\u202e"
    put("a.md", DOME.replace("Купол<".encode(), f"{text}\n<".encode()))
    add("a.md")
    run = sxs("memory", "search", "The dome", *MEMORY)
    assert run.out.count(b"\n") == 3
    assert b"\x1b" not in run.out
    assert "\u202e" not in run.out.decode()


def test_one_of_several_languages_is_chosen() -> None:
    put("ru.md", DOME)
    put("de.md", GERMAN)
    add("ru.md", "de.md")
    refused = sxs("memory", "search", "The dome", *MEMORY).refusal
    assert refused == (
        "ru.sxsm: several language pairs, en-US to de-DE and en-US to ru-RU: "
        "name others with --language and --source-language\n"
    )
    assert found("The dome", "--language", "ru") == [(100, "done", "Купол")]
    refused = sxs("memory", "search", "The dome", *MEMORY, "--language", "fr").refusal
    assert refused.startswith("ru.sxsm: no such languages, only en-US to de-DE and en-US to ru-RU")
    assert sxs("memory", "export", *MEMORY, "-o", "a.po").code == 1
    assert sxs("memory", "export", *MEMORY, "-o", "a.po", "--language", "de-DE").code == 0
    assert b"de_DE" in Path("a.po").read_bytes()


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize("name", ["ru.tmx", "ru.po", "ru.jsonl"])
def test_what_is_exported_is_imported_again(name: str) -> None:
    add("docs")
    assert sxs("memory", "export", *MEMORY, "-o", name) == (0, b"", b"")
    verb = "import" if name == "ru.tmx" else "add"
    run = sxs("memory", verb, name, "--memory", "two.sxsm")
    assert run.counts == b"2 documents, 4 units: 4 new, 0 changed, 0 unchanged"
    assert sxs("memory", "export", "--memory", "two.sxsm", "-o", f"two-{name}").code == 0
    assert Path(f"two-{name}").read_bytes() == Path(name).read_bytes()


@pytest.mark.usefixtures("docs")
def test_an_export_does_not_replace_an_edited_catalog() -> None:
    add("docs")
    sxs("memory", "export", *MEMORY, "-o", "ru.po")
    before = Path("ru.po").read_bytes()
    edited = before.replace('"Купол"'.encode(), '"Свод"'.encode())
    Path("ru.po").write_bytes(edited)
    assert (
        "edits in 1 entry would be lost" in sxs("memory", "export", *MEMORY, "-o", "ru.po").refusal
    )
    assert Path("ru.po").read_bytes() == edited
    assert sxs("memory", "export", *MEMORY, "-o", "ru.po", "--overwrite").code == 0
    assert Path("ru.po").read_bytes() == before


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize("out", ["folder", "ru.docx", "ru.csv.gz", "ru.tmx/"])
def test_an_export_is_a_file_of_a_known_format(out: str) -> None:
    add("docs")
    run = sxs("memory", "export", *MEMORY, "-o", out)
    assert run.code == 2
    assert f"{out.rstrip('/')}: name it with .tmx, .po or .jsonl" in run.err.decode()


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_preview_of_an_export_writes_nothing(option: str) -> None:
    add("docs")
    run = sxs("memory", "export", *MEMORY, "-o", "ru.po", option)
    assert (run.code, run.err) == (0, b"")
    assert b"ru.po" in run.out
    assert not Path("ru.po").exists()
    assert sxs("memory", "export", *MEMORY, "-o", "ru.po").out == b""
    assert sxs("memory", "export", *MEMORY, "-o", "ru.po", option).out == b""


def test_memories_of_other_tools_are_imported() -> None:
    put("vendor.tmx", TMX)
    for counts in (b"4 new, 0 changed, 0 unchanged", b"0 new, 0 changed, 4 unchanged"):
        run = sxs("memory", "import", "vendor.tmx", *MEMORY)
        assert run.counts == b"2 documents, 4 units: " + counts
    assert found("Sun", "--language", "de") == [(100, "review", "Sonne")]
    assert found("Star", "--language", "de") == [(100, "done", "Stern")]
    assert found("Sun", "--language", "fr") == [(100, "review", "Soleil")]
    run = sxs("memory", "import", "vendor.tmx", "--memory", "fr.sxsm", "--language", "fr")
    assert run.counts == b"1 document, 1 unit: 1 new, 0 changed, 0 unchanged"


@pytest.mark.parametrize(
    "arguments",
    [("add", "missing"), ("add", "empty"), ("import", "missing.tmx"), ("import", "bad.tmx")],
)
def test_nothing_to_add_creates_no_memory(arguments: tuple[str, ...]) -> None:
    Path("empty").mkdir()
    put("bad.tmx", b"<tmx>")
    assert sxs("memory", *arguments, "--memory", "new.sxsm").code == 1
    assert not Path("new.sxsm").exists()


def test_what_is_not_tmx_is_not_imported() -> None:
    put("a.tmx", b"<xliff/>")
    put("b.tmx", TMX)
    run = sxs("memory", "import", "a.tmx", "b.tmx", "gone.tmx", *MEMORY)
    assert run.code == 1
    assert run.err.decode().startswith(
        "a.tmx:1: not TMX: the root element is 'xliff'\ngone.tmx: no such"
    )
    assert run.counts.endswith(b"4 new, 0 changed, 0 unchanged, 2 failures")


@pytest.mark.usefixtures("docs")
def test_the_counts_of_a_memory() -> None:
    add("docs")
    put("a.tmx", TMX)
    sxs("memory", "import", "a.tmx", *MEMORY, "--language", "fr")
    run = sxs("memory", "stats", *MEMORY)
    assert run.out.decode() == (
        "              en-US to fr-FR  en-US to ru-RU\n"
        "documents                  1               2\n"
        "hand-offs                  1               2\n"
        "entries                    1               4\n"
        "done                       0               4\n"
        "translations               1               4\n"
        "sources                    1               4\n"
    )
    [_, russian] = json.loads(sxs("memory", "stats", *MEMORY, "--format", "json").out)
    assert (russian["target"], russian["entries"], russian["hand_offs"]) == ("ru-RU", 4, 2)


@pytest.mark.usefixtures("docs")
def test_a_hand_off_is_that_of_the_document_or_the_one_that_is_named() -> None:
    put("docs/dome.md", DOME.replace(b"ms.date", b"ms.lasthandoff: 07/01/2021\nms.date"))
    add("docs/dome.md")
    sxs("memory", "add", "docs/dome.md", *MEMORY, "--hand-off", "2022", "-q")
    out = sxs("memory", "search", "The dome", *MEMORY).out.decode()
    assert "docs/dome.md#7758d-103, 2022, 2 uses" in out
    hand_offs = sqlite3.connect("ru.sxsm").execute("SELECT hand_off FROM document")
    assert sorted(hand_offs) == [("2021-07-01",), ("2022",)]


def test_another_hand_off_is_beside_the_one_before() -> None:
    put("a.md", DOME.replace(b"ms.date: 01/09/2024", b"ms.lasthandoff: 07/01/2021"))
    add("a.md")
    new = DOME.replace(b"7758d-103", b"91c0e-103").replace(">Купол<".encode(), ">Свод<".encode())
    put("a.md", new.replace(b"HT", b"MT"))
    assert add("a.md") == "1 document, 2 units: 2 new, 0 changed, 0 unchanged"
    assert found("The dome") == [(100, "done", "Купол"), (100, "review", "Свод")]


@pytest.mark.parametrize("out", ["docs", "po"])
def test_an_included_document_is_in_the_language_of_the_others(out: str) -> None:
    put("docs/a/included.md", INCLUDED)
    put("docs/dome.md", DOME)
    sxs("extract", "docs", "-o", "po")
    assert add(out) == "2 documents, 3 units: 3 new, 0 changed, 0 unchanged"
    assert found("Moon", "--language", "ru-RU") == [(100, "done", "Луна")]


# Bad input


def test_what_cannot_be_read_is_named_and_the_rest_is_added() -> None:
    put("docs/bad.md", DOME + b"\xff")
    put("docs/dome.md", DOME)
    put("docs/de.md", GERMAN)
    put("docs/none.md", INCLUDED)
    put("bad.po", b"msgid")
    run = sxs("memory", "add", "docs", "bad.po", "gone.md", "gone.po", *MEMORY)
    assert run.code == 1
    lines = run.err.decode().split("\n")[:-2]
    assert [line.split(" ")[0] for line in lines] == [
        "docs/bad.md:10:",
        "bad.po:1:",
        "gone.md:",
        "gone.po:",
        "docs/none.md:",
    ]
    assert lines[4] == "docs/none.md: target language is missing: give it with --language"
    assert run.counts.endswith(b"\n2 documents, 4 units: 4 new, 0 changed, 0 unchanged, 5 failures")


def test_a_folder_with_nothing_to_add_is_an_error() -> None:
    put("docs/plain.md", PLAIN)
    run = sxs("memory", "add", "docs", *MEMORY)
    assert run.code == 1
    assert run.err.startswith(b"docs: contains no catalogs\n")


@pytest.mark.parametrize("command", [("search", "Moon"), ("stats",), ("export", "-o", "a.po")])
def test_a_memory_that_is_none_is_one_line(command: tuple[str, ...]) -> None:
    put("ru.sxsm", DOME)
    refused = sxs("memory", *command, *MEMORY).refusal
    assert refused == "ru.sxsm: not a memory of sxskit: give another file\n"
    Path("ru.sxsm").unlink()
    refused = sxs("memory", *command, *MEMORY).refusal
    assert refused == "ru.sxsm: no such memory: create it with `sxs memory add`\n"
    assert tree() == {}


@pytest.mark.usefixtures("docs")
def test_an_addition_to_something_else_changes_nothing() -> None:
    put("ru.sxsm", DOME)
    assert "not a memory" in sxs("memory", "add", "docs", *MEMORY).refusal
    assert Path("ru.sxsm").read_bytes() == DOME
    assert "not a regular file" in sxs("memory", "add", "docs", "--memory", "docs").refusal


def test_an_empty_memory_is_no_error_for_stats() -> None:
    Memory.at("ru.sxsm", create=True).close()
    assert sxs("memory", "stats", *MEMORY, "--format", "json") == (0, b"[]\n", b"")
    assert sxs("memory", "search", "Moon", *MEMORY).refusal == (
        "ru.sxsm: the memory is empty: fill it with sxs memory add\n"
    )


@posix
def test_a_pipe_is_no_memory() -> None:
    os.mkfifo("ru.sxsm")
    assert "not a regular file" in sxs("memory", "stats", *MEMORY).refusal


@pytest.mark.usefixtures("docs")
def test_a_memory_that_may_only_be_read_is_searched() -> None:
    add("docs")
    Path("ru.sxsm").chmod(0o400)
    assert found("The dome") == [(100, "done", "Купол")]


@pytest.mark.usefixtures("docs")
def test_without_rapidfuzz_there_are_exact_matches_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("docs")
    put("hook/sitecustomize.py", b"import sys\nsys.modules['rapidfuzz'] = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hook"))
    run = process("memory", "search", "The dome", *MEMORY)
    assert run.code == 0
    assert run.out.startswith("100 done   Купол\n".encode())
    assert run.err == (
        b"rapidfuzz is not installed, only equal sources match: pip install 'sxskit[memory]'\n"
    )
    run = process("memory", "search", "The dome", *MEMORY, "--threshold", "100")
    assert run.err == b""
    assert process("memory", "add", "docs", *MEMORY).code == 0


@pytest.mark.parametrize("threshold", ["59", "101", "x"])
def test_a_threshold_that_is_none_is_wrong_usage(threshold: str) -> None:
    assert sxs("memory", "search", "Moon", *MEMORY, "--threshold", threshold).code == 2


def test_units_without_keys_of_other_formats_are_refused() -> None:
    put("a.po", po('\nmsgid "Moon"\nmsgstr "Mond"\n'))
    run = sxs("memory", "add", "a.po", *MEMORY, "--language", "de-DE")
    assert run.code == 1
    assert run.err.startswith(b"a.po:")


@pytest.mark.usefixtures("docs")
def test_documents_are_not_added_in_another_language_than_theirs() -> None:
    run = sxs("memory", "add", "docs", *MEMORY, "--language", "he-IL")
    assert run.code == 1
    assert b"docs/dome.md: no targets in he-IL, only in ru-RU" in run.err
