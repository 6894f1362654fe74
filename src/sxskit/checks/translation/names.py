"""Identifiers of the source that are written in another way in the target.

>>> list(faults("Use DbContext", "Используйте dbcontext", "ru-RU"))
[('identifier', "has 'dbcontext' instead of 'DbContext'")]
>>> list(faults("Open System.Data", "Откройте System. Data", "ru-RU"))
[('identifier', "has 'System. Data' instead of 'System.Data'")]
>>> missing(["Use DbContext", "A DbContext"], ["Это DbContext", "Контекст"], (0, 1))
[(1, ('identifier', "'DbContext' is missing"))]

Whether a name is translated is known from the rest of the document: a name that is never kept is a
term, and terms are translated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sxskit.checks.translation.marks import marks_of
from sxskit.checks.translation.messages import Fault, difference, is_or_are, quoted
from sxskit.patterns import pattern

# What shows that a text may contain an identifier.
SIGN = pattern(r"[A-Z._-](?:(?<=[a-z0-9][A-Z])|(?<=\w[._])(?=\w)|(?<=-)-[a-z])")
# A name in a program: System.Data, DbContext, fileName, user_id, --no-cache.
_IDENTIFIER = pattern(
    r"(?<![\w./\\@#$%&{<-])(?:"
    r"--[a-z][a-z0-9]++(?>(?:-[a-z0-9]++)*)"
    r"|[A-Za-z]\w++(?>(?:\.[A-Za-z_]\w++)+)"
    r"|[A-Za-z][A-Za-z0-9]*+_\w++"
    r"|[A-Za-z][a-z0-9]++(?>(?:[A-Z]++[a-z0-9]++)+)[A-Z]*+"
    r")(?![\w@/\\]|[.-]\w)"
)
_DOMAIN = pattern(r".*\.(?:com|org|edu|gov|uk)", re.IGNORECASE)
# A name that products write with a blank, too: PowerApps, Power Apps.
_HUMPS = pattern(r"(?:[A-Z][a-z0-9]+)+")
_BLANKS = pattern(r"[\s\u200b-\u200f\u2060\ufeff]+")
_IN_WORD = pattern(r"\w")
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def faults(source: str, target: str, _language: str) -> Iterator[Fault]:
    """The identifiers of a source that are in another case in the target, or in pieces."""
    changed = _changed(source, target)
    if changed:
        wanted, found = zip(*changed, strict=True)
        yield "identifier", difference(wanted, found)


def _changed(source: str, target: str) -> list[tuple[str, str]]:
    changed = []
    for name in identifiers(source):
        if name in target or _DOMAIN.fullmatch(name) or name not in marks_of(source).plain:
            continue
        found = _written(name, target)
        if (
            found
            and found not in source
            and not (_HUMPS.fullmatch(name) and _BLANKS.sub("", found) == name)
        ):
            changed.append((name, found))
    return changed


def identifiers(source: str) -> Iterable[str]:
    """Return the different identifiers of a text, in order."""
    return dict.fromkeys(_IDENTIFIER.findall(source)) if SIGN.search(source) else ()


def missing(
    sources: Sequence[str], targets: Sequence[str], candidates: Iterable[int]
) -> list[tuple[int, Fault]]:
    """Return the identifiers that units of a document lack and others keep, by index.

    The candidates are the indices of the sources that match `SIGN`, or more.
    """
    kept: Counter[str] = Counter()
    lacking: dict[str, list[int]] = {}
    for index in candidates:
        for name in identifiers(sources[index]):
            if name in targets[index]:
                kept[name] += 1
            elif targets[index].strip():
                lacking.setdefault(name, []).append(index)
    found: dict[int, list[str]] = {}
    for name, indices in lacking.items():
        if kept[name] >= len(indices):
            for index in indices:
                if name in marks_of(sources[index]).plain and not _written(name, targets[index]):
                    found.setdefault(index, []).append(name)
    return [
        (index, ("identifier", f"{quoted(names)} {is_or_are(names)} missing"))
        for index, names in sorted(found.items())
    ]


def _written(name: str, text: str) -> str:
    """A name as a text contains it, in any case and with any blanks; empty if it does not."""
    places = [place for place, char in enumerate(text) if not _BLANKS.match(char)]
    compact = "".join([text[place] for place in places]).translate(_LOWER)
    wanted = name.translate(_LOWER)
    start = compact.find(wanted)
    while start >= 0:
        first, last = places[start], places[start + len(wanted) - 1]
        if not _IN_WORD.match(text[first - 1 : first]) and not _IN_WORD.match(text[last + 1 :][:1]):
            return text[first : last + 1]
        start = compact.find(wanted, start + 1)
    return ""
