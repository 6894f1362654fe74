"""MkDocs hook: adds the pages that are generated (`scripts/docs_pages.py`) to the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def on_files(files: Any, *, config: Any) -> Any:
    """Add the generated pages."""
    from mkdocs.structure.files import File

    from scripts.docs_pages import pages

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files
