"""The language of a document, from its front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sxskit.dialect.document import Document
from sxskit.dialect.locations import Locations
from sxskit.findings import Finding
from sxskit.frontmatter.block import FrontMatter, line_of
from sxskit.languages.tags import Difference, difference, tag_of

LANGUAGE_KEY = "ms.contentlocale"


def language_of(block: FrontMatter | Mapping[str, str]) -> str:
    """The tag of the language of a document; empty if it names none."""
    return tag_of(block.get(LANGUAGE_KEY) or "")


def language_findings(
    document: Document, name: str, tags: Iterable[str], language: str | None = None
) -> tuple[Finding, ...]:
    """Findings on catalogs, by language tag, that are not in the language of a document."""
    block = document.front_matter
    own = language_of(block) if language is None else language
    at_line = Locations(document, name).at_line
    found = []
    for tag in dict.fromkeys(tags):
        differs = difference(tag, own)
        if differs is Difference.NONE:
            continue
        what = f"the catalog is in {tag}, the document in {own}"
        code = "other-region"
        if differs is Difference.LANGUAGE:
            what += f": not applied; --language {tag} applies it"
            code = "wrong-language"
        found.append(at_line(line_of(block, LANGUAGE_KEY), code, what))
    return tuple(found)
