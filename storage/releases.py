"""Rooms: every answer is private until its author releases this very text, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from dialogs.engine.model import Role
from dialogs.engine.state import Value
from storage.answers import answer_place
from storage.encryption import vault_of
from storage.tables import answers, conversations, members, releases


class Room(StrEnum):
    """Who sees an answer. REPORT includes the team; COACHEE is what is shared with the coachee, beside the others."""

    PRIVATE = "privat"
    TEAM = "team"
    REPORT = "bericht"
    COACHEE = "coachee"


RELEASED = (Room.TEAM, Room.REPORT, Room.COACHEE)


@dataclass(frozen=True, slots=True)
class Statement:
    """An answer as it stands, with the rooms its author released it to. `revision` counts the answers to the step."""

    answer_id: int
    revision: int
    person_id: int
    role: Role
    dialog_id: str
    content_hash: str
    conversation_id: int
    step_id: str
    question: str
    text: str
    value: Value
    answered_at: datetime
    rooms: frozenset[Room]


_COLUMNS = (
    answers.c.id,
    answers.c.revision,
    conversations.c.person_id,
    members.c.role,
    conversations.c.dialog_id,
    conversations.c.content_hash,
    answers.c.conversation_id,
    answers.c.step_id,
    answers.c.question_text,
    answers.c.answer_text,
    answers.c.value,
    answers.c.answered_at,
)
_FROM = answers.join(conversations, conversations.c.id == answers.c.conversation_id).join(
    members,
    and_(members.c.case_id == conversations.c.case_id, members.c.person_id == conversations.c.person_id),
)


def own_statements(connection: Connection, person_id: int, case_id: int) -> list[Statement]:
    """The newest standing answers of a person in a case, oldest first, each with its rooms."""
    newest = (
        select(answers.c.conversation_id, answers.c.step_id, func.max(answers.c.revision).label("revision"))
        .group_by(answers.c.conversation_id, answers.c.step_id)
        .subquery()
    )
    wanted = (
        select(*_COLUMNS)
        .select_from(
            _FROM.join(
                newest,
                and_(
                    newest.c.conversation_id == answers.c.conversation_id,
                    newest.c.step_id == answers.c.step_id,
                    newest.c.revision == answers.c.revision,
                ),
            )
        )
        .where(conversations.c.person_id == person_id, conversations.c.case_id == case_id)
        .where(answers.c.fell_away.is_(False))
        .order_by(answers.c.id)
    )
    rooms = _rooms(connection, case_id)
    found = [_statement(connection, row, rooms.get(row.id, frozenset())) for row in connection.execute(wanted)]
    return [statement for statement in found if statement is not None]


def released_statements(connection: Connection, case_id: int, rooms: Collection[Room]) -> list[Statement]:
    """What was released to any of the rooms and not taken back, oldest first."""
    by_answer = _rooms(connection, case_id)
    wanted_ids = [answer for answer, where in by_answer.items() if where & set(rooms)]
    wanted = select(*_COLUMNS).select_from(_FROM).where(answers.c.id.in_(wanted_ids)).order_by(answers.c.id)
    found = [_statement(connection, row, by_answer[row.id]) for row in connection.execute(wanted)]
    return [statement for statement in found if statement is not None]


def release(connection: Connection, statement: Statement, case_id: int, room: Room, now: datetime) -> bool:
    """Shows this text to the room from now on. False if it is there already."""
    if room in statement.rooms:
        return False
    values = {"answer_id": statement.answer_id, "case_id": case_id, "person_id": statement.person_id, "room": room}
    connection.execute(insert(releases).values(**values, released_at=now))
    return True


def take_back(connection: Connection, answer_id: int, person_id: int, now: datetime) -> int:
    """Makes an answer of this person private again; returns how many releases that ended."""
    where = (releases.c.answer_id == answer_id, releases.c.person_id == person_id, releases.c.taken_back_at.is_(None))
    return connection.execute(update(releases).where(*where).values(taken_back_at=now)).rowcount


def _rooms(connection: Connection, case_id: int) -> dict[int, frozenset[Room]]:
    active = select(releases.c.answer_id, releases.c.room).where(
        releases.c.case_id == case_id, releases.c.taken_back_at.is_(None)
    )
    rooms: dict[int, frozenset[Room]] = {}
    for row in connection.execute(active):
        rooms[row.answer_id] = rooms.get(row.answer_id, frozenset()) | {Room(row.room)}
    return rooms


def _statement(connection: Connection, row: Any, rooms: frozenset[Room]) -> Statement | None:
    """The record of a row; None for a question that was skipped."""
    vault = vault_of(connection)

    def opened(column: str) -> str:
        return vault.open(getattr(row, column), answer_place(column, row.conversation_id, row.step_id))

    value = json.loads(opened("value"))
    if value is None:
        return None
    return Statement(
        answer_id=row.id,
        revision=row.revision,
        person_id=row.person_id,
        role=Role(row.role),
        dialog_id=row.dialog_id,
        content_hash=row.content_hash,
        conversation_id=row.conversation_id,
        step_id=row.step_id,
        question=opened("question_text"),
        text=opened("answer_text"),
        value=tuple(value) if isinstance(value, list) else value,
        answered_at=row.answered_at,
        rooms=rooms or frozenset({Room.PRIVATE}),
    )
