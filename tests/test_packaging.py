"""The metadata of the package: URLs from the address of the repository, files of the archive."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling is not installed")
ROOT = Path(__file__).parent.parent
ADDRESS = "https://repository.example/stargazer/sxskit"


def hatchling(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={**os.environ, "SXSKIT_REPOSITORY": "", **environment},
    )
    return done.stdout.decode()


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"])
def test_urls_are_those_of_the_repository_that_builds(address: str) -> None:
    urls = json.loads(hatchling("metadata", "urls", SXSKIT_REPOSITORY=address))
    assert urls == {
        "Source": ADDRESS,
        "Documentation": f"{ADDRESS}/blob/HEAD/docs/index.md",
        "Changelog": f"{ADDRESS}/blob/HEAD/CHANGELOG.md",
        "Issues": f"{ADDRESS}/issues",
    }
    for name in ("Documentation", "Changelog"):
        assert (ROOT / urls[name].partition("/blob/HEAD/")[2]).is_file()


def test_without_an_address_there_are_no_urls() -> None:
    assert json.loads(hatchling("metadata", "urls")) == {}


@pytest.mark.slow
def test_a_source_archive_has_what_its_tests_read(tmp_path: Path) -> None:
    hatchling("build", "-t", "sdist", "-d", str(tmp_path))
    [archive] = tmp_path.iterdir()
    with tarfile.open(archive) as members:
        names = {name.partition("/")[2] for name in members.getnames()}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True)
    if tracked.returncode:
        pytest.skip("not a git clone")
    left_out = [name for name in tracked.stdout.decode().split("\n") if name and name not in names]
    assert [name for name in left_out if not name.startswith(("interop/", "Makefile"))] == []
