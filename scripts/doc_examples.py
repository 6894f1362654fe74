"""Run the examples in README.md and docs/, and compare or renew the output that they show.

    python scripts/doc_examples.py          pages whose examples print something else
    python scripts/doc_examples.py --write  write what they print into the pages

The blocks of a page run from top to bottom, in one empty folder:

- ```console: the lines with `$ ` are commands, the others what they print. A line `...` stands for
  any lines, and the time that a command took is always `0.1 s`.
- ```pycon: a session of Python; all of a page are one session.
- ```sh: commands whose output is not shown; none may be wrong usage.
- a block with a title, as in ```python title="pairs.py": a file, written before what follows.

Two comments prepare the folder: `<!-- files: fixtures/sxs/ru-ru as docs -->` copies files of the
project, `<!-- run: sxs extract docs -o po -->` runs a command.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from sxskit.cli.main import main as sxs

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Commands that download something, take minutes, or need a program that is not installed.
NOT_RUN = (
    *("pip install ", "git clone ", "python3 dev.py ", "pre-commit ", "python benchmarks/"),
    *("TMPDIR=", "python3 benchmarks/", "mkdocs "),
)
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?P<options>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$"
    r"|^<!-- (?P<verb>files|run): (?P<what>.*?) -->$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="([^"]+)"')
_SECONDS = re.compile(r"\b\d+\.\d s$", re.MULTILINE)
_SHELL = re.compile(r"[|<>&;*$`]")


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    output: str
    code: int


class Session:
    """The folder in which the examples of a page run, and their Python session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.names: dict[str, object] = {"__name__": "__main__"}
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_")
        } | {
            "PATH": programs,
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "SXSKIT_CACHE_DIR": str(folder / "cache"),
        }
        for role in ("AUTHOR", "COMMITTER"):
            self.environment |= {
                f"GIT_{role}_NAME": "Nova Hart",
                f"GIT_{role}_EMAIL": "nova@example.com",
                f"GIT_{role}_DATE": "2024-04-02T12:00:00Z",
            }

    def copy(self, what: str) -> None:
        """Copy files of the project: `fixtures/sxs/ru-ru as docs`."""
        source, _, target = what.partition(" as ")
        to = self.folder / target
        to.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copyfile
        copy(ROOT / source, to)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def run(self, command: str) -> Ran:
        """Run a command: `sxs` in this process, others in a shell."""
        if command.startswith("cd "):
            self.folder = (self.folder / command[3:]).resolve()
            return Ran("", 0)
        with contextlib.chdir(self.folder):
            if command.startswith("sxs ") and not _SHELL.search(command):
                return self._sxs(shlex.split(command)[1:])
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=self.environment,
                check=False,
            )
        return Ran(_SECONDS.sub("0.1 s", done.stdout.decode()), done.returncode)

    def _sxs(self, arguments: list[str]) -> Ran:
        runner = CliRunner(env={**self.environment})
        result = runner.invoke(sxs, arguments, prog_name="sxs", terminal_width=80)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(_SECONDS.sub("0.1 s", result.output), result.exit_code)

    def python(self, source: str) -> str:
        """Run a statement as the interactive interpreter does; return what it prints."""
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            try:
                exec(compile(source, "<docs>", "single"), self.names)  # noqa: S102
            except Exception as error:  # what the reader is to see
                last = traceback.format_exception_only(error)[-1]
                printed.write(f"Traceback (most recent call last):\n    ...\n{last}")
        return printed.getvalue()


def renewed(text: str, folder: Path) -> str:
    """Return a page with the output that its examples print now."""
    session = Session(folder)
    parts: list[str] = []
    end = 0
    for block in _BLOCK.finditer(text):
        parts.append(text[end : block.start()])
        parts.append(_of_block(block, session))
        end = block.end()
    return "".join([*parts, text[end:]])


def _of_block(block: re.Match[str], session: Session) -> str:
    if block["verb"] == "files":
        session.copy(block["what"])
    elif block["verb"] == "run":
        ran = session.run(block["what"])
        assert ran.code in (0, 1), ran
    if block["verb"]:
        return block[0]
    body = _indented(block["body"], block["indent"], by=-1)
    title = _TITLE.search(block["options"])
    if title:
        session.write(title[1], body)
    elif block["language"] == "console":
        body = "".join(_of_console(body, session))
    elif block["language"] == "pycon":
        body = "".join(_of_session(body, session))
    elif block["language"] == "sh":
        _run_all(body, session)
    else:
        return block[0]
    fence = f"{block['indent']}```"
    start = f"{fence}{block['language']}{block['options']}\n"
    return f"{start}{_indented(body, block['indent'], by=1)}{fence}"


def _indented(text: str, indent: str, *, by: int) -> str:
    if not indent:
        return text
    if by < 0:
        return re.sub(f"^{indent}", "", text, flags=re.MULTILINE)
    return re.sub(r"^(?=[^\n])", indent, text, flags=re.MULTILINE)


def _of_console(body: str, session: Session) -> Iterator[str]:
    for command, shown in commands(body):
        yield f"$ {command}\n"
        if command.startswith(NOT_RUN):
            yield shown
            continue
        now = re.sub(r"[ \t\r]+$", "", session.run(command).output, flags=re.MULTILINE)
        if now and not now.endswith("\n"):
            now += "\n"
        yield shown if _matches(shown, now) else now


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown."""
    assert body.startswith("$ "), f"a console block begins with a command: {body!r}"
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _matches(shown: str, now: str) -> bool:
    """Whether output is as shown, where a line `...` stands for any lines."""
    pieces = re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*".join(map(re.escape, pieces)), now) is not None


def _of_session(body: str, session: Session) -> Iterator[str]:
    for part in doctest.DocTestParser().parse(body):
        if isinstance(part, str):
            yield part
            continue
        first, *others = part.source.rstrip("\n").split("\n")
        yield f">>> {first}\n" + "".join(f"... {line}".rstrip() + "\n" for line in others)
        yield session.python(part.source)


def _run_all(body: str, session: Session) -> None:
    for line in body.split("\n"):
        command = line.partition("#")[0].strip()
        if command and not command.startswith(NOT_RUN):
            ran = session.run(command)
            assert ran.code in (0, 1), f"{command}: {ran.output}"


def main() -> None:
    """Compare the pages, or write them with --write; exit with 1 if something differs."""
    is_written = sys.argv[1:] == ["--write"]
    different = []
    for page in PAGES:
        text = page.read_bytes().decode()
        with tempfile.TemporaryDirectory() as folder:
            now = renewed(text, Path(folder))
        if now != text:
            different.append(str(page.relative_to(ROOT)))
            if is_written:
                page.write_bytes(now.encode())
    print("\n".join(different))
    sys.exit(bool(different) and not is_written)


if __name__ == "__main__":
    main()
