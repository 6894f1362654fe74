"""Explanations of the finding codes: why, examples, cure, and when to ignore a finding.

`sxs codes CODE` and the pages about the codes in the documentation show them. Severity and meaning
of a code are in `sxskit.findings.CODES`. The data is loaded on use only, because no other command
needs it.

>>> print(explain("pipe").cure)
Write it `\\|`.
>>> explain("pip")
Traceback (most recent call last):
...
ValueError: unknown code 'pip': did you mean 'pipe'?
"""

from __future__ import annotations

from sxskit.explanations.explanation import Explanation
from sxskit.findings import CODES, FORMER


def explain(code: str) -> Explanation:
    """Return the explanation of a finding code.

    A code of a former version is explained by the first one that replaces it. Raises ValueError,
    with the nearest codes, for an unknown one.
    """
    from sxskit.explanations import alignments, catalogs, documents, markup, wording

    tables = (
        documents.EXPLANATIONS,
        alignments.EXPLANATIONS,
        catalogs.EXPLANATIONS,
        markup.EXPLANATIONS,
        wording.EXPLANATIONS,
    )
    for name in (code, *FORMER.get(code, ())):
        for table in tables:
            if name in table:
                return table[name]
    raise ValueError(f"unknown code {code!r}: {_hint(code)}")


def _hint(code: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(code.lower().replace("_", "-"), CODES, 3)
    if near:
        return f"did you mean {' or '.join(repr(each) for each in near)}?"
    return "`sxs codes` lists all codes"
