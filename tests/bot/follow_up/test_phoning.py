"""Calling after the end: what stands in front, a yes first, the guide, and each way a call can end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.app import App
from bot.messages import IncomingKind
from dialogs.engine.model import Role
from storage.database import transaction
from storage.follow_ups import CheckIn, Outcome, Plan, Wave, Way, close_check_in
from storage.goals import Family, Scale, Wording, find_goal, set_goal, show_goal
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.follow_up.aftercare import DUE_ON, after_the_end, agree, check_ins, plan, ticks
from tests.bot.follow_up.closing import answer_all
from tests.journey import Clock, add_case, join_case, said

MORNING = datetime(2026, 6, 2, 7, 0, tzinfo=UTC)  # 9:00 in Berlin, the day of the call


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))


class Calling:
    """A lead who has to call somebody today who is not asked in the chat."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.case, self.lead_id, self.coachee_id = after_the_end(app)
        agree(app, self.case, self.lead_id, plan(self.coachee_id, way=Way.PHONE))
        self.circle = Circle(app, clock)
        self.linde, self.wicke = self.circle.stranger("linde"), self.circle.stranger("wicke")
        clock.now = MORNING
        ticks(app)
        self.circle.deliver()

    @property
    def check_in(self) -> CheckIn:
        return check_ins(self.app, self.case)[0]

    def taps(self, what: str = "") -> str:
        token = f"m.telefon.{self.case}-{self.check_in.id}{what}"
        return "\n\n".join(message.text for message in self.linde.sends(IncomingKind.TAP, token))


@pytest.fixture
def calling(app: App, clock: Clock) -> Calling:
    return Calling(app, clock)


def test_the_task_leads_to_goals_and_arrangements_and_asks_for_a_yes_first(calling: Calling) -> None:
    with transaction(calling.app.engine) as connection:
        for text, shown in (("Pausen allein planen", {Role.COACHEE}), ("Team entlasten", set())):
            words = Wording(text, Scale.TEN, {1: "gar nicht", 5: "halb", 10: "ganz"})
            whose = (calling.case, calling.lead_id, Role.COACHEE)
            goal_id = set_goal(connection, *whose, Family.PERSON, "", words, calling.clock.now)
            goal = find_goal(connection, goal_id)
            assert goal is not None
            show_goal(connection, goal, shown)
    calling.linde.taps("Leitfaden: Ahorn")
    text = calling.linde.last.text
    assert text.startswith("Anruf im Fall Ahorn: Coachee\nNach 3 Monaten")
    assert "• Pausen allein planen\n" in text
    assert "• Team entlasten (dieser Person nicht gezeigt: bitte nicht ansprechen)" in text
    assert "Hilfe oder Absprache aus dem Jobcoaching:\nCheckliste" in text
    assert text.endswith("Hat die Person am Telefon zugestimmt?")
    assert calling.linde.labels() == ["Ja, Leitfaden beginnen", "Nein, sie möchte nicht", "Niemanden erreicht"]


def test_after_a_yes_the_guide_ends_the_check_in_by_phone_and_offers_the_release(calling: Calling) -> None:
    calling.taps()
    calling.linde.taps("Ja, Leitfaden beginnen")
    assert calling.check_in.outcome is None
    answer_all(calling.linde, "Person am Arbeitsplatz", "Es passt gut")
    assert calling.check_in.outcome is Outcome.BY_PHONE
    assert any(text == said(calling.app, "phone_done") for text in calling.linde.texts())
    assert "Die Runde „Nach 3 Monaten“ ist abgeschlossen." in "\n".join(calling.linde.texts())
    assert calling.wicke.heard == []


def test_tapping_yes_again_goes_on_with_the_same_guide(calling: Calling) -> None:
    calling.taps("-ja")
    calling.linde.taps("Person am Arbeitsplatz")
    assert said(calling.app, "hint_in_the_middle") in calling.taps("-ja")
    calling.linde.taps("Pause")
    assert "Aufgaben und Können" in calling.taps("-ja")


def test_a_no_and_giving_up_end_it_without_a_question(calling: Calling) -> None:
    assert calling.taps("-nein") == said(calling.app, "phone_refused")
    assert calling.check_in.outcome is Outcome.REFUSED
    assert calling.taps() == said(calling.app, "phone_closed", case="Ahorn")
    assert calling.check_in.outcome is Outcome.REFUSED


