r"""Proposals from near matches, with notes on how the sources differ.

>>> proposal("Wait 5 minutes", "Wait 10 minutes", "Подождите 10 минут")
Proposal(target='Подождите 5 минут', notes=('number: 5 instead of 10: replaced',))
>>> proposal("Run `a b`.", "Run `a c`.", "Запустите `a c`.").notes
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
_SHOWN = 60


class Proposal(NamedTuple):
    """A translation for a new source, with notes on how it differs from the old one."""

    target: str
    notes: tuple[str, ...]


def proposal(source: str, old_source: str, old_target: str) -> Proposal:
    """Return the translation of an old source for a similar new one.

    If the sources differ in numbers only, outside code, links and placeholders, and the translation
    has the same numbers, these are replaced. Takes linear time.
    """
    if source == old_source:
        return Proposal(old_target, ())
    notes = [*_notes(_protected(source), _protected(old_source))]
    target = None if notes else _substituted(source, old_source, old_target)
    if change := _change(_NUMBER.findall(source), _NUMBER.findall(old_source)):
        notes.append(f"number: {change}{'' if target is None else ': replaced'}")
    return Proposal(old_target if target is None else target, tuple(notes))


def _substituted(source: str, old_source: str, old_target: str) -> str | None:
    """The translation with the numbers of the new source; None if they are uncertain."""
    new, old = _NUMBER.findall(source), _NUMBER.findall(old_source)
    if new == old or _NUMBER.split(source) != _NUMBER.split(old_source):
        return None
    instead = dict(zip(old, new, strict=True))
    is_consistent = all(instead[before] == after for before, after in zip(old, new, strict=True))
    if not is_consistent or Counter(_NUMBER.findall(old_target)) != Counter(old):
        return None
    return _NUMBER.sub(lambda match: instead[match[0]], old_target)


def _notes(new: Mapping[str, list[str]], old: Mapping[str, list[str]]) -> Iterator[str]:
    for kind in sorted({*new, *old}):
        if change := _change(new.get(kind, ()), old.get(kind, ())):
            yield f"{kind}: {change}"


def _protected(text: str) -> defaultdict[str, list[str]]:
    """The parts of a text that are not translated, by kind."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rest: list[str] = []
    end = 0
    for token in tokens(text):
        if token.lastgroup in _KINDS:
            kind, part = _KINDS[token.lastgroup]
            found[kind].append(token[part])
            rest.append(text[end : token.start()])
            end = token.end()
    for match in _OBJECT.finditer("\n".join([*rest, text[end:]])):
        found[str(match.lastgroup)].append(match[0])
    return found


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
