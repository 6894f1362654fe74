r"""Ways to write a text as a YAML scalar, the most similar to the old spelling first.

The caller must check that a spelling reads back as the text: some do not.

>>> list(spellings("'old'", "'", "it's"))
["'it''s'", '"it\'s"']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sxskit.patterns import pattern

# What stands before a value and stays: a tag, an anchor, or the blank itself: "!!str &a ".
_PROPERTIES = pattern(r"[ \t]*(?:[&!]\S*+(?>\s+(?:#[^\n]*\n\s*)*))*")
# Properties of a value that is empty: "&a".
_ALONE = pattern(r"[&!]\S*(?:[ \t]+[&!]\S*)*")
# A comment behind the header of a block: "| # c".
_COMMENT = pattern(r"[ \t]+#[^\r\n]*")
# The indent of the first line of a block scalar that has text.
_INDENT = pattern(r"^ +(?=\S)", re.MULTILINE)
# What stands in double quotes only as an escape; the rest is printable (YAML 1.1, section 5.1).
_ESCAPED = pattern(
    r"[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    r"\U00010000-\U0010ffff]"
)

_TYPE = "tag:yaml.org,2002:"
# What a plain scalar is in YAML 1.2 (section 10.3.2), where it is no text. A number with a leading
# zero is another one in YAML 1.1, and y and n are truth values to some readers of that: so both
# have a type of their own here.
_CORE = pattern(
    r"(?P<null>null|Null|NULL|~|)|(?P<bool>true|True|TRUE|false|False|FALSE)|(?P<letter>[yYnN])"
    r"|(?P<padded>[-+]?0[0-9]+)|(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


def core_type(plain: str) -> str:
    """The tag that YAML 1.2 gives a plain scalar.

    >>> core_type("12e3"), core_type("0o17"), core_type("x")
    ('tag:yaml.org,2002:float', 'tag:yaml.org,2002:int', 'tag:yaml.org,2002:str')
    """
    found = _CORE.fullmatch(plain)
    return f"{_TYPE}{found.lastgroup if found else 'str'}"


def spellings(old: str, style: str | None, value: str) -> Iterator[str]:
    """Ways to write a value where `old` stands, the nearest to its style first."""
    if not old or (style is None and _ALONE.fullmatch(old)):
        old += " "  # "key:" and "key: &a" have no blank for a value yet
    properties = _PROPERTIES.match(old)
    before = properties[0] if properties else ""
    comment = ""
    if style in ("|", ">"):
        yield from (before + block for block in _blocks(old[len(before) :], value))
        in_header = _COMMENT.search(old[len(before) :].partition("\n")[0])
        comment = in_header[0] if in_header else ""
    elif "\n" not in value and "\r" not in value:
        if style is None and "\t" not in value:  # which PyYAML without libyaml refuses
            yield before + value
        elif style == "'":
            quoted = value.replace("'", "''")
            yield f"{before}'{quoted}'"
    yield before + double_quoted(value) + comment


def _blocks(old: str, value: str) -> Iterator[str]:
    """A block scalar with other lines: the same indent and line ends, a chomping mark that fits."""
    header, _, body = old.partition("\n")
    end = "\r\n" if header.endswith("\r") else "\n"
    header = header.rstrip("\r")
    indent = _INDENT.search(body)
    lines = value.removesuffix("\n").split("\n")
    between = end * 2 if header.startswith(">") else end  # folding takes one line break away
    block = between.join(f"{indent[0] if indent else '  '}{line}" for line in lines)
    stripped = header[0] + "-" + header[1:].lstrip("-+")
    for each in dict.fromkeys((header, stripped)):
        yield f"{each}{end}{block}"


def double_quoted(value: str) -> str:
    """A text in double quotes, in which every text can be written."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    short = {"\n": "n", "\r": "r", "\t": "t", '"': '"', "\\": "\\"}
    return "\\" + short.get(match[0], f"u{ord(match[0]):04x}")
