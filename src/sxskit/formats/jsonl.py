r"""JSONL, a JSON object per line and entry, for scripts and machine translation.

The members have a fixed order. Reading ignores other members. All except ``doc``, ``id``,
``source`` and ``target`` may be missing or ``null``; a ``source`` or ``target`` that is ``null`` is
empty, as pandas and machine translation write them.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE, 10, "title 1")
>>> print(dumps(Catalog("en-US", "ru-RU", (entry,))).decode())  # doctest: +NORMALIZE_WHITESPACE
{"doc": "a.md", "id": "7758d-103", "line": 10, "kind": "title 1", "heading": [], "notes": [],
 "source": "Hello", "target": "Привет", "state": "done",
 "source_lang": "en-US", "target_lang": "ru-RU", "origin": null}
<BLANKLINE>
>>> loads(b'{"doc": "a.md", "id": "7758d-103", "source": "Hello", "target": ""}').entries[0].state
<State.NEW: 'new'>

Law: ``loads(dumps(catalog)) == catalog``, with these exceptions: an entry without a target is new;
of the metadata, the translation type and the digest are kept; a catalog without entries has no line
for these and its languages.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from sxskit.catalog import (
    DIGEST,
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Alternative,
    Catalog,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.encoding import decode
from sxskit.errors import CatalogError
from sxskit.formats._alternatives import alternative, members
from sxskit.formats._collected import Collected
from sxskit.formats._remarks import origin_of
from sxskit.formats._tool_states import is_unfinished
from sxskit.languages.tags import tag_of
from sxskit.patterns import pattern

# A member of lines whose state follows from the target and was not in a file.
_STATED = "state_is_stated"
# The members for metadata, the same in every line.
_METADATA = {"origin": TRANSLATION_TYPE, "digest": DIGEST}
# The members of sxskit; members that others add may be states.
_OWN = frozenset(
    (
        *("doc", "id", "line", "kind", "heading", "notes", "source", "target", "state", _STATED),
        *("source_lang", "target_lang", *_METADATA),
        *("target_origin", "previous_source", "alternatives", "obsolete"),
    )
)
_NOTHING: Mapping[str, object] = MappingProxyType({})
_ORIGINS = {str(origin): origin for origin in (Origin.MACHINE, Origin.HUMAN)}
_ENCODER = json.JSONEncoder(ensure_ascii=False)
# An unpaired surrogate: JSON can escape it, a document cannot contain it.
_HALF = pattern("[\ud800-\udfff]")


def dumps(catalog: Catalog) -> bytes:
    """Return a catalog as JSON Lines in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, for a text with an unpaired surrogate.
    """
    lines = [_line(entry, catalog) for entry in catalog.entries]
    lines += [_line(entry, catalog, {"obsolete": True}) for entry in catalog.obsolete]
    return b"".join(lines)


def _line(entry: Entry, catalog: Catalog, more: Mapping[str, object] = _NOTHING) -> bytes:
    digest = {"digest": catalog.metadata[DIGEST]} if DIGEST in catalog.metadata else {}
    line = _ENCODER.encode(
        {
            "doc": entry.key.document,
            "id": entry.key.unit,
            "line": entry.line,
            "kind": entry.kind,
            "heading": entry.context,
            "notes": entry.notes,
            "source": entry.source,
            "target": entry.target,
            "state": entry.state if entry.target.strip() else State.NEW,
            **({} if entry.state_is_stated else {_STATED: False}),
            "source_lang": catalog.source_language,
            "target_lang": catalog.target_language,
            "origin": catalog.metadata.get(TRANSLATION_TYPE),
            **digest,
            **_rare(entry, catalog.origin),
            **more,
        }
    )
    try:
        return f"{line}\n".encode()
    except UnicodeEncodeError as error:
        code = f"U+{ord(line[error.start]):04X}"
        raise CatalogError(f"{entry.key}: JSONL cannot contain {code}") from error


def _rare(entry: Entry, usual: Origin) -> dict[str, object]:
    """The rare members of an entry."""
    rare: dict[str, object] = {}
    if entry.origin is not usual and entry.origin is not Origin.UNKNOWN:
        rare["target_origin"] = entry.origin
    if entry.previous_source:
        rare["previous_source"] = entry.previous_source
    if entry.alternatives:
        rare["alternatives"] = [members(each) for each in entry.alternatives]
    return rare


def loads(data: bytes, language: str | None = None) -> Catalog:
    """Return the catalog in a JSONL file; blank lines are ignored.

    Of several target languages, the lines in the requested one are read. Raises CatalogError, with
    the line, for a line that is not a JSON object, a member that is missing, duplicate or of
    another type, a duplicate key, several source languages, and several target languages without a
    requested one.
    """
    return read(data).catalog(language)


def read(data: bytes) -> Collected:
    """Return the entries of a JSONL file."""
    collected = Collected()
    sources: dict[str, int] = {}
    named: dict[str, dict[str, set[str]]] = {}
    for row in _rows(data):
        tag = _tag(row, "target_lang")
        is_obsolete = row.members.get("obsolete") is True
        entry = _entry(row, is_obsolete=is_obsolete)
        collected.add(entry, row.line, tag, is_obsolete=is_obsolete)
        sources.setdefault(_tag(row, "source_lang"), row.line)
        for name, key in _METADATA.items():
            value = row.text(name)
            if value is not None:
                named.setdefault(tag, {}).setdefault(key, set()).add(value)
    collected.source_language = _source_language(sources)
    for tag, metadata in named.items():
        agreed = {key: values.pop() for key, values in metadata.items() if len(values) == 1}
        collected.describe(tag, agreed)
    return collected


class _Row(NamedTuple):
    """An object and its line."""

    line: int
    members: Mapping[str, object]

    def required(self, name: str) -> str:
        """Return a required member, which must not be ``null``."""
        value = self.text(name)
        if value is None:
            raise CatalogError(f"{name!r} is missing", line=self.line)
        return value

    def filled(self, name: str) -> str:
        """Return a required member; empty if it is ``null``."""
        return (self.text(name) or "") if name in self.members else self.required(name)

    def text(self, name: str) -> str | None:
        value = self.members.get(name)
        return None if value is None else self._whole(name, value)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.members.get(name)
        if values is None:
            return ()
        if not isinstance(values, list):
            raise CatalogError(f"{name!r} must be a list of strings", line=self.line)
        return tuple([self._whole(name, value) for value in values])

    def number(self, name: str) -> int | None:
        value = self.members.get(name)
        # pandas writes 10.0 for 10 in a column with missing values.
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is None or (isinstance(value, int) and value is not True and value > 0):
            return value
        raise CatalogError(f"{name!r} must be a positive integer", line=self.line)

    def _whole(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise CatalogError(f"{name!r} must be a string", line=self.line)
        half = _HALF.search(value)
        if half:
            what = f"{name!r} contains U+{ord(half[0]):04X}, an unpaired surrogate"
            raise CatalogError(what, line=self.line)
        return value


def _rows(data: bytes) -> Iterator[_Row]:
    # Only at LF: strings may contain U+2028 and U+0085.
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    for line, raw in enumerate(lines, start=1):
        if raw.strip():
            yield _Row(line, _members(raw, line))


def _members(raw: bytes, line: int) -> dict[str, object]:
    """The members of the object in a line."""
    text = decode(raw, CatalogError, line=line, keep_mark=True)
    try:
        # As pairs, because a dict would keep the last one of a duplicate name.
        pairs = json.loads(text, object_pairs_hook=tuple, parse_constant=_refused)
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg.lower()} at column {error.colno}: {text[:40]!r}"
        raise CatalogError(what, line=line) from error
    except ValueError as error:  # too many digits for Python, or not a number
        raise CatalogError(f"not JSON: number out of range: {text[:40]!r}", line=line) from error
    except RecursionError as error:
        raise CatalogError("the nesting is too deep", line=line) from error
    if not isinstance(pairs, tuple):
        raise CatalogError(f"not a JSON object: {text[:40]!r}: one per line", line=line)
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            raise CatalogError(f"duplicate member {name[:40]!r}", line=line)
        members[name] = value
    return members


def _refused(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity, which are not JSON


def _entry(row: _Row, *, is_obsolete: bool) -> Entry:
    key = Key(row.required("doc"), (row.text if is_obsolete else row.required)("id") or "")
    if "#" in key.unit:
        raise CatalogError(f"{key.unit!r} is not the id of a unit: it contains '#'", line=row.line)
    target = row.filled("target")
    state = _state(row) if target.strip() else State.NEW
    told = _ORIGINS.get(row.text("target_origin") or "")
    return Entry(
        key,
        row.filled("source"),
        target,
        state,
        row.number("line"),
        row.text("kind") or "",
        row.texts("heading"),
        row.texts("notes"),
        row.text("state") is not None and row.members.get(_STATED) is not False,
        origin=origin_of(told, state, Origin.of(row.text("origin") or "")),
        previous_source=row.text("previous_source") or "",
        alternatives=_alternatives(row) if "alternatives" in row.members else (),
    )


def _alternatives(row: _Row) -> tuple[Alternative, ...]:
    """The alternatives in a line, without invalid ones."""
    value = row.members["alternatives"]
    if not isinstance(value, list):
        return ()
    objects = [dict(each) for each in value if isinstance(each, tuple)]  # in the form of `_members`
    read = map(alternative, objects)
    return tuple([each for each in read if each is not None])


def _state(row: _Row) -> State:
    """The state of a translation; one in an unknown state is to review."""
    name = row.text("state")
    if name is not None and name != State.DONE:
        return State(name) if name in set(State) else State.REVIEW
    foreign = () if row.members.keys() <= _OWN else row.members.keys() - _OWN
    is_done = not any(_is_unfinished(each, row.members[each]) for each in foreign)
    return State.DONE if is_done else State.REVIEW


def _is_unfinished(name: str, value: object) -> bool:
    """Whether a member of another tool means unfinished; ``null`` does not."""
    if isinstance(value, float) and value.is_integer():  # pandas, in a column with missing values
        value = int(value)
    return value is not None and is_unfinished(name, str(value))


def _tag(row: _Row, name: str) -> str:
    """The language tag in a member; empty if there is none."""
    named = row.text(name) or ""
    tag = tag_of(named)
    if not tag and named not in ("", "und"):
        raise CatalogError(f"{name!r} must be a language tag, not {named!r}", line=row.line)
    return tag


def _source_language(tags: Mapping[str, int]) -> str:
    """The only source language of the lines; an empty one is unknown."""
    first, *others = [tag for tag in tags if tag] or [SOURCE_LANGUAGE]
    for tag in others:
        what = f"'source_lang' is {tag!r}, but {first!r} in line {tags[first]}: use one"
        raise CatalogError(what, line=tags[tag])
    return first
