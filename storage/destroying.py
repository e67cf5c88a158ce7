"""Destroying keys without destroying what is still needed: condemned first, gone once no row needs them any more.

Keys cannot be rolled back. So a key is condemned in the transaction that removes its rows and destroyed after the
commit; a crash in between leaves a condemned key, and the next start finishes what was begun.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError

from storage.database import after_commit, transaction
from storage.encryption import vault_of
from storage.tables import cases, inbox, invitations, outbox, people


def condemn(connection: Connection, key_ids: list[str], now: datetime) -> None:
    """Has these keys destroyed as soon as this transaction was committed and no row needs them."""
    vault_of(connection).store.condemn(key_ids, now)
    after_commit(connection, destroy_condemned)


def destroy_condemned(engine: Engine) -> None:
    """Destroys the condemned keys that no row needs. Where the database is busy, the next call does it."""
    with suppress(OperationalError), transaction(engine) as connection:
        condemned = set(vault_of(connection).store.condemned())
        if condemned:
            vault_of(connection).destroy(sorted(condemned - _needed(connection)))


def _needed(connection: Connection) -> set[str]:
    """The keys of everything that can be read: cases, people, open invitations, and what is on its way."""
    keys = set(connection.execute(select(cases.c.key_id)).scalars())
    keys |= set(connection.execute(select(people.c.key_id).where(people.c.erased_at.is_(None))).scalars())
    keys |= set(connection.execute(select(invitations.c.key_id).where(invitations.c.used_at.is_(None))).scalars())
    for post in (inbox, outbox):
        sealed = connection.execute(select(post.c.payload).where(post.c.payload.is_not(None))).scalars()
        keys |= {payload.split(":")[1] for payload in sealed}
    return keys
