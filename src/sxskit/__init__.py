"""Conversion of side-by-side localized Markdown to translation files and back.

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

from importlib import import_module as _import_module

TYPE_CHECKING = False  # loading typing takes longer than this module
if TYPE_CHECKING:
    from sxskit._version import __version__ as __version__
    from sxskit.alignment.aligner import Aligned as Aligned
    from sxskit.alignment.aligner import align as align
    from sxskit.alignment.fixes import Fix as Fix
    from sxskit.alignment.pairs import AlignedPair as AlignedPair
    from sxskit.bridges.polib import from_polib as from_polib
    from sxskit.bridges.polib import to_polib as to_polib
    from sxskit.catalog import Alternative as Alternative
    from sxskit.catalog import Catalog as Catalog
    from sxskit.catalog import Entry as Entry
    from sxskit.catalog import Key as Key
    from sxskit.catalog import Origin as Origin
    from sxskit.catalog import State as State
    from sxskit.checks.catalogs import Checked as Checked
    from sxskit.checks.catalogs import check_catalog as check_catalog
    from sxskit.checks.consistency import inconsistent as inconsistent
    from sxskit.checks.documents import check as check
    from sxskit.checks.outdated import outdated as outdated
    from sxskit.checks.repair import Repaired as Repaired
    from sxskit.checks.repair import repair as repair
    from sxskit.dialect.anchors import drop_anchors as drop_anchors
    from sxskit.dialect.document import Document as Document
    from sxskit.dialect.document import Frame as Frame
    from sxskit.dialect.document import Unit as Unit
    from sxskit.dialect.document import Verbatim as Verbatim
    from sxskit.dialect.document import parse as parse
    from sxskit.dialect.escapes import unescape as unescape
    from sxskit.errors import AlignError as AlignError
    from sxskit.errors import CatalogError as CatalogError
    from sxskit.errors import DocumentError as DocumentError
    from sxskit.errors import FileError as FileError
    from sxskit.errors import FrontMatterError as FrontMatterError
    from sxskit.errors import MergeError as MergeError
    from sxskit.errors import SxsError as SxsError
    from sxskit.exchange.diff import Band as Band
    from sxskit.exchange.diff import Change as Change
    from sxskit.exchange.diff import Diff as Diff
    from sxskit.exchange.diff import Kind as Kind
    from sxskit.exchange.diff import diff as diff
    from sxskit.exchange.diff_tables import DiffFormat as DiffFormat
    from sxskit.exchange.diff_tables import format_diff as format_diff
    from sxskit.exchange.extract import extract as extract
    from sxskit.exchange.keeping import Kept as Kept
    from sxskit.exchange.keeping import keep as keep
    from sxskit.exchange.merge import Merged as Merged
    from sxskit.exchange.merge import merge as merge
    from sxskit.exchange.update import Updated as Updated
    from sxskit.exchange.update import update as update
    from sxskit.explanations import explain as explain
    from sxskit.explanations.explanation import Example as Example
    from sxskit.explanations.explanation import Explanation as Explanation
    from sxskit.findings import CODES as CODES
    from sxskit.findings import Finding as Finding
    from sxskit.findings import Severity as Severity
    from sxskit.formats import Format as Format
    from sxskit.formats import Style as Style
    from sxskit.formats import dumps as dumps
    from sxskit.formats import loads as loads
    from sxskit.frontmatter.block import FrontMatter as FrontMatter
    from sxskit.memory.additions import Added as Added
    from sxskit.memory.index import Effort as Effort
    from sxskit.memory.matcher import Match as Match
    from sxskit.memory.matcher import Matcher as Matcher
    from sxskit.memory.memory import LanguagePair as LanguagePair
    from sxskit.memory.memory import Memory as Memory
    from sxskit.reports import ReportFormat as ReportFormat
    from sxskit.reports import report as report
    from sxskit.reports.baseline import Baseline as Baseline
    from sxskit.reports.html.pages import review_index as review_index
    from sxskit.reports.html.pages import review_page as review_page
    from sxskit.reports.html.review import Review as Review
    from sxskit.reports.html.review import ReviewedUnit as ReviewedUnit
    from sxskit.reports.html.review import Status as Status
    from sxskit.reports.html.review import review as review
    from sxskit.stats.figures import Figures as Figures
    from sxskit.stats.figures import Stats as Stats
    from sxskit.stats.figures import combine_stats as combine_stats
    from sxskit.stats.figures import count as count
    from sxskit.stats.tables import StatsFormat as StatsFormat
    from sxskit.stats.tables import format_stats as format_stats
    from sxskit.storage.baseline_files import read_baseline as read_baseline
    from sxskit.storage.baseline_files import write_baseline as write_baseline
    from sxskit.storage.catalog_files import read_catalog as read_catalog
    from sxskit.storage.catalog_files import write_catalog as write_catalog
    from sxskit.storage.documents import find_documents as find_documents
    from sxskit.storage.english_folder import English as English
    from sxskit.storage.files import read_document as read_document
    from sxskit.storage.history import Versions as Versions
    from sxskit.storage.settings import Settings as Settings
    from sxskit.storage.settings import find_settings as find_settings
    from sxskit.storage.settings import read_settings as read_settings
    from sxskit.storage.writing import write_document as write_document

    Sources = English  # the former name

# The module of each public name, loaded on use because a command needs few of them. Type checkers
# read the imports above; a test compares both.
_MODULES = {
    "_version": ("__version__",),
    "alignment.aligner": ("Aligned", "align"),
    "alignment.fixes": ("Fix",),
    "alignment.pairs": ("AlignedPair",),
    "bridges.polib": ("from_polib", "to_polib"),
    "catalog": ("Alternative", "Catalog", "Entry", "Key", "Origin", "State"),
    "checks.catalogs": ("Checked", "check_catalog"),
    "checks.consistency": ("inconsistent",),
    "checks.documents": ("check",),
    "checks.outdated": ("outdated",),
    "checks.repair": ("Repaired", "repair"),
    "dialect.anchors": ("drop_anchors",),
    "dialect.document": ("Document", "Frame", "Unit", "Verbatim", "parse"),
    "dialect.escapes": ("unescape",),
    "errors": (
        *("AlignError", "CatalogError", "DocumentError", "FileError"),
        *("FrontMatterError", "MergeError", "SxsError"),
    ),
    "exchange.diff": ("Band", "Change", "Diff", "Kind", "diff"),
    "exchange.diff_tables": ("DiffFormat", "format_diff"),
    "exchange.extract": ("extract",),
    "exchange.keeping": ("Kept", "keep"),
    "exchange.merge": ("Merged", "merge"),
    "exchange.update": ("Updated", "update"),
    "explanations": ("explain",),
    "explanations.explanation": ("Example", "Explanation"),
    "findings": ("CODES", "Finding", "Severity"),
    "formats": ("Format", "Style", "dumps", "loads"),
    "frontmatter.block": ("FrontMatter",),
    "memory.additions": ("Added",),
    "memory.index": ("Effort",),
    "memory.matcher": ("Match", "Matcher"),
    "memory.memory": ("LanguagePair", "Memory"),
    "reports": ("ReportFormat", "report"),
    "reports.baseline": ("Baseline",),
    "reports.html.pages": ("review_index", "review_page"),
    "reports.html.review": ("Review", "ReviewedUnit", "Status", "review"),
    "stats.figures": ("Figures", "Stats", "combine_stats", "count"),
    "stats.tables": ("StatsFormat", "format_stats"),
    "storage.baseline_files": ("read_baseline", "write_baseline"),
    "storage.catalog_files": ("read_catalog", "write_catalog"),
    "storage.documents": ("find_documents",),
    "storage.english_folder": ("English",),
    "storage.files": ("read_document",),
    "storage.history": ("Versions",),
    "storage.settings": ("Settings", "find_settings", "read_settings"),
    "storage.writing": ("write_document",),
}
# Former names with the current ones.
_FORMER = {"Sources": "English"}
_MODULE = {name: module for module, names in _MODULES.items() for name in names}
__all__ = sorted(_MODULE)

if not TYPE_CHECKING:  # to a type checker every name would be public

    def __getattr__(name: str) -> object:
        now = _FORMER.get(name, name)
        if now not in _MODULE:
            raise AttributeError(f"module 'sxskit' has no attribute {name!r}")
        if now != name:
            from sxskit.deprecation import warn_of_renamed

            warn_of_renamed(f"sxskit.{name}", now, stacklevel=2)
        value = getattr(_import_module(f"sxskit.{_MODULE[now]}"), now)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({"__doc__", "__file__", "__name__", "__path__", *__all__})
