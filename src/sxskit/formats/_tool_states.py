"""States of other tools in their own properties, columns, members and attributes.

A mark has a name and a value, which decide whether a text is unfinished: a value that is not known
to mean finished is unfinished, for any tool and language.

>>> is_unfinished("x-ConfirmationLevel", "Draft"), is_unfinished("status", "ApprovedTranslation")
(True, False)
>>> is_unfinished("needs_review", "true"), is_unfinished("color", "red")
(True, False)
"""

from __future__ import annotations

from functools import lru_cache

from sxskit.patterns import pattern

# The words in the name of a state.
_STATES = frozenset(("status", "state", "conf", "confirmation", "approval", "review"))
# The words in the name of a truth value or a state.
_QUESTIONS = frozenset(
    (
        *("confirmed", "approved", "reviewed", "proofread", "verified", "validated", "accepted"),
        *("finished", "completed", "done"),
    )
)
# The words in a name that may also be that of a text: only a value that means no counts.
_DOUBTFUL = frozenset(("translated", "final"))
# The words in the name of unfinished work, besides those in un-: needs_review, unconfirmed.
_WORK = frozenset(
    (
        *("fuzzy", "draft", "rejected", "need", "needs", "todo", "pending", "wip"),
        *("incomplete", "outdated", "provisional"),
    )
)
_UN = pattern(r"un(?:finished|reviewed|confirmed|approved|translated|verified|edited|done)")
_WORD = pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NO_WORD = pattern(r"[\W_]+")
# The values that mean finished, without the characters between their words.
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
# The values that mean no, as an empty cell does.
NO = frozenset(("", "false", "0", "no"))
# The start of comments of translate-toolkit on a text to review.
_REVIEW_COMMENT = pattern(r"\s*\((?:review|pofilter)\)")


@lru_cache
def words(name: str) -> frozenset[str]:
    """Return the words of a name in any spelling: x-ConfirmationLevel, translation_status."""
    return frozenset([word.lower() for word in _WORD.findall(name)])


@lru_cache(maxsize=1024)
def names_a_state(name: str) -> bool:
    """Whether a value with this name may be a state."""
    named = words(name)
    return _asks_for_work(named) or not named.isdisjoint(_STATES | _QUESTIONS | _DOUBTFUL)


def _asks_for_work(named: frozenset[str]) -> bool:
    return not named.isdisjoint(_WORK) or any(map(_UN.fullmatch, named))


def is_unfinished(name: str, value: str) -> bool:
    """Whether a mark means, or may mean, that a text is unfinished."""
    return names_a_state(name) and _is_unfinished(name, value)


@lru_cache(maxsize=1024)
def _is_unfinished(name: str, value: str) -> bool:
    named, value = words(name), _NO_WORD.sub("", value).lower()
    if _asks_for_work(named):
        return value not in NO
    if named.isdisjoint(_STATES | _QUESTIONS):
        return value in NO
    is_yes = value in _YES and not named.isdisjoint(_QUESTIONS) and named.isdisjoint(_STATES)
    return value not in _FINISHED and not is_yes


def asks_for_review(comment: str) -> bool:
    """Whether a translator's comment is the mark of translate-toolkit for a text to review."""
    return _REVIEW_COMMENT.match(comment) is not None
