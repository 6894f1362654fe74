r"""JSONL, one JSON object per line and entry: what scripts and machine translation read and write.

The members have a fixed order; whatever else a line holds is passed over on reading, and all but
``doc``, ``id``, ``source`` and ``target`` may be missing or ``null``; a ``source`` or ``target``
that is ``null`` is empty, as pandas and machine translation write them.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE, 10, "title 1")
>>> print(dumps(Catalog("en-US", "ru-RU", (entry,))).decode())  # doctest: +NORMALIZE_WHITESPACE
{"doc": "a.md", "id": "7758d-103", "line": 10, "kind": "title 1", "heading": [], "notes": [],
 "source": "Hello", "target": "Привет", "state": "done",
 "source_lang": "en-US", "target_lang": "ru-RU", "origin": null}
<BLANKLINE>
>>> loads(b'{"doc": "a.md", "id": "7758d-103", "source": "Hello", "target": ""}').entries[0].state
<State.NEW: 'new'>

Law: ``loads(dumps(catalog)) == catalog``, less what JSONL cannot hold: an entry without a target is
new, of the metadata the kind of translation and the digest are kept, and a catalog without entries
has no line to name these and its languages.
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

# A member of the lines whose state was concluded from the target, and stated by nobody.
_STATED = "state_is_stated"
# The members that name metadata, the same in every line.
_METADATA = {"origin": TRANSLATION_TYPE, "digest": DIGEST}
# The members of ours; what others add may tell a state.
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
# Half a surrogate pair: JSON can escape it, no document can hold it.
_HALF = pattern("[\ud800-\udfff]")


def dumps(catalog: Catalog) -> bytes:
    """The catalog as JSON Lines in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, where a text holds half a surrogate pair.
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
        raise CatalogError(f"{entry.key}: JSONL cannot hold {code}") from error


def _rare(entry: Entry, usual: Origin) -> dict[str, object]:
    """The members that hardly any entry has."""
    said: dict[str, object] = {}
    if entry.origin is not usual and entry.origin is not Origin.UNKNOWN:
        said["target_origin"] = entry.origin
    if entry.previous_source:
        said["previous_source"] = entry.previous_source
    if entry.alternatives:
        said["alternatives"] = [members(each) for each in entry.alternatives]
    return said


def loads(data: bytes, language: str | None = None) -> Catalog:
    """The catalog in a JSONL file; blank lines are passed over.

    Of lines with unlike target languages, those in the one that is asked for are read. Raises
    CatalogError, with its line, for what is no JSON object, for a member that is missing, stands
    twice or is of another type, for a key that stands twice, for unlike source languages, and for
    several target languages where none is asked for.
    """
    return read(data).catalog(language)


def read(data: bytes) -> Collected:
    """What is in a JSONL file."""
    collected = Collected()
    sources: dict[str, int] = {}
    said: dict[str, dict[str, set[str]]] = {}
    for row in _rows(data):
        tag = _tag(row, "target_lang")
        is_obsolete = row.members.get("obsolete") is True
        entry = _entry(row, is_obsolete=is_obsolete)
        collected.add(entry, row.line, tag, is_obsolete=is_obsolete)
        sources.setdefault(_tag(row, "source_lang"), row.line)
        for name, key in _METADATA.items():
            value = row.text(name)
            if value is not None:
                said.setdefault(tag, {}).setdefault(key, set()).add(value)
    collected.source_language = _source_language(sources)
    for tag, metadata in said.items():
        agreed = {key: values.pop() for key, values in metadata.items() if len(values) == 1}
        collected.describe(tag, agreed)
    return collected


