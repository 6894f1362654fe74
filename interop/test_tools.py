"""What translators' tools do to our catalogs: each opens one, edits a unit and saves it.

Then `sxs merge` puts the catalog back, and the document differs from the one it was in that text
alone. Run by ``python3 dev.py interop``, which installs what it needs: translate-toolkit, into an
environment of its own because of its licence, and where apt-get is at hand gettext and OmegaT.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

DOCUMENTS = Path(__file__).parent.parent / "fixtures" / "sxs"
NAME = "ru-ru/guide/book-a-night.md"
OLD = "Создайте учетную запись астронома."
NEW = "Заведите учетную запись астронома."
SOURCE = "Create an astronomer account."
SXS = (sys.executable, "-m", "sxskit")


def run(*command: str | Path, ok: Sequence[int] = (0,)) -> bytes:
    ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode in ok, ran.stderr.decode()
    return ran.stdout


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(DOCUMENTS / "ru-ru", tmp_path / "docs")
    return tmp_path / "docs"


def extracted(docs: Path, suffix: str, *options: str) -> Path:
    """The catalog of the document."""
    run(*SXS, "extract", docs, "--root", docs.parent, "-o", docs.parent / "catalogs", *options)
    return docs.parent / "catalogs" / "docs" / f"guide/book-a-night.md{suffix}"


def merged(docs: Path, catalogs: Path, *options: str, ok: Sequence[int] = (0,)) -> bytes:
    """The document with what the catalogs hold."""
    out = docs.parent / "out"
    run(*SXS, "merge", docs, "--root", docs.parent, "-c", catalogs, "-o", out, *options, ok=ok)
    for path in docs.rglob("*.md"):  # the other documents are as they were
        if path.name not in ("book-a-night.md", "TOC.md"):
            assert (out / path.relative_to(docs.parent)).read_bytes() == path.read_bytes()
    return (out / "docs/guide/book-a-night.md").read_bytes()


def wanted(docs: Path) -> bytes:
    """The document with the one text edited."""
    before = (docs / "guide/book-a-night.md").read_bytes()
    assert before.count(OLD.encode()) == 1
    return before.replace(OLD.encode(), NEW.encode())


# gettext

needs_gettext = pytest.mark.skipif(not shutil.which("msgfilter"), reason="gettext is not there")


@needs_gettext
def test_gettext_edits_a_message(docs: Path) -> None:
    catalog = extracted(docs, ".po")
    run("msgattrib", "--clear-fuzzy", "-o", catalog, catalog)
    run("msgfilter", "-i", catalog, "-o", catalog, "sed", "-e", f"s/{OLD}/{NEW}/")
    run("msgfmt", "-c", "-o", "/dev/null", catalog)
    assert merged(docs, docs.parent / "catalogs") == wanted(docs)


@needs_gettext
@pytest.mark.parametrize("wrapping", ["--no-wrap", "--width=40"])
def test_gettext_lays_a_catalog_out_anew(docs: Path, wrapping: str) -> None:
    catalog = extracted(docs, ".po")
    before = catalog.read_bytes()
    run("msgcat", wrapping, "-o", catalog, catalog)
    assert (catalog.read_bytes() == before) is (wrapping == "--no-wrap")
    assert merged(docs, docs.parent / "catalogs") == (docs / "guide/book-a-night.md").read_bytes()


@needs_gettext
def test_gettext_keeps_a_catalog_up_to_date(docs: Path) -> None:
    catalog = extracted(docs, ".po")
    run("msgmerge", "-q", "-N", "--update", "--backup=none", catalog, catalog)
    assert merged(docs, docs.parent / "catalogs") == (docs / "guide/book-a-night.md").read_bytes()


# translate-toolkit: imported in a process of its own

EDIT = """
import sys
from translate.storage import factory, xliff2
is_2 = b"document:2.0" in open(sys.argv[1], "rb").read()
store = (xliff2.Xliff2File.parsefile if is_2 else factory.getobject)(sys.argv[1])
found = [unit for unit in store.units if str(unit.source) == sys.argv[2]]
assert len(found) == 1, found
if len(sys.argv) > 3:
    found[0].target = sys.argv[3]
    found[0].markfuzzy(False)
store.save()
"""
FORMATS = [("po", ".po"), ("xliff", ".xlf"), ("xliff2", ".xlf"), ("csv", ".csv")]


def toolkit(catalog: Path, *arguments: str) -> None:
    run(sys.executable, "-c", EDIT, catalog, SOURCE, *arguments)


@pytest.mark.parametrize(("format", "suffix"), FORMATS)
def test_translate_toolkit_edits_a_unit(docs: Path, format: str, suffix: str) -> None:
    catalog = extracted(docs, suffix, "--format", format)
    toolkit(catalog, NEW)
    assert merged(docs, docs.parent / "catalogs") == wanted(docs)


@pytest.mark.parametrize(("format", "suffix"), FORMATS[1:3])
@pytest.mark.parametrize("inline", ["plain", "codes"])
def test_translate_toolkit_saves_the_xliff_it_has_read(
    docs: Path, format: str, suffix: str, inline: str
) -> None:
    catalog = extracted(docs, suffix, "--format", format, "--inline", inline)
    before = catalog.read_bytes()
    toolkit(catalog)
    assert catalog.read_bytes() == before


def test_translate_toolkit_makes_a_memory_of_po(docs: Path) -> None:
    """It loses the keys: such a memory is refused, and nothing is changed."""
    catalog = extracted(docs, ".po")
    run(
        Path(sys.executable).with_name("po2tmx"),
        "--progress=none",
        "-l",
        "ru",
        "-i",
        catalog,
        "-o",
        docs.parent / "ru.tmx",
    )
    run(*SXS, "merge", docs, "-c", docs.parent / "ru.tmx", "--in-place", ok=(1,))


# OmegaT

needs_omegat = pytest.mark.skipif(not shutil.which("omegat"), reason="OmegaT is not there")
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>EN-US</source_lang>
    <target_lang>RU-RU</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


@needs_omegat
def test_omegat_translates_with_a_memory(docs: Path, tmp_path: Path) -> None:
    """It empties fuzzy messages that no memory has: empty means that the document's text stays."""
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_bytes(PROJECT.encode())
    catalog = extracted(docs, ".po")
    shutil.copy(catalog, project / "source")
    memory = tmp_path / "ru.tmx"
    run(*SXS, "convert", catalog, "-o", memory, "--unique")
    edited = memory.read_bytes().replace(OLD.encode(), NEW.encode())
    (project / "tm/auto/ru.tmx").write_bytes(edited)
    config = f"--config-dir={tmp_path / 'config'}"
    run("omegat", project, "--mode=console-translate", config, "--quiet")
    made = project / "target" / catalog.name
    assert NEW.encode() in made.read_bytes()
    shutil.copy(made, catalog)
    assert merged(docs, docs.parent / "catalogs") == wanted(docs)
