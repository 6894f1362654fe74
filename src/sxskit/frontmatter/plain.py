r"""The values of a simple YAML mapping, read line by line without PyYAML.

>>> plain_values("title: Hi there\nms.date: '07/10/2020'\nno-loc:\n- Blazor\nms.prod:\n")
{'title': 'Hi there', 'ms.date': '07/10/2020', 'no-loc': None, 'ms.prod': ''}
>>> plain_values("title: Hi: there\n") is None
True

Law: a result that is not None is that of `sxskit.frontmatter.nodes.values`. Nearly all documents
are simple, and loading PyYAML takes longer than extracting most documents.
"""

from __future__ import annotations

import re

from sxskit.patterns import pattern

# A plain scalar starts without an indicator and contains neither ": " nor " #" (YAML 1.1, 9.1.3).
_PLAIN = (
    r"[^ \n\-?:,\[\]{}#&*!|>'\"%@`][^ \n:#]*+"
    r"(?>(?:(?:[ ]++(?!\#)|:(?=[^ \n])|(?<![ ])\#)[^ \n:#]*+)*)"
)
_SCALAR = rf"(?:'[^'\n]*'|\"[^\"\\\n]*\"|{_PLAIN})"
# One line of the block: a key with or without a value, or an item of a list.
_LINE = pattern(
    rf"^(?:([A-Za-z_][A-Za-z0-9_.-]{{0,99}}):(?:[ ]+({_SCALAR}))?"
    rf"|([ ]*)-[ ]+{_SCALAR})[ ]*$",
    re.MULTILINE,
)
# Characters that are line ends or not allowed in YAML.
_SPECIAL = pattern("[\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def plain_values(inner: str) -> dict[str, str | None] | None:
    """Return the values by keys, in order, with None for a list; None if the block is not simple.

    A block with a duplicate key is not simple.
    """
    text = inner.replace("\r\n", "\n")
    lines = _LINE.findall(text)
    if len(lines) < text.count("\n") or (text and not text.endswith("\n")):
        return None
    if not text.replace("\n", "").isprintable() and _SPECIAL.search(text):
        return None
    values: dict[str, str | None] = {}
    outer = last = ""  # the key and the indent of the current list
    for key, value, indent in lines:
        if key:
            if key in values:
                return None
            values[key] = value[1:-1] if value[:1] in ("'", '"') else value.rstrip(" ")
            outer = "" if value else key
        elif outer and (values[outer] is not None or indent == last):
            values[outer], last = None, indent
        else:
            return None
    return values
