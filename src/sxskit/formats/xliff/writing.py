"""Writing of XLIFF 1.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add

from sxskit._version import SERIES
from sxskit.catalog import Alternative, Catalog, Columns, Origin, Rare, State
from sxskit.formats._remarks import lines_of
from sxskit.formats._xml import attributes, element, encoded, escaped, quoted, texts
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
_AFTER_LINE = "</context>\n        </context-group>\n"
_DEVELOPER = '        <note from="developer">'


def dumps(catalog: Catalog, *, codes: bool = False) -> bytes:
    """Return a catalog as XLIFF 1.2 in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, for a text that XML cannot contain.
    """
    return encoded(_lines(catalog, codes), catalog, "XLIFF 1.2")


def _lines(catalog: Catalog, codes: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{NAMESPACE}" version="1.2">\n'
    columns = catalog.columns
    for document, rows in columns.runs():
        yield from _file(catalog, document, _units(catalog, columns.at(rows), codes))
    if not len(columns):
        yield from _file(catalog, "", ())
    obsolete = Columns.of(catalog.obsolete)
    for document, rows in obsolete.runs():
        yield from _file(catalog, document, _obsolete(catalog, obsolete.at(rows), codes))
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


def _obsolete(catalog: Catalog, columns: Columns, codes: bool) -> Iterator[str]:
    """Obsolete entries with numbers as ids, because their keys may be duplicate or incomplete."""
    yield f'      <group restype="{OBSOLETE}" translate="no">\n'
    ids = [f"obsolete-{number}" for number in range(1, len(columns) + 1)]
    yield from _units(catalog, columns, codes, ids)
    yield "      </group>\n"


def _units(
    catalog: Catalog, columns: Columns, codes: bool, ids: list[str] | None = None
) -> Iterator[str]:
    """The units of the entries of a document, by default with their keys as ids."""
    names = [*map(quoted, columns.units)]
    code = _code if codes else None
    pairs = zip(columns.sources, columns.targets, strict=True)
    both = (texts(*pair, code) for pair in pairs)  # with codes they take many times their memory
    source_language = _lang(catalog.source_language)
    target_language = _lang(catalog.target_language)
    for id, name, (source, target), (approved, state), restype, around in zip(
        ids or names,
        names,
        both,
        _states(catalog, columns),
        map(_restype, columns.remarks.kinds),
        _around(catalog, columns),
        strict=True,
    ):
        translation = ""
        if target:
            translation = f"        <target{target_language}{state}>{target}</target>\n"
        yield (
            f'      <trans-unit id="{id}" resname="{name}"{restype}{approved}'
            ' xml:space="preserve">\n'
            f"        <source{source_language}>{source}</source>\n"
            f"{translation}{around}      </trans-unit>\n"
        )


def _around(catalog: Catalog, columns: Columns) -> list[str]:
    """The notes, the place and the alternatives of each entry."""
    lines = columns.remarks.lines
    notes = lines_of(columns.remarks, catalog.origin, _note, alternatives=False)
    places = [
        "" if line is None else f"{_before_line(document)}{line}{_AFTER_LINE}"
        for document, line in zip(columns.documents, lines, strict=True)
    ]
    found = [*map(add, notes, places)]
    for index, rare in columns.remarks.rare.items():
        found[index] += "".join(_alternatives(catalog, columns.targets[index], rare))
    return found


def _note(remark: str) -> str:
    return f"{_DEVELOPER}{escaped(remark)}</note>\n"


def _alternatives(catalog: Catalog, target: str, rare: Rare) -> Iterator[str]:
    """The previous source with the target, and the alternatives."""
    if rare.previous_source:
        previous = Alternative(target, source=rare.previous_source)
        yield _alternative(catalog, previous, {"alttranstype": PREVIOUS})
    for each in rare.alternatives:
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


def _states(catalog: Catalog, columns: Columns) -> list[tuple[str, str]]:
    """The attributes for the states of units and targets (docs/reference/catalogs.md)."""
    remarks, usual = columns.remarks, catalog.origin
    origins = [usual if each is Origin.UNKNOWN else each for each in remarks.origins]
    pairs = zip(columns.states, origins, strict=True)
    found = [_state(state, origin is Origin.MACHINE) for state, origin in pairs]
    for index, rare in remarks.rare.items():
        if columns.states[index] is State.DONE and not rare.state_is_stated:
            found[index] = "", ""
    return found


@lru_cache
def _state(state: State, is_machine: bool) -> tuple[str, str]:
    match state:
        case State.DONE:
            return ' approved="yes"', ' state="final"'
        case State.REVIEW:
            qualifier = f' state-qualifier="{LEVERAGED_MT}"' if is_machine else ""
            return "", f' state="{_TO_REVIEW}"{qualifier}'
        case State.NEW:
            return "", ' state="new"'


@lru_cache
def _restype(kind: str) -> str:
    if not kind:
        return ""
    return attributes({"restype": _RESTYPES.get(kind) or f"x-{'-'.join(kind.split())}"})


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
