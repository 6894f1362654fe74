"""What a person at a terminal sees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no terminals of this kind here")

PAIR = (
    b'<span data-ttu-id="7758d-103">T</span>'
    b'<span class="sxs-lookup"><span data-stu-id="7758d-103">S</span></span>\n'
)


def seen(folder: Path, *arguments: str) -> bytes:
    """All that the command shows on a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sxskit", *arguments], cwd=folder, stdout=slave, stderr=slave
    ):
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # the other end is closed
            pass
    os.close(master)
    return shown


def test_a_bar_comes_before_what_there_is_to_say(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(PAIR + b'<span data-ttu-id="7758d-104">T</span>')
    shown = seen(tmp_path, "extract", ".", "-o", "po")
    assert b"2/2" in shown
    assert shown.index(b"2/2") < shown.index(b"a.md:2: unclosed-unit") < shown.index(b"2 documents")


def test_there_is_no_bar_where_it_shall_be_quiet(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(PAIR)
    assert seen(tmp_path, "extract", ".", "-o", "po", "-q") == b""
