"""Findings as SARIF 2.1.0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from urllib.parse import quote

from sxskit._version import __version__
from sxskit.findings import CODES, Finding
from sxskit.patterns import pattern
from sxskit.reports._shared import dumped, named
from sxskit.reports.baseline import Identity, identity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


# A link in the syntax of SARIF messages: "[text](".
_LINK = pattern(r"\[(?P<text>[^\[\]]*+)\]\(")


def dumps(findings: Sequence[Finding], errors: Sequence[str]) -> str:
    """Return SARIF 2.1.0, for GitHub code scanning and viewers of editors."""
    notes = [{"level": "error", "message": _message(error)} for error in errors]
    driver = {"name": "sxskit", "version": __version__, "rules": list(_rules())}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": notes}],
        "columnKind": "unicodeCodePoints",
        "results": list(_results(findings)),
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules() -> Iterator[dict[str, object]]:
    for name, code in CODES.items():
        meaning = _message(code.meaning)
        yield {
            "id": name,
            # GitHub requires all three, and shows one of them.
            "shortDescription": meaning,
            "fullDescription": meaning,
            "help": meaning,
            "defaultConfiguration": {"level": named(code.severity, info="note")},
        }


def _results(findings: Sequence[Finding]) -> Iterator[dict[str, object]]:
    indices = {code: {"ruleIndex": index} for index, code in enumerate(CODES)}
    seen: Counter[Identity] = Counter()
    for finding in findings:
        same = identity(finding)
        seen[same] += 1
        digest = sha256("\0".join(same).encode(errors="backslashreplace")).hexdigest()[:32]
        uri = quote(finding.path, errors="backslashreplace")
        location = {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": _region(finding),
        }
        yield {
            "ruleId": finding.code,
            **indices.get(finding.code, {}),  # a code of another program has no rule
            "level": named(finding.severity, info="note"),
            "message": _message(finding.message),
            "locations": [{"physicalLocation": location}],
            "partialFingerprints": {"sxskitIdentity/v2": f"{digest}:{seen[same]}"},
        }


def _region(finding: Finding) -> dict[str, object]:
    """The place in a document, with its text, if they are known."""
    region: dict[str, object] = {"startLine": finding.line}
    if finding.column is not None:
        region["startColumn"] = finding.column
    if finding.end_column is not None:
        region["endColumn"] = finding.end_column
    if finding.text:
        region["snippet"] = {"text": finding.text}
    return region


def _message(text: str) -> dict[str, str]:
    """A message of SARIF without placeholders and links (sections 3.11.5 and 3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[\g<text>\\](", text)}
