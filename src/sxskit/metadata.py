"""What the front matter of a document says of the document itself."""

from __future__ import annotations

from collections.abc import Mapping

from sxskit.frontmatter import FrontMatter
from sxskit.languages import tag_of

LANGUAGE_KEY = "ms.contentlocale"


def language_of(block: FrontMatter | Mapping[str, str]) -> str:
    """The tag of the language that a document is in; empty where none is given."""
    return tag_of(block.get(LANGUAGE_KEY) or "")
