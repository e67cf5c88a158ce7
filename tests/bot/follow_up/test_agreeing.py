"""The closing talk, the schedule that is shown, and the tap that makes it hold."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from dialogs.engine.model import Phase, Role
from storage.audit import AuditEvent, entries_of_case
from storage.cases import find_case
from storage.database import transaction
from storage.follow_ups import FollowUp, Outcome, Way, follow_up_of
from tests.bot.follow_up.closing import CASE, TOLD, Team, tap
from tests.journey import Clock, said


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    return Team(app, clock)


def follow_up(app: App) -> FollowUp | None:
    with transaction(app.engine) as connection:
        return follow_up_of(connection, CASE)


def phase(app: App) -> Phase:
    with transaction(app.engine) as connection:
        case = find_case(connection, str(CASE))
    assert case is not None
    return case.phase


def test_the_whole_schedule_is_shown_before_anything_holds(team: Team) -> None:
    team.talk(asked=("Person am Arbeitsplatz", "Kolleginnen und Kollegen"))
    shown = team.linde.last.text
    assert "Abschluss: Montag, 2.3.2026" in shown
    assert "Nach 3 Monaten: Dienstag, 2.6.2026, 9 Uhr\n• Coachee: hier im Chat\n• Kollegium: am Telefon" in shown
    assert "Nach 6 Monaten: Mittwoch, 2.9.2026, 9 Uhr" in shown
    assert said(team.app, "follow_up_by_phone") in shown
    assert "Die Chefin ruft beim IFD an." in shown
    assert follow_up(team.app) is None
    assert team.wicke.heard == []
    assert phase(team.app) is Phase.SHAPING


def test_the_tap_writes_it_down_and_begins_the_last_phase(team: Team) -> None:
    team.agree()
    agreed = follow_up(team.app)
    assert agreed is not None
    assert (agreed.aid, agreed.support) == ("Pausenplan an der Wand", "Die Chefin ruft beim IFD an.")
    assert agreed.closed_on == date(2026, 3, 2)
    assert [(one.role, one.due_on, one.hour, one.way) for one in team.check_ins()] == [
        (Role.COACHEE, date(2026, 6, 2), 9, Way.CHAT),
        (Role.EMPLOYER, date(2026, 6, 2), 9, Way.CHAT),
        (Role.COACHEE, date(2026, 9, 2), 9, Way.CHAT),
        (Role.EMPLOYER, date(2026, 9, 2), 9, Way.CHAT),
    ]
    assert phase(team.app) is Phase.SUSTAINABILITY
    with transaction(team.app.engine) as connection:
        events = [entry.event for entry in entries_of_case(connection, CASE)]
    assert AuditEvent.PHASE_CHANGED in events


def test_tapping_twice_agrees_once(team: Team) -> None:
    team.agree()
    team.clock.move(minutes=5)
    team.linde.taps(TOLD)
    assert team.linde.last.text == said(team.app, "follow_up_agreed_before", case="Ahorn")
    assert len(team.check_ins()) == 4
    assert len(team.wicke.heard) == 1


def test_if_somebody_joined_since_it_is_shown_again(team: Team) -> None:
    team.talk(asked=("Kolleginnen und Kollegen",))
    team.joins("Frau Birke", "birke", Role.COLLEAGUES)
    team.linde.taps(TOLD)
    assert follow_up(team.app) is None
    assert "• Kollegium: hier im Chat" in team.linde.last.text
    team.linde.taps(TOLD)
    assert follow_up(team.app) is not None


def test_a_new_agreement_replaces_what_was_open(team: Team) -> None:
    team.agree()
    team.clock.move(days=1)
    team.agree()
    assert team.outcomes() == [Outcome.CANCELLED, Outcome.CANCELLED, None, None] * 2
    assert len(team.check_ins()) == 8


def test_not_yet_agrees_on_nothing(team: Team) -> None:
    tap(team.linde, f"m.abschluss.{CASE}")
    team.linde.taps("Nein, noch nicht")
    team.linde.taps("Stimmt so")
    assert TOLD not in team.linde.labels()
    assert follow_up(team.app) is None


def test_no_check_ins_can_be_agreed_too(team: Team) -> None:
    linde = team.linde
    tap(linde, f"m.abschluss.{CASE}")
    linde.taps("Ja, jetzt")
    linde.taps("Überspringen")
    linde.writes("2.3.2026")
    linde.taps("☐ Keine Nachfrage")
    linde.taps("Auswahl fertig")
    linde.taps("Überspringen")
    linde.taps("Stimmt so")
    assert said(team.app, "follow_up_nobody") in linde.last.text
    linde.taps(TOLD)
    assert follow_up(team.app) is not None
    assert team.check_ins() == []


@pytest.mark.parametrize("rest", ["", "1", "99-abc", "x-y", "1-00000000"])
def test_made_up_buttons_agree_on_nothing(team: Team, rest: str) -> None:
    assert tap(team.linde, f"m.abschluss_vereinbaren.{CASE}-{rest}").startswith(said(team.app, "hint_old_button"))
    assert follow_up(team.app) is None


def test_only_those_who_lead_agree(team: Team) -> None:
    team.talk()
    token = team.linde.button(TOLD).token
    for person in (team.wicke, team.ulme):
        tap(person, f"m.abschluss.{CASE}")
        tap(person, token)
    tap(team.ginster, token)  # somebody else's closing talk
    assert follow_up(team.app) is None
