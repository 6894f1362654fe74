"""References to document and line, as PO and CSV write them: ``docs/a%20b.md:23``.

>>> written("docs/a b.md", 23)
'docs/a%20b.md:23'
>>> read("docs/a%20b.md:23")
('docs/a b.md', 23)

Law: ``read(written(document, line)) == (document, line)``.
"""

from __future__ import annotations

from functools import lru_cache

from sxskit.patterns import pattern

# White space and other characters after which gettext reads another path; and a colon before digits
# at the end of a name, which would be a line: "a:10".
_SPLITTING = pattern(r"[\s%\x00-\x1f\x7f\u2066-\u2069]|:(?=[0-9]++\Z)")


def line_number(text: str) -> int | None:
    """Return the line number in digits, counted from 1; None if there is none."""
    is_number = text.isascii() and text.isdigit() and text[0] != "0" and len(text) < 10
    return int(text) if is_number else None


def written(document: str, line: int | None = None) -> str:
    """Return the reference to a line of a document, or to the whole document."""
    return _quoted(document) if line is None else f"{_quoted(document)}:{line}"


@lru_cache(maxsize=1)  # most entries are in the same document as the one before
def _quoted(document: str) -> str:
    if not _SPLITTING.search(document):
        return document
    from urllib.parse import quote  # on use: hardly any name needs it

    return _SPLITTING.sub(lambda match: quote(match[0], safe=""), document)


def read(reference: str) -> tuple[str, int | None]:
    """Return the document and the line of a reference."""
    document, colon, digits = reference.rpartition(":")
    if colon and digits.isdigit() and digits.isascii() and digits[0] != "0" and len(digits) < 10:
        line: int | None = int(digits)
    else:
        document, line = reference, None
    if "%" in document:
        from urllib.parse import unquote  # on use: hardly any name needs it

        document = unquote(document)
    return document, line
