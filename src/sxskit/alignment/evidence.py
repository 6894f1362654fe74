"""How sure it is that two texts are translations of each other, by what both contain."""

from __future__ import annotations

from sxskit.alignment.features import Features, compared, features
from sxskit.languages.conventions import STOPS

# The variance of the length of a translation by its length (Gale and Church 1993).
VARIANCE = 6.8
# The surprise at two lengths from which the texts are doubtful.
_SURPRISING, _ODD = 12.0, 3.0


_QUESTION = tuple(stop for stop, kind in STOPS.items() if kind == "?")
_CLOSING = "\"'”’»*_`)」』） "


def asks(text: str) -> bool:
    """Whether a text ends with a question mark."""
    return text[-8:].rstrip(_CLOSING).endswith(_QUESTION)


class Evidence:
    """The measures of two pages.

    `ratio` is the length of localized text for a character of English; `is_latin` is whether the
    localized language has Latin letters.
    """

    def __init__(self, ratio: float, *, is_latin: bool) -> None:
        self.ratio = min(max(ratio, 0.2), 5.0)
        self.is_latin = is_latin

    def surprise(self, english: str, localized: str) -> float:
        """Return how unlikely the lengths of two texts are: half the square of the deviation."""
        expected = len(english) * self.ratio
        mean = (len(localized) + expected) / 2 + 5
        return (len(localized) - expected) ** 2 / (VARIANCE * mean) / 2

    def value(self, ours: Features, theirs: Features) -> float:
        """Return what two texts have in common, less what only one of them has."""
        found = compared(ours, theirs, is_latin=self.is_latin)
        return found.support - found.doubt

    def confidence(self, english: str, localized: str, changes: int) -> tuple[float, str]:
        """Return how sure it is that texts in the same place are translations, and a reason.

        `changes` is the number of blocks near them that differ.
        """
        if english == localized:
            return 0.99, ""
        found = compared(features(english), features(localized), is_latin=self.is_latin)
        if found.other:
            return 0.5, "code or links differ"
        surprise = self.surprise(english, localized)
        if surprise > _SURPRISING:
            return 0.6, "the lengths differ"
        is_odd = surprise > _ODD or asks(english) != asks(localized)
        if english.count("](") != localized.count("]("):
            return 0.6, "the number of links differs"
        if found.other_numbers or found.strange:
            is_weak = changes or is_odd or found.doubt > found.support
            return (0.65 if is_weak else 0.85), "numbers or names differ"
        if found.support >= 1:
            return (0.8 if changes and is_odd else 0.98), ""
        if is_odd:
            return (0.65 if changes else 0.8), "the lengths differ"
        return (0.8 if changes > 1 else 0.9 if changes else 0.96), ""
