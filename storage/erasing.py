"""Erasing a case or a person for good: rows and keys, and once more after an old database was restored.

The key is condemned first, the rows go, and once that is for sure the key is destroyed, see `storage.destroying`. If
the rows cannot be removed in the same breath, the tombstone has them removed at the next start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, func, select, update

from storage import inbox as inbox_place
from storage import outbox as outbox_place
from storage.audit import AuditEvent, record
from storage.database import after_commit, keep_others_out
from storage.destroying import condemn, destroy_condemned
from storage.encryption import vault_of
from storage.follow_ups import Outcome as CheckInOutcome
from storage.follow_ups import close_check_ins_of
from storage.key_store import KeyKind
from storage.tables import (
    addresses,
    answers,
    cases,
    check_ins,
    consents,
    conversations,
    duties,
    follow_ups,
    goals,
    habits,
    help_calls,
    hours,
    inbox,
    invitations,
    members,
    outbox,
    people,
    phase_changes,
    pings,
    releases,
    reviews,
    turning_points,
    wordings,
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """How much goes, or went."""

    conversations: int
    answers: int
    releases: int
    consents: int
    addresses: int


def preview_case(connection: Connection, case_id: int) -> Erasure:
    """What erasing the case would remove."""
    walks = select(conversations.c.id).where(conversations.c.case_id == case_id)
    return _counted(connection, walks, consents.c.case_id == case_id, None)


def preview_person(connection: Connection, person_id: int) -> Erasure:
    """What erasing the person would remove. Consents stay as evidence, without a name."""
    walks = select(conversations.c.id).where(conversations.c.person_id == person_id)
    return _counted(connection, walks, None, addresses.c.person_id == person_id)


def erase_case(connection: Connection, case_id: int, now: datetime, actor: int | None = None) -> Erasure:
    """Removes the case with everything in it and destroys its key."""
    keep_others_out(connection)
    going = preview_case(connection, case_id)
    key = connection.execute(select(cases.c.key_id).where(cases.c.id == case_id)).scalar_one()
    condemn(connection, [key, *_keys_of_invited(connection, invitations.c.case_id == case_id)], now)
    _forget_case(connection, case_id)
    _renew_post(connection, now)
    after_commit(connection, scrub)
    record(connection, AuditEvent.CASE_ERASED, now, actor=actor, case=case_id, answers=going.answers)
    return going


def erase_person(connection: Connection, person_id: int, now: datetime, actor: int | None = None) -> Erasure:
    """Removes everything about the person but a number, and destroys her key."""
    keep_others_out(connection)
    going = preview_person(connection, person_id)
    key = connection.execute(select(people.c.key_id).where(people.c.id == person_id)).scalar_one()
    condemn(connection, [key, *_keys_of_invited(connection, invitations.c.person_id == person_id)], now)
    _forget_person(connection, person_id, now)
    _renew_post(connection, now)
    after_commit(connection, scrub)
    record(connection, AuditEvent.PERSON_ERASED, now, actor=actor, subject=person_id, answers=going.answers)
    return going


def erase_again(connection: Connection, now: datetime) -> int:
    """Removes rows whose keys are gone or condemned: after a crash, or when an old database came back.

    Returns how many cases and people that were. What is on its way under a condemned key can still be read and stays.
    """
    dead = _dead_keys(connection)
    found_cases, found_people = half_erased(connection)
    unread = [
        row.id for row in connection.execute(select(invitations.c.id, invitations.c.key_id)) if row.key_id in dead
    ]
    for case_id in found_cases:
        _forget_case(connection, case_id)
        record(connection, AuditEvent.CASE_ERASED, now, case=case_id, again=1)
    for person_id in found_people:
        _forget_person(connection, person_id, now)
        record(connection, AuditEvent.PERSON_ERASED, now, subject=person_id, again=1)
    connection.execute(delete(invitations).where(invitations.c.id.in_(unread), invitations.c.used_at.is_(None)))
    gone = dead - set(vault_of(connection).store.condemned())
    for table in (inbox, outbox):
        lost = [
            row.id
            for row in connection.execute(select(table.c.id, table.c.payload).where(table.c.payload.is_not(None)))
            if row.payload.split(":")[1] in gone
        ]
        connection.execute(delete(table).where(table.c.id.in_(lost)))
    after_commit(connection, destroy_condemned)
    return len(found_cases) + len(found_people)


def half_erased(connection: Connection) -> tuple[list[int], list[int]]:
    """The numbers of cases and people whose keys were destroyed but whose rows are there, still or again."""
    dead = _dead_keys(connection)
    living = people.c.erased_at.is_(None)
    return (
        [row.id for row in connection.execute(select(cases.c.id, cases.c.key_id)) if row.key_id in dead],
        [
            row.id
            for row in connection.execute(select(people.c.id, people.c.key_id).where(living))
            if row.key_id in dead
        ],
    )


def scrub(engine: Engine) -> None:
    """Empties the write-ahead log of SQLite, which would otherwise keep what was removed for a while."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def _keys_of_invited(connection: Connection, which: ColumnElement[bool]) -> list[str]:
    """The keys that names in these invitations were sealed with and that became nobody's key."""
    wanted = select(invitations.c.key_id).where(which, invitations.c.key_id.not_in(select(people.c.key_id)))
    return list(connection.execute(wanted).scalars())


