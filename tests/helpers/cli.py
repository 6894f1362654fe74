"""The ``sxs`` command in this process, and the folders it works on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from sxskit.cli.main import main

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "sxs"


OLD = 10**18  # a time of modification long ago, in nanoseconds


posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


only_where_names_are_bytes = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="names of files are Unicode here"
)


class Run(NamedTuple):
    """What a command did."""

    code: int
    out: bytes
    err: bytes

    @property
    def counts(self) -> bytes:
        """What standard error says, but for the seconds that it took."""
        counts, _, seconds = self.err.rpartition(b", ")
        assert re.fullmatch(rb"\d+\.\d s\n", seconds), self
        return counts

    @property
    def refusal(self) -> str:
        """The one line of an error, with nothing on standard output and exit code 1."""
        assert (self.code, self.out) == (1, b""), self
        assert self.err.endswith(b"\n"), self
        assert self.err.count(b"\n") == 1, self
        return self.err.decode()


def sxs(*arguments: str, stdin: bytes = b"") -> Run:
    """The command, in this process."""
    result = CliRunner().invoke(main, arguments, input=stdin, prog_name="sxs")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert b"Traceback" not in result.stderr_bytes
    return Run(result.exit_code, result.stdout_bytes, result.stderr_bytes)


def process(*arguments: str, stdin: bytes = b"", **environment: str) -> Run:
    """The command, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sxskit", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Run(done.returncode, done.stdout, done.stderr)


def redirected(redirection: str, *arguments: str) -> Run:
    """The command in a process of its own, with what a shell does to its streams."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", sys.executable, "-m", "sxskit", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Run(done.returncode, done.stdout, done.stderr)


def pair(id: str, target: str, source: str) -> str:
    return (
        f'<span data-ttu-id="{id}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{id}">{source}</span></span>'
    )


FRONT = """---
title: Купол
ms.date: 01/09/2024
ms.translationtype: HT
ms.contentlocale: ru-RU
---
"""


DOME = f"""{FRONT}# {pair("7758d-103", "Купол", "The dome")}

{pair("7758d-104", "Купол открыт ночью.", "The dome is open at night.")}
""".encode()


BOOK = f"""---\r
title: Бронь\r
ms.contentlocale: ru-RU\r
---\r
- {pair("7758d-103", "Выберите ночь.", "Pick a night.")}\r
- {pair("91c0e-104", "Приходите вовремя.", "Be on time.")}\n""".encode()


PLAIN = b"# Stargazer\r\n\nNothing to translate here.\n"


PO_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def message(context: str, source: str, target: str, flags: str = "") -> str:
    return f'\n{flags}msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"\n'


def po(*messages: str, document: str = "") -> bytes:
    named = f'"X-Sxs-Document: {document}\\n"\n' if document else ""
    return "".join([PO_HEADER, named, *messages]).encode()


NEW_TITLE = message("7758d-103", "The dome", "Наш купол")


NEW_DOME = DOME.replace(">Купол<".encode(), ">Наш купол<".encode())


def put(name: str, data: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def edit(name: str, old: str, new: str) -> None:
    """Change one place of a file, as a translator does."""
    path = Path(name)
    data = path.read_bytes()
    assert data.count(old.encode()) == 1
    path.write_bytes(data.replace(old.encode(), new.encode()))


def tree(folder: str = ".") -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def age(folder: str) -> set[Path]:
    """The files of a folder, last modified long ago."""
    files = {path for path in Path(folder).rglob("*") if path.is_file()}
    assert files
    for path in files:
        os.utime(path, ns=(OLD, OLD))
    return files


NAMES = [
    "dark sky.md",
    "two  blanks.md",
    " edges .md",
    "no-break\u00a0space.md",
    "part#2.md",
    "#7758d-103.md",
    "100%.md",
    "50%25.md",
    "a:9.md",
    "-q.md",
    "back\\slash.md",
    'quo"ted.md',
    "line\nbreak.md",
    "right\u202eleft.md",
    "ночь 🌕.md",
    os.fsdecode(b"caf\xe9.md"),
    os.fsdecode(b"\xff\xfe.md"),
]


named = pytest.mark.parametrize("name", NAMES, ids=ascii)
