"""Catalogs to add to a memory: from files, or extracted from documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sxskit.catalog import Catalog
from sxskit.cli.session import Report
from sxskit.dialect.metadata import language_of
from sxskit.errors import CatalogError
from sxskit.exchange.extract import extract
from sxskit.formats import Collected, format_of
from sxskit.languages.tags import closest, varieties
from sxskit.storage import files
from sxskit.storage.catalog_files import read_collected
from sxskit.storage.catalogs import catalogs_at
from sxskit.storage.documents import document_at
from sxskit.storage.finding import find

# The entries that are added in one transaction, which waits for the disk once.
_BATCH = 5_000


def of_language(found: Iterable[tuple[str, Catalog]], report: Report) -> Iterator[Catalog]:
    """The catalogs with their target languages, by default the only one of the others.

    Included documents name no language. An unknown language is an error.
    """
    unknown: list[tuple[str, Catalog]] = []
    tags: dict[str, None] = {}
    for name, catalog in found:
        if catalog.target_language:
            tags[catalog.target_language] = None
            yield catalog
        elif catalog.entries:
            unknown.append((name, catalog))
    named = varieties(tags)
    for name, catalog in unknown:
        if len(named) == 1:
            yield replace(catalog, target_language=named[0])
        else:
            report.fail(
                CatalogError(f"{name}: target language is missing: give it with --language")
            )


def catalogs_or_extracted(
    path: Path, root: Path, language: str | None, limit: int, report: Report
) -> Iterator[tuple[str, Catalog]]:
    """The catalogs at a path, or those extracted from its documents, with their names."""
    if not files.is_folder(path) and format_of(path):
        yield from in_languages(path, read_collected(path, limit=limit), language)
        return
    has_documents = False
    for found in find([path], root, onerror=report.fail):
        with report.guard():
            document = document_at(found)
            if document is not None:
                has_documents = True
                named = language_of(document.front_matter)
                if named and language and not closest(language, [named]):
                    what = f"no targets in {language}, only in {named}"
                    raise CatalogError(f"{found.name}: {what}")
                yield found.name, extract({found.name: document}, language=named or language)
    if has_documents or not files.is_folder(path):
        return
    for each, relative in catalogs_at(path, onerror=report.fail):
        with report.guard():
            contents = read_collected(each, limit=limit)
            contents.rename("", files.shown(relative))
            yield from in_languages(each, contents, language)


def in_languages(
    path: Path, contents: Collected, language: str | None
) -> Iterator[tuple[str, Catalog]]:
    """The catalogs of a file in a language, or in each of its languages, with its name."""
    name = files.shown(path)
    for each in [language] if language else contents.languages or [None]:
        try:
            yield name, contents.catalog(each)
        except CatalogError as error:
            raise error.at(name) from error


def batches(catalogs: Iterable[Catalog]) -> Iterator[list[Catalog]]:
    """Catalogs that are added together."""
    batch: list[Catalog] = []
    entries = 0
    for catalog in catalogs:
        batch.append(catalog)
        entries += len(catalog.entries)
        if entries >= _BATCH:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch
