r"""The YAML block at the top of a document: read and replaced value by value, byte for byte.

PyYAML finds the position of each value; the block itself is never dumped, so comments, order,
quoting style and line endings stay as they are (docs/reference/documents.md).

>>> block = FrontMatter.of("---\ntitle: 'Hi'  # greeting\nms.date: 07/10/2020\n---\n# Body\n")
>>> block.get("title")
'Hi'
>>> print(block.replace("title", "It's on").text, end="")
---
title: 'It''s on'  # greeting
ms.date: 07/10/2020
---

Laws: ``block.replace(key, block.get(key)).text == block.text``, and `replace` changes only the
bytes of that value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sxskit.errors import FrontMatterError
from sxskit.frontmatter.plain import plain_values
from sxskit.patterns import pattern

if TYPE_CHECKING:
    from sxskit.frontmatter.nodes import Value

# The opening line, after a byte order mark at most: "---\n".
_OPEN = pattern(r"\ufeff?---[ \t]*\r?\n")
# The closing line, which may end the text: "---\r\n".
_CLOSE = pattern(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
# A body that swallowed its own front matter starts like this (docs/reference/documents.md).
_BODY = pattern(r"<span data-ttu-id=|<a name=")
# What only a body holds: a heading, to YAML a comment; and a pair, unless a string quotes it.
_HEADING = pattern(r'^[ \t]*#[^\n]*<span data-ttu-id="', re.MULTILINE)
_PAIR = pattern(r'<span data-ttu-id="|<a name="')
# A line that can be read without its neighbours: "ms.contentlocale: ru-RU".
_LINE = pattern(r"^[^\s#:][^\r\n:]*:(?:[ \t][^\r\n]*|(?=\r?$))", re.MULTILINE)
_STR = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
# A value with a tag, behind its anchor at most: "!!int 5", "&a !x y".
_TAGGED = pattern(r"(?:&\S+\s+)?!\S")
_HALF_A_PAIR = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A view on a front-matter block, its ``---`` lines included; empty where there is none."""

    text: str

    @classmethod
    def of(cls, text: str) -> FrontMatter:
        """The block at the top of a document's text.

        A block has a closing ``---`` line and reads like a mapping: a paragraph between two
        thematic breaks is none (docs/reference/documents.md). An empty block is one, and so is
        invalid YAML.
        """
        opening = _OPEN.match(text)
        if opening is None or _BODY.match(text, opening.end()):
            return cls("")
        closing = _CLOSE.search(text, opening.end())
        if closing is None:
            return cls("")
        inner = text[opening.end() : closing.start()]
        if _HEADING.search(inner) or (_PAIR.search(inner) and _values(inner) is None):
            return cls("")  # the block was never closed, and this is body
        is_block = not inner.strip() or _LINE.search(inner) or _values(inner)
        return cls(text[: closing.end()] if is_block else "")

    def __iter__(self) -> Iterator[str]:
        """The keys, each once, in the order of the block."""
        return iter(_readable(self._inner))

    def items(self) -> tuple[tuple[str, str | None], ...]:
        """The keys with what `get` says of them, in the order of the block."""
        return tuple(_readable(self._inner).items())

    def __contains__(self, key: object) -> bool:
        return key in _readable(self._inner)

    @property
    def is_valid(self) -> bool:
        """Whether the block is empty or a YAML mapping."""
        inner = self._inner
        return _plain(inner) is not None or _values(inner) is not None

    @property
    def fault(self) -> int:
        """The line of the block where it stops being YAML, counted from 1; 0 where it is valid."""
        if self.is_valid:
            return 0
        from sxskit.frontmatter.nodes import fault, is_tame

        return 2 + fault(self._inner) if is_tame(self._inner) else 1

    @property
    def repeated(self) -> tuple[tuple[str, int], ...]:
        """The keys that a mapping in the block has already, each with its line, counted from 1.

        PyYAML takes the last value of such a key; other readers refuse the block.
        """
        if _plain(self._inner) is not None:
            return ()
        from sxskit.frontmatter.nodes import repeated

        return tuple((key, 2 + line) for key, line in repeated(self._inner))

    def get(self, key: str) -> str | None:
        """The text of a value as YAML reads it; None for a key that is missing or holds no text.

        A list and a mapping are no text. Of a key that stands twice the last value counts, as in
        PyYAML. Where the YAML is invalid, the lines that are valid on their own give their values.
        """
        return _readable(self._inner).get(key)

    def replace(self, key: str, value: str) -> FrontMatter:
        """The block with another value under a key that it has, in the style of the old value.

        YAML reads it as that text; a number, a truth value or a date may be one after it, too.
        Raises FrontMatterError, with the line in the document, where the YAML is invalid, the key
        is missing, or its value cannot be replaced alone (a list, a mapping, an alias), and where
        the new one has no UTF-8.
        """
        if self.get(key) == value:
            return self
        inner = self._inner
        values = _valid(inner)
        index = max((n for n, each in enumerate(values) if each.key == key), default=None)
        if index is None:
            raise FrontMatterError(f"no key {key!r}", line=1)
        old = values[index]
        line = 2 + old.line
        if old.text is None:
            what = "is a list or a mapping: change it by hand"
            raise FrontMatterError(f"the value of {key!r} {what}", line=line)
        if _HALF_A_PAIR.search(value):
            raise FrontMatterError(f"half a surrogate pair in the value for {key!r}", line=line)
        wanted = [*values[:index], old._replace(text=value, tag=None), *values[index + 1 :]]
        raw = inner[old.start : old.end]
        from sxskit.frontmatter.nodes import agree
        from sxskit.frontmatter.spellings import spellings  # on use: most blocks are only read

        for spelling in spellings(raw, old.style, value):
            candidate = f"{inner[: old.start]}{spelling}{inner[old.end :]}"
            read = _values(candidate) or ()
            if not old.is_alias and agree(read, wanted) and _is_typed(read[index], old, raw):
                block = self._with(candidate)
                if FrontMatter.of(block.text) == block:  # a line of it may look like a body
                    return block
        what = f"cannot be replaced in place: {_obstacle(old, raw)}"
        raise FrontMatterError(f"the value of {key!r} {what}", line=line)

    def add(self, key: str, value: str) -> FrontMatter:
        """The block with one key more, on a line of its own before the closing ``---``.

        Raises FrontMatterError where there is no block, the YAML is invalid, the block has the key
        or no such line can be added to it.
        """
        if not self.text:
            raise FrontMatterError("no front matter", line=1)
        if _HALF_A_PAIR.search(key + value):
            raise FrontMatterError(f"half a surrogate pair in the value for {key!r}", line=1)
        if key in self:
            raise FrontMatterError(f"there is a key {key!r} already", line=1)
        from sxskit.frontmatter.nodes import Value, agree
        from sxskit.frontmatter.spellings import double_quoted  # on use: most blocks are only read

        inner = self._inner
        values = _valid(inner)
        wanted = [*values, Value(key, value)]
        indent = " " * (values[-1].column if values else 0)
        end = "\r\n" if (inner or self._around[0]).endswith("\r\n") else "\n"
        for name in (key, double_quoted(key)):
            for spelling in (value, double_quoted(value))["\t" in value :]:
                candidate = f"{inner}{indent}{name}: {spelling}".rstrip(" ") + end
                one_line = candidate.count("\n") == inner.count("\n") + 1
                read = _values(candidate) or ()
                if one_line and agree(read, wanted) and _is_read_alike(read[-1]):
                    return self._with(candidate)
        raise FrontMatterError(f"key {key!r} cannot be added", line=1 + self.text.count("\n"))

    @property
    def _around(self) -> tuple[str, str]:
        """The opening and the closing line."""
        opening = _OPEN.match(self.text)
        if opening is None:
            return "", ""
        closing = _CLOSE.search(self.text, opening.end())
        return opening[0], closing[0] if closing else ""

    @property
    def _inner(self) -> str:
        opening, closing = self._around
        return self.text[len(opening) : len(self.text) - len(closing)]

    def _with(self, inner: str) -> FrontMatter:
        opening, closing = self._around
        return FrontMatter(f"{opening}{inner}{closing}")


