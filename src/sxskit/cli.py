"""The ``sxs`` command: each subcommand reads, calls one function of the library, and writes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import click

from sxskit import files, formats
from sxskit._version import __version__
from sxskit.catalog import Catalog, State
from sxskit.catalogs import Catalogs, catalogs_at
from sxskit.checks import check
from sxskit.console import DASH, Input, Output, Report, count, one_line
from sxskit.document import Document, Side
from sxskit.errors import FileError, SxsError
from sxskit.exchange import extract, merge
from sxskit.files import Found
from sxskit.findings import Finding
from sxskit.options import INLINE, catalog_options, common, output_options, pairs, place, tag
from sxskit.shelf import Shelf


class _Group(click.Group):
    """The one place where errors become exit codes: 1 for data, and click's own 2 for usage."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # what a terminal cannot show, it shows as a code
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except SxsError as error:
            click.echo(one_line(str(error)), err=True)
        except BrokenPipeError:  # click's own: the reader has had enough
            raise
        except OSError as error:
            where = error.filename or "standard output"
            click.echo(one_line(f"{where}: {(error.strerror or str(error)).lower()}"), err=True)
        return ctx.exit(1)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="sxs")
@click.option(
    "--inline",
    type=click.Choice(INLINE),
    help="What --inline is for extract and convert unless they say it.",
)
@click.pass_context
def main(ctx: click.Context, inline: str | None) -> None:
    """Side-by-side localized Markdown to translation files and back.

    \b
    sxs extract docs -o po            pairs out of the documents, one catalog each
    sxs merge docs -c po --in-place   translations back into the documents
    sxs strip docs -o plain           ordinary Markdown in one language
    sxs convert ru.po -o ru.xlf       catalogs in another format

    Exit code: 0 clean, 1 findings or data that could not be read, 2 wrong usage.
    """
    if inline:
        ctx.default_map = {name: {"inline": inline} for name in ("extract", "convert")}


def _output(given: Input, out: Path | None, in_place: bool) -> Output:
    if given.is_stdin and out is None and not in_place:
        out = DASH
    if (out is None) is not in_place or (in_place and given.is_stdin):
        raise click.UsageError("give either -o DIR or --in-place")
    if out == DASH and (len(given.docs) > 1 or files.is_folder(given.docs[0])):
        raise click.UsageError("'-o -' takes one document")
    if out and out != DASH and out.resolve() == given.root.resolve():
        raise click.UsageError("-o is where the documents are: give --in-place to change them")
    return Output(out, given.root)


@main.command("extract")
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    callback=place,
    required=True,
    help="A folder for one catalog per document, or one file for all: name it ru.po, ru.xlf, ...",
)
@click.option("--language", metavar="TAG", callback=tag, help="By default ms.contentlocale.")
@catalog_options
@common
def extract_command(
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
    quiet: bool,
    out: Path,
    language: str | None,
    **catalog_style: Any,
) -> None:
    """Take the pairs out of documents, into catalogs that translators edit.

    DOCS are files, - for standard input, or directories, which stand for their Markdown files with
    pair markup. A machine translation (ms.translationtype: MT) becomes an entry to review. Catalogs
    that are there already are written anew.

    \b
    sxs extract docs -o po                      docs/a.md -> po/docs/a.md.po
    sxs extract docs -o ru.po                   all documents in one catalog
    sxs extract docs -o xlf --format xliff      XLIFF 1.2, docs/a.md -> xlf/docs/a.md.xlf
    """
    given = Input(docs, root, stdin_filename)
    report = Report("extract", quiet=quiet, document_on_stdout=out == DASH)
    shelf = Shelf.of(out, **catalog_style)
    together: dict[str, Document] = {}
    for found, document in given.documents(given.found(report, skip=out), report):
        report.say(check(document, found.name))
        if shelf.is_file:
            together[found.name] = document
            continue
        with report.guard():
            catalog = extract({found.name: document}, language=language)
            if catalog.entries:
                report.written += shelf.write(catalog, found.relative)
    if together:
        report.written += shelf.write(extract(together, language=language))
    report.finish(f"{count(report.written, 'catalog')} written")


