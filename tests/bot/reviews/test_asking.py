"""Asking everybody: shown before, sent once to those who consent, counted without names, and reminded of once."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Phase, Register, Role
from storage.audit import AuditEvent
from storage.cases import set_phase
from storage.database import transaction
from storage.members import end_membership
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.reviews.acting import CASE, answer, ask_everybody, logged, release_all, reviews, tap
from tests.bot.reviews.conftest import joins
from tests.journey import said

QUESTION = "Jetzt antworten"


def test_the_preview_names_everybody_and_shows_what_they_will_read(
    linde: Neighbour, ulme: Neighbour, wicke: Neighbour, birke: Neighbour
) -> None:
    shown = tap(linde, f"m.zwischen_fragen.{CASE}")
    for name in ("Herr Ulme, Arbeitgeber", "Frau Wicke, Coachee", "Frau Birke, SBV"):
        assert name in shown
    words = said(linde.app, "review_asks_you", case="Ahorn", minutes=4)
    assert words in shown
    assert not ulme.heard
    linde.taps("Ja, jetzt fragen")
    assert ulme.last.text == words


def test_each_side_is_asked_in_its_own_words_and_register(linde: Neighbour, ulme: Neighbour, wicke: Neighbour) -> None:
    ask_everybody(linde)
    texts = linde.app.content.catalogue.texts
    assert wicke.last.text == texts.say("review_asks_you", Register.EASY, case="Ahorn", minutes=4)
    ulme.taps(QUESTION)
    assert ulme.last.text.startswith("Rückblick aus dem Betrieb")
    wicke.taps(QUESTION)
    assert wicke.last.text.startswith("Meine Arbeit")


def test_who_does_not_consent_hears_nothing_and_nobody_learns_who_that_is(
    app: App, linde: Neighbour, ulme: Neighbour, birke: Neighbour
) -> None:
    told = ask_everybody(linde)
    assert "Gefragt: 1 Person." in told
    assert "Birke" not in told
    assert birke.heard == []
    shown = tap(linde, f"m.zwischenstand.{CASE}")
    assert "Birke" not in shown
    assert "SBV" not in shown
    assert [entry.subject for entry in logged(app, AuditEvent.ASKED)] == [2]


def test_nobody_is_asked_twice_however_often_somebody_taps(
    app: App, linde: Neighbour, ginster: Neighbour, ulme: Neighbour
) -> None:
    tap(linde, f"m.zwischen_fragen.{CASE}")
    tap(ginster, f"m.zwischen_fragen.{CASE}")
    linde.taps("Ja, jetzt fragen")
    ginster.taps("Ja, jetzt fragen")
    assert ginster.last.text.startswith("Zwischenauswertung im Fall Ahorn, gefragt am")
    assert len(ulme.heard) == 1
    assert len(reviews(app)) == 1


def test_an_old_yes_does_not_ask_for_the_next_review(linde: Neighbour, ulme: Neighbour) -> None:
    tap(linde, f"m.zwischen_fragen.{CASE}")
    old = linde.button("Ja, jetzt fragen").token
    tap(linde, old)
    tap(linde, f"m.zwischen_ergebnis.{CASE}")
    answer(linde, "Wir bleiben dran.")
    before = len(ulme.heard)
    assert tap(linde, old).startswith(said(linde.app, "hint_old_button"))
    assert len(ulme.heard) == before


def test_the_standing_counts_answers_and_names_roles_that_released(
    linde: Neighbour, ulme: Neighbour, wicke: Neighbour
) -> None:
    ask_everybody(linde)
    for person in (ulme, wicke):
        person.taps(QUESTION)
        answer(person)
    shown = tap(linde, f"m.zwischenstand.{CASE}")
    assert "Fertig geantwortet: 2 Personen" in shown
    assert "Freigegeben für das Gespräch: noch niemand" in shown
    tap(ulme, f"m.zwischen.{CASE}")
    answer(ulme, "Etwas besser", "Die Pausen sind ruhiger.")
    assert "Die Pausen sind ruhiger." in release_all(ulme)
    shown = tap(linde, f"m.zwischenstand.{CASE}")
    assert "Fertig geantwortet: 2 Personen" in shown
    assert "Freigegeben für das Gespräch: Arbeitgeber" in shown
    assert "Coachee" not in shown


def test_one_reminder_after_three_days_goes_to_those_who_have_not_finished(
    app: App, circle: Circle, linde: Neighbour, ulme: Neighbour, wicke: Neighbour, birke: Neighbour
) -> None:
    ask_everybody(linde)
    ulme.taps(QUESTION)
    answer(ulme)
    tap(linde, f"m.zwischenstand.{CASE}")
    assert "Einmal erinnern" not in linde.labels()
    circle.clock.move(days=3)
    tap(linde, f"m.zwischenstand.{CASE}")
    before = len(ulme.heard)
    linde.taps("Einmal erinnern")
    assert linde.last.text == said(app, "review_reminded")
    assert "erinnere" in wicke.last.text
    assert len(ulme.heard) == before
    assert birke.heard == []
    again = len(wicke.heard)
    linde.taps("Einmal erinnern")
    assert linde.last.text == said(app, "review_reminded_before")
    assert len(wicke.heard) == again
    tap(linde, f"m.zwischenstand.{CASE}")
    assert "Einmal erinnern" not in linde.labels()


def test_a_reminder_before_its_time_goes_to_nobody(linde: Neighbour, ulme: Neighbour) -> None:
    ask_everybody(linde)
    assert tap(linde, f"m.zwischen_erinnern.{CASE}-1").startswith(said(linde.app, "hint_old_button"))
    assert len(ulme.heard) == 1


def test_somebody_who_left_is_not_reminded(
    app: App, circle: Circle, linde: Neighbour, ulme: Neighbour, wicke: Neighbour
) -> None:
    ask_everybody(linde)
    with transaction(app.engine) as connection:
        end_membership(connection, CASE, 2, app.clock())
    circle.clock.move(days=4)
    tap(linde, f"m.zwischen_erinnern.{CASE}-1")
    assert len(ulme.heard) == 1
    assert len(wicke.heard) == 2
    assert tap(ulme, ulme.button(QUESTION).token).startswith(said(app, "hint_old_button"))


def test_a_closed_case_asks_nobody(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    tap(linde, f"m.zwischen_fragen.{CASE}")
    with transaction(app.engine) as connection:
        set_phase(connection, CASE, Phase.CLOSED, app.clock())
    linde.taps("Ja, jetzt fragen")
    assert linde.last.text == said(app, "review_case_closed", case="Ahorn")
    assert ulme.heard == []


def test_alone_in_a_case_the_others_are_to_be_invited_first(linde: Neighbour) -> None:
    assert tap(linde, f"m.zwischen_fragen.{CASE}") == said(linde.app, "review_nobody_to_ask", case="Ahorn")
    assert linde.labels() == ["Selbst antworten", "Jemanden einladen"]


@pytest.mark.parametrize("rest", ["ja", "ja-9", "nein", "ja-x"])
def test_made_up_buttons_ask_nobody(linde: Neighbour, ulme: Neighbour, rest: str) -> None:
    assert tap(linde, f"m.zwischen_fragen.{CASE}-{rest}").startswith(said(linde.app, "hint_old_button"))
    assert ulme.heard == []


def test_who_consents_later_can_still_answer(linde: Neighbour, ulme: Neighbour, circle: Circle) -> None:
    ask_everybody(linde)
    eibe = joins(circle, "Herr Eibe", "eibe", Role.COLLEAGUES, consents=False)
    tap(eibe, f"m.zwischen.{CASE}")
    eibe.taps("Ja, einverstanden")
    assert "Rückblick aus dem Betrieb" in eibe.last.text
