"""The project's own commands: the demo, dependency groups."""

from __future__ import annotations

import sys
from pathlib import Path

import dev
import pytest

from tests.helpers.cli import posix
from tests.helpers.git import alone


@posix
def test_the_demo_ends_with_the_edited_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    alone(tmp_path, monkeypatch)
    dev.demo(Path(sys.executable).parent, tmp_path / "demo")
    shown = capfd.readouterr()
    steps = shown.out.split("\n$ ")[1:]
    assert [step.partition(" ")[2].partition(" ")[0] for step in steps] == [
        *("extract", "merge", "--no-pager", "strip")
    ]
    assert "[-на рассвете.-]{+с восходом солнца.+}</span>" in steps[2]
    page = steps[3].partition("\n")[2]
    assert page.startswith("---\ntitle: Бронирование ночи наблюдений\n")
    assert "и заканчивается с восходом солнца." in page
    assert page.endswith("- [Язык запросов к каталогу звезд](../api/query.md)\n")
    assert "<span" not in page


def test_a_dependency_group_holds_those_that_it_includes() -> None:
    assert dev.group("dev") == [*dev.group("test"), *dev.group("lint")]
    assert any(package.startswith("pytest>=") for package in dev.group("test"))
    assert [package.partition(">=")[0] for package in dev.group("docs")] == ["mkdocs-material"]
