"""What follows: an offer to release with text and readers, and the result that closes the review and dates the next."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from dialogs.engine.model import Phase
from storage.cases import set_phase
from storage.database import transaction
from storage.reviews import plan_review
from tests.bot.casework.circle import Neighbour
from tests.bot.reviews.acting import CASE, answer, ask_everybody, release_all, reviews, tap
from tests.journey import said


def conclude(lead: Neighbour, *given: str | None) -> None:
    tap(lead, f"m.zwischen_ergebnis.{CASE}")
    answer(lead, *given)


def test_the_offer_shows_the_exact_text_and_the_readers_before_anything_is_released(
    app: App, linde: Neighbour, ulme: Neighbour
) -> None:
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    answer(ulme, "Etwas besser", "Die Pausen sind ruhiger.")
    assert ulme.last.text == said(app, "review_release")
    shown = release_all(ulme)
    assert "Die Pausen sind ruhiger." in shown
    assert "Jobcoach" in shown
    assert "Die Pausen sind ruhiger." in tap(linde, f"m.zwischen_vergleich.{CASE}-1-1")


def test_somebody_who_skipped_everything_is_offered_nothing(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    answer(ulme)
    assert ulme.last.text != said(app, "review_release")


def test_who_answers_after_the_meeting_keeps_the_answers_and_may_still_release(
    app: App, linde: Neighbour, ulme: Neighbour
) -> None:
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    conclude(linde, "Wir bleiben dran.")
    answer(ulme, "Etwas besser", "Die Pausen sind ruhiger.")
    assert ulme.last.text == said(app, "review_release_late")
    release_all(ulme)
    assert "Die Pausen sind ruhiger." in tap(linde, f"m.zwischen_vergleich.{CASE}-1-1")


def test_the_result_closes_the_review_and_plans_the_next(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    conclude(linde, "Wir bleiben dran.", "Vorgesetzte: der Plan, bis Freitag.", None, "18.5.2026")
    first, following = reviews(app)
    assert first.closed_at is not None
    assert (following.due_on, following.is_planned) == (date(2026, 5, 18), True)
    assert linde.last.text == said(app, "review_result_next", case="Ahorn", day="Montag, 18.5.2026")
    shown = "\n".join(message.text for message in linde.taps("Ergebnis dem Team freigeben"))
    assert "Vorgesetzte: der Plan, bis Freitag." in shown


@pytest.mark.parametrize("given", ["1.2.2026", "2.3.2026", "18.5.2031"])
def test_an_unusable_next_date_becomes_the_usual_one_and_is_said(
    app: App, linde: Neighbour, ulme: Neighbour, given: str
) -> None:
    ask_everybody(linde)
    conclude(linde, "Wir bleiben dran.", None, None, given)
    assert reviews(app)[-1].due_on == date(2026, 5, 11)
    assert linde.last.text == said(app, "review_result_day_unusable", case="Ahorn", day="Montag, 11.5.2026")


def test_without_a_next_date_it_is_in_ten_weeks(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    conclude(linde, "Wir bleiben dran.")
    assert reviews(app)[-1].due_on == date(2026, 5, 11)


def test_changing_the_result_moves_the_date_and_closes_nothing_else(
    app: App, linde: Neighbour, ulme: Neighbour
) -> None:
    ask_everybody(linde)
    conclude(linde, "Wir bleiben dran.", None, None, "18.5.2026")
    linde.writes("/aendern")
    linde.taps("Nächste Zwischenauswertung")
    linde.writes("8.6.2026")
    linde.taps("Stimmt so")
    first, following = reviews(app)
    assert first.closed_at is not None
    assert (following.due_on, following.is_planned) == (date(2026, 6, 8), True)


def test_two_who_lead_note_one_meeting(app: App, linde: Neighbour, ginster: Neighbour) -> None:
    ask_everybody(linde)
    conclude(linde, "Wir bleiben dran.", None, None, "18.5.2026")
    ginster.clock.move(days=1)
    conclude(ginster, "Wir rufen einander an.")
    assert [review.closed_at is not None for review in reviews(app)] == [True, False]
    assert reviews(app)[-1].due_on == date(2026, 5, 18)


def test_a_meeting_nobody_was_asked_for_is_kept_and_changing_it_makes_no_second_one(app: App, linde: Neighbour) -> None:
    with transaction(app.engine) as connection:
        plan_review(connection, CASE, date(2026, 4, 27))
    conclude(linde, "Wir bleiben dran.", None, None, "18.5.2026")
    linde.writes("/aendern")
    linde.taps("Vereinbart")
    linde.writes("Wir bleiben dran und reden mehr miteinander als bisher, jeden Montag zehn Minuten.")
    linde.taps("Stimmt so")
    found = reviews(app)
    assert sorted((review.closed_at is not None, review.due_on) for review in found) == [
        (False, date(2026, 5, 18)),
        (True, date(2026, 3, 2)),
    ]


def test_a_planned_review_that_is_due_is_closed_by_its_meeting(app: App, linde: Neighbour) -> None:
    with transaction(app.engine) as connection:
        plan_review(connection, CASE, date(2026, 2, 27))
    conclude(linde, "Wir bleiben dran.")
    first, following = reviews(app)
    assert first.asked_at is None
    assert first.closed_at is not None
    assert following.is_planned


def test_a_closed_case_gets_no_next_date(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    with transaction(app.engine) as connection:
        set_phase(connection, CASE, Phase.CLOSED, app.clock())
    conclude(linde, "Wir bleiben dran.", None, None, "18.5.2026")
    assert linde.last.text == said(app, "review_result_noted", case="Ahorn")
    assert [review.closed_at is not None for review in reviews(app)] == [True]
