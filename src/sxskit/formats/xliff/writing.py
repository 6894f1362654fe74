"""Writing of XLIFF 1.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from sxskit._version import SERIES
from sxskit.catalog import Alternative, Catalog, Entry, Origin, State
from sxskit.formats._xml import attributes, document_of, element, encoded, escaped, quoted, texts
from sxskit.formats._xml_notes import notes
from sxskit.formats.xliff.names import BY_HUMAN, LEVERAGED_MT, NAMESPACE, OBSOLETE, PREVIOUS
from sxskit.markdown.codes import Code, Role

# The state of a target to review: the only one that Poedit, Weblate, Lokalize and translate-toolkit
# all show as unfinished. Poedit shows `needs-review-translation` as translated.
_TO_REVIEW = "needs-translation"
# The names of XLIFF 1.2 for kinds of `Entry`; the others have none.
_RESTYPES = {
    **{f"title {level}": "heading" for level in range(1, 7)},
    "list item": "listitem",
    "numbered item": "listitem",
    "table cell": "cell",
}
_CTYPES = {"bold", "italic", "link", "image"}
_DEVELOPER = '        <note from="developer">'


def dumps(catalog: Catalog, *, codes: bool = False) -> bytes:
    """Return a catalog as XLIFF 1.2 in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, for a text that XML cannot contain.
    """
    return encoded(_lines(catalog, codes), catalog, "XLIFF 1.2")


def _lines(catalog: Catalog, codes: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{NAMESPACE}" version="1.2">\n'
    for document, entries in groupby(catalog.entries, key=document_of):
        units = (_unit(catalog, entry, codes) for entry in entries)
        yield from _file(catalog, document, units)
    if not catalog.entries:
        yield from _file(catalog, "", ())
    for document, entries in groupby(catalog.obsolete, key=document_of):
        yield from _file(catalog, document, _obsolete(catalog, entries, codes))
    yield "</xliff>\n"


def _file(catalog: Catalog, document: str, units: Iterable[str]) -> Iterator[str]:
    values = {"original": document, "datatype": "x-markdown"}
    values["source-language"] = catalog.source_language
    if catalog.target_language:
        values["target-language"] = catalog.target_language
    metadata = catalog.metadata
    values["tool-id"] = "sxskit"
    if "ms.sourcegitcommit" in metadata:
        values["product-version"] = metadata["ms.sourcegitcommit"]
    skeleton = {"href": document.rpartition("/")[2]}
    if "ms.openlocfilehash" in metadata:
        skeleton["uid"] = metadata["ms.openlocfilehash"]
    said_of_documents = [
        f"      {element('note', f'{key}: {value}', {'from': 'sxskit'})}\n"
        for key, value in metadata.items()
    ]
    yield f"  <file{attributes(values)}>\n    <header>\n      <skl>\n"
    yield f"        <external-file{attributes(skeleton)}/>\n      </skl>\n"
    yield f'      <tool tool-id="sxskit" tool-name="sxskit" tool-version="{SERIES}"/>\n'
    yield from said_of_documents
    yield "    </header>\n    <body>\n"
    yield from units
    yield "    </body>\n  </file>\n"


def _obsolete(catalog: Catalog, entries: Iterable[Entry], codes: bool) -> Iterator[str]:
    """Obsolete entries with numbers as ids, because their keys may be duplicate or incomplete."""
    yield f'      <group restype="{OBSOLETE}" translate="no">\n'
    for number, entry in enumerate(entries, start=1):
        yield _unit(catalog, entry, codes, id=f"obsolete-{number}")
    yield "      </group>\n"


def _unit(catalog: Catalog, entry: Entry, codes: bool, *, id: str = "") -> str:
    name = quoted(entry.key.unit)
    source, target = texts(entry, _code if codes else None)
    approved, state = _said_state(catalog, entry)
    source_language, target_language = (
        _lang(catalog.source_language),
        _lang(catalog.target_language),
    )
    lines = [
        f'      <trans-unit id="{id or name}" resname="{name}"{_restype(entry.kind)}{approved}',
        ' xml:space="preserve">\n',
        f"        <source{source_language}>{source}</source>\n",
    ]
    if target:
        lines.append(f"        <target{target_language}{state}>{target}</target>\n")
    lines.append(notes(entry, catalog.origin, _DEVELOPER, previous=False, others=False))
    if entry.line is not None:
        lines.append(_location(entry.key.document, entry.line))
    if entry.previous_source or entry.alternatives:
        lines += _alternatives(catalog, entry)
    lines.append("      </trans-unit>\n")
    return "".join(lines)


def _alternatives(catalog: Catalog, entry: Entry) -> Iterator[str]:
    """The previous source with the target, and the alternatives."""
    if entry.previous_source:
        previous = Alternative(entry.target, source=entry.previous_source)
        yield _alternative(catalog, previous, {"alttranstype": PREVIOUS})
    for each in entry.alternatives:
        values = {} if each.score is None else {"match-quality": str(each.score)}
        if each.where:
            values["origin"] = each.where
        if each.origin is Origin.HUMAN:
            values["extradata"] = BY_HUMAN
        yield _alternative(catalog, each, values)


def _alternative(catalog: Catalog, given: Alternative, values: dict[str, str]) -> str:
    source = ""
    if given.source:
        language = _lang(catalog.source_language)
        source = f"          <source{language}>{escaped(given.source)}</source>\n"
    language = _lang(catalog.target_language)
    machine = f' state-qualifier="{LEVERAGED_MT}"' if given.origin is Origin.MACHINE else ""
    target = f"          <target{language}{machine}>{escaped(given.text)}</target>\n"
    opening = f'        <alt-trans{attributes(values)} xml:space="preserve">\n'
    return f"{opening}{source}{target}        </alt-trans>\n"


@lru_cache
def _lang(tag: str) -> str:
    return attributes({"xml:lang": tag}) if tag else ""


def _said_state(catalog: Catalog, entry: Entry) -> tuple[str, str]:
    """The attributes for the state of a unit and its target (docs/reference/catalogs.md)."""
    match entry.state:
        case State.DONE if not entry.state_is_stated:
            return "", ""
        case State.DONE:
            return ' approved="yes"', ' state="final"'
        case State.REVIEW:
            is_machine = catalog.origin_of(entry) is Origin.MACHINE
            qualifier = f' state-qualifier="{LEVERAGED_MT}"' if is_machine else ""
            return "", f' state="{_TO_REVIEW}"{qualifier}'
        case State.NEW:
            return "", ' state="new"'


@lru_cache
def _restype(kind: str) -> str:
    if not kind:
        return ""
    return attributes({"restype": _RESTYPES.get(kind) or f"x-{'-'.join(kind.split())}"})


def _location(document: str, line: int) -> str:
    return f"{_before_line(document)}{line}</context>\n        </context-group>\n"


@lru_cache(maxsize=1)
def _before_line(document: str) -> str:
    return (
        '        <context-group purpose="location">\n'
        f"          {element('context', document, {'context-type': 'sourcefile'})}\n"
        '          <context context-type="linenumber">'
    )


def _code(code: Code) -> str:
    """A code as an element; the Markdown is its content, not part of its name."""
    type_ = code.type if code.type in _CTYPES else f"x-{code.type}"
    match code.role:
        case Role.OPEN:
            name, more = "bpt", {"ctype": type_}
        case Role.CLOSE:
            name, more = "ept", {}
        case Role.ALONE:
            name, more = "ph", {"ctype": "lb" if code.type == "break" else type_}
            more["equiv-text"] = code.type
        case Role.LONE_OPEN:
            name, more = "it", {"pos": "open", "ctype": type_}
        case Role.LONE_CLOSE:
            name, more = "it", {"pos": "close", "ctype": type_}
    return element(name, code.native, {"id": str(code.id), **more})
