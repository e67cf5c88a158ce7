"""What was agreed for the time after the end, and how far each check-in went. Who decides is `bot.follow_up`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dialogs.engine.model import Role
from storage.encryption import vault_of
from storage.tables import cases, check_ins, follow_ups


class Wave(StrEnum):
    """When after the end somebody asks (JoNi, sustainability)."""

    WEEKS_4 = "vier_wochen"
    MONTHS_3 = "drei_monate"
    MONTHS_6 = "sechs_monate"


class Way(StrEnum):
    """How somebody is asked."""

    CHAT = "chat"
    PHONE = "telefon"
    VISIT = "persoenlich"


class Outcome(StrEnum):
    """How a check-in ended. Every closed one has exactly one, so that they add up."""

    ANSWERED = "beantwortet"
    BY_PHONE = "telefonisch"
    REFUSED = "abgelehnt"
    WITHDRAWN = "zurueckgezogen"
    UNREACHABLE = "nicht_erreicht"
    CANCELLED = "abgesagt"
    TOO_LATE = "zu_spaet"


LATE = "nachgereicht"
"""The reason of a check-in that was answered after its round was over."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was agreed in the closing talk. `aid` and `support` are in somebody's own words."""

    id: int
    case_id: int
    responsible_id: int
    closed_on: date
    aid: str
    support: str
    agreed_at: datetime


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One planned asking. `due_on` and `hour` are local; nobody is named for somebody who is not in the chat."""

    id: int
    follow_up_id: int
    case_id: int
    person_id: int | None
    role: Role
    wave: Wave
    way: Way
    due_on: date
    hour: int
    announced_at: datetime | None
    asked_at: datetime | None
    reminded_at: datetime | None
    reminded_again_at: datetime | None
    handed_over_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    reason: str

    @property
    def is_late(self) -> bool:
        """Whether it was answered after its round was over."""
        return self.outcome is Outcome.ANSWERED and self.reason == LATE


@dataclass(frozen=True, slots=True)
class Plan:
    """One check-in to be planned."""

    person_id: int | None
    role: Role
    wave: Wave
    way: Way
    due_on: date
    hour: int


def agree_follow_up(
    connection: Connection,
    case_id: int,
    responsible_id: int,
    closed_on: date,
    aid: str,
    support: str,
    plans: list[Plan],
    now: datetime,
) -> int:
    """Writes down what was agreed with its whole schedule; returns the number of the follow-up."""
    vault, key = vault_of(connection), _key(connection, case_id)
    values = {
        "case_id": case_id,
        "responsible_id": responsible_id,
        "closed_on": closed_on,
        "aid": vault.seal(aid, _place("aid", case_id), key),
        "support": vault.seal(support, _place("support", case_id), key),
        "agreed_at": now,
    }
    follow_up_id: int = connection.execute(insert(follow_ups).values(**values).returning(follow_ups.c.id)).scalar_one()
    rows = [
        {
            "follow_up_id": follow_up_id,
            "case_id": case_id,
            "person_id": plan.person_id,
            "role": plan.role,
            "wave": plan.wave,
            "way": plan.way,
            "due_on": plan.due_on,
            "hour": plan.hour,
        }
        for plan in plans
    ]
    if rows:
        connection.execute(insert(check_ins), rows)
    return follow_up_id


def follow_up_of(connection: Connection, case_id: int) -> FollowUp | None:
    """What was agreed last for a case."""
    wanted = select(follow_ups).where(follow_ups.c.case_id == case_id).order_by(follow_ups.c.id.desc())
    row = connection.execute(wanted.limit(1)).one_or_none()
    if row is None:
        return None
    vault = vault_of(connection)
    return FollowUp(
        id=row.id,
        case_id=row.case_id,
        responsible_id=row.responsible_id,
        closed_on=row.closed_on,
        aid=vault.open(row.aid, _place("aid", case_id)),
        support=vault.open(row.support, _place("support", case_id)),
        agreed_at=row.agreed_at,
    )


def hand_follow_up_over(connection: Connection, case_id: int, responsible_id: int) -> None:
    """Somebody else is responsible for everything that is still open in this case."""
    mine = update(follow_ups).where(follow_ups.c.case_id == case_id)
    connection.execute(mine.values(responsible_id=responsible_id))


def check_ins_of(connection: Connection, case_id: int) -> list[CheckIn]:
    """All check-ins of a case by day, closed ones too."""
    wanted = select(check_ins).where(check_ins.c.case_id == case_id).order_by(check_ins.c.due_on, check_ins.c.id)
    return [_check_in(connection, row) for row in connection.execute(wanted)]


def open_check_ins(connection: Connection, until: date) -> list[CheckIn]:
    """Everybody's check-ins that are not closed and planned for that day at the latest, oldest first."""
    wanted = select(check_ins).where(check_ins.c.closed_at.is_(None), check_ins.c.due_on <= until)
    rows = connection.execute(wanted.order_by(check_ins.c.due_on, check_ins.c.id))
    return [_check_in(connection, row) for row in rows]


def find_check_in(connection: Connection, check_in_id: int) -> CheckIn | None:
    row = connection.execute(select(check_ins).where(check_ins.c.id == check_in_id)).one_or_none()
    return None if row is None else _check_in(connection, row)


