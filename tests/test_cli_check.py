"""``sxs check`` as a user meets it: what is found, which report says so, and the exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sxskit import CODES, check, read_document
from sxskit.reports import FORMATS, baseline
from tests.helpers.cli import (
    DOME,
    FIXTURES,
    FRONT,
    NAMES,
    OLD,
    PLAIN,
    Run,
    age,
    message,
    only_where_names_are_bytes,
    pair,
    po,
    posix,
    process,
    put,
    redirected,
    sxs,
    tree,
)

# A finding of each severity, and one that is looked for on demand alone.
SKY = f"""{FRONT}# {pair("7758d-103", "Небо", "The sky")}

{pair("7758d-104", "Смотрите [карту](chart.md).", "See the [chart](map.md).")}

{pair("7758d-105", "Две  звезды.", "Two stars.")}

{pair("7758d-106", "Ночь тиха", "The night is quiet.")}

{pair("7758d-107", "Звезда.", "A star")}
""".encode()
ERROR, WARNING, INFO, ON_DEMAND = "link", "doubled-space", "end-punctuation", "added-stop"
DEFAULTS = [ERROR, WARNING, INFO]
BAD = DOME + b"\xff"
UNREADABLE = "docs/bad.md:10: not UTF-8: byte 0xff: save it as UTF-8"
MACHINE_FORMATS = pytest.mark.parametrize("format", FORMATS)
EVERY_FORMAT = pytest.mark.parametrize("format", ["text", *FORMATS])


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder `docs` with a document that is clean, one that is not, and a page without pairs."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    put("docs/dome.md", DOME)
    put("docs/night/sky.md", SKY)
    put("docs/plain.md", PLAIN)


def codes(run: Run) -> list[str]:
    """The codes of the findings that were said, each of which is a line."""
    assert not run.out or run.out.endswith(b"\n"), run
    return [line.split(": ")[1] for line in run.out.decode().split("\n")[:-1]]


def places(run: Run) -> list[str]:
    """The document and the line of each finding."""
    lines = run.out.decode().split("\n")[:-1]
    return [":".join(line.split(": ")[0].split(":")[:2]) for line in lines]


def wrong_usage(*arguments: str) -> str:
    """What is said of arguments that make no sense, which change nothing."""
    before = tree()
    run = sxs("check", *arguments)
    assert (run.code, run.out) == (2, b""), run
    assert run.err.startswith(b"Usage: sxs check "), run
    assert tree() == before
    return run.err.decode()


def absent(name: str) -> bool:
    return not Path(name).exists()


# What is found


def test_a_clean_document_has_no_findings() -> None:
    run = sxs("check", "docs/dome.md")
    assert (run.code, run.out) == (0, b"")


def test_a_finding_is_a_line_with_document_line_code_and_message() -> None:
    run = sxs("check", "docs", "-q")
    assert (run.code, run.err) == (1, b"")
    assert places(run) == [f"docs/night/sky.md:{line}" for line in (9, 11, 13)]
    assert codes(run) == DEFAULTS
    assert run.out.startswith(b"docs/night/sky.md:9:31: link: 7758d-104: ")


def test_checking_changes_no_file() -> None:
    before = tree()
    sxs("check", "docs", "--select", "all")
    assert tree() == before


def test_findings_come_in_the_order_of_the_documents_however_they_are_named() -> None:
    put("docs/a.md", SKY)
    run = sxs("check", "docs", "--select", ERROR)
    assert places(run) == ["docs/a.md:9", "docs/night/sky.md:9"]
    again = sxs("check", "docs/night/sky.md", "docs", "./docs/a.md", "--select", ERROR)
    assert again.out == run.out


def test_a_page_without_pairs_in_a_folder_is_passed_over() -> None:
    put("docs/plain.md", b"---\ntitle: [\n---\n")
    assert b"plain" not in sxs("check", "docs").out


def test_a_page_without_pairs_that_is_named_is_no_failure() -> None:
    put("README.md", b"---\ntitle: Stargazer\n---\n# Stargazer\n")
    assert sxs("check", "docs/dome.md", "docs/plain.md", "README.md").code == 0


def test_a_folder_called_like_a_document_is_a_folder() -> None:
    put("sky.md/a.md", SKY)
    assert codes(sxs("check", "sky.md")) == DEFAULTS


@pytest.mark.parametrize("folder", ["empty", "pages"])
def test_a_folder_without_documents_is_one_line(folder: str) -> None:
    Path("empty").mkdir()
    put("pages/plain.md", PLAIN)
    assert sxs("check", folder).refusal.startswith(f"{folder}: no document")


def test_counts_go_to_standard_error() -> None:
    run = process("check", "docs")
    assert run.err.startswith(b"2 documents, 7 units: ")
    assert run.err.count(b"\n") == 1


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
def test_quiet_means_that_a_clean_run_says_nothing(quiet: str) -> None:
    assert process("check", "docs/dome.md", quiet) == Run(0, b"", b"")


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
def test_findings_and_errors_are_said_be_it_quiet(quiet: str) -> None:
    put("docs/bad.md", BAD)
    run = process("check", "docs", quiet)
    assert (codes(run), run.err.decode()) == (DEFAULTS, f"{UNREADABLE}\n")


# What is looked for


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("link", [ERROR]),
        ("doubled-space,link", [ERROR, WARNING]),
        (" link , doubled-space ,", [ERROR, WARNING]),
        ("link,link", [ERROR]),
        ("url", []),
        ("error", [ERROR]),
        ("warning", [WARNING]),
        ("info", [INFO, ON_DEMAND]),
        ("error,info", [ERROR, INFO, ON_DEMAND]),
        ("default", DEFAULTS),
        ("default,added-stop", [*DEFAULTS, ON_DEMAND]),
        ("added-stop", [ON_DEMAND]),
        ("all", [*DEFAULTS, ON_DEMAND]),
    ],
)
def test_select_names_what_is_looked_for(names: str, expected: list[str]) -> None:
    assert codes(sxs("check", "docs", "--select", names)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("link", [WARNING, INFO]),
        ("error,warning", [INFO]),
        ("url", DEFAULTS),
        ("added-stop", DEFAULTS),
        ("default", []),
        ("all", []),
    ],
)
def test_ignore_names_what_is_not_looked_for(names: str, expected: list[str]) -> None:
    assert codes(sxs("check", "docs", "--ignore", names)) == expected


def test_what_is_ignored_is_taken_from_what_is_selected() -> None:
    run = sxs("check", "docs", "--select", "all", "--ignore", "info,link")
    assert codes(run) == [WARNING]


@pytest.mark.parametrize(
    "options", [("--select", "link", "--ignore", "error"), ("--select", "")], ids=["both", "none"]
)
def test_looking_for_nothing_is_no_way_to_find_nothing(options: tuple[str, ...]) -> None:
    run = sxs("check", "docs", *options)
    assert (run.code, run.out) == (2, b"")
    assert b"no code is selected" in run.err


def test_every_code_may_be_named() -> None:
    run = sxs("check", "docs", "--select", ",".join(CODES))
    assert run.out == sxs("check", "docs", "--select", "all").out


def test_a_list_may_be_as_long_as_the_system_allows() -> None:
    assert codes(sxs("check", "docs", "--select", "link," * 20_000)) == [ERROR]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("names", "hint"),
    [
        ("lnk", "unknown code 'lnk': did you mean 'link'?"),
        ("link,doubled_space", "unknown code 'doubled_space': did you mean 'doubled-space'?"),
        ("errors", "unknown code 'errors': did you mean 'error'?"),
        ("LINK", "unknown code 'LINK': use one of all, default, error, warning, info or a code"),
        ("zzz", "unknown code 'zzz': use one of all, default, error, warning, info or a code"),
        ("li\nnk", r"unknown code 'li\nnk': did you mean 'link'?"),
    ],
)
def test_a_code_that_does_not_exist_is_wrong_usage_with_a_suggestion(
    option: str, names: str, hint: str
) -> None:
    said = wrong_usage("docs", option, names)
    assert said.endswith(f"Error: Invalid value for '{option}': {hint}\n")


def test_translations_that_differ_between_documents_are_found_where_they_are_asked_for() -> None:
    put("docs/a.md", f"{FRONT}{pair('7758d-103', 'Навес', 'The dome')}\n".encode())
    assert sxs("check", "docs/a.md", "docs/dome.md", "-q") == Run(0, b"", b"")
    run = sxs("check", "docs/a.md", "docs/dome.md", "--select", "inconsistent")
    assert (run.code, codes(run), places(run)) == (0, ["inconsistent"], ["docs/dome.md:7"])


# The exit code


@pytest.mark.parametrize(
    ("found", "failing"),
    [
        (ERROR, ["error", "warning", "info"]),
        (WARNING, ["warning", "info"]),
        (INFO, ["info"]),
        ("url", []),
    ],
)
@pytest.mark.parametrize("level", ["error", "warning", "info", "never"])
def test_the_exit_code_is_1_from_the_severity_that_fail_on_names(
    found: str, failing: list[str], level: str
) -> None:
    run = sxs("check", "docs", "--select", found, "--fail-on", level)
    assert run.code == (1 if level in failing else 0)
    assert codes(run) == ([] if found == "url" else [found])


@pytest.mark.parametrize(("found", "code"), [(ERROR, 1), (WARNING, 1), (INFO, 0)])
def test_the_exit_code_is_1_from_a_warning_on_without_being_asked(found: str, code: int) -> None:
    assert sxs("check", "docs", "--select", found).code == code


@EVERY_FORMAT
@pytest.mark.parametrize(("level", "code"), [("never", 0), ("error", 1)])
def test_the_exit_code_does_not_depend_on_the_report(format: str, level: str, code: int) -> None:
    arguments = ("check", "docs", "--fail-on", level, "--format", format)
    assert sxs(*arguments).code == code
    assert sxs(*arguments, "-o", "report").code == code


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("default", b"1 error, 1 warning, 1 info"),
        ("warning,info", b"no errors, 1 warning, 2 infos"),
        ("info", b"no errors, 2 infos"),
        ("link", b"1 error"),
        ("url", b"no findings"),
    ],
)
def test_the_summary_counts_findings_by_severity(selected: str, expected: bytes) -> None:
    run = sxs("check", "docs", "--select", selected)
    assert run.counts == b"2 documents, 7 units: " + expected


@pytest.mark.parametrize("level", ["error", "warning", "info", "never"])
def test_what_cannot_be_read_fails_whatever_the_severity(level: str) -> None:
    put("docs/bad.md", BAD)
    assert sxs("check", "docs/dome.md", "docs/bad.md", "--fail-on", level).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("docs", "--fail-on", "fatal"),
        ("docs", "--fail-on", ""),
        ("docs", "--format", "xml"),
        ("docs", "--formt", "json"),
        ("docs", "-o", ""),
        ("docs", "-c", ""),
        ("docs", "--baseline", ""),
        ("docs", "--config", ""),
        ("docs", "--root", "missing"),
        ("docs", "--root", "docs/dome.md"),
        ("docs", "--write-baseline"),
        ("-", "docs"),
        ("-", "--stdin-filename", "/etc/dome.md"),
        ("-", "--stdin-filename", "../dome.md"),
        ("-", "--stdin-filename", ""),
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_arguments_that_make_no_sense_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert wrong_usage(*arguments).count("Error: ") == 1


# Reports


def reported(format: str, *arguments: str) -> bytes:
    """A report from standard output; as a file, and on a second run, it has the same bytes.

    Unless the arguments name another severity, the annotations of GitHub are from infos on.
    """
    if format == "github" and "--fail-on" not in arguments:
        arguments = (*arguments, "--fail-on", "info")
    run = sxs("check", *arguments, "--format", format, "-q")
    again = sxs("check", *arguments, "--format", format, "-q", "-o", f"reports/{format}")
    assert (again.code, again.out, again.err) == (run.code, b"", run.err)
    assert Path(f"reports/{format}").read_bytes() == run.out
    shutil.rmtree("reports")
    return run.out


def read(format: str, report: bytes) -> list[tuple[str, int, str]]:
    """The document, line and code of every finding in a report."""
    match format:
        case "json":
            found = json.loads(report)["findings"]
            return [(each["document"], each["line"], each["code"]) for each in found]
        case "sarif":
            return [_read(result) for result in json.loads(report)["runs"][0]["results"]]
        case "github":
            lines = report.decode().split("\n")[:-1]
            found = [
                line.split("::", 2)[1]
                for line in lines
                if " file=" in line and "title=unreadable" not in line
            ]
            names = [dict(each.split("=", 1) for each in _properties(line)) for line in found]
            return [(each["file"], int(each["line"]), each["title"]) for each in names]
        case "junit":
            texts = etree.fromstring(report).xpath("//failure/text() | //system-out/text()")
            lines = [line for text in _strings(texts) for line in text.split("\n")]
        case _:
            lines = report.decode().split("\n")[:-1]
    split = [re.split(r":(\d+)(?::\d+)?: ", line, maxsplit=1) for line in lines]
    return [(name, int(line), rest.split(":")[0]) for name, line, rest in split]


def _read(result: dict[str, Any]) -> tuple[str, int, str]:
    location = result["locations"][0]["physicalLocation"]
    uri, line = location["artifactLocation"]["uri"], location["region"]["startLine"]
    return uri, line, result["ruleId"]


def _properties(command: str) -> list[str]:
    return command.partition(" ")[2].split(",")


def _strings(found: object) -> list[str]:
    assert isinstance(found, list)
    return [str(each) for each in found]


FOUND = [
    ("docs/night/sky.md", line, code) for line, code in zip((9, 11, 13), DEFAULTS, strict=True)
]


@EVERY_FORMAT
def test_a_report_holds_every_finding(format: str) -> None:
    assert sorted(read(format, reported(format, "docs"))) == sorted(FOUND)


@EVERY_FORMAT
def test_reports_of_the_fixtures_agree(format: str) -> None:
    shutil.copytree(FIXTURES, "sxs")
    expected = read("json", sxs("check", "sxs", "--select", "all", "--format", "json").out)
    assert len(expected) > 20
    assert sorted(read(format, reported(format, "sxs", "--select", "all"))) == sorted(expected)


@MACHINE_FORMATS
def test_a_report_has_no_absolute_path(format: str) -> None:
    expected = reported(format, "docs")
    assert reported(format, str(Path("docs").absolute())) == expected
    assert os.fsencode(Path.cwd()) not in expected


@posix
@MACHINE_FORMATS
def test_a_report_has_no_absolute_path_of_what_cannot_be_read(format: str) -> None:
    Path("docs/gone.md").symlink_to("missing.md")
    report = reported(format, str(Path("docs").absolute()))
    assert b"gone.md" in report
    assert os.fsencode(Path.cwd()) not in report


@EVERY_FORMAT
def test_a_report_on_a_clean_document_has_no_findings(format: str) -> None:
    report = reported(format, "docs/dome.md")
    assert read(format, report) == []
    assert bool(report) is (format in ("json", "sarif", "junit"))


@EVERY_FORMAT
def test_a_report_obeys_select_and_ignore(format: str) -> None:
    report = reported(format, "docs", "--select", "all", "--ignore", "error,warning,added-stop")
    assert read(format, report) == FOUND[2:]


def test_json_has_severities_messages_and_counts() -> None:
    report = json.loads(reported("json", "docs"))
    assert report["counts"]["documents"] == 2
    assert report["counts"]["severities"] == {"error": 1, "warning": 1, "info": 1}
    assert [each["severity"] for each in report["findings"]] == ["error", "warning", "info"]
    assert all(each["message"].startswith("7758d-10") for each in report["findings"])


def test_sarif_has_a_rule_for_every_result() -> None:
    [run] = json.loads(reported("sarif", "docs"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == DEFAULTS
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_github_has_a_command_a_line() -> None:
    lines = reported("github", "docs").decode().split("\n")
    assert lines.pop() == ""
    assert [line.partition("::7758d")[0] for line in lines] == [
        "::error file=docs/night/sky.md,line=9,col=31,endColumn=58,title=link",
        "::warning file=docs/night/sky.md,line=11,col=31,endColumn=43,title=doubled-space",
        "::notice file=docs/night/sky.md,line=13,col=31,endColumn=40,title=end-punctuation",
    ]


@pytest.mark.parametrize(
    ("level", "annotated"),
    [("error", 1), ("warning", 2), ("info", 3), ("never", 3)],
)
def test_github_annotates_from_the_severity_that_fail_on_names(level: str, annotated: int) -> None:
    lines = reported("github", "docs", "--fail-on", level).decode().split("\n")
    assert [line.split("title=")[1].split(":")[0] for line in lines[:-1]] == DEFAULTS[:annotated]
    if level == "warning":
        run = sxs("check", "docs", "--format", "github", "-q")
        assert run.out.decode().split("\n") == lines


def test_github_annotates_a_document_that_cannot_be_read_from_any_severity_on() -> None:
    put("docs/bad.md", BAD)
    run = sxs("check", "docs", "--format", "github", "--fail-on", "error", "-q")
    assert (run.code, run.out.count(b"title=unreadable"), run.out.count(b"\n")) == (1, 1, 2)


def test_junit_has_a_case_for_every_document() -> None:
    suites = etree.fromstring(reported("junit", "docs"))
    assert suites.xpath("//testcase/@name") == ["docs/dome.md", "docs/night/sky.md"]
    assert suites.xpath("//testcase[failure]/@name") == ["docs/night/sky.md"]
    assert suites.xpath("//testsuite/@tests") == ["2"]


@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
@pytest.mark.parametrize("codes", ["error", "warning", "info"])
def test_junit_has_a_failure_where_the_exit_code_is_1(fail_on: str, codes: str) -> None:
    arguments = ("check", "docs", "--format", "junit", "--select", codes, "--fail-on", fail_on)
    run = sxs(*arguments)
    failures = etree.fromstring(run.out).xpath("//testcase[failure]/@name")
    assert failures == ["docs/night/sky.md"] * run.code
    put("sxskit.toml", f'fail-on = "{fail_on}"\n'.encode())
    assert sxs(*arguments[:-2], "-q").out == run.out


@EVERY_FORMAT
def test_what_cannot_be_read_is_said_on_standard_error_and_in_the_report(format: str) -> None:
    put("docs/bad.md", BAD)
    run = sxs("check", "docs", "--format", format, "-q")
    assert (run.code, run.err.decode()) == (1, f"{UNREADABLE}\n")
    report = reported(format, "docs")
    assert sorted(read(format, report)) == sorted(FOUND)
    assert (UNREADABLE.encode() in report) is (format != "text")


@EVERY_FORMAT
def test_a_report_is_there_where_no_document_can_be_read(format: str) -> None:
    put("docs/bad.md", BAD)
    report = reported(format, "docs/bad.md", "docs/missing.md")
    assert (b"docs/missing.md: no such file" in report) is (format != "text")
    assert read(format, report) == []


@MACHINE_FORMATS
def test_a_report_is_there_where_there_is_no_document(format: str) -> None:
    Path("empty").mkdir()
    assert sxs("check", "empty", "--format", format, "-o", "report").code == 1
    assert b"empty: no document" in Path("report").read_bytes()


@MACHINE_FORMATS
def test_a_report_is_there_where_the_catalog_cannot_be_read(format: str) -> None:
    put("ru.po", b"<html>")
    arguments = ("check", "docs", "-c", "ru.po", "--format", format, "-o", "report")
    assert sxs(*arguments).code == 1
    assert b"ru.po:1: not PO" in Path("report").read_bytes()


def test_what_cannot_be_read_is_an_error_of_its_document_in_junit() -> None:
    put("docs/a: b.md", BAD)
    suites = etree.fromstring(reported("junit", "docs"))
    assert suites.xpath("//testcase[error]/@name") == ["docs/a: b.md"]


def test_a_report_in_a_file_leaves_standard_output_empty_and_the_counts_where_they_are() -> None:
    expected = process("check", "docs", "--format", "json", "-q")
    run = process("check", "docs", "--format", "json", "-o", "out/of/sight/sxs.json")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith(b"2 documents, 7 units: ")
    assert Path("out/of/sight/sxs.json").read_bytes() == expected.out


def test_a_dash_for_the_file_of_a_report_is_standard_output() -> None:
    expected = sxs("check", "docs", "--format", "sarif", "-q")
    assert sxs("check", "docs", "--format", "sarif", "-q", "-o", "-") == expected
    assert absent("-")


def test_a_report_that_is_there_already_is_left_alone() -> None:
    sxs("check", "docs", "--format", "sarif", "-o", "out/sxs.sarif")
    [path] = age("out")
    sxs("check", "docs", "--format", "sarif", "-o", "out/sxs.sarif")
    assert path.stat().st_mtime_ns == OLD


def test_a_folder_in_the_place_of_a_report_is_one_line() -> None:
    refusal = sxs("check", "docs", "-o", "docs/night", "-q").refusal
    assert refusal == "docs/night: is a directory\n"


def test_a_report_is_not_written_over_a_document() -> None:
    before = tree()
    sxs("check", "docs/night/sky.md", "-o", "docs/night/sky.md")
    assert tree() == before


def test_a_baseline_is_not_written_over_a_document() -> None:
    before = tree()
    sxs("check", "docs", "--baseline", "docs/night/sky.md", "--write-baseline")
    assert tree() == before


# Standard input and the root


def test_a_document_on_standard_input_is_checked() -> None:
    run = sxs("check", "-", "-q", stdin=SKY)
    assert (run.code, run.err, codes(run)) == (1, b"", DEFAULTS)
    assert places(run) == ["-:9", "-:11", "-:13"]


@EVERY_FORMAT
def test_a_document_on_standard_input_has_the_name_it_is_given(format: str) -> None:
    expected = sxs("check", "docs/night/sky.md", "--format", format, "-q")
    named = ("--stdin-filename", "docs/night/sky.md", "--format", format, "-q")
    assert sxs("check", "-", *named, stdin=SKY) == expected


def test_a_document_on_standard_input_has_its_catalog_under_its_name() -> None:
    sxs("extract", "docs", "-o", "po")
    put("po/docs/dome.md.po", po(message("7758d-103", "The old dome", "Старый купол")))
    run = sxs("check", "-", "--stdin-filename", "docs/dome.md", "-c", "po", stdin=DOME)
    assert (codes(run), places(run)) == (["stale"], ["docs/dome.md:7"])


def test_standard_input_that_is_not_utf_8_is_one_line() -> None:
    run = process("check", "-", "-q", stdin=BAD)
    assert run.refusal.startswith("-:10: not UTF-8: byte 0xff: ")


@MACHINE_FORMATS
def test_standard_input_that_is_not_utf_8_is_in_the_report(format: str) -> None:
    run = sxs("check", "-", "--format", format, "-q", stdin=BAD)
    assert (run.code, b"not UTF-8" in run.out) == (1, True)


def test_a_report_has_paths_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = sxs("check", "docs", "--format", "json").out
    monkeypatch.chdir(tmp_path)
    assert sxs("check", "project/docs", "--root", "project", "--format", "json").out == expected


@pytest.mark.parametrize("root", [(), ("--root", "project")])
@pytest.mark.parametrize("parent", ["project", "./project", "other/../project", "{}/project"])
def test_text_has_paths_as_they_were_given(
    root: tuple[str, ...], parent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other").mkdir()
    put("project/docs/bad.md", BAD)
    given = f"{parent.format(tmp_path)}/docs"
    shown = given.removeprefix("./")
    run = sxs("check", given, *root, "-q")
    assert places(run)[0] == f"{shown}/night/sky.md:9"
    assert run.err.startswith(f"{shown}/bad.md:10: not UTF-8".encode())
    assert sxs("check", given, *root, "-q", "-o", "report.txt") == Run(1, b"", run.err)
    assert Path("report.txt").read_bytes() == run.out


def test_documents_anywhere_are_checked_with_others(tmp_path: Path) -> None:
    put(str(tmp_path / "outside.md"), SKY)
    put(str(tmp_path / "other/docs/night/sky.md"), SKY)
    run = sxs("check", "../outside.md", "docs", "../other/docs", "-q", "--select", "link")
    assert (run.code, run.err) == (1, b"")
    assert sorted(places(run)) == [
        "../other/docs/night/sky.md:9",
        "../outside.md:9",
        "docs/night/sky.md:9",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        *(("--format", format) for format in FORMATS),
        ("--baseline", "known.json", "--write-baseline"),
        ("--baseline", "known.json"),
        ("--english", "english"),
        ("-c", "po"),
    ],
)
@pytest.mark.parametrize(
    ("given", "root"),
    [
        (("../other/docs",), "../other/docs"),
        (("../other/docs/sky.md",), "../other/docs"),
        (("../other/docs", "docs"), ".."),
        (("{}/other/docs",), "{}/other/docs"),
    ],
)
def test_where_names_are_needed_the_message_names_a_root_that_works(
    given: tuple[str, ...], root: str, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    put(str(tmp_path / "other/docs/sky.md"), SKY)
    Path("english").mkdir()
    put("known.json", b'{"sxskit-baseline": 2, "findings": []}')
    put("po/a.po", po())
    docs = [each.format(tmp_path) for each in given]
    run = sxs("check", *docs, *arguments, "-q")
    assert run.code == 1
    expected = root.format(tmp_path)
    assert f"/other/docs/sky.md: outside .: give --root {expected}\n".encode() in run.err
    again = sxs("check", *docs, *arguments, "-q", "--root", expected)
    assert b"give --root" not in again.err


# Catalogs


@pytest.fixture
def catalogs() -> None:
    """The catalogs of `docs` in `po`, which ask for nothing new."""
    assert sxs("extract", "docs", "-o", "po").code == 0


def catalog(*messages: str) -> None:
    """The catalog of the dome, with other messages."""
    put("po/docs/dome.md.po", po(*messages, document="docs/dome.md"))


def checked(*arguments: str) -> Run:
    """The dome, checked with its catalog, which changes nothing."""
    before = tree()
    run = sxs("check", "docs/dome.md", "-c", "po", *arguments)
    assert tree() == before
    return run


OPEN, OPENED = "The dome is open at night.", "Купол открыт ночью."


@pytest.mark.usefixtures("catalogs")
def test_catalogs_that_say_nothing_new_change_nothing() -> None:
    assert sxs("check", "docs", "-c", "po", "-q") == sxs("check", "docs", "-q")


@pytest.mark.usefixtures("catalogs")
@pytest.mark.parametrize(
    ("said", "code", "line", "exit_code"),
    [
        (message("7758d-103", "The old dome", "Старый купол"), "stale", 7, 1),
        (message("7758d-104", OPEN, r"Купол\n\nоткрыт."), "unsafe-target", 9, 1),
        (message("7758d-104", OPEN, 'a <span data-ttu-id=\\"7\\">'), "unsafe-target", 9, 1),
        (message("7758d-103", "The dome", "Свод", "#, fuzzy\n"), "needs-review", 7, 1),
        (message("7758d-999", "The moon", "Луна"), "unknown-entry", 1, 1),
        (message("7758d-104", OPEN, "Купол  открыт."), "doubled-space", 9, 1),
        (message("7758d-104", OPEN, "Купол открыт"), "end-punctuation", 9, 0),
        (message("7758d-104", OPEN, "Купол [открыт](a.md)."), "link", 9, 1),
    ],
    ids=lambda value: str(value).split("\n")[-2] if "\n" in str(value) else str(value),
)
def test_what_merging_would_say_and_what_would_come_of_it_is_found(
    said: str, code: str, line: int, exit_code: int
) -> None:
    catalog(said)
    run = checked("-q")
    assert (run.code, run.err, codes(run)) == (exit_code, b"", [code])
    assert places(run) == [f"docs/dome.md:{line}"]
    assert codes(checked("--select", code)) == [code]
    assert checked("--ignore", code, "-q") == Run(0, b"", b"")


@pytest.mark.usefixtures("catalogs")
def test_a_translation_that_is_fuzzy_is_checked_where_it_is_accepted() -> None:
    catalog(message("7758d-104", OPEN, "Купол  открыт.", "#, fuzzy\n"))
    assert codes(checked()) == ["needs-review"]
    assert codes(checked("--accept-fuzzy")) == ["doubled-space"]


@pytest.mark.usefixtures("catalogs")
def test_a_fault_that_the_catalog_mends_is_not_found() -> None:
    put("docs/dome.md", DOME.replace(OPENED.encode(), "Купол  открыт.".encode()))
    assert codes(sxs("check", "docs/dome.md")) == ["doubled-space"]
    assert checked("-q") == Run(0, b"", b"")


@pytest.mark.usefixtures("catalogs")
def test_a_unit_without_a_translation_anywhere_is_found_once() -> None:
    put("docs/dome.md", DOME.replace(OPENED.encode(), b""))
    catalog(message("7758d-104", OPEN, ""))
    assert codes(checked()) == ["untranslated"]


@pytest.mark.usefixtures("catalogs")
def test_a_line_is_that_of_the_document_as_it_is() -> None:
    text = DOME.replace(OPENED.encode(), "Купол\nоткрыт.".encode())
    text = text.replace(OPEN.encode(), b"The dome\nis open.")
    put("docs/dome.md", text + pair("7758d-105", "Две  звезды.", "Two stars.").encode())
    assert places(sxs("check", "docs/dome.md")) == ["docs/dome.md:12"]
    catalog(message("7758d-104", r"The dome\nis open.", r"Наш\nкупол\nоткрыт."))
    assert "docs/dome.md:12" in places(checked())


@pytest.mark.usefixtures("catalogs")
def test_a_column_is_that_of_the_document_as_it_is() -> None:
    night = pair("7758d-105", "Ночь", "Night")
    row = f"| {night} | {pair('7758d-106', 'Две  звезды.', 'Two stars.')}"
    put("docs/dome.md", DOME + row.encode())
    catalog(message("7758d-105", "Night", "Долгая ночь"))
    run = sxs("check", "docs/dome.md", "-c", "po", "--format", "json")
    [found] = json.loads(run.out)["findings"]
    line = row.split("\n")[0]
    assert line[found["column"] - 1 : found["end_column"] - 1] == "Две  звезды."
    assert found["key"] == "docs/dome.md#7758d-106"


@pytest.mark.usefixtures("catalogs")
def test_a_catalog_for_a_document_that_is_not_there_is_found_in_a_folder() -> None:
    Path("docs/dome.md").unlink()
    run = sxs("check", "docs", "-c", "po", "--select", "unknown-entry")
    assert (run.code, places(run)) == (1, ["docs/dome.md:1"])
    run = sxs("check", "docs/night/sky.md", "-c", "po", "--select", "unknown-entry", "-q")
    assert run == Run(0, b"", b"")


def test_several_catalogs_are_checked() -> None:
    put("a.po", po(message("7758d-103", "The moon", "Луна"), document="docs/dome.md"))
    put("b.po", po(message("7758d-103", "The sun", "Солнце"), document="docs/night/sky.md"))
    run = sxs("check", "docs", "-c", "a.po", "-c", "b.po", "--select", "stale")
    assert places(run) == ["docs/dome.md:7", "docs/night/sky.md:7"]


@pytest.mark.usefixtures("catalogs")
def test_a_catalog_that_cannot_be_read_is_said_and_the_other_documents_are_checked() -> None:
    put("po/docs/dome.md.po", b"<html>")
    run = sxs("check", "docs", "-c", "po", "-q")
    assert (run.code, codes(run)) == (1, DEFAULTS)
    assert run.err == b"po/docs/dome.md.po:1: not PO: '<html>'\n"


@pytest.mark.usefixtures("catalogs")
@MACHINE_FORMATS
def test_a_catalog_in_a_folder_that_cannot_be_read_is_in_the_report(format: str) -> None:
    put("po/docs/dome.md.po", b"<html>")
    report = reported(format, "docs", "-c", "po")
    assert b"po/docs/dome.md.po:1: not PO" in report
    assert sorted(read(format, report)) == sorted(FOUND)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("broken.po", "broken.po:1: not PO"),
        ("missing.po", "missing.po: no such file or directory"),
        ("docs", "docs: contains no catalogs"),
        ("docs/dome.md", "docs/dome.md: not a catalog"),
        ("other.po", "other.po: for docs/moon.md, not for docs/dome.md"),
    ],
)
def test_catalogs_that_there_are_none_of_are_one_line(name: str, said: str) -> None:
    put("broken.po", b"<html>")
    put("other.po", po(message("7758d-103", "The moon", "Луна"), document="docs/moon.md"))
    assert sxs("check", "docs", "-c", name).refusal.startswith(said)


# The baseline

KNOWN = ("--baseline", "known.json")


def written(*arguments: str) -> Run:
    """The findings of documents, made the baseline."""
    run = sxs("check", *(arguments or ("docs",)), *KNOWN, "--write-baseline")
    assert (run.code, run.out) == (0, b""), run
    return run


def test_what_is_in_the_baseline_is_not_found() -> None:
    written()
    run = sxs("check", "docs", *KNOWN, "--fail-on", "info")
    assert (run.code, run.out) == (0, b"")
    assert b"3 in the baseline" in run.err


def test_a_baseline_is_a_file_and_nothing_else_changes() -> None:
    before = tree()
    run = written()
    after = tree()
    known = json.loads(after.pop("known.json"))
    assert after == before
    assert [each["code"] for each in known["findings"]] == sorted(DEFAULTS)
    assert b"3 findings in known.json" in run.err


def test_writing_a_baseline_quietly_says_nothing() -> None:
    run = process("check", "docs", *KNOWN, "--write-baseline", "-q")
    assert run == Run(0, b"", b"")


def test_the_folders_of_a_baseline_are_made() -> None:
    sxs("check", "docs", "--baseline", "ci/sxs/known.json", "--write-baseline")
    assert sxs("check", "docs", "--baseline", "ci/sxs/known.json").code == 0


def test_a_baseline_of_nothing_keeps_nothing_back() -> None:
    written("docs/dome.md")
    assert codes(sxs("check", "docs", *KNOWN)) == DEFAULTS


def test_a_new_finding_shows_and_fails() -> None:
    written()
    put("docs/dome.md", DOME.replace(OPENED.encode(), "Купол  открыт ночью.".encode()))
    run = sxs("check", "docs", *KNOWN)
    assert (run.code, places(run), codes(run)) == (1, ["docs/dome.md:9"], ["doubled-space"])


def test_a_second_finding_of_a_known_kind_is_new() -> None:
    written()
    put("docs/night/sky.md", SKY + pair("7758d-108", "Три  луны.", "Three moons.").encode())
    run = sxs("check", "docs", *KNOWN)
    assert (run.code, places(run)) == (1, ["docs/night/sky.md:16"])


def test_ids_and_lines_that_have_changed_keep_a_finding_known() -> None:
    shutil.copytree(FIXTURES, "sxs")
    written("docs", "sxs", "--select", "all", "--ignore", "inconsistent")
    for path in [*Path("docs").rglob("*.md"), *Path("sxs").rglob("*.md")]:
        data = path.read_bytes()
        for old in (b"7758d-", b"6e2b9-", b"a4d38-", b"f2e81-", b"9c40e-", b"e19a4-"):
            data = data.replace(old, old[:4][::-1] + b"0-3")
        head, dashes, rest = data.partition(b"\n---")
        path.write_bytes(head + b"\nms.night: sky\nms.dome: dark" + dashes + rest)
    arguments = ("docs", "sxs", "--select", "all", "--ignore", "inconsistent")
    before, run = sxs("check", *arguments), sxs("check", *arguments, *KNOWN)
    assert len(codes(before)) > 20
    assert b"7758d-1" not in before.out
    assert (run.code, run.out) == (0, b"")


def test_a_translation_that_agrees_elsewhere_makes_no_finding_new() -> None:
    put("docs/a.md", DOME)
    put("docs/b.md", DOME.replace("Купол<".encode(), "Навес<".encode()))
    arguments = ("docs", "--select", "inconsistent", "--fail-on", "info")
    written(*arguments)
    put("docs/c.md", DOME)
    assert len(codes(sxs("check", *arguments))) == 1
    assert sxs("check", *arguments, *KNOWN).out == b""


def test_what_is_gone_from_the_baseline_is_counted() -> None:
    written()
    put("docs/night/sky.md", SKY.replace("Две  ".encode(), "Две ".encode()))
    run = sxs("check", "docs", *KNOWN)
    assert (run.code, run.out) == (0, b"")
    assert b"2 in the baseline, 1 of the baseline no longer found" in run.err


def test_what_is_not_looked_for_is_not_gone() -> None:
    written()
    assert b"gone" not in sxs("check", "docs/dome.md", *KNOWN).err
    assert b"gone" not in sxs("check", "docs", "--select", "error", *KNOWN).err


@EVERY_FORMAT
def test_a_report_holds_what_is_new_alone(format: str) -> None:
    written("docs", "--select", "error")
    assert sorted(read(format, reported(format, "docs", *KNOWN))) == sorted(FOUND[1:])


def test_only_what_is_new_counts_for_the_exit_code() -> None:
    written("docs", "--select", "error,warning")
    assert sxs("check", "docs", *KNOWN).code == 0
    assert sxs("check", "docs", *KNOWN, "--fail-on", "info").code == 1


def test_findings_on_catalogs_may_be_known() -> None:
    put("po/docs/dome.md.po", po(message("7758d-103", "The old dome", "Старый купол")))
    assert codes(sxs("check", "docs/dome.md", "-c", "po")) == ["stale"]
    written("docs/dome.md", "-c", "po")
    assert sxs("check", "docs/dome.md", "-c", "po", *KNOWN).code == 0


def test_a_baseline_written_again_has_the_same_bytes() -> None:
    written()
    before = Path("known.json").read_bytes()
    os.utime("known.json", ns=(OLD, OLD))
    written("docs/night", "docs/dome.md")
    assert Path("known.json").read_bytes() == before
    assert Path("known.json").stat().st_mtime_ns == OLD


def test_a_document_that_cannot_be_read_is_said_where_a_baseline_is_written() -> None:
    put("docs/bad.md", BAD)
    run = sxs("check", "docs", *KNOWN, "--write-baseline", "-q")
    assert (run.code, run.out, run.err.decode()) == (1, b"", f"{UNREADABLE}\n")


def test_a_report_that_is_asked_for_with_a_new_baseline_is_written_or_refused() -> None:
    report = ("--format", "json", "-o", "sxs.json")
    run = sxs("check", "docs", *KNOWN, "--write-baseline", *report)
    assert run.code == 2 or not absent("sxs.json")


def test_a_baseline_to_write_has_to_have_a_name() -> None:
    assert "--baseline" in wrong_usage("docs", "--write-baseline")


def test_a_baseline_has_no_place_on_a_stream() -> None:
    sxs("check", "docs", "--baseline", "-", "--write-baseline")
    assert absent("-")


def test_a_baseline_that_is_missing_is_one_line_that_says_how_to_write_it() -> None:
    refusal = sxs("check", "docs", *KNOWN, "-q").refusal
    assert refusal.startswith("known.json: no such file or directory")
    assert "--write-baseline" in refusal


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ":1: not JSON: "),
        (b"\xff\xfe", ":1: in UTF-16: "),
        (b'{"sxskit-baseline": 2,\n<<<<<<< ours\n', ":2: not JSON: "),
        (b"[]", ": not a baseline"),
        (b'{"sxskit-baseline": 99}', ": a baseline of version 99"),
        (b'{"sxskit-baseline": 2, "findings": [{}]}', ": finding 1: "),
    ],
)
def test_a_baseline_that_is_malformed_is_one_line(data: bytes, said: str) -> None:
    put("known.json", data)
    assert sxs("check", "docs", *KNOWN, "-q").refusal.startswith(f"known.json{said}")
    assert Path("known.json").read_bytes() == data


OLD_BASELINE = b"""{
  "sxskit-baseline": 1,
  "findings": [
    {"document": "docs/a.md", "code": "link", "message": "no b.md", "count": 1}
  ]
}
"""


def test_a_baseline_of_version_1_is_refused_with_the_command_that_renews_it() -> None:
    put("ci/known.json", OLD_BASELINE)
    run = sxs("check", "docs", "--baseline", "ci/known.json", "-q")
    assert run.refusal == (
        "ci/known.json: a baseline of version 1, not 2: "
        "renew it with sxs check ... --baseline ci/known.json --write-baseline\n"
    )
    assert Path("ci/known.json").read_bytes() == OLD_BASELINE
    renewed = sxs("check", "docs", "--baseline", "ci/known.json", "--write-baseline")
    assert (renewed.code, renewed.out) == (0, b"")
    assert b"ci/known.json: a baseline of version 1 is replaced: " in renewed.err
    assert sxs("check", "docs", "--baseline", "ci/known.json").out == b""


def test_a_baseline_of_a_later_version_is_not_written_over() -> None:
    put("known.json", b'{"sxskit-baseline": 3, "findings": []}')
    run = sxs("check", "docs", *KNOWN, "--write-baseline", "-q")
    assert run.refusal.startswith("known.json: a baseline of version 3")
    assert Path("known.json").read_bytes() == b'{"sxskit-baseline": 3, "findings": []}'


def test_another_wording_of_every_message_leaves_a_baseline_valid() -> None:
    shutil.copytree(FIXTURES, "sxs")
    found = [
        finding
        for path in sorted(Path("sxs").rglob("*.md"))
        for finding in check(read_document(path), path.as_posix(), codes=CODES)
    ]
    assert len({finding.code for finding in found}) > 10
    known = baseline.loads(baseline.dumps(found))
    reworded = [replace(each, message=f"{number} other words") for number, each in enumerate(found)]
    assert known.new(reworded) == ()
    assert known.gone(reworded, documents=[each.path for each in found], codes=CODES) == 0
    assert baseline.dumps(reworded) == baseline.dumps(found)


def test_a_baseline_knows_a_text_and_not_its_place() -> None:
    written()
    put("docs/night/sky.md", SKY.replace("Две  звезды".encode(), "Две  луны".encode()))
    assert codes(sxs("check", "docs", *KNOWN)) == [WARNING]
    put("docs/night/sky.md", SKY.replace(b"\n# ", b"\n\n\n# ").replace(b"\n", b"\r\n"))
    assert sxs("check", "docs", *KNOWN).out == b""


@pytest.mark.parametrize("option", [(), ("--write-baseline",)], ids=["read", "written"])
def test_a_folder_in_the_place_of_a_baseline_is_one_line(option: tuple[str, ...]) -> None:
    run = sxs("check", "docs", "--baseline", "docs", *option, "-q")
    assert run.refusal == "docs: is a directory\n"


# Configuration


@pytest.mark.parametrize(
    ("name", "table"), [("sxskit.toml", b""), ("pyproject.toml", b"[tool.sxskit]\n")]
)
def test_a_configuration_says_what_to_look_for_and_when_to_fail(name: str, table: bytes) -> None:
    put(name, table + b'select = ["all"]\nignore = "info"\nfail-on = "never"\n')
    run = sxs("check", "docs", "-q")
    assert (run.code, run.err, codes(run)) == (0, b"", [ERROR, WARNING])


@pytest.mark.parametrize(
    ("said", "options", "expected"),
    [
        ('select = "link"', ("--select", "warning"), (1, [WARNING])),
        ('ignore = "link"', ("--ignore", "doubled-space"), (1, [ERROR, INFO])),
        ('ignore = "link"', ("--select", "link,doubled-space"), (1, [ERROR, WARNING])),
        ('select = "link,info"', ("--ignore", "info"), (1, [ERROR])),
        ('fail-on = "never"', ("--fail-on", "info"), (1, DEFAULTS)),
        ('fail-on = "info"', ("--fail-on", "never"), (0, DEFAULTS)),
        ('baseline = "missing.json"', KNOWN, (0, [])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_options_win_over_the_configuration(
    said: str, options: tuple[str, ...], expected: tuple[int, list[str]]
) -> None:
    written()
    put("sxskit.toml", f"{said}\n".encode())
    run = sxs("check", "docs", *options)
    assert (run.code, codes(run)) == expected


def test_a_configuration_is_found_in_the_root_and_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("sxskit.toml", b'select = "link"\n')
    monkeypatch.chdir("docs/night")
    assert codes(sxs("check", "sky.md")) == [ERROR]
    monkeypatch.chdir(tmp_path)
    assert codes(sxs("check", "project/docs", "--root", "project")) == [ERROR]
    assert codes(sxs("check", "project/docs")) == DEFAULTS


def test_of_two_configurations_the_nearest_counts() -> None:
    put("sxskit.toml", b'select = "link"\n')
    put("docs/pyproject.toml", b'[tool.sxskit]\nselect = "doubled-space"\n')
    assert codes(sxs("check", "docs", "--root", "docs")) == [WARNING]
    assert codes(sxs("check", "docs")) == [ERROR]


def test_pyproject_toml_about_other_things_says_nothing() -> None:
    put("pyproject.toml", b'[tool.other]\nselect = "link"\n')
    assert codes(sxs("check", "docs")) == DEFAULTS


def test_a_configuration_that_is_named_counts_instead_of_the_one_that_is_found() -> None:
    put("sxskit.toml", b"broken\n")
    put("ci/strict.toml", b'select = "info"\nfail-on = "info"\n')
    run = sxs("check", "docs", "--config", "ci/strict.toml")
    assert (run.code, codes(run)) == (1, [INFO, ON_DEMAND])


def test_the_baseline_of_a_configuration_starts_from_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("ci/strict.toml", b'baseline = "known.json"\n')
    run = sxs("check", "docs", "--config", "ci/strict.toml", "--write-baseline")
    assert (run.code, absent("known.json"), absent("ci/known.json")) == (0, True, False)
    put("sxskit.toml", b'baseline = "ci/known.json"\n')
    assert sxs("check", "docs").code == 0
    monkeypatch.chdir(tmp_path)
    assert sxs("check", "project/docs", "--root", "project").code == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"colour = true\n",
            "unknown key 'colour': use one of select, ignore, fail-on, baseline, front-matter, "
            "language",
        ),
        (b'selects = "link"\n', "unknown key 'selects': did you mean 'select'?"),
        (b"select = 1\n", "'select' must be a string or a list of strings"),
        (b'ignore = ["lnk"]\n', "'ignore': unknown code 'lnk': did you mean 'link'?"),
        (b'fail-on = "fatal"\n', "'fail-on' must be error, warning, info or never, not 'fatal'"),
        (b"baseline = []\n", "'baseline' must be a path, not []"),
    ],
)
def test_a_configuration_that_is_wrong_is_one_line(data: bytes, said: str) -> None:
    put("sxskit.toml", data)
    assert sxs("check", "docs").refusal == f"sxskit.toml: {said}\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"select = link\n", "sxskit.toml:1: not TOML: "),
        (b"# a\n# \xe9\n", "sxskit.toml:2: not UTF-8: byte 0xe9"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_one_line(data: bytes, said: str) -> None:
    put("sxskit.toml", data)
    assert sxs("check", "docs").refusal.startswith(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.toml", "missing.toml: no such file or directory\n"),
        ("docs", "docs: is a directory\n"),
        ("pyproject.toml", "pyproject.toml: [tool.sxskit] is missing\n"),
    ],
)
def test_a_named_configuration_that_is_none_is_one_line(name: str, said: str) -> None:
    put("pyproject.toml", b"[tool.other]\n")
    assert sxs("check", "docs", "--config", name).refusal == said


def test_a_table_in_sxskit_toml_is_one_line_that_says_where_the_keys_belong() -> None:
    put("sxskit.toml", b'[tool.sxskit]\nselect = "link"\n')
    refusal = sxs("check", "docs").refusal
    assert refusal.startswith("sxskit.toml: unknown key 'tool'")
    assert "top" in refusal


# Streams and names


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}],
    ids=["ascii", "C", "C without UTF-8"],
)
@MACHINE_FORMATS
def test_a_report_does_not_depend_on_the_terminal(format: str, environment: dict[str, str]) -> None:
    put("docs/night/sky.md", SKY.replace(b"chart.md", "карта.md".encode()))
    expected = process("check", "docs", "--format", format, "-q")
    assert "карта.md".encode() in expected.out
    assert process("check", "docs", "--format", format, "-q", stdin=b"", **environment) == expected


def test_a_finding_that_the_terminal_cannot_show_is_shown_in_codes() -> None:
    put("docs/купол.md", SKY)
    run = process("check", "docs/купол.md", PYTHONIOENCODING="latin-1")
    assert run.code == 1
    assert run.out.startswith(rb"docs/\u043a\u0443\u043f\u043e\u043b.md:9:31: link: ")


@posix
@EVERY_FORMAT
def test_a_closed_standard_output_is_one_line(format: str) -> None:
    run = redirected(">&-", "check", "docs", "--format", format, "-q")
    assert run.refusal.startswith("standard output: ")


@posix
@EVERY_FORMAT
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_report_that_standard_output_cannot_take_is_one_line(format: str) -> None:
    run = redirected(">/dev/full", "check", "docs", "--format", format, "-q")
    assert run.refusal.startswith("standard output: ")


@posix
@EVERY_FORMAT
def test_a_reader_that_stops_early_gets_no_traceback(format: str) -> None:
    # More than a pipe holds.
    units = [pair(f"7758d-{n}", "Две  звезды.", "Two stars.") for n in range(1000, 3000)]
    put("docs/many.md", "\n\n".join([FRONT, *units]).encode())
    run = redirected("| head -c 1", "check", "docs/many.md", "--format", format, "-q")
    assert (len(run.out), run.err) == (1, b"")


@only_where_names_are_bytes
@EVERY_FORMAT
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_document_of_any_name_is_reported(name: str, format: str) -> None:
    put(f"names/{name}", SKY)
    run = process("check", "names", "--select", "link", "--format", format, "-q")
    assert (run.code, run.err) == (1, b"")
    if format in ("text", "github"):
        assert run.out.count(b"\n") == 1
    elif format == "junit":
        assert len(_strings(etree.fromstring(run.out).xpath("//failure"))) == 1
    else:
        assert len(read(format, run.out)) == 1


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_folders_without_permission_do_not_keep_the_others_back() -> None:
    for name in "abcdef":
        put(f"many/{name}/sky.md", SKY)
    closed = [Path("many/b"), Path("many/e")]
    for folder in closed:
        folder.chmod(0)
    try:
        run = sxs("check", "many", "--select", "link", "-q")
    finally:
        for folder in closed:
            folder.chmod(0o755)
    said = sorted(run.err.decode().split("\n")[:-1])
    assert said == [f"{folder}: permission denied" for folder in closed]
    assert places(run) == [f"many/{name}/sky.md:9" for name in "acdf"]
