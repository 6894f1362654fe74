r"""CSV with the columns of translate-toolkit and Weblate, for spreadsheets.

A row is an entry, its ``id`` the key; a translation to review is ``fuzzy``, by any word except
``False``, ``0`` and ``no``. A cell that a spreadsheet would calculate as a formula is written with
a ``'`` before it, which reading removes.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "- Hello", "- Привет", State.REVIEW, 10, "title 1")
>>> print(dumps(Catalog("en-US", "", (entry,))).decode("utf-8-sig").replace("\r", ""), end="")
"location","source","target","id","fuzzy","context","translator_comments","developer_comments"
"a.md:10","'- Hello","'- Привет","a.md#7758d-103","True","7758d-103","","type: Title #"
>>> loads(dumps(Catalog("en-US", "", (entry,)))).entries == (entry,)
True

Law: ``loads(dumps(catalog)) == catalog``, except for: languages and metadata (the languages become
``en-US`` and unknown), obsolete entries, an origin that is that of the documents, and white space
within a heading or a note, which becomes one blank. An entry is new exactly if it has no target.
"""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO
from threading import Lock
from typing import NamedTuple

from sxskit.catalog import (
    Catalog,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.encoding import decode
from sxskit.errors import CatalogError
from sxskit.formats import _references
from sxskit.formats._collected import Collected
from sxskit.formats._remarks import origin_of, rare, remarks, understood
from sxskit.formats._tool_states import (
    NO,
    asks_for_review,
    is_unfinished,
    names_a_state,
)
from sxskit.patterns import pattern

_COLUMNS = (
    *("location", "source", "target", "id", "fuzzy"),
    *("context", "translator_comments", "developer_comments"),
)
# Formulas of spreadsheets, =1+1, also in full width or after a line break or tab, and with any
# number of marks: '=1+1. Such a cell, and no other, gets one more mark, and reading removes one:
# ''=1+1 is the text '=1+1. translate-toolkit can write the same mark, but does not remove it: there
# it is part of the text and is written back. A cell without a mark is read unchanged.
_FORMULA = pattern(r"'*+[=+\-@＝＋－＠\t\r\n]")
_MARKED = pattern(r"'++[=+\-@＝＋－＠\t\r\n]")
_UNWRITABLE = pattern("[\0\ud800-\udfff]")
_LINE_BREAK = pattern(r"\r\n?|\n")
# The first line that names the separator to Excel; saved by others, it has a cell for each column:
# sep=;;;;
_SEPARATOR = pattern(r'"?sep=([^\w\s"]|\t)\1*(?:"\1*)?(?:\r\n?|\n|\Z)', re.IGNORECASE)
# Locked while the limit on the length of a cell is raised, which is global in the csv module.
_LIMITED = Lock()


def dumps(catalog: Catalog) -> bytes:
    """Return a catalog as CSV in UTF-8 with a byte order mark for Excel; the same on every run.

    Raises CatalogError, with key and character, for a text with NUL or an unpaired surrogate.
    """
    rows = StringIO(newline="")
    writer = csv.writer(rows, quoting=csv.QUOTE_ALL)  # with line ends CRLF
    writer.writerow(_COLUMNS)
    for entry in catalog.entries:
        cells = _cells(entry, catalog.origin)
        foreign = _UNWRITABLE.search("".join(cells))
        if foreign:
            raise CatalogError(f"{entry.key}: CSV cannot contain U+{ord(foreign[0]):04X}")
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return codecs.BOM_UTF8 + rows.getvalue().encode()


def _cells(entry: Entry, usual: Origin) -> tuple[str, ...]:
    told = remarks(entry.kind, entry.context, entry.notes)
    rarely = rare(entry.origin, usual, entry.previous_source, entry.alternatives)
    is_fuzzy = entry.state is not State.DONE and bool(entry.target.strip())
    return (
        _references.written(entry.key.document, entry.line),
        entry.source,
        entry.target,
        str(entry.key),
        str(is_fuzzy) if is_fuzzy or entry.state_is_stated else "",
        entry.key.unit,
        "",
        "\n".join([*told, *rarely]),
    )


def loads(data: bytes, language: str | None = None) -> Catalog:
    """Return the catalog in a CSV file: columns in any order, separated by comma, ; or TAB.

    Another separator is read if the first line names it, such as ``sep=|``. The key of a row is its
    ``id``, or else its ``context`` in the document of its ``location``. The target language is the
    requested one, because the file names none. Raises CatalogError, with the line, for a file that
    is not CSV, missing columns, too many or too few cells, and missing or duplicate ids.
    """
    return read(data).catalog(language)


def read(data: bytes) -> Collected:
    """Return the entries of a CSV file."""
    header, *rows = _rows(_decoded(data)) or [_Row(1, [])]
    columns = _columns(header)
    names = enumerate(cell.strip().lower() for cell in header.cells)
    states = [(name, place) for place, name in names if name not in columns and names_a_state(name)]
    collected = Collected()
    for line, cells in rows:
        if len(cells) != len(header.cells):
            what = f"the row must have {len(header.cells)} cells as the header, not {len(cells)}"
            raise CatalogError(what, line=line)
        row = {name: _unmarked(cells[place]) for name, place in columns.items()}
        entry = _entry(row, [(name, cells[place]) for name, place in states])
        if entry is None:
            raise CatalogError("the row has no id, which names its unit", line=line)
        collected.add(entry, line)
    return collected


def _decoded(data: bytes) -> str:
    if not data:
        raise CatalogError("the file is empty", line=1)
    text = decode(data, CatalogError, cure='save it as "CSV UTF-8"')
    nul = text.find("\0")
    if nul >= 0:
        raise CatalogError("CSV cannot contain U+0000: remove it", line=_line(text, nul))
    return text


def _line(text: str, offset: int) -> int:
    return 1 + len(_LINE_BREAK.findall(text, 0, offset))


class _Row(NamedTuple):
    """The cells of a row and its first line."""

    line: int
    cells: list[str]


def _rows(text: str) -> list[_Row]:
    """The rows that are not empty: spreadsheets keep emptied rows."""
    lines = StringIO(text, newline="")
    named = _SEPARATOR.match(text)
    if named:
        delimiter, before = named[1], 1
        lines.seek(named.end())
    else:  # Excel writes ; in languages with a decimal comma
        delimiter, before = max(",;\t", key=lines.readline().count), 0
        lines.seek(0)
    rows = []
    line = 1 + before
    with _LIMITED:
        limit = csv.field_size_limit()
        csv.field_size_limit(max(limit, len(text)))
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if any(cells):
                    rows.append(_Row(line, cells))
                line = reader.line_num + 1 + before
        except csv.Error as error:
            raise CatalogError(f"not CSV: {error}", line=line) from error
        finally:
            csv.field_size_limit(limit)
    return rows


def _columns(header: _Row) -> dict[str, int]:
    """The indices of the columns of sxskit in a row."""
    names = [cell.strip().lower() for cell in header.cells]
    for name in _COLUMNS:
        if names.count(name) > 1:
            raise CatalogError(f"duplicate column {name!r} in the header", line=header.line)
    wanted = ["source", "target", *(["context", "location"] if "id" not in names else [])]
    missing = [name for name in wanted if name not in names]
    if missing:
        what = f"the header has no column {', '.join(missing)}: {','.join(names)[:80]!r}"
        raise CatalogError(what, line=header.line)
    return {name: names.index(name) for name in _COLUMNS if name in names}


def _unmarked(cell: str) -> str:
    return cell[1:] if _MARKED.match(cell) else cell


def _entry(row: dict[str, str], states: list[tuple[str, str]]) -> Entry | None:
    """The entry in a row; None if the row has no key.

    `states` are the cells in columns of other tools for states, with their names.
    """
    # The id first: Excel makes 7.76E-100 of the context 7758e-103.
    id = row.get("id") or row.get("context", "")
    if not id:
        return None
    document, line = _references.read(row.get("location", ""))
    target = row["target"]
    fuzzy = row.get("fuzzy", "").strip().lower()
    comments = row.get("translator_comments", "")
    lines = f"{row.get('developer_comments', '')}\n{comments}".split("\n")
    # Spreadsheets write truth values in the language of their user: all other words mean true.
    is_done = fuzzy in NO and not any(
        cell.strip() and is_unfinished(name, cell) for name, cell in states
    )
    is_done = is_done and not (comments and any(map(asks_for_review, comments.split("\n"))))
    told = understood(tuple(lines))
    state = State.of(target, is_done=is_done)
    return Entry(
        Key.of(id) if "#" in id else Key(document, id),
        row["source"],
        target,
        state,
        line,
        told.kind,
        told.context,
        told.notes,
        bool(fuzzy),
        None,
        origin_of(told.origin, state, Origin.UNKNOWN),
        told.previous_source,
        told.alternatives,
    )
