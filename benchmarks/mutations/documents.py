"""Mutators for documents: frames of pairs, and front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import yaml

from mutations.page import Broken, Page, Spot, anywhere, word
from sxskit.document import ID, Frame


def unclosed_unit(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A pair whose end, middle or source is gone, or whose halves were set apart."""
    unit = page.unit
    head, middle, tail = unit.frame
    first = f"{head}{unit.target}"
    apart = middle.replace("</span><span", "</span>{}<span")
    pieces = {
        "tail dropped": f"{first}{middle}{unit.source}",
        "half of the tail dropped": f"{first}{middle}{unit.source}</span>",
        "middle dropped": f"{first}{unit.source}{tail}",
        "source dropped": f"{first}</span>",
        "all behind the target dropped": first,
        "first </span> dropped": f"{first}{middle.removeprefix('</span>')}{unit.source}{tail}",
        "class translated": f"{first}{middle.replace('lookup', 'поиск')}{unit.source}{tail}",
        "blank between the halves": f"{first}{apart.format(' ')}{unit.source}{tail}",
        "line break between the halves": f"{first}{apart.format(chr(10))}{unit.source}{tail}",
    }
    return {label: page.around(text) for label, text in pieces.items()}


def stray_source(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A pair whose head is gone, alone or with the target, or no longer a head."""
    unit = page.unit
    head, middle, tail = unit.frame
    rest = f"{unit.target}{middle}{unit.source}{tail}"
    pieces = {
        "head dropped": rest,
        "head and target dropped": f"{middle}{unit.source}{tail}",
        "only the second half left": f"{middle.removeprefix('</span>')}{unit.source}{tail}",
        "attribute dropped": f"<span>{rest}",
        "attribute misspelled": f"{head.replace('data-ttu-id', 'data-ttu -id')}{rest}",
        "blanks around the =": f"{head.replace('=', ' = ')}{rest}",
    }
    return {label: page.around(text) for label, text in pieces.items()}


def _other_id(rng: Random, page: Page) -> str:
    """An id that the page has not."""
    prefix, _, _ = page.unit.id.rpartition("-")
    while True:
        id = f"{prefix}-{rng.randrange(101, 9999)}"
        if id not in page.text:
            return id


def id_mismatch(rng: Random, page: Page) -> Broken:
    """A pair with two ids."""
    unit = page.unit
    head, middle, tail = unit.frame
    prefix, _, count = unit.id.rpartition("-")
    ids = {
        "other number": _other_id(rng, page),
        "other prefix": f"{rng.randrange(16**5):05x}-{count}",
        "digit added": f"{unit.id}1",
        "upper case": unit.id.upper(),
        "number of the next": f"{prefix}-{int(count) + 1}" if count.isdigit() else f"{unit.id}2",
    }
    broken = {}
    for label, id in ids.items():
        first, second = head.replace(unit.id, id), middle.replace(unit.id, id)
        broken[f"{label} in the head"] = f"{first}{unit.target}{middle}{unit.source}{tail}"
        broken[f"{label} in the middle"] = f"{head}{unit.target}{second}{unit.source}{tail}"
    return {label: page.around(text) for label, text in broken.items()}


def duplicate_id(rng: Random, page: Page) -> Broken:
    """A unit twice in the document, or two units of one id."""
    unit = page.unit
    edited = replace(unit, target=f"{word(rng, page)} {unit.target}")
    broken = {
        "copied behind itself": page.around(f"{unit.text} {unit.text}"),
        "copied behind itself and edited": page.around(f"{unit.text} {edited.text}"),
        "copied to the end": f"{page.text.rstrip()}\n\n{unit.text}\n",
    }
    ids = re.findall(rf'data-ttu-id="({ID})"', page.before)
    if ids:
        broken["id of the unit before"] = page.around(unit.text.replace(unit.id, ids[-1]))
    return broken


def misplaced_pair(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A pair inside an attribute, a destination, code, a comment or the front matter."""
    pair = page.unit.text
    ticks = "``" if "`" in pair else "`"
    inline = {
        "alt of an image tag": f'<img src="media/a.png" alt="{pair}" />',
        "title of a tag": f"<a href=\"a.md\" title='{pair}'>a</a>",
        "destination": f"[a]({pair})",
        "destination in angle brackets": f"[a](<{pair}>)",
        "destination of an image": f"![a]({pair})",
        "title of a link": f'[a](a.md "{pair}")',
        "inline code": f"{ticks}{pair}{ticks}",
        "comment": f"<!-- {pair} -->",
        "attribute of an image directive": f':::image source="media/a.png" alt-text="{pair}":::',
    }
    blocks = {
        "fence": f"```\n{pair}\n```",
        "fence of tildes": f"~~~ text\n{pair}\n~~~",
        "fence in a list": f"- a\n\n  ```\n  {pair}\n  ```",
        "comment of lines": f"<!--\n{pair}\n-->",
        "link definition": f"[a]: {pair}",
    }
    broken = {label: page.around(text) for label, text in inline.items()}
    emptied = page.around("").rstrip()
    broken |= {label: f"{emptied}\n\n{text}\n" for label, text in blocks.items()}
    title = re.search(r"^title:[^\n\r]*", page.front_matter, re.MULTILINE)
    if title:
        escaped = pair.replace("\\", "\\\\").replace('"', '\\"')
        body = page.around("")[len(page.front_matter) :]
        for label, value in (("title", pair), ("quoted title", f'"{escaped}"')):
            broken[label] = Spot(page.front_matter, title).put(f"title: {value}") + body
    return broken


def damaged_tag(rng: Random, page: Page) -> dict[str, str]:
    """The quotes of a tag in front of the pair, as an anchor has them, both or one of them."""
    tag = f'<a name="a-{rng.randrange(99)}"></a>'
    quotes = {"both": tag.replace('"', "&quot;"), "the second": tag.replace('">', "&quot;>")}
    return {label: page.around(damaged + page.unit.text) for label, damaged in quotes.items()}


def damaged_frame(rng: Random, page: Page) -> Broken:
    """Quotes of a frame that became `&quot;` or `\\"`: all, those of one tag, or only one."""
    unit = page.unit
    broken = {}
    for name, mark in (("entities", "&quot;"), ("backslashes", '\\"')):
        head, middle = (part.replace('"', mark) for part in unit.frame[:2])
        broken[f"{name} in the head"] = unit.frame._replace(head=head)
        broken[f"{name} in the middle"] = unit.frame._replace(middle=middle)
        broken[f"{name} in both"] = Frame(head, middle, unit.frame.tail)
        one = unit.frame.head.replace('"', mark, 1)
        broken[f"{name}, the first quote"] = unit.frame._replace(head=one)
        last = mark.join(unit.frame.head.rsplit('"', 1))
        broken[f"{name}, from the second quote on"] = Frame(last, middle, unit.frame.tail)
        some = "".join([rng.choice(['"', mark]) if c == '"' else c for c in unit.frame.middle])
        broken[f"{name}, some in the middle"] = unit.frame._replace(middle=some)
    return {label: page.around(replace(unit, frame=frame).text) for label, frame in broken.items()}


# The document


def _of_front_matter(page: Page, blocks: Mapping[str, str]) -> Broken:
    body = page.text[len(page.front_matter) :]
    return {label: block + body for label, block in blocks.items()}


def invalid_front_matter(rng: Random, page: Page) -> Broken:
    """A block that YAML refuses: what is spoilt in it is a random line with a plain value."""
    plain = re.compile(
        r"^(?P<key>[A-Za-z._]+):[ ](?P<value>[^\"'\s>|\[{&*!%@`][^\n\r]*)", re.MULTILINE
    )
    spot = anywhere(rng, plain, page.front_matter, view=str)
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
    if not block:
        return {}
    first, last = re.compile(r"\A\ufeff?---"), re.compile(r"^---(?=\s*\Z)", re.MULTILINE)
    broken = {
        "dropped": "",
        "opening line dropped": block.partition("\n")[2],
        "blank line before": f"\n{block}",
        "text before": f"<!-- draft -->\n{block}",
        "opening shortened": first.sub("--", block),
    }
    if not re.search("^---", page.before + page.after, re.MULTILINE):
        broken["closing line dropped"] = last.sub("", block)
    return _of_front_matter(page, broken)


def no_language(rng: Random, page: Page) -> Broken:  # noqa: ARG001
    """A front matter without its language."""
    line = re.search(r"^ms\.contentlocale:[^\n]*\n", page.front_matter, re.MULTILINE)
    if not line:
        return {}
    spot = Spot(page.front_matter, line)
    broken = {
        "dropped": spot.put(""),
        "misspelled": spot.put(line[0].replace("contentlocale", "contentlocal")),
        "commented out": spot.put(f"# {line[0]}"),
        "emptied": spot.put("ms.contentlocale:\n"),
    }
    return _of_front_matter(page, broken)
