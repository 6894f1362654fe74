"""Reading of XLIFF 2."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Alternative,
    Catalog,
    Defect,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.errors import CatalogError
from sxskit.formats._alternatives import score
from sxskit.formats._codes import Codes, Part, Reader, defect, parts
from sxskit.formats._collected import Collected
from sxskit.formats._references import line_number
from sxskit.formats._remarks import origin_of, understood
from sxskit.formats._xml import Element, offered, once, parsed, refuse_doubled, rename
from sxskit.formats.xliff2.inline import Tag, data_text, inline
from sxskit.formats.xliff2.names import (
    BY_HUMAN,
    FRONT_MATTER,
    MACHINE,
    MATCHES,
    METADATA,
    NS,
    NS_2_2,
    OBSOLETE,
    OWN,
    ROOT,
    ROOT_2_2,
)
from sxskit.formats.xliff2.states import is_marked_unfinished
from sxskit.formats.xliff2.states import is_ready as is_segment_ready
from sxskit.languages.tags import tag_of

_MDA, _MTC = f"{{{METADATA}}}", f"{{{MATCHES}}}"
_MATCHES, _MATCH = f"{_MTC}matches", f"{_MTC}match"
_NOTES, _NOTE = f"{NS}notes", f"{NS}note"
_ORIGINAL_DATA, _DATA = f"{NS}originalData", f"{NS}data"
_SEGMENT, _IGNORABLE = f"{NS}segment", f"{NS}ignorable"
_UNIT, _GROUPS = f"{NS}unit", (f"{NS}group",)
_SOURCE, _TARGET = f"{NS}source", f"{NS}target"
_OBSOLETE = f"{NS}group[@type='{OBSOLETE}']/{_UNIT}"
# The functions that read groups in the metadata of a file.
_META = "{mda}metadata/{mda}metaGroup[@category='{category}']/{mda}meta"


def loads(data: bytes, language: str | None = None) -> Catalog:
    """Return the catalog in an XLIFF 2.0, 2.1 or 2.2 file from this module or another tool.

    The file is not validated: tools may omit or add elements. Raises CatalogError, with the line,
    for a file that is not XLIFF 2 or unsafe, a unit without an id, a duplicate id in a document, a
    code without its data, a target that contains every code twice, and another target language than
    the requested one.
    """
    return read(parsed(data)).catalog(language)


def read(root: Element) -> Collected:
    """Return the entries of a parsed XLIFF 2 file."""
    if root.tag == ROOT_2_2:
        rename(root, NS_2_2, NS)
    if root.tag != ROOT:
        raise CatalogError(f"not XLIFF 2: the root element is {root.tag!r}", line=root.sourceline)
    collected = Collected()
    metadata = _metadata(root.find(f"{NS}file"))
    usual = Origin.of(metadata.get(TRANSLATION_TYPE, ""))
    for file in root.iterfind(f"{NS}file"):
        document = file.get("original") or ""
        for unit in offered(file, _UNIT, _GROUPS):
            key = Key(document, unit.get("id") or "")
            if not key.unit:
                raise CatalogError("a unit has no id", line=unit.sourceline)
            collected.add(_entry(unit, key, usual), unit.sourceline or 0)
        for unit in file.iterfind(_OBSOLETE):
            entry = _entry(unit, Key(document, unit.get("name") or ""), usual)
            collected.add(entry, 0, is_obsolete=True)
    collected.source_language = tag_of(root.get("srcLang") or "") or SOURCE_LANGUAGE
    collected.describe(tag_of(root.get("trgLang") or ""), metadata)
    return collected


def _metadata(file: Element | None) -> dict[str, str]:
    """The metadata of sxskit in a file."""
    paths = [_META.format(mda=_MDA, category=category) for category in (FRONT_MATTER, OWN)]
    found = [] if file is None else [each for path in paths for each in file.iterfind(path)]
    return {each.get("type") or "": each.text or "" for each in found}


class _Parts:
    """The elements in a unit, by kind."""

    def __init__(self, unit: Element) -> None:
        self.segments: list[_Segment] = []
        self.notes: list[Element] = []
        self.matches: list[Element] = []
        self.of_tools: list[Element] = []
        self.data: dict[str, str] = {}
        for child in unit:
            tag = child.tag
            if tag in (_SEGMENT, _IGNORABLE):
                self.segments.append(_segment(child))
            elif tag == _NOTES:
                self.notes += child.iterchildren(_NOTE)
            elif tag == _ORIGINAL_DATA:
                self.data |= _data(child)
            elif tag == _MATCHES:
                self.matches += child.iterchildren(_MATCH)
            elif not str(tag).startswith(NS):
                self.of_tools.append(child)


def _entry(unit: Element, key: Key, usual: Origin) -> Entry:
    """The entry of a unit; `usual` is the origin of the targets in its file."""
    parts = _Parts(unit)
    segments = parts.segments
    source, target, what = _texts(key.unit, unit, segments, partial(inline, data=parts.data))
    is_ready = all(each.is_ready for each in segments)
    is_marked = is_marked_unfinished(unit, parts.of_tools)
    state = State.of(target, is_done=is_ready and not is_marked)
    line, texts = _noted(parts.notes)
    told = understood(texts)
    origin = told.origin
    if origin is None and any(each.is_machine for each in segments):
        origin = Origin.MACHINE
    found = _alternatives(parts.matches, segments, source) if parts.matches else ()
    return Entry(
        key,
        source,
        target,
        state,
        line,
        told.kind,
        told.context,
        told.notes,
        True,
        what,
        origin_of(origin, state, usual),
        told.previous_source,
        (*found, *told.alternatives) if found else told.alternatives,
    )


def _data(original: Element) -> dict[str, str]:
    return {each.get("id") or "": data_text(each) for each in original.iterchildren(_DATA)}


def _alternatives(
    matches: list[Element], segments: list[_Segment], unit_source: str
) -> list[Alternative]:
    """The alternatives in matches for the whole unit, except those for reference.

    Matches for reference are in other languages.
    """
    texts = [each.source for each in segments if not each.is_ignorable and each.source is not None]
    if len(texts) != 1:
        return []
    whole = "".join(texts[0].itertext()).strip()
    of_part = {
        mark.get("id")
        for mark in texts[0].iterdescendants(Tag.MRK)
        if "".join(mark.itertext()).strip() != whole
    }
    wanted = [
        match
        for match in matches
        if match.get("reference") != "yes"
        and (match.get("ref") or "").rpartition("#")[2] not in of_part
    ]
    found = [_alternative(match, unit_source) for match in wanted]
    return [each for each in found if each is not None]


def _alternative(match: Element, unit_source: str) -> Alternative | None:
    """The alternative in a match; None for an invalid one."""
    source, target, original = map(match.find, (_SOURCE, _TARGET, _ORIGINAL_DATA))
    if source is None or target is None:
        return None
    codes = Codes()
    try:
        read = partial(inline, data={} if original is None else _data(original))
        before, text = codes.source(_parts(source, read)), codes.target(_parts(target, read))
    except CatalogError:
        return None
    if codes.missing or not text.strip():
        return None
    given = match.get("matchQuality") or match.get("similarity") or ""
    before = "" if before == unit_source else before
    return Alternative(text, _origin(match), score(given), match.get("origin") or "", before)


def _origin(match: Element) -> Origin:
    if match.get("type") == "mt":
        return Origin.MACHINE
    return Origin.HUMAN if match.get("subType") == BY_HUMAN else Origin.UNKNOWN


class _Segment(NamedTuple):
    """A segment of a unit, or the text between two segments, which `is_ignorable`."""

    source: Element | None
    target: Element | None
    is_ignorable: bool
    is_ready: bool
    is_machine: bool


def _segment(segment: Element) -> _Segment:
    source = target = None
    more = []
    for child in segment:
        tag = child.tag
        if tag == _SOURCE:
            source = once(source, child)
        elif tag == _TARGET:
            target = once(target, child)
        elif not str(tag).startswith(NS):
            more.append(child)
    is_ignorable = segment.tag == _IGNORABLE
    is_ready = is_ignorable or target is None or is_segment_ready(segment, target, more)
    is_machine = segment.get("subState") == MACHINE
    return _Segment(source, target, is_ignorable, is_ready, is_machine)


def _texts(
    id: str, unit: Element, segments: list[_Segment], read: Reader
) -> tuple[str, str, Defect | None]:
    """The source and the target of a unit, and the defect of an incomplete target."""
    codes = Codes()
    sources = [codes.source(_parts(each.source, read)) for each in segments]
    targets: list[tuple[int, str]] = []
    wanted = done = 0
    for each, source in zip(segments, sources, strict=True):
        text = source if each.is_ignorable else ""
        if each.target is not None:
            text = codes.target(_parts(each.target, read))
            refuse_doubled(each.target, codes.natives, id)
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


def _parts(text: Element | None, read: Reader) -> list[Part]:
    return [] if text is None else parts(text, read) if len(text) else [text.text or ""]


def _order(target: Element | None, place: int) -> int:
    """The position of a segment's target in the unit, counted from 0."""
    number = None if target is None else line_number(target.get("order") or "")
    return place if number is None else number - 1


def _noted(notes: list[Element]) -> tuple[int | None, tuple[str, ...]]:
    """The line and the remarks in the notes of a unit."""
    line = None
    texts = []
    for note in notes:
        text = note.text or ""
        if note.get("category") == "location":
            number = text.rpartition(":")[2]
            line = line_number(number) or line
        else:
            texts.append(text)
    return line, tuple(texts)
