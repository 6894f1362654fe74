"""What is odd in a document or a catalog, said rather than raised: all of it, at once.

>>> print(Finding("docs/a.md", 23, "stale", "7758d-103 was translated from another source"))
docs/a.md:23: stale: 7758d-103 was translated from another source
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Every code with its meaning; README.md repeats the table.
CODES: Mapping[str, str] = MappingProxyType(
    {
        "unclosed-unit": "a target without its source: the pair is not whole and stays as it is",
        "stray-source": "a source without its target: the pair is not whole and stays as it is",
        "id-mismatch": "the two halves of a pair carry different ids",
        "duplicate-id": "the id stands in the document before; only the first pair is translated",
        "untranslated": "neither the catalog nor the document has a translation",
        "needs-review": "the new translation is fuzzy; `--accept-fuzzy` applies it",
        "stale": "the translation was made from another source text",
        "unsafe-target": "the new translation would break the document",
        "unknown-entry": "the document has no unit for this entry",
        "no-front-matter": "`--set` has no front matter to write to",
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something odd: where, a code of `CODES`, and what; `line` counts from 1."""

    document: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}: {self.code}: {self.message}"
