"""Calls for help: open until a professional says that she takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.tables import help_calls


@dataclass(frozen=True, slots=True)
class HelpCall:
    """Somebody asked for help. `told_id` and `told_at` say who was told last, `taken_by` who takes it."""

    id: int
    case_id: int
    person_id: int
    called_at: datetime
    told_id: int | None
    told_at: datetime | None
    taken_by: int | None
    taken_at: datetime | None


def call_for_help(connection: Connection, case_id: int, person_id: int, now: datetime) -> HelpCall:
    """Opens a call, or returns the one that is open already."""
    waiting = open_help_calls(connection, case_id, person_id)
    if waiting:
        return waiting[0]
    connection.execute(insert(help_calls).values(case_id=case_id, person_id=person_id, called_at=now))
    return open_help_calls(connection, case_id, person_id)[0]


def open_help_calls(connection: Connection, case_id: int | None = None, person_id: int | None = None) -> list[HelpCall]:
    """Calls that nobody took yet, oldest first; of one case or person if named."""
    wanted = select(help_calls).where(help_calls.c.taken_at.is_(None))
    if case_id is not None:
        wanted = wanted.where(help_calls.c.case_id == case_id)
    if person_id is not None:
        wanted = wanted.where(help_calls.c.person_id == person_id)
    return [_call(row) for row in connection.execute(wanted.order_by(help_calls.c.id))]


def note_told(connection: Connection, call_id: int, person_id: int, now: datetime) -> None:
    """Somebody was told of the call."""
    connection.execute(update(help_calls).where(help_calls.c.id == call_id).values(told_id=person_id, told_at=now))


def take_help_call(connection: Connection, call_id: int, person_id: int, now: datetime) -> HelpCall | None:
    """Somebody takes the call. None if somebody else was faster or there is no such call."""
    taken = update(help_calls).where(help_calls.c.id == call_id, help_calls.c.taken_at.is_(None))
    if connection.execute(taken.values(taken_by=person_id, taken_at=now)).rowcount == 0:
        return None
    return _call(connection.execute(select(help_calls).where(help_calls.c.id == call_id)).one())


def _call(row: Any) -> HelpCall:
    return HelpCall(
        row.id, row.case_id, row.person_id, row.called_at, row.told_id, row.told_at, row.taken_by, row.taken_at
    )