@main.command("convert")
@click.argument("catalogs", callback=place)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    callback=place,
    required=True,
    help="The file to write, or for a folder of catalogs a folder.",
)
@catalog_options
@click.option("-q", "--quiet", is_flag=True, help="No counts.")
def convert_command(catalogs: Path, out: Path, quiet: bool, **catalog_style: Any) -> None:
    """Write catalogs in another format, without the documents.

    CATALOGS is a file, or a folder, which is mirrored with other suffixes.

    \b
    sxs convert ru.po -o ru.xlf
    sxs convert po -o tmx --format tmx --unique
    """
    report = Report("convert", quiet=quiet, document_on_stdout=out == DASH)
    shelf = Shelf.of(out, **catalog_style)
    if files.is_folder(catalogs) and shelf.is_file:
        raise click.UsageError(f"{files.shown(catalogs)} is a folder: give a folder with -o, too")
    if not files.is_folder(catalogs) and not shelf.is_file and out.suffix and not out.exists():
        raise click.UsageError(f"{files.shown(out)}: a suffix that no format has; see --format")
    found = catalogs_at(catalogs, skip=[out])
    sources: dict[Path, Path] = {}
    for path, relative in found:
        with report.guard():
            target = shelf.path(relative).resolve()
            if path.resolve() == target or sources.setdefault(target, path) is not path:
                other = files.shown(sources.get(target, path))
                message = f"{files.shown(path)}: would be written over {other}: not converted"
                raise FileError(message)
            catalog = formats.read_catalog(path)
            report.units += len(catalog.entries)
            report.written += shelf.write(catalog, relative)
    report.finish(f"{count(report.written, 'catalog')} written")


@main.command("merge")
@click.option(
    "-c",
    "--catalogs",
    metavar="CATALOGS",
    callback=place,
    required=True,
    multiple=True,
    help="A catalog, or a folder of them as `sxs extract` made it.",
)
@output_options
@click.option("--accept-fuzzy", is_flag=True, help="Apply fuzzy translations too.")
@click.option(
    "--set",
    "metadata",
    metavar="KEY=VALUE",
    multiple=True,
    callback=pairs,
    help="Set a front-matter value in every document.",
)
@click.option("--strict", is_flag=True, help="Write nothing at all if there is a finding.")
@common
def merge_command(
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
    quiet: bool,
    catalogs: tuple[Path, ...],
    out: Path | None,
    in_place: bool,
    accept_fuzzy: bool,
    metadata: dict[str, str],
    strict: bool,
) -> None:
    """Put the translations of catalogs back into documents, every other byte as it was.

    DOCS are files, - for standard input, or directories, as they were given to extract. A
    translation that is fuzzy, was made from another source text or would break the document is left
    alone, and reported.

    \b
    sxs merge docs -c po --in-place
    sxs merge docs -c po -o out --set ms.translationtype=HT
    """
    given = Input(docs, root, stdin_filename)
    output = _output(given, out, in_place)
    report = Report("merge", quiet=quiet, document_on_stdout=output.is_stdout)
    found = given.found(report, skip=out)
    shelf = Catalogs(catalogs, [each.name for each in found])
    accept = (State.DONE, State.REVIEW) if accept_fuzzy else (State.DONE,)
    applied = missing = 0
    waiting: list[tuple[Found, Document, str]] = []
    for each, document in given.documents(found, report):
        with report.guard():
            catalog = shelf.of(each.name) or Catalog("", "")
            merged = merge(document, each.name, catalog, accept=accept, metadata=metadata)
            applied += merged.applied
            missing += merged.missing
            report.say(sorted([*check(document, each.name), *merged.findings]))
            if strict:
                waiting.append((each, document, merged.document.text))
            else:
                report.written += output.write(each, merged.document.text, before=document)
    report.say(
        Finding(name, 1, "unknown-entry", "no such document: the catalogs have entries for it")
        for name in sorted(shelf.documents - {each.name for each in found})
        if given.covers(name)
    )
    if strict and (report.findings or report.errors):
        report.finish("nothing written, because of --strict")
    for each, document, text in waiting:
        with report.guard():
            report.written += output.write(each, text, before=document)
    report.finish(f"{applied} applied, {missing} without an entry, {report.written} written")


@main.command("strip")
@click.option(
    "--keep",
    type=click.Choice(get_args(Side)),
    default="target",
    show_default=True,
    help="Which of the two languages stays.",
)
@output_options
@common
def strip_command(
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
    quiet: bool,
    keep: Side,
    out: Path | None,
    in_place: bool,
) -> None:
    """Make plain documents in one language: of every pair only its target, or its source.

    DOCS are files, - for standard input, or directories; -o - writes one to standard output.

    \b
    sxs strip docs -o plain
    sxs strip docs -o english --keep source
    """
    given = Input(docs, root, stdin_filename)
    output = _output(given, out, in_place)
    report = Report("strip", quiet=quiet, document_on_stdout=output.is_stdout)
    for found, document in given.documents(given.found(report, skip=out), report):
        with report.guard():
            report.say(check(document, found.name))
            report.written += output.write(found, document.strip(keep), before=document)
    report.finish(f"{report.written} written")
