r"""TMX 1.4b, the format of translation memories.

A ``<tu>`` per unit with its key as ``tuid``. Entries without a target are omitted, because a memory
contains translations. Texts are plain Markdown, as in PO; with codes, inline markup is in ``bpt``,
``ept``, ``ph`` and ``it``, which contain the Markdown itself.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> loads(dumps(Catalog("en-US", "ru-RU", (entry,)))).entries == (entry,)
True

Law: ``loads(dumps(catalog)) == catalog``, with these exceptions: an entry without a target is
omitted; a new one with a target is to review; no state is stated; an unknown origin becomes that of
the documents; headings and notes change as in `_remarks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from sxskit._version import SERIES
from sxskit.catalog import (
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Catalog,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.errors import CatalogError
from sxskit.formats._codes import (
    Half,
    Inline,
    Reader,
    content,
    defect,
    name,
    unknown,
)
from sxskit.formats._codes import texts as texts_of
from sxskit.formats._collected import Collected
from sxskit.formats._references import line_number
from sxskit.formats._remarks import origin_of, understood
from sxskit.formats._tool_states import is_unfinished
from sxskit.formats._xml import (
    Element,
    attributes,
    element,
    encoded,
    once,
    parsed,
    quoted,
    texts,
)
from sxskit.formats._xml_notes import notes
from sxskit.languages.tags import tag_of
from sxskit.markdown.codes import Code, Role

ROOT = "tmx"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The codes that contain their Markdown.
_NATIVES = frozenset({"bpt", "ept", "ph", "it", "ut"})
# The property of an entry that the documents do not contain now.
_OBSOLETE = "x-obsolete"
_NOTHING: Mapping[str, str] = MappingProxyType({})
# The property for the translation type, HT or MT.
_ORIGIN = "x-translation-type"
# The prefix that TMX requires for properties of a tool, such as metadata in the header.
_OWN = "x-"


def dumps(
    catalog: Catalog, *, codes: bool = False, unique: bool = False, identical: bool = True
) -> bytes:
    """Return a catalog as TMX 1.4b in UTF-8: the same bytes on every run, machine and day.

    `unique` omits duplicate pairs of texts; without `identical`, targets that equal their source
    are omitted. Raises CatalogError, with key and character, for a text that XML cannot contain.
    """
    entries = kept(catalog.entries, unique=unique, identical=identical)
    obsolete = kept(catalog.obsolete, unique=unique, identical=identical)
    parts = chain(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n',
            f'<tmx version="1.4">\n{_header(catalog)}  <body>\n',
        ),
        (_unit(catalog, entry, codes) for entry in entries),
        (_unit(catalog, entry, codes, {_OBSOLETE: "yes"}) for entry in obsolete),
        ("  </body>\n</tmx>\n",),
    )
    return encoded(parts, catalog, "TMX")


def kept(entries: Iterable[Entry], *, unique: bool, identical: bool) -> Iterator[Entry]:
    """Return the entries for a memory: see `dumps`."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        texts = entry.source, entry.target
        is_wanted = entry.target.strip() and (identical or entry.source != entry.target)
        if is_wanted and not (unique and texts in seen):
            seen.add(texts)
            yield entry


def _header(catalog: Catalog) -> str:
    values = {
        "creationtool": "sxskit",
        "creationtoolversion": SERIES,
        "segtype": "sentence",
        "o-tmf": "sxs-markdown",
        "adminlang": "en-US",
        "srclang": catalog.source_language,
        "datatype": "x-markdown",
    }
    date = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", catalog.metadata.get("ms.lasthandoff", ""))
    if date:
        values["creationdate"] = f"{date[3]}{date[1]}{date[2]}T000000Z"
    lines = [
        f"    {element('prop', value, {'type': f'{_OWN}{key}'})}\n"
        for key, value in catalog.metadata.items()
    ]
    return f"  <header{attributes(values)}>\n{''.join(lines)}  </header>\n"


def _unit(catalog: Catalog, entry: Entry, codes: bool, more: Mapping[str, str] = _NOTHING) -> str:
    """A unit; `more` are additional properties."""
    document, unit = entry.key
    source, target = texts(entry.source, entry.target, _code if codes else None)
    properties = {"x-document": document, "x-context": unit}
    properties[_ORIGIN] = "HT" if entry.state is State.DONE else "MT"
    if entry.line is not None:
        properties["x-line"] = str(entry.line)
    properties.update(more)
    props = [
        f"      {element('prop', text, {'type': type_})}\n" for type_, text in properties.items()
    ]
    return "".join(
        [
            f"    <tu{attributes({'tuid': str(entry.key)})}>\n",
            notes(entry, catalog.origin, "      <note>"),
            *props,
            f'      <tuv xml:lang="{quoted(catalog.source_language)}"><seg>{source}</seg></tuv>\n',
            f'      <tuv xml:lang="{quoted(catalog.target_language or "und")}">',
            f"<seg>{target}</seg></tuv>\n",
            "    </tu>\n",
        ]
    )


def _code(code: Code) -> str:
    """A code as an element: ``i`` pairs the two halves, ``x`` matches source and target."""
    id = str(code.id)
    match code.role:
        case Role.OPEN:
            return element("bpt", code.native, {"i": id, "x": id, "type": code.type})
        case Role.CLOSE:
            return element("ept", code.native, {"i": id})
        case Role.ALONE:
            return element("ph", code.native, {"x": id, "type": code.type})
        case Role.LONE_OPEN:
            return element("it", code.native, {"pos": "begin", "x": id, "type": code.type})
        case _:
            return element("it", code.native, {"pos": "end", "x": id, "type": code.type})


