r"""The messages of a PO file in columns, all of them read at once where their layout is usual.

>>> found = read('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c\\n"\n')
>>> found.header, found.contexts, found.targets
('Language: ru\n', ['a'], ['c\n'])

Law: ``read(text) == gathered(messages(text))``, except for the function `lines`, whose results are
equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sxskit.errors import CatalogError
from sxskit.formats._po_strings import unescaped
from sxskit.formats._po_syntax import JOINED, USUAL, Message, first, messages
from sxskit.patterns import pattern

# The line of msgcat before each of several translations: "#-#-#-#-#  ru.po (guide)  #-#-#-#-#".
_JOINED = pattern(rf"^{JOINED}  .*  {JOINED}$", re.MULTILINE)

_WITHOUT_CONTEXT = "message without msgctxt: it needs the id of its unit, as sxs extract writes it"


class Messages(NamedTuple):
    """The text of the header, and the messages after it, in columns; see `Message`.

    `previous` are the previous sources by index. `lines` returns the line of each message.
    """

    header: str
    remarks: Sequence[str]
    references: Sequence[str]
    fuzzy: Sequence[bool]
    contexts: Sequence[str]
    sources: Sequence[str]
    targets: Sequence[str]
    previous: Mapping[int, str]
    obsolete: Sequence[Message]
    lines: Callable[[], Sequence[int]]


def read(text: str) -> Messages:
    """Return the messages of a decoded PO file; CatalogError, with the line, if it is not PO.

    A message that msgcat joined of several, or one without context, is a CatalogError, too.
    """
    header, position = first(text)
    pieces = USUAL.split(text[position:]) if position and JOINED not in text else [text]
    if any(pieces[::7]):
        return gathered(messages(text))
    return Messages(
        header,
        pieces[1::7],
        [reference or "" for reference in pieces[2::7]],
        [flag is not None for flag in pieces[3::7]],
        unescaped(pieces[4::7]),
        unescaped(pieces[5::7]),
        unescaped(pieces[6::7]),
        {},
        (),
        lambda: gathered(messages(text)).lines(),
    )


def gathered(read: Iterable[Message]) -> Messages:
    """Return messages in columns, with the errors of `read`."""
    header = ""
    usual: list[Message] = []
    obsolete: list[Message] = []
    for number, message in enumerate(read):
        context, target = message.context, message.target
        if JOINED in target and (context is None or _is_joined(message.source, target)):
            what = "several catalogs joined by msgcat: give the single catalogs"
            raise CatalogError(what, line=message.line)
        if message.is_obsolete:
            obsolete.append(message)
        elif context is not None:
            usual.append(message)
        elif message.source or number:
            raise CatalogError(_WITHOUT_CONTEXT, line=message.line)
        else:
            header = target
    lines = [message.line for message in usual]
    return Messages(
        header,
        [message.remarks for message in usual],
        [message.reference for message in usual],
        [message.is_fuzzy for message in usual],
        [message.context or "" for message in usual],
        [message.source for message in usual],
        [message.target for message in usual],
        {n: message.previous for n, message in enumerate(usual) if message.previous},
        obsolete,
        lambda: lines,
    )


def _is_joined(source: str, target: str) -> bool:
    """Whether msgcat joined several translations."""
    return bool(_JOINED.search(target)) and not _JOINED.search(source)
