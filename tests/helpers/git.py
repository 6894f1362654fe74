"""Repositories of git that tests make."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers.cli import (
    put,
)


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


def alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that knows nothing of the machine that it runs on."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(home))
    user = b"[user]\nname = Star\nemail = star@gazer\n[core]\nautocrlf =\n"
    put(str(home / ".gitconfig"), user)


def project(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an empty repository below a home, and the current folder."""
    alone(home, monkeypatch)
    folder = home / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet", "--initial-branch", "main")
