r"""Why a target would break its page, from its text and the line it is in; nothing is rendered.

>>> harm("Нажмите `ОК", old="Нажмите `ОК`", source="Press `OK`", one_line=False, row=False)
'a run of back-ticks that does not close: close it, or write it \\`'

A target breaks a page where it runs over the markup around it (a code span, a comment, a tag that
does not end), where it leaves an element open or closes one that it did not open, and where a line
of it begins another block. Its first line can do so only after `sxs strip`, which removes the
markup in front of it.

Law: a page renders every other block as before after a target without harm. It takes linear time,
on hostile texts too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from sxskit.document import MARK, Document
from sxskit.patterns import ELEMENT, NAME, VOID, code_spans
from sxskit.texts import bare_pipes, holds_control, holds_frame

# How many characters of a line are looked at on either side of a target, and of a tag.
_REACH = 1000
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_BARE_RETURN = re.compile(r"\r(?!\n)")
# What msgcat writes between the translations of catalogs that disagree.
_MSGCAT = "#-#-#-#-#"
# How a text begins that may begin a block, or complete what the text before it begins.
_FIRST = frozenset("-+*#>~:=_|.)[!0123456789 \t")
_BEGINS = re.compile(
    r"[#>~:=|.) \t]|[+*-](?:\s|$)|-[-|:]|(?:\*[ \t]*+)+$|(?:_[ \t]*+)+$"
    r"|\d{1,9}(?:[.)](?:\s|$)|$)|\[?!\w"
)

# What may be markup: in Markdown, in HTML.
_SIGN, _ANGLE = re.compile(r"\\[!-/:-@\[-`{-~]|`+|<"), re.compile("<")
# A URL or a destination that may hold such signs, and what may be markup where it does.
_ADDRESS = r"(?:://|www\.)[^\s<]*+|\]\(\s*+<[^<>\n]*+>"
_SIGN_OR_ADDRESS = re.compile(rf"{_ADDRESS}|{_SIGN.pattern}")
_SIGNED_ADDRESS = re.compile(r"(?:://|www\.)[^\s<]*?[`\\]|\]\(\s*+<")
_TICKS = re.compile("`+")
# Constructs that run over anything, up to their end (CommonMark 0.31.2, section 6.6).
_ENDS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
# A comment that CommonMark before 0.31 takes for text, so that it may hold markup; in HTML, the
# other constructs end with the first ">".
_DOUBTFUL = re.compile(r"--|-\Z")
_EMPTY_COMMENT = re.compile("<!---?>")
_ATTRIBUTES = (
    r"(?>(?:\s++[A-Za-z_:][\w:.-]*+(?>(?:\s*+=\s*+"
    r"""(?:[^\s"'=<>`]++|"[^"]*+"|'[^']*+'))?))*)"""
)
_TAG = re.compile(rf"<(?P<slash>/?)(?P<name>{NAME}){_ATTRIBUTES}\s*+(?P<void>/?)>")
_TAG_OF_HTML = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?>(?:[^>=/]++|/(?!>)|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*)(?P<void>/?)>"""
)
# A tag that ends in a value without its closing quote; in HTML, any tag without its end.
_OPEN_VALUE = re.compile(rf"<{NAME}{_ATTRIBUTES}\s*+=\s*+(?:\"[^\"]*+|'[^']*+)\Z")
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
# More elements than `sxskit.patterns.ELEMENT` that enclose what follows them.
_ENCLOSING = re.compile(
    "article|aside|audio|button|canvas|colgroup|dialog|dir|fieldset|figcaption|figure|footer|form"
    "|header|hgroup|legend|main|map|math|menu|meter|nav|noscript|object|optgroup|option|output"
    "|picture|progress|rp|rt|ruby|search|section|select|svg|template|tfoot|time"
)
# The elements that begin an HTML block (CommonMark 0.31.2, section 4.6).
_BLOCK_TAG = (
    "</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    "|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    "|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track"
    r"|ul)(?=[\s/>]|\Z)"
)
# The containers that a line begins with: "> 1. ".
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*")
_START = re.compile(
    r"""[ \t]*(?:
    (?P<rule>    (?:-[ \t]*+){3,}$ | (?:\*[ \t]*+){3,}$ | (?:_[ \t]*+){3,}$ )
  | (?P<heading> \#{1,6}(?=[ \t]|$) )
  | (?P<fence>   ```[^`]*$ | ~~~ )
  | (?P<directive> ::: | \[!\w++ )
  | (?P<definition> \[(?>(?:[^\[\]\\]++|\\.)+)\]: )"""
    rf"""
  | (?P<html>    (?i: {_BLOCK_TAG} | <(?:pre|script|style|textarea)(?=[\s>]|$) )
        | <!--|<\?|<![A-Za-z\[] | <[A-Za-z/][^<>]*+>\s*$ )
  | (?P<row>     \| )
    )""",
    re.VERBOSE,
)
_RULE = re.compile(r"[ \t>]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,})$")
_WHAT = {
    "rule": "a thematic break",
    "heading": "a heading",
    "fence": "a code block",
    "directive": "a directive",
    "definition": "a link definition",
    "html": "an HTML block",
    "row": "a row of a table",
}
# What makes a heading, or the header of a table, of the line above.
_UNDER = re.compile(r"[ \t]*(?:=+|-+)[ \t]*$")
_DELIMITER = re.compile(
    r"(?=[^|:]*[|:])[ \t]*\|?[ \t]*:?-++:?[ \t]*(?>(?:\|[ \t]*:?-++:?[ \t]*)*)\|?[ \t]*$"
)
_DASHES = re.compile(r"[ \t>]*+(?=[-|:])[-|: \t]*+\r?(?:\n|\Z)")
# A line of the page that begins with a tag: at its edge, an element of a block begins HTML there.
_TAG_LINE = re.compile(rf"\n(?:(?P<sure>(?i:{_BLOCK_TAG}))|(?P<lead>[ \t>*+\-.)\d]*)<)")
_BLANK = re.compile(r"\n[ \t>]*+\r?(?=\n|\Z)")
# Where a backslash takes what a line begins with for text: 1\. April, \# 1.
_ESCAPABLE = re.compile(r"\s*\d*(?=[!-/:-@\[-`{-~])|[^\]]*(?=\]:)")
_SHOWN = 40


class Html(Enum):
    """Whether a text is inside an HTML block, where there is no Markdown."""

    NO = auto()
    MAYBE = auto()
    NESTED = auto()  # as MAYBE, in a list or a quote, which its lines would have to go on in
    YES = auto()


class Around(NamedTuple):
    """What is on the lines of the plain page that a text is in: before, after, above and below."""

    before: str = ""
    after: str = ""
    is_below_text: bool = False
    is_above_dashes: bool = False
    html: Html = Html.NO


class Fault(NamedTuple):
    """What breaks a page; two texts with faults of the same kinds do the same to it.

    One that does not break the page as it is makes another block of it after `sxs strip`.
    """

    kind: str
    message: str
    breaks: bool = True


def harm(
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
    if not is_suspect(new):
        return ""
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
    still_open = _of_markup(f"{before}{new}", _NOWHERE)
    for fault in added(_of_markup(before, _NOWHERE), still_open):
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


def is_suspect(text: str) -> bool:
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
        for start, end in reversed([*code_spans(text)]):
            text = f"{text[:start]}{text[end:]}"
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
    if _SIGNED_ADDRESS.search(text):
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
                end = text.find(closing, start + len(opening))
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
        kind, what = _start(plain, is_below_text)
        if kind and kind != _start(f"{before}x", is_below_text)[0]:
            in_page = f"{line}</span>" if number == last else line
            breaks = number > 0 and _start(in_page, is_below_text)[0] == kind
            where = "a line" if number else "a text"
            message = f"{where} that begins {what}: write it {_cured(line)}"
            yield Fault(kind, message, breaks)
        is_below_text = bool(plain.strip(" \t"))


def _start(line: str, is_below_text: bool) -> tuple[str, str]:
    """What a line begins, as a kind and in words; a line of text begins nothing."""
    if _RULE.match(line):  # "* * *" is no list in lists
        return "rule", _WHAT["rule"]
    containers = _CONTAINERS.match(line)
    end = containers.end() if containers else 0
    signs = "".join(line[:end].split())
    kind = re.sub(r"\d+", lambda number: "1" if int(number[0]) == 1 else "2", signs)
    start = _START.match(line, end)
    if start and start.lastgroup:
        return f"{kind}{start.lastgroup}", _WHAT[start.lastgroup]
    if is_below_text and _UNDER.match(line, end):
        return f"{kind}under", "a heading of the line above"
    if is_below_text and _DELIMITER.match(line, end):
        return f"{kind}delimiter", "a table"
    if not signs:
        return "", ""
    return kind, "a quote" if signs[-1] == ">" else "a list"


def _cured(line: str) -> str:
    """A line with the backslash that makes text of what it begins with, as far as shown."""
    if ticks := _TICKS.match(line):
        line = "\\`" * ticks.end() + line[ticks.end() :]
        return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
    place = _ESCAPABLE.match(line)
    cured = f"{place[0]}\\{line[place.end() :]}" if place else line
    return cured if len(cured) <= _SHOWN else f"{cured[:_SHOWN]}…"


class Surroundings:
    """The lines that the units of a document are in, each found in constant time."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _marks(self) -> list[int]:
        """Where each unit is in the text between the units."""
        return [match.start() for match in re.finditer(MARK, self._document.skeleton)]

    @cached_property
    def _html(self) -> list[tuple[int, int, Html]]:
        """The lines that begin with a tag: where they start, and where their HTML ends."""
        page = f"\n{self._document.skeleton}"  # so that a line starts where its "\n" is in here
        found = []
        end, html = 0, Html.NO
        for line in _TAG_LINE.finditer(page):
            start = line.start()
            if start >= end:
                blank = _BLANK.search(page, line.end())
                end, html = blank.start() if blank else len(page), Html.MAYBE
            if line["sure"]:
                html = Html.YES
            elif line["lead"] and html is Html.MAYBE:
                html = Html.NESTED
            found.append((start, end, html))
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The index of each unit by its id; of those that share one, that of the first."""
        units = self._document.units
        return {units[index].id: index for index in range(len(units) - 1, -1, -1)}

    def of_first(self, id: str) -> Site:
        """The place of the target of the first unit with an id."""
        return Site(self, self._numbers[id])

    def around(self, index: int) -> Around:
        """What is around the target of a unit, by its index."""
        page, at = self._document.skeleton, self._marks[index]
        low = max(0, at - _REACH)
        start = page.rfind("\n", low, at) + 1 or low
        stop = page.find("\n", at, at + _REACH)
        end = stop if stop >= 0 else at + _REACH
        before = self._filled(page[start:at], index - page.count(MARK, start, at))
        after = self._filled(page[at + 1 : end].rstrip("\r"), index + 1)
        above = page[max(0, start - _REACH) : max(0, start - 1)]
        return Around(
            _LINE_BREAK.split(f"x{before}" if start == low > 0 else before)[-1],
            _LINE_BREAK.split(after)[0],
            bool(above[above.rfind("\n") + 1 :].strip("> \t\r")),
            _DASHES.match(page, end + 1) is not None,
            self._is_html(at),
        )

    def text_before(self, index: int) -> str:
        """The text of the page from the beginning of the block of a unit up to its target."""
        page, at = self._document.skeleton, self._marks[index]
        *above, line = page[max(0, at - _REACH) : at].split("\n")
        lines = [line[line.rfind("|") + 1 :] if _start(line, False)[0].endswith("row") else line]
        while above and not _start(line, False)[0]:
            line = above.pop()
            if not line.strip("> \t\r") or _start(line, False)[0].endswith("heading"):
                break
            lines.append(line)
        pieces = "\n".join(reversed(lines)).split(MARK)
        units = self._document.units[index - len(pieces) + 1 : index]
        texts = [f"{unit.target}</span>{unit.source}" for unit in units]
        return "".join([pieces[0], *map("".join, zip(texts, pieces[1:], strict=True))])

    def _filled(self, text: str, first: int) -> str:
        """A text of the page with the targets of its units, the first of them by its index."""
        pieces = text.split(MARK)
        units = self._document.units[first : first + len(pieces) - 1]
        share = _REACH // len(pieces)
        targets = [unit.target if len(unit.target) <= share else "x" for unit in units]
        return "".join([pieces[0], *map("".join, zip(targets, pieces[1:], strict=True))])

    def _is_html(self, at: int) -> Html:
        number = bisect_right(self._html, (at,)) - 1
        if number < 0 or self._html[number][1] <= at:
            return Html.NO
        return self._html[number][2]


class Site:
    """The place of a target on its page; what is around it is found when it is asked for."""

    def __init__(self, surroundings: Surroundings | None = None, index: int = 0) -> None:
        self._surroundings = surroundings
        self._index = index

    @cached_property
    def around(self) -> Around:
        """The line that the target is in."""
        return self._surroundings.around(self._index) if self._surroundings else Around()

    @cached_property
    def text_before(self) -> str:
        """The text of the same block before the target, on the side-by-side page."""
        return self._surroundings.text_before(self._index) if self._surroundings else ""


_NOWHERE = Site()
