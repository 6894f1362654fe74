"""The documentation: every example prints what the page shows, and generated pages are complete.

`python scripts/doc_examples.py --write` renews the output in the pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.doc_examples import NOT_RUN, PAGES, ROOT, commands, renewed
from scripts.docs_pages import LIBRARY, pages

import sxskit
from sxskit.cli.main import COMMANDS
from tests.helpers.cli import posix

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_bytes().decode() for path in PAGES}
FENCE = re.compile(r"^ *(?P<fence>`{3,})(?P<language>\w+)(?P<options>[^\n`]*)\n", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What is run, and what is only shown.
RUN = {"console", "pycon", "sh"}
SHOWN = {"text", "html", "markdown", "toml", "yaml"}
PROGRAMS = ["pairs.py", "terms.py", "tsv.py", "translate.py", "with_polib.py"]


@posix
@pytest.mark.parametrize("page", TEXTS)
def test_the_examples_print_what_the_page_shows(page: str, tmp_path: Path) -> None:
    assert renewed(TEXTS[page], tmp_path) == TEXTS[page]


@pytest.mark.parametrize("page", TEXTS)
def test_every_block_is_run_or_is_no_command(page: str) -> None:
    for language, options, _ in BLOCK.findall(TEXTS[page]):
        assert language in RUN | SHOWN or (language == "python" and "title=" in options)
    assert len(BLOCK.findall(TEXTS[page])) == len(FENCE.findall(TEXTS[page]))


@pytest.mark.parametrize("page", TEXTS)
def test_every_program_is_run(page: str) -> None:
    programs = re.findall(r'^```python title="(.+)"$', TEXTS[page], re.MULTILINE)
    assert [name for name in programs if f"\n$ python {name}" not in TEXTS[page]] == []


def test_only_installation_is_not_run() -> None:
    skipped = {
        command
        for text in TEXTS.values()
        for language, _, body in BLOCK.findall(text)
        if language == "console"
        for command, _ in commands(body)
        if command.startswith(NOT_RUN)
    }
    assert skipped == {"pip install .", "pip install ./sxskit"}


def test_tool_authors_have_five_programs() -> None:
    page = TEXTS["docs/jobs/tool-authors.md"]
    assert re.findall(r'^```python title="(.+)"$', page, re.MULTILINE) == PROGRAMS


def test_the_states_in_tools_for_translators_are_the_tested_ones() -> None:
    rows = re.findall(
        r"^\| .* \| (?:new|review|done) \|$", TEXTS["docs/jobs/translators.md"], re.MULTILINE
    )
    tested = re.sub(r" \(\d\) \|", " |", TEXTS["docs/tools.md"])
    assert len(rows) > 20
    assert [row for row in rows if f"\n{row} " not in tested] == []


def test_the_pages_that_the_code_cites_are_there() -> None:
    sources = [path.read_bytes().decode() for path in (ROOT / "src").rglob("*.py")]
    cited = {page for text in sources for page in re.findall(r"[\w/.-]+\.md\b", text)}
    pages = {page for page in cited if page.startswith("docs/reference/")}
    names = ("catalogs", "documents", "memories")
    assert pages == {f"docs/reference/{name}.md" for name in names} & TEXTS.keys()
    assert not {page for page in cited if re.fullmatch("[A-Z]+\\.md", page)}


EXAMPLE = """```python title="a.py"
print(1 + 1)
```

```console
$ python a.py
3
$ ls
...
b.py
```

```pycon
>>> 1 + 1
3
>>> "a"
'a'
```
"""


@posix
def test_an_example_that_prints_something_else_is_renewed(tmp_path: Path) -> None:
    now = renewed(EXAMPLE, tmp_path)
    assert now == EXAMPLE.replace("3\n", "2\n").replace("...\nb.py", "a.py")
    assert (tmp_path / "work" / "a.py").read_bytes() == b"print(1 + 1)\n"


@posix
def test_lines_that_are_left_out_match_any(tmp_path: Path) -> None:
    shown = "```console\n$ seq 4\n1\n...\n4\n```\n"
    assert renewed(shown, tmp_path) == shown


def test_the_library_reference_has_every_public_name() -> None:
    named = [name for names in LIBRARY.values() for name in names]
    assert sorted([*named, "__version__"]) == sxskit.__all__


def test_generated_pages_are_complete() -> None:
    made = pages()
    for name in COMMANDS:
        assert f"\n## sxs {name}\n" in made["reference/commands.md"]
    library = made["reference/library.md"]
    assert re.findall(r"^### (\w+)$", library, re.MULTILINE) == [
        name for names in LIBRARY.values() for name in names
    ]
    assert "\n>>> " in library
    for code in sxskit.CODES:
        page = made[f"reference/codes/{code}.md"]
        found, _, others = page.partition("\n## Found\n")[2].partition("\n## Not found\n")
        not_found = others.partition("\n## Cure\n")[0]
        assert f": {code}: " in found
        assert f": {code}: " not in not_found
        assert f"[`{code}`]({code}.md)" in made["reference/codes/index.md"]


def test_every_doctest_of_the_library_reference_is_in_a_block() -> None:
    outside = re.sub(r"^```.*?^```$", "", pages()["reference/library.md"], flags=re.M | re.S)
    assert ">>>" not in outside
