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
    r"(?:colour|behaviour|neighbour|favour|recognis|normalis|serialis)\w*": "-or, -iz",
    r"catalogues?|centred?|labelled|grey|whilst|amongst": "American spelling",
    r"but for|so much further|to say the least": "except",
    r"makes? nothing of|has its own way": "(name it)",
    r"takes? (?:it|them|\w+ \w+) away|is taken away|put(?:s)? back": "remove, restore",
    r"goes on|go on with": "continue",
    r"can(?:not)? be told|is told": "unknown, known",
    r"the very \w+": "(omit it)",
}
FORBIDDEN = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}


def phrases(text: str) -> list[str]:
    """The phrases in a text, each with its line."""
    return [
        f"line {text.count(chr(10), 0, match.start()) + 1}: {match[0]!r}"
        for match in FORBIDDEN.finditer(text)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_pages_are_plain_english(page: Path) -> None:
    assert phrases(page.read_bytes().decode()) == []


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_plain_english(module: str) -> None:
    assert phrases(MODULES[module].read_bytes().decode()) == []


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
        "all lines but for the last one",
        "the neighbours of a pair",
        "a blank is put back",
        "who has translated it cannot be told",
        "the very version that was translated",
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
