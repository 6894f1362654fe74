"""The texts of a memory, each stored once, by their ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

from sxskit.encoding import encode
from sxskit.errors import CatalogError

# The id for no text: the neighbor of the first and the last entry of a document.
NONE = 0


def text_id(connection: sqlite3.Connection, text: str) -> int | None:
    """Return the id of a text; None if it is not in the memory."""
    for id, found in connection.execute(
        "SELECT id, text FROM text WHERE digest = ?", (digest(text),)
    ):
        if found == text:
            return int(id)
    return None


def add_texts(connection: sqlite3.Connection, texts: Iterable[str]) -> dict[str, int]:
    """Add texts to the memory and return their ids; that of an empty one is `NONE`."""
    ids = {"": NONE}
    for text in texts:
        if text not in ids:
            ids[text] = text_id(connection, text) or _added(connection, text)
    return ids


def _added(connection: sqlite3.Connection, text: str) -> int:
    inserted = connection.execute(
        "INSERT INTO text (digest, text) VALUES (?, ?)", (digest(text), text)
    )
    return int(inserted.lastrowid or 0)


def digest(text: str) -> int:
    """Return the number by which a text is found; CatalogError for an unpaired surrogate."""
    data = encode(text, CatalogError)
    return int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True)
