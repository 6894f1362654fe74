"""The language of documents: from an option, their front matter or the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sxskit.dialect.metadata import language_of
from sxskit.frontmatter.block import FrontMatter
from sxskit.storage import files

if TYPE_CHECKING:
    from sxskit.storage.settings import Settings


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of documents: of all, or by folder of the configuration, the deepest first."""

    given: str | None = None
    folders: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def below(cls, root: Path, given: str | None) -> Self:
        """Return the languages of the documents below a root."""
        if given is not None:
            return cls(given, {})
        from sxskit.storage.settings import find_settings, read_settings  # on use: it costs time

        path = find_settings(root)
        return cls.configured_in(read_settings(path), root, None) if path else cls()

    @classmethod
    def configured_in(cls, settings: Settings, root: Path, given: str | None) -> Self:
        """Return the languages of the documents below a root in a configuration."""
        return cls(given, {} if given is not None else settings.languages_below(root))

    def of(self, relative: str, block: FrontMatter) -> str:
        """Return the language of a document; empty if it is unknown."""
        if self.given is not None:
            return self.given
        return language_of(block) or self.configured(relative)

    def stated(self, relative: str, block: FrontMatter) -> str | None:
        """Return the language that an option or the configuration states; None: the document's."""
        if self.given is not None:
            return self.given
        return None if language_of(block) else self.configured(relative) or None

    @property
    def key(self) -> tuple[str, ...]:
        """The part of a cache key for the languages."""
        return tuple(f"{folder}={tag}" for folder, tag in self.folders.items())

    def configured(self, relative: str) -> str:
        """Return the language that the configuration names for a path; empty for none."""
        path = f"{files.shown(relative)}/"
        for folder, tag in self.folders.items():
            if not folder or path.startswith(f"{folder}/"):
                return tag
        return ""


# No option and no configuration: documents name their languages.
UNSTATED = Languages()
