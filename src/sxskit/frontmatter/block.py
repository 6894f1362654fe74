r"""The front matter of a document, read and changed value by value, byte for byte.

It is YAML, or TOML or JSON (`sxskit.frontmatter.other`). PyYAML finds the position of each value in
YAML; the block itself is never dumped, so comments, order, style
of quotes and line ends stay as they are (docs/reference/documents.md).

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
# The beginning of a block in TOML or JSON.
_OTHER = ("+++", "{", "\ufeff+++", "\ufeff{")
# The closing line, which may end the text: "---\r\n".
_CLOSE = pattern(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
# The start of a body that contains its own front matter (docs/reference/documents.md).
_BODY = pattern(r"<span data-ttu-id=|<a name=")
# Text that only a body contains: a heading, which is a comment in YAML, and a pair outside strings.
_HEADING = pattern(r'^[ \t]*#[^\n]*<span data-ttu-id="', re.MULTILINE)
_PAIR, _ANCHOR = '<span data-ttu-id="', '<a name="'
# A line that can be read without its neighbors: "ms.contentlocale: ru-RU".
_LINE = pattern(r"^[^\s#:][^\r\n:]*:(?:[ \t][^\r\n]*|(?=\r?$))", re.MULTILINE)
_STR = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
# A value with a tag, and possibly an anchor before it: "!!int 5", "&a !x y".
_TAGGED = pattern(r"(?:&\S+\s+)?!\S")
_HALF_A_PAIR = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A view on a front-matter block, including its ``---`` or ``+++`` lines; or empty."""

    text: str

    @classmethod
    def of(cls, text: str) -> FrontMatter:
        """Return the block at the top of the text of a document.

        A block has a closing ``---`` line and reads like a mapping: a paragraph between two
        thematic breaks is not a block (docs/reference/documents.md). Empty blocks and invalid YAML
        are blocks.
        """
        opening = _OPEN.match(text)
        if opening is None and text.startswith(_OTHER):
            from sxskit.frontmatter.other import block_of  # on use: few blocks are not YAML

            return cls(block_of(text))
        if opening is None or _BODY.match(text, opening.end()):
            return cls("")
        closing = _CLOSE.search(text, opening.end())
        if closing is None:
            return cls("")
        inner = text[opening.end() : closing.start()]
        if _is_body(inner):
            return cls("")  # the block is not closed
        is_block = not inner.strip() or _LINE.search(inner) or _values(inner)
        return cls(text[: closing.end()] if is_block else "")

    def __iter__(self) -> Iterator[str]:
        """Return the unique keys, in the order of the block."""
        return iter(self._values)

    def items(self) -> tuple[tuple[str, str | None], ...]:
        """Return the keys with the results of `get`, in the order of the block."""
        return tuple(self._values.items())

    def __contains__(self, key: object) -> bool:
        return key in self._values

    @property
    def _is_other(self) -> bool:
        """Whether the block is TOML or JSON."""
        return self.text.startswith(_OTHER)

    @property
    def _values(self) -> dict[str, str | None]:
        if self._is_other:
            from sxskit.frontmatter.other import values  # as above

            return values(self.text)
        return _readable(self._inner)

    @property
    def is_valid(self) -> bool:
        """Whether the block is empty or a mapping of YAML, TOML or JSON."""
        if self._is_other:
            return True
        inner = self._inner
        return _plain(inner) is not None or _values(inner) is not None

    @property
    def fault(self) -> int:
        """The line of the first syntax error in the block, counted from 1; 0 if it is valid."""
        if self.is_valid:
            return 0
        from sxskit.frontmatter.nodes import fault, is_tame

        return 2 + fault(self._inner) if is_tame(self._inner) else 1

    @property
    def repeated(self) -> tuple[tuple[str, int], ...]:
        """The duplicate keys of mappings in the block, each with its line, counted from 1.

        PyYAML takes the last value of such a key; other readers refuse the block.
        """
        if self._is_other or _plain(self._inner) is not None:
            return ()
        from sxskit.frontmatter.nodes import repeated

        return tuple((key, 2 + line) for key, line in repeated(self._inner))

    def get(self, key: str) -> str | None:
        """Return a value as text; None if the key is missing or its value is not a text.

        A list and a mapping are not texts. Of a duplicate key the last value counts, as in PyYAML.
        In invalid YAML, each line that is valid alone has a value.
        """
        return self._values.get(key)

    def replace(self, key: str, value: str) -> FrontMatter:
        """Return the block with another value of an existing key, in the style of the old value.

        YAML reads the new value as that text, or as a number, a truth value or a date if the old
        value was one. Raises FrontMatterError, with the line in the document, if the YAML is
        invalid, the key is missing, its value cannot be replaced alone (a list, a mapping, an
        alias), or the new value cannot be encoded as UTF-8.
        """
        if self.get(key) == value:
            return self
        if self._is_other:
            from sxskit.frontmatter.other import replaced  # as above

            return FrontMatter(replaced(self.text, key, value))
        inner = self._inner
        values = _valid(inner)
        index = max((n for n, each in enumerate(values) if each.key == key), default=None)
        if index is None:
            raise FrontMatterError(f"unknown key {key!r}", line=1)
        old = values[index]
        line = 2 + old.line
        if old.text is None:
            what = "is a list or a mapping: change it by hand"
            raise FrontMatterError(f"the value of {key!r} {what}", line=line)
        if _HALF_A_PAIR.search(value):
            raise FrontMatterError(f"an unpaired surrogate in the value for {key!r}", line=line)
        wanted = [*values[:index], old._replace(text=value, tag=None), *values[index + 1 :]]
        raw = inner[old.start : old.end]
        from sxskit.frontmatter.nodes import agree
        from sxskit.frontmatter.spellings import spellings  # on use: most blocks are only read

        for spelling in spellings(raw, old.style, value):
            candidate = f"{inner[: old.start]}{spelling}{inner[old.end :]}"
            read = _values(candidate) or ()
            if not old.is_alias and agree(read, wanted) and _is_typed(read[index], old, raw):
                block = self._with(candidate)
                if FrontMatter.of(block.text) == block:  # one of its lines may look like a body
                    return block
        what = f"cannot be replaced in place: {_obstacle(old, raw)}"
        raise FrontMatterError(f"the value of {key!r} {what}", line=line)

    def add(self, key: str, value: str) -> FrontMatter:
        """Return the block with another key, on a new line before the closing ``---``.

        Raises FrontMatterError if there is no block, the YAML is invalid, the key exists, or the
        line cannot be added.
        """
        if not self.text:
            raise FrontMatterError("no front matter", line=1)
        if _HALF_A_PAIR.search(key + value):
            raise FrontMatterError(f"an unpaired surrogate in the value for {key!r}", line=1)
        if key in self:
            raise FrontMatterError(f"duplicate key {key!r}", line=1)
        if self._is_other:
            raise FrontMatterError(f"not YAML: add the key {key!r} by hand", line=1)
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
        raise FrontMatterError(f"the key {key!r} cannot be added", line=1 + self.text.count("\n"))

    @property
    def _around(self) -> tuple[str, str]:
        """The opening and the closing line."""
        opening, _, closing = _parts(self.text)
        return opening, closing

    @property
    def _inner(self) -> str:
        return _parts(self.text)[1]

    def _with(self, inner: str) -> FrontMatter:
        opening, closing = self._around
        return FrontMatter(f"{opening}{inner}{closing}")


