"""The shape of the package: who may import whom, what an import costs, what is public."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import sxskit

PACKAGE = Path(sxskit.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
ROOT = Path(__file__).parent.parent
MAP = (ROOT / "ARCHITECTURE.md").read_bytes().decode()
# What may be imported everywhere.
ROOTS = {"deprecation", "errors", "findings", "patterns", "printable", "_version"}
# What each folder, or module beside the folders, may import of the package besides the roots, and
# of other packages. Nothing imports cli; only cli, and bridges to come, import running.
FOLDERS: dict[str, tuple[set[str], set[str]]] = {
    "_version": (set(), set()),
    "patterns": (set(), set()),
    "printable": (set(), set()),
    "deprecation": (set(), set()),
    "errors": (set(), set()),
    "findings": (set(), set()),
    "explanations": (set(), set()),
    "catalog": (set(), set()),
    "encoding": (set(), set()),
    "languages": (set(), set()),
    "frontmatter": (set(), {"yaml"}),
    "markdown": ({"languages"}, set()),
    "dialect": ({"frontmatter", "languages", "markdown"}, set()),
    "formats": ({"catalog", "encoding", "languages", "markdown"}, {"lxml"}),
    "scores": (set(), set()),
    "similarity": ({"markdown"}, {"rapidfuzz"}),
    "adaptation": ({"markdown"}, set()),
    "memory": ({"adaptation", "catalog", "encoding", "markdown", "scores", "similarity"}, set()),
    "reports": (
        {"catalog", "dialect", "encoding", "exchange", "languages", "markdown"},
        {"jinja2", "markdown_it", "markupsafe"},
    ),
    "exchange": (
        {
            *("adaptation", "catalog", "dialect", "frontmatter", "languages", "markdown"),
            "scores",
            "similarity",
        },
        set(),
    ),
    "checks": (
        {"catalog", "dialect", "exchange", "frontmatter", "languages", "markdown"},
        {"bs4"},
    ),
    "stats": ({"dialect", "frontmatter", "languages", "markdown"}, set()),
    "alignment": ({"dialect", "frontmatter", "languages", "markdown"}, set()),
    "storage": (
        {"catalog", "dialect", "encoding", "formats", "frontmatter", "languages", "reports"},
        {"pathspec"},
    ),
    "running": ({"dialect", "storage"}, set()),
    "bridges": ({"catalog", "formats", "languages"}, {"polib"}),
    "__init__": (
        {
            *("alignment", "bridges", "catalog", "checks", "dialect", "exchange", "explanations"),
            *("formats", "frontmatter", "memory", "reports", "stats", "storage"),
        },
        set(),
    ),
    "cli": (
        {
            *("alignment", "catalog", "checks", "dialect", "encoding", "exchange", "explanations"),
            *(
                "formats",
                "frontmatter",
                "languages",
                "markdown",
                "memory",
                "reports",
                "running",
                "scores",
                "similarity",
                "stats",
            ),
            "storage",
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


def test_every_option_is_declared_once() -> None:
    declared = [
        argument.value
        for name, path in MODULES.items()
        if name.startswith("cli.")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "click.option"
        for argument in node.args
        if isinstance(argument, ast.Constant) and str(argument.value).startswith("--")
    ]
    assert len(declared) > 30
    assert [option for option in declared if declared.count(option) > 1] == []


@pytest.mark.parametrize("name", MODULES)
def test_no_module_guesses_at_lines_or_encodings(name: str) -> None:
    code = MODULES[name].read_bytes().decode()
    assert not re.search(r"(?m)read_text\(|write_text\(|\.splitlines\(\)|^ *print\(", code)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "encoding"])
def test_undecodable_bytes_are_described_in_one_place(name: str) -> None:
    assert "UnicodeDecodeError" not in MODULES[name].read_bytes().decode()


@pytest.mark.parametrize("name", [name for name in MODULES if name != "patterns"])
def test_no_module_compiles_patterns_when_it_is_loaded(name: str) -> None:
    assert not re.search(r"(?m)^\S.*re\.compile\(", MODULES[name].read_bytes().decode())


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_has_a_possessive_group(name: str) -> None:
    """CPython before 3.11.5 reads them wrong (its issue 106052): an atomic group says the same."""
    assert not re.search(r"\)[*+?]\+", MODULES[name].read_bytes().decode())


def test_importing_the_library_loads_no_heavy_one() -> None:
    code = (
        "import sys, sxskit; "
        "heavy = {'bs4', 'lxml', 'polib', 'click', 'jinja2', 'markdown_it', 'markupsafe'}; "
        "print(sorted(heavy & set(sys.modules)), end='')"
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
    assert len(errors) == 6
    builtins = (ValueError, OSError, RuntimeError)
    assert all(issubclass(error, builtins) for error in errors)


def section(title: str) -> str:
    """The text of a section of ARCHITECTURE.md."""
    return MAP.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def module_at(path: str) -> str:
    """The module of a path: `dialect.document` of ``dialect/document.py``."""
    return path.removesuffix(".py").rstrip("/").replace("/", ".")


def path_of(module: str) -> str:
    """The path of a module in ARCHITECTURE.md; a folder is that of its ``__init__.py``."""
    path = MODULES[module].relative_to(PACKAGE).as_posix()
    return path if path == "__init__.py" else path.removesuffix("__init__.py")


def test_every_module_has_one_line_in_the_map() -> None:
    paths = re.findall(r"^- `([\w/.]+)`: [A-Z`].*\.$", section("Modules"), re.MULTILINE)
    assert len(paths) == section("Modules").count("\n- ")
    missing = [path_of(module) for module in MODULES if path_of(module) not in paths]
    assert not missing, "ARCHITECTURE.md, Modules: add a line for each:\n" + "\n".join(
        f"- `{path}`: What it holds." for path in missing
    )
    gone = [path for path in paths if module_at(path) not in MODULES]
    assert not gone, f"ARCHITECTURE.md, Modules: remove the lines of {', '.join(gone)}"
    twice = {path for path in paths if paths.count(path) > 1}
    assert not twice, f"ARCHITECTURE.md, Modules: duplicate lines of {', '.join(sorted(twice))}"


def test_the_table_of_imports_is_the_tested_one() -> None:
    rows = [
        tuple(re.findall(r"`(\w+)`", cell) for cell in line.strip("| ").split(" | "))
        for line in section("Imports").split("\n")
        if line.startswith("| `")
    ]
    found = {folder: (set(inner), set(outer)) for [folder], inner, outer in rows}
    cells = {
        folder: tuple(", ".join(f"`{name}`" for name in sorted(names)) or "-" for names in allowed)
        for folder, allowed in FOLDERS.items()
    }
    wrong = [
        f"| `{folder}` | {' | '.join(cells[folder])} |"
        for folder, allowed in FOLDERS.items()
        if found.get(folder) != allowed
    ]
    assert not wrong, "ARCHITECTURE.md, Imports: the rows must be:\n" + "\n".join(wrong)
    gone = found.keys() - FOLDERS.keys()
    assert not gone, f"ARCHITECTURE.md, Imports: remove the rows of {', '.join(sorted(gone))}"
    assert len(rows) == len(FOLDERS)


def exists(name: str) -> bool:
    """Whether a dotted name, such as `dialect.document.parse`, is one of the package."""
    module = name
    while module and module not in MODULES:
        module = module.rpartition(".")[0]
    if not module:
        return False
    value: object = import_module(f"sxskit.{module}")
    for part in filter(None, name.removeprefix(module).split(".")):
        value = getattr(value, part, None)
    return value is not None


def test_every_name_in_the_walk_exists() -> None:
    walk = section("One document, from start to end")
    names = re.findall(r"`(\w+(?:\.\w+)+)`", walk)
    assert len(names) > 50
    gone = [name for name in dict.fromkeys(names) if not exists(name)]
    assert not gone, f"ARCHITECTURE.md, One document: no such names: {', '.join(gone)}"


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_in_the_map_exists(page: str) -> None:
    """Paths are relative to the package or the project; NAME is the name of a new module."""
    found = re.findall(r"`([\w./-]+)`", (ROOT / page).read_bytes().decode())
    paths = {path for path in found if path.endswith((".py", ".md", "/"))}
    assert len(paths) > 10
    paths = {str(Path(path).parent) if "NAME" in path else path for path in paths}
    gone = sorted(path for path in paths if not any((at / path).exists() for at in (PACKAGE, ROOT)))
    assert not gone, f"{page}: no such files: {', '.join(gone)}"


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.rglob("*.py")), ids=lambda p: p.stem)
def test_no_test_imports_from_a_test_module(path: Path) -> None:
    modules = {
        node.module or ""
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ImportFrom)
    }
    assert not {module for module in modules if module.rpartition(".")[2].startswith("test_")}
