"""docs/tools.md: what translation tools write into our catalogs, and which state is read from it.

Each row of its tables is a test: the unit is put into a catalog as the tool writes it, with a new
translation, and merged into the document that the catalog was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import pytest

from sxskit import (
    Catalog,
    State,
    merge,
    parse,
)
from sxskit.formats import Format, loads

ROOT = Path(__file__).parent.parent
TABLES = (ROOT / "docs/tools.md").read_bytes().decode()
DOCUMENT = "ru-ru/guide/book-a-night.md"
ID, SOURCE = "4b1d7-109", "Create an astronomer account."
OLD, NEW = "Создайте учетную запись астронома.", "Заведите учетную запись астронома."
FORMATS: dict[str, Format] = {
    "PO": "po",
    "XLIFF 1.2": "xliff",
    "XLIFF 2": "xliff2",
    "CSV": "csv",
    "TMX": "tmx",
}
STATES = {"new": State.NEW, "review": State.REVIEW, "done": State.DONE}
TOOLS = [
    *("gettext", "Poedit", "Lokalize", "gtranslator", "OmegaT", "translate-toolkit", "Weblate"),
    *("moz.l10n", "npm xliff", "ngx-i18nsupport-lib", "LibreOffice"),
]


class Row(NamedTuple):
    """What a tool writes: the code in the third column of a table."""

    format: Format
    tool: str
    action: str
    written: list[str]
    state: State
    evidence: str

    def __str__(self) -> str:
        return f"{self.format}: {self.tool}: {self.action}"


def rows() -> Iterator[Row]:
    for heading, section in re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", TABLES, re.MULTILINE):
        lines = [line for line in section.split("\n") if line.startswith("| ")]
        for line in lines[2:] if heading in FORMATS else ():
            tool, action, written, read, evidence = line.strip("| ").split(" | ")
            codes = re.findall(r"`([^`]+)`", written)
            state = STATES[read.partition(" ")[0]]
            yield Row(FORMATS[heading], tool, action, codes, state, evidence)


ROWS = list(rows())


def po(written: list[str]) -> str:
    [text] = [code for code in written if code.startswith("msgstr")] or [f'msgstr "{NEW}"']
    flags = "".join([f"{code}\n" for code in written if code.startswith("#")])
    return (
        'msgid ""\nmsgstr ""\n"Language: ru_RU\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"X-Sxs-Document: {DOCUMENT}\\n"\n\n'
        f'#: {DOCUMENT}:23\n{flags}msgctxt "{ID}"\nmsgid "{SOURCE}"\n{text}\n'
    )


def target(written: list[str], default: str) -> str:
    """The target element as the tool writes it, with the new text if it is not empty."""
    [tag] = [code for code in written if code.startswith("<target")] or [default]
    return tag if not tag or tag.endswith("/>") else f"{tag}{NEW}</target>"


def xliff(written: list[str]) -> str:
    [unit] = [code for code in written if code.startswith("<trans-unit")]
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file'
        f' original={quoteattr(DOCUMENT)} datatype="x-markdown" source-language="en-US"'
        f' target-language="ru-RU"><body>{unit.replace("<trans-unit", f"<trans-unit id={ID!r}")}'
        f"<source>{SOURCE}</source>{target(written, '')}</trans-unit></body></file></xliff>"
    )


def xliff2(written: list[str]) -> str:
    [segment] = [code for code in written if code.startswith("<segment")]
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US"'
        f' trgLang="ru-RU"><file id="f1" original={quoteattr(DOCUMENT)}><unit id="{ID}">{segment}'
        f"<source>{SOURCE}</source>{target(written, '<target>')}</segment></unit></file></xliff>"
    )


def csv(written: list[str]) -> str:
    [cell] = written
    return f'location,source,target,id,fuzzy\n,"{SOURCE}","{NEW}",{DOCUMENT}#{ID},{cell}\n'


def tmx(written: list[str]) -> str:
    [prop] = written
    return (
        '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"'
        ' o-tmf="t" adminlang="en-US" srclang="en-US" datatype="x-markdown"/><body>'
        f'<tu tuid="{DOCUMENT}#{ID}">{prop}<tuv xml:lang="en-US"><seg>{SOURCE}</seg></tuv>'
        f'<tuv xml:lang="ru-RU"><seg>{NEW}</seg></tuv></tu></body></tmx>'
    )


def catalog(row: Row) -> Catalog:
    writers = {"po": po, "xliff": xliff, "xliff2": xliff2, "csv": csv, "tmx": tmx}
    return loads(writers[row.format](row.written).encode(), row.format)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_state_that_a_tool_writes_is_read(row: Row) -> None:
    [entry] = catalog(row).entries
    assert (entry.key, entry.source, entry.state) == ((DOCUMENT, ID), SOURCE, row.state)
    assert entry.target == ("" if row.state is State.NEW else NEW)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_is_not_done_stays_out_of_the_document(row: Row) -> None:
    text = (ROOT / "fixtures/sxs" / DOCUMENT).read_bytes().decode()
    merged = merge(parse(text), DOCUMENT, catalog(row))
    assert merged.document.text == (text.replace(OLD, NEW) if row.state is State.DONE else text)
    codes = [finding.code for finding in merged.findings]
    assert codes == (["needs-review"] if row.state is State.REVIEW else [])


def test_every_row_tells_how_it_was_obtained() -> None:
    assert {row.evidence for row in ROWS} <= {"run", "source read", "documented"}


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_was_run(tool: str) -> None:
    assert any(tool in row.tool and row.evidence == "run" for row in ROWS)


@pytest.mark.parametrize("format", FORMATS.values())
def test_every_format_has_rows_of_what_is_done_and_what_is_not(format: Format) -> None:
    assert {State.REVIEW, State.DONE} <= {row.state for row in ROWS if row.format == format}
