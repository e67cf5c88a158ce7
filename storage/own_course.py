"""What one person added to the course of her cases: goals, working time, and the turns she marked."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from storage.course import turning_points_of
from storage.encryption import vault_of
from storage.goals import goal_place
from storage.tables import cases, goals, hours, turning_points, wordings

Data = dict[str, Any]


def own_course(connection: Connection, person_id: int) -> Data:
    """The person's own entries with stable keys, ready for JSON."""
    return {
        "goals": _wordings(connection, person_id),
        "hours": _hours(connection, person_id),
        "turning_points": _turning_points(connection, person_id),
    }


def _wordings(connection: Connection, person_id: int) -> list[Data]:
    """Every wording of a goal that the person wrote, also of goals that others set."""
    wanted = (
        select(wordings, goals.c.party, goals.c.case_id, cases.c.pseudonym)
        .join(goals, goals.c.id == wordings.c.goal_id)
        .join(cases, cases.c.id == goals.c.case_id)
        .where(wordings.c.person_id == person_id)
        .order_by(wordings.c.id)
    )
    vault = vault_of(connection)
    return [
        {
            "goal": row.goal_id,
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            "party": row.party,
            "revision": row.revision,
            "text": vault.open(row.text, goal_place("text", row.goal_id)),
            "anchors": json.loads(vault.open(row.anchors, goal_place("anchors", row.goal_id))),
            "worded_at": row.worded_at.isoformat(),
        }
        for row in connection.execute(wanted)
    ]


def _hours(connection: Connection, person_id: int) -> list[Data]:
    wanted = (
        select(hours, cases.c.pseudonym)
        .join(cases, cases.c.id == hours.c.case_id)
        .where(hours.c.person_id == person_id)
        .order_by(hours.c.worked_on, hours.c.id)
    )
    return [
        {
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            "worked_on": row.worked_on.isoformat(),
            "minutes": row.minutes,
        }
        for row in connection.execute(wanted)
    ]


def _turning_points(connection: Connection, person_id: int) -> list[Data]:
    marked = (
        select(turning_points.c.case_id, cases.c.pseudonym)
        .distinct()
        .join(cases, cases.c.id == turning_points.c.case_id)
        .where(turning_points.c.person_id == person_id)
        .order_by(turning_points.c.case_id)
    )
    return [
        {
            "case": row.case_id,
            "pseudonym": row.pseudonym,
            "turned_on": point.turned_on.isoformat(),
            "words": point.words,
        }
        for row in connection.execute(marked).all()
        for point in turning_points_of(connection, row.case_id)
        if point.person_id == person_id
    ]
