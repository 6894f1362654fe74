"""``--english``: the English documents, for the commands that want them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

import pytest

import sxskit
from sxskit import DocumentError, English, parse
from sxskit.checks.outdated import outdated
from sxskit.dialect.freshness import Freshness, freshness, source_hash
from sxskit.formats import FORMATS
from tests.helpers.cache import same, without_reading
from tests.helpers.cli import BOOK, DOME, Run, edit, put, sxs, tree
from tests.helpers.git import git

ENGLISH = b"""---
title: The dome
description: All that shines
---
# The dome

The dome is open
at night.
"""
OLD_PO_TITLE = 'msgctxt "title"\nmsgid "The dome"\nmsgstr "Купол"'
NEW_PO_TITLE = OLD_PO_TITLE.replace("Купол", "Наш купол")


def made_of(data: bytes, english: bytes, digits: int = 40) -> bytes:
    """A document that names the English that it was made from."""
    hash = source_hash(english.decode(), digits=digits)
    return data.replace(
        b"ms.contentlocale", f"ms.openlocfilehash: {hash}\nms.contentlocale".encode()
    )


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document whose English is as it was, one whose English has changed, one without."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    put("en/docs/dome.md", ENGLISH)
    put("en/docs/night/book.md", b"---\ntitle: Book\n---\n- Pick a night.\n- Be early.\n")
    put("docs/dome.md", made_of(DOME, ENGLISH))
    put("docs/night/book.md", made_of(BOOK, b"- Pick a night.\n- Be on time.\n"))
    put("docs/night/moon.md", BOOK)


def ok(*arguments: str) -> Run:
    run = sxs(*arguments)
    assert run.code == 0, run
    return run


# The hash


@pytest.mark.parametrize("digits", [40, 64])
def test_neither_line_ends_nor_a_byte_order_mark_make_another_document(digits: int) -> None:
    document = parse(made_of(DOME, ENGLISH, digits).decode())
    text = ENGLISH.decode()
    for same_text in (text, text.replace("\n", "\r\n"), "\ufeff" + text, text.replace("\n", "\r")):
        assert freshness(document, same_text) is Freshness.CURRENT
    for other in (text + "\n", text.replace("dome", "Dome"), "\ufeff\ufeff" + text, ""):
        assert freshness(document, other) is Freshness.STALE
    assert freshness(document, None) is Freshness.NO_SOURCE


def test_the_hash_is_that_of_the_bytes_that_windows_would_have() -> None:
    """What sha1sum and sha256sum say of it."""
    assert source_hash("\ufeffa\nb\r\n") == "72dd82ee6968b55d1833597e2d6e1638a100c2ea"
    assert source_hash("a\nb\n", digits=64) == (
        "58055bdcc73787eb88c78d36f0b4939e9c5dc1c3ad17e25cc85a6833cf1a0cab"
    )


@pytest.mark.parametrize("hash", ["", "x", "0" * 39, "0" * 63, "[a]", "'" + "g" * 40 + "'"])
def test_what_is_no_hash_says_nothing(hash: str) -> None:
    document = parse(f"---\nms.openlocfilehash: {hash}\n---\n")
    assert freshness(document, "x") is Freshness.NO_HASH


def test_a_hash_in_capitals_is_one() -> None:
    document = parse(f"---\nms.openlocfilehash: {source_hash('x').upper()}\n---\n")
    assert freshness(document, "x") is Freshness.CURRENT


# Where the English is


def test_the_english_of_a_document_is_under_the_same_path() -> None:
    sources = English(Path("en"))
    assert sources.path(Path("docs/dome.md")) == Path("en/docs/dome.md")
    assert sources.text(Path("docs/dome.md")) == ENGLISH.decode()
    assert sources.text(Path("docs/night/moon.md")) is None
    assert sources.text(Path("docs/night")) is None


def test_english_that_is_not_utf_8_is_one_line() -> None:
    put("en/docs/dome.md", b"# The d\xf4me\n")
    with pytest.raises(DocumentError, match=r"^en/docs/dome\.md:1: not UTF-8: byte 0xf4: "):
        English(Path("en")).text(Path("docs/dome.md"))
    run = sxs("check", "docs/dome.md", "--english", "en")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith(b"en/docs/dome.md:1: not UTF-8: byte 0xf4: ")


@pytest.mark.parametrize("command", [("extract", "-o", "po"), ("check",), ("stats",)])
def test_a_folder_that_is_not_there_is_wrong_usage(command: tuple[str, ...]) -> None:
    run = sxs(*command, "docs", "--english", "english")
    assert run.code == 2
    assert b"english" in run.err


def test_only_one_source_is_given() -> None:
    run = sxs("check", "docs", "--english", "en", "--english-git", "en")
    assert run.code == 2
    assert b"give either --english or --english-git" in run.err


# Names of former versions

ENGLISH_COMMANDS = {
    "extract": ("extract", "docs", "-o", "out"),
    "merge": ("merge", "docs", "-c", "po", "-o", "out"),
    "check": ("check", "docs"),
    "stats": ("stats", "docs"),
    "strip": ("strip", "docs", "-o", "out", "--unescape"),
}
RENAMED = b"--source is renamed: use --english\n"


@pytest.mark.parametrize("name", ENGLISH_COMMANDS)
def test_the_former_option_does_the_same_and_notes_it_once(name: str) -> None:
    ok("extract", "docs", "-o", "po")
    command = ENGLISH_COMMANDS[name]
    now = sxs(*command, "--english", "en", "-q")
    files = tree("out") if Path("out").exists() else {}
    shutil.rmtree("out", ignore_errors=True)
    before = sxs(*command, "--source", "en", "-q")
    assert before == now._replace(err=RENAMED + now.err)
    assert (tree("out") if Path("out").exists() else {}) == files


@pytest.mark.parametrize("name", ENGLISH_COMMANDS)
def test_both_names_of_an_option_are_wrong_usage(name: str) -> None:
    for options in (("--english", "en", "--source", "en"), ("--source", "docs", "--english", "en")):
        run = sxs(*ENGLISH_COMMANDS[name], *options)
        assert (run.code, run.out) == (2, b"")
        assert b"--source is the former name of --english: give one of them" in run.err
    assert not Path("out").exists()


@pytest.mark.parametrize("name", ["extract", "merge", "check", "stats"])
def test_a_folder_and_a_clone_contradict_each_other_by_any_name(name: str) -> None:
    for folder, clone in (("--source", "--english-git"), ("--english", "--source-git")):
        run = sxs(*ENGLISH_COMMANDS[name], folder, "en", clone, "en")
        assert run.code == 2
        assert b"give either --english or --english-git" in run.err
        assert run.err.count(b"is renamed: use") == 1


def test_help_shows_the_new_names_alone() -> None:
    for name in ENGLISH_COMMANDS:
        shown = sxs(name, "--help").out
        assert b"--english DIR" in shown
        assert b"--source" not in shown


def test_the_former_class_is_the_same_with_one_warning() -> None:
    vars(sxskit).pop("Sources", None)
    with pytest.warns(DeprecationWarning, match=r"^sxskit\.Sources is renamed") as caught:
        assert sxskit.Sources is English
    assert len(caught) == 1
    assert caught[0].filename == __file__


def _extract(**options: Any) -> object:
    return sxskit.extract({"a.md": parse(DOME.decode())}, **options)


def _merge(**options: Any) -> object:
    return sxskit.merge(parse(DOME.decode()), "a.md", sxskit.Catalog("en", "ru-RU"), **options)


@pytest.mark.parametrize(
    ("call", "before", "value"),
    [(_extract, "sources", {"a.md": ENGLISH.decode()}), (_merge, "source", ENGLISH.decode())],
)
def test_a_former_argument_does_the_same_with_one_warning(
    call: Callable[..., object], before: str, value: object
) -> None:
    what = rf"\(\): the argument '{before}' is renamed: use 'english'$"
    with pytest.warns(DeprecationWarning, match=what) as caught:
        assert call(**{before: value}) == call(english=value)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    with pytest.raises(TypeError, match=f"'{before}' is the former name of 'english': give one"):
        call(**{before: value, "english": value})


# Extract and merge


@pytest.mark.parametrize("format", FORMATS)
def test_a_value_goes_out_and_comes_back_in_every_format(format: str) -> None:
    before = tree("docs")
    ok("extract", "docs", "--english", "en", "-o", "out", "--format", format)
    assert b"The dome" in Path("out", f"docs/dome.md.{_suffix(format)}").read_bytes()
    ok("merge", "docs", "-c", "out", "--in-place")
    assert tree("docs") == before


def _suffix(format: str) -> str:
    return "xlf" if format.startswith("xliff") else format


def test_extract_says_how_many_have_no_english() -> None:
    run = ok("extract", "docs", "--english", "en", "-o", "po")
    assert run.counts == b"3 documents, 6 units: 3 catalogs written, 1 document without English"
    run = ok("extract", "docs", "-o", "other")
    assert run.counts == b"3 documents, 6 units: 3 catalogs written"


def test_a_translated_value_is_put_back() -> None:
    ok("extract", "docs", "--english", "en", "-o", "po")
    edit("po/docs/dome.md.po", OLD_PO_TITLE, OLD_PO_TITLE.replace("Купол", "Ночь: купол"))
    run = ok("merge", "docs", "-c", "po", "--in-place")
    assert run.counts.startswith(b"3 documents, 6 units: 1 applied, 0 without an entry, 1 written")
    expected = made_of(DOME, ENGLISH).replace(
        "title: Купол".encode(), 'title: "Ночь: купол"'.encode()
    )
    assert Path("docs/dome.md").read_bytes() == expected


def test_merging_with_the_english_finds_that_it_has_changed() -> None:
    ok("extract", "docs/dome.md", "--english", "en", "-o", "ru.po")
    edit("ru.po", OLD_PO_TITLE, NEW_PO_TITLE)
    put("en/docs/dome.md", ENGLISH.replace(b"title: The dome", b"title: The big dome"))
    run = sxs("merge", "docs/dome.md", "-c", "ru.po", "--english", "en", "-o", "out")
    assert run.code == 1
    assert run.out == (
        b"docs/dome.md:2: stale: title: the translation was made from another source text\n"
    )
    assert ok("merge", "docs/dome.md", "-c", "ru.po", "-o", "out").out == b""


def test_checking_catalogs_says_what_merging_would() -> None:
    ok("extract", "docs/dome.md", "--english", "en", "-o", "ru.po")
    edit("ru.po", OLD_PO_TITLE, NEW_PO_TITLE)
    put("en/docs/dome.md", ENGLISH.replace(b"title: The dome", b"title: The big dome"))
    only = ("--select", "stale")
    assert ok("check", "docs/dome.md", "-c", "ru.po", *only).out == b""
    run = sxs("check", "docs/dome.md", "-c", "ru.po", "--english", "en", *only)
    assert run.out.startswith(b"docs/dome.md:2: stale: title: ")


def test_the_values_to_translate_are_those_that_are_named() -> None:
    def extract() -> None:
        options = ("--english", "en", "--front-matter", "description")
        ok("extract", "docs/dome.md", *options, "-o", "a.jsonl")

    extract()
    assert ids("a.jsonl") == ["7758d-103", "7758d-104"]
    put("docs/dome.md", DOME.replace(b"ms.date", b"description: x\nms.date"))
    extract()
    assert ids("a.jsonl") == ["description", "7758d-103", "7758d-104"]


@pytest.mark.parametrize("name", ["sxskit.toml", "pyproject.toml"])
def test_the_values_to_translate_are_those_that_are_configured(name: str) -> None:
    table = b"[tool.sxskit]\n" if name == "pyproject.toml" else b""
    put(name, table + b'front-matter = ["ms.date"]\n')
    put("docs/dome.md", DOME)
    put("en/docs/dome.md", ENGLISH.replace(b"title", b"ms.date"))
    ok("extract", "docs/dome.md", "--english", "en", "-o", "a.jsonl")
    assert ids("a.jsonl") == ["ms.date", "7758d-103", "7758d-104"]
    edit("a.jsonl", '"01/09/2024"', '"02/09/2024"')
    for command in (("merge", "--in-place"), ("check", "--select", "unknown-entry")):
        assert ok(*command, "docs/dome.md", "-c", "a.jsonl").out == b""
    assert b"ms.date: 02/09/2024\n" in Path("docs/dome.md").read_bytes()
    edit("a.jsonl", '"02/09/2024"', '"03/09/2024"')
    for command in (("merge", "--in-place"), ("check", "--select", "unknown-entry")):
        run = sxs(*command, "docs/dome.md", "-c", "a.jsonl", "--front-matter", "title")
        assert run.out.startswith(b"docs/dome.md:3: unknown-entry: unknown unit ms.date: ")


@pytest.mark.parametrize("key", ["", " ", "a#b", "a\nb"])
def test_what_is_no_key_is_wrong_usage(key: str) -> None:
    run = sxs("extract", "docs", "--english", "en", "-o", "po", "--front-matter", key)
    assert run.code == 2
    assert b"is not a front-matter key" in run.err


def test_an_option_that_has_nothing_to_do_is_wrong_usage() -> None:
    assert sxs("extract", "docs", "-o", "po", "--front-matter", "a").code == 2
    assert sxs("check", "docs", "--front-matter", "a").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("check", "docs"),
        ("extract", "docs", "-o", "out"),
        ("stats", "docs"),
        ("merge", "docs", "-c", "po", "-o", "out"),
        ("update", "po", "docs", "-o", "out"),
    ],
)
@pytest.mark.parametrize("option", ["--english", "--english-git"])
def test_english_documents_of_other_documents_are_an_error(
    option: str, command: tuple[str, ...]
) -> None:
    ok("extract", "docs", "-o", "po")
    put("english/dome.md", ENGLISH)
    git("init", "-q", "english")
    git("-C", "english", "add", ".")
    git("-C", "english", "commit", "-qm", "first")
    run = sxs(*command, option, "english", "-q")
    what = "english: contains none of the paths of these documents from --root"
    assert run.err.decode().strip() == what
    assert run.code == 1


def ids(name: str) -> list[str]:
    return [json.loads(line)["id"] for line in Path(name).read_bytes().split(b"\n") if line]


def test_the_library_does_it_in_one_call() -> None:
    document = sxskit.read_document(Path("docs/dome.md"))
    english = English(Path("en")).text(Path("docs/dome.md")) or ""
    catalog = sxskit.extract({"docs/dome.md": document}, english={"docs/dome.md": english})
    assert catalog.entries[0].source == "The dome"
    assert sxskit.merge(document, "docs/dome.md", catalog, english=english).document == document
    assert sxskit.outdated(document, "docs/dome.md", english) == ()


# Check


SELECT = ("--select", "source-changed,no-source,no-source-hash")


def test_check_names_what_was_made_from_another_english() -> None:
    put("docs/plain.md", DOME)
    put("en/docs/plain.md", ENGLISH)
    run = sxs("check", "docs", "--english", "en", *SELECT)
    assert run.code == 1
    assert run.out.decode().split("\n") == [
        "docs/night/book.md:3: source-changed: the English document is not the one that was "
        "translated: it still contains 1 of 2 source texts",
        "docs/night/moon.md:1: no-source: the English document with this path is missing",
        "docs/plain.md:1: no-source-hash: ms.openlocfilehash is missing: the translated "
        "English version is unknown",
        "",
    ]
    assert run.counts.endswith(
        b", 1 current, 1 of changed English, 1 without English, 1 without a hash"
    )


def test_without_the_english_nothing_is_said_of_it() -> None:
    run = ok("check", "docs", *SELECT)
    assert run.out == b""
    assert b"current" not in run.err


def test_the_counts_are_there_whatever_is_selected() -> None:
    run = ok("check", "docs", "--english", "en", "--select", "link")
    assert run.counts.endswith(b", 1 current, 1 of changed English, 1 without English")


def test_a_source_text_is_found_however_its_lines_are_broken() -> None:
    document = parse(made_of(DOME, b"old").decode())
    [finding] = outdated(document, "a.md", ENGLISH.decode())
    assert finding.message.endswith(": it still contains 2 of 2 source texts")


# Stats


def test_stats_count_the_documents_by_their_english() -> None:
    run = ok("stats", "docs", "--english", "en", "--format", "json")
    total = json.loads(run.out)["total"]
    counts = ("current", "changed", "sourceless", "hashless")
    assert [total[f"{name}_documents"] for name in counts] == [1, 1, 1, 0]
    table = ok("stats", "docs", "--english", "en").out.decode().split("\n")
    assert [line.split() for line in table[4:8]] == [
        ["current", "1", "33.3%"],
        ["of", "changed", "English", "1", "33.3%"],
        ["without", "English", "1", "33.3%"],
        ["without", "a", "hash", "0", "0.0%"],
    ]


def test_stats_without_the_english_say_nothing_of_it() -> None:
    assert b"English" not in ok("stats", "docs").out
    assert b"current_documents" not in ok("stats", "docs", "--format", "json").out


# The cache, and many processes

COMMANDS = {
    "extract": ("extract", "docs", "--english", "en", "-o", "out"),
    "merge": ("merge", "docs", "-c", "po", "--english", "en", "-o", "merged"),
    "check": ("check", "docs", "--english", "en", "-c", "po"),
}
by_command = pytest.mark.parametrize("name", COMMANDS)


@pytest.fixture
def _edited() -> None:
    ok("extract", "docs", "--english", "en", "-o", "po", "--no-cache")
    edit("po/docs/dome.md.po", OLD_PO_TITLE, NEW_PO_TITLE)


@pytest.mark.usefixtures("_edited")
@by_command
def test_english_that_has_changed_is_heeded(name: str) -> None:
    first = same(*COMMANDS[name])
    put("en/docs/dome.md", ENGLISH.replace(b"title: The dome", b"title: The big dome"))
    changed = same(*COMMANDS[name])
    assert name == "extract" or changed.out != first.out
    Path("en/docs/dome.md").unlink()
    same(*COMMANDS[name])
    put("en/docs/dome.md", ENGLISH)
    assert same(*COMMANDS[name]).out == first.out
    put("en/docs/night/moon.md", b"---\ntitle: Moon\n---\n")
    same(*COMMANDS[name])


@pytest.mark.usefixtures("_edited")
@by_command
def test_the_values_to_translate_that_have_changed_are_heeded(name: str) -> None:
    same(*COMMANDS[name])
    put("sxskit.toml", b'front-matter = ["description"]\n')
    same(*COMMANDS[name])


@pytest.mark.usefixtures("_edited")
@by_command
def test_what_has_not_changed_is_not_read_again(name: str) -> None:
    run = sxs(*COMMANDS[name], "-j", "1", "--no-cache")
    assert without_reading(*COMMANDS[name]).out == run.out


@pytest.mark.usefixtures("_edited")
@by_command
def test_two_processes_do_the_same_as_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sxskit.cli.session._WORTHWHILE", 1)
    one = sxs(*COMMANDS[name], "-j", "1", "--no-cache")
    files = tree()
    two = sxs(*COMMANDS[name], "-j", "2", "--no-cache")
    assert (two.code, two.out, tree()) == (one.code, one.out, files)


# A hash made with the byte order mark


@pytest.mark.parametrize("digits", [40, 64])
@pytest.mark.parametrize("english", ["# Dome\n", "# Dome\r\n", "\ufeff# Dome\r\n", "\ufeff"])
def test_a_hash_made_with_the_mark_or_without_is_that_of_the_document(
    english: str, digits: int
) -> None:
    bare = english.removeprefix("\ufeff").replace("\r\n", "\n").replace("\n", "\r\n")
    for text, expected in (
        (bare, Freshness.CURRENT),
        (f"\ufeff{bare}", Freshness.CURRENT),
        (f"\ufeff\ufeff{bare}", Freshness.STALE),
        (f"{bare}x", Freshness.STALE),
    ):
        hashed = {40: sha1, 64: sha256}[digits](text.encode()).hexdigest()
        document = parse(f"---\nms.openlocfilehash: {hashed}\n---\n")
        assert freshness(document, english) is expected
