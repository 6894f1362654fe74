r"""XLIFF 1.2, strict: what agencies and CAT tools exchange.

A ``<file>`` per document, a ``<trans-unit>`` per unit, one element on a line. A translation to
review is ``needs-translation``, one that is done is approved and ``final``. Texts are plain
Markdown; with codes, its inline markup is in ``bpt``, ``ept``, ``ph`` and ``it``, which hold
the Markdown itself: the text of an element is the Markdown in either case.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> loads(dumps(Catalog("en-US", "ru-RU", (entry,)))).entries == (entry,)
True

Law: ``loads(dumps(catalog)) == catalog``, less what XLIFF 1.2 cannot hold: white space within a
heading or a note is one blank, and an entry is new where it has no target and only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from sxskit._version import SERIES
from sxskit.catalog import (
    SOURCE_LANGUAGE,
    Catalog,
    Defect,
    Entry,
    Key,
    State,
)
from sxskit.errors import CatalogError
from sxskit.formats._codes import (
    Half,
    Inline,
    Reader,
    content,
    defect,
    marked,
    name,
    unknown,
)
from sxskit.formats._codes import texts as texts_of
from sxskit.formats._collected import Collected
from sxskit.formats._references import line_number
from sxskit.formats._remarks import remarks, understood
from sxskit.formats._xml import (
    Element,
    attributes,
    element,
    encoded,
    offered,
    once,
    parsed,
    quoted,
    texts,
)
from sxskit.formats._xml_states import has_unfinished_attribute, has_unfinished_element
from sxskit.languages.tags import tag_of
from sxskit.markdown.codes import Code, Role

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_NS = f"{{{_NAMESPACE}}}"
ROOT = f"{_NS}xliff"
_UNIT, _GROUPS = f"{_NS}trans-unit", (f"{_NS}body", f"{_NS}group", f"{_NS}bin-unit")
_SOURCE, _SEGMENTED, _TARGET = f"{_NS}source", f"{_NS}seg-source", f"{_NS}target"
_NOTE = f"{_NS}note"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTEXT_GROUP = f"{_NS}context-group"
_PROPS = f"{_NS}prop-group"
_POFILTER = "pofilter"  # whose note translate-toolkit leaves where it found an error
# The states of a target that ask for nothing more.
_READY = ("translated", "final", "signed-off")
# What a target to review is written with: the one state that Poedit, Weblate, Lokalize and
# translate-toolkit all count as work to do. `needs-review-translation` is translated to Poedit.
_TO_REVIEW = "needs-translation"
# Where no state is given, the qualifiers that ask for a review.
_UNREVIEWED = ("fuzzy-match", "leveraged-mt", "mt-suggestion")
# The kinds of `Entry` as XLIFF 1.2 has names for them; it has none for the others.
_RESTYPES = {
    **{f"title {level}": "heading" for level in range(1, 7)},
    "list item": "listitem",
    "numbered item": "listitem",
    "table cell": "cell",
}
_CTYPES = {"bold", "italic", "link", "image"}


class _Tag:
    """The elements inside a text that are read."""

    BPT = f"{_NS}bpt"
    EPT = f"{_NS}ept"
    PH = f"{_NS}ph"
    IT = f"{_NS}it"
    G = f"{_NS}g"
    BX = f"{_NS}bx"
    EX = f"{_NS}ex"
    X = f"{_NS}x"
    MRK = f"{_NS}mrk"


# The codes that hold their Markdown, and those that open something.
_NATIVES = frozenset({_Tag.BPT, _Tag.EPT, _Tag.PH, _Tag.IT})
_OPENING = (_Tag.BPT, _Tag.BX)
_ROLES = {
    **{_Tag.BPT: Role.OPEN, _Tag.BX: Role.OPEN, _Tag.EPT: Role.CLOSE, _Tag.EX: Role.CLOSE},
    **{_Tag.PH: Role.ALONE, _Tag.X: Role.ALONE},
}


def dumps(catalog: Catalog, *, codes: bool = False) -> bytes:
    """The catalog as XLIFF 1.2 in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, where a text holds what XML cannot.
    """
    return encoded(_lines(catalog, codes), catalog, "XLIFF 1.2")


def _lines(catalog: Catalog, codes: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{_NAMESPACE}" version="1.2">\n'
    for document, entries in groupby(catalog.entries, key=lambda entry: entry.key.document):
        yield from _file(catalog, document, entries, codes)
    if not catalog.entries:
        yield from _file(catalog, "", (), codes)
    yield "</xliff>\n"


def _file(catalog: Catalog, document: str, entries: Iterable[Entry], codes: bool) -> Iterator[str]:
    said = {"original": document, "datatype": "x-markdown"}
    said["source-language"] = catalog.source_language
    if catalog.target_language:
        said["target-language"] = catalog.target_language
    metadata = catalog.metadata
    said["tool-id"] = "sxskit"
    if "ms.sourcegitcommit" in metadata:
        said["product-version"] = metadata["ms.sourcegitcommit"]
    skeleton = {"href": document.rpartition("/")[2]}
    if "ms.openlocfilehash" in metadata:
        skeleton["uid"] = metadata["ms.openlocfilehash"]
    notes = [
        f"      {element('note', f'{key}: {value}', {'from': 'sxskit'})}\n"
        for key, value in metadata.items()
    ]
    yield f"  <file{attributes(said)}>\n    <header>\n      <skl>\n"
    yield f"        <external-file{attributes(skeleton)}/>\n      </skl>\n"
    yield f'      <tool tool-id="sxskit" tool-name="sxskit" tool-version="{SERIES}"/>\n'
    yield from notes
    yield "    </header>\n    <body>\n"
    for entry in entries:
        yield _unit(catalog, entry, codes)
    yield "    </body>\n  </file>\n"


def _unit(catalog: Catalog, entry: Entry, codes: bool) -> str:
    id = quoted(entry.key.unit)
    source, target = texts(entry, _code if codes else None)
    approved, state = _said_state(catalog, entry)
    source_language, target_language = (
        _lang(catalog.source_language),
        _lang(catalog.target_language),
    )
    lines = [
        f'      <trans-unit id="{id}" resname="{id}"{_restype(entry.kind)}{approved}',
        ' xml:space="preserve">\n',
        f"        <source{source_language}>{source}</source>\n",
    ]
    if target:
        lines.append(f"        <target{target_language}{state}>{target}</target>\n")
    lines.append(_notes(entry.kind, entry.context, entry.notes))
    if entry.line is not None:
        lines.append(_location(entry.key.document, entry.line))
    lines.append("      </trans-unit>\n")
    return "".join(lines)


@lru_cache
def _lang(tag: str) -> str:
    return attributes({"xml:lang": tag}) if tag else ""


def _said_state(catalog: Catalog, entry: Entry) -> tuple[str, str]:
    """The attributes of a unit and its target that state it (docs/reference/catalogs.md)."""
    match entry.state:
        case State.DONE if not entry.state_is_stated:
            return "", ""
        case State.DONE:
            return ' approved="yes"', ' state="final"'
        case State.REVIEW:
            is_machine = catalog.is_machine_translated
            qualifier = ' state-qualifier="leveraged-mt"' if is_machine else ""
            return "", f' state="{_TO_REVIEW}"{qualifier}'
        case State.NEW:
            return "", ' state="new"'


@lru_cache
def _restype(kind: str) -> str:
    if not kind:
        return ""
    return attributes({"restype": _RESTYPES.get(kind) or f"x-{'-'.join(kind.split())}"})


@lru_cache(maxsize=64)  # neighbours stand in the same place
def _notes(kind: str, context: tuple[str, ...], notes: tuple[str, ...]) -> str:
    said = [element("note", text, {"from": "developer"}) for text in remarks(kind, context, notes)]
    return "".join([f"        {note}\n" for note in said])


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
    """A code as an element; its names say nothing of the Markdown, which is its content."""
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


def loads(data: bytes, language: str | None = None) -> Catalog:
    """The catalog in an XLIFF 1.2 file, as this module or another tool wrote it.

    Nothing is asked of a schema: what a tool drops or adds is no fault. Raises CatalogError, with
    the line, for what is no XLIFF 1.2 or not safe to read, a unit without an id, the same id twice
    in a document, and targets that hold every code twice, as a tool leaves them that has put the
    new text before the old codes. Of ``<file>`` elements with unlike target languages, those in the
    one that is asked for are read; where none is, they are refused.
    """
    return read(parsed(data)).catalog(language)


def read(root: Element) -> Collected:
    """What is in a parsed XLIFF 1.2 file."""
    if root.tag != ROOT:
        raise CatalogError(f"not XLIFF 1.2: its root is {root.tag!r}", line=root.sourceline)
    files = root.findall(f"{_NS}file")
    collected = Collected()
    for file in files:
        document, tag = file.get("original") or "", tag_of(file.get("target-language") or "")
        collected.describe(tag, _metadata(file))
        for unit in offered(file, _UNIT, _GROUPS):
            collected.add(_entry(unit, document), unit.sourceline or 0, tag or _target_tag(unit))
    if files:
        tag = tag_of(files[0].get("source-language") or "")
        collected.source_language = tag or SOURCE_LANGUAGE
    return collected


def _target_tag(unit: Element) -> str:
    """The tag of a target whose file names no language."""
    target = unit.find(_TARGET)
    return "" if target is None else tag_of(target.get(_XML_LANG) or "")


def _metadata(file: Element) -> dict[str, str]:
    notes = file.iterfind(f"{_NS}header/{_NS}note[@from='sxskit']")
    said = [(note.text or "").partition(": ") for note in notes]
    return {key: value for key, colon, value in said if colon}


def _entry(unit: Element, document: str) -> Entry:
    id = unit.get("id")
    if not id:
        raise CatalogError("a unit without an id", line=unit.sourceline)
    source = segmented = target = line = None
    said = []
    more = []
    for child in unit:
        tag = child.tag
        if tag == _NOTE:
            said.append(child.text or "")
            if child.get("from") == _POFILTER:
                more.append(child)
        elif tag == _SOURCE:
            source = once(source, child)
        elif tag == _TARGET:
            target = once(target, child)
        elif tag == _SEGMENTED:
            segmented = once(segmented, child)
        elif tag == _CONTEXT_GROUP and line is None:
            line = _line(child)
        elif tag == _PROPS or not str(tag).startswith(_NS):
            more.append(child)
    source_text, target_text, what = _texts(unit, source, segmented, target)
    return Entry(
        Key(document, id),
        source_text,
        target_text,
        _read_state(unit, target, target_text, more),
        line,
        *understood(tuple(said)),
        state_is_stated=_is_stated(unit, target),
        defect=what,
    )


def _texts(
    unit: Element, source: Element | None, segmented: Element | None, target: Element | None
) -> tuple[str, str, Defect | None]:
    """The source and the target of a unit, and why there is only a part of the target."""
    id = unit.get("id") or ""
    source_text, target_text, codes = texts_of(id, source, target, _NATIVES, _reader)
    if codes is None:
        return source_text, target_text, None
    if target is None:
        return source_text, "", defect(unit, codes)
    done, count = _translated(source if segmented is None else segmented, target)
    what = defect(target, codes, done=done, segments=count, text=target_text)
    return source_text, "" if what or done < count else target_text, what


def _translated(source: Element | None, target: Element) -> tuple[int, int]:
    """How many segments of a unit are translated, and of how many."""
    of_source, of_target = _segments(source), _segments(target)
    wanted = {mid for mid, is_filled in of_source.items() if is_filled} or {*of_target}
    done = {mid for mid, is_filled in of_target.items() if is_filled}
    # a target without segments is one whole: so tools leave it that do not know of them
    return (len(done & wanted), len(wanted)) if of_target else (1, 1)


def _segments(text: Element | None) -> dict[str, bool]:
    """The segments of a text by their ids, and whether there is anything in them."""
    if text is None:
        return {}
    marks = [mrk for mrk in text.iterdescendants(_Tag.MRK) if mrk.get("mtype") == "seg"]
    return {
        mrk.get("mid") or f"#{number}": bool("".join(mrk.itertext()).strip() or len(mrk))
        for number, mrk in enumerate(marks)
    }


def _reader(text: Element) -> Reader:
    """What the elements in a text are."""
    openers = {code.get("rid"): code.get("id") for code in text.iterdescendants(*_OPENING)}

    def read(code: Element) -> Inline | None:
        own = code.get("id") or ""
        match code.tag:
            case _Tag.G:
                halves = [Half(role, (own,), None, name(code)) for role in (Role.OPEN, Role.CLOSE)]
                return Inline(*halves)
            case _Tag.MRK:
                marked(code, code.get("mtype") or "")
                return None
            case _Tag.IT:
                role = Role.CLOSE if code.get("pos") == "close" else Role.OPEN
            case tag if tag in _ROLES:
                role = _ROLES[tag]
            case _:
                return unknown(code)
        rid = code.get("rid")
        opener = openers.get(rid) if rid and role is Role.CLOSE else None
        return Inline(Half(role, (opener, own) if opener else (own,), content(code), name(code)))

    return read


def _is_stated(unit: Element, target: Element | None) -> bool:
    """Whether the file gives the state of a unit."""
    is_stated = target is not None and target.get("state") is not None
    return is_stated or unit.get("approved") is not None


def _read_state(unit: Element, element: Element | None, target: str, more: list[Element]) -> State:
    """The state of a translation: done if nothing in the unit, or `more` of a tool, contradicts."""
    if element is None:
        return State.NEW
    state, qualifier = element.get("state"), element.get("state-qualifier") or ""
    # Lokalize leaves the qualifier of a machine translation where a person has approved it.
    is_ready = state in _READY if state is not None else qualifier not in _UNREVIEWED
    is_rejected = unit.get("approved") in ("no", "false") or qualifier.startswith("rejected")
    is_done = is_ready and not is_rejected and not _is_unfinished(unit, element, more)
    return State.of(target, is_done=is_done)


def _is_unfinished(unit: Element, target: Element, more: list[Element]) -> bool:
    """Whether a tool says so in attributes or elements of its own."""
    if has_unfinished_attribute(unit) or has_unfinished_attribute(target):
        return True
    if len(target) and any(map(has_unfinished_attribute, target.iterdescendants(_Tag.MRK))):
        return True
    if not more:
        return False
    return any(each.tag == _NOTE for each in more) or has_unfinished_element(more)


def _line(group: Element) -> int | None:
    for context in reversed(group):
        if context.get("context-type") == "linenumber":
            return line_number(context.text or "")
    return None
