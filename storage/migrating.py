"""Bringing a database to the layout this program needs, and refusing to touch one it does not know."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DatabaseError

from storage.database import transaction
from storage.encryption import vault_of
from storage.tables import cases, invitations, people

_MIGRATIONS = Path(__file__).parent / "migrations"
_WITHOUT_KEYS = (None, "0001")  # layouts in which nothing was sealed
_REWRITTEN = ("person", "address", "invitation", "conversation", "answer", "inbox", "outbox", "stranger")
_TRACES_LEFT = 1


class UnknownLayoutError(Exception):
    """The database was made by a newer version or is not a database of Nachklang; nothing was changed."""


class MissingKeysError(Exception):
    """Database and key store do not belong together; the message says what to do."""


def newest_version() -> str:
    """The number of the newest migration."""
    version = ScriptDirectory.from_config(_config()).get_current_head()
    assert version is not None, "there is at least one migration"
    return version


def current_version(connection: Connection) -> str | None:
    """The layout of the database, None for an empty one. Raises UnknownLayoutError if it is a newer one."""
    try:
        version = MigrationContext.configure(connection).get_current_revision()
    except DatabaseError:
        raise UnknownLayoutError(
            "The file that NACHKLANG_DATABASE_URL names is not a database that can be read. "
            "Nothing was changed; name another file or restore a backup."
        ) from None
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version is not None and version not in known:
        raise UnknownLayoutError(
            f"The database has layout {version}, which this version of Nachklang does not know (it knows up to "
            f"{newest_version()}). Nothing was changed; install the newer version or restore an older backup."
        )
    if version is None and inspect(connection).get_table_names():
        raise UnknownLayoutError(
            "The database that NACHKLANG_DATABASE_URL names belongs to another program. Nothing was changed; "
            "name another file."
        )
    return version


def migrate(engine: Engine) -> tuple[str | None, str]:
    """Applies what is missing, in one transaction. Returns the layout before and after."""
    with transaction(engine) as connection:
        before = current_version(connection)
        after = newest_version()
        if before != after:
            if before not in _WITHOUT_KEYS:
                check_keys(connection)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if before is not None and engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA user_version = {_TRACES_LEFT}")
    _leave_no_traces(engine, moved=before is not None and before != after)
    return before, after


def check_keys(connection: Connection) -> None:
    """Raises MissingKeysError if the database needs keys that the key store does not know; changes nothing."""
    known = vault_of(connection).store.known_ids()
    missing = sum(
        key not in known
        for table in (cases, people, invitations)
        for key in connection.execute(select(table.c.key_id)).scalars()
    )
    if missing:
        raise MissingKeysError(
            f"The key store {vault_of(connection).store.file} does not hold {missing} of the keys that this database "
            "needs. Name its folder with NACHKLANG_KEYS_FOLDER, or restore it from a backup. Nothing was changed."
        )


def check_store_is_there(connection: Connection, key_store: Path) -> None:
    """Raises MissingKeysError if the database was sealed with keys of a store that is gone; changes nothing.

    Asked before a store is made: new keys open nothing that is there.
    """
    if key_store.exists() or current_version(connection) in _WITHOUT_KEYS:
        return
    if any(connection.execute(select(table.c.key_id).limit(1)).first() for table in (cases, people, invitations)):
        raise MissingKeysError(
            f"There is no key store at {key_store}, but this database needs the keys in it. Name its folder with "
            "NACHKLANG_KEYS_FOLDER, or restore it from a backup. Nothing was changed."
        )


def _leave_no_traces(engine: Engine, *, moved: bool) -> None:
    """What a migration rewrote must not stay readable in free pages or in the write-ahead log.

    A SQLite file says itself that this is still to be done, so that a crash in between does not leave it undone.
    """
    if engine.dialect.name != "sqlite":
        if moved:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"VACUUM FULL {', '.join(_REWRITTEN)}")
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA user_version").fetchone()[0] == _TRACES_LEFT:
            for sql in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA user_version = 0"):
                cursor.execute(sql)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
