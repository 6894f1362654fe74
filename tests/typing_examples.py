"""What programs do with sxskit, for type checkers: each call and the type of what it returns.

`tests/test_library.py` has type checkers read this file, and runs it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import sxskit

if TYPE_CHECKING:
    import polib


def select_and_read(folder: str) -> dict[str, sxskit.Document]:
    paths = sxskit.find_documents(folder, root=folder, include="*.md", exclude=["draft-*"])
    assert_type(paths, dict[str, Path])
    documents = {name: sxskit.read_document(path) for name, path in paths.items()}
    return assert_type(documents, dict[str, sxskit.Document])


def extract_and_write(documents: Mapping[str, sxskit.Document], folder: str) -> sxskit.Catalog:
    catalog = sxskit.extract(documents, language="ru-RU")
    entries = assert_type(catalog.entries, tuple[sxskit.Entry, ...])
    assert_type([entry.key for entry in entries], list[sxskit.Key])
    assert_type([entry.state for entry in entries], list[sxskit.State])
    format: sxskit.Format = "xliff"
    data = sxskit.dumps(catalog, format, sxskit.Style(codes=True))
    assert_type(data, bytes)
    assert_type(sxskit.loads(data, format, "ru-RU"), sxskit.Catalog)
    path = os.path.join(folder, "ru.po")  # noqa: PTH118 - a path that is text
    assert_type(sxskit.write_catalog(path, catalog), bool)
    return assert_type(sxskit.read_catalog(path, language="ru-RU"), sxskit.Catalog)


def edit_with_polib(catalog: sxskit.Catalog) -> sxskit.Catalog:
    pofile: polib.POFile = sxskit.to_polib(catalog)
    for entry in pofile.fuzzy_entries():
        entry.flags.remove("fuzzy")
    return assert_type(sxskit.from_polib(pofile), sxskit.Catalog)


def merge_and_write(path: Path, name: str, catalog: sxskit.Catalog) -> None:
    merged = sxskit.merge(sxskit.read_document(path), name, catalog)
    assert_type(merged, sxskit.Merged)
    assert_type(merged.findings, tuple[sxskit.Finding, ...])
    assert_type(sxskit.write_document(os.fspath(path), merged.document), bool)


def check_with(document: sxskit.Document, name: str, catalog: sxskit.Catalog) -> sxskit.Document:
    checked = sxskit.check_catalog(document, name, catalog, codes="all", language="ru-RU")
    assert_type(checked, sxskit.Checked)
    assert_type(checked.findings, tuple[sxskit.Finding, ...])
    assert_type(sxskit.inconsistent({name: document}), tuple[sxskit.Finding, ...])
    return assert_type(checked.document, sxskit.Document)


def check_and_report(document: sxskit.Document, name: str, baseline: str) -> str:
    path = assert_type(sxskit.find_settings(), Path | None)
    settings = sxskit.read_settings(path) if path else sxskit.Settings()
    assert_type(settings, sxskit.Settings)
    findings = sxskit.check(document, name, codes=settings.codes)
    assert_type(findings, tuple[sxskit.Finding, ...])
    assert_type(sxskit.check(document, name, codes="default,length"), tuple[sxskit.Finding, ...])
    assert_type([finding.severity for finding in findings], list[sxskit.Severity])
    assert_type(sxskit.write_baseline(baseline, findings), bool)
    known = assert_type(sxskit.read_baseline(baseline), sxskit.Baseline)
    new = assert_type(known.new(findings), tuple[sxskit.Finding, ...])
    format: sxskit.ReportFormat = "sarif"
    return assert_type(sxskit.report(format, new, documents=[name], errors=[]), str)


def repair(document: sxskit.Document, name: str) -> sxskit.Document:
    repaired = assert_type(sxskit.repair(document, name), sxskit.Repaired)
    assert_type(repaired.repaired, tuple[sxskit.Finding, ...])
    assert_type(repaired.findings, tuple[sxskit.Finding, ...])
    return assert_type(repaired.document, sxskit.Document)


def count(documents: Mapping[str, sxskit.Document]) -> str:
    stats = assert_type(sxskit.count(documents), sxskit.Stats)
    assert_type(stats.languages, Mapping[str, sxskit.Figures])
    assert_type(stats.total.source_words, int)
    format: sxskit.StatsFormat = "json"
    return assert_type(sxskit.format_stats(sxskit.combine_stats([stats]), format), str)


def english(folder: str, name: str) -> str | None:
    return assert_type(sxskit.English(folder).text(name), str | None)


def carry_on(
    catalog: sxskit.Catalog, documents: Mapping[str, sxskit.Document]
) -> Mapping[str, sxskit.Change]:
    with sxskit.Memory.empty() as memory:
        assert_type(memory.add(catalog), sxskit.Added)
        matches = memory.matcher("ru-RU").matches("The dome")
        assert_type(matches, list[sxskit.Match])
        ahead = assert_type(sxskit.extract(documents, memory=memory), sxskit.Catalog)
        updated = assert_type(sxskit.update(ahead, documents, memory=memory), sxskit.Updated)
    assert_type(updated.matched, int)
    changes = assert_type(sxskit.diff(catalog, updated.catalog), sxskit.Diff)
    return {change.source: change for change in changes.changes}
