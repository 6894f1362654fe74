r"""The inline markup of a pair of texts as codes, the same code under the same id on both sides.

>>> source, target = pieces("Press **Save** or `^S`.", "`^S` oder **Speichern**.")
>>> [piece if isinstance(piece, str) else (piece.id, piece.native) for piece in source]
['Press ', (1, '**'), 'Save', (1, '**'), ' or ', (2, '`^S`'), '.']
>>> [piece if isinstance(piece, str) else (piece.id, piece.native) for piece in target]
[(2, '`^S`'), ' oder ', (1, '**'), 'Speichern', (1, '**'), '.']

Laws: the joined pieces of a side are its text; no two adjacent pieces are text, none is empty;
pairs nest; an id occurs once in a side, or twice: in the opening and the closing code of a pair.
Ambiguous markup is left as text if that is safe; otherwise `pieces` is None, also for a text with
more than 10,000 codes. Takes linear time, also on hostile texts.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from enum import StrEnum, auto
from itertools import count, zip_longest
from typing import NamedTuple, TypeAlias

from sxskit.markdown.inline import tokens
from sxskit.markdown.syntax import VOID, flanks
from sxskit.patterns import pattern

# The maximal number of codes, or possible codes, in a text: they take a hundred times the memory of
# their text, and pages and tools do not need more.
_MOST = 10_000
# A character of every code.
_MARKUP = pattern(r"[*_`\[\]<~]")


class Role(StrEnum):
    """The role of a code; a lone tag opens or closes an element whose other tag is elsewhere."""

    OPEN = auto()
    CLOSE = auto()
    ALONE = auto()
    LONE_OPEN = auto()
    LONE_CLOSE = auto()


class Code(NamedTuple):
    """Markup as written, with the white space after it if the next piece is a code.

    The types: bold, italic, strike, code, link, image, xref, autolink, tag, break, include.
    """

    role: Role
    id: int
    type: str
    native: str


Piece: TypeAlias = str | Code


class _Candidate(NamedTuple):
    """A possible code, or half of one; halves with the same key form a pair."""

    start: int
    native: str
    type: str
    role: Role  # while it has no other half
    key: str = ""
    opens: bool = False
    closes: bool = False
    closing: str = ""  # the closing half of the pair that it opens


def pieces(source: str, target: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Return both texts as text and codes; None if the codes are ambiguous.

    Ids count from 1 in the source. A code of the target has the id of the first equal code in the
    source (a pair: with equal opening and closing codes) that is still free, or else a new one.
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


def _likenesses(codes: list[_Candidate]) -> list[tuple[str, str]]:
    """The common part of codes with one id; a closing code has the id of its opening one."""
    return [(code.native, code.closing) for code in codes if code.role is not Role.CLOSE]


def _numbered(text: str, codes: list[_Candidate], ids: Iterator[int]) -> tuple[Piece, ...]:
    before = text[: codes[0].start] if codes else text
    result: list[Piece] = [before] if before else []
    opened: list[int] = []
    for (start, native, type, role, *_), following in zip_longest(codes, codes[1:]):
        if role is not Role.CLOSE:
            opened.append(next(ids))
        id = opened[-1] if role is Role.OPEN else opened.pop()
        after = text[start + len(native) : following.start if following else None]
        # moz.l10n drops text between two codes that is only white space.
        if following and after.isspace():
            native, after = native + after, ""
        result.append(Code(role, id, type, native))
        if after:
            result.append(after)
    return tuple(result)


def _codes(text: str) -> list[_Candidate] | None:
    """The codes of a text; the nearest halves within the same link form a pair."""
    found = _candidates(text)
    if found is None:
        return None
    opened: list[int] = []
    depths: defaultdict[str, list[int]] = defaultdict(lambda: [-1])  # by key, innermost last
    for index, candidate in enumerate(found):
        depth = depths[candidate.key][-1]
        if candidate.closes and depth >= max(depths["["][-1], 0):
            opener = found[opened[depth]]
            if candidate.key in "*_" and opener.native != candidate.native:
                return None  # **a*
            pair = _Candidate(*opener[:3], Role.OPEN, candidate.key, closing=candidate.native)
            found[opened[depth]] = pair
            found[index] = _Candidate(*candidate[:3], Role.CLOSE)
            for inner in opened[depth:]:
                depths[found[inner].key].pop()
            del opened[depth:]
        elif candidate.opens:
            depths[candidate.key].append(len(opened))
            opened.append(index)
    # The half of a pair is text, except for a tag.
    return [each for each in found if each.role is not Role.LONE_OPEN or each.type == "tag"]


def _candidates(text: str) -> list[_Candidate] | None:
    """The possible codes: links and images, which are certain, and all other markup."""
    found: list[_Candidate] = []
    brackets: list[int] = []  # the open candidates
    linked = -1  # the start of the last link
    for token in tokens(text):
        start, native = token.start(), token[0]
        match token.lastgroup:
            case "escape" | "entity":  # text
                pass
            case "closing":
                del brackets[-1:]
            case "opening":
                brackets.append(len(found))
                found.append(_Candidate(start, native, "link", Role.LONE_OPEN))
            case "link" | "label" if brackets and not _is_followed_by_another(token):
                begin = found[index := brackets.pop()].start
                if text[begin] == "!":
                    image = _Candidate(begin, text[begin : token.end()], "image", Role.ALONE)
                    found[index:] = [image]
                elif linked > begin:  # [a [b](c) d](e)
                    return None
                else:
                    linked = begin
                    found[index] = _Candidate(begin, "[", "link", Role.OPEN, "[", opens=True)
                    found.append(_Candidate(start, native, "link", Role.CLOSE, "[", closes=True))
            case "link" | "label" | "ticks" | "unclosed":
                return None
            case kind:
                found.append(_candidate(str(kind), token))
        if len(found) > _MOST:
            return None
    return found


def _is_followed_by_another(token: re.Match[str]) -> bool:
    """Whether the link of a label depends on definitions of the page: ``[a][b](c)``."""
    return token.lastgroup == "label" and token.string.startswith(("[", "("), token.end())


def _candidate(kind: str, token: re.Match[str]) -> _Candidate:
    start, native = token.start(), token[0]
    name = (token["name"] or "").lower() if kind == "tag" else ""
    match kind:
        case "run":
            type = "strike" if native == "~~" else "italic" if len(native) == 1 else "bold"
            run_flanks = flanks(token.string, *token.span())
            return _Candidate(start, native, type, Role.LONE_OPEN, native[0], *run_flanks)
        case "tag" if name and not token["void"] and not VOID.fullmatch(name):
            closes = native[1] == "/"
            lone = Role.LONE_CLOSE if closes else Role.LONE_OPEN
            role = lone if token["html"] else Role.ALONE
            return _Candidate(start, native, "tag", role, name, not closes, closes)
        case _:
            return _Candidate(start, native, "break" if name == "br" else kind, Role.ALONE)
