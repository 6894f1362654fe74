"""The texts of XLIFF 1.2: inline elements, and segments marked in a text."""

from __future__ import annotations

from sxskit.formats._codes import (
    Codes,
    Half,
    Inline,
    Part,
    Reader,
    content,
    marked,
    name,
    parts,
    unknown,
)
from sxskit.formats._codes import texts as texts_of
from sxskit.formats._xml import Element
from sxskit.formats.xliff.names import NS
from sxskit.markdown.codes import Role


class Tag:
    """The elements inside a text that are read."""

    BPT = f"{NS}bpt"
    EPT = f"{NS}ept"
    PH = f"{NS}ph"
    IT = f"{NS}it"
    G = f"{NS}g"
    BX = f"{NS}bx"
    EX = f"{NS}ex"
    X = f"{NS}x"
    MRK = f"{NS}mrk"


# The codes that contain their Markdown, and the opening ones.
_NATIVES = frozenset({Tag.BPT, Tag.EPT, Tag.PH, Tag.IT})
_OPENING = (Tag.BPT, Tag.BX)
_ROLES = {
    **{Tag.BPT: Role.OPEN, Tag.BX: Role.OPEN, Tag.EPT: Role.CLOSE, Tag.EX: Role.CLOSE},
    **{Tag.PH: Role.ALONE, Tag.X: Role.ALONE},
}


def texts(
    key: str, source: Element | None, target: Element | None
) -> tuple[str, str, Codes | None]:
    """Return a source and its target, and their codes if some are without a text."""
    return texts_of(key, source, target, _NATIVES, _reader)


def pieces(text: Element) -> list[Part]:
    """Return the texts and codes in a text, in order."""
    return parts(text, _reader(text))


def translated(source: Element | None, target: Element) -> tuple[int, int]:
    """Return the number of translated segments of a unit, and of all segments."""
    of_source, of_target = segments(source), segments(target)
    wanted = {mid for mid, is_filled in of_source.items() if is_filled} or {*of_target}
    done = {mid for mid, is_filled in of_target.items() if is_filled}
    # a target without segments, from a tool without support for them, is complete
    return (len(done & wanted), len(wanted)) if of_target else (1, 1)


def segments(text: Element | None) -> dict[str, bool]:
    """Return the segments of a text by their ids, and whether they are not empty."""
    if text is None:
        return {}
    marks = [mrk for mrk in text.iterdescendants(Tag.MRK) if mrk.get("mtype") == "seg"]
    return {
        mrk.get("mid") or f"#{number}": bool("".join(mrk.itertext()).strip() or len(mrk))
        for number, mrk in enumerate(marks)
    }


def _reader(text: Element) -> Reader:
    """The reader of the elements in a text."""
    openers = {code.get("rid"): code.get("id") for code in text.iterdescendants(*_OPENING)}

    def read(code: Element) -> Inline | None:
        own = code.get("id") or ""
        match code.tag:
            case Tag.G:
                halves = [Half(role, (own,), None, name(code)) for role in (Role.OPEN, Role.CLOSE)]
                return Inline(*halves)
            case Tag.MRK:
                marked(code, code.get("mtype") or "")
                return None
            case Tag.IT:
                role = Role.CLOSE if code.get("pos") == "close" else Role.OPEN
            case tag if tag in _ROLES:
                role = _ROLES[tag]
            case _:
                return unknown(code)
        rid = code.get("rid")
        opener = openers.get(rid) if rid and role is Role.CLOSE else None
        return Inline(Half(role, (opener, own) if opener else (own,), content(code), name(code)))

    return read
