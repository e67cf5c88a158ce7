"""What a report is made from, read from the storage in one transaction: only what was released for its readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from sqlalchemy import Connection

from bot.reports.view import ReportKind
from dialogs.engine.model import Role
from storage.cases import Case
from storage.course import PhaseChange, TurningPoint, minutes_by_day, phase_changes_of, turning_points_of
from storage.goals import Goal, goals_of
from storage.members import Member, members_of
from storage.releases import RELEASED, Room, Statement, released_statements
from storage.reviews import Review, reviews_of

_TEAM = (Room.TEAM, Room.REPORT)
ROOMS: Mapping[ReportKind, tuple[Room, ...]] = {
    ReportKind.RECORD: _TEAM,
    ReportKind.PEER_CONSULTATION: _TEAM,
    ReportKind.INTERIM: (Room.REPORT,),
    ReportKind.FINAL: (Room.REPORT,),
}
"""Whoever pays or employs gets what was released for the report and nothing else."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything about one case that one kind of report may use, on the day it is made.

    `zone` is where days begin. `members` holds those who left, too. `turning_points` belong to the team. `withheld`
    counts what others shared with the coachee only, so that whoever makes the report for her may not read it.
    `topic` is the dialog that a peer consultation was asked for; empty for the one that most people spoke about.
    """

    kind: ReportKind
    case: Case
    made_on: date
    zone: tzinfo | None
    statements: tuple[Statement, ...]
    withheld: int
    goals: tuple[Goal, ...]
    members: tuple[Member, ...]
    phases: tuple[PhaseChange, ...]
    minutes_by_day: tuple[tuple[date, int], ...]
    turning_points: tuple[TurningPoint, ...]
    reviews: tuple[Review, ...]
    topic: str = ""


def material_of(
    connection: Connection,
    case: Case,
    kind: ReportKind,
    made_on: date,
    zone: tzinfo | None,
    reader: int | None = None,
    topic: str = "",
) -> Material:
    """The material of a case. `reader` is the person who makes the report; None for the operator, who sees all."""
    found = _statements(connection, case.id, kind)
    readable = [one for one in found if _may_read(one, kind, reader)]
    for_team = ROOMS.get(kind) == _TEAM
    return Material(
        kind=kind,
        case=case,
        made_on=made_on,
        zone=zone,
        statements=tuple(readable),
        withheld=len(found) - len(readable),
        goals=tuple(goal for goal in goals_of(connection, case.id, ended=True) if _is_for(goal, kind)),
        members=tuple(members_of(connection, case.id, former=True)),
        phases=tuple(phase_changes_of(connection, case.id)),
        minutes_by_day=tuple(minutes_by_day(connection, case.id)),
        turning_points=tuple(turning_points_of(connection, case.id)) if for_team else (),
        reviews=tuple(reviews_of(connection, case.id)),
        topic=topic,
    )


def _statements(connection: Connection, case_id: int, kind: ReportKind) -> list[Statement]:
    if kind is not ReportKind.FOR_COACHEE:
        return released_statements(connection, case_id, ROOMS[kind])
    own = [one for one in released_statements(connection, case_id, RELEASED) if one.role is Role.COACHEE]
    shared = [one for one in released_statements(connection, case_id, (Room.COACHEE,)) if one.role is not Role.COACHEE]
    return sorted([*own, *shared], key=lambda one: one.answer_id)


def _may_read(statement: Statement, kind: ReportKind, reader: int | None) -> bool:
    """What somebody shared with the coachee alone is not read by a colleague who makes the report for her."""
    if kind is not ReportKind.FOR_COACHEE or reader is None or statement.person_id == reader:
        return True
    return bool(statement.rooms & set(_TEAM))


def _is_for(goal: Goal, kind: ReportKind) -> bool:
    return kind is not ReportKind.FOR_COACHEE or Role.COACHEE in goal.shown_to
