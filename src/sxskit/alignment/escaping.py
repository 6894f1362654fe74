r"""Escapes of literal asterisks and back-ticks in pairs, as Microsoft writes them.

>>> from sxskit.dialect.document import parse
>>> pair = (
...     '<span data-ttu-id="7758d-103">Alle *.md, `a*`</span>'
...     '<span class="sxs-lookup"><span data-stu-id="7758d-103">All *.md, **a** `a*`</span></span>'
... )
>>> unit = escaped(parse(pair)).units[0]
>>> print(unit.target, "|", unit.source)
Alle \*.md, `a*` | All \*.md, **a** `a*`
"""

from __future__ import annotations

import re
from dataclasses import replace

from sxskit.dialect.document import Document, Unit
from sxskit.markdown.inline import tokens
from sxskit.markdown.syntax import flanks
from sxskit.patterns import pattern

_SIGN = pattern(r"[*`]")


def escaped(document: Document) -> Document:
    r"""Return a document with ``\*`` for every asterisk without a meaning, in both texts."""
    if not any(map(_may_change, [*document.columns.targets, *document.columns.sources])):
        return document
    nodes = [
        replace(node, source=_escaped(node.source), target=_escaped(node.target))
        if isinstance(node, Unit)
        else node
        for node in document.nodes
    ]
    return Document(nodes)


def _may_change(text: str) -> bool:
    return "*" in text or "`" in text


def _escaped(text: str) -> str:
    if not _may_change(text):
        return text
    found = [*tokens(text)]
    emphasis = _emphasis(text, [token for token in found if token.lastgroup == "run"])
    parts: list[str] = []
    end = 0
    for token in found:
        is_literal = token.lastgroup == "ticks" or (
            token.lastgroup == "run" and token[0][0] == "*" and token.start() not in emphasis
        )
        if is_literal:
            parts += text[end : token.start()], _SIGN.sub(r"\\\g<0>", token[0])
            end = token.end()
    return "".join([*parts, text[end:]])


def _emphasis(text: str, runs: list[re.Match[str]]) -> set[int]:
    """The starts of runs that open or close emphasis."""
    opened: list[re.Match[str]] = []
    found: set[int] = set()
    for run in runs:
        opens, closes = flanks(text, *run.span())
        if closes:
            depth = next(
                (n for n in range(len(opened) - 1, -1, -1) if opened[n][0][0] == run[0][0]), -1
            )
            if depth >= 0:
                found |= {opened[depth].start(), run.start()}
                if len(opened[depth][0]) <= len(run[0]):
                    del opened[depth:]
                continue
        if opens:
            opened.append(run)
    return found
