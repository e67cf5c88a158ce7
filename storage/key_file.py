"""Opening the file of the key store: made for its owner only, and looked into without changing a byte of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2

from storage.master_keys import MasterKeyError

_WAIT_SECONDS = 4
_PREPARATION = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "CREATE TABLE IF NOT EXISTS data_key (id TEXT PRIMARY KEY, kind TEXT NOT NULL, master TEXT NOT NULL, "
    "wrapped BLOB, created_at TEXT NOT NULL, erased_at TEXT)",
    "CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)


def open_key_file(file: Path) -> Any:
    """A connection to the key store, which is made if it is not there. Raises MasterKeyError if it cannot be read."""
    with _readable(file):
        file.touch(mode=0o600)
        database = _connect(file, "rw")
        for statement in _PREPARATION:
            _patiently(database, statement)
        return database


def masters_in_use(file: Path) -> set[str]:
    """The ids of the master keys that living keys are wrapped with. Raises MasterKeyError; leaves the file as it is.

    Where there is a write-ahead log, of a crash or of a running process, even closing would change the file, unless
    it was opened for reading only.
    """
    if not file.exists() or file.stat().st_size == 0:
        return set()
    mode = "ro" if file.with_name(f"{file.name}-wal").exists() else "rw"
    with _readable(file), closing(_connect(file, mode)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'data_key'").fetchone():
            return set()
        rows = database.execute("SELECT DISTINCT master FROM data_key WHERE wrapped IS NOT NULL")
        return {str(row[0]) for row in rows.fetchall()}


def _connect(file: Path, mode: str) -> Any:
    name = f"file:{quote(str(file))}?mode={mode}"
    return sqlcipher3.dbapi2.connect(
        name, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlcipher3.dbapi2.DatabaseError, OSError):
        raise MasterKeyError(
            f"The key store {file} cannot be read. Restore it from a backup, or name another folder with "
            "NACHKLANG_KEYS_FOLDER. Nothing was changed."
        ) from None


def _patiently(database: Any, sql: str) -> None:
    """SQLite does not wait for a lock when it changes the journal mode, as two first starts at once both do."""
    give_up_at = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            database.execute(sql)
            return
        except sqlcipher3.dbapi2.OperationalError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.02)
