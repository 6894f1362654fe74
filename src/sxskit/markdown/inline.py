r"""Inline Markdown as tokens: the common grammar of codes, marks and words.

>>> [(token.lastgroup, token[0]) for token in tokens("Press `^S` or [**Save**](a.md 'now').")]
... # doctest: +NORMALIZE_WHITESPACE
[('code', '`^S`'), ('opening', '['), ('run', '**'), ('run', '**'), ('link', "](a.md 'now')")]

The text between two tokens has no markup. A token is a match, and its `lastgroup` is its kind:

escape      ``\*``
code        a code span, with its ``content``
include     ``[!INCLUDE [a](b.md)]``, with its ``keyword`` and its ``file``
xref        ``<xref:System.Action>``, with its ``uid``
autolink    ``<https://example.com>``, ``<a@example.com>``, with its ``address``
tag         a tag with the ``name`` of its element, also as ``html`` if it is one of HTML, and
            with a slash as ``void`` if it closes itself; a comment, without a ``name``
run         delimiters of emphasis, ``**``, ``_``, ``~~``, which may open, close or do nothing
opening     ``[`` or ``![``; a link or an image if a link or a label closes it
closing     ``]`` alone
link        ``](a.md "b")``, with its ``destination`` and its ``title``, which may be empty
label       ``][a]``
entity      ``&lt;``, ``&#60;``
ticks       back-ticks that are not closed
unclosed    the beginning of a link, of a comment or of an include without its end

If two of them overlap, the one that begins first is a token (CommonMark 0.31.2, section 6). Takes
linear time, also on hostile texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sxskit.markdown.syntax import (
    ATTRIBUTE,
    DESTINATION,
    ELEMENT,
    ENTITY,
    ESCAPE,
    NAME,
    SWITCH,
    TITLE,
    VOID,
)
from sxskit.patterns import pattern

_TOKEN = pattern(
    rf"""
    [^\\*_~`\[\]<!&]++ | ~(?!~) | ~~~++                         # text: a, ~, ~~~~
  | (?P<escape> {ESCAPE} )
  | (?P<run> \*++ | _++ | ~~ )
  | (?P<ticks> `++ )
  | (?P<include> \[!(?P<keyword>{NAME}) \s*+ \[[^\[\]]*+\] \((?P<file>[^()]*+)\) \] )
  | (?P<xref> <xref:(?P<uid>[^\s<>]++)> )
  | (?P<autolink> <(?P<address> [A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*+
      | [\w.!\#$%&'*+/=?^`{{|}}~-]++@[A-Za-z0-9.-]++ )> )
  | (?P<tag> <!-- (?>(?:[^<-]++|-(?!->)|<(?!!--))*) -->         # no comment in it: linear time
      | <(?>(?:/(?={NAME}\s*+>))?)
        (?P<name> (?P<html>(?i:{ELEMENT.pattern}|{VOID.pattern})(?![A-Za-z0-9-])) | {NAME} )
        (?>(?:{ATTRIBUTE}|(?(html)(?i:{SWITCH})|(?!)))*) \s*+ (?P<void>/?+)> )
  | (?P<link> \]\( \s*+ (?P<destination>{DESTINATION}) (?P<title>(?>(?:\s++{TITLE})?)) \s*+ \) )
  | (?P<label> \]\[ (?=[^\]]*[^\]\s]) (?>(?:[^\[\]\\]++|\\.)+) \] )
  | (?P<unclosed> <!-- | \[!{NAME}\s*+\[ | \]\( )
  | (?P<opening> !?+\[ )
  | (?P<closing> \] )
  | (?P<entity> {ENTITY} )
    """,
    re.VERBOSE | re.DOTALL,
)
_TICKS = pattern("`++")
# Used only where it matches, so that no text is read twice.
_CODE = pattern(
    r"""
    (?P<code> (?P<ticks>`++)
      (?P<content> [^`]*+ (?>(?: (?!(?P=ticks)(?!`)) `++ [^`]*+ )*) ) (?P=ticks) )
    """,
    re.VERBOSE,
)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Return the markup of a text in order; no token is within another one."""
    # The start of the last run of back-ticks of each length.
    last = {len(run[0]): run.start() for run in _TICKS.finditer(text)} if "`" in text else {}
    start: int | None = 0
    while start is not None:
        found = _TOKEN.finditer(text, start)
        start = None
        for token in found:
            kind = token.lastgroup
            if kind == "ticks" and last.get(len(token[0]), 0) > token.start():
                if code := _CODE.match(text, token.start()):
                    yield code
                    start = code.end()
                    break
            elif kind:
                yield token


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Return the start and end of each code span, including its back-ticks."""
    if "`" in text:
        yield from (token.span() for token in tokens(text) if token.lastgroup == "code")
