"""Rows that several tests of the storage start from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from dialogs.engine.model import Phase, Role
from dialogs.engine.state import State
from storage.cases import create_case
from storage.conversations import Conversation, begin_conversation, find_conversation, store_content_version
from storage.database import transaction
from storage.members import add_member
from storage.people import create_person

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
STATE = State(role=Role.JOB_COACH, turn=1)


@dataclass(frozen=True, slots=True)
class Seed:
    """A person in a case, and a conversation that runs."""

    person: int
    case: int
    conversation: int


def seed(engine: Engine, name: str = "Frau Ahorn", pseudonym: str = "Ahorn", address: str = "1") -> Seed:
    with transaction(engine) as connection:
        person = create_person(connection, name, "telegram", address, NOW)
        case = create_case(connection, pseudonym, Phase.INITIATION, NOW)
        add_member(connection, case, person, Role.JOB_COACH, NOW)
        return Seed(person, case, begin(connection, person, case))


def begin(
    connection: Connection, person: int, case: int, state: State = STATE, dialog: str = "idee", now: datetime = NOW
) -> int:
    store_content_version(connection, f"hash of {dialog}", dialog, "{}", now)
    return begin_conversation(connection, person, case, dialog, f"hash of {dialog}", state, now)


def walk(connection: Connection, known: Seed) -> Conversation:
    """The conversation of a seed as it stands now."""
    found = find_conversation(connection, known.conversation, known.person)
    assert found is not None, "the seed begins one"
    return found
