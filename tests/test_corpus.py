"""The laws on real documents: `SXSKIT_CORPUS`, or ../shared/corpus beside the clone.

Every folder below it whose name begins with ``sxs`` is a document set; ``live`` beside it holds the
same documents as they were published, in one language. Nothing of it is part of the project. With
`SXSKIT_CORPUS_EVERY=1` every front-matter value is replaced by every hostile one, which takes long.

Extracting and merging is tried on a sample: on all documents the commands are, from outside, where
a corpus is at hand (.ci/run).
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sxskit import (
    State,
    Unit,
    drop_anchors,
    extract,
    merge,
    unescape,
)
from sxskit.checks.pairs import pairs
from sxskit.formats import (
    FORMATS,
    Format,
    Style,
    dumps,
    loads,
)
from tests.helpers.corpus import CORPUS, documents
from tests.helpers.front_matter import HOSTILE, assert_replaced, loaded, texts

SETS = sorted({*CORPUS.glob("*/sxs*"), *CORPUS.glob("damaged/*")})
# Front matter is in published documents, too.
FOLDERS = sorted({*SETS, *CORPUS.glob("*/live"), *CORPUS.glob("*/en")})
# Every value under every key, or each key with one of them, in turn.
EVERY = bool(os.environ.get("SXSKIT_CORPUS_EVERY"))
# Of how many documents one is extracted and merged here.
SAMPLE = 20
MARK = " ☃ [x](y.md) `c`"
# The heads of pairs, in any quotes: an independent count of what there is to find.
HEADS = re.compile(rb'<span data-ttu-id=(?:"|\\"|&quot;)[0-9a-f]{5}-p?[0-9]+')

pytestmark = pytest.mark.skipif(not SETS, reason="no corpus: set SXSKIT_CORPUS")
sets = pytest.mark.parametrize("folder", SETS, ids=lambda path: "/".join(path.parts[-2:]))


@pytest.mark.slow
@sets
def test_every_document_is_the_bytes_it_was_read_from(folder: Path) -> None:
    for name, path, document in documents(folder):
        assert document.text.encode() == path.read_bytes(), name


@pytest.mark.slow
@sets
def test_every_pair_is_found(folder: Path) -> None:
    for name, path, document in documents(folder):
        assert len(document.units) == len(HEADS.findall(path.read_bytes())), name
        assert pairs(document, name) == ()
        for side in ("target", "source"):
            assert "tu-id=" not in document.strip(side), name


@sets
@pytest.mark.parametrize(
    ("format", "style"),
    [
        *((format, Style()) for format in FORMATS),
        *(
            (format, Style(codes=True))
            for format in FORMATS
            if format in ("xliff", "xliff2", "tmx")
        ),
    ],
)
def test_untouched_catalogs_change_no_byte(folder: Path, format: Format, style: Style) -> None:
    for name, path, document in documents(folder, every=SAMPLE):
        data = dumps(extract({name: document}), format, style)
        merged = merge(document, name, loads(data, format))
        assert merged.document.text.encode() == path.read_bytes(), name
        assert merged.findings == (), name


@sets
def test_edited_targets_change_and_nothing_else(folder: Path) -> None:
    edits = 0
    for name, _, document in documents(folder, every=SAMPLE):
        catalog = extract({name: document})
        edited = tuple(
            replace(entry, target=entry.target + MARK, state=State.DONE) if n % 7 == 3 else entry
            for n, entry in enumerate(catalog.entries)
        )
        merged = merge(document, name, replace(catalog, entries=edited))
        for n, (before, after) in enumerate(
            zip(document.units, merged.document.units, strict=True)
        ):
            if n % 7 == 3:
                edits += 1
                kept = before.target.rstrip(" \t\r\n")
                edge = before.target[len(kept) :]
                assert after == replace(before, target=f"{kept}{MARK}{edge}"), name
            else:
                assert after == before
        others = [node for node in document.nodes if not isinstance(node, Unit)]
        assert others == [n for n in merged.document.nodes if not isinstance(n, Unit)]
        assert merged.applied == sum(n % 7 == 3 for n in range(len(document.units)))
    assert edits


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: "/".join(path.parts[-2:]))
def test_front_matter_is_what_yaml_says_and_takes_any_text(folder: Path) -> None:
    keys = replaced = 0
    for number, (name, _, document) in enumerate(documents(folder)):
        block = document.front_matter
        if not (block.text and block.is_valid):
            continue
        values = texts(loaded(block))
        assert dict(block.items()) == values, name
        keys += len(values)
        for index, (key, old) in enumerate(values.items()):
            shift = 0 if EVERY else number + index
            for value in HOSTILE[shift % len(HOSTILE) :: 1 if EVERY else len(HOSTILE)]:
                if old is not None:
                    others = lines_of_others(block.text, key)
                    assert lines_of_others(assert_replaced(block, key, value).text, key) == others
                    replaced += 1
    print(f"{keys} values read, {replaced} replaced")
    assert keys


def lines_of_others(text: str, key: str) -> str:
    """A front matter without the lines of one key."""
    return re.sub(rf"(?m)^{re.escape(key)}:.*\n(?:(?!---)(?:[ \t-].*)?\r?\n)*", "", text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [path for path in SETS if path.name == "sxs"], ids=lambda path: path.parent.name
)
def test_a_stripped_document_is_the_published_one_but_for_escapes(folder: Path) -> None:
    def bare(data: bytes) -> bytes:
        return re.sub(rb"\\([*`])", rb"\1", data)

    equal = total = 0
    for name, _, document in documents(folder):
        live = folder.parent / "live" / name
        if live.exists():
            total += 1
            equal += bare(document.strip("target").encode()) == bare(live.read_bytes())
    assert total
    assert equal >= 0.95 * total


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [path for path in SETS if path.name == "sxs"], ids=lambda path: path.parent.name
)
def test_unescaping_makes_no_document_unlike_the_published_one(folder: Path) -> None:
    equal = total = 0
    for name, _, document in documents(folder):
        live, english = folder.parent / "live" / name, folder.parent / "en" / name
        if live.exists():
            published = live.read_bytes().decode()
            text = english.read_bytes().decode() if english.exists() else None
            unescaped = unescape(document, "target", english=text).strip("target")
            total += 1
            equal += unescaped == published
            assert unescaped == published or document.strip("target") != published, name
    print(f"{equal} of {total} are the published ones")
    assert equal >= 0.9 * total


@pytest.mark.slow
@pytest.mark.parametrize("folder", sorted(CORPUS.glob("*/en")), ids=lambda path: path.parent.name)
def test_the_sources_have_the_anchors_of_the_english_document(folder: Path) -> None:
    anchor = re.compile(r"<a (?:href=\"\" )?(?:name|id)=")
    dropped = 0
    for name, _, document in documents(folder.parent / "sxs"):
        if (folder / name).exists():
            source = drop_anchors(document).strip("source")
            english = (folder / name).read_bytes().decode()
            assert len(anchor.findall(source)) == len(anchor.findall(english)), name
            dropped += len(anchor.findall(document.strip("source"))) > len(anchor.findall(source))
    assert dropped
