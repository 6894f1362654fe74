"""Side-by-side localized Markdown to translation files and back.

>>> document = parse(
...     '# <span data-ttu-id="7758d-103">Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\\n'
... )
>>> catalog = extract({"docs/a.md": document}, language="ru-RU")
>>> merge(document, "docs/a.md", catalog).document == document
True
"""

from sxskit._version import __version__
from sxskit.catalog import Catalog, Entry, Key, State
from sxskit.checks import check
from sxskit.document import Document, Frame, Unit, Verbatim, parse
from sxskit.errors import (
    CatalogError,
    DocumentError,
    FileError,
    FrontMatterError,
    MergeError,
    SxsError,
)
from sxskit.exchange import Merged, extract, merge
from sxskit.files import read_document, write_document
from sxskit.findings import CODES, Finding
from sxskit.formats import read_catalog, write_catalog
from sxskit.frontmatter import FrontMatter

__all__ = [
    "CODES",
    "Catalog",
    "CatalogError",
    "Document",
    "DocumentError",
    "Entry",
    "FileError",
    "Finding",
    "Frame",
    "FrontMatter",
    "FrontMatterError",
    "Key",
    "MergeError",
    "Merged",
    "State",
    "SxsError",
    "Unit",
    "Verbatim",
    "__version__",
    "check",
    "extract",
    "merge",
    "parse",
    "read_catalog",
    "read_document",
    "write_catalog",
    "write_document",
]
