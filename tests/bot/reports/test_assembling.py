"""Reports as they come out of a case: the order their readers need, what is missing, and nothing put together."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reports.assembling import mark_of
from bot.reports.rendering import Format, pages_of, render_report
from bot.reports.view import Grid, Report, ReportKind
from dialogs.engine.model import Role
from storage.course import mark_turning_point
from storage.database import transaction
from storage.goals import Outcome, Scale, Wording, end_goal
from storage.releases import Room
from tests.bot.reports.scene import Scene

REPORT = Room.REPORT
LONG = ("Ich habe immer gesagt, dass wir miteinander reden müssen. " * 80)[:4000]
NASTY = [LONG, "👍👩‍🔧" * 40, "שלום עולם", "\x00\x07\ud800 \u202e", "<b>{{ 7*7 }}</b> & <script>", "[link](http://x)"]


def table_about(report: Report, words: str) -> Grid:
    return next(table for section in report.sections for table in section.tables if words in table.caption)


def rows_of(table: Grid) -> dict[str, list[str]]:
    """The words of each row by its first cell."""
    return {str(row[0]): [cell if isinstance(cell, str) else cell.text for cell in row[1:]] for row in table.rows}


def test_the_order_a_funding_body_asks_in(told: Scene) -> None:
    assert [section.heading for section in told.report(ReportKind.INTERIM).sections] == [
        "An welchen Zielen wurde gearbeitet, und mit welchem Ergebnis?",
        "Was hat sich verändert?",
        "Passt der Rahmen, und reichen die Stunden?",
        "Was ist vereinbart, und was kommt als Nächstes?",
    ]


def test_a_final_report_says_what_stays_open(told: Scene) -> None:
    lacking = "Was offen bleibt: Dazu ist noch nichts für den Bericht freigegeben."
    assert lacking in told.report(ReportKind.FINAL).missing
    told.says("jobcoach", "abschluss", {"offene_fragen": "Wer vertritt im Sommer?"}, REPORT)
    report = told.report(ReportKind.FINAL)
    (section,) = [one for one in report.sections if one.heading == "Was bleibt offen, und wer kümmert sich darum?"]
    assert [one.text for one in section.statements] == ["Wer vertritt im Sommer?"]
    assert lacking not in report.missing


def test_ratings_of_all_sides_stand_side_by_side(told: Scene) -> None:
    table = table_about(told.report(ReportKind.INTERIM), "womit ich anfange")
    assert table.head == ("Frage", "Coachee", "Arbeitgeber")
    rows = rows_of(table)
    assert rows["Am Anfang"] == ["3 von 10", "2 von 10"]
    assert rows["Wie weit erreicht?"] == ["8 von 10", "6 von 10"]
    assert rows["Was folgt daraus?"] == ["Die Karten bleiben.", "Wir ergänzen Karten."]
    assert "10 = Fängt allein an" in table.caption


def test_every_answered_word_has_a_trace(told: Scene) -> None:
    for kind in ReportKind:
        for one in told.report(kind).statements:
            assert one.trace.answer > 0
            assert one.trace.author in {"Jobcoach", "Coachee", "Arbeitgeber", "Sie"}


def test_contradicting_ratings_are_both_told_and_never_an_average(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.checks("coachee", goal, REPORT, stand=10)
    scene.checks("arbeitgeber", goal, REPORT, stand=1)
    rows = rows_of(table_about(scene.report(ReportKind.INTERIM), "Ruhig arbeiten"))
    assert rows["Wie weit erreicht?"] == ["10 (Fängt allein an)", "1 (Fragt jedes Mal nach)"]
    assert "Am Anfang" not in rows


def test_a_single_rating_makes_a_row_and_no_picture(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.checks("coachee", goal, REPORT, stand=4)
    report = scene.report(ReportKind.INTERIM)
    assert rows_of(table_about(report, "Ruhig")) == {"Wie weit erreicht?": ["4 von 10"]}
    assert not any(section.figures for section in report.sections)
    assert "Eine freigegebene Einschätzung (Arbeitgeber) zu: „Ruhig arbeiten“" in report.missing


def test_a_rating_that_is_only_for_the_team_is_not_for_the_funding_body(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.checks("arbeitgeber", goal, Room.TEAM, stand=1)
    assert table_about(scene.report(ReportKind.INTERIM), "Noch ohne").rows == (
        ("Ruhig arbeiten", "Coachee", "2.3.2026"),
    )
    assert rows_of(table_about(scene.report(ReportKind.RECORD), "Ruhig"))["Wie weit erreicht?"] == [
        "1 (Fragt jedes Mal nach)"
    ]


def test_five_levels_say_themselves_what_they_mean(scene: Scene) -> None:
    levels = {-2: "Nie", -1: "Selten", 0: "Meist", 1: "Fast immer", 2: "Immer"}
    goal = scene.goal("Pünktlich", wording=Wording("Pünktlich", Scale.ATTAINMENT, levels))
    scene.checks("coachee", goal, REPORT, stand=-1)
    assert rows_of(table_about(scene.report(ReportKind.INTERIM), "Pünktlich"))["Wie weit erreicht?"] == ["-1 (Selten)"]


def test_overtaken_is_an_outcome_with_a_reason(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.says("jobcoach", "ziel_beenden", {"begruendung": "Die Abteilung gibt es nicht mehr."}, REPORT, goal=goal)
    with transaction(scene.app.engine) as connection:
        end_goal(connection, goal, Outcome.OVERTAKEN, "nur intern", date(2026, 3, 2))
    rows = rows_of(table_about(scene.report(ReportKind.FINAL), "Ruhig"))
    assert rows["Ausgang"] == ["Überholt seit 2.3.2026: Es wird nicht mehr gebraucht."]
    assert rows["Begründung"] == ["Die Abteilung gibt es nicht mehr."]
    assert not any(
        "nur intern" in str(table) for one in scene.report(ReportKind.FINAL).sections for table in one.tables
    )


def test_a_party_that_left_keeps_its_words(told: Scene) -> None:
    told.leaves("arbeitgeber")
    table = table_about(told.report(ReportKind.INTERIM), "womit ich anfange")
    assert table.head == ("Frage", "Coachee", "Arbeitgeber (nicht mehr im Fall)")


def test_an_empty_case_says_what_it_needs(scene: Scene) -> None:
    report = scene.report(ReportKind.INTERIM)
    assert report.sections == ()
    assert report.missing == (
        "Ziele: Im Fall ist noch kein Ziel festgehalten.",
        "Was sich verändert hat: Dazu ist noch nichts für den Bericht freigegeben.",
        "Die bewilligten Stunden: Sie gehören in die Eckdaten des Falls.",
        "Die genutzten Stunden: Es ist noch keine Stunde notiert.",
        "Das geplante Ende: Es gehört in die Eckdaten des Falls.",
        "Der nächste Schritt: Dazu ist noch nichts für den Bericht freigegeben.",
        "Eine Zwischenauswertung: Bisher ist keine abgeschlossen.",
    )


def test_an_old_review_is_named(told: Scene) -> None:
    assert not any("Zwischenauswertung" in words for words in told.report(ReportKind.INTERIM).missing)
    told.clock.move(days=93)
    named = "Eine neue Zwischenauswertung: Die letzte war am 4.5.2026, vor mehr als drei Monaten."
    assert named in told.report(ReportKind.INTERIM).missing


def test_the_hint_of_an_extension_comes_early(told: Scene) -> None:
    rows = rows_of(table_about(told.report(ReportKind.INTERIM), "Rahmen"))
    assert rows["Genutzt"] == ["30 Stunden"]
    assert "Der Antrag sollte bis zum 15.5.2026 gestellt sein." in rows["Reichen die Stunden?"][0]


def test_older_visits_are_counted_instead_of_told(scene: Scene) -> None:
    for number in range(8):
        scene.says("jobcoach", "nach_dem_besuch", {"gesehen": f"Besuch {number}"}, REPORT)
    report = scene.report(ReportKind.INTERIM)
    assert [one.text for one in report.statements] == [f"Besuch {number}" for number in range(2, 8)]
    assert "2 ältere Aussagen aus Besuchen: Der Bericht nennt nur die neuesten." in report.missing


def test_who_speaks_again_says_how_it_is_now(scene: Scene) -> None:
    for words in ("Im März war es laut.", "Im Mai ist es ruhig."):
        scene.says("jobcoach", "zwischenauswertung", {"bemerkt": words}, REPORT)
    assert [one.text for one in scene.report(ReportKind.INTERIM).statements] == ["Im Mai ist es ruhig."]


def test_what_fits_nowhere_is_told_too(scene: Scene) -> None:
    scene.says("jobcoach", "zusammenarbeit", {"zusammenhalt": "Wir rufen einander an."}, REPORT)
    (section,) = scene.report(ReportKind.INTERIM).sections
    assert section.heading == "Weitere Aussagen"


def test_the_handout_lays_side_by_side_and_has_45_minutes(scene: Scene) -> None:
    for who in ("jobcoach", "ifd"):
        said: dict[str, str | int] = {"zusammenhalt": f"Von {who}", "regelung": "fest"}
        scene.says(who, "zusammenarbeit", said, Room.TEAM)
    report = scene.report(ReportKind.PEER_CONSULTATION)
    headings = [section.heading for section in report.sections]
    assert headings == ["Darin sind wir uns einig", "In eigenen Worten", "Tagesordnung für 45 Minuten"]
    (agenda,) = report.sections[-1].tables
    assert sum(int(str(row[0])) for row in agenda.rows) == 45
    assert report.sections[0].tables[0].head == ("Frage", "Jobcoach", "IFD")


def test_turning_points_are_in_the_record(scene: Scene) -> None:
    with transaction(scene.app.engine) as connection:
        person = scene.people["jobcoach"]
        mark_turning_point(connection, scene.case_id, person, date(2026, 3, 1), "Neuer Schichtplan")
    (section,) = scene.report(ReportKind.RECORD).sections
    assert section.tables[0].rows == (("1.3.2026", "Neuer Schichtplan", "Jobcoach"),)


@pytest.mark.parametrize("kind", ReportKind)
def test_what_a_case_gives_is_at_most_two_pages(told: Scene, kind: ReportKind) -> None:
    assert pages_of(told.report(kind)) <= 2


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("form", [Format.PDF, Format.HTML, Format.TEXT])
def test_whatever_was_written_becomes_a_report(told: Scene, text: str, form: Format) -> None:
    content = render_report(told.with_text(ReportKind.INTERIM, text), form)
    assert len(content) > 1_000
    assert form is not Format.HTML or b"<script>" not in content


@pytest.mark.parametrize("text", NASTY)
def test_whatever_a_goal_says_becomes_a_report(scene: Scene, text: str) -> None:
    goal = scene.goal("Ziel " + text.encode(errors="ignore").decode(), shown=(Role.COACHEE,))
    for stand in (1, 7):
        scene.checks("coachee", goal, REPORT, stand=stand)
        scene.clock.move(days=1)
    for kind in ReportKind:
        assert pages_of(scene.report(kind)) >= 1


def test_a_mark_is_of_what_the_report_says(told: Scene) -> None:
    before = mark_of(told.report(ReportKind.INTERIM))
    told.clock.move(days=1)
    assert mark_of(told.report(ReportKind.INTERIM)) == before
    told.says("jobcoach", "zwischenauswertung", {"bemerkt": "Neu."}, REPORT)
    assert mark_of(told.report(ReportKind.INTERIM)) != before


def test_the_coachee_is_spoken_to_in_simple_words(told: Scene) -> None:
    report = told.report(ReportKind.FOR_COACHEE)
    assert [section.heading for section in report.sections] == [
        "Ihre Ziele",
        "Das haben Sie gesagt",
        "So geht es weiter",
    ]
    assert table_about(report, "womit ich anfange").head == ("Frage", "Sie")
    assert not any(one.trace.author == "Arbeitgeber" for one in report.statements)


def test_topics_are_the_dialogs_people_spoke_about(told: Scene) -> None:
    assert told.report(ReportKind.PEER_CONSULTATION, topic="nach_dem_besuch").title == "Nach dem Besuch"
