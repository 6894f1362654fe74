"""Runs with a cache beside runs without one."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest

from tests.helpers import cli
from tests.helpers.cli import (
    Run,
    tree,
)
from tests.helpers.processes import hearing


@contextmanager
def reading() -> Iterator[list[str]]:
    """The documents that are opened meanwhile."""
    documents: list[str] = []
    with hearing("open") as paths:
        yield documents
    documents += [path for path in paths if path.endswith(".md")]


def sxs(*arguments: str, stdin: bytes = b"") -> Run:
    """The command, all of it in this process."""
    return cli.sxs(*arguments, "-j", "1", stdin=stdin)


def said(run: Run) -> Run:
    return run._replace(err=re.sub(rb"\d+\.\d s\n", b"S s\n", run.err))


def without_a_cache(*arguments: str) -> tuple[Run, dict[str, bytes]]:
    """What a command says and leaves behind, in a copy of this folder."""
    here = Path.cwd()
    copy = here.parent / "copy" / here.name
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(here, copy, symlinks=True)
    with chdir(copy):
        return said(sxs(*arguments, "--no-cache")), tree()


HOUR = 3600


@contextmanager
def clock(seconds: int) -> Iterator[None]:
    """A clock that is ahead: no file is new any more."""
    now = time.time_ns
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: now() + seconds * 10**9)
        yield


def without_reading(*arguments: str) -> Run:
    """The second run of an hour later, which reads no document."""
    with clock(HOUR):
        sxs(*arguments)
        with reading() as read:
            run = sxs(*arguments)
    assert read == []
    return run


def same(*arguments: str) -> Run:
    """What a command does, which is what it does without a cache."""
    expected, files = without_a_cache(*arguments)
    run = said(sxs(*arguments))
    assert run == expected
    assert tree() == files
    return run
