"""Everything that is kept about one person, as plain data for her to read or to take away."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, func, select

from storage.answers import answer_place
from storage.audit import Entry, entries_about
from storage.conversations import state_place
from storage.encryption import Vault, vault_of
from storage.own_course import own_course
from storage.own_follow_up import own_follow_up
from storage.people import ADDRESS, AWAITING, NAME
from storage.tables import (
    addresses,
    answers,
    cases,
    consents,
    conversations,
    duties,
    inbox,
    invitations,
    members,
    outbox,
    people,
    releases,
)

FORMAT = 1
"""Goes up when a key changes its name or its meaning."""

Data = dict[str, Any]


def own_data(connection: Connection, person_id: int, now: datetime) -> Data:
    """All of it with stable keys, ready for JSON; times are in UTC. Cases that were left are in it like others.

    Of others there is only the role in a case. Raises NoResultFound for a number that no person ever had.
    """
    return {
        "format": FORMAT,
        "exported_at": _written(now.astimezone(UTC)),
        "person": _person(connection, person_id),
        "addresses": _addresses(connection, person_id),
        "duties": [{"role": row.role, "since": _written(row.created_at)} for row in _of(connection, duties, person_id)],
        "memberships": _memberships(connection, person_id),
        "consents": _consents(connection, person_id),
        "conversations": _conversations(connection, person_id),
        **own_course(connection, person_id),
        **own_follow_up(connection, person_id),
        "invitations": _invitations(connection, person_id),
        "messages": {"received": _post(connection, inbox, person_id), "sent": _post(connection, outbox, person_id)},
        "log": _log(connection, person_id),
    }


def _person(connection: Connection, person_id: int) -> Data:
    row = connection.execute(select(people).where(people.c.id == person_id)).one()
    vault = vault_of(connection)
    return {
        "number": row.id,
        "name": vault.open(row.name, NAME) if row.name else "",
        "register": row.register_name,
        "since": _written(row.created_at),
        "case": row.case_id,
        "awaiting": None if row.awaiting is None else json.loads(vault.open(row.awaiting, AWAITING)),
        "last_token": row.last_token,
        "last_token_at": _written(row.last_token_at),
        "last_hint": row.last_hint,
        "last_hint_at": _written(row.last_hint_at),
    }


def _addresses(connection: Connection, person_id: int) -> list[Data]:
    vault = vault_of(connection)
    return [
        {
            "channel": row.channel,
            "address": None if row.address is None else vault.open(row.address, ADDRESS),
            "since": _written(row.created_at),
            "blocked_at": _written(row.blocked_at),
        }
        for row in _of(connection, addresses, person_id)
    ]


def _memberships(connection: Connection, person_id: int) -> list[Data]:
    wanted = (
        select(members, cases.c.pseudonym, cases.c.phase)
        .join(cases, cases.c.id == members.c.case_id)
        .where(members.c.person_id == person_id)
        .order_by(members.c.id)
    )
    return [
        {
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            "phase": row.phase,
            "role": row.role,
            "since": _written(row.created_at),
            "until": _written(row.left_at),
        }
        for row in connection.execute(wanted)
    ]


def _consents(connection: Connection, person_id: int) -> list[Data]:
    names = ("data", "recipients", "purpose", "text_version", "channel")
    times = ("given_at", "refused_at", "ends_on", "withdrawn_at")
    wanted = (
        select(consents, cases.c.pseudonym)
        .outerjoin(cases, cases.c.id == consents.c.case_id)
        .where(consents.c.person_id == person_id)
        .order_by(consents.c.id)
    )
    return [
        {
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            **{name: getattr(row, name) for name in names},
            **{name: _written(getattr(row, name)) for name in times},
        }
        for row in connection.execute(wanted)
    ]


def _conversations(connection: Connection, person_id: int) -> list[Data]:
    vault = vault_of(connection)
    said = _answers(connection, person_id, vault)
    wanted = (
        select(conversations, cases.c.pseudonym)
        .join(cases, cases.c.id == conversations.c.case_id)
        .where(conversations.c.person_id == person_id)
        .order_by(conversations.c.id)
    )
    return [
        {
            "id": row.id,
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            "dialog": row.dialog_id,
            "content_version": row.content_hash,
            "goal": row.goal_id,
            "review": row.review_id,
            "status": row.status,
            "began_at": _written(row.created_at),
            "changed_at": _written(row.changed_at),
            "state": json.loads(vault.open(row.state, state_place(row.person_id, row.case_id))),
            "answers": [{"step": step, "revisions": revisions} for step, revisions in said[row.id].items()],
        }
        for row in connection.execute(wanted)
    ]


def _answers(connection: Connection, person_id: int, vault: Vault) -> Mapping[int, dict[str, list[Data]]]:
    """Every revision of every answer, by conversation and step; one query, there may be thousands."""
    rooms: dict[int, list[Data]] = defaultdict(list)
    for row in connection.execute(select(releases).where(releases.c.person_id == person_id).order_by(releases.c.id)):
        room = {"room": row.room, "released_at": _written(row.released_at)}
        rooms[row.answer_id].append({**room, "taken_back_at": _written(row.taken_back_at)})
    wanted = (
        select(answers)
        .join(conversations, conversations.c.id == answers.c.conversation_id)
        .where(conversations.c.person_id == person_id)
        .order_by(answers.c.id)
    )
    found: dict[int, dict[str, list[Data]]] = defaultdict(dict)
    for row in connection.execute(wanted):
        revisions = found[row.conversation_id].setdefault(row.step_id, [])
        revisions.append(_revision(row, vault, rooms.get(row.id, [])))
    return found


def _revision(row: Row[Any], vault: Vault, rooms: list[Data]) -> Data:
    def opened(column: str) -> str:
        return vault.open(getattr(row, column), answer_place(column, row.conversation_id, row.step_id))

    return {
        "number": row.id,
        "revision": row.revision,
        "question": opened("question_text"),
        "answer": opened("answer_text"),
        "value": json.loads(opened("value")),
        "fell_away": row.fell_away,
        "register": row.register_name,
        "answered_at": _written(row.answered_at),
        "releases": rooms,
    }


def _invitations(connection: Connection, person_id: int) -> list[Data]:
    """Invitations the person made, without the name she gave: that is about somebody else."""
    wanted = (
        select(invitations, cases.c.pseudonym)
        .outerjoin(cases, cases.c.id == invitations.c.case_id)
        .where(invitations.c.invited_by == person_id)
        .order_by(invitations.c.id)
    )
    return [
        {
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            "role": row.role,
            "hands_over": row.hands_over,
            "created_at": _written(row.created_at),
            "expires_at": _written(row.expires_at),
            "used_at": _written(row.used_at),
        }
        for row in connection.execute(wanted)
    ]


def _post(connection: Connection, table: Table, person_id: int) -> int:
    """How many messages are still remembered, most of them as a number without text."""
    theirs = and_(addresses.c.channel == table.c.channel, addresses.c.address_hash == table.c.address_hash)
    counted = select(func.count()).select_from(table.join(addresses, theirs)).where(addresses.c.person_id == person_id)
    return int(connection.execute(counted).scalar_one())


def _log(connection: Connection, person_id: int) -> list[Data]:
    entries = entries_about(connection, person_id)
    about = {entry.case_id for entry in entries if entry.case_id is not None}
    names = {row.id: row.pseudonym for row in connection.execute(select(cases.c.id, cases.c.pseudonym))}
    belonging = select(members.c.case_id, members.c.person_id, members.c.role).where(members.c.case_id.in_(about))
    roles = {(row.case_id, row.person_id): row.role for row in connection.execute(belonging)}

    def who(entry: Entry, number: int | None) -> Data:
        if number is None:
            return {"kind": "program", "role": None}
        role = roles.get((entry.case_id, number)) if entry.case_id is not None else None
        return {"kind": "self" if number == person_id else "person", "role": role}

    return [
        {
            "number": entry.id,
            "at": _written(entry.at),
            "event": entry.event.value,
            "actor": who(entry, entry.actor),
            "subject": None if entry.subject is None else who(entry, entry.subject),
            "case": entry.case_id,
            "pseudonym": None if entry.case_id is None else names.get(entry.case_id),
            "details": entry.details,
        }
        for entry in entries
    ]


def _of(connection: Connection, table: Table, person_id: int) -> list[Row[Any]]:
    return list(connection.execute(select(table).where(table.c.person_id == person_id)))


def _written(when: datetime | date | None) -> str | None:
    return None if when is None else when.isoformat()
