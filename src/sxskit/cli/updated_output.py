"""The catalogs that an update writes: one file, one per document, or in place of the old ones.

All contents are complete before the first file is written; old files are removed after the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sxskit import formats
from sxskit.catalog import DIGEST, Catalog, Entry, Key
from sxskit.cli.catalog_output import CatalogOutput
from sxskit.cli.outputs import to_stdout
from sxskit.cli.writer import Written
from sxskit.errors import CatalogError
from sxskit.exchange.extract import joined
from sxskit.exchange.update import Updated
from sxskit.formats import Format
from sxskit.storage import files
from sxskit.storage.files import DASH
from sxskit.storage.sources import LEFTOVERS, Source, leftovers_of


@dataclass(slots=True)
class _Part:
    """A file to write, with the names of its documents and its obsolete entries."""

    output: CatalogOutput
    documents: list[str] = field(default_factory=list)
    obsolete: list[Entry] = field(default_factory=list)


def _texts(entry: Entry) -> tuple[Key, str, str]:
    return entry.key, entry.source, entry.target


@dataclass(frozen=True, slots=True)
class UpdatedOutput:
    """The output of an update: a new place, or the files of the old catalogs.

    `unread` is the catalog of the documents that are not part of the update.
    """

    output: CatalogOutput
    is_in_place: bool
    sources: Sequence[Source]
    theirs: Mapping[str, Catalog]
    unread: Catalog

    def write(self, updated: Updated) -> Written:
        """Write the catalogs.

        Raises CatalogError if a file would lose work, or if the file of a document is ambiguous.
        """
        if self.is_in_place:
            self._refuse_incomplete()
        parts = self._parts(updated)
        old = {each.path for each in self.sources}
        before = {
            each.catalog.documents: each.catalog
            for each in self.sources
            if DIGEST in each.catalog.metadata
        }
        contents = {}
        for path, part in parts.items():
            if self._is_unread(path, part):
                continue
            catalog, extracted = self._catalog(part, updated, before)
            contents[path] = part.output.renewed(catalog, extracted, path, is_replaced=path in old)
        if self.output.out == DASH:
            return Written(sum(to_stdout(data) for data in contents.values()))
        writer = self.output.writer
        written = [
            writer.write(path, data, within=parts[path].output.within)
            for path, data in contents.items()
        ]
        if self.is_in_place:
            written += [
                writer.remove(source.path, within=source.folder)
                for source in self.sources
                if source.path not in parts and source.folder is not None
            ]
        return Written.together(written)

    def _is_unread(self, path: Path, part: _Part) -> bool:
        """Whether a file in place contains only documents that are not part of the update."""
        if not self.is_in_place or not self.theirs.keys().isdisjoint(part.documents):
            return False
        known = [source.catalog.obsolete for source in self.sources if source.path == path]
        return known != [] and {*map(_texts, *known)} == {*map(_texts, part.obsolete)}

    def _refuse_incomplete(self) -> None:
        """Raise CatalogError for a catalog with a part of a translation, which would be lost."""
        for source in self.sources:
            for entry in source.catalog.entries:
                if entry.defect is not None:
                    line, what = entry.defect
                    message = f"{entry.key}: {what}: complete or remove it, or give -o"
                    raise CatalogError(f"{files.shown(source.path)}:{line}: {message}")

    def _parts(self, updated: Updated) -> dict[Path, _Part]:
        """The files to write, by path."""
        parts: dict[Path, _Part] = {}
        known: dict[str, list[Source]] = {}
        for source in self.sources:
            for name in source.catalog.documents:
                known.setdefault(name, []).append(source)
        for name in self._documents():
            old = updated.documents.get(name, name)
            output, path = self._place(name, old, known.get(old, ()))
            parts.setdefault(path, _Part(output)).documents.append(name)
        at = {name: path for path, part in parts.items() for name in part.documents}
        for entry in (*updated.catalog.obsolete, *self.unread.obsolete):
            where = at.get(entry.key.document)
            if where is None or not formats.TABLE[parts[where].output.format].has_obsolete:
                output, where = self._leftovers(where, parts)
                parts.setdefault(where, _Part(output))
            parts[where].obsolete.append(entry)
        if not parts:
            parts[Path(self.output.path(None))] = _Part(self.output)
        return parts

    def _documents(self) -> list[str]:
        """The names of the documents, sorted, or in the order of the old catalogs.

        In the order of the old catalogs, new documents come last.
        """
        names = [*self.theirs, *self.unread.documents]
        by_name = sorted(names, key=lambda name: name.split("/"))
        old = [name for each in self.sources for name in each.catalog.documents]
        known = {*names} & {*old}
        kept = [name for name in dict.fromkeys(old) if name in known]
        if kept == [name for name in by_name if name in known]:
            return by_name
        return [*kept, *(name for name in by_name if name not in known)]

    def _place(self, name: str, old: str, known: Sequence[Source]) -> tuple[CatalogOutput, Path]:
        """The output and the path for a document; `known` are the catalogs with its old name."""
        if not self.is_in_place:
            return self.output, Path(self.output.path(name))
        if len(known) > 1:
            paths = " and ".join(files.shown(each.path) for each in known)
            raise CatalogError(f"{old}: entries in {paths}: give -o to write them into one catalog")
        source = known[0] if known else self._usual(name)
        if source.folder is None:
            return self._output(source.path, source.format), source.path
        if source.name == name:
            return self._output(source.folder, source.format), source.path
        path = source.folder / f"{name}{formats.suffix(source.format)}"
        return self._output(source.folder, source.format), path

    def _usual(self, name: str) -> Source:
        """The catalog in which, or beside which, the entries of a new document are written."""
        mirrors = [each for each in self.sources if each.folder is not None]
        if mirrors:
            return mirrors[0]
        shared = [each for each in self.sources if each.catalog.entries] or self.sources
        if len(shared) > 1:
            raise CatalogError(
                f"{name}: a new document, and several catalogs could contain it: give -o"
            )
        return shared[0]

    def _output(self, out: Path, format: Format) -> CatalogOutput:
        """The output with another place and format."""
        return self.output._replace(out=out, format=format, is_file=not files.is_folder(out))

    def _leftovers(
        self, path: Path | None, parts: Mapping[Path, _Part]
    ) -> tuple[CatalogOutput, Path]:
        """The output and the path for obsolete entries that fit in no catalog."""
        if path is None and parts and len({each.output.within for each in parts.values()}) == 1:
            first, part = next(iter(parts.items()))
            has_place = formats.TABLE[part.output.format].has_obsolete
            if part.output.is_file and has_place:
                return part.output, first
            output = part.output
        else:
            output = self.output if path is None else parts[path].output
        if output.is_file:
            first = output.out if path is None else path
            return output._replace(out=leftovers_of(first), format="po"), leftovers_of(first)
        format: Format = output.format if formats.TABLE[output.format].has_obsolete else "po"
        return output._replace(format=format), output.out / f"{LEFTOVERS}{formats.suffix(format)}"

    def _catalog(
        self, part: _Part, updated: Updated, before: Mapping[tuple[str, ...], Catalog]
    ) -> tuple[Catalog, Catalog]:
        """The updated catalog of a file, and the catalog extracted from its documents."""
        extracted = joined(
            {name: self.theirs[name] for name in part.documents if name in self.theirs},
            language=updated.catalog.target_language,
        )
        entries = [
            entry
            for name in part.documents
            for each in (updated.catalog, self.unread)
            for entry in each.of(name).values()
        ]
        metadata = {key: value for key, value in extracted.metadata.items() if key != DIGEST}
        obsolete = tuple(dict.fromkeys(part.obsolete))
        catalog = replace(extracted, entries=tuple(entries), metadata=metadata, obsolete=obsolete)
        old = before.get(tuple(part.documents))
        if old and (old.entries, old.obsolete) == (catalog.entries, catalog.obsolete):
            catalog = replace(catalog, metadata={**metadata, DIGEST: old.metadata[DIGEST]})
        return catalog, extracted
