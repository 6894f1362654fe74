"""Side-by-side localized Markdown to translation files and back.

>>> import sxskit
>>> document = sxskit.parse(
...     '# <span data-ttu-id="7758d-103">Привет</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">Hello</span></span>\\n'
... )
>>> catalog = sxskit.extract({"docs/a.md": document}, language="ru-RU")
>>> sxskit.merge(document, "docs/a.md", catalog).document == document
True
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # that of typing takes longer to load than all of this
if TYPE_CHECKING:
    from sxskit._version import __version__
    from sxskit.anchors import drop_anchors
    from sxskit.catalog import Catalog, Entry, Key, State
    from sxskit.checks.documents import check
    from sxskit.checks.sources import outdated
    from sxskit.document import Document, Frame, Unit, Verbatim, parse
    from sxskit.errors import (
        CatalogError,
        DocumentError,
        FileError,
        FrontMatterError,
        MergeError,
        SxsError,
    )
    from sxskit.escapes import unescape
    from sxskit.exchange import Merged, extract, merge
    from sxskit.files import read_document, write_document
    from sxskit.findings import CODES, Finding, Severity
    from sxskit.formats import read_catalog, write_catalog
    from sxskit.frontmatter import FrontMatter
    from sxskit.keeping import Kept, keep
    from sxskit.sources import Sources
    from sxskit.versions import Versions

# Where each public name lives; a module is loaded when a name of it is asked for, because a command
# needs few of them, and a pipeline starts it often.
_HOMES = {
    "_version": ("__version__",),
    "anchors": ("drop_anchors",),
    "catalog": ("Catalog", "Entry", "Key", "State"),
    "checks.documents": ("check",),
    "checks.sources": ("outdated",),
    "document": ("Document", "Frame", "Unit", "Verbatim", "parse"),
    "errors": (
        *("CatalogError", "DocumentError", "FileError"),
        *("FrontMatterError", "MergeError", "SxsError"),
    ),
    "escapes": ("unescape",),
    "exchange": ("Merged", "extract", "merge"),
    "files": ("read_document", "write_document"),
    "findings": ("CODES", "Finding", "Severity"),
    "formats": ("read_catalog", "write_catalog"),
    "frontmatter": ("FrontMatter",),
    "keeping": ("Kept", "keep"),
    "sources": ("Sources",),
    "versions": ("Versions",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

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
    "Kept",
    "Key",
    "MergeError",
    "Merged",
    "Severity",
    "Sources",
    "State",
    "SxsError",
    "Unit",
    "Verbatim",
    "Versions",
    "__version__",
    "check",
    "drop_anchors",
    "extract",
    "keep",
    "merge",
    "outdated",
    "parse",
    "read_catalog",
    "read_document",
    "unescape",
    "write_catalog",
    "write_document",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'sxskit' has no attribute {name!r}")
    value: object = getattr(import_module(f"sxskit.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
