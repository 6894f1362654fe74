"""The ``sxs`` command: each subcommand reads, calls one function of the library, and writes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from sxskit import files, formats
from sxskit._version import __version__
from sxskit.catalog import Catalog, State
from sxskit.catalogs import STDIN, Catalogs
from sxskit.checks import check
from sxskit.console import DASH, Input, Output, Report, count, one_line, to_stdout
from sxskit.document import Document, Side
from sxskit.errors import SxsError
from sxskit.exchange import extract, merge
from sxskit.files import Found
from sxskit.formats import FORMATS, Format
from sxskit.languages import is_tag

_F = TypeVar("_F", bound=Callable[..., Any])


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
def main() -> None:
    """Side-by-side localized Markdown to translation files and back.

    \b
    sxs extract docs -o po            pairs out of the documents, one catalog each
    sxs merge docs -c po --in-place   translations back into the documents
    sxs strip docs -o plain           ordinary Markdown in one language

    Exit code: 0 clean, 1 findings or data that could not be read, 2 wrong usage.
    """


def _output(given: Input, out: Path | None, in_place: bool) -> Output:
    if given.is_stdin and out is None and not in_place:
        out = DASH
    if (out is None) is not in_place or (in_place and given.is_stdin):
        raise click.UsageError("give either -o DIR or --in-place")
    if out == DASH and (len(given.docs) > 1 or files.is_folder(given.docs[0])):
        raise click.UsageError("'-o -' takes one document")
    return Output(out, given.root)


def _place(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """Paths, of which ``-`` is a stream and ``./-`` a file of that name."""
    if isinstance(value, tuple):
        return tuple(_place(_ctx, _param, each) for each in value)
    if value is None or value == "-":
        return value and DASH
    path = Path(value)
    return path.absolute() if path == DASH else path


def _tag(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_tag(value):
        raise click.BadParameter(f"{value!r} is no language tag such as ru-RU or zh-Hans")
    return value


def _pairs(
    _ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for key, equals, value in pairs:
        if not key.strip() or not equals:
            raise click.BadParameter(f"{key + equals + value!r} is not KEY=VALUE")
    return {key.strip(): value for key, _, value in pairs}


def _common(command: _F) -> _F:
    """What every command takes."""
    folder = click.Path(path_type=Path, exists=True, file_okay=False)
    options: list[Callable[[_F], _F]] = [
        click.option("-q", "--quiet", is_flag=True, help="No progress, no counts."),
        click.option(
            "--stdin-filename",
            metavar="NAME",
            default=STDIN,
            help="What to call a document that comes from standard input.",
        ),
        click.option(
            "--root",
            type=folder,
            default=Path(),
            help="What the paths of documents are relative to; by default here.",
        ),
        click.argument("docs", callback=_place, nargs=-1, required=True),
    ]
    for option in options:
        command = option(command)
    return command


def _output_options(command: _F) -> _F:
    """Where a command writes documents."""
    options: list[Callable[[_F], _F]] = [
        click.option("--in-place", is_flag=True, help="Change the documents where they are."),
        click.option(
            "-o",
            "--output",
            "out",
            metavar="DIR",
            callback=_place,
            help="A folder that receives every document, changed or not.",
        ),
    ]
    for option in options:
        command = option(command)
    return command


@main.command("extract")
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    callback=_place,
    required=True,
    help="A folder for one catalog per document, or one file for all: name it ru.po.",
)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="By default po.")
@click.option("--language", metavar="TAG", callback=_tag, help="By default ms.contentlocale.")
@_common
def extract_command(
    docs: tuple[Path, ...],
    root: Path,
    stdin_filename: str,
    quiet: bool,
    out: Path,
    format_: Format | None,
    language: str | None,
) -> None:
    """Take the pairs out of documents, into catalogs that translators edit.

    DOCS are files or directories; a directory stands for its Markdown files with pair markup. A
    machine translation (ms.translationtype: MT) becomes a fuzzy entry. Catalogs that are there
    already are written anew.

    \b
    sxs extract docs -o po      docs/a.md -> po/docs/a.md.po
    sxs extract docs -o ru.po   all documents in one catalog
    """
    given = Input(docs, root, stdin_filename)
    report = Report("extract", quiet=quiet, document_on_stdout=out == DASH)
    named = None if files.is_folder(out) else formats.format_of(out)
    if named and format_ and named != format_:
        raise click.UsageError(f"{files.shown(out)} is not the name of a {format_} file")
    format_ = format_ or named or "po"
    together: dict[str, Document] = {}
    for found, document in given.documents(given.found(report, skip=out), report):
        report.say(check(document, found.name))
        if named or out == DASH:
            together[found.name] = document
            continue
        with report.guard():
            catalog = extract({found.name: document}, language=language)
            path = out / f"{found.relative}{formats.suffix(format_)}"
            if catalog.entries:
                report.written += formats.write_catalog(path, catalog, within=out)
    if together:
        catalog = extract(together, language=language)
        if out == DASH:
            report.written += to_stdout(formats.room(format_).dumps(catalog))
        else:
            report.written += formats.write_catalog(out, catalog)
    report.finish(f"{count(report.written, 'catalog')} written")


@main.command("merge")
@click.option(
    "-c",
    "--catalogs",
    metavar="CATALOGS",
    type=click.Path(path_type=Path),
    required=True,
    multiple=True,
    help="A catalog, or a folder of them as `sxs extract` made it.",
)
@_output_options
@click.option("--accept-fuzzy", is_flag=True, help="Apply fuzzy translations too.")
@click.option(
    "--set",
    "metadata",
    metavar="KEY=VALUE",
    multiple=True,
    callback=_pairs,
    help="Set a front-matter value in every document.",
)
@click.option("--strict", is_flag=True, help="Write nothing at all if there is a finding.")
@_common
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

    A translation that is fuzzy, was made from another source text or would break the document is
    left alone, and reported.

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
    help="Which of the two languages stays; by default the target.",
)
@_output_options
@_common
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
