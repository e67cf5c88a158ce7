"""What a report tells of several ratings by one person: the newest of each question, no overtaken number."""

from __future__ import annotations

from bot.reports.view import ReportKind
from storage.goals import Goal
from storage.releases import Room
from tests.bot.reports.scene import Scene


def told_of(scene: Scene, goal: Goal) -> dict[str, str]:
    """The one person's answers by what was asked."""
    tables = [table for section in scene.report(ReportKind.INTERIM).sections for table in section.tables]
    (table,) = [table for table in tables if goal.text in table.caption]
    return {str(row[0]): row[1] if isinstance(row[1], str) else row[1].text for row in table.rows}


def test_a_goal_that_is_overtaken_since_has_no_number(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.checks("coachee", goal, Room.REPORT, relevanz="ja", stand=3)
    scene.checks("coachee", goal, Room.REPORT, relevanz="ueberholt", grund_nein="Neue Aufgabe.")
    assert told_of(scene, goal) == {"Noch wichtig?": "Es hat sich überholt", "Warum": "Neue Aufgabe."}


def test_what_the_newest_leaves_out_comes_from_the_one_before(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.checks("coachee", goal, Room.REPORT, stand=3, folge="Weiter so.")
    scene.checks("coachee", goal, Room.REPORT, folge="Karten ergänzen.")
    assert told_of(scene, goal) == {"Wie weit erreicht?": "3 von 10", "Was folgt daraus?": "Karten ergänzen."}


def test_three_numbers_are_told_as_the_first_and_the_last(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    for stand in (2, 9, 4):
        scene.checks("coachee", goal, Room.REPORT, stand=stand)
    assert told_of(scene, goal) == {"Am Anfang": "2 von 10", "Wie weit erreicht?": "4 von 10"}
