r"""Regular expressions that are compiled on first use.

>>> number = pattern(r"[0-9]+")
>>> number.findall("1 of 20")
['1', '20']

A command uses few of the patterns of its modules, and compiling all of them would take longer than
most commands.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False  # loading typing takes longer than this module
if TYPE_CHECKING:
    pattern = re.compile
else:

    class pattern:  # noqa: N801
        """A pattern of `re` that is compiled when an attribute is first accessed."""

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self.pattern = pattern
            self._flags = flags

        def __getattr__(self, name: str) -> object:
            if name.startswith("__"):
                raise AttributeError(name)
            compiled = re.compile(self.pattern, self._flags)
            for each in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
                setattr(self, each, getattr(compiled, each))
            return getattr(compiled, name)
