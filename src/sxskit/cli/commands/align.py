"""``sxs align``: English and localized pages as side-by-side documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import click

from sxskit.alignment import listing
from sxskit.alignment.aligner import Aligned, Grain, align
from sxskit.alignment.fixes import Fix
from sxskit.alignment.listing import Listed
from sxskit.alignment.pairs import LEAST, THRESHOLD
from sxskit.cli import completion
from sxskit.cli.inputs import Input
from sxskit.cli.languages import Languages
from sxskit.cli.options import (
    FOLDER,
    language_option,
    out_option,
    pairs_option,
    running_options,
)
from sxskit.cli.outputs import Output
from sxskit.cli.parameters import place
from sxskit.cli.path_map import PathMap
from sxskit.cli.preview_options import preview_options
from sxskit.cli.session import Report
from sxskit.cli.writer import Writer
from sxskit.dialect.document import Document
from sxskit.errors import AlignError, CatalogError, FileError
from sxskit.findings import Finding
from sxskit.running.task import Step, StepResult
from sxskit.storage import files
from sxskit.storage.english_folder import English
from sxskit.storage.files import DASH
from sxskit.storage.finding import Found
from sxskit.storage.originals import KNOWN_KEYS, Candidate, Originals
from sxskit.storage.states import digest

# How the English was found (empty if there is none), the pairs that are written, unsure and left
# over, and the lines of the list.
_Value: TypeAlias = tuple[str, int, int, int, Sequence[Sequence[Any]]]
_GIVEN = "given"


@dataclass(frozen=True, slots=True)
class _Sources:
    """The English of each page, in a folder, in a file or in a repository."""

    folder: English | None
    originals: Originals | None
    paths: PathMap | None
    file: str = ""

    def relative(self, found: Found) -> str | None:
        """Return the path of the English document of a page; None for another file."""
        if self.file:
            return self.file
        if self.paths is None:
            return found.relative
        return self.paths.english(files.shown(found.relative))

    def candidates(self, found: Found, document: Document) -> list[Candidate]:
        relative = self.relative(found)
        if relative is None:
            return []
        if self.originals is not None:
            return self.originals.candidates(relative, found.relative, document)
        text = self.folder.text(relative) if self.folder else None
        return [] if text is None else [Candidate(_GIVEN, text)]

    def inputs(self, found: Found) -> list[Path]:
        relative = self.relative(found)
        return self.folder.inputs(relative) if self.folder and relative is not None else []


@dataclass(frozen=True, slots=True)
class _Alignment(Step[_Value]):
    """The step for each page."""

    sources: _Sources
    languages: Languages
    grain: Grain
    escape: bool
    everything: bool
    is_listed: bool
    fixes: Mapping[str, Sequence[Fix]]
    output: Output
    state: str = ""  # of the list of pairs

    @property
    def shared(self) -> Sequence[str]:
        return [self.state] if self.state else []

    def read(self, found: Found) -> Document | None:
        """Return a page, with pairs or without."""
        return files.decoded(files.read(found.path, found.name), found.name)

    def __call__(self, found: Found, document: Document) -> StepResult[_Value]:
        page = document.text
        candidates = self.sources.candidates(found, document)
        if not candidates:
            missing = Finding(found.name, 1, "no-source", "no English document: not aligned")
            return StepResult(0, (missing,), 0, ("", 0, 0, 0, ()))
        language = self.languages.of(found.relative, document.front_matter)
        results = [
            (each.how, self._aligned(each.text, page, found, language)) for each in candidates
        ]
        how, aligned = max(results, key=lambda result: len(result[1].document.units))
        written, preview = self.output.write(found, aligned.document.text, before=document)
        least = LEAST if self.everything else THRESHOLD
        lines = [Listed.of(found.name, pair, least) for pair in aligned.pairs]
        units = len(aligned.document.columns.ids)
        left = [each for each in aligned.findings if each.code.startswith("unpaired-")]
        unsure = len([line for line in lines if line.state == "unsure"])
        value = (how, units, unsure, len(left), lines if self.is_listed else ())
        return StepResult(units, aligned.findings, written, value, preview=preview)

    def _aligned(self, english: str, page: str, found: Found, language: str) -> Aligned:
        try:
            return align(
                english,
                page,
                name=found.name,
                language=language,
                segment=self.grain,
                escape=self.escape,
                everything=self.everything,
                fixes=self.fixes.get(found.name, ()),
            )
        except AlignError as error:
            raise error.at(found.name) from error

    def inputs(self, found: Found) -> list[Path]:
        return self.sources.inputs(found)

    def outputs(self, found: Found) -> list[str]:
        return [self.output.path(found)]


_ALL_REQUIRES = "--all requires --pairs: documents do not show which pairs are unsure"


@dataclass(slots=True)
class _Totals:
    """The counts of all pages, and the list of their pairs."""

    paired: int = 0
    unsure: int = 0
    left: int = 0
    found: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[Listed]] = field(default_factory=dict)

    def add(self, name: str, value: _Value) -> None:
        how, paired, unsure, left, lines = value
        self.found[how] += 1
        self.paired += paired
        self.unsure += unsure
        self.left += left
        self.lines[name] = [Listed(*line) for line in lines]

    def summary(self) -> list[str]:
        """Return the counts for the last line, and how the English was found."""
        parts = [f"{self.paired} paired", f"{self.unsure} unsure", f"{self.left} left over"]
        missing = self.found.pop("", 0)
        if set(self.found) - {_GIVEN}:
            hows = [f"{number} {how}" for how, number in sorted(self.found.items())]
            parts.append(f"English: {', '.join(hows)}")
        return [*parts, f"{missing} without English"] if missing else parts


@click.command("align", short_help="Put the pairs of English and localized pages together.")
@click.option(
    "--map",
    "map_",
    metavar="ENGLISH=LOCALIZED",
    help="Paths of both, such as 'docs/{path}={lang}/docs/{path}'.  [default: the same paths]",
)
@click.option(
    "--segment",
    type=click.Choice(["sentence", "paragraph"]),
    default="sentence",
    show_default=True,
    help="What a pair is.",
)
@click.option(
    "--escape", is_flag=True, help="Escape literal asterisks and back-ticks, as Microsoft does."
)
@pairs_option("JSONL list of all pairs to write; pairs that a person has fixed in it are taken.")
@click.option("--all", "everything", is_flag=True, help="Write unsure pairs, too.")
@click.option(
    "--english-key",
    metavar="KEY",
    multiple=True,
    shell_complete=completion.english_key,
    help="Front-matter key that names the translated version.  [default: known ones]",
)
@click.option(
    "--english-git",
    metavar="DIR",
    type=FOLDER,
    help="Clone with the English documents, or folder in it; translated versions are found.",
)
@language_option("Language of the pages.  [default: ms.contentlocale, or the configuration]")
@preview_options
@out_option("DIR", "Folder for the side-by-side documents.", required=True)
@running_options
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    callback=place,
    shell_complete=completion.files,
    metavar="[ENGLISH] LOCALIZED",
)
def command(
    given: Input,
    folders: tuple[Path, ...],
    quiet: bool,
    out: Path,
    language: str | None,
    map_: str | None,
    segment: Grain,
    escape: bool,
    pairs: Path | None,
    everything: bool,
    english_git: Path | None,
    english_key: tuple[str, ...],
    writer: Writer,
) -> None:
    """Write side-by-side documents of English pages and their localized pages.

    ENGLISH and LOCALIZED are folders with the same paths, or two files. Text that has no sure
    counterpart stays as it is, and is reported. sxs strip restores every page.

    \b
    sxs align en ru -o sxs --language ru-RU
    sxs align ru -o sxs --language ru-RU --english-git website/content/en
    sxs align . . -o sxs --language ru --map '{path}.md={path}.{lang}.md'
    """
    if everything and pairs is None:
        raise click.UsageError(_ALL_REQUIRES)
    english, localized = _places(folders, english_git)
    given = _input(given, localized)
    sources = _sources(english, localized, english_git, english_key, map_, language or "")
    output = _output(out, given, english, writer)
    report = output.report("align", quiet=quiet)
    found = _found(given, sources, report, out)
    kept = _listed(pairs)
    fixes = {
        name: [line.fix for line in lines if line.is_of_person] for name, lines in kept.items()
    }
    languages = Languages.below(given.root, language)
    state = digest(repr((sorted(fixes.items()), languages)).encode(errors="surrogatepass"))
    step = _Alignment(
        *(sources, languages, segment, escape, everything, pairs is not None),
        *(fixes, output, state),
    )
    totals = _Totals()
    is_cached = output.is_cached and english_git is None
    for each, result in given.results(found, step, report, cached=() if is_cached else None):
        report.say(result.findings)
        totals.add(each.name, result.value)
    if pairs is not None:
        _write_list(pairs, kept, totals, report, writer)
    report.finish(*report.files_written(), *totals.summary())


def _found(given: Input, sources: _Sources, report: Report, out: Path) -> list[Found]:
    """The pages to align; FileError if there are none."""
    found = [each for each in given.found(report, skip=out) if sources.relative(each) is not None]
    if not (found or report.errors or given.since is not None):
        where = ", ".join(map(files.shown, given.docs))
        raise FileError(f"{where}: contains no Markdown files to align")
    return found


def _places(folders: tuple[Path, ...], english_git: Path | None) -> tuple[Path | None, Path]:
    """The English folder, None if it is in a repository, and the folder of pages."""
    if DASH in folders:
        raise click.UsageError("align reads folders or files, not standard input")
    if len(folders) != (2 if english_git is None else 1):
        what = "LOCALIZED alone with --english-git" if english_git else "ENGLISH and LOCALIZED"
        raise click.UsageError(f"give {what}")
    for folder in folders:
        if files.is_missing(folder):
            raise click.UsageError(f"{files.shown(folder)}: no such file or directory")
    return (None if english_git else folders[0]), folders[-1]


def _input(given: Input, localized: Path) -> Input:
    is_folder = files.is_folder(localized)
    root = localized if is_folder else localized.parent
    return given._replace(docs=(localized,), root=root)


def _sources(
    english: Path | None,
    localized: Path,
    english_git: Path | None,
    english_key: tuple[str, ...],
    map_: str | None,
    language: str,
) -> _Sources:
    try:
        paths = PathMap.of(map_, language) if map_ is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--map'") from error
    if english_git is not None:
        from sxskit.storage.history import Versions  # on use, as its subprocess

        versions = Versions.at(english_git)
        pages = localized if files.is_folder(localized) else localized.parent
        return _Sources(None, Originals(versions, pages, english_key or KNOWN_KEYS), paths)
    if english_key:
        raise click.UsageError("--english-key requires --english-git")
    assert english is not None
    if files.is_folder(english) != files.is_folder(localized):
        raise click.UsageError("ENGLISH and LOCALIZED must be two folders or two files")
    if files.is_folder(english):
        return _Sources(English(english), None, paths)
    return _Sources(English(english.parent), None, None, english.name)


def _output(out: Path, given: Input, english: Path | None, writer: Writer) -> Output:
    if out == DASH and files.is_folder(given.docs[0]):
        raise click.UsageError("'-o -' requires two files")
    for folder in (given.root, english):
        if folder is not None and out != DASH and out.resolve() == folder.resolve():
            raise click.UsageError("-o must be another folder than those of the pages")
    return Output(out, given.root, writer)


def _listed(pairs: Path | None) -> dict[str, list[Listed]]:
    """The lines of an existing list, by document."""
    if pairs is None or files.is_missing(pairs):
        return {}
    try:
        return listing.loads(files.read(pairs))
    except CatalogError as error:
        raise error.at(files.shown(pairs)) from error


def _write_list(
    pairs: Path, kept: Mapping[str, list[Listed]], totals: _Totals, report: Report, writer: Writer
) -> None:
    """Write the list of all pairs; what a person decided stays, also on pages not in this run."""
    lines: list[Listed] = []
    for name in sorted({*kept, *totals.lines}):
        if name not in totals.lines:
            lines += kept[name]
            continue
        found = totals.lines[name]
        fixed = {(line.source, line.target) for line in found if line.is_of_person}
        lines += found
        lines += [
            line
            for line in kept.get(name, ())
            if line.is_of_person and (line.source, line.target) not in fixed
        ]
    with report.guard():
        report.show(writer.write(pairs, listing.dumps(lines)))
