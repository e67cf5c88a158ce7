"""What came in from the networks: kept first, handled after, recognised when it comes twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, case, delete, exists, select, update

from storage.database import insert_new
from storage.tables import addresses, inbox

MOST_ATTEMPTS = 3
_WAITING = (
    select(inbox.c.id, inbox.c.address, inbox.c.payload, inbox.c.attempts)
    .where(inbox.c.channel == bindparam("on_channel"), inbox.c.done_at.is_(None))
    .order_by(inbox.c.id)
    .limit(bindparam("most", type_=Integer))
)
_KNOWN = exists().where(addresses.c.channel == inbox.c.channel, addresses.c.address == inbox.c.address)
_TAKEN = (
    update(inbox)
    .where(inbox.c.id == bindparam("wanted"), inbox.c.done_at.is_(None))
    .values(address=case((_KNOWN, inbox.c.address), else_=""))
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something new. `external_id` is the network's own number for it."""

    external_id: str
    address: str
    payload: str


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
        {"channel": channel, "external_id": item.external_id, "address": item.address, "payload": item.payload}
        | {"received_at": now, "attempts": 0}
        for item in arrivals
    ]
    if values:
        connection.execute(insert_new(connection, inbox), values)


def waiting(connection: Connection, channel: str, most: int) -> list[Waiting]:
    """What is to be handled, in the order it came."""
    return [Waiting(*row) for row in connection.execute(_WAITING, {"on_channel": channel, "most": most})]


def take(connection: Connection, inbox_id: int, now: datetime) -> bool:
    """Claims an entry for handling in this transaction; of strangers no address stays. False if it was handled."""
    return connection.execute(_TAKEN, {"wanted": inbox_id, "done_at": now, "payload": None}).rowcount == 1


def take_new(connection: Connection, channel: str, arrival: Arrival, now: datetime) -> bool:
    """Keeps and claims in one. False if the same thing was there before."""
    values = {"channel": channel, "external_id": arrival.external_id, "address": arrival.address}
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
        inbox.c.channel == channel, inbox.c.address == address, inbox.c.received_at > since
    )
    return connection.execute(heard.limit(1)).one_or_none() is not None


def forget_handled(connection: Connection, before: datetime) -> int:
    """Removes what was handled and came in before that time; returns how many entries.

    Telegram repeats an update for a day at most and may number anew after a quiet week, so entries must go
    after a day and before a week.
    """
    old = delete(inbox).where(inbox.c.done_at.is_not(None), inbox.c.received_at < before)
    return connection.execute(old).rowcount
