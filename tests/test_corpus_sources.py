"""Real documents that have their English, in ``en`` beside them: see tests/test_corpus.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from sxskit import (
    Document,
    English,
    State,
    extract,
    merge,
    outdated,
)
from sxskit.formats import (
    FORMATS,
    Format,
    dumps,
    loads,
)
from tests.helpers.corpus import CORPUS, documents

SETS = sorted(folder.parent / "sxs" for folder in CORPUS.glob("*/en"))
HOSTILE = (
    *("a: b", 'It\'s "so"', "# no comment", "a #b", "@a", "%a", "- a", "---", "*a", "&a", "!a b"),
    *("{a", "[a]", "| a", "> a", 'שלום: "עולם"', "\u200fمرحبا\u200e", "😀", "x" * 3000, "'", '"'),
    *("a\\b\\", "null", "2.0", "true", "2020-01-01", "~", ":", "?", "a:", "`x`", "<b>&amp;"),
)

pytestmark = [
    pytest.mark.skipif(not SETS, reason="no corpus with English: set SXSKIT_CORPUS"),
    pytest.mark.slow,
]
sets = pytest.mark.parametrize("folder", SETS, ids=lambda path: path.parent.name)


def translated(folder: Path) -> Iterator[tuple[str, Document, str]]:
    sources = English(folder.parent / "en")
    count = 0
    for name, _, document in documents(folder):
        english = sources.text(Path(name))
        if english is not None:
            yield name, document, english
            count += 1
    assert count


@sets
def test_the_english_has_the_hash_that_the_document_names(folder: Path) -> None:
    for name, document, english in translated(folder):
        assert outdated(document, name, english) == ()
        [finding] = outdated(document, name, english + "\nMore.\n")
        assert finding.code == "source-changed"


@sets
@pytest.mark.parametrize("format", FORMATS)
def test_untouched_values_change_no_byte(folder: Path, format: Format) -> None:
    for name, document, english in translated(folder):
        catalog = loads(dumps(extract({name: document}, english={name: english}), format), format)
        assert {"title", "description"} <= catalog.of(name).keys(), name
        for source in (english, None):
            merged = merge(document, name, catalog, english=source)
            assert (merged.document, merged.findings) == (document, ()), name


@sets
@pytest.mark.parametrize("format", FORMATS)
def test_an_edited_title_is_that_title_and_nothing_else_changes(
    folder: Path, format: Format
) -> None:
    for number, (name, document, english) in enumerate(translated(folder)):
        catalog = extract({name: document}, english={name: english})
        title = HOSTILE[number % len(HOSTILE)]
        edited = [
            replace(entry, target=title, state=State.DONE) if entry.key.unit == "title" else entry
            for entry in catalog.entries
        ]
        read = loads(dumps(replace(catalog, entries=tuple(edited)), format), format)
        merged = merge(document, name, read, english=english)
        assert (merged.applied, merged.findings) == (1, ()), name
        before, after = document.text.split("\n"), merged.document.text.split("\n")
        [changed] = [
            n for n, pair in enumerate(zip(before, after, strict=True)) if len({*pair}) > 1
        ]
        assert before[changed].startswith("title:"), name
        values = yaml.safe_load(merged.document.front_matter.text.strip("-\n"))
        assert values["title"] == title, name
