"""Documents of hand-offs made for tests."""

from __future__ import annotations

from collections.abc import Sequence

from sxskit import Document, Frame, parse

Pairs = Sequence[tuple[str, str]]
HUMAN, MACHINE = "HT", "MT"


def document(
    pairs: Pairs, by: str = MACHINE, ids: str = "aaaaa", language: str = "ru-RU"
) -> Document:
    """A hand-off of a document, each unit a paragraph; ids are those of the hand-off."""
    lines = ["---", f"ms.contentlocale: {language}", f"ms.translationtype: {by}", "---"]
    for n, (source, target) in enumerate(pairs, 101):
        head, middle, tail = Frame.of(f"{ids}-{n}")
        lines += ["", f"{head}{target}{middle}{source}{tail}"]
    return parse("\n".join([*lines, ""]))
