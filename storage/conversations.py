"""Conversations: which one a person is in, which ones rest, and where each stands."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, func, insert, select, update

from dialogs.engine.state import State, Status, state_from_data, state_to_data
from storage.encryption import vault_of
from storage.tables import cases, content_versions, conversations, people

Keys = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One walk through a dialog. `content_hash` names the version it began with and ends with.

    `keys` are those of the case and the person; what is said here is sealed with both. `goal_id`, `review_id`
    and `check_in_id` name what it is about.
    """

    id: int
    person_id: int
    case_id: int
    case_pseudonym: str
    keys: Keys
    dialog_id: str
    content_hash: str
    goal_id: int | None
    review_id: int | None
    check_in_id: int | None
    state: State
    changed_at: datetime


_COLUMNS = (
    conversations.c.id,
    conversations.c.person_id,
    conversations.c.case_id,
    cases.c.pseudonym,
    cases.c.key_id.label("case_key"),
    people.c.key_id.label("person_key"),
    conversations.c.dialog_id,
    conversations.c.content_hash,
    conversations.c.goal_id,
    conversations.c.review_id,
    conversations.c.check_in_id,
    conversations.c.state,
    conversations.c.changed_at,
)
_SELECTED = (
    select(*_COLUMNS)
    .join(cases, cases.c.id == conversations.c.case_id)
    .join(people, people.c.id == conversations.c.person_id)
)
_KEYS = select(
    select(cases.c.key_id).where(cases.c.id == bindparam("of_case")).scalar_subquery(),
    select(people.c.key_id).where(people.c.id == bindparam("of_person")).scalar_subquery(),
)
_WITH_STATUS = (
    _SELECTED.where(
        conversations.c.person_id == bindparam("of_person"), conversations.c.status == bindparam("with_status")
    )
    .order_by(conversations.c.changed_at.desc(), conversations.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_OWN = _SELECTED.where(conversations.c.id == bindparam("wanted"), conversations.c.person_id == bindparam("of_person"))
_MOVED = update(conversations).where(conversations.c.id == bindparam("wanted"))


def running_conversation(connection: Connection, person_id: int) -> Conversation | None:
    """The conversation the person is in. There is at most one."""
    found = _with_status(connection, person_id, Status.RUNNING)
    return found[0] if found else None


def paused_conversations(connection: Connection, person_id: int) -> list[Conversation]:
    """The conversations that rest, the one left last first."""
    return _with_status(connection, person_id, Status.PAUSED)


def find_conversation(connection: Connection, conversation_id: int, person_id: int) -> Conversation | None:
    """A conversation of this very person, whatever its status."""
    row = connection.execute(_OWN, {"wanted": conversation_id, "of_person": person_id}).one_or_none()
    return None if row is None else _record(connection, row)


def last_finished(connection: Connection, person_id: int) -> Conversation | None:
    found = _with_status(connection, person_id, Status.FINISHED, most=1)
    return found[0] if found else None


def times_begun(connection: Connection, person_id: int, dialog_id: str) -> int:
    """How often the person began this dialog before; the wordings of its questions take turns by it."""
    count = select(func.count()).where(conversations.c.person_id == person_id, conversations.c.dialog_id == dialog_id)
    return int(connection.execute(count).scalar_one())


def is_newest(connection: Connection, conversation: Conversation) -> bool:
    """Whether the person has not begun the same dialog for the same case again since."""
    newer = select(conversations.c.id).where(
        conversations.c.person_id == conversation.person_id,
        conversations.c.case_id == conversation.case_id,
        conversations.c.dialog_id == conversation.dialog_id,
        conversations.c.goal_id.is_not_distinct_from(conversation.goal_id),
        conversations.c.id > conversation.id,
    )
    return connection.execute(newer.limit(1)).one_or_none() is None


def finished_dialogs(connection: Connection, person_id: int, case_id: int) -> set[str]:
    """The dialogs the person has finished for a case."""
    wanted = select(conversations.c.dialog_id).where(
        conversations.c.person_id == person_id,
        conversations.c.case_id == case_id,
        conversations.c.status == Status.FINISHED,
    )
    return set(connection.execute(wanted.distinct()).scalars())


def conversations_changed_before(connection: Connection, before: datetime) -> list[Conversation]:
    """Everybody's conversations that were left alone since then."""
    rows = connection.execute(_SELECTED.where(conversations.c.changed_at < before).order_by(conversations.c.id))
    return [_record(connection, row) for row in rows]


def rest_all(connection: Connection, person_id: int, now: datetime, case_id: int | None = None) -> None:
    """Lets the running conversation of a person rest; with `case_id` only if it is about that case."""
    running = running_conversation(connection, person_id)
    if running is not None and case_id in (None, running.case_id):
        save_state(connection, running, replace(running.state, status=Status.PAUSED), now)


def begin_conversation(
    connection: Connection,
    person_id: int,
    case_id: int,
    dialog_id: str,
    content_hash: str,
    state: State,
    now: datetime,
    goal_id: int | None = None,
    review_id: int | None = None,
    check_in_id: int | None = None,
) -> int:
    values: dict[str, object] = {
        "person_id": person_id,
        "case_id": case_id,
        "dialog_id": dialog_id,
        "content_hash": content_hash,
        "goal_id": goal_id,
        "review_id": review_id,
        "check_in_id": check_in_id,
    }
    case_key, person_key = connection.execute(_KEYS, {"of_case": case_id, "of_person": person_id}).one()
    standing = _standing(connection, state, person_id, case_id, (case_key, person_key))
    begun = insert(conversations).values(**values, **standing, created_at=now, changed_at=now)
    conversation_id: int = connection.execute(begun.returning(conversations.c.id)).scalar_one()
    return conversation_id


def save_state(connection: Connection, conversation: Conversation, state: State, now: datetime) -> None:
    standing = _standing(connection, state, conversation.person_id, conversation.case_id, conversation.keys)
    connection.execute(_MOVED, {"wanted": conversation.id, **standing, "changed_at": now})


def note_goal(connection: Connection, conversation_id: int, goal_id: int) -> None:
    """The conversation is about this goal from now on; whoever changes it later changes the goal."""
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(goal_id=goal_id))


def people_amid_goal(connection: Connection, goal_id: int) -> list[int]:
    """Everybody who is in the middle of a conversation about this goal, running or resting."""
    wanted = select(conversations.c.person_id).where(
        conversations.c.goal_id == goal_id, conversations.c.status.in_((Status.RUNNING, Status.PAUSED))
    )
    return list(connection.execute(wanted.distinct().order_by(conversations.c.person_id)).scalars())


def store_content_version(connection: Connection, content_hash: str, dialog_id: str, body: str, now: datetime) -> None:
    """Keeps a version for good. Storing the same one again changes nothing."""
    known = select(content_versions.c.content_hash).where(content_versions.c.content_hash == content_hash)
    if connection.execute(known).one_or_none() is None:
        values = {"content_hash": content_hash, "dialog_id": dialog_id, "body": body, "created_at": now}
        connection.execute(insert(content_versions).values(**values))


def content_in_use(connection: Connection) -> dict[str, str]:
    """The bodies of all versions that a conversation still needs, by hash."""
    open_states = (Status.RUNNING, Status.PAUSED, Status.FINISHED)
    wanted = select(content_versions.c.content_hash, content_versions.c.body).where(
        content_versions.c.content_hash.in_(
            select(conversations.c.content_hash).where(conversations.c.status.in_(open_states))
        )
    )
    return {row.content_hash: row.body for row in connection.execute(wanted)}


def _with_status(connection: Connection, person_id: int, status: Status, most: int = 20) -> list[Conversation]:
    values = {"of_person": person_id, "with_status": status, "most": most}
    return [_record(connection, row) for row in connection.execute(_WITH_STATUS, values)]


def state_place(person_id: int, case_id: int) -> str:
    """Where a sealed state belongs."""
    return f"conversation.state:{person_id}:{case_id}"


def _standing(connection: Connection, state: State, person_id: int, case_id: int, keys: Keys) -> dict[str, object]:
    data = json.dumps(state_to_data(state), ensure_ascii=False, separators=(",", ":"))
    sealed = vault_of(connection).seal(data, state_place(person_id, case_id), *keys)
    return {"status": state.status, "turn": state.turn, "state": sealed}


def _record(connection: Connection, row: Any) -> Conversation:
    state = vault_of(connection).open(row.state, state_place(row.person_id, row.case_id))
    return Conversation(
        id=row.id,
        person_id=row.person_id,
        case_id=row.case_id,
        case_pseudonym=row.pseudonym,
        keys=(row.case_key, row.person_key),
        dialog_id=row.dialog_id,
        content_hash=row.content_hash,
        goal_id=row.goal_id,
        review_id=row.review_id,
        check_in_id=row.check_in_id,
        state=state_from_data(json.loads(state)),
        changed_at=row.changed_at,
    )
