"""Short pings and when somebody wants to be written to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.database import insert_new
from storage.tables import conversations, habits, pings

_REPEATED = "repeated"  # the fate of an open ping that was sent once and comes once more


class PingKind(StrEnum):
    """What a ping is about."""

    VISIT = "besuch"
    NEXT_STEP = "naechster_schritt"
    REVIEW = "zwischenauswertung"


@dataclass(frozen=True, slots=True)
class Ping:
    """One reminder. Open until it is settled with a fate: answered, ignored, muted, outdated.

    `repeated` says that it comes for the second time, because nothing followed the first.
    """

    id: int
    person_id: int
    case_id: int
    kind: PingKind
    conversation_id: int | None
    due_at: datetime
    sent_at: datetime | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """The hour somebody chose (None: the one of the plan), until when she wants quiet, and what she muted."""

    hour: int | None = None
    pause_until: date | None = None
    muted: frozenset[PingKind] = frozenset()


def plan_ping(
    connection: Connection,
    person_id: int,
    case_id: int,
    kind: PingKind,
    due_at: datetime,
    conversation_id: int | None = None,
) -> None:
    """Plans a ping; an open one of the same kind for the same case is moved instead."""
    same = (
        pings.c.person_id == person_id,
        pings.c.case_id == case_id,
        pings.c.kind == kind,
        pings.c.sent_at.is_(None),
        pings.c.settled_at.is_(None),
    )
    moved = update(pings).where(*same).values(due_at=due_at, conversation_id=conversation_id)
    if connection.execute(moved).rowcount == 0:
        values = {"person_id": person_id, "case_id": case_id, "kind": kind, "conversation_id": conversation_id}
        connection.execute(insert(pings).values(**values, due_at=due_at))


def due_pings(connection: Connection, now: datetime) -> list[Ping]:
    """Pings that are due and were not sent, oldest first."""
    wanted = select(pings).where(pings.c.settled_at.is_(None), pings.c.sent_at.is_(None), pings.c.due_at <= now)
    return [_ping(row) for row in connection.execute(wanted.order_by(pings.c.due_at, pings.c.id))]


def find_ping(connection: Connection, ping_id: int, person_id: int) -> Ping | None:
    """An open ping of this person."""
    wanted = select(pings).where(pings.c.id == ping_id, pings.c.person_id == person_id, pings.c.settled_at.is_(None))
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _ping(row)


def note_sent(connection: Connection, ping_id: int, now: datetime) -> bool:
    """False if it was sent or settled before."""
    waiting = update(pings).where(pings.c.id == ping_id, pings.c.sent_at.is_(None), pings.c.settled_at.is_(None))
    return connection.execute(waiting.values(sent_at=now)).rowcount == 1


def snooze(connection: Connection, ping_id: int, due_at: datetime) -> None:
    """Once more at that time."""
    again = update(pings).where(pings.c.id == ping_id, pings.c.settled_at.is_(None))
    connection.execute(again.values(due_at=due_at, sent_at=None, fate=None))


def repeat(connection: Connection, ping_id: int, due_at: datetime) -> bool:
    """Once more at that time, because nothing followed. False if it was repeated or settled before."""
    again = update(pings).where(pings.c.id == ping_id, pings.c.settled_at.is_(None), pings.c.fate.is_(None))
    return connection.execute(again.values(due_at=due_at, sent_at=None, fate=_REPEATED)).rowcount == 1


def begun_since(connection: Connection, ping: Ping, dialogs: Collection[str], since: datetime) -> bool:
    """Whether the person has begun one of the dialogs for the case of the ping since then."""
    found = select(conversations.c.id).where(
        conversations.c.person_id == ping.person_id,
        conversations.c.case_id == ping.case_id,
        conversations.c.dialog_id.in_(dialogs),
        conversations.c.created_at >= since,
    )
    return connection.execute(found.limit(1)).one_or_none() is not None


def open_pings(connection: Connection, person_id: int, kind: PingKind, case_id: int | None = None) -> list[Ping]:
    """The person's pings of a kind that are not settled, of one case if named."""
    wanted = select(pings).where(pings.c.person_id == person_id, pings.c.kind == kind, pings.c.settled_at.is_(None))
    if case_id is not None:
        wanted = wanted.where(pings.c.case_id == case_id)
    return [_ping(row) for row in connection.execute(wanted.order_by(pings.c.id))]


def settle(connection: Connection, ping_ids: Collection[int], fate: str, now: datetime) -> int:
    """The pings are over; returns how many were still open."""
    open_ones = update(pings).where(pings.c.id.in_(ping_ids), pings.c.settled_at.is_(None))
    return connection.execute(open_ones.values(settled_at=now, fate=fate)).rowcount


def ignored_in_a_row(connection: Connection, person_id: int, kind: PingKind) -> int:
    """How many of the last pings of a kind were sent and never answered, counted from the newest back."""
    wanted = select(pings.c.fate).where(
        pings.c.person_id == person_id,
        pings.c.kind == kind,
        pings.c.sent_at.is_not(None),
        pings.c.settled_at.is_not(None),
    )
    count = 0
    for fate in connection.execute(wanted.order_by(pings.c.id.desc())).scalars():
        if fate != "ignored":
            break
        count += 1
    return count


def sent_and_open(connection: Connection, before: datetime) -> list[Ping]:
    """Pings that were sent before that time and are still open."""
    wanted = select(pings).where(pings.c.settled_at.is_(None), pings.c.sent_at < before)
    return [_ping(row) for row in connection.execute(wanted.order_by(pings.c.id))]


def habit_of(connection: Connection, person_id: int) -> Habit:
    row = connection.execute(select(habits).where(habits.c.person_id == person_id)).one_or_none()
    if row is None:
        return Habit()
    muted = frozenset(PingKind(kind) for kind in row.muted.split(",") if kind)
    return Habit(row.hour, row.pause_until, muted)


def set_habit(connection: Connection, person_id: int, habit: Habit) -> None:
    """From now on the person is written to like this."""
    muted = ",".join(sorted(kind.value for kind in habit.muted))
    values = {"hour": habit.hour, "pause_until": habit.pause_until, "muted": muted}
    changed = update(habits).where(habits.c.person_id == person_id).values(**values)
    if connection.execute(changed).rowcount == 0:
        connection.execute(insert_new(connection, habits).values(person_id=person_id, **values))


def _ping(row: Any) -> Ping:
    return Ping(
        row.id,
        row.person_id,
        row.case_id,
        PingKind(row.kind),
        row.conversation_id,
        row.due_at,
        row.sent_at,
        row.fate == _REPEATED,
    )