def loads(data: bytes, language: str | None = None) -> Catalog:
    """Return the catalog in a TMX file that contains the keys of its units.

    Of variants in several languages, those in the requested one are read; without a requested one
    they are refused. Raises CatalogError, with the line, for a file that is not TMX or unsafe, a
    ``<tu>`` without a ``tuid`` or without two languages, a variant without a ``<seg>``, a duplicate
    ``tuid``, and a target that contains every code twice.
    """
    return read(parsed(data)).catalog(language)


def read(root: Element, *, is_keyed: bool = True) -> Collected:
    """Return the entries of a parsed TMX file.

    Unless it is keyed, a unit of another tool, whose ``tuid`` names no document, has its number as
    key.
    """
    if root.tag != ROOT:
        raise CatalogError(f"not TMX: the root element is {root.tag!r}", line=root.sourceline)
    header = root.find("header")
    language = tag_of(header.get("srclang") or "") if header is not None else ""
    collected = Collected()
    collected.source_language = language or SOURCE_LANGUAGE
    metadata = _metadata(root)
    usual = Origin.of(metadata.get(TRANSLATION_TYPE, ""))
    for number, tu in enumerate(root.iterfind("body/tu"), 1):
        source, targets = _sides(tu, collected.source_language)
        is_obsolete = any(prop.get("type") == _OBSOLETE for prop in tu.iterchildren("prop"))
        key = Key.of(tu.get("tuid") or "")
        if not (is_keyed or key.document):
            key = Key("", str(number))
        for target in targets:
            entry = _entry(tu, key, source, target, usual, is_obsolete=is_obsolete)
            tag = tag_of(_lang(target))
            collected.add(entry, tu.sourceline or 0, tag, is_obsolete=is_obsolete)
    collected.describe("", metadata)
    return collected


def _metadata(root: Element) -> dict[str, str]:
    props = root.iterfind("header/prop")
    typed = [((prop.get("type") or "").partition(_OWN), prop.text or "") for prop in props]
    return {key: text for (before, own, key), text in typed if own and not before}


def _lang(tuv: Element) -> str:
    return tuv.get(_LANG) or tuv.get("lang") or ""


def _sides(tu: Element, source_language: str) -> tuple[Element, list[Element]]:
    """The variant in the source language, or the first one, and the others."""
    variants = tu.findall("tuv")
    languages = [tag_of(_lang(tuv)) for tuv in variants]
    is_source = [each == source_language for each in languages]
    if not any(is_source):  # "en" matches "en-US"
        is_source = [each[:3].rstrip("-") == source_language[:3].rstrip("-") for each in languages]
    if len(variants) < 2:
        raise CatalogError("a <tu> must contain two languages", line=tu.sourceline)
    first = is_source.index(True) if any(is_source) else 0
    source, others = variants[first], [*variants[:first], *variants[first + 1 :]]
    for tuv in others:
        if languages[first] and tag_of(_lang(tuv)) == languages[first]:
            what = f"duplicate <tuv> in {languages[first]}: keep one of them"
            raise CatalogError(what, line=tuv.sourceline)
    return source, others


def _entry(
    tu: Element, key: Key, source: Element, target: Element, usual: Origin, *, is_obsolete: bool
) -> Entry:
    """The entry of a unit; `usual` is the origin of the targets in the memory."""
    if not key.unit and not is_obsolete:
        raise CatalogError("a <tu> has no tuid, which names its unit", line=tu.sourceline)
    source_text, target_text, codes = texts_of(
        str(key), _seg(source), _seg(target), _NATIVES, _reader
    )
    what = defect(target, codes) if codes else None
    target_text = "" if what else target_text
    props = [(prop.get("type") or "", prop.text or "") for prop in tu.iterchildren("prop")]
    line = dict(props).get("x-line", "")
    props += [(prop.get("type") or "", prop.text or "") for prop in target.iterchildren("prop")]
    state = State.of(target_text, is_done=not any(map(_asks_for_work, props)))
    told = understood(tuple([note.text or "" for note in tu.iterfind("note")]))
    return Entry(
        key,
        source_text,
        target_text,
        state,
        line_number(line),
        told.kind,
        told.context,
        told.notes,
        False,
        what,
        origin_of(told.origin, state, usual),
        told.previous_source,
        told.alternatives,
    )


def _asks_for_work(prop: tuple[str, str]) -> bool:
    """Whether a property of sxskit or of another tool marks the text as unfinished."""
    type_, text = prop
    return text.strip() != "HT" if type_ == _ORIGIN else is_unfinished(type_, text)


def _seg(tuv: Element) -> Element:
    """The text of a variant; CatalogError, with the line, for none or several."""
    found = None
    for seg in tuv.iterfind("seg"):
        found = once(found, seg)
    if found is None:
        raise CatalogError("a <tuv> has no <seg>, which contains its text", line=tuv.sourceline)
    return found


def _reader(seg: Element) -> Reader:
    """The reader of elements in a text: ``x`` is their id, ``i`` pairs the halves of a code."""
    openers = {code.get("i"): code.get("x") for code in seg.iterdescendants("bpt")}

    def read(code: Element) -> Inline | None:
        id = code.get("x") or openers.get(code.get("i")) or code.get("i") or ""
        match code.tag:
            case "hi":
                halves = [Half(role, (id,), None, name(code)) for role in (Role.OPEN, Role.CLOSE)]
                return Inline(*halves)
            case "bpt":
                role = Role.OPEN
            case "ept":
                role = Role.CLOSE
            case "ph" | "ut":
                role = Role.ALONE
            case "it":
                role = Role.CLOSE if code.get("pos") == "end" else Role.OPEN
            case _:
                return unknown(code)
        return Inline(Half(role, (id,), content(code), name(code)))

    return read
