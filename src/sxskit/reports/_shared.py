"""Helpers of several report formats: JSON output, names of severities, locations of errors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sxskit.findings import Severity
from sxskit.patterns import pattern
from sxskit.printable import json_escaped

_WHAT = pattern(r"(?::(?P<line>[0-9]{1,18}))?: ")
_PLACE = pattern(rf"(?P<where>(?s:.*?)){_WHAT.pattern}")


def dumped(value: object) -> str:
    """JSON for people too: indented, and no character that ends a line but the line breaks."""
    # Here a line ends between strings only; in them it is an escape already.
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "".join(f"{json_escaped(line)}\n" for line in lines)


def named(severity: Severity, *, info: str) -> str:
    """The name of a severity where the least of them has another one."""
    return info if severity is Severity.INFO else severity.value


class Place(NamedTuple):
    """Where an error is, a line of it where that is known, and what it is."""

    where: str
    line: int | None
    what: str

    @classmethod
    def of(cls, error: str, unread: Sequence[str]) -> Place:
        """Return the parts of an error, ``docs/a.md:2: not UTF-8``; a name may have a colon.

        `unread` are the documents that errors may be about.
        """
        name = next((name for name in unread if error.startswith(f"{name}:")), None)
        found = _WHAT.match(error, len(name or "")) if name else _PLACE.match(error)
        if found is None:
            return cls(error, None, error)
        line = found["line"] and int(found["line"])
        return cls(name or found["where"], line or None, error[found.end() :])
