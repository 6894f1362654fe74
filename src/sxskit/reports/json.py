"""Findings as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sxskit._version import __version__
from sxskit.findings import CODES, Finding, Severity
from sxskit.reports._shared import dumped

_VERSION = 1


def dumps(findings: Sequence[Finding], documents: Sequence[str], errors: Sequence[str]) -> str:
    """Return the report: its version, counts, findings and errors."""
    severities = Counter(finding.severity for finding in findings)
    codes = Counter(finding.code for finding in findings)
    counts: dict[str, object] = {
        "documents": len(documents),
        "findings": len(findings),
        "errors": len(errors),
        "severities": {severity: severities[severity] for severity in Severity},
        "codes": {code: codes[code] for code in CODES if code in codes},
    }
    return dumped(
        {
            "version": _VERSION,
            "tool": {"name": "sxskit", "version": __version__},
            "counts": counts,
            "findings": [
                {
                    "document": finding.path,
                    "line": finding.line,
                    "code": finding.code,
                    "severity": finding.severity,
                    "message": finding.message,
                    "key": finding.key,
                    "column": finding.column,
                    "end_column": finding.end_column,
                }
                for finding in findings
            ],
            "errors": list(errors),
        }
    )
