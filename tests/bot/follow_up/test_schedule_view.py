"""The schedule: all of it for those who lead, one's own for everybody else, and as a file for the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from storage.database import transaction
from storage.follow_ups import Outcome, close_check_in
from tests.bot.follow_up.closing import CASE, Team, tap
from tests.journey import Clock, said


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    return made


def test_those_who_lead_see_everybody_by_role(team: Team) -> None:
    for person in (team.linde, team.ginster):
        shown = tap(person, f"m.nachfragen.{CASE}")
        assert (
            "Nach 3 Monaten: Dienstag, 2.6.2026, 9 Uhr\n• Coachee: hier im Chat\n• Arbeitgeber: hier im Chat" in shown
        )
        assert "Wicke" not in shown


def test_everybody_else_sees_her_own(team: Team) -> None:
    shown = tap(team.ulme, f"m.nachfragen.{CASE}")
    assert "Nach 3 Monaten: Dienstag, 2.6.2026, 9 Uhr" in shown
    assert "Coachee" not in shown
    assert "Termin verschieben" not in team.ulme.labels()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.ANSWERED, "beantwortet"),
        (Outcome.BY_PHONE, "am Telefon beantwortet"),
        (Outcome.REFUSED, "beendet"),
        (Outcome.WITHDRAWN, "beendet"),
        (Outcome.UNREACHABLE, "beendet"),
        (Outcome.TOO_LATE, "beendet"),
        (Outcome.CANCELLED, "abgesagt: Frau im Urlaub"),
    ],
)
def test_silence_and_a_no_look_alike(team: Team, outcome: Outcome, words: str) -> None:
    check_in = team.check_in(team.ulme)
    with transaction(team.app.engine) as connection:
        close_check_in(connection, check_in, outcome, team.clock.now, "Frau im Urlaub")
    assert f"• Arbeitgeber: hier im Chat ({words})" in tap(team.linde, f"m.nachfragen.{CASE}")


def test_before_anything_is_agreed_the_way_leads_to_the_closing_talk(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    assert said(app, "follow_up_none", case="Ahorn") == tap(team.linde, f"m.nachfragen.{CASE}")
    assert "Abschlussgespräch" in team.linde.labels()
    assert said(app, "follow_up_none_for_you") == tap(team.ulme, f"m.nachfragen.{CASE}")


def test_the_calendar_holds_the_days_and_nothing_about_anybody(team: Team) -> None:
    tap(team.ulme, f"m.nachfragen_kalender.{CASE}")
    attachment = team.ulme.last.attachment
    assert attachment is not None
    assert (attachment.name, attachment.media_type) == ("nachfragen.ics", "text/calendar")
    content = attachment.content.decode()
    assert content.count("BEGIN:VEVENT") == 2
    assert "20260602T090000" in content
    for word in ("Ahorn", "Ulme", "Wicke", "Coachee", "Jobcoaching", "Behinderung"):
        assert word not in content


def test_the_calendar_of_those_who_lead_names_each_day_once(team: Team) -> None:
    tap(team.linde, f"m.nachfragen_kalender.{CASE}")
    attachment = team.linde.last.attachment
    assert attachment is not None
    assert attachment.content.decode().count("BEGIN:VEVENT") == 2


def test_the_way_from_a_case_to_its_schedule(team: Team) -> None:
    tap(team.linde, f"m.verwalten.{CASE}")
    team.linde.taps("Nachfragen nach dem Ende")
    team.linde.taps("Dienstag, 2.6. · Arbeitgeber")
    assert team.linde.labels() == ["Termin verschieben", "Termin absagen", "Alle Termine"]
    assert date(2026, 6, 2) == team.check_in(team.ulme).due_on
