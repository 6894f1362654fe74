"""Pages of the documentation that are generated: finding codes, commands, library, architecture.

`pages()` returns them by path; `scripts/docs_hook.py` adds them when MkDocs builds the site.
"""

from __future__ import annotations

import ast
import inspect
import re
import shlex
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from click.testing import CliRunner

import sxskit
from scripts.doc_examples import Session
from sxskit.cli.main import COMMANDS
from sxskit.cli.main import main as sxs

ROOT = Path(__file__).resolve().parent.parent
_DOCTEST = re.compile(r"(?:^>>> .*\n(?:^(?!\n).*(?:\n|\Z))*)+", re.MULTILINE)
# The groups of the library reference, in its order; a test compares them with the public names.
LIBRARY = {
    "Documents": ("parse", "Document", "Unit", "Verbatim", "Frame", "FrontMatter"),
    "Alignment": ("align", "Aligned", "AlignedPair", "Fix"),
    "Catalogs": (
        *("extract", "merge", "Merged", "keep", "Kept", "Catalog", "Entry"),
        *("Key", "State", "Origin", "Alternative"),
    ),
    "Hand-offs": (
        *("update", "Updated", "diff", "Diff", "Change", "Kind", "Band"),
        *("format_diff", "DiffFormat"),
    ),
    "Formats": ("dumps", "loads", "Format", "Style", "to_polib", "from_polib"),
    "Files": (
        *("read_document", "write_document", "read_catalog", "write_catalog", "find_documents"),
        *("find_settings", "read_settings", "Settings"),
    ),
    "Translation memories": ("Memory", "Matcher", "Match", "Added", "LanguagePair", "Effort"),
    "Checks": (
        *("check", "check_catalog", "Checked", "inconsistent", "outdated", "repair", "Repaired"),
        *("Finding", "Severity", "CODES"),
        *("explain", "Explanation", "Example"),
    ),
    "Reports": ("report", "ReportFormat", "Baseline", "read_baseline", "write_baseline"),
    "Review": ("review", "Review", "ReviewedUnit", "Status", "review_page", "review_index"),
    "Plain documents": ("drop_anchors", "unescape"),
    "English documents": ("English", "Versions"),
    "Statistics": ("count", "Stats", "Figures", "combine_stats", "format_stats", "StatsFormat"),
    "Errors": (
        *("SxsError", "DocumentError", "CatalogError", "FileError", "FrontMatterError"),
        *("AlignError", "MergeError"),
    ),
}


def pages() -> dict[str, str]:
    """The generated pages by their paths below docs/."""
    architecture = (ROOT / "ARCHITECTURE.md").read_bytes().decode()
    changelog = (ROOT / "CHANGELOG.md").read_bytes().decode()
    return {
        "reference/commands.md": commands_page(),
        "reference/library.md": library_page(),
        "reference/codes/index.md": codes_page(),
        **{f"reference/codes/{code}.md": code_page(code) for code in sxskit.CODES},
        "architecture.md": architecture,
        "changelog.md": changelog,
    }


def commands_page() -> str:
    """The help of every command."""
    parts = [
        "# Commands\n\nThis page is generated from the program: `sxs COMMAND --help` prints it.\n"
    ]
    for arguments in _commands():
        command = " ".join(["sxs", *arguments])
        result = CliRunner().invoke(sxs, [*arguments, "--help"], prog_name="sxs", terminal_width=80)
        parts.append(f"## {command}\n\n```text\n{result.stdout}```\n")
    return "\n".join(parts)


def _commands() -> Iterator[list[str]]:
    """The program itself, each command, and the commands of a command."""
    yield []
    for name in COMMANDS:
        yield [name]
        command = sxs.get_command(click.Context(sxs), name)
        if isinstance(command, click.Group):
            yield from ([name, subcommand] for subcommand in sorted(command.commands))


def codes_page() -> str:
    """The table of all codes."""
    rows = [
        f"| [`{name}`]({name}.md) | {code.severity}{', on demand' * code.on_demand} "
        f"| {code.meaning} |\n"
        for name, code in sxskit.CODES.items()
    ]
    return (
        "# Finding codes\n\n"
        "`sxs codes` prints this table, `sxs codes CODE` the page of a code. Codes marked "
        "*on demand* are checked only\nwhere `--select` names them, their severity or `all`.\n\n"
        "| code | severity | meaning |\n| --- | --- | --- |\n" + "".join(rows)
    )


