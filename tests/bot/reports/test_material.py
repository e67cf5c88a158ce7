"""What gets into a report: released statements only, by room, and nothing of it once it is taken back or erased."""

from __future__ import annotations

import pytest

from bot.reports.view import Report, ReportKind
from dialogs.engine.model import Role
from storage.database import transaction
from storage.erasing import erase_person
from storage.releases import Room
from tests.bot.reports.scene import Scene

FOR_OTHERS = (ReportKind.INTERIM, ReportKind.FINAL)
FOR_TEAM = (ReportKind.RECORD, ReportKind.PEER_CONSULTATION)
WORDS = "Das Wort, das niemand sonst kennt."


def texts(report: Report) -> set[str]:
    return {one.text for one in report.statements}


@pytest.mark.parametrize("kind", ReportKind)
def test_private_answers_are_in_no_report(scene: Scene, kind: ReportKind) -> None:
    scene.says("jobcoach", "idee", _first("idee", scene))
    assert scene.report(kind).statements == ()


@pytest.mark.parametrize("kind", FOR_OTHERS)
def test_what_the_team_reads_is_not_for_the_funding_body(scene: Scene, kind: ReportKind) -> None:
    scene.says("jobcoach", "nach_dem_besuch", {"gespuert": WORDS}, Room.TEAM)
    assert scene.report(kind).statements == ()
    assert all(WORDS in texts(scene.report(other)) for other in FOR_TEAM)


@pytest.mark.parametrize("kind", [*FOR_OTHERS, *FOR_TEAM])
def test_what_was_released_for_the_report_is_for_both(scene: Scene, kind: ReportKind) -> None:
    scene.says("jobcoach", "zwischenauswertung", {"bemerkt": WORDS}, Room.REPORT)
    assert WORDS in texts(scene.report(kind))


@pytest.mark.parametrize("kind", FOR_OTHERS)
def test_what_is_taken_back_is_gone_from_the_next_report(scene: Scene, kind: ReportKind) -> None:
    (number,) = scene.says("jobcoach", "zwischenauswertung", {"bemerkt": WORDS}, Room.REPORT)
    assert WORDS in texts(scene.report(kind))
    scene.takes_back(number)
    assert scene.report(kind).statements == ()


def test_an_erased_person_is_gone(told: Scene) -> None:
    assert any(one.trace.author == "Arbeitgeber" for one in told.report(ReportKind.INTERIM).statements)
    with transaction(told.app.engine) as connection:
        erase_person(connection, told.people["arbeitgeber"], told.clock())
    report = told.report(ReportKind.INTERIM)
    assert report.statements
    assert not any("Arbeitgeber" in one.trace.author for one in report.statements)


def test_the_coachee_gets_her_own_words_and_what_was_shared_with_her(scene: Scene) -> None:
    scene.says("coachee", "rueckblick_coachee", {"moeglich": "Ich bestelle allein."}, Room.TEAM)
    scene.says("jobcoach", "zwischenauswertung", {"bemerkt": "Nur fürs Team."}, Room.REPORT, Room.TEAM)
    scene.says("jobcoach", "zwischenauswertung", {"verstaerken": "Das geht gut."}, Room.COACHEE)
    assert texts(scene.report(ReportKind.FOR_COACHEE)) == {"Ich bestelle allein.", "Das geht gut."}


def test_what_others_shared_with_the_coachee_alone_is_not_read_by_a_colleague(scene: Scene) -> None:
    scene.says("jobcoach", "zwischenauswertung", {"verstaerken": WORDS}, Room.COACHEE)
    report = scene.report(ReportKind.FOR_COACHEE, reader="ifd")
    assert WORDS not in texts(report)
    assert any("nur für Sie" in words for words in report.missing)
    assert WORDS in texts(scene.report(ReportKind.FOR_COACHEE, reader="jobcoach"))


def test_the_coachee_sees_the_goals_that_are_shown_to_her(scene: Scene) -> None:
    scene.goal("Ein Ziel für alle", shown=(Role.COACHEE,))
    scene.goal("Ein Ziel vom Team", Role.JOB_COACH)
    assert [goal.text for goal in scene.material(ReportKind.FOR_COACHEE).goals] == ["Ein Ziel für alle"]
    assert len(scene.material(ReportKind.INTERIM).goals) == 2


@pytest.mark.parametrize("kind", FOR_OTHERS)
def test_turning_points_belong_to_the_team(scene: Scene, kind: ReportKind) -> None:
    assert scene.material(kind).turning_points == ()


def _first(dialog_id: str, scene: Scene) -> dict[str, str | int]:
    steps = scene.app.content.catalogue.dialogs[dialog_id].steps.values()
    return {next(step.id for step in steps if step.kind == "text"): WORDS}
