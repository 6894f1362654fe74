r"""The values of a simple YAML mapping, read line by line without PyYAML.

>>> plain_values("title: Hi there\nms.date: '07/10/2020'\nno-loc:\n- Blazor\nms.prod:\n")
{'title': 'Hi there', 'ms.date': '07/10/2020', 'no-loc': None, 'ms.prod': ''}
>>> plain_values("title: Hi: there\n") is None
True

Law: a result that is not None is that of `sxskit.frontmatter.nodes.values`. Nearly all documents
are simple, and PyYAML takes longer to load than most documents take to extract.
"""

from __future__ import annotations

import re

# A plain scalar starts with no indicator and holds neither ": " nor " #" (YAML 1.1, section 9.1.3).
_PLAIN = (
    r"[^ \n\-?:,\[\]{}#&*!|>'\"%@`][^ \n:#]*+"
    r"(?>(?:(?:[ ]++(?!\#)|:(?=[^ \n])|(?<![ ])\#)[^ \n:#]*+)*)"
)
_SCALAR = rf"(?:'[^'\n]*'|\"[^\"\\\n]*\"|{_PLAIN})"
# One line of the block: a key with a value or none, or an item of a list.
_LINE = re.compile(
    rf"(?:(?P<key>[A-Za-z_][A-Za-z0-9_.-]{{0,99}}):(?:[ ]+(?P<value>{_SCALAR}))?"
    rf"|(?P<indent>[ ]*)-[ ]+{_SCALAR})[ ]*"
)
# What YAML takes for a line end, or for no text at all.
_SPECIAL = re.compile("[\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def plain_values(inner: str) -> dict[str, str | None] | None:
    """The values by their keys, in order, None for a list; None where there is more to it.

    There is where a key is repeated.
    """
    lines = inner.replace("\r\n", "\n").split("\n")
    if _SPECIAL.search("".join(lines)) or not inner.endswith("\n"):
        return None
    values: dict[str, str | None] = {}
    key = indent = ""  # of the list that items belong to
    for line in lines[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        if match["key"] is not None:
            key = match["key"]
            if key in values:
                return None
            value = match["value"] or ""
            values[key] = value[1:-1] if value[:1] in ("'", '"') else value.rstrip(" ")
            key = "" if match["value"] is not None else key
        elif key and (values[key] is not None or match["indent"] == indent):
            values[key], indent = None, match["indent"]
        else:
            return None
    return values
