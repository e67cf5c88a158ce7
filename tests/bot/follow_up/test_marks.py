"""Beside released answers: that somebody helped with typing, and that they came late."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.messages import IncomingKind
from storage.database import transaction
from storage.follow_ups import Outcome, close_check_in
from tests.bot.follow_up.closing import CASE, Team, answer_all, tap
from tests.journey import Clock

HELPED, LATE = "mit Hilfe ausgefüllt", "nachgereicht"


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    made.wicke.taps("Ja, das ist in Ordnung")
    return made


def answered(team: Team, who: str) -> str:
    """She answers and releases everything; returns what the job coach reads then."""
    team.wicke.taps("Jetzt antworten")
    answer_all(team.wicke, who, "Gleiche Arbeit")
    team.wicke.taps("Ja, alles ansehen")
    team.wicke.sends(IncomingKind.TAP, team.wicke.last.rows[0][0].token)
    return tap(team.linde, f"m.teamsicht.{CASE}-nachfrage_coachee")


def test_help_with_typing_stands_beside_every_answer(team: Team) -> None:
    team.ask(team.wicke)
    assert HELPED in answered(team, "Jemand hilft mir")
    team.linde.taps("• Meine Arbeit")
    assert HELPED in team.linde.last.text


def test_what_she_typed_herself_has_no_mark(team: Team) -> None:
    team.ask(team.wicke)
    shown = answered(team, "Ich selbst")
    assert HELPED not in shown
    assert LATE not in shown


@pytest.mark.parametrize("outcome", [Outcome.UNREACHABLE, Outcome.BY_PHONE])
def test_what_came_after_the_round_is_marked(team: Team, outcome: Outcome) -> None:
    check_in = team.ask(team.wicke)
    with transaction(team.app.engine) as connection:
        close_check_in(connection, check_in, outcome, team.clock.now)
    assert LATE in answered(team, "Ich selbst")


def test_somebody_elses_typing_is_not_asked_about_feelings(team: Team) -> None:
    team.ask(team.wicke)
    team.wicke.taps("Jetzt antworten")
    team.wicke.taps("Jemand hilft mir")
    team.wicke.taps("Gleiche Arbeit")
    assert "🙂 Gut" not in team.wicke.labels()
