"""The picture of the course for a report: only what the report may say, and only if there is a course to see."""

from __future__ import annotations

from itertools import pairwise

from bot.goals.rating import GoalCourse, course_of_goals
from bot.goals.rating import Rating as Rated
from bot.pictures.gallery import alternative_of, svg_of, title_of
from bot.pictures.model import CaseCourse, GoalLine, PhaseSpan, Rating, TurningPoint
from bot.pictures.words import words_in
from bot.reports.material import Material
from bot.reports.telling import Telling
from bot.reports.view import Figure
from storage.goals import Goal


def course_figure(material: Material, telling: Telling) -> tuple[Figure, ...]:
    """The course of the case, if anybody rated a goal on two days; what was rated once is in the table."""
    courses = course_of_goals(material.goals, material.statements)
    lines = [line for course in courses for line in _lines(course, telling)]
    if not any(len({point.on for point in line.points}) > 1 for line in lines):
        return ()
    words = words_in(telling.voice.register)
    course = _course(material, tuple(lines), telling)
    _, _, alternative = alternative_of(course, words).partition("\n")  # the title is its caption already
    return (Figure(title_of(course, words), svg_of(course, words), alternative),)


def _lines(course: GoalCourse, telling: Telling) -> list[GoalLine]:
    lowest, highest = course.goal.scale.bounds
    lines = []
    for person, ratings in course.by_person.items():
        points = tuple(point for one in ratings if (point := _point(one, course.goal, telling)) is not None)
        if points:
            lines.append(GoalLine(course.goal.text, telling.authors.get(person, ""), lowest, highest, points))
    return lines


def _point(rated: Rated, goal: Goal, telling: Telling) -> Rating | None:
    """None for a number on a scale that the goal does not have any more."""
    if rated.value is None or rated.scale is not goal.scale:
        return None
    words = goal.anchors.get(rated.value, rated.words)
    return Rating(telling.local(rated.rated_at), rated.value, words)


def _course(material: Material, lines: tuple[GoalLine, ...], telling: Telling) -> CaseCourse:
    changes = [(change.phase, telling.local(change.changed_at)) for change in material.phases]
    ends = [following[1] for _, following in pairwise(changes)]
    spans = tuple(
        PhaseSpan(telling.voice.phase(phase), from_on, to_on)
        for (phase, from_on), to_on in zip(changes, [*ends, None], strict=False)
    )
    begins_on = material.case.begins_on or telling.local(material.case.created_at)
    return CaseCourse(
        pseudonym=material.case.pseudonym,
        begins_on=min(begins_on, material.made_on),
        ends_on=material.made_on,
        phases=spans,
        goals=lines,
        turning_points=tuple(TurningPoint(turn.turned_on, turn.words) for turn in material.turning_points),
        reviews=tuple(telling.local(found.closed_at) for found in material.reviews if found.closed_at is not None),
    )
