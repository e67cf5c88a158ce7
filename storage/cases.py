"""Cases and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from dialogs.engine.model import Phase, Role
from storage.tables import cases, members


@dataclass(frozen=True, slots=True)
class Case:
    """A Jobcoaching under its pseudonym."""

    id: int
    pseudonym: str
    phase: Phase
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """A case as one person sees it."""

    case: Case
    role: Role


_COLUMNS = (cases.c.id, cases.c.pseudonym, cases.c.phase, cases.c.created_at)


def create_case(connection: Connection, pseudonym: str, phase: Phase, now: datetime) -> int:
    """A new case. Raises IntegrityError if the pseudonym is taken."""
    created = insert(cases).values(pseudonym=pseudonym, phase=phase, created_at=now)
    case_id: int = connection.execute(created.returning(cases.c.id)).scalar_one()
    return case_id


def add_member(connection: Connection, case_id: int, person_id: int, role: Role, now: datetime) -> None:
    added = insert(members).values(case_id=case_id, person_id=person_id, role=role, created_at=now)
    connection.execute(added)


def all_cases(connection: Connection) -> list[Case]:
    rows = connection.execute(select(*_COLUMNS).order_by(cases.c.id))
    return [_case(*row) for row in rows]


def find_case(connection: Connection, named: str) -> Case | None:
    """The case with this number or this pseudonym (whatever the capitals)."""
    same_name = func.lower(cases.c.pseudonym) == named.lower()
    by_number = cases.c.id == (int(named) if named.isdecimal() and len(named) < 10 else -1)
    row = connection.execute(select(*_COLUMNS).where(same_name | by_number)).first()
    return None if row is None else _case(*row)


def memberships_of(connection: Connection, person_id: int) -> list[Membership]:
    """The cases of a person, oldest first."""
    wanted = (
        select(*_COLUMNS, members.c.role)
        .join(members, members.c.case_id == cases.c.id)
        .where(members.c.person_id == person_id)
        .order_by(cases.c.id)
    )
    return [Membership(_case(*row[:4]), Role(row[4])) for row in connection.execute(wanted)]


def set_phase(connection: Connection, case_id: int, phase: Phase) -> None:
    connection.execute(update(cases).where(cases.c.id == case_id).values(phase=phase))


def free_pseudonym(connection: Connection, plants: Sequence[str]) -> str:
    """The first plant that is not taken; when all are, the round begins again with a number."""
    taken = {name.lower() for name in connection.execute(select(cases.c.pseudonym)).scalars()}
    number = 1
    while True:
        for plant in plants:
            name = plant if number == 1 else f"{plant} {number}"
            if name.lower() not in taken:
                return name
        number += 1


def _case(case_id: int, pseudonym: str, phase: str, created_at: datetime) -> Case:
    return Case(case_id, pseudonym, Phase(phase), created_at)