def note_check_in(connection: Connection, check_in_id: int, **moments: datetime) -> bool:
    """Notes a step (`announced_at`, `asked_at`, `reminded_at`, ...). False if it was closed or noted before."""
    still = [check_ins.c[name].is_(None) for name in moments]
    noted = update(check_ins).where(check_ins.c.id == check_in_id, check_ins.c.closed_at.is_(None), *still)
    return connection.execute(noted.values(**moments)).rowcount == 1


def close_check_in(
    connection: Connection, check_in: CheckIn, outcome: Outcome, now: datetime, reason: str = ""
) -> bool:
    """The check-in ends this way. False if it was closed before; the first outcome stays."""
    key = _key(connection, check_in.case_id)
    sealed = vault_of(connection).seal(reason, _place("reason", check_in.case_id), key) if reason else None
    closed = update(check_ins).where(check_ins.c.id == check_in.id, check_ins.c.closed_at.is_(None))
    return connection.execute(closed.values(outcome=outcome, closed_at=now, reason=sealed)).rowcount == 1


def answer_late(connection: Connection, check_in: CheckIn) -> bool:
    """It was answered after all. False if it was answered, done by phone or cancelled before; then that stays.

    The check-in still has exactly one outcome, and its day of closing stays that of the round.
    """
    silent = (Outcome.UNREACHABLE, Outcome.TOO_LATE, Outcome.REFUSED, Outcome.WITHDRAWN)
    late = vault_of(connection).seal(LATE, _place("reason", check_in.case_id), _key(connection, check_in.case_id))
    ended = update(check_ins).where(check_ins.c.id == check_in.id, check_ins.c.outcome.in_(silent))
    return connection.execute(ended.values(outcome=Outcome.ANSWERED, reason=late)).rowcount == 1


def close_check_ins_of(
    connection: Connection, person_id: int, outcome: Outcome, now: datetime, case_id: int | None = None
) -> int:
    """Everything still open for this person ends this way, in one case or in all. Returns how many did."""
    hers = update(check_ins).where(check_ins.c.person_id == person_id, check_ins.c.closed_at.is_(None))
    if case_id is not None:
        hers = hers.where(check_ins.c.case_id == case_id)
    return connection.execute(hers.values(outcome=outcome, closed_at=now)).rowcount


def reopen_check_ins_of(connection: Connection, person_id: int, case_id: int, after: date) -> int:
    """Somebody who had said no says yes: what was planned after that day is open again. Returns how many are."""
    refused = update(check_ins).where(
        check_ins.c.person_id == person_id,
        check_ins.c.case_id == case_id,
        check_ins.c.outcome.in_((Outcome.REFUSED, Outcome.WITHDRAWN)),
        check_ins.c.asked_at.is_(None),
        check_ins.c.due_on > after,
    )
    return connection.execute(refused.values(outcome=None, closed_at=None)).rowcount


def succeed(connection: Connection, case_id: int, before_id: int, after_id: int, role: Role) -> None:
    """Somebody takes a colleague's place: what he was responsible for, and what he is still asked in this role."""
    mine = update(follow_ups).where(follow_ups.c.case_id == case_id, follow_ups.c.responsible_id == before_id)
    connection.execute(mine.values(responsible_id=after_id))
    asked = (check_ins.c.person_id == before_id, check_ins.c.role == role, check_ins.c.closed_at.is_(None))
    connection.execute(update(check_ins).where(check_ins.c.case_id == case_id, *asked).values(person_id=after_id))


def move_check_in(connection: Connection, check_in_id: int, due_on: date, hour: int) -> bool:
    """Asks on another day or at another hour. False once it was asked or closed."""
    waiting = (check_ins.c.asked_at.is_(None), check_ins.c.closed_at.is_(None))
    moved = update(check_ins).where(check_ins.c.id == check_in_id, *waiting)
    return connection.execute(moved.values(due_on=due_on, hour=hour)).rowcount == 1


def call_again(connection: Connection, check_in_id: int, due_on: date) -> bool:
    """Nobody was reached: whoever is responsible is reminded again on that day. False once it was asked or closed."""
    waiting = (check_ins.c.asked_at.is_(None), check_ins.c.closed_at.is_(None))
    moved = update(check_ins).where(check_ins.c.id == check_in_id, *waiting)
    return connection.execute(moved.values(due_on=due_on, handed_over_at=None)).rowcount == 1


def _key(connection: Connection, case_id: int) -> str:
    return str(connection.execute(select(cases.c.key_id).where(cases.c.id == case_id)).scalar_one())


def _place(column: str, case_id: int) -> str:
    return f"follow_up.{column}:{case_id}"


def _check_in(connection: Connection, row: Any) -> CheckIn:
    reason = "" if row.reason is None else vault_of(connection).open(row.reason, _place("reason", row.case_id))
    return CheckIn(
        id=row.id,
        follow_up_id=row.follow_up_id,
        case_id=row.case_id,
        person_id=row.person_id,
        role=Role(row.role),
        wave=Wave(row.wave),
        way=Way(row.way),
        due_on=row.due_on,
        hour=row.hour,
        announced_at=row.announced_at,
        asked_at=row.asked_at,
        reminded_at=row.reminded_at,
        reminded_again_at=row.reminded_again_at,
        handed_over_at=row.handed_over_at,
        closed_at=row.closed_at,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        reason=reason,
    )
