"""Reviews as rows: one planned at most, moved and dropped, open until closed, and found by the daily run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from dialogs.engine.model import Phase
from dialogs.engine.state import Status
from storage.cases import set_phase
from storage.conversations import find_conversation, save_state
from storage.database import transaction
from storage.reviews import (
    add_held_review,
    belong_to_review,
    drop_planned,
    find_review,
    finished_by,
    note_review,
    open_review,
    plan_review,
    planned_review,
    reviews_of,
    reviews_to_look_at,
)
from tests.storage.seeds import NOW, STATE, seed, walk

MARCH, MAY = date(2026, 3, 9), date(2026, 5, 11)


def test_there_is_one_planned_review_which_can_be_moved(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        first = plan_review(connection, known.case, MARCH)
        note_review(connection, first, reminded_at=NOW)
        assert plan_review(connection, known.case, MAY) == first
        [found] = reviews_of(connection, known.case)
        assert (found.due_on, found.reminded_at, found.is_planned, found.is_open) == (MAY, None, True, False)


def test_after_one_is_open_or_closed_the_next_is_another_one(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        first = plan_review(connection, known.case, MARCH)
        note_review(connection, first, asked_at=NOW)
        assert planned_review(connection, known.case) is None
        assert open_review(connection, known.case) == find_review(connection, known.case, first)
        note_review(connection, first, closed_at=NOW)
        assert open_review(connection, known.case) is None
        assert plan_review(connection, known.case, MAY) != first


def test_a_meeting_that_closes_a_review_nobody_was_asked_for_leaves_none_planned(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        held = add_held_review(connection, known.case, NOW)
        assert planned_review(connection, known.case) is None
        assert plan_review(connection, known.case, MAY) != held
        assert reviews_to_look_at(connection, date(2026, 4, 1)) == []


def test_dropping_the_planned_one_keeps_what_was_answered_for_it(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        assert not drop_planned(connection, known.case)
        belong_to_review(connection, known.conversation, plan_review(connection, known.case, MARCH))
        assert walk(connection, known).review_id is not None
        assert drop_planned(connection, known.case)
        assert reviews_of(connection, known.case) == []
        assert walk(connection, known).review_id is None


def test_a_review_of_another_case_is_not_found(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Frau Birke", "Birke", "2")
    with transaction(engine) as connection:
        review = plan_review(connection, known.case, MARCH)
        assert find_review(connection, other.case, review) is None
        assert find_review(connection, known.case, None) is None


def test_the_daily_run_finds_what_is_due_or_open_in_cases_that_go_on(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Frau Birke", "Birke", "2")
    with transaction(engine) as connection:
        due = plan_review(connection, known.case, MARCH)
        opened = plan_review(connection, other.case, MAY)
        note_review(connection, opened, asked_at=NOW)
        assert [found.id for found in reviews_to_look_at(connection, date(2026, 3, 8))] == [opened]
        assert [found.id for found in reviews_to_look_at(connection, MARCH)] == [due, opened]
        set_phase(connection, other.case, Phase.CLOSED, NOW)
        assert [found.id for found in reviews_to_look_at(connection, MARCH)] == [due]
        note_review(connection, due, asked_at=NOW, closed_at=NOW)
        assert reviews_to_look_at(connection, MARCH) == []


def test_who_has_finished_counts_for_the_review_and_the_dialogs_named(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        review = plan_review(connection, known.case, MARCH)
        belong_to_review(connection, known.conversation, review)
        assert finished_by(connection, review, ["idee"]) == set()
        found = find_conversation(connection, known.conversation, known.person)
        assert found is not None
        save_state(connection, found, replace(STATE, status=Status.FINISHED), NOW)
        assert finished_by(connection, review, ["idee"]) == {known.person}
        assert finished_by(connection, review, ["ziele"]) == set()
        assert finished_by(connection, review + 1, ["idee"]) == set()