def test_whoever_is_not_reached_is_called_again_on_a_day_or_not_at_all(calling: Calling) -> None:
    calling.taps("-nicht_da")
    assert calling.linde.labels()[-1] == "Nicht mehr versuchen"
    calling.linde.taps(calling.linde.labels()[0])
    assert (calling.check_in.due_on, calling.check_in.handed_over_at) == (date(2026, 6, 3), None)
    before = len(calling.linde.heard)
    calling.clock.move(days=1)
    ticks(calling.app)
    calling.circle.deliver()
    assert "Bitte rufen Sie an." in calling.linde.heard[before].text
    assert "Versuchen" not in calling.taps("-wieder-20300101")
    calling.taps("-nicht_da")
    calling.linde.taps("Nicht mehr versuchen")
    assert calling.check_in.outcome is Outcome.UNREACHABLE


def test_whoever_was_asked_in_the_chat_stays_open_for_a_while(app: App, clock: Clock) -> None:
    calling = Calling(app, clock)
    agree(app, calling.case, calling.lead_id, plan(calling.coachee_id, DUE_ON, Way.CHAT, Wave.MONTHS_6))
    asked = check_ins(app, calling.case)[-1]
    answer = calling.linde.sends(IncomingKind.TAP, f"m.telefon.{calling.case}-{asked.id}-nicht_da")[0].text
    assert answer.startswith("Gut, die Nachfrage bleibt noch offen bis Donnerstag, 2.7.2026.")


def test_what_was_closed_meanwhile_stays_as_it_was_and_the_notes_are_kept(calling: Calling) -> None:
    calling.taps("-ja")
    check_in = calling.check_in
    with transaction(calling.app.engine) as connection:
        close_check_in(connection, check_in, Outcome.ANSWERED, calling.clock.now)
    answer_all(calling.linde, "Person am Arbeitsplatz")
    assert calling.check_in.outcome is Outcome.ANSWERED
    assert any(text == said(calling.app, "phone_done_beside") for text in calling.linde.texts())


def test_another_case_and_other_roles_get_nowhere(calling: Calling) -> None:
    other = add_case(calling.app, calling.lead_id, "Birke")
    number = calling.check_in.id
    calling.linde.sends(IncomingKind.TAP, f"m.telefon.{other}-{number}-nein")
    assert calling.linde.last.text.startswith(said(calling.app, "hint_old_button"))
    calling.wicke.sends(IncomingKind.TAP, f"m.telefon.{calling.case}-{number}-nein")
    assert calling.wicke.last.text.startswith(said(calling.app, "hint_not_allowed"))
    assert calling.check_in.closed_at is None


def test_without_a_number_the_calls_to_come_are_offered(calling: Calling) -> None:
    calling.linde.sends(IncomingKind.TAP, f"m.telefon.{calling.case}")
    assert calling.linde.labels()[0].startswith("Coachee · ")
    calling.taps("-nein")
    calling.linde.sends(IncomingKind.TAP, f"m.telefon.{calling.case}")
    assert calling.linde.last.text == said(calling.app, "phone_none", case="Ahorn")


def test_an_integration_service_asked_itself_answers_with_the_guide(app: App, clock: Clock) -> None:
    calling = Calling(app, clock)
    ginster, ginster_id = calling.circle.person("Herr Ginster", "ginster")
    join_case(app, calling.case, ginster_id, Role.INTEGRATION_SERVICE)
    own = Plan(ginster_id, Role.INTEGRATION_SERVICE, Wave.MONTHS_6, Way.CHAT, DUE_ON, 9)
    agree(app, calling.case, calling.lead_id, own)
    number = check_ins(app, calling.case)[-1].id
    _tap(ginster, f"m.nachfragen_ja.{calling.case}-{number}")
    answer_all(ginster, "Vorgesetzte im Betrieb")
    assert check_ins(app, calling.case)[-1].outcome is Outcome.ANSWERED


def _tap(person: Neighbour, token: str) -> None:
    person.sends(IncomingKind.TAP, token)
