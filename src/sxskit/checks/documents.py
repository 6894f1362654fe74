r"""All checks of one document and its translations.

>>> from sxskit.dialect.document import parse
>>> document = parse('# Hi\n<span data-ttu-id="7758d-103">Привет</span>\n')
>>> for finding in check(document, "a.md"):
...     print(finding)
a.md:1: no-front-matter: no front matter, so no language
a.md:2: unclosed-unit: 7758d-103 has no source behind its target

A check is a function in the module of its subject and a row in `sxskit.findings.CODES`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sxskit.checks.breakage import breaking
from sxskit.checks.frames import damaged
from sxskit.checks.pairs import holds_halves, pairs, tags
from sxskit.checks.placement import misplaced
from sxskit.checks.translation.rules import faults_of, on_demand
from sxskit.dialect.document import Document, Unit
from sxskit.dialect.edges import bare_pipes
from sxskit.dialect.locations import Locations
from sxskit.dialect.metadata import LANGUAGE_KEY, language_of
from sxskit.dialect.places import places
from sxskit.findings import (
    CODES,
    DEFAULT,
    Finding,
    chosen,
)
from sxskit.languages.tags import is_tag
from sxskit.patterns import pattern

# A front matter that opens: a line of dashes, and a key or a list. A thematic break is none.
_OPENED = pattern(
    r"\ufeff?---[ \t]*\r?\n(?>(?:[ \t]*(?:\#[^\n]*)?\r?\n)*)(?:[\w.-]+[ \t]*:|- [^\n]*\n---)"
)


def check(
    document: Document, name: str, *, codes: str | Collection[str] = DEFAULT
) -> tuple[Finding, ...]:
    """The findings on a document that are of the given codes, sorted by line and code.

    `codes` are those of `sxskit.CODES`, severities, ``default`` and ``all``, also as a list in one
    string: ``default,length``. Raises ValueError, with the nearest name, for another one.

    Those that compare documents (``inconsistent``) are not found in a single one: see
    `sxskit.checks.consistency.inconsistent`.
    """
    codes = codes_of(codes)
    if not any(isinstance(node, Unit) or holds_halves(node.text) for node in document.nodes):
        return ()  # no side-by-side document
    language, of_front_matter = _front_matter(document, name)
    found = [
        *of_front_matter,
        *pairs(document, name),
        *damaged(document, name),
        *tags(document, name),
        *misplaced(document, name),
        *breaking(document, name),
        *_translations(document, name, language, codes),
    ]
    return tuple(sorted(finding for finding in found if finding.code in codes))


def codes_of(codes: str | Collection[str]) -> frozenset[str]:
    """The codes that `check` is given in any of its ways; ValueError for another one."""
    if isinstance(codes, str):
        return chosen(codes)
    named = frozenset(codes)
    return named if named <= CODES.keys() else chosen(",".join(sorted(named)))


def _front_matter(document: Document, name: str) -> tuple[str, list[Finding]]:
    """The language that a document says it is in, empty: none; and what is wrong there."""
    at_line = Locations(document, name).at_line
    block = document.front_matter
    if not block.text and _OPENED.match(document.text):
        return "", [at_line(1, "invalid-front-matter", "the front matter is no YAML")]
    if not block.text:
        return "", [at_line(1, "no-front-matter", "no front matter, so no language")]
    language = language_of(block)
    if not block.is_valid:
        what = "the front matter is no YAML"
        return language, [at_line(block.fault, "invalid-front-matter", what)]
    found = [
        at_line(line, "invalid-front-matter", f"the key {key!r} is not the first of its name")
        for key, line in block.repeated
    ]
    given = (block.get(LANGUAGE_KEY) or "").strip()
    if not is_tag(given):  # ru_RU is understood, and is no language to a publisher
        what = f"{given!r} is no language" if given else f"no {LANGUAGE_KEY}"
        found.append(at_line(1, "no-language", what))
    return language, found


def _translations(
    document: Document, name: str, language: str, codes: Collection[str]
) -> Iterator[Finding]:
    units = document.units
    sources, targets = [unit.source for unit in units], [unit.target for unit in units]
    found = [each for each in faults_of(sources, targets, language) if each[1][0] in codes]
    if not DEFAULT.issuperset(codes):
        found += [
            (index, fault)
            for index, pair in enumerate(zip(sources, targets, strict=True))
            for fault in on_demand(*pair)
        ]
    locations = Locations(document, name)
    for index, (code, message) in found:
        yield locations.at_target(index, code, f"{units[index].id} {message}")
    piped = [unit for unit in units if "|" in unit.target]
    if any(bare_pipes(unit.target) > bare_pipes(unit.source) for unit in piped):
        yield from _pipes(document, name)


def _pipes(document: Document, name: str) -> Iterator[Finding]:
    """The targets in rows of tables with a pipe that would split their cell."""
    locations = Locations(document, name)
    for index, (unit, place) in enumerate(zip(document.units, places(document), strict=True)):
        if place.row and bare_pipes(unit.target) > bare_pipes(unit.source):
            message = rf"{unit.id} has a pipe in a table cell: write it \|"
            yield locations.at_target(index, "pipe", message)
