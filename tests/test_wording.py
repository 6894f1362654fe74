"""Plain technical English: phrases that a technical writer would not print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sxskit"
# Each phrase with what to write instead.
PHRASES = {
    r"c[ao]mes? of(?! (?:age|course))": "result, cause",
    r"stands? (?:twice|in|under|before|behind|there|already|alone|first|between)": "is, occurs",
    r"(?<!there )(?:is|are|was|were) no(?! (?:longer|more)\b)": "is not, must be",
    r"says|said|saying|said to be": "reports, states, contains",
    r"has (?:'[^'\n]+'|`[^`\n]+`|\{[^}\n]+\}) for": "has X instead of Y",
    r"ha(?:s|ve) not(?=[.,;:)])": "does not have",
    r"heed(?:s|ed)?": "apply, follow",
    r"by chance|for ever|at hand": "(omit it)",
    r"(?:as )?hardly ever": "rarely",
    r"mend(?:s|ed|ing)?": "repair, fix",
    r"anew": "again",
    r"be it": "or, even if",
    r"ha(?:s|ve) (?:its|their|a) turn": "is processed",
    r"hand(?:s|ed)? (?:it|them) on": "return, pass",
    r"(?:is|are|was|were) behind|behind (?:it|its|a|an|the|them|which)": "after",
    r"whoever|whatever (?:is|fails)|what is meant|are meant": "(name it)",
    r"tells? of|tell(?:s|ing)? apart": "shows, distinguishes",
    r"unless they say|so many": "(rephrase)",
    r"(?:do|does|doing) without(?! (?:a|an|the)\b)": "omit",
    r"(?:colour|behaviour|neighbour|recognis|normalis|catalogue)\w*": "American spelling",
}
FORBIDDEN = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
# Output of commands and texts of the program are those of src.
OUTPUT = re.compile(r"^ *```.*?^ *```$|^\| `[a-z-]+` \| (?:error|warning|info)[^\n]*$", re.M | re.S)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
# Modules that still contain such phrases. Remove those that are clean; add none.
UNCLEAN = frozenset(
    [
        "_version.py",
        "catalog.py",
        "checks/consistency.py",
        "checks/documents.py",
        "checks/frames.py",
        "checks/outdated.py",
        "checks/pairs.py",
        "checks/placement.py",
        "checks/translation/characters.py",
        "checks/translation/marks.py",
        "checks/translation/markup.py",
        "checks/translation/messages.py",
        "checks/translation/number_formats.py",
        "checks/translation/number_words.py",
        "checks/translation/numbers.py",
        "checks/translation/rules.py",
        "checks/translation/screen.py",
        "checks/translation/wording.py",
        "cli/commands/check.py",
        "cli/commands/merge.py",
        "cli/commands/repair.py",
        "cli/findings_output.py",
        "cli/inputs.py",
        "cli/main.py",
        "cli/options.py",
        "cli/parameters.py",
        "cli/session.py",
        "dialect/anchors.py",
        "dialect/document.py",
        "dialect/edges.py",
        "dialect/escapes.py",
        "dialect/freshness.py",
        "dialect/surroundings.py",
        "errors.py",
        "exchange/extract.py",
        "exchange/keeping.py",
        "exchange/provenance.py",
        "findings.py",
        "formats/_codes.py",
        "formats/_po_syntax.py",
        "formats/_references.py",
        "formats/_remarks.py",
        "formats/_tool_states.py",
        "formats/_xml.py",
        "formats/_xml_states.py",
        "formats/csv.py",
        "formats/jsonl.py",
        "formats/po.py",
        "formats/tmx.py",
        "formats/xliff.py",
        "formats/xliff2.py",
        "frontmatter/block.py",
        "frontmatter/nodes.py",
        "frontmatter/spellings.py",
        "languages/conventions.py",
        "languages/tags.py",
        "markdown/blocks.py",
        "markdown/codes.py",
        "markdown/syntax.py",
        "reports/__init__.py",
        "reports/baseline.py",
        "running/batch.py",
        "running/cache.py",
        "running/task.py",
        "running/workers.py",
        "stats/figures.py",
        "stats/tables.py",
        "storage/catalogs.py",
        "storage/files.py",
        "storage/finding.py",
        "storage/git.py",
        "storage/selection.py",
        "storage/settings.py",
    ]
)


def phrases(text: str) -> list[str]:
    """The phrases in a text, each with its line."""
    return [
        f"line {text.count(chr(10), 0, match.start()) + 1}: {match[0]!r}"
        for match in FORBIDDEN.finditer(text)
    ]


def blanked(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_pages_are_plain_english(page: Path) -> None:
    text = OUTPUT.sub(blanked, page.read_bytes().decode())
    assert phrases(text) == []


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_plain_english(module: str) -> None:
    found = phrases(MODULES[module].read_bytes().decode())
    if module in UNCLEAN:
        assert found, f"{module} is clean: remove it from UNCLEAN"
    else:
        assert found == []


def test_the_list_of_modules_names_no_other_files() -> None:
    assert MODULES.keys() >= UNCLEAN


@pytest.mark.parametrize(
    "text",
    [
        "What came of it",
        "docs/a.md#7758d-103 stands twice",
        "'line' is no whole number",
        "what the README says",
        "has `moon` for `Moon`",
        "in a script that its language has not.",
        "Heed no .gitignore files.",
        "as hardly ever",
        "invalid YAML: mend it first",
        "write it anew",
    ],
)
def test_each_of_these_is_found(text: str) -> None:
    assert len(phrases(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "there is no English document",
        "is no longer valid",
        "stands for any lines",
        "standard input",
    ],
)
def test_ordinary_english_is_not(text: str) -> None:
    assert phrases(text) == []
