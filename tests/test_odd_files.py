"""Odd files: what lies beside others is left out, and nothing is passed over in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sxskit import check, parse
from tests.helpers.cli import DOME, PLAIN, edit, pair, put, sxs, tree

TEXT = DOME.decode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("docs/dome.md", DOME)


# What lies beside catalogs and documents


@pytest.mark.parametrize(
    "name",
    [
        *("._dome.md.po", ".#dome.md.po", "dome.md.po~", "dome.md.po.bak", "#dome.md.po#"),
        *("dome.md.mo", ".dome.md.po.swp", ".DS_Store", "dome.md.po.orig", "../.git/a.md.po"),
    ],
)
@pytest.mark.parametrize("data", [b"\0\x05\x16\x07", b""])
def test_what_lies_beside_catalogs_is_left_out(name: str, data: bytes) -> None:
    assert sxs("extract", "docs", "-o", "po", "-q", "--no-cache").code == 0
    edit("po/docs/dome.md.po", '"Купол"', '"Наш купол"')
    put(f"po/docs/{name}", data or Path("po/docs/dome.md.po").read_bytes())
    run = sxs("merge", "docs", "-c", "po", "-o", "out", "-q", "--no-cache")
    assert (run.code, run.out, run.err) == (0, b"", b"")
    assert ">Наш купол<" in Path("out/docs/dome.md").read_bytes().decode()
    assert sxs("convert", "po", "-o", "csv", "--format", "csv", "-q").code == 0
    assert sorted(tree("csv")) == ["docs/dome.md.csv"]


@pytest.mark.parametrize("name", ["dome.md (1).po", "dome.md - Copy.po", "Copy of dome.po"])
def test_a_copy_of_a_catalog_is_named_with_the_other(name: str) -> None:
    sxs("extract", "docs", "-o", "po", "-q", "--no-cache")
    put(f"po/docs/{name}", Path("po/docs/dome.md.po").read_bytes())
    run = sxs("merge", "docs", "-c", "po", "-o", "out", "-q", "--no-cache")
    assert run.code == 1
    assert f"po/docs/{name}".encode() in run.err
    assert b"po/docs/dome.md.po" in run.err


@pytest.mark.parametrize("name", ["._dome.md", ".#dome.md"])
@pytest.mark.parametrize("data", [b"\0\x05\x16\x07\xff\xfe", DOME])
def test_what_lies_beside_documents_is_left_out(name: str, data: bytes) -> None:
    put(f"docs/{name}", data)
    assert sxs("strip", "docs", "-o", "out", "-q", "--no-cache").err == b""
    assert sorted(tree("out")) == ["docs/dome.md"]
    put("docs/.night.md", DOME)  # a name like others
    sxs("strip", "docs", "-o", "out", "-q", "--no-cache")
    assert sorted(tree("out")) == ["docs/.night.md", "docs/dome.md"]


# Documents that cannot be decoded


ENCODED = {
    "UTF-16 with a mark": TEXT.encode("utf-16"),
    "UTF-16, little end first": TEXT.encode("utf-16-le"),
    "UTF-16, big end first": TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32-le"),
    "Windows-1251": TEXT.encode("cp1251"),
    "Latin-1 without pairs": "# Café\n".encode("latin-1"),
    "UTF-16 without pairs": PLAIN.decode().encode("utf-16"),
}


@pytest.mark.parametrize("kind", ENCODED)
@pytest.mark.parametrize("command", [("check",), ("extract", "-o", "po"), ("strip", "-o", "out")])
def test_a_document_in_a_folder_that_cannot_be_decoded_is_named(
    command: tuple[str, ...], kind: str
) -> None:
    put("docs/night/odd.md", ENCODED[kind])
    name, *options = command
    alone = sxs(name, "docs/night/odd.md", *options, "-q", "--no-cache")
    assert alone.refusal.startswith("docs/night/odd.md:")
    assert "UTF" in alone.refusal
    run = sxs(name, "docs", *options, "-q", "--no-cache")
    assert (run.code, run.err) == (1, alone.err)
    assert sxs(name, "docs", *options, "-q").err == alone.err
    assert sxs(name, "docs", *options, "-q").err == alone.err  # with a cache, again


@pytest.mark.parametrize("data", [PLAIN, b"", b"\xef\xbb\xbf# Hi\n", "# Ночь\n".encode(), b"a\0b"])
def test_plain_documents_in_a_folder_are_passed_over(data: bytes) -> None:
    put("docs/plain.md", data)
    assert sxs("strip", "docs", "-o", "out", "-q", "--no-cache").err == b""
    assert sorted(tree("out")) == ["docs/dome.md"]


# English documents that cannot be decoded


@pytest.mark.parametrize("english", [b"# The dome\x92s\n", "# Dome\n".encode("utf-16")])
@pytest.mark.parametrize("cache", ["--no-cache", "-q"])
def test_english_that_cannot_be_decoded_is_named_and_done_without(
    english: bytes, cache: str
) -> None:
    put("en/docs/dome.md", english)
    put("docs/night/book.md", DOME)
    put("en/docs/night/book.md", b"---\ntitle: The book\n---\n")
    sxs("extract", "docs", "-o", "plain", "-q")
    for _ in range(2):
        for command in (
            ("extract", "-o", "po"),
            ("merge", "-c", "plain", "-o", "merged"),
            ("strip", "-o", "out", "--unescape"),
            ("check",),
            ("stats",),
        ):
            name, *options = command
            run = sxs(name, "docs", *options, "--english", "en", cache)
            errors = [line for line in run.err.split(b"\n") if line.startswith(b"en/docs/dome.md:")]
            assert run.code == 1, command
            assert len(errors) == 1, command
            assert b"UTF-8" in errors[0]
            if cache == "-q":
                assert run.err == errors[0] + b"\n"
            assert b"docs/dome.md:1: no-source" not in run.out
    assert Path("po/docs/dome.md.po").read_bytes() == Path("plain/docs/dome.md.po").read_bytes()
    assert b"The book" in Path("po/docs/night/book.md.po").read_bytes()
    assert tree("merged") == dict.fromkeys(("docs/dome.md", "docs/night/book.md"), DOME)
    assert sorted(tree("out")) == ["docs/dome.md", "docs/night/book.md"]


def test_a_translation_of_a_page_is_merged_without_its_english() -> None:
    put("en/docs/dome.md", b"# The dome\x92s\n")
    sxs("extract", "docs", "-o", "po", "-q")
    edit("po/docs/dome.md.po", '"Купол"', '"Наш купол"')
    run = sxs("merge", "docs", "-c", "po", "--in-place", "--english", "en", "-q")
    assert (run.code, run.out) == (1, b"")
    assert ">Наш купол<" in Path("docs/dome.md").read_bytes().decode()


# Remains of frames


def remains(text: str) -> list[tuple[int, str]]:
    found = check(parse(f"{TEXT}\n{text}\n"), "a.md")
    line = TEXT.count("\n") + 2
    return [(each.line - line, each.code) for each in found if each.line >= line]


HALF = "unclosed-unit"
WHOLE = pair("7758d-900", "Луна", "Moon")


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("<", "&lt;").replace(">", "&gt;"),
        WHOLE.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;"),
        WHOLE.replace("<", "&amp;lt;").replace('"', "&#34;"),
        WHOLE.replace("span", "SPAN"),
        WHOLE.replace("span data-ttu-id", "Span Data-Ttu-Id"),
        WHOLE.upper(),
        WHOLE.replace("span data", "span  data"),
        WHOLE.replace("span data", "span\u00a0data"),
        WHOLE.replace("span data", "span\tdata"),
        WHOLE.replace("<span", "< span"),
        WHOLE.replace("id=", "id = "),
        WHOLE.replace('"7758d-900"', "'7758d-900'"),
        WHOLE.replace('"7758d-900"', "“7758d-900”"),
        WHOLE.replace('"7758d-900"', "7758d-900"),
        WHOLE.replace("<span data", '<span class="x" data'),
        WHOLE.replace("<", "\\<"),
    ],
)
def test_what_is_left_of_a_frame_is_one_finding(text: str) -> None:
    assert remains(text) == [(0, HALF)]
    assert remains(f"{text}\n{text.replace('900', '901')}") == [(0, HALF), (1, HALF)]
    assert remains(text.partition("Луна" if "Луна" in text else "ЛУНА")[0]) == [(0, HALF)]


@pytest.mark.parametrize("text", ["the data-ttu-id of a page", "stu-ids", "data-tu-id=", "TU-ID"])
def test_what_is_no_remain_of_a_frame_is_none(text: str) -> None:
    assert remains(text) == []


@pytest.mark.parametrize("text", [WHOLE.replace("span", "SPAN"), WHOLE.upper()])
def test_a_document_of_remains_alone_is_one(text: str) -> None:
    put("docs/dome.md", text.encode())
    assert HALF.encode() in sxs("check", "docs", "--no-cache").out


@pytest.mark.parametrize(
    "target",
    ['<SPAN data-ttu-id="1">', '<span\tdata-stu-id="1">', '<span  data-ttu-id ="1">'],
)
def test_a_translation_with_what_is_left_of_a_frame_is_not_applied(target: str) -> None:
    sxs("extract", "docs", "-o", "a.jsonl", "-q")
    rows = [json.loads(line) for line in Path("a.jsonl").read_bytes().split(b"\n") if line]
    rows[0]["target"] = f"Купол {target}"
    put("a.jsonl", b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    run = sxs("merge", "docs", "-c", "a.jsonl", "-o", "out", "-q")
    assert b"unsafe-target" in run.out
    assert Path("out/docs/dome.md").read_bytes() == DOME


# Front matter


def in_front(lines: str) -> list[str]:
    text = TEXT.replace("---\n", f"---\n{lines}", 1)
    found = [each for each in check(parse(text), "a.md") if each.code == "invalid-front-matter"]
    return [f"{each.line}: {each.message}" for each in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("title: A\n", [3]),
        ("ms.date: 1\nms.date: 1\n", [3, 5]),
        ("a: 1\nb: 1\n'a': 2\n\"b\": 3\n", [4, 5]),
        ("x:\n  a: 1\n  a: 2\n", [4]),
        ("x:\n- {a: 1, a: 2}\n", [3]),
        ("x: {a: 1}\ny: {a: 1}\n", []),
        ("x: &x {a: 1}\ny: *x\nz: *x\n", []),
        ("1: a\n'1': b\n", []),
    ],
)
def test_a_key_that_is_repeated_is_a_finding_with_its_line(lines: str, expected: list[int]) -> None:
    found = in_front(lines)
    assert [int(each.partition(":")[0]) for each in found] == expected
    assert all("duplicate key " in each for each in found)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("a: 1\nb: c: d\n", 3),
        ("a: 'x\n", 7),
        ("a: @x\n", 2),
        ("a: [1\n", 3),
        ("a: 1\n\tb: 2\n", 3),
        ("title:x\n", 3),
    ],
)
def test_yaml_that_is_invalid_is_a_finding_with_its_line(lines: str, line: int) -> None:
    [found] = in_front(lines)
    assert found == f"{line}: the front matter is not YAML"
