r"""Code, links, tags and placeholders that differ between a source and its target.

>>> from sxskit.checks.translation.marks import marks_of
>>> source, target = marks_of("See [a](b.md) and `c`."), marks_of("См. [a](d.md).")
>>> list(faults(source, target, "ru-RU"))
[('code-span', "'c' is missing"), ('link', "has 'd.md' instead of 'b.md'")]

The order is not compared, because it depends on the language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple, Self

from sxskit.checks.translation.marks import Marks, destination, locales
from sxskit.checks.translation.messages import Fault, difference, quoted
from sxskit.languages.conventions import language_of, runs_right_to_left
from sxskit.patterns import pattern

_EXACT = ("code-span", "xref", "include", "formula")
# A link without a text to click on.
_EMPTY = pattern(r"(?<!!)\[\s*\]\(")
# The beginning of an entity, with the rest after a blank or without it: &l;, &l t;.
_PIECES = "|".join(
    rf"{name[:end]}(?:[ \u00a0]{name[end:]})?"
    for name in ("amp", "lt", "gt", "nbsp", "quot")
    for end in range(len(name))
)
# The ending of a word on a URL: www.example.com:ssa, https://example.com/a-ban.
_ENDING = pattern(r"[:-][a-z]{1,5}$")
# An entity taken apart, cut, translated or escaped once more: & lt;, &lt, &l;, &амп;, &amp;lt;.
_BROKEN = pattern(
    rf"(?<!\\)&(?:(?:{_PIECES}|\#);"
    rf"|[ \u00a0]+\#?\w{{2,8}};|\#?\w{{2,8}}[ \u00a0]+;|amp;\#?\w{{2,8}};"
    r"|(?:amp|lt|gt|nbsp|quot|\#\d{3,5})(?![\w;])|[A-Za-z]*+[^\W\d_]\w*+;)"
)
# The rest of an entity whose sign is lost or replaced: nbsp, #8211;, ＆lt；.
_REST = pattern(
    r"＆\#?\w{2,8}[;；]|(?<![&\w\#])(?<!&[ \u00a0])(?:nbsp\b;?|(?:\#\d{2,5}|amp|lt|gt|quot);)"
)
# Characters whose escapes are compared; not those whose escape depends on their place: 6\. or 6.
_ESCAPED = "*_`<>[]|~#$^{}\\"
_QUOTE = pattern('["“”„‟‘’‚‛«»‹›「」『』＂]')
_FOOTNOTE = pattern(r"(?<!\\)\[(\^[^\]\s]+)\](?!\()")
# An English ordinal number.
_ORDINAL = pattern(r"(?<=\d)<sup>(?:st|nd|rd|th)</sup>")
# A tag around a name in another direction than the text.
_ISOLATING = pattern(r"(?i:<(bd[io]|span)(?=[\s>])(?![^>]*\b(?:class|style|id)=)[^>]*>)")
# The attributes of a tag that are translated.
_WORDS_OF_A_TAG = frozenset({"title", "alt", "aria-label", "lang", "dir", "placeholder", "summary"})


def faults(source: Marks, target: Marks, language: str) -> Iterator[Fault]:
    """The differences, as codes with messages."""
    for code in _EXACT:
        yield from _fault(code, difference(source.of(code), target.of(code)))
    yield from _slots(source, target)
    yield from _destinations(source, target)
    yield from _fault("other-locale", _locales(source.text, target.text, language))
    yield from _fault("tag", _tags(source, target, language))
    yield from _fault("emphasis", _emphasis(source, target))
    yield from _fault("entity", _entities(source, target))
    yield from _fault("escape", _escapes(source, target))


def _fault(code: str, message: str) -> Iterator[Fault]:
    if message:
        yield code, message


def _slots(source: Marks, target: Marks) -> Iterator[Fault]:
    """Differences of placeholders; the words of a blank for readers, ``<path>``, may differ."""
    wanted, found = ([*marks.of("placeholder"), *marks.of("blank")] for marks in (source, target))
    message = difference(wanted, found)
    less, more = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    is_translated = (
        less.total() == more.total()
        and less <= Counter(source.of("blank"))
        and more <= Counter(target.of("blank"))
    )
    yield from _fault("translated-placeholder" if is_translated else "placeholder", message)


def _destinations(source: Marks, target: Marks) -> Iterator[Fault]:
    """Differences of links and URLs; a link that became a URL, or the reverse, is not reported."""
    broken = _links(source, target) if "[" in source.text or "[" in target.text else ""
    if source.of("link") == target.of("link") and source.of("url") == target.of("url"):
        yield from _fault("link", broken)
        return
    links = [Counter(marks.of("link")) for marks in (source, target)]
    urls = [Counter(marks.of("url")) for marks in (source, target)]
    unlinked = (links[0] - links[1]) & (urls[1] - urls[0])
    urls[1] -= unlinked
    linked = (links[1] - links[0]) & (urls[0] - urls[1])
    links[1] -= linked
    urls[0] -= linked
    for url in [*urls[1]]:  # with a grammatical ending of the language
        bare = _ENDING.sub("", url)
        urls[0][bare], urls[1][url] = (
            max(count, 0) for count in (urls[0][bare] - urls[1][url], urls[1][url] - urls[0][bare])
        )
    yield from _fault("url", difference([*urls[0].elements()], [*urls[1].elements()]))
    if source.of("apart"):  # not a link in the source, repaired in the translation
        links[1] &= links[0]
    elsewhere = difference([*links[0].elements()], [*links[1].elements()])
    yield from _fault("link", broken or elsewhere)


def _locales(source: str, target: str, language: str) -> str:
    """The message about a page in a language that is neither that of the target nor English."""
    if target.count("-") and "/" in target:
        known = {language_of(language), "en", *map(language_of, locales(source))}
        others = [tag for tag in locales(target) if language_of(tag) not in known]
        return f"leads to a page in {quoted(dict.fromkeys(others))}" if others else ""
    return ""


def _links(source: Marks, target: Marks) -> str:
    """The fault of the markup of a link; or empty."""
    if len(target.of("apart")) > len(source.of("apart")):
        return "contains a blank between ']' and '(': remove it to form a link"
    if len(target.of("unclosed")) > len(source.of("unclosed")):
        return "contains a link without a closing bracket"
    if len(_EMPTY.findall(target.text)) > len(_EMPTY.findall(source.text)):
        return "contains a link without text"
    if target.of("link") and _lacks_an_opening(target) and not _lacks_an_opening(source):
        return "contains a link without an opening bracket"
    images = source.text.count("!["), target.text.count("![")
    if images[0] != images[1]:
        return f"has {images[1]} images instead of {images[0]}"
    labels = len(source.of("label")), len(target.of("label"))
    if labels[0] != labels[1]:
        return f"has {labels[1]} reference links instead of {labels[0]}"
    return difference(*(_labels(marks) for marks in (source, target)))


def _labels(marks: Marks) -> list[str]:
    """The labels of reference links and footnotes, in normal form (CommonMark 0.31.2, 4.7)."""
    labels = [label[2:-1] for label in marks.of("label")] + _FOOTNOTE.findall(marks.text)
    return [" ".join(label.casefold().split()) for label in labels]


def _lacks_an_opening(marks: Marks) -> bool:
    return marks.plain.count("[") < marks.plain.count("]")


def _tags(source: Marks, target: Marks, language: str) -> str:
    of_source, of_target = source.of("tag"), target.of("tag")
    if of_source == of_target or Counter(of_source) == Counter(of_target):
        return ""
    wanted, found = (Counter(map(_tag, natives)) for natives in (of_source, of_target))
    ordinals = len(_ORDINAL.findall(source.text))  # 4<sup>th</sup> may be "4." elsewhere
    missing = min(ordinals, max(wanted["<sup>"] - found["<sup>"], 0))
    wanted -= Counter({"<sup>": missing, "</sup>": missing})
    if runs_right_to_left(language):
        for native in of_target:
            if isolating := _ISOLATING.match(native):
                found -= Counter([_tag(native), f"</{isolating[1].lower()}>"])
    return difference([*wanted.elements()], [*found.elements()])


def _tag(native: str) -> str:
    """A tag without its translated attributes, in normal form."""
    if native.startswith("<!--"):
        return "<!-- -->"
    if "=" not in native:
        return f"<{' '.join(native[1:-1].rstrip('/').lower().split())}>"
    from bs4 import BeautifulSoup, Tag  # on use: it takes longer to import than a document to check

    element = BeautifulSoup(native, "html.parser").find()
    if not isinstance(element, Tag):
        return native
    attributes = {
        name: destination(str(element.get(name))) if name in ("href", "src") else element.get(name)
        for name in element.attrs
        if name not in _WORDS_OF_A_TAG
    }
    return (
        " ".join([f"<{element.name}", *(f'{k}="{v}"' for k, v in sorted(attributes.items()))]) + ">"
    )


def _emphasis(source: Marks, target: Marks) -> str:
    if source.of("emphasis") == target.of("emphasis"):  # nearly always
        return ""
    of_source, of_target = Counter(source.of("emphasis")), Counter(target.of("emphasis"))
    lost = (of_source - of_target).total()
    is_quoted = lost and lost <= _pairs_of_quotes(target, source)
    if is_quoted and not of_target - of_source and not _stray(target, "*"):
        return ""  # a language may put the names of buttons in quotation marks
    changed = [
        run
        for run in ("**", "*", "~~")
        if of_source[run] > of_target[run]
        or (of_source[run] < of_target[run] and _stray(source, run[0]) < len(run))  # or repaired
    ]
    return "; ".join(
        f"'{run}' is around {of_target[run]} texts instead of {of_source[run]}" for run in changed
    )


def _stray(marks: Marks, char: str) -> int:
    """How many delimiters of emphasis match none, and so are text."""
    runs, matched = (
        sum(len(run) for run in marks.of(kind) if run[0] == char) for kind in ("run", "emphasis")
    )
    return runs - 2 * matched


def _is_broken(source: Marks, char: str) -> bool:
    """Whether a source contains delimiters that match none, which a translation may repair."""
    return char in "*_~" and _stray(source, char) > 0


def _pairs_of_quotes(target: Marks, source: Marks) -> int:
    """How many more pairs of quotation marks the target contains than the source."""
    target_count, source_count = (len(_QUOTE.findall(marks.plain)) for marks in (target, source))
    return (target_count - source_count) // 2


def _entities(source: Marks, target: Marks) -> str:
    lacking, added = [], []
    natives = dict.fromkeys([*source.of("entity"), *target.of("entity")])
    if natives:
        of_source, of_target = _Written.of(source), _Written.of(target)
        for native in natives:
            char = unescape(native)
            if char not in _ESCAPED and char != native:  # a name of nothing is broken
                continue
            if of_target.shown(char) < of_source.entities[char]:
                lacking.append(native)
            elif of_target.entities[char] > of_source.shown(char):
                added.append(native)
    broken = Counter[str]()
    if "&" in target.text:
        broken = Counter(_BROKEN.findall(target.text)) - Counter(_BROKEN.findall(source.text))
    if len(target.of("entity")) < len(source.of("entity")):
        broken += Counter(_REST.findall(target.text)) - Counter(_REST.findall(source.text))
    return difference(lacking, [*added, *broken])


class _Written(NamedTuple):
    """How often characters occur in a text: as an entity, escaped, and in any way."""

    entities: Counter[str]
    escapes: Counter[str]
    plain: Counter[str]

    @classmethod
    def of(cls, marks: Marks) -> Self:
        entities = Counter(map(unescape, marks.of("entity")))
        return cls(entities, Counter(marks.of("escape")), Counter(marks.plain))

    def shown(self, char: str) -> int:
        """How often a page shows a character; bare signs around a tag are markup."""
        if char in "<>":
            return self.entities[char] + self.escapes[char]
        return max(self.entities[char], self.plain[char])


def _escapes(source: Marks, target: Marks) -> str:
    """Characters that are escaped on one side and bare on the other."""
    lacking, added = [], []
    for char in dict.fromkeys([*source.of("escape"), *target.of("escape")]):
        if char not in _ESCAPED:
            continue
        escaped = [marks.of("escape").count(char) for marks in (source, target)]
        bare = [
            marks.text.count(char) - count
            for marks, count in zip((source, target), escaped, strict=True)
        ]
        if escaped[0] > escaped[1] and bare[1] > bare[0]:
            lacking.append(f"\\{char}")
        elif escaped[1] > escaped[0] and bare[0] > bare[1] and not _is_broken(source, char):
            added.append(f"\\{char}")
    return difference(lacking, added)
