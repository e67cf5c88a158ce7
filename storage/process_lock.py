"""One process per channel and database, freed by the system when the process ends.

SQLite: a lock on a file beside the database. PostgreSQL: an advisory lock held by a connection of its own.
"""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from storage.database import file_of


class AlreadyRunningError(Exception):
    """A second process would deliver everything twice."""

    def __init__(self, channel: str) -> None:
        super().__init__(
            f"Another Nachklang process already serves '{channel}' with this database. Stop it first, "
            "or set NACHKLANG_DATABASE_URL to another database."
        )


@contextmanager
def only_process(engine: Engine, channel: str) -> Iterator[None]:
    """Holds the lock while the block runs. Raises AlreadyRunningError if another process holds it."""
    file = file_of(engine)
    if file is None:
        with engine.connect() as connection:
            key = zlib.crc32(f"nachklang:{channel}".encode())
            if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar_one():
                raise AlreadyRunningError(channel)
            connection.commit()  # the lock stays with the session, no transaction stays open
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
        return
    with file.with_name(f"{file.name}.{channel}.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunningError(channel) from None
        yield
