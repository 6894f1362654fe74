"""Catalogs as real tools saved them, in ../shared/interop beside the clone: one unit was edited.

None of them may change another text of a document; what a tool has damaged is refused or reported.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sxskit import (
    CatalogError,
    Document,
    Frame,
    State,
    Unit,
    merge,
    parse,
    read_catalog,
)

ROOT = Path(__file__).parent.parent
OBSERVED = Path(os.environ.get("SXSKIT_OBSERVED", ROOT.parent / "shared/interop/observed"))
NAME = "partner-center/customer-communication.md"
BOTH = (State.DONE, State.REVIEW)
pytestmark = pytest.mark.skipif(not OBSERVED.is_dir(), reason="no catalogs: set SXSKIT_OBSERVED")

# The unit that was edited in each, by the tool that its name begins with.
EDITED = {
    "before.po": [],
    "gtranslator-42.po": ["title"],
    "lokalize-22.12.po": ["title"],
    "lokalize-22.12.xlf": ["7758d-103"],
    "msgmerge-0.21.ids-changed.po": [],
    "npm-gettext-parser-10.po": [],
    "npm-pofile-1.1.4.po": [],
    "npm-xliff-6.4.0.codes.xlf": [],
    "omegat-3.6.fuzzy-lost.po": [],
    "omegat-3.6.with-tm.po": ["title", "7758d-103", "7758d-104"],
    "poedit-3.2.2.codes.xlf": ["7758d-103"],
    "poedit-3.2.2.flags.po": ["title"],
    "poedit-3.2.2.gx.xlf": ["7758d-103"],
    "poedit-3.2.2.nowrap.po": ["title"],
    "poedit-3.2.2.po": ["title"],
    "poedit-3.2.2.xliff20.codes.xlf": ["7758d-105"],
    "poedit-3.2.2.xliff20.plain.xlf": ["7758d-103"],
}
REFUSED = {
    "npm-xliff-6.4.0.gx.MALFORMED.xlf": "not XML",
    "omegat-3.6.tmx": "has no tuid",
    "po2xliff-3.20.4.xlf": "document:1.1}xliff': XLIFF 1.2, 2.0, 2.1 and 2.2 and TMX are read",
    "translate-toolkit-3.20.4.plain-edit.CORRUPT.xlf": "the target contains every code twice",
    "xliff2po-3.20.4.msgctxt-lost.po": "without msgctxt",
}
# Where a tool has changed the sources or the ids, or has left codes without a text.
REPORTED = {
    "msgmerge-0.21.ids-changed.po": {"untranslated", "unknown-entry"},
    "npm-xliff-6.4.0.codes.xlf": {"stale", "unknown-entry"},
    "poedit-3.2.2.gx.xlf": {"incomplete-target", "unknown-entry"},
}


def document() -> Document:
    """A document that holds the pairs all these catalogs were made of."""
    entries = read_catalog(OBSERVED / "before.po").entries
    units = [Unit(e.key.unit, e.source, e.target, Frame.of(e.key.unit)) for e in entries]
    return parse("\n\n".join(unit.text for unit in units))


def test_every_catalog_there_is_in_one_of_the_tables() -> None:
    assert {path.name for path in OBSERVED.iterdir()} == {*EDITED, *REFUSED}


@pytest.mark.parametrize("name", EDITED)
def test_the_edited_unit_differs_and_no_other(name: str) -> None:
    before = document()
    merged = merge(before, NAME, read_catalog(OBSERVED / name), accept=BOTH)
    pairs = zip(before.units, merged.document.units, strict=True)
    assert [old.id for old, new in pairs if old.target != new.target] == EDITED[name]
    codes = {finding.code for finding in merged.findings} - {"unknown-entry", "untranslated"}
    assert codes == REPORTED.get(name, set()) - {"unknown-entry", "untranslated"}


@pytest.mark.parametrize("name", REPORTED)
def test_what_a_tool_has_changed_beside_is_reported(name: str) -> None:
    merged = merge(document(), NAME, read_catalog(OBSERVED / name), accept=BOTH)
    assert {finding.code for finding in merged.findings} == REPORTED[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_tool_has_damaged_is_refused(name: str) -> None:
    with pytest.raises(CatalogError) as caught:
        read_catalog(OBSERVED / name)
    assert REFUSED[name] in str(caught.value)
