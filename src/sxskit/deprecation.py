"""Former names, which work for one more minor version, with a warning.

>>> @renamed_argument("paint", "color")
... def fill(*, color: str) -> str:
...     return color
>>> import warnings
>>> with warnings.catch_warnings(record=True, action="always") as caught:
...     fill(paint="red")
'red'
>>> print(caught[0].message)
fill(): the argument 'paint' is renamed: use 'color'
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def warn_of_renamed(what: str, now: str, *, stacklevel: int) -> None:
    """Warn about a former name, at the line that uses it."""
    message = f"{what} is renamed: use {now!r}"
    warnings.warn(message, DeprecationWarning, stacklevel=stacklevel + 1)


def renamed_argument(before: str, now: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Accept a keyword argument by its former name, too; TypeError for both names."""

    def with_former(function: Callable[P, R]) -> Callable[P, R]:
        name = function.__name__

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if before in kwargs:
                if now in kwargs:
                    raise TypeError(f"{name}(): {before!r} is the former name of {now!r}: give one")
                warn_of_renamed(f"{name}(): the argument {before!r}", now, stacklevel=2)
                kwargs[now] = kwargs.pop(before)
            return function(*args, **kwargs)

        return call

    return with_former
