"""Opening the database and working in transactions.

SQLite comes from the `sqlcipher3` wheel: Python's own is often older than 3.51.3, which can corrupt a WAL
database that several connections write to. Writers begin IMMEDIATE, so nobody reads what somebody else is changing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

SQLITE_VERSION: str = sqlcipher3.dbapi2.sqlite_version
WAIT_FOR_LOCK_SECONDS = 15


class DatabaseAddressError(Exception):
    """The database URL cannot be used; the message says what to do."""


def parse_url(url: str) -> URL:
    """Checks the URL. Raises DatabaseAddressError for anything that is neither SQLite nor PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseAddressError(
            "NACHKLANG_DATABASE_URL is not a database URL. Use for example sqlite:///nachklang.db."
        ) from None
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseAddressError(
            f"NACHKLANG_DATABASE_URL names '{parsed.get_backend_name()}', but only sqlite is supported. "
            "Use for example sqlite:///nachklang.db."
        )
    if not parsed.database or parsed.database == ":memory:":
        raise DatabaseAddressError(
            "NACHKLANG_DATABASE_URL names no file, so everything would be lost. Use for example sqlite:///nachklang.db."
        )
    return parsed


def file_of(url: str) -> Path:
    """The database file. Raises DatabaseAddressError as `parse_url` does."""
    return Path(str(parse_url(url).database))


def open_database(url: str) -> Engine:
    """An engine for `url`. A new database file can be read by its owner only; SQLite's side files follow it."""
    parsed = parse_url(url)
    with suppress(OSError):  # whatever is wrong here, SQLite says it better at the first connection
        Path(str(parsed.database)).touch(mode=0o600)
    engine = create_engine(
        parsed.set(drivername="sqlite"),
        module=sqlcipher3.dbapi2,
        poolclass=QueuePool,
        hide_parameters=True,
        connect_args={"timeout": WAIT_FOR_LOCK_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that is committed at the end, or rolled back if anything is raised."""
    with engine.begin() as connection:
        yield connection


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
