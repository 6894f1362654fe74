"""The English version that each localized page is a translation of, in a git repository.

A page names it by a hash or by a commit in its front matter. For other pages there are two guesses:
the newest version, and the newest one when the page was last changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sxskit.dialect.document import Document
from sxskit.dialect.freshness import HASH_KEY, is_hash
from sxskit.errors import FileError
from sxskit.frontmatter.block import FrontMatter
from sxskit.patterns import pattern
from sxskit.storage import git
from sxskit.storage.history import COMMIT_KEY, Versions

# The keys that name a commit or a hash: those of Microsoft, Hugo sites, MDN, and Astro sites.
KNOWN_KEYS = (
    *(HASH_KEY, COMMIT_KEY, "default_lang_commit", "l10n.sourceCommit"),
    *("sourceCommit", "source_commit", "x-i18n.source_hash", "source_hash"),
)
_HEX = pattern(r"[0-9a-fA-F]{7,64}")
_SHA256 = 64
NEWEST, LAST_CHANGE = "newest", "of the last change"


class Candidate(NamedTuple):
    """An English text, and how it was found."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Originals:
    """The English versions of the pages in a folder."""

    versions: Versions
    pages: Path
    keys: tuple[str, ...] = KNOWN_KEYS

    def candidates(self, english: str, page: str, document: Document) -> list[Candidate]:
        """Return the version that a page names, or else the versions that it may be made of.

        `english` is the path of the English document below the folder of the repository, `page`
        that of the page below the folder of pages.
        """
        named = self._named(english, document.front_matter)
        if named is not None:
            return [named]
        newest = self.versions.current(english)
        found = [] if newest is None else [Candidate(NEWEST, newest)]
        earlier = self._at_last_change(english, page)
        if earlier is not None and earlier != newest:
            found.append(Candidate(LAST_CHANGE, earlier))
        return found

    def _named(self, english: str, block: FrontMatter) -> Candidate | None:
        for key, name in self._names(block):
            if key == HASH_KEY or len(name) == _SHA256:
                text = self.versions.by_hash(english, name)
                text = text if text is None or is_hash(name, text) else None
            else:
                text = self.versions.of_commit(english, name)
            if text is not None:
                return Candidate(f"by {key}", text)
        return None

    def _names(self, block: FrontMatter) -> Iterator[tuple[str, str]]:
        """The keys in the front matter of a page that name a version, with their values."""
        for key in self.keys:
            value = _value(block, key)
            match = _HEX.match(value.strip()) if value else None
            if match:
                yield key, match[0].lower()

    def _at_last_change(self, english: str, page: str) -> str | None:
        """The English version at the time of the last commit that changed a page."""
        with suppress(FileError):
            time = git.output(self.pages, "log", "-1", "--format=%ct", "--", page)
            if time.strip():
                return self.versions.before(english, time.decode("ascii").strip())
        return None


def _value(block: FrontMatter, key: str) -> str | None:
    """The value of a key; one with a dot is that of a mapping in the block: ``l10n.commit``."""
    value = block.get(key)
    if value is not None or "." not in key:
        return value
    outer, _, inner = key.rpartition(".")
    is_inside = False
    for line in block.text.split("\n"):
        name, colon, rest = line.partition(":")
        if line[:1].strip():
            is_inside = name.strip("\"' ") == outer
        elif is_inside and colon and name.strip("\"' \t") == inner:
            return rest.strip().strip("\"'")
    return None
