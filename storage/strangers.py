"""When somebody unknown was last answered, for an hour and as a hash, so that nobody is answered all the time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from storage.people import hash_of
from storage.tables import strangers

QUIET_FOR = timedelta(hours=1)


def may_tell(connection: Connection, channel: str, address: str, now: datetime) -> bool:
    """True at most once an hour for an address; remembers that it was asked. Forgets everything older."""
    forget_told(connection, now)
    address_hash = hash_of(connection, channel, address)
    known = select(strangers.c.address_hash).where(strangers.c.address_hash == address_hash)
    if connection.execute(known).one_or_none() is not None:
        return False
    connection.execute(insert(strangers).values(address_hash=address_hash, told_at=now))
    return True


def forget_told(connection: Connection, now: datetime) -> None:
    """Forgets everybody who was told more than an hour ago."""
    connection.execute(delete(strangers).where(strangers.c.told_at <= now - QUIET_FOR))
