"""How long what is kept: periods, what is due by them, and removing it. Run daily; a dry run lists the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from dialogs.engine.state import State, Status
from storage.audit import AuditEvent, record
from storage.audit_pruning import count_older, forget_older
from storage.conversations import conversations_changed_before, save_state
from storage.erasing import erase_case, erase_person
from storage.invitations import count_ended, forget_invitations
from storage.tables import addresses, answers, cases, duties, members, people, releases

KEEP_INVITATIONS = timedelta(days=30)
_NOT_ENDED = (Status.RUNNING, Status.PAUSED)


@dataclass(frozen=True, slots=True)
class Periods:
    """How long what is kept. Private notes in months after the last change, cases to the end of that calendar year
    after closing, addresses in months after the person's last case was closed or left, the audit log in years.
    """

    private_months: int
    case_years: int
    address_months: int
    audit_years: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is to go today, by number: conversations with notes never released, cases, people, and counts."""

    conversations: tuple[int, ...]
    cases: tuple[int, ...]
    addresses_of: tuple[int, ...]
    people: tuple[int, ...]
    invitations: int
    audit_entries: int

    @property
    def is_empty(self) -> bool:
        return not any(
            (self.conversations, self.cases, self.addresses_of, self.people, self.invitations, self.audit_entries)
        )


def due(connection: Connection, periods: Periods, now: datetime) -> Due:
    """What the periods say is to go; changes nothing."""
    return Due(
        conversations=_conversations(connection, months_before(now, periods.private_months)),
        cases=_cases(connection, periods.case_years, now),
        addresses_of=_gone_since(connection, months_before(now, periods.address_months), reached=True),
        people=_people(connection, months_before(now, periods.address_months)),
        invitations=count_ended(connection, now - KEEP_INVITATIONS),
        audit_entries=count_older(connection, months_before(now, 12 * periods.audit_years)),
    )


def apply(connection: Connection, periods: Periods, now: datetime) -> Due:
    """Removes what is due and notes how much of it, without content. Returns what went."""
    going = due(connection, periods, now)
    if going.is_empty:
        return going
    _forget_private(connection, going.conversations, now)
    for case_id in going.cases:
        erase_case(connection, case_id, now)
    connection.execute(delete(addresses).where(addresses.c.person_id.in_(going.addresses_of)))
    for person_id in going.people:
        erase_person(connection, person_id, now)
    forget_invitations(connection, now - KEEP_INVITATIONS, now)
    forget_older(connection, months_before(now, 12 * periods.audit_years))
    record(
        connection,
        AuditEvent.RETENTION,
        now,
        conversations=len(going.conversations),
        cases=len(going.cases),
        addresses=len(going.addresses_of),
        people=len(going.people),
        invitations=going.invitations,
        audit_entries=going.audit_entries,
    )
    return going


def months_before(now: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    day = min(now.day, (first_of_next - timedelta(days=1)).day)
    return now.replace(year=year, month=month + 1, day=day)


def _never_released(connection: Connection, conversation_id: int) -> list[int]:
    active = select(releases.c.answer_id).where(releases.c.taken_back_at.is_(None))
    wanted = select(answers.c.id).where(answers.c.conversation_id == conversation_id, answers.c.id.not_in(active))
    return list(connection.execute(wanted).scalars())


def _conversations(connection: Connection, before: datetime) -> tuple[int, ...]:
    """Those with notes that were never released, and those never ended: a text may wait there for a decision."""
    return tuple(
        walk.id
        for walk in conversations_changed_before(connection, before)
        if walk.state.status in _NOT_ENDED or walk.state.answers or _never_released(connection, walk.id)
    )


def _forget_private(connection: Connection, conversation_ids: tuple[int, ...], now: datetime) -> None:
    wanted = set(conversation_ids)
    for walk in conversations_changed_before(connection, now) if wanted else ():
        if walk.id not in wanted:
            continue
        going = _never_released(connection, walk.id)
        connection.execute(delete(releases).where(releases.c.answer_id.in_(going)))
        connection.execute(delete(answers).where(answers.c.id.in_(going)))
        status = Status.FINISHED if walk.state.status is Status.FINISHED else Status.DISCARDED
        emptied = State(role=walk.state.role, turn=walk.state.turn, status=status)
        save_state(connection, walk, emptied, walk.changed_at)
        if walk.state.status is Status.RUNNING:
            connection.execute(update(people).where(people.c.id == walk.person_id).values(awaiting=None))


def _cases(connection: Connection, years: int, now: datetime) -> tuple[int, ...]:
    """Closed cases whose last calendar year is over."""
    kept_from = datetime(now.year - years, 1, 1, tzinfo=UTC)
    closed = select(cases.c.id).where(cases.c.closed_at < kept_from).order_by(cases.c.id)
    return tuple(connection.execute(closed).scalars())


def _gone_since(connection: Connection, before: datetime, *, reached: bool) -> tuple[int, ...]:
    """People whose last case was closed or left before that time, and who have no duty."""
    ended = func.coalesce(members.c.left_at, cases.c.closed_at)
    there = (
        select(members.c.person_id)
        .join(cases, cases.c.id == members.c.case_id)
        .where(ended.is_(None) | (ended >= before))
    )
    wanted = select(people.c.id).where(
        people.c.erased_at.is_(None),
        people.c.created_at < before,
        people.c.id.not_in(there),
        people.c.id.not_in(select(duties.c.person_id)),
    )
    if reached:
        wanted = wanted.where(people.c.id.in_(select(addresses.c.person_id)))
    return tuple(connection.execute(wanted.order_by(people.c.id)).scalars())


def _people(connection: Connection, before: datetime) -> tuple[int, ...]:
    """People who cannot be reached any more and whose cases are all gone."""
    with_case = set(connection.execute(select(members.c.person_id)).scalars())
    return tuple(person for person in _gone_since(connection, before, reached=False) if person not in with_case)
