"""Objects in a temporary file until they are needed.

>>> with Spool() as spool:
...     spool.add("a.md", ("Hello", "Привет"))
...     spool.add("b.md", ("Bye", "Пока"))
...     spool.read("a.md")
('Hello', 'Привет')
"""

from __future__ import annotations

import os
from typing import IO, Generic, Self, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """A context for objects by name, of which one at a time is in memory.

    The file has no name, and there is none before the first object.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._places: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, name: str, value: T) -> None:
        """Write an object at the end of the file."""
        import pickle  # on use, too

        file = self._opened()
        self._places[name] = file.seek(0, os.SEEK_END)
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)

    def read(self, name: str) -> T:
        """Return an object."""
        import pickle

        file = self._opened()
        file.seek(self._places[name])
        value: T = pickle.load(file)  # noqa: S301  # nobody else has the file
        return value

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            from tempfile import TemporaryFile  # on use: most runs need none

            self._file = TemporaryFile()  # noqa: SIM115  # it is closed with the spool
        return self._file
