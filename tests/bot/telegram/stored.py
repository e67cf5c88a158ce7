"""What a database holds, as tests look at it: exports, answers by person, and every single value."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from dialogs.engine.model import Role
from storage.cases import all_cases
from storage.database import transaction
from storage.exporting import export_cases
from storage.invitations import create_invitation
from storage.tables import SQLModel, people

Answers = dict[str, list[str]]


def invite(engine: Engine, name: str, role: Role = Role.JOB_COACH, days: float = 7) -> str:
    """The token of a new invitation."""
    token = secrets.token_urlsafe(24)
    now = datetime.now(UTC)
    with transaction(engine) as connection:
        create_invitation(connection, token, role, name, None, now, now + timedelta(days=days))
    return token


def conversations_of(engine: Engine, name: str) -> list[dict[str, Any]]:
    """The conversations of the person invited by this name, oldest first, as exported."""
    with transaction(engine) as connection:
        numbers = set(connection.execute(select(people.c.id).where(people.c.name == name)).scalars())
        found = export_cases(connection, [case.id for case in all_cases(connection)])
    return [walk for case in found for walk in case["conversations"] if walk["person"] in numbers]


def answers_of(engine: Engine, name: str, conversation: int = -1) -> Answers:
    """All revisions of the answers in one conversation, by step."""
    found = conversations_of(engine, name)
    return revisions(found[conversation]) if found else {}


def revisions(conversation: dict[str, Any]) -> Answers:
    return {item["step"]: [one["answer"] for one in item["revisions"]] for item in conversation["answers"]}


def every_value(engine: Engine) -> str:
    """Each value of each row of each table, as one text to search in."""
    values: list[str] = []
    with transaction(engine) as connection:
        for table in SQLModel.metadata.sorted_tables:
            values += [f"{table.name}: {value}" for row in connection.execute(select(table)) for value in row]
    return "\n".join(values)
