"""The table of catalog formats, and `dumps` and `loads`.

The module of a format has the functions ``loads(bytes) -> Catalog``, ``read(bytes) -> Collected``
(for XML ``read(root)``), and ``dumps(Catalog) -> bytes``; it is imported on use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Literal, NamedTuple, TypeAlias, get_args

from sxskit.catalog import Catalog, Entry
from sxskit.errors import CatalogError, unknown
from sxskit.formats._collected import Collected as Collected

Format: TypeAlias = Literal["po", "xliff", "xliff2", "tmx", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Row(NamedTuple):
    """The properties of a format; its module has the name of the format.

    `suffixes` are those of its files, the first one for writing; `options` the fields of `Style`
    that apply. `roots` are the root elements of its files if it is XML. `has_obsolete`: its files
    can mark obsolete entries.
    """

    suffixes: tuple[str, ...]
    options: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    has_obsolete: bool = True


# All formats; type checkers read their names above.
TABLE: Mapping[Format, Row] = {
    "po": Row((".po",)),
    "xliff": Row((".xlf", ".xliff"), ("codes",), ("{urn:oasis:names:tc:xliff:document:1.2}xliff",)),
    "xliff2": Row(
        (".xlf",),
        ("codes",),
        (
            "{urn:oasis:names:tc:xliff:document:2.0}xliff",
            "{urn:oasis:names:tc:xliff:document:2.2}xliff",
        ),
    ),
    "tmx": Row((".tmx",), ("codes", "unique", "identical"), ("tmx",)),
    "jsonl": Row((".jsonl",)),
    "csv": Row((".csv",), has_obsolete=False),
}
# The maximal size of an XML catalog in bytes; it takes several times as much memory.
LIMIT = 1 << 30
XML: frozenset[Format] = frozenset([name for name, row in TABLE.items() if row.roots])


@dataclass(frozen=True, slots=True)
class Style:
    """Options for writing a catalog, applied by formats that have them.

    `codes`: inline markup as codes (XLIFF, TMX). `unique`: each pair of texts once (TMX).
    `identical`: also targets that equal their source (TMX). `limit`: the maximal size of XML.
    """

    codes: bool = False
    unique: bool = False
    identical: bool = True
    limit: int = LIMIT


PLAIN = Style()


def suffix(format: Format) -> str:
    """Return the suffix of catalogs in a format."""
    return TABLE[format].suffixes[0]


def format_of(path: Path) -> Format | None:
    """Return the format for the name of a file; None for an unknown suffix."""
    end = path.suffix.lower()
    return next((format for format, row in TABLE.items() if end in row.suffixes), None)


def with_option(name: str) -> list[Format]:
    """Return the formats to which an option, a field of `Style`, applies."""
    return [format for format, row in TABLE.items() if name in row.options]


def _module(format: Format) -> ModuleType:
    return import_module(f"sxskit.formats.{format}")


def dumps(catalog: Catalog, format: Format, style: Style = PLAIN) -> bytes:
    """Return a catalog in a format and style; the same bytes on every run, machine and day.

    Raises CatalogError, with the key, if the format cannot represent it, and ValueError, with the
    nearest name, for an unknown format.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    options = {name: getattr(style, name) for name in TABLE[format].options}
    data: bytes = _module(format).dumps(catalog, **options)
    if format in XML and len(data) > style.limit:
        raise too_large(style.limit)
    return data


def is_piecewise(format: Format) -> bool:
    """Whether `pieces` writes a format."""
    return format == "po"


def pieces(head: Catalog, parts: Iterable[Catalog], format: Format) -> Iterator[bytes]:
    """Return a catalog of several documents piece by piece, with the entries of each part.

    The head is the catalog without entries. Raises CatalogError as `dumps` does.
    """
    made: Iterator[bytes] = _module(format).pieces(head, parts)
    return made


def too_large(limit: int) -> CatalogError:
    size = next((f"{limit >> n} {unit}" for unit, n in _UNITS if not limit % (1 << n)), "")
    return CatalogError(f"larger than {size}: split it, or raise --max-xml-size")


_UNITS = (("GiB", 30), ("MiB", 20), ("KiB", 10), ("bytes", 0))


def takes_all(style: Style) -> bool:
    """Whether a style omits no entries."""
    return style.identical and not style.unique


def taken(entries: tuple[Entry, ...], style: Style) -> tuple[Entry, ...]:
    """Return the entries to write in a style: for TMX, `Style` may omit some."""
    if takes_all(style):
        return entries
    from sxskit.formats import tmx

    return tuple(tmx.kept(entries, unique=style.unique, identical=style.identical))


def loads(data: bytes, format: Format, language: str | None = None) -> Catalog:
    """Return the catalog in the bytes of a format; for XML, the root element names the format.

    The target language is `language`, or the only one. Raises CatalogError, with the line, for
    bytes that are not a catalog, and, with the languages, if the language is missing or ambiguous.
    """
    return collected(data, format).catalog(language)


def collected(data: bytes, format: Format) -> Collected:
    """Return the entries in the bytes of a format, in all target languages.

    Raises CatalogError, with the line, for bytes that are not a catalog, and ValueError, with the
    nearest name, for an unknown format.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    if format in XML:
        return _collected_xml(data)
    return _read(format, data)


def _read(format: Format, data: object) -> Collected:
    contents: Collected = _module(format).read(data)
    contents.format = format
    return contents


def collected_memory(data: bytes) -> Collected:
    """Return the entries of a TMX file of any tool; the key of a unit without one is its number.

    Raises CatalogError, with the line, where the bytes are not TMX.
    """
    from sxskit.formats import tmx
    from sxskit.formats._xml import parsed

    return tmx.read(parsed(data), is_keyed=False)


def _collected_xml(data: bytes) -> Collected:
    from sxskit.formats._xml import parsed

    root = parsed(data)
    for format, row in TABLE.items():
        if root.tag in row.roots:
            return _read(format, root)
    what = " without a namespace, which names the version" if root.tag == "xliff" else ""
    readable = "XLIFF 1.2, 2.0, 2.1 and 2.2 and TMX are read"
    raise CatalogError(f"the root element is {root.tag!r}{what}: {readable}", line=root.sourceline)
