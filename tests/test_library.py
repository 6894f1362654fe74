"""The library as programs use it: its calls, its types, its names, and its errors."""

from __future__ import annotations

import os
import pydoc
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from json import loads
from pathlib import Path
from typing import Any

import pytest

import sxskit
from tests import typing_examples
from tests.helpers.cli import sxs

ROOT = Path(__file__).parent.parent
EXAMPLES = str(Path("tests", "typing_examples.py"))
FRONT = "---\ntitle: Купол\nms.contentlocale: ru-RU\nms.translationtype: MT\n---\n"
PAIR = (
    '# <span data-ttu-id="7758d-103">Купол  неба</span>'
    '<span class="sxs-lookup"><span data-stu-id="7758d-103">The dome</span></span>\n'
)
DAMAGED = PAIR.replace('ttu-id="7758d-103"', "ttu-id=&quot;7758d-103&quot;")
HALF = '\n<span data-ttu-id="7758d-104">Луна</span>\n'
# One mistake a line, for type checkers: names that are none, a path in bytes, an unknown format.
MISTAKES = """\
import sxskit

sxskit.paarse("")
from sxskit import parsee
sxskit.read_document(b"a.md")
sxskit.dumps(sxskit.Catalog("", ""), "xlif")
"""


class Named:
    """A path of a class of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __fspath__(self) -> str:
        return self.name


any_path = pytest.mark.parametrize("path_of", [str, Path, Named])


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, text: str = FRONT + PAIR) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def names(folder: str, **options: Any) -> list[str]:
    return list(sxskit.find_documents(folder, **options))


# Paths.


@any_path
def test_documents_and_catalogs_are_read_and_written_at_any_path(
    path_of: Callable[[str], str | os.PathLike[str]],
) -> None:
    put("docs/a.md")
    document = sxskit.read_document(path_of("docs/a.md"))
    assert document == sxskit.parse(FRONT + PAIR)
    assert sxskit.write_document(path_of("out/a.md"), document)
    assert not sxskit.write_document(path_of("out/a.md"), document)
    catalog = sxskit.extract({"docs/a.md": document})
    within = path_of("po")
    assert sxskit.write_catalog(path_of("po/a.po"), catalog, within=within)
    assert sxskit.read_catalog(path_of("po/a.po")).entries == catalog.entries


@any_path
def test_english_documents_are_read_at_any_path(
    path_of: Callable[[str], str | os.PathLike[str]],
) -> None:
    put("en/docs/a.md", "# The dome\n")
    sources = sxskit.English(path_of("en"))
    assert sources == sxskit.English(Path("en"))
    assert sources.text(path_of("docs/a.md")) == "# The dome\n"
    assert sources.current(path_of("docs/b.md")) is None


@any_path
def test_a_path_that_cannot_be_read_is_an_error_with_its_name(
    path_of: Callable[[str], str | os.PathLike[str]],
) -> None:
    reads = (sxskit.read_document, sxskit.read_catalog, sxskit.read_baseline, sxskit.read_settings)
    for read in reads:
        with pytest.raises(sxskit.FileError, match=r"^no/a\.po: no such file or directory$"):
            read(path_of("no/a.po"))


# The documents of a folder.


def test_find_documents_gives_names_and_paths_in_order() -> None:
    for name in ("docs/b.md", "docs/a.md", "docs/deep/c.md", "docs/d.txt", "docs/.hidden/e.md"):
        put(name)
    assert sxskit.find_documents("docs") == {
        "docs/a.md": Path("docs/a.md"),
        "docs/b.md": Path("docs/b.md"),
        "docs/deep/c.md": Path("docs/deep/c.md"),
    }
    assert names("docs") == ["docs/a.md", "docs/b.md", "docs/deep/c.md"]
    assert names("docs", root="docs") == ["a.md", "b.md", "deep/c.md"]
    assert names("docs/b.md") == ["docs/b.md"]


def test_find_documents_selects_by_patterns() -> None:
    for name in ("a.md", "draft-b.md", "deep/c.md", "deep/draft-d.md"):
        put(f"docs/{name}")
    assert names("docs", exclude="draft-*") == ["docs/a.md", "docs/deep/c.md"]
    assert names("docs", exclude=["draft-*", "deep/"]) == ["docs/a.md"]
    assert names("docs", include="docs/deep") == ["docs/deep/c.md", "docs/deep/draft-d.md"]
    assert names("docs", include=["a.md", "c.md"]) == ["docs/a.md", "docs/deep/c.md"]


def test_find_documents_leaves_out_what_git_ignores() -> None:
    Path(".git").mkdir()
    put(".gitignore", "build/\n")
    put("docs/a.md")
    put("docs/build/b.md")
    assert names("docs") == ["docs/a.md"]
    assert names("docs", gitignore=False) == ["docs/a.md", "docs/build/b.md"]


def test_find_documents_since_a_revision() -> None:
    def git(*arguments: str) -> None:
        own = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *own, *arguments], check=True, capture_output=True)

    put("docs/a.md")
    put("docs/b.md")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Documents")
    put("docs/b.md", FRONT)
    put("docs/c.md")
    assert names("docs", since="HEAD") == ["docs/b.md", "docs/c.md"]
    with pytest.raises(sxskit.FileError, match="no-such"):
        names("docs", since="no-such")


def test_find_documents_names_what_cannot_be_taken() -> None:
    put("docs/a.md")
    with pytest.raises(sxskit.FileError, match=r"^no: no such file or directory$"):
        names("no")
    put("other/b.md")
    with pytest.raises(sxskit.FileError, match=r"^docs/a\.md: outside other: give --root docs"):
        names("docs", root="other")
    errors: list[sxskit.FileError] = []
    assert sxskit.find_documents("no", onerror=errors.append) == {}
    assert [str(error) for error in errors] == ["no: no such file or directory"]


# What the commands do.


LOW = (
    '\n<span data-ttu-id="7758d-104">Луна 1</span>'
    '<span class="sxs-lookup"><span data-stu-id="7758d-104">Moon 1</span></span>\n'
)


def with_targets(text: str, *targets: str) -> tuple[sxskit.Document, sxskit.Catalog]:
    """A document, and its catalog with other targets."""
    document = sxskit.parse(text)
    catalog = sxskit.extract({"a.md": sxskit.parse(text.replace("MT", "HT"))})
    entries = [
        replace(entry, target=target)
        for entry, target in zip(catalog.entries, targets, strict=True)
    ]
    return document, replace(catalog, entries=tuple(entries))


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (("Купол неба", "Луна 1"), []),
        (("Купол неба", "Луна 2"), ["a.md:8:31: number"]),
        (("Купол неба", "Луна\n2"), ["a.md:8:31: line-break", "a.md:8:31: number"]),
        (("Купол  неба", "Луна"), ["a.md:6:33: doubled-space", "a.md:8:31: number"]),
        (("Купол\n\nнеба", "Луна 1"), ["a.md:6:33: doubled-space", "a.md:6: unsafe-target"]),
    ],
)
def test_check_catalog_finds_what_merging_would_bring_where_the_document_is(
    targets: tuple[str, str], expected: list[str]
) -> None:
    document, catalog = with_targets(FRONT + PAIR + LOW, *targets)
    checked = sxskit.check_catalog(document, "a.md", catalog)
    assert [": ".join(str(each).split(": ")[:2]) for each in checked.findings] == expected
    assert checked.document == sxskit.merge(document, "a.md", catalog).document
    put("a.md", FRONT + PAIR + LOW)
    sxskit.write_catalog("a.po", catalog)
    lines = "".join(f"{each}\n" for each in checked.findings)
    assert sxs("check", "a.md", "-c", "a.po").out.decode() == lines


def test_check_catalog_takes_codes_states_and_the_english_document() -> None:
    document, catalog = with_targets(FRONT + PAIR + LOW, "Купол неба", "Луна 2")
    review = [replace(each, state=sxskit.State.REVIEW) for each in catalog.entries]
    title = sxskit.Entry(sxskit.Key("a.md", "title"), "The dome", "Наш купол", sxskit.State.DONE)
    catalog = replace(catalog, entries=(*review, title))

    def found(**options: Any) -> list[str]:
        checked = sxskit.check_catalog(document, "a.md", catalog, **options)
        return [each.code for each in checked.findings]

    assert found() == ["doubled-space", "needs-review", "needs-review"]
    assert found(codes="needs-review") == ["needs-review", "needs-review"]
    assert found(accept=tuple(sxskit.State)) == ["number"]
    assert found(codes="stale", english="---\ntitle: The moon\n---\n") == ["stale"]
    assert found(codes="stale", english="---\ntitle: The dome\n---\n") == []
    assert found(codes="wrong-language", language="de-DE") == ["wrong-language"]
    with pytest.raises(ValueError, match="unknown code 'linkk': did you mean 'link'"):
        found(codes="linkk")


def test_documents_are_compared_in_one_call() -> None:
    documents = {f"{name}.md": sxskit.parse(FRONT + PAIR) for name in "ab"}
    documents["c.md"] = sxskit.parse(FRONT + PAIR.replace("Купол  неба", "Купол"))
    [finding] = sxskit.inconsistent(documents)
    assert (finding.path, finding.code) == ("c.md", "inconsistent")


def test_repair_makes_frames_canonical_and_names_the_rest() -> None:
    repaired = sxskit.repair(sxskit.parse(FRONT + DAMAGED + HALF), "a.md")
    assert repaired.document.text == FRONT + PAIR + HALF
    assert [finding.code for finding in repaired.repaired] == ["repaired"]
    assert [finding.code for finding in repaired.findings] == ["unclosed-unit"]


def test_repair_leaves_a_whole_document_alone() -> None:
    for text in ("", "# Moon\n", FRONT + PAIR):
        document = sxskit.parse(text)
        assert sxskit.repair(document, "a.md") == sxskit.Repaired(document)


def test_count_is_what_the_command_counts() -> None:
    document = sxskit.parse(FRONT + PAIR)
    other = sxskit.parse(PAIR)
    findings = sxskit.check(document, "a.md")
    stats = sxskit.count({"a.md": document, "b.md": document, "c.md": other}, findings=findings)
    assert set(stats.languages) == {"ru-RU", ""}
    figures = stats.languages["ru-RU"]
    assert (figures.documents, figures.machine_units, figures.repetitions) == (2, 2, 1)
    assert stats.findings == {"doubled-space": 1}
    assert stats == sxskit.combine_stats(
        [
            sxskit.count({"a.md": document}, findings=findings),
            sxskit.count({"b": document}),
            sxskit.Stats.of(other),
        ]
    )
    assert sxskit.count({}) == sxskit.combine_stats([])


def test_count_compares_with_the_english() -> None:
    document = sxskit.parse(FRONT + PAIR)
    stats = sxskit.count({"a.md": document, "b.md": document}, english={"a.md": "# The dome\n"})
    assert stats.total.hashless_documents == 1
    assert stats.total.sourceless_documents == 1
    shown = loads(sxskit.format_stats(stats, "json", english=True))
    assert shown["total"]["hashless_documents"] == 1
    assert "without a hash" in sxskit.format_stats(stats, english=True)
    assert "without a hash" not in sxskit.format_stats(stats)


def test_a_baseline_in_a_file_knows_what_was_written() -> None:
    findings = sxskit.check(sxskit.parse(FRONT + PAIR + HALF), "a.md")
    assert len(findings) == 2
    assert sxskit.write_baseline("known.json", findings[:1])
    assert not sxskit.write_baseline("known.json", findings[:1])
    known = sxskit.read_baseline("known.json")
    assert known.new(findings) == findings[1:]
    others = known.others(documents=[], codes=[])
    assert sxskit.write_baseline("known.json", findings[1:], kept=others)
    assert sxskit.read_baseline("known.json").new(findings) == ()
    put("known.json", "[]")
    with pytest.raises(sxskit.FileError, match=r"^known\.json: not a baseline"):
        sxskit.read_baseline("known.json")


def test_settings_choose_what_check_looks_for() -> None:
    put("sxskit.toml", 'select = ["warning"]\nignore = "number"\n')
    path = sxskit.find_settings()
    assert path == Path("sxskit.toml")
    settings = sxskit.read_settings(path)
    warnings = {code for code, each in sxskit.CODES.items() if each.severity == "warning"}
    assert settings.codes == warnings - {"number"}
    document = sxskit.parse(FRONT + PAIR + HALF)
    assert [each.code for each in sxskit.check(document, "a.md", codes=settings.codes)] == [
        "doubled-space"
    ]


def test_without_settings_the_default_codes_are_looked_for() -> None:
    on_demand = {code for code, each in sxskit.CODES.items() if each.on_demand}
    assert sxskit.Settings().codes == sxskit.CODES.keys() - on_demand


# Names of codes and formats.


def test_check_takes_codes_one_by_one_in_groups_and_in_a_list() -> None:
    document = sxskit.parse(FRONT + PAIR + HALF)

    def found(codes: str | list[str]) -> list[str]:
        return [finding.code for finding in sxskit.check(document, "a.md", codes=codes)]

    assert found("doubled-space") == found(["doubled-space"]) == ["doubled-space"]
    assert found("error") == found(["error", "number"]) == ["unclosed-unit"]
    assert found("number, error,warning") == found("all") == found("default")
    assert found("") == found([]) == []


@pytest.mark.parametrize("text", [FRONT + PAIR, "# Moon\n", ""])
@pytest.mark.parametrize(
    ("codes", "hint"),
    [
        ("linkk", "unknown code 'linkk': did you mean 'link'?"),
        (
            ["doubled-space", "doubled-words"],
            "unknown code 'doubled-words': did you mean 'doubled-word'?",
        ),
        ({"errors"}, "unknown code 'errors': did you mean 'error'?"),
        (("moon",), "unknown code 'moon': use one of "),
    ],
)
def test_an_unknown_code_is_an_error_that_names_the_nearest(
    text: str, codes: str | Collection[str], hint: str
) -> None:
    with pytest.raises(ValueError, match="unknown code") as caught:
        sxskit.check(sxskit.parse(text), "a.md", codes=codes)
    assert str(caught.value).startswith(hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("xlif", "did you mean 'xliff'?"),
        ("PO", "use one of po, xliff, xliff2, tmx, jsonl, csv"),
        ("json", "did you mean 'jsonl'?"),
    ],
)
def test_an_unknown_format_is_an_error_that_names_the_nearest(name: str, hint: str) -> None:
    format: Any = name
    for call in (
        lambda: sxskit.dumps(sxskit.Catalog("en-US", "ru-RU"), format),
        lambda: sxskit.loads(b"", format),
    ):
        with pytest.raises(ValueError, match="unknown format") as caught:
            call()
        assert str(caught.value) == f"unknown format {name!r}: {hint}"
    format = "jsn"
    with pytest.raises(ValueError, match="unknown format 'jsn': did you mean 'json'"):
        sxskit.format_stats(sxskit.count({}), format)


# Names and types.


def test_help_shows_what_is_public() -> None:
    shown = pydoc.plain(pydoc.render_doc(sxskit))
    for name in sxskit.__all__:
        assert name in shown or name == "__version__"
    assert sxskit.__version__ in shown
    assert "import_module" not in shown
    for call in ("check(document: 'Document'", "find_documents(folder: 'AnyPath'", "class Entry("):
        assert call in shown


def test_the_names_that_a_shell_offers_are_the_public_ones() -> None:
    offered = [name for name in dir(sxskit) if not name.startswith("__")]
    assert offered == [name for name in sxskit.__all__ if not name.startswith("__")]
    with pytest.raises(AttributeError, match="has no attribute 'paarse'"):
        getattr(sxskit, "paarse")  # noqa: B009


def test_the_examples_for_type_checkers_run() -> None:
    path = put("docs/a.md")
    put("docs/draft-b.md")
    documents = typing_examples.select_and_read("docs")
    assert list(documents) == ["a.md"]
    catalog = typing_examples.extract_and_write(documents, ".")
    done = typing_examples.edit_with_polib(catalog)
    assert [entry.state for entry in done.entries] == ["done"]
    typing_examples.merge_and_write(path, "a.md", done)
    assert typing_examples.check_with(documents["a.md"], "a.md", done) == documents["a.md"]
    report = loads(typing_examples.check_and_report(documents["a.md"], "a.md", "known.json"))
    assert report["runs"][0]["results"] == []  # all that is found has become the baseline
    assert len(loads(Path("known.json").read_bytes())["findings"]) == 1
    assert typing_examples.repair(documents["a.md"], "a.md") == documents["a.md"]
    assert typing_examples.carry_on(done, documents)["The dome"].kind is sxskit.Kind.UNCHANGED
    assert loads(typing_examples.count(documents))["total"]["documents"] == 1
    assert typing_examples.english("docs", "a.md") == FRONT + PAIR


def checked(command: list[str], mistakes: Path) -> list[str]:
    """The lines of errors that a type checker finds in the examples and in the mistakes."""
    arguments = [*command, EXAMPLES, str(mistakes)]
    ran = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False, text=True)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    return [line for line in ran.stdout.split("\n") if "error: " in line]


def placed(errors: list[str]) -> list[str]:
    """The file and line of each error."""
    places = [error.strip().split(" ")[0].split(":") for error in errors]
    return [f"{Path(place[0]).name}:{place[1]}" for place in places]


WRONG = ["wrong.py:3", "wrong.py:4", "wrong.py:5", "wrong.py:6"]


@pytest.mark.slow
def test_mypy_accepts_the_examples_and_no_name_that_is_not_public() -> None:
    mistakes = put("wrong.py", MISTAKES).absolute()
    errors = checked([sys.executable, "-m", "mypy", "--strict"], mistakes)
    assert placed(errors) == WRONG
    assert 'has no attribute "paarse"' in errors[0]


@pytest.mark.slow
def test_pyright_accepts_the_examples_and_no_name_that_is_not_public() -> None:
    pyright = shutil.which("pyright")
    if (
        pyright is None
        or subprocess.run([pyright, "--version"], capture_output=True, check=False).returncode
    ):
        pytest.skip("pyright is not installed, or does not run")
    mistakes = put("wrong.py", MISTAKES).absolute()
    errors = checked([pyright, "--pythonpath", sys.executable], mistakes)
    assert placed(errors) == WRONG
    assert '"paarse" is not a known attribute' in errors[0]
