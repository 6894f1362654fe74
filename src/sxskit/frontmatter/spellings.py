r"""Ways to write a text as a YAML scalar, the most similar to the old spelling first.

The caller must check that a spelling reads back as the text: some do not.

>>> list(spellings("'old'", "'", "it's"))
["'it''s'", '"it\'s"']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sxskit.patterns import pattern

# The text before a value that stays: a tag, an anchor, or a blank: "!!str &a ".
_PROPERTIES = pattern(r"[ \t]*(?:[&!]\S*+(?>\s+(?:#[^\n]*\n\s*)*))*")
# Properties of an empty value: "&a".
_ALONE = pattern(r"[&!]\S*(?:[ \t]+[&!]\S*)*")
# A comment after the header of a block: "| # c".
_COMMENT = pattern(r"[ \t]+#[^\r\n]*")
# The indent of the first line with text in a block scalar.
_INDENT = pattern(r"^ +(?=\S)", re.MULTILINE)
# Characters that are escaped in double quotes; the rest is printable (YAML 1.1, section 5.1).
_ESCAPED = pattern(
    r"[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    r"\U00010000-\U0010ffff]"
)

_TYPE = "tag:yaml.org,2002:"
# Plain scalars that are not texts in YAML 1.2 (section 10.3.2). A number with a leading zero is
# another number in YAML 1.1, and y and n are truth values to some readers of it, so both have a
# separate type here.
_CORE = pattern(
    r"(?P<null>null|Null|NULL|~|)|(?P<bool>true|True|TRUE|false|False|FALSE)|(?P<letter>[yYnN])"
    r"|(?P<padded>[-+]?0[0-9]+)|(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


def core_type(plain: str) -> str:
    """Return the tag of a plain scalar in YAML 1.2.

    >>> core_type("12e3"), core_type("0o17"), core_type("x")
    ('tag:yaml.org,2002:float', 'tag:yaml.org,2002:int', 'tag:yaml.org,2002:str')
    """
    found = _CORE.fullmatch(plain)
    return f"{_TYPE}{found.lastgroup if found else 'str'}"


def spellings(old: str, style: str | None, value: str) -> Iterator[str]:
    """Return ways to write a value in the place of `old`, the nearest to its style first."""
    if not old or (style is None and _ALONE.fullmatch(old)):
        old += " "  # "key:" and "key: &a" have no blank before a value
    properties = _PROPERTIES.match(old)
    before = properties[0] if properties else ""
    comment = ""
    if style in ("|", ">"):
        yield from (before + block for block in _blocks(old[len(before) :], value))
        in_header = _COMMENT.search(old[len(before) :].partition("\n")[0])
        comment = in_header[0] if in_header else ""
    elif "\n" not in value and "\r" not in value:
        if style is None and "\t" not in value:  # PyYAML without libyaml refuses tabs
            yield before + value
        elif style == "'":
            quoted = value.replace("'", "''")
            yield f"{before}'{quoted}'"
    yield before + double_quoted(value) + comment


def _blocks(old: str, value: str) -> Iterator[str]:
    """A block scalar with other lines: the same indent and line ends, a matching chomping mark."""
    header, _, body = old.partition("\n")
    end = "\r\n" if header.endswith("\r") else "\n"
    header = header.rstrip("\r")
    indent = _INDENT.search(body)
    lines = value.removesuffix("\n").split("\n")
    between = end * 2 if header.startswith(">") else end  # folding removes one line break
    block = between.join(f"{indent[0] if indent else '  '}{line}" for line in lines)
    stripped = header[0] + "-" + header[1:].lstrip("-+")
    for each in dict.fromkeys((header, stripped)):
        yield f"{each}{end}{block}"


def double_quoted(value: str) -> str:
    """Return a text in double quotes, which can contain every text."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    short = {"\n": "n", "\r": "r", "\t": "t", '"': '"', "\\": "\\"}
    return "\\" + short.get(match[0], f"u{ord(match[0]):04x}")
