"""Markup of a target that continues over the markup after it, or leaves elements open.

A code span, a comment or a tag that does not end includes the frame of its unit and the text after
it. The constructs depend on whether the place is Markdown or HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sxskit.dialect.surroundings import ATTRIBUTES, Html, Site
from sxskit.markdown.syntax import ELEMENT, NAME, VOID
from sxskit.patterns import pattern

# The maximal length of a tag, and of any other construct.
_REACH, _LONGEST = 1000, 20_000
# The beginnings of markup in Markdown and in HTML.
_SIGN, _ANGLE = pattern(r"\\[!-/:-@\[-`{-~]|`+|<"), pattern("<")
# A URL or a destination, which may contain such signs; or the beginning of markup.
_ADDRESS = pattern(r"(?:://|www\.)[^\s<]*+|\]\(\s*+<[^<>\n]*+>")
_SIGNS = frozenset("\\`<")
_SIGN_OR_ADDRESS = pattern(rf"{_ADDRESS.pattern}|{_SIGN.pattern}")
_TICKS = pattern("`+")
# Constructs that continue over any text up to their end (CommonMark 0.31.2, section 6.6).
_ENDS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
# A comment that is text to CommonMark before 0.31, so that it may contain markup; in HTML, the
# other constructs end with the first ">".
_DOUBTFUL = pattern(r"--|-\Z")
_EMPTY_COMMENT = pattern("<!---?>")
_TAG = pattern(rf"<(?P<slash>/?)(?P<name>{NAME}){ATTRIBUTES}\s*+(?P<void>/?)>")
_TAG_OF_HTML = pattern(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?>(?:[^>=/]++|/(?!>)|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*)(?P<void>/?)>"""
)
# A tag that ends inside a quoted value; in HTML, any tag without an end.
_OPEN_VALUE = pattern(rf"<{NAME}{ATTRIBUTES}\s*+=\s*+(?:\"[^\"]*+|'[^']*+)\Z")
_OPEN_TAG = pattern(r"</?[A-Za-z]|</[^>]*+\Z")
# Elements whose content is not markup: an open one hides the rest of the page, or shows its tags.
_RAW = pattern("iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp")
# More elements than `sxskit.markdown.syntax.ELEMENT` that enclose what follows them.
_ENCLOSING = pattern(
    "article|aside|audio|button|canvas|colgroup|dialog|dir|fieldset|figcaption|figure|footer|form"
    "|header|hgroup|legend|main|map|math|menu|meter|nav|noscript|object|optgroup|option|output"
    "|picture|progress|rp|rt|ruby|search|section|select|svg|template|tfoot|time"
)
NOWHERE = Site()


class Fault(NamedTuple):
    """A fault that breaks a page; two faults of the same kind have the same effect.

    A fault that does not break the side-by-side page begins another block after `sxs strip`.
    """

    kind: str
    message: str
    breaks: bool = True


def added(found: list[Fault], known: list[Fault]) -> list[Fault]:
    """The faults of other kinds than the known ones, or in a larger number."""
    left = Counter([fault.kind for fault in known])
    more = []
    for fault in found:
        if left[fault.kind]:
            left[fault.kind] -= 1
        else:
            more.append(fault)
    return more


def markup_faults(text: str, site: Site) -> list[Fault]:
    """The constructs that continue over the markup after a text, or leave elements open."""
    if "<" not in text and "``" not in text and "\\" not in text and text.count("`") % 2 == 0:
        return []
    markdown = [*_overruns(text, _SIGN)]
    if any(not _SIGNS.isdisjoint(address) for address in _ADDRESS.findall(text)):
        markdown += added([*_overruns(text, _SIGN_OR_ADDRESS)], markdown)
    html = [*_overruns(text, _ANGLE)] if "<" in text else []
    if not markdown and not html:
        return []
    match site.around.html:
        case Html.NO:
            return markdown
        case Html.YES:
            return html
        case _:
            return [*markdown, *added(html, markdown)]


def _overruns(text: str, sign: re.Pattern[str]) -> Iterator[Fault]:
    is_html = sign is _ANGLE
    last = {} if is_html else {len(run[0]): run.start() for run in _TICKS.finditer(text)}
    open_elements: Counter[str] = Counter()
    at = 0
    while found := sign.search(text, at):
        start, at = found.span()
        if found[0][0] == "`":
            length = at - start
            if last.get(length, -1) > start:
                at = next(r.end() for r in _TICKS.finditer(text, at) if len(r[0]) == length)
            else:
                escaped = r"\`" * length
                message = f"a run of back-ticks that does not close: close it, or write {escaped}"
                yield Fault(found[0], message)
        elif found[0] == "<":
            end, fault = _run(text, start, is_html=is_html)
            if fault:
                yield fault
            tag = (_TAG_OF_HTML if is_html else _TAG).match(text, start, start + _REACH)
            if tag:
                end = tag.end()
                yield from _of_tag(tag, open_elements)
            at = max(at, end)
    for name, count in open_elements.items():
        message = f"a <{name}> that does not end: close it, or write \\<{name}>"
        yield from [Fault(f"<{name}>", message)] * count


def _run(text: str, start: int, *, is_html: bool) -> tuple[int, Fault | None]:
    """The end of the construct at an index, and its fault; the index if there is none."""
    if empty := _EMPTY_COMMENT.match(text, start):
        return empty.end(), None
    if text[start + 1 : start + 2] in ("!", "?"):
        for opening, closing in _ENDS:
            if text.startswith(opening, start) and (
                opening != "<!" or is_html or text[start + 2 : start + 3].isalpha()
            ):
                end = text.find(closing, start + len(opening), start + _LONGEST)
                if end >= 0:
                    inside = text[start + len(opening) : end]
                    is_doubtful = opening == "<!" or bool(
                        _DOUBTFUL.search(inside) if opening == "<!--" else ">" in inside
                    )
                    return start if is_doubtful else end + len(closing), None
                what = "a comment" if opening == "<!--" else f"a {opening}"
                message = f"{what} that does not end: end it with {closing}"
                return len(text), Fault(opening, message)
    tag = (_TAG_OF_HTML if is_html else _TAG).match(text, start, start + _REACH)
    if not tag and (_OPEN_TAG if is_html else _OPEN_VALUE).match(text, start):
        return len(text), Fault("tag", "a tag that does not end: close it, or write \\<")
    return start, None


def _of_tag(tag: re.Match[str], open_elements: Counter[str]) -> Iterator[Fault]:
    """The fault of a tag that closes an element that is not open; open elements are counted."""
    name = tag["name"].lower()
    is_raw = _RAW.fullmatch(name) is not None
    known = is_raw or ELEMENT.fullmatch(name) or _ENCLOSING.fullmatch(name)
    if not known or VOID.fullmatch(name) or (tag["void"] and not is_raw):
        return
    if not tag["slash"]:
        open_elements[name] += 1
    elif open_elements[name] and name != "plaintext":
        open_elements[name] -= 1
    else:
        message = f"a </{name}> that closes nothing: remove it, or write \\</{name}>"
        yield Fault(f"</{name}>", message)
