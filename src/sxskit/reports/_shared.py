"""Helpers of several report formats: JSON output, names of severities, locations of errors."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sxskit.findings import Severity
from sxskit.printable import json_escaped


def dumped(value: object) -> str:
    """JSON for people too: indented, and no character that ends a line but the line breaks."""
    # Here a line ends between strings only; in them it is an escape already.
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "".join(f"{json_escaped(line)}\n" for line in lines)


def named(severity: Severity, *, info: str) -> str:
    """The name of a severity where the least of them has another one."""
    return info if severity is Severity.INFO else severity.value


def about(error: str, unread: Sequence[str]) -> str:
    """The document that an error is about; empty: none."""
    return next((name for name in unread if error.startswith(f"{name}: ")), "")
