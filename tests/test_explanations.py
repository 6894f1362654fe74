"""Explanations of the finding codes: every example is run, and `sxs codes` shows them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from sxskit import CODES, Example, Explanation, explain
from tests.helpers.cli import Run, put, sxs


def run(example: Example) -> str:
    """What the command of an example reports."""
    for name, text in example.files.items():
        put(name, text.encode())
    name, *arguments = shlex.split(example.command)
    assert name == "sxs"
    ran = sxs(*arguments)
    assert ran.code in (0, 1), ran
    assert b" documents" in ran.err or b" document," in ran.err, ran
    return ran.out.decode() + ran.err.decode()


@pytest.mark.parametrize("code", CODES)
def test_the_example_has_the_finding(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f": {code}: " in run(explain(code).found)


@pytest.mark.parametrize("code", CODES)
def test_the_other_example_does_not_have_it(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f": {code}: " not in run(explain(code).not_found)


@pytest.mark.parametrize("code", CODES)
def test_the_two_examples_run_the_same_command(code: str) -> None:
    explanation = explain(code)
    assert explanation.found.command == explanation.not_found.command
    assert explanation.found.files != explanation.not_found.files


def texts(explanation: Explanation) -> list[str]:
    return [explanation.why, explanation.cure, explanation.ignore]


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_is_sentences(code: str) -> None:
    assert all(re.fullmatch(r"(?:[A-Z`].*\.)", text) for text in texts(explain(code)))


def test_an_unknown_code_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(ValueError, match=r"^unknown code 'links': did you mean 'link'"):
        explain("links")
    with pytest.raises(ValueError, match=r"^unknown code 'xyzzy': `sxs codes` lists all codes$"):
        explain("xyzzy")


def lines(ran: Run) -> list[str]:
    assert (ran.code, ran.err) == (0, b"")
    return ran.out.decode().split("\n")


def test_codes_lists_every_code() -> None:
    rows = [re.split(" {2,}", line, maxsplit=2) for line in lines(sxs("codes"))[:-1]]
    assert rows == [
        [name, code.severity + ", on demand" * code.on_demand, code.meaning]
        for name, code in CODES.items()
    ]


def test_codes_explains_the_codes_that_are_named() -> None:
    shown = lines(sxs("codes", "pipe", "length"))
    assert [line for line in shown if line and line[0] != " "] == [
        *("pipe (error)", "Why", "Found", "Not found", "Cure", "When to ignore it"),
        *("length (info, on demand)", "Why", "Found", "Not found", "Cure", "When to ignore it"),
    ]
    assert r"  Write it `\|`." in shown
    assert "  target: Да" in shown
    assert max(map(len, shown)) <= 80


def test_codes_shows_the_files_of_an_example() -> None:
    shown = lines(sxs("codes", "needs-review"))
    assert "  $ sxs merge docs -c po -o out" in shown
    assert [line for line in shown if line.startswith("  # ")] == [
        "  # docs/a.md",
        "  # po/docs/a.md.po",
    ] * 2


@pytest.mark.parametrize(
    ("code", "near"), [("Stale", "'stale'"), ("line_break", "'line-break'"), ("boo", "lists all")]
)
def test_an_unknown_code_is_wrong_usage(code: str, near: str) -> None:
    ran = sxs("codes", "link", code)
    assert (ran.code, ran.out) == (2, b"")
    assert f"unknown code '{code}'" in ran.err.decode()
    assert near in ran.err.decode()
