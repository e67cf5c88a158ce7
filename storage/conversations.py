"""Conversations: which one a person is in, which ones rest, and where each stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, func, insert, select, update

from dialogs.engine.state import State, Status, state_from_data, state_to_data
from storage.tables import cases, content_versions, conversations


@dataclass(frozen=True, slots=True)
class Conversation:
    """One walk through a dialog. `content_hash` names the version it began with and ends with."""

    id: int
    person_id: int
    case_id: int
    case_pseudonym: str
    dialog_id: str
    content_hash: str
    state: State
    changed_at: datetime


_COLUMNS = (
    conversations.c.id,
    conversations.c.person_id,
    conversations.c.case_id,
    cases.c.pseudonym,
    conversations.c.dialog_id,
    conversations.c.content_hash,
    conversations.c.state,
    conversations.c.changed_at,
)
_SELECTED = select(*_COLUMNS).join(cases, cases.c.id == conversations.c.case_id)
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
    return None if row is None else _record(row)


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


def begin_conversation(
    connection: Connection,
    person_id: int,
    case_id: int,
    dialog_id: str,
    content_hash: str,
    state: State,
    now: datetime,
) -> int:
    values = {"person_id": person_id, "case_id": case_id, "dialog_id": dialog_id, "content_hash": content_hash}
    begun = insert(conversations).values(**values, **_standing(state), created_at=now, changed_at=now)
    conversation_id: int = connection.execute(begun.returning(conversations.c.id)).scalar_one()
    return conversation_id


def save_state(connection: Connection, conversation_id: int, state: State, now: datetime) -> None:
    connection.execute(_MOVED, {"wanted": conversation_id, **_standing(state), "changed_at": now})


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
    return [_record(row) for row in connection.execute(_WITH_STATUS, values)]


def _standing(state: State) -> dict[str, object]:
    data = json.dumps(state_to_data(state), ensure_ascii=False, separators=(",", ":"))
    return {"status": state.status, "turn": state.turn, "state": data}


def _record(row: Any) -> Conversation:
    return Conversation(
        id=row.id,
        person_id=row.person_id,
        case_id=row.case_id,
        case_pseudonym=row.pseudonym,
        dialog_id=row.dialog_id,
        content_hash=row.content_hash,
        state=state_from_data(json.loads(row.state)),
        changed_at=row.changed_at,
    )
