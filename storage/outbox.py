"""What is to be sent: queued in the transaction that decided it, delivered after, in order for each address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Integer, and_, bindparam, delete, exists, func, insert, or_, select, update

from storage.encryption import vault_of
from storage.people import hash_of
from storage.tables import addresses, conversations, outbox

PAYLOAD = "outbox.payload"  # where the sealed text belongs
MOST_SENDS_WHEN_INTERRUPTED = 5


class Fate(StrEnum):
    """What became of a message. Settled are all but PENDING and SENDING."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    OUTDATED = "outdated"
    GIVEN_UP = "given_up"


# The statements of the hot path are put together once; only their values change.
_QUEUED = insert(outbox)
_NUMBERED = update(outbox).where(outbox.c.id == bindparam("wanted")).values(message=bindparam("number"))
_EARLIER = outbox.alias("earlier")
_OPEN_BEFORE = exists(
    select(_EARLIER.c.id).where(
        _EARLIER.c.channel == outbox.c.channel,
        _EARLIER.c.address_hash == outbox.c.address_hash,
        _EARLIER.c.status.in_((Fate.PENDING, Fate.SENDING)),
        _EARLIER.c.id < outbox.c.id,
    )
)
_NEXT_OF_EACH = (
    select(
        outbox.c.id,
        outbox.c.payload,
        outbox.c.attempts + 1,
        outbox.c.created_at,
        func.coalesce(and_(outbox.c.is_question, conversations.c.turn > outbox.c.turn), False),
    )
    .outerjoin(conversations, conversations.c.id == outbox.c.conversation_id)
    .where(
        outbox.c.channel == bindparam("on_channel"),
        outbox.c.status == Fate.PENDING,
        outbox.c.due_at <= bindparam("now"),
        ~_OPEN_BEFORE,
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most", type_=Integer))
)
_DOUBTFUL = (
    select(
        outbox.c.id,
        outbox.c.payload,
        outbox.c.attempts,
        outbox.c.is_question,
        outbox.c.claimed_at,
        func.coalesce(or_(outbox.c.conversation_id.is_(None), conversations.c.turn == outbox.c.turn), False),
    )
    .outerjoin(conversations, conversations.c.id == outbox.c.conversation_id)
    .where(
        outbox.c.channel == bindparam("on_channel"),
        outbox.c.status == Fate.UNCERTAIN,
        outbox.c.due_at <= bindparam("now"),
        outbox.c.payload.is_not(None),
    )
    .order_by(outbox.c.id)
)
_NEXT_DUE = (
    select(outbox.c.due_at)
    .where(
        outbox.c.channel == bindparam("on_channel"),
        or_(
            and_(outbox.c.status == Fate.PENDING, ~_OPEN_BEFORE),
            and_(outbox.c.status == Fate.UNCERTAIN, outbox.c.settled_at.is_(None)),
        ),
    )
    .order_by(outbox.c.due_at)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be queued. A question names the conversation and turn it belongs to."""

    address: str
    payload: str
    conversation_id: int | None = None
    turn: int | None = None
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is being sent now and by nobody else."""

    id: int
    address: str
    payload: str
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed message; `due_at` is when a pending or uncertain one is looked at again.

    `message` is the number that a sent one has in the chat.
    """

    id: int
    fate: Fate
    due_at: datetime | None = None
    message: str | None = None


def enqueue(connection: Connection, channel: str, drafts: list[Draft], now: datetime) -> None:
    values = [
        {
            "channel": channel,
            "address_hash": hash_of(connection, channel, draft.address),
            "conversation_id": draft.conversation_id,
            "turn": draft.turn,
            "is_question": draft.is_question,
            "payload": _sealed(connection, draft),
            "status": Fate.PENDING,
            "attempts": 0,
            "due_at": now,
            "created_at": now,
        }
        for draft in drafts
    ]
    if values:
        connection.execute(_QUEUED, values)


def claim(connection: Connection, channel: str, now: datetime, most: int) -> list[Claimed]:
    """Takes the next due message of each address that has none under way. Outdated questions are dropped."""
    rows = connection.execute(_NEXT_OF_EACH, {"on_channel": channel, "now": now, "most": most}).all()
    dropped = [row.id for row in rows if row[4]]
    taken = [Claimed(row[0], *_opened(connection, row[1]), row[2], row[3]) for row in rows if not row[4]]
    _settle(connection, dropped, Fate.OUTDATED, now)
    if dropped and not taken:
        return claim(connection, channel, now, most)
    if taken:
        started = update(outbox).where(outbox.c.id.in_([item.id for item in taken]))
        connection.execute(started.values(status=Fate.SENDING, claimed_at=now, attempts=outbox.c.attempts + 1))
    return taken


def record(connection: Connection, outcomes: list[Outcome], now: datetime) -> None:
    """Writes down what became of claimed messages."""
    for fate in (Fate.SENT, Fate.GIVEN_UP, Fate.OUTDATED):
        _settle(connection, [item.id for item in outcomes if item.fate is fate], fate, now)
    numbered = [{"wanted": item.id, "number": item.message} for item in outcomes if item.message is not None]
    if numbered:
        connection.execute(_NUMBERED, numbered)
    for item in outcomes:
        if item.fate in (Fate.PENDING, Fate.UNCERTAIN):
            again = {"status": item.fate, "due_at": item.due_at or now}
            still_open = update(outbox).where(outbox.c.id == item.id, outbox.c.settled_at.is_(None))
            connection.execute(still_open.values(**again))


def interrupted(connection: Connection, channel: str, due_at: datetime) -> int:
    """Marks what was being sent when the process ended as uncertain; returns how many.

    A question that begins something, such as a check-in, waits again instead: nobody else would ever ask it. It is
    sent a few times at most, in case that it is what ends the process.
    """
    broken = update(outbox).where(outbox.c.channel == channel, outbox.c.status == Fate.SENDING)
    begins = (outbox.c.is_question, outbox.c.conversation_id.is_(None), outbox.c.attempts < MOST_SENDS_WHEN_INTERRUPTED)
    again = connection.execute(broken.where(*begins).values(status=Fate.PENDING, due_at=due_at)).rowcount
    return again + connection.execute(broken.values(status=Fate.UNCERTAIN, due_at=due_at)).rowcount


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A message that may or may not have arrived, to be looked at now."""

    id: int
    address: str
    attempts: int
    is_question: bool
    claimed_at: datetime
    still_wanted: bool


def doubtful(connection: Connection, channel: str, now: datetime) -> list[Doubtful]:
    """Uncertain messages whose waiting time is over."""
    rows = connection.execute(_DOUBTFUL, {"on_channel": channel, "now": now})
    return [Doubtful(row[0], _opened(connection, row[1])[0], *row[2:]) for row in rows]


def leave_uncertain(connection: Connection, outbox_ids: list[int], now: datetime) -> None:
    """Closes doubtful messages that are not sent again; they stay counted as uncertain."""
    _settle(connection, outbox_ids, Fate.UNCERTAIN, now)


def give_up_all(connection: Connection, channel: str, address: str, now: datetime) -> None:
    """Drops everything that still waits for an address that takes no messages any more."""
    address_hash = hash_of(connection, channel, address)
    where = (outbox.c.channel == channel, outbox.c.address_hash == address_hash, outbox.c.settled_at.is_(None))
    connection.execute(update(outbox).where(*where).values(status=Fate.GIVEN_UP, payload=None, settled_at=now))


def next_due_at(connection: Connection, channel: str) -> datetime | None:
    """When the next uncertain message, or waiting one that is first in its line, is to be looked at."""
    due_at: datetime | None = connection.execute(_NEXT_DUE, {"on_channel": channel}).scalar()
    return due_at


def forget_settled(connection: Connection, before: datetime) -> int:
    """Removes what was settled before that time; returns how many."""
    return connection.execute(delete(outbox).where(outbox.c.settled_at < before)).rowcount


def forget_goodbyes(connection: Connection) -> int:
    """Removes what was settled for addresses at which nobody known is reached, so that no trace of them stays."""
    known = exists().where(addresses.c.channel == outbox.c.channel, addresses.c.address_hash == outbox.c.address_hash)
    return connection.execute(delete(outbox).where(outbox.c.settled_at.is_not(None), ~known)).rowcount


def count_by_fate(connection: Connection) -> dict[Fate, int]:
    rows = connection.execute(select(outbox.c.status, func.count()).group_by(outbox.c.status))
    return {Fate(row[0]): int(row[1]) for row in rows}


def _settle(connection: Connection, outbox_ids: list[int], fate: Fate, now: datetime) -> None:
    if outbox_ids:
        settled = update(outbox).where(outbox.c.id.in_(outbox_ids))
        connection.execute(settled.values(status=fate, payload=None, settled_at=now))


def _sealed(connection: Connection, draft: Draft) -> str:
    vault = vault_of(connection)
    return vault.seal(f"{draft.address}\n{draft.payload}", PAYLOAD, vault.post)


def _opened(connection: Connection, sealed: str) -> tuple[str, str]:
    address, _, payload = vault_of(connection).open(sealed, PAYLOAD).partition("\n")
    return address, payload
