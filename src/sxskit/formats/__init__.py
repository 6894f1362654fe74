"""The formats of catalogs: the table of them, and `dumps` and `loads`.

The module of a format has the functions ``loads(bytes) -> Catalog``, ``read(bytes) -> Collected``,
of XML ``read(root)``, and ``dumps(Catalog) -> bytes``; it is imported on use.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """What is known of a format: its module has the name of the format.

    `suffixes` are those of its files, the one that is written first; `options` the fields of
    `Style` that it is written with. `roots` are the root elements of its files: it is XML.
    `has_obsolete`: its files can tell obsolete entries from others.
    """

    suffixes: tuple[str, ...]
    options: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    has_obsolete: bool = True


# All that is known of formats, but for their names, which type checkers read above.
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
# Bytes of an XML catalog: what is read or written of one is several times as large in memory.
LIMIT = 1 << 30
XML: frozenset[Format] = frozenset([name for name, row in TABLE.items() if row.roots])


@dataclass(frozen=True, slots=True)
class Style:
    """What a catalog may be written with, where its format knows of it.

    `codes`: inline markup as codes (XLIFF, TMX). `unique`: each pair of texts once, and without
    `identical` no target that is its source (TMX). `limit`: how many bytes XML may have.
    """

    codes: bool = False
    unique: bool = False
    identical: bool = True
    limit: int = LIMIT


PLAIN = Style()


def suffix(format: Format) -> str:
    """What the name of a catalog in this format ends with."""
    return TABLE[format].suffixes[0]


def format_of(path: Path) -> Format | None:
    """The format that a file's name promises; None where it promises none."""
    end = path.suffix.lower()
    return next((format for format, row in TABLE.items() if end in row.suffixes), None)


def with_option(name: str) -> list[Format]:
    """The formats that are written with an option, a field of `Style`."""
    return [format for format, row in TABLE.items() if name in row.options]


def _module(format: Format) -> ModuleType:
    return import_module(f"sxskit.formats.{format}")


def dumps(catalog: Catalog, format: Format, style: Style = PLAIN) -> bytes:
    """The catalog in a format, with a style; the same bytes on every run, machine and day.

    Raises CatalogError, with the key, where the format cannot hold it, and ValueError, with the
    nearest one, for a format that is none.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    options = {name: getattr(style, name) for name in TABLE[format].options}
    data: bytes = _module(format).dumps(catalog, **options)
    if format in XML and len(data) > style.limit:
        raise too_large(style.limit)
    return data


def too_large(limit: int) -> CatalogError:
    size = next((f"{limit >> n} {unit}" for unit, n in _UNITS if not limit % (1 << n)), "")
    return CatalogError(f"larger than {size}: split it, or raise --max-xml-size")


_UNITS = (("GiB", 30), ("MiB", 20), ("KiB", 10), ("bytes", 0))


def taken(entries: tuple[Entry, ...], style: Style) -> tuple[Entry, ...]:
    """The entries that a style takes: of TMX, `Style` may leave some out."""
    if style.identical and not style.unique:
        return entries
    from sxskit.formats import tmx

    return tuple(tmx.kept(entries, unique=style.unique, identical=style.identical))


def loads(data: bytes, format: Format, language: str | None = None) -> Catalog:
    """The catalog in the bytes of a format; of XML, the bytes themselves say which it is.

    The target language is `language`, or the only one. CatalogError, with the line, where the bytes
    hold no catalog, and, with the languages, where they hold none in that one, or several.
    """
    return collected(data, format).catalog(language)


def collected(data: bytes, format: Format) -> Collected:
    """What the bytes of a format hold, in all target languages.

    Raises CatalogError, with the line, where they hold no catalog, and ValueError, with the nearest
    one, for a format that is none.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    if format in XML:
        return _collected_xml(data)
    contents: Collected = _module(format).read(data)
    return contents


def collected_memory(data: bytes) -> Collected:
    """What a TMX file of any tool holds; a unit without a key has its number as one.

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
            contents: Collected = _module(format).read(root)
            return contents
    what = " without a namespace, which names the version" if root.tag == "xliff" else ""
    readable = "XLIFF 1.2, 2.0, 2.1 and 2.2 and TMX are read"
    raise CatalogError(f"its root is {root.tag!r}{what}: {readable}", line=root.sourceline)
