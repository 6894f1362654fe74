"""``--map``: the path of the English document of each localized page.

>>> paths = PathMap.of("docs/{path}.md={lang}/docs/{path}.md", "pt-BR")
>>> paths.english("pt-br/docs/a/b.md"), paths.english("docs/a.md")
('docs/a/b.md', None)
>>> PathMap.of("{path}.md={path}.{lang}.md", "ru").english("guide/a.ru.md")
'guide/a.md'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from sxskit.patterns import pattern

_HOLES = pattern(r"\{(path|lang)\}")


@dataclass(frozen=True, slots=True)
class PathMap:
    """A pattern for the paths of pages, and the paths of their English documents."""

    page: re.Pattern[str]
    template: str

    @classmethod
    def of(cls, value: str, language: str) -> Self:
        """Return the map of a value ``ENGLISH=LOCALIZED``; ValueError if it is none."""
        english, equals, page = value.partition("=")
        if not equals or english.count("{path}") != 1 or page.count("{path}") != 1:
            raise ValueError(f"{value!r} must be ENGLISH=LOCALIZED, with {{path}} once in each")
        if "{lang}" in page and not language:
            raise ValueError(f"{value!r} requires --language")
        pieces = _HOLES.split(page)
        spellings = "|".join(map(re.escape, _spellings(language)))
        holes = {"path": "(?P<path>.+)", "lang": f"(?:{spellings})"}
        source = [
            holes[piece] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
        ]
        return cls(re.compile("".join(source)), english.replace("{lang}", "en"))

    def english(self, page: str) -> str | None:
        """Return the path of the English document of a page; None for another file."""
        match = self.page.fullmatch(page)
        return self.template.replace("{path}", match["path"]) if match else None


def _spellings(language: str) -> list[str]:
    """The names that folders and suffixes use for a language: pt-BR, pt-br, pt_BR, pt."""
    names = [language, language.lower(), language.partition("-")[0].lower()]
    names += [name.replace("-", "_") for name in names]
    return sorted(dict.fromkeys(names), key=len, reverse=True)
