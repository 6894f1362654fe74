"""Findings as workflow commands of GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence

from sxskit.findings import Finding
from sxskit.printable import visible
from sxskit.reports._shared import Place, named


def dumps(findings: Sequence[Finding], errors: Sequence[str], unread: Sequence[str]) -> str:
    """Return workflow commands, which GitHub shows next to the lines of a document."""
    lines = [
        f"::{named(finding.severity, info='notice')} file={_property(finding.path)},"
        f"{_place(finding)},title={_property(finding.code)}::{_data(finding.message)}\n"
        for finding in findings
    ]
    for error in errors:
        where, line, _ = Place.of(error, unread)
        place = f" file={_property(where)},line={line or 1},title=unreadable"
        lines.append(f"::error{place if where in unread else ''}::{_data(error)}\n")
    return "".join(lines)


def _place(finding: Finding) -> str:
    """The line, and the columns if they are known."""
    columns = {"col": finding.column, "endColumn": finding.end_column}
    known = [f",{name}={column}" for name, column in columns.items() if column is not None]
    return f"line={finding.line}{''.join(known)}"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    """A text in a command: line breaks are encoded, other control characters are escapes."""
    coded = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(coded)
