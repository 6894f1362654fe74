"""Baseline files: known findings, so that a check reports only new ones.

>>> broken = Finding("docs/a.md", 9, "link", "7758d-103: b.md is missing", digest="5d1f6a0c24e7")
>>> print(dumps([broken, broken]).decode(), end="")
{
  "sxskit-baseline": 2,
  "findings": [
    {"path": "docs/a.md", "code": "link", "digest": "5d1f6a0c24e7", "count": 2}
  ]
}
>>> moved = Finding("docs/a.md", 12, "link", "91c0e-p107: no b.md", digest="5d1f6a0c24e7")
>>> len(loads(dumps([broken])).new([moved])), len(loads(dumps([broken])).new([moved, broken]))
(0, 1)

A finding is identified by its path, its code and the digest of its text, not by its message. Equal
findings are counted, so one more of a kind is new.

Law: ``loads(dumps(findings)).new(findings) == ()``
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from shlex import quote
from types import MappingProxyType
from typing import NamedTuple

from sxskit.encoding import decode, encode_escaped
from sxskit.errors import FileError
from sxskit.findings import FORMER, Finding, FormerCodes

_FORMAT = "sxskit-baseline"
_VERSION = 2
_OLD = 1  # findings were identified by their messages


class OldBaselineError(FileError):
    """A baseline of version 1, which must be renewed."""


class Identity(NamedTuple):
    """The identity of a finding, independent of lines, ids and wording."""

    path: str
    code: str
    digest: str


_NONE: Mapping[Identity, int] = MappingProxyType({})


def identity(finding: Finding) -> Identity:
    """Return the identity of a finding."""
    return Identity(finding.path, finding.code, finding.digest)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings with their counts."""

    known: Mapping[Identity, int]

    def new(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that are not known; of more than are known, the last ones."""
        left = Counter(self.known)
        new = []
        for finding in findings:
            same = identity(finding)
            if left[same]:
                left[same] -= 1
            else:
                new.append(finding)
        return tuple(new)

    def gone(
        self, findings: Iterable[Finding], *, documents: Collection[str], codes: Collection[str]
    ) -> int:
        """Return the number of known findings that no longer occur, of those that were checked."""
        left = Counter(self.known) - Counter(identity(finding) for finding in findings)
        return sum(
            count for same, count in left.items() if same.path in documents and same.code in codes
        )

    def others(
        self, *, documents: Collection[str], codes: Collection[str]
    ) -> Mapping[Identity, int]:
        """Return the known findings that were not checked: of other documents or codes."""
        return {
            same: count
            for same, count in self.known.items()
            if same.path not in documents or same.code not in codes
        }


def dumps(findings: Iterable[Finding], *, kept: Mapping[Identity, int] = _NONE) -> bytes:
    """Return the baseline of findings as JSON in UTF-8, sorted, a line for each kind of finding.

    `kept` are known findings to keep in addition.
    """
    counts = Counter(identity(finding) for finding in findings) + Counter(kept)
    lines = [
        f"\n    {json.dumps({**same._asdict(), 'count': count}, ensure_ascii=False)}"
        for same, count in sorted(counts.items())
    ]
    listed = f"{','.join(lines)}\n  " if lines else ""
    text = f'{{\n  "{_FORMAT}": {_VERSION},\n  "findings": [{listed}]\n}}\n'
    # An unpaired surrogate cannot be encoded; its escape is that of JSON.
    return encode_escaped(text)


def loads(data: bytes, name: str = "FILE", *, former: FormerCodes = FORMER) -> Baseline:
    """Return the baseline in the bytes of a file; renamed codes get their new names.

    Raises FileError, with the line if it is known, for bytes that are not a baseline, and
    OldBaselineError for a baseline of version 1.
    """
    members = _parsed(data)
    if not isinstance(members, dict) or _FORMAT not in members:
        raise FileError(f"not a baseline: {_FORMAT!r} is missing")
    version = members[_FORMAT]
    if version == _OLD:
        command = f"sxs check ... --baseline {quote(name)} --write-baseline"
        raise OldBaselineError(f"a baseline of version 1, not {_VERSION}: renew it with {command}")
    if version != _VERSION:
        raise FileError(f"a baseline of version {version!r}, not {_VERSION}: a later sxs reads it")
    findings = members.get("findings")
    if not isinstance(findings, list):
        raise FileError("not a baseline: 'findings' must be a list")
    known: dict[Identity, int] = {}
    for number, finding in enumerate(findings, start=1):
        same, count = _known(finding, f"finding {number}")
        if same in known:
            first = list(known).index(same) + 1
            raise FileError(f"finding {number}: duplicate of finding {first}: add up their counts")
        known[same] = count
    return Baseline(_renamed(known, former))


def _renamed(known: Mapping[Identity, int], former: FormerCodes) -> Mapping[Identity, int]:
    counts = Counter[Identity]()
    for same, count in known.items():
        for code in former.get(same.code, (same.code,)):
            counts[same._replace(code=code)] += count
    return counts


def _parsed(data: bytes) -> object:
    text = decode(data, FileError)
    try:
        parsed: object = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg.lower()} at column {error.colno}"
        raise FileError(what, line=error.lineno) from error
    except ValueError as error:  # too many digits for Python
        raise FileError("not JSON: number out of range") from error
    except RecursionError as error:
        raise FileError("the nesting is too deep") from error
    return parsed


def _known(finding: object, where: str) -> tuple[Identity, int]:
    if not isinstance(finding, dict):
        raise FileError(f"{where}: not an object")
    texts = []
    for name in Identity._fields:
        text = finding.get(name)
        if not isinstance(text, str):
            raise FileError(f"{where}: {name!r} must be a string")
        texts.append(text)
    count = finding.get("count")
    if not isinstance(count, int) or count is True or count < 1:
        raise FileError(f"{where}: 'count' must be a positive integer")
    return Identity(*texts), count
