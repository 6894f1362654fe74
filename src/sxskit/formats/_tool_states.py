"""States of other tools in their own properties, columns, members and attributes.

Such a mark has a name and a value, and both decide whether a text is unfinished: a value that is
not known to mean finished is unfinished, for any tool and language.

>>> is_unfinished("x-ConfirmationLevel", "Draft"), is_unfinished("status", "ApprovedTranslation")
(True, False)
>>> is_unfinished("needs_review", "true"), is_unfinished("color", "red")
(True, False)
"""

from __future__ import annotations

from functools import lru_cache

from sxskit.patterns import pattern

# The words of a name that holds a state.
_STATES = frozenset(("status", "state", "conf", "confirmation", "approval", "review"))
# Those of a name that is answered with yes or no, or with a state.
_QUESTIONS = frozenset(
    (
        *("confirmed", "approved", "reviewed", "proofread", "verified", "validated", "accepted"),
        *("finished", "completed", "done"),
    )
)
# Those of a name that may as well be that of a text: they are heard where they say no.
_DOUBTFUL = frozenset(("translated", "final"))
# Those of a name that asks for work, as do those in un-: needs_review, unconfirmed.
_WORK = frozenset(
    (
        *("fuzzy", "draft", "rejected", "need", "needs", "todo", "pending", "wip"),
        *("incomplete", "outdated", "provisional"),
    )
)
_UN = pattern(r"un(?:finished|reviewed|confirmed|approved|translated|verified|edited|done)")
_WORD = pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NO_WORD = pattern(r"[\W_]+")
# The values that are known to mean finished, without what is between their words.
_FINISHED = frozenset(
    (
        *("translated", "final", "finished", "completed", "complete", "done"),
        *("approved", "confirmed", "reviewed", "proofread", "verified", "validated", "accepted"),
        *("signedoff", "approvedtranslation", "approvedsignoff"),  # Trados
        *("manuallyconfirmed", "translatorconfirmed", "confirmedtranslator"),  # memoQ
        *("reviewer1confirmed", "reviewer2confirmed"),
    )
)
_YES = frozenset(("true", "yes", "1"))
# What denies a question; an empty cell does, too.
NO = frozenset(("", "false", "0", "no"))
# What translate-toolkit begins a comment with where a text is to be looked at.
_REVIEW_COMMENT = pattern(r"\s*\((?:review|pofilter)\)")


@lru_cache
def words(name: str) -> frozenset[str]:
    """The words of a name in any spelling: x-ConfirmationLevel, translation_status."""
    return frozenset([word.lower() for word in _WORD.findall(name)])


@lru_cache(maxsize=1024)
def names_a_state(name: str) -> bool:
    """Whether what has this name may tell a state."""
    said = words(name)
    return _asks_for_work(said) or not said.isdisjoint(_STATES | _QUESTIONS | _DOUBTFUL)


def _asks_for_work(said: frozenset[str]) -> bool:
    return not said.isdisjoint(_WORK) or any(map(_UN.fullmatch, said))


def is_unfinished(name: str, value: str) -> bool:
    """Whether a mark says of a text that it is unfinished, or may say so."""
    return names_a_state(name) and _is_unfinished(name, value)


@lru_cache(maxsize=1024)
def _is_unfinished(name: str, value: str) -> bool:
    said, value = words(name), _NO_WORD.sub("", value).lower()
    if _asks_for_work(said):
        return value not in NO
    if said.isdisjoint(_STATES | _QUESTIONS):
        return value in NO
    is_yes = value in _YES and not said.isdisjoint(_QUESTIONS) and said.isdisjoint(_STATES)
    return value not in _FINISHED and not is_yes


def asks_for_review(comment: str) -> bool:
    """Whether a translator's comment is the mark of translate-toolkit for a text to review."""
    return _REVIEW_COMMENT.match(comment) is not None
