"""The file of a memory: an SQLite database, its schema, and its errors.

It has a rollback journal, not a write-ahead log: it is a single file while no process writes, it
can be on a network disk, and the next process undoes the unfinished changes of a killed one.
Several processes can read while one writes; they wait for each other during a commit.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sxskit.errors import FileError, WriteError
from sxskit.printable import visible

# "sxsM", and the version of the schema.
APPLICATION = 0x7378734D
VERSION = 1
# The seconds to wait for another process.
PATIENCE = 30.0

# docs/reference/memories.md describes these tables.
_SCHEMA = """
CREATE TABLE language_pair (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    UNIQUE (source, target)
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    language_pair INTEGER NOT NULL REFERENCES language_pair,
    name TEXT NOT NULL,
    hand_off TEXT NOT NULL,
    UNIQUE (language_pair, name, hand_off)
);
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL,
    is_indexed INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL
);
CREATE INDEX text_by_digest ON text (digest);
CREATE TABLE translation (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES text,
    language_pair INTEGER NOT NULL REFERENCES language_pair,
    target INTEGER NOT NULL REFERENCES text,
    state TEXT NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    document INTEGER REFERENCES document,
    unit TEXT,
    origin TEXT,
    UNIQUE (source, language_pair, target, state)
);
CREATE TABLE entry (
    document INTEGER NOT NULL REFERENCES document,
    unit TEXT NOT NULL,
    position INTEGER NOT NULL,
    translation INTEGER NOT NULL REFERENCES translation,
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (document, unit)
) WITHOUT ROWID;
CREATE INDEX entry_by_translation ON entry (translation, before, after);
CREATE TABLE feature (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE posting (
    feature INTEGER NOT NULL REFERENCES feature,
    length_class INTEGER NOT NULL,
    texts BLOB NOT NULL,
    PRIMARY KEY (feature, length_class)
) WITHOUT ROWID;
"""


def shown(path: Path) -> str:
    """Return a path for messages."""
    return visible(path.as_posix())


def connect(path: Path, *, is_new: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return the memory at a path, which is created if it is new.

    Raises FileError if it is missing or not a memory, and if another process locks it for longer
    than the patience, in seconds.
    """
    name = shown(path)
    _require(path, name, is_new=is_new)
    mode = "rwc" if is_new else "rw"
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    with errors(name):
        connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cache_size = -65536")
            # Other processes can read until a transaction is committed, also a large one.
            connection.execute("PRAGMA cache_spill = OFF")
            if _is_empty(connection):  # from a process that was killed at the start
                connection = _created(connection, is_new=is_new)
            _check(connection, name)
        except BaseException:
            connection.close()
            raise
    return connection


def _require(path: Path, name: str, *, is_new: bool) -> None:
    """Raise FileError if a path is not a regular file, or is missing for reading."""
    mode = 0
    with suppress(OSError, ValueError):
        mode = path.stat().st_mode
    if not mode and not is_new:
        raise FileError(f"{name}: no such memory: create it with `sxs memory add`")
    if mode and not stat.S_ISREG(mode):
        raise FileError(f"{name}: not a memory: it is not a regular file")


def _is_empty(connection: sqlite3.Connection) -> bool:
    [[tables]] = connection.execute("SELECT count(*) FROM sqlite_master")
    return not tables and _header(connection) == (0, 0)


def _created(connection: sqlite3.Connection, *, is_new: bool) -> sqlite3.Connection:
    """The memory with its tables; one that is only read stays empty, like its file."""
    if not is_new:
        connection.close()
        return in_process()
    _create(connection)
    return connection


def in_process() -> sqlite3.Connection:
    """Return an empty memory without a file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _create(connection)
    return connection


def _create(connection: sqlite3.Connection) -> None:
    """Create the tables, unless another process has."""
    with transaction(connection):
        if _is_empty(connection):
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _check(connection: sqlite3.Connection, name: str) -> None:
    application, version = _header(connection)
    if application != APPLICATION:
        raise FileError(f"{name}: not a memory of sxskit: give another file")
    if version > VERSION:
        what = f"a memory of version {version}, but this sxskit reads versions up to {VERSION}"
        raise FileError(f"{name}: {what}: install a newer one")


def _header(connection: sqlite3.Connection) -> tuple[int, int]:
    [[application]] = connection.execute("PRAGMA application_id")
    [[version]] = connection.execute("PRAGMA user_version")
    return application, version


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all changes in the context, or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # on a full disk SQLite has undone it already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection, name: str) -> Iterator[None]:
    """Read one state of the memory, which is locked once and not for each query."""
    with errors(name):
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("COMMIT")


@contextmanager
def errors(name: str) -> Iterator[None]:
    """Convert errors of SQLite to those of sxskit, with the name of the memory."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        what = _MESSAGES.get(code) or f"{_DAMAGED} ({visible(str(error))})"
        kind = WriteError if code in _UNWRITABLE else FileError
        raise kind(f"{name}: {what}") from error


_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})
_DAMAGED = "a damaged memory: restore a copy of it"
_MESSAGES = {
    sqlite3.SQLITE_BUSY: "locked by another process: try again when that is done",
    sqlite3.SQLITE_LOCKED: "locked by another process: try again when that is done",
    sqlite3.SQLITE_FULL: "no space left on device",
    sqlite3.SQLITE_IOERR: "input/output error",
    sqlite3.SQLITE_READONLY: "not writable",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: its folder is missing or not accessible",
    sqlite3.SQLITE_NOTADB: "not a memory of sxskit: give another file",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_MISMATCH: _DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: _DAMAGED,
    sqlite3.SQLITE_PERM: "permission denied",
    sqlite3.SQLITE_AUTH: "permission denied",
}