def code_page(name: str) -> str:
    """The page of a code, with what its two examples print."""
    code, explanation = sxskit.CODES[name], sxskit.explain(name)
    severity = f"{code.severity}{', on demand' * code.on_demand}"
    return f"""# {name}

Severity: {severity}. {code.meaning[0].upper()}{code.meaning[1:]}.

## Why

{explanation.why}

## Found

{_example(explanation.found)}
## Not found

{_example(explanation.not_found)}
## Cure

{explanation.cure}

## When to ignore it

{explanation.ignore}
"""


def _example(example: sxskit.Example) -> str:
    shown = example.text.rstrip()
    return f"````text\n{shown}\n````\n\n```console\n$ {example.command}\n{_printed(example)}```\n"


def _printed(example: sxskit.Example) -> str:
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        for name, text in example.files.items():
            session.write(name, text)
        return session.run(shlex.join(shlex.split(example.command))).output


def library_page() -> str:
    """The public names with their signatures and docstrings."""
    parts = [
        "# Library\n\nEvery public name of `sxskit`, from the docstrings. A path is a `str` or any "
        "`os.PathLike`.\nData that cannot be read raises an error derived from `SxsError`; a wrong "
        "argument raises `ValueError`.\n"
    ]
    for title, names in LIBRARY.items():
        parts.append(f"## {title}\n")
        parts += [part for name in names for part in _documented(name)]
    return "\n".join(parts)


def _documented(name: str) -> Iterator[str]:
    value = getattr(sxskit, name)
    yield f"### {name}\n"
    if inspect.isclass(value):
        bases = [base.__name__ for base in value.__bases__ if base is not object]
        yield f"```python\nclass {name}{'(' + ', '.join(bases) + ')' if bases else ''}\n```\n"
        yield _markdown(_docstring_of(value))
        yield from _members(value)
    elif inspect.isfunction(value):
        yield f"```python\n{_signature(value)}\n```\n"
        yield _markdown(inspect.getdoc(value) or "")
    else:
        yield f"`{name}` is {_described(name)}.\n"


def _described(name: str) -> str:
    """A constant or a type alias in words."""
    if name == "CODES":
        return "the mapping of every finding code to its severity, meaning, and `on_demand`"
    choices = getattr(sxskit, name).__args__
    return f"one of {', '.join(f'`{choice!r}`' for choice in choices)}"


def _docstring_of(value: type) -> str:
    doc = inspect.cleandoc(value.__doc__ or "")
    return "" if doc.startswith(f"{value.__name__}(") else doc  # dataclasses make one


def _members(value: type) -> Iterator[str]:
    """The fields, properties and methods of a class that it defines itself."""
    fields = {name: kind for name, kind in inspect.get_annotations(value).items() if name[0] != "_"}
    if fields:
        yield "".join(f"- `{name}`: `{kind}`\n" for name, kind in fields.items())
    for name, member in vars(value).items():
        if name[0] == "_" or name in fields:
            continue
        function = getattr(member, "fget", None) or getattr(member, "__func__", member)
        if inspect.isfunction(function) and function.__doc__:
            is_property = isinstance(member, property)
            shown = f"{name}" if is_property else _signature(function).removeprefix("def ")
            doc = _markdown(inspect.getdoc(function) or "")
            yield f"#### {value.__name__}.{name}\n\n```python\n{shown}\n```\n"
            yield doc


def _signature(function: Callable[..., object]) -> str:
    """The signature as it is written, which keeps names such as DEFAULT."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    arguments = ast.unparse(node.args).replace("=", " = ")
    arguments = re.sub(r"^(?:self|cls)(?:, )?", "", arguments)
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"def {node.name}({arguments}){returned}"
    if len(line) <= 88:
        return line
    inner = re.sub(r", (?=\*|\w+: )", ",\n    ", arguments)
    return f"def {node.name}(\n    {inner},\n){returned}"


def _markdown(docstring: str) -> str:
    """A docstring as Markdown: its doctests are blocks, ``x`` is `x`."""
    text = docstring.rstrip() + "\n"
    return _DOCTEST.sub(lambda match: f"```pycon\n{match[0].rstrip()}\n```\n", text)
