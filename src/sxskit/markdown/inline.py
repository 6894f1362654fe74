r"""The inline markup of a pair of texts as codes, the same code under the same id on both sides.

>>> source, target = pieces("Press **Save** or `^S`.", "`^S` oder **Speichern**.")
>>> [piece if isinstance(piece, str) else (piece.id, piece.native) for piece in source]
['Press ', (1, '**'), 'Save', (1, '**'), ' or ', (2, '`^S`'), '.']
>>> [piece if isinstance(piece, str) else (piece.id, piece.native) for piece in target]
[(2, '`^S`'), ' oder ', (1, '**'), 'Speichern', (1, '**'), '.']

Laws: the pieces of a side, put together, are its text; no two of them that are text touch, none is
empty; pairs nest; an id occurs once in a side, or twice: where its pair opens and where it closes.
Markup that CommonMark may read in two ways stays text where that is safe; otherwise, and for a text
with more than 10,000 codes, `pieces` is None. It takes linear time, on hostile texts too.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from enum import StrEnum, auto
from itertools import count, zip_longest
from typing import NamedTuple, TypeAlias

from sxskit.markdown.syntax import (
    ATTRIBUTE,
    DESTINATION,
    ELEMENT,
    NAME,
    TITLE,
    VOID,
    flanks,
)

# How many codes, or what may be some, a text has at most: they take a hundred times their text, and
# no page and no tool has use for more.
_MOST = 10_000
# What no code is without.
_MARKUP = re.compile(r"[*_`\[\]<~]")
_TOKEN = re.compile(
    rf"""
    [^\\*_~`\[\]<!]++ | \\[!-/:-@\[-`{{-~] | ~(?!~) | ~~~++  # text: a, \*, ~, ~~~~
  | (?P<run> \*++ | _++ | ~~ )                               # **, _, ~~
  | (?P<code> (?P<ticks>`++)                                 # `a`, ``a`b``
      [^`]*+ (?>(?: (?!(?P=ticks)(?!`)) `++ [^`]*+ )*) (?P=ticks) )
  | (?P<include> \[!{NAME} \s*+ \[[^\[\]]*+\] \([^()]*+\) \] )        # [!INCLUDE [a](b.md)]
  | (?P<xref> <xref:[^\s<>]++> )                             # <xref:System.Action%601>
  | (?P<autolink> <[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*+> # <https://example.com>
      | <[\w.!\#$%&'*+/=?^`{{|}}~-]++@[A-Za-z0-9.-]++> )     # <a@example.com>
  | (?P<tag> <!--(?>(?:[^-]++|-(?!->))*)-->                     # <!-- a -->, <b>, </b>, <a b="c">
      | <(?>(?:/(?={NAME}\s*+>))?) (?P<name>{NAME}) (?>(?:{ATTRIBUTE})*) \s*+ (?P<void>/?+)> )
  | (?P<tailed> \] (?: \( \s*+ {DESTINATION} (?>(?:\s++{TITLE})?) \s*+ \)  # ](a.md), ](a.md "b")
      | \[ (?=[^\]]*[^\]\s]) (?>(?:[^\[\]\\]++|\\.)+) \] (?![\[(]) ) )    # ][label]
  | (?P<doubt> ` | <!-- | \[!{NAME}\s*+\[                   # a code span, a comment, an include,
      | \]\( | \]\[(?>(?:[^\[\]\\]++|\\.)+)\](?=[\[(]) )        # a link without end; [a][b](c)
  | (?P<bracket> !?+\[ | \] )                                # [, ![, ]
    """,
    re.VERBOSE | re.DOTALL,
)


class Role(StrEnum):
    """What a code does; a lone tag opens or closes an element whose other tag is elsewhere."""

    OPEN = auto()
    CLOSE = auto()
    ALONE = auto()
    LONE_OPEN = auto()
    LONE_CLOSE = auto()


class Code(NamedTuple):
    """Markup as it stands in the text, with the white space up to the next code, if no more.

    The types: bold, italic, strike, code, link, image, xref, autolink, tag, break, include.
    """

    role: Role
    id: int
    type: str
    native: str


Piece: TypeAlias = str | Code


class _Token(NamedTuple):
    """What may be a code, or half of one; halves of one key make a pair."""

    start: int
    native: str
    type: str
    role: Role  # as long as it has no other half
    key: str = ""
    opens: bool = False
    closes: bool = False
    closing: str = ""  # where it opens a pair: what closes it


def pieces(source: str, target: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Both texts as text and codes; None where it is in doubt what is a code.

    Ids count from 1 in the source. A code of the target has the id of the first code in the source
    that is like it (a pair: opens and closes like it) and not taken yet, or else a new one.
    """
    if not (_MARKUP.search(source) or _MARKUP.search(target)):
        return (source,) if source else (), (target,) if target else ()
    in_source, in_target = _codes(source), _codes(target)
    if in_source is None or in_target is None:
        return None
    ids = count(1)
    untaken: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for likeness, id in zip(_likenesses(in_source), ids, strict=False):
        untaken[likeness].append(id)
    likenesses = _likenesses(in_target)
    known = [left.popleft() if (left := untaken[like]) else next(ids) for like in likenesses]
    return _numbered(source, in_source, count(1)), _numbered(target, in_target, iter(known))


def _likenesses(codes: list[_Token]) -> list[tuple[str, str]]:
    """What codes of one id have in common; what closes has its id from what it closes."""
    return [(code.native, code.closing) for code in codes if code.role is not Role.CLOSE]


def _numbered(text: str, codes: list[_Token], ids: Iterator[int]) -> tuple[Piece, ...]:
    before = text[: codes[0].start] if codes else text
    result: list[Piece] = [before] if before else []
    opened: list[int] = []
    for (start, native, type, role, *_), following in zip_longest(codes, codes[1:]):
        if role is not Role.CLOSE:
            opened.append(next(ids))
        id = opened[-1] if role is Role.OPEN else opened.pop()
        after = text[start + len(native) : following.start if following else None]
        # moz.l10n drops white space that is all there is between two codes.
        if following and after.isspace():
            native, after = native + after, ""
        result.append(Code(role, id, type, native))
        if after:
            result.append(after)
    return tuple(result)


def _codes(text: str) -> list[_Token] | None:
    """The codes of a text; a pair is what is nearest to each other within the same link."""
    tokens = _tokens(text)
    if tokens is None:
        return None
    opened: list[int] = []
    depths: defaultdict[str, list[int]] = defaultdict(lambda: [-1])  # of each key, innermost last
    for index, token in enumerate(tokens):
        depth = depths[token.key][-1]
        if token.closes and depth >= max(depths["["][-1], 0):
            opener = tokens[opened[depth]]
            if token.key in "*_" and opener.native != token.native:
                return None  # **a*
            tokens[opened[depth]] = _Token(*opener[:3], Role.OPEN, token.key, closing=token.native)
            tokens[index] = _Token(*token[:3], Role.CLOSE)
            for inner in opened[depth:]:
                depths[tokens[inner].key].pop()
            del opened[depth:]
        elif token.opens:
            depths[token.key].append(len(opened))
            opened.append(index)
    # The half of a pair is text, but for a tag.
    return [token for token in tokens if token.role is not Role.LONE_OPEN or token.type == "tag"]


def _tokens(text: str) -> list[_Token] | None:
    """What may be a code: of brackets, the links and images, which are; of the rest, everything."""
    tokens: list[_Token] = []
    brackets: list[int] = []  # the tokens of those not closed
    linked = -1  # where the last link starts
    for match in _TOKEN.finditer(text):
        start, native = match.start(), match[0]
        match match.lastgroup:
            case None:  # text
                pass
            case "bracket" if native == "]":
                del brackets[-1:]
            case "bracket":
                brackets.append(len(tokens))
                tokens.append(_Token(start, native, "link", Role.LONE_OPEN))
            case "tailed" if brackets:
                begin = tokens[index := brackets.pop()].start
                if text[begin] == "!":
                    tokens[index:] = [_Token(begin, text[begin : match.end()], "image", Role.ALONE)]
                elif linked > begin:  # [a [b](c) d](e)
                    return None
                else:
                    linked = begin
                    tokens[index] = _Token(begin, "[", "link", Role.OPEN, "[", opens=True)
                    tokens.append(_Token(start, native, "link", Role.CLOSE, "[", closes=True))
            case "tailed" | "doubt":
                return None
            case group:
                tokens.append(_token(group, match))
        if len(tokens) > _MOST:
            return None
    return tokens


def _token(group: str, match: re.Match[str]) -> _Token:
    start, native = match.start(), match[0]
    name = (match["name"] or "").lower()
    match group:
        case "run":
            type = "strike" if native == "~~" else "italic" if len(native) == 1 else "bold"
            run_flanks = flanks(match.string, *match.span())
            return _Token(start, native, type, Role.LONE_OPEN, native[0], *run_flanks)
        case "tag" if name and not match["void"] and not VOID.fullmatch(name):
            closes = native[1] == "/"
            lone = Role.LONE_CLOSE if closes else Role.LONE_OPEN
            role = lone if ELEMENT.fullmatch(name) else Role.ALONE
            return _Token(start, native, "tag", role, name, not closes, closes)
        case _:
            return _Token(start, native, "break" if name == "br" else group, Role.ALONE)
