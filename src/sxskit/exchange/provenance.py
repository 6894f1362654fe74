r"""Translation type and dates in the front matter, which `merge` sets.

>>> formatted(date(2026, 3, 9), like="9/20/2020"), formatted(date(2026, 3, 9), like="2020-09-20")
('3/9/2026', '2026-03-09')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from sxskit.catalog import Columns, State
from sxskit.dialect.document import Document, parse
from sxskit.dialect.edges import entry_texts
from sxskit.dialect.locations import Locations
from sxskit.errors import FrontMatterError
from sxskit.findings import Finding
from sxskit.patterns import pattern

TYPE_KEY = "ms.translationtype"
DATE_KEYS = ("ms.lasthandoff", "ms.date")
_AMERICAN = pattern(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", re.ASCII)
_ISO = pattern(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)


def day(text: str) -> date:
    """Return the day of ``03/09/2026`` (March 9) or ``2026-03-09``; ValueError for other texts."""
    match = _AMERICAN.fullmatch(text) or _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is neither MM/DD/YYYY nor YYYY-MM-DD")
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day: {error}") from error


def formatted(day: date, *, like: str) -> str:
    """Return a day in the form of another one, by default ``03/09/2026``."""
    old = like.strip()
    if _ISO.fullmatch(old):
        return day.isoformat()
    american = _AMERICAN.fullmatch(old)
    if american and len(american["month"] + american["day"]) < 4 and not re.search("^0|/0", old):
        return f"{day.month}/{day.day}/{day.year:04}"
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def hand_off_values(document: Document, *, human: bool, touched: date | None) -> dict[str, str]:
    """Return the values to set in a document with a new translation."""
    block = document.front_matter
    values = {TYPE_KEY: "HT"} if human else {}
    if touched is not None:
        values |= {key: formatted(touched, like=block.get(key) or "") for key in DATE_KEYS}
    return values


def is_reviewed(document: Document, entries: Columns) -> bool:
    """Whether all of a machine-translated document has been reviewed.

    Each unit needs a unique id and an entry with its texts whose file states that it is done.
    """
    origin = (document.front_matter.get(TYPE_KEY) or "").strip().upper()
    if origin != "MT" or any(state is not State.DONE for state in entries.states):
        return False
    if not all(rare.state_is_stated for rare in entries.remarks.rare.values()):
        return False
    _, ids, targets, sources, _ = document.columns
    texts = zip(entry_texts(entries.sources), entry_texts(entries.targets), strict=True)
    texts_of = dict(zip(entries.units, texts, strict=True))
    own = zip(ids, zip(entry_texts(sources), entry_texts(targets), strict=True), strict=True)
    return len({*ids}) == len(ids) and all(texts_of.get(id) == pair for id, pair in own)


def with_metadata(
    document: Document, name: str, metadata: Mapping[str, str]
) -> tuple[Document, tuple[Finding, ...]]:
    """The document with new front-matter values, and a finding if it has no front matter."""
    if not metadata:
        return document, ()
    old = new = document.front_matter
    if not old.text:
        message = f"no front matter to set {', '.join(metadata)} in"
        return document, (Locations(document, name).at_line(1, "no-front-matter", message),)
    try:
        for key, value in metadata.items():
            new = new.replace(key, value) if key in new else new.add(key, value)
    except FrontMatterError as error:
        raise error.at(name) from error
    result = parse(new.text + document.text[len(old.text) :])
    if result.units != document.units:
        raise FrontMatterError(f"{name}: a value to set contains pair markup")
    return result, ()
