"""Positions and values of a YAML mapping, read by PyYAML.

>>> found = values("title: 'Hi'\\nms.date: x\\n") or ()
>>> [(each.key, each.text, each.start, each.end) for each in found]
[('title', 'Hi', 7, 11), ('ms.date', 'x', 21, 22)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import yaml

from sxskit.patterns import pattern

# Nesting within one line, "- - - - x", or over lines, which takes a deep indent.
_NESTED = pattern(
    r"(?:[-?:][ \t]+){32}|^[ \t]{100}[ \t]*(?:[-?:][ \t]|[^\s:]+:[ \t\r\n])", re.MULTILINE
)

_MERGE = "tag:yaml.org,2002:merge"
# libyaml where PyYAML was built with it: the same nodes and marks, ten times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Value(NamedTuple):
    """A key and its value; `start` and `end` are the indices of the value in the YAML."""

    key: str
    text: str | None  # None: a list or a mapping
    tag: str | None = None  # None in an expected value: any
    style: str | None = None
    start: int = 0
    end: int = 0
    line: int = 0  # of the key, counted from 0, like its column
    column: int = 0
    is_alias: bool = False
    nested: yaml.Node | None = None


@lru_cache(maxsize=16)
def values(inner: str) -> tuple[Value, ...] | None:
    """Return the keys and values at the top level, in order; None if it is not a YAML mapping."""
    if not is_tame(inner):
        return None
    try:
        root = yaml.compose(inner, _Loader)
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError):  # lone surrogates; deep nesting
        return None
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        return None
    lead = 1 if inner.startswith("\ufeff") else 0  # libyaml does not count it
    return tuple(
        _value(inner, key, value, lead)
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    )


def _value(inner: str, key: yaml.ScalarNode, value: yaml.Node, lead: int) -> Value:
    start, end = value.start_mark.index + lead, value.end_mark.index + lead
    key_end = key.end_mark.index + lead
    is_alias = start < key_end  # the node and its marks are those of the anchor
    if isinstance(value, yaml.ScalarNode):
        text, style, nested = value.value, value.style or None, None
    else:
        text, style, nested = None, None, value
    if is_alias:
        start = end = key_end
    elif style in ("|", ">"):  # the end mark is after the blank lines that follow
        end = start + len(inner[start:end].rstrip("\r\n"))
    line, column = key.start_mark.line, key.start_mark.column
    return Value(key.value, text, value.tag, style, start, end, line, column, is_alias, nested)


def is_tame(inner: str) -> bool:
    """Whether libyaml can read it: deep nesting takes quadratic time, and overflows the stack."""
    return len(inner) < 1 << 20 and not _NESTED.search(inner) and _flow_depth(inner) < 100


def _flow_depth(inner: str) -> int:
    """The maximal depth of brackets, including those in strings and comments."""
    if inner.count("[") + inner.count("{") < 100:
        return 0
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", inner):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def fault(inner: str) -> int:
    """Return the line of the first syntax error, counted from 0."""
    try:
        yaml.compose(inner, _Loader)
    except yaml.MarkedYAMLError as error:
        if error.problem_mark is not None:
            return min(error.problem_mark.line, inner.count("\n"))
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError):
        pass
    return 0


def repeated(inner: str) -> list[tuple[str, int]]:
    """Return the duplicate keys of mappings at any depth, with their lines, counted from 0."""
    if values(inner) is None:
        return []
    root = yaml.compose(inner, _Loader)
    found: list[tuple[str, int]] = []
    seen: set[int] = set()  # a node may have aliases
    nodes = [root] if root else []
    while nodes:
        node = nodes.pop()
        if id(node) in seen or isinstance(node, yaml.ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            found += _repeated(node)
            nodes += [value for _, value in node.value]
        else:
            nodes += node.value
    return sorted(found, key=lambda each: each[1])


def _repeated(mapping: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    keys: set[tuple[str, str]] = set()
    for key, _ in mapping.value:
        if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
            if (key.tag, key.value) in keys:
                yield key.value, key.start_mark.line
            keys.add((key.tag, key.value))


def serialized(node: yaml.Node | None) -> str:
    """A text that identifies a list or a mapping; empty for other values."""
    return "" if node is None else str(yaml.serialize(node))


def agree(read: Sequence[Value], wanted: Sequence[Value]) -> bool:
    """Whether two mappings have the same keys and values; a tag None matches any."""
    return len(read) == len(wanted) and all(
        found.key == want.key
        and found.text == want.text
        and want.tag in (None, found.tag)
        and serialized(found.nested) == serialized(want.nested)
        for found, want in zip(read, wanted, strict=True)
    )
