"""Answers of a round next to each other: only what is released, who typed, in the agreed order, and who read it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.app import App
from bot.messages import IncomingKind
from dialogs.engine.model import Role
from storage.follow_ups import Plan, Wave, Way
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.follow_up.aftercare import DUE_ON, after_the_end, agree, check_ins, plan, says_yes
from tests.bot.follow_up.closing import answer_all
from tests.journey import Clock, join_case, said

MORNING = datetime(2026, 6, 2, 8, 0, tzinfo=UTC)


class Round:
    """Coachee and employer are asked in the chat, a colleague is called."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.case, self.lead_id, self.coachee_id = after_the_end(app)
        self.circle = Circle(app, clock)
        self.linde, self.wicke = self.circle.stranger("linde"), self.circle.stranger("wicke")
        self.ulme, ulme_id = self.circle.person("Herr Ulme", "ulme")
        join_case(app, self.case, ulme_id, Role.EMPLOYER)
        says_yes(app, self.case, ulme_id)
        wave = Wave.MONTHS_3
        employer = Plan(ulme_id, Role.EMPLOYER, wave, Way.CHAT, DUE_ON, 9)
        colleague = Plan(None, Role.COLLEAGUES, wave, Way.PHONE, DUE_ON, 9)
        agree(app, self.case, self.lead_id, plan(self.coachee_id), employer, colleague)
        clock.now = MORNING

    def answers(self, person: Neighbour, role: Role, *given: str, releases: bool = True) -> None:
        number = next(one.id for one in check_ins(self.app, self.case) if one.role is role)
        command = "telefon" if role is Role.COLLEAGUES else "nachfrage_antworten"
        person.sends(IncomingKind.TAP, f"m.{command}.{self.case}-{number}{'-ja' if command == 'telefon' else ''}")
        answer_all(person, *given)
        if releases:
            person.taps(said(self.app, "button_check_in_release"))
            person.taps(next(label for label in person.labels() if label.startswith("Ja")))

    def shows(self, rest: str = "", person: Neighbour | None = None) -> str:
        reader = person or self.linde
        said_now = reader.sends(IncomingKind.TAP, f"m.runde.{self.case}{rest}")
        return "\n\n".join(message.text for message in said_now)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))


@pytest.fixture
def round_(app: App, clock: Clock) -> Round:
    return Round(app, clock)


def test_released_answers_stand_next_to_each_other_with_who_typed(round_: Round) -> None:
    assert round_.shows() == said(round_.app, "round_nothing", case="Ahorn")
    round_.answers(round_.wicke, Role.COACHEE, "Jemand hilft mir", "Dieselbe wie vorher")
    round_.answers(round_.ulme, Role.EMPLOYER, "Bei uns, wie vorher", "🙂 Gut")
    round_.answers(round_.linde, Role.COLLEAGUES, "Kollegin oder Kollege", "Manches ist zu viel", "😐 Mittel")
    overview = round_.shows()
    assert overview.startswith("Nach 3 Monaten, Fall Ahorn\n\nAnlass des Jobcoachings:\nnicht freigegeben")
    assert "1. Aufgaben und Können (1)\n2. Mensch und Team (2)\n3. Arbeitsplatz (2)" in overview
    assert "keine Bewertung" in overview
    round_.linde.taps("Antworten lesen")
    assert "Kollegium, telefonisch, mitgeschrieben: Sie (Jobcoach), 2.6.2026" in round_.linde.last.text
    assert "Manches ist zu viel" in round_.linde.last.text
    round_.linde.taps("Weiter")
    assert "Arbeitgeber, 2.6.2026\n" in round_.linde.last.text
    assert "🙂 Gut" in round_.linde.last.text
    round_.linde.taps("Weiter")
    assert "Coachee, mit Hilfe ausgefüllt" in round_.linde.last.text


def test_what_is_not_released_is_not_shown(round_: Round) -> None:
    round_.answers(round_.wicke, Role.COACHEE, "Ich selbst", "Dieselbe wie vorher", "🙁 Schlecht", releases=False)
    assert round_.shows() == said(round_.app, "round_nothing", case="Ahorn")


def test_reading_is_logged_for_each_author(round_: Round) -> None:
    round_.answers(round_.wicke, Role.COACHEE, "Ich selbst", "Dieselbe wie vorher")
    assert "read" not in [event for event, _, _ in round_.circle.log_of(round_.case)]
    round_.shows("-drei_monate-1")
    assert ("read", round_.lead_id, round_.coachee_id) in round_.circle.log_of(round_.case)


def test_the_responsible_hears_of_it_when_the_last_of_a_round_is_in(round_: Round) -> None:
    announced = "Die Runde „Nach 3 Monaten“ ist abgeschlossen."
    round_.answers(round_.wicke, Role.COACHEE, "Ich selbst", "Dieselbe wie vorher")
    round_.answers(round_.ulme, Role.EMPLOYER, "Bei uns, wie vorher", releases=False)
    assert not any(announced in text for text in round_.linde.texts())
    round_.answers(round_.linde, Role.COLLEAGUES, releases=False)
    assert sum(announced in text for text in round_.linde.texts()) == 1
    round_.linde.taps("Antworten nebeneinander")
    assert "Arbeitsplatz (1)" in round_.linde.last.text


@pytest.mark.parametrize("rest", ["-jedes_jahr", "-vier_wochen", "-drei_monate-9", "-drei_monate-x", "-drei_monate--"])
def test_made_up_places_get_nowhere(round_: Round, rest: str) -> None:
    round_.answers(round_.wicke, Role.COACHEE, "Ich selbst", "Dieselbe wie vorher")
    assert round_.shows(rest).startswith(said(round_.app, "hint_old_button"))


def test_coachee_and_employer_never_see_it(round_: Round) -> None:
    round_.answers(round_.wicke, Role.COACHEE, "Ich selbst", "Dieselbe wie vorher")
    for person in (round_.wicke, round_.ulme):
        assert round_.shows("-drei_monate-1", person).startswith(said(round_.app, "hint_not_allowed"))


def test_a_wish_for_a_call_at_the_end_is_passed_on(round_: Round) -> None:
    given = ("Ich selbst", "Zurzeit keine Arbeit", "Weiß ich nicht", "Alles gut.", "Ja, bitte")
    round_.answers(round_.wicke, Role.COACHEE, *given, releases=False)
    assert any("Jemand bittet um Hilfe oder um einen Anruf." in text for text in round_.linde.texts())
    assert any(text.startswith("Ich habe Ihren Wunsch weitergegeben.") for text in round_.wicke.texts())
