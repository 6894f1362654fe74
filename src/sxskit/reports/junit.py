"""Findings as JUnit XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from sxskit.findings import Finding, Severity
from sxskit.printable import visible
from sxskit.reports._shared import Place


def dumps(
    findings: Sequence[Finding],
    documents: Sequence[str],
    errors: Sequence[str],
    unread: Sequence[str],
    fail_on: Severity | None,
) -> str:
    """Return JUnit XML in the form of Jenkins: a test case for each document.

    A test case has at most one failure, with all findings: most programs show the first failure.
    """
    cases: dict[str, tuple[list[Finding], list[tuple[str, str]]]] = {
        name: ([], []) for name in documents
    }
    for finding in findings:
        cases.setdefault(finding.path, ([], []))[0].append(finding)
    for error in errors:
        place = Place.of(error, unread)
        cases.setdefault(place.where, ([], []))[1].append((error, place.what))
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
    failed: Sequence[tuple[str, str]],
    fail_on: Severity | None,
) -> None:
    if failed:
        message = visible(failed[0][1])
        element = ElementTree.SubElement(case, "error", type="unreadable", message=message)
        element.text = _lines([error for error, _ in failed])
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
