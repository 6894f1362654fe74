r"""Reasons why a target would break its page, from its text and the line around it.

Nothing is rendered.

>>> why_unsafe("Нажмите `ОК", old="Нажмите `ОК`", source="Press `OK`", one_line=False, row=False)
'a run of back-ticks that does not close: close it, or write it \\`'

A target breaks a page where it runs over the markup around it (a code span, a comment, a tag that
does not end), where it leaves an element open or closes one that it did not open, and where a line
of it begins another block. Its first line can do so only after `sxs strip`, which removes the
markup in front of it.

Law: with a target that is not refused, the page renders every other block as before. It takes
linear time, on hostile texts too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sxskit.dialect.edges import bare_pipes, holds_control, holds_frame
from sxskit.dialect.surroundings import (
    ATTRIBUTES,
    Around,
    Html,
    Site,
    block_start,
)
from sxskit.markdown.inline import code_spans
from sxskit.markdown.syntax import ELEMENT, NAME, VOID

# How long a tag may be, and any other construct.
_REACH, _LONGEST = 1000, 20_000
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_BARE_RETURN = re.compile(r"\r(?!\n)")
# What msgcat writes between the translations of catalogs that disagree.
_MSGCAT = "#-#-#-#-#"
# How a text begins that may begin a block, or complete what the text before it begins.
_FIRST = frozenset("-+*#>~:=_|.)[!0123456789 \t")
_BEGINS = re.compile(
    r"[#>~:=|.) \t]|[+*-](?:\s|$)|-[-|:]|(?:\*[ \t]*+)+$|(?:_[ \t]*+)+$"
    r"|[0-9]{1,9}(?:[.)](?:\s|$)|$)|\[?!\w"
)

# What may be markup: in Markdown, in HTML.
_SIGN, _ANGLE = re.compile(r"\\[!-/:-@\[-`{-~]|`+|<"), re.compile("<")
# A URL or a destination that may hold such signs, and what may be markup where it does.
_ADDRESS = re.compile(r"(?:://|www\.)[^\s<]*+|\]\(\s*+<[^<>\n]*+>")
_SIGNS = frozenset("\\`<")
_SIGN_OR_ADDRESS = re.compile(rf"{_ADDRESS.pattern}|{_SIGN.pattern}")
_TICKS = re.compile("`+")
# Constructs that run over anything, up to their end (CommonMark 0.31.2, section 6.6).
_ENDS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
# A comment that CommonMark before 0.31 takes for text, so that it may hold markup; in HTML, the
# other constructs end with the first ">".
_DOUBTFUL = re.compile(r"--|-\Z")
_EMPTY_COMMENT = re.compile("<!---?>")
_TAG = re.compile(rf"<(?P<slash>/?)(?P<name>{NAME}){ATTRIBUTES}\s*+(?P<void>/?)>")
_TAG_OF_HTML = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?>(?:[^>=/]++|/(?!>)|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*)(?P<void>/?)>"""
)
# A tag that ends in a value without its closing quote; in HTML, any tag without its end.
_OPEN_VALUE = re.compile(rf"<{NAME}{ATTRIBUTES}\s*+=\s*+(?:\"[^\"]*+|'[^']*+)\Z")
_BRACKET = re.compile(r"\\.|!?\[|\]", re.DOTALL)
# What may close such a construct, of this text or of one before it.
_CLOSER = re.compile(r"`+|--?>|\?>|\]\]>|['\"]>")
_OPEN_TAG = re.compile(r"</?[A-Za-z]|</[^>]*+\Z")
# The title of a link without its end: ](a.md 'b. One in double quotes would end in the frame.
_OPEN_TITLE = re.compile(r"\]\(\s*+[^\s()]*+\s++(?:'[^']*+|\([^()]*+)\Z")
_UNPRINTABLE = re.compile("[\0-\b\n-\x1f\x7f]")
_BRACKETS = re.compile(rf"!\[|\]:|{_OPEN_TITLE.pattern}")
# Elements whose content is no markup: one that is open hides all that follows, or shows its tags.
_RAW = re.compile("iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp")
# More elements than `sxskit.markdown.syntax.ELEMENT` that enclose what follows them.
_ENCLOSING = re.compile(
    "article|aside|audio|button|canvas|colgroup|dialog|dir|fieldset|figcaption|figure|footer|form"
    "|header|hgroup|legend|main|map|math|menu|meter|nav|noscript|object|optgroup|option|output"
    "|picture|progress|rp|rt|ruby|search|section|select|svg|template|tfoot|time"
)
# Where a backslash takes what a line begins with for text: 1\. April, \# 1.
_ESCAPABLE = re.compile(r"\s*[0-9]*(?=[!-/:-@\[-`{-~])|[^\]]*(?=\]:)")
_SHOWN = 40


