"""The way in: a menu for those who lead, the questions at once for everybody else, kind words if it is too late."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from dialogs.engine.model import Phase
from storage.cases import set_phase
from storage.database import transaction
from storage.reviews import plan_review
from tests.bot.casework.circle import Neighbour
from tests.bot.reviews.acting import CASE, answer, ask_everybody, review_of_newest, reviews, tap
from tests.journey import said


def test_those_who_lead_get_a_menu_that_fits_what_is_going_on(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    assert said(app, "review_status_none") in tap(linde, "m.zwischen.")
    assert linde.labels() == [
        "Selbst antworten",
        "Alle fragen",
        "Antworten nebeneinander",
        "Ergebnis festhalten",
        "Termin planen",
    ]
    tap(linde, f"m.zwischen_termin.{CASE}-2026-05-11")
    assert said(app, "review_status_planned", day="Montag, 11.5.2026") in tap(linde, f"m.zwischen.{CASE}")
    assert linde.labels()[-1] == "Termin ändern"
    ask_everybody(linde)
    assert said(app, "review_status_open", day="Montag, 2.3.2026") in tap(linde, f"m.zwischen.{CASE}")
    assert linde.labels() == [
        "Selbst antworten",
        "Wie ist der Stand?",
        "Antworten nebeneinander",
        "Ergebnis festhalten",
    ]
    with transaction(app.engine) as connection:
        set_phase(connection, CASE, Phase.CLOSED, app.clock())
    tap(linde, f"m.zwischen.{CASE}")
    assert linde.labels() == ["Selbst antworten", "Antworten nebeneinander"]


def test_one_tap_leads_the_coach_to_her_own_questions(linde: Neighbour) -> None:
    linde.writes("/zwischen")
    linde.taps("Selbst antworten")
    assert "Frage 1 von 5" in linde.last.text


def test_everybody_else_begins_at_once(ulme: Neighbour, wicke: Neighbour) -> None:
    ulme.writes("/zwischen")
    assert ulme.last.text.startswith("Rückblick aus dem Betrieb")
    wicke.writes("/zwischen")
    assert wicke.last.text.startswith("Meine Arbeit")


def test_answers_belong_to_the_review_that_is_asked(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ulme.writes("/zwischen")
    assert review_of_newest(app) is None
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    assert review_of_newest(app) == reviews(app)[0].id, "what was begun counts for it"
    answer(ulme, "Etwas besser")
    assert "Fertig geantwortet: 1 Person" in tap(linde, f"m.zwischenstand.{CASE}")


def test_a_review_that_is_near_takes_answers_before_everybody_is_asked(
    app: App, linde: Neighbour, ulme: Neighbour
) -> None:
    with transaction(app.engine) as connection:
        plan_review(connection, CASE, date(2026, 3, 9))
    ulme.writes("/zwischen")
    answer(ulme, "Etwas besser")
    assert review_of_newest(app) == reviews(app)[0].id
    before = len(ulme.heard)
    assert "Gefragt: 0 Personen" in ask_everybody(linde)
    assert len(ulme.heard) == before, "she has answered"


def test_beginning_anew_stays_with_the_review(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    ulme.taps("Etwas besser")
    ulme.taps("Pause")
    tap(ulme, f"m.zwischen_antworten.{CASE}-1")
    ulme.taps("Neu anfangen")
    assert review_of_newest(app) == 1


def test_what_rests_from_an_earlier_review_is_not_taken_for_this_one(
    app: App, linde: Neighbour, ulme: Neighbour
) -> None:
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    ulme.taps("Etwas besser")
    ulme.taps("Pause")
    tap(linde, f"m.zwischen_ergebnis.{CASE}")
    answer(linde, "Wir bleiben dran.")
    linde.clock.move(days=30)
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    assert "Frage 1 von" in ulme.last.text
    assert review_of_newest(app) == reviews(app)[-1].id != 1


def test_after_the_meeting_the_button_says_that_it_is_too_late(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    tap(linde, f"m.zwischen_ergebnis.{CASE}")
    answer(linde, "Wir bleiben dran.")
    ulme.taps("Jetzt antworten")
    assert ulme.last.text == said(app, "review_over", case="Ahorn")


def test_who_has_answered_is_not_led_through_it_again(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    ulme.taps("Jetzt antworten")
    answer(ulme, "Etwas besser")
    ulme.taps("Jetzt antworten")
    assert ulme.last.text == said(app, "review_answered_already")
    ulme.taps("Noch einmal antworten")
    assert "Frage 1 von" in ulme.last.text


@pytest.mark.parametrize("token", ["zwischen.1-x", "zwischen_antworten.1-9", "zwischen_antworten.1", "zwischen.9"])
def test_made_up_buttons_lead_nowhere(linde: Neighbour, ulme: Neighbour, token: str) -> None:
    assert tap(ulme, f"m.{token}").startswith(said(ulme.app, "hint_old_button"))
