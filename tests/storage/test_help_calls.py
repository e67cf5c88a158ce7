"""Calls for help: one at a time for each person and case, told and taken, by whoever is first."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from storage.database import transaction
from storage.help_calls import call_for_help, note_told, open_help_calls, take_help_call
from tests.storage.seeds import NOW, seed

LATER = NOW + timedelta(hours=2)


def test_calling_twice_is_one_call_until_it_is_taken(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        first = call_for_help(connection, known.case, known.person, NOW)
        assert call_for_help(connection, known.case, known.person, LATER) == first
        assert (first.called_at, first.told_id, first.taken_at) == (NOW, None, None)
        assert take_help_call(connection, first.id, known.person, LATER) is not None
        assert call_for_help(connection, known.case, known.person, LATER).id != first.id


def test_calls_of_other_cases_and_people_are_their_own(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Frau Birke", "Birke", "2")
    with transaction(engine) as connection:
        mine = call_for_help(connection, known.case, known.person, NOW)
        theirs = call_for_help(connection, other.case, other.person, LATER)
        assert open_help_calls(connection) == [mine, theirs]
        assert open_help_calls(connection, known.case) == [mine]
        assert open_help_calls(connection, person_id=other.person) == [theirs]


def test_whoever_is_first_takes_a_call_and_then_it_is_not_open(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Frau Birke", "Birke", "2")
    with transaction(engine) as connection:
        opened = call_for_help(connection, known.case, known.person, NOW)
        note_told(connection, opened.id, other.person, NOW)
        taken = take_help_call(connection, opened.id, other.person, LATER)
        assert taken is not None
        assert (taken.told_id, taken.told_at, taken.taken_by, taken.taken_at) == (
            other.person,
            NOW,
            other.person,
            LATER,
        )
        assert take_help_call(connection, opened.id, known.person, LATER) is None
        assert take_help_call(connection, opened.id + 1, known.person, LATER) is None
        assert open_help_calls(connection) == []
