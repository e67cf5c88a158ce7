"""Cases: made, found, and led through their phases. Who belongs to them is in `storage.members`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from dialogs.engine.model import Phase
from storage.encryption import vault_of
from storage.key_store import KeyKind
from storage.tables import cases, phase_changes


@dataclass(frozen=True, slots=True)
class Case:
    """A Jobcoaching under its pseudonym. `approved_hours` and the planned end are what the funding body agreed to."""

    id: int
    key_id: str
    pseudonym: str
    phase: Phase
    begins_on: date | None
    ends_on: date | None
    approved_hours: int | None
    region: str
    created_at: datetime
    closed_at: datetime | None


def create_case(connection: Connection, pseudonym: str, phase: Phase, now: datetime) -> int:
    """A new case with a key of its own. Raises IntegrityError if the pseudonym is taken."""
    key = vault_of(connection).create(KeyKind.CASE, now)
    created = insert(cases).values(key_id=key, pseudonym=pseudonym, phase=phase, created_at=now)
    case_id: int = connection.execute(created.returning(cases.c.id)).scalar_one()
    _note_phase(connection, case_id, phase, now)
    return case_id


def all_cases(connection: Connection) -> list[Case]:
    return [case_of(row) for row in connection.execute(select(cases).order_by(cases.c.id))]


def find_case(connection: Connection, named: str) -> Case | None:
    """The case with this number or this pseudonym (whatever the capitals)."""
    same_name = func.lower(cases.c.pseudonym) == named.lower()
    by_number = cases.c.id == (int(named) if named.isdecimal() and len(named) < 10 else -1)
    row = connection.execute(select(cases).where(same_name | by_number)).first()
    return None if row is None else case_of(row)


def lock_case(connection: Connection, case_id: int) -> None:
    """Others who want to change who belongs to the case wait until this transaction ends."""
    connection.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())


def set_phase(connection: Connection, case_id: int, phase: Phase, now: datetime) -> None:
    """The phase from now on; a case that is closed remembers since when."""
    closed_at = now if phase is Phase.CLOSED else None
    connection.execute(update(cases).where(cases.c.id == case_id).values(phase=phase, closed_at=closed_at))
    _note_phase(connection, case_id, phase, now)


def set_frame(
    connection: Connection,
    case_id: int,
    begins_on: date | None,
    ends_on: date | None,
    approved_hours: int | None,
    region: str,
) -> None:
    """What was agreed with the funding body, and the region the case counts for."""
    frame = {"begins_on": begins_on, "ends_on": ends_on, "approved_hours": approved_hours, "region": region}
    connection.execute(update(cases).where(cases.c.id == case_id).values(**frame))


def free_pseudonyms(connection: Connection, plants: Sequence[str], most: int = 1) -> list[str]:
    """The first plants that are not taken; when all are, the round begins again with a number."""
    taken = {name.lower() for name in connection.execute(select(cases.c.pseudonym)).scalars()}
    found: list[str] = []
    number = 1
    while len(found) < most:
        names = (plant if number == 1 else f"{plant} {number}" for plant in plants)
        found += [name for name in names if name.lower() not in taken]
        number += 1
    return found[:most]


def _note_phase(connection: Connection, case_id: int, phase: Phase, now: datetime) -> None:
    connection.execute(insert(phase_changes).values(case_id=case_id, phase=phase, changed_at=now))


def case_of(row: Any) -> Case:
    """The record of a row that holds all columns of a case."""
    return Case(
        id=row.id,
        key_id=row.key_id,
        pseudonym=row.pseudonym,
        phase=Phase(row.phase),
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        approved_hours=row.approved_hours,
        region=row.region,
        created_at=row.created_at,
        closed_at=row.closed_at,
    )
