"""One's own hour, a pause until a day, and its end."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from storage.database import transaction
from storage.pings import Habit, habit_of
from tests.bot.follow_up.closing import CASE, Team, tap
from tests.journey import Clock, said


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    return made


def habit(team: Team) -> Habit:
    with transaction(team.app.engine) as connection:
        return habit_of(connection, 4)


def test_her_own_hour_shows_in_her_schedule_and_her_calendar(team: Team) -> None:
    tap(team.ulme, f"m.nachfragen.{CASE}")
    team.ulme.taps("Meine Uhrzeit und Pause")
    assert said(team.app, "own_hour_usual") in team.ulme.last.text
    team.ulme.taps("Uhrzeit wählen")
    team.ulme.taps("16 Uhr")
    assert habit(team).hour == 16
    assert "2.6.2026, 16 Uhr" in tap(team.ulme, f"m.nachfragen.{CASE}")
    tap(team.ulme, f"m.nachfragen_kalender.{CASE}")
    attachment = team.ulme.last.attachment
    assert attachment is not None
    assert b"20260602T160000" in attachment.content
    tap(team.ulme, f"m.meine_zeiten.{CASE}-stunde")
    team.ulme.taps("Wie vereinbart")
    assert habit(team).hour is None


def test_a_pause_and_its_end(team: Team) -> None:
    tap(team.ulme, f"m.meine_zeiten.{CASE}")
    team.ulme.taps("Pause machen")
    team.ulme.writes("bald")
    team.ulme.writes("1.3.2026")
    team.ulme.writes("15.6.")
    assert habit(team).pause_until == date(2026, 6, 15)
    assert said(team.app, "own_pause", day="Montag, 15.6.2026") in team.ulme.last.text
    team.ulme.taps("Pause beenden")
    assert habit(team).pause_until is None
    assert "Pause beenden" not in team.ulme.labels()


@pytest.mark.parametrize("rest", ["stunde-7", "stunde-19", "stunde-x", "x", "pause-1"])
def test_made_up_buttons_change_nothing(team: Team, rest: str) -> None:
    assert tap(team.ulme, f"m.meine_zeiten.{CASE}-{rest}").startswith(said(team.app, "hint_old_button"))
    assert habit(team) == Habit()
