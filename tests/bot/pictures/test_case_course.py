"""The course of a case: phases, turning points and reviews in time, and goals that share a panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.pictures.gallery import alternative_of
from bot.pictures.model import CaseCourse, GoalLine, PhaseSpan, TurningPoint
from tests.bot.pictures.samples import COACHEE, COURSE, EMOJI, HEBREW, SVG, WORDS, drawn_words, parsed


def test_the_alternative_in_full() -> None:
    assert alternative_of(COURSE, WORDS).splitlines() == [
        "Verlauf im Fall „Ahorn“",
        "2. März 2026 bis 29. Januar 2027. Gewollt, aber nicht voll steuerbar.",
        "Phasen:",
        "– Initiierung: 2. März 2026 bis 20. April 2026",
        "– Gestaltung: seit 21. April 2026",
        "Ziel: Ich arbeite allein an der Kasse",
        "Coachee, auf einer Skala von 1 bis 10:",
        "– 28. April 2026: 3, „Ich brauche noch Hilfe.“",
        "– 12. September 2026: 8, „Ich schaffe das meistens.“",
        "Arbeitgeber, auf einer Skala von 1 bis 10:",
        "– 28. April 2026: 2, „Es muss jemand daneben stehen.“",
        "Ziel: Fehler ruhig ansprechen",
        "Kollegium, auf einer Skala von −2 bis +2:",
        "– 12. Mai 2026: −1, „Meist wird geschwiegen.“",
        "Wendepunkte:",
        "1. 3. Juni 2026: Der Schichtplan wurde anders.",
        "Zwischenauswertungen: 15. Juni 2026, 14. September 2026",
    ]


def test_parties_share_the_panel_of_a_goal() -> None:
    assert drawn_words(COURSE).count(COACHEE.title) == 1


def test_different_scales_never_share_a_panel() -> None:
    other = GoalLine(COACHEE.title, "Kollegium", -2, 2, ())
    assert drawn_words(replace(COURSE, goals=(COACHEE, other))).count(COACHEE.title) == 2


def test_without_goals_the_picture_says_so() -> None:
    assert WORDS.say("no_goals") in drawn_words(CaseCourse("Farn", date(2026, 3, 2), date(2026, 3, 2)))


def test_turning_points_are_numbered_in_time_wherever_they_were_given() -> None:
    turns = (TurningPoint(date(2026, 9, 1), "später"), TurningPoint(date(2026, 4, 1), "früher"))
    drawn = drawn_words(replace(COURSE, turning_points=turns))
    assert drawn.index("1.4.26: früher") < drawn.index("1.9.26: später")
    assert drawn[drawn.index("1.4.26: früher") - 1] == "1"


def test_turning_points_of_one_day_stand_below_each_other() -> None:
    turns = tuple(TurningPoint(date(2026, 6, 3), f"Wende {number}") for number in range(3))
    discs = [
        (circle.get("cx"), circle.get("cy"))
        for circle in parsed(replace(COURSE, turning_points=turns)).iter(f"{SVG}circle")
        if circle.get("r") == "9.5"
    ]
    assert len({x for x, _ in discs[:3]}) == 1
    assert len({y for _, y in discs[:3]}) == 3


def test_a_lasting_phase_ends_in_an_arrow() -> None:
    def corners(to_on: date | None) -> int:
        phase = PhaseSpan("Gestaltung", date(2026, 4, 21), to_on)
        bars = list(parsed(replace(COURSE, phases=(phase,))).iter(f"{SVG}polygon"))
        return len({point.split(",")[0] for point in bars[0].attrib["points"].split()})

    assert corners(None) == corners(COURSE.ends_on) + 1


def test_signs_without_letters_are_boxes_with_a_note_and_whole_in_the_alternative() -> None:
    course = replace(COURSE, turning_points=(TurningPoint(date(2026, 6, 3), f"{EMOJI} {HEBREW}"),))
    drawn = " ".join(drawn_words(course))
    assert "3.6.26: □ שלום" in drawn
    assert "□ steht für Zeichen" in drawn
    assert EMOJI in alternative_of(course, WORDS)
