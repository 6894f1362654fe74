"""Mutators for documents: frames of pairs, tags around them, and front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from random import Random

import yaml

from mutations.page import Broken, Page, Spot, anywhere
from mutations.rewrites import Mutator
from sxskit.dialect.document import ID, Frame

# What stands for a pair, {head}{target}{middle}{source}{tail}; {opened} is its middle without the
# </span>, {inner} the last tag of that.
_UNCLOSED = {
    "tail dropped": "{head}{target}{middle}{source}",
    "half of the tail dropped": "{head}{target}{middle}{source}</span>",
    "middle dropped": "{head}{target}{source}{tail}",
    "source dropped": "{head}{target}</span>",
    "all behind the target dropped": "{head}{target}",
    "first </span> dropped": "{head}{target}{opened}{source}{tail}",
    "class translated": '{head}{target}</span><span class="поиск">{inner}{source}{tail}',
    "blank between the halves": "{head}{target}</span> {opened}{source}{tail}",
    "line break between the halves": "{head}{target}</span>\n{opened}{source}{tail}",
}
_STRAY = {
    "head dropped": "{target}{middle}{source}{tail}",
    "head and target dropped": "{middle}{source}{tail}",
    "only the second half left": "{opened}{source}{tail}",
    "attribute dropped": "<span>{target}{middle}{source}{tail}",
    "attribute misspelled": '<span data-ttu -id="{id}">{target}{middle}{source}{tail}',
    "blanks around the =": '<span data-ttu-id = "{id}">{target}{middle}{source}{tail}',
}
_DOUBLED = {
    "copied behind itself": "{pair} {pair}",
    "copied behind itself and edited": "{pair} {head}{target} x{middle}{source}{tail}",
    "copied below": "{pair}\n\n{pair}\n\n",
}
_MISPLACED = {
    "alt of an image tag": '<img src="media/a.png" alt="{pair}" />',
    "title of a tag": "<a href=\"a.md\" title='{pair}'>a</a>",
    "destination": "[a]({pair})",
    "destination in angle brackets": "[a](<{pair}>)",
    "destination of an image": "![a]({pair})",
    "title of a link": '[a](a.md "{pair}")',
    "inline code": "{ticks}{pair}{ticks}",
    "comment": "<!-- {pair} -->",
    "attribute of an image directive": ':::image source="media/a.png" alt-text="{pair}":::',
    "fence": "\n\n```\n{pair}\n```\n\n",
    "fence of tildes": "\n\n~~~ text\n{pair}\n~~~\n\n",
    "fence in a list": "\n\n- a\n\n  ```\n  {pair}\n  ```\n\n",
    "comment of lines": "\n\n<!--\n{pair}\n-->\n\n",
    "link definition": "\n\n[a]: {pair}\n\n",
}
_TAGS = {
    "closing quote": '<a name="next-steps&quot;></a>{pair}',
    "both quotes": "<a name=&quot;next-steps&quot;></a>{pair}",
    "quotes of one attribute": '<a name="next-steps" id=&quot;steps&quot;></a>{pair}',
    "behind the pair": '{pair} <img src="media/a.png&quot; />',
}


def _parts(page: Page) -> dict[str, str]:
    unit, opened = page.unit, page.unit.frame.middle.removeprefix("</span>")
    return unit.frame._asdict() | {
        **{"id": unit.id, "target": unit.target, "source": unit.source, "pair": unit.text},
        **{"opened": opened, "inner": opened.partition(">")[2]},
        "ticks": "``" if "`" in unit.text else "`",
    }


def around(ways: Mapping[str, str]) -> Mutator:
    """Something else in the place of a pair."""

    def mutator(rng: Random, page: Page) -> Broken:  # noqa: ARG001
        parts = _parts(page)
        return {label: page.around(way.format_map(parts)) for label, way in ways.items()}

    return mutator


def id_mismatch(rng: Random, page: Page) -> Broken:
    """A pair with two ids."""
    id, text = page.unit.id, page.unit.text
    prefix, _, count = id.rpartition("-")
    others = {
        "other number": f"{prefix}-{rng.randrange(20000, 99999)}",
        "other prefix": f"{rng.randrange(16**5):05x}-{count}",
        "digit added": f"{id}1",
        "upper case": id.upper(),
        "number of the next": f"{prefix}-{int(count) + 1}" if count.isdigit() else f"{id}2",
    }
    return {
        f"{label} in {half}": page.around(text.replace(f'{half}-id="{id}', f'{half}-id="{other}'))
        for label, other in others.items()
        for half in ("ttu", "stu")
    }


def duplicate_id(rng: Random, page: Page) -> Broken:
    """A unit twice in the document, or two units of one id."""
    broken = around(_DOUBLED)(rng, page)
    for id in re.findall(rf'data-ttu-id="({ID})"', page.before)[-1:]:
        broken["id of the unit before"] = page.around(page.unit.text.replace(page.unit.id, id))
    return broken


def misplaced_pair(rng: Random, page: Page) -> Broken:
    """A pair inside an attribute, a destination, code, a comment or the front matter."""
    broken, pair = around(_MISPLACED)(rng, page), page.unit.text
    title = re.search(r"^title:[^\n\r]*", page.front_matter, re.MULTILINE)
    if title:
        escaped = pair.replace("\\", "\\\\").replace('"', '\\"')
        for label, value in (("title", pair), ("quoted title", f'"{escaped}"')):
            block = Spot(page.front_matter, title).put(f"title: {value}")
            broken[label] = replace(page, front_matter=block).around("")
    return broken


def damaged_frame(rng: Random, page: Page) -> Broken:
    """Quotes of a frame that became `&quot;` or `\\"`: all six, those of one half, or others."""
    ways: dict[str, Collection[int]] = {
        **{"all": range(6), "of the first half": range(2), "of the second half": range(2, 6)},
        **{"the first": range(1), "but for the first": range(1, 6)},
        "three of them": rng.sample(range(6), 3),
    }
    broken = {}
    for name, mark in (("entities", "&quot;"), ("backslashes", r"\"")):
        for label, which in ways.items():
            numbers = count()
            head, middle = (
                re.sub('"', lambda _: mark if next(numbers) in which else '"', part)  # noqa: B023
                for part in page.unit.frame[:2]
            )
            frame = Frame(head, middle, page.unit.frame.tail)
            broken[f"{name}, {label}"] = page.around(replace(page.unit, frame=frame).text)
    return broken


# The front matter


def _of_front_matter(page: Page, blocks: Mapping[str, str]) -> Broken:
    return {label: replace(page, front_matter=block).text for label, block in blocks.items()}


def invalid_front_matter(rng: Random, page: Page) -> Broken:
    """A block that YAML refuses: what is spoilt in it is a random line with a plain value."""
    plain = r"^(?P<key>[A-Za-z._]+):[ ](?P<value>[^\"'\s>|\[{&*!%@`][^\n\r]*)"
    spot = anywhere(rng, re.compile(plain, re.MULTILINE), page.front_matter, view=str)
    if not spot:
        return {}
    key, value = spot.part("key"), spot.part("value")
    blocks = {
        "unquoted colon": f"{key}: {value}: {value}",
        "tab for the indent": f"{key}: {value}\n\tnote: x",
        "double quote not closed": f'{key}: "{value}',
        "single quote not closed": f"{key}: '{value}",
        "quotes in quotes": f'{key}: "{value} "{value}" x"',
        "apostrophe in single quotes": f"{key}: 'l'{value}'",
        "indented line": f"{key}: {value}\n  note: x",
        "at sign": f"{key}: @{value}",
        "percent sign": f"{key}: %{value}",
        "list not closed": f"{key}: [{value}",
        "conflict": f"<<<<<<< HEAD\n{spot.part()}\n=======\n{key}: x\n>>>>>>> theirs",
        "colon lost": f"{key} {value}",
    }
    broken = {label: spot.put(text) for label, text in blocks.items()}
    return _of_front_matter(page, {k: text for k, text in broken.items() if not _is_yaml(text)})


def _is_yaml(block: str) -> bool:
    inner = re.sub(r"\A\ufeff?---\s*\n|^---\s*\Z", "", block, flags=re.MULTILINE)
    try:
        return yaml.compose(inner, Loader=yaml.SafeLoader) is not None
    except yaml.YAMLError:
        return False


def no_front_matter(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A document without its block, or with one that no longer is the first thing in it."""
    block = page.front_matter
    broken = {
        "dropped": "",
        "opening line dropped": block.partition("\n")[2],
        "blank line before": f"\n{block}",
        "text before": f"<!-- draft -->\n{block}",
        "opening shortened": re.sub(r"\A\ufeff?---", "--", block),
    }
    if not re.search("^---", page.before + page.after, re.MULTILINE):
        broken["closing line dropped"] = re.sub(r"^---(?=\s*\Z)", "", block, flags=re.MULTILINE)
    return _of_front_matter(page, broken) if block else {}


def no_language(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A front matter without its language."""
    line = re.search(r"^ms\.contentlocale:[^\n]*\n", page.front_matter, re.MULTILINE)
    if not line:
        return {}
    broken = {
        "dropped": "",
        "misspelled": line[0].replace("contentlocale", "contentlocal"),
        "commented out": f"# {line[0]}",
        "emptied": "ms.contentlocale:\n",
    }
    spot = Spot(page.front_matter, line)
    return _of_front_matter(page, {label: spot.put(text) for label, text in broken.items()})


DOCUMENTS: Mapping[str, Mutator] = {
    "unclosed-unit": around(_UNCLOSED),
    "stray-source": around(_STRAY),
    "id-mismatch": id_mismatch,
    "duplicate-id": duplicate_id,
    "misplaced-pair": misplaced_pair,
    "damaged-frame": damaged_frame,
    "damaged-tag": around(_TAGS),
    "invalid-front-matter": invalid_front_matter,
    "no-front-matter": no_front_matter,
    "no-language": no_language,
}
