"""What was agreed ends when the case goes on, when somebody leaves, is erased, or hands the case over."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Role
from storage.database import transaction
from storage.erasing import erase_person
from storage.follow_ups import Outcome, follow_up_of
from tests.bot.follow_up.closing import CASE, TOLD, Team, tap
from tests.journey import Clock, said


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    return made


@pytest.mark.parametrize("phase", ["gestaltung", "analyse", "initiierung"])
def test_a_case_that_goes_on_asks_nobody_and_tells_those_who_had_said_yes(team: Team, phase: str) -> None:
    team.wicke.taps("Ja, das ist in Ordnung")
    before = len(team.ulme.heard)
    tap(team.linde, f"m.phase.{CASE}-{phase}-nachhaltigkeit")
    assert team.outcomes() == [Outcome.CANCELLED] * 4
    assert team.check_ins()[0].reason == said(team.app, "follow_up_reason_reopened")
    assert "Das Job-Coaching geht weiter." in team.wicke.last.text
    assert len(team.ulme.heard) == before
    assert said(team.app, "follow_up_cancelled_all", count=4) in team.linde.texts()


def test_a_case_that_is_closed_is_asked_all_the_same(team: Team) -> None:
    tap(team.linde, f"m.phase.{CASE}-abgeschlossen-nachhaltigkeit")
    assert team.outcomes() == [None] * 4


def test_who_leaves_is_not_asked_any_more(team: Team) -> None:
    tap(team.ulme, f"m.verlassen.{CASE}-ja")
    assert team.outcomes() == [None, Outcome.WITHDRAWN, None, Outcome.WITHDRAWN]


def test_who_is_erased_cannot_be_reached_and_still_counts(team: Team) -> None:
    with transaction(team.app.engine) as connection:
        erase_person(connection, 4, team.clock.now)
    assert team.outcomes() == [None, Outcome.UNREACHABLE, None, Outcome.UNREACHABLE]
    assert team.check_ins()[1].person_id is None


def test_who_takes_the_case_over_is_responsible_and_is_asked_instead(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    team.joins("Frau Esche", "esche", Role.JOB_COACH)
    team.agree()
    tap(team.linde, f"m.uebergeben.{CASE}-5-ja")
    with transaction(app.engine) as connection:
        agreed = follow_up_of(connection, CASE)
    assert agreed is not None
    assert agreed.responsible_id == 5


def test_a_colleague_in_the_same_role_is_asked_instead_and_others_are_not(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    team.joins("Frau Esche", "esche", Role.INTEGRATION_SERVICE)
    team.talk(asked=("Fachkraft vom IFD",))
    team.linde.taps(TOLD)
    asked = {one.person_id for one in team.check_ins()}
    assert asked == {2, 5}
    tap(team.ginster, f"m.uebergeben.{CASE}-5-ja")
    assert {one.person_id for one in team.check_ins()} == {5}
    tap(team.circle.people["esche"], f"m.uebergeben.{CASE}-1-ja")
    assert set(team.outcomes()) == {Outcome.WITHDRAWN}
