"""Configuration: which file counts, what it may say, and what it is told when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from sxskit.errors import FileError
from sxskit.findings import CODES, DEFAULT
from sxskit.storage import settings
from sxskit.storage.settings import (
    Settings,
    find_settings,
    loads,
    read_settings,
)

OWN = b'select = "link"\n'
SHARED = b'[project]\nname = "site"\n\n[tool.sxskit]\nselect = "url"\n'
OTHER = b'[project]\nname = "site"\n\n[tool.ruff]\nline-length = 100\n'


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, data: bytes = OWN) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def folder(name: str) -> Path:
    path = Path(name)
    path.mkdir(parents=True, exist_ok=True)
    return path


# Which file counts


def test_the_file_of_the_folder_itself_is_found() -> None:
    path = put("sxskit.toml")
    assert find_settings(Path()) == path


def test_the_file_of_a_folder_above_is_found() -> None:
    path = put("sxskit.toml")
    assert find_settings(folder("docs/night")) == path


def test_the_nearest_file_counts() -> None:
    put("sxskit.toml")
    path = put("docs/pyproject.toml", SHARED)
    assert find_settings(folder("docs/night")) == path


def test_in_one_folder_sxskit_toml_comes_before_pyproject_toml() -> None:
    put("pyproject.toml", SHARED)
    path = put("sxskit.toml")
    assert find_settings(Path()) == path


def test_pyproject_toml_with_a_table_of_ours_is_found() -> None:
    path = put("pyproject.toml", SHARED)
    assert find_settings(folder("docs")) == path


@pytest.mark.parametrize(
    "data",
    [OTHER, b"", b'name = "sxskit"\n', b"tool = 1 # sxskit\n", b"not = [toml\n", b"\xff"],
    ids=["another tool", "empty", "only the name", "no table", "no TOML", "not UTF-8"],
)
def test_pyproject_toml_about_other_things_is_passed_over(data: bytes) -> None:
    path = put("sxskit.toml")
    put("docs/pyproject.toml", data)
    assert find_settings(Path("docs")) == path


def test_an_empty_sxskit_toml_counts() -> None:
    put("sxskit.toml")
    path = put("docs/sxskit.toml", b"")
    assert find_settings(Path("docs")) == path
    assert read_settings(path) == Settings()


def test_an_empty_table_of_ours_counts() -> None:
    path = put("pyproject.toml", b"[tool.sxskit]\n")
    assert find_settings(Path()) == path
    assert read_settings(path) == Settings()


def test_a_folder_called_like_a_file_of_ours_is_passed_over() -> None:
    path = put("sxskit.toml")
    folder("docs/sxskit.toml")
    folder("docs/pyproject.toml")
    assert find_settings(Path("docs")) == path


def test_without_a_file_none_is_found() -> None:
    assert find_settings(folder("docs")) is None


def test_a_file_above_the_working_directory_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("sxskit.toml")
    monkeypatch.chdir(folder("docs/night"))
    assert find_settings(Path()) == tmp_path / "sxskit.toml"
    assert find_settings(Path("../..")) == tmp_path / "sxskit.toml"


def test_a_folder_that_is_a_link_has_the_file_of_where_it_leads() -> None:
    put("sxskit.toml")
    path = put("elsewhere/sxskit.toml")
    folder("elsewhere/docs")
    Path("docs").symlink_to("elsewhere/docs")
    assert find_settings(Path("docs")) == path


def test_pyproject_toml_that_mentions_us_and_is_no_toml_is_an_error() -> None:
    put("pyproject.toml", b"[tool.sxskit]\nselect = \n")
    with pytest.raises(FileError, match=r"^pyproject\.toml:2: not TOML: "):
        find_settings(Path())


# What a file says


def test_every_key_is_read() -> None:
    path = put(
        "site/sxskit.toml",
        b'select = ["link", "url"]\nignore = "url, tag"\n'
        b'fail-on = "never"\nbaseline = "known/all.json"\n'
        b'front-matter = ["title", "summary"]\n',
    )
    assert read_settings(path) == Settings(
        frozenset({"link", "url"}),
        frozenset({"url", "tag"}),
        "never",
        Path("site/known/all.json"),
        ("title", "summary"),
    )


def test_keys_are_read_from_the_table_of_pyproject_toml() -> None:
    assert read_settings(put("pyproject.toml", SHARED)) == Settings(select=frozenset({"url"}))


def test_a_file_of_any_other_name_has_its_keys_at_the_top() -> None:
    assert read_settings(put("ci/strict.toml")) == Settings(select=frozenset({"link"}))


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ('"all"', frozenset(CODES)),
        ('["default", "length,added-stop"]', DEFAULT | {"length", "added-stop"}),
        ('" link , url,"', frozenset({"link", "url"})),
        ("[]", frozenset()),
        ('""', frozenset()),
    ],
)
def test_codes_are_named_as_on_the_command_line(value: str, codes: frozenset[str]) -> None:
    said = loads(f"select = {value}\nignore = {value}\n".encode(), Path("sxskit.toml"))
    assert (said.select, said.ignore) == (codes, codes)


@pytest.mark.parametrize("name", settings.FAIL_ON)
def test_a_check_may_fail_on_any_severity_or_never(name: str) -> None:
    assert loads(f'fail-on = "{name}"'.encode(), Path("a.toml")).fail_on == name


def test_an_absolute_baseline_stays_where_it_is(tmp_path: Path) -> None:
    path = (tmp_path / "known.json").as_posix()
    said = loads(f"baseline = '{path}'".encode(), Path("docs/sxskit.toml"))
    assert said.baseline == tmp_path / "known.json"


def test_a_file_with_a_byte_order_mark_and_crlf_is_read() -> None:
    data = b'\xef\xbb\xbfselect = "link"\r\nfail-on = "info"\r\n'
    assert loads(data, Path("sxskit.toml")) == Settings(frozenset({"link"}), fail_on="info")


# What is wrong


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"select = {'1' * 5000}", ": not TOML: number out of range"),
        ('selects = "link"', ": unknown key 'selects': did you mean 'select'?"),
        ('fail_on = "error"', ": unknown key 'fail_on': did you mean 'fail-on'?"),
        (
            "quiet = true",
            ": unknown key 'quiet': use one of select, ignore, fail-on, baseline, front-matter, "
            "language",
        ),
        (
            "[tool.sxskit]",
            ": unknown key 'tool': the keys of [tool.sxskit] must be at the top level of this file",
        ),
        ("select = true", ": 'select' must be a string or a list of strings"),
        ("ignore = ['link', 1]", ": 'ignore' must be a string or a list of strings"),
        ("select = {link = true}", ": 'select' must be a string or a list of strings"),
        ("select = 'lnk'", ": 'select': unknown code 'lnk': did you mean 'link'?"),
        ("ignore = ['link', 'lnk']", ": 'ignore': unknown code 'lnk': did you mean 'link'?"),
        ("fail-on = 'fatal'", ": 'fail-on' must be error, warning, info or never, not 'fatal'"),
        ("fail-on = false", ": 'fail-on' must be error, warning, info or never, not False"),
        ("baseline = 1", ": 'baseline' must be a path, not 1"),
        ("baseline = ''", ": 'baseline' must be a path, not ''"),
        ('baseline = "a\\u0000b"', ": 'baseline' must be a path, not 'a\\x00b'"),
        ("front-matter = 1", ": 'front-matter' must be a string or a list of strings"),
        ("front-matter = ['a', 1]", ": 'front-matter' must be a string or a list of strings"),
        ("front-matter = ['a#b']", ": 'front-matter': 'a#b' is not a front-matter key"),
        ("language = 1", ": 'language': 1 must be a language tag such as ru-RU"),
        ("language = 'russian!'", ": 'language': 'russian!' must be a language tag such as ru-RU"),
        ("[language]\na = ''", ": 'language': '' must be a language tag such as ru-RU"),
        ("front-matter = ' '", ": 'front-matter': ' ' is not a front-matter key"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_in_one_line(text: str, message: str) -> None:
    path = put("ci/sxskit.toml", text.encode())
    with pytest.raises(FileError) as caught:
        read_settings(path)
    assert str(caught.value) == f"ci/sxskit.toml{message}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("select = link", 1),
        ('ignore = "url"\r\n\r\nselect = "link\r\n', 3),
        ('\nselect = ["link"', 2),
        ('[a]\n[a]\nselect = "link"', 2),
    ],
    ids=["no quotes", "an open string", "an open list", "the same twice"],
)
def test_a_file_that_is_no_toml_is_an_error_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FileError) as caught:
        read_settings(put("sxskit.toml", text.encode()))
    assert str(caught.value).startswith(f"sxskit.toml:{line}: not TOML: ")
    assert "(at " not in str(caught.value)


def test_a_file_that_is_not_utf_8_is_an_error_with_its_line() -> None:
    with pytest.raises(FileError, match=r"^sxskit\.toml:2: not UTF-8: byte 0xe9: save it"):
        read_settings(put("sxskit.toml", b"# a\n# caf\xe9\n"))


def test_a_file_nested_too_deep_is_an_error_of_ours() -> None:
    with pytest.raises(FileError, match=r"^sxskit\.toml: the nesting is too deep$"):
        read_settings(put("sxskit.toml", b"select = " + b"[" * 100_000))


def test_a_file_that_is_missing_is_an_error_that_names_it() -> None:
    with pytest.raises(FileError, match=r"^missing\.toml: no such file or directory$"):
        read_settings(Path("missing.toml"))


def test_a_named_pyproject_toml_without_a_table_of_ours_is_an_error() -> None:
    with pytest.raises(FileError, match=r"^pyproject\.toml: \[tool\.sxskit\] is missing$"):
        read_settings(put("pyproject.toml", OTHER))


def test_ours_in_pyproject_toml_has_to_be_a_table() -> None:
    path = put("pyproject.toml", b"tool.sxskit = 1\n")
    assert find_settings(Path()) == path
    with pytest.raises(FileError, match=r"^pyproject\.toml: \[tool\.sxskit\] must be a table$"):
        read_settings(path)
