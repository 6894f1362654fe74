"""Writing of XLIFF 2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, groupby

from sxskit.catalog import DIGEST, Alternative, Catalog, Entry, Origin, State
from sxskit.errors import CatalogError
from sxskit.formats._xml import attributes, content, document_of, element, encoded, escaped
from sxskit.formats._xml_notes import notes
from sxskit.formats.xliff2.names import (
    BY_HUMAN,
    FRONT_MATTER,
    MACHINE,
    MATCHES,
    METADATA,
    NAMESPACE,
    OBSOLETE,
    OWN,
)
from sxskit.markdown.codes import Code, Piece, Role, pieces
from sxskit.patterns import pattern

# The id of a unit: an NMTOKEN (XML 1.0, 2.3) with the characters of ids.
_NMTOKEN = pattern(r"[\w.:-]+", re.ASCII)
# The maximal depth of nested codes: libxml2 reads fewer than 256 elements.
_DEEPEST = 100
# The types of codes in XLIFF 2.0: type and subtype.
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
_DEVELOPER = '        <note category="developer">'
# The id of a segment with matches; other segments need none.
_SEGMENT = "s1"
# The attributes for the origin of a match.
_MADE_BY = {
    Origin.MACHINE: {"type": "mt"},
    Origin.HUMAN: {"type": "tm", "subType": BY_HUMAN},
    Origin.UNKNOWN: dict[str, str](),
}


def dumps(catalog: Catalog, *, codes: bool = False) -> bytes:
    """Return a catalog as XLIFF 2.0 in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with the key, for a text that XML cannot contain (with the character), and
    for an id that is not an NMTOKEN.
    """
    return encoded(_lines(catalog, codes), catalog, "XLIFF 2.0")


def _lines(catalog: Catalog, codes: bool) -> Iterator[str]:
    languages = {"srcLang": catalog.source_language, "trgLang": catalog.target_language or "und"}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{NAMESPACE}" xmlns:mda="{METADATA}" version="2.0"'
    yield f"{attributes(languages)}>\n"
    ids = (f"f{number}" for number in count(1))
    for document, entries in groupby(catalog.entries, key=document_of):
        units = (_unit(catalog, entry, codes) for entry in entries)
        yield from _file(catalog, {"id": next(ids), "original": document}, units)
    if not catalog.entries:  # a file is never empty
        yield from _file(catalog, {"id": next(ids), "original": ""}, ('    <group id="g1"/>\n',))
    for document, entries in groupby(catalog.obsolete, key=document_of):
        values = {"id": next(ids), "original": document, "translate": "no"}
        yield from _file(catalog, values, _obsolete(catalog, entries, codes))
    yield "</xliff>\n"


def _file(catalog: Catalog, values: Mapping[str, str], units: Iterable[str]) -> Iterator[str]:
    yield f"  <file{attributes({**values, 'canResegment': 'no'})}>\n"
    yield f"    <skeleton{attributes({'href': values['original'].rpartition('/')[2]})}/>\n"
    yield _metadata(catalog.metadata)
    yield from units
    yield "  </file>\n"


def _obsolete(catalog: Catalog, entries: Iterable[Entry], codes: bool) -> Iterator[str]:
    """Obsolete entries with numbers as ids, because their keys may be duplicate or incomplete."""
    yield f'    <group id="g1" type="{OBSOLETE}">\n'
    for number, entry in enumerate(entries, start=1):
        yield _unit(catalog, entry, codes, id=f"obsolete-{number}")
    yield "    </group>\n"


def _metadata(metadata: Mapping[str, str]) -> str:
    """The metadata, in separate groups for the front matter and sxskit."""
    groups: dict[str, list[str]] = {}
    for key, value in metadata.items():
        category = OWN if key == DIGEST else FRONT_MATTER
        line = f"        {element('mda:meta', value, {'type': key})}\n"
        groups.setdefault(category, []).append(line)
    written = [
        f'      <mda:metaGroup category="{category}">\n{"".join(lines)}      </mda:metaGroup>\n'
        for category, lines in groups.items()
    ]
    return f"    <mda:metadata>\n{''.join(written)}    </mda:metadata>\n" if written else ""


def _unit(catalog: Catalog, entry: Entry, codes: bool, *, id: str = "") -> str:
    name = entry.key.unit
    if not id and not _NMTOKEN.fullmatch(name):
        raise CatalogError(f"{entry.key}: XLIFF 2.0 cannot contain the id {name!r}")
    both = pieces(entry.source, entry.target) if codes else None
    both = None if both and _depth(both) > _DEEPEST else both
    data = _data(both) if both else {}
    if both:
        source, target = [_content(side, data) for side in both]
    else:
        source, target = escaped(entry.source), escaped(entry.target)
    kind = "-".join(re.findall(r"\w+", entry.kind))
    type_ = f' type="sxs:{kind}"' if kind else ""
    remarks = notes(entry, catalog.origin, _DEVELOPER, others=False)
    if entry.line is not None:
        place = element("note", f"{entry.key.document}:{entry.line}", {"category": "location"})
        remarks = f"{remarks}        {place}\n"
    names = f'id="{id}"{attributes({"name": name})}' if id else f'id="{name}" name="{name}"'
    matches = _matches(entry) if entry.alternatives else ""
    segment = f' id="{_SEGMENT}"' if matches else ""
    return "".join(
        [
            f'    <unit {names}{type_} xml:space="preserve">\n',
            matches,
            f"      <notes>\n{remarks}      </notes>\n" if remarks else "",
            _original_data(data),
            f"      <segment{segment}{_state(catalog, entry)}>\n",
            f"        <source>{source}</source>\n",
            f"        <target>{target}</target>\n" if target else "",
            "      </segment>\n    </unit>\n",
        ]
    )


def _matches(entry: Entry) -> str:
    matches = "".join([_match(each, entry.source) for each in entry.alternatives])
    return f'      <mtc:matches xmlns:mtc="{MATCHES}">\n{matches}      </mtc:matches>\n'


def _match(given: Alternative, source: str) -> str:
    values = {"ref": f"#{_SEGMENT}"}
    if given.score is not None:
        values["matchQuality"] = str(given.score)
    if given.where:
        values["origin"] = given.where
    return (
        f"        <mtc:match{attributes({**values, **_MADE_BY[given.origin]})}>\n"
        f"          <source>{escaped(given.source or source)}</source>\n"
        f"          <target>{escaped(given.text)}</target>\n"
        "        </mtc:match>\n"
    )


def _state(catalog: Catalog, entry: Entry) -> str:
    match entry.state:
        case State.DONE:
            return ' state="final"'
        case State.REVIEW if catalog.origin_of(entry) is Origin.MACHINE:
            return f' state="initial" subState="{MACHINE}"'
        case _:
            return ' state="initial"'


def _depth(both: tuple[tuple[Piece, ...], ...]) -> int:
    depth = deepest = 0
    for each in (each for side in both for each in side if isinstance(each, Code)):
        depth += {Role.OPEN: 1, Role.CLOSE: -1}.get(each.role, 0)
        deepest = max(deepest, depth)
    return deepest


def _data(both: tuple[tuple[Piece, ...], ...]) -> dict[str, str]:
    """The unique Markdown texts of the codes in both texts, with their ids."""
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
    """A code, or half of one; ``disp`` is a word, because some readers interpret Markdown."""
    type_, subtype = _TYPES.get(code.type, ("other", f"sxs:{code.type}"))
    values = {"id": str(code.id), "type": type_, "subType": subtype}
    match code.role:
        case Role.OPEN:
            refs = {"dataRefStart": ref, "dataRefEnd": closing[code.id]}
            return f"<pc{attributes({**values, **refs})}>"
        case Role.CLOSE:
            return "</pc>"
        case Role.ALONE:
            return f"<ph{attributes({**values, 'disp': code.type, 'dataRef': ref})}/>"
        case Role.LONE_OPEN:
            return f"<sc{attributes({**values, 'dataRef': ref, 'isolated': 'yes'})}/>"
        case _:
            return f"<ec{attributes({**values, 'dataRef': ref, 'isolated': 'yes'})}/>"
