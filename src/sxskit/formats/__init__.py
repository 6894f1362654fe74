"""The formats of catalogs: their names and suffixes, and the module that reads and writes each.

The module of a format has the functions ``loads(bytes) -> Catalog``, ``read(bytes) -> Collected``
and ``dumps(Catalog) -> bytes``; it is imported on use.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, assert_never, get_args

from sxskit.catalog import Catalog, Entry
from sxskit.errors import CatalogError, unknown
from sxskit.formats._collected import Collected as Collected

Format: TypeAlias = Literal["po", "xliff", "xliff2", "tmx", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
# Bytes of an XML catalog: what is read or written of one is several times as large in memory.
LIMIT = 1 << 30
XML: frozenset[Format] = frozenset({"xliff", "xliff2", "tmx"})


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
    return ".xlf" if format in ("xliff", "xliff2") else f".{format}"


def format_of(path: Path) -> Format | None:
    """The format that a file's name promises; None where it promises none."""
    match path.suffix.lower():
        case ".po":
            return "po"
        case ".xlf" | ".xliff":
            return "xliff"
        case ".tmx":
            return "tmx"
        case ".jsonl":
            return "jsonl"
        case ".csv":
            return "csv"
        case _:
            return None


def dumps(catalog: Catalog, format: Format, style: Style = PLAIN) -> bytes:
    """The catalog in a format, with a style; the same bytes on every run, machine and day.

    Raises CatalogError, with the key, where the format cannot hold it, and ValueError, with the
    nearest one, for a format that is none.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    data = _dumps(catalog, format, style)
    if format in XML and len(data) > style.limit:
        raise too_large(style.limit)
    return data


def too_large(limit: int) -> CatalogError:
    size = next((f"{limit >> n} {unit}" for unit, n in _UNITS if not limit % (1 << n)), "")
    return CatalogError(f"larger than {size}: split it, or raise --max-xml-size")


_UNITS = (("GiB", 30), ("MiB", 20), ("KiB", 10), ("bytes", 0))


def _dumps(catalog: Catalog, format: Format, style: Style) -> bytes:
    match format:
        case "po":
            from sxskit.formats import po

            return po.dumps(catalog)
        case "xliff":
            from sxskit.formats import xliff

            return xliff.dumps(catalog, codes=style.codes)
        case "xliff2":
            from sxskit.formats import xliff2

            return xliff2.dumps(catalog, codes=style.codes)
        case "tmx":
            from sxskit.formats import tmx

            return tmx.dumps(
                catalog, codes=style.codes, unique=style.unique, identical=style.identical
            )
        case "jsonl":
            from sxskit.formats import jsonl

            return jsonl.dumps(catalog)
        case "csv":
            from sxskit.formats import csv

            return csv.dumps(catalog)
        case _:
            assert_never(format)


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
    match format:
        case "po":
            from sxskit.formats import po

            return po.read(data)
        case "xliff" | "xliff2" | "tmx":
            return _collected_xml(data)
        case "jsonl":
            from sxskit.formats import jsonl

            return jsonl.read(data)
        case "csv":
            from sxskit.formats import csv

            return csv.read(data)
        case _:
            assert_never(format)


def has_obsolete(data: bytes, format: Format) -> bool:
    """Whether bytes hold translations that `loads` leaves out, as PO keeps them as comments."""
    if format != "po":
        return False
    from sxskit.formats import po

    return po.has_obsolete(data)


def _collected_xml(data: bytes) -> Collected:
    from sxskit.formats import tmx, xliff, xliff2
    from sxskit.formats._xml import parsed

    root = parsed(data)
    match root.tag:
        case xliff.ROOT:
            return xliff.read(root)
        case xliff2.ROOT | xliff2.ROOT_2_2:
            return xliff2.read(root)
        case tmx.ROOT:
            return tmx.read(root)
    what = " without a namespace, which names the version" if root.tag == "xliff" else ""
    readable = "XLIFF 1.2, 2.0, 2.1 and 2.2 and TMX are read"
    raise CatalogError(f"its root is {root.tag!r}{what}: {readable}", line=root.sourceline)
