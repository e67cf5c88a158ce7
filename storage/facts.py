"""Small things the installation remembers about itself."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from storage.tables import facts

BOT_NAME, RETENTION_RAN_ON, LAST_TICK_AT = "bot_name", "retention_ran_on", "last_tick_at"


def remember(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(facts).where(facts.c.key == key))
    connection.execute(insert(facts).values(key=key, value=value))


def recall(connection: Connection, key: str) -> str | None:
    value: str | None = connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
    return value
