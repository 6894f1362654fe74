r"""The list of all pairs of an alignment as JSON lines, for a person to look at and to adjust.

A line is an object with the path of the document, the lines on both sides, the id, the confidence,
a state, a reason and both texts. A person who changes a pair sets its state: ``fixed`` for a pair
with the right texts (a joined one has the texts of several lines, a split one is several lines), or
``dropped``. Lines in the states ``written`` and ``unsure`` are replaced in the next run.

>>> line = dumps([Listed("a.md", 3, 5, "7758d-103", 0.5, "unsure", "", "The sky", "Der Himmel")])
>>> loads(line.replace(b'"unsure"', b'"fixed"'))["a.md"][0].fix
Fix(source='The sky', target='Der Himmel', line=3, english_line=5, id='7758d-103', is_dropped=False)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from sxskit.alignment.fixes import Fix
from sxskit.alignment.pairs import DROPPED, FIXED, AlignedPair
from sxskit.errors import CatalogError

_STATES = ("written", "unsure", FIXED, DROPPED)


class Listed(NamedTuple):
    """A line of the list."""

    path: str
    line: int
    english_line: int
    id: str
    confidence: float
    state: str
    reason: str
    source: str
    target: str

    @classmethod
    def of(cls, path: str, pair: AlignedPair, least: float) -> Listed:
        """Return the line of a pair; `least` is the confidence of written pairs."""
        state = "written" if pair.confidence >= least else "unsure"
        if pair.reason in (FIXED, DROPPED):
            state = pair.reason
        confidence = round(pair.confidence, 2)
        return cls(
            *(path, pair.line, pair.english_line, pair.id, confidence, state, pair.reason),
            *(pair.source, pair.target),
        )

    @property
    def is_of_person(self) -> bool:
        """Whether a person has decided on the pair."""
        return self.state in (FIXED, DROPPED)

    @property
    def fix(self) -> Fix:
        """The pair as a person wants it."""
        return Fix(
            *(self.source, self.target, self.line, self.english_line, self.id),
            is_dropped=self.state == DROPPED,
        )


def dumps(lines: Iterable[Listed]) -> bytes:
    """Return the bytes of a list."""
    texts = [json.dumps(line._asdict(), ensure_ascii=False) + "\n" for line in lines]
    return "".join(texts).encode("utf-8", "surrogatepass")


def loads(data: bytes) -> dict[str, list[Listed]]:
    """Return the lines of a list by the path of the document.

    Raises CatalogError, with the line, for a line that is not one of a list.
    """
    found: dict[str, list[Listed]] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            listed = _listed(line, number)
            found.setdefault(listed.path, []).append(listed)
    return found


def _listed(line: bytes, number: int) -> Listed:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CatalogError("not JSON", line=number) from error
    if not isinstance(value, dict):
        raise CatalogError("must be a JSON object", line=number)
    texts = {name: value.get(name) for name in ("path", "source", "target")}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise CatalogError(f"{name!r} must be a string", line=number)
    state = value.get("state", "unsure")
    if state not in _STATES:
        raise CatalogError(f"'state' must be one of {', '.join(_STATES)}", line=number)
    numbers = [value.get("line", 1), value.get("english_line", 1)]
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in numbers):
        raise CatalogError("'line' and 'english_line' must be integers", line=number)
    confidence = value.get("confidence", 0.0)
    if not isinstance(confidence, int | float):
        raise CatalogError("'confidence' must be a number", line=number)
    return Listed(
        str(texts["path"]),
        int(numbers[0]),
        int(numbers[1]),
        str(value.get("id", "")),
        float(confidence),
        str(state),
        str(value.get("reason", "")),
        str(texts["source"]),
        str(texts["target"]),
    )
