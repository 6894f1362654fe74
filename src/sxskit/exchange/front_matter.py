r"""Front-matter values, such as the title, as catalog entries and back.

The English values are in the English document only (docs/reference/documents.md), under the same
keys. The unit in the key of an entry is the key of the value: ``docs/a.md#title``.

>>> from sxskit.dialect.document import parse
>>> document = parse("---\ntitle: 'Hallo'\n---\n")
>>> [entry] = value_entries(document, "a.md", "---\ntitle: Hello\n---\n", translated=State.DONE)
>>> str(entry.key), entry.source, entry.target, entry.line, entry.kind
('a.md#title', 'Hello', 'Hallo', 2, 'front matter')
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sxskit.catalog import Entry, Key, Origin, State
from sxskit.dialect.document import Document, parse
from sxskit.dialect.edges import (
    document_text,
    entry_text,
    holds_control,
    holds_frame,
)
from sxskit.dialect.freshness import Freshness, freshness
from sxskit.dialect.locations import at_pair
from sxskit.errors import FrontMatterError
from sxskit.exchange.notes import MOVED_ON
from sxskit.findings import Finding
from sxskit.frontmatter.block import FrontMatter, line_of

# No English documents, no metadata.
NOTHING: Mapping[str, str] = MappingProxyType({})
# The keys that localization translates (docs/reference/documents.md); a list has no entry.
TRANSLATED = ("title", "description", "keywords")
_KIND = "front matter"
FOR_REVIEW = "the new translation is marked for review: --accept-fuzzy applies it"


def value_entries(
    document: Document,
    name: str,
    english: str,
    *,
    translated: State,
    keys: Collection[str] = TRANSLATED,
    origin: Origin = Origin.UNKNOWN,
) -> list[Entry]:
    """Return the entries of values in both documents, in the order of the localized one.

    A value that is empty in the document is new; a value whose key is not in the document cannot be
    merged and has no entry. The others have the origin, and the state `translated`, or review if
    the English document is known to have changed since the translation.
    """
    block, sources = document.front_matter, dict(FrontMatter.of(english).items())
    if not block.is_valid:
        return []
    is_stale = freshness(document, english) is Freshness.STALE
    notes = (MOVED_ON,) if is_stale else ()
    ids = {unit.id for unit in document.units}
    made = []
    for key, value in block.items():
        text = entry_text(sources.get(key) or "")
        if key not in keys or key in ids or "#" in key or not _is_own(value) or not text:
            continue
        target = entry_text(value or "")
        state = State.of(target, is_done=translated is State.DONE and not is_stale)
        entry = Entry(Key(name, key), text, target, state, line_of(block, key), _KIND, (), notes)
        made.append(entry if state is State.NEW else replace(entry, origin=origin))
    return made


def _is_own(value: str | None) -> bool:
    """Whether a value is a text, and not a list or made of units."""
    return value is not None and not holds_frame(value)


@dataclass(frozen=True, slots=True)
class Filled:
    """A document with merged values, their number, and findings on values that were not merged."""

    document: Document
    findings: tuple[Finding, ...]
    applied: int


def filled(
    document: Document,
    name: str,
    given: Iterable[Entry],
    *,
    keys: Collection[str] = TRANSLATED,
    accept: Collection[State] = (State.DONE,),
    english: str | None = None,
    is_of_hand_off: bool = False,
) -> Filled:
    """Return the document with the values of entries that name none of its units.

    The source of an entry must be the value in the English document; without an English document,
    the catalog must be known to be of the same hand-off.
    """
    entries = [*given]
    present = {*document.front_matter} if entries else set[str]()
    findings = []
    applied = 0
    for entry in entries:
        key = entry.key.unit
        if key not in keys or key not in present:
            hint = ": to translate it, name it with --front-matter" if key in present else ""
            what = f"unknown unit {key}{hint}"
            findings.append(_at_value(name, entry.line or 1, "unknown-entry", what, entry))
            continue
        verdict = _verdict(document, entry, accept, english, is_of_hand_off=is_of_hand_off)
        if isinstance(verdict, Document):
            applied += verdict is not document
            document = verdict
        else:
            code, what = verdict
            line = line_of(document.front_matter, key)
            findings.append(_at_value(name, line, code, f"{key}{what}", entry))
    return Filled(document, tuple(findings), applied)


def _verdict(
    document: Document,
    entry: Entry,
    accept: Collection[State],
    english: str | None,
    *,
    is_of_hand_off: bool,
) -> Document | tuple[str, str]:
    """The document with the value of an entry, or the code and the message of a finding."""
    key = entry.key.unit
    if not _differs(entry_text(document.front_matter.get(key) or ""), entry):
        return document
    return (
        _doubt(entry, english, is_of_hand_off=is_of_hand_off)
        or _unready(entry, accept)
        or _with_value(document, key, entry)
    )


def _at_value(name: str, line: int, code: str, message: str, entry: Entry) -> Finding:
    """A finding on a value, with its target in a catalog."""
    return at_pair(
        *(name, line, code, message),
        unit=entry.key.unit,
        source=entry.source,
        target=entry.target,
    )


def _differs(old: str, entry: Entry) -> bool:
    """Whether an entry would change the document; an empty target leaves its text unchanged."""
    new = entry_text(entry.target)
    return new != old if new.strip() else entry.defect is not None or not old.strip()


def _doubt(entry: Entry, english: str | None, *, is_of_hand_off: bool) -> tuple[str, str] | None:
    """Why the translation may be that of another text, or a part of one."""
    if entry.defect is not None:
        return "incomplete-target", f": {entry.defect.message}"
    if not entry.target.strip():
        return "untranslated", ": the translation is missing"
    if english is None:
        if is_of_hand_off:
            return None
        return "stale", (
            ": the source cannot be checked: the catalog contains no unit of the document, "
            "and the English document is missing: give --english"
        )
    if entry_text(FrontMatter.of(english).get(entry.key.unit) or "") != entry_text(entry.source):
        return "stale", ": the translation was made from another source text"
    return None


def _unready(entry: Entry, accept: Collection[State]) -> tuple[str, str] | None:
    if entry.state in accept:
        return None
    return "needs-review", f": {FOR_REVIEW}"


def _with_value(document: Document, key: str, entry: Entry) -> Document | tuple[str, str]:
    """The document with another value, or the code and the message of a finding."""
    block = document.front_matter
    old = block.get(key)
    if old is None:
        return "unsafe-target", ": the value in the document is a list or a mapping"
    new = document_text(entry.target, into=old, line_end="\n")
    reason = _why_unsafe(new, old, entry.source)
    if reason:
        return "unsafe-target", f": the translation contains {reason}"
    try:
        replaced = block.replace(key, new)
    except FrontMatterError as error:
        return "unsafe-target", f": the translation cannot be written: {error}"
    changed = parse(replaced.text + document.text[len(block.text) :])
    if changed.front_matter != replaced or changed.units != document.units:
        return "unsafe-target", ": the translation would break the document"
    return changed


def _why_unsafe(new: str, old: str, source: str) -> str:
    """Text that a value must not contain; empty if there is none."""
    if holds_frame(new):
        return "pair markup"
    if holds_control(new) and not holds_control(old):
        return "a control character"
    breaks = [entry_text(text).count("\n") for text in (old, source)]
    if entry_text(new).count("\n") > max(breaks):
        return "a line break, which its place does not allow"
    return ""
