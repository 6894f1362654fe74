"""The shape of the package: who may import whom, what an import costs, what is public."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sxskit

PACKAGE = Path(sxskit.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
_XML_ROOM = (
    *("_version", "catalog", "codes", "errors", "languages"),
    *("formats._codes", "formats._collected", "formats._references", "formats._remarks"),
    "formats._xml",
)
# What each module may import of the package; the arrows point one way.
ALLOWED = {
    "_version": set[str](),
    "printable": set[str](),
    "errors": {"printable"},
    "findings": {"printable"},
    "likely_subtags": set[str](),
    "languages": {"likely_subtags"},
    "metadata": {"frontmatter", "languages"},
    "spellings": set[str](),
    "plain_values": set[str](),
    "yaml_values": set[str](),
    "frontmatter": {"errors", "plain_values", "spellings", "yaml_values"},
    "document": {"frontmatter"},
    "places": {"document"},
    "texts": {"document"},
    "surroundings": {"document"},
    "unsafe": {"inline", "patterns", "surroundings", "texts"},
    "anchors": {"document", "places"},
    "occurrences": set[str](),
    "escapes": {"codes", "document", "inline", "occurrences"},
    "patterns": set[str](),
    "conventions": set[str](),
    "checks.messages": set[str](),
    "checks.marks": {"conventions", "inline", "patterns"},
    "checks.markup": {"checks.marks", "checks.messages"},
    "checks.number_words": {"conventions"},
    "checks.number_formats": set[str](),
    "checks.numbers": {
        *("checks.messages", "checks.number_formats", "checks.number_words", "conventions"),
    },
    "checks.wording": {"checks.messages", "conventions"},
    "checks.characters": {"checks.messages", "conventions"},
    "checks.screen": {"checks.characters", "checks.wording", "conventions"},
    "checks.translation": {
        *("checks.characters", "checks.markup", "checks.marks", "checks.messages"),
        *("checks.numbers", "checks.screen", "checks.wording"),
    },
    "checks.structure": {"document", "findings", "printable"},
    "checks.placement": {"checks.structure", "document", "findings", "inline"},
    "checks.breakage": {"document", "findings", "places", "surroundings", "unsafe"},
    "checks.sources": {"freshness", "document", "findings", "values"},
    "checks.repair": {"checks.placement", "checks.structure", "document", "findings"},
    "checks.consistency": {"checks.messages", "document", "findings", "metadata", "texts"},
    "checks": set[str](),
    "checks.documents": {
        *("checks.breakage", "checks.placement", "checks.repair", "checks.structure"),
        "checks.translation",
        *("document", "findings", "languages", "metadata", "places", "texts"),
    },
    "baseline": {"errors", "findings"},
    "reports": {"_version", "baseline", "findings", "printable"},
    "settings": {"errors", "files", "findings", "values"},
    "stats": {"freshness", "document", "findings", "metadata", "texts", "words"},
    "catalog": {"errors"},
    "states": set[str](),
    "files": {"document", "errors", "states"},
    "inline": {"patterns"},
    "codes": {"inline", "patterns"},
    "words": {"inline"},
    "formats._remarks": set[str](),
    "formats._references": set[str](),
    "formats._collected": {"catalog", "errors", "languages"},
    "formats._po_syntax": {"errors"},
    "formats._codes": {"catalog", "codes", "errors", "formats._xml"},
    "formats._xml": {"catalog", "codes", "errors"},
    "formats.po": {
        *("_version", "catalog", "errors", "languages"),
        *("formats._collected", "formats._po_syntax", "formats._references", "formats._remarks"),
    },
    "formats.xliff": {*_XML_ROOM},
    "formats.xliff2": {*_XML_ROOM},
    "formats.tmx": {*_XML_ROOM},
    "formats.jsonl": {"catalog", "errors", "formats._collected", "languages"},
    "formats.csv": {
        *("catalog", "errors"),
        *("formats._collected", "formats._references", "formats._remarks"),
    },
    "formats": {
        *("catalog", "errors", "files", "formats._collected", "formats._xml"),
        *("formats.po", "formats.xliff", "formats.xliff2", "formats.tmx"),
        *("formats.jsonl", "formats.csv"),
    },
    "freshness": {"document"},
    "values": {
        *("catalog", "freshness", "document", "errors", "findings", "frontmatter", "texts"),
    },
    "publishing": {"catalog", "document", "texts"},
    "exchange": {
        *("catalog", "document", "errors", "findings", "frontmatter"),
        *("languages", "metadata", "places", "publishing", "surroundings", "texts"),
        *("unsafe", "values"),
    },
    "keeping": {"catalog", "exchange", "texts", "values"},
    "sources": {"document", "errors", "files"},
    "versions": {"freshness", "document", "files", "git"},
    "catalogs": {
        *("catalog", "document", "errors", "exchange", "files", "findings", "formats"),
        *("languages", "printable", "states", "texts"),
    },
    "cores": {"errors", "files"},
    "batch": {"errors", "workers"},
    "workers": {"batch"},
    "cache": {"_version", "errors", "files", "findings", "states"},
    "git": {"errors", "files"},
    "selection": {"files"},
    "work": {"cache", "document", "errors", "files", "findings", "states"},
    "progress": set[str](),
    "console": {
        *("batch", "cache", "document", "errors", "files", "findings", "git"),
        *("printable", "progress", "selection", "work"),
    },
    "shelf": {"catalog", "console", "errors", "files", "formats", "keeping"},
    "options": {
        *("catalogs", "console", "cores", "files", "findings", "formats", "languages"),
        *("publishing", "selection", "settings", "sources", "values", "versions"),
    },
    "commands": set[str](),
    "commands.extract": {
        *("catalog", "checks.structure", "console", "document", "exchange", "files"),
        *("options", "shelf", "sources", "work"),
    },
    "commands.convert": {
        *("catalog", "catalogs", "console", "errors", "files", "findings", "formats"),
        *("options", "shelf"),
    },
    "commands.merge": {
        *("catalog", "catalogs", "checks.structure", "console", "document", "exchange"),
        *("files", "metadata", "options", "publishing", "sources", "work"),
    },
    "commands.strip": {
        *("anchors", "checks.structure", "console", "document", "errors", "escapes", "files"),
        *("options", "sources", "work"),
    },
    "commands.check": {
        *("baseline", "catalog", "catalogs", "checks.consistency", "checks.documents"),
        *("checks.sources", "console", "freshness", "document", "errors", "exchange", "files"),
        *("findings", "metadata", "options", "printable", "reports", "settings", "sources"),
        *("values", "work"),
    },
    "commands.repair": {
        *(
            "checks.placement",
            "checks.repair",
            "checks.structure",
            "console",
            "document",
            "files",
            "findings",
            "options",
            "work",
        ),
    },
    "commands.stats": {
        *("checks.documents", "console", "freshness", "document", "files", "options"),
        *("sources", "stats", "work"),
    },
    "interrupts": set[str](),
    "cli": {"_version", "errors", "interrupts", "options", "printable"},
    "__main__": {"cli", "interrupts"},
}


def imported(path: Path) -> set[str]:
    """The modules of the package that a module imports, on use included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "sxskit":
            assert node.level == 0
            inside = (node.module or "").removeprefix("sxskit").removeprefix(".")
            names = {f"{inside}.{alias.name}".removeprefix(".") for alias in node.names}
            found |= {name for name in names if name in MODULES} or {inside}
    return {name.removesuffix(".__init__") for name in found}


