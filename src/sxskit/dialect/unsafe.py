r"""Reasons why a target would break its page, from its text and the line around it.

Nothing is rendered.

>>> why_unsafe("Нажмите `ОК", old="Нажмите `ОК`", source="Press `OK`", one_line=False, row=False)
'a run of back-ticks that does not close: close it, or write \\`'

A target breaks a page if it continues over the markup after it (a code span, a comment, a tag that
does not end), if it leaves an element open or closes one that it did not open, and if one of its
lines begins another block. Its first line can do so only after `sxs strip`, which removes the
markup before it.

Law: with a target that is not refused, the page renders every other block as before. Takes linear
time, also on hostile texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sxskit.dialect.edges import bare_pipes, holds_control, holds_frame
from sxskit.dialect.markup_faults import (
    NOWHERE,
    Fault,
    added,
    markup_faults,
)
from sxskit.dialect.surroundings import (
    Around,
    Html,
    Site,
    block_start,
)
from sxskit.markdown.inline import code_spans
from sxskit.patterns import pattern

_LINE_BREAK = pattern(r"\r\n|\n|\r")
_BARE_RETURN = pattern(r"\r(?!\n)")
# The separator that msgcat writes between different translations.
_MSGCAT = "#-#-#-#-#"
# The beginning of a text that may begin a block, or complete one that the text before it begins.
_FIRST = frozenset("-+*#>~:=_|.)[!0123456789 \t")
_BEGINS = pattern(
    r"[#>~:=|.) \t]|[+*-](?:\s|$)|-[-|:]|(?:\*[ \t]*+)+$|(?:_[ \t]*+)+$"
    r"|[0-9]{1,9}(?:[.)](?:\s|$)|$)|\[?!\w"
)

_BRACKET = pattern(r"\\.|!?\[|\]", re.DOTALL)
# Signs that may close a construct of this text or of a text before it.
_CLOSER = pattern(r"`+|--?>|\?>|\]\]>|['\"]>")
# The title of a link without its end: ](a.md 'b. One in double quotes ends in the frame.
_OPEN_TITLE = pattern(r"\]\(\s*+[^\s()]*+\s++(?:'[^']*+|\([^()]*+)\Z")
_UNPRINTABLE = pattern("[\0-\b\n-\x1f\x7f]")
_BRACKETS = pattern(rf"!\[|\]:|{_OPEN_TITLE.pattern}")
_TICKS = pattern("`+")
# The place of a backslash that turns the start of a line into text: 1\. April, \# 1.
_ESCAPABLE = pattern(r"\s*[0-9]*(?=[!-/:-@\[-`{-~])|[^\]]*(?=\]:)")
_SHOWN = 40


def why_unsafe(
    new: str,
    *,
    old: str,
    source: str,
    one_line: bool,
    row: bool,
    site: Site | None = None,
) -> str:
    """Why a new target would break the page, and the cure; empty if it would not.

    Faults of the old target, and those of the source in its place, are allowed. `one_line`: a line
    break would end the block of the text; `row`: it is in the row of a table.
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
    """Why a target would close a construct before it that was text so far."""
    closers = {*_CLOSER.findall(new)}
    if closers <= {*_CLOSER.findall(old)} or closers <= {*_CLOSER.findall(source)}:
        return ""
    before = site.text_before
    opened = markup_faults(before, NOWHERE)
    closed = added(opened, markup_faults(f"{before}{new}", NOWHERE)) if opened else []
    closed += [fault for fault in opened if fault.kind in closers]  # after `a `b` one is open
    for fault in closed:
        return f"the end of markup that is open before it ({fault.kind}): close that first"
    return ""


def may_be_unsafe(text: str) -> bool:
    """Whether a text may have a fault: whether it contains a sign of one."""
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


def which_may_be_unsafe(texts: Sequence[str]) -> list[int]:
    """Return the indices of the texts for which `may_be_unsafe` is true."""
    is_printable = " ".join(texts).isprintable()
    return [
        index
        for index, text in enumerate(texts)
        if (
            "`" in text
            or "<" in text
            or ">" in text
            or "|" in text
            or "[" in text
            or "]" in text
            or text[:1] in _FIRST
            or text[-1:] == "\\"
            or not is_printable
            or _MSGCAT in text
        )
        and may_be_unsafe(text)
    ]


def _begins(text: str) -> bool:
    return text[:1] in _FIRST and _BEGINS.match(text) is not None


def faults(text: str, *, one_line: bool, row: bool, site: Site | None = None) -> list[Fault]:
    """The faults of a text at a place: those of the page, and those of the plain page."""
    site = site or NOWHERE
    found = [*_of_characters(text)]
    if "`" in text or "<" in text:
        found += markup_faults(text, site)
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
        found.append(Fault("backslash in a cell", "a backslash at its end: write &#92;"))
    if "|" in text:
        found += _of_pipes(text, row=row, site=site)
    return found


def _of_characters(text: str) -> Iterator[Fault]:
    if holds_control(text):
        yield Fault("control", "a control character: remove it")
    if (len(text) - len(text.rstrip("\\"))) % 2:
        yield Fault("backslash", r"a backslash at its end: write \\")
    if _MSGCAT in text:
        yield Fault("msgcat", f"{_MSGCAT}, a separator of msgcat: keep one of the translations")
    if "\r" in text and _BARE_RETURN.search(text):
        yield Fault("return", "a carriage return without a line feed: remove it")


def _of_breaks(lines: list[str], *, one_line: bool) -> Iterator[Fault]:
    for line in lines[:-1]:
        if not line.strip():
            yield Fault("blank line", "a blank line: remove it")
    if one_line:
        message = "a line break, which its place does not allow: write a blank"
        yield from [Fault("line break", message)] * (len(lines) - 1)


def _of_images(text: str) -> list[Fault]:
    """The images whose text does not end: it would include the markup after it."""
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
    message = "the text of an image that does not end: close it, or write !\\["
    return [Fault("![", message)] * sum(opened)


def _of_pipes(text: str, *, row: bool, site: Site) -> list[Fault]:
    if row:
        return [Fault("pipe in a cell", r"a pipe in a table cell: write \|")] * bare_pipes(text)
    if site.around.is_above_dashes:
        message = "a pipe above a line of dashes, which begins a table: write &#124;"
        return [Fault("pipe", message)] * text.count("|")
    return []


def _of_lines(lines: list[str], around: Around) -> Iterator[Fault]:
    """The faults of lines that begin another block."""
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
            message = f"{where} that begins {what}: write {_cured(line)}"
            yield Fault(kind, message, breaks)
        is_below_text = bool(plain.strip(" \t"))


def _cured(line: str) -> str:
    """The shown part of a line with the backslash that turns its start into text."""
    ticks = _TICKS.match(line)
    place = _ESCAPABLE.match(line)
    if ticks:
        cured = r"\`" * ticks.end() + line[ticks.end() :]
    else:
        cured = f"{place[0]}\\{line[place.end() :]}" if place else line
    return cured if len(cured) <= _SHOWN else f"{cured[:_SHOWN]}…"
