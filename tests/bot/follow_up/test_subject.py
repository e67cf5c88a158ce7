"""What check-ins are about: the newest goal that is shown to the role, and the aid that was agreed on."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.follow_up.subject import subject_after_the_end
from dialogs.engine.model import Register, Role
from storage.database import transaction
from storage.goals import Family, Outcome, Scale, Wording, end_goal, find_goal, set_goal, show_goal
from tests.bot.follow_up.closing import CASE, Team, tap
from tests.journey import Clock, said


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    return made


def sets_goal(team: Team, text: str, *shown: Role, ended: bool = False) -> None:
    wording = Wording(text, Scale.TEN, {1: "kaum", 5: "halb", 10: "ganz"})
    with transaction(team.app.engine) as connection:
        number = set_goal(connection, CASE, 1, Role.COACHEE, Family.PERSON, "", wording, team.clock.now)
        goal = find_goal(connection, number)
        assert goal is not None
        show_goal(connection, goal, shown)
        if ended:
            end_goal(connection, goal, Outcome.REACHED, "gut", team.clock.now.date())


def words(team: Team, role: Role) -> tuple[str, str]:
    with transaction(team.app.engine) as connection:
        found = subject_after_the_end(connection, team.app.office.voice(Register.STANDARD), CASE, role)
    return found.words["ziel"], found.words["hilfe"]


def test_each_role_gets_the_newest_goal_it_sees(team: Team) -> None:
    sets_goal(team, "Ich frage nach.", Role.COACHEE)
    sets_goal(team, "Pausen sind geregelt.", Role.COACHEE, Role.EMPLOYER)
    sets_goal(team, "Nur für uns.")
    sets_goal(team, "Schon erreicht.", Role.COACHEE, ended=True)
    assert words(team, Role.COACHEE)[0] == "Pausen sind geregelt."
    assert words(team, Role.EMPLOYER)[0] == "Pausen sind geregelt."
    assert words(team, Role.COLLEAGUES)[0] == said(team.app, "follow_up_goal_unnamed")
    assert words(team, Role.JOB_COACH)[0] == "Nur für uns."


def test_without_anything_there_are_general_words(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    assert words(team, Role.COACHEE) == (said(app, "follow_up_goal_unnamed"), said(app, "follow_up_aid_unnamed"))


def test_the_aid_is_the_one_agreed_on_and_never_read_as_a_place_to_fill(team: Team) -> None:
    sets_goal(team, "Ein {hilfe} und {ziel}", Role.COACHEE)
    team.wicke.taps("Ja, das ist in Ordnung")
    team.ask(team.wicke)
    team.wicke.taps("Jetzt antworten")
    for label in ("Ich selbst", "Gleiche Arbeit", "🙂 Gut", "🙂 Gut"):
        team.wicke.taps(label)
    assert "Ein {hilfe} und {ziel}" in team.wicke.last.text
    assert words(team, Role.COACHEE)[1] == "Pausenplan an der Wand"


def test_questions_after_the_end_are_filled_however_they_are_begun(team: Team) -> None:
    tap(team.ulme, f"m.thema.{CASE}-nachfrage_betrieb")
    team.ulme.taps("Nicht mehr bei uns")
    assert said(team.app, "follow_up_goal_unnamed") in team.ulme.last.text
    assert "{ziel}" not in team.ulme.last.text
