"""Extraction of the pairs of documents into a catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    TRANSLATION_TYPE,
    Catalog,
    Columns,
    Origin,
    Remarks,
    State,
    blank,
)
from sxskit.deprecation import renamed_argument
from sxskit.dialect.document import Document
from sxskit.dialect.edges import entry_texts
from sxskit.dialect.metadata import language_of
from sxskit.dialect.places import places_of
from sxskit.errors import CatalogError
from sxskit.exchange.front_matter import NOTHING, TRANSLATED, value_entries
from sxskit.exchange.notes import LINK_TARGET
from sxskit.frontmatter.block import FrontMatter
from sxskit.languages.tags import varieties
from sxskit.scores import THRESHOLD

if TYPE_CHECKING:
    from sxskit.exchange.pretranslation import TranslationMemory


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
    from sxskit.exchange.pretranslation import pretranslated  # on use: few catalogs need it

    return pretranslated(catalog, memory, threshold=threshold).catalog


def _with_values(
    catalog: Catalog, name: str, document: Document, english: str, keys: Collection[str]
) -> Catalog:
    """The catalog of a document with the entries of its front-matter values first."""
    origin = catalog.origin
    values = value_entries(
        *(document, name, english), translated=_state_of(origin), keys=keys, origin=origin
    )
    if not values:
        return catalog
    columns = Columns.joined([Columns.of(values), catalog.columns])
    return Catalog.in_columns(SOURCE_LANGUAGE, catalog.target_language, columns, catalog.metadata)


def joined(catalogs: Mapping[str, Catalog], *, language: str | None = None) -> Catalog:
    """Return the catalogs of documents, given by name, as one, equal to `extract` of all."""
    tag = common_language(catalogs) if language is None else language
    if len(catalogs) == 1:
        [only] = catalogs.values()
        return only.labeled(target_language=tag, metadata=only.metadata)
    columns = Columns.joined([catalog.columns for catalog in catalogs.values()])
    metadata = _agreed(catalog.metadata for catalog in catalogs.values())
    return Catalog.in_columns(SOURCE_LANGUAGE, tag, columns, metadata)


def _extracted(document: Document, name: str) -> Catalog:
    """The catalog of one document, with the language of the document."""
    block = _texts(document.front_matter)
    columns = _columns(name, document, Origin.of(block.get(TRANSLATION_TYPE, "")))
    return Catalog.in_columns(SOURCE_LANGUAGE, language_of(block), columns, block)


def _texts(block: FrontMatter) -> dict[str, str]:
    return {key: value for key, value in block.items() if value is not None}


def _columns(name: str, document: Document, origin: Origin) -> Columns:
    """The entries of the units of a document: of duplicate ids the first."""
    _, ids, targets, sources, _ = document.columns
    number = len(ids)
    lines, headings, spots = places_of(document)
    targets = entry_texts(targets)
    states, origins = [_state_of(origin)] * number, [origin] * number
    for index in blank(targets):
        states[index], origins[index] = State.NEW, Origin.UNKNOWN
    remarks = Remarks(
        list[int | None](lines),
        [spot.kind for spot in spots],
        headings,
        [(f"{LINK_TARGET}{spot.link}",) if spot.link else () for spot in spots],
        origins,
        {},
    )
    columns = Columns([name] * number, ids, entry_texts(sources), targets, states, remarks)
    if len({*ids}) == number:
        return columns
    first = {id: index for index, id in reversed([*enumerate(ids)])}
    return columns.at(sorted(first.values()))


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
