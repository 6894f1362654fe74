r"""XLIFF 2.0: the core, with the front matter in the metadata module.

A ``<file>`` per document, a ``<unit>`` with one ``<segment>`` per unit, one element on a line. The
version is 2.0 because tools refuse 2.1, which for these files is the same
(docs/reference/catalogs.md). 2.1 and 2.2 are read as 2.0: the core, and what this module itself
writes as metadata; the modules (matches, glossary, change tracking, size restriction, validation,
ITS, plural forms) are passed over. With codes, inline markup is in ``pc``, ``ph``, ``sc`` and
``ec``; the Markdown of each is in the unit's ``<originalData>``, and reading puts it back.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "**Hello**", "**Привет**", State.DONE)
>>> catalog = Catalog("en-US", "ru-RU", (entry,))
>>> loads(dumps(catalog)) == loads(dumps(catalog, codes=True)) == catalog
True

Law: ``loads(dumps(catalog)) == catalog``, less what XLIFF 2.0 cannot hold: white space within a
heading or a note is one blank, an entry is new where it has no target and only there, every state
is stated, and a catalog without a target language has the language ``und``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from sxskit.catalog import (
    DIGEST,
    SOURCE_LANGUAGE,
    Catalog,
    Defect,
    Entry,
    Key,
    State,
)
from sxskit.errors import CatalogError
from sxskit.formats._codes import (
    Codes,
    Half,
    Inline,
    Part,
    Reader,
    defect,
    marked,
    name,
    parts,
    unknown,
)
from sxskit.formats._collected import Collected
from sxskit.formats._references import line_number
from sxskit.formats._remarks import remarks, understood
from sxskit.formats._tool_states import words
from sxskit.formats._xml import (
    Element,
    attributes,
    content,
    element,
    encoded,
    escaped,
    offered,
    once,
    parsed,
    refuse_doubled,
    rename,
)
from sxskit.formats._xml_states import has_unfinished_attribute, has_unfinished_element
from sxskit.languages.tags import tag_of
from sxskit.markdown.codes import (
    Code,
    Piece,
    Role,
    pieces,
)
from sxskit.patterns import pattern

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_NS = f"{{{_NAMESPACE}}}"
_NS_2_2 = "{urn:oasis:names:tc:xliff:document:2.2}"  # 2.1 has the namespace of 2.0
ROOT = f"{_NS}xliff"
ROOT_2_2 = f"{_NS_2_2}xliff"
_MDA = f"{{{_METADATA}}}"
# What the id of a unit has to be: an NMTOKEN (XML 1.0, 2.3), as far as ids of units go.
_NMTOKEN = pattern(r"[\w.:-]+", re.ASCII)
_HEX = pattern(r"[0-9A-Fa-f]{1,5}")
# How deep codes may nest: with 256 elements, libxml2 stops reading.
_DEEPEST = 100
_NOTES, _NOTE = f"{_NS}notes", f"{_NS}note"
_ORIGINAL_DATA, _DATA = f"{_NS}originalData", f"{_NS}data"
_SEGMENT, _IGNORABLE = f"{_NS}segment", f"{_NS}ignorable"
_UNIT, _GROUPS = f"{_NS}unit", (f"{_NS}group",)
_SOURCE, _TARGET = f"{_NS}source", f"{_NS}target"
# The groups in the metadata of a file that are ours, and what a group is read by.
_FRONT_MATTER, _OWN = "front-matter", "sxskit"
_META = "{mda}metadata/{mda}metaGroup[@category='{category}']/{mda}meta"
# The types of codes as XLIFF 2.0 has names for them: type and subtype.
_TYPES = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "strike": ("fmt", "sxs:strike"),
    "break": ("fmt", "xlf:lb"),
    "link": ("link", "sxs:link"),
    "xref": ("link", "sxs:xref"),
    "autolink": ("link", "sxs:autolink"),
    "image": ("image", "sxs:image"),
}


class _Tag:
    """The elements inside a text that are read."""

    PC = f"{_NS}pc"
    PH = f"{_NS}ph"
    SC = f"{_NS}sc"
    EC = f"{_NS}ec"
    CP = f"{_NS}cp"
    MRK = f"{_NS}mrk"
    SM = f"{_NS}sm"
    EM = f"{_NS}em"


# What tells which code it is, the best first.
_IDS = ("copyOf", "startRef", "id")
_ROLES = {_Tag.PH: Role.ALONE, _Tag.SC: Role.OPEN, _Tag.EC: Role.CLOSE}


# The states of a segment that ask for nothing more.
_READY = ("translated", "reviewed", "final")
# The words of a subState that ask for work, as are those in un-: poedit:fuzzy, x:needsReview.
_UNFINISHED = frozenset(
    (
        *("need", "needs", "not", "fuzzy", "draft", "todo", "review", "progress", "pending", "wip"),
        *("new", "initial", "suggested", "suggestion", "machine", "mt", "pretranslated"),
        *("rejected", "failed", "wrong", "incomplete", "partial", "outdated", "provisional"),
    )
)
# Our own remark on the origin of a translation: translate-toolkit leaves it beside its new states.
_MACHINE = "sxs:mt"


def dumps(catalog: Catalog, *, codes: bool = False) -> bytes:
    """The catalog as XLIFF 2.0 in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with the key, where a text holds what XML cannot (then with the character),
    or an id is no NMTOKEN.
    """
    return encoded(_lines(catalog, codes), catalog, "XLIFF 2.0")


def _lines(catalog: Catalog, codes: bool) -> Iterator[str]:
    languages = {"srcLang": catalog.source_language, "trgLang": catalog.target_language or "und"}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{_NAMESPACE}" xmlns:mda="{_METADATA}" version="2.0"'
    yield f"{attributes(languages)}>\n"
    by_document = groupby(catalog.entries, key=lambda entry: entry.key.document)
    for number, (document, entries) in enumerate(by_document, start=1):
        yield from _file(catalog, f"f{number}", document, entries, codes)
    if not catalog.entries:
        yield from _file(catalog, "f1", "", (), codes)
    yield "</xliff>\n"


def _file(
    catalog: Catalog, id: str, document: str, entries: Iterable[Entry], codes: bool
) -> Iterator[str]:
    said = {"id": id, "original": document, "canResegment": "no"}
    yield f"  <file{attributes(said)}>\n"
    yield f"    <skeleton{attributes({'href': document.rpartition('/')[2]})}/>\n"
    yield _metadata(catalog.metadata)
    for entry in entries:
        yield _unit(catalog, entry, codes)
    if not catalog.entries:
        yield '    <group id="g1"/>\n'  # a file is never empty
    yield "  </file>\n"


def _metadata(metadata: Mapping[str, str]) -> str:
    """The metadata, what is not of the front matter in a group of its own."""
    groups: dict[str, list[str]] = {}
    for key, value in metadata.items():
        category = _OWN if key == DIGEST else _FRONT_MATTER
        line = f"        {element('mda:meta', value, {'type': key})}\n"
        groups.setdefault(category, []).append(line)
    written = [
        f'      <mda:metaGroup category="{category}">\n{"".join(lines)}      </mda:metaGroup>\n'
        for category, lines in groups.items()
    ]
    return f"    <mda:metadata>\n{''.join(written)}    </mda:metadata>\n" if written else ""


def _unit(catalog: Catalog, entry: Entry, codes: bool) -> str:
    id = entry.key.unit
    if not _NMTOKEN.fullmatch(id):
        raise CatalogError(f"{entry.key}: XLIFF 2.0 cannot hold the id {id!r}")
    both = pieces(entry.source, entry.target) if codes else None
    both = None if both and _depth(both) > _DEEPEST else both
    data = _data(both) if both else {}
    if both:
        source, target = [_content(side, data) for side in both]
    else:
        source, target = escaped(entry.source), escaped(entry.target)
    kind = "-".join(re.findall(r"\w+", entry.kind))
    type_ = f' type="sxs:{kind}"' if kind else ""
    notes = _notes(entry.kind, entry.context, entry.notes)
    if entry.line is not None:
        place = element("note", f"{entry.key.document}:{entry.line}", {"category": "location"})
        notes = f"{notes}        {place}\n"
    return "".join(
        [
            f'    <unit id="{id}" name="{id}"{type_} xml:space="preserve">\n',
            f"      <notes>\n{notes}      </notes>\n" if notes else "",
            _original_data(data),
            f"      <segment{_state(catalog, entry)}>\n",
            f"        <source>{source}</source>\n",
            f"        <target>{target}</target>\n" if target else "",
            "      </segment>\n    </unit>\n",
        ]
    )


def _state(catalog: Catalog, entry: Entry) -> str:
    match entry.state:
        case State.DONE:
            return ' state="final"'
        case State.REVIEW if catalog.is_machine_translated:
            return f' state="initial" subState="{_MACHINE}"'
        case _:
            return ' state="initial"'


@lru_cache(maxsize=64)  # neighbours stand in the same place
def _notes(kind: str, context: tuple[str, ...], notes: tuple[str, ...]) -> str:
    said = remarks(kind, context, notes)
    lines = [element("note", text, {"category": "developer"}) for text in said]
    return "".join([f"        {line}\n" for line in lines])


def _depth(both: tuple[tuple[Piece, ...], ...]) -> int:
    depth = deepest = 0
    for each in (each for side in both for each in side if isinstance(each, Code)):
        depth += {Role.OPEN: 1, Role.CLOSE: -1}.get(each.role, 0)
        deepest = max(deepest, depth)
    return deepest


def _data(both: tuple[tuple[Piece, ...], ...]) -> dict[str, str]:
    """The Markdown of the codes in both texts, each once, with the id it gets."""
    natives = [each.native for side in both for each in side if isinstance(each, Code)]
    return {native: f"d{n}" for n, native in enumerate(dict.fromkeys(natives), start=1)}


def _original_data(data: dict[str, str]) -> str:
    if not data:
        return ""
    lines = [f"        {element('data', text, {'id': id})}\n" for text, id in data.items()]
    return f"      <originalData>\n{''.join(lines)}      </originalData>\n"


def _content(side: tuple[Piece, ...], data: dict[str, str]) -> str:
    codes = [each for each in side if isinstance(each, Code)]
    closing = {code.id: data[code.native] for code in codes if code.role is Role.CLOSE}
    return content(side, lambda code: _code(code, data[code.native], closing))


def _code(code: Code, ref: str, closing: dict[int, str]) -> str:
    """A code, or half of one; ``disp`` is a word, for some readers take Markdown for markup."""
    type_, subtype = _TYPES.get(code.type, ("other", f"sxs:{code.type}"))
    said = {"id": str(code.id), "type": type_, "subType": subtype}
    match code.role:
        case Role.OPEN:
            refs = {"dataRefStart": ref, "dataRefEnd": closing[code.id]}
            return f"<pc{attributes({**said, **refs})}>"
        case Role.CLOSE:
            return "</pc>"
        case Role.ALONE:
            return f"<ph{attributes({**said, 'disp': code.type, 'dataRef': ref})}/>"
        case Role.LONE_OPEN:
            return f"<sc{attributes({**said, 'dataRef': ref, 'isolated': 'yes'})}/>"
        case _:
            return f"<ec{attributes({**said, 'dataRef': ref, 'isolated': 'yes'})}/>"


def loads(data: bytes, language: str | None = None) -> Catalog:
    """The catalog in an XLIFF 2.0, 2.1 or 2.2 file, as this module or another tool wrote it.

    Nothing is asked of a schema: what a tool drops or adds is no fault. Raises CatalogError, with
    the line, for what is no XLIFF 2 or not safe to read, a unit without an id, the same id twice in
    a document, a code whose data are missing, a target that holds every code twice, and a target
    language other than the one that is asked for.
    """
    return read(parsed(data)).catalog(language)


def read(root: Element) -> Collected:
    """What is in a parsed XLIFF 2 file."""
    if root.tag == ROOT_2_2:
        rename(root, _NS_2_2, _NS)
    if root.tag != ROOT:
        raise CatalogError(f"not XLIFF 2: its root is {root.tag!r}", line=root.sourceline)
    collected = Collected()
    for file in root.iterfind(f"{_NS}file"):
        document = file.get("original") or ""
        for unit in offered(file, _UNIT, _GROUPS):
            collected.add(_entry(unit, document), unit.sourceline or 0)
    first = root.find(f"{_NS}file")
    paths = [_META.format(mda=_MDA, category=category) for category in (_FRONT_MATTER, _OWN)]
    meta = [] if first is None else [each for path in paths for each in first.iterfind(path)]
    collected.source_language = tag_of(root.get("srcLang") or "") or SOURCE_LANGUAGE
    metadata = {each.get("type") or "": each.text or "" for each in meta}
    collected.describe(tag_of(root.get("trgLang") or ""), metadata)
    return collected


def _entry(unit: Element, document: str) -> Entry:
    id = unit.get("id")
    if not id:
        raise CatalogError("a unit without an id", line=unit.sourceline)
    segments: list[_Segment] = []
    notes: list[Element] = []
    more: list[Element] = []
    data: dict[str, str] = {}
    for child in unit:
        tag = child.tag
        if tag in (_SEGMENT, _IGNORABLE):
            segments.append(_segment(child))
        elif tag == _NOTES:
            notes += child.iterchildren(_NOTE)
        elif tag == _ORIGINAL_DATA:
            data |= {each.get("id") or "": _data_text(each) for each in child.iterchildren(_DATA)}
        elif not str(tag).startswith(_NS):
            more.append(child)
    source, target, what = _texts(unit, segments, partial(_inline, data=data))
    is_ready = all(each.is_ready for each in segments) and not _is_marked_unfinished(unit, more)
    line, said = _noted(notes)
    return Entry(
        Key(document, id),
        source,
        target,
        State.of(target, is_done=is_ready),
        line,
        *understood(said),
        defect=what,
    )


class _Segment(NamedTuple):
    """A segment of a unit, or what is between two of them, which `is_ignorable`."""

    source: Element | None
    target: Element | None
    is_ignorable: bool
    is_ready: bool


def _segment(segment: Element) -> _Segment:
    source = target = None
    more = []
    for child in segment:
        tag = child.tag
        if tag == _SOURCE:
            source = once(source, child)
        elif tag == _TARGET:
            target = once(target, child)
        elif not str(tag).startswith(_NS):
            more.append(child)
    is_ignorable = segment.tag == _IGNORABLE
    is_ready = is_ignorable or target is None or _is_ready(segment, target, more)
    return _Segment(source, target, is_ignorable, is_ready)


def _texts(unit: Element, segments: list[_Segment], read: Reader) -> tuple[str, str, Defect | None]:
    """The source and the target of a unit, and why there is only a part of the target."""
    codes = Codes()
    sources = [codes.source(_parts(each.source, read)) for each in segments]
    targets: list[tuple[int, str]] = []
    wanted = done = 0
    for each, source in zip(segments, sources, strict=True):
        text = source if each.is_ignorable else ""
        if each.target is not None:
            text = codes.target(_parts(each.target, read))
            refuse_doubled(each.target, codes.natives, unit.get("id") or "")
        if each.target is not None or each.is_ignorable:
            targets.append((_order(each.target, len(targets)), text))
        if not each.is_ignorable and source.strip():
            wanted += 1
            done += bool(text.strip())
    target = "".join([text for _, text in sorted(targets)])
    if done < wanted and len(segments) > 1:
        what = defect(unit, codes, done=done, segments=wanted, text=target if done else "")
        return "".join(sources), "", what
    what = defect(unit, codes)
    return "".join(sources), "" if what else target, what


def _data_text(data: Element) -> str:
    if not len(data):
        return data.text or ""
    return Codes().source(parts(data, _character))


def _parts(text: Element | None, read: Reader) -> list[Part]:
    return [] if text is None else parts(text, read) if len(text) else [text.text or ""]


def _is_ready(segment: Element, target: Element, more: list[Element]) -> bool:
    """Whether neither state nor subState of a segment asks for work, nor `more` of a tool does."""
    # Weblate writes the state of XLIFF 1.2 to the target, where 2.0 has none.
    state = target.get("state") or segment.get("state")
    if state not in _READY or _is_unfinished(segment.get("subState")):
        return False
    if len(target) and any(map(has_unfinished_attribute, target.iterdescendants(_Tag.MRK))):
        return False
    return not has_unfinished_attribute(target) and not _is_marked_unfinished(segment, more)


@lru_cache
def _is_unfinished(said: str | None) -> bool:
    """Whether a subState, ``prefix:value``, asks for work."""
    if not said or said == _MACHINE:
        return False
    said_words = words(said.rpartition(":")[2])
    return any(word in _UNFINISHED or word.startswith("un") for word in said_words)


def _is_marked_unfinished(holder: Element, more: list[Element]) -> bool:
    """Whether a tool marks a unit or a segment so, in attributes or in `more`, its elements."""
    return has_unfinished_attribute(holder) or (bool(more) and has_unfinished_element(more))


def _order(target: Element | None, place: int) -> int:
    """Where in the unit the target of a segment stands, counted from 0."""
    number = None if target is None else line_number(target.get("order") or "")
    return place if number is None else number - 1


def _noted(notes: list[Element]) -> tuple[int | None, tuple[str, ...]]:
    """The line and the remarks that the notes of a unit tell."""
    line = None
    said = []
    for note in notes:
        text = note.text or ""
        if note.get("category") == "location":
            number = text.rpartition(":")[2]
            line = line_number(number) or line
        else:
            said.append(text)
    return line, tuple(said)


def _inline(element: Element, data: dict[str, str]) -> Inline | str | None:
    """What an element in a text is; its data stand in the unit, if it has any."""
    match element.tag:
        case _Tag.PC:
            start = _half(element, Role.OPEN, _native(element, "dataRefStart", data))
            end = _half(element, Role.CLOSE, _native(element, "dataRefEnd", data))
            return Inline(start, end)
        case tag if tag in _ROLES:
            return Inline(_half(element, _ROLES[tag], _native(element, "dataRef", data)))
        case _Tag.MRK | _Tag.SM | _Tag.EM:
            marked(element, element.get("type") or "")
            return None
        case _:
            return _character(element)


def _half(code: Element, role: Role, native: str | None) -> Half:
    """A code, or half of one; what closes one, or is a copy of one, names that."""
    ids = tuple(filter(None, map(code.get, _IDS)))
    return Half(role, ids, native, name(code) if native is None else "")


def _native(code: Element, name: str, data: dict[str, str]) -> str | None:
    reference = code.get(name)
    if reference is None:
        return None
    if reference not in data:
        raise CatalogError(f"a code whose data {reference!r} are missing", line=code.sourceline)
    return data[reference]


def _character(cp: Element) -> Inline | str | None:
    """What a ``<cp>`` stands for: it is there for characters that no document shall hold."""
    if cp.tag != _Tag.CP:
        return unknown(cp)
    number = cp.get("hex") or ""
    character = chr(int(number, 16)) if _HEX.fullmatch(number) else ""
    if not character or not (character.isprintable() or character in "\t\n\r"):
        raise CatalogError(f"no character for a document: {number!r}", line=cp.sourceline)
    return character
