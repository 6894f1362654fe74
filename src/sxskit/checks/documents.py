r"""All checks of one document and its translations.

>>> from sxskit.dialect.document import parse
>>> document = parse('# Hi\n<span data-ttu-id="7758d-103">Привет</span>\n')
>>> for finding in check(document, "a.md"):
...     print(finding)
a.md:1: no-front-matter: no front matter, the language is unknown
a.md:2: unclosed-unit: 7758d-103 has no source after its target

A check is a function in the module of its subject and a row in `sxskit.findings.CODES`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from sxskit.checks.breakage import breaking
from sxskit.checks.frames import damaged
from sxskit.checks.pairs import holds_halves, pairs, tags
from sxskit.checks.placement import misplaced
from sxskit.checks.translation.names import missing
from sxskit.checks.translation.rules import faults_of, on_demand
from sxskit.checks.translation.screen import candidates
from sxskit.dialect.document import Document
from sxskit.dialect.edges import bare_pipes
from sxskit.dialect.locations import Locations
from sxskit.dialect.metadata import LANGUAGE_KEY, language_of
from sxskit.dialect.places import places_of
from sxskit.findings import (
    CODES,
    DEFAULT,
    Finding,
    Severity,
    chosen,
)
from sxskit.languages.tags import is_tag
from sxskit.patterns import pattern

# The start of front matter: a line of dashes, and a key or a list; not a thematic break.
_OPENED = pattern(
    r"\ufeff?---[ \t]*\r?\n(?>(?:[ \t]*(?:\#[^\n]*)?\r?\n)*)(?:[\w.-]+[ \t]*:|- [^\n]*\n---)"
)

# Codes about a language that is unknown.
_UNKNOWN = ("no-language", "no-front-matter")


def check(
    document: Document,
    name: str,
    *,
    codes: str | Collection[str] = DEFAULT,
    language: str | None = None,
) -> tuple[Finding, ...]:
    """Return the findings on a document that have the given codes, sorted by line and code.

    `codes` are codes of `sxskit.CODES`, severities, ``default`` and ``all``, also as a list in one
    string: ``default,length``. Raises ValueError, with the nearest name, for an unknown one.

    `language` is that of the document, by default its ``ms.contentlocale``; a document whose
    language is given need not name it.

    A single document has no findings that compare documents (``inconsistent``): see
    `sxskit.checks.consistency.inconsistent`.
    """
    codes = codes_of(codes)
    if not document.columns.ids and not holds_halves(document.skeleton):
        return ()  # not a side-by-side document
    own, of_front_matter = _front_matter(document, name)
    if language is not None:
        of_front_matter = [each for each in of_front_matter if each.code not in _UNKNOWN]
    found = [
        *of_front_matter,
        *pairs(document, name),
        *damaged(document, name),
        *tags(document, name),
        *misplaced(document, name),
        *breaking(document, name),
        *_translations(document, name, own if language is None else language, codes),
    ]
    return tuple(sorted(finding for finding in found if finding.code in codes))


def codes_of(codes: str | Collection[str]) -> frozenset[str]:
    """The set of codes for the argument of `check`; ValueError for an unknown one."""
    if isinstance(codes, str):
        return chosen(codes)
    named = frozenset(codes)
    return named if named <= CODES.keys() else chosen(",".join(sorted(named)))


def _front_matter(document: Document, name: str) -> tuple[str, list[Finding]]:
    """The language in the front matter, empty if it is missing, and the findings there."""
    at_line = Locations(document, name).at_line
    block = document.front_matter
    if not block.text and _OPENED.match(document.text):
        return "", [at_line(1, "invalid-front-matter", "the front matter is not YAML")]
    if not block.text:
        return "", [at_line(1, "no-front-matter", "no front matter, the language is unknown")]
    language = language_of(block)
    if not block.is_valid:
        what = "the front matter is not YAML"
        return language, [at_line(block.fault, "invalid-front-matter", what)]
    found = [
        at_line(line, "invalid-front-matter", f"duplicate key {key!r}")
        for key, line in block.repeated
    ]
    given = (block.get(LANGUAGE_KEY) or "").strip()
    if not is_tag(given):  # ru_RU is understood, but publishers do not accept it
        what = f"{given!r} is not a language tag" if given else f"{LANGUAGE_KEY} is missing"
        found.append(at_line(1, "no-language", what))
    return language, found


def _translations(
    document: Document, name: str, language: str, codes: Collection[str]
) -> Iterator[Finding]:
    _, ids, targets, sources, _ = document.columns
    likely = candidates(sources, targets, language)
    found = [
        each for each in faults_of(sources, targets, language, found=likely) if each[1][0] in codes
    ]
    if "identifier" in codes:
        found += missing(sources, targets, likely.names)
    if not DEFAULT.issuperset(codes):
        found += [
            (index, fault)
            for index, pair in enumerate(zip(sources, targets, strict=True))
            for fault in on_demand(*pair)
        ]
    locations = Locations(document, name)
    spots_of = cache(lambda: places_of(document).spots)
    for index, (code, message) in found:
        finding = locations.at_target(index, code, f"{ids[index]}: {message}")
        if code == "line-break" and not spots_of()[index].one_line:
            finding = replace(finding, stated_severity=Severity.INFO)  # a page shows a blank
        yield finding
    piped = [index for index, target in enumerate(targets) if "|" in target]
    piped = [n for n in piped if bare_pipes(targets[n]) > bare_pipes(sources[n])]
    spots = spots_of() if piped else []
    for index in piped:
        if spots[index].row:
            message = rf"{ids[index]}: the target contains a pipe in a table cell: write \|"
            yield locations.at_target(index, "pipe", message)