def test_every_module_is_in_the_table() -> None:
    modules = {name.removesuffix(".__init__") for name in MODULES if name != "__init__"}
    assert modules == set(ALLOWED)


@pytest.mark.parametrize("name", ALLOWED)
def test_imports_run_one_way(name: str) -> None:
    path = MODULES.get(name) or MODULES[f"{name}.__init__"]
    assert imported(path) <= ALLOWED[name]


@pytest.mark.parametrize("name", sorted(set(ALLOWED) - {"files", "formats", "catalogs"}))
def test_only_the_rooms_for_files_touch_the_disk(name: str) -> None:
    code = (MODULES.get(name) or MODULES[f"{name}.__init__"]).read_bytes().decode()
    assert not re.search(r"\bopen\(|\.(read|write)_(bytes|text)\(|\.unlink\(|\.mkdir\(", code)


@pytest.mark.parametrize("name", MODULES)
def test_no_module_guesses_at_lines_or_encodings(name: str) -> None:
    code = MODULES[name].read_bytes().decode()
    assert not re.search(r"(?m)read_text\(|write_text\(|\.splitlines\(\)|^ *print\(", code)


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_has_a_possessive_group(name: str) -> None:
    """CPython before 3.11.5 reads them wrong (its issue 106052): an atomic group says the same."""
    assert not re.search(r"\)[*+?]\+", MODULES[name].read_bytes().decode())


def test_importing_the_library_loads_no_heavy_one() -> None:
    code = (
        "import sys, sxskit; "
        "print(sorted({'bs4', 'lxml', 'polib', 'click'} & set(sys.modules)), end='')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout == b"[]"


def test_the_public_names_are_these() -> None:
    assert sorted(sxskit.__all__) == sorted(
        [
            *("CODES", "Catalog", "CatalogError", "Document", "DocumentError", "Entry"),
            *("FileError", "Finding", "Frame", "FrontMatter", "FrontMatterError", "Kept", "Key"),
            *(
                "MergeError",
                "Merged",
                "Severity",
                "Sources",
                "State",
                "SxsError",
                "Unit",
                "Verbatim",
                "Versions",
                "__version__",
            ),
            *("check", "drop_anchors", "extract", "keep", "merge", "outdated", "parse"),
            *("read_catalog", "read_document", "unescape", "write_catalog", "write_document"),
        ]
    )
    assert all(hasattr(sxskit, name) for name in sxskit.__all__)


def test_every_error_is_ours_and_the_builtin_it_is() -> None:
    errors = sxskit.SxsError.__subclasses__()
    assert len(errors) == 5
    builtins = (ValueError, OSError, RuntimeError)
    assert all(issubclass(error, builtins) for error in errors)
