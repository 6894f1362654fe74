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
from itertools import islice
from typing import NamedTuple, Self

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
# The identifiers of a text that are compared.
_MOST = 100
_IN_WORD = pattern(r"\w")
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def faults(source: str, target: str, _language: str) -> Iterator[Fault]:
    """The identifiers of a source that are in another case in the target, or in pieces."""
    changed = _changed(source, target)
    if changed:
        wanted, found = zip(*changed, strict=True)
        yield "identifier", difference(wanted, found)


def _changed(source: str, target: str) -> list[tuple[str, str]]:
    absent = [
        name for name in identifiers(source) if name not in target and not _DOMAIN.fullmatch(name)
    ]
    if not absent:
        return []
    marks, text = marks_of(source), _Compact.of(target)
    code = "\n".join(marks.of("code-span"))  # which has a name of its own
    written = [(name, text.find(name)) for name in absent if name in marks.plain]
    return [
        (name, found)
        for name, found in written
        if found and found not in code and not _is_spaced(name, found)
    ]


def _is_spaced(name: str, found: str) -> bool:
    """Whether a name is written with blanks that products write, too: Power Apps."""
    return _HUMPS.fullmatch(name) is not None and _BLANKS.sub("", found) == name


def identifiers(source: str) -> Iterable[str]:
    """Return the different identifiers of a text, in order: the first ones of a long list.

    Their number is bounded, so that looking for each of them takes linear time.
    """
    if not SIGN.search(source):
        return ()
    return islice(dict.fromkeys(_IDENTIFIER.findall(source)), _MOST)


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
    likely: dict[int, list[str]] = {}
    for name, indices in lacking.items():
        for index in indices if kept[name] >= len(indices) else ():
            likely.setdefault(index, []).append(name)
    found = []
    for index, names in sorted(likely.items()):
        plain, text = marks_of(sources[index]).plain, _Compact.of(targets[index])
        names = [name for name in names if name in plain and not text.find(name)]
        if names:
            found.append((index, ("identifier", f"{quoted(names)} {is_or_are(names)} missing")))
    return found


class _Compact(NamedTuple):
    """A text, the places of its characters that are not blanks, and these in lower case."""

    text: str
    places: list[int]
    compact: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the compact form of a text."""
        places = [place for place, char in enumerate(text) if not _BLANKS.match(char)]
        return cls(text, places, "".join([text[place] for place in places]).translate(_LOWER))

    def find(self, name: str) -> str:
        """Return a name as the text contains it, in any case and with any blanks, or nothing."""
        wanted = name.translate(_LOWER)
        start = self.compact.find(wanted)
        while start >= 0:
            first, last = self.places[start], self.places[start + len(wanted) - 1]
            around = self.text[max(first - 1, 0) : first], self.text[last + 1 : last + 2]
            if not any(map(_IN_WORD.match, around)):
                return self.text[first : last + 1]
            start = self.compact.find(wanted, start + 1)
        return ""
