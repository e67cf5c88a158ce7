"""Who belongs to a case in which role, and who has a duty in the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from dialogs.engine.model import Role
from storage.cases import Case, case_of
from storage.database import insert_new
from storage.encryption import vault_of
from storage.people import NAME
from storage.tables import cases, duties, members, people


@dataclass(frozen=True, slots=True)
class Membership:
    """A case as one person sees it."""

    case: Case
    role: Role


@dataclass(frozen=True, slots=True)
class Member:
    """A person as others in the case see her. `left_at`: since when the person does not belong any more."""

    person_id: int
    name: str
    role: Role
    since: datetime
    left_at: datetime | None


def add_member(connection: Connection, case_id: int, person_id: int, role: Role, now: datetime) -> None:
    """The person belongs to the case from now on, even if she had left it before."""
    back = update(members).where(members.c.case_id == case_id, members.c.person_id == person_id)
    if connection.execute(back.values(role=role, created_at=now, left_at=None)).rowcount == 0:
        values = {"case_id": case_id, "person_id": person_id, "role": role, "created_at": now}
        connection.execute(insert(members).values(**values))


def end_membership(connection: Connection, case_id: int, person_id: int, now: datetime) -> None:
    """The person has no access any more. What she released stays; what is private stays hers alone."""
    where = (members.c.case_id == case_id, members.c.person_id == person_id, members.c.left_at.is_(None))
    connection.execute(update(members).where(*where).values(left_at=now))


def memberships_of(connection: Connection, person_id: int) -> list[Membership]:
    """The cases a person belongs to now, oldest first."""
    wanted = (
        select(*cases.c, members.c.role)
        .join(members, members.c.case_id == cases.c.id)
        .where(members.c.person_id == person_id, members.c.left_at.is_(None))
        .order_by(cases.c.id)
    )
    return [Membership(case_of(row), Role(row.role)) for row in connection.execute(wanted)]


def members_of(connection: Connection, case_id: int, *, former: bool = False) -> list[Member]:
    """Who belongs to a case, in the order they came; with `former` also those who left."""
    wanted = (
        select(people.c.id, people.c.name, members.c.role, members.c.created_at, members.c.left_at)
        .join(people, people.c.id == members.c.person_id)
        .where(members.c.case_id == case_id)
        .order_by(members.c.id)
    )
    if not former:
        wanted = wanted.where(members.c.left_at.is_(None))
    vault = vault_of(connection)
    return [
        Member(row.id, vault.open(row.name, NAME) if row.name else "", Role(row.role), row.created_at, row.left_at)
        for row in connection.execute(wanted)
    ]


def roles_in(connection: Connection, case_id: int, person_id: int | None = None) -> dict[int, Role]:
    """Who belongs to a case now in which role, in the order they came; only one person if named. Opens no names."""
    wanted = select(members.c.person_id, members.c.role).where(
        members.c.case_id == case_id, members.c.left_at.is_(None)
    )
    if person_id is not None:
        wanted = wanted.where(members.c.person_id == person_id)
    return {row.person_id: Role(row.role) for row in connection.execute(wanted.order_by(members.c.id))}


def roles_in_cases(connection: Connection) -> dict[int, list[Role]]:
    """The roles of everybody who belongs to a case now, by case; without names."""
    found: dict[int, list[Role]] = {}
    wanted = select(members.c.case_id, members.c.role).where(members.c.left_at.is_(None)).order_by(members.c.id)
    for row in connection.execute(wanted):
        found.setdefault(row.case_id, []).append(Role(row.role))
    return found


def give_duty(connection: Connection, person_id: int, role: Role, now: datetime) -> None:
    """A role in the installation. Giving it again changes nothing."""
    connection.execute(insert_new(connection, duties).values(person_id=person_id, role=role, created_at=now))


def take_duty(connection: Connection, person_id: int, role: Role) -> None:
    connection.execute(delete(duties).where(duties.c.person_id == person_id, duties.c.role == role))


def duties_of(connection: Connection, person_id: int) -> set[Role]:
    """The roles a person has in the installation."""
    return {
        Role(role)
        for role in connection.execute(select(duties.c.role).where(duties.c.person_id == person_id)).scalars()
    }


def on_duty(connection: Connection, role: Role) -> list[int]:
    """Who has this role in the installation, whoever came first first."""
    wanted = select(duties.c.person_id).where(duties.c.role == role).order_by(duties.c.person_id)
    return list(connection.execute(wanted).scalars())
