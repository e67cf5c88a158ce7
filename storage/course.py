"""The course of a case beside its goals: phases, hours, and the turns somebody marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dialogs.engine.model import Phase, Role
from storage.encryption import vault_of
from storage.tables import cases, hours, members, people, phase_changes, turning_points


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """Since when a case is in a phase."""

    phase: Phase
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class HoursNote:
    """Working time as one person noted it."""

    id: int
    case_id: int
    worked_on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn of the case, in the words of whoever marked it."""

    id: int
    person_id: int
    role: Role
    turned_on: date
    words: str


def phase_changes_of(connection: Connection, case_id: int) -> list[PhaseChange]:
    """The phases of a case in their order."""
    wanted = select(phase_changes.c.phase, phase_changes.c.changed_at).where(phase_changes.c.case_id == case_id)
    return [PhaseChange(Phase(row[0]), row[1]) for row in connection.execute(wanted.order_by(phase_changes.c.id))]


def note_hours(connection: Connection, case_id: int, person_id: int, worked_on: date, minutes: int) -> int:
    """Adds working time; what is noted twice for a day adds up. Returns the number of the note."""
    values = {"case_id": case_id, "person_id": person_id, "worked_on": worked_on, "minutes": minutes}
    note_id: int = connection.execute(insert(hours).values(**values).returning(hours.c.id)).scalar_one()
    return note_id


def newest_hours(connection: Connection, case_id: int, person_id: int) -> HoursNote | None:
    """What this person noted last in a case."""
    own = (hours.c.case_id == case_id, hours.c.person_id == person_id)
    return _note(connection.execute(select(hours).where(*own).order_by(hours.c.id.desc()).limit(1)).one_or_none())


def take_back_hours(connection: Connection, note_id: int, case_id: int, person_id: int) -> HoursNote | None:
    """Removes a note of this person and returns it; None if there is none (any more)."""
    own = (hours.c.id == note_id, hours.c.case_id == case_id, hours.c.person_id == person_id)
    note = _note(connection.execute(select(hours).where(*own)).one_or_none())
    if note is not None:
        connection.execute(delete(hours).where(hours.c.id == note.id))
    return note


def minutes_on(connection: Connection, case_id: int, person_id: int, day: date) -> int:
    """Working time that one person noted for a day of a case."""
    noted = select(func.coalesce(func.sum(hours.c.minutes), 0)).where(
        hours.c.case_id == case_id, hours.c.person_id == person_id, hours.c.worked_on == day
    )
    return int(connection.execute(noted).scalar_one())


def minutes_by_day(connection: Connection, case_id: int) -> list[tuple[date, int]]:
    """Working time by day, oldest first."""
    wanted = select(hours.c.worked_on, func.sum(hours.c.minutes)).where(hours.c.case_id == case_id)
    rows = connection.execute(wanted.group_by(hours.c.worked_on).order_by(hours.c.worked_on))
    return [(row[0], int(row[1])) for row in rows]


def mark_turning_point(connection: Connection, case_id: int, person_id: int, turned_on: date, words: str) -> int:
    """Marks a turn, sealed like an answer with the keys of case and person; returns its number."""
    keys = connection.execute(
        select(
            select(cases.c.key_id).where(cases.c.id == case_id).scalar_subquery(),
            select(people.c.key_id).where(people.c.id == person_id).scalar_subquery(),
        )
    ).one()
    sealed = vault_of(connection).seal(words, _place(case_id, person_id), *keys)
    values = {"case_id": case_id, "person_id": person_id, "turned_on": turned_on, "words": sealed}
    marked = insert(turning_points).values(**values).returning(turning_points.c.id)
    point_id: int = connection.execute(marked).scalar_one()
    return point_id


def turning_points_of(connection: Connection, case_id: int) -> list[TurningPoint]:
    """The turns of a case by day."""
    wanted = (
        select(*turning_points.c, members.c.role)
        .join(
            members,
            (members.c.case_id == turning_points.c.case_id) & (members.c.person_id == turning_points.c.person_id),
        )
        .where(turning_points.c.case_id == case_id)
        .order_by(turning_points.c.turned_on, turning_points.c.id)
    )
    vault = vault_of(connection)
    return [
        TurningPoint(
            row.id, row.person_id, Role(row.role), row.turned_on, vault.open(row.words, _place(case_id, row.person_id))
        )
        for row in connection.execute(wanted)
    ]


def move_turning_point(connection: Connection, point_id: int, person_id: int, turned_on: date) -> None:
    """The turn was on this day; nothing happens if it is not one that this person marked."""
    own = (turning_points.c.id == point_id, turning_points.c.person_id == person_id)
    connection.execute(update(turning_points).where(*own).values(turned_on=turned_on))


def remove_turning_point(connection: Connection, point_id: int, person_id: int) -> bool:
    """Removes a turn that this person marked. False if there is none."""
    own = (turning_points.c.id == point_id, turning_points.c.person_id == person_id)
    return connection.execute(delete(turning_points).where(*own)).rowcount == 1


def _note(row: Any) -> HoursNote | None:
    return None if row is None else HoursNote(row.id, row.case_id, row.worked_on, row.minutes)


def _place(case_id: int, person_id: int) -> str:
    return f"turning_point.words:{case_id}:{person_id}"