def _is_body(inner: str) -> bool:
    """Whether a text between dashes can only be the body of a document."""
    if _PAIR in inner:
        return bool(_HEADING.search(inner)) or _values(inner) is None
    return _ANCHOR in inner and _values(inner) is None


@lru_cache(maxsize=16)
def _parts(text: str) -> tuple[str, str, str]:
    """The opening line, the inner text and the closing line of a block."""
    opening = _OPEN.match(text)
    if opening is None:
        return "", text, ""
    closing = _CLOSE.search(text, opening.end())
    end = closing.start() if closing else len(text)
    return opening[0], text[opening.end() : end], closing[0] if closing else ""


def _valid(inner: str) -> Sequence[Value]:
    """The values of a block; FrontMatterError with the line of the fault if it is invalid."""
    from sxskit.frontmatter.nodes import fault, is_tame

    values = _values(inner)
    if values is None and not is_tame(inner):
        raise FrontMatterError("the nesting is too deep", line=1)
    if values is None:
        raise FrontMatterError("invalid YAML: fix it first", line=2 + fault(inner))
    return values


def _values(inner: str) -> tuple[Value, ...] | None:
    """The keys and values at the top level, in order; None if this is not a YAML mapping."""
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
    """Whether a value is a text, or of the implicit type of the old one.

    A title "2.0" does not turn into a number, and an empty text does not turn into null.
    """
    if _TAGGED.match(raw):
        return new.tag == _STR
    types = _types(new)
    return types == (_STR, _STR) or (types == _types(old) and new.tag != _NULL)


def _types(value: Value) -> tuple[str | None, str | None]:
    """The types of a value for readers of YAML 1.1 and of YAML 1.2."""
    from sxskit.frontmatter.spellings import core_type

    return value.tag, value.tag if value.style else core_type(value.text or "")


def _is_read_alike(value: Value) -> bool:
    """Whether readers of YAML 1.1 and 1.2 agree on a value, or it is a date, a text in 1.2."""
    in_1_1, in_1_2 = _types(value)
    return in_1_1 in (in_1_2, _TIMESTAMP)


def _obstacle(old: Value, raw: str) -> str:
    """Why a value cannot be replaced, and the cure."""
    if old.is_alias:
        return "it is an alias of another value: replace that one"
    if _TAGGED.match(raw):
        return "it has a tag: remove the tag first"
    if raw.startswith("&"):
        return "other values are aliases of it: write them in full first"
    return f"write '{old.key}: x' by hand first"


def is_key(text: str) -> bool:
    """Whether a key of the front matter can be a key in a catalog."""
    return bool(text.strip()) and text == text.strip() and text.isprintable() and "#" not in text


def line_of(block: FrontMatter, key: str) -> int:
    """Return the line of a key, counted from 1; the first line of the block if it is not found."""
    own = re.escape(key)
    found = [
        *re.finditer(rf"^([ \t]*)(?:{own}|'{own}'|\"{own}\")[ \t]*(?::(?=\s)|=)", block.text, re.M)
    ]
    outer = [match for match in found if not match[1]] or found[:1]
    return 1 + block.text.count("\n", 0, outer[-1].start()) if outer else 1
