"""The texts of XLIFF 2: inline elements, characters and original data."""

from __future__ import annotations

from sxskit.errors import CatalogError
from sxskit.formats._codes import Codes, Half, Inline, marked, name, parts, unknown
from sxskit.formats._xml import Element
from sxskit.formats.xliff2.names import NS
from sxskit.markdown.codes import Role
from sxskit.patterns import pattern

_HEX = pattern(r"[0-9A-Fa-f]{1,5}")


class Tag:
    """The elements inside a text that are read."""

    PC = f"{NS}pc"
    PH = f"{NS}ph"
    SC = f"{NS}sc"
    EC = f"{NS}ec"
    CP = f"{NS}cp"
    MRK = f"{NS}mrk"
    SM = f"{NS}sm"
    EM = f"{NS}em"


# The attributes that identify a code, the best first.
_IDS = ("copyOf", "startRef", "id")
_ROLES = {Tag.PH: Role.ALONE, Tag.SC: Role.OPEN, Tag.EC: Role.CLOSE}


def data_text(data: Element) -> str:
    if not len(data):
        return data.text or ""
    return Codes().source(parts(data, _character))


def inline(element: Element, data: dict[str, str]) -> Inline | str | None:
    """Return the meaning of an element in a text; its data are in the unit."""
    match element.tag:
        case Tag.PC:
            start = _half(element, Role.OPEN, _native(element, "dataRefStart", data))
            end = _half(element, Role.CLOSE, _native(element, "dataRefEnd", data))
            return Inline(start, end)
        case tag if tag in _ROLES:
            return Inline(_half(element, _ROLES[tag], _native(element, "dataRef", data)))
        case Tag.MRK | Tag.SM | Tag.EM:
            marked(element, element.get("type") or "")
            return None
        case _:
            return _character(element)


def _half(code: Element, role: Role, native: str | None) -> Half:
    """A code, or half of one; a closing half or a copy names the original."""
    ids = tuple(filter(None, map(code.get, _IDS)))
    return Half(role, ids, native, name(code) if native is None else "")


def _native(code: Element, name: str, data: dict[str, str]) -> str | None:
    reference = code.get(name)
    if reference is None:
        return None
    if reference not in data:
        raise CatalogError(f"the data {reference!r} of a code are missing", line=code.sourceline)
    return data[reference]


def _character(cp: Element) -> Inline | str | None:
    """The character of a ``<cp>``, which is for characters that XML does not allow."""
    if cp.tag != Tag.CP:
        return unknown(cp)
    number = cp.get("hex") or ""
    character = chr(int(number, 16)) if _HEX.fullmatch(number) else ""
    if not character or not (character.isprintable() or character in "\t\n\r"):
        raise CatalogError(f"{number!r} is not a character of a document", line=cp.sourceline)
    return character
