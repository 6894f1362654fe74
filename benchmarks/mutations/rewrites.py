"""Mutators that are tables: what to write in the place of a spot, as templates.

`{core}` is a group of the pattern, `{changed core}` what a verb makes of it, `{all}` the whole spot
and `{word}` a word of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from mutations.page import Broken, Page, Spot, anywhere, changed, prose, shared, word

Mutator: TypeAlias = Callable[[Random, Page], Broken]

# What becomes of a mark as a whole, and of a core that has to be what it is in the source.
MARK = {
    "dropped": "",
    "doubled": "{all} {all}",
    "only the core left": "{core}",
    "lead dropped": "{core}{tail}",
    "tail dropped": "{lead}{core}",
    "full-width": "{wide lead}{core}{wide tail}",
}
CORE = {
    "changed": "{lead}{changed core}{tail}",
    "translated": "{lead}{translated core}{tail}",
    "blank inside": "{lead}{spaced core}{tail}",
    "cut": "{lead}{cut core}{tail}",
}
# What may stand for each other.
_OTHERS = (
    *(("b", "em", "i", "strong", "u"), ("", "/"), ("http", "https")),
    ("lt", "gt", "amp", "nbsp"),
)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The ways to write a random spot anew, one that both texts have if `is_shared`."""

    pattern: re.Pattern[str]
    ways: Mapping[str, str]
    view: Callable[[str], str] = prose
    key: str | int = 0  # the group that both texts must have
    is_shared: bool = True
    lacks: str = "(?!)"  # what neither text may have

    def __call__(self, rng: Random, page: Page) -> Broken:
        if re.search(self.lacks, page.texts):
            return {}
        if self.is_shared:
            spot = shared(rng, self.pattern, page, view=self.view, key=self.key)
        else:
            spot = anywhere(rng, self.pattern, page.unit.target, view=self.view)
        if not spot:
            return {}
        parts = _Parts(rng, page, spot)
        return {label: spot.put(way.format_map(parts)) for label, way in self.ways.items()}


def together(*mutators: Mutator) -> Mutator:
    """A mutator that breaks a page in the ways of all of these."""

    def mutator(rng: Random, page: Page) -> Broken:
        return {label: text for each in mutators for label, text in each(rng, page).items()}

    return mutator


@dataclass(frozen=True, slots=True)
class _Parts:
    """The fields of a template."""

    rng: Random
    page: Page
    spot: Spot

    def __getitem__(self, field: str) -> str:
        verb, _, group = field.rpartition(" ")
        if field == "word":
            return word(self.rng, self.page)
        text = self.spot.part(0 if group == "all" else group)
        return self._made(verb, text) if verb else text

    def _made(self, verb: str, text: str) -> str:
        rng = self.rng
        match verb:
            case "changed":
                return changed(rng, text)
            case "translated":  # one of its words
                spot = anywhere(rng, re.compile(r"[A-Za-z]{2,}"), text, view=str)
                return spot.put(self["word"]) if spot else self["word"]
            case "spaced":
                spot = anywhere(rng, re.compile(r"(?<=\S)(?=\S)"), text, view=str)
                return spot.put(" ") if spot else f" {text}"
            case "swapped":  # two neighbours
                spot = anywhere(rng, re.compile(r"(\d)(?!\1)(\d)"), text, view=str)
                return spot.put(spot.part(2) + spot.part(1)) if spot else text
            case "cut":
                return text[: rng.randrange(len(text))]
            case "other":
                others = next((each for each in _OTHERS if text in each), _OTHERS[0])
                return rng.choice([each for each in others if each != text])
            case "titled":  # all but a host, whose case means nothing
                host = re.match(r"(?:https?://[^/]+)?", text)
                return host[0] + text[host.end() :].title() if host else text
            case "recased":
                return text.swapcase()
            case "dashed":
                return text.replace("-", "–")
            case "escaped":
                return re.sub("(.)", r"\\\1", text)
            case "wide":
                return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
            case "decoded":
                return {"lt": "<", "gt": ">"}[text]
        raise KeyError(verb)
