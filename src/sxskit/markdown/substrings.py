"""Search for many strings in one text, by the automaton of Aho and Corasick.

>>> sorted(find_substrings(["he", "she", "hers", "his"], "ushers"))
['he', 'hers', 'she']

It takes time in proportion to the total length of the strings and the text.
"""

from __future__ import annotations

from collections.abc import Iterable


def find_substrings(texts: Iterable[str], within: str) -> set[str]:
    """Return those of some texts, none of them empty, that occur in another text."""
    steps: list[dict[str, int]] = [{}]  # the next states of each state, by character
    ends: dict[int, str] = {}  # the text that ends in a state
    for text in texts:
        state = 0
        for character in text:
            following = steps[state].setdefault(character, len(steps))
            if following == len(steps):
                steps.append({})
            state = following
        ends[state] = text
    suffixes, shorter = _suffixes(steps, ends)
    found: set[str] = set()
    state = 0
    for character in within:
        while state and character not in steps[state]:
            state = suffixes[state]
        state = steps[state].get(character, 0)
        end = state if state in ends else shorter[state]
        while end and ends[end] not in found:
            found.add(ends[end])
            end = shorter[end]
    return found


def _suffixes(steps: list[dict[str, int]], ends: dict[int, str]) -> tuple[list[int], list[int]]:
    """The states of the longest suffix of each state, and of its longest suffix that is a text."""
    suffixes, shorter = [0] * len(steps), [0] * len(steps)
    states = list(steps[0].values())
    for state in states:  # which grows, level by level
        for character, following in steps[state].items():
            suffix = suffixes[state]
            while suffix and character not in steps[suffix]:
                suffix = suffixes[suffix]
            suffix = steps[suffix].get(character, 0)
            suffixes[following] = suffix
            shorter[following] = suffix if suffix in ends else shorter[suffix]
            states.append(following)
    return suffixes, shorter
