r"""Alternatives of an entry as JSON, and the scores of other tools.

>>> members(Alternative("Hallo", Origin.MACHINE, 85))
{'text': 'Hallo', 'origin': 'machine', 'score': 85}
>>> alternative({"text": "Hallo", "origin": "machine", "score": 85})
Alternative(text='Hallo', origin=<Origin.MACHINE: 'machine'>, score=85, where='', source='')
>>> one_line("a\u2028b\n")
'"a\\u2028b\\n"'

Law: ``alternative(members(each)) == each``.
"""

from __future__ import annotations

from sxskit.catalog import Alternative, Origin
from sxskit.patterns import pattern

# Characters that some readers take for line ends or cannot encode, and JSON can escape.
_TO_ESCAPE = pattern("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SCORE = pattern(r"\s*([0-9]{1,3})(?:\.[0-9]*)?\s*%?\s*")
_ORIGINS = {str(origin): origin for origin in Origin}


def members(given: Alternative) -> dict[str, str | int]:
    """Return an alternative as the members of a JSON object, without unknown values."""
    values: dict[str, str | int] = {"text": given.text}
    if given.origin is not Origin.UNKNOWN:
        values["origin"] = str(given.origin)
    if given.score is not None:
        values["score"] = given.score
    if given.where:
        values["where"] = given.where
    if given.source:
        values["source"] = given.source
    return values


def alternative(value: object) -> Alternative | None:
    """Return the alternative in a JSON object; None if it is not one."""
    if not isinstance(value, dict):
        return None
    text, origin, score = value.get("text"), value.get("origin"), value.get("score")
    where, source = value.get("where", ""), value.get("source", "")
    if not (isinstance(text, str) and isinstance(where, str) and isinstance(source, str)):
        return None
    is_score = isinstance(score, int) and not isinstance(score, bool) and 0 <= score <= 100
    known = _ORIGINS.get(origin, Origin.UNKNOWN) if isinstance(origin, str) else Origin.UNKNOWN
    return Alternative(text, known, score if is_score else None, where, source)


def one_line(value: object) -> str:
    """Return a value as JSON on one line, for any reader of lines."""
    from json import dumps  # on use: few entries have alternatives

    text = dumps(value, ensure_ascii=False)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def score(text: str) -> int | None:
    """Return the percentage of a match, such as ``99.5`` or ``85%``, rounded down."""
    found = _SCORE.fullmatch(text)
    return int(found[1]) if found and int(found[1]) <= 100 else None
