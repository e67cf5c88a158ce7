"""What a database holds, as tests look at it: exports, answers by person, and every single value."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, Table, select
from sqlmodel import SQLModel

from dialogs.engine.model import Role
from storage.answers import answer_place
from storage.cases import all_cases
from storage.conversations import state_place
from storage.database import transaction
from storage.encryption import vault_of
from storage.exporting import export_cases
from storage.invitations import create_invitation
from storage.people import name_of
from storage.tables import answers, conversations, people

Answers = dict[str, list[str]]
_SEALED = re.compile(r"1:[0-9a-z+]+:[A-Za-z0-9+/]{20,}={0,2}$")


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
        everybody = connection.execute(select(people.c.id)).scalars()
        numbers = {number for number in everybody if name_of(connection, number) == name}
        found = export_cases(connection, [case.id for case in all_cases(connection)])
    return [walk for case in found for walk in case["conversations"] if walk["person"] in numbers]


def answers_of(engine: Engine, name: str, conversation: int = -1) -> Answers:
    """All revisions of the answers in one conversation, by step."""
    found = conversations_of(engine, name)
    return revisions(found[conversation]) if found else {}


def revisions(conversation: dict[str, Any]) -> Answers:
    return {item["step"]: [one["answer"] for one in item["revisions"]] for item in conversation["answers"]}


def every_value(engine: Engine) -> str:
    """Each value of each row of each table, sealed ones opened, as one text to search in."""
    values: list[str] = []
    with transaction(engine) as connection:
        vault = vault_of(connection)
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for column, value in row._mapping.items():
                    sealed = isinstance(value, str) and _SEALED.match(value) is not None
                    values.append(f"{table.name}: {vault.open(value, _place(table, column, row)) if sealed else value}")
    return "\n".join(values)


def _place(table: Table, column: str, row: Row[Any]) -> str:
    """Where a sealed value belongs."""
    if table is conversations:
        return state_place(row.person_id, row.case_id)
    if table is answers:
        return answer_place(column, row.conversation_id, row.step_id)
    return f"{table.name}.{column}"
