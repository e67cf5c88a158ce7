"""Places to look at before a report leaves the house: names and judgements, shown with the words around them."""

from __future__ import annotations

import pytest

from bot.reports.sensitive import around
from bot.reports.view import Concern, Place, ReportKind
from storage.releases import Room
from tests.bot.reports.scene import Scene


def places(scene: Scene, text: str) -> tuple[Place, ...]:
    scene.says("jobcoach", "zwischenauswertung", {"bemerkt": text}, Room.REPORT)
    return scene.report(ReportKind.INTERIM).sensitive


def test_a_name_is_found_with_its_question_and_source(scene: Scene) -> None:
    (place,) = places(scene, "Am Montag war es laut. Frau Meier hat gefragt, was los ist. Dann ging es.")
    assert place.concern is Concern.PERSON
    assert place.words == "Frau Meier hat gefragt, was los ist."
    assert place.question == "Was sich bewegt hat (Jobcoach)"
    assert place.trace is not None
    assert place.trace.author == "Jobcoach"


@pytest.mark.parametrize(
    "text", ["Er ist faul.", "Sie verweigert das.", "Er wirkt völlig unmotiviert.", "So FAULE Leute"]
)
def test_a_judgement_is_found(scene: Scene, text: str) -> None:
    (place,) = places(scene, text)
    assert place.concern is Concern.JUDGEMENT


def test_words_that_only_begin_alike_are_no_judgement(scene: Scene) -> None:
    assert places(scene, "Das Faultier im Zoo. Die Sturmwarnung kam spät.") == ()


def test_goals_are_looked_at_too(scene: Scene) -> None:
    scene.goal("Herr Meier soll nicht mehr so stur sein")
    concerns = [(place.concern, place.trace) for place in scene.report(ReportKind.INTERIM).sensitive]
    assert concerns == [(Concern.PERSON, None), (Concern.JUDGEMENT, None)]


def test_ratings_in_tables_are_named_by_their_row(scene: Scene) -> None:
    goal = scene.goal("Ruhig arbeiten")
    scene.checks("arbeitgeber", goal, Room.REPORT, stand=3, folge="Sie ist zu träge.")
    (place,) = scene.report(ReportKind.INTERIM).sensitive
    assert place.question == "Was folgt daraus?"


def test_long_sentences_are_shortened_between_words() -> None:
    text = "wort " * 40 + "faul" + " wort" * 40
    shown = around(text, 200, 204)
    assert shown.startswith("… wort")
    assert shown.endswith("wort …")
    assert len(shown) < 140


def test_no_statement_is_looked_at_twice(scene: Scene) -> None:
    assert len(places(scene, "Sie ist faul. Sie ist faul.")) == 1
