"""The panel of one goal: each party's line, its latest value and words, also when they contradict or coincide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from bot.pictures.marks import BLUE, VERMILION
from bot.pictures.model import CaseCourse, GoalLine, Rating
from tests.bot.pictures.samples import COURSE, SVG, UNUSUAL, drawn_words, marks_of, parsed

DAY, LATER = date(2026, 4, 1), date(2026, 8, 1)


def course_of(*goals: GoalLine) -> CaseCourse:
    return replace(COURSE, goals=goals, phases=(), turning_points=(), reviews=())


def line(party: str, *ratings: tuple[date, int, str]) -> GoalLine:
    return GoalLine("Pausen halten", party, 1, 10, tuple(Rating(*rating) for rating in ratings))


def lines_of(course: CaseCourse) -> list[Element]:
    return list(parsed(course).iter(f"{SVG}polyline"))


def heights(element: Element) -> list[float]:
    return [float(point.split(",")[1]) for point in element.attrib["points"].split()]


def test_higher_values_stand_higher() -> None:
    [drawn] = lines_of(course_of(line("Coachee", (DAY, 2, "schwer"), (LATER, 9, "leicht"))))
    first, second = heights(drawn)
    assert first - second == 60 * 7 / 9 or abs(first - second - 60 * 7 / 9) < 0.2


def test_ratings_are_drawn_by_day_whatever_their_order() -> None:
    forward = course_of(line("Coachee", (DAY, 2, "schwer"), (LATER, 9, "leicht")))
    backward = course_of(line("Coachee", (LATER, 9, "leicht"), (DAY, 2, "schwer")))
    assert lines_of(forward)[0].attrib == lines_of(backward)[0].attrib
    assert "Coachee: „leicht“" in drawn_words(backward)


def test_contradicting_parties_stand_apart_with_their_values_and_words() -> None:
    course = course_of(line("Coachee", (LATER, 9, "Das klappt.")), line("Arbeitgeber", (LATER, 1, "Das klappt nie.")))
    drawn = drawn_words(course)
    assert {"9 Coachee", "1 Arbeitgeber", "Coachee: „Das klappt.“", "Arbeitgeber: „Das klappt nie.“"} <= set(drawn)
    high, low = (heights(element)[0] for element in lines_of(course))
    assert low - high > 50


def test_parties_differ_by_colour_dash_and_shape() -> None:
    course = course_of(line("Coachee", (DAY, 3, "")), line("Arbeitgeber", (DAY, 7, "")))
    one, other = lines_of(course)
    assert one.get("stroke") != other.get("stroke")
    assert one.get("stroke-dasharray") != other.get("stroke-dasharray")
    assert marks_of(course, BLUE)[0].tag != marks_of(course, VERMILION)[0].tag


def test_the_same_value_on_the_same_day_shows_both_marks() -> None:
    course = course_of(line("Coachee", (DAY, 5, "")), line("Arbeitgeber", (DAY, 5, "")))
    places = {element.attrib["points"].split()[0] for element in lines_of(course)}
    assert len(places) == 2


def test_a_correction_of_the_same_day_is_the_latest() -> None:
    course = course_of(line("Coachee", (DAY, 5, "erst"), (DAY, 9, "dann")))
    assert {"9 Coachee", "Coachee: „dann“"} <= set(drawn_words(course))


def test_a_single_rating_is_a_mark_with_its_value() -> None:
    course = course_of(line("Coachee", (DAY, 4, "Montags ist es schwer.")))
    assert len(marks_of(course, BLUE)) == 3
    assert "4 Coachee" in drawn_words(course)


def test_a_party_without_ratings_is_named() -> None:
    drawn = drawn_words(course_of(line("Coachee", (DAY, 4, "")), line("Arbeitgeber")))
    assert "Arbeitgeber: noch nicht eingeschätzt" in drawn
    assert not any(text.endswith(" Arbeitgeber") for text in drawn)


def test_many_goals_stand_in_two_columns_under_the_names_of_the_parties() -> None:
    picture = UNUSUAL["course with 12 goals"]
    titles = [element for element in parsed(picture).iter(f"{SVG}text") if (element.text or "").startswith("Ziel ")]
    assert len(titles) == 12
    assert len({element.get("x") for element in titles}) == 2
    assert len({element.get("y") for element in titles}) == 6
    assert drawn_words(picture).count("Coachee") == 1
    assert float(parsed(picture).attrib["height"]) < 3 * 360
    assert "steht alles im Text" in " ".join(drawn_words(picture))  # their words have no room
