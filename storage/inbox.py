"""What came in from the networks: kept first, handled after, recognised when it comes twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, case, delete, exists, select, update

from storage.database import insert_new
from storage.encryption import vault_of
from storage.people import hash_of
from storage.tables import addresses, inbox

MOST_ATTEMPTS = 3
PAYLOAD = "inbox.payload"  # where the sealed text belongs
_WAITING = (
    select(inbox.c.id, inbox.c.payload, inbox.c.attempts)
    .where(inbox.c.channel == bindparam("on_channel"), inbox.c.done_at.is_(None))
    .order_by(inbox.c.id)
    .limit(bindparam("most", type_=Integer))
)
_KNOWN = exists().where(addresses.c.channel == inbox.c.channel, addresses.c.address_hash == inbox.c.address_hash)
_TAKEN = (
    update(inbox)
    .where(inbox.c.id == bindparam("wanted"), inbox.c.done_at.is_(None))
    .values(address_hash=case((_KNOWN, inbox.c.address_hash), else_=""))
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something new. `external_id` is the network's own number for it, `message` that of the message in the chat."""

    external_id: str
    address: str
    payload: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something kept that is still to be handled."""

    id: int
    address: str
    payload: str
    attempts: int


def keep(connection: Connection, channel: str, arrivals: Sequence[Arrival], now: datetime) -> None:
    """Keeps what is new and ignores what was kept before."""
    values = [
        {
            "channel": channel,
            "external_id": item.external_id,
            "address_hash": hash_of(connection, channel, item.address),
            "payload": _sealed(connection, item),
            "message": item.message,
            "received_at": now,
            "attempts": 0,
        }
        for item in arrivals
    ]
    if values:
        connection.execute(insert_new(connection, inbox), values)


def waiting(connection: Connection, channel: str, most: int) -> list[Waiting]:
    """What is to be handled, in the order it came."""
    rows = connection.execute(_WAITING, {"on_channel": channel, "most": most})
    return [Waiting(row.id, *_opened(connection, row.payload), row.attempts) for row in rows]


def take(connection: Connection, inbox_id: int, now: datetime) -> bool:
    """Claims an entry for handling in this transaction; of strangers no address stays. False if it was handled."""
    return connection.execute(_TAKEN, {"wanted": inbox_id, "done_at": now, "payload": None}).rowcount == 1


def take_new(connection: Connection, channel: str, arrival: Arrival, now: datetime) -> bool:
    """Keeps and claims in one. False if the same thing was there before."""
    address_hash = hash_of(connection, channel, arrival.address)
    values = {"channel": channel, "external_id": arrival.external_id, "address_hash": address_hash}
    new = insert_new(connection, inbox).values(**values, received_at=now, done_at=now, attempts=0)
    return connection.execute(new.returning(inbox.c.id)).one_or_none() is not None


def note_failure(connection: Connection, inbox_id: int, now: datetime) -> bool:
    """Counts a failed attempt. True if it was the last one: then the entry is put aside and emptied."""
    attempt = update(inbox).where(inbox.c.id == inbox_id).values(attempts=inbox.c.attempts + 1)
    attempts: int = connection.execute(attempt.returning(inbox.c.attempts)).scalar_one()
    return attempts >= MOST_ATTEMPTS and take(connection, inbox_id, now)


def heard_since(connection: Connection, channel: str, address: str, since: datetime) -> bool:
    """Whether anything came from this address after `since`."""
    heard = select(inbox.c.id).where(
        inbox.c.channel == channel,
        inbox.c.address_hash == hash_of(connection, channel, address),
        inbox.c.received_at > since,
    )
    return connection.execute(heard.limit(1)).one_or_none() is not None


def forget_handled(connection: Connection, before: datetime) -> int:
    """Removes what was handled and came in before that time; returns how many entries.

    Telegram repeats an update for a day at most and may number anew after a quiet week, so entries must go
    after a day and before a week.
    """
    old = delete(inbox).where(inbox.c.done_at.is_not(None), inbox.c.received_at < before)
    return connection.execute(old).rowcount


def _sealed(connection: Connection, item: Arrival) -> str:
    vault = vault_of(connection)
    return vault.seal(f"{item.address}\n{item.payload}", PAYLOAD, vault.post)


def _opened(connection: Connection, sealed: str) -> tuple[str, str]:
    address, _, payload = vault_of(connection).open(sealed, PAYLOAD).partition("\n")
    return address, payload
