"""Documents found, read and written on disk, and the names they go by."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from threading import Thread

import pytest

from sxskit import (
    DocumentError,
    FileError,
    parse,
    read_document,
    write_document,
)
from sxskit.errors import WriteError
from sxskit.storage.files import (
    decoded,
    holds_pairs,
    read_own,
    shown,
)
from sxskit.storage.finding import Found, find, walk
from sxskit.storage.writing import (
    encoded,
    is_writable,
    write,
    write_own,
)
from tests.helpers.files import put_odd

PAIR = (
    '# <span data-ttu-id="7758d-103">Купол</span>'
    '<span class="sxs-lookup"><span data-stu-id="7758d-103">The dome</span></span>\r\n'
).encode()
OLD = 10**18

only_where_names_are_bytes = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="names of files are Unicode here"
)


posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, data: bytes = PAIR) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def names(*paths: str, root: str = ".", skip: str | None = None) -> list[str]:
    """The names of what `find` finds."""
    skipped = [Path(skip)] if skip else []
    return [found.name for found in find([Path(path) for path in paths], Path(root), skip=skipped)]


def inside(folder: str) -> list[str]:
    """The names of what a folder holds."""
    return sorted(path.name for path in Path(folder).iterdir())


# Finding


def test_documents_are_found_in_the_order_of_their_names() -> None:
    for name in ("docs/z.md", "docs/a.md", "docs/m/b.md", "docs/m/a.md"):
        put(name)
    assert names("docs") == ["docs/a.md", "docs/m/a.md", "docs/m/b.md", "docs/z.md"]


def test_the_order_is_that_of_the_parts_of_a_name() -> None:
    for name in ("docs/m/a.md", "docs/m-1/a.md"):
        put(name)
    assert names("docs") == ["docs/m/a.md", "docs/m-1/a.md"]


def test_the_order_of_the_arguments_does_not_matter() -> None:
    put("a.md")
    put("b.md")
    assert names("b.md", "a.md") == ["a.md", "b.md"]


def test_a_document_named_twice_is_found_once() -> None:
    put("docs/a.md")
    assert names("docs", "docs/a.md", "docs/../docs/a.md", "docs") == ["docs/a.md"]


def test_a_document_named_on_its_own_and_in_a_folder_counts_as_named() -> None:
    path = put("docs/a.md")
    assert find([Path("docs"), path, Path("docs")], Path()) == [
        Found("docs/a.md", "docs/a.md", str(path), True)
    ]


def test_a_document_found_in_a_folder_counts_as_not_named() -> None:
    path = put("docs/a.md")
    assert find([Path("docs")], Path()) == [Found("docs/a.md", "docs/a.md", str(path), False)]


def test_only_markdown_is_found_in_a_folder() -> None:
    for name in ("docs/a.md", "docs/b.MD", "docs/c.txt", "docs/md", "docs/d.md.po"):
        put(name)
    assert names("docs") == ["docs/a.md", "docs/b.MD"]


def test_a_file_named_on_its_own_may_have_any_suffix() -> None:
    put("docs/notes.txt")
    assert names("docs/notes.txt") == ["docs/notes.txt"]


def test_hidden_folders_are_left_out() -> None:
    put("docs/.git/a.md")
    put("docs/b.md")
    assert names("docs") == ["docs/b.md"]


def test_a_hidden_folder_that_is_named_is_read() -> None:
    put(".drafts/a.md")
    assert names(".drafts") == [".drafts/a.md"]


def test_a_folder_to_skip_is_not_read() -> None:
    put("docs/a.md")
    put("docs/out/docs/a.md")
    put("docs/outer/b.md")
    assert names("docs", skip="docs/out") == ["docs/a.md", "docs/outer/b.md"]


def test_a_folder_to_skip_may_be_given_in_another_way() -> None:
    put("docs/a.md")
    put("docs/out/docs/a.md")
    absolute = str(Path("docs/out").absolute())
    assert names("docs", skip=absolute) == names("docs", skip="docs/../docs/out") == ["docs/a.md"]


def test_a_folder_to_skip_may_be_given_through_a_link() -> None:
    put("docs/a.md")
    put("docs/out/docs/a.md")
    Path("results").symlink_to("docs/out")
    assert names("docs", skip="results") == ["docs/a.md"]


def test_a_folder_that_links_to_itself_does_not_trap_the_walk() -> None:
    put("docs/a.md")
    Path("docs/again").symlink_to("../docs")
    assert names("docs") == ["docs/a.md"]


def test_a_link_to_a_document_is_a_document() -> None:
    put("docs/a.md")
    Path("docs/b.md").symlink_to("a.md")
    assert names("docs") == ["docs/a.md", "docs/b.md"]


def test_an_empty_folder_holds_no_documents() -> None:
    Path("docs").mkdir()
    assert names("docs") == []


def test_a_folder_called_like_a_document_is_no_document() -> None:
    put("docs/a.md/b.md")
    assert names("docs") == ["docs/a.md/b.md"]


def test_a_path_that_is_missing_is_an_error_that_names_it() -> None:
    with pytest.raises(FileError, match=r"^docs/missing\.md: no such file or directory$"):
        names("docs/missing.md")


def test_a_link_that_leads_nowhere_is_an_error_that_names_it() -> None:
    Path("a.md").symlink_to("missing.md")
    with pytest.raises(FileError, match=r"^a\.md: "):
        names("a.md")


def test_a_link_that_leads_to_itself_is_an_error_that_names_it() -> None:
    Path("a.md").symlink_to("a.md")
    with pytest.raises(FileError, match=r"^a\.md: "):
        names("a.md")


def test_a_name_too_long_for_the_system_is_an_error_of_ours() -> None:
    with pytest.raises(FileError, match=r"^a{300}: "):
        names("a" * 300)


def test_names_are_relative_to_the_root() -> None:
    put("site/docs/a.md")
    assert names("site/docs", root="site") == ["docs/a.md"]


def test_names_do_not_depend_on_whether_paths_are_absolute() -> None:
    path = put("docs/a.md").absolute()
    assert names(str(path)) == ["docs/a.md"]


def test_a_document_outside_the_root_is_an_error_that_says_what_to_pass() -> None:
    put("docs/a.md")
    Path("other").mkdir()
    with pytest.raises(FileError, match=r"^docs/a\.md: outside other: .*--root"):
        names("docs", root="other")


def test_a_root_given_through_a_link_is_the_same_root(tmp_path: Path) -> None:
    put("site/docs/a.md")
    Path("link").symlink_to("site")
    for path, root in (("site/docs/a.md", "link"), ("link/docs/a.md", "site")):
        [found] = find([tmp_path / path], Path(root))
        assert found.name == "docs/a.md"


def test_walk_gives_every_file_under_a_folder() -> None:
    for name in ("po/a.md.po", "po/m/ru.po", "po/.cache/b.po"):
        put(name)
    assert sorted(walk(Path("po"))) == ["po/a.md.po", "po/m/ru.po"]


def test_walking_a_folder_that_is_missing_is_an_error_that_names_it() -> None:
    with pytest.raises(FileError, match=r"^missing: no such file or directory$"):
        list(walk(Path("missing")))


# Names


def test_a_name_shows_letters_of_every_script_and_blanks_as_they_are() -> None:
    assert shown(Path("docs/ночное небо/星 #1 100%.md")) == "docs/ночное небо/星 #1 100%.md"


def test_a_name_shows_a_line_break_as_its_code() -> None:
    assert shown(Path("a\nb\r\u2028c.md")) == "a%0Ab%0D%E2%80%A8c.md"


def test_a_name_shows_a_byte_that_is_not_utf_8_as_its_code() -> None:
    assert shown(Path(os.fsdecode(b"caf\xe9.md"))) == "caf%E9.md"


@only_where_names_are_bytes
def test_a_document_whose_name_is_not_utf_8_is_found() -> None:
    path = put(os.fsdecode(b"docs/\xff.md"))
    [found] = find([Path("docs")], Path())
    assert (found.name, found.path) == ("docs/%FF.md", str(path))


def test_two_documents_whose_names_read_alike_are_refused() -> None:
    put("docs/a\nb.md")
    put("docs/a%0Ab.md")
    with pytest.raises(FileError, match=r"^docs/a%0Ab\.md: two files have this name"):
        names("docs")


# Reading


@pytest.mark.parametrize(
    "data",
    [PAIR, b"<span data-ttu-id=&quot;1", b'<span data-stu-id=\\"1'],
    ids=["whole", "half a target", "half a source"],
)
def test_pair_markup_is_seen_be_it_damaged(data: bytes) -> None:
    assert holds_pairs(b"# Stargazer\n" + data)


def test_ordinary_markdown_holds_no_pair_markup() -> None:
    assert not holds_pairs(b'# Stargazer\n<span class="note">A dome</span>\n')


@pytest.mark.parametrize(
    "data",
    [PAIR, b"", b"\xef\xbb\xbf" + PAIR, b"a\r\nb\nc\rd\xc2\x85\xe2\x80\xa8\x0c", b"a\0b"],
    ids=["CRLF", "empty", "BOM", "every line end", "NUL"],
)
def test_a_document_reads_as_the_bytes_it_has(data: bytes) -> None:
    document = read_document(put("a.md", data))
    assert encoded(document.text, "a.md") == data


def test_a_document_that_is_not_utf_8_is_an_error_with_path_and_line() -> None:
    path = put("docs/a.md", PAIR + b"caf\xe9\n")
    with pytest.raises(
        DocumentError, match=r"^docs/a\.md:2: not UTF-8: byte 0xe9: save it as UTF-8$"
    ):
        read_document(path)


@pytest.mark.parametrize(
    "data",
    [b"\xed\xa0\x80", b"\xc0\xaf", b"\xff\xfe#\0", b"ab\xe2\x82"],
    ids=["an unpaired surrogate", "overlong", "UTF-16", "cut short"],
)
def test_utf_8_is_read_strictly(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a\.md:1: (not UTF-8: byte 0x|in UTF-16)"):
        decoded(data, "a.md")


def test_an_error_of_reading_is_also_the_builtin_that_it_is() -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        read_document(put("a.md", b"\xff"))
    with pytest.raises(OSError, match="no such file"):
        read_document(Path("missing.md"))


def test_a_document_that_is_missing_is_an_error_with_its_path() -> None:
    with pytest.raises(FileError, match=r"^docs/missing\.md: no such file or directory$"):
        read_document(Path("docs/missing.md"))


def test_a_folder_read_as_a_document_is_an_error_with_its_path() -> None:
    Path("x.md").mkdir()
    with pytest.raises(FileError, match=r"^x\.md: is a directory$"):
        read_document(Path("x.md"))


def test_a_text_that_has_no_utf_8_is_an_error_with_its_place() -> None:
    with pytest.raises(DocumentError, match=r"^a\.md:2: U\+D800 cannot be encoded as UTF-8"):
        encoded("a\nb\ud800", "a.md")


# Writing


def test_a_file_holds_the_bytes_written() -> None:
    assert write(Path("a.md"), PAIR)
    assert Path("a.md").read_bytes() == PAIR


def test_an_old_file_holds_the_new_bytes_alone() -> None:
    path = put("a.md", b"a much longer text" * 100)
    assert write(path, PAIR)
    assert path.read_bytes() == PAIR


def test_folders_on_the_way_are_made() -> None:
    assert write(Path("out/docs/night/a.md"), PAIR)
    assert Path("out/docs/night/a.md").read_bytes() == PAIR


def test_bytes_that_are_there_already_are_not_written() -> None:
    path = put("a.md")
    os.utime(path, ns=(OLD, OLD))
    assert not write(path, PAIR)
    assert path.stat().st_mtime_ns == OLD


def test_an_empty_file_is_written_where_there_is_none() -> None:
    assert write(Path("a.md"), b"")
    assert Path("a.md").read_bytes() == b""


def test_who_has_the_file_open_goes_on_reading_the_old_bytes() -> None:
    path = put("a.md", b"old")
    descriptor = os.open(path, os.O_RDONLY)
    try:
        write(path, PAIR)
        assert os.read(descriptor, 100) == b"old"
    finally:
        os.close(descriptor)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o444])
def test_an_old_file_keeps_its_mode(mode: int) -> None:
    path = put("a.md", b"old")
    path.chmod(mode)
    write(path, PAIR)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_new_file_has_the_mode_that_any_new_file_has() -> None:
    other = put("other.md")
    write(Path("a.md"), PAIR)
    assert Path("a.md").stat().st_mode == other.stat().st_mode


def test_nothing_but_the_file_is_left_behind() -> None:
    put("docs/a.md", b"old")
    write(Path("docs/a.md"), PAIR)
    write(Path("docs/b.md"), PAIR)
    assert inside("docs") == ["a.md", "b.md"]


def test_a_folder_in_the_place_of_the_file_is_an_error_and_stays() -> None:
    put("docs/a.md/inner.txt", b"kept")
    with pytest.raises(FileError, match=r"^docs/a\.md: is a directory$"):
        write(Path("docs/a.md"), PAIR)
    assert inside("docs") == ["a.md"]
    assert Path("docs/a.md/inner.txt").read_bytes() == b"kept"


def test_a_file_in_the_place_of_a_folder_is_an_error_and_stays() -> None:
    put("docs", b"kept")
    with pytest.raises(FileError, match=r"^docs/a\.md: "):
        write(Path("docs/a.md"), PAIR)
    assert inside(".") == ["docs"]
    assert Path("docs").read_bytes() == b"kept"


def test_a_name_too_long_to_write_is_an_error_that_leaves_nothing() -> None:
    Path("docs").mkdir()
    with pytest.raises(FileError, match=r"^docs/a{300}: "):
        write(Path("docs", "a" * 300), PAIR)
    assert inside("docs") == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_write_that_fails_halfway_leaves_the_old_bytes_and_nothing_else() -> None:
    import resource

    path = put("docs/a.md", b"kept")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, limits[1]))
    try:
        with pytest.raises(FileError, match=r"^docs/a\.md: file too large$"):
            write(path, PAIR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert inside("docs") == ["a.md"]
    assert path.read_bytes() == b"kept"


def test_a_file_with_the_longest_name_there_is_can_be_written() -> None:
    path = Path("a" * 255)
    assert write(path, PAIR)
    assert path.read_bytes() == PAIR


def test_a_link_stays_a_link_and_the_file_behind_it_is_written() -> None:
    put("docs/a.md", b"old")
    link = Path("docs/b.md")
    link.symlink_to("a.md")
    assert write(link, PAIR, within=Path("docs"))
    assert link.is_symlink()
    assert Path("docs/a.md").read_bytes() == PAIR


def test_a_link_to_bytes_that_are_there_already_is_not_written() -> None:
    path = put("docs/a.md")
    os.utime(path, ns=(OLD, OLD))
    Path("docs/b.md").symlink_to("a.md")
    assert not write(Path("docs/b.md"), PAIR, within=Path("docs"))
    assert path.stat().st_mtime_ns == OLD


def test_a_link_that_leads_out_is_not_written_through() -> None:
    outside = put("outside.md", b"kept")
    Path("docs").mkdir()
    Path("docs/a.md").symlink_to("../outside.md")
    with pytest.raises(FileError, match=r"^docs/a\.md: not written: the link leads out of docs"):
        write(Path("docs/a.md"), PAIR, within=Path("docs"))
    assert outside.read_bytes() == b"kept"


def test_a_link_that_leads_out_to_a_file_yet_to_be_makes_none() -> None:
    Path("docs").mkdir()
    Path("docs/a.md").symlink_to("../outside.md")
    with pytest.raises(FileError, match=r"^docs/a\.md: not written: the link leads out of docs"):
        write(Path("docs/a.md"), PAIR, within=Path("docs"))
    assert not Path("outside.md").exists()


def test_a_folder_that_links_out_is_not_written_into() -> None:
    Path("outside").mkdir()
    Path("out").mkdir()
    Path("out/docs").symlink_to("../outside")
    with pytest.raises(
        FileError, match=r"^out/docs/night/a\.md: not written: the link leads out of out"
    ):
        write(Path("out/docs/night/a.md"), PAIR, within=Path("out"))
    assert inside("outside") == []


@pytest.mark.parametrize("name", ["out/../a.md", "out/docs/../../a.md", "output/a.md"])
def test_a_path_that_climbs_out_is_not_written(name: str) -> None:
    Path("out/docs").mkdir(parents=True)
    with pytest.raises(FileError, match="leads out of out"):
        write(Path(name), PAIR, within=Path("out"))
    assert inside(".") == ["out"]


def test_the_folder_to_stay_within_may_itself_be_a_link() -> None:
    Path("real").mkdir()
    Path("out").symlink_to("real")
    assert write(Path("out/a.md"), PAIR, within=Path("out"))
    assert Path("real/a.md").read_bytes() == PAIR


def test_a_link_that_leads_to_itself_is_an_error_of_ours() -> None:
    Path("a.md").symlink_to("a.md")
    with pytest.raises(FileError, match=r"^a\.md: "):
        write(Path("a.md"), PAIR)
    assert Path("a.md").is_symlink()


def test_a_document_is_written_as_the_text_it_has() -> None:
    assert write_document(Path("a.md"), parse(PAIR.decode()))
    assert Path("a.md").read_bytes() == PAIR


def test_a_document_that_has_no_utf_8_leaves_the_file_as_it_was() -> None:
    path = put("a.md", b"kept")
    with pytest.raises(DocumentError, match=r"^a\.md:1: U\+DC80 cannot be encoded as UTF-8"):
        write_document(path, parse("\udc80"))
    assert path.read_bytes() == b"kept"


# Named by somebody, or found where anybody may put something: links, pipes, devices


@pytest.mark.parametrize("target", ["../outside.json", "inside.json", "missing.json"])
def test_a_link_in_the_place_of_a_file_that_was_named_is_refused(target: str) -> None:
    files = [put("outside.json", b"kept"), put("reports/inside.json", b"kept")]
    link = Path("reports/sxs.json")
    link.symlink_to(target)
    with pytest.raises(FileError, match=r"^reports/sxs\.json: not written: a symbolic link"):
        write(link, b"new")
    assert link.is_symlink()
    assert [path.read_bytes() for path in files] == [b"kept", b"kept"]
    assert inside("reports") == ["inside.json", "sxs.json"]


@posix
@pytest.mark.parametrize("kind", ["pipe", "socket", "link to a pipe", "link to a device"])
def test_what_is_no_regular_file_is_not_written_in_a_tree(kind: str) -> None:
    path = put_odd("out/docs/a.md", kind)
    with pytest.raises(
        FileError,
        match=r"^out/docs/a\.md: not written: (not a regular file|the link leads out of out)",
    ):
        write(path, PAIR, within=Path("out"))
    assert "a.md" in inside("out/docs")


@posix
def test_a_device_that_was_named_is_written_to() -> None:
    Path("null").symlink_to(os.devnull)
    assert write(Path("null"), PAIR)
    assert Path("null").is_symlink()


@posix
@pytest.mark.parametrize("kind", ["pipe", "socket", "link to a pipe", "link to a device"])
def test_what_is_no_regular_file_is_left_out_of_a_folder_and_named(kind: str) -> None:
    put("docs/a.md")
    put_odd("docs/b.md", kind)
    put("docs/c.md")
    errors: list[FileError] = []
    found = find([Path("docs")], Path(), onerror=errors.append)
    assert [each.name for each in found] == ["docs/a.md", "docs/c.md"]
    assert [str(error) for error in errors] == ["docs/b.md: not a regular file: skipped"]


@posix
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_a_device_without_an_end_is_an_error_that_names_it() -> None:
    Path("a.md").symlink_to("/dev/zero")
    with pytest.raises(FileError, match=r"^a\.md: more than 64 MiB from a pipe or device"):
        read_document(Path("a.md"))


@posix
def test_a_device_with_an_end_is_read() -> None:
    Path("a.md").symlink_to(os.devnull)
    assert read_document(Path("a.md")).text == ""


@posix
def test_a_pipe_that_was_named_is_read_to_its_end() -> None:
    path = put_odd("a.md", "pipe")
    writer = Thread(target=path.write_bytes, args=(PAIR,))
    writer.start()
    assert read_document(path).text.encode() == PAIR
    writer.join()


@posix
@pytest.mark.parametrize("kind", ["pipe", "socket", "link to a pipe", "link", "folder"])
def test_what_has_the_name_of_a_half_written_file_and_is_none_stays(kind: str) -> None:
    other = put("kept", b"kept")
    path = put_odd("docs/.sxs-1-0123456789ab.tmp", kind)
    assert write(Path("docs/a.md"), PAIR)
    assert {path.name, "a.md"} <= {*inside("docs")}
    assert other.read_bytes() == b"kept"


@posix
@pytest.mark.parametrize(
    "kind", ["pipe", "socket", "link to a pipe", "link to a device", "link", "nothing"]
)
def test_a_file_of_our_own_takes_the_place_of_whatever_is_there(kind: str) -> None:
    other = put("kept", b"kept")
    path = put_odd("cache/0.json", kind)
    with pytest.raises(FileError, match=r"^cache/0\.json: "):
        read_own(path)
    write_own(path, b"{}")
    assert (path.is_symlink(), read_own(path)) == (False, b"{}")
    assert other.read_bytes() == b"kept"


@posix
def test_a_file_of_our_own_does_not_take_the_place_of_a_folder() -> None:
    path = put_odd("cache/0.json", "folder")
    with pytest.raises(FileError, match=r"^cache/0\.json: is a directory$"):
        write_own(path, b"{}")
    assert inside("cache") == ["0.json"]


# What keeps every file from being written


@posix
@pytest.mark.parametrize("top", ["file", "file/out", "/proc/out"])
def test_a_folder_that_cannot_be_made_keeps_back_every_file(top: str) -> None:
    put("file", b"kept")
    with pytest.raises(WriteError, match=r"/docs/a\.md: ") as raised:
        write(Path(top, "docs/a.md"), PAIR, within=Path(top))
    assert raised.value.is_for_all


def test_a_folder_in_the_place_of_one_file_keeps_back_no_other() -> None:
    Path("out/docs/a.md").mkdir(parents=True)
    with pytest.raises(WriteError, match="is a directory") as raised:
        write(Path("out/docs/a.md"), PAIR, within=Path("out"))
    assert not raised.value.is_for_all
    assert is_writable(Path("out/docs/b.md"))


def test_a_file_can_be_written_where_the_nearest_folder_takes_files() -> None:
    put("file", b"")
    assert is_writable(Path("deep/down/a.md"))
    assert not is_writable(Path("file/a.md"))
    assert not is_writable(Path("file/deep/a.md"))