def _dead_keys(connection: Connection) -> set[str]:
    return {stone.key_id for stone in vault_of(connection).store.tombstones()}


def _counted(
    connection: Connection,
    walks: Select[tuple[int]],
    consent: ColumnElement[bool] | None,
    address: ColumnElement[bool] | None,
) -> Erasure:
    said = select(answers.c.id).where(answers.c.conversation_id.in_(walks))

    def count(query: Select[tuple[int]]) -> int:
        return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())

    return Erasure(
        conversations=count(walks),
        answers=count(said),
        releases=count(select(releases.c.id).where(releases.c.answer_id.in_(said))),
        consents=0 if consent is None else count(select(consents.c.id).where(consent)),
        addresses=0 if address is None else count(select(addresses.c.id).where(address)),
    )


def _forget_walks(connection: Connection, walk_ids: Sequence[int]) -> None:
    said = select(answers.c.id).where(answers.c.conversation_id.in_(walk_ids))
    connection.execute(delete(releases).where(releases.c.answer_id.in_(said)))
    connection.execute(delete(answers).where(answers.c.conversation_id.in_(walk_ids)))
    connection.execute(delete(outbox).where(outbox.c.conversation_id.in_(walk_ids)))
    connection.execute(delete(conversations).where(conversations.c.id.in_(walk_ids)))


def _forget_case(connection: Connection, case_id: int) -> None:
    walks = select(conversations.c.id).where(conversations.c.case_id == case_id)
    _forget_walks(connection, list(connection.execute(walks).scalars()))
    belonging = list(connection.execute(select(members.c.person_id).where(members.c.case_id == case_id)).scalars())
    worded = select(goals.c.id).where(goals.c.case_id == case_id)
    connection.execute(delete(wordings).where(wordings.c.goal_id.in_(worded)))
    for table in (check_ins, follow_ups, pings, help_calls):
        connection.execute(delete(table).where(table.c.case_id == case_id))
    for table in (goals, hours, phase_changes, reviews, turning_points, consents, members, invitations):
        connection.execute(delete(table).where(table.c.case_id == case_id))
    connection.execute(update(people).where(people.c.case_id == case_id).values(case_id=None))
    connection.execute(update(people).where(people.c.id.in_(belonging)).values(awaiting=None))
    connection.execute(delete(cases).where(cases.c.id == case_id))


def _forget_person(connection: Connection, person_id: int, now: datetime) -> None:
    walks = select(conversations.c.id).where(conversations.c.person_id == person_id)
    _forget_walks(connection, list(connection.execute(walks).scalars()))
    reached = select(addresses.c.address_hash).where(addresses.c.person_id == person_id)
    for post in (inbox, outbox):
        connection.execute(delete(post).where(post.c.address_hash.in_(reached)))
    connection.execute(
        delete(invitations).where(invitations.c.invited_by == person_id, invitations.c.used_at.is_(None))
    )
    close_check_ins_of(connection, person_id, CheckInOutcome.UNREACHABLE, now)
    connection.execute(update(check_ins).where(check_ins.c.person_id == person_id).values(person_id=None))
    for table in (addresses, members, duties, turning_points, pings, help_calls, habits):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    emptied = {"name": "", "awaiting": None, "case_id": None, "last_token": None, "last_hint": None, "erased_at": now}
    connection.execute(update(people).where(people.c.id == person_id).values(**emptied))


def _renew_post(connection: Connection, now: datetime) -> None:
    """Seals what is still on its way anew and condemns the old post keys, so that no backup can show it."""
    vault = vault_of(connection)
    old = vault.store.alive(KeyKind.POST)
    vault.renew_post(now)
    for table, place in ((inbox, inbox_place.PAYLOAD), (outbox, outbox_place.PAYLOAD)):
        on_its_way = select(table.c.id, table.c.payload).where(table.c.payload.is_not(None))
        for row in connection.execute(on_its_way).all():
            again = vault.seal(vault.open(row.payload, place), place, vault.post)
            connection.execute(update(table).where(table.c.id == row.id).values(payload=again))
    condemn(connection, old, now)
