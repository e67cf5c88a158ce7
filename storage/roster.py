"""Everybody the installation knows, for whoever runs it: numbers, names, cases and duties, never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dialogs.engine.model import Role
from storage.encryption import vault_of
from storage.members import Membership, duties_of, memberships_of
from storage.people import NAME
from storage.tables import people


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as the operator sees her. Of an erased person only the number stays."""

    id: int
    name: str
    memberships: tuple[Membership, ...]
    duties: tuple[Role, ...]
    erased_at: datetime | None


def everybody(connection: Connection) -> list[KnownPerson]:
    """All people by number, erased ones too."""
    numbers = connection.execute(select(people.c.id).order_by(people.c.id)).scalars().all()
    return [person for number in numbers if (person := known_person(connection, number)) is not None]


def known_person(connection: Connection, number: int) -> KnownPerson | None:
    """The person with this number, erased or not; None if there never was one."""
    wanted = select(people.c.id, people.c.name, people.c.erased_at).where(people.c.id == number)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return KnownPerson(
        id=row.id,
        name=vault_of(connection).open(row.name, NAME) if row.name else "",
        memberships=tuple(memberships_of(connection, row.id)),
        duties=tuple(sorted(duties_of(connection, row.id))),
        erased_at=row.erased_at,
    )
