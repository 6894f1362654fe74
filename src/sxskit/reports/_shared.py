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
    """Return indented JSON in which only line breaks end a line."""
    # Line breaks are between strings only; inside them they are escapes.
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "".join(f"{json_escaped(line)}\n" for line in lines)


def named(severity: Severity, *, info: str) -> str:
    """Return the name of a severity in a format with another name for infos."""
    return info if severity is Severity.INFO else severity.value


class Place(NamedTuple):
    """The place of an error, its line if it is known, and its message."""

    where: str
    line: int | None
    what: str

    @classmethod
    def of(cls, error: str, unread: Sequence[str]) -> Place:
        """Return the parts of an error, ``docs/a.md:2: not UTF-8``; a name may contain a colon.

        `unread` are the documents that errors may be about.
        """
        name = next((name for name in unread if error.startswith(f"{name}:")), None)
        found = _WHAT.match(error, len(name or "")) if name else _PLACE.match(error)
        if found is None:
            return cls(error, None, error)
        line = found["line"] and int(found["line"])
        return cls(name or found["where"], line or None, error[found.end() :])
