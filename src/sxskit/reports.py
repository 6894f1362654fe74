"""Findings as a report that another program reads: the same text on every run, machine and day.

>>> finding = Finding("docs/a.md", 23, "link", "7758d-103: b.md is missing")
>>> print(report("github", [finding], documents=["docs/a.md"], errors=[]), end="")
::error file=docs/a.md,line=23,title=link::7758d-103: b.md is missing

JSON has a shape that stays: what is new in it is a new key, or a new number of the version.

>>> print(report("json", [finding], documents=["docs/a.md"], errors=[]), end="")
... # doctest: +ELLIPSIS
{
  "version": 1,
  "tool": {
    "name": "sxskit",
    "version": "..."
  },
  "counts": {
    "documents": 1,
    "findings": 1,
    "errors": 0,
    "severities": {
      "error": 1,
      "warning": 0,
      "info": 0
    },
    "codes": {
      "link": 1
    }
  },
  "findings": [
    {
      "document": "docs/a.md",
      "line": 23,
      "code": "link",
      "severity": "error",
      "message": "7758d-103: b.md is missing"
    }
  ],
  "errors": []
}
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal, TypeAlias, assert_never, get_args
from urllib.parse import quote
from xml.etree import ElementTree

from sxskit._version import __version__
from sxskit.baseline import Identity, identity
from sxskit.findings import CODES, Finding, Severity
from sxskit.printable import json_escaped, visible

Format: TypeAlias = Literal["json", "sarif", "github", "junit"]
FORMATS: tuple[Format, ...] = get_args(Format)
_VERSION = 1
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# What a message of SARIF would take for a link of its own: "[text](".
_LINK = re.compile(r"\[(?P<text>[^\[\]]*+)\]\(")


def report(
    format: Format,
    findings: Sequence[Finding],
    *,
    documents: Sequence[str],
    errors: Sequence[str],
    unread: Sequence[str] = (),
    fail_on: Severity | None = Severity.WARNING,
) -> str:
    """The findings on documents, and what could not be read, in a format.

    Errors are lines, ``where: what``; `unread` are the documents that some of them are about. From
    the severity `fail_on` on a finding fails a document, where a format says so; None: none does.
    """
    match format:
        case "json":
            return _json(findings, documents, errors)
        case "sarif":
            return _sarif(findings, errors)
        case "github":
            return _github(findings, errors, unread)
        case "junit":
            return _junit(findings, documents, errors, unread, fail_on)
        case _:
            assert_never(format)


def _json(findings: Sequence[Finding], documents: Sequence[str], errors: Sequence[str]) -> str:
    severities = Counter(finding.severity for finding in findings)
    codes = Counter(finding.code for finding in findings)
    counts: dict[str, object] = {
        "documents": len(documents),
        "findings": len(findings),
        "errors": len(errors),
        "severities": {severity: severities[severity] for severity in Severity},
        "codes": {code: codes[code] for code in CODES if code in codes},
    }
    return _dumped(
        {
            "version": _VERSION,
            "tool": {"name": "sxskit", "version": __version__},
            "counts": counts,
            "findings": [
                {
                    "document": finding.document,
                    "line": finding.line,
                    "code": finding.code,
                    "severity": finding.severity,
                    "message": finding.message,
                }
                for finding in findings
            ],
            "errors": list(errors),
        }
    )


def _dumped(value: object) -> str:
    # Here a line ends between strings only; in them it is an escape already.
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "".join(f"{json_escaped(line)}\n" for line in lines)


def _sarif(findings: Sequence[Finding], errors: Sequence[str]) -> str:
    """SARIF 2.1.0, for GitHub's code scanning and the viewers of editors."""
    notes = [{"level": "error", "message": _message(error)} for error in errors]
    driver = {"name": "sxskit", "version": __version__, "rules": list(_rules())}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": notes}],
        "columnKind": "unicodeCodePoints",
        "results": list(_results(findings)),
    }
    return _dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules() -> Iterator[dict[str, object]]:
    for name, code in CODES.items():
        meaning = _message(code.meaning)
        yield {
            "id": name,
            # GitHub asks for all three, and shows one or another of them.
            "shortDescription": meaning,
            "fullDescription": meaning,
            "help": meaning,
            "defaultConfiguration": {"level": _named(code.severity, info="note")},
        }