class _Row(NamedTuple):
    """An object and the line it stands on."""

    line: int
    members: Mapping[str, object]

    def required(self, name: str) -> str:
        """A member that has to be there, and not ``null``."""
        value = self.text(name)
        if value is None:
            raise CatalogError(f"no {name!r}", line=self.line)
        return value

    def filled(self, name: str) -> str:
        """A member that has to be there; empty where it is ``null``."""
        return (self.text(name) or "") if name in self.members else self.required(name)

    def text(self, name: str) -> str | None:
        value = self.members.get(name)
        return None if value is None else self._whole(name, value)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.members.get(name)
        if values is None:
            return ()
        if not isinstance(values, list):
            raise CatalogError(f"{name!r} is no list of strings", line=self.line)
        return tuple([self._whole(name, value) for value in values])

    def number(self, name: str) -> int | None:
        value = self.members.get(name)
        # Where a column has gaps, pandas makes 10.0 of 10.
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is None or (isinstance(value, int) and value is not True and value > 0):
            return value
        raise CatalogError(f"{name!r} is no whole number from 1 on", line=self.line)

    def _whole(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise CatalogError(f"{name!r} is no string", line=self.line)
        half = _HALF.search(value)
        if half:
            what = f"{name!r} holds U+{ord(half[0]):04X}, half a character"
            raise CatalogError(what, line=self.line)
        return value


def _rows(data: bytes) -> Iterator[_Row]:
    # At LF and nowhere else: U+2028 and U+0085 stand in strings as they are.
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    for line, raw in enumerate(lines, start=1):
        if raw.strip():
            yield _Row(line, _members(raw, line))


def _members(raw: bytes, line: int) -> dict[str, object]:
    """The members of the object in a line."""
    text = decode(raw, CatalogError, line=line, keep_mark=True)
    try:
        # As pairs: of a name that stands twice, a dict would keep the last.
        pairs = json.loads(text, object_pairs_hook=tuple, parse_constant=_refused)
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg.lower()} at column {error.colno}: {text[:40]!r}"
        raise CatalogError(what, line=line) from error
    except ValueError as error:  # more digits than Python reads, or no number at all
        raise CatalogError(f"not JSON: a number out of bounds: {text[:40]!r}", line=line) from error
    except RecursionError as error:
        raise CatalogError("nested too deep", line=line) from error
    if not isinstance(pairs, tuple):
        raise CatalogError(f"not an object, one a line: {text[:40]!r}", line=line)
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            raise CatalogError(f"{name[:40]!r} stands twice in the object", line=line)
        members[name] = value
    return members


def _refused(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity, which are no JSON


def _entry(row: _Row, *, is_obsolete: bool) -> Entry:
    key = Key(row.required("doc"), (row.text if is_obsolete else row.required)("id") or "")
    if "#" in key.unit:
        raise CatalogError(f"{key.unit!r} is no id of a unit: it holds a '#'", line=row.line)
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
    """The alternatives that a line names; what is none is passed over."""
    value = row.members["alternatives"]
    if not isinstance(value, list):
        return ()
    objects = [dict(each) for each in value if isinstance(each, tuple)]  # as `_members` reads them
    read = map(alternative, objects)
    return tuple([each for each in read if each is not None])


def _state(row: _Row) -> State:
    """The state of a translation; one that is not known is for a person to look at."""
    name = row.text("state")
    if name is not None and name != State.DONE:
        return State(name) if name in set(State) else State.REVIEW
    foreign = () if row.members.keys() <= _OWN else row.members.keys() - _OWN
    is_done = not any(_is_unfinished(each, row.members[each]) for each in foreign)
    return State.DONE if is_done else State.REVIEW


def _is_unfinished(name: str, value: object) -> bool:
    """Whether another tool's member says so; one that is ``null`` is none."""
    if isinstance(value, float) and value.is_integer():  # pandas, where a column has gaps
        value = int(value)
    return value is not None and is_unfinished(name, str(value))


def _tag(row: _Row, name: str) -> str:
    """The tag of the language that a member names; empty where it names none."""
    named = row.text(name) or ""
    tag = tag_of(named)
    if not tag and named not in ("", "und"):
        raise CatalogError(f"{name!r} is {named!r}, which is no language tag", line=row.line)
    return tag


def _source_language(tags: Mapping[str, int]) -> str:
    """The one language that the lines name, an empty one being not known."""
    first, *others = [tag for tag in tags if tag] or [SOURCE_LANGUAGE]
    for tag in others:
        what = f"'source_lang' is {tag!r}, in line {tags[first]} it is {first!r}"
        raise CatalogError(what, line=tags[tag])
    return first
