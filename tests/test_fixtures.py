"""The fixtures: every shape of the dialect, with the bytes that come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sxskit import (
    Document,
    drop_anchors,
    extract,
    keep,
    merge,
    parse,
    read_document,
    unescape,
)
from sxskit.checks.pairs import pairs
from sxskit.formats import po

FIXTURES = Path(__file__).parent.parent / "fixtures"
SXS = FIXTURES / "sxs"
NAMES = sorted(path.relative_to(SXS).as_posix() for path in SXS.rglob("*.md"))
WITH_UNITS = [name for name in NAMES if name != "ru-ru/TOC.md"]
HEALTHY = [name for name in WITH_UNITS if not name.startswith("damaged/")]


def document(name: str) -> Document:
    return read_document(SXS / name)


def test_there_are_fixtures() -> None:
    assert len(HEALTHY) == 8
    assert len(WITH_UNITS) == 15


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_the_bytes_it_was_read_from(name: str) -> None:
    assert document(name).text.encode() == (SXS / name).read_bytes()


@pytest.mark.parametrize("name", WITH_UNITS)
def test_the_catalog_is_the_golden_one(name: str) -> None:
    catalog = keep(extract({name: document(name)})).catalog
    assert po.dumps(catalog) == (FIXTURES / "po" / f"{name}.po").read_bytes()


@pytest.mark.parametrize("name", WITH_UNITS)
def test_the_golden_catalog_merges_back_to_the_same_bytes(name: str) -> None:
    catalog = po.loads((FIXTURES / "po" / f"{name}.po").read_bytes())
    merged = merge(document(name), name, catalog)
    assert merged.document.text.encode() == (SXS / name).read_bytes()
    assert merged.findings == ()


@pytest.mark.parametrize("name", WITH_UNITS)
def test_the_target_is_the_golden_one(name: str) -> None:
    assert document(name).strip("target").encode() == (FIXTURES / "target" / name).read_bytes()


@pytest.mark.parametrize("name", WITH_UNITS)
def test_the_source_is_the_golden_one(name: str) -> None:
    assert document(name).strip("source").encode() == (FIXTURES / "source" / name).read_bytes()


@pytest.mark.parametrize("name", WITH_UNITS)
def test_the_english_is_the_golden_one(name: str) -> None:
    english = unescape(drop_anchors(document(name)), "source").strip("source")
    assert english.encode() == (FIXTURES / "english" / name).read_bytes()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "damaged/not-whole.md"])
def test_whole_documents_have_no_findings(name: str) -> None:
    assert pairs(document(name), name) == ()


def test_what_is_not_whole_is_found() -> None:
    findings = pairs(document("damaged/not-whole.md"), "x.md")
    assert [(finding.line, finding.code) for finding in findings] == [
        (18, "id-mismatch"),
        (22, "unclosed-unit"),
        (26, "stray-source"),
        (30, "unclosed-unit"),
        (32, "duplicate-id"),
        (34, "unclosed-unit"),
        (34, "id-mismatch"),
    ]


@pytest.mark.parametrize("name", HEALTHY)
def test_an_independent_parser_finds_the_same_ids_in_the_same_order(name: str) -> None:
    text = document(name).text
    spans = BeautifulSoup(text, "html.parser").select("span[data-ttu-id]")
    assert [unit.id for unit in parse(text).units] == [span["data-ttu-id"] for span in spans]
