"""Opening the database and working in transactions: SQLite by default, PostgreSQL where an organisation runs one.

SQLite comes from the `sqlcipher3` wheel: Python's own is often older than 3.51.3, which can corrupt a WAL
database that several connections write to. Writers begin IMMEDIATE, so nobody reads what somebody else is changing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from storage.encryption import Vault, give_vault

SQLITE_VERSION: str = sqlcipher3.dbapi2.sqlite_version
WAIT_FOR_LOCK_SECONDS = 4
_AFTER_COMMIT = "after commit"
_KEYS_LOCK = 7_241_509_613  # any number that only Nachklang uses in its database
_EXAMPLES = "Use for example sqlite:///nachklang.db or postgresql://user@host/nachklang."


class DatabaseAddressError(Exception):
    """The database URL cannot be used; the message says what to do."""


def parse_url(url: str) -> URL:
    """Checks the URL. Raises DatabaseAddressError for anything that is neither SQLite nor PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseAddressError(f"NACHKLANG_DATABASE_URL is not a database URL. {_EXAMPLES}") from None
    match parsed.get_backend_name():
        case "postgresql":
            return parsed.set(drivername="postgresql+psycopg")
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed.set(drivername="sqlite")
        case "sqlite":
            raise DatabaseAddressError(
                f"NACHKLANG_DATABASE_URL names no file, so everything would be lost. {_EXAMPLES}"
            )
        case other:
            raise DatabaseAddressError(
                f"NACHKLANG_DATABASE_URL names '{other}', but only sqlite and postgresql are supported. {_EXAMPLES}"
            )


def open_database(url: str, vault: Vault | None = None) -> Engine:
    """An engine for `url`. A new SQLite file can be read by its owner only; its side files follow it.

    Without a `vault` nothing that is sealed can be read or written.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
        _use_vault(engine, vault)
        return engine
    with suppress(OSError):  # whatever is wrong here, SQLite says it better at the first connection
        Path(str(parsed.database)).touch(mode=0o600)
    engine = create_engine(
        parsed,
        module=sqlcipher3.dbapi2,
        poolclass=QueuePool,
        hide_parameters=True,
        connect_args={"timeout": WAIT_FOR_LOCK_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    _use_vault(engine, vault)
    return engine


def file_of(engine: Engine) -> Path | None:
    """The file of a SQLite database, None for PostgreSQL."""
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def insert_new(connection: Connection, table: Table) -> Any:
    """An INSERT that ignores rows which are there already, in the words of the database at hand."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    return insert(table).on_conflict_do_nothing()


def keep_others_out(connection: Connection) -> None:
    """Waits until no other transaction is under way and lets none begin before this one ends.

    Needed where keys are destroyed: others may be sealing with them. SQLite lets only one transaction write anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_KEYS_LOCK})")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that is committed at the end, or rolled back if anything is raised."""
    with engine.begin() as connection:
        connection.info.pop(_AFTER_COMMIT, None)
        yield connection
        later: dict[Callable[[Engine], None], None] = connection.info.pop(_AFTER_COMMIT, {})
    for work in later:
        work(engine)


def after_commit(connection: Connection, work: Callable[[Engine], None]) -> None:
    """Has `work` done once when this `transaction` was committed; never if it is rolled back."""
    connection.info.setdefault(_AFTER_COMMIT, {})[work] = None


def _use_vault(engine: Engine, vault: Vault | None) -> None:
    """Puts the vault on every connection, and lets it notice at each beginning what others did to the keys."""
    if vault is None:
        return

    def connected(_connection: Any, record: Any) -> None:
        give_vault(record.info, vault)

    def begun(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_KEYS_LOCK})")
        vault.refresh()

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
