"""The pages of `sxs report` as tests look at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

_VOID = {"meta", "link", "input", "br", "hr"}
_UNIT = re.compile(r'<div class="u" id="([^"]*)".*?(?=<div class="(?:b|u)\b|</section>|<hr>)', re.S)
_CELL = re.compile(r'<div class="cell-text[^"]*"( lang="[^"]*")? dir="(\w+)">(.*?)</div>\n', re.S)


@dataclass
class Shown:
    """A unit on a page."""

    html: str

    def _one(self, regex: str) -> str:
        found = re.search(regex, self.html, re.DOTALL)
        assert found, self.html
        return found[1]

    @property
    def anchor(self) -> str:
        return self._one('id="([^"]*)"')

    @property
    def id(self) -> str:
        return self._one('<span class="id">(.*?)</span>')

    @property
    def line(self) -> str:
        return self._one('aria-label="line ([0-9]+)"')

    @property
    def status(self) -> str:
        return self._one('data-s="(.*?)"')

    @property
    def change(self) -> str | None:
        found = re.search('data-d="(.*?)"', self.html)
        return found and found[1]

    @property
    def cells(self) -> list[str]:
        return [cell[2] for cell in _CELL.findall(self.html)]

    def _shown(self, cell: str) -> str:
        found = re.search(r'<(\w+) class="md">(.*?)</\1>', cell, re.DOTALL)
        assert found, cell
        return found[2]

    @property
    def source(self) -> str:
        return self._shown(self.cells[0])

    @property
    def target(self) -> str:
        return self._shown(self.cells[1])

    @property
    def text(self) -> str:
        """The target without tags."""
        return re.sub("<[^>]*>", "", self.target)

    @property
    def raw(self) -> list[str]:
        return re.findall(r'<code class="raw">(.*?)</code>', self.html, re.DOTALL)

    @property
    def columns(self) -> list[str]:
        return re.findall('<span class="col">(.*?)</span>', self.html)

    @property
    def languages(self) -> list[tuple[str | None, str]]:
        return [(tag[7:-1] or None, to) for tag, to, _ in _CELL.findall(self.html)]

    @property
    def versions(self) -> list[tuple[str, str]]:
        found = '<span class="version-name"[^>]*>(.*?)</span> (.*?)</div>'
        return re.findall(found, self.html, re.DOTALL)

    @property
    def findings(self) -> list[tuple[str, str, str]]:
        found = r'<li class="(\w+)">.*?<code title="[^"]*">(.*?)</code> <span>(.*?)</span></li>'
        return [
            (severity, code, message.replace("&#39;", "'"))
            for severity, code, message in re.findall(found, self.html, re.DOTALL)
        ]


@dataclass
class Page:
    """A page, as an HTML parser and a few patterns read it."""

    html: str
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, html: str) -> Self:
        page = cls(html)
        reader = _Reader(page)
        reader.feed(html)
        reader.close()
        page.unclosed = reader.opened
        return page

    @property
    def scripts(self) -> list[str]:
        return re.findall("<script>(.*?)</script>", self.html, re.DOTALL)

    @property
    def styles(self) -> list[str]:
        return re.findall("<style>(.*?)</style>", self.html, re.DOTALL)

    @property
    def units(self) -> list[Shown]:
        return [Shown(found[0]) for found in _UNIT.finditer(self.html)]

    @property
    def pre(self) -> list[str]:
        return re.findall("<pre[^>]*>(.*?)</pre>", self.html, re.DOTALL)

    @property
    def outline(self) -> list[tuple[str, str, str]]:
        found = r'<li class="l\d"><a href="([^"]*)" lang="([^"]*)" dir="\w+">(.*?)</a></li>'
        return [(text, url, tag) for url, tag, text in re.findall(found, self.html)]

    @property
    def notices(self) -> list[tuple[str, str]]:
        """Findings on lines: line and code."""
        found = r'class="b notice">.*?<span class="line">(\d+)</span>.*?<code [^>]*>(.*?)</code>'
        return re.findall(found, self.html, re.DOTALL)

    @property
    def notes(self) -> list[str]:
        """What is not shown."""
        found = re.search('<ul class="notes">(.*?)</ul>', self.html, re.DOTALL)
        return re.findall("<li>(.*?)</li>", found[1]) if found else []

    @property
    def order(self) -> list[str]:
        """The ids of units, and the codes of findings on lines, in order."""
        found = r'<span class="id">(.*?)</span>|class="b notice">.*?<code [^>]*>(.*?)</code>'
        return [id or code for id, code in re.findall(found, self.html, re.DOTALL)]

    @property
    def bars(self) -> dict[str, list[tuple[str, str]]]:
        """The charts by caption: labels and numbers."""
        return {
            caption: [
                (re.sub("<[^>]*>", "", label), number)
                for label, number in re.findall(
                    r'<th scope="row">(.*?)</th>.*?<td class="number">(.*?)</td>', rows, re.DOTALL
                )
            ]
            for caption, rows in re.findall(
                '<table class="bars">\n<caption>(.*?)</caption>(.*?)</table>', self.html, re.DOTALL
            )
        }


class _Reader(HTMLParser):
    """Notes tags, attributes and URLs, and which elements are open at the end."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._page.tags.add(tag)
        self._page.attributes.update(name for name, _ in attrs)
        values = dict(attrs)
        self._page.urls.update(filter(None, [values.get("href"), values.get("src")]))
        self._page.ids += [value for name, value in attrs if name == "id" and value]
        if values.get("http-equiv") == "Content-Security-Policy":
            self._page.policies.append(values.get("content") or "")
        if tag not in _VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.opened and self.opened[-1] == tag:
            self.opened.pop()
        else:
            self.opened.append(f"/{tag}")
