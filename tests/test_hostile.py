"""Links, pipes, devices and full disks, where anybody may have put them: what a command does."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.helpers.cli import (
    BOOK,
    DOME,
    NEW_DOME,
    NEW_TITLE,
    PLAIN,
    Run,
    age,
    message,
    po,
    posix,
    put,
    redirected,
    sxs,
    tree,
)
from tests.helpers.files import put_odd

pytestmark = posix
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents, a page without pairs, and catalogs; what nobody may touch is outside."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    put("docs/dome.md", DOME)
    put("docs/night/book.md", BOOK)
    put("docs/plain.md", PLAIN)
    put("po/docs/dome.md.po", po(NEW_TITLE, document="docs/dome.md"))
    put("../outside", b"kept")


# Links

OUTPUTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a report": ("sxs.json", ("check", "docs", "--format", "json", "-o", "sxs.json")),
    "a report as text": ("sxs.txt", ("check", "docs", "-o", "sxs.txt")),
    "a baseline": ("new.json", ("check", "docs", "--baseline", "new.json", "--write-baseline")),
    "one catalog": ("ru.po", ("extract", "docs", "-o", "ru.po")),
    "one half of a catalog": (
        "ru.ht.tmx",
        ("extract", "docs", "-o", "ru.tmx", "--split-by", "translation-type"),
    ),
    "a catalog of a folder": ("out/docs/dome.md.po", ("extract", "docs/dome.md", "-o", "out")),
    "a converted catalog": ("ru.csv", ("convert", "po/docs/dome.md.po", "-o", "ru.csv")),
    "a converted folder": ("csv/docs/dome.md.csv", ("convert", "po", "-o", "csv", "--format=csv")),
    "a merged document": ("out/docs/dome.md", ("merge", "docs/dome.md", "-c", "po", "-o", "out")),
    "a plain document": ("out/docs/dome.md", ("strip", "docs/dome.md", "-o", "out")),
    "a repaired document": ("out/docs/dome.md", ("repair", "docs/dome.md", "-o", "out")),
}
by_output = pytest.mark.parametrize("name", OUTPUTS)


@by_output
@pytest.mark.parametrize("to", ["outside", "missing"])
def test_a_link_in_the_place_of_an_output_is_refused_and_what_it_leads_to_is_kept(
    tmp_path: Path, name: str, to: str
) -> None:
    output, arguments = OUTPUTS[name]
    if name == "a baseline" and to == "outside":
        put("../outside", b'{"sxskit-baseline": 2, "findings": []}')
    before = tree(str(tmp_path))
    Path(output).parent.mkdir(parents=True, exist_ok=True)
    Path(output).symlink_to(tmp_path / to)
    run = sxs(*arguments, "-q")
    assert run.code == 1
    assert run.err.decode().startswith(f"{output}: ")
    assert Path(output).is_symlink()
    Path(output).unlink()
    assert tree(str(tmp_path)) == before


CACHED = {
    "extract": ("extract", "docs", "-o", "out"),
    "merge": ("merge", "docs", "-c", "po", "-o", "out"),
    "strip": ("strip", "docs", "-o", "out"),
    "check": ("check", "docs", "-c", "po", "--select", "error"),
}
by_cached = pytest.mark.parametrize("name", CACHED)


@by_cached
@pytest.mark.parametrize("kind", ["link", "link to a pipe", "link to a device", "pipe", "socket"])
def test_whatever_is_in_the_place_of_a_cache_is_replaced_and_not_read(
    cache: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    expected = sxs(*CACHED[name], "-q")
    [path] = cache.iterdir()
    path.unlink()
    put(str(cache / "kept"), b"kept")
    with monkeypatch.context() as here:
        here.chdir(cache)
        put_odd(path.name, kind)
    assert sxs(*CACHED[name], "-q") == expected
    assert not path.is_symlink()
    assert path.read_bytes().count(b"docs/dome.md")
    assert (cache / "kept").read_bytes() == b"kept"


def test_a_file_that_a_cache_links_to_is_not_said_to_be_in_use(cache: Path) -> None:
    sxs("check", "docs")
    [path] = cache.iterdir()
    path.rename(cache / "kept")
    [kept] = age(str(cache))
    before = kept.stat().st_mtime_ns
    path.symlink_to(kept)
    sxs("check", "docs")
    assert kept.stat().st_mtime_ns == before


def test_a_folder_for_caches_may_be_a_link(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "caches").symlink_to(cache)
    assert sxs("check", "docs", "--cache-dir", str(tmp_path / "caches")).code == 0
    assert tree(str(cache)) != {}


# Pipes and devices

WITH_CATALOGS = {
    "merge": ("merge", "docs", "-c", "po", "-o", "out"),
    "merge in place": ("merge", "docs", "-c", "po", "--in-place"),
    "check": ("check", "docs", "-c", "po"),
    "convert": ("convert", "po", "-o", "csv", "--format", "csv"),
}


@pytest.mark.parametrize("name", WITH_CATALOGS)
@pytest.mark.parametrize("odd", ["x.po", "docs/plain.md.po", "docs/night/x.xlf"])
@pytest.mark.parametrize("kind", ["pipe", "link to a device"])
def test_a_catalog_in_a_folder_that_is_no_regular_file_is_left_out_and_named(
    name: str, odd: str, kind: str
) -> None:
    expected = sxs(*WITH_CATALOGS[name], "-q")
    files = tree()
    put("docs/dome.md", DOME)
    put_odd(f"po/{odd}", kind)
    run = sxs(*WITH_CATALOGS[name], "-q")
    line = f"po/{odd}: not a regular file: skipped\n".encode()
    assert run == Run(1, expected.out, line)
    (Path("po") / odd).unlink()
    assert tree() == files


def test_a_folder_of_nothing_but_pipes_has_no_catalogs() -> None:
    put_odd("pipes/x.po", "pipe")
    run = sxs("merge", "docs", "-c", "pipes", "-o", "out", "-q")
    assert run.err.endswith(b"\npipes: contains no catalogs\n")
    assert run.code == 1


@pytest.mark.parametrize("kind", ["pipe", "link to a pipe", "link to a device"])
@pytest.mark.parametrize(
    "arguments", [("merge", "docs", "-o", "out", "-c"), ("convert", "-o", "out.csv")]
)
def test_a_catalog_that_was_named_and_is_no_regular_file_is_refused(
    arguments: tuple[str, ...], kind: str
) -> None:
    put_odd("x.po", kind)
    refusal = sxs(*arguments, "x.po", "-q").refusal
    assert refusal.startswith("x.po: not a regular file")


def test_a_document_that_is_no_regular_file_does_not_keep_the_others_back() -> None:
    put_odd("docs/night/a.md", "pipe")
    run = sxs("strip", "docs", "-o", "out", "-q")
    assert run == Run(1, b"", b"docs/night/a.md: not a regular file: skipped\n")
    assert len(tree("out")) == 2


def test_a_half_written_file_that_is_a_pipe_does_not_hang_a_command() -> None:
    put_odd("docs/.sxs-1-0123456789ab.tmp", "pipe")
    assert sxs("merge", "docs", "-c", "po", "--in-place", "-q", "--no-cache").code == 0
    assert Path("docs/dome.md").read_bytes() == NEW_DOME


# Large

SIZES = ("0", "", "1.5M", "-1", "M", "1T", "1 M", "٣")


@pytest.mark.parametrize("size", SIZES)
def test_a_size_that_is_none_is_wrong_usage(size: str) -> None:
    run = sxs("convert", "po", "-o", "tmx", "--format", "tmx", "--max-xml-size", size)
    assert run.code == 2
    assert b"--max-xml-size" in run.err
    assert not Path("tmx").exists()


@pytest.mark.parametrize("format", ["xliff", "xliff2", "tmx"])
def test_xml_that_is_too_large_is_refused_on_reading(format: str) -> None:
    sxs("extract", "docs", "-o", "xml", "--format", format)
    [dome, *_] = sorted(name for name in tree("xml") if "dome" in name)
    for command in (
        ("merge", "docs", "-c", f"xml/{dome}", "-o", "out"),
        ("check", "docs", "-c", f"xml/{dome}"),
        ("convert", f"xml/{dome}", "-o", "ru.po"),
    ):
        run = sxs(*command, "-q", "--max-xml-size", "100")
        assert run.code == 1
        assert run.err.startswith(f"xml/{dome}: larger than 100 bytes: ".encode())
        assert sxs(*command, "-q", "--max-xml-size", "4k").code == 0


@pytest.mark.parametrize("format", ["xliff", "xliff2", "tmx"])
@pytest.mark.parametrize("out", ["one", "many"])
def test_xml_that_is_too_large_is_refused_on_writing(format: str, out: str) -> None:
    suffix = ".tmx" if format == "tmx" else ".xlf"
    place = f"ru{suffix}" if out == "one" else "xml"
    extract = ("extract", "docs", "-o", place, "--format", format, "-q", "--no-cache")
    run = sxs(*extract, "--max-xml-size", "200")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith(place.encode())
    assert run.err.count(b": larger than 200 bytes: ") == (1 if out == "one" else 2)
    assert not Path(place).exists()
    assert sxs(*extract, "--max-xml-size", "1M").code == 0


@pytest.mark.parametrize("name", ["ru.po", "ru.csv", "ru.jsonl"])
def test_other_formats_have_no_limit(name: str) -> None:
    many = [message(f"7758d-{number}", "The dome", "Купол") for number in range(103, 110)]
    put("many.po", po(*many, document="docs/dome.md"))
    few = ("--max-xml-size", "1", "-q")
    assert sxs("convert", "many.po", "-o", f"out/{name}", *few) == Run(0, b"", b"")
    assert sxs("check", "docs", "-c", f"out/{name}", *few).err == b""


# Full, or not to be written


@full
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("extract", "-h")])
def test_help_that_standard_output_cannot_take_is_one_line(arguments: tuple[str, ...]) -> None:
    refusal = redirected(">/dev/full", *arguments).refusal
    assert refusal == "standard output: no space left on device\n"


@full
def test_usage_that_standard_error_cannot_take_is_no_traceback() -> None:
    assert redirected("2>/dev/full", "check").code in (1, 2)


@pytest.mark.parametrize("top", ["file", "file/deep", "/proc/out", "docs/dome.md"])
@pytest.mark.parametrize("verb", ["extract", "merge", "strip", "repair"])
def test_an_output_folder_that_cannot_be_made_is_one_line_and_a_stop(verb: str, top: str) -> None:
    if top.startswith("/proc") and sys.platform != "linux":
        pytest.skip("no /proc here")
    put("file", b"kept")
    before = tree()
    arguments = ("merge", "-c", "po") if verb == "merge" else (verb,)
    run = sxs(*arguments, "docs", "-o", top, "-q", "--no-cache")
    assert (run.code, run.err.count(b"\n")) == (1, 1)
    assert run.err.startswith(f"{top}/docs/dome.md".encode())
    assert run.err.endswith(b": stopped, 2 documents left\n")
    assert tree() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
@pytest.mark.parametrize("is_in_place", [False, True])
def test_folders_that_take_no_files_are_one_line_and_a_stop(is_in_place: bool) -> None:
    closed = [Path("docs/night"), Path("docs")] if is_in_place else [Path("out")]
    Path("out").mkdir()
    for folder in closed:
        folder.chmod(0o500)
    where = ("--in-place",) if is_in_place else ("-o", "out")
    run = sxs("strip", "docs", *where, "-q", "--no-cache")
    for folder in closed[::-1]:
        folder.chmod(0o700)
    assert (run.code, run.err.count(b"\n")) == (1, 1)
    assert b"permission denied: stopped, 2 documents left\n" in run.err


def test_one_document_that_cannot_be_written_keeps_no_other_back() -> None:
    Path("out/docs/dome.md").mkdir(parents=True)
    run = sxs("strip", "docs", "-o", "out", "-q", "--no-cache")
    assert run == Run(1, b"", b"out/docs/dome.md: is a directory\n")
    assert [*tree("out")] == ["docs/night/book.md"]


def test_a_conversion_stops_where_nothing_can_be_written() -> None:
    put("po/docs/night/book.md.po", po(NEW_TITLE, document="docs/night/book.md"))
    put("file", b"kept")
    refusal = sxs("convert", "po", "-o", "file/csv", "--format", "csv", "-q").refusal
    assert refusal.startswith("file/csv/docs/dome.md.csv: ")
