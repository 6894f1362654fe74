r"""The rules for a target and its source, applied to one pair or to all pairs of a document.

>>> for code, message in faults("Press **OK**.", "Нажмите ОК", "ru-RU"):
...     print(code, message, sep=": ")
emphasis: '**' is around 0 texts instead of 1
end-punctuation: ends without a stop, the source with '.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sxskit.checks.translation import (
    arrangement,
    characters,
    garbled,
    markup,
    names,
    numbers,
    residue,
    spacing,
    wording,
)
from sxskit.checks.translation.marks import marks_of
from sxskit.checks.translation.messages import Fault
from sxskit.checks.translation.screen import Candidates, candidates
from sxskit.patterns import pattern

# The characters of marks.
_MARKED = pattern(r"[`\\<&{%$\[\]*_]|~~|www\.|://|:::")
# Shorter texts than this may be five times as long in another language.
_SHORT = 25
_DENSE = pattern("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def faults(source: str, target: str, language: str) -> Iterator[Fault]:
    """The faults of a target, as codes of `sxskit.findings.CODES` with messages."""
    if not target.strip():
        yield from _blank(source)
        return
    for rule in _RULES.values():
        yield from rule(source, target, language)


def faults_of(
    sources: Sequence[str],
    targets: Sequence[str],
    language: str,
    *,
    found: Candidates | None = None,
) -> Iterator[tuple[int, Fault]]:
    """The faults of many pairs, each with the index of its pair, in any order.

    `found` are the candidates if they are known. Law: the faults are the results of `faults` for
    each pair.
    """
    found = candidates(sources, targets, language) if found is None else found
    blank = {index for index, target in enumerate(targets) if not target or target.isspace()}
    for index in blank:
        yield from ((index, fault) for fault in _blank(sources[index]))
    for name, rule in _RULES.items():
        for index in getattr(found, name):
            if index not in blank:
                yield from (
                    (index, each) for each in rule(sources[index], targets[index], language)
                )


def _blank(source: str) -> Iterator[Fault]:
    if source.strip():
        yield "untranslated", "the translation is missing"


def _edges(source: str, target: str, _language: str) -> Iterator[Fault]:
    yield from _fault("edge-space", wording.edges(source, target))


def _marks(source: str, target: str, language: str) -> Iterator[Fault]:
    plain = source, target
    if _MARKED.search(source) or _MARKED.search(target):
        of_source, of_target = marks_of(source), marks_of(target)
        yield from markup.faults(of_source, of_target, language)
        yield from arrangement.faults(of_source, of_target)
        plain = of_source.plain, of_target.plain
    yield from _fault("number", numbers.fault(*plain, language))
    yield from wording.faults(*plain)


def _lines(source: str, target: str, _language: str) -> Iterator[Fault]:
    if target.count("\n") > source.count("\n"):
        yield "line-break", "contains more line breaks than the source"


def _mojibake(source: str, target: str, _language: str) -> Iterator[Fault]:
    yield from garbled.mojibake(source, target)


# The rules for a target that is not blank, by their field of `Candidates`.
_RULES: Mapping[str, Callable[[str, str, str], Iterator[Fault]]] = {
    "edges": _edges,
    "characters": characters.faults,
    "marks": _marks,
    "spaces": wording.spaces,
    "lines": _lines,
    "ends": wording.endings,
    "adjacent": arrangement.adjacent,
    "garbled": _mojibake,
    "names": names.faults,
    "residue": residue.faults,
    "spacing": spacing.faults,
}


def on_demand(source: str, target: str) -> Iterator[Fault]:
    """Possible faults that are often none."""
    plain = marks_of(source).plain, marks_of(target).plain
    for texts in ((source, target), plain):
        wanted, length = map(_length, texts)
        if wanted >= _SHORT and target.strip() and not wanted / 5 <= length <= wanted * 5:
            yield "length", f"is {length / wanted:.1f} times as long as its source"
            return


def _length(text: str) -> int:
    """The length of a text; a character of Chinese, Japanese or Korean counts more."""
    return len(text) + len(_DENSE.findall(text)) * 3 // 2


def _fault(code: str, message: str) -> Iterator[Fault]:
    if message:
        yield code, message
