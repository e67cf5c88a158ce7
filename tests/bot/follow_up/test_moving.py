"""A check-in moved to another day or hour, or cancelled with a reason: by those who lead, each one for itself."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from storage.follow_ups import Outcome
from tests.bot.follow_up.closing import CASE, Team, tap
from tests.journey import Clock, said


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    return made


def opens(team: Team, label: str = "Dienstag, 2.6. · Arbeitgeber") -> None:
    tap(team.linde, f"m.nachfragen.{CASE}")
    team.linde.taps(label)


def test_moved_to_a_day_that_is_written(team: Team) -> None:
    opens(team)
    team.linde.taps("Termin verschieben")
    team.linde.writes("15.6.")
    assert team.linde.last.text == said(team.app, "check_in_moved", day="Montag, 15.6.2026", hour=9)
    assert team.check_in(team.ulme).due_on == date(2026, 6, 15)
    assert team.check_in(team.wicke).due_on == date(2026, 6, 2)


def test_a_sunday_becomes_the_next_working_day_and_that_is_said(team: Team) -> None:
    opens(team)
    team.linde.taps("Termin verschieben")
    team.linde.writes("14.6.")
    assert team.linde.last.text == said(team.app, "check_in_moved_on", day="Montag, 15.6.2026", hour=9)


def test_moved_to_another_hour_with_a_tap(team: Team) -> None:
    opens(team)
    team.linde.taps("Termin verschieben")
    team.linde.taps("Andere Uhrzeit")
    assert team.linde.labels() == [f"{hour} Uhr" for hour in range(8, 19)]
    team.linde.taps("14 Uhr")
    assert (team.check_in(team.ulme).due_on, team.check_in(team.ulme).hour) == (date(2026, 6, 2), 14)


@pytest.mark.parametrize("written", ["irgendwann", "1.3.2026", "heute", "1.1.2031", "🙂"])
def test_an_unusable_day_is_said_and_asked_again(team: Team, written: str) -> None:
    opens(team)
    team.linde.taps("Termin verschieben")
    team.linde.writes(written)
    assert team.check_in(team.ulme).due_on == date(2026, 6, 2)
    team.linde.writes("15.6.")
    assert team.check_in(team.ulme).due_on == date(2026, 6, 15)


def test_what_was_asked_is_not_moved_any_more(team: Team) -> None:
    opens(team)
    token = team.linde.button("Termin verschieben").token
    team.move_to(date(2026, 6, 2))
    team.ask(team.ulme)
    assert tap(team.linde, token).startswith(said(team.app, "hint_old_button"))


def test_cancelled_with_a_reason_that_only_professionals_read(team: Team) -> None:
    team.ulme.taps("Ja, Sie dürfen fragen")
    opens(team)
    team.linde.taps("Termin absagen")
    team.linde.writes("🙂")
    assert team.linde.last.text == said(team.app, "check_in_reason_needed")
    team.linde.writes("Der Betrieb zieht um.")
    check_in = team.check_in(team.ulme)
    assert (check_in.outcome, check_in.reason) == (Outcome.CANCELLED, "Der Betrieb zieht um.")
    assert team.ulme.last.text == said(team.app, "check_in_cancelled_for_you", day="Dienstag, 2.6.2026")
    assert team.outcomes().count(None) == 3


def test_who_never_said_yes_hears_nothing_of_a_cancelled_date(team: Team) -> None:
    before = len(team.ulme.heard)
    opens(team)
    team.linde.taps("Termin absagen")
    team.linde.writes("Der Betrieb zieht um.")
    assert len(team.ulme.heard) == before


@pytest.mark.parametrize("token", ["verschieben", "absagen"])
@pytest.mark.parametrize("rest", ["", "99", "x", "2-99"])
def test_made_up_buttons_change_nothing(team: Team, token: str, rest: str) -> None:
    told = tap(team.linde, f"m.nachfrage_{token}.{CASE}-{rest}")
    assert told.startswith(said(team.app, "hint_old_button"))


@pytest.mark.parametrize("token", ["verschieben", "absagen"])
def test_only_those_who_lead(team: Team, token: str) -> None:
    number = team.check_in(team.ulme).id
    told = tap(team.ulme, f"m.nachfrage_{token}.{CASE}-{number}")
    assert told.startswith(said(team.app, "hint_not_allowed"))
