r"""XML for catalogs: line-by-line output, and parsing that is safe for untrusted files.

Elements are formatted here, one per line, because the bytes of a catalog are part of its interface;
lxml reads them. Characters that XML 1.0 does not allow (section 2.2: control characters, half a
surrogate pair) are errors.

>>> element("note", "a < b\r", {"from": "x"})
'<note from="x">a &lt; b&#13;</note>'
>>> parsed(b"<a><b>c</b></a>")[0].text
'c'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain

from lxml import etree

from sxskit.catalog import Catalog, Entry
from sxskit.errors import CatalogError
from sxskit.markdown.codes import Code, Piece, pieces
from sxskit.patterns import pattern

Element = etree._Element
TEXT_LIMIT = 10_000_000  # bytes of a text: libxml2 does not read longer ones
# Characters that XML 1.0 does not allow (section 2.2).
_UNHOLDABLE = pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
# The text before a DOCTYPE, and a DOCTYPE that does more than name a DTD:
# <!DOCTYPE a [<!ENTITY b "c">]>.
_PROLOG = pattern(rb"(?:\xef\xbb\xbf)?(?>(?:\s+|<!--.*?-->|<\?.*?\?>)*)", re.DOTALL)
_DECLARES = pattern(rb"""<!DOCTYPE(?>(?:[^"'>\[]+|"[^"]*"|'[^']*')*)\[""")
_ENTITY = pattern(rb"&(?!amp;|lt;|gt;|quot;|apos;|#)[^\s;&<]+;")
# An entity, or a section in which it is text.
_ENTITY_OR_TEXT = pattern(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|" + _ENTITY.pattern, re.DOTALL
)
_BLOCK = 1 << 16  # characters
_DECLARATIONS = "the DOCTYPE declares entities or elements: remove the declarations"
_TO_QUOTE = pattern(r'[&<>"\r\n\t]')
_ENCODINGS = {"UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"}


def escaped(text: str) -> str:
    """Return a text as the content of an element, with references for carriage returns."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def attributes(values: Mapping[str, str]) -> str:
    """Return attributes with a blank before each."""
    return "".join([f' {name}="{quoted(value)}"' for name, value in values.items()])


def quoted(value: str) -> str:
    """Return a text as the value of an attribute, with references for white space except blanks."""
    if not _TO_QUOTE.search(value):
        return value
    return escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def element(name: str, text: str, values: Mapping[str, str] | None = None) -> str:
    """Return an element with text, without white space around it."""
    return f"<{name}{attributes(values or {})}>{escaped(text)}</{name}>"


def texts(source: str, target: str, code: Callable[[Code], str] | None) -> tuple[str, str]:
    """Return the content of the elements for both texts, with codes if these are unambiguous."""
    both = pieces(source, target) if code else None
    if code is None or both is None:
        return escaped(source), escaped(target)
    return content(both[0], code), content(both[1], code)


def document_of(entry: Entry) -> str:
    """Return the document of an entry, by which entries of a file are grouped."""
    return entry.key.document


def content(side: Iterable[Piece], code: Callable[[Code], str]) -> str:
    """Return the content of the element for a text in pieces."""
    return "".join([escaped(each) if isinstance(each, str) else code(each) for each in side])


def encoded(parts: Iterable[str], catalog: Catalog, format: str) -> bytes:
    """Return XML as bytes; CatalogError, with the key, for a text that XML cannot contain.

    The whole text is never in memory: with codes, it is several times the size of the documents.
    """
    data = BytesIO()
    for block in _blocks(parts):
        try:
            written = block.encode()
        except UnicodeEncodeError as error:
            raise CatalogError(_unholdable(catalog, format)) from error
        if len(written.translate(None, _CONTROLS)) < len(written) or _has_no_character(written):
            raise CatalogError(_unholdable(catalog, format))
        data.write(written)
    if data.tell() > TEXT_LIMIT:
        _refuse_long(catalog, format)
    return data.getvalue()


def _blocks(parts: Iterable[str]) -> Iterator[str]:
    """The parts of a text, joined to blocks of a size that is efficient."""
    block: list[str] = []
    size = 0
    for part in parts:
        block.append(part)
        size += len(part)
        if size > _BLOCK:
            yield "".join(block)
            block, size = [], 0
    yield "".join(block)


def _refuse_long(catalog: Catalog, format: str) -> None:
    """Raise CatalogError for a text that is too long for XML readers."""
    what = f"{format} cannot contain a text longer than {TEXT_LIMIT // 10**6} MB: use PO or JSONL"
    for entry in chain(catalog.entries, catalog.obsolete):
        if any(map(_is_long, entry.texts)):
            raise CatalogError(f"{entry.key}: {what}")
    if any(map(_is_long, catalog.metadata.values())):
        raise CatalogError(f"the metadata: {what}")


def _is_long(text: str) -> bool:
    return len(text) > TEXT_LIMIT // 4 and len(text.encode()) > TEXT_LIMIT


def _has_no_character(data: bytes) -> bool:
    """Whether UTF-8 contains U+FFFE or U+FFFF."""
    return b"\xef\xbf" in data and (b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data)


def _unholdable(catalog: Catalog, format: str) -> str:
    for entry in (*catalog.entries, *catalog.obsolete):
        found = _UNHOLDABLE.search("".join(entry.texts))
        if found:
            return f"{entry.key}: {format} cannot contain U+{ord(found[0]):04X}"
    return f"{format} cannot contain a character of the metadata"


def parsed(data: bytes) -> Element:
    """Return the root of an XML file; CatalogError, with the line, if it is invalid or unsafe.

    Entities, compressed files, encodings other than UTF-8 and UTF-16, and XML 1.1 are refused. A
    DOCTYPE is allowed if it declares nothing; its DTD is never loaded.
    """
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ")):
        raise CatalogError("the file is compressed: unpack it first")
    text = _in_utf_8(data)
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if _DECLARES.match(text, start):
        raise CatalogError(_DECLARATIONS, line=_line(text, start))
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise CatalogError(f"not XML: {_what(error)}", line=line or None) from error
    _refuse_declarations(root)
    if text.startswith(b"<!DOCTYPE", start):
        _refuse_entities(text)
    node = next(root.iter(etree.Entity), None)
    if node is not None:
        raise CatalogError(f"unknown entity {node.text}: write the character")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(  # without collect_ids=False, because with it lxml 6.1 loads the DTD
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_declarations(root: Element) -> None:
    """Raise CatalogError for a declaration or a DOCTYPE that readers interpret differently."""
    info = root.getroottree().docinfo
    if info.xml_version != "1.0":
        raise CatalogError(f"XML {info.xml_version} is not supported: save it as XML 1.0", line=1)
    if (info.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise CatalogError(f"the encoding is {info.encoding!r}: convert it to UTF-8", line=1)
    declared = info.internalDTD
    if declared is not None and (any(declared.iterentities()) or any(declared.iterelements())):
        raise CatalogError(_DECLARATIONS, line=2)


def _in_utf_8(data: bytes) -> bytes:
    """The bytes of an XML file, converted from UTF-16 for the patterns here."""
    if b"\0" not in data[:4]:
        return data
    is_little = data.startswith(b"\xff\xfe") or data[1:2] == b"\0"
    return data.decode("utf-16-le" if is_little else "utf-16-be", "replace").encode()


def _refuse_entities(text: bytes) -> None:
    """Raise CatalogError for an entity in well-formed XML: lxml drops it from an attribute."""
    if not _ENTITY.search(text):
        return
    for found in _ENTITY_OR_TEXT.finditer(text):
        if found[0].startswith(b"&"):
            name = found[0][:80].decode(errors="replace")
            what = f"unknown entity {name}: write the character"
            raise CatalogError(what, line=_line(text, found.start()))


def _line(text: bytes, offset: int) -> int:
    return 1 + text.count(b"\n", 0, offset)


def rename(root: Element, old: str, new: str) -> None:
    """Move all elements of a namespace to another one: ``{urn:a}`` to ``{urn:b}``."""
    for each in root.iter(f"{old}*"):
        each.tag = f"{new}{etree.QName(each).localname}"


def offered(
    parent: Element, unit: str, groups: Container[str], *, is_offered: bool = True
) -> Iterator[Element]:
    """Yield the units in an element to be translated: the nearest ``translate`` decides."""
    is_offered = _is_offered(parent, default=is_offered)
    for child in parent:
        if child.tag in groups:
            yield from offered(child, unit, groups, is_offered=is_offered)
        elif child.tag == unit and _is_offered(child, default=is_offered):
            yield child


def _is_offered(element: Element, *, default: bool) -> bool:
    value = element.get("translate")
    return default if value is None else value.strip().lower() != "no"


def once(before: Element | None, element: Element) -> Element:
    """Return the element; CatalogError, with its line, if its parent has two with this name."""
    if before is not None:
        name = str(element.tag).rpartition("}")[2]
        raise CatalogError(f"duplicate <{name}>: keep one of them", line=element.sourceline)
    return element


def refuse_doubled(target: Element, natives: Iterable[str], key: str) -> None:
    """Raise CatalogError for a target that contains all its codes as text and again as codes.

    translate-toolkit writes it for a plain text in the place of a target with codes: it adds the
    text before the codes and keeps these, with the text between them.
    """
    wanted = Counter(filter(None, (native.strip() for native in natives)))
    before = pieces(target.text or "", "") if wanted and target.text else None
    codes = [each.native.strip() for each in before[0] if isinstance(each, Code)] if before else []
    rest = wanted - Counter(codes)  # codes of another tool, which are text here
    if codes and len(rest) < 100 and all((target.text or "").count(n) >= rest[n] for n in rest):
        raise CatalogError(f"{key}: the target contains every code twice", line=target.sourceline)


def _what(error: Exception) -> str:
    """The message of lxml without the place, which it contains twice."""
    return str(error).partition(", line ")[0].partition("\n")[0]
