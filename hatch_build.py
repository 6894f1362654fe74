"""Metadata hook of the build: the project's URLs, from the address of the repository.

The address differs between copies of the repository, so that no file of it contains one: a build
for publication sets SXSKIT_REPOSITORY, as `.github/workflows/ci.yml` does. Without it, the metadata
have no URLs.
"""

from __future__ import annotations

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class ProjectUrls(MetadataHookInterface):
    """Add the URLs."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `urls` if the address of the repository is known."""
        repository = os.environ.get("SXSKIT_REPOSITORY", "").rstrip("/")
        if repository:
            metadata["urls"] = {
                "Source": repository,
                "Documentation": f"{repository}/blob/HEAD/docs/index.md",
                "Changelog": f"{repository}/blob/HEAD/CHANGELOG.md",
                "Issues": f"{repository}/issues",
            }
