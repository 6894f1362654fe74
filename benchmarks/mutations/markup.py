"""Mutators for the markup of a target, which is no longer that of its source."""

from __future__ import annotations

import re
from random import Random

from mutations.page import (
    CJK,
    Broken,
    Page,
    anywhere,
    between,
    changed,
    no_code,
    no_placeholders,
    no_urls,
    shared,
    spaced,
    translated,
    word,
)
from mutations.patterns import CODE, EMPHASIS, ENTITY, ESCAPED, PLACEHOLDER, TAG, UNESCAPED


def code_span(rng: Random, page: Page) -> Broken:
    """Inline code without its backticks, with other ones, translated, changed or dropped."""
    spot = shared(rng, CODE, page, view=str)
    if not spot:
        return {}
    ticks, inside = spot.part("ticks"), spot.part("inside")
    return {
        "dropped": spot.put(""),
        "backticks dropped": spot.put(inside),
        "opening backtick dropped": spot.put(inside + ticks),
        "closing backtick dropped": spot.put(ticks + inside),
        "full-width backticks": spot.put(f"｀{inside}｀"),
        "quotes for backticks": spot.put(f"«{inside}»"),
        "escaped backticks": spot.put(f"\\`{inside}\\`"),
        "translated": spot.put(f"{ticks}{translated(rng, page, inside)}{ticks}"),
        "character changed": spot.put(f"{ticks}{changed(rng, inside)}{ticks}"),
        "blank inside": spot.put(f"{ticks}{spaced(rng, inside)}{ticks}"),
        "other case": spot.put(f"{ticks}{inside.swapcase()}{ticks}"),
        "dash for a hyphen": spot.put(f"{ticks}{inside.replace('-', '–')}{ticks}"),
    }


def tag(rng: Random, page: Page) -> Broken:
    """An HTML tag that is gone, has another name or another attribute, or is no longer a tag."""
    spot = shared(rng, TAG, page, view=no_code)
    if not spot:
        return {}
    slash, name, rest = spot.part("slash"), spot.part("name"), spot.part("attributes")
    other = rng.choice([tag for tag in ("b", "em", "i", "strong", "u") if tag != name.lower()])
    broken = {
        "dropped": spot.put(""),
        "all of this name dropped": re.sub(rf"</?{name}\b[^<>]*>", "", page.unit.target),
        "other name": spot.put(f"<{slash}{other}{rest}>"),
        "name misspelled": spot.put(f"<{slash}{name}{name[-1]}{rest}>"),
        "name translated": spot.put(f"<{slash}{word(rng, page)}{rest}>"),
        "blank behind <": spot.put(f"< {slash}{name}{rest}>"),
        "> dropped": spot.put(f"<{slash}{name}{rest}"),
        "full-width": spot.put(f"＜{slash}{name}{rest}＞"),
        "entities": spot.put(f"&lt;{slash}{name}{rest}&gt;"),
        "escaped": spot.put(f"\\<{slash}{name}{rest}>"),
        "doubled": spot.put(spot.part() * 2),
    }
    if not rest.endswith("/") and name.lower() not in ("br", "img"):
        broken["slash lost or added"] = spot.put(f"<{'' if slash else '/'}{name}{rest}>")
    # An attribute that means the same in all languages.
    value = re.compile(r"(?<=\s)(?:href|src|id|name|class|width|target)=[\"'](?P<value>[^\"']+)")
    attribute = anywhere(rng, value, rest, view=str)
    if attribute:
        lead = attribute.part()[: -len(attribute.part("value"))]
        for label, new in (
            ("attribute changed", changed(rng, attribute.part("value"))),
            ("attribute translated", translated(rng, page, attribute.part("value"))),
        ):
            broken[label] = spot.put(f"<{slash}{name}{attribute.put(lead + new)}>")
        broken["attributes dropped"] = spot.put(f"<{slash}{name}>")
    return broken


def placeholder(rng: Random, page: Page) -> Broken:
    """A placeholder with another name or number, a translated one, or half of one."""
    spot = shared(rng, PLACEHOLDER, page, view=no_urls)
    if not spot:
        return {}
    whole = spot.part()
    broken = {"dropped": spot.put(""), "doubled": spot.put(f"{whole} {whole}")}
    if spot.match["name"]:
        name = spot.part("name")
        broken |= {
            "changed": spot.put(f"<{changed(rng, name)}>"),
            "translated": spot.put(f"<{word(rng, page)}>"),
            "blanks inside": spot.put(f"< {name} >"),
            "half": spot.put(f"<{name}"),
            "full-width": spot.put(f"＜{name}＞"),
        }
    elif spot.match["inside"]:
        left, inside, right = spot.part("open"), spot.part("inside"), spot.part("close")
        broken |= {
            "changed": spot.put(f"{left}{changed(rng, inside)}{right}"),
            "translated": spot.put(f"{left}{translated(rng, page, inside)}{right}"),
            "blanks inside": spot.put(f"{left} {inside} {right}"),
            "half": spot.put(rng.choice([f"{left}{inside}", f"{inside}{right}"])),
            "full-width": spot.put(f"｛{inside}｝"),
            "other brackets": spot.put(f"({inside})"),
            "only the inside left": spot.put(inside),
        }
    else:
        broken |= {
            "changed": spot.put(whole[:-1] + ("d" if whole.endswith("s") else "s")),
            "translated": spot.put(f"{whole[:-1]}{word(rng, page)[0]}"),
            "blanks inside": spot.put(f"% {whole[1:]}"),
            "full-width": spot.put(f"％{whole[1:]}"),
            "half": spot.put("%"),
        }
    return broken


