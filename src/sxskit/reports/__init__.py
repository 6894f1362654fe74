"""Findings as a report for other programs: the same text on every run, machine and day.

>>> finding = Finding("docs/a.md", 23, "link", "7758d-103: b.md is missing")
>>> print(report("github", [finding], documents=["docs/a.md"], errors=[]), end="")
::error file=docs/a.md,line=23,title=link::7758d-103: b.md is missing

The JSON members are stable: an addition is a new member, a change increments the version.

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
      "message": "7758d-103: b.md is missing",
      "key": null,
      "column": null,
      "end_column": null
    }
  ],
  "errors": []
}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never, get_args

from sxskit.errors import unknown
from sxskit.findings import Finding, Severity

ReportFormat: TypeAlias = Literal["json", "sarif", "github", "junit"]
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)


def report(
    format: ReportFormat,
    findings: Sequence[Finding],
    *,
    documents: Sequence[str],
    errors: Sequence[str],
    unread: Sequence[str] = (),
    fail_on: Severity | None = Severity.WARNING,
) -> str:
    """Return a report on documents: findings and errors, in a format.

    Errors are lines, ``where: what``; `unread` are the documents that some of them are about.
    Findings of the severity `fail_on` or higher are failures in formats that have them; None: no
    failures. Raises ValueError, with the nearest name, for an unknown format, and for an unknown
    code of a finding without a severity.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    match format:
        case "json":  # formats are loaded on use
            from sxskit.reports import json

            return json.dumps(findings, documents, errors)
        case "sarif":
            from sxskit.reports import sarif

            return sarif.dumps(findings, errors)
        case "github":
            from sxskit.reports import github

            return github.dumps(findings, errors, unread)
        case "junit":
            from sxskit.reports import junit

            return junit.dumps(findings, documents, errors, unread, fail_on)
        case _:
            assert_never(format)
