"""What is planned for one person after the end of a case: check-ins, pings, calls for help, and her habits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from storage.tables import check_ins, follow_ups, habits, help_calls, pings

Data = dict[str, Any]
# The reason of a check-in belongs to the case, not to one person; everything else about one is plain.
_SEALED = {"reason", "aid", "support"}


def own_follow_up(connection: Connection, person_id: int) -> Data:
    """The person's own entries with stable keys, ready for JSON."""
    return {
        "responsible_for": [row["case_id"] for row in _rows(connection, follow_ups, "responsible_id", person_id)],
        "check_ins": _rows(connection, check_ins, "person_id", person_id),
        "pings": _rows(connection, pings, "person_id", person_id),
        "help_calls": _rows(connection, help_calls, "person_id", person_id),
        "habits": _rows(connection, habits, "person_id", person_id),
    }


def _rows(connection: Connection, table: Table, column: str, person_id: int) -> list[Data]:
    found = connection.execute(select(table).where(table.c[column] == person_id))
    return [
        {name: _written(value) for name, value in row._mapping.items() if name not in _SEALED | {"person_id"}}
        for row in found
    ]


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
