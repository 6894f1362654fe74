"""docs/tools.md: what translation tools write into our catalogs, and which state is read from it.

Each row of its tables is a test: the unit is put into a catalog as the tool writes it, with a new
translation, and merged into the document that the catalog was made of.
"""

from __future__ import annotations

import json
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
    "JSONL": "jsonl",
}
NAMESPACES = (
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff"'
    ' xmlns:m="http://www.memsource.com/mxlf/2.0" xmlns:iws="http://www.idiominc.com/ws/asset"'
    ' xmlns:MadCap="http://www.madcapsoftware.com/Schemas/MadCap.xsd"'
    ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"'
)
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
    end = "</mrk></target>" if "<mrk" in tag else "</target>"
    return tag if not tag or tag.endswith("/>") else f"{tag}{NEW}{end}"


def other(written: list[str], *names: str) -> str:
    """The elements of the tool's own, which are none of these."""
    return "".join([code for code in written if not code.startswith(names)])


def root(written: list[str]) -> str:
    """The attributes of the root beside those of the format."""
    said = [code for code in written if code.startswith("<xliff")]
    return NAMESPACES + "".join(said).removeprefix("<xliff").removesuffix(">")


def xliff(written: list[str]) -> str:
    [unit] = [code for code in written if code.startswith("<trans-unit")]
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"{root(written)}><file'
        f' original={quoteattr(DOCUMENT)} datatype="x-markdown" source-language="en-US"'
        f' target-language="ru-RU"><body>{unit.replace("<trans-unit", f"<trans-unit id={ID!r}")}'
        f"<source>{SOURCE}</source>{target(written, '')}"
        f"{other(written, '<trans-unit', '<target', '<xliff')}</trans-unit></body></file></xliff>"
    )


def xliff2(written: list[str]) -> str:
    [segment] = [code for code in written if code.startswith("<segment")]
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"{NAMESPACES} version="2.0"'
        f' srcLang="en-US" trgLang="ru-RU"><file id="f1" original={quoteattr(DOCUMENT)}>'
        f'<unit id="{ID}">{other(written, "<segment", "<target")}{segment}'
        f"<source>{SOURCE}</source>{target(written, '<target>')}</segment></unit></file></xliff>"
    )


def csv(written: list[str]) -> str:
    *column, cell = written
    name = "".join(column) or "fuzzy"
    return f'location,source,target,id,{name}\n,"{SOURCE}","{NEW}",{DOCUMENT}#{ID},{cell}\n'


def jsonl(written: list[str]) -> str:
    members = {"doc": DOCUMENT, "id": ID, "source": SOURCE, "target": NEW}
    return json.dumps(members | json.loads("{" + ", ".join(written) + "}")) + "\n"


def tmx(written: list[str]) -> str:
    return (
        '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"'
        ' o-tmf="t" adminlang="en-US" srclang="en-US" datatype="x-markdown"/><body>'
        f'<tu tuid="{DOCUMENT}#{ID}">{"".join(written)}'
        f'<tuv xml:lang="en-US"><seg>{SOURCE}</seg></tuv>'
        f'<tuv xml:lang="ru-RU"><seg>{NEW}</seg></tuv></tu></body></tmx>'
    )


def catalog(row: Row) -> Catalog:
    writers = {"po": po, "xliff": xliff, "xliff2": xliff2, "csv": csv, "tmx": tmx, "jsonl": jsonl}
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
