"""Scores of similar texts: their limits, and whether they can be computed.

`sxskit.similarity` computes them; it takes long to load for commands that only have the options.
"""

from __future__ import annotations

# The score of equal texts, the default lowest score of a match, and the lowest one of an index.
EQUAL = 100
THRESHOLD = 75
LOWEST = 60


def is_available() -> bool:
    """Whether rapidfuzz is installed, which is required for scores."""
    from importlib.util import find_spec  # on use, as it is rarely asked

    return find_spec("rapidfuzz") is not None
