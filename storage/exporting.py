"""Everything that is stored about cases, as plain data for a person to read or take away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from storage.answers import answer_place
from storage.encryption import vault_of
from storage.people import NAME
from storage.tables import answers, cases, conversations, members, people


def export_cases(connection: Connection, case_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The cases with members, conversations and every revision of every answer, oldest first."""
    wanted = select(cases).where(cases.c.id.in_(case_ids)).order_by(cases.c.id)
    return [_case(connection, row) for row in connection.execute(wanted)]


def _case(connection: Connection, case: Row[Any]) -> dict[str, Any]:
    belonging = (
        select(
            members.c.role, members.c.created_at, members.c.left_at, people.c.id, people.c.name, people.c.register_name
        )
        .join(people, people.c.id == members.c.person_id)
        .where(members.c.case_id == case.id)
        .order_by(members.c.id)
    )
    vault = vault_of(connection)
    walks = select(conversations).where(conversations.c.case_id == case.id).order_by(conversations.c.id)
    return {
        "id": case.id,
        "pseudonym": case.pseudonym,
        "phase": case.phase,
        "begins_on": None if case.begins_on is None else case.begins_on.isoformat(),
        "ends_on": None if case.ends_on is None else case.ends_on.isoformat(),
        "approved_hours": case.approved_hours,
        "region": case.region,
        "created_at": case.created_at.isoformat(),
        "members": [
            {
                "person": row.id,
                "name": vault.open(row.name, NAME) if row.name else "",
                "role": row.role,
                "register": row.register_name,
                "since": row.created_at.isoformat(),
                "until": None if row.left_at is None else row.left_at.isoformat(),
            }
            for row in connection.execute(belonging)
        ],
        "conversations": [export_conversation(connection, row) for row in connection.execute(walks)],
    }


def export_conversation(connection: Connection, conversation: Row[Any]) -> dict[str, Any]:
    """One conversation with all revisions of its answers."""
    wanted = select(answers).where(answers.c.conversation_id == conversation.id).order_by(answers.c.id)
    revisions = connection.execute(wanted).all()
    steps = dict.fromkeys(row.step_id for row in revisions)
    return {
        "id": conversation.id,
        "person": conversation.person_id,
        "dialog": conversation.dialog_id,
        "content_version": conversation.content_hash,
        "status": conversation.status,
        "began_at": conversation.created_at.isoformat(),
        "changed_at": conversation.changed_at.isoformat(),
        "answers": [
            {"step": step, "revisions": [_revision(connection, row) for row in revisions if row.step_id == step]}
            for step in steps
        ],
    }


def _revision(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    vault = vault_of(connection)

    def opened(column: str) -> str:
        return vault.open(getattr(row, column), answer_place(column, row.conversation_id, row.step_id))

    return {
        "revision": row.revision,
        "question": opened("question_text"),
        "answer": opened("answer_text"),
        "value": json.loads(opened("value")),
        "fell_away": row.fell_away,
        "register": row.register_name,
        "answered_at": row.answered_at.isoformat(),
    }
