r"""The translation of a similar source: numbers replaced, notes on how it differs.

>>> adapted("Wait 5 minutes", "Wait 10 minutes", "Подождите 10 минут")
Adapted(target='Подождите 5 минут', notes=('number: 5 instead of 10: replaced',))
>>> adapted("Run `a b`.", "Run `a c`.", "Запустите `a c`.").notes
('code: a b instead of a c',)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sxskit.markdown.inline import tokens
from sxskit.markdown.syntax import PLACEHOLDER, URL
from sxskit.patterns import pattern

_NUMBER = pattern(r"[0-9]+(?:[.,:][0-9]+)*")
# In a translation, white space or an apostrophe may separate the digits of a number.
_NUMBER_OR_GROUPS = pattern(r"[0-9]+(?:[.,:\s'\u2019][0-9]+)*")
_OBJECT = pattern(rf"(?P<placeholder>{PLACEHOLDER})|(?P<URL>{URL})", re.VERBOSE)
# The part of a token that is not translated.
_KINDS: dict[str, tuple[str, str | int]] = {
    "code": ("code", "content"),
    "link": ("link", "destination"),
    "label": ("reference", 0),
    "include": ("include", "file"),
    "xref": ("xref", "uid"),
    "autolink": ("URL", "address"),
    "tag": ("tag", 0),
}
# Markup with text that is translated: the label of a reference, an attribute of a tag.
_WITH_TEXT = frozenset({"reference", "tag"})
_SHOWN = 60
# A character of every part that is not translated.
_MARK = pattern(r"[`\[<{%]|://|www\.")


class _Parts(NamedTuple):
    """The parts of a text that are not translated, by kind, and the numbers outside them."""

    protected: Mapping[str, list[str]]
    numbers: list[str]


class Adapted(NamedTuple):
    """A translation for a new source, with notes on how it differs from that source."""

    target: str
    notes: tuple[str, ...]


def adapted(source: str, old_source: str, old_target: str) -> Adapted:
    """Return the translation of an old source for a similar new one.

    Numbers are replaced if the sources differ in numbers only, outside code, links and
    placeholders, and each of these is exactly once in the old source and in its translation. Notes
    name the markup and the numbers that differ. Takes linear time.
    """
    if source == old_source:
        return Adapted(old_target, ())
    new, old, present = map(_parts, (source, old_source, old_target))
    target = None
    if new.protected == old.protected:
        target = _substituted(source, old_source, old_target)
    if target is not None and _parts(target).protected != present.protected:
        target = None  # a number in a link, for example
    notes = [*_notes(new, old, present)]
    if change := _change(new.numbers, old.numbers):
        notes.append(f"number: {change}{'' if target is None else ': replaced'}")
    elif target is not None:
        notes.append("number: in another order: replaced")
    return Adapted(old_target if target is None else target, tuple(notes))


def _substituted(source: str, old_source: str, old_target: str) -> str | None:
    """The translation with the numbers of the new source; None if they are uncertain."""
    new, old = _NUMBER.findall(source), _NUMBER.findall(old_source)
    if new == old or _NUMBER.split(source) != _NUMBER.split(old_source):
        return None
    instead = {before: now for before, now in zip(old, new, strict=True) if before != now}
    in_source, in_target = Counter(old), Counter(_NUMBER_OR_GROUPS.findall(old_target))
    if any(in_source[number] != 1 or in_target[number] != 1 for number in instead):
        return None
    return _NUMBER_OR_GROUPS.sub(lambda match: instead.get(match[0], match[0]), old_target)


def _notes(new: _Parts, old: _Parts, present: _Parts) -> Iterator[str]:
    """The differences of markup: of the two sources, or of the new one and the translation."""
    for kind in sorted({*new.protected, *old.protected, *present.protected}):
        wanted = new.protected.get(kind, ())
        change = _change(wanted, old.protected.get(kind, ()))
        if not change and kind not in _WITH_TEXT:
            change = _change(wanted, present.protected.get(kind, ()))
        if change:
            yield f"{kind}: {change}"


def _parts(text: str) -> _Parts:
    if not _MARK.search(text):  # faster
        return _Parts({}, _NUMBER.findall(text))
    found: defaultdict[str, list[str]] = defaultdict(list)
    rest: list[str] = []
    end = 0
    for token in tokens(text):
        if token.lastgroup in _KINDS:
            kind, part = _KINDS[token.lastgroup]
            found[kind].append(token[part])
            rest.append(text[end : token.start()])
            end = token.end()
    plain = "\n".join([*rest, text[end:]])
    for match in _OBJECT.finditer(plain):
        found[str(match.lastgroup)].append(match[0])
    return _Parts(found, _NUMBER.findall(_OBJECT.sub("\n", plain)))


def _change(new: Iterable[str], old: Iterable[str]) -> str:
    """The difference of two lists, independent of order; empty if there is none."""
    added, lost = Counter(new) - Counter(old), Counter(old) - Counter(new)
    if added and lost:
        return f"{_listed(added)} instead of {_listed(lost)}"
    if added:
        return f"{_listed(added)} is missing in the translation"
    return f"{_listed(lost)} is not in the new source" if lost else ""


def _listed(values: Iterable[str]) -> str:
    shown = [" ".join(value.split()) for value in values]
    return ", ".join(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…" for text in shown)