def _valid(inner: str) -> Sequence[Value]:
    """The values of a block; FrontMatterError where it is invalid, with the line of the fault."""
    from sxskit.frontmatter.nodes import fault, is_tame

    values = _values(inner)
    if values is None and not is_tame(inner):
        raise FrontMatterError("nested too deeply to be read", line=1)
    if values is None:
        raise FrontMatterError("invalid YAML: mend it first", line=2 + fault(inner))
    return values


def _values(inner: str) -> tuple[Value, ...] | None:
    """The keys and values at the top level, in order; None where this is no YAML mapping."""
    from sxskit.frontmatter.nodes import values  # on use: most blocks are read without PyYAML

    return values(inner)


@lru_cache(maxsize=16)
def _plain(inner: str) -> dict[str, str | None] | None:
    return plain_values(inner)


@lru_cache(maxsize=16)
def _readable(inner: str) -> dict[str, str | None]:
    plain = _plain(inner)
    if plain is not None:
        return plain
    values = _values(inner)
    if values is None:
        lines = (match[0] for match in _LINE.finditer(inner))
        values = tuple(value for line in lines for value in _values(line) or ())
    return {value.key: value.text for value in values}


def _is_typed(new: Value, old: Value, raw: str) -> bool:
    """Whether a value is a text, or of the type that the old one had without being told.

    A title "2.0" does not turn into a number, and what was empty not into nothing.
    """
    if _TAGGED.match(raw):
        return new.tag == _STR
    types = _types(new)
    return types == (_STR, _STR) or (types == _types(old) and new.tag != _NULL)


def _types(value: Value) -> tuple[str | None, str | None]:
    """The types that a value has for readers of YAML 1.1 and of YAML 1.2."""
    from sxskit.frontmatter.spellings import core_type

    return value.tag, value.tag if value.style else core_type(value.text or "")


def _is_read_alike(value: Value) -> bool:
    """Whether readers of YAML 1.1 and 1.2 agree on a value; a date, to 1.2 a text, will do."""
    in_1_1, in_1_2 = _types(value)
    return in_1_1 in (in_1_2, _TIMESTAMP)


def _obstacle(old: Value, raw: str) -> str:
    """Why a value cannot be replaced, and what would work."""
    if old.is_alias:
        return "it is an alias of another value: replace that one"
    if _TAGGED.match(raw):
        return "it has a tag: take that away first"
    if raw.startswith("&"):
        return "other values are aliases of it: write them out first"
    return f"write '{old.key}: x' by hand first"


def is_key(text: str) -> bool:
    """Whether a front-matter value under that key can have a place in a catalog."""
    return bool(text.strip()) and text == text.strip() and text.isprintable() and "#" not in text


def line_of(block: FrontMatter, key: str) -> int:
    """The line where a key stands, counted from 1; that of the block where it is not found."""
    own = re.escape(key)
    found = [*re.finditer(rf"^([ \t]*)(?:{own}|'{own}'|\"{own}\")[ \t]*:(?=\s)", block.text, re.M)]
    outer = [match for match in found if not match[1]] or found[:1]
    return 1 + block.text.count("\n", 0, outer[-1].start()) if outer else 1
