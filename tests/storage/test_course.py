"""The course of a case: phases, working time and turning points, each with whoever noted it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine, func, select

from dialogs.engine.model import Phase, Role
from storage.cases import set_phase
from storage.course import (
    HoursNote,
    PhaseChange,
    mark_turning_point,
    minutes_by_day,
    minutes_on,
    move_turning_point,
    newest_hours,
    note_hours,
    phase_changes_of,
    remove_turning_point,
    take_back_hours,
    turning_points_of,
)
from storage.database import transaction
from storage.erasing import erase_case, erase_person
from storage.members import add_member, end_membership
from storage.people import create_person
from storage.tables import hours, turning_points
from tests.storage.seeds import NOW, Seed, seed

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 2, 27)


def colleague(engine: Engine, known: Seed) -> int:
    with transaction(engine) as connection:
        person = create_person(connection, "Herr Dorn", "telegram", "2", NOW)
        add_member(connection, known.case, person, Role.INTEGRATION_SERVICE, NOW)
        return person


def test_a_case_remembers_its_phases(engine: Engine) -> None:
    known, later = seed(engine), NOW + timedelta(days=30)
    with transaction(engine) as connection:
        set_phase(connection, known.case, Phase.SHAPING, later)
        changes = phase_changes_of(connection, known.case)
    assert changes == [PhaseChange(Phase.INITIATION, NOW), PhaseChange(Phase.SHAPING, later)]


def test_hours_add_up_by_day(engine: Engine) -> None:
    known = seed(engine)
    other = colleague(engine, known)
    with transaction(engine) as connection:
        note_hours(connection, known.case, known.person, MONDAY, 90)
        note_hours(connection, known.case, other, MONDAY, 30)
        note_hours(connection, known.case, known.person, FRIDAY, 60)
        assert minutes_by_day(connection, known.case) == [(FRIDAY, 60), (MONDAY, 120)]
        assert minutes_on(connection, known.case, known.person, MONDAY) == 90
        assert minutes_on(connection, known.case, known.person, MONDAY + timedelta(days=1)) == 0


def test_a_note_is_taken_back_by_whoever_made_it_and_once(engine: Engine) -> None:
    known = seed(engine)
    other = colleague(engine, known)
    with transaction(engine) as connection:
        first = note_hours(connection, known.case, known.person, MONDAY, 90)
        second = note_hours(connection, known.case, known.person, FRIDAY, 60)
        assert newest_hours(connection, known.case, known.person) == HoursNote(second, known.case, FRIDAY, 60)
        assert newest_hours(connection, known.case, other) is None
        assert take_back_hours(connection, first, known.case, other) is None
        assert take_back_hours(connection, first, known.case + 1, known.person) is None
        assert take_back_hours(connection, first, known.case, known.person) == HoursNote(first, known.case, MONDAY, 90)
        assert take_back_hours(connection, first, known.case, known.person) is None
        assert minutes_by_day(connection, known.case) == [(FRIDAY, 60)]


def test_turning_points_by_day_with_the_role_of_whoever_marked_them(engine: Engine) -> None:
    known = seed(engine)
    other = colleague(engine, known)
    with transaction(engine) as connection:
        mark_turning_point(connection, known.case, known.person, MONDAY, "Er sortiert allein.")
        mark_turning_point(connection, known.case, other, FRIDAY, "Er kam zu spät.")
        end_membership(connection, known.case, other, NOW)
        found = turning_points_of(connection, known.case)
    assert [(one.turned_on, one.role, one.words) for one in found] == [
        (FRIDAY, Role.INTEGRATION_SERVICE, "Er kam zu spät."),
        (MONDAY, Role.JOB_COACH, "Er sortiert allein."),
    ]


def test_turning_points_are_moved_and_removed_by_whoever_marked_them(engine: Engine) -> None:
    known = seed(engine)
    other = colleague(engine, known)
    with transaction(engine) as connection:
        point = mark_turning_point(connection, known.case, known.person, MONDAY, "Er sortiert allein.")
        move_turning_point(connection, point, other, FRIDAY)
        assert not remove_turning_point(connection, point, other)
        assert [one.turned_on for one in turning_points_of(connection, known.case)] == [MONDAY]
        move_turning_point(connection, point, known.person, FRIDAY)
        assert [one.turned_on for one in turning_points_of(connection, known.case)] == [FRIDAY]
        assert remove_turning_point(connection, point, known.person)
        assert not remove_turning_point(connection, point, known.person)
        assert turning_points_of(connection, known.case) == []


def test_the_words_are_sealed(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        mark_turning_point(connection, known.case, known.person, MONDAY, "Er sortiert allein.")
        stored = connection.execute(select(turning_points.c.words)).scalar_one()
    assert "sortiert" not in str(stored)


def test_hours_stay_with_the_case_and_turning_points_go_with_the_person(engine: Engine) -> None:
    known = seed(engine)
    other = colleague(engine, known)
    with transaction(engine) as connection:
        note_hours(connection, known.case, other, MONDAY, 90)
        mark_turning_point(connection, known.case, other, MONDAY, "Er kam zu spät.")
        erase_person(connection, other, NOW)
        assert minutes_by_day(connection, known.case) == [(MONDAY, 90)]
        assert turning_points_of(connection, known.case) == []
        erase_case(connection, known.case, NOW)
        assert connection.execute(select(func.count()).select_from(hours)).scalar_one() == 0