def emphasis(rng: Random, page: Page) -> Broken:
    """Bold or italic text whose markers are lost, weaker, or stand where they do not work."""
    spot = shared(rng, EMPHASIS, page, key="mark")
    if not spot:
        return {}
    mark, inside = spot.part("mark"), spot.part("inside")
    wide = {"*": "＊", "_": "＿"}[mark[0]]
    broken = {
        "opening dropped": spot.put(inside + mark),
        "closing dropped": spot.put(mark + inside),
        "both dropped": spot.put(inside),
        "dropped with its text": spot.put(""),
        "blank behind the opening": spot.put(f"{mark} {inside}{mark}"),
        "blank before the closing": spot.put(f"{mark}{inside} {mark}"),
        "blanks inside": spot.put(f"{mark} {inside} {mark}"),
        "full-width": spot.put(f"{wide * len(mark)}{inside}{wide * len(mark)}"),
        "escaped": spot.put("{0}{1}{0}".format(mark.replace(mark[0], f"\\{mark[0]}"), inside)),
    }
    if len(mark) == 2:
        apart = "{0} {0}{1}{0} {0}".format(mark[0], inside)
        broken["bold made italic"] = spot.put(f"{mark[0]}{inside}{mark[0]}")
        broken["one character of the closing dropped"] = spot.put(f"{mark}{inside}{mark[0]}")
        broken["blanks between the characters"] = spot.put(apart)
    behind = page.unit.target[spot.match.end() :]
    # CommonMark 6.2: a run with punctuation inside and a letter outside does not close.
    if page.language in CJK and behind[:1].isalpha():
        broken["brackets inside"] = spot.put(f"{mark}「{inside}」{mark}")
    if behind[:1] == " " and behind[1:2].isalpha() and mark[0] == "_":
        broken["glued to a word"] = page.unit.target[: spot.match.end()] + behind[1:]
    return broken


def entity(rng: Random, page: Page) -> Broken:
    """An entity that was decoded, encoded again, broken, replaced or dropped."""
    spot = shared(rng, ENTITY, page, view=no_urls)
    if not spot:
        return {}
    name = spot.part("name")
    others = [other for other in ("lt", "gt", "amp", "quot", "nbsp") if other != name]
    broken = {
        "dropped": spot.put(""),
        "encoded twice": spot.put(f"&amp;{name};"),
        "other entity": spot.put(f"&{rng.choice(others)};"),
        "blank inside": spot.put(f"& {name};"),
        "blank before the semicolon": spot.put(f"&{name} ;"),
        "semicolon dropped": spot.put(f"&{name}"),
        "full-width": spot.put(f"＆{name}；"),
        "name translated": spot.put(f"&{word(rng, page)};"),
    }
    if name in ("lt", "gt"):
        broken["decoded"] = spot.put("<" if name == "lt" else ">")
    return broken


def escape(rng: Random, page: Page) -> Broken:
    """A backslash lost, doubled or moved, or one before a character that has none in the source."""
    spot = shared(rng, ESCAPED, page, view=no_code)
    if spot:
        character = spot.part("character")
        return {
            "backslash dropped": spot.put(character),
            "backslash doubled": spot.put(f"\\\\{character}"),
            "blank behind the backslash": spot.put(f"\\ {character}"),
            "full-width": spot.put(f"＼{character}"),
            "slash": spot.put(f"/{character}"),
            "all dropped": page.unit.target.replace(spot.part(), character),
        }
    bare = shared(rng, UNESCAPED, page, view=no_placeholders)
    return {"backslash added": bare.put(f"\\{bare.part()}")} if bare else {}


def line_break(rng: Random, page: Page) -> Broken:
    """A line that ends in the middle of the target."""
    if "\n" in page.unit.source + page.unit.target:
        return {}
    spot = between(rng, page)
    if not spot:
        return {}
    return {
        "line feed": spot.put("\n"),
        "CRLF": spot.put("\r\n"),
        "hard break": spot.put("  \n"),
        "blank line": spot.put("\n\n"),
        "at the end": f"{page.unit.target}\n",
        "at the start": f"\n{page.unit.target}",
    }


def pipe(rng: Random, page: Page) -> Broken:
    """A bare pipe in a row of a table."""
    spot, target = between(rng, page), page.unit.target
    if not page.place.row or not spot or re.search(r"(?<!\\)\|", page.unit.source + target):
        return {}
    broken = {
        "between words": spot.put(" | "),
        "for a blank": spot.put("|"),
        "at the end": f"{target} |",
        "at the start": f"| {target}",
    }
    for label, pattern in (("for a mark", r"[/,、;]"), ("backslash dropped", r"\\\|")):
        other = anywhere(rng, re.compile(pattern), target)
        if other:
            broken[label] = other.put("|")
    code = anywhere(rng, CODE, target, view=str)
    if code:
        ticks = code.part("ticks")
        broken["in code"] = code.put(f"{ticks}{code.part('inside')}|x{ticks}")
    return broken
