"""Rooms: every answer is private until its author releases this very text, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, select, update

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
    """An answer as it stands, with the rooms its author released it to and when it came into the last of them.

    `revision` counts the answers to the step.
    """

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
    released_at: datetime | None = None
    goal_id: int | None = None
    review_id: int | None = None
    check_in_id: int | None = None

    @property
    def topic(self) -> str:
        """What the answer is about, for laying answers side by side: the dialog, and the goal if it asks about one."""
        return _topic(self.dialog_id, self.goal_id)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer belongs, whichever revision it is and whoever gave it."""

    person_id: int
    topic: str
    conversation_id: int
    step_id: str


_Active = dict[int, dict[Room, datetime]]
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
    conversations.c.goal_id,
    conversations.c.review_id,
    conversations.c.check_in_id,
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
    return _statements(connection, wanted, _active(connection, case_id))


def released_statements(connection: Connection, case_id: int, rooms: Collection[Room]) -> list[Statement]:
    """What was released to any of the rooms and not taken back, oldest first; of each answer the newest revision."""
    active = _active(connection, case_id)
    wanted_ids = [answer for answer, where in active.items() if where.keys() & set(rooms)]
    wanted = select(*_COLUMNS).select_from(_FROM).where(answers.c.id.in_(wanted_ids)).order_by(answers.c.id)
    found = _statements(connection, wanted, active)
    newest = {(statement.conversation_id, statement.step_id): statement for statement in found}
    return sorted(newest.values(), key=lambda statement: statement.answer_id)


def place_of_answer(connection: Connection, answer_id: int, case_id: int) -> Place | None:
    """Where an answer of this case belongs; None if there is no such answer any more."""
    wanted = select(*_COLUMNS).select_from(_FROM).where(answers.c.id == answer_id, conversations.c.case_id == case_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    topic = _topic(row.dialog_id, row.goal_id)
    return Place(row.person_id, topic, row.conversation_id, row.step_id)


def release(connection: Connection, statement: Statement, case_id: int, room: Room, now: datetime) -> bool:
    """Shows this text to the room from now on, instead of an earlier revision. False if it is there already."""
    if room in statement.rooms:
        return False
    earlier = _revisions(statement.conversation_id, statement.step_id)
    _end(connection, releases.c.answer_id.in_(earlier), releases.c.room == room, now=now)
    values = {"answer_id": statement.answer_id, "case_id": case_id, "person_id": statement.person_id, "room": room}
    connection.execute(insert(releases).values(**values, released_at=now))
    return True


def take_back(connection: Connection, place: Place, now: datetime) -> int:
    """Makes an answer private again, with all its revisions; returns how many releases that ended."""
    revisions = _revisions(place.conversation_id, place.step_id)
    return _end(connection, releases.c.answer_id.in_(revisions), releases.c.person_id == place.person_id, now=now)


def _topic(dialog_id: str, goal_id: int | None) -> str:
    return dialog_id if goal_id is None else f"{dialog_id}-{goal_id}"


def _revisions(conversation_id: int, step_id: str) -> Select[tuple[int]]:
    return select(answers.c.id).where(answers.c.conversation_id == conversation_id, answers.c.step_id == step_id)


def _end(connection: Connection, *which: ColumnElement[bool], now: datetime) -> int:
    ended = update(releases).where(*which, releases.c.taken_back_at.is_(None)).values(taken_back_at=now)
    return connection.execute(ended).rowcount


def _active(connection: Connection, case_id: int) -> _Active:
    """The rooms each answer of a case is in, and since when."""
    wanted = select(releases.c.answer_id, releases.c.room, releases.c.released_at).where(
        releases.c.case_id == case_id, releases.c.taken_back_at.is_(None)
    )
    active: _Active = {}
    for row in connection.execute(wanted):
        active.setdefault(row.answer_id, {})[Room(row.room)] = row.released_at
    return active


def _statements(connection: Connection, wanted: Select[Any], active: _Active) -> list[Statement]:
    found = [_statement(connection, row, active.get(row.id, {})) for row in connection.execute(wanted)]
    return [statement for statement in found if statement is not None]


def _statement(connection: Connection, row: Any, rooms: dict[Room, datetime]) -> Statement | None:
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
        goal_id=row.goal_id,
        review_id=row.review_id,
        check_in_id=row.check_in_id,
        rooms=frozenset(rooms or {Room.PRIVATE}),
        released_at=max(rooms.values(), default=None),
    )
