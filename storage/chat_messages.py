"""The numbers that messages have in somebody's chat, as long as the network lets the bot delete them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select, update

from storage.people import hash_of
from storage.tables import inbox, outbox

STILL_DELETABLE = timedelta(hours=47)  # Telegram allows 48 hours; an hour is for what waits


def chat_messages(connection: Connection, channel: str, address: str, now: datetime) -> list[str]:
    """The numbers of what came and went in the last 47 hours, oldest first, each once."""
    found = [tuple(row) for query in _wanted(connection, channel, address, now) for row in connection.execute(query)]
    return list(dict.fromkeys(number for _, number in sorted(found, key=lambda one: one[0])))


def has_chat_messages(connection: Connection, channel: str, address: str, now: datetime) -> bool:
    """Whether there is anything that could be deleted from this chat."""
    queries = _wanted(connection, channel, address, now)
    return any(connection.execute(query.limit(1)).first() is not None for query in queries)


def forget_chat_messages(connection: Connection, channel: str, address: str) -> None:
    """Forgets all numbers of this chat."""
    address_hash = hash_of(connection, channel, address)
    for table in (inbox, outbox):
        where = (table.c.channel == channel, table.c.address_hash == address_hash, table.c.message.is_not(None))
        connection.execute(update(table).where(*where).values(message=None))


def _wanted(connection: Connection, channel: str, address: str, now: datetime) -> list[Select[Any]]:
    address_hash, since = hash_of(connection, channel, address), now - STILL_DELETABLE
    return [
        select(at, table.c.message).where(
            table.c.channel == channel, table.c.address_hash == address_hash, table.c.message.is_not(None), at > since
        )
        for table, at in ((inbox, inbox.c.received_at), (outbox, outbox.c.settled_at))
    ]
