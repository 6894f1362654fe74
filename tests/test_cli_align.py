"""``sxs align`` as a user meets it: pages in, side-by-side documents out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.cli import Run, put, sxs, tree
from tests.helpers.git import alone, git

ENGLISH = b"# Sky\n\nThe sky is blue. It rains.\n\nRun `look`.\n"
PAGE = "# Небо\n\nНебо синее. Идёт дождь.\n\nЗапустите `look`.\n".encode()
CHANGED = PAGE.replace(b"`look`", b"`watch`")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SXSKIT_CACHE_DIR", str(tmp_path / "cache"))


def align(*options: str) -> Run:
    return sxs("align", "en", "ru", "-o", "sxs", "--language", "ru-RU", *options)


def put_pages(page: bytes = PAGE, name: str = "docs/a.md") -> None:
    put(f"en/{name}", ENGLISH)
    put(f"ru/{name}", page)


def codes(run: Run) -> list[str]:
    return [line.split(": ")[1] for line in run.out.decode().split("\n")[:-1]]


def test_documents_are_written_below_out_and_strip_restores_the_pages() -> None:
    for name in ("docs/a.md", "b.mdx", "c.markdown"):
        put_pages(name=name)
    run = align()
    assert (run.code, run.out) == (0, b"")
    assert b"3 documents, 12 units: 3 written, 0 unchanged, 12 paired, 0 unsure" in run.err
    assert sxs("strip", "sxs", "--root", "sxs", "-o", "plain").code == 0
    assert tree("plain") == tree("ru")


def test_a_second_run_writes_nothing() -> None:
    put_pages()
    assert align().code == 0
    assert b"0 written, 1 unchanged, 4 paired" in align().err
    assert b"0 written, 1 unchanged, 4 paired" in align("--no-cache", "-j", "2").err


def test_an_unsure_pair_stays_verbatim_and_is_reported_with_both_lines() -> None:
    put_pages(CHANGED)
    run = align()
    assert run.code == 1
    assert codes(run) == ["unsure-pair"]
    assert run.out.startswith(b"docs/a.md:5: unsure-pair: ")
    assert b"English line 5" in run.out
    assert "\n\nЗапустите `watch`.\n".encode() in tree("sxs")["docs/a.md"]


def test_what_has_no_counterpart_is_reported() -> None:
    put_pages(PAGE + "\nЗаметка.\n".encode())
    assert codes(align()) == ["unpaired-target"]
    put_pages(PAGE[: PAGE.index("\n\nЗап".encode())])
    assert codes(align()) == ["unpaired-source"]


def test_a_page_without_english_is_named_and_not_written() -> None:
    put_pages()
    put("ru/new.md", PAGE)
    run = align()
    assert codes(run) == ["no-source"]
    assert b"1 without English" in run.err
    assert sorted(tree("sxs")) == ["docs/a.md"]


def test_a_page_with_pairs_is_refused_with_one_line() -> None:
    put_pages()
    assert align().code == 0
    run = sxs("align", "en", "sxs", "-o", "again", "--language", "ru-RU")
    assert run.code == 1
    assert run.err.startswith(b"docs/a.md: the page contains pairs already")


def lines(path: str = "pairs.jsonl") -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def test_the_list_names_every_pair_and_takes_what_a_person_fixed() -> None:
    put_pages(CHANGED)
    align("--pairs", "pairs.jsonl")
    assert [line["state"] for line in lines()] == ["written", "written", "written", "unsure"]
    data = Path("pairs.jsonl").read_bytes()
    put("pairs.jsonl", data.replace(b'"unsure"', b'"fixed"'))
    run = align("--pairs", "pairs.jsonl")
    assert (run.code, codes(run)) == (0, [])
    assert "Запустите `watch`.</span>".encode() in tree("sxs")["docs/a.md"]
    assert lines()[-1]["state"] == "fixed"
    before = tree()
    assert align("--pairs", "pairs.jsonl").code == 0
    assert {name: tree()[name] for name in ("pairs.jsonl", "sxs/docs/a.md")} == {
        name: before[name] for name in ("pairs.jsonl", "sxs/docs/a.md")
    }


def test_a_person_joins_splits_and_drops_pairs() -> None:
    put_pages()
    align("--pairs", "pairs.jsonl")
    listed = lines()
    joined = listed[1] | {
        "state": "fixed",
        "source": "The sky is blue. It rains.",
        "target": "Небо синее. Идёт дождь.",
    }
    fixed = [joined, listed[0] | {"state": "dropped"}]
    put("pairs.jsonl", "".join(json.dumps(each) + "\n" for each in fixed).encode())
    assert align("--pairs", "pairs.jsonl").code == 0
    document = tree("sxs")["docs/a.md"].decode()
    assert document.startswith("# Небо\n")
    assert ">Небо синее. Идёт дождь.</span>" in document


def test_a_fix_that_the_page_does_not_contain_stays_in_the_list() -> None:
    put_pages()
    fix = {"path": "docs/a.md", "state": "fixed", "source": "Moon", "target": "Луна"}
    put("pairs.jsonl", json.dumps(fix).encode())
    run = align("--pairs", "pairs.jsonl")
    assert codes(run) == ["unknown-entry"]
    assert lines()[-1]["target"] == "Луна"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{}\n", "pairs.jsonl:1: 'path' must be a string\n"),
        (b"\n[1]\n", "pairs.jsonl:2: must be a JSON object\n"),
        (b'{"path": "a", "source": "", "target": "", "state": "x"}', "pairs.jsonl:1: 'state' must"),
    ],
)
def test_a_damaged_list_is_refused_and_stays(data: bytes, what: str) -> None:
    put_pages()
    put("pairs.jsonl", data)
    assert align("--pairs", "pairs.jsonl").refusal.startswith(what)
    assert Path("pairs.jsonl").read_bytes() == data


def test_all_writes_unsure_pairs_and_needs_the_list() -> None:
    put_pages(CHANGED)
    assert align("--all").code == 2
    assert align("--all", "--pairs", "pairs.jsonl").code == 0
    assert "Запустите `watch`.</span>".encode() in tree("sxs")["docs/a.md"]


def test_extract_makes_unsure_pairs_entries_to_review() -> None:
    put_pages(CHANGED)
    align("--all", "--pairs", "pairs.jsonl")
    run = sxs("extract", "sxs", "-o", "all.po", "--language", "ru-RU", "--pairs", "pairs.jsonl")
    assert run.code == 0
    fuzzy = [part for part in tree()["all.po"].split(b"\n\n") if b"#, fuzzy" in part]
    assert len(fuzzy) == 1
    assert b"Run `look`." in fuzzy[0]
    put("pairs.jsonl", b"x")
    again = sxs("extract", "sxs", "-o", "all.po", "--pairs", "pairs.jsonl")
    assert again.refusal == "pairs.jsonl:1: not JSON\n"


def test_commands_take_documents_without_a_language() -> None:
    put_pages()
    align()
    assert b"no-front-matter" in sxs("check", "sxs").out
    assert sxs("check", "sxs", "--language", "ru-RU").out == b""
    put("sxskit.toml", b'language = "ru-RU"\n')
    assert sxs("check", "sxs").out == b""
    sxs("extract", "sxs", "-o", "all.po")
    assert b"Language: ru\\n" in tree()["all.po"] or b"Language: ru_RU\\n" in tree()["all.po"]


@pytest.mark.parametrize(
    ("english", "page", "map_"),
    [
        ("docs/a.md", "docs/a.ru.md", "{path}.md={path}.{lang}.md"),
        ("docs/a.md", "i18n/ru/docs/a.md", "docs/{path}=i18n/{lang}/docs/{path}"),
        ("content/en/a.md", "content/ru-ru/a.md", "content/{lang}/{path}=content/{lang}/{path}"),
    ],
)
def test_pages_have_other_paths_than_their_english(english: str, page: str, map_: str) -> None:
    put(f"site/{english}", ENGLISH)
    put(f"site/{page}", PAGE)
    run = sxs("align", "site", "site", "-o", "sxs", "--language", "ru-RU", "--map", map_)
    assert run.code == 0, run
    assert sorted(tree("sxs")) == [page]


def test_two_files_are_aligned_to_standard_output() -> None:
    put_pages()
    run = sxs("align", "en/docs/a.md", "ru/docs/a.md", "-o", "-", "--language", "ru-RU")
    assert run.code == 0
    assert run.out.count(b"data-ttu-id") == 4


def test_nothing_is_written_in_a_preview() -> None:
    put_pages()
    assert b"would write sxs/docs/a.md" in align("--dry-run").out
    assert align("--diff").out.count(b"data-ttu-id") == 4
    assert not Path("sxs").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("en", "-o", "sxs"),
        ("en", "ru", "-o", "ru"),
        ("en", "ru", "-o", "-"),
        ("en", "gone", "-o", "sxs"),
        ("en", "ru", "-o", "sxs", "--map", "{path}"),
        ("en", "ru", "-o", "sxs", "--map", "{path}={lang}/{path}"),
        ("en", "ru", "-o", "sxs", "--english-key", "x"),
    ],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...]) -> None:
    put_pages()
    before = tree()
    assert sxs("align", *arguments).code == 2
    assert tree() == before


def test_a_paragraph_is_a_pair_where_that_is_asked_for() -> None:
    put_pages()
    align("--segment", "paragraph")
    document = tree("sxs")["docs/a.md"].decode()
    assert ">Небо синее. Идёт дождь.</span>" in document
    assert "-p101" in document


def test_escaped_asterisks_are_those_that_strip_removes() -> None:
    put("en/a.md", b"All *.md files\n")
    put("ru/a.md", "Все файлы *.md\n".encode())
    align("--escape")
    assert tree("sxs")["a.md"].count(b"\\*.md") == 2
    sxs("strip", "sxs", "--root", "sxs", "-o", "plain", "--unescape", "--english", "en")
    assert tree("plain") == tree("ru")


def test_the_configuration_names_languages_by_folder() -> None:
    put("site/a/ru/x.md", PAGE)
    put("site/a/fr/x.md", b"# Ciel\n\nLe ciel est bleu. Il pleut.\n\nLancez `look`.\n")
    for name in ("ru", "fr"):
        put(f"en/a/{name}/x.md", ENGLISH)
    put("sxskit.toml", b'[language]\n"site/a/ru" = "ru"\n"site" = "fr-FR"\n')
    assert sxs("align", "en", "site", "-o", "sxs").code == 0
    ids = {name: data[data.index(b"ttu-id") :][8:13] for name, data in tree("sxs").items()}
    for name, language in (("a/ru/x.md", "ru"), ("a/fr/x.md", "fr-FR")):
        sxs("align", "en", "site", "-o", "one", "--language", language)
        assert ids[name] in tree("one")[name]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A clone whose page has changed since a commit, and the short id of that commit."""
    alone(tmp_path, monkeypatch)
    git("init", "--quiet", "--initial-branch", "main", "clone")
    put("clone/en/a.md", ENGLISH)
    git("-C", "clone", "add", "--all")
    git("-C", "clone", "commit", "--quiet", "--message", "Sky")
    first = git("-C", "clone", "rev-parse", "--short", "HEAD")
    put("clone/en/a.md", ENGLISH.replace(b"`look`", b"`watch`"))
    git("-C", "clone", "commit", "--quiet", "--all", "--message", "Watch")
    return first


@pytest.mark.parametrize(
    ("front_matter", "how"),
    [
        ("---\ndefault_lang_commit: {} # patched\n---\n", "1 by default_lang_commit"),
        ("---\nl10n:\n  sourceCommit: {}\n---\n", "1 by l10n.sourceCommit"),
        ("+++\nsource_commit = '{}'\n+++\n", "1 by source_commit"),
    ],
)
def test_the_version_that_a_page_names_is_taken_from_a_clone(
    clone: str, front_matter: str, how: str
) -> None:
    put("ru/a.md", front_matter.format(clone).encode() + PAGE)
    run = sxs("align", "ru", "-o", "sxs", "--language", "ru-RU", "--english-git", "clone/en")
    assert (run.code, run.out) == (0, b"")
    assert f"English: {how}".encode() in run.err


@pytest.mark.usefixtures("clone")
def test_a_page_that_names_no_version_gets_the_one_that_fits_better() -> None:
    put("ru/a.md", PAGE)
    run = sxs("align", "ru", "-o", "sxs", "--language", "ru-RU", "--english-git", "clone/en")
    assert b"English: 1 newest" in run.err
    assert codes(run) == ["unsure-pair"]
