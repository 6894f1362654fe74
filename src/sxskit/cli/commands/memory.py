"""``sxs memory``: add to, search, export, import and count translation memories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

import click

from sxskit.catalog import Catalog
from sxskit.cli import completion
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.memory_input import batches, catalogs_or_extracted, in_languages, of_language
from sxskit.cli.memory_output import as_json, match_lines, match_members, pairs_table
from sxskit.cli.near_matches import say_without_scores, threshold_option
from sxskit.cli.options import (
    format_option,
    language_option,
    max_xml_size_option,
    memory_option,
    out_option,
    overwrite_option,
    quiet_option,
    root_option,
)
from sxskit.cli.outputs import to_stdout
from sxskit.cli.parameters import Out, catalog_place, place, tag
from sxskit.cli.preview_options import preview_options
from sxskit.cli.session import Report
from sxskit.cli.writer import Writer
from sxskit.encoding import encode_escaped
from sxskit.errors import CatalogError
from sxskit.formats import Format, format_of
from sxskit.languages.tags import closest
from sxskit.memory.additions import Added
from sxskit.memory.matcher import MATCHES
from sxskit.memory.memory import Memory
from sxskit.scores import LOWEST
from sxskit.storage import files
from sxskit.storage.catalog_files import read_memory
from sxskit.storage.files import DASH

_memory_option = memory_option("The memory.", required=True)
_language_option = language_option("Target language.  [default: the only one of the memory]")
_source_option = click.option(
    "--source-language",
    metavar="TAG",
    callback=tag,
    help="Source language.  [default: the only one of the memory]",
)
_hand_off_option = click.option(
    "--hand-off",
    metavar="NAME",
    help="Hand-off of the entries.  [default: ms.lasthandoff]",
)
_quiet_option = quiet_option("No counts.")


@click.group("memory", short_help="Translation memories: add, search, export, import, stats.")
def command() -> None:
    """Translation memories: earlier translations in one file.

    \b
    sxs memory add po --memory ru.sxsm                  translations of catalogs or documents
    sxs memory search "Save the file." --memory ru.sxsm
    sxs memory export --memory ru.sxsm -o ru.tmx        for other tools
    sxs memory import vendor.tmx --memory ru.sxsm       from other tools
    sxs memory stats --memory ru.sxsm
    """


@command.command("add")
@click.argument(
    "paths",
    metavar="CATALOGS|DOCS...",
    callback=place,
    shell_complete=completion.files,
    nargs=-1,
    required=True,
)
@_memory_option
@root_option
@language_option("Target language.  [default: that of the documents or catalogs]")
@_hand_off_option
@max_xml_size_option
@_quiet_option
def add_command(
    *,
    paths: tuple[Path, ...],
    memory: Path,
    root: Path,
    language: str | None,
    hand_off: str | None,
    max_xml_size: int,
    quiet: bool,
) -> None:
    """Add the translations of catalogs, or of side-by-side documents.

    The documents of a folder are added, or its catalogs if it contains no documents. The memory is
    created if it does not exist. Entries without a translation are omitted.

    An entry replaces that of the same document, id and hand-off. An entry to review never replaces
    a reviewed one of the same source.
    """
    report = Report("memory", quiet=quiet, document_on_stdout=False)

    def read() -> Iterator[tuple[str, Catalog]]:
        for each in paths:
            with report.guard():
                yield from catalogs_or_extracted(each, root, language, max_xml_size, report)

    _add(memory, of_language(read(), report), hand_off, report)


@command.command("import")
@click.argument(
    "paths",
    metavar="FILE.tmx...",
    callback=place,
    shell_complete=completion.files,
    nargs=-1,
    required=True,
)
@_memory_option
@language_option("Target language to import.  [default: all]")
@_hand_off_option
@max_xml_size_option
@_quiet_option
def import_command(
    *,
    paths: tuple[Path, ...],
    memory: Path,
    language: str | None,
    hand_off: str | None,
    max_xml_size: int,
    quiet: bool,
) -> None:
    """Add the translations of TMX files, including those of other tools.

    Units without a document, from other tools, belong to a document with the name of the file.
    Translations that a tool marks as unfinished are to review.
    """
    report = Report("memory", quiet=quiet, document_on_stdout=False)

    def read() -> Iterator[tuple[str, Catalog]]:
        for each in paths:
            with report.guard():
                yield from in_languages(each, read_memory(each, limit=max_xml_size), language)

    _add(memory, of_language(read(), report), hand_off, report)


@command.command("search")
@click.argument("text")
@_memory_option
@_language_option
@_source_option
@threshold_option(f"Lowest score, at least {LOWEST}; with 100 only equal sources match.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=MATCHES,
    show_default=True,
    help="Maximal number of matches.",
)
@format_option(("text", "json"), "Text lines, or JSON for scripts.", default="text")
def search_command(
    *,
    text: str,
    memory: Path,
    language: str | None,
    source_language: str | None,
    threshold: int,
    limit: int,
    format_: Literal["text", "json"],
) -> None:
    """Show the translations of a text, and of similar ones.

    The score is the share of characters that both texts have in the same order, in percent; only
    equal texts have 100. Translations of similar texts are always to review.
    """
    with Memory.at(memory) as opened:
        source, target = _language_pair(opened, memory, language, source_language)
        matcher = opened.matcher(target, source)
        if threshold < 100:
            found = matcher.matches(text, threshold=threshold, limit=limit)
        else:
            found = matcher.exact(text)[:limit]
    say_without_scores(threshold)
    shown = (
        as_json(map(match_members, found))
        if format_ == "json"
        else "".join(map(match_lines, found))
    )
    to_stdout(encode_escaped(shown))


@command.command("export")
@_memory_option
@out_option(
    "OUT",
    "File to write, or - for standard output.",
    required=True,
    callback=catalog_place,
)
@preview_options
@format_option(("tmx", "po", "jsonl"), "Format of the catalog.  [default: by suffix, or tmx]")
@_language_option
@_source_option
@overwrite_option
@max_xml_size_option
def export_command(
    *,
    memory: Path,
    out: Out,
    writer: Writer,
    format_: Format | None,
    language: str | None,
    source_language: str | None,
    overwrite: bool,
    max_xml_size: int,
) -> None:
    """Write the entries of a language pair as a catalog.

    For each document and id, the entry of the newest hand-off is written.
    """
    is_folder = out.is_folder or files.is_folder(out.path)
    if out.path != DASH and (is_folder or format_of(out.path) is None):
        raise click.UsageError(f"{files.shown(out.path)}: name it with .tmx, .po or .jsonl")
    output = CatalogOutput.of(
        out,
        format_=format_ or format_of(out.path) or "tmx",
        overwrite=overwrite,
        max_xml_size=max_xml_size,
        writer=writer,
    )
    with Memory.at(memory) as opened:
        source, target = _language_pair(opened, memory, language, source_language)
        catalog = opened.catalog(target, source)
    report = output.report("memory", quiet=True)
    report.add(output.convert(catalog))


@command.command("stats")
@_memory_option
@format_option(("text", "json"), "Text table, or JSON for scripts.", default="text")
def stats_command(*, memory: Path, format_: Literal["text", "json"]) -> None:
    """Count the entries of a memory in each language pair."""
    with Memory.at(memory) as opened:
        pairs = opened.language_pairs()
    shown = as_json(pair._asdict() for pair in pairs) if format_ == "json" else pairs_table(pairs)
    to_stdout(encode_escaped(shown))


def _add(path: Path, catalogs: Iterable[Catalog], hand_off: str | None, report: Report) -> None:
    """Add catalogs to a memory, and end the command with the counts."""
    counts = Added()
    parts = batches(catalogs)
    first = next(parts, None)
    if first is not None:  # nothing to add creates no memory
        with Memory.at(path, create=True) as memory:
            for batch in chain([first], parts):
                counts += memory.add(*batch, hand_off=hand_off)
                report.documents += sum(len(catalog.documents) for catalog in batch)
                report.units += sum(len(catalog.entries) for catalog in batch)
    new, changed, unchanged = counts
    report.finish(f"{new} new", f"{changed} changed", f"{unchanged} unchanged")


def _language_pair(
    memory: Memory, path: Path, target: str | None, source: str | None
) -> tuple[str, str]:
    """The language pair from options, or the only one; CatalogError if there is none."""
    pairs = memory.languages()
    name = files.shown(path)
    if not pairs:
        raise CatalogError(f"{name}: the memory is empty: fill it with sxs memory add")
    sources = closest(source, [of for of, _ in pairs]) if source else [of for of, _ in pairs]
    targets = closest(target, [to for _, to in pairs]) if target else [to for _, to in pairs]
    chosen = [(of, to) for of, to in pairs if of in sources and to in targets]
    if len(chosen) == 1:
        return chosen[0]
    shown = " and ".join(f"{of} to {to}" for of, to in chosen or pairs)
    what = f"several language pairs, {shown}" if chosen else f"no such languages, only {shown}"
    raise CatalogError(f"{name}: {what}: name others with --language and --source-language")
