"""A browser, pages in it, and figures that are shown at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system, as `dev.py browser` finds it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["SXSKIT_BROWSER"])
        yield browser
        browser.close()


class Opened:
    """An opened page, with what it requested, loaded, logged and asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.loaded: list[str] = []
        self.messages: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfinished", lambda request: self.loaded.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.messages.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: Path) -> None:
        """Open a file, and wait until its script has run."""
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-ready]")

    def shown(self) -> list[str]:
        """Return the ids of the units that are not filtered out."""
        ids: list[str] = self.page.evaluate(
            """[...document.querySelectorAll(".u[id]")].filter(each => !each.closest("[hidden]"))
                .map(each => each.id.replace("u-", ""))"""
        )
        return ids

    def current(self) -> str:
        """Return the id of the unit that has the focus."""
        id: str = self.page.evaluate("document.activeElement.id")
        return id.replace("u-", "")

    def press(self, keys: str) -> None:
        for key in keys.split():
            self.page.keyboard.press(key)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file with options of a browser context, such as color_scheme="dark"."""
    contexts = []

    def open_in(path: Path, **options: Any) -> Opened:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = Opened(context.new_page())
        page.go(path)
        return page

    yield open_in
    for context in contexts:
        context.close()


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Show a line at the end of the run."""
    return request.config.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(line)