class Fault(NamedTuple):
    """What breaks a page; two texts with faults of the same kinds do the same to it.

    One that does not break the page as it is makes another block of it after `sxs strip`.
    """

    kind: str
    message: str
    breaks: bool = True


def why_unsafe(
    new: str,
    *,
    old: str,
    source: str,
    one_line: bool,
    row: bool,
    site: Site | None = None,
) -> str:
    """Why a new target would break the page, and what would not; empty if it would not.

    What the old target does, or the source would do in its place, the new one may do.
    `one_line`: a line break would end the block the text is in; `row`: it is in the row of a table.
    """
    if holds_frame(new):
        return "pair markup"
    found = faults(new, one_line=one_line, row=row, site=site)
    if not found:
        return _closing(new, old, source, site) if site else ""
    unlike: list[Fault] = []
    for other in (source, old):
        unlike = added(found, faults(other, one_line=one_line, row=row, site=site))
        if not unlike:
            return ""
    return unlike[0].message


def _closing(new: str, old: str, source: str, site: Site) -> str:
    """Why a target would close what is open on the page before it, and was text so far."""
    closers = {*_CLOSER.findall(new)}
    if closers <= {*_CLOSER.findall(old)} or closers <= {*_CLOSER.findall(source)}:
        return ""
    before = site.text_before
    opened = _of_markup(before, _NOWHERE)
    closed = added(opened, _of_markup(f"{before}{new}", _NOWHERE)) if opened else []
    closed += [fault for fault in opened if fault.kind in closers]  # `a `b` is open behind
    for fault in closed:
        return f"the end of what is open before it ({fault.kind}): close that first"
    return ""


def added(found: list[Fault], known: list[Fault]) -> list[Fault]:
    """The faults that are of other kinds than the known ones, or more of a kind."""
    left = Counter([fault.kind for fault in known])
    more = []
    for fault in found:
        if left[fault.kind]:
            left[fault.kind] -= 1
        else:
            more.append(fault)
    return more


def may_be_unsafe(text: str) -> bool:
    """Whether a text may have a fault: whether it holds any sign of one."""
    return (
        "`" in text
        or "<" in text
        or ">" in text
        or "|" in text
        or (not text.isprintable() and _UNPRINTABLE.search(text) is not None)
        or (text[:1] in _FIRST and _BEGINS.match(text) is not None)
        or text[-1:] == "\\"
        or (("[" in text or "]" in text) and _BRACKETS.search(text) is not None)
        or _MSGCAT in text
    )


def _begins(text: str) -> bool:
    return text[:1] in _FIRST and _BEGINS.match(text) is not None


def faults(text: str, *, one_line: bool, row: bool, site: Site | None = None) -> list[Fault]:
    """What breaks the page, or makes another block of it once it is plain, in this place."""
    site = site or _NOWHERE
    found = [*_of_characters(text)]
    if "`" in text or "<" in text:
        found += _of_markup(text, site)
    if "](" in text and _OPEN_TITLE.search(text):
        found.append(Fault("title", "the title of a link that does not end: close it"))
    if "![" in text:
        found += _of_images(text)
    if "\n" in text or "\r" in text:
        lines = _LINE_BREAK.split(text)
        found += _of_breaks(lines, one_line=one_line or site.around.html is Html.NESTED)
        found += _of_lines(lines, site.around)
    elif _begins(text) or text.startswith(("<", "```")) or "]:" in text:
        found += _of_lines([text], site.around)
    if row and text[-1:] == "\\":
        found.append(Fault("backslash in a cell", "a backslash at its end: write it &#92;"))
    if "|" in text:
        found += _of_pipes(text, row=row, site=site)
    return found


