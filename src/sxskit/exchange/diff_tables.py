"""Changes of a hand-off as a text table or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps
from typing import Literal, TypeAlias

from sxskit.errors import unknown
from sxskit.exchange.diff import Band, Change, Diff, Kind

DiffFormat: TypeAlias = Literal["text", "json"]
_FORMATS = ("text", "json")


def format_diff(changes: Diff, format: DiffFormat = "text") -> str:
    """Return the changes as a table for people, or as JSON for scripts.

    Raises ValueError, with the nearest name, for an unknown format.
    """
    if format not in _FORMATS:
        raise unknown("format", format, _FORMATS)
    return _json(changes) if format == "json" else _text(changes)


def _text(changes: Diff) -> str:
    """The numbers of units and words by kind and by band, with totals of the new hand-off."""
    present = [each for each in changes.changes if each.kind is not Kind.GONE]
    rows = [("", "units", "words")]
    rows += [_row(kind, changes.of(kind)) for kind in Kind if kind is not Kind.GONE]
    rows += [_row("total", present), _row(Kind.GONE, changes.of(Kind.GONE)), ("", "", "")]
    rows += [_row(band, changes.of(band)) for band in Band]
    rows.append(_row("total", present))
    return "".join(
        f"{label:<16}{units:>10}{count:>12}".rstrip() + "\n" for label, units, count in rows
    )


def _row(label: str, changes: list[Change]) -> tuple[str, str, str]:
    return label, f"{len(changes):,}", f"{sum(each.words for each in changes):,}"


def _json(changes: Diff) -> str:
    """The counts, the names of changed documents, and each change, as JSON."""
    new = {name: old for name, old in changes.documents.items() if name != old}
    known = {*changes.documents}
    came = [name for name in changes.new_documents if name not in known]
    left = {*changes.documents.values()}
    found = {
        "kinds": _counts(Kind, changes),
        "bands": _counts(Band, changes),
        "documents": {
            "renamed": new,
            "new": came,
            "gone": [name for name in changes.old_documents if name not in left],
        },
        "changes": [_members(each) for each in changes.changes if each.kind is not Kind.UNCHANGED],
    }
    return dumps(found, indent=2, ensure_ascii=False) + "\n"


def _counts(names: Iterable[Kind | Band], changes: Diff) -> dict[str, dict[str, int]]:
    found = {}
    for name in names:
        of = changes.of(name)
        found[str(name)] = {"units": len(of), "words": sum(each.words for each in of)}
    return found


def _members(change: Change) -> dict[str, object]:
    """A change as members of JSON; a missing entry is null."""
    sides = {}
    for side, entry in (("old", change.old), ("new", change.new)):
        sides[side] = entry and {
            "document": entry.key.document,
            "unit": entry.key.unit,
            "line": entry.line,
            "source": entry.source,
            "target": entry.target,
            "state": entry.state,
        }
    return {
        "kind": change.kind,
        "words": change.words,
        "score": change.score,
        "band": change.band,
        **sides,
    }
