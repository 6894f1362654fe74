"""Mutators for the markup of a target, which is no longer that of its source."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from mutations import patterns as p
from mutations.page import (
    CJK,
    Broken,
    Page,
    no_code,
    no_includes,
    no_links,
    no_placeholders,
    no_urls,
    shared,
)
from mutations.rewrites import CORE, MARK, Mutator, Rewrite, together

_CODE = {
    "quotes for back-ticks": "«{core}»",
    "escaped": r"\`{core}\`",
    "other case": "{lead}{recased core}{tail}",
    "dash for a hyphen": "{lead}{dashed core}{tail}",
}
_LINK = {
    "dropped": "",
    "doubled": "{all} {all}",
    "only the text left": "{text}",
    "text dropped": "{bang}[]({core}{tail}",
    "other case": "{lead}{titled core}{tail}",
    "fragment added": "{lead}{core}-{word}{tail}",
    "blank before the URL": "{bang}[{text}] ({core}{tail}",
    "full-width parentheses": "{bang}[{text}]（{core}）",
    "opening bracket dropped": "{bang}{text}]({core}{tail}",
    "closing bracket dropped": "{bang}[{text}({core}{tail}",
    "opening parenthesis dropped": "{bang}[{text}]{core}{tail}",
    "closing parenthesis dropped": "{lead}{core}",
    "brackets escaped": r"{bang}\[{text}\]({core}{tail}",
}
_IMAGE = {"blank behind the !": "! [{text}]({core}{tail}", "! dropped": "[{text}]({core}{tail}"}
_XREF = {
    "blank behind <": "< xref:{core}>",
    "blank behind the colon": "<xref: {core}>",
    "escaped": r"\<xref:{core}>",
    "entities": "&lt;xref:{core}&gt;",
}
# Its label is free.
_INCLUDE = {
    "blank behind the !": "[! {keyword} [{label}]({core})]",
    "blank before the !": "[ !{keyword} [{label}]({core})]",
    "blank before the path": "[!{keyword} [{label}] ({core})]",
    "keyword translated": "[!{word} [{label}]({core})]",
    "bracket dropped": "[!{keyword} [{label}]({core})",
    "! dropped": "[{keyword} [{label}]({core})]",
    "made a link": "[{label}]({core})",
    "only the name left": "{label}",
}
_URL = {
    "blank behind the colon": "{scheme}: //{core}",
    "full-width colon": "{scheme}：//{core}",
    "slash dropped": "{scheme}:/{core}",
    "other scheme": "{other scheme}://{core}",
}
_TAG = {
    "other name": "{lead}{other core}{tail}",
    "misspelled": "{lead}{core}q{tail}",
    "blank behind <": "< {core}{tail}",
    "entities": "&lt;{core}&gt;",
    "escaped": r"\{all}",
}
_PLACEHOLDER = {**MARK, **CORE, "blanks inside": "{lead} {core} {tail}"}
_EMPHASIS = {
    "blank behind the opening": "{lead} {core}{tail}",
    "blank before the closing": "{lead}{core} {tail}",
    "blanks inside": "{lead} {core} {tail}",
    "escaped": "{escaped lead}{core}{escaped tail}",
}
_BOLD = {
    "bold made italic": "{half}{core}{half}",
    "one character of the closing dropped": "{half}{half}{core}{half}",
    "blanks between the characters": "{half} {half}{core}{half} {half}",
}
_ENTITY = {
    "encoded twice": "&amp;{core};",
    "other entity": "&{other core};",
    "blank behind the &": "& {core};",
    "blank before the semicolon": "&{core} ;",
}
_ESCAPED = {
    "backslash dropped": "{character}",
    "backslash doubled": r"\\{character}",
    "blank behind the backslash": r"\ {character}",
    "full-width": "＼{character}",
    "slash": "/{character}",
}


def _run_together(rng: Random, page: Page) -> Broken:
    """Emphasis that what stands around it keeps from being any (CommonMark 6.2)."""
    spot = shared(rng, p.EMPHASIS, page, key="lead")
    if not spot:
        return {}
    mark, behind = spot.part("lead"), page.unit.target[spot.match.end() :]
    broken = {}
    if page.language in CJK and behind[:1].isalpha():  # it does not close behind punctuation
        broken["brackets inside"] = spot.put(f"{mark}「{spot.part('core')}」{mark}")
    if mark[0] == "_" and behind[:1] == " " and behind[1:2].isalpha():
        broken["glued to a word"] = page.unit.target[: spot.match.end()] + behind[1:]
    return broken


TARGETS: Mapping[str, Mutator] = {
    "code-span": Rewrite(p.CODE, MARK | CORE | _CODE, view=str),
    "link": together(
        Rewrite(p.LINK, CORE | _LINK, view=no_includes, key="core"),
        Rewrite(p.IMAGE, _IMAGE, view=no_includes, key="core"),
    ),
    "xref": Rewrite(p.XREF, MARK | CORE | _XREF, view=no_code),
    "include": Rewrite(p.INCLUDE, MARK | CORE | _INCLUDE, view=no_code, key="core"),
    "url": Rewrite(p.URL, MARK | CORE | _URL, view=no_links),
    "tag": together(
        Rewrite(p.TAG, MARK | CORE | _TAG, view=no_code),
        Rewrite(p.HALF, {"slash lost or added": "<{other slash}{rest}"}, view=no_code),
        Rewrite(p.ELEMENT, {"both halves dropped": "{inside}"}, view=no_code, key="name"),
        Rewrite(p.VALUE, {f"value {way}": text for way, text in CORE.items()}, view=no_code),
        Rewrite(p.VALUE, {"attributes dropped": "<{name}>"}, view=no_code),
    ),
    "placeholder": together(
        Rewrite(p.FORMAT, _PLACEHOLDER, view=no_urls),
        Rewrite(p.BLANK, _PLACEHOLDER, view=no_urls),
        Rewrite(p.BRACES, {**_PLACEHOLDER, "other brackets": "({core})"}, view=no_urls),
    ),
    "emphasis": together(
        Rewrite(p.EMPHASIS, MARK | _EMPHASIS, key="lead"),
        Rewrite(p.BOLD, _BOLD, key="half"),
        _run_together,
    ),
    "entity": together(
        Rewrite(p.ENTITY, MARK | CORE | _ENTITY, view=no_urls),
        Rewrite(p.ANGLE, {"decoded": "{decoded name}"}, view=no_urls),
    ),
    "escape": together(
        Rewrite(p.ESCAPED, _ESCAPED, view=no_code),
        Rewrite(p.UNESCAPED, {"backslash added": r"\{all}"}, view=no_placeholders),
    ),
}
