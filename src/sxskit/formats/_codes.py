r"""Inline codes in XML catalogs, and the texts that contain them.

A code without a text (``<x id="1"/>``, ``<g id="1">``, a ``<ph>`` without data) means the code of
the same id in the source of its unit.

>>> codes = Codes()
>>> bold = [Half(Role.OPEN, ("1",), "**"), "Save", Half(Role.CLOSE, ("1",), "**")]
>>> codes.source(bold)
'**Save**'
>>> codes.target([Half(Role.OPEN, ("1",)), "Speichern", Half(Role.CLOSE, ("1",)), "."])
'**Speichern**.'
>>> codes.target([Half(Role.ALONE, ("2",), name='<x id="2">'), "."]), codes.missing
('.', ['<x id="2">'])
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, TypeAlias

from sxskit.catalog import Defect
from sxskit.errors import CatalogError
from sxskit.formats._xml import TEXT_LIMIT, Element, refuse_doubled
from sxskit.markdown.codes import Role
from sxskit.patterns import pattern

# The kinds of marks, and the names of elements, of tracked changes.
_TRACKED = pattern(r"(?:.*[-:])?(?:del|delete|deleted|ins|insert|inserted|added)")
_NAMESPACE = pattern(r"\{[^}]*\}")


class Half(NamedTuple):
    """A lone code, or the opening or closing half of one; a text None is unknown.

    `ids` are its ids in the unit, the best first: a closing half also has the id of its opening
    half.
    """

    role: Role
    ids: tuple[str, ...]
    text: str | None = None
    name: str = ""


class Inline(NamedTuple):
    """An element that is a code; its content is text of the unit only if it has two halves."""

    first: Half
    last: Half | None = None


Part: TypeAlias = str | Half
# The meaning of an element inside a text: a code, a character, or None for a mark around a text.
Reader: TypeAlias = Callable[[Element], Inline | str | None]


def parts(text: Element, read: Reader) -> list[Part]:
    """Return the content of a source or a target in order."""
    found: list[Part] = [text.text or ""]
    for child in text:
        code = read(child)
        if code is None:
            found += parts(child, read)
        elif isinstance(code, str):
            found.append(code)
        elif code.last is None:
            found.append(code.first)
        else:
            found += (code.first, *parts(child, read), code.last)
        found.append(child.tail or "")
    return found


def plain(text: Element, natives: Collection[str]) -> str | None:
    """Return the content if all its elements are `natives` with a text; or None."""
    if not len(text):
        return text.text or ""
    if all(child.tag in natives and (child.text or "").strip() for child in text):
        return "".join(text.itertext())
    return None


def content(code: Element) -> str | None:
    """Return the text of a code; None if it has none, or only an indent."""
    text = "".join(code.itertext())
    return text if text.strip() else None


def name(code: Element) -> str:
    """Return the name of a code in messages: ``<x id="1">``."""
    id = next((f' {key}="{value}"' for key in ("id", "x", "i") if (value := code.get(key))), "")
    return f"<{_NAMESPACE.sub('', str(code.tag))}{id}>"


def marked(mark: Element, kind: str) -> None:
    """Raise CatalogError for a mark of a tracked change."""
    if _TRACKED.fullmatch(kind.lower()):
        raise CatalogError(
            "a tracked change: accept or reject the changes in the tool that tracked them",
            line=mark.sourceline,
        )


def unknown(element: Element) -> Inline | None:
    """Return the meaning of another tool's element: a mark around a text, or a code if empty."""
    marked(element, _NAMESPACE.sub("", str(element.tag)))
    return (
        None if len(element) or element.text else Inline(Half(Role.ALONE, (), None, name(element)))
    )


class Codes:
    """The codes of a unit, read from its source and then from its target."""

    def __init__(self) -> None:
        self._of_source: list[Half] = []
        self._known: dict[tuple[Role, str], str | None] | None = None  # created on use
        self.natives: list[str] = []  # of the last target
        self.missing: list[str] = []

    def source(self, parts: Iterable[Part]) -> str:
        """Return the text of a source, or of one of its segments."""
        texts = []
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
            else:
                self._of_source.append(part)
                texts.append(self._missing(part) if part.text is None else part.text)
        return _joined(texts)

    def target(self, parts: Iterable[Part]) -> str:
        """Return the text of a target, or of one of its segments; call it after the sources."""
        texts = []
        self.natives = []
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
            else:
                text = self._found(part) if part.text is None else part.text
                self.natives.append(text)
                texts.append(text)
        return _joined(texts)

    def _missing(self, half: Half) -> str:
        self.missing.append(half.name)
        return ""

    def _found(self, half: Half) -> str:
        """The text of the same code in the source; a lone code may be half of a pair there."""
        if self._known is None:
            self._known = _by_id(self._of_source)
        roles = [half.role] if half.role is not Role.ALONE else [Role.ALONE, Role.OPEN, Role.CLOSE]
        for id in half.ids:
            found = [self._known[role, id] for role in roles if (role, id) in self._known]
            if len(found) == 1 and found[0] is not None:
                return found[0]
        return self._missing(half)


def _by_id(halves: Iterable[Half]) -> dict[tuple[Role, str], str | None]:
    """The texts of codes by id; None for an unknown text, or for several codes with one id."""
    known: dict[tuple[Role, str], str | None] = {}
    for half in halves:
        for id in half.ids:
            if known.setdefault((half.role, id), half.text) != half.text:
                known[half.role, id] = None
    return known


def _joined(texts: list[str]) -> str:
    """The joined text; CatalogError if its codes make it too long."""
    if sum(map(len, texts)) > TEXT_LIMIT:
        raise CatalogError("a text is longer than 10 MB with its codes")
    return "".join(texts)


def texts(
    key: str,
    source: Element | None,
    target: Element | None,
    natives: Collection[str],
    reader: Callable[[Element], Reader],
) -> tuple[str, str, Codes | None]:
    """Return a source and its target, and their codes if not all codes are `natives`."""
    in_source = "" if source is None else plain(source, natives)
    in_target = "" if target is None else plain(target, natives)
    if in_source is not None and in_target is not None:
        if target is not None and len(target):
            refuse_doubled(target, [code.text or "" for code in target], key)
        return in_source, in_target, None
    codes = Codes()
    in_source = "" if source is None else codes.source(parts(source, reader(source)))
    if target is None:
        return in_source, "", codes
    in_target = codes.target(parts(target, reader(target)))
    refuse_doubled(target, codes.natives, key)
    return in_source, in_target, codes


def defect(
    element: Element, codes: Codes, *, done: int = 1, segments: int = 1, text: str = ""
) -> Defect | None:
    """Return why the text of an element is not a complete translation; None if it is."""
    line = element.sourceline or 0
    if done < segments and text.strip():
        shown = repr(textwrap.shorten(text, 120, placeholder="..."))
        return Defect(line, f"{done} of {segments} segments translated, {shown}: translate all")
    if codes.missing:
        names = ", ".join(dict.fromkeys(codes.missing))
        what = f"{names} has no text, and is not in the source: replace it with Markdown"
        return Defect(line, what)
    return None
