"""The daily run against the real database: proposes and reminds once, whatever happens to the process."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.app import App
from bot.reviews.daily import look_at_reviews
from dialogs.engine.model import Phase
from storage.cases import set_phase
from storage.database import transaction
from storage.reviews import plan_review, planned_review
from storage.tables import people
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.reviews.acting import CASE, answer, ask_everybody, reviews, tap
from tests.journey import Clock, add_case, said


@pytest.fixture
def planned(app: App, linde: Neighbour) -> date:
    """A review planned for Monday in two weeks."""
    due_on = date(2026, 3, 16)
    with transaction(app.engine) as connection:
        plan_review(connection, CASE, due_on)
    return due_on


def move_to(clock: Clock, year: int, month: int, day: int, hour: int) -> None:
    """To this hour of UTC; in Berlin it is one or two hours later."""
    clock.now = datetime(year, month, day, hour, 30, tzinfo=clock.now.tzinfo)


def run(app: App, circle: Circle) -> int:
    done = look_at_reviews(app)
    circle.deliver()
    return done


def test_when_it_is_due_those_who_lead_are_asked_whether_to_ask(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour, ginster: Neighbour, ulme: Neighbour
) -> None:
    assert run(app, circle) == 0
    move_to(clock, 2026, 3, 16, 8)
    assert run(app, circle) == 1
    words = said(app, "review_due", case="Ahorn", day="Montag, 16.3.2026")
    assert (linde.last.text, ginster.last.text, ulme.heard) == (words, words, [])
    assert linde.labels() == ["Alle fragen", "Termin ändern"]
    linde.taps("Alle fragen")
    linde.taps("Ja, jetzt fragen")
    assert "Höchstens fünf Fragen" in ulme.last.text


def test_it_never_comes_twice_and_a_late_one_comes_once(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour
) -> None:
    move_to(clock, 2026, 4, 7, 13)
    assert run(app, circle) == 1
    assert run(app, circle) == 0
    clock.move(days=1)
    assert run(app, circle) == 0
    assert len(linde.heard) == 1


def break_register(app: App, person: int, name: str) -> None:
    """Something that no version of the program wrote."""
    with transaction(app.engine) as connection:
        connection.execute(update(people).where(people.c.id == person).values(register_name=name))


def test_what_breaks_half_way_sends_nothing_and_is_made_up_for_once(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour, ginster: Neighbour
) -> None:
    break_register(app, 2, "klingonisch")
    move_to(clock, 2026, 3, 16, 8)
    assert run(app, circle) == 0
    assert (linde.heard, ginster.heard) == ([], [])
    break_register(app, 2, "standard")
    assert run(app, circle) == 1
    assert (len(linde.heard), len(ginster.heard)) == (1, 1)


def test_a_review_that_makes_trouble_does_not_hold_up_the_others(
    app: App,
    circle: Circle,
    clock: Clock,
    planned: date,
    linde: Neighbour,
    ginster: Neighbour,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = add_case(app, 1, "Birke", phase=Phase.SHAPING)
    with transaction(app.engine) as connection:
        plan_review(connection, other, planned)
    break_register(app, 2, "klingonisch")
    move_to(clock, 2026, 3, 16, 8)
    with caplog.at_level(logging.INFO):
        assert run(app, circle) == 1
    assert "review_failed review=1 at=ValueError" in caplog.text
    assert [message.text for message in linde.heard] == [said(app, "review_due", case="Birke", day="Montag, 16.3.2026")]
    assert "Ahorn" not in caplog.text
    assert "Birke" not in caplog.text


def test_a_moved_date_is_proposed_again(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour
) -> None:
    move_to(clock, 2026, 3, 16, 8)
    run(app, circle)
    tap(linde, f"m.zwischen_termin.{CASE}-2026-03-20")
    clock.move(days=1)
    assert run(app, circle) == 0
    move_to(clock, 2026, 3, 20, 8)
    assert run(app, circle) == 1


def test_who_has_not_answered_after_a_week_is_reminded_once(
    app: App, circle: Circle, clock: Clock, linde: Neighbour, ulme: Neighbour, wicke: Neighbour, birke: Neighbour
) -> None:
    ask_everybody(linde)
    wicke.taps("Jetzt antworten")
    answer(wicke)
    before = len(wicke.heard)
    move_to(clock, 2026, 3, 6, 8)
    assert run(app, circle) == 0
    move_to(clock, 2026, 3, 9, 8)
    assert run(app, circle) == 1
    assert ulme.last.text == said(app, "review_reminds_you", case="Ahorn", minutes=4)
    assert (len(wicke.heard), birke.heard) == (before, [])
    clock.move(days=7)
    assert run(app, circle) == 0
    ulme.taps("Jetzt antworten")
    assert ulme.last.text.startswith("Rückblick aus dem Betrieb")


def test_a_reminder_by_hand_is_the_only_one(
    app: App, circle: Circle, clock: Clock, linde: Neighbour, ulme: Neighbour
) -> None:
    ask_everybody(linde)
    clock.move(days=4)
    tap(linde, f"m.zwischen_erinnern.{CASE}-1")
    move_to(clock, 2026, 3, 16, 8)
    assert run(app, circle) == 0
    assert len(ulme.heard) == 2


def test_a_closed_case_is_left_alone(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour, ulme: Neighbour
) -> None:
    with transaction(app.engine) as connection:
        set_phase(connection, CASE, Phase.CLOSED, app.clock())
    move_to(clock, 2026, 3, 16, 8)
    assert run(app, circle) == 0


def test_who_withdrew_is_not_written_to(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour
) -> None:
    linde.writes("/widerrufen")
    before = len(linde.heard)
    move_to(clock, 2026, 3, 16, 8)
    assert run(app, circle) == 0
    assert len(linde.heard) == before
    with transaction(app.engine) as connection:
        found = planned_review(connection, CASE)
    assert found is not None
    assert found.reminded_at is None


def test_nobody_is_disturbed_at_night_or_on_a_weekend(
    app: App, circle: Circle, clock: Clock, planned: date, linde: Neighbour
) -> None:
    move_to(clock, 2026, 3, 17, 2)
    assert run(app, circle) == 0
    move_to(clock, 2026, 3, 21, 10)
    assert run(app, circle) == 0
    assert reviews(app)[0].reminded_at is None
    clock.now += timedelta(days=2)
    assert run(app, circle) == 1
