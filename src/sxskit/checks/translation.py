r"""A translation against its source: everything that can be told from the two texts.

>>> for code, message in faults("Press **OK**.", "Нажмите ОК", "ru-RU"):
...     print(code, message, sep=": ")
emphasis: ** around 0 texts, in the source 1
end-punctuation: ends without a stop, the source with .

Nearly every pair of texts has the same marks in the same order: that is seen first, in one pass
over each, and only what differs is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sxskit.checks import characters, markup, numbers, wording
from sxskit.checks.marks import marks_of
from sxskit.checks.messages import Fault

# What makes a text worth taking apart: code, escapes, tags, entities, placeholders, URLs.
_RICH = re.compile(r"[`\\<&{%]|~~|\[!|!\[|\[\]|www\.|://")
# What a text without marks has none of.
_MARKED = re.compile(_RICH.pattern + r"|[\[\]*_]")
# The rest of what is compared: ](a.md "b"), ] (, 1,000, a bracket, a quotation mark, a delimiter.
_PLAIN = re.compile(
    r"\]\([^()]*\)?|\]\s*[(（\[]|\d+(?:[.,'’·٫٬\u00a0\u202f ]\d+)*[\"“”]?"
    r"|[\[\](){}（）［］｛｝【】〈〉《》*_~|]|[\"«»「」『』‹›“”„‟〝〞＂]"
)
# Emphasis that works wherever it stands: a **b** c. The same runs in both texts are the same then.
_WELL_FORMED = re.compile(r"[^*_]*(?>(?:\*\*(?=[^\W_])[^*_]*(?<=[^\W_])\*\*[^*_]*)*)")
_WORD = re.compile(r"[^\W\d_]+")
# So many words are a name; a text of so few characters may well be four times as long elsewhere.
_FEW, _SHORT = 3, 25
_DENSE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EDGE = " \t\r\n\u00a0"


def faults(source: str, target: str, language: str) -> Iterator[Fault]:
    """What is wrong with a target, as codes of `sxskit.findings.CODES` with messages."""
    if not target.strip():
        if source.strip():
            yield "untranslated", "has no translation"
        return
    if source[:1] in _EDGE or target[:1] in _EDGE or source[-1:] in _EDGE or target[-1:] in _EDGE:
        yield from _fault("edge-space", wording.edges(source, target))
    yield from characters.faults(source, target, language)
    if needs_a_look(source, target):
        plain = source, target
        if _MARKED.search(source) or _MARKED.search(target):
            of_source, of_target = marks_of(source), marks_of(target)
            yield from markup.faults(of_source, of_target)
            plain = of_source.plain, of_target.plain
        yield from _fault("number", numbers.fault(*plain, language))
        yield from wording.faults(*plain)
    yield from wording.spaces(source, target, language)
    if target.count("\n") > source.count("\n"):
        yield "line-break", "has a line break, the source does not"
    yield from wording.endings(source, target, language)


def on_demand(source: str, target: str) -> Iterator[Fault]:
    """What may be wrong, and often is not."""
    plain = marks_of(source).plain
    if source.strip() == target.strip() and len(_WORD.findall(plain)) > _FEW:
        yield "identical", "is its source, word for word"
    for texts in ((source, target), (plain, marks_of(target).plain)):
        wanted, length = map(_length, texts)
        if wanted >= _SHORT and target.strip() and not wanted / 3 <= length <= wanted * 4:
            yield "length", f"is {length / wanted:.1f} times as long as its source"
            return


def _length(text: str) -> int:
    """How long a text is: a character of Chinese, Japanese or Korean says as much as two."""
    return len(text) + len(_DENSE.findall(text)) * 3 // 2


def _fault(code: str, message: str) -> Iterator[Fault]:
    if message:
        yield code, message


def needs_a_look(source: str, target: str) -> bool:
    """Whether the marks of two texts may differ in more than their order."""
    if _RICH.search(target) or _RICH.search(source):
        return True
    if _PLAIN.findall(target) != _PLAIN.findall(source) or target.count("(") != target.count(")"):
        return True
    has_runs = "*" in target or "_" in target
    return has_runs and not (_WELL_FORMED.fullmatch(target) and _WELL_FORMED.fullmatch(source))