def _of_characters(text: str) -> Iterator[Fault]:
    if holds_control(text):
        yield Fault("control", "a control character: remove it")
    if (len(text) - len(text.rstrip("\\"))) % 2:
        yield Fault("backslash", r"a backslash at its end: write it \\")
    if _MSGCAT in text:
        yield Fault("msgcat", f"{_MSGCAT}, a mark of msgcat: keep one of the translations")
    if "\r" in text and _BARE_RETURN.search(text):
        yield Fault("return", "a carriage return without a line feed: remove it")


def _of_breaks(lines: list[str], *, one_line: bool) -> Iterator[Fault]:
    for line in lines[:-1]:
        if not line.strip():
            yield Fault("blank line", "a blank line: remove it")
    if one_line:
        message = "a line break where its place allows none: write a blank"
        yield from [Fault("line break", message)] * (len(lines) - 1)


def _of_images(text: str) -> list[Fault]:
    """The images whose text does not end: it would take the markup around for text."""
    if "`" in text:
        spans = [*code_spans(text)]
        ends = [0, *(end for _, end in spans)]
        starts = [*(start for start, _ in spans), len(text)]
        text = "".join([text[end:start] for end, start in zip(ends, starts, strict=True)])
    opened: list[bool] = []
    for bracket in _BRACKET.findall(text):
        if bracket == "]":
            del opened[-1:]
        elif bracket[-1] == "[":
            opened.append(bracket == "![")
    message = "the text of an image that does not end: close it, or write it !\\["
    return [Fault("![", message)] * sum(opened)


def _of_pipes(text: str, *, row: bool, site: Site) -> list[Fault]:
    if row:
        return [Fault("pipe in a cell", r"a pipe in a table cell: write it \|")] * bare_pipes(text)
    if site.around.is_above_dashes:
        message = "a pipe above a line of dashes, which makes a table: write it &#124;"
        return [Fault("pipe", message)] * text.count("|")
    return []


def _of_markup(text: str, site: Site) -> list[Fault]:
    """What runs over the markup around a text, or leaves elements open."""
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
                message = (
                    f"a run of back-ticks that does not close: close it, or write it {escaped}"
                )
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
        message = f"a <{name}> that does not end: close it, or write it \\<{name}>"
        yield from [Fault(f"<{name}>", message)] * count


def _run(text: str, start: int, *, is_html: bool) -> tuple[int, Fault | None]:
    """Where a construct that starts there ends, or that it does not; the start where none does."""
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
        return len(text), Fault("tag", "a tag that does not end: close it, or write it \\<")
    return start, None


def _of_tag(tag: re.Match[str], open_elements: Counter[str]) -> Iterator[Fault]:
    """The fault of a tag that closes what is not open; what it opens is counted."""
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
        message = f"a </{name}> that closes nothing: remove it, or write it \\</{name}>"
        yield Fault(f"</{name}>", message)


def _of_lines(lines: list[str], around: Around) -> Iterator[Fault]:
    """The lines that begin another block."""
    if around.html is Html.YES:
        return
    last = len(lines) - 1
    is_below_text = around.is_below_text
    for number, line in enumerate(lines):
        before = around.before if number == 0 else ""
        plain = f"{before}{line}{around.after if number == last else ''}"
        kind, what = block_start(plain, is_below_text=is_below_text)
        if kind and kind != block_start(f"{before}x", is_below_text=is_below_text)[0]:
            in_page = f"{line}</span>" if number == last else line
            breaks = number > 0 and block_start(in_page, is_below_text=is_below_text)[0] == kind
            where = "a line" if number else "a text"
            message = f"{where} that begins {what}: write it {_cured(line)}"
            yield Fault(kind, message, breaks)
        is_below_text = bool(plain.strip(" \t"))


def _cured(line: str) -> str:
    """A line with the backslashes that make text of what it begins with, as far as shown."""
    ticks = _TICKS.match(line)
    place = _ESCAPABLE.match(line)
    if ticks:
        cured = r"\`" * ticks.end() + line[ticks.end() :]
    else:
        cured = f"{place[0]}\\{line[place.end() :]}" if place else line
    return cured if len(cured) <= _SHOWN else f"{cured[:_SHOWN]}…"


_NOWHERE = Site()
