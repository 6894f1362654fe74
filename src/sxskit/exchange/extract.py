"""Extraction of the pairs of documents into a catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Catalog,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.deprecation import renamed_argument
from sxskit.dialect.document import Document
from sxskit.dialect.edges import entry_texts
from sxskit.dialect.metadata import language_of
from sxskit.dialect.places import places
from sxskit.errors import CatalogError
from sxskit.exchange.front_matter import NOTHING, TRANSLATED, value_entries
from sxskit.exchange.notes import LINK_TARGET
from sxskit.exchange.pretranslation import TranslationMemory, pretranslated
from sxskit.frontmatter.block import FrontMatter
from sxskit.languages.tags import varieties
from sxskit.similarity import THRESHOLD


@renamed_argument("sources", "english")
def extract(
    documents: Mapping[str, Document],
    *,
    language: str | None = None,
    english: Mapping[str, str] = NOTHING,
    front_matter: Collection[str] = TRANSLATED,
    memory: TranslationMemory | None = None,
    threshold: int = THRESHOLD,
) -> Catalog:
    """Return the pairs of documents, given by name, as one catalog in document order.

    `english` maps names to the texts of English documents. With it, the values of the keys
    `front_matter` are entries, too, before the units; see `sxskit.exchange.front_matter`.

    The target language is `language`, or the common ``ms.contentlocale`` of the documents;
    CatalogError if they differ. Entries of a machine-translated document
    (``ms.translationtype: MT``) are to review. Of units with a duplicate id only the first is an
    entry.

    With a `memory`, such as `sxskit.Memory`, entries without a translation, or with a machine
    translation, get one from it, as `sxskit.exchange.pretranslation` describes. Near matches have
    scores from the threshold, at least 60; with 100 there are none.
    """
    catalogs = {name: _extracted(document, name) for name, document in documents.items()}
    for name in english.keys() & catalogs.keys():
        catalogs[name] = _with_values(
            catalogs[name], name, documents[name], english[name], front_matter
        )
    catalog = joined(catalogs, language=language)
    if memory is None:
        return catalog
    return pretranslated(catalog, memory, threshold=threshold).catalog


def _with_values(
    catalog: Catalog, name: str, document: Document, english: str, keys: Collection[str]
) -> Catalog:
    """The catalog of a document with the entries of its front-matter values first."""
    origin = catalog.origin
    values = value_entries(
        *(document, name, english), translated=_state_of(origin), keys=keys, origin=origin
    )
    return replace(catalog, entries=(*values, *catalog.entries)) if values else catalog


def joined(catalogs: Mapping[str, Catalog], *, language: str | None = None) -> Catalog:
    """Return the catalogs of documents, given by name, as one, equal to `extract` of all."""
    tag = common_language(catalogs) if language is None else language
    if len(catalogs) == 1:
        [only] = catalogs.values()
        return only if only.target_language == tag else replace(only, target_language=tag)
    entries = [entry for catalog in catalogs.values() for entry in catalog.entries]
    metadata = _agreed(catalog.metadata for catalog in catalogs.values())
    return Catalog(SOURCE_LANGUAGE, tag, tuple(entries), metadata)


def _extracted(document: Document, name: str) -> Catalog:
    """The catalog of one document, with the language of the document."""
    block = _texts(document.front_matter)
    entries = _entries(name, document, Origin.of(block.get(TRANSLATION_TYPE, "")))
    return Catalog(SOURCE_LANGUAGE, language_of(block), tuple(entries), block)


def _texts(block: FrontMatter) -> dict[str, str]:
    return {key: value for key, value in block.items() if value is not None}


def _entries(name: str, document: Document, origin: Origin) -> list[Entry]:
    translated = _state_of(origin)
    entries: dict[str, Entry] = {}
    _, ids, targets, sources, _ = document.columns
    for id, source, target, place in zip(
        ids, entry_texts(sources), entry_texts(targets), places(document), strict=True
    ):
        if id in entries:
            continue
        line, kind, headings, link, _, _ = place
        notes = (f"{LINK_TARGET}{link}",) if link else ()
        state, made_by = (translated, origin) if target.strip() else (State.NEW, Origin.UNKNOWN)
        entries[id] = Entry(  # all by position, which is fastest: there is one for each unit
            Key(name, id), source, target, state, line, kind, headings, notes, True, None, made_by
        )
    return list(entries.values())


def _state_of(origin: Origin) -> State:
    return State.REVIEW if origin is Origin.MACHINE else State.DONE


def common_language(catalogs: Mapping[str, Catalog]) -> str:
    """Return the language of the documents that name one; empty if none does.

    Raises CatalogError where they name several.
    """
    named: dict[str, str] = {}
    for name, catalog in catalogs.items():
        if catalog.target_language:
            named.setdefault(catalog.target_language, name)
    tags_of_languages = varieties(named)
    if len(tags_of_languages) > 1:
        tag, other_tag, *_ = tags_of_languages
        name, other = named[tag], named[other_tag]
        raise CatalogError(
            f"{other}: the language is {other_tag}, that of {name} is {tag}: "
            "write one catalog for each document, or give the language"
        )
    return next(iter(named), "")


def _agreed(blocks: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The common front-matter values of all documents with front matter."""
    first, *others = [block for block in blocks if block] or [{}]
    return {
        key: value
        for key, value in first.items()
        if all(other.get(key) == value for other in others)
    }