def _results(findings: Sequence[Finding]) -> Iterator[dict[str, object]]:
    rules = list(CODES)
    seen: Counter[Identity] = Counter()
    for finding in findings:
        same = identity(finding)
        seen[same] += 1
        digest = sha256("\0".join(same).encode(errors="backslashreplace")).hexdigest()[:32]
        uri = quote(finding.document, errors="backslashreplace")
        location = {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": finding.line},
        }
        yield {
            "ruleId": finding.code,
            "ruleIndex": rules.index(finding.code),
            "level": _named(finding.severity, info="note"),
            "message": _message(finding.message),
            "locations": [{"physicalLocation": location}],
            "partialFingerprints": {"sxskitIdentity/v1": f"{digest}:{seen[same]}"},
        }


def _message(text: str) -> dict[str, str]:
    """A message of SARIF without placeholders and links (sections 3.11.5 and 3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[\g<text>\\](", text)}


def _named(severity: Severity, *, info: str) -> str:
    """The name of a severity where the least of them has another one."""
    return info if severity is Severity.INFO else severity.value


def _github(findings: Sequence[Finding], errors: Sequence[str], unread: Sequence[str]) -> str:
    """Commands for the runner of GitHub Actions, which shows them next to the lines."""
    lines = [
        f"::{_named(finding.severity, info='notice')} file={_property(finding.document)},"
        f"line={finding.line},title={_property(finding.code)}::{_data(finding.message)}\n"
        for finding in findings
    ]
    for error in errors:
        document = _about(error, unread)
        place = f" file={_property(document)},line=1,title=unreadable" if document else ""
        lines.append(f"::error{place}::{_data(error)}\n")
    return "".join(lines)


def _about(error: str, unread: Sequence[str]) -> str:
    """The document that an error is about; empty: none."""
    return next((name for name in unread if error.startswith(f"{name}: ")), "")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    """A text in a command: line breaks are coded, and what else could break the line is shown."""
    coded = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(coded)


def _junit(
    findings: Sequence[Finding],
    documents: Sequence[str],
    errors: Sequence[str],
    unread: Sequence[str],
    fail_on: Severity | None,
) -> str:
    """JUnit's XML as Jenkins has it: a test case for each document.

    It has one failure at most, with all that fails it: of several, most programs show the first.
    """
    cases: dict[str, tuple[list[Finding], list[str]]] = {name: ([], []) for name in documents}
    for finding in findings:
        cases.setdefault(finding.document, ([], []))[0].append(finding)
    for error in errors:
        where = _about(error, unread) or error.partition(": ")[0]
        cases.setdefault(where, ([], []))[1].append(error)
    root = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(root, "testsuite", name="sxskit", tests=str(len(cases)))
    for name, (found, failed) in cases.items():
        case = ElementTree.SubElement(suite, "testcase", classname="sxskit", name=visible(name))
        _fill(case, found, failed, fail_on)
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _fill(
    case: ElementTree.Element,
    found: Sequence[Finding],
    failed: Sequence[str],
    fail_on: Severity | None,
) -> None:
    if failed:
        message = visible(failed[0].partition(": ")[2] or failed[0])
        error = ElementTree.SubElement(case, "error", type="unreadable", message=message)
        error.text = _lines(failed)
    bad: list[Finding] = []
    others: list[Finding] = []
    for each in found:
        is_bad = fail_on is not None and each.severity.reaches(fail_on)
        (bad if is_bad else others).append(each)
    if bad:
        counts = Counter(finding.severity for finding in bad)
        there = [severity for severity in Severity if severity in counts]
        message = ", ".join(f"{severity}: {counts[severity]}" for severity in there)
        failure = ElementTree.SubElement(case, "failure", type=there[0], message=message)
        failure.text = _lines(bad)
    if others:
        ElementTree.SubElement(case, "system-out").text = _lines(others)


def _lines(entries: Sequence[Finding] | Sequence[str]) -> str:
    return "\n".join(visible(str(entry)) for entry in entries)
