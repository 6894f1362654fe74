"""``sxs repair`` as a user meets it: frames become canonical, and no other byte changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.helpers.cli import (
    DOME,
    FIXTURES,
    FRONT,
    OLD,
    PLAIN,
    Run,
    age,
    pair,
    posix,
    process,
    put,
    redirected,
    sxs,
    tree,
)

# What damage may have made of the quotes around the ids and the class of a pair, in order.
DAMAGES = [
    ("&quot;", "&quot;", "&quot;", "&quot;", "&quot;", "&quot;"),
    ('"', "&quot;", '"', '"', '"', '"'),
    ("&quot;", '"', '"', '"', '"', '"'),
    ('"', '"', "&quot;", "&quot;", '"', '"'),
    ('"', '"', '"', '"', "&quot;", '"'),
    ('"', '"', '"', "&quot;", "&quot;", "&quot;"),
]
TARGET, SOURCE = 'Скажите &quot;да&quot; и \\&quot;нет\\"', 'Say "yes" &amp; `<T a=&quot;b&quot;>`'
LEFT = {
    "damaged-tag": b"<a name=&quot;moon&quot;></a>",
    "unclosed-unit": b'<span data-ttu-id="7758d-200">T</span>',
    "stray-source": b'<span class="sxs-lookup"><span data-stu-id="7758d-200">S</span></span>',
    "id-mismatch": pair("7758d-200", "T", "S").replace('stu-id="7758d-200', 'stu-id="7').encode(),
    "duplicate-id": pair("7758d-103", "T", "S").encode(),
}


def damaged(id: str, target: str, source: str, quotes: tuple[str, ...]) -> str:
    """A pair with other quotes in its frame."""
    a, b, c, d, e, f = quotes
    return (
        f"<span data-ttu-id={a}{id}{b}>{target}</span>"
        f"<span class={c}sxs-lookup{d}><span data-stu-id={e}{id}{f}>{source}</span></span>"
    )


def document(*pairs: str) -> bytes:
    return (FRONT + "# " + "\n\n- ".join(pairs) + "\n").encode()


WHOLE = document(pair("7758d-103", TARGET, SOURCE), pair("7758d-104", "Две", "Two"))
BROKEN = document(
    damaged("7758d-103", TARGET, SOURCE, DAMAGES[0]), damaged("7758d-104", "Две", "Two", DAMAGES[3])
)
LAST = BROKEN.count(b"\n") + 1
SAID = (
    b"docs/night/sky.md:7: repaired: 7758d-103: the frame is canonical now\n"
    b"docs/night/sky.md:9: repaired: 7758d-104: the frame is canonical now\n"
)


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `docs` with a document that is whole, a damaged one, and a page without pairs."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    put("docs/dome.md", DOME)
    put("docs/night/sky.md", BROKEN)
    put("docs/plain.md", PLAIN)


def mended(data: bytes) -> bytes:
    """A document, repaired on its way from standard input to standard output, wholly."""
    run = sxs("repair", "-", stdin=data)
    assert run.code == 0, run
    return run.out


def wrong_usage(*arguments: str) -> None:
    before = tree()
    run = sxs("repair", *arguments, stdin=BROKEN)
    assert (run.code, run.out) == (2, b""), run
    assert run.err.startswith(b"Usage: sxs repair ")
    assert run.err.count(b"Error: ") == 1
    assert tree() == before


# What is mended


@pytest.mark.parametrize("quotes", DAMAGES, ids=" ".join)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n \r\r\n"], ids=["LF", "CRLF", "mixed"])
def test_a_damaged_frame_becomes_canonical_and_every_other_byte_stays(
    quotes: tuple[str, ...], line_end: str
) -> None:
    pairs = [("7758d-103", TARGET, SOURCE), ("7758d-p104", "Одна\nДве", "One\nTwo")]
    before = document(*[damaged(*each, quotes) for each in pairs], 'A "quoted" &quot;end&quot;')
    after = document(*[pair(*each) for each in pairs], 'A "quoted" &quot;end&quot;')
    end = line_end.encode()
    assert before != after
    assert mended(before.replace(b"\n", end)) == after.replace(b"\n", end)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"\xef\xbb\xbf", PLAIN, DOME, DOME.replace(b"\n", b"\r\n"), DOME[:-1], WHOLE],
    ids=["empty", "a line", "BOM", "plain", "LF", "CRLF", "no last line end", "entities"],
)
def test_what_is_not_damaged_stays_byte_for_byte(data: bytes) -> None:
    assert mended(data) == data


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r", b"\r\n\r\n", b" \t"])
def test_the_edges_of_a_document_stay(start: bytes, end: bytes) -> None:
    assert mended(start + BROKEN[:-1] + end) == start + WHOLE[:-1] + end


# What damage leaves of the tags of a frame, for the fixture, which has every kind of it.
FRAME_TAG = re.compile(
    r'<span (?:data-[ts]tu-id=(?:"|&quot;)[0-9a-f]{5}-p?[0-9]+(?:"|&quot;)|class=(?:"|&quot;)'
    r'sxs-lookup(?:"|&quot;))>'
)


def test_the_damaged_fixture_has_canonical_frames_and_is_otherwise_as_it_was() -> None:
    before = (FIXTURES / "damaged/ja-jp-quotes.md").read_bytes()
    put("docs/fixture.md", before)
    expected = FRAME_TAG.sub(lambda match: match[0].replace("&quot;", '"'), before.decode())
    assert sxs("repair", "docs", "--in-place", "-q").code == 1  # for the tag that is damaged, too
    assert Path("docs/fixture.md").read_bytes() == expected.encode()
    found = sxs("check", "docs", "--select", "damaged-frame,damaged-tag", "-q")
    assert found.out.startswith(b"docs/fixture.md:20: damaged-tag: ")
    assert found.out.count(b"\n") == 1


def test_the_catalog_of_a_document_is_the_same_once_it_is_repaired() -> None:
    assert sxs("extract", "docs", "-o", "ru.po").code == 0
    assert sxs("repair", "docs", "--in-place").code == 0
    assert sxs("extract", "docs", "-o", "again.po").code == 0
    assert Path("again.po").read_bytes() == Path("ru.po").read_bytes()


# The front matter, and where else a frame has to be as it is

YAML_PAIR = pair("7758d-101", "Небо", "The sky").replace('"', '\\"')


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_pairs_in_the_front_matter_stay_while_the_others_are_mended(line_end: bytes) -> None:
    front = f'---\ntitle: "{YAML_PAIR}"\nms.contentlocale: ru-RU\n---\n'.encode()
    before = (front + BROKEN[len(FRONT.encode()) :]).replace(b"\n", line_end)
    after = (front + WHOLE[len(FRONT.encode()) :]).replace(b"\n", line_end)
    assert mended(before) == after


def test_the_fixture_with_pairs_in_its_front_matter_stays() -> None:
    data = (FIXTURES / "damaged/yaml-pairs.md").read_bytes()
    assert rb"\"9c40e-101\"" in data
    assert sxs("repair", "-", "-q", stdin=data) == Run(0, data, b"")


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "{}"\nms.contentlocale: ru-RU\n\n# Stargazer\n',
        '---\ntitle: "{}"\nms.contentlocale: ru-RU\n...\n# Stargazer\n',
        '---\ntitle: a: b\ndescription: "{}"\n---\n# Stargazer\n',
        '\n---\ntitle: "{}"\n---\n# Stargazer\n',
        '# Stargazer\n\n```yaml\ntitle: "{}"\n```\n',
        '# Stargazer\n\n```json\n{{"title": "{}"}}\n```\n',
    ],
    ids=["not closed", "closed with dots", "no YAML", "after a blank line", "YAML", "JSON"],
)
def test_a_pair_in_a_string_of_yaml_or_json_stays(front: str) -> None:
    data = front.format(YAML_PAIR).encode()
    assert sxs("repair", "-", stdin=data).out == data


def test_a_pair_in_an_attribute_stays_and_is_named() -> None:
    value = damaged("7758d-104", "Небо", "The sky", DAMAGES[0])
    data = document(pair("7758d-103", "Небо", "The sky"), f'<img alt="{value}">')
    put("docs/dome.md", data)
    run = sxs("repair", "docs/dome.md", "--in-place", "-q")
    assert Path("docs/dome.md").read_bytes() == data
    assert run.code == 1
    assert run.out.startswith(b"docs/dome.md:9: misplaced-pair: 7758d-104 ")


# Where it goes


def test_an_output_folder_receives_every_document_and_the_documents_stay() -> None:
    before = tree("docs")
    run = sxs("repair", "docs", "-o", "out", "-q")
    assert run == Run(0, SAID, b"")
    assert tree("out") == {"docs/dome.md": DOME, "docs/night/sky.md": WHOLE}
    assert tree("docs") == before


def test_in_place_only_what_was_damaged_is_written() -> None:
    age("docs")
    run = sxs("repair", "docs", "--in-place", "-q")
    assert run == Run(0, SAID, b"")
    assert tree("docs") == {"dome.md": DOME, "night/sky.md": WHOLE, "plain.md": PLAIN}
    fresh = {path.name for path in Path("docs").rglob("*.md") if path.stat().st_mtime_ns != OLD}
    assert fresh == {"sky.md"}


def test_a_second_run_changes_nothing_and_says_nothing() -> None:
    for place in (("--in-place",), ("-o", "out")):
        sxs("repair", "docs", *place)
        before, files = tree(), age(".")
        assert sxs("repair", "docs", *place, "-q") == Run(0, b"", b"")
        assert tree() == before
        assert {path.stat().st_mtime_ns for path in files} == {OLD}


def test_an_output_folder_may_stand_among_the_documents() -> None:
    for _ in range(2):
        assert sxs("repair", "docs", "-o", "docs/out").code == 0
        assert sorted(tree("docs/out")) == ["docs/dome.md", "docs/night/sky.md"]


def test_standard_input_goes_to_standard_output_and_what_is_said_to_standard_error() -> None:
    run = process("repair", "-", "--stdin-filename", "docs/night/sky.md", "-q", stdin=BROKEN)
    assert run == Run(0, WHOLE, SAID)


@pytest.mark.parametrize("options", [("-o", "-"), ()], ids=["a dash", "nothing"])
def test_a_dash_for_the_output_says_what_goes_without_saying(options: tuple[str, ...]) -> None:
    assert sxs("repair", "-", *options, "-q", stdin=BROKEN).out == WHOLE


def test_a_document_goes_from_a_file_to_standard_output() -> None:
    run = sxs("repair", "docs/night/sky.md", "-o", "-", "-q")
    assert run == Run(0, WHOLE, SAID)
    assert Path("docs/night/sky.md").read_bytes() == BROKEN


def test_a_document_goes_from_standard_input_to_a_folder() -> None:
    named = ("--stdin-filename", "docs/night/sky.md")
    assert sxs("repair", "-", *named, "-o", "out", "-q", stdin=BROKEN) == Run(0, SAID, b"")
    assert tree("out") == {"docs/night/sky.md": WHOLE}


def test_paths_are_relative_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = sxs("repair", "project/docs", "--root", "project", "-o", "out", "-q")
    assert run == Run(0, SAID, b"")
    assert sorted(tree("out")) == ["docs/dome.md", "docs/night/sky.md"]


@posix
def test_a_document_that_links_out_of_the_tree_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_bytes(BROKEN)
    Path("docs/link.md").symlink_to(tmp_path / "outside.md")
    run = sxs("repair", "docs", "--in-place", "-q")
    assert run.code == 1
    assert run.err.startswith(b"docs/link.md: not written: the link leads out of ")
    assert (tmp_path / "outside.md").read_bytes() == BROKEN
    assert Path("docs/night/sky.md").read_bytes() == WHOLE


# What is said, and the exit code


def test_what_is_mended_is_a_line_each_and_no_finding() -> None:
    run = process("repair", "docs", "--in-place")
    assert (run.code, run.out) == (0, SAID)
    assert run.err.startswith(b"2 documents, 4 units: 2 frames repaired, 1 written")
    assert b"finding" not in run.err
    assert run.err.count(b"\n") == 1


@pytest.mark.parametrize(
    ("where", "damaged", "expected"),
    [
        (("-o", "out"), (), b"0 frames repaired, 3 copied"),
        (("-o", "out"), ("docs/a.md",), b"2 frames repaired, 1 written, 2 copied"),
        (("--in-place",), (), b"0 frames repaired, 3 unchanged"),
        (("--in-place",), ("docs/a.md",), b"2 frames repaired, 1 written, 2 unchanged"),
    ],
)
def test_the_summary_counts_what_was_repaired_and_what_was_only_copied(
    where: tuple[str, ...], damaged: tuple[str, ...], expected: bytes
) -> None:
    shutil.rmtree("docs")
    for name in ("docs/a.md", "docs/b.md", "docs/night/c.md"):
        put(name, BROKEN if name in damaged else WHOLE)
    run = sxs("repair", "docs", *where)
    assert run.counts.partition(b": ")[2] == expected
    again = sxs("repair", "docs", "-o", "out") if "out" in where else None
    assert again is None or b"copied" not in again.err


def test_where_nothing_is_damaged_nothing_is_said() -> None:
    assert process("repair", "docs/dome.md", "--in-place", "-q") == Run(0, b"", b"")


@pytest.mark.parametrize("code", LEFT)
def test_what_needs_a_person_is_named_and_left_and_the_rest_is_mended(code: str) -> None:
    put("docs/night/sky.md", BROKEN + LEFT[code] + b"\n")
    run = sxs("repair", "docs", "--in-place", "-q")
    assert (run.code, run.err) == (1, b"")
    assert run.out.startswith(SAID)
    [line] = run.out[len(SAID) :].split(b"\n")[:-1]
    assert line.startswith(f"docs/night/sky.md:10: {code}: ".encode())
    assert Path("docs/night/sky.md").read_bytes() == WHOLE + LEFT[code] + b"\n"
    again = sxs("repair", "docs", "--in-place", "-q")
    assert again == Run(1, line + b"\n", b"")


def test_the_fixtures_are_repaired_but_for_what_is_named() -> None:
    shutil.copytree(FIXTURES, "sxs")
    run = sxs("repair", "sxs", "-o", "out", "-q")
    assert (run.code, run.err) == (1, b"")
    lines = [line.split(": ") for line in run.out.decode().split("\n")[:-1]]
    left = {(place.split(":")[0], code) for place, code, *_ in lines if code != "repaired"}
    assert left == {
        ("sxs/damaged/ja-jp-quotes.md", "damaged-tag"),
        ("sxs/damaged/not-whole.md", "duplicate-id"),
        ("sxs/damaged/not-whole.md", "id-mismatch"),
        ("sxs/damaged/not-whole.md", "stray-source"),
        ("sxs/damaged/not-whole.md", "unclosed-unit"),
    }
    changed = {name for name, data in tree("out/sxs").items() if data != tree("sxs")[name]}
    assert changed == {"damaged/ja-jp-quotes.md"}


def test_a_document_that_cannot_be_read_is_one_line_and_the_others_are_mended() -> None:
    put("docs/bad.md", BROKEN + b"\xff")
    run = sxs("repair", "docs", "--in-place", "-q")
    assert (run.code, run.out) == (1, SAID)
    assert run.err.startswith(f"docs/bad.md:{LAST}: not UTF-8".encode())
    assert Path("docs/night/sky.md").read_bytes() == WHOLE
    assert Path("docs/bad.md").read_bytes() == BROKEN + b"\xff"


def test_standard_input_that_is_not_utf_8_is_one_line_and_no_output() -> None:
    refusal = process("repair", "-", "-q", stdin=BROKEN + b"\xff").refusal
    assert refusal.startswith(f"-:{LAST}: not UTF-8: byte 0xff: ")


def test_what_cannot_be_written_is_not_said_to_be_mended() -> None:
    put("out", b"kept")
    run = sxs("repair", "docs", "-o", "out")
    assert run.code == 1
    assert Path("out").read_bytes() == b"kept"
    assert run.err.startswith(b"out/docs/dome.md: not a directory: stopped, 2 documents left\n")
    assert run.out == b""
    assert b"2 frames repaired" not in run.err


@pytest.mark.parametrize("folder", ["empty", "pages"])
def test_a_folder_without_documents_is_one_line(folder: str) -> None:
    Path("empty").mkdir()
    put("pages/plain.md", PLAIN)
    assert sxs("repair", folder, "-o", "out", "-q").refusal.startswith(f"{folder}: no document")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("docs",),
        ("-o", "out"),
        ("docs", "--in-place", "-o", "out"),
        ("docs", "-o", "."),
        ("docs", "-o", ""),
        ("docs", "-o", "-"),
        ("docs/dome.md", "docs/night/sky.md", "-o", "-"),
        ("-", "--in-place"),
        ("-", "docs", "-o", "out"),
        ("-", "--stdin-filename", "../sky.md", "-o", "out"),
        ("docs", "--in-place", "--select", "damaged-frame"),
        ("docs", "--in-place", "--root", "missing"),
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_arguments_that_make_no_sense_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    wrong_usage(*arguments)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_document_does_not_depend_on_the_terminal(encoding: str) -> None:
    run = process("repair", "-", "-q", stdin=BROKEN, PYTHONIOENCODING=encoding)
    assert (run.code, run.out) == (0, WHOLE)


@posix
def test_a_closed_standard_output_is_one_line() -> None:
    run = redirected(">&-", "repair", "docs/dome.md", "-o", "-", "-q")
    assert run.refusal.startswith("standard output: ")


@posix
def test_a_reader_that_stops_early_gets_no_traceback() -> None:
    # More than a pipe holds.
    put("docs/dome.md", BROKEN + b"A night under the dome.\n" * 25_000)
    run = redirected("2>&- | head -c 3", "repair", "docs/dome.md", "-o", "-", "-q")
    assert (run.out, run.err) == (b"---", b"")
