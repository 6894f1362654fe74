"""Options with former names that still work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

import click

from sxskit.cli.parameters import note_once

F = TypeVar("F", bound=Callable[..., Any])


class Option(Protocol):
    """A decorator that adds an option to a command."""

    def __call__(self, command: F, /) -> F: ...


def renamed_option(now: str, before: str, **settings: Any) -> Option:
    """Return an option with its former name, which is hidden and shows a note."""

    def option(command: F) -> F:
        name, former = (each.lstrip("-").replace("-", "_") for each in (now, before))

        @wraps(command)
        def with_either(**given: Any) -> Any:
            value = given.pop(former)
            if value is not None and given[name] is not None:
                raise click.UsageError(f"{before} is the former name of {now}: give one of them")
            if value is not None:
                note_once(click.get_current_context(), f"{before} is renamed: use {now}")
                given[name] = value
            return command(**given)

        wrapped: Any = with_either
        hidden = click.option(before, hidden=True, **settings)
        decorated: F = click.option(now, **settings)(hidden(wrapped))
        return decorated

    return option
