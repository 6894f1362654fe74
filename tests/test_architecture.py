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
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
# What may be imported everywhere.
ROOTS = {"errors", "findings", "printable", "_version"}
# What each folder, or module beside the folders, may import of the package besides the roots, and
# of other packages. Nothing imports cli; only cli, and bridges to come, import running.
FOLDERS: dict[str, tuple[set[str], set[str]]] = {
    "_version": (set(), set()),
    "printable": (set(), set()),
    "errors": (set(), set()),
    "findings": (set(), set()),
    "catalog": (set(), set()),
    "languages": (set(), set()),
    "frontmatter": (set(), {"yaml"}),
    "markdown": ({"languages"}, set()),
    "dialect": ({"frontmatter", "languages", "markdown"}, set()),
    "formats": ({"catalog", "languages", "markdown"}, {"lxml"}),
    "reports": (set(), set()),
    "exchange": ({"catalog", "dialect", "frontmatter", "languages", "markdown"}, set()),
    "checks": ({"dialect", "frontmatter", "languages", "markdown"}, {"bs4"}),
    "stats": ({"dialect", "frontmatter", "languages", "markdown"}, set()),
    "storage": (
        {"catalog", "dialect", "formats", "frontmatter", "languages", "reports"},
        {"pathspec"},
    ),
    "running": ({"dialect", "storage"}, set()),
    "bridges": ({"catalog", "formats", "languages"}, {"polib"}),
    "__init__": (
        {
            *("bridges", "catalog", "checks", "dialect", "exchange", "formats", "frontmatter"),
            *("reports", "stats", "storage"),
        },
        set(),
    ),
    "cli": (
        {
            *("catalog", "checks", "dialect", "exchange", "formats", "frontmatter", "languages"),
            *("markdown", "reports", "running", "stats", "storage"),
        },
        {"click", "platformdirs"},
    ),
    "__main__": ({"cli"}, set()),
}


def folder_of(module: str) -> str:
    return module.partition(".")[0]


def imports_of(path: Path) -> tuple[set[str], set[str]]:
    """The modules of the package, and the other packages, that a module imports, on use or not."""
    own: set[str] = set()
    others: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            others |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            package, _, inside = (node.module or "").partition(".")
            if package == "sxskit":
                names = {f"{inside}.{alias.name}".removeprefix(".") for alias in node.names}
                own |= {name for name in names if name in MODULES} or {inside}
            else:
                others.add(package)
    return own, others - sys.stdlib_module_names


def test_every_folder_is_in_the_table() -> None:
    assert {folder_of(module) for module in MODULES} == set(FOLDERS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    folder = folder_of(module)
    inner, outer = FOLDERS[folder]
    own, others = imports_of(MODULES[module])
    assert {folder_of(name) for name in own} <= {folder, *ROOTS, *inner}
    assert others <= outer


def test_no_modules_import_each_other() -> None:
    left = {module: imports_of(path)[0] - {module} for module, path in MODULES.items()}
    while ready := [module for module, needed in left.items() if not needed & left.keys()]:
        for module in ready:
            del left[module]
    assert left == {}


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("storage.")])
def test_only_storage_touches_the_disk(name: str) -> None:
    code = MODULES[name].read_bytes().decode()
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


def test_type_checkers_see_the_public_names_and_only_these() -> None:
    [block] = [
        node
        for node in ast.parse(Path(sxskit.__file__).read_bytes()).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    names = [
        (alias.name, alias.asname)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert all(name == public for name, public in names)
    assert sorted(name for name, _ in names) == sxskit.__all__ == sorted(sxskit.__all__)
    assert all(hasattr(sxskit, name) for name in sxskit.__all__)
    assert {name for name in dir(sxskit) if not name.startswith("__")} <= set(sxskit.__all__)


def test_every_error_is_ours_and_the_builtin_it_is() -> None:
    errors = sxskit.SxsError.__subclasses__()
    assert len(errors) == 5
    builtins = (ValueError, OSError, RuntimeError)
    assert all(issubclass(error, builtins) for error in errors)
